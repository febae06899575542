//! The ledger: many reports, and how many origins really stand behind a claim.
//!
//! The crate stores reports and their claims in one SQLite file, finds echoes, incidents, origins and contradictions
//! over them, and owns the forms in which a report is written down. It knows nothing of how a claim is found.

pub mod echo;
pub mod form;
pub mod people;
