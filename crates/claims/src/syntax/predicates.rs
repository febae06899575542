//! Which predicates of the tables stand in a text.

use selon_model::{Deprel, EventType, Upos, VerbForm, WordId};

use crate::lexicon::classes::Class;
use crate::lexicon::frames::{Frame, Frames, Pos};
use crate::syntax::view::Doc;

/// A predicate found in the text, with every reading that its words allow.
#[derive(Debug)]
pub(crate) struct Found<'f> {
    /// The verb, noun or adjective that carries the arguments.
    pub(crate) head: WordId,
    /// All words of the predicate.
    pub(crate) words: Vec<WordId>,
    pub(crate) readings: Vec<&'f Frame>,
}

impl Frames {
    /// Whether a word names an event of force by itself.
    pub(crate) fn is_force(&self, doc: &Doc, w: WordId) -> bool {
        self.names(doc, w, |f| matches!(f.event, EventType::Assault | EventType::Control))
    }

    /// Whether a noun names dead or wounded by itself.
    pub(crate) fn is_harm(&self, doc: &Doc, w: WordId) -> bool {
        self.names(doc, w, |f| f.event == EventType::Toll && f.pos == Pos::Noun)
    }

    /// Whether a word alone has such a frame.
    fn names(&self, doc: &Doc, w: WordId, wanted: impl Fn(&Frame) -> bool) -> bool {
        let mut frames = keys(doc, w).filter_map(|key| self.by_first.get(key)).flatten();
        frames.any(|f| f.pattern.len() == 1 && wanted(f) && f.fits_pos(doc, w))
    }

    /// All predicates of the document in the order of their heads; words of a longer predicate
    /// are not read again as shorter ones.
    pub(crate) fn find(&self, doc: &Doc) -> Vec<Found<'_>> {
        let mut taken = vec![false; doc.len() as usize];
        for w in 0..doc.len() {
            if let Some(len) = self.nonevent_at(doc, w) {
                taken[w as usize..(w as usize + len).min(doc.len() as usize)].fill(true);
            }
        }
        let mut found: Vec<Found> = Vec::new();
        for w in 0..doc.len() {
            if taken[w as usize] {
                continue;
            }
            let Some(hit) = self.at(doc, w) else { continue };
            for &word in &hit.words {
                taken[word as usize] = true;
                // The second half of a contraction ("aux mains de") begins no phrase of its own.
                if word + 1 < doc.len() && doc.span(word + 1) == doc.span(word) {
                    taken[word as usize + 1] = true;
                }
            }
            found.push(hit);
        }
        found
    }

    fn at(&self, doc: &Doc, w: WordId) -> Option<Found<'_>> {
        let mut words: Option<Vec<WordId>> = None;
        let mut readings: Vec<&Frame> = Vec::new();
        for key in keys(doc, w) {
            for frame in self.by_first.get(key).into_iter().flatten() {
                let Some(matched) = frame.matches(doc, w) else { continue };
                match &words {
                    Some(longest) if matched.len() < longest.len() => {}
                    Some(longest) if matched.len() > longest.len() => {
                        readings = vec![frame];
                        words = Some(matched);
                    }
                    _ => {
                        readings.push(frame);
                        words = Some(matched);
                    }
                }
            }
        }
        let words = words?;
        let head = Some(carrier(doc, w)).filter(|h| words.contains(h)).unwrap_or(w);
        Some(Found { head, words, readings })
    }

    fn nonevent_at(&self, doc: &Doc, w: WordId) -> Option<usize> {
        keys(doc, w)
            .filter_map(|key| self.nonevents.get(key))
            .flatten()
            .filter_map(|phrase| {
                let mut at = w;
                for piece in phrase {
                    if at >= doc.len() || !says(doc, at, piece) {
                        return None;
                    }
                    // A contraction is two words that are written as one.
                    let contracted = doc.form(at) != &**piece && doc.written(at) == &**piece;
                    at += if contracted && at + 1 < doc.len() && doc.span(at) == doc.span(at + 1) {
                        2
                    } else {
                        1
                    };
                }
                Some((at - w) as usize)
            })
            .max()
    }
}

/// The names under which a word may stand in the lexicon.
fn keys<'d>(doc: &'d Doc, w: WordId) -> impl Iterator<Item = &'d str> {
    // "Aux mains de" begins with two words that are written as one.
    let (lemma, form, written) = (doc.low_lemma(w), doc.form(w), doc.written(w));
    let others = [
        (form != lemma).then_some(form),
        (written != form).then_some(written),
        masculine(doc, w),
        singular(doc, w).filter(|s| *s != lemma),
    ];
    std::iter::once(lemma).chain(others.into_iter().flatten())
}

