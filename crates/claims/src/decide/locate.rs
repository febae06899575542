//! Where: which place of the text belongs to an event.
//!
//! The nearest tie wins: a place that is the event's own argument, then one inside its phrase or
//! clause, then one of its sentence, then the place of the running story. The last two hold
//! only for events that happen somewhere (attacks, captures, flight), not for words between
//! parties (accusations, demands), as coders do.

use selon_model::{Deprel, EventType, Mode, Number, Period, PlaceRef, Tense, Upos, VerbForm, WordId};

use crate::candidates::predicate::Event;
use crate::lexicon::classes::Class;
use crate::lexicon::frames::Frames;
use crate::mentions::located::{Located, Places};
use crate::mentions::places::Cue;
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// How a place was tied to an event, for the evidence.
pub(crate) type Tie = Rule;

/// The running story: the place that its last located event had.
#[derive(Debug, Default)]
pub(crate) struct RunningPlace {
    place: Option<PlaceRef>,
    /// Whether a place to begin with was looked for.
    sought: bool,
}

/// What tying a place to an event has to know of the sentence around it.
pub(crate) struct Around<'a> {
    pub(crate) places: &'a Places,
    /// Verbs of saying, in order: where something was said is not where it happened.
    pub(crate) sayings: &'a [WordId],
    /// Words of all events, in order: what depends on another event is that event's.
    pub(crate) events: &'a [WordId],
    /// Those who tell, in order: "selon une source militaire à Bamako" says where the source is.
    pub(crate) speakers: &'a [WordId],
    pub(crate) frames: &'a Frames,
}

/// The place of an event, and how it is tied to it: its own, else the one where the report is.
pub(crate) fn of(
    doc: &Doc,
    around: &Around,
    event: &Event,
    period: Option<&Period>,
    running: &mut RunningPlace,
) -> Option<(PlaceRef, Tie)> {
    match nearest_tie(doc, around, event) {
        Some((found, tie)) => Some(own(doc, event, found, tie, running)),
        None if goes_on_here(doc, around, event, period) => {
            running.seek(doc, around, event);
            running.place.clone().map(|place| (place, Rule::PlaceRunning))
        }
        None => None,
    }
}

/// The place that the sentence ties to an event, by the nearest tie.
fn nearest_tie<'p>(doc: &Doc, around: &Around<'p>, event: &Event) -> Option<(&'p Located, Tie)> {
    let status = event.event() == EventType::Align;
    let found = argument(doc, around.places, event)
        .or_else(|| inside(doc, around, event))
        .or_else(|| behind(doc, around, event))
        .or_else(|| content(doc, around, event))
        .or_else(|| (!status).then(|| clause(doc, around, event)).flatten())
        .or_else(|| (!status).then(|| party(doc, around, event)).flatten())
        .or_else(|| {
            (is_local(doc, event) || event.event().is_meeting())
                .then(|| sentence(doc, around, event))
                .flatten()
        });
    // "En Haïti, des gangs ont incendié le commissariat de Léogâne", "leur position de Boni, au centre du Mali, …".
    let wide = found.map(|(f, _)| f.place.precision).filter(|p| *p >= 4);
    let closer =
        wide.and_then(|wide| party(doc, around, event).filter(|(c, _)| !status && c.place.precision < wide));
    closer.or(found)
}

/// Whether an event happens at one place. "Une guérilla", "ouvrir les hostilités": a war is wherever it is fought.
fn is_local(doc: &Doc, event: &Event) -> bool {
    event.event().happens_at_a_place() && !event.words.iter().any(|&w| doc.is_a(w, Class::Campaign))
}

