//! The ledger: many reports, and how many origins really stand behind a claim.
//!
//! The crate stores reports and their claims in one SQLite file, finds echoes, incidents, origins and contradictions
//! over them, and owns the forms in which a report is written down. It knows nothing of how a claim is found.
//!
//! A [`Report`](selon_model::Report) becomes an [`Entry`] on any thread; [`Ledger::add`] stores entries, whole or not at all.

mod add;
pub mod comparison;
pub mod count;
pub mod echo;
mod error;
pub mod export;
#[cfg(test)]
mod fixtures;
pub mod form;
mod hash;
pub mod incident;
pub mod origin;
pub mod people;
mod points;
pub mod query;
mod store;
mod words;

pub use add::{Added, Entry};
pub use error::Error;
pub use store::{Flaw, Instant, Ledger, Stored, StoredReport};
