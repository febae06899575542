//! Which of the reports before it a report may share text with.

use std::ops::RangeInclusive;

use super::Fingerprint;

/// A report's number in the index.
pub type DocId = i64;

/// Days before and after a report's publication in which its echoes are looked for.
pub const WINDOW: i32 = 14;
/// A hash that more documents of the window have is common: language or standing text, or the copies of one wire.
pub const COMMON: usize = 100;
/// So many documents of a common hash are still looked at, the first ones.
const FIRST_OF_COMMON: usize = 4;
/// Hashes of the sample that a candidate shares at least; see [`Fingerprint::sample`] for what they stand for.
const SHARED_MIN: u32 = 2;
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
/// Pairs are symmetric: whichever of two documents comes second finds the other, unless their shared hashes are all
/// common. A common hash brings in its first four documents only, which holds any number of copies of one text
/// together, in any order of arrival. The report itself is among the answers if it is in the index already.
///
/// At most 4096 look-ups of at most 101 documents are made, and 256 documents returned, however many there are.
pub fn candidates<P: Postings>(
    report: &Fingerprint,
    day: i32,
    postings: &mut P,
) -> Result<Vec<(DocId, u32)>, P::Error> {
    let days = day.saturating_sub(WINDOW)..=day.saturating_add(WINDOW);
    let mut met = Vec::new();
    for hash in report.sample() {
        let mut having = postings.of(hash, days.clone(), COMMON + 1)?;
        if having.len() > COMMON {
            having.truncate(FIRST_OF_COMMON);
        }
        met.append(&mut having);
    }
    met.sort_unstable();
    let counted = met.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32));
    let mut found: Vec<(DocId, u32)> = counted.filter(|(_, shared)| *shared >= SHARED_MIN).collect();
    found.sort_unstable_by_key(|(doc, shared)| (std::cmp::Reverse(*shared), *doc));
    found.truncate(CANDIDATES_MAX);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::echo::made::{Index, prose, whole};

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

    /// Documents joined by echoes, by the least number of each group.
    fn groups(order: &[usize], texts: &[String]) -> BTreeMap<usize, usize> {
        let mut index = Index::default();
        let mut group: BTreeMap<usize, usize> = BTreeMap::new();
        for &doc in order {
            let print = whole(&texts[doc]);
            let mut joined = vec![doc];
            for (other, _) in candidates(&print, doc as i32 % 9, &mut index).unwrap() {
                if crate::echo::verify(&print, &whole(&texts[other as usize])).is_echo() {
                    joined.push(group[&(other as usize)]);
                }
            }
            let least = joined.iter().copied().min().unwrap_or(doc);
            group.insert(doc, doc);
            group.values_mut().filter(|g| joined.contains(g)).for_each(|g| *g = least);
            index.add(doc as i64, doc as i32 % 9, &print);
        }
        group
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        /// 150 copies of one wire, each under its own words, ten of another, and reports of their own.
        #[test]
        fn any_order_joins_the_same(order in Just((0..180).collect::<Vec<usize>>()).prop_shuffle()) {
            let wire = |doc: usize| if doc < 150 { prose(1, 60) } else { prose(2, 60) };
            let text = |doc: usize| if doc < 160 { format!("{} {}", prose(100 + doc as u64, 20), wire(doc)) } else {
                format!("{} {}", prose(100 + doc as u64, 60), prose(3, 11))
            };
            let texts: Vec<String> = (0..180).map(text).collect();
            let expected = |doc: usize| if doc < 150 { 0 } else if doc < 160 { 150 } else { doc };
            for (doc, group) in groups(&order, &texts) {
                prop_assert_eq!(group, expected(doc));
            }
        }
    }
}