/// A place of the event's own, to which the report may move on.
fn own(doc: &Doc, event: &Event, found: &Located, tie: Tie, running: &mut RunningPlace) -> (PlaceRef, Tie) {
    // "L'hôpital" stands where the report is, whatever town was named last.
    if let Some(town) = running.place.as_ref().filter(|p| found.site && p.precision < 3) {
        let place = PlaceRef { span: found.place.span, precision: found.place.precision, ..town.clone() };
        return (place, tie);
    }
    let local = is_local(doc, event);
    if let Some(town) = running.place.as_ref().filter(|t| local && is_setting(doc, event, found, t)) {
        return (town.clone(), Rule::PlaceRunning);
    }
    let from = doc.case(found.head) == "depuis";
    // The town where sides meet and sign, or a court sits, is not where they fight.
    let table =
        (event.event().is_accord() || event.event() == EventType::Sanction) && found.place.precision < 3;
    let moves = event.event().happens_at_a_place() || found.place.precision < 6 && !table;
    if moves && !from && tie != Rule::PlaceContent && running.moves_to(&found.place) {
        running.place = Some(found.place.clone());
    }
    (found.place.clone(), tie)
}

/// Whether an event without a place of its own is where the report is.
fn goes_on_here(doc: &Doc, around: &Around, event: &Event, period: Option<&Period>) -> bool {
    let local = is_local(doc, event) || blames_incident(doc, around.frames, event) || holds_out(event);
    local
        && !period.is_some_and(|p| summed_up(event, p))
        && !goes_on(doc, event)
        && !of_some_places(doc, event)
}

/// "L'attaque a eu lieu dans le nord du pays", of the attack on a town there: the region is only where the town lies.
/// Counter-examples: "une attaque dans le nord du pays", "le pillage de six villages le long de la route".
fn is_setting(doc: &Doc, event: &Event, found: &Located, town: &PlaceRef) -> bool {
    let told = doc.upos(event.head) == Upos::Noun
        && event.actors.is_empty()
        && event.recipients.is_empty()
        && doc.word(event.head).feats.number != Some(Number::Plur)
        && doc.dependents(event.head).iter().any(|&k| k < event.head && doc.is_definite(k));
    let own = doc.head(found.head) == Some(event.head) && found.cue == Cue::Complement;
    told && !own && found.place.precision >= 4 && town.precision < 3 && town.country == found.place.country
}

/// "L'ambassadeur d'Haïti au Mexique": where somebody holds a post is not where anything happens.
fn posted(doc: &Doc, found: &Located) -> bool {
    doc.ancestors(found.head).skip(1).take(2).any(|a| doc.is_a(a, Class::Diplomat))
}

/// "Le cessez-le-feu négocié à Djeddah": the town where sides signed is not where they keep to it.
/// Counter-example: "la trêve à Gaza".
fn signed(doc: &Doc, found: &Located) -> bool {
    let verb = doc.head(found.head).filter(|&v| doc.upos(v) == Upos::Verb);
    let truce = |w: WordId| doc.is_a(w, Class::Truce);
    found.place.precision < 3
        && verb.is_some_and(|v| doc.subject(v).is_some_and(truce) || doc.head(v).is_some_and(truce))
}

/// A place that is told first of what had happened before is that of another event: "Les assaillants ont brûlé le camp.
/// Trois jours auparavant, une attaque avait fait six morts à Dioungani".
fn steps_back(doc: &Doc, event: &Event, found: &Located) -> bool {
    let later = found.head > event.head && !doc.sentence_span(event.head).covers(found.place.span);
    let verb = doc.ancestors(found.head).find(|&a| doc.upos(a) == Upos::Verb);
    let inflection = verb.map(|v| doc.inflection(v));
    later && inflection.is_some_and(|i| i.perfect && i.tense == Some(Tense::Imp))
}

impl RunningPlace {
    /// Looks once for a place to begin with: the first of the report where something may have happened.
    fn seek(&mut self, doc: &Doc, around: &Around, event: &Event) {
        // "La trêve semble tenir. On s'est battu à Chyrokiné": what holds everywhere is not where it is broken.
        let everywhere = event.frame.mode == Some(Mode::Ceasefire);
        if self.place.is_some() || self.sought || everywhere {
            return;
        }
        self.sought = true;
        let may_be = |f: &&Located| {
            f.locative()
                && !around.said(doc, f)
                && !steps_back(doc, event, f)
                && !posted(doc, f)
                && !signed(doc, f)
        };
        self.place = around.places.found.iter().find(may_be).map(|f| f.place.clone());
    }

