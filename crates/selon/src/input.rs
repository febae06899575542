use std::io::Read;

use selon_clean::Hints;
use selon_model::Article;

use crate::error::Error;

/// The articles of one input, read one after the other in bounded memory: at least one result.
///
/// The bytes say what they are: HTML, plain text, JSON objects, each also gzipped. What can't be read gives an error, and
/// what stands behind it in the same input is read all the same where it can be.
pub fn articles<R: Read>(bytes: R, hints: Hints) -> impl Iterator<Item = Result<Article, Error>> {
    selon_clean::stream(bytes, hints).map(|found| found.map_err(Error::input))
}
