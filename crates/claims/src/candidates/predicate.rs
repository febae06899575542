//! What a predicate may tell: plain data, with no rule in this file.

use selon_model::{EventType, WordId};

use crate::candidates::arguments::Arg;
use crate::lexicon::frames::Frame;
use crate::rule::Rule;

/// A predicate that may tell an event, with every reading that its words allow.
#[derive(Debug)]
pub(crate) struct Candidate<'f> {
    /// Why the predicate tells nothing, however it is read.
    pub(crate) veto: Option<Rule>,
    /// In the order of the lexicon; at least one.
    pub(crate) readings: Vec<Reading<'f>>,
}

/// One reading of a predicate: the event that it would be, and what speaks against it.
#[derive(Debug)]
pub(crate) struct Reading<'f> {
    pub(crate) event: Event<'f>,
    /// The first rule that speaks against this reading.
    pub(crate) veto: Option<Rule>,
}

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

    /// First and last word of the predicate.
    pub(crate) fn first_and_last(&self) -> (WordId, WordId) {
        let first = self.words.iter().copied().min().unwrap_or(self.head);
        let last = self.words.iter().copied().max().unwrap_or(self.head);
        (first, last)
    }

    /// Whether a phrase fills a role already: one phrase fills one role.
    pub(crate) fn fills(&self, head: WordId) -> bool {
        self.actors.iter().chain(&self.recipients).chain(&self.places).any(|a| a.head == head)
    }
}
