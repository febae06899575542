//! Incidents: the claims of many reports that tell one event.

mod family;
mod view;

pub use family::Family;
pub use view::{ClaimAt, Echo, Incident};
