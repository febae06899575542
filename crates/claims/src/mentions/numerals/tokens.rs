//! Words, numerals and marks of a stretch of text, as the readers of numbers and periods need them.
//!
//! The cut is finer than a tagger's around digits ("5h30" is "5", "h", "30"; "64%" is "64", "%")
//! and coarser inside them ("180.000" and "1 203" are one numeral).

use std::borrow::Cow;

use selon_model::Span;

use crate::spelling::{is_apostrophe, is_hyphen, unaccented};

/// A word, a numeral or a mark.
#[derive(Clone, Debug)]
pub(crate) struct Token<'t> {
    pub(crate) span: Span,
    pub(crate) text: &'t str,
    /// Lower case, without accents, with straight apostrophes; "d’" and "jusqu’" keep theirs.
    pub(crate) key: Cow<'t, str>,
    pub(crate) kind: Kind,
    /// No white space stands before it.
    pub(crate) glued: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Number(Numeral),
    Mark,
}

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub(crate) whole: u64,
    /// The decimals as an integer, and how many there are.
    pub(crate) decimals: (u64, u32),
    /// How many digits the whole part has.
    pub(crate) digits: u32,
    /// Written with separators between thousands.
    pub(crate) grouped: bool,
}

impl Numeral {
    /// Written as digits alone.
    pub(crate) fn is_plain(&self) -> bool {
        !self.grouped && self.decimals.1 == 0
    }

    /// The number with its decimals.
    pub(crate) fn value(&self) -> f64 {
        self.whole as f64 + self.decimals.0 as f64 / 10u64.pow(self.decimals.1) as f64
    }

    /// The number times `factor`, rounded; a numeral has few enough digits for it to fit.
    pub(crate) fn times(&self, factor: u64) -> u64 {
        let scale = 10u64.pow(self.decimals.1);
        let part = self.decimals.0.saturating_mul(factor).saturating_add(scale / 2) / scale;
        self.whole.saturating_mul(factor).saturating_add(part)
    }
}

impl Token<'_> {
    pub(crate) fn number(&self) -> Option<Numeral> {
        if let Kind::Number(numeral) = self.kind { Some(numeral) } else { None }
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(crate) fn is_mark(&self) -> bool {
        self.kind == Kind::Mark
    }

    /// Begins with a capital letter.
    pub(crate) fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The tokens of `within`; an empty line counts as a mark.
pub(crate) fn tokens(text: &str, within: Span) -> Vec<Token<'_>> {
    let Some(body) = text.get(within.range()) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = 0;
    let mut glued = true;
    while let Some(ch) = body[at..].chars().next() {
        if ch.is_whitespace() {
            let end = at + run(&body[at..], char::is_whitespace);
            if body[at..end].matches('\n').count() > 1 {
                found.push(token(text, within, at..end, Kind::Mark, false));
            }
            glued = false;
            at = end;
            continue;
        }
        let after_digits = glued && found.last().is_some_and(|t: &Token<'_>| t.number().is_some());
        let (mut length, kind) = next_token(&body[at..]);
        if after_digits && kind == Kind::Word {
            length = run(&body[at..at + length], |c| !c.is_ascii_digit());
        }
        found.push(token(text, within, at..at + length, kind, glued));
        glued = true;
        at += length;
    }
    found
}

fn token(text: &str, within: Span, range: std::ops::Range<usize>, kind: Kind, glued: bool) -> Token<'_> {
    let offset = within.start as usize;
    let range = offset + range.start..offset + range.end;
    let part = &text[range.clone()];
    Token { span: Span::of(range), text: part, key: unaccented(part), kind, glued }
}

fn next_token(rest: &str) -> (usize, Kind) {
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() {
        return numeral(rest);
    }
    if is_letter(first) {
        return (word_length(rest), Kind::Word);
    }
    (first.len_utf8(), Kind::Mark)
}

/// Bytes of the longest start whose characters all satisfy `keep`.
fn run(text: &str, keep: impl Fn(char) -> bool) -> usize {
    text.find(|c| !keep(c)).unwrap_or(text.len())
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// A word runs over hyphens between letters and ends with an apostrophe, which "aujourd'hui"
/// alone holds inside.
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        if is_letter(c) || (is_hyphen(c) && next.is_some_and(is_letter)) {
            continue;
        }
        let inside = is_apostrophe(c) && next.is_some_and(is_letter);
        if inside && rest[..at].eq_ignore_ascii_case("aujourd") {
            continue;
        }
        return if inside { at + c.len_utf8() } else { at };
    }
    rest.len()
}

