//! When: which time expression of the text belongs to an event.
//!
//! An expression belongs to the predicate that it depends on. An event takes the expression of its
//! own clause, else of the clause that governs it, unless that is a verb of saying: "a annoncé mardi
//! que …" dates the announcement.

use selon_model::{Date, Deprel, Mood, PartialDate, Period, Tense, Upos, WordId};

use crate::events::Event;
use crate::periods::{Anchor, Direction, TimeMention};
use crate::tree::Doc;

/// A time expression and the words that it stands under, nearest first.
#[derive(Debug)]
pub(crate) struct Dated {
    mention: TimeMention,
    first: WordId,
    head: WordId,
    /// The period that the text had reached before it, for "la veille", "le même jour".
    previous: Option<(Date, Date)>,
}

/// The time expressions of a document.
pub(crate) fn mentions(doc: &Doc, found: Vec<TimeMention>, published: Option<PartialDate>) -> Vec<Dated> {
    let mut previous = None;
    let mut all = Vec::new();
    for mention in found {
        let words = doc.words_in(mention.span);
        let inside = |w: WordId| words.contains(&w);
        // The word of the expression that hangs on a word outside of it.
        let Some(head) = words.clone().find(|&w| doc.head(w).is_none_or(|h| !inside(h))) else { continue };
        let days = days(&mention.resolve(&Anchor { published, previous }, Direction::Past));
        all.push(Dated { mention, first: words.start, head, previous });
        previous = days.or(previous);
    }
    all
}

/// What dating an event has to know of the sentence around it.
pub(crate) struct Around<'a> {
    pub(crate) dated: &'a [Dated],
    /// Verbs of saying: when something was said is not when it happened.
    pub(crate) sayings: &'a [WordId],
    /// Words of all events, in order: what depends on another event is that event's.
    pub(crate) events: &'a [WordId],
    pub(crate) published: Option<PartialDate>,
}

/// The period of an event, and how it is tied to it.
pub(crate) fn of(doc: &Doc, around: &Around, event: &Event) -> Option<(Period, &'static str)> {
    let sentence = doc.sentence(event.head);
    let here: Vec<&Dated> =
        around.dated.iter().filter(|d| doc.sentence(d.first) == sentence && !parted(doc, d, event)).collect();
    let (dated, tie) = own(doc, &here, around, event)
        .map(|d| (d, "time:own"))
        .or_else(|| above(doc, &here, around, event).map(|d| (d, "time:clause")))
        .or_else(|| leading(doc, &here, event).map(|d| (d, "time:leading")))?;
    let anchor = Anchor { published: around.published, previous: dated.previous };
    Some((dated.mention.resolve(&anchor, direction(doc, event)), tie))
}

/// A colon or semicolon stands between the expression and the event.
fn parted(doc: &Doc, dated: &Dated, event: &Event) -> bool {
    let (a, b) = (dated.first.min(event.head), dated.first.max(event.head));
    (a..b).any(|w| matches!(doc.form(w), ":" | ";"))
}

/// An expression right at the head of the event's sentence or segment dates its main predicate,
/// whatever the tree says: "Mardi, …", "… : mi-avril, …".
fn leading<'d>(doc: &Doc, here: &[&'d Dated], event: &Event) -> Option<&'d Dated> {
    let dated = here.iter().copied().find(|d| {
        let start = doc.sentence_words(d.first).start;
        d.first == start || matches!(doc.form(d.first - 1), ":" | ";")
    })?;
    let main = doc.ancestors(event.head).take_while(|&a| doc.rel(a) != Deprel::Root).all(|a| {
        !matches!(doc.rel(a), Deprel::AclRelcl | Deprel::Ccomp | Deprel::Advcl | Deprel::Acl)
            && !(doc.rel(a) == Deprel::Conj && doc.upos(a) == Upos::Verb)
    });
    (main && dated.first < event.head).then_some(dated)
}

/// An expression that depends on the event itself, with no clause between them.
fn own<'d>(doc: &Doc, here: &[&'d Dated], around: &Around, event: &Event) -> Option<&'d Dated> {
    here.iter().copied().find(|d| {
        let path: Vec<WordId> = doc.ancestors(d.head).take(8).collect();
        let Some(at) = path.iter().position(|a| event.words.contains(a)) else { return false };
        path[..at].iter().skip(1).all(|&a| !is_clause(doc, a) && around.events.binary_search(&a).is_err())
    })
}

/// An expression of the clause that the event stands in, or of one above it.
fn above<'d>(doc: &Doc, here: &[&'d Dated], around: &Around, event: &Event) -> Option<&'d Dated> {
    let mut at = event.head;
    for _ in 0..6 {
        let head = doc.head(at)?;
        if around.sayings.contains(&head) || matches!(doc.rel(at), Deprel::Ccomp | Deprel::AclRelcl) {
            return None;
        }
        // What follows the first of two coordinated verbs is that verb's own.
        let shared = doc.rel(at) == Deprel::Conj && doc.upos(at) == Upos::Verb;
        let hit = here.iter().copied().filter(|d| !shared || d.first < head).find(|d| {
            let path: Vec<WordId> = doc.ancestors(d.head).take(6).collect();
            path.iter().position(|&a| a == head).is_some_and(|i| {
                i > 0
                    && path[..i]
                        .iter()
                        .skip(1)
                        .all(|&a| !is_clause(doc, a) && around.events.binary_search(&a).is_err())
            })
        });
        // A noun's date is not the date of what its neighbours tell.
        if hit.is_some() && doc.upos(head) == Upos::Verb {
            return hit;
        }
        at = head;
    }
    None
}

fn is_clause(doc: &Doc, w: WordId) -> bool {
    matches!(doc.rel(w), Deprel::AclRelcl | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis | Deprel::Acl)
        || (doc.rel(w) == Deprel::Conj && doc.upos(w) == Upos::Verb)
}

/// Where in time the verb looks.
fn direction(doc: &Doc, event: &Event) -> Direction {
    let verb = doc.ancestors(event.head).find(|&a| doc.inflection(a).finite.is_some());
    let Some(verb) = verb else { return Direction::Past };
    let inflection = doc.inflection(verb);
    match (inflection.mood, inflection.tense) {
        (_, Some(Tense::Fut)) => Direction::Future,
        (Some(Mood::Cnd), _) if !inflection.perfect && doc.rel(verb) == Deprel::Ccomp => Direction::Future,
        (Some(Mood::Cnd), _) if matches!(doc.lemma(verb), "devoir") => Direction::Future,
        _ if matches!(doc.lemma(verb), "devoir" | "prévoir" | "préparer" | "aller")
            && !inflection.perfect =>
        {
            Direction::Future
        }
        _ => Direction::Past,
    }
}

/// Days that a period covers, for what points back to it ("la veille").
fn days(period: &Period) -> Option<(Date, Date)> {
    Some((period.start?, period.end.or(period.start)?))
}
