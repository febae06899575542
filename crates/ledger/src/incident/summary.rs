use std::collections::BTreeMap;

use selon_model::{Argument, Claim, Counted, Date, EventType, Factuality, PlaceRef};

use super::view::{ClaimAt, Incident};

/// An incident in a line: what most of its reports tell. A view for finding it; who says what is in its claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary<'a> {
    /// The types of its claims, the most frequent first.
    pub types: Vec<EventType>,
    /// The most precise place that its claims have, among these the most frequent.
    pub place: Option<&'a PlaceRef>,
    /// First and last day of the period that most of its claims have.
    pub period: Option<(Date, Date)>,
    /// Ids of the parties that act, by the number of reports that say so.
    pub actors: Vec<&'a str>,
    /// Ids of the parties that undergo it, likewise.
    pub recipients: Vec<&'a str>,
    /// What is counted, with the least and the most that any claim tells.
    pub figures: Vec<(Counted, u64, u64)>,
}

impl Incident {
    /// What most of its reports tell. Claims that deny, plan or suppose count only where there are no others.
    pub fn summary(&self) -> Summary<'_> {
        let told = |at: &ClaimAt| {
            matches!(self.claim(*at).factuality, Factuality::Asserted | Factuality::Unconfirmed)
        };
        let mut claims: Vec<ClaimAt> = self.claims.iter().copied().filter(told).collect();
        if claims.is_empty() {
            claims.clone_from(&self.claims);
        }
        let all = || claims.iter().map(|at| self.claim(*at));
        Summary {
            types: by_count(all().map(|claim| claim.event)),
            place: place(all()),
            period: period(all()),
            actors: self.parties(&claims, |claim| &claim.actors),
            recipients: self.parties(&claims, |claim| &claim.recipients),
            figures: figures(all()),
        }
    }

    fn parties(&self, claims: &[ClaimAt], of: impl Fn(&Claim) -> &Vec<Argument>) -> Vec<&str> {
        let mut seen: Vec<(usize, &str)> = Vec::new();
        for at in claims {
            let parties = of(self.claim(*at)).iter().filter_map(|argument| argument.party.as_ref());
            seen.extend(parties.map(|party| (at.report, party.as_str())));
        }
        // Each report has one voice in this.
        seen.sort_unstable();
        seen.dedup();
        by_count(seen.into_iter().map(|(_, party)| party))
    }
}

/// Each value once, the most frequent first, then in order.
fn by_count<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let mut counted: Vec<(T, usize)> = counts.into_iter().collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(value, _)| value).collect()
}

fn place<'a>(claims: impl Iterator<Item = &'a Claim>) -> Option<&'a PlaceRef> {
    let places: Vec<&PlaceRef> = claims.filter_map(|claim| claim.place.as_ref()).collect();
    let finest = places.iter().map(|place| place.precision).min()?;
    let fine = || places.iter().filter(|place| place.precision == finest);
    let name = *by_count(fine().map(|place| place.name.as_str())).first()?;
    fine().find(|place| place.name == name).copied()
}

fn period<'a>(claims: impl Iterator<Item = &'a Claim>) -> Option<(Date, Date)> {
    let times = claims.filter_map(|claim| claim.time.as_ref());
    let closed: Vec<_> = times.filter_map(|time| Some((time.precision, time.start?, time.end?))).collect();
    let finest = closed.iter().map(|(precision, ..)| (*precision).max(2)).min()?;
    let fine = closed.iter().filter(|(precision, ..)| *precision <= finest);
    by_count(fine.map(|&(_, start, end)| (start, end))).first().copied()
}

fn figures<'a>(claims: impl Iterator<Item = &'a Claim>) -> Vec<(Counted, u64, u64)> {
    let mut ranges: BTreeMap<Counted, (u64, u64)> = BTreeMap::new();
    for figure in claims.flat_map(|claim| &claim.figures) {
        let Some(one) = figure.low.or(figure.high) else { continue };
        let other = figure.high.unwrap_or(one);
        let range = ranges.entry(figure.of).or_insert((one, other));
        *range = (range.0.min(one), range.1.max(other));
    }
    ranges.into_iter().map(|(of, (low, high))| (of, low, high)).collect()
}
