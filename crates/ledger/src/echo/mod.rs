//! Echoes: text that one report has from another.
//!
//! [`Fingerprint::of`] reduces a report to its word 5-grams, [`candidates`] looks up in an index who may share
//! some, [`verify`] says how much is shared and whether that is copying, [`align`] shows the passages. The index
//! itself is behind [`Postings`]. docs/echoes.md gives the method and what its constants were chosen by.

mod align;
mod candidates;
mod fingerprint;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod measured;
mod quotes;
mod words;

pub use align::{Passage, align};
pub use candidates::{COMMON, DocId, Postings, WINDOW, candidates};
pub use fingerprint::{CONTAINMENT_MIN, COPIED_MIN, Fingerprint, PASSAGE_MIN, Reuse, verify};
pub use quotes::quotations;
