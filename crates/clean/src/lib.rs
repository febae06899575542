//! From bytes to articles: what stands in a web page, a text or a JSON object that a report's reader would read.
//!
//! An input is told by its bytes: HTML, plain text, a JSON object or JSONL or an array of objects with `text` or `html`,
//! each also gzipped; its encoding by its mark, the HTTP header, its own declaration, or detection. Of a page the
//! article is chosen; of a text the paragraphs that are the article are chosen and the text stays as it is. Nothing
//! here knows a conflict or a claim, and no text makes it fail: [`Error`] is for inputs that are no text at all.

mod article;
mod chars;
mod cleaner;
mod dates;
mod encoding;
mod error;
mod hints;
mod html;
mod input;
mod json;
mod language;
mod source_map;
mod text;

pub use cleaner::Cleaner;
pub use error::Error;
pub use hints::Hints;
pub use input::Articles;
