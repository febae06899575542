//! Incidents: the claims of many reports that tell one event.

mod blocks;
mod clustering;
mod decisions;
mod family;
mod id;
mod load;
mod report_event;
mod similarity;
mod site;
mod summary;
mod view;

pub(crate) use clustering::{place, withdraw};
pub use decisions::Decision;
pub(crate) use decisions::merge_all;
pub use family::Family;
pub use id::id_of;
pub(crate) use id::key_of;
pub use load::{IncidentHead, Membership};
pub(crate) use report_event::{Day, ReportEvent, day, tellings};
pub use similarity::Reason;
pub use summary::Summary;
pub use view::{ClaimAt, Echo, Incident};
