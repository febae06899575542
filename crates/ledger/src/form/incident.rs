use serde::Serialize;

use super::found::FoundForm;
use super::head::FORM;
use crate::comparison::{Comparison, Statement, credibility};
use crate::incident::{ClaimAt, Incident, Membership, key_of};
use crate::origin::{Edge, IndependentSource, Origins, Slot, independence};
use crate::people::{private_names, withhold, withhold_in_origin};
use crate::query::Found;

/// An incident as `selon incidents` and `selon show` hand it out. docs/ledger.md describes the form.
#[derive(Debug, Serialize)]
pub struct IncidentForm<'a> {
    form: u32,
    id: &'a str,
    family: &'static str,
    types: Vec<&'static str>,
    place: Option<PlaceForm<'a>>,
    start: Option<String>,
    end: Option<String>,
    actors: Vec<&'a str>,
    recipients: Vec<&'a str>,
    figures: Vec<RangeForm>,
    /// Ids of the reports that tell it as their news.
    reports: Vec<&'a str>,
    /// Ids of those that mention it beside.
    recalled_in: &'a [String],
    origins: OriginsForm,
    /// Proposed, on the Admiralty scale: 1 to 6.
    credibility: u8,
    /// Number of true contradictions between its answers.
    contradictions: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<BoardForm>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    slots: Vec<SlotForm>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    echoes: Vec<EchoForm<'a>>,
    #[serde(skip_serializing_if = "<[Membership]>::is_empty")]
    grouping: &'a [Membership],
    claims: Vec<FoundForm<'a>>,
}

#[derive(Debug, Serialize)]
struct PlaceForm<'a> {
    name: &'a str,
    geonames: Option<u32>,
    country: Option<&'a str>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: u8,
}

#[derive(Debug, Serialize)]
struct RangeForm {
    of: &'static str,
    low: u64,
    high: u64,
}

/// What the reports answer, and which answers exclude each other.
#[derive(Debug, Serialize)]
struct BoardForm {
    statements: Vec<StatementForm>,
    pairs: Vec<PairForm>,
}

#[derive(Debug, Serialize)]
struct StatementForm {
    subject: String,
    scope: String,
    value: String,
    origins: Vec<String>,
    current: bool,
    claims: Vec<(String, usize)>,
}

/// Indexes of two statements.
#[derive(Debug, Serialize)]
struct PairForm {
    a: usize,
    b: usize,
    relation: &'static str,
}

/// Independent origins identified in this corpus.
#[derive(Debug, Default, Serialize)]
struct OriginsForm {
    low: usize,
    high: usize,
    sides: usize,
}

#[derive(Debug, Serialize)]
struct SlotForm {
    slot: String,
    #[serde(flatten)]
    origins: OriginsForm,
    voices: Vec<VoiceForm>,
    edges: Vec<EdgeForm>,
}

#[derive(Debug, Serialize)]
struct VoiceForm {
    origin: String,
    name: String,
    side: String,
    reports: Vec<String>,
    witnesses: usize,
}

#[derive(Debug, Serialize)]
struct EdgeForm {
    a: (String, usize),
    b: (String, usize),
    reason: &'static str,
    hard: bool,
}

#[derive(Debug, Serialize)]
struct EchoForm<'a> {
    a: &'a str,
    b: &'a str,
    containment: f64,
}

