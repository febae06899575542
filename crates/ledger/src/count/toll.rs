use std::collections::BTreeMap;

use selon_model::{Claim, Counted, Figure, Numeral, PartialDate, Sector, WhomClass};

use super::rule::Rule;
use crate::comparison::{Scope, voice};
use crate::incident::{ClaimAt, Incident};
use crate::origin::is_told;

/// How many one voice last told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Toll {
    pub(super) low: u64,
    pub(super) high: u64,
    pub(super) from: Vec<ClaimAt>,
    known: bool,
}

/// The figures of one voice in one scope.
#[derive(Clone, Debug, Default)]
struct Told {
    low: u64,
    high: u64,
    from: Vec<ClaimAt>,
}

/// What each voice last told, in the order of their names. Where a rule takes reliable sources only, voices without an identified
/// origin are left out unless there are no others.
pub(super) fn tolls(rule: Rule, incident: &Incident, of: Counted) -> Vec<Toll> {
    type Day = Option<PartialDate>;
    let mut voices: BTreeMap<String, (Day, bool, BTreeMap<Scope, Told>)> = BTreeMap::new();
    for (at, scope, (low, high)) in incident.claims.iter().flat_map(|&at| taken(rule, incident, at, of)) {
        let (voice, day) = (voice(incident, at), incident.report_of(at).report.article.published);
        let last = voices.entry(voice.key).or_insert_with(|| (day, voice.known, BTreeMap::new()));
        if day > last.0 {
            (last.0, last.2) = (day, BTreeMap::new());
        }
        if day == last.0 {
            let told = last.2.entry(scope).or_default();
            (told.low, told.high) = (told.low.max(low), told.high.max(high));
            told.from.push(at);
        }
    }
    let mut tolls: Vec<Toll> =
        voices.into_values().filter_map(|(_, known, told)| toll(told, known)).collect();
    if rule == Rule::UcdpLowBestHigh && tolls.iter().any(|toll| toll.known) {
        tolls.retain(|toll| toll.known);
    }
    tolls
}

/// The whole where a voice tells one, else its groups together.
fn toll(mut told: BTreeMap<Scope, Told>, known: bool) -> Option<Toll> {
    if let Some(whole) = told.remove(&Scope::All) {
        return Some(Toll { low: whole.low, high: whole.high, from: whole.from, known });
    }
    told.into_values().map(|told| Toll { low: told.low, high: told.high, from: told.from, known }).reduce(
        |a, b| Toll {
            low: a.low.saturating_add(b.low),
            high: a.high.saturating_add(b.high),
            from: a.from.into_iter().chain(b.from).collect(),
            known,
        },
    )
}

/// The figures of a claim that a rule takes, with whom they count and their bounds. A part of a whole adds nothing to it.
fn taken(rule: Rule, incident: &Incident, at: ClaimAt, of: Counted) -> Vec<(ClaimAt, Scope, (u64, u64))> {
    let claim = incident.claim(at);
    let figures = claim.figures.iter().filter(|figure| is_told(claim) && figure.of == of);
    let scoped =
        figures.filter(|figure| figure.part_of.is_none()).map(|figure| (figure, Scope::of(claim, figure)));
    let takes = |figure: &Figure, scope: &Scope| match scope {
        Scope::DeadAndWounded | Scope::Part => false,
        _ if rule == Rule::AirwarsMinmax => is_civilian(claim, figure, scope),
        _ => true,
    };
    scoped
        .filter(|(figure, scope)| takes(figure, scope))
        .map(|(figure, scope)| (at, scope, bounds(rule, figure)))
        .collect()
}

/// Whether those counted are civilians: by their word, or as the only people that the claim says underwent it.
fn is_civilian(claim: &Claim, figure: &Figure, scope: &Scope) -> bool {
    let victims = || {
        let parties = claim.recipients.iter().map(|recipient| recipient.party.as_ref());
        let civil =
            |party: Option<&selon_model::PartyId>| party.and_then(|p| p.sector()) == Some(Sector::Cvl);
        !claim.recipients.is_empty() && parties.into_iter().all(civil)
    };
    match scope {
        Scope::Civilians => true,
        Scope::All => victims(),
        Scope::Group(_) => {
            let class = figure.counted.as_ref().map(|whom| whom.class);
            matches!(class, Some(WhomClass::Children | WhomClass::Women))
        }
        Scope::DeadAndWounded | Scope::Part => false,
    }
}

/// The bounds of a figure: an open one is taken at the bound that it has, "fewer than 10" from nobody on.
fn bounds(rule: Rule, figure: &Figure) -> (u64, u64) {
    let low = match rule {
        Rule::AcledLow => conventional(figure).or(figure.low).unwrap_or(0),
        _ => figure.low.unwrap_or(0),
    };
    (low, figure.high.unwrap_or(low).max(low))
}

/// ACLED's reading of numbers without a number. "Une douzaine" and "une centaine" are numbers.
fn conventional(figure: &Figure) -> Option<u64> {
    match figure.numeral {
        Numeral::Tens => Some(10),
        Numeral::Dozens => Some(12),
        Numeral::Hundreds => Some(100),
        Numeral::Number | Numeral::Several | Numeral::Thousands => None,
    }
}
