//! Counting rules: how many were killed and wounded, as three published codebooks would have it.
//!
//! A rule is a view over claims, with a name and a version. None changes what the reports say, and none averages. What is
//! denied, planned, asked for or supposed does not count. `docs/counting.md` tells what each codebook says and where we are
//! simpler.

mod estimate;
mod rule;
mod toll;

pub use estimate::{Count, Estimate, count};
pub use rule::{Rule, VERSION};
