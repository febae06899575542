//! How values stand in the file: originals deflated, formats by their names.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};
use selon_model::Format;

use crate::error::Error;

/// Deflated at a level that costs little.
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(4));
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// What [`deflate`] wrote, to its last byte.
pub(crate) fn inflate(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let damaged = || Error::damaged("what was deflated is cut off or damaged; selon verify says where");
    let mut inflater = Decompress::new(false);
    let mut whole = Vec::with_capacity(bytes.len() * 4 + 64);
    loop {
        let (read, written) = (inflater.total_in(), inflater.total_out());
        let rest = bytes.get(read as usize..).unwrap_or_default();
        let status =
            inflater.decompress_vec(rest, &mut whole, FlushDecompress::None).map_err(|_| damaged())?;
        if status == Status::StreamEnd {
            return Ok(whole);
        }
        // Room was left and nothing came: the end is missing.
        if (inflater.total_in(), inflater.total_out()) == (read, written) && whole.len() < whole.capacity() {
            return Err(damaged());
        }
        whole.reserve(whole.capacity());
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_is_an_error() {
        let text = "Trois morts à Gao, selon la mairie. ".repeat(400);
        let packed = deflate(text.as_bytes());
        assert_eq!(inflate(&packed).unwrap(), text.as_bytes());
        assert_eq!(inflate(&deflate(b"")).unwrap(), b"");
        for cut in [0, 1, packed.len() / 2, packed.len() - 1] {
            assert!(inflate(&packed[..cut]).unwrap_err().is_damaged(), "{cut}");
        }
    }
}
