//! A sentence as the repairs see it: words by their place in it, from 0.

use selon_model::{Deprel, Word, WordId};

use crate::grammar::Grammar;

/// The words of one sentence, to be changed.
pub(super) struct Sentence<'a> {
    pub(super) words: &'a mut [Word],
    /// Number of the first of them in the analysis.
    first: WordId,
    pub(super) grammar: &'a Grammar,
    /// The words that were changed.
    pub(super) changed: Vec<usize>,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(words: &'a mut [Word], first: WordId, grammar: &'a Grammar) -> Sentence<'a> {
        Sentence { words, first, grammar, changed: Vec::new() }
    }

    /// The head of a word; itself for the root.
    pub(super) fn head(&self, word: usize) -> usize {
        (self.words[word].head - self.first) as usize
    }

    /// Hangs a word on another, or on itself as the root.
    pub(super) fn hang(&mut self, word: usize, head: usize, relation: Deprel) {
        self.words[word].head = self.first + head as WordId;
        self.words[word].deprel = relation;
    }

    /// The dependents of a word, from left to right.
    pub(super) fn dependents(&self, word: usize) -> impl Iterator<Item = usize> {
        (0..self.words.len()).filter(move |w| *w != word && self.head(*w) == word)
    }

    /// The first dependent of a word by a relation.
    pub(super) fn dependent(&self, word: usize, relation: Deprel) -> Option<usize> {
        self.dependents(word).find(|w| self.words[*w].deprel == relation)
    }
}
