//! An incident as one event, for the forms that have a row for each: what its claims say together, without judging between them.

use selon_model::{Argument, Claim, Date, EventType, Factuality, PartyId, Period, PlaceRef};

use crate::count::{Rule, count};
use crate::incident::{ClaimAt, Incident};
use crate::people;
use crate::store::StoredReport;

/// An incident as one event.
#[derive(Debug)]
pub(super) struct Event<'a> {
    pub(super) incident: &'a Incident,
    /// The claims that say that it happened, the one that says most of what kind of event it is first.
    pub(super) claims: Vec<ClaimAt>,
    /// Who did it, or one of two who fight each other.
    pub(super) side_a: Vec<Side>,
    /// To whom, or the other of the two.
    pub(super) side_b: Vec<Side>,
    /// The most precise place.
    pub(super) place: Option<&'a PlaceRef>,
    /// When, by the claim that says it most precisely.
    pub(super) time: Option<&'a Period>,
    /// The killed.
    pub(super) deaths: Option<Deaths>,
    /// Names that are withheld.
    withheld: Vec<&'a str>,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) party: Option<PartyId>,
    /// As a report writes it.
    pub(super) words: String,
}

/// How many were killed, by the counting rules of the two forms; see `crate::count`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Deaths {
    /// ACLED's.
    pub(super) fatalities: Option<u64>,
    /// UCDP's.
    pub(super) low: u64,
    pub(super) best: u64,
    pub(super) high: u64,
}

impl<'a> Event<'a> {
    /// `None` where no claim says that it happened: it was denied, announced, feared or asked for.
    pub(super) fn of(incident: &'a Incident, names: bool) -> Option<Event<'a>> {
        let happened = |at: &ClaimAt| {
            matches!(incident.claim(*at).factuality, Factuality::Asserted | Factuality::Unconfirmed)
        };
        let mut claims: Vec<ClaimAt> = incident.claims.iter().copied().filter(happened).collect();
        claims.sort_by_key(|at| (weight(incident.claim(*at)), *at));
        claims.first()?;
        let each = || claims.iter().map(|at| incident.claim(*at));
        let place = each().filter_map(|c| c.place.as_ref()).min_by_key(|p| p.precision);
        let days = each().filter_map(|c| c.time.as_ref()).filter(|t| t.start.or(t.end).is_some());
        let time = days.min_by_key(|t| t.precision);
        let private = |r: &'a StoredReport| people::private_names(&r.report.claims);
        let withheld = if names { Vec::new() } else { incident.reports.iter().flat_map(private).collect() };
        let deaths = deaths(incident);
        let mut event =
            Event { incident, claims, side_a: Vec::new(), side_b: Vec::new(), place, time, deaths, withheld };
        event.side_a = event.side(|c| &c.actors);
        event.side_b = event.side(|c| &c.recipients);
        // Fighting that nobody is said to have begun has both sides as actors.
        if event.side_b.is_empty() && event.side_a.len() > 1 {
            event.side_b = event.side_a.split_off(1);
        }
        Some(event)
    }

    /// The claim that says most of what kind of event it is.
    pub(super) fn lead(&self) -> &'a Claim {
        self.incident.claim(self.claims[0])
    }

    /// First and last day.
    pub(super) fn days(&self) -> Option<(Date, Date)> {
        let Period { start, end, .. } = *self.time?;
        Some((start.or(end)?, end.or(start)?))
    }

    /// ISO 3166-1 alpha-3 of the country where it happened.
    pub(super) fn country(&self) -> Option<&'a str> {
        self.place?.country.as_deref()
    }

    /// Latitude and longitude.
    pub(super) fn point(&self) -> Option<(f64, f64)> {
        self.place.and_then(|p| p.lat.zip(p.lon))
    }

    /// Name of the place, and of what it lies in, from the smallest to below the country.
    pub(super) fn names_of_place(&self) -> Vec<&'a str> {
        let Some(place) = self.place else { return Vec::new() };
        let mut names: Vec<&str> = place.name.split(", ").collect();
        if place.country.is_some() && names.len() > 1 {
            names.pop();
        }
        names
    }

    /// Whether any of its claims is of one of these types.
    pub(super) fn has(&self, types: &[EventType]) -> bool {
        self.claims.iter().any(|at| types.contains(&self.incident.claim(*at).event))
    }

    /// The sentence of a claim in one line, without names that are withheld.
    pub(super) fn sentence(&self, at: ClaimAt) -> String {
        self.shown(self.incident.text(at, self.incident.claim(at).sentence))
    }

    /// The last links of the chains, each once.
    pub(super) fn origins(&self) -> Vec<String> {
        let last = |at: &ClaimAt| {
            let source = self.incident.claim(*at).sources.last()?;
            Some(self.shown(self.incident.text(*at, source.span)))
        };
        each_once(self.claims.iter().filter_map(last))
    }

    /// What every report has in a field, each once.
    pub(super) fn of_reports(&self, field: impl Fn(&StoredReport) -> Option<String>) -> Vec<String> {
        each_once(self.incident.reports.iter().filter_map(field))
    }

    /// Words without names that are withheld, in one line.
    pub(super) fn shown(&self, words: &str) -> String {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        people::withhold(&line, &self.withheld)
    }

    /// Those who take part by the first claim that names any, each party once.
    fn side(&self, of: impl Fn(&'a Claim) -> &'a [Argument]) -> Vec<Side> {
        let found = self.claims.iter().find(|at| !of(self.incident.claim(**at)).is_empty());
        let Some(&at) = found else { return Vec::new() };
        let mut side: Vec<Side> = Vec::new();
        for argument in of(self.incident.claim(at)) {
            let words = self.shown(self.incident.text(at, argument.span));
            if !side.iter().any(|s| s.party.is_some() && s.party == argument.party) {
                side.push(Side { party: argument.party.clone(), words });
            }
        }
        side
    }
}

/// Less for a claim that says more of what kind of event it is.
fn weight(claim: &Claim) -> (bool, u8, bool) {
    let kind = match claim.event {
        EventType::Assault => 0,
        EventType::Control => 1,
        EventType::Protest => 2,
        EventType::Toll => 3,
        EventType::Coerce | EventType::Retreat => 4,
        EventType::Align | EventType::Mobilize | EventType::Displace => 5,
        _ => 6,
    };
    (claim.factuality != Factuality::Asserted, kind, claim.mode.is_none())
}

fn deaths(incident: &Incident) -> Option<Deaths> {
    let killed = count(Rule::UcdpLowBestHigh, incident).killed;
    let fatalities = count(Rule::AcledLow, incident).killed.low;
    let low = killed.low.or(fatalities)?;
    Some(Deaths { fatalities, low, best: killed.best.unwrap_or(low), high: killed.high.unwrap_or(low) })
}

fn each_once(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}
