//! What stands in a text before any event: parties, places, periods, figures, and what points back to them.

pub(crate) mod adjectives;
pub(crate) mod coreference;
pub(crate) mod credits;
pub(crate) mod entities;
pub(crate) mod figures;
#[cfg(test)]
mod harness;
pub(crate) mod located;
pub(crate) mod names;
pub(crate) mod numerals;
pub(crate) mod parties;
pub(crate) mod periods;
pub(crate) mod places;
