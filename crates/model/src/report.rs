use std::borrow::Cow;

use crate::{Analysis, Article, Claim, EventType, Span};

/// The finished reading of one article.
#[derive(Clone, Debug)]
pub struct Report {
    /// What was read.
    pub article: Article,
    /// Its sentences and words.
    pub analysis: Analysis,
    /// What it says, in the order of the triggers.
    pub claims: Vec<Claim>,
    /// What could not be read as it should be.
    pub diagnostics: Vec<Diagnostic>,
    /// What read it.
    pub versions: Versions,
}

/// Something that a reader of the report should know: strange input gives fewer claims and a
/// diagnostic, never an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable short name: `not-french`, `no-date`, `long-sentence` ….
    pub code: Cow<'static, str>,
    /// One sentence for a person.
    pub message: String,
    /// Where, if at one place.
    pub span: Option<Span>,
}

/// A reading of a predicate that is no claim of its own, and why: what explains a silence, and shows what costs recall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The event that it would have been.
    pub event: EventType,
    /// The words of the predicate.
    pub trigger: Span,
    /// The row of the lexicon: `frame:ASSAULT/attaquer`.
    pub frame: String,
    /// The rule against it; see `docs/rules.md`.
    pub rule: String,
    /// The words of what stands for it instead: the attack that its dead belong to, the claim that tells the same.
    pub instead: Option<Span>,
}

/// Part of a report's identity: the same input and the same versions give the same bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Of the program.
    pub engine: String,
    /// Of the French model's weights.
    pub model: String,
    /// Of the lexicons, parties and places.
    pub data: String,
}
