//! Who fills which role of a reading: from the slots of a frame to parties and places.

use selon_model::{EventType, Mode, Upos, WordId};

use crate::candidates::arguments::{self, Arg, Relation};
use crate::candidates::predicate::Event;
use crate::lexicon::classes::Class;
use crate::lexicon::frames::{Frame, Kind, Need, Of, Pos, Slot};
use crate::mentions::entities::Entities;
use crate::syntax::functions;
use crate::syntax::predicates::Found;
use crate::syntax::view::Doc;

/// A predicate under one of its frames, with its arguments.
pub(crate) fn fill<'f>(doc: &Doc, entities: &Entities, found: &Found, frame: &'f Frame) -> Event<'f> {
    let mut event = Event {
        head: found.head,
        words: found.words.clone(),
        frame,
        actors: Vec::new(),
        recipients: Vec::new(),
        places: Vec::new(),
        parts: Vec::new(),
    };
    fill_slots(doc, entities, &mut event, &frame.actor, true);
    fill_slots(doc, entities, &mut event, &frame.recipient, false);
    let facility = |a: &Arg| doc.is_a(entities.referent(a.head), Class::Facility);
    if frame.event == EventType::Assault
        && frame.pos == Pos::Verb
        && event.recipients.is_empty()
        && event.actors.iter().all(facility)
    {
        // "Le marché a brûlé": a building as the only argument undergoes it.
        event.recipients.append(&mut event.actors);
    }
    if frame.flags.symmetric {
        join_sides(&mut event);
    }
    without_instruments(doc, entities, &mut event);
    if frame.event == EventType::Retreat && frame.pos == Pos::Verb {
        forced(doc, &mut event);
    }
    if frame.event == EventType::Accuse && doc.is_reflexive(event.head) && event.recipients.is_empty() {
        // "Les deux généraux s'accusent": each of them the other.
        event.recipients = event.actors.clone();
    }
    // Troops that are moved and people who are brought together take part in it themselves.
    if matches!(frame.event, EventType::Mobilize | EventType::Consult) && event.actors.is_empty() {
        event.actors.append(&mut event.recipients);
    }
    if frame.event == EventType::Mobilize {
        event.recipients.retain(|r| !entities.is_armed(r.head));
    }
    event
}

/// Fills a role from its slots, in the frame's order: the party from the first slot that has one, places from all.
fn fill_slots(doc: &Doc, entities: &Entities, event: &mut Event, slots: &[Slot], actor: bool) {
    let frame = event.frame;
    let is_facility = |a: &Arg| doc.is_a(entities.referent(a.head), Class::Facility);
    // "L'attaque du camp": what can't strike is attacked.
    let struck = actor && frame.event == EventType::Assault && frame.pos == Pos::Noun;
    for args in arguments::slots(doc, frame, event.head, &event.words, slots) {
        let free = args.into_iter().filter(|a| !event.fills(a.head));
        let (places, parties): (Vec<Arg>, Vec<Arg>) =
            free.partition(|a| stands_for_place(doc, entities, a, frame, actor));
        let parties: Vec<Arg> = parties.into_iter().filter(|a| !(struck && is_facility(a))).collect();
        let role = if actor { &mut event.actors } else { &mut event.recipients };
        // "A lancé une offensive terrestre": a later function that names a party wins over what can be none.
        let known = |args: &[Arg]| args.iter().any(|a| entities.is_party(a.head));
        if !known(role) && known(&parties) {
            role.clear();
        }
        // "Le ministre s'est réuni avec les rebelles": of symmetric predicates every function names one who takes part.
        if role.is_empty() || (actor && frame.flags.symmetric) {
            role.extend(parties);
        }
        if !actor && frame.event == EventType::Assault && event.recipients.is_empty() {
            // "Ont attaqué le camp": what is attacked as such undergoes it, where it stands as well.
            event.recipients.extend(places.iter().filter(|a| is_facility(a)).cloned());
        }
        event.places.extend(places);
    }
}

/// Both sides of a fight, of talks, of an alliance are actors.
fn join_sides(event: &mut Event) {
    let frame = event.frame;
    let against = matches!(frame.event, EventType::Cooperate | EventType::Align);
    let takes_part = |a: &Arg| match frame.event {
        // "La bataille a tué trois cents civils": who is merely hit fights nobody.
        EventType::Assault => !a.is_by(&Relation::Aimed),
        // "Une opération conjointe contre les djihadistes": they are no partners.
        _ => !(against && a.is_by(&Relation::Preposition("contre".into()))),
    };
    let (sides, hit) = std::mem::take(&mut event.recipients).into_iter().partition(takes_part);
    event.actors.extend::<Vec<Arg>>(sides);
    event.recipients = hit;
}

/// "L'explosion d'un engin" hits nothing but is made with it; no weapon is killed.
fn without_instruments(doc: &Doc, entities: &Entities, event: &mut Event) {
    if event.frame.mode == Some(Mode::Explosives) && event.frame.pos == Pos::Noun {
        event.recipients.retain(|r| doc.means(entities.referent(r.head)).is_none());
    }
    if event.frame.event == EventType::Toll {
        event.recipients.retain(|r| !doc.is_a(entities.referent(r.head), Class::Weapon));
    }
}

/// "Les rebelles ont contraint l'armée à quitter Sake", "ont fait reculer l'armée": who is forced gives way to
/// whoever forces it. Counter-example: "ont fait libérer dix otages" frees them.
fn forced(doc: &Doc, event: &mut Event) {
    if matches!(event.frame.mode, Some(Mode::Withdraw | Mode::Disarm))
        && functions::is_causative(doc, event.head)
    {
        let made = functions::object_of(doc, event.head, &event.words);
        let told = event.actors.iter().any(|a| made.contains(&a.head));
        if !made.is_empty() && !told {
            event.recipients = std::mem::take(&mut event.actors);
            event.actors = made.into_iter().map(|head| Arg::at(event.head, Relation::Made, head)).collect();
        }
    } else if event.recipients.is_empty() {
        event.recipients.extend(arguments::forcer(doc, event.head).filter(|by| !event.fills(by.head)));
    }
}

/// Whether an argument is a place rather than a party. Countries and capitals act as governments;
/// bombed, taken or visited they are places, except in what one party does to another.
fn stands_for_place(doc: &Doc, entities: &Entities, arg: &Arg, frame: &Frame, actor: bool) -> bool {
    let head = entities.referent(arg.head);
    if actor {
        return entities.is_place(doc, head) && !entities.is_party(head);
    }
    if stands_by_pronoun(doc, entities, frame, arg.head) {
        return true;
    }
    if frame.event.needs_counterpart() && entities.named(head).is_some() {
        return false;
    }
    entities.is_place(doc, head) && !entities.is_armed(head)
}

/// "La ville est libre : les rebelles l'ont quittée": what is held, taken or left is a place, also as a pronoun, whatever
/// party was named last. Counter-example: "le général a été pris, puis ils l'ont libéré".
pub(crate) fn stands_by_pronoun(doc: &Doc, entities: &Entities, frame: &Frame, head: WordId) -> bool {
    let of_place = matches!(frame.event, EventType::Control | EventType::Retreat)
        && frame.needs.iter().any(|n| matches!(n, Need::Is(Of::Recipient | Of::Object, Kind::Place)));
    of_place
        && doc.upos(head) == Upos::Pron
        && matches!(doc.form(head), "le" | "la" | "l'" | "y")
        && !entities.is_person(doc, head)
}
