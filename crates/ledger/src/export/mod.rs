//! The forms in which a ledger leaves: its claims, its incidents, whole reports. `docs/export.md` describes them.
//!
//! A form is a way of writing one report or one incident, and what stands around them; one loop writes them all, with
//! one report or incident in memory at a time.

mod acled;
mod countries;
mod event;
mod form;
mod geojson;
mod incidents;
mod parties;
mod prov;
mod record;
mod tables;
#[cfg(test)]
mod tests;
mod ucdp;
mod wanted;
mod write;

pub use form::{Form, Of};
pub use tables::Tables;
pub use write::Export;
