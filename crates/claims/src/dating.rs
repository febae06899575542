//! When: which time expression of the text belongs to an event.
//!
//! An expression belongs to the predicate that it depends on. An event takes the expression of its
//! own clause, else of the clause that governs it, unless that is a verb of saying: "a annoncé mardi
//! que …" dates the announcement.

use selon_model::{Date, Deprel, EventType, Mood, PartialDate, Period, Tense, Upos, WordId};

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
    let mut anchor = Anchor { published, previous: None };
    let mut all = Vec::new();
    for mention in found {
        let words = doc.words_in(mention.span);
        let inside = |w: WordId| words.contains(&w);
        // The word of the expression that hangs on a word outside of it.
        let Some(head) = words.clone().find(|&w| doc.head(w).is_none_or(|h| !inside(h))) else { continue };
        let next = anchor.moved(&mention, &mention.resolve(&anchor, Direction::Past));
        all.push(Dated { mention, first: words.start, head, previous: anchor.previous });
        anchor = next;
    }
    all
}

/// What dating an event has to know of the sentence around it.
pub(crate) struct Around<'a> {
    pub(crate) dated: &'a [Dated],
    /// Verbs of saying, in order: when something was said is not when it happened.
    pub(crate) sayings: &'a [WordId],
    /// Words of all events, in order: what depends on another event is that event's.
    pub(crate) events: &'a [WordId],
    pub(crate) published: Option<PartialDate>,
}

/// The attack that the report is telling: when it was, and where the telling stands.
#[derive(Debug, Default)]
pub(crate) struct Incident {
    period: Option<(Period, usize)>,
}

/// Sentences after which a toll is no longer that of the attack told last.
const FAR: usize = 2;

impl Incident {
    /// The period of an event that points back to the attack ("l'attaque", or the dead counted
    /// right after it), where it has none of its own.
    pub(crate) fn date(
        &mut self,
        doc: &Doc,
        event: &Event,
        own: Option<(Period, &'static str)>,
        points_back: bool,
    ) -> Option<(Period, &'static str)> {
        let bodily = matches!(event.event(), EventType::Assault | EventType::Toll);
        if !bodily {
            return own;
        }
        let here = doc.sentence(event.head);
        match own {
            Some((period, tie)) => {
                if event.event() == EventType::Assault && period.start.is_some() && period.precision <= 2 {
                    self.period = Some((period.clone(), here));
                }
                Some((period, tie))
            }
            None => {
                let (period, told) = self.period.as_ref()?;
                let toll = event.event() == EventType::Toll && here - told <= FAR;
                (points_back || toll).then(|| (period.clone(), "time:incident"))
            }
        }
    }
}

/// The period of an event, and how it is tied to it.
pub(crate) fn of(doc: &Doc, around: &Around, event: &Event) -> Option<(Period, &'static str)> {
    let words = doc.sentence_words(event.head);
    let from = around.dated.partition_point(|d| d.first < words.start);
    let here = around.dated[from..].iter().take_while(|d| d.first < words.end);
    let here: Vec<&Dated> = here.filter(|d| !parted(doc, d, event)).collect();
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
    let below = doc
        .ancestors(event.head)
        .take_while(|&a| doc.rel(a) != Deprel::Root)
        .any(|a| doc.is_clause(a) || doc.rel(a) == Deprel::Acl);
    (!below && dated.first < event.head).then_some(dated)
}

/// An expression that depends on the event itself, with no clause between them.
fn own<'d>(doc: &Doc, here: &[&'d Dated], around: &Around, event: &Event) -> Option<&'d Dated> {
    here.iter().copied().find(|d| {
        let path: Vec<WordId> = doc.ancestors(d.head).take(8).collect();
        let Some(at) = path.iter().position(|a| event.words.contains(a)) else { return false };
        path[..at].iter().skip(1).all(|&a| {
            (!is_clause(doc, a) || participle_of(doc, a, event)) && around.events.binary_search(&a).is_err()
        })
    })
}

/// "L'attaque perpétrée mardi", "la prise de la ville, achevée samedi": the participle tells of its noun.
fn participle_of(doc: &Doc, w: WordId, event: &Event) -> bool {
    doc.rel(w) == Deprel::Acl && doc.head(w).is_some_and(|h| event.words.contains(&h))
}

/// An expression of the clause that the event stands in, or of one above it.
fn above<'d>(doc: &Doc, here: &[&'d Dated], around: &Around, event: &Event) -> Option<&'d Dated> {
    let mut at = event.head;
    for _ in 0..6 {
        let head = doc.head(at)?;
        if around.sayings.binary_search(&head).is_ok()
            || matches!(doc.rel(at), Deprel::Ccomp | Deprel::AclRelcl)
        {
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
    doc.is_clause(w) || doc.rel(w) == Deprel::Acl
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
