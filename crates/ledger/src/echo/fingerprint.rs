//! Which word 5-grams a report consists of, and how much of them another report has.

use selon_model::Span;

use super::words::{Word, words};

/// Words of a shingle. Five are rare enough to tell copying from language, and two of them fit between
/// words that an editor changes.
pub(super) const SHINGLE: usize = 5;
/// So many changed words may stand inside a passage between stretches that are equal.
pub(super) const GAP: usize = 6;
/// Of so many successive shingles at least one enters the index.
const WINNOW: usize = 4;
/// Shingles that enter the index at most, so that no document, however long, costs more.
const SAMPLE_MAX: usize = 4096;
/// The part of the smaller report's shingles that an echo shares at least.
pub const CONTAINMENT_MIN: f64 = 0.15;
/// Equal words of a passage at least: below are wordings that all newsrooms use, and full names of missions.
pub const PASSAGE_MIN: u32 = 14;
/// The part of the shorter report's words that stands in such passages at least: a sentence that two newsrooms happen
/// to write alike is less.
pub const COPIED_MIN: f64 = 0.2;
/// Words of what an outlet puts under its reports, at most; a passage that ends both reports and has no more, nor half
/// of the shorter one, is no copying.
const STANDING_MAX: u32 = 40;

/// The shingles of a report: hashes of its word 5-grams with their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Words, and one for each masked stretch between them.
    words: u32,
    /// Each hash once, ascending.
    shingles: Vec<Shingle>,
}

/// From above: 46 bits of hash, 17 of the first place at which it stands, one for whether it enters the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shingle(u64);

const SAMPLED: u64 = 1;
const PLACE_MAX: u64 = (1 << 17) - 1;
const HASH: u32 = 18;

impl Shingle {
    fn new(gram: &[Word], place: usize) -> Shingle {
        Shingle(hash(gram) << HASH | (place as u64).min(PLACE_MAX) << 1)
    }

    fn hash(self) -> u64 {
        self.0 >> HASH
    }

    fn place(self) -> u32 {
        (self.0 >> 1 & PLACE_MAX) as u32
    }

    fn is_sampled(self) -> bool {
        self.0 & SAMPLED != 0
    }
}

/// The first byte of a stored fingerprint. It is raised whenever the words, the hash or the form change.
const VERSION: u8 = 1;

impl Fingerprint {
    /// The fingerprint of what stands inside `kept` and outside `quoted`; spans are of `text`, in any order.
    ///
    /// Words are compared without case, diacritics, apostrophes and punctuation, numbers without their grouping. No
    /// shingle crosses a stretch that is left out and has words. A shingle's hash is the chain of its words' FNV-1a
    /// hashes through the finaliser of SplitMix64 (Steele, Lea and Flood 2014), cut to 46 bits: the same on every
    /// machine. The cost is that of sorting the words.
    pub fn of(text: &str, kept: &[Span], quoted: &[Span]) -> Fingerprint {
        let words = words(text, kept, quoted);
        let mut shingles = Vec::with_capacity(words.len());
        let mut first = 0;
        for stretch in words.split(|word| word.is_barrier()) {
            let begin = shingles.len();
            let grams = stretch.windows(SHINGLE).enumerate();
            shingles.extend(grams.map(|(at, gram)| Shingle::new(gram, first + at)));
            winnow(&mut shingles[begin..]);
            first += stretch.len() + 1;
        }
        Fingerprint { words: words.len() as u32, shingles: each_once(shingles) }
    }

    /// The hashes, ascending; each is below 2⁴⁶.
    pub fn hashes(&self) -> impl Iterator<Item = u64> + '_ {
        self.shingles.iter().map(|s| s.hash())
    }

    /// The hashes that enter the index, ascending: about two of five, 4096 at most.
    ///
    /// They are chosen by winnowing (Schleimer, Wilkerson and Aiken 2003): the least of every four in a row. So two
    /// reports that share twelve words in a row have two of them in common at least, wherever these stand.
    pub fn sample(&self) -> impl Iterator<Item = u64> + '_ {
        self.shingles.iter().filter(|s| s.is_sampled()).map(|s| s.hash()).take(SAMPLE_MAX)
    }

    /// How many shingles there are.
    pub fn len(&self) -> usize {
        self.shingles.len()
    }

    /// Whether the report is too short for any.
    pub fn is_empty(&self) -> bool {
        self.shingles.is_empty()
    }

    /// The stored form, little-endian: a byte of version, four of the number of words, eight for each shingle.
    pub fn to_bytes(&self) -> Vec<u8> {
        let shingles = self.shingles.iter().flat_map(|s| s.0.to_le_bytes());
        [VERSION].into_iter().chain(self.words.to_le_bytes()).chain(shingles).collect()
    }

    /// Reads what [`Fingerprint::to_bytes`] wrote; `None` for other bytes and other versions.
    pub fn from_bytes(bytes: &[u8]) -> Option<Fingerprint> {
        let (&VERSION, rest) = bytes.split_first()? else { return None };
        let (words, rest) = rest.split_first_chunk()?;
        let (shingles, []) = rest.as_chunks() else { return None };
        let shingles: Vec<Shingle> = shingles.iter().map(|s| Shingle(u64::from_le_bytes(*s))).collect();
        let in_order = shingles.is_sorted_by(|a, b| a.hash() < b.hash());
        in_order.then_some(Fingerprint { words: u32::from_le_bytes(*words), shingles })
    }
}