impl<'a> IncidentForm<'a> {
    /// The form of an incident; with its `grouping` (why each report belongs to it), also the origins slot by slot with
    /// the edges that prove them, and the echoes.
    pub fn of(incident: &'a Incident, grouping: Option<&'a [Membership]>) -> IncidentForm<'a> {
        let summary = incident.summary();
        let origins = independence(incident);
        let event = origins.iter().find(|o| o.slot == Slot::Event).or(origins.first());
        let id = |report: usize| incident.reports[report].report.article.id.as_str();
        let full = grouping.is_some();
        let comparison = Comparison::of(incident);
        IncidentForm {
            form: FORM,
            id: &incident.id,
            family: incident.family.as_str(),
            types: summary.types.iter().map(|t| t.as_str()).collect(),
            place: summary.place.map(|place| PlaceForm {
                name: &place.name,
                geonames: place.geonames,
                country: place.country.as_deref(),
                lat: place.lat,
                lon: place.lon,
                precision: place.precision,
            }),
            start: summary.period.map(|(start, _)| start.to_string()),
            end: summary.period.map(|(_, end)| end.to_string()),
            actors: summary.actors,
            recipients: summary.recipients,
            figures: summary
                .figures
                .iter()
                .map(|&(of, low, high)| RangeForm { of: of.as_str(), low, high })
                .collect(),
            reports: (0..incident.reports.len()).map(id).collect(),
            recalled_in: &incident.recalled_in,
            origins: event.map(OriginsForm::of).unwrap_or_default(),
            credibility: credibility(incident, &origins, &comparison).digit(),
            contradictions: comparison.contradictions().count(),
            comparison: full.then(|| BoardForm::of(incident, &comparison)),
            slots: origins.iter().filter(|_| full).map(|slot| SlotForm::of(incident, slot)).collect(),
            echoes: incident
                .echoes
                .iter()
                .filter(|_| full)
                .map(|echo| EchoForm { a: id(echo.a), b: id(echo.b), containment: echo.containment })
                .collect(),
            grouping: grouping.unwrap_or_default(),
            claims: incident.claims.iter().filter_map(|at| claim(incident, *at)).collect(),
        }
    }
}

fn claim(incident: &Incident, at: ClaimAt) -> Option<FoundForm<'_>> {
    let stored = incident.report_of(at);
    let key = key_of(&incident.id);
    FoundForm::of(stored, Found { version: stored.version, index: at.claim, incident: key })
}

impl BoardForm {
    fn of(incident: &Incident, comparison: &Comparison) -> BoardForm {
        let statement = |statement: &Statement| {
            let reports = statement.claims.iter().map(|at| &incident.report_of(*at).report);
            let names: Vec<&str> = reports.flat_map(|report| private_names(&report.claims)).collect();
            StatementForm {
                subject: statement.subject.to_string(),
                scope: statement.scope.to_string(),
                value: withhold(&statement.value.to_string(), &names),
                origins: statement.origins.iter().map(|id| withhold_in_origin(id, &names)).collect(),
                current: statement.current,
                claims: statement
                    .claims
                    .iter()
                    .map(|at| (incident.report_of(*at).report.article.id.clone(), at.claim + 1))
                    .collect(),
            }
        };
        BoardForm {
            statements: comparison.statements.iter().map(statement).collect(),
            pairs: comparison
                .pairs
                .iter()
                .map(|pair| PairForm { a: pair.a, b: pair.b, relation: pair.relation.as_str() })
                .collect(),
        }
    }
}

impl OriginsForm {
    fn of(origins: &Origins) -> OriginsForm {
        OriginsForm { low: origins.low, high: origins.high, sides: origins.sides }
    }
}

impl SlotForm {
    fn of(incident: &Incident, origins: &Origins) -> SlotForm {
        let id = |report: usize| incident.reports[report].report.article.id.clone();
        let claim = |at: ClaimAt| (id(at.report), at.claim + 1);
        let names = |report: usize| private_names(&incident.reports[report].report.claims);
        let voice = |voice: &IndependentSource| {
            let names: Vec<&str> = voice.reports.iter().flat_map(|&report| names(report)).collect();
            VoiceForm {
                origin: withhold_in_origin(&voice.id, &names),
                name: withhold(&voice.name, &names),
                side: withhold_in_origin(&voice.side, &names),
                reports: voice.reports.iter().map(|&report| id(report)).collect(),
                witnesses: voice.witnesses,
            }
        };
        let edge = |edge: &Edge| EdgeForm {
            a: claim(edge.a),
            b: claim(edge.b),
            reason: edge.reason.as_str(),
            hard: edge.reason.is_hard(),
        };
        SlotForm {
            slot: origins.slot.to_string(),
            origins: OriginsForm::of(origins),
            voices: origins.voices.iter().map(voice).collect(),
            edges: origins.edges.iter().map(edge).collect(),
        }
    }
}
