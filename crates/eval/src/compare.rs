//! When two codings of one thing count as the same.

use std::collections::BTreeSet;

use selon::model::geo::Point;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::gold::{Claim, Mention, Place};

/// Function words, which make no two mentions the same.
const STOP: &[&str] = &[
    "le", "la", "les", "l", "un", "une", "des", "d", "de", "du", "au", "aux", "en", "a", "et", "ou", "par",
    "pour", "sur", "dans", "avec", "son", "sa", "ses", "leur", "leurs", "ce", "cette", "ces", "qui", "que",
];

/// Same mention: half of all their words shared, or all the words of the shorter one.
pub(crate) fn same_text(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return a.is_empty() && b.is_empty();
    }
    let shared = a.intersection(&b).count();
    shared * 2 >= a.union(&b).count() || shared == a.len().min(b.len())
}

/// Same words, or the same known party.
pub(crate) fn same_party(a: &Mention, b: &Mention) -> bool {
    same_text(&a.text, &b.text) || (!a.party.is_empty() && a.party == b.party)
}

/// Greedy one-to-one matches of two short lists.
pub(crate) fn pairs<T>(gold: &[T], found: &[T], same: impl Fn(&T, &T) -> bool) -> u32 {
    let mut left: Vec<&T> = found.iter().collect();
    let mut hits = 0;
    for g in gold {
        if let Some(at) = left.iter().position(|f| same(g, f)) {
            left.remove(at);
            hits += 1;
        }
    }
    hits
}

/// Whether both chains have the same links.
pub(crate) fn chain_right(a: &Claim, b: &Claim) -> bool {
    a.sources.len() == b.sources.len() && a.sources.iter().zip(&b.sources).all(|(x, y)| same_party(x, y))
}

/// Whether both chains end in the same origin, or both have none.
pub(crate) fn origin_right(a: &Claim, b: &Claim) -> bool {
    match (a.sources.last(), b.sources.last()) {
        (Some(x), Some(y)) => same_party(x, y),
        (None, None) => true,
        _ => false,
    }
}

/// Whether both have a place and it is the same.
pub(crate) fn place_right(a: &Claim, b: &Claim) -> bool {
    matches!((&a.place, &b.place), (Some(x), Some(y)) if same_text(&x.text, &y.text) || near(x, y))
}

/// Whether two places lie within 50 km.
pub(crate) fn near(a: &Place, b: &Place) -> bool {
    let point = |place: &Place| Some(Point { lat: place.lat?, lon: place.lon? });
    point(a).zip(point(b)).is_some_and(|(a, b)| a.km_to(b) <= 50.0)
}

/// Whether two matched claims agree in every field that is measured.
pub(crate) fn whole(a: &Claim, b: &Claim) -> bool {
    let same_sides = |x: &[Mention], y: &[Mention]| x.len() == y.len() && all_paired(x, y, same_party);
    a.factuality == b.factuality
        && chain_right(a, b)
        && same_sides(&a.actors, &b.actors)
        && same_sides(&a.recipients, &b.recipients)
        && (a.place.is_none() && b.place.is_none() || place_right(a, b))
        && a.time == b.time
        && a.figures.len() == b.figures.len()
        && all_paired(&a.figures, &b.figures, PartialEq::eq)
}

/// How much two claims that could match agree; the best are matched first.
pub(crate) fn agreement(a: &Claim, b: &Claim) -> f64 {
    let points = 3 * u32::from(origin_right(a, b))
        + 2 * u32::from(a.factuality == b.factuality)
        + pairs(&a.actors, &b.actors, same_party)
        + pairs(&a.recipients, &b.recipients, same_party)
        + pairs(&a.figures, &b.figures, PartialEq::eq)
        + u32::from(place_right(a, b));
    f64::from(points) - a.at.abs_diff(b.at) as f64 / 1000.0
}

fn all_paired<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    pairs(a, b, same) as usize == a.len()
}

/// The words that count, without case and accents; all words where none counts.
fn words(text: &str) -> BTreeSet<String> {
    let flat: String =
        text.nfkd().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect();
    let flat: String = flat
        .chars()
        .filter(|c| canonical_combining_class(*c) == 0)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let all = || flat.split_whitespace().map(str::to_owned);
    let content: BTreeSet<String> = all().filter(|w| !STOP.contains(&w.as_str())).collect();
    if content.is_empty() { all().collect() } else { content }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_compared_by_their_words() {
        let check = |a: &str, b: &str, expected: bool| assert_eq!(same_text(a, b), expected, "{a} / {b}");
        check("l'armée malienne", "L’ARMEE MALIENNE", true);
        check("l'armée", "l'armée malienne", true);
        check("l'armée malienne", "l'armée burkinabè", false);
        check("trois soldats maliens tués", "les soldats maliens blessés hier", false);
        check("les", "les", true);
        check("", "", true);
        check("", "les", false);
    }

    #[test]
    fn distances() {
        let place = |lat, lon| Place { text: String::new(), lat: Some(lat), lon: Some(lon) };
        assert!(near(&place(14.3, -2.7), &place(14.5, -2.5)));
        assert!(!near(&place(14.3, -2.7), &place(15.0, -2.7)));
    }
}
