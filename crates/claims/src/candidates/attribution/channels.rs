//! Who hands a source's words on: the medium that it speaks to, that questions it or cites it; and
//! whom a medium cites in turn.
//!
//! "A dit Z à RT", "Z, interrogé par RT", "invité de RT, Z affirme", "dans un entretien à RT, Z
//! affirme" are RT < Z; "RT, citant Z", "RT, qui cite Z" too. Not a link: "à la télévision", "à la
//! presse", "sur Telegram", which name no one.

use selon_model::{Deprel, Upos, VerbForm, WordId};

use crate::candidates::attribution::phrases::{can_speak, governed};
use crate::lexicon::classes::Class;
use crate::lexicon::cues::Cues;
use crate::mentions::entities::Entities;
use crate::syntax::view::Doc;

/// How far behind a source the participle that hands it on is looked for, and its agent behind that.
const REACH: WordId = 16;
const AGENT: WordId = 6;

/// The medium that a statement was made to.
pub(super) fn addressee(doc: &Doc, cues: &Cues, entities: &Entities, w: WordId) -> Option<WordId> {
    let objects = doc.dependent(w, |r| r == Deprel::Obj).into_iter().flat_map(|o| doc.dependents(o));
    let complements = doc.dependents(w).iter().chain(objects).copied().filter(|&k| {
        matches!(doc.rel(k), Deprel::Obl | Deprel::OblArg | Deprel::OblMod | Deprel::Iobj | Deprel::Nmod)
    });
    for k in complements {
        let to = matches!(doc.case(k), "à" | "auprès de" | "pour" | "sur" | "dans" | "chez");
        if to && is_named_medium(doc, cues, entities, k) {
            return Some(k);
        }
        // "Dans un entretien accordé au Monde", "au micro de RFI".
        if cues.is_channel(doc.low_lemma(k)) {
            let (_, last) = doc.subtree(k);
            let medium = (k + 1..=last.min(k + AGENT)).find(|&x| is_named_medium(doc, cues, entities, x));
            if medium.is_some() {
                return medium;
            }
        }
    }
    // "Reconnaît auprès de l'AFP que …", wherever the parser hung the phrase.
    let end = doc.sentence_words(w).end;
    let close =
        (w + 1..end.min(w + AGENT)).take_while(|&x| !matches!(doc.form(x), "que" | "qu'" | ":" | ","));
    let beside = close.into_iter().find(|&x| doc.form(x) == "auprès" && x + 1 < end)?;
    governed(doc, beside, beside + 1).filter(|&x| is_named_medium(doc, cues, entities, x))
}

/// A medium with a name; "la télévision", "la presse" and "son compte Telegram" name none.
fn is_named_medium(doc: &Doc, cues: &Cues, entities: &Entities, head: WordId) -> bool {
    if !matches!(doc.upos(head), Upos::Noun | Upos::Propn) || !entities.is_medium(head) {
        return false;
    }
    let (first, last) = doc.noun_phrase(head);
    let named = doc.upos(head) == Upos::Propn
        || entities.names_itself(doc, head)
        || doc.dependents(head).iter().any(|&k| {
            matches!(
                doc.rel(k),
                Deprel::Appos | Deprel::FlatName | Deprel::Flat | Deprel::Amod | Deprel::Nmod
            )
        });
    named && !(first..=last).any(|x| cues.is_platform(doc.form(x)))
}

/// "Interrogé par RFI, …", "Invité de RFI, …" at the head of a sentence: the medium, and the word
/// after the comma that ends it.
pub(super) fn opener(doc: &Doc, cues: &Cues, entities: &Entities, w: WordId) -> Option<(WordId, WordId)> {
    let words = doc.sentence_words(w);
    let first = words.start;
    let comma = (first + 2..words.end.min(first + 14)).find(|&x| doc.form(x) == ",")?;
    let questioned = is_citing(doc, first) || cues.is_channel(doc.form(first));
    let agent = (first + 1..comma).find(|&x| matches!(doc.form(x), "par" | "de"))?;
    let medium = (agent + 1..comma).find(|&x| matches!(doc.upos(x), Upos::Noun | Upos::Propn))?;
    (questioned && comma + 1 < words.end && comma < w && entities.is_party(medium))
        .then_some((medium, comma + 1))
}

/// The participle behind a source that names who hands it on ("cité par", "joint au téléphone par"),
/// and who that is.
pub(super) fn handed_on(doc: &Doc, head: WordId) -> Option<(WordId, WordId)> {
    let end = doc.sentence_words(head).end.min(head + REACH);
    let stops = |x: WordId| {
        matches!(doc.form(x), ":" | ";" | "»" | "\"" | "que" | "qu'" | "selon")
            || doc.word(x).feats.verb_form == Some(VerbForm::Fin)
    };
    let participle = (head + 1..end).take_while(|&x| !stops(x)).find(|&x| is_citing(doc, x))?;
    let sentence_end = doc.sentence_words(head).end;
    let par = (participle + 1..sentence_end.min(participle + AGENT))
        .take_while(|&x| !stops(x))
        .find(|&x| doc.form(x) == "par")?;
    Some((participle, governed(doc, par, par)?))
}

/// A participle of the class `citing`: "interrogé", however the parser tagged it.
fn is_citing(doc: &Doc, x: WordId) -> bool {
    let participle = matches!(doc.upos(x), Upos::Verb | Upos::Adj)
        && !matches!(doc.word(x).feats.verb_form, Some(VerbForm::Fin | VerbForm::Inf))
        && !doc.form(x).ends_with("ant");
    participle && doc.is_a(x, Class::Citing)
}

/// Whom a source cites, right behind it: "l'agence Tass, citant un officier", "qui cite", "en citant".
pub(super) fn cites(doc: &Doc, from: WordId) -> Option<WordId> {
    let end = doc.sentence_words(from.checked_sub(1)?).end;
    let verb = (from..end.min(from + 4))
        .take_while(|&x| {
            matches!(doc.form(x), "," | "qui" | "en" | "se" | "s'") || doc.is_a(x, Class::Referring)
        })
        .find(|&x| doc.is_a(x, Class::Referring))?;
    let relative = (from..verb).any(|x| doc.form(x) == "qui");
    if !relative && !doc.form(verb).ends_with("ant") {
        return None;
    }
    (verb + 1..end.min(verb + 6))
        .take_while(|&x| doc.upos(x) != Upos::Punct)
        .find(|&x| matches!(doc.upos(x), Upos::Noun | Upos::Propn))
}

/// "Apprend-on auprès de l'administration", "a appris l'AFP auprès d'un élu": who told it.
pub(super) fn informant(doc: &Doc, cues: &Cues, entities: &Entities, w: WordId) -> Option<WordId> {
    let end = doc.sentence_words(w).end;
    let mut near =
        (w + 1..end.min(w + 10)).take_while(|&x| !matches!(doc.form(x), ";" | ":" | "»" | "que" | "qu'"));
    let beside = near.find(|&x| doc.form(x) == "auprès" && x + 1 < end)?;
    governed(doc, beside, beside + 1).filter(|&n| can_speak(doc, cues, entities, n))
}
