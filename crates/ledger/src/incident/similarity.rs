use serde::{Deserialize, Serialize};

use super::report_event::{Traits, gap};
use super::site::{ELSEWHERE, Site};

/// From here on two tellings tell one event. Chosen on the reports whose incidents are known.
pub(crate) const ENOUGH: f64 = 2.5;

/// A sentence in the same words decides.
const SAME_WORDS: f64 = 10.0;
/// Days between a report and its copy.
pub(crate) const COPIED_WITHIN: i32 = 14;

/// Why two tellings were found to tell one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Similarity {
    pub(crate) points: f64,
    pub(crate) reasons: Vec<Reason>,
}

/// What speaks for one event, with the points that it gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// `text`, `place`, `period`, `parties`, `figures` or `types`.
    pub of: String,
    /// For a person: the place, the days, the parties; of text the number of sentences that are the same.
    pub what: String,
    /// Points; all together have to reach 2.5.
    pub points: f64,
}

/// What sentences in the same words say of two tellings; `None` where there are none, or where the reports are not of
/// one time.
pub(crate) fn copied(a: &Traits, b: &Traits) -> Option<Similarity> {
    let shared = a.sentences.intersection(&b.sentences).count();
    let near = match (a.published, b.published) {
        (Some(one), Some(other)) => gap(one, other) <= COPIED_WITHIN,
        (one, other) => one == other,
    };
    let reason = Reason { of: "text".to_owned(), what: shared.to_string(), points: SAME_WORDS };
    (near && a.family == b.family && shared > 0)
        .then_some(Similarity { points: SAME_WORDS, reasons: vec![reason] })
}

/// How like two tellings of two reports are; `None` where they tell two events. Symmetric.
pub(crate) fn likeness(a: &Traits, b: &Traits) -> Option<Similarity> {
    if a.family != b.family {
        return None;
    }
    let mut reasons = Vec::new();
    let mut add = |of: &str, what: String, points: f64| {
        if points != 0.0 {
            reasons.push(Reason { of: of.to_owned(), what, points });
        }
        points
    };
    let (what, points) = place(a, b)?;
    let mut sum = add("place", what, points);
    let (what, points) = period(a, b)?;
    sum += add("period", what, points);
    let (what, points) = parties(a, b);
    sum += add("parties", what, points);
    let (what, points) = figures(a, b);
    sum += add("figures", what, points);
    let (what, points) = types(a, b);
    sum += add("types", what, points);
    (sum >= ENOUGH).then_some(Similarity { points: sum, reasons })
}

fn place(a: &Traits, b: &Traits) -> Option<(String, f64)> {
    let pairs = a.sites.iter().flat_map(|site| b.sites.iter().map(move |other| (site, other)));
    let nearest = pairs.map(|(site, other)| (site.nearness(other), site, other)).max_by(|x, y| {
        // Among equally near ones the first name decides, whichever report comes first.
        let names = |p: &(f64, &Site, &Site)| {
            let (one, two) = (p.1.name.clone(), p.2.name.clone());
            if one <= two { (one, two) } else { (two, one) }
        };
        x.0.total_cmp(&y.0).then_with(|| names(y).cmp(&names(x)))
    });
    let Some((points, site, other)) = nearest else { return Some((String::new(), 0.0)) };
    if points <= ELSEWHERE {
        return None;
    }
    let (one, two) = (site.name.join(", "), other.name.join(", "));
    let what = match one.cmp(&two) {
        std::cmp::Ordering::Equal => one,
        std::cmp::Ordering::Less => format!("{one} – {two}"),
        std::cmp::Ordering::Greater => format!("{two} – {one}"),
    };
    Some((what, points))
}

/// Both days told: 2 where they meet; one of them from the date of publication only: 1. Days apart count against it,
/// more than three days are two events.
fn period(a: &Traits, b: &Traits) -> Option<(String, f64)> {
    let (Some(one), Some(two)) = (a.days(), b.days()) else { return Some((String::new(), 0.0)) };
    let told = a.period.is_some() && b.period.is_some();
    let short = |days: (i32, i32)| days.1 - days.0 <= 7;
    let points = match gap(one, two) {
        ..=0 if told && short(one) && short(two) => 2.0,
        ..=1 => 1.0,
        2 => -0.5,
        3 => -1.0,
        _ => return None,
    };
    let (from, to) = (one.0.max(two.0), one.1.min(two.1));
    Some((days(from.min(to), from.max(to)), points))
}

fn days(from: i32, to: i32) -> String {
    let date = |day: i32| {
        let epoch = selon_model::Date::constant(1970, 1, 1);
        epoch.checked_add(jiff::Span::new().days(day)).map_or_else(|_| String::new(), |d| d.to_string())
    };
    if from == to { date(from) } else { format!("{}/{}", date(from), date(to)) }
}

/// A named group or organisation says more than a sector of a state.
fn parties(a: &Traits, b: &Traits) -> (String, f64) {
    let shared: Vec<&str> = a.parties.intersection(&b.parties).map(String::as_str).collect();
    let points: f64 = shared.iter().map(|party| if party.contains(':') { 1.0 } else { 0.4 }).sum();
    (shared.join(", "), points.min(2.0))
}

/// A figure that is not round says more.
fn figures(a: &Traits, b: &Traits) -> (String, f64) {
    let shared: Vec<_> = a.figures.intersection(&b.figures).collect();
    let points = shared.iter().map(|(_, low)| if low % 10 == 0 { 0.7 } else { 1.0 }).fold(0.0, f64::max);
    let what: Vec<String> = shared.iter().map(|(of, low)| format!("{low} {of}")).collect();
    (what.join(", "), points)
}

fn types(a: &Traits, b: &Traits) -> (String, f64) {
    let shared: Vec<&str> = a.types.intersection(&b.types).map(String::as_str).collect();
    (shared.join(", "), (0.3 * shared.len() as f64).min(0.6))
}
