//! The codebook: reads claims out of an analysed French report.
//!
//! The crate is pure: it does no I/O, holds no global state and cannot fail on a text.

mod attribution;
mod classes;
mod coref;
mod counting;
mod credit;
mod cues;
mod dating;
mod events;
mod factuality;
pub mod figures;
mod folding;
mod frames;
mod ground;
mod inheriting;
mod lexicon;
mod lexicons;
mod merging;
pub mod parties;
pub mod periods;
pub mod places;
mod quantified;
mod read;
mod roles;
mod tree;
mod whereabouts;
mod wording;
mod worlds;

pub use lexicon::LexiconError;
pub use lexicons::Lexicons;
pub use read::read;
