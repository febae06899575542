//! What was typed, and the help that is shown for it.

pub(crate) mod as_of;
pub(crate) mod ask;
pub(crate) mod filters;
pub(crate) mod ledger;
pub(crate) mod program;
pub(crate) mod read;
pub(crate) mod values;
