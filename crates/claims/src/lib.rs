//! The codebook: reads claims out of an analysed French report.
//!
//! The crate is pure: it does no I/O, holds no global state and cannot fail on a text.

mod candidates;
mod decide;
mod keys;
mod lexicon;
mod mentions;
mod quantified;
mod rule;
mod spelling;
mod syntax;

pub use decide::assemble::read;
pub use lexicon::lexicons::Lexicons;
pub use lexicon::table::LexiconError;
