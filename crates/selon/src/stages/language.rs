//! Finds no words.

use std::convert::Infallible;

use selon_model::{Analysis, Block};

#[derive(Debug)]
pub(crate) struct Model;

impl Model {
    pub(crate) fn builtin() -> Result<Model, Infallible> {
        Ok(Model)
    }

    pub(crate) fn version(&self) -> &str {
        "none"
    }

    pub(crate) fn analyse(&self, text: &str, blocks: &[Block]) -> Analysis {
        Analysis { quotations: selon_language::quotations(text, blocks), ..Analysis::default() }
    }
}
