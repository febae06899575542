use std::borrow::Cow;

use selon_model::{Argument, Claim, Evidence, Figure, Period, PlaceRef, Source, Whole};
use serde::Serialize;

use super::offsets::{Mention, Offsets, Share};

#[derive(Debug, Serialize)]
pub(super) struct ClaimForm<'a> {
    #[serde(rename = "type")]
    event: &'static str,
    mode: Option<&'static str>,
    factuality: &'static str,
    quoted: bool,
    trigger: TriggerForm<'a>,
    sentence: [u32; 2],
    sources: Vec<SourceForm<'a>>,
    actors: Vec<ArgumentForm<'a>>,
    recipients: Vec<ArgumentForm<'a>>,
    place: Option<PlaceForm<'a>>,
    time: Option<TimeForm<'a>>,
    figures: Vec<FigureForm<'a>>,
    confidence: Share,
    rules: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<EvidenceForm<'a>>>,
}

impl<'a> ClaimForm<'a> {
    pub(super) fn of(claim: &'a Claim, at: &Offsets<'a>) -> ClaimForm<'a> {
        let [start, end] = at.span(claim.trigger);
        ClaimForm {
            event: claim.event.as_str(),
            mode: claim.mode.map(|m| m.as_str()),
            factuality: claim.factuality.as_str(),
            quoted: claim.quoted,
            trigger: TriggerForm { text: at.text(claim.trigger), start, end },
            sentence: at.span(claim.sentence),
            sources: claim.sources.iter().map(|s| SourceForm::of(s, at)).collect(),
            actors: claim.actors.iter().map(|a| ArgumentForm::of(a, at)).collect(),
            recipients: claim.recipients.iter().map(|a| ArgumentForm::of(a, at)).collect(),
            place: claim.place.as_ref().map(|p| PlaceForm::of(p, at)),
            time: claim.time.as_ref().map(|t| TimeForm::of(t, at)),
            figures: claim.figures.iter().map(|f| FigureForm::of(f, at)).collect(),
            confidence: at.share(claim.confidence),
            rules: rules(claim),
            evidence: at
                .depth
                .explain
                .then(|| claim.evidence.iter().map(|e| EvidenceForm::of(e, at)).collect()),
        }
    }
}

/// The rules behind a claim, in alphabetical order, each once.
pub fn rules(claim: &Claim) -> Vec<&str> {
    let mut rules: Vec<&str> = claim.evidence.iter().map(|e| e.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

#[derive(Debug, Serialize)]
struct TriggerForm<'a> {
    text: Cow<'a, str>,
    start: u32,
    end: u32,
}

#[derive(Debug, Serialize)]
struct SourceForm<'a> {
    #[serde(flatten)]
    mention: Mention<'a>,
    party: Option<&'a str>,
    kind: &'static str,
    key: Option<Cow<'a, str>>,
    anonymous: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person_span: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<Mention<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<Mention<'a>>,
}

impl<'a> SourceForm<'a> {
    fn of(source: &'a Source, at: &Offsets<'a>) -> SourceForm<'a> {
        SourceForm {
            mention: at.mention(source.span),
            party: source.party.as_ref().map(|p| p.as_str()),
            kind: source.kind.as_str(),
            key: at.key(source),
            anonymous: source.anonymous,
            person: at.person(source.person.as_deref(), source.party.as_ref()),
            person_span: at.person_span(source.person.as_deref(), source.party.as_ref(), source.span),
            document: source.document.map(|s| at.mention(s)),
            channel: source.channel.map(|s| at.mention(s)),
        }
    }
}

#[derive(Debug, Serialize)]
struct ArgumentForm<'a> {
    #[serde(flatten)]
    mention: Mention<'a>,
    party: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person_span: Option<[u32; 2]>,
    #[serde(rename = "mention", skip_serializing_if = "Option::is_none")]
    pronoun: Option<Mention<'a>>,
}

impl<'a> ArgumentForm<'a> {
    fn of(argument: &'a Argument, at: &Offsets<'a>) -> ArgumentForm<'a> {
        ArgumentForm {
            mention: at.mention(argument.span),
            party: argument.party.as_ref().map(|p| p.as_str()),
            person: at.person(argument.person.as_deref(), argument.party.as_ref()),
            person_span: at.person_span(argument.person.as_deref(), argument.party.as_ref(), argument.span),
            pronoun: argument.mention.map(|s| at.mention(s)),
        }
    }
}

#[derive(Debug, Serialize)]
struct PlaceForm<'a> {
    #[serde(flatten)]
    mention: Mention<'a>,
    name: &'a str,
    geonames: Option<u32>,
    country: Option<&'a str>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: u8,
    confidence: Share,
}

impl<'a> PlaceForm<'a> {
    fn of(place: &'a PlaceRef, at: &Offsets<'a>) -> PlaceForm<'a> {
        PlaceForm {
            mention: at.mention(place.span),
            name: &place.name,
            geonames: place.geonames,
            country: place.country.as_deref(),
            lat: place.lat,
            lon: place.lon,
            precision: place.precision,
            confidence: at.share(place.confidence),
        }
    }
}

#[derive(Debug, Serialize)]
struct TimeForm<'a> {
    #[serde(flatten)]
    mention: Mention<'a>,
    start: Option<String>,
    end: Option<String>,
    precision: u8,
}

impl<'a> TimeForm<'a> {
    fn of(period: &Period, at: &Offsets<'a>) -> TimeForm<'a> {
        TimeForm {
            mention: at.mention(period.span),
            start: period.start.map(|d| d.to_string()),
            end: period.end.map(|d| d.to_string()),
            precision: period.precision,
        }
    }
}

#[derive(Debug, Serialize)]
struct FigureForm<'a> {
    #[serde(flatten)]
    mention: Mention<'a>,
    low: Option<u64>,
    high: Option<u64>,
    of: &'static str,
    who: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    who_span: Option<[u32; 2]>,
    approximate: bool,
    counted: Option<WhomForm<'a>>,
    part: bool,
    part_of: Option<u32>,
    numeral: &'static str,
}

#[derive(Debug, Serialize)]
struct WhomForm<'a> {
    class: &'static str,
    lemma: &'a str,
}

impl<'a> FigureForm<'a> {
    fn of(figure: &'a Figure, at: &Offsets<'a>) -> FigureForm<'a> {
        FigureForm {
            mention: at.mention(figure.span),
            low: figure.low,
            high: figure.high,
            of: figure.of.as_str(),
            who: figure.who.map(|s| at.text(s)),
            who_span: figure.who.filter(|_| at.depth.whole).map(|s| at.span(s)),
            approximate: figure.approximate,
            counted: figure.counted.as_ref().map(|w| WhomForm { class: w.class.as_str(), lemma: &w.lemma }),
            part: figure.part_of.is_some(),
            part_of: match figure.part_of {
                Some(Whole::Figure(at)) => Some(at),
                Some(Whole::Elsewhere) | None => None,
            },
            numeral: figure.numeral.as_str(),
        }
    }
}

#[derive(Debug, Serialize)]
struct EvidenceForm<'a> {
    role: &'static str,
    rule: &'a str,
    path: Cow<'a, str>,
    #[serde(flatten)]
    mention: Mention<'a>,
}

impl<'a> EvidenceForm<'a> {
    fn of(evidence: &'a Evidence, at: &Offsets<'a>) -> EvidenceForm<'a> {
        EvidenceForm {
            role: evidence.role.as_str(),
            rule: &evidence.rule,
            path: at.shown(&evidence.path),
            mention: at.mention(evidence.span),
        }
    }
}
