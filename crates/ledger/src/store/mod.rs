//! The file: one SQLite database, its schema and its versions, and what is read from it.

mod codec;
mod functions;
mod instant;
mod ledger;
mod load;
mod log;
mod parties;
mod verify;

pub(crate) use codec::{deflate, format_name, format_of};
pub use instant::Instant;
pub use ledger::Ledger;
pub use load::{Stored, StoredReport};
pub use verify::Flaw;
