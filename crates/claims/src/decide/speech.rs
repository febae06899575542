//! Where the saying is itself an event, and where it only reports.

use std::collections::BTreeSet;

use selon_model::{EventType, WordId};

use crate::candidates::attribution::{self, Scope, Scopes};
use crate::candidates::predicate::Event;
use crate::decide::rejected::Rejections;
use crate::lexicon::cues::{Cues, Stance};
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// Parts reporting verbs from speech acts: "dit que" opens a scope and is no event, "accuse" is an event whose content is
/// no scope of its own.
pub(crate) fn part<'f>(
    doc: &Doc,
    cues: &Cues,
    events: Vec<Event<'f>>,
    mut scopes: Vec<Scope>,
    rejections: &mut Rejections,
) -> (Vec<Event<'f>>, Scopes) {
    let opening: BTreeSet<WordId> =
        scopes.iter().filter(|s| !s.content.is_empty()).filter_map(|s| s.verb).collect();
    // Who meets somebody may tell of it, and meets all the same.
    let meets = |e: &Event| e.event() == EventType::Consult && e.actors.len() > 1;
    let only_reports =
        |e: &Event| !meets(e) && e.frame.flags.weak && opening.contains(&e.head) && reports(doc, cues, e);
    let (reporting, events): (Vec<Event>, Vec<Event>) = events.into_iter().partition(only_reports);
    reporting.iter().for_each(|e| rejections.push(e, Rule::AdmissionReportingVerb, None));
    let acts = events.iter().filter(|e| e.frame.flags.speech).map(|e| e.head).collect();
    attribution::yield_to_acts(doc, &mut scopes, &acts);
    (events, Scopes::new(doc, scopes))
}

/// Whether a verb that opens a scope merely says: it asks or accuses nobody.
fn reports(doc: &Doc, cues: &Cues, event: &Event) -> bool {
    cues.verb_at(doc, event.head).is_some_and(|(verb, _)| !verb.act && verb.stance == Stance::Assert)
}
