//! Who says: stretches of text under a chain of sources.
//!
//! Every cue ("selon X", "a déclaré X", "un communiqué de X affirmant que …") opens a [`Scope`]: the
//! text that stands under it and the links that the cue names, outermost first. Scopes nest; an
//! event's chain is that of all scopes around its trigger, the widest first.

mod chain;
mod channels;
mod find;
mod incises;
mod phrases;
mod prepositions;
mod quotations;
mod scope;
mod source;
mod verbs;

pub(crate) use chain::Scopes;
pub(crate) use find::{scopes, yield_to_acts};
pub(crate) use scope::{Link, Scope};
