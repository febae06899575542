//! When two answers can both be so.

use selon_model::geo::Point;
use selon_model::{Date, PartyId, Sector};

use super::group::Group;
use super::value::{Amount, Value, place};
use crate::incident::{ClaimAt, Incident};
use crate::origin::side;

/// Share by which an approximate number may be off; a choice of ours.
const TOLERANCE: f64 = 0.2;

/// Whether two answers to one question can both be so.
pub(super) fn agree(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Amount(a), Value::Amount(b)) => {
            let ((low, high), (other_low, other_high)) = (bounds(*a), bounds(*b));
            low <= other_high && other_low <= high
        }
        // A government and its army are one hand.
        (Value::Party(a), Value::Party(b)) => side(a) == side(b) || is_general(a) || is_general(b),
        (Value::Place(a, here), Value::Place(b, there)) => {
            within(a, b)
                || within(b, a)
                || matches!((here, there), (Some(here), Some(there)) if near(*here, *there))
        }
        (Value::Days(start, end), Value::Days(other_start, other_end)) => {
            let before = |end: &Option<Date>, start: &Option<Date>| matches!((end, start), (Some(e), Some(s)) if e < s);
            !before(end, other_start) && !before(other_end, start)
        }
        _ => a == b,
    }
}

/// The numbers that an amount allows: open bounds are open, an approximate number may be off by [`TOLERANCE`].
fn bounds(amount: Amount) -> (u64, u64) {
    let (low, high) = (amount.low.unwrap_or(0), amount.high.unwrap_or(u64::MAX));
    if amount.approximate && low == high {
        ((low as f64 * (1.0 - TOLERANCE)).floor() as u64, (high as f64 * (1.0 + TOLERANCE)).ceil() as u64)
    } else {
        (low, high)
    }
}

/// Whether a party names nobody in particular: rebels, criminals, people of a country, or no party at all. Such a one may be
/// any named group.
fn is_general(party: &str) -> bool {
    let named = party.contains([':', '/']);
    let party = PartyId::new(party);
    !named || party.sector().is_some_and(Sector::is_general)
}

/// Whether a place lies in another by its name: "Palma, Cabo Delgado, Mozambique" in "Cabo Delgado, Mozambique".
fn within(place: &str, area: &str) -> bool {
    place.strip_suffix(area).is_some_and(|rest| rest.is_empty() || rest.ends_with(", "))
}

/// Kilometres within which two points are one place: UCDP GED's "near" a known point.
const NEAR: f64 = 25.0;

/// Whether two points in hundredths of a degree lie within [`NEAR`] of each other.
fn near(here: (i32, i32), there: (i32, i32)) -> bool {
    let degrees = |hundredths: i32| f64::from(hundredths) / 100.0;
    let point = |(north, east): (i32, i32)| Point { lat: degrees(north), lon: degrees(east) };
    point(here).km_to(point(there)) <= NEAR
}

/// Claims of a statement whose place and day are looked at. A bound on cost.
const LOOKED_AT: usize = 8;

/// Whether all that two answers are told of lies in different places, or on different days. Answers to "where" and "when"
/// are never apart in what they answer.
pub(super) fn apart(incident: &Incident, a: &Group<'_>, b: &Group<'_>) -> bool {
    let places = |group: &Group<'_>| of_claims(incident, group, |incident, at| place(incident.claim(at)));
    let days = |group: &Group<'_>| of_claims(incident, group, days);
    let differ = |a: Vec<Value>, b: Vec<Value>| {
        let all = a.iter().all(|x| b.iter().all(|y| !agree(x, y)));
        !a.is_empty() && !b.is_empty() && all
    };
    let other_place = !matches!(a.answer.value, Value::Place(..)) && differ(places(a), places(b));
    let other_days = !matches!(a.answer.value, Value::Days(..)) && differ(days(a), days(b));
    other_place || other_days
}

fn of_claims(
    incident: &Incident,
    group: &Group<'_>,
    ask: impl Fn(&Incident, ClaimAt) -> Option<Value>,
) -> Vec<Value> {
    group.statement.claims.iter().take(LOOKED_AT).filter_map(|&at| ask(incident, at)).collect()
}

fn days(incident: &Incident, at: ClaimAt) -> Option<Value> {
    let time = incident.claim(at).time.as_ref()?;
    Some(Value::Days(time.start, time.end))
}
