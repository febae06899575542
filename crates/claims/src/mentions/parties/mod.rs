//! Parties: which groups, organisations, states and people a text names.
//!
//! The knowledge is a table (`lexicon::parties`); here it is looked up ([`Parties::mentions`])
//! and put together into the party of a noun phrase ([`Parties::of_phrase`]).

mod context;
mod mention;
mod phrase;
mod readings;
mod second;
#[cfg(test)]
mod tests;

pub(crate) use context::PartyContext;
pub(crate) use mention::PartyMention;
pub(crate) use phrase::is_loyal;
