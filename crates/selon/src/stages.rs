//! Stand-ins for stages that are not part of the workspace yet.

pub(crate) mod claims;
pub(crate) mod clean;
pub(crate) mod language;
