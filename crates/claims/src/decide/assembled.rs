//! A claim with what later decisions ask of the predicate that it was made from.

use selon_model::{Claim, Deprel, EventType, Number, Span, Upos, WordId};

use crate::candidates::predicate::Event;
use crate::decide::context::Context;
use crate::lexicon::classes::Class;
use crate::lexicon::frames::Slot;
use crate::rule::Rule;
use crate::syntax::functions;
use crate::syntax::view::Doc;

/// A claim that was put together, before the discourse completes it and repetitions are dropped.
#[derive(Debug)]
pub(crate) struct Assembled {
    pub(crate) claim: Claim,
    /// Index of its sentence.
    pub(crate) sentence: usize,
    /// How its place is tied to it.
    pub(crate) place_tie: Option<Rule>,
    /// It stands at the head of the report, before the first incident with a period.
    pub(crate) opening: bool,
    pub(crate) traits: Traits,
}

impl Assembled {
    /// Whether the place is the claim's own, not the one that the report was at.
    pub(crate) fn own_place(&self) -> bool {
        self.place_tie.is_some_and(|tie| tie != Rule::PlaceRunning)
    }
}

/// What the words of a predicate say beside its arguments.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traits {
    /// It stands in the headline.
    pub(crate) title: bool,
    /// Lemma of the predicate.
    pub(crate) lemma: String,
    /// The predicate is a noun that points back: "l'attaque", "ces combats".
    pub(crate) anaphoric: bool,
    /// The predicate tells one deed: "l'attaque", not "les frappes".
    pub(crate) single: bool,
    /// It introduces a new event: "une attaque", "une bombe a tué".
    pub(crate) introduces: bool,
    /// Buildings and camps among what undergoes it: "la base de l'armée".
    pub(crate) facilities: Vec<Span>,
    /// It takes in an attack of others: "repousser une attaque", "condamner un massacre".
    pub(crate) repels: bool,
    /// It answers an attack of others: "l'armée a riposté", "la contre-offensive".
    pub(crate) retaliates: bool,
    /// Both sides take part alike: "les combats".
    pub(crate) mutual: bool,
    /// Its actors are told as both sides alone: "les deux camps".
    pub(crate) both_sides: bool,
    /// It is about a truce: "accepter un cessez-le-feu".
    pub(crate) truce: bool,
}

impl Traits {
    /// The traits of an event; `claim` is what was made of it.
    pub(crate) fn of(context: &Context, event: &Event, claim: &Claim) -> Traits {
        let (doc, entities) = (context.doc, context.entities);
        let heads = event.recipients.iter().map(|r| entities.referent(r.head));
        Traits {
            title: context.in_title(claim.trigger.start),
            lemma: doc.lemma(event.head).to_owned(),
            anaphoric: anaphoric(doc, event),
            single: doc.word(event.head).feats.number != Some(Number::Plur),
            introduces: another(doc, event),
            facilities: heads.filter(|&w| doc.is_a(w, Class::Facility)).map(|w| doc.phrase_span(w)).collect(),
            repels: event.frame.flags.absorbs,
            retaliates: event.words.iter().any(|&w| doc.is_a(w, Class::Retaliating)),
            mutual: is_mutual(doc, event, claim),
            both_sides: event.actors.iter().any(|a| entities.both_sides(a.head)),
            truce: about_truce(doc, event),
        }
    }
}

/// "Les combats", "on se bat": nobody began it.
fn is_mutual(doc: &Doc, event: &Event, claim: &Claim) -> bool {
    let between = |slot: &Slot| matches!(slot, Slot::Prep(p) if p == "entre");
    event.frame.actor.iter().any(between)
        || (event.frame.flags.symmetric && claim.actors.is_empty())
        || fight_of_all(doc, event)
}

/// "Accepter un cessez-le-feu": the predicate or its object is a truce.
fn about_truce(doc: &Doc, event: &Event) -> bool {
    let objects = functions::object_of(doc, event.head, &event.words);
    event.words.iter().copied().chain(objects).any(|w| doc.is_a(w, Class::Truce))
}

/// "On se bat à Bakhmout", "on s'affronte": everybody there does.
fn fight_of_all(doc: &Doc, event: &Event) -> bool {
    event.event() == EventType::Assault
        && doc.is_reflexive(event.head)
        && doc
            .subject(event.head)
            .is_some_and(|s| doc.lemma(s) == "on" || matches!(doc.form(s), "on" | "l'on"))
}

/// "L'attaque", "ces combats": a noun that points back to what was told.
pub(crate) fn anaphoric(doc: &Doc, event: &Event) -> bool {
    doc.upos(event.head) == Upos::Noun && doc.has_definite(event.head)
}

/// "Une attaque", "deux raids", "des tirs", "une bombe a tué": what an article brings in is no event told before.
fn another(doc: &Doc, event: &Event) -> bool {
    let article = |k: WordId| match doc.form(k) {
        "un" | "une" => true,
        "des" | "de" | "d'" | "plusieurs" => doc.rel(k) == Deprel::Det,
        _ => doc.rel(k) == Deprel::Nummod || doc.upos(k) == Upos::Num,
    };
    let indefinite = |w: WordId| {
        let before = || doc.dependents(w).iter().copied().filter(|&k| k < w);
        let bare = doc.case(w) == "de" && !before().any(|k| doc.rel(k) == Deprel::Det);
        (bare || before().any(article)) && !before().any(|k| doc.is_definite(k))
    };
    if doc.upos(event.head) != Upos::Verb {
        return indefinite(event.head);
    }
    let means =
        if doc.is_passive(event.head) { functions::agent(doc, event.head) } else { doc.subject(event.head) };
    means.is_some_and(|w| doc.is_a(w, Class::Weapon) && indefinite(w))
}
