//! How values stand in the file: originals deflated, formats by their names.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use selon_model::Format;

use crate::error::Error;

/// Deflated at a level that costs little.
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(4));
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// What [`deflate`] wrote.
pub(crate) fn inflate(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut whole = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut whole)?;
    Ok(whole)
}

/// The written name of a format.
pub(crate) const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Html => "html",
        Format::Text => "text",
        Format::JsonText => "json-text",
        Format::JsonHtml => "json-html",
    }
}

/// The format with this written name.
pub(crate) fn format_of(name: &str) -> Option<Format> {
    [Format::Html, Format::Text, Format::JsonText, Format::JsonHtml]
        .into_iter()
        .find(|f| format_name(*f) == name)
}
