use std::io::Read;
use std::sync::Arc;

use selon_model::Article;

use crate::error::Error;
use crate::hints::Hints;
use crate::input::Articles;
use crate::text::Boilerplate;

/// What cleaning needs and never changes: the wordings of boilerplate. Made once, cheap to clone, shared by all threads.
#[derive(Clone, Debug)]
pub struct Cleaner {
    boilerplate: Arc<Boilerplate>,
}

impl Cleaner {
    /// With the table that the program carries in itself.
    ///
    /// # Errors
    /// Only where the program was built from a damaged table; the message names file and line.
    pub fn builtin() -> Result<Cleaner, Error> {
        Ok(Cleaner { boilerplate: Arc::new(Boilerplate::builtin()?) })
    }

    /// A digest of the table: articles made by cleaners of the same version of the program and of the same digest are
    /// the same.
    pub fn version(&self) -> &str {
        self.boilerplate.version()
    }

    /// The articles of one input that is in memory; at least one result.
    pub fn articles(&self, bytes: &[u8], hints: &Hints) -> Vec<Result<Article, Error>> {
        self.stream(bytes, hints.clone()).collect()
    }

    /// The articles of one input, read one after the other in bounded memory.
    ///
    /// Only one document is held at a time: 64 MB of it, decompressed, at most. A line of JSONL that cannot be read
    /// gives an error that names it, and the lines after it are read; a broken stream ends with one error. The
    /// iterator gives at least one result.
    pub fn stream<R: Read>(&self, reader: R, hints: Hints) -> Articles<R> {
        Articles::new(reader, hints, Arc::clone(&self.boilerplate))
    }
}
