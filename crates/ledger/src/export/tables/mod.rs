//! Parquet: the form of a report taken apart into long tables, a file each.
//!
//! Every value of the form is a cell, every list of objects a table of its own, and the keys `report_id`, `claim` and
//! `number` (from 1) join them. All tables are in the order of the reports, so that writing and reading go through them side by
//! side and hold no more than a part of each.

mod read;
mod schema;
mod write;

pub use read::Tables;
pub(super) use write::Writers;
