//! The words of selon's domain as types.
//!
//! Every stage of the program takes finished values of this crate by reference and returns new
//! ones: bytes become an [`Article`], an article an [`Analysis`], an analysis [`Claim`]s, and the
//! three together are a [`Report`]. The crate knows no file, no serialised form and no rule.

mod analysis;
mod article;
mod claim;
mod codes;
pub mod conllu;
mod event;
mod figure;
pub mod geo;
mod party;
mod report;
mod span;

pub use analysis::{
    Analysis, Case, Deprel, Feats, Gender, Mood, Name, NameKind, Number, Person, Polarity, Quotation,
    Sentence, Tense, Upos, VerbForm, Voice, Word, WordId,
};
pub use article::{Article, Block, BlockKind, Format, MapRun, Original, PartialDate};
pub use claim::{Argument, Claim, Evidence, Period, PlaceRef, Role, Source};
pub use event::{EventType, Factuality, Mode};
pub use figure::{Counted, Figure};
pub use jiff::civil::Date;
pub use party::{PartyFacts, PartyId, PartyKind, Sector, SourceKind};
pub use report::{Diagnostic, Rejected, Report, Versions};
pub use span::{CodePoints, Span};
