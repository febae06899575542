//! What a reading asks of its arguments, and what its arguments are.

use selon_model::{Deprel, EventType, Gender, Mode, Sector, Upos, VerbForm, WordId};

use crate::candidates::arguments::{self, Arg};
use crate::candidates::predicate::Event;
use crate::candidates::roles::stands_by_pronoun;
use crate::lexicon::classes::Class;
use crate::lexicon::frames::{Frames, Kind, Need, Of, Pos};
use crate::mentions::entities::Entities;
use crate::syntax::functions;
use crate::syntax::view::Doc;

/// "Karuba est tombée", "Tal Balkan a été libérée": a name that no table knows, with a feminine participle of capture, is a
/// town. Counter-example: "Mariam a été libérée" has a name of people.
fn is_town(doc: &Doc, entities: &Entities, event: &Event, head: WordId) -> bool {
    let feats = doc.word(event.head).feats;
    event.event() == EventType::Control
        && doc.upos(head) == Upos::Propn
        && entities.named(head).is_none()
        && entities.mention(head).is_none()
        && feats.verb_form == Some(VerbForm::Part)
        && feats.gender == Some(Gender::Fem)
        && doc.subject(event.head) == Some(head)
}

/// Whether what a reading asks of an argument is so.
pub(crate) fn meets(doc: &Doc, frames: &Frames, entities: &Entities, event: &Event, need: &Need) -> bool {
    match need {
        Need::NoActor => !agent_told(doc, entities, event),
        Need::Negated => doc.negation(event.head).is_some(),
        Need::Clause => doc.dependent(event.head, |r| r == Deprel::Ccomp).is_some(),
        Need::Is(of, kind) => words_of(doc, event, of).iter().any(|&head| match kind {
            Kind::Force => frames.is_force(doc, head),
            Kind::Place if stands_by_pronoun(doc, entities, event.frame, head) => true,
            Kind::Place if is_town(doc, entities, event, head) => true,
            // "Empêcher une incursion des rebelles" restricts nobody.
            Kind::Party | Kind::Person | Kind::Armed if frames.is_force(doc, head) => false,
            // "L'armée reconnaît des blessés", "la mort de deux soldats", is no support.
            Kind::Party if event.event() == EventType::Support && frames.is_harm(doc, head) => false,
            kind => is(doc, entities, head, kind),
        }),
    }
}

/// Whether somebody, or the means, is told who did it: the subject of the active verb, the agent of
/// the passive. A war or a disaster is neither.
fn agent_told(doc: &Doc, entities: &Entities, event: &Event) -> bool {
    if doc.upos(event.head) != Upos::Verb {
        return false;
    }
    if doc.is_passive(event.head) {
        return means(doc, event).is_some()
            || functions::agent(doc, event.head).is_some_and(|a| entities.is_party(a));
    }
    doc.subject(event.head).is_some_and(|s| entities.is_party(s) || doc.is_a(s, Class::Weapon))
}

/// How an attack was made, by the weapon or attack that is its subject, its agent or its
/// instrument, or that its noun is described with: "un drone a frappé", "tué par un obus".
pub(crate) fn mode_by_means(doc: &Doc, event: &Event) -> Option<Mode> {
    if event.event() != EventType::Assault {
        return None;
    }
    let instruments = doc.dependents_with(event.head, |r| {
        matches!(
            r,
            Deprel::Obl
                | Deprel::OblAgent
                | Deprel::OblArg
                | Deprel::OblMod
                | Deprel::Nmod
                | Deprel::Amod
                | Deprel::Nsubj
                | Deprel::NsubjPass
        )
    });
    let subject = (doc.upos(event.head) == Upos::Verb && !doc.is_passive(event.head))
        .then(|| doc.subject(event.head))
        .flatten();
    let instruments = instruments.filter(|&k| {
        matches!(doc.case(k), "" | "par" | "de" | "à" | "avec" | "au moyen de" | "à coups de" | "dans")
    });
    subject
        .into_iter()
        .chain(instruments.filter(|&k| doc.rel(k) != Deprel::NsubjPass))
        .flat_map(|w| {
            doc.dependents_with(w, |r| matches!(r, Deprel::Nmod | Deprel::Amod))
                .chain([w])
                .collect::<Vec<_>>()
        })
        .find_map(|w| doc.means(w))
        .filter(|mode| event.event().modes().contains(mode))
}

