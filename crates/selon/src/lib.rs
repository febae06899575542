//! selon's façade: loads the resources once, runs the stages, gives a [`Report`].
//!
//! ```text
//! bytes ─► Article ─► Analysis ─► Claims
//!  clean     language    claims
//! ```
//!
//! A [`Cleaner`] turns the bytes of an input into articles, a [`Reader`] turns an article into a
//! report.

mod error;
mod input;
mod reader;
mod resources;
mod versions;

pub use error::Error;
pub use input::Cleaner;
pub use reader::Reader;
pub use resources::Resources;
pub use selon_clean::Hints;
pub use selon_language::{Model, Options, Repairs, to_conllu};
pub use selon_model as model;
pub use selon_model::Report;
pub use versions::{READING, digest};
