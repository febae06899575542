//! Which word 5-grams a report consists of, and how many of them another report shares.

use selon_model::Span;

use super::words::{Word, words};

/// Words of a shingle. Five are rare enough to tell copying from language, and two of them fit between
/// words that an editor changes.
pub(super) const SHINGLE: usize = 5;
/// Of so many successive shingles at least one enters the index.
const WINNOW: usize = 4;
/// Shingles that enter the index at most, so that no document, however long, costs more.
const SAMPLE_MAX: usize = 4096;
/// Shared shingles of an echo at least: twelve words in a row, or more in pieces. A name of an office or a mission
/// is shorter.
pub const SHARED_MIN: u32 = 8;
/// The part of the smaller report's shingles that an echo shares at least.
pub const CONTAINMENT_MIN: f64 = 0.15;
/// Words at the end that may be an outlet's standing text, and the part of the report that they are at most.
const TAIL_MAX: usize = 40;
const TAIL_PART: usize = 5;
/// Shared shingles that must stand before the end in one report at least.
const BEFORE_TAIL_MIN: u32 = 3;

/// The shingles of a report: 46-bit hashes of its word 5-grams, sorted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash in the upper bits, [`TAIL`] and [`SAMPLED`] in the lowest two: 48 bits in all.
    shingles: Vec<u64>,
}

const SAMPLED: u64 = 1;
const TAIL: u64 = 2;
const FLAGS: u32 = 2;
/// The first byte of a stored fingerprint. It is raised whenever the words, the hash or the form change.
const VERSION: u8 = 1;
const BYTES: usize = 6;

impl Fingerprint {
    /// The fingerprint of what stands inside `kept` and outside `quoted`; spans are of `text`, in any order.
    ///
    /// Words are compared without case, diacritics, apostrophes and punctuation, numbers without their grouping. No
    /// shingle crosses a stretch that is left out and has words. A shingle's hash is the chain of its words' FNV-1a
    /// hashes through the finaliser of SplitMix64 (Steele, Lea and Flood 2014), cut to 46 bits: the same on every
    /// machine. The cost is that of sorting the words.
    pub fn of(text: &str, kept: &[Span], quoted: &[Span]) -> Fingerprint {
        let words = words(text, kept, quoted);
        let tail = words.len() - (words.len() / TAIL_PART).min(TAIL_MAX);
        let mut shingles = Vec::with_capacity(words.len());
        let mut first = 0;
        for stretch in words.split(|word| word.is_barrier()) {
            let begin = shingles.len();
            for (at, gram) in stretch.windows(SHINGLE).enumerate() {
                let flags = if first + at >= tail { TAIL } else { 0 };
                shingles.push(hash(gram) << FLAGS | flags);
            }
            winnow(&mut shingles[begin..]);
            first += stretch.len() + 1;
        }
        Fingerprint { shingles: each_once(shingles) }
    }

    /// The hashes, ascending; each is below 2⁴⁶.
    pub fn hashes(&self) -> impl Iterator<Item = u64> + '_ {
        self.shingles.iter().map(|s| s >> FLAGS)
    }

    /// The hashes that enter the index, ascending: about two of five, 4096 at most.
    ///
    /// They are chosen by winnowing (Schleimer, Wilkerson and Aiken 2003): the least of every four in a row. So two
    /// reports that share twelve words in a row have two of them in common at least, wherever these stand.
    pub fn sample(&self) -> impl Iterator<Item = u64> + '_ {
        self.shingles.iter().filter(|s| *s & SAMPLED != 0).map(|s| s >> FLAGS).take(SAMPLE_MAX)
    }

    /// How many shingles there are.
    pub fn len(&self) -> usize {
        self.shingles.len()
    }

    /// Whether the report is too short for any.
    pub fn is_empty(&self) -> bool {
        self.shingles.is_empty()
    }

    /// The stored form: a byte of version, then six little-endian bytes for each shingle.
    pub fn to_bytes(&self) -> Vec<u8> {
        let shingles = self.shingles.iter().flat_map(|s| s.to_le_bytes().into_iter().take(BYTES));
        std::iter::once(VERSION).chain(shingles).collect()
    }

    /// Reads what [`Fingerprint::to_bytes`] wrote; `None` for other bytes and other versions.
    pub fn from_bytes(bytes: &[u8]) -> Option<Fingerprint> {
        let (&VERSION, rest) = bytes.split_first()? else { return None };
        let (parts, []) = rest.as_chunks::<BYTES>() else { return None };
        let shingles: Vec<u64> =
            parts.iter().map(|&[a, b, c, d, e, f]| u64::from_le_bytes([a, b, c, d, e, f, 0, 0])).collect();
        shingles.is_sorted_by(|a, b| a >> FLAGS < b >> FLAGS).then_some(Fingerprint { shingles })
    }
}

/// The hash of a shingle.
pub(super) fn hash(gram: &[Word]) -> u64 {
    gram.iter().fold(0, |hash: u64, word| mix(hash.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ word.key)) >> 18
}

/// The finaliser of SplitMix64.
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Marks the least of every [`WINNOW`] successive shingles, the last of equals; of fewer, the least.
fn winnow(stretch: &mut [u64]) {
    let size = WINNOW.min(stretch.len());
    for start in 0..(stretch.len() + 1).saturating_sub(size.max(1)) {
        let least = (start..start + size).rev().min_by_key(|at| stretch[*at] >> FLAGS);
        least.into_iter().for_each(|at| stretch[at] |= SAMPLED);
    }
}

