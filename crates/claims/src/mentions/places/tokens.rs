//! Runs of letters and digits, and what stands between them: all that names are found by.
//!
//! They are cut from the text itself, not from the analysis' words, so that "el-Facher" and
//! "N'Djamena" are read alike whatever the tokenizer makes of them.

use std::borrow::Cow;

use selon_model::{Analysis, Span, Upos};

use crate::spelling::ascii;

/// What stands between a token and the one before it in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// First of its sentence.
    Start,
    Space,
    Hyphen,
    Apostrophe,
    Comma,
    /// An opening bracket.
    Open,
    /// A quotation mark and blanks.
    Quote,
    /// Anything else: a sentence is cut here.
    Break,
}

impl Gap {
    /// Whether the two tokens can belong to one name.
    pub(super) fn joins(self) -> bool {
        matches!(self, Gap::Space | Gap::Hyphen | Gap::Apostrophe)
    }
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    Capital,
    /// Two letters or more, all of them capitals.
    Caps,
    Number,
}

/// A run of letters and digits.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) span: Span,
    /// Folded.
    pub(super) key: Cow<'t, str>,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
    /// Part of speech of the analysis' word that begins here.
    pub(super) upos: Option<Upos>,
    /// The sentence is written in capitals throughout.
    pub(super) shouted: bool,
    /// First of a block of the article.
    pub(super) opens_block: bool,
}

impl Token<'_> {
    /// Whether it is written like a name.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Caps)
    }
}

/// The tokens of all sentences, in order.
pub(super) fn tokens<'t>(text: &'t str, analysis: &Analysis) -> Vec<Token<'t>> {
    let mut out = Vec::new();
    let mut block = None;
    for sentence in &analysis.sentences {
        let first = out.len();
        cut(text, sentence.span, &mut out);
        let shouted = is_shouted(&out[first..]);
        let opens_block = block != Some(sentence.block);
        block = Some(sentence.block);
        let mut words = analysis.words_of(sentence).iter().peekable();
        for (i, token) in out[first..].iter_mut().enumerate() {
            token.shouted = shouted;
            token.opens_block = opens_block && i == 0;
            while words.next_if(|w| w.span.end <= token.span.start).is_some() {}
            token.upos = words.peek().filter(|w| w.span.overlaps(token.span)).map(|w| w.upos);
        }
    }
    out
}

fn is_shouted(tokens: &[Token<'_>]) -> bool {
    let caps = tokens.iter().filter(|t| t.shape == Shape::Caps).count();
    let lower = tokens.iter().filter(|t| t.shape == Shape::Lower).count();
    caps >= 3 && caps > 3 * lower
}

fn cut<'t>(text: &'t str, span: Span, out: &mut Vec<Token<'t>>) {
    let part = span.of_text(text);
    let (mut begun, mut ended) = (None, 0);
    for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
        let inside = c.is_alphanumeric() || begun.is_some() && matches!(c, '\u{300}'..='\u{36f}' | 'ʿ' | 'ʼ');
        match (begun, inside) {
            (None, true) => begun = Some(at),
            (Some(start), false) => {
                let gap = match out.last().filter(|_| ended > 0) {
                    Some(last) if is_abbreviated(last) && part[ended..start].trim() == "." => Gap::Space,
                    Some(_) => gap(&part[ended..start]),
                    None => Gap::Start,
                };
                out.push(token(part, start..at, span.start as usize, gap));
                (begun, ended) = (None, at);
            }
            _ => {}
        }
    }
}

fn token(part: &str, range: std::ops::Range<usize>, offset: usize, gap: Gap) -> Token<'_> {
    let written = &part[range.clone()];
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    let shape = if letters == 0 {
        Shape::Number
    } else if letters > 1 && !written.contains(char::is_lowercase) && written.contains(char::is_uppercase) {
        Shape::Caps
    } else if written.starts_with(char::is_uppercase) {
        Shape::Capital
    } else {
        Shape::Lower
    };
    let span = Span::of(range.start + offset..range.end + offset);
    Token { span, key: ascii(written), shape, gap, upos: None, shouted: false, opens_block: false }
}

/// Whether a full stop behind the token belongs to it: "M. Kayes", "Dr. Gao".
fn is_abbreviated(token: &Token<'_>) -> bool {
    matches!(&*token.key, "m" | "mm" | "dr" | "mgr" | "pr" | "st") && token.is_capital()
}

fn gap(between: &str) -> Gap {
    let marks = between.trim();
    let blank = between.len() != marks.len();
    match marks {
        "" => Gap::Space,
        "'" | "’" | "‘" | "´" | "`" => Gap::Apostrophe,
        "-" | "‐" | "‑" | "–" if !blank => Gap::Hyphen,
        "," => Gap::Comma,
        "(" => Gap::Open,
        "«" | "»" | "“" | "”" | "\"" | "‘‘" | "’’" => Gap::Quote,
        _ => Gap::Break,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon_model::Sentence;

    #[test]
    fn tokens_know_what_stands_before_them() {
        let text = "À l’aube, el-Facher (Darfour) : « N'Djamena » 12 km";
        let sentence = Sentence { span: Span::of(0..text.len()), first: 0, end: 0, block: 0 };
        let analysis = Analysis { sentences: vec![sentence], ..Analysis::default() };
        let found = tokens(text, &analysis);
        let line: Vec<String> =
            found.iter().map(|t| format!("{}/{:?}/{:?}", t.key, t.gap, t.shape)).collect();
        let expected = "a/Start/Capital l/Space/Lower aube/Apostrophe/Lower el/Comma/Lower facher/Hyphen/Capital \
                        darfour/Open/Capital n/Break/Capital djamena/Apostrophe/Capital 12/Quote/Number km/Space/Lower";
        assert_eq!(line.join(" "), expected);
        assert!(found[0].opens_block && !found[1].opens_block);
    }
}