    /// Whether the story moves on to a place: the country or region around a town where it stands
    /// is only its setting.
    fn moves_to(&self, place: &PlaceRef) -> bool {
        let stands = self.place.as_ref().filter(|p| p.precision < 4 && p.lat.is_some());
        place.precision < 5 || stands.is_none_or(|p| p.country != place.country)
    }
}

/// "Les violences ont fait mille morts depuis un an": a balance of months has not the place of the
/// incident told last.
fn summed_up(event: &Event, period: &Period) -> bool {
    event.event().is_bodily() && period.precision > 4
}

/// "Moscou poursuit ses frappes contre les djihadistes": the raids of a whole war, wherever they are.
/// Counter-example: "ses frappes ont fait dix morts".
fn goes_on(doc: &Doc, event: &Event) -> bool {
    let owned = |k: &WordId| *k < event.head && matches!(doc.form(*k), "ses" | "leurs");
    event.event() == EventType::Assault
        && doc.rel(event.head) == Deprel::Obj
        && doc.dependents(event.head).iter().any(owned)
}

/// "L'armée a repris des localités", "certains villages": places without a name are not the one told last.
/// Counter-example: "l'armée a repris plusieurs villages".
fn of_some_places(doc: &Doc, event: &Event) -> bool {
    let some = |k: &WordId| matches!(doc.form(*k), "des" | "certaines" | "certains");
    let unnamed = |w: WordId| doc.is_a(w, Class::Place) && doc.dependents(w).iter().any(some);
    event.event() == EventType::Control && event.places.iter().any(|p| unnamed(p.head))
}

/// "Le président condamne cette attaque", "impute les violences aux rebelles": blame for the incident is
/// where the incident was. Counter-example: "reproche à Bakou de violer la trêve".
fn blames_incident(doc: &Doc, frames: &Frames, event: &Event) -> bool {
    let told_before = |k: WordId| {
        matches!(doc.rel(k), Deprel::Obj | Deprel::Obl | Deprel::NsubjPass | Deprel::Nmod)
            && doc.upos(k) == Upos::Noun
            && frames.is_force(doc, k)
            && doc.dependents(k).iter().any(|&d| d < k && doc.is_definite(d))
    };
    event.event() == EventType::Accuse && doc.dependents(event.head).iter().any(|&k| told_before(k))
}

impl<'p> Around<'p> {
    /// The places of a sentence that can be an event's.
    fn within(&self, doc: &Doc, event: &Event) -> impl Iterator<Item = &'p Located> {
        let places: &'p Places = self.places;
        // "Observent la trêve négociée à Djeddah", but "la trêve est observée à Sake".
        let elsewhere = |f: &Located| {
            let own = doc.head(f.head).is_some_and(|h| event.words.contains(&h));
            event.event() == EventType::Retreat && !own && signed(doc, f)
        };
        places
            .within(doc.sentence_span(event.head))
            .filter(move |f| !self.of_speaker(doc, f) && !posted(doc, f) && !elsewhere(f))
    }

    /// Whether a place is where those are who tell: "selon une source à Bamako", not "selon le maire de Gao".
    fn of_speaker(&self, doc: &Doc, found: &Located) -> bool {
        let first = doc.word_at(found.place.span.start);
        let at = self.speakers.partition_point(|&t| t < first);
        let beside = |&t: &WordId| first - t <= CLOSE && !(t..first).any(|w| doc.upos(w) == Upos::Punct);
        // "Selon les témoignages recueillis à l'hôpital de Bambari".
        let gathered = |&t: &WordId| {
            let mut path = doc.ancestors(found.head).skip(1).take_while(|&a| a != t);
            doc.governs(t, found.head) && path.any(|a| doc.rel(a) == Deprel::Acl)
        };
        let teller = at.checked_sub(1).and_then(|i| self.speakers.get(i));
        // "Selon l'hôpital de Bambari".
        let itself = self.speakers.binary_search(&found.head).is_ok();
        itself || teller.is_some_and(|t| found.cue != Cue::Complement && beside(t) || gathered(t))
    }

    /// Whether a place is where something was said.
    fn said(&self, doc: &Doc, found: &Located) -> bool {
        let verb = doc.ancestors(found.head).skip(1).find(|&a| doc.upos(a) == Upos::Verb);
        verb.is_some_and(|v| self.sayings.binary_search(&v).is_ok())
    }

    /// Whether another event stands between a place and the word that it is to be tied to.
    fn taken(&self, doc: &Doc, found: &Located, to: WordId, event: &Event) -> bool {
        doc.ancestors(found.head)
            .skip(1)
            .take_while(|&a| a != to)
            .any(|a| !event.words.contains(&a) && self.events.binary_search(&a).is_ok())
    }
}