/// Sorts. A shingle that recurs is sampled if it is somewhere, and of the tail only if it is everywhere.
fn each_once(mut shingles: Vec<u64>) -> Vec<u64> {
    shingles.sort_unstable();
    shingles.dedup_by(|next, kept| {
        let same = *next >> FLAGS == *kept >> FLAGS;
        if same {
            let tail = *next & *kept & TAIL;
            *kept = (*kept | *next) & !TAIL | tail;
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
    /// Those of them that do not end both reports.
    pub before_tail: u32,
    /// Shared shingles by those of the report that has fewer, 0 to 1; 0 where one has none.
    pub containment: f64,
}

impl Reuse {
    /// Whether so much is copying: [`SHARED_MIN`] shingles and [`CONTAINMENT_MIN`] of the smaller report, not all of
    /// it at the end of both, where outlets set what stands under each of their reports.
    pub fn is_echo(self) -> bool {
        self.shared >= SHARED_MIN
            && self.before_tail >= BEFORE_TAIL_MIN
            && self.containment >= CONTAINMENT_MIN
    }
}

/// Compares the full sets of shingles, in the time of reading both; `verify(a, b)` is `verify(b, a)`.
pub fn verify(a: &Fingerprint, b: &Fingerprint) -> Reuse {
    let mut reuse = Reuse { shared: 0, before_tail: 0, containment: 0.0 };
    let mut rest = b.shingles.iter().copied().peekable();
    for &x in &a.shingles {
        while rest.next_if(|y| y >> FLAGS < x >> FLAGS).is_some() {}
        if let Some(y) = rest.next_if(|y| y >> FLAGS == x >> FLAGS) {
            reuse.shared += 1;
            reuse.before_tail += u32::from(x & y & TAIL == 0);
        }
    }
    let smaller = a.len().min(b.len()).max(1);
    reuse.containment = f64::from(reuse.shared) / smaller as f64;
    reuse
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::echo::{made, quotations};

    fn of(text: &str) -> Fingerprint {
        Fingerprint::of(text, &[Span::of(0..text.len())], &quotations(text))
    }

    /// `count` invented words from number `first` on.
    fn prose(first: usize, count: usize) -> String {
        (first..first + count).map(|n| format!("mot{n}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_hash_is_the_same_for_ever() {
        let hashes: Vec<u64> = of("Le pont de Gao coupé").hashes().collect();
        assert_eq!(hashes, [50_149_936_529_707]);
        assert_eq!(of("« oui », LE PONT DE GAO : COUPE.").hashes().collect::<Vec<_>>(), hashes);
    }

    #[test]
    fn quotations_form_no_shingles() {
        let quote = "« Nous avons repris le pont et la route du nord cette nuit », a dit";
        let a = of(&format!("Le porte-parole de l'armée parle à Gao. {quote} le colonel devant la presse."));
        let b =
            of(&format!("À Mopti on se tait encore sur ce point. {quote} un officier joint par téléphone."));
        assert_eq!(verify(&a, &b).shared, 0);
    }

    #[test]
    fn what_is_an_echo() {
        let check = |a: String, b: String, expected: bool| {
            assert_eq!(verify(&of(&a), &of(&b)).is_echo(), expected, "{a}\n{b}");
        };
        let (a, b) = (prose(0, 90), prose(500, 90));
        let copied = prose(1000, 22);
        check(a.clone(), a.clone(), true);
        check(a.clone(), b.clone(), false);
        // A fifth of the text, but the end of both.
        check(format!("{a} {copied}"), format!("{b} {copied}"), false);
        check(format!("{copied} {a}"), format!("{b} {copied}"), true);
        // A flash that is a third of another's.
        check(prose(0, 40), format!("{} {}", prose(0, 12), prose(500, 28)), true);
        // A long name in two flashes.
        check(prose(0, 40), format!("{} {}", prose(0, 11), prose(500, 29)), false);
        check(String::new(), String::new(), false);
    }

    #[test]
    fn other_bytes_are_no_fingerprint() {
        let bytes = of(&prose(0, 30)).to_bytes();
        assert!(Fingerprint::from_bytes(&bytes).is_some());
        assert_eq!(Fingerprint::from_bytes(&[]), None);
        assert_eq!(Fingerprint::from_bytes(&bytes[..bytes.len() - 1]), None);
        assert_eq!(Fingerprint::from_bytes(&[&[2], &bytes[1..]].concat()), None);
        assert_eq!(Fingerprint::from_bytes(&[&bytes[..], &[0; 6]].concat()), None);
    }

    #[test]
    fn twelve_words_in_a_row_share_two_samples() {
        for seed in 0..300 {
            let shared = prose(0, 12);
            let a = of(&format!("{} {shared} {}", prose(1000 * seed + 100, 9), prose(1000 * seed + 200, 9)));
            let b = of(&format!("{} {shared} {}", prose(1000 * seed + 300, 9), prose(1000 * seed + 400, 9)));
            let common = a.sample().filter(|hash| b.sample().any(|other| other == *hash)).count();
            assert!(common >= 2, "{seed}");
        }
    }

    #[test]
    fn a_long_text_has_a_bounded_sample() {
        assert_eq!(of(&prose(0, 30_000)).sample().count(), SAMPLE_MAX);
    }

    proptest! {
        #[test]
        fn comparing(a in made::noise(), b in made::noise()) {
            let (a, b) = (of(&a), of(&b));
            let reuse = verify(&a, &b);
            prop_assert_eq!(reuse, verify(&b, &a));
            prop_assert!((0.0..=1.0).contains(&reuse.containment) && reuse.before_tail <= reuse.shared);
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
            let (a, b) = (of(&text(&[0, 1, 2, 3, 4, 5])), of(&text(&order)));
            prop_assert!(verify(&a, &b).shared as usize >= a.len() - 5 * (SHINGLE - 1));
        }
    }
}