/// Longer runs of digits are no quantities.
const MAX_DIGITS: usize = 12;

fn numeral(rest: &str) -> (usize, Kind) {
    let digits = run(rest, |c| c.is_ascii_digit());
    if digits > MAX_DIGITS {
        return (digits, Kind::Word);
    }
    let mut whole: u64 = rest[..digits].parse().unwrap_or(0);
    let (mut end, mut groups) = (digits, 0);
    while digits <= 3 && groups < 3 && !rest.starts_with('0') {
        let Some(group) = thousands(&rest[end..], groups) else { break };
        whole = whole * 1000 + group.1;
        end += group.0;
        groups += 1;
    }
    let decimals = decimals(&rest[end..]);
    let value = decimals.map_or((0, 0), |(_, value, count)| (value, count));
    let end = end + decimals.map_or(0, |(length, ..)| length);
    let digits = (digits + 3 * groups) as u32;
    (end, Kind::Number(Numeral { whole, decimals: value, digits, grouped: groups > 0 }))
}

/// A separator and three digits that no fourth follows: bytes and value. A comma separates
/// thousands only before zeros ("12,000"), else decimals.
fn thousands(rest: &str, groups: usize) -> Option<(usize, u64)> {
    let separator = rest.chars().next()?;
    let after = &rest[separator.len_utf8()..];
    if run(after, |c| c.is_ascii_digit()) != 3 {
        return None;
    }
    let ends = after[3..].chars().next();
    let known = match separator {
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '.' | '\'' | '’' => true,
        ',' => after.starts_with("000") || groups > 0,
        _ => false,
    };
    let value = after[..3].parse().ok()?;
    (known && !ends.is_some_and(is_letter)).then_some((separator.len_utf8() + 3, value))
}

/// A comma and one to six digits, or a full stop and one to three, that no further such group
/// follows ("12.03.2021" is a date): bytes, value and number of digits.
fn decimals(rest: &str) -> Option<(usize, u64, u32)> {
    if !rest.starts_with([',', '.']) {
        return None;
    }
    let count = run(&rest[1..], |c| c.is_ascii_digit());
    let after = &rest[1 + count..];
    let goes_on = after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit());
    let most = if rest.starts_with('.') { 3 } else { 6 };
    if !(1..=most).contains(&count) || goes_on {
        return None;
    }
    Some((1 + count, rest[1..1 + count].parse().ok()?, count as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let within = Span::of(0..text.len());
        let keys: Vec<String> = tokens(text, within)
            .iter()
            .map(|t| {
                t.number().map_or_else(|| t.key.to_string(), |n| format!("#{}.{}", n.whole, n.decimals.0))
            })
            .collect();
        assert_eq!(keys, expected, "{text}");
    }

    #[test]
    fn digits_are_read_whole_and_apart_from_letters() {
        check("1 203 morts", &["#1203.0", "morts"]);
        check("180.000 et 7\u{202f}500", &["#180000.0", "et", "#7500.0"]);
        check("3,5 millions", &["#3.5", "millions"]);
        check("12,000 hommes", &["#12000.0", "hommes"]);
        check("à 5h30.", &["a", "#5.0", "h", "#30.0", "."]);
        check("le 12.03.2021", &["le", "#12.0", ".", "#3.0", ".", "#2021.0"]);
        check("En 2012 300 soldats", &["en", "#2012.0", "#300.0", "soldats"]);
        check("64% des D-20 et M119", &["#64.0", "%", "des", "d-20", "et", "m119"]);
        check("90 km²", &["#90.0", "km²"]);
    }

    #[test]
    fn words_keep_hyphens_and_end_with_apostrophes() {
        check("Jusqu’à l'aube d’août", &["jusqu'", "a", "l'", "aube", "d'", "aout"]);
        check("Aujourd’hui, avant-hier", &["aujourd'hui", ",", "avant-hier"]);
        check("quarante-neuf", &["quarante-neuf"]);
    }

    #[test]
    fn strange_text_is_cut_without_loss_of_order() {
        for text in ["", "''", "1.", "9999999999999999", "0'000", "1,", "é\u{301}-", "\n\n\n", "٣ morts", "½"]
        {
            let found = tokens(text, Span::of(0..text.len()));
            assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{text:?}");
        }
    }
}
