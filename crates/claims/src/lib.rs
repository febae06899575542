//! The codebook: reads claims out of an analysed French report.
//!
//! The crate is pure: it does no I/O, holds no global state and cannot fail on a text.

mod lexicon;
pub mod parties;

pub use lexicon::LexiconError;
