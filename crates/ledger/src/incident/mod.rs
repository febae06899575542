//! Incidents: the claims of many reports that tell one event.

mod blocks;
pub(crate) mod decisions;
mod family;
mod form;
pub(crate) mod leaders;
mod likeness;
mod load;
mod site;
mod summary;
pub(crate) mod telling;
mod view;

pub use decisions::Decision;
pub use family::Family;
pub use form::IncidentForm;
pub use likeness::Reason;
pub use load::{IncidentHead, Membership, id_of};
pub use summary::Summary;
pub use view::{ClaimAt, Echo, Incident};
