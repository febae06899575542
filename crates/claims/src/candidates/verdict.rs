//! How sure an event is told, and what says so.

use selon_model::{Factuality, Span};

use crate::rule::Rule;

/// A verdict with the word that it rests on and the rule's name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub(crate) value: Factuality,
    pub(crate) because: Span,
    pub(crate) rule: Rule,
}
