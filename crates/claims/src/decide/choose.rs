//! The reading of each predicate, and one event for each place that was taken.

use selon_model::{Deprel, EventType};

use crate::candidates::predicate::{Candidate, Event};
use crate::decide::rejected::Rejections;
use crate::lexicon::frames::{Kind, Need, Pos};
use crate::rule::Rule;
use crate::syntax::functions;
use crate::syntax::view::Doc;

/// The events that the candidates tell, in their order.
pub(crate) fn events<'f>(
    doc: &Doc,
    candidates: Vec<Candidate<'f>>,
    rejections: &mut Rejections,
) -> Vec<Event<'f>> {
    candidates.into_iter().filter_map(|candidate| reading(doc, candidate, rejections)).collect()
}

/// The reading of a predicate that holds here: the one with most conditions met; of a participle
/// beside its noun ("affilié à", "allié de") the adjective's before the verb's.
fn reading<'f>(doc: &Doc, candidate: Candidate<'f>, rejections: &mut Rejections) -> Option<Event<'f>> {
    let mut best: Option<((bool, usize), Event<'f>)> = None;
    let mut refused = Vec::new();
    for reading in candidate.readings {
        if let Some(rule) = candidate.veto.or(reading.veto) {
            refused.push((reading.event, rule));
            continue;
        }
        let rank = rank(doc, &reading.event);
        match &mut best {
            Some((top, chosen)) if rank > *top => {
                *top = rank;
                refused.push((std::mem::replace(chosen, reading.event), Rule::ChoiceOther));
            }
            Some(_) => refused.push((reading.event, Rule::ChoiceOther)),
            None => best = Some((rank, reading.event)),
        }
    }
    let chosen = best.map(|(_, event)| event);
    for (event, rule) in refused {
        rejections.push(&event, rule, chosen.as_ref());
    }
    chosen
}

/// How well a reading fits: the part of speech that the word has here, then the conditions that it meets.
fn rank(doc: &Doc, event: &Event) -> (bool, usize) {
    let attribute = matches!(doc.rel(event.head), Deprel::Acl | Deprel::Amod | Deprel::Appos)
        && functions::agent(doc, event.head).is_none();
    // "Les habitants" are a party, and more exactly civilians.
    let weight = |need: &Need| if matches!(need, Need::Is(_, Kind::Party)) { 1 } else { 2 };
    (attribute == (event.frame.pos == Pos::Adj), event.frame.needs.iter().map(weight).sum())
}

/// One capture of several places is one claim for each.
pub(crate) fn by_place<'f>(event: Event<'f>) -> Vec<Event<'f>> {
    if event.event() != EventType::Control || event.places.len() < 2 {
        return vec![event];
    }
    let first = |i: usize| !event.places[..i].iter().any(|p| p.head == event.places[i].head);
    (0..event.places.len())
        .filter(|&i| first(i))
        .map(|i| Event { places: vec![event.places[i].clone()], ..event.clone() })
        .collect()
}
