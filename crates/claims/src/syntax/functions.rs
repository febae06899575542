//! Grammatical functions: the agent, the objects and the complements of a predicate.

use selon_model::{Deprel, Upos, VerbForm, WordId};

use crate::lexicon::classes::Class;
use crate::syntax::view::Doc;

/// The agent of a passive or of a participle.
pub(crate) fn agent(doc: &Doc, verb: WordId) -> Option<WordId> {
    // "Affiliés à un groupe" names no agent, whatever the parser says; "tués par balles par la police" names two.
    let agents = || {
        let named = doc.dependents_with(verb, |r| r == Deprel::OblAgent);
        named.filter(|&k| matches!(doc.case(k), "par" | "de" | ""))
    };
    let by = |k: &WordId| {
        let bare = doc.dependent(*k, |r| matches!(r, Deprel::Det | Deprel::Nummod)).is_none();
        doc.means(*k).is_none() && !doc.is_a(*k, Class::Weapon) && (!bare || doc.upos(*k) == Upos::Propn)
    };
    let other = || oblique(doc, verb).filter(|&k| doc.case(k) == "par").find(by);
    let hung = || {
        agents().flat_map(|m| doc.dependents_with(m, |r| r == Deprel::Nmod)).find(|&k| doc.case(k) == "par")
    };
    agents()
        .find(by)
        .or_else(other)
        .or_else(hung)
        .or_else(|| agents().next())
        .or_else(|| oblique(doc, verb).find(|&k| doc.case(k) == "par"))
        .or_else(|| shared(doc, verb).and_then(|first| agent(doc, first)))
}

/// The direct object of a verb, its own or shared by coordination; `words` are the predicate's own and are passed over.
pub(crate) fn object(doc: &Doc, verb: WordId, words: &[WordId]) -> Option<WordId> {
    let own = doc
        .dependents_with(verb, |r| matches!(r, Deprel::Obj | Deprel::ObjAgent))
        .filter(|&k| doc.form(k) != "en")
        .find(|k| !words.contains(k) && !doc.word(*k).feats.reflexive && !doc.is_a(*k, Class::Time));
    if let Some(own) = own {
        let relative = doc.word(own).feats.relative || matches!(doc.form(own), "que" | "qu'");
        return if relative { doc.antecedent(own) } else { Some(own) };
    }
    // "prendre et piller la ville": the conjunct after it, or the first conjunct, has the object.
    shared(doc, verb)
        .filter(|_| doc.word(verb).feats.verb_form != Some(VerbForm::Fin) || doc.dependents(verb).len() < 2)
        .and_then(|first| {
            doc.dependents_with(first, |r| r == Deprel::Obj).find(|&o| o > verb && !words.contains(&o))
        })
}

/// The direct object of a verb in the active voice, the subject of its passive, with conjuncts.
pub(crate) fn object_of(doc: &Doc, verb: WordId, words: &[WordId]) -> Vec<WordId> {
    let object = if doc.is_passive(verb) && !doc.is_reflexive(verb) {
        doc.subject(verb)
    } else {
        object(doc, verb, words)
    };
    object.map(|o| doc.conjuncts(o)).unwrap_or_default()
}

/// The indirect object.
pub(crate) fn indirect(doc: &Doc, verb: WordId) -> Option<WordId> {
    doc.dependent(verb, |r| r == Deprel::Iobj)
        .filter(|&k| !doc.word(k).feats.reflexive)
        .or_else(|| oblique(doc, verb).find(|&k| doc.case(k) == "à"))
}

/// Complements and adjuncts with or without a preposition.
pub(crate) fn oblique(doc: &Doc, w: WordId) -> impl Iterator<Item = WordId> {
    doc.dependents_with(w, |r| {
        matches!(
            r,
            Deprel::Obl | Deprel::OblArg | Deprel::OblMod | Deprel::OblAgent | Deprel::Nmod | Deprel::Iobj
        )
    })
}

/// The first conjunct of a coordinated verb.
fn shared(doc: &Doc, verb: WordId) -> Option<WordId> {
    let first = doc.first_conjunct(verb);
    (first != verb && doc.upos(first) == Upos::Verb).then_some(first)
}

/// "L'offensive a fait reculer les rebelles": the verb is what its object is made to do.
pub(crate) fn is_causative(doc: &Doc, verb: WordId) -> bool {
    doc.dependent(verb, |r| r == Deprel::AuxCaus).is_some()
}
