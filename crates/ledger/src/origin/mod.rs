//! Origins: how many really stand behind what an incident's reports tell.
//!
//! [`origin`] names the origin of one claim, and [`independence`] counts, for each question that an incident answers, the origins that are independent as far as this corpus shows: a
//! range with the edges that prove it. `docs/origins.md` tells the same to those who read the numbers.

mod agencies;
mod canonical;
mod copied;
mod corpus;
mod credibility;
mod edge;
mod fewest;
mod independence;
#[cfg(test)]
pub(crate) mod made;
#[cfg(test)]
mod properties;
mod slot;
mod tree;
mod union;

pub use canonical::{Origin, origin};
pub(crate) use corpus::newsroom;
pub use credibility::{Credibility, credibility};
pub use edge::{Edge, Reason};
pub use independence::{Origins, Voice, independence};
pub use slot::Slot;
pub(crate) use slot::is_told;
pub use tree::{Branch, Carrier, tree};

use selon_model::PartyId;

/// The side of an origin: the state whose organ or agency it is, else the origin itself.
///
/// A ministry, an army and a state agency are three origins and one side.
pub fn side(id: &str) -> &str {
    state(id).unwrap_or(id)
}

/// The state whose organ or agency an origin is: ISO 3166-1 alpha-3.
fn state(id: &str) -> Option<&str> {
    let organ =
        || id.split_once('/').map(|(country, _)| country).filter(|_| canonical::is_body(&PartyId::new(id)));
    organ().or_else(|| agencies::state_of(id))
}
