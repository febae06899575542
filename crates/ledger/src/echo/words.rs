//! The words of a report as echoes compare them: without case, diacritics, punctuation and masked stretches.

use selon_model::Span;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A word by the hash of its folded letters, or the place of something masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// FNV-1a (64 bits) of the folded word in UTF-8; never [`BARRIER`] for a word.
    pub(super) key: u64,
    pub(super) span: Span,
}

/// The key of a masked stretch: no shingle and no passage crosses it.
const BARRIER: u64 = 0;

impl Word {
    /// Whether both are the same word; masked stretches equal nothing.
    pub(super) fn equals(self, other: Word) -> bool {
        self.key == other.key && !self.is_barrier()
    }

    pub(super) fn is_barrier(self) -> bool {
        self.key == BARRIER
    }
}

/// The words of `text` inside `kept` and outside `masked`, in order, with one barrier for each stretch between them
/// that has words of its own. Spans that don't fit the text are passed over.
pub(super) fn words(text: &str, kept: &[Span], masked: &[Span]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6);
    let mut end = 0;
    for piece in pieces(text, kept, masked) {
        let left_out = Span::new(end, piece.start);
        if !words.is_empty() && left_out.of_text(text).contains(char::is_alphanumeric) {
            words.push(Word { key: BARRIER, span: left_out });
        }
        read(piece.of_text(text), piece.start, &mut words);
        end = piece.end;
    }
    words
}

/// What of `kept` is not `masked`: in order, without overlap, on character borders.
fn pieces(text: &str, kept: &[Span], masked: &[Span]) -> Vec<Span> {
    let in_order = |spans: &[Span]| {
        let mut spans: Vec<Span> =
            spans.iter().copied().filter(|s| !s.is_empty() && text.get(s.range()).is_some()).collect();
        spans.sort_unstable();
        spans
    };
    let masked = in_order(masked);
    let mut masked = masked.iter().peekable();
    let mut pieces = Vec::new();
    let mut at = 0;
    for block in in_order(kept) {
        at = at.max(block.start);
        while at < block.end {
            while masked.next_if(|m| m.end <= at).is_some() {}
            let mask = masked.peek().copied().copied().unwrap_or(Span::new(u32::MAX, u32::MAX));
            let end = block.end.min(mask.start);
            if at < end {
                pieces.push(Span::new(at, end));
            }
            at = if mask.start < block.end { mask.end } else { block.end };
        }
    }
    pieces
}

/// A word that is being read.
struct Open {
    key: u64,
    start: usize,
    end: usize,
    /// How many digits it has, while it has nothing else.
    digits: Option<u32>,
    /// Whether groups of digits were joined in it.
    grouped: bool,
}

impl Open {
    fn add(&mut self, at: usize, c: char) {
        fold(c, |c| self.key = fnv(self.key, c));
        self.end = at + c.len_utf8();
        self.digits = self.digits.filter(|_| c.is_ascii_digit()).map(|n| n + 1);
    }

