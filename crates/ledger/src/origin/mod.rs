//! Origins: how many really stand behind what an incident's reports tell.
//!
//! [`origin`] names the origin of one claim, and [`independence`] counts, for each question that an incident answers, the origins that are independent as far as this corpus shows: a
//! range with the edges that prove it. `docs/origins.md` tells the same to those who read the numbers.

mod agencies;
mod canonical;
mod copied;
mod corpus;
mod edge;
mod fewest;
#[cfg(test)]
pub(crate) mod fixtures;
mod independence;
#[cfg(test)]
mod properties;
mod side;
mod slot;
mod tree;
mod union;

pub use canonical::{Origin, origin};
pub(crate) use corpus::newsroom;
pub use edge::{Edge, Reason};
pub use independence::{IndependentSource, Origins, independence};
pub use side::side;
pub use slot::Slot;
pub(crate) use slot::is_told;
pub use tree::{Branch, Carrier, tree};
