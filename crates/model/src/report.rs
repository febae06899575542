use std::borrow::Cow;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::claim::Claim;
use crate::event::EventType;
use crate::party::PartyId;
use crate::span::Span;

/// The finished reading of one article.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was read.
    pub article: Article,
    /// Its sentences and words.
    pub analysis: Analysis,
    /// What it says, in the order of the triggers.
    pub claims: Vec<Claim>,
    /// Whose text it is.
    pub credits: Credits,
    /// What could not be read as it should be.
    pub diagnostics: Vec<Diagnostic>,
    /// What read it.
    pub versions: Versions,
}

/// Whose text a report is, as its lines and its outlet's name say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credits {
    /// The agency that it is credited to ("Par AFP", "avec Reuters").
    pub agency: Option<PartyId>,
    /// The outlet's name as the letters and digits of its words that say something: "Le Monde" is "monde", "France 24"
    /// and "france24" are one.
    pub outlet: Option<String>,
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
