//! Finds the names of the lexicons in a text: a trie walk over the chunks of its words.

use std::ops::Range;

use selon_model::{Analysis, Span, WordId};

use crate::lexicon::parties::entry::{Check, MentionKind};
use crate::lexicon::parties::{Parties, is_capitals, keys};

/// A name or noun of the lexicons in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartyMention {
    /// Where it stands, without a French article, with an Arabic one ("al-Nosra").
    pub(crate) span: Span,
    /// The words that it touches.
    pub(crate) words: Range<WordId>,
    /// What it stands for where nothing is known of the report.
    pub(crate) kind: MentionKind,
    /// Numbers of all entries that are written so.
    pub(super) readings: Vec<Reading>,
}

impl PartyMention {
    /// Whether it holds only in reports about its country: "l'Artsakh", which is a place as well.
    pub(crate) fn is_local(&self) -> bool {
        self.readings.iter().all(|r| r.local)
    }
}

/// An entry that a mention may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) entry: u32,
    pub(super) local: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    /// Punctuation or the border of a sentence: no name runs over it.
    Border,
    /// An article or small word, which names take or leave.
    Small { arabic: bool },
    /// The number of a word of some name; `None` for any other word.
    Word(Option<u32>),
}

#[derive(Clone, Debug)]
struct Token {
    span: Span,
    words: Range<WordId>,
    key: Key,
}

