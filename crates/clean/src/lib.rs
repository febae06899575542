//! From bytes to articles: what stands in a web page, a text or a JSON object that a report's reader would read.
//!
//! An input is told by its bytes: HTML, plain text, a JSON object or JSONL or an array of objects with `text` or `html`,
//! each also gzipped; its encoding by its mark, the HTTP header, its own declaration, or detection. Of a page the
//! article is extracted; of a text the paragraphs that are the article are chosen and the text stays as it is. Nothing
//! here knows a conflict or a claim, and no text makes it fail: [`Error`] is for inputs that are no text at all.

mod article;
mod dates;
mod encoding;
mod error;
mod html;
mod input;
mod json;
mod language;
mod source_map;
mod text;

use std::io::Read;

pub use error::Error;
pub use input::Articles;
use selon_model::{Article, PartialDate};

/// What the caller knows of an input beside its bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hints {
    /// The article's id where the input names none: the name of its file. Further objects of one input are
    /// `id:2`, `id:3` ….
    pub id: String,
    /// The HTTP header `Content-Type`.
    pub content_type: Option<String>,
    /// The address that the input was fetched from.
    pub url: Option<String>,
    /// Name of the medium; goes before what the input says.
    pub outlet: Option<String>,
    /// Day of publication; goes before what the input says.
    pub published: Option<PartialDate>,
}

/// The articles of one input that is in memory; at least one result.
pub fn articles(bytes: &[u8], hints: &Hints) -> Vec<Result<Article, Error>> {
    stream(bytes, hints.clone()).collect()
}

/// The articles of one input, read one after the other in bounded memory.
///
/// Only one document is held at a time: 64 MB of it, decompressed, at most. A line of JSONL that cannot be read
/// gives an error that names it, and the lines after it are read; a broken stream ends with one error. The
/// iterator gives at least one result.
pub fn stream<R: Read>(reader: R, hints: Hints) -> Articles<R> {
    Articles::new(reader, hints)
}
