//! The table of parties: groups, organisations, states, organs, people, and the names that they go by.

pub(crate) mod entry;
mod facts;
pub(crate) mod keys;
pub(crate) mod load;
mod store;

pub(crate) use store::{Parties, is_capitals};
