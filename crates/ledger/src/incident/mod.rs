//! Incidents: the claims of many reports that tell one event.

mod blocks;
pub(crate) mod decisions;
mod family;
pub(crate) mod leaders;
mod likeness;
mod load;
mod site;
pub(crate) mod telling;
mod view;

pub use decisions::Decision;
pub use family::Family;
pub use likeness::Reason;
pub use load::{IncidentHead, Membership};
pub use view::{ClaimAt, Echo, Incident};
