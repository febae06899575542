//! What happened: predicates with the reading that their arguments allow.

use selon_model::{Deprel, EventType, Gender, Mode, Sector, Upos, VerbForm, WordId};

use crate::candidates::arguments::{self, Arg, Relation};
use crate::decide::fold::{absorbed, is_harm, merged, without_content};
use crate::lexicon::classes::Class;
use crate::lexicon::frames::{Frame, Frames, Kind, Need, Of, Pos};
use crate::mentions::entities::Entities;
use crate::syntax::functions;
use crate::syntax::predicates::Found;
use crate::syntax::view::Doc;

/// An event as one predicate tells it.
#[derive(Clone, Debug)]
pub(crate) struct Event<'f> {
    /// The word that carries the arguments.
    pub(crate) head: WordId,
    /// All words of the predicate.
    pub(crate) words: Vec<WordId>,
    pub(crate) frame: &'f Frame,
    pub(crate) actors: Vec<Arg>,
    pub(crate) recipients: Vec<Arg>,
    /// Arguments that are places.
    pub(crate) places: Vec<Arg>,
    /// Events that tell no more than a part of this one: the deaths of an attack.
    pub(crate) parts: Vec<Event<'f>>,
}

impl Event<'_> {
    pub(crate) fn event(&self) -> EventType {
        self.frame.event
    }

    /// Whether a phrase fills a role already: one phrase fills one role.
    fn fills(&self, head: WordId) -> bool {
        self.actors.iter().chain(&self.recipients).chain(&self.places).any(|a| a.head == head)
    }
}

/// Words to both sides of an event in which a comparison is looked for.
const WIDTH: WordId = 8;

/// All events of the document in the order of their predicates.
pub(crate) fn detect<'f>(doc: &Doc, frames: &'f Frames, entities: &Entities) -> Vec<Event<'f>> {
    let mut named = vec![false; doc.len() as usize];
    for words in entities.names().groups() {
        named[words.start as usize..words.end as usize].fill(true);
    }
    // "L'Armée syrienne libre" is no release.
    let inside = |found: &Found| found.words.iter().all(|&w| named[w as usize]);
    let events: Vec<Event> = frames
        .find(doc)
        .into_iter()
        .filter(|found| !inside(found) && !asked(doc, found.head))
        .filter_map(|found| read(doc, frames, entities, &found))
        .collect();
    let mut all = Vec::with_capacity(events.len());
    for sentence in by_sentence(doc, events) {
        let events = without_content(doc, absorbed(doc, sentence));
        all.extend(without_truces(doc, merged(doc, events)).into_iter().flat_map(by_place));
    }
    all
}

/// "Qui est maître de Gao ?", "L'armée a-t-elle quitté la ville ?": the predicate of a question tells nothing.
/// Counter-example: "pourquoi l'armée a-t-elle quitté la ville ?" takes for granted that it did.
fn asked(doc: &Doc, head: WordId) -> bool {
    let words = doc.sentence_words(head);
    let marked = (words.end.saturating_sub(3).max(head)..words.end).any(|w| doc.form(w) == "?");
    let granted =
        |w: WordId| matches!(doc.form(w), "pourquoi" | "comment" | "quand" | "où" | "combien" | "depuis");
    let root = |w: WordId| matches!(doc.rel(w), Deprel::Root);
    marked && root(doc.first_conjunct(head)) && !words.into_iter().any(granted)
}

/// A truce is told once, as what is done with it: "la trêve a été rompue", "le cessez-le-feu négocié par Moscou", "l'accord est
/// respecté" have no signing of their own.
fn without_truces<'f>(doc: &Doc, events: Vec<Event<'f>>) -> Vec<Event<'f>> {
    let rest = events.iter().filter(|e| !is_truce(doc, e));
    let mut others: Vec<WordId> = rest.flat_map(|e| e.words.iter().copied()).collect();
    others.sort_unstable();
    let other = |w: &WordId| others.binary_search(w).is_ok();
    let handled = |e: &Event| {
        let governed = matches!(
            doc.rel(e.head),
            Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblArg | Deprel::Nmod
        );
        let above = doc.head(e.head).filter(|_| governed);
        let mut participles = doc.kids_with(e.head, |r| matches!(r, Deprel::Acl | Deprel::AclRelcl));
        above.is_some_and(|h| other(&h)) || participles.any(|k| other(&k))
    };
    let keep: Vec<bool> = events.iter().map(|e| !(is_truce(doc, e) && handled(e))).collect();
    let mut keep = keep.into_iter();
    events.into_iter().filter(|_| keep.next().unwrap_or(true)).collect()
}

