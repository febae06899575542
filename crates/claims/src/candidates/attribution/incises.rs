//! "… , a déclaré à l'AFP un officier", "…, fait savoir le gouverneur", "…, a-t-il ajouté".
//!
//! An incise is a clause of saying turned round: a comma, a dash or a closing quotation mark, the
//! verb group, then its subject. Times and prepositional phrases may stand between the verb and the
//! subject, also between commas. It is told by the order of its words, for a parser often takes the
//! subject behind its verb for an object. Not an incise: ", a annoncé la prise de Boni" (what is
//! announced cannot speak), "le maire, qui a fui, accuse l'armée" (the subject stands before).

use selon_model::{Deprel, Upos, VerbForm, WordId};

use crate::candidates::attribution::phrases::can_speak;
use crate::lexicon::classes::Class;
use crate::lexicon::cues::Cues;
use crate::mentions::entities::Entities;
use crate::syntax::view::Doc;

/// An inverted clause of saying.
#[derive(Clone, Copy, Debug)]
pub(super) struct Incise {
    /// First word of the verb group.
    pub(super) first: WordId,
    pub(super) subject: WordId,
}

/// Words after the verb among which the subject is looked for.
const REACH: WordId = 18;

/// The incise whose verb group ends with `last`; `w` is the verb that carries the arguments.
pub(super) fn at(doc: &Doc, cues: &Cues, entities: &Entities, w: WordId, last: WordId) -> Option<Incise> {
    let first = group_start(doc, w);
    // A verb that the tagger took for a noun has no form: ", peste un commerçant".
    let finite =
        doc.upos(w) != Upos::Verb || (first..=w).any(|x| doc.word(x).feats.verb_form == Some(VerbForm::Fin));
    if !finite || !opened(doc, first) || doc.dependent(w, |r| r == Deprel::Ccomp).is_some_and(|c| c > w) {
        return None;
    }
    let end = doc.sentence_words(w).end;
    let pronoun = (first..end.min(last + 2)).find(|&x| doc.form(x).starts_with('-'));
    if let Some(subject) = pronoun {
        return Some(Incise { first, subject });
    }
    let subjects = |r| matches!(r, Deprel::Nsubj | Deprel::NsubjPass);
    let own = doc.dependents_with(w, subjects).find(|&s| !doc.is_a(s, Class::Time));
    let subject = match own {
        // ", a annoncé la reprise du camp": what the parser takes for a subject has to speak.
        Some(s) if s > first => Some(s).filter(|&s| can_speak(doc, cues, entities, s))?,
        // "Les insurgés, indique le gouverneur, ont brûlé …": the parser takes what stands before.
        Some(_) => subject_behind(doc, cues, entities, last + 1).filter(|&s| ends_with_comma(doc, s))?,
        None => subject_behind(doc, cues, entities, last + 1)?,
    };
    Some(Incise { first, subject })
}

/// Whether a comma stands right behind a subject's phrase and a finite verb after it.
fn ends_with_comma(doc: &Doc, subject: WordId) -> bool {
    let (_, last) = doc.noun_phrase(subject);
    let end = doc.sentence_words(subject).end;
    last + 2 < end
        && doc.form(last + 1) == ","
        && (last + 2..end.min(last + 5)).any(|x| doc.word(x).feats.verb_form == Some(VerbForm::Fin))
}

/// The first word of the verb group: auxiliaries, weak pronouns and adverbs before the verb.
pub(super) fn group_start(doc: &Doc, w: WordId) -> WordId {
    const WEAK: &[&str] =
        &["s'", "se", "l'", "le", "la", "les", "en", "y", "lui", "leur", "nous", "m'", "me"];
    let start = doc.sentence_words(w).start;
    let belongs = |x: WordId| match doc.upos(x) {
        Upos::Aux | Upos::Adv => true,
        Upos::Pron => WEAK.contains(&doc.form(x)) || doc.form(x).starts_with('-'),
        _ => false,
    };
    (start..w).rev().take_while(|&x| belongs(x)).last().unwrap_or(w)
}

/// Whether a clause can be turned round here: something that ends stands before it.
pub(super) fn opened(doc: &Doc, first: WordId) -> bool {
    const MARKS: &[&str] =
        &[",", "»", "\"", "”", "“", "''", "’", "'", "-", "–", "—", "(", "?", "!", "…", "«"];
    doc.sentence_words(first).start == first || MARKS.contains(&doc.form(first - 1))
}

/// The first noun phrase without a preposition that can speak, past times and prepositional phrases.
fn subject_behind(doc: &Doc, cues: &Cues, entities: &Entities, from: WordId) -> Option<WordId> {
    let end = doc.sentence_words(from - 1).end.min(from + REACH);
    let (mut governed, mut commas) = (false, 0);
    for x in from..end {
        match doc.upos(x) {
            Upos::Punct if doc.form(x) == "," => {
                commas += 1;
                if commas == 1 && !(x + 1 < end && sets_apart(doc, x + 1)) {
                    return None;
                }
            }
            Upos::Adp => governed = true,
            Upos::Noun | Upos::Propn | Upos::Pron => {
                // "L'agence Reuters" is one phrase; in "à RT Andreï Manoïlo" the medium's name ends.
                let named = |x| entities.mention(x).is_some();
                let goes_on = x > from
                    && matches!(doc.upos(x - 1), Upos::Noun | Upos::Propn)
                    && !(doc.upos(x - 1) == Upos::Propn && named(x - 1) && !named(x))
                    && doc.head(x).is_some_and(|h| h < x && h >= from);
                if !governed && !goes_on && !doc.is_a(x, Class::Time) {
                    let place = entities.is_place(doc, x) && !entities.names_itself(doc, x);
                    return (can_speak(doc, cues, entities, x) && !place && ends_clause(doc, x)).then_some(x);
                }
                governed = false;
            }
            Upos::Punct | Upos::Sconj | Upos::Cconj => return None,
            // "Dit contrôler la ville": what follows a verb is its own.
            Upos::Verb | Upos::Aux if commas == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Whether an incise can end with this subject; in "…, accuse Paris et affirme que", "…, accuse Paris de
/// soutenir" what stands behind the verb is its object.
fn ends_clause(doc: &Doc, subject: WordId) -> bool {
    let (_, last) = doc.noun_phrase(subject);
    let end = doc.sentence_words(subject).end;
    let ends = |x: WordId| doc.upos(x) == Upos::Punct || doc.word(x).feats.relative;
    let verb = (last + 1..end).take_while(|&x| !ends(x)).find(|&x| match doc.word(x).feats.verb_form {
        Some(VerbForm::Fin) => true,
        Some(VerbForm::Inf) => matches!(doc.form(x - 1), "de" | "d'"),
        _ => false,
    });
    verb.is_none()
}

/// "…, a déclaré, [sous couvert d'anonymat], un officier": what may stand between commas.
fn sets_apart(doc: &Doc, x: WordId) -> bool {
    matches!(doc.upos(x), Upos::Adp | Upos::Adv | Upos::Pron) || doc.is_a(x, Class::Time)
}
