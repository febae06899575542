//! The phrases that cues name: whom a preposition governs, who can speak.

use selon_model::{Deprel, Span, Upos, WordId};

use crate::lexicon::cues::Cues;
use crate::mentions::entities::Entities;
use crate::syntax::view::Doc;

/// The noun phrase that a preposition governs: the head that its first word points to, else the
/// first noun or pronoun after it.
pub(super) fn governed(doc: &Doc, first: WordId, last: WordId) -> Option<WordId> {
    let end = doc.sentence_words(last).end;
    let by_tree = (first..=last).filter_map(|w| doc.head(w)).find(|&h| h > last && nominal(doc, h));
    by_tree.or_else(|| (last + 1..end.min(last + 6)).find(|&w| nominal(doc, w)))
}

fn nominal(doc: &Doc, w: WordId) -> bool {
    matches!(doc.upos(w), Upos::Noun | Upos::Propn | Upos::Pron)
        || (doc.upos(w) == Upos::Adj && doc.dependent(w, |r| r == Deprel::Det).is_some())
}

/// Whether a phrase can be a source: a party, a name, a pronoun, a noun for sources or documents.
/// "Selon leur grade" has none.
pub(super) fn can_speak(doc: &Doc, cues: &Cues, entities: &Entities, head: WordId) -> bool {
    let lemma = doc.low_lemma(head);
    matches!(doc.upos(head), Upos::Propn | Upos::Pron)
        || entities.mention(head).is_some()
        || cues.source_noun(lemma).is_some()
        || cues.is_document(lemma)
}

/// The clause-like stretch of a sentence around a byte: what semicolons bound.
pub(super) fn segment(doc: &Doc, w: WordId) -> Span {
    let words = doc.sentence_words(w);
    let bound = |x: WordId| doc.form(x) == ";";
    let first = (words.start..w).rev().find(|&x| bound(x)).map_or(words.start, |x| x + 1);
    let last = (w..words.end).find(|&x| bound(x)).unwrap_or(words.end);
    doc.span_of(first.min(w), (last - 1).max(w))
}
