//! Which passages of one report stand in another: the evidence of an echo.

use std::cmp::Reverse;

use selon_model::Span;

use super::fingerprint::{GAP, SHINGLE, hash};
use super::words::{Word, words};

/// A passage that two texts have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in the one text.
    pub a: Span,
    /// Where it stands in the other.
    pub b: Span,
    /// How many words are the same; changed words between them are not counted.
    pub words: u32,
}

/// A shingle that occurs more often in a text starts no passage, so that repetition costs no more than prose.
const OCCURRENCES: usize = 8;

/// The passages that both texts have inside `a_kept` and `b_kept`, in order of the first; they overlap in neither.
///
/// A passage begins and ends with five equal words at least, words being compared as in a fingerprint, and
/// stretches of equal words that follow one another in both texts with at most six words between are one passage. Where
/// passages compete for words, the longer stretch has them. Quotations count here: the fingerprints decide whether
/// there is copying, the passages show it.
///
/// At most sixteen stretches pass over any word, so that the cost is that of sorting the words, for any text. A
/// text of nothing but repetition has no passages.
pub fn align(a_text: &str, a_kept: &[Span], b_text: &str, b_kept: &[Span]) -> Vec<Passage> {
    let a = words(a_text, a_kept, &[]);
    let b = words(b_text, b_kept, &[]);
    let (stretches, taken) = apart(equal_stretches(&a, &b), a.len(), b.len());
    let mut passages: Vec<Bridged> = Vec::new();
    for stretch in stretches {
        match passages.last_mut().filter(|last| last.reaches(stretch, &a, &b, &taken)) {
            Some(last) => last.add(stretch),
            None => passages.push(Bridged { first: stretch, last: stretch, words: stretch.len }),
        }
    }
    passages.iter().map(|passage| passage.over(&a, &b)).collect()
}

/// `len` equal words from word `a` of the one text and word `b` of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    a: usize,
    b: usize,
    len: usize,
}

impl Stretch {
    fn ends(self) -> (usize, usize) {
        (self.a + self.len, self.b + self.len)
    }
}

/// The maximal stretches of equal words that hold a shingle rare in both texts.
fn equal_stretches(a: &[Word], b: &[Word]) -> Vec<Stretch> {
    let mut seeds = seeds(a, b);
    // On one diagonal the stretches follow one another, so that a seed inside the last one is done with.
    seeds.sort_unstable_by_key(|(i, j)| (*i as i64 - *j as i64, *i));
    let mut found: Vec<Stretch> = Vec::new();
    for (i, j) in seeds {
        let done = found.last().is_some_and(|last| j + last.a == i + last.b && i < last.a + last.len);
        if !done {
            let back =
                a[..i].iter().rev().zip(b[..j].iter().rev()).take_while(|(x, y)| x.equals(**y)).count();
            let on = a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x.equals(**y)).count();
            if back + on >= SHINGLE {
                found.push(Stretch { a: i - back, b: j - back, len: back + on });
            }
        }
    }
    found
}

/// Where both texts have the same shingle.
fn seeds(a: &[Word], b: &[Word]) -> Vec<(usize, usize)> {
    let (a, b) = (grams(a), grams(b));
    let mut of_b = b.chunk_by(|x, y| x.0 == y.0).peekable();
    let mut seeds = Vec::new();
    for group in a.chunk_by(|x, y| x.0 == y.0) {
        while of_b.next_if(|other| other[0].0 < group[0].0).is_some() {}
        let Some(other) = of_b.next_if(|other| other[0].0 == group[0].0) else { continue };
        if group.len().max(other.len()) <= OCCURRENCES {
            seeds.extend(group.iter().flat_map(|(_, i)| other.iter().map(|(_, j)| (*i, *j))));
        }
    }
    seeds
}

/// The shingles with their places, by hash.
fn grams(words: &[Word]) -> Vec<(u64, usize)> {
    let whole = |(_, gram): &(usize, &[Word])| !gram.iter().any(|word| word.is_barrier());
    let mut grams: Vec<(u64, usize)> =
        words.windows(SHINGLE).enumerate().filter(whole).map(|(at, gram)| (hash(gram), at)).collect();
    grams.sort_unstable();
    grams
}

/// Which words of the two texts belong to a stretch.
struct Taken {
    a: Vec<bool>,
    b: Vec<bool>,
}

/// Gives each word to the longest stretch that wants it, and leaves of the others the longest part that remains, in order
/// of the first text.
fn apart(mut stretches: Vec<Stretch>, a_len: usize, b_len: usize) -> (Vec<Stretch>, Taken) {
    stretches.sort_unstable_by_key(|s| (Reverse(s.len), s.a, s.b));
    let mut taken = Taken { a: vec![false; a_len], b: vec![false; b_len] };
    let mut kept = Vec::new();
    for stretch in stretches {
        let free = |n: &usize| !taken.a[stretch.a + n] && !taken.b[stretch.b + n];
        let offsets: Vec<usize> = (0..stretch.len).filter(free).collect();
        let parts = offsets.chunk_by(|x, y| x + 1 == *y);
        let Some(part) = parts.rev().max_by_key(|part| part.len()).filter(|part| part.len() >= SHINGLE)
        else {
            continue;
        };
        let part = Stretch { a: stretch.a + part[0], b: stretch.b + part[0], len: part.len() };
        taken.a[part.a..part.a + part.len].fill(true);
        taken.b[part.b..part.b + part.len].fill(true);
        kept.push(part);
    }
    kept.sort_unstable_by_key(|s| s.a);
    (kept, taken)
}

/// Stretches that follow one another in both texts.
struct Bridged {
    first: Stretch,
    last: Stretch,
    words: usize,
}