/// A truce or an accord as a noun.
fn is_truce(doc: &Doc, event: &Event) -> bool {
    event.event() == EventType::Support && event.frame.pos == Pos::Noun && doc.is_a(event.head, Class::Truce)
}

/// Events fold into others of their sentence only, so that the cost stays linear in the text.
fn by_sentence<'f>(doc: &Doc, events: Vec<Event<'f>>) -> Vec<Vec<Event<'f>>> {
    let mut sentences: Vec<Vec<Event>> = Vec::new();
    let mut last = None;
    for event in events {
        let here = doc.sentence(event.head);
        match sentences.last_mut() {
            Some(sentence) if last == Some(here) => sentence.push(event),
            _ => sentences.push(vec![event]),
        }
        last = Some(here);
    }
    sentences
}

/// One capture of several places is one claim for each.
fn by_place<'f>(event: Event<'f>) -> Vec<Event<'f>> {
    if event.event() != EventType::Control || event.places.len() < 2 {
        return vec![event];
    }
    let first = |i: usize| !event.places[..i].iter().any(|p| p.head == event.places[i].head);
    (0..event.places.len())
        .filter(|&i| first(i))
        .map(|i| Event { places: vec![event.places[i].clone()], ..event.clone() })
        .collect()
}

/// The reading of a predicate that holds here: the one with most conditions met; of a participle
/// beside its noun ("affilié à", "allié de") the adjective's before the verb's.
fn read<'f>(doc: &Doc, frames: &Frames, entities: &Entities, found: &Found<'f>) -> Option<Event<'f>> {
    let attribute = matches!(doc.rel(found.head), Deprel::Acl | Deprel::Amod | Deprel::Appos)
        && functions::agent(doc, found.head).is_none();
    // "Les habitants" are a party, and more exactly civilians.
    let weight = |need: &Need| if matches!(need, Need::Is(_, Kind::Party)) { 1 } else { 2 };
    let mut best: Option<((bool, usize), Event<'f>)> = None;
    for &frame in &found.readings {
        let event = fill(doc, entities, found, frame);
        let meets = frame.needs.iter().all(|need| holds(doc, frames, entities, &event, need));
        let told = !(ascribes(doc, &event)
            || compares(doc, &event)
            || topic(doc, &event)
            || acts_itself(doc, &event)
            || struck_by_thing(doc, frames, entities, &event)
            || interviews(entities, &event)
            || goes_there(doc, &event)
            || introduces(doc, &event));
        if !meets || !told {
            continue;
        }
        let rank = (attribute == (frame.pos == Pos::Adj), frame.needs.iter().map(weight).sum());
        if best.as_ref().is_none_or(|(top, _)| rank > *top) {
            best = Some((rank, event));
        }
    }
    best.map(|(_, event)| event)
}

/// "Jamais une attaque n'avait autant tué", "aucune attaque n'avait fait autant de morts", "peu de tueries de cette
/// ampleur": a negated comparison tells of no attack but the one that it is about.
fn compares(doc: &Doc, event: &Event) -> bool {
    if event.event() != EventType::Assault && event.event() != EventType::Toll {
        return false;
    }
    let words = doc.sentence_words(event.head);
    let (from, to) = (words.start.max(event.head.saturating_sub(WIDTH)), words.end.min(event.head + WIDTH));
    let negative = |w: WordId| matches!(doc.form(w), "jamais" | "aucun" | "aucune" | "peu" | "nul" | "nulle");
    (from..event.head).any(negative) && (from..to).any(|w| doc.is_a(w, Class::Comparing))
}

/// "Attaquer des casques bleus est un crime", "Protéger les civils, une priorité": an infinitive that is spoken of, and
/// that nobody does.
fn topic(doc: &Doc, event: &Event) -> bool {
    let ahead = doc.head(event.head).is_none_or(|h| h > event.head);
    let spoken_of = ahead || matches!(doc.rel(event.head), Deprel::Csubj | Deprel::Nsubj);
    let alone =
        doc.kid(event.head, |r| matches!(r, Deprel::Nsubj | Deprel::NsubjCaus | Deprel::Mark | Deprel::Case));
    let infinitive = doc.word(event.head).feats.verb_form == Some(VerbForm::Inf);
    spoken_of && alone.is_none() && infinitive && doc.inflection(event.head).finite.is_none()
}

/// "La coalition a bombardé Sanaa", "une alliance de six groupes tient le nord": the alliance is who acts, and joins nobody.
/// Counter-example: "une alliance est née entre A et B".
fn acts_itself(doc: &Doc, event: &Event) -> bool {
    let verb = doc.head(event.head).filter(|&h| doc.upos(h) == Upos::Verb && doc.support(h).is_none());
    event.event() == EventType::Align
        && doc.is_a(event.head, Class::GenericGroup)
        && matches!(doc.rel(event.head), Deprel::Nsubj | Deprel::OblAgent)
        && verb.is_some()
}