/// The hash of a shingle.
pub(super) fn hash(gram: &[Word]) -> u64 {
    gram.iter().fold(0, |hash: u64, word| mix(hash.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ word.key)) >> HASH
}

/// The finaliser of SplitMix64.
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Marks the least of every [`WINNOW`] successive shingles, the last of equals; of fewer, the least.
fn winnow(stretch: &mut [Shingle]) {
    let size = WINNOW.min(stretch.len());
    for start in 0..(stretch.len() + 1).saturating_sub(size.max(1)) {
        let least = (start..start + size).rev().min_by_key(|at| stretch[*at].hash());
        least.into_iter().for_each(|at| stretch[at].0 |= SAMPLED);
    }
}

/// Sorts. A shingle that recurs stands at its first place, and is sampled if it is somewhere.
fn each_once(mut shingles: Vec<Shingle>) -> Vec<Shingle> {
    shingles.sort_unstable();
    shingles.dedup_by(|next, kept| {
        let same = next.hash() == kept.hash();
        if same {
            kept.0 |= next.0 & SAMPLED;
        }
        same
    });
    shingles
}

/// What two reports share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reuse {
    /// Shingles that both have.
    pub shared: u32,
    /// Shared shingles by those of the report that has fewer, 0 to 1; 0 where one has none.
    pub containment: f64,
    /// Equal words in passages of [`PASSAGE_MIN`] and more, without what an outlet puts under its reports.
    pub copied: u32,
    /// The same by the words of the shorter report.
    pub part: f64,
}

impl Reuse {
    /// Whether so much is copying: [`CONTAINMENT_MIN`] of the smaller report's shingles are shared, and
    /// [`COPIED_MIN`] of the shorter one's words stand in passages too long to be a wording.
    pub fn is_echo(self) -> bool {
        self.containment >= CONTAINMENT_MIN && self.part >= COPIED_MIN
    }
}

/// Compares the full sets of shingles; `verify(a, b)` is `verify(b, a)`. The cost is that of reading both and of
/// sorting what they share.
pub fn verify(a: &Fingerprint, b: &Fingerprint) -> Reuse {
    let mut shared = Vec::new();
    let mut rest = b.shingles.iter().peekable();
    for x in &a.shingles {
        while rest.next_if(|y| y.hash() < x.hash()).is_some() {}
        let same = rest.next_if(|y| y.hash() == x.hash());
        shared.extend(same.map(|y| (x.place(), y.place())));
    }
    let mirrored = shared.iter().map(|(x, y)| (*y, *x)).collect();
    let smaller = a.len().min(b.len()).max(1);
    let shorter = a.words.min(b.words).max(1);
    let count = shared.len() as u32;
    // What moved can interrupt a passage in one of the two orders only.
    let copied = copied(shared, a.words, b.words).max(copied(mirrored, b.words, a.words)).min(shorter);
    Reuse {
        shared: count,
        containment: f64::from(count) / smaller as f64,
        copied,
        part: f64::from(copied) / f64::from(shorter),
    }
}

