//! The codebook: reads claims out of an analysed French report.
//!
//! The crate is pure: it does no I/O, holds no global state and cannot fail on a text.

pub mod figures;
mod lexicon;
pub mod parties;
pub mod periods;
pub mod places;

pub use lexicon::LexiconError;