/// "Des hommes arrivés à moto ont attaqué la ville": how those came who act is part of what they did.
fn introduces(doc: &Doc, event: &Event) -> bool {
    event.event() == EventType::Mobilize
        && doc.is_a(event.head, Class::Intransitive)
        && doc.rel(event.head) == Deprel::Acl
        && doc.head(event.head).is_some_and(|n| doc.rel(n) == Deprel::Nsubj)
}

/// "Les soldats ont rejoint leur base": who goes to a place joins nobody.
fn goes_there(doc: &Doc, event: &Event) -> bool {
    event.event() == EventType::Align
        && event
            .recipients
            .iter()
            .any(|a| doc.is_a(a.head, Class::Facility) || doc.is_a(a.head, Class::Place))
}

/// "Dans un entretien avec la chaîne, le ministre a dit …": who talks to the press meets nobody.
fn interviews(entities: &Entities, event: &Event) -> bool {
    event.event() == EventType::Consult
        && event.actors.iter().chain(&event.recipients).any(|a| entities.is_medium(a.head))
}

/// "La sécheresse frappe le nord", "l'insécurité touche les civils": what is neither a party nor a weapon nor a fight
/// attacks nobody.
fn struck_by_thing(doc: &Doc, frames: &Frames, entities: &Entities, event: &Event) -> bool {
    if event.event() != EventType::Assault
        || event.frame.pos != Pos::Verb
        || !doc.is_a(event.head, Class::Aimed)
        || doc.is_passive(event.head)
        || is_harm(event)
    {
        return false;
    }
    doc.subject(event.head).is_some_and(|s| {
        doc.upos(s) == Upos::Noun
            && !entities.is_party(doc.counted_noun(s))
            && !entities.is_place(doc, s)
            && !doc.is_a(s, Class::GenericGroup)
            && !doc.is_a(doc.counted_noun(s), Class::Weapon)
            && doc.means(s).is_none()
            && !frames.is_force(doc, doc.counted_noun(s))
    })
}

/// "Les attaques attribuées aux rebelles": the participle only names who is behind the noun.
fn ascribes(doc: &Doc, event: &Event) -> bool {
    event.event() == EventType::Accuse
        && doc.is_a(event.head, Class::Behind)
        && matches!(doc.rel(event.head), Deprel::Acl | Deprel::Amod)
}

fn fill<'f>(doc: &Doc, entities: &Entities, found: &Found, frame: &'f Frame) -> Event<'f> {
    let mut event = Event {
        head: found.head,
        words: found.words.clone(),
        frame,
        actors: Vec::new(),
        recipients: Vec::new(),
        places: Vec::new(),
        parts: Vec::new(),
    };
    for (actor, slots) in [(true, &frame.actor), (false, &frame.recipient)] {
        for args in arguments::slots(doc, frame, found.head, &found.words, slots) {
            let free = args.into_iter().filter(|a| !event.fills(a.head));
            let (places, parties): (Vec<Arg>, Vec<Arg>) =
                free.partition(|a| stands_for_place(doc, entities, a, frame, actor));
            // "L'attaque du camp": what can't strike is attacked.
            let struck = actor && frame.event == EventType::Assault && frame.pos == Pos::Noun;
            let parties: Vec<Arg> = parties
                .into_iter()
                .filter(|a| !(struck && doc.is_a(entities.referent(a.head), Class::Facility)))
                .collect();
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
                let facility = |a: &&Arg| doc.is_a(entities.referent(a.head), Class::Facility);
                event.recipients.extend(places.iter().filter(facility).cloned());
            }
            event.places.extend(places);
        }
    }
    if frame.event == EventType::Assault && frame.pos == Pos::Verb && event.recipients.is_empty() {
        // "Le marché a brûlé": a building as the only argument undergoes it.
        let facility = |a: &Arg| doc.is_a(entities.referent(a.head), Class::Facility);
        if event.actors.iter().all(facility) {
            event.recipients.append(&mut event.actors);
        }
    }
    if frame.flags.symmetric {
        // "La bataille a tué trois cents civils": who is merely hit fights nobody.
        let against = matches!(frame.event, EventType::Cooperate | EventType::Align);
        let fought = |a: &Arg| match frame.event {
            EventType::Assault => !a.is_by(&Relation::Aimed),
            // "Une opération conjointe contre les djihadistes": they are no partners.
            _ => !(against && a.is_by(&Relation::Preposition("contre".into()))),
        };
        let (sides, hit) = std::mem::take(&mut event.recipients).into_iter().partition(fought);
        event.actors.extend::<Vec<Arg>>(sides);
        event.recipients = hit;
    }
    if frame.mode == Some(Mode::Explosives) && frame.pos == Pos::Noun {
        // "L'explosion d'un engin" hits nothing but is made with it.
        event.recipients.retain(|r| doc.means(entities.referent(r.head)).is_none());
    }
    if frame.event == EventType::Toll {
        event.recipients.retain(|r| !doc.is_a(entities.referent(r.head), Class::Weapon));
    }
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
    let between_parties = matches!(
        frame.event,
        EventType::Accuse
            | EventType::Request
            | EventType::Threaten
            | EventType::Reject
            | EventType::Sanction
            | EventType::Support
            | EventType::Agree
            | EventType::Consult
            | EventType::Aid
            | EventType::Align
            | EventType::Cooperate
            | EventType::Concede
    );
    if between_parties && entities.named(head).is_some() {
        return false;
    }
    entities.is_place(doc, head) && !entities.is_armed(head)
}