/// The words in passages that tell of copying, from the places of shared shingles in the one text and in the other.
fn copied(mut shared: Vec<(u32, u32)>, a_words: u32, b_words: u32) -> u32 {
    let near = |from: u32, to: u32| to > from && to - from <= (SHINGLE + GAP) as u32;
    let size = SHINGLE as u32;
    shared.sort_unstable();
    let passages = shared.chunk_by(|x, y| near(x.0, y.0) && near(x.1, y.1));
    let counted = passages.filter_map(|passage| {
        let steps = passage.windows(2).map(|w| (w[1].0 - w[0].0).min(w[1].1 - w[0].1).min(size));
        let words = size + steps.sum::<u32>();
        let (a_end, b_end) = passage.last().map_or((0, 0), |last| (last.0 + size, last.1 + size));
        let at_end = a_end + size >= a_words && b_end + size >= b_words;
        let standing = at_end && words <= STANDING_MAX && 2 * words < a_words.min(b_words);
        (words >= PASSAGE_MIN && !standing).then_some(words)
    });
    counted.sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::echo::fixtures::{noise, whole};

    /// `count` invented words from number `first` on.
    fn prose(first: usize, count: usize) -> String {
        (first..first + count).map(|n| format!("mot{n}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_hash_is_the_same_for_ever() {
        let hashes: Vec<u64> = whole("Le pont de Gao coupé").hashes().collect();
        assert_eq!(hashes, [50_149_936_529_707]);
        assert_eq!(whole("« oui », LE PONT DE GAO : COUPE.").hashes().collect::<Vec<_>>(), hashes);
    }

    #[test]
    fn quotations_form_no_shingles() {
        let quote = "« Nous avons repris le pont et la route du nord cette nuit », a dit";
        let a =
            whole(&format!("Le porte-parole de l'armée parle à Gao. {quote} le colonel devant la presse."));
        let b = whole(&format!(
            "À Mopti on se tait encore sur ce point. {quote} un officier joint par téléphone."
        ));
        assert_eq!(verify(&a, &b).shared, 0);
    }

    #[test]
    fn what_is_an_echo() {
        let check = |a: String, b: String, expected: bool| {
            assert_eq!(verify(&whole(&a), &whole(&b)).is_echo(), expected, "{a}\n{b}");
        };
        let (a, b) = (prose(0, 90), prose(500, 90));
        let copied = prose(1000, 24);
        check(a.clone(), a.clone(), true);
        check(a.clone(), b.clone(), false);
        // A fifth of the text, but the end of both.
        check(format!("{a} {copied}"), format!("{b} {copied}"), false);
        check(format!("{copied} {a}"), format!("{b} {copied}"), true);
        // A flash that is a third of another's.
        check(prose(0, 40), format!("{} {}", prose(0, 14), prose(500, 26)), true);
        // A long name in two flashes.
        check(prose(0, 40), format!("{} {}", prose(0, 13), prose(500, 27)), false);
        check(String::new(), String::new(), false);
    }

    #[test]
    fn other_bytes_are_no_fingerprint() {
        let bytes = whole(&prose(0, 30)).to_bytes();
        assert!(Fingerprint::from_bytes(&bytes).is_some());
        assert_eq!(Fingerprint::from_bytes(&[]), None);
        assert_eq!(Fingerprint::from_bytes(&bytes[..bytes.len() - 1]), None);
        assert_eq!(Fingerprint::from_bytes(&[&[2], &bytes[1..]].concat()), None);
        assert_eq!(Fingerprint::from_bytes(&[&bytes[..], &[0; 8]].concat()), None);
    }

    #[test]
    fn twelve_words_in_a_row_share_two_samples() {
        for seed in 0..300 {
            let shared = prose(0, 12);
            let a =
                whole(&format!("{} {shared} {}", prose(1000 * seed + 100, 9), prose(1000 * seed + 200, 9)));
            let b =
                whole(&format!("{} {shared} {}", prose(1000 * seed + 300, 9), prose(1000 * seed + 400, 9)));
            let common = a.sample().filter(|hash| b.sample().any(|other| other == *hash)).count();
            assert!(common >= 2, "{seed}");
        }
    }

    #[test]
    fn a_long_text_has_a_bounded_sample() {
        assert_eq!(whole(&prose(0, 30_000)).sample().count(), SAMPLE_MAX);
    }

    proptest! {
        #[test]
        fn comparing(a in noise(), b in noise()) {
            let (a, b) = (whole(&a), whole(&b));
            let reuse = verify(&a, &b);
            prop_assert_eq!(reuse, verify(&b, &a));
            prop_assert!([reuse.containment, reuse.part].iter().all(|part| (0.0..=1.0).contains(part)));
            prop_assert_eq!(verify(&a, &a).containment, if a.is_empty() { 0.0 } else { 1.0 });
            prop_assert_eq!(Fingerprint::from_bytes(&a.to_bytes()), Some(a.clone()));
            prop_assert!(a.hashes().is_sorted_by(|x, y| x < y) && a.hashes().all(|hash| hash < 1 << 46));
        }

        /// Each paragraph that moves costs the shingles over its border, no more.
        #[test]
        fn order_of_paragraphs(order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(), size in 8_usize..40) {
            let text = |order: &[usize]| {
                order.iter().map(|n| prose(100 * n, size)).collect::<Vec<_>>().join("\n\n")
            };
            let (a, b) = (whole(&text(&[0, 1, 2, 3, 4, 5])), whole(&text(&order)));
            prop_assert!(verify(&a, &b).shared as usize >= a.len() - 5 * (SHINGLE - 1));
        }
    }
}