impl Bridged {
    /// Whether `next` follows in both texts after a few words that belong to nothing else.
    fn reaches(&self, next: Stretch, a: &[Word], b: &[Word], taken: &Taken) -> bool {
        let (a_end, b_end) = self.last.ends();
        let bridges = |words: &[Word], taken: &[bool], end: usize, start: usize| {
            end <= start && start - end <= GAP && (end..start).all(|at| !taken[at] && !words[at].is_barrier())
        };
        bridges(a, &taken.a, a_end, next.a) && bridges(b, &taken.b, b_end, next.b)
    }

    fn add(&mut self, next: Stretch) {
        self.last = next;
        self.words += next.len;
    }

    fn over(&self, a: &[Word], b: &[Word]) -> Passage {
        let (a_end, b_end) = self.last.ends();
        Passage {
            a: a[self.first.a].span.join(a[a_end - 1].span),
            b: b[self.first.b].span.join(b[b_end - 1].span),
            words: self.words as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words::tests::spelled;
    use super::*;
    use crate::echo::fixtures;

    fn whole(text: &str) -> [Span; 1] {
        [Span::of(0..text.len())]
    }

    fn check(a: &str, b: &str, expected: &[(&str, &str, u32)]) {
        let passages = align(a, &whole(a), b, &whole(b));
        let found: Vec<(&str, &str, u32)> =
            passages.iter().map(|p| (p.a.of_text(a), p.b.of_text(b), p.words)).collect();
        assert_eq!(found, expected, "{a}\n{b}");
    }

    #[test]
    fn passages() {
        check(
            "Hier soir, l'armée a repris le pont de Gao, dit-on.",
            "À Gao, « L’ARMÉE A REPRIS LE PONT » selon elle.",
            &[("l'armée a repris le pont", "L’ARMÉE A REPRIS LE PONT", 5)],
        );
        check("Le pont de Gao est loin.", "Le pont de Mopti est loin.", &[]);
        check("", "a b c d e f", &[]);
    }

    #[test]
    fn changed_words_are_bridged() {
        check(
            "un deux trois quatre cinq X six sept huit neuf dix",
            "zéro un deux trois quatre cinq Y Z six sept huit neuf dix onze",
            &[(
                "un deux trois quatre cinq X six sept huit neuf dix",
                "un deux trois quatre cinq Y Z six sept huit neuf dix",
                10,
            )],
        );
    }

    #[test]
    fn moved_passages_stand_apart() {
        check(
            "un deux trois quatre cinq six sept huit neuf dix",
            "six sept huit neuf dix un deux trois quatre cinq",
            &[
                ("un deux trois quatre cinq", "un deux trois quatre cinq", 5),
                ("six sept huit neuf dix", "six sept huit neuf dix", 5),
            ],
        );
    }

    #[test]
    fn the_longer_stretch_has_the_words() {
        check(
            "un deux trois quatre cinq. Puis zéro un deux trois quatre cinq six sept",
            "zéro un deux trois quatre cinq six sept",
            &[("zéro un deux trois quatre cinq six sept", "zéro un deux trois quatre cinq six sept", 8)],
        );
    }

    #[test]
    fn boilerplate_is_not_bridged() {
        let a = "un deux trois quatre cinq PUB six sept huit neuf dix";
        let b = "un deux trois quatre cinq six sept huit neuf dix";
        let passages = align(a, &[Span::new(0, 25), Span::new(30, a.len() as u32)], b, &whole(b));
        assert_eq!(
            passages.iter().map(|p| p.a.of_text(a)).collect::<Vec<_>>(),
            ["un deux trois quatre cinq", "six sept huit neuf dix"]
        );
    }

    #[test]
    fn repetition_costs_no_more_than_prose() {
        let same = "a ".repeat(500_000);
        assert_eq!(align(&same, &whole(&same), &same, &whole(&same)), []);
        let rounds = "un deux trois quatre cinq six sept ".repeat(20_000);
        let seeded = rounds.clone() + "début du reste de la ligne " + &rounds;
        let passages = align(&seeded, &whole(&seeded), &seeded, &whole(&seeded));
        assert_eq!(passages.iter().map(|p| p.a).collect::<Vec<_>>(), [Span::of(0..seeded.len() - 1)]);
    }

    proptest! {
        #[test]
        fn passages_are_apart_and_alike(a in fixtures::noise(), b in fixtures::noise()) {
            let passages = align(&a, &whole(&a), &b, &whole(&b));
            let mut in_b: Vec<Span> = passages.iter().map(|p| p.b).collect();
            in_b.sort_unstable();
            prop_assert!(passages.is_sorted_by(|x, y| x.a.end <= y.a.start));
            prop_assert!(in_b.is_sorted_by(|x, y| x.end <= y.start));
            for passage in passages {
                let [x, y] = [(&a, passage.a), (&b, passage.b)].map(|(text, span)| {
                    assert!(text.get(span.range()).is_some());
                    spelled(text, &[span], &[])
                });
                prop_assert!(passage.words as usize >= SHINGLE);
                prop_assert!(common(&x, &y) >= passage.words as usize, "{x:?} {y:?}");
                prop_assert_eq!(&x[..SHINGLE], &y[..SHINGLE]);
                prop_assert_eq!(&x[x.len() - SHINGLE..], &y[y.len() - SHINGLE..]);
            }
        }
    }

    /// Length of the longest common subsequence.
    fn common(x: &[String], y: &[String]) -> usize {
        let mut row = vec![0; y.len() + 1];
        for a in x {
            let mut diagonal = 0;
            for (j, b) in y.iter().enumerate() {
                let above = row[j + 1];
                row[j + 1] = if a == b { diagonal + 1 } else { above.max(row[j]) };
                diagonal = above;
            }
        }
        row[y.len()]
    }
}
