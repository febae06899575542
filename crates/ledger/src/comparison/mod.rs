//! Comparison of claims: what its reports answer to one question, and where answers exclude each other.
//!
//! Two answers that exclude each other are an update (one origin, later), of another scope (the dead and the dead with the
//! wounded, a part and the whole, another place or day), or a true contradiction (two origins). Figures stay with their
//! origins and are never averaged.

mod agree;
mod compare;
mod credibility;
mod group;
mod scope;
mod source;
mod statement;
mod value;

pub use compare::Comparison;
pub use credibility::{Credibility, credibility};
pub use scope::Scope;
pub(crate) use source::voice;
pub use statement::{Pair, Relation, Statement};
pub use value::{Amount, Subject, Value};
