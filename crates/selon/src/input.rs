use std::io::Read;

use selon_clean::Hints;
use selon_model::Article;

use crate::error::Error;

/// Takes articles out of bytes. Made once, cheap to clone, shared by all threads.
#[derive(Clone, Debug)]
pub struct Cleaner(selon_clean::Cleaner);

impl Cleaner {
    /// With the table of boilerplate that the program carries in itself.
    ///
    /// # Errors
    /// Only where the program was built from damaged data.
    pub fn builtin() -> Result<Cleaner, Error> {
        selon_clean::Cleaner::builtin().map(Cleaner).map_err(Error::builtin)
    }

    /// The articles of one input, read one after the other in bounded memory: at least one result.
    ///
    /// The bytes say what they are: HTML, plain text, JSON objects, each also gzipped. What can't be read gives an error,
    /// and what stands behind it in the same input is read all the same where it can be.
    pub fn stream<R: Read>(
        &self,
        bytes: R,
        hints: Hints,
    ) -> impl Iterator<Item = Result<Article, Error>> + use<R> {
        self.0.stream(bytes, hints).map(|found| found.map_err(Error::input))
    }
}