    /// Whether `rest`, which begins with no letter, goes on with the next three digits of a number: "7.500", "7 500".
    fn goes_on(&self, rest: &str) -> bool {
        let mut rest = rest.chars();
        let separator = matches!(rest.next(), Some(' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '.' | ','));
        separator
            && self.digits.is_some_and(|n| n <= 3 || self.grouped)
            && rest.by_ref().take(3).filter(char::is_ascii_digit).count() == 3
            && !rest.next().is_some_and(char::is_alphanumeric)
    }

    fn done(self, offset: u32) -> Word {
        let span = Span::new(offset + self.start as u32, offset + self.end as u32);
        Word { key: self.key.max(BARRIER + 1), span }
    }
}

/// Adds the words of one piece that begins at byte `offset` of the text.
fn read(piece: &str, offset: u32, words: &mut Vec<Word>) {
    let mut open: Option<Open> = None;
    for (at, c) in piece.char_indices() {
        match &mut open {
            Some(word) if c.is_alphanumeric() || is_combining_mark(c) => word.add(at, c),
            Some(_) if joins(c) => {}
            Some(word) if word.goes_on(&piece[at..]) => word.grouped = true,
            Some(_) => words.extend(open.take().map(|word| word.done(offset))),
            None if c.is_alphanumeric() => {
                let mut word = Open { key: FNV_BASIS, start: at, end: at, digits: Some(0), grouped: false };
                word.add(at, c);
                open = Some(word);
            }
            None => {}
        }
    }
    words.extend(open.map(|word| word.done(offset)));
}

/// Apostrophes and what cannot be seen: inside a word they are dropped, so that "l’armée" is one word however its
/// apostrophe is written.
fn joins(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Hands on the letters and digits of `c` in lower case and without diacritics.
fn fold(c: char, mut to: impl FnMut(char)) {
    if c.is_ascii() {
        return to(c.to_ascii_lowercase());
    }
    decompose_compatible(c, |part| {
        if is_combining_mark(part) || !part.is_alphanumeric() {
            return;
        }
        for c in part.to_lowercase() {
            match c {
                'œ' => "oe".chars().for_each(&mut to),
                'æ' => "ae".chars().for_each(&mut to),
                'ß' => "ss".chars().for_each(&mut to),
                'ø' => to('o'),
                'ł' => to('l'),
                'ı' => to('i'),
                c => to(c),
            }
        }
    });
}

const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

fn fnv(key: u64, c: char) -> u64 {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).bytes().fold(key, |key, byte| (key ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The words of a text as folded letters, `|` for a barrier.
    pub(in super::super) fn spelled(text: &str, kept: &[Span], masked: &[Span]) -> Vec<String> {
        let spell = |word: &Word| {
            let mut folded = String::new();
            let letters = word.span.of_text(text).chars().filter(|c| c.is_alphanumeric());
            letters.for_each(|c| fold(c, |c| folded.push(c)));
            if word.is_barrier() { "|".to_owned() } else { folded }
        };
        words(text, kept, masked).iter().map(spell).collect()
    }

    fn whole(text: &str) -> [Span; 1] {
        [Span::of(0..text.len())]
    }

    #[test]
    fn folding() {
        let check = |text: &str, expected: &str| {
            assert_eq!(spelled(text, &whole(text), &[]).join(" "), expected, "{text}");
        };
        check("L’armée, l'Armée ; « ÉTÉ » !", "larmee larmee ete");
        check("à Ségou\u{301}, cœur, porte-parole 'dit'", "a segou coeur porte parole dit");
        check(
            "7.500, 7 500, 7\u{202f}500 et 7\u{a0}500\u{a0}000 soldats",
            "7500 7500 7500 et 7500000 soldats",
        );
        check(
            "le 12.03.2021 à 18h30, 7,5 km, en 2021 500 hommes",
            "le 12 03 2021 a 18h30 7 5 km en 2021 500 hommes",
        );
        check("pro\u{ad}vince", "province");
        check("", "");
        check("… — !", "");
    }

    #[test]
    fn the_same_word_has_one_key_however_it_is_written() {
        for (a, b) in [("L’ARMÉE", "l'arme\u{301}e"), ("7.500", "7\u{202f}500"), ("Œuvre", "oeuvre")] {
            assert_eq!(words(a, &whole(a), &[])[0].key, words(b, &whole(b), &[])[0].key, "{a} {b}");
        }
    }

    #[test]
    fn what_is_masked_leaves_a_barrier() {
        let text = "Le pont de Kidal « est coupé » depuis hier. Publicité. La route aussi.";
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Span::of(start..start + part.len())
        };
        let kept = [at("La route aussi."), at("Le pont de Kidal « est coupé » depuis hier.")];
        let quoted = [at("« est coupé »"), at("coupé"), Span::new(3, 900), Span::new(19, 19)];
        assert_eq!(
            spelled(text, &kept, &quoted).join(" "),
            "le pont de kidal | depuis hier | la route aussi"
        );
        assert_eq!(spelled(text, &[], &[]), [""; 0]);
    }

    #[test]
    fn blanks_between_blocks_are_no_barrier() {
        let text = "Bilan lourd\n\nSept morts";
        assert_eq!(
            spelled(text, &[Span::new(0, 11), Span::new(13, 23)], &[]).join(" "),
            "bilan lourd sept morts"
        );
    }
}