impl Parties {
    /// All mentions of an analysis in the order of the text, leftmost and longest first, without
    /// overlap. Time is linear in the text.
    pub(crate) fn mentions(&self, text: &str, analysis: &Analysis) -> Vec<PartyMention> {
        let tokens = tokens(self, text, analysis);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match longest(self, text, &tokens, at) {
                // "Un chef de l'[État islamique]" is no "chef de l'État".
                Some((end, _)) if crossed(self, text, &tokens, at + 1..end) => at += 1,
                Some((end, mention)) => {
                    found.push(mention);
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// Whether a proper name begins inside a stretch and ends behind it. Counter-example: "les unités armées de
/// l'opposition [modérée]".
fn crossed(parties: &Parties, text: &str, tokens: &[Token], mut inside: Range<usize>) -> bool {
    let end = inside.end;
    inside.any(|at| {
        tokens[at].span.of_text(text).starts_with(char::is_uppercase)
            && longest(parties, text, tokens, at).is_some_and(|(last, _)| last > end)
    })
}

fn tokens(parties: &Parties, text: &str, analysis: &Analysis) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(analysis.words.len() * 5 / 4);
    let mut firsts = analysis.sentences.iter().map(|s| s.first).peekable();
    let mut last = None;
    for (id, word) in analysis.words.iter().enumerate() {
        let id = id as WordId;
        if firsts.next_if_eq(&id).is_some() {
            tokens.push(Token {
                span: Span::new(word.span.start, word.span.start),
                words: id..id,
                key: Key::Border,
            });
        } else if last == Some(word.span) {
            tokens
                .iter_mut()
                .rev()
                .take_while(|t| t.span.overlaps(word.span))
                .for_each(|t| t.words.end = id + 1);
            continue;
        }
        last = Some(word.span);
        push_word(parties, text, word.span, id, &mut tokens);
    }
    tokens
}

fn push_word(parties: &Parties, text: &str, span: Span, id: WordId, tokens: &mut Vec<Token>) {
    let written = span.of_text(text);
    let words = id..id + 1;
    let before = tokens.len();
    for chunk in keys::chunks(written) {
        let start = span.start + chunk.at as u32;
        let span = Span::new(start, start + chunk.text.len() as u32);
        let arabic = keys::is_arabic_article(chunk.text);
        let key = if arabic || keys::is_small_word(chunk.text) {
            Key::Small { arabic }
        } else {
            Key::Word(parties.word(&keys::phonetic_key(chunk.text)))
        };
        tokens.push(Token { span, words: words.clone(), key });
    }
    let joins =
        written.chars().all(|c| matches!(c, '-' | '‑' | '\'' | '’' | '«' | '"' | '“') || c.is_whitespace());
    if tokens.len() == before && !joins {
        tokens.push(Token { span, words, key: Key::Border });
    }
}

/// The longest name that begins at a token, and the token after it.
fn longest(parties: &Parties, text: &str, tokens: &[Token], from: usize) -> Option<(usize, PartyMention)> {
    let Key::Word(Some(_)) = tokens[from].key else { return None };
    let first = with_article(text, tokens, from);
    if !opens(text, tokens[first].span.start) {
        return None;
    }
    let mut node = 0;
    let mut content = Vec::new();
    let mut small = false;
    let mut between = false;
    let mut best = None;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        let word = match token.key {
            Key::Border | Key::Word(None) => break,
            Key::Small { .. } if at - from > 24 => break,
            Key::Small { .. } => {
                small = true;
                continue;
            }
            Key::Word(Some(word)) => word,
        };
        let Some(next) = parties.step(node, word) else { break };
        node = next;
        content.push(token.span.of_text(text));
        between |= small;
        if !closes(text, token.span.end) {
            continue;
        }
        let span = Span::new(tokens[first].span.start, token.span.end);
        let readings = readings(parties, text, node, span, &content, between);
        if !readings.is_empty() {
            best = Some((at, span, readings));
        }
    }
    let (last, span, readings) = best?;
    let preferred = readings.iter().find(|r| !r.local).or(readings.first())?;
    let kind = parties.entries[preferred.entry as usize].kind.clone();
    let words = tokens[first].words.start..tokens[last].words.end;
    Some((last + 1, PartyMention { span, words, kind, readings }))
}

/// The token of an Arabic article joined to the front of a name ("al-Nosra", "alSafir"), else the name's own.
fn with_article(text: &str, tokens: &[Token], from: usize) -> usize {
    let Some(before) = from.checked_sub(1) else { return from };
    let gap = text.get(tokens[before].span.end as usize..tokens[from].span.start as usize).unwrap_or(" ");
    let large = tokens[before].span.of_text(text).starts_with(char::is_uppercase);
    let joined = gap.chars().all(|c| matches!(c, '-' | '‑' | '\'' | '’') || (large && c.is_whitespace()));
    let arabic = tokens[before].key == Key::Small { arabic: true };
    if joined && arabic { before } else { from }
}

/// Whether a name can begin at a byte: not inside a word, nor behind the hyphen of one, save "ex-".
fn opens(text: &str, at: u32) -> bool {
    let before = text.get(..at as usize).unwrap_or("");
    let mut back = before.chars().rev();
    match back.next() {
        Some('-' | '‑') => {
            let prefix: String = back.take(4).take_while(|c| c.is_alphanumeric()).collect();
            prefix.is_empty() || prefix.eq_ignore_ascii_case("xe")
        }
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// Whether a name can end at a byte: not inside a word, nor before a hyphen that goes on, save "-là", "-ci".
fn closes(text: &str, at: u32) -> bool {
    let mut after = text.get(at as usize..).unwrap_or("").chars();
    match after.next() {
        Some('-' | '‑') => {
            let rest: String = after.take(8).take_while(|c| c.is_alphanumeric()).collect();
            rest.is_empty() || matches!(rest.as_str(), "là" | "ci")
        }
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

fn readings(
    parties: &Parties,
    text: &str,
    node: u32,
    span: Span,
    content: &[&str],
    between: bool,
) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for alias in parties.names_at(node).iter().map(|n| &parties.aliases[*n as usize]) {
        let fits = match alias.check {
            Check::Exact => ends_exactly(text, span.end, &alias.written),
            Check::Name => {
                is_large(span.of_text(text), content) && all(&alias.written, content, keys::same_name)
            }
            Check::LongName => all(&alias.written, content, keys::same_name),
            Check::Acronym => all(&alias.written, content, |name, text| {
                is_capitals(text) && keys::accent_insensitive_key(name) == keys::accent_insensitive_key(text)
            }),
            Check::Noun => alias.joined == between && all(&alias.written, content, keys::same_noun),
        };
        if fits && !readings.iter().any(|r| r.entry == alias.entry) {
            readings.push(Reading { entry: alias.entry, local: alias.local });
        }
    }
    readings
}

/// A name of one word begins with its capital; in a longer one any word may bear it ("front al-Nosra").
fn is_large(written: &str, content: &[&str]) -> bool {
    let large = |c: char| c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase());
    match content {
        [one] => one.starts_with(large) || written.starts_with(large),
        _ => written.chars().any(large),
    }
}

fn ends_exactly(text: &str, end: u32, written: &str) -> bool {
    let mut back = text.get(..end as usize).unwrap_or("").chars().rev();
    let kind = |c: char| {
        if c == '’' {
            '\''
        } else if c.is_whitespace() {
            ' '
        } else {
            c
        }
    };
    let same = |a: char, b: char| kind(a) == kind(b);
    written.chars().rev().all(|c| back.next().is_some_and(|t| same(c, t)))
        && !back.next().is_some_and(char::is_alphanumeric)
}

/// Whether each word of substance of a name fits the text's.
fn all(written: &str, content: &[&str], fits: impl Fn(&str, &str) -> bool) -> bool {
    let mut words = written
        .split_whitespace()
        .flat_map(keys::chunks)
        .map(|chunk| chunk.text)
        .filter(|text| !keys::is_small_word(text) && !keys::is_arabic_article(text));
    content.iter().all(|text| words.next().is_some_and(|word| fits(word, text)))
}
