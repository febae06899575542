//! Sentences before and after a repair, written by hand.

use selon_model::conllu;

use super::sentence::Sentence;
use crate::grammar::Grammar;

/// The repair turns a sentence into another; both as [`conllu::parse`] reads them.
pub(super) fn mends(apply: fn(&mut Sentence<'_>), before: &str, after: &str) {
    check(apply, before, after, true);
}

/// The repair leaves a sentence as it is.
pub(super) fn spares(apply: fn(&mut Sentence<'_>), sentence: &str) {
    check(apply, sentence, sentence, false);
}

fn check(apply: fn(&mut Sentence<'_>), before: &str, after: &str, changes: bool) {
    let grammar = Grammar::builtin().unwrap();
    let parsed = |source: &str| conllu::parse(source).unwrap_or_else(|fault| panic!("{source}\n{fault}"));
    let mut words = parsed(before).analysis.words;
    let mut sentence = Sentence::new(&mut words, 0, &grammar);
    apply(&mut sentence);
    assert_eq!(!sentence.changed.is_empty(), changes, "{before}");
    let expected = parsed(after).analysis.words;
    for (word, expected) in words.iter().zip(&expected) {
        assert_eq!(word, expected);
    }
    assert_eq!(words.len(), expected.len());
}
