//! Adding: a report made ready on any thread, and its versions, claims, echoes and report-level events stored in one
//! transaction.

mod echoes;
mod entry;
#[cfg(test)]
mod tests;
mod write;

pub use entry::Entry;
pub use write::Added;
