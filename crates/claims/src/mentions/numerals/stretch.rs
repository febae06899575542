//! A stretch of text as the readers of numbers and periods see it: its tokens and the numbers among them.

use selon_model::Span;

use super::cardinal::{Cardinal, cardinal};
use super::tokens::{Token, tokens};

/// The tokens of a stretch of text and the numbers among them.
#[derive(Debug)]
pub(crate) struct Stretch<'t> {
    pub(crate) tokens: Vec<Token<'t>>,
    numbers: Vec<Option<Cardinal>>,
}

impl<'t> Stretch<'t> {
    /// Cuts `within` and reads the number that begins at each token.
    pub(crate) fn new(text: &'t str, within: Span) -> Stretch<'t> {
        let tokens = tokens(text, within);
        let numbers = (0..tokens.len()).map(|at| cardinal(&tokens, at)).collect();
        Stretch { tokens, numbers }
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    /// The folded form of a token; empty outside.
    pub(crate) fn key(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| &t.key)
    }

    /// The folded form of the token before `at`.
    pub(crate) fn key_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.key(before))
    }

    /// The number that begins at a token.
    pub(crate) fn cardinal(&self, at: usize) -> Option<Cardinal> {
        self.numbers.get(at).copied().flatten()
    }

    /// The index after the words of `phrase`, if they stand at `at`.
    pub(crate) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        if self.key(at).as_bytes().first() != phrase.as_bytes().first() {
            return None;
        }
        let mut end = at;
        for word in phrase.split(' ') {
            if self.key(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The index after the longest of the phrases that stands at `at`.
    pub(crate) fn any_phrase(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.phrase(at, phrase)).max()
    }
}