/// The place nearest to an event among those that pass.
fn nearest<'p>(
    doc: &Doc,
    around: &Around<'p>,
    event: &Event,
    wanted: impl Fn(&&Located) -> bool,
) -> Option<&'p Located> {
    let wide = |f: &Located| f.place.precision == 6;
    around.within(doc, event).filter(wanted).min_by_key(|f| (wide(f), f.head.abs_diff(event.head)))
}

/// "Les rebelles refusent de déposer les armes": who will not leave, surrender or free does so where the story stands.
/// Counter-example: "le gouvernement refuse de négocier".
fn holds_out(event: &Event) -> bool {
    event.event() == EventType::Reject && event.frame.mode == Some(Mode::Yield)
}

fn argument<'p>(doc: &Doc, places: &'p Places, event: &Event) -> Option<(&'p Located, Tie)> {
    let parts = event.parts.iter().flat_map(|p| &p.places);
    event
        .places
        .iter()
        .chain(parts)
        .find_map(|arg| places.at(doc.phrase_span(arg.head)).or_else(|| places.at(doc.span(arg.head))))
        .map(|f| (f, Rule::PlaceArgument))
}

/// In the phrase of the predicate itself: "l'attaque de Solhan", "frappé à Rafah".
fn inside<'p>(doc: &Doc, around: &Around<'p>, event: &Event) -> Option<(&'p Located, Tie)> {
    let under = |f: &&Located| {
        let of_event = doc.head(f.head).is_some_and(|h| event.words.contains(&h)) && f.cue == Cue::Complement;
        // "À l'initiative de la Belgique": who acts is no place.
        let acts = f.cue == Cue::Complement && event.actors.iter().any(|a| a.head == f.head);
        let path = doc.ancestors(f.head).skip(1).take(6).find(|a| event.words.contains(a));
        let moved =
            matches!(event.event(), EventType::Displace | EventType::Retreat) && f.cue == Cue::Complement;
        let of_event = of_event
            || (moved
                && doc
                    .head(f.head)
                    .is_some_and(|h| event.actors.iter().chain(&event.recipients).any(|a| a.head == h)));
        !acts && (of_event || f.locative() && path.is_some_and(|to| direct(doc, f.head, to)))
    };
    nearest(doc, around, event, under).map(|f| (f, Rule::PlaceComplement))
}

/// No clause of its own between the place and the event.
fn direct(doc: &Doc, from: WordId, to: WordId) -> bool {
    !doc.ancestors(from).take_while(|&a| a != to).skip(1).any(|a| doc.is_clause(a))
}

/// Right behind the noun of the event, whatever the tree says: "admet sa défaite à Sake".
fn behind<'p>(doc: &Doc, around: &Around<'p>, event: &Event) -> Option<(&'p Located, Tie)> {
    let last = event.words.iter().copied().max()?;
    let next = |f: &&Located| {
        let first = doc.word_at(f.place.span.start);
        f.cue == Cue::Preposition
            && doc.case(f.head) != "depuis"
            && first > last
            && first - last <= CLOSE
            && !(last + 1..first).any(|w| {
                matches!(doc.upos(w), Upos::Verb | Upos::Aux | Upos::Punct | Upos::Cconj)
                    || doc.word(w).feats.relative
            })
    };
    (doc.upos(last) == Upos::Noun)
        .then(|| nearest(doc, around, event, next))
        .flatten()
        .map(|f| (f, Rule::PlaceBehind))
}

/// Words between a noun and the place right behind it: "tirs de missiles [sur Haïfa]".
const CLOSE: WordId = 5;

