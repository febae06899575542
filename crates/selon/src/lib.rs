//! selon's façade: loads the resources once, runs the stages, gives a [`Report`].
//!
//! ```text
//! bytes ─► Article ─► Analysis ─► Claims
//!  clean     language    claims
//! ```
//!
//! [`articles`] turns the bytes of an input into articles, a [`Reader`] turns an article into a
//! report.

mod reader;
mod resources;

pub use reader::Reader;
pub use resources::{Error, Resources};
pub use selon_clean::{Error as InputError, Hints, stream as articles};
pub use selon_language::{Model, Options, Repairs, to_conllu};
pub use selon_model as model;
pub use selon_model::Report;
