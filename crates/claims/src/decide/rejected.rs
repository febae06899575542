//! What was not taken for a claim, and by which rule: for explaining a reading, and for counting what costs recall.

use selon_model::{Claim, Rejected, Role, Span, WordId};

use crate::candidates::predicate::Event;
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// The readings and events of a document that became no claim of their own, in the order of the decisions.
#[derive(Debug, Default)]
pub(crate) struct Rejections(Vec<Rejection>);

#[derive(Debug)]
struct Rejection {
    words: (WordId, WordId),
    event: selon_model::EventType,
    frame: Box<str>,
    rule: Rule,
    /// The words of the event that was taken instead, or that took this one in.
    instead: Option<(WordId, WordId)>,
}

impl Rejections {
    /// Keeps why an event is no claim of its own; `instead` is the one that stands for it.
    pub(crate) fn push(&mut self, event: &Event, rule: Rule, instead: Option<&Event>) {
        self.0.push(Rejection {
            words: event.first_and_last(),
            event: event.event(),
            frame: event.frame.name.clone(),
            rule,
            instead: instead.map(Event::first_and_last),
        });
    }

    /// All in the order of the text, with the claims that repeat another.
    pub(crate) fn finish(self, doc: &Doc, repeated: Vec<(Claim, Rule, Span)>) -> Vec<Rejected> {
        let span = |(first, last): (WordId, WordId)| doc.span_of(first, last);
        let mut all: Vec<Rejected> = self
            .0
            .into_iter()
            .map(|r| Rejected {
                event: r.event,
                trigger: span(r.words),
                frame: r.frame.into(),
                rule: r.rule.name().to_owned(),
                instead: r.instead.map(span),
            })
            .collect();
        all.extend(repeated.into_iter().map(|(claim, rule, instead)| {
            Rejected {
                event: claim.event,
                trigger: claim.trigger,
                frame: claim
                    .evidence
                    .into_iter()
                    .find(|e| e.role == Role::Trigger)
                    .map(|e| e.rule)
                    .unwrap_or_default(),
                rule: rule.name().to_owned(),
                instead: Some(instead),
            }
        }));
        all.sort_by_key(|r| r.trigger);
        all
    }
}