/// In the phrase of a party: "les séparatistes du Haut-Karabakh acceptent la trêve", "incendier le commissariat
/// de Gao". A country, or the town of who acts ("le maire de Gao"), only says whose party it is.
fn party<'p>(doc: &Doc, around: &Around<'p>, event: &Event) -> Option<(&'p Located, Tie)> {
    let within = |head: WordId, town: bool| {
        let lives = |f: &&Located| match f.cue {
            Cue::Complement => (if town { 1 } else { 3 }..6).contains(&f.place.precision),
            cue => cue > Cue::Complement && f.place.precision < 6,
        };
        // "Leur position de Boni", of whom it is taken: a common noun, not the party "Kiev".
        let site = |f: &Located| doc.upos(head) == Upos::Noun && f.place.precision < 4;
        around.places.within(doc.phrase_span(head)).find(lives).filter(|f| f.head != head || town && site(f))
    };
    let recipient = event.recipients.iter().find_map(|a| within(a.head, event.event().happens_at_a_place()));
    let actor = || event.actors.iter().find_map(|a| within(a.head, false));
    recipient.or_else(actor).map(|f| (f, Rule::PlaceParty))
}

/// Beside the predicate, under the verb that governs it: "mène une attaque … dans la province".
fn clause<'p>(doc: &Doc, around: &Around<'p>, event: &Event) -> Option<(&'p Located, Tie)> {
    let verb = doc
        .ancestors(event.head)
        .skip(1)
        .take(5)
        .find(|&a| doc.upos(a) == Upos::Verb)
        .filter(|v| around.sayings.binary_search(v).is_err())?;
    if doc
        .ancestors(event.head)
        .take_while(|&a| a != verb)
        .any(|a| matches!(doc.rel(a), Deprel::Ccomp | Deprel::AclRelcl))
    {
        return None;
    }
    let beside = |f: &&Located| {
        f.locative()
            && doc.ancestors(f.head).skip(1).take(4).any(|a| a == verb)
            && direct(doc, f.head, verb)
            && !around.taken(doc, f, verb, event)
    };
    nearest(doc, around, event, beside).map(|f| (f, Rule::PlaceClause))
}

/// "Ont mené une offensive pour rouvrir la route de Bagdad": the place of the purpose is not yet that of the event.
fn aimed_at(doc: &Doc, found: &Located, event: &Event) -> bool {
    let purpose = |w: WordId| {
        doc.word(w).feats.verb_form == Some(VerbForm::Inf)
            && doc.dependents(w).iter().any(|&k| k < w && matches!(doc.form(k), "pour" | "afin"))
    };
    doc.ancestors(found.head).skip(1).take(8).take_while(|&a| a != event.head).any(purpose)
}

/// What a speech act is about: "refusent de livrer la ville de Sake", "accuse l'armée d'avoir bombardé Mushaki".
fn content<'p>(doc: &Doc, around: &Around<'p>, event: &Event) -> Option<(&'p Located, Tie)> {
    let told = |f: &&Located| {
        let whom = event.recipients.iter().any(|a| a.head == f.head);
        let object = doc.rel(f.head) == Deprel::Obj && f.place.precision < 6 && !whom;
        let apart = |w: WordId| {
            matches!(
                doc.rel(w),
                Deprel::Conj | Deprel::Parataxis | Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl
            )
        };
        f.head > event.head
            && (f.locative() || object)
            && doc.governs(event.head, f.head)
            && !doc.ancestors(f.head).take_while(|&a| a != event.head).any(apart)
    };
    event
        .frame
        .flags
        .speech
        .then(|| nearest(doc, around, event, told))
        .flatten()
        .map(|f| (f, Rule::PlaceContent))
}

/// Elsewhere in the sentence: the nearest before the event, else the first after it.
fn sentence<'p>(doc: &Doc, around: &Around<'p>, event: &Event) -> Option<(&'p Located, Tie)> {
    let at = doc.span(event.head).start;
    let all: Vec<&Located> = around
        .within(doc, event)
        .filter(|f| f.locative() && !around.said(doc, f) && !aimed_at(doc, f, event) && !signed(doc, f))
        .collect();
    let before = all.iter().rev().find(|f| f.place.span.start < at);
    before.or_else(|| all.first()).map(|f| (*f, Rule::PlaceSentence))
}
