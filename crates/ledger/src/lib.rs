//! The ledger: many reports, and how many origins really stand behind a claim.
//!
//! The crate stores reports and their claims in one SQLite file, finds echoes, incidents, origins and contradictions
//! over them, and owns the forms in which a report is written down. It knows nothing of how a claim is found.
//!
//! A [`Report`](selon_model::Report) becomes an [`Entry`] on any thread; [`Ledger::add`] stores entries, whole or not at all.

pub mod board;
pub mod count;
pub mod echo;
mod error;
pub mod export;
pub mod form;
pub mod incident;
pub mod origin;
pub mod people;
mod points;
pub mod query;
#[cfg(test)]
mod samples;
mod store;
mod words;

pub use error::Error;
pub use store::{Added, Entry, Flaw, Instant, Ledger, Lexicon, Stored, StoredReport};
