//! Which of the reports before it a report may share text with.

use std::ops::RangeInclusive;

use super::fingerprint::Fingerprint;

/// A report's number in the index.
pub type DocId = i64;

/// Days before and after a report's publication in which its echoes are looked for.
pub const WINDOW: i32 = 14;
/// A hash that more documents of the window have is common: language or standing text, or the copies of one wire.
pub const COMMON: usize = 100;
/// So many documents of a common hash are still looked at, the first ones.
const FIRST_OF_COMMON: usize = 4;
/// Hashes that are not common which a candidate shares at least; [`Fingerprint::sample`] says what they stand for.
const SHARED_MIN: usize = 2;
/// Where common hashes alone speak for a candidate it has at least one in so many of the report's whole sample: a
/// copy among many copies, not the language of the trade.
const COMMON_PART: usize = 4;
/// Candidates at most.
const CANDIDATES_MAX: usize = 256;

/// The inverted index: which documents have a hash in their sample.
pub trait Postings {
    /// What can go wrong with it.
    type Error;

    /// The first `limit` documents published within `days` that have `hash`, in order of day, then of number.
    fn of(&mut self, hash: u64, days: RangeInclusive<i32>, limit: usize) -> Result<Vec<DocId>, Self::Error>;
}

/// The documents that may share text with a report published on `day`, with the number of sampled hashes that they
/// share: most first, then by number.
///
/// Pairs are symmetric: whichever of two documents comes second finds the other, unless hashes that they share have
/// become common between. A common hash brings in its first four documents only, and these count if they have a quarter
/// of the report's sample. That holds any number of copies of one text together, in any order of arrival. The report
/// itself is among the answers if it is in the index already.
///
/// At most 4096 look-ups of at most 101 documents are made, and 256 documents returned, however many there are.
pub fn candidates<P: Postings>(
    report: &Fingerprint,
    day: i32,
    postings: &mut P,
) -> Result<Vec<(DocId, u32)>, P::Error> {
    let days = day.saturating_sub(WINDOW)..=day.saturating_add(WINDOW);
    let mut met: Vec<(DocId, bool)> = Vec::new();
    let mut sample = 0;
    for hash in report.sample() {
        let having = postings.of(hash, days.clone(), COMMON + 1)?;
        let common = having.len() > COMMON;
        let looked_at = if common { FIRST_OF_COMMON } else { COMMON };
        met.extend(having.into_iter().take(looked_at).map(|doc| (doc, common)));
        sample += 1;
    }
    met.sort_unstable();
    let mut found: Vec<(DocId, u32)> = met
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|shared| {
            let rare = shared.iter().filter(|(_, common)| !common).count();
            rare >= SHARED_MIN || shared.len() >= SHARED_MIN && shared.len() * COMMON_PART >= sample
        })
        .map(|shared| (shared[0].0, shared.len() as u32))
        .collect();
    found.sort_unstable_by_key(|(doc, shared)| (std::cmp::Reverse(*shared), *doc));
    found.truncate(CANDIDATES_MAX);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::echo::fixtures::{Index, prose, whole};
    use crate::echo::verify;

    #[test]
    fn only_within_the_window() {
        let text = prose(1, 40);
        let found = |day: i32| {
            let mut index = Index::default();
            index.add(7, 100, &whole(&text));
            candidates(&whole(&text), day, &mut index).unwrap().iter().map(|c| c.0).collect::<Vec<_>>()
        };
        assert_eq!(found(100), [7]);
        assert_eq!(found(114), [7]);
        assert_eq!(found(86), [7]);
        assert_eq!(found(115), [0; 0]);
        assert_eq!(found(i32::MAX), [0; 0]);
    }

    #[test]
    fn most_shared_first() {
        let mut index = Index::default();
        let text = prose(1, 60);
        let half: String = text.split_inclusive(' ').take(30).collect();
        for (doc, text) in [(1, half.as_str()), (2, &text), (3, &text), (4, &prose(2, 60))] {
            index.add(doc, 0, &whole(text));
        }
        let found = candidates(&whole(&text), 0, &mut index).unwrap();
        assert_eq!(found.iter().map(|c| c.0).collect::<Vec<_>>(), [2, 3, 1]);
    }

    #[test]
    fn common_hashes_bring_in_the_first_documents() {
        let mut index = Index::default();
        let text = prose(1, 60);
        for doc in 0..150 {
            index.add(doc, (150 - doc as i32) / 50, &whole(&text));
        }
        let found = candidates(&whole(&text), 5, &mut index).unwrap();
        assert_eq!(found.iter().map(|c| c.0).collect::<Vec<_>>(), [101, 102, 103, 104]);
    }

    /// Documents joined by echoes, by the least number of each group, where they are added in `order`.
    fn groups(order: &[usize], prints: &[Fingerprint]) -> Vec<usize> {
        let day = |doc: usize| doc as i32 % 9;
        let mut index = Index::default();
        let mut group: Vec<usize> = (0..prints.len()).collect();
        for &doc in order {
            let met = candidates(&prints[doc], day(doc), &mut index).unwrap();
            let met = met.iter().map(|(other, _)| *other as usize);
            for other in met.filter(|other| verify(&prints[doc], &prints[*other]).is_echo()) {
                let (from, to) = (group[doc].max(group[other]), group[doc].min(group[other]));
                group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
            }
            index.add(doc as DocId, day(doc), &prints[doc]);
        }
        group
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        /// 150 copies of one wire and ten of another, each under words of its own, and reports that share a wording.
        #[test]
        fn any_order_joins_the_same(order in Just((0..180).collect::<Vec<usize>>()).prop_shuffle()) {
            let print = |doc: usize| {
                let (own, shared) = match doc {
                    0..150 => (20, prose(1, 60)),
                    150..160 => (20, prose(2, 60)),
                    _ => (60, prose(3, 11)),
                };
                whole(&format!("{} {shared}", prose(100 + doc as u64, own)))
            };
            let prints: Vec<Fingerprint> = (0..180).map(print).collect();
            let expected = |doc: usize| match doc {
                0..150 => 0,
                150..160 => 150,
                _ => doc,
            };
            prop_assert_eq!(groups(&order, &prints), (0..180).map(expected).collect::<Vec<_>>());
        }
    }
}