/// "La ville est libre : les rebelles l'ont quittée": what is held, taken or left is a place, also as a pronoun, whatever
/// party was named last. Counter-example: "le général a été pris, puis ils l'ont libéré".
fn stands_by_pronoun(doc: &Doc, entities: &Entities, frame: &Frame, head: WordId) -> bool {
    let of_place = matches!(frame.event, EventType::Control | EventType::Retreat)
        && frame.needs.iter().any(|n| matches!(n, Need::Is(Of::Recipient | Of::Object, Kind::Place)));
    of_place
        && doc.upos(head) == Upos::Pron
        && matches!(doc.form(head), "le" | "la" | "l'" | "y")
        && !entities.is_person(doc, head)
}

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

fn holds(doc: &Doc, frames: &Frames, entities: &Entities, event: &Event, need: &Need) -> bool {
    match need {
        Need::NoActor => !agent_told(doc, entities, event),
        Need::Negated => doc.negation(event.head).is_some(),
        Need::Clause => doc.kid(event.head, |r| r == Deprel::Ccomp).is_some(),
        Need::Is(of, kind) => arguments(doc, event, of).iter().any(|&head| match kind {
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
    let instruments = doc.kids_with(event.head, |r| {
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
            doc.kids_with(w, |r| matches!(r, Deprel::Nmod | Deprel::Amod)).chain([w]).collect::<Vec<_>>()
        })
        .find_map(|w| doc.means(w))
        .filter(|mode| event.event().modes().contains(mode))
}

/// The words that fill an argument, wherever the event keeps them.
pub(crate) fn arguments(doc: &Doc, event: &Event, of: &Of) -> Vec<WordId> {
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
                || (entities.is_party(head) && doc.kid(head, |r| r == Deprel::Nummod).is_some())
                || entities.is_civilian(head)
        }
        Kind::Noun(class) => {
            // "Groupe terroriste" blames as "terroristes" does.
            let head = entities.referent(head);
            doc.is_a(head, *class) || doc.kids_with(head, |r| r == Deprel::Amod).any(|k| doc.is_a(k, *class))
        }
        Kind::Predicate => {
            doc.kid(head, |r| r == Deprel::Cop).is_some()
                || matches!(doc.rel(head), Deprel::Appos | Deprel::Xcomp)
        }
        Kind::Thing => {
            doc.upos(head) == Upos::Noun && !entities.is_party(head) && !entities.is_place(doc, head)
        }
        // The frames know what is an event of force.
        Kind::Force => false,
        Kind::Own => {
            doc.kids(head).iter().any(|&k| matches!(doc.form(k), "son" | "sa" | "ses" | "leur" | "leurs"))
        }
        Kind::Court => {
            entities.party(head).and_then(|n| n.party.as_ref()).and_then(|p| p.sector()) == Some(Sector::Jud)
        }
        Kind::Weapon => doc.is_a(entities.referent(head), Class::Weapon),
    }
}

/// With or in what somebody was killed: "par une frappe", "dans l'attaque", "lors de combats".
pub(crate) fn means(doc: &Doc, event: &Event) -> Option<WordId> {
    doc.kids_with(event.head, |r| {
        matches!(r, Deprel::Obl | Deprel::OblAgent | Deprel::OblArg | Deprel::OblMod)
    })
    .find(|&k| {
        let case = doc.case(k);
        case == "par" && matches!(doc.upos(k), Upos::Noun) && !event.words.contains(&k)
    })
}