/// The words that fill an argument, wherever the event keeps them.
pub(crate) fn words_of(doc: &Doc, event: &Event, of: &Of) -> Vec<WordId> {
    let heads = |args: &[Arg]| args.iter().map(|a| a.head).collect::<Vec<_>>();
    match of {
        Of::Actor => heads(&event.actors),
        Of::Recipient => heads(&event.recipients).into_iter().chain(heads(&event.places)).collect(),
        Of::Object => {
            let object = functions::object_of(doc, event.head, &event.words);
            // "A [tiré huit missiles]": the object is one of the words of the predicate.
            let own = || event.words.iter().copied().filter(|&w| doc.rel(w) == Deprel::Obj).collect();
            if object.is_empty() { own() } else { object }
        }
        Of::Subject => doc.subject(event.head).map(|s| doc.conjuncts(s)).unwrap_or_default(),
        Of::Complement(prep) => arguments::complement(doc, event.head, &event.words, prep),
        Of::Itself => event.words.clone(),
    }
}

fn is(doc: &Doc, entities: &Entities, head: WordId, kind: &Kind) -> bool {
    let head = doc.counted_noun(head);
    match kind {
        Kind::Armed => entities.is_armed(head),
        Kind::Civilian => entities.is_civilian(head),
        Kind::Place => entities.is_place(doc, head),
        Kind::Party => entities.is_party(head),
        Kind::Person => {
            entities.is_person(doc, head)
                || (entities.is_armed(head) && !entities.is_place(doc, head))
                // "Deux casques bleus" are people, wherever their organisation belongs.
                || (entities.is_party(head) && doc.dependent(head, |r| r == Deprel::Nummod).is_some())
                || entities.is_civilian(head)
        }
        Kind::Noun(class) => {
            // "Groupe terroriste" blames as "terroristes" does.
            let head = entities.referent(head);
            doc.is_a(head, *class)
                || doc.dependents_with(head, |r| r == Deprel::Amod).any(|k| doc.is_a(k, *class))
        }
        Kind::Predicate => {
            doc.dependent(head, |r| r == Deprel::Cop).is_some()
                || matches!(doc.rel(head), Deprel::Appos | Deprel::Xcomp)
        }
        Kind::Thing => {
            doc.upos(head) == Upos::Noun && !entities.is_party(head) && !entities.is_place(doc, head)
        }
        // The frames know what is an event of force.
        Kind::Force => false,
        Kind::Own => doc.possessive(head).is_some(),
        Kind::Court => {
            entities.party(head).and_then(|n| n.party.as_ref()).and_then(|p| p.sector()) == Some(Sector::Jud)
        }
        Kind::Weapon => doc.is_a(entities.referent(head), Class::Weapon),
    }
}

/// With or in what somebody was killed: "par une frappe", "dans l'attaque", "lors de combats".
pub(crate) fn means(doc: &Doc, event: &Event) -> Option<WordId> {
    doc.dependents_with(event.head, |r| {
        matches!(r, Deprel::Obl | Deprel::OblAgent | Deprel::OblArg | Deprel::OblMod)
    })
    .find(|&k| {
        let case = doc.case(k);
        case == "par" && matches!(doc.upos(k), Upos::Noun) && !event.words.contains(&k)
    })
}

/// Deaths, wounds: TOLL, and ASSAULT by a verb of killing.
pub(crate) fn is_harm(event: &Event) -> bool {
    event.event() == EventType::Toll
        || (event.event() == EventType::Assault
            && event.frame.pos == Pos::Verb
            && event.frame.counts.iter().any(|(of, c)| *of == Of::Recipient && c.is_loss()))
}
