//! Asking: which claims match, who and what they are about, and SQL for every other question.

mod claims;
mod filter;
mod relations;
mod sql;
mod stance;
mod table;
mod tally;
#[cfg(test)]
mod tests;

pub use claims::{Found, Order};
pub use filter::{Filter, Near};
pub use table::{Object, Table};
pub use tally::{Sort, Tally};
