//! The JSON form of a report, version 1. `docs/output.md` describes it for its readers.
//!
//! Offsets leave the program here, and leave it as Unicode code points of `text`, end exclusive. The form of a ledger's
//! export ([`ReportForm::whole`]) holds all that a ledger keeps of a report, and [`read()`] makes the report of it again.

mod claim;
pub mod csv;
mod found;
mod head;
mod incident;
mod json;
mod offsets;
mod original;
mod parse;
mod read;
mod report;

pub use claim::rules;
pub use found::FoundForm;
pub use head::FORM;
pub use incident::IncidentForm;
pub use json::{line, pretty};
pub use parse::ParseForm;
pub(crate) use read::of_value;
pub use read::{Exported, read};
pub use report::{CleanForm, ReportForm};