/// A plural noun as its row writes it, where the lemma is wrong: "raids".
fn singular<'d>(doc: &'d Doc, w: WordId) -> Option<&'d str> {
    doc.form(w).strip_suffix(['s', 'x']).filter(|_| doc.upos(w) == Upos::Noun)
}

/// A participle that was tagged as a verb, as the row of an adjective writes it: "affiliées" is "affilié".
fn masculine<'d>(doc: &'d Doc, w: WordId) -> Option<&'d str> {
    let form = doc.form(w);
    if doc.upos(w) != Upos::Verb || doc.word(w).feats.verb_form != Some(VerbForm::Part) {
        return None;
    }
    let singular = form.trim_end_matches('s');
    let base = singular.strip_suffix('e').filter(|b| b.ends_with(['é', 'i', 'u', 't', 's']));
    Some(base.unwrap_or(singular)).filter(|b| *b != form)
}

/// Whether the word at `w` is this word of a pattern, by form or lemma.
fn says(doc: &Doc, w: WordId, piece: &str) -> bool {
    // A contraction stands in a pattern as it is written ("aux mains de").
    doc.says(w, piece) || doc.written(w) == piece
}

impl Frame {
    /// The words of the predicate, if it stands at `w`.
    fn matches(&self, doc: &Doc, w: WordId) -> Option<Vec<WordId>> {
        let carrier = carrier(doc, w);
        if !self.fits_pos(doc, w)
            || (self.pos == Pos::Verb
                && self.reflexive != doc.is_reflexive(carrier)
                && (self.reflexive || self.pattern.len() > 1))
        {
            return None;
        }
        let mut words = vec![w];
        if let Some(clitic) = &self.clitic {
            words.push(doc.dependents(carrier).iter().copied().find(|&k| k < w && doc.form(k) == &**clitic)?);
        }
        let end = doc.sentence_words(w).end;
        let mut at = w + 1;
        for piece in &self.pattern[1..] {
            match (at..end.min(at + 4)).find(|&x| says(doc, x, &piece.word)) {
                Some(x) if (at..x).all(|between| skippable(doc, between)) => {
                    words.push(x);
                    at = x + 1;
                }
                _ if piece.optional => {}
                _ => return None,
            }
        }
        Some(words)
    }

    fn fits_pos(&self, doc: &Doc, w: WordId) -> bool {
        let upos = doc.upos(w);
        match self.pos {
            // "Un combattant y abat des civils": what has an article is no verb.
            Pos::Verb => match upos {
                Upos::Verb => {
                    !doc.form(w).ends_with("ant") || doc.dependent(w, |r| r == Deprel::Det).is_none()
                }
                upos => {
                    let causes = doc.rel(w) == Deprel::AuxCaus && self.pattern.len() > 1;
                    upos == Upos::Aux && (causes || !is_auxiliary(doc, w))
                }
            },
            Pos::Noun => {
                matches!(upos, Upos::Noun | Upos::Propn)
                    // "A recensé 2 417 déplacés": what is counted is a noun.
                    || (upos == Upos::Verb && doc.dependent(w, |r| r == Deprel::Nummod).is_some())
                    || (upos == Upos::Adj && doc.dependent(w, |r| r == Deprel::Det).is_some())
            }
            Pos::Adj => matches!(upos, Upos::Adj | Upos::Verb) || (upos == Upos::Noun && describes(doc, w)),
            Pos::Adp => true,
        }
    }
}

/// "Alliés aux rebelles", "il est l'allié de Damas": said of somebody. "L'allié de Damas tient la ville" only names him.
fn describes(doc: &Doc, noun: WordId) -> bool {
    doc.dependent(noun, |r| r == Deprel::Det).is_none()
        || doc.dependent(noun, |r| r == Deprel::Cop).is_some()
        || matches!(doc.rel(noun), Deprel::Appos | Deprel::Xcomp)
}

/// The verb that has the arguments: in "faire exploser" the infinitive.
fn carrier(doc: &Doc, w: WordId) -> WordId {
    doc.head(w).filter(|_| doc.rel(w) == Deprel::AuxCaus).unwrap_or(w)
}

fn is_auxiliary(doc: &Doc, w: WordId) -> bool {
    matches!(doc.rel(w), Deprel::Aux | Deprel::AuxTense | Deprel::AuxPass | Deprel::AuxCaus | Deprel::Cop)
}

/// Words that may stand inside a predicate of several words.
fn skippable(doc: &Doc, w: WordId) -> bool {
    // "Est tombée samedi aux mains de …".
    matches!(doc.upos(w), Upos::Adv | Upos::Det | Upos::Adj | Upos::Pron | Upos::Aux | Upos::Num)
        || doc.is_a(w, Class::Time)
}
