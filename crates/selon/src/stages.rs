//! Stand-ins for stages that are not part of the workspace yet.

pub(crate) mod clean;
