//! A stretch of text under one cue, and who tells it.

use selon_model::{Source, Span, WordId};

use crate::lexicon::cues::Stance;
use crate::rule::Rule;

/// A stretch of text under one cue.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// What is told; may be in several pieces around an incise.
    pub(crate) content: Vec<Span>,
    /// Who tells it, outermost first; empty where the speaker stays unsaid ("on craint que").
    pub(crate) links: Vec<Link>,
    /// The words that open the scope.
    pub(crate) cue: Span,
    /// Name of the rule.
    pub(crate) rule: Rule,
    pub(crate) stance: Stance,
    /// The saying verb, where the cue is one.
    pub(crate) verb: Option<WordId>,
}

/// A link of a chain, with the word that its phrase hangs on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) head: WordId,
    pub(crate) source: Source,
}

impl Scope {
    pub(crate) fn holds(&self, at: u32) -> bool {
        self.content.iter().any(|s| s.holds(at))
    }

    pub(super) fn width(&self) -> u32 {
        self.content.iter().map(|s| s.len()).sum()
    }
}
