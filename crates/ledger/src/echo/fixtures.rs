//! Texts and an index for the tests of echoes.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::RangeInclusive;

use proptest::prelude::*;
use selon_model::Span;

use super::{DocId, Fingerprint, Postings, quotations};

/// Postings in memory.
#[derive(Default)]
pub(super) struct Index(BTreeMap<u64, Vec<(i32, DocId)>>);

impl Index {
    pub(super) fn add(&mut self, doc: DocId, day: i32, report: &Fingerprint) {
        for hash in report.sample() {
            let list = self.0.entry(hash).or_default();
            let at = list.partition_point(|other| *other < (day, doc));
            list.insert(at, (day, doc));
        }
    }
}

impl Postings for Index {
    type Error = Infallible;

    fn of(&mut self, hash: u64, days: RangeInclusive<i32>, limit: usize) -> Result<Vec<DocId>, Self::Error> {
        let list = self.0.get(&hash).map_or(&[][..], Vec::as_slice);
        let within = list.iter().filter(|(day, _)| days.contains(day));
        Ok(within.take(limit).map(|(_, doc)| *doc).collect())
    }
}

/// The fingerprint of a whole text without its quotations.
pub(super) fn whole(text: &str) -> Fingerprint {
    Fingerprint::of(text, &[Span::of(0..text.len())], &quotations(text))
}

/// A small generator (SplitMix64).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        ((z ^ (z >> 31)) >> 16) as usize % end
    }
}

/// `count` words that no other seed gives in this order.
pub(super) fn prose(seed: u64, count: usize) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    (0..count).map(|_| format!("m{}", dice.below(4000))).collect::<Vec<_>>().join(" ")
}

/// Texts of few different words, marks and breaks, in which much recurs.
pub(super) fn noise() -> impl Strategy<Value = String> {
    const PARTS: [&str; 16] = [
        "un ",
        "deux ",
        "trois, ",
        "l’été ",
        "l'été ",
        "7 500 ",
        "7.500 ",
        "« ",
        "» ",
        "\" ",
        "\n\n",
        "e\u{301}",
        "🕊",
        "un deux trois l'été sept ",
        "l'été sept un un deux trois ",
        ". ",
    ];
    let part = prop_oneof![8 => proptest::sample::select(&PARTS[..]).prop_map(str::to_owned), 1 => ".{0,3}"];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}
