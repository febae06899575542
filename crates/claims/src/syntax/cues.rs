//! Which cues of attribution stand in a text.

use selon_model::WordId;

use crate::lexicon::cues::{Cues, Preposition, SayingVerb};
use crate::lexicon::table::Table;
use crate::syntax::view::Doc;

impl Cues {
    /// The saying verb that stands at `w`, and its last word.
    pub(crate) fn verb_at(&self, doc: &Doc, w: WordId) -> Option<(&SayingVerb, WordId)> {
        let by_form = || self.forms.get(doc.form(w)).and_then(|lemma| self.verbs.get(lemma));
        self.verbs.get(doc.low_lemma(w)).or_else(by_form)?.iter().find_map(|verb| {
            if verb.reflexive && !doc.is_reflexive(w) {
                return None;
            }
            let mut at = w;
            for piece in &verb.rest {
                let end = doc.sentence_words(w).end.min(at + 4);
                at = (at + 1..end).find(|&x| doc.says(x, piece))?;
            }
            Some((verb, at))
        })
    }

    /// The prepositional cue that begins at `w`, and its last word.
    pub(crate) fn preposition_at(&self, doc: &Doc, w: WordId) -> Option<(&Preposition, WordId)> {
        let spelt = |phrase: &[Box<str>]| spells(doc, w, phrase);
        let not = keyed(&self.not_cues, doc, w).filter(|p| spelt(p)).map(Vec::len).max().unwrap_or(0);
        let cue =
            keyed(&self.prepositions, doc, w).filter(|p| spelt(&p.words)).max_by_key(|p| p.words.len())?;
        (cue.words.len() > not || not == 0).then(|| (cue, w + cue.words.len() as WordId - 1))
    }
}

/// What a lexicon holds under the form or the lemma of a word.
fn keyed<'l, T>(lexicon: &'l Table<Box<str>, Vec<T>>, doc: &Doc, w: WordId) -> impl Iterator<Item = &'l T> {
    let (form, lemma) = (doc.form(w), doc.low_lemma(w));
    let by_lemma = if lemma == form { None } else { lexicon.get(lemma) };
    lexicon.get(form).into_iter().chain(by_lemma).flatten()
}

/// Whether a phrase stands at `w`, by forms or lemmas.
fn spells(doc: &Doc, w: WordId, phrase: &[Box<str>]) -> bool {
    let end = doc.sentence_words(w).end;
    w + phrase.len() as WordId <= end && phrase.iter().zip(w..).all(|(piece, x)| doc.says(x, piece))
}
