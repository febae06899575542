//! Bytes become text: byte order marks, declared encodings, then detection.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::{Error, Kind};
use crate::source_map::SourceMap;

/// A decoded input and the way back to its bytes.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) map: SourceMap,
}

/// Decodes bytes: by their mark, as UTF-8 where they are valid UTF-8 whatever is declared, by the
/// encoding of the HTTP header, by the one that the document declares, by detection.
///
/// The map is exact for UTF-8 and for encodings of one byte a character, exact to the word for
/// UTF-16, and a single run for the multi-byte encodings of East Asia.
pub(crate) fn decode(bytes: &[u8], content_type: Option<&str>) -> Result<Decoded, Error> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Kind::Empty.into());
    }
    if let Some(what) = known_binary(bytes) {
        return Err(Kind::NotText(what).into());
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decode_as(bytes, mark, encoding));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(decode_as(bytes, 0, encoding));
    }
    if control_share(bytes) > MAX_CONTROL_SHARE {
        return Err(Kind::NotText("binary data").into());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { map: SourceMap::verbatim(text.len(), 0), text: text.to_owned() });
    }
    let declared = content_type.and_then(charset_parameter).or_else(|| declared_in(bytes));
    match declared.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) if encoding != UTF_8 && !encoding.is_single_byte_misfit(bytes) => {
            Ok(decode_as(bytes, 0, encoding))
        }
        _ if nearly_utf8(bytes) => Ok(decode_as(bytes, 0, UTF_8)),
        _ => detect(bytes),
    }
}

/// More control characters than this in the first bytes, and it is no text.
const MAX_CONTROL_SHARE: f64 = 0.01;
/// How much of an input is looked at to tell its encoding.
const SAMPLE: usize = 64 << 10;

trait Misfit {
    /// Whether a declared encoding cannot be the one of the bytes: UTF-16 with ASCII markup.
    fn is_single_byte_misfit(&self, bytes: &[u8]) -> bool;
}

impl Misfit for Encoding {
    fn is_single_byte_misfit(&self, bytes: &[u8]) -> bool {
        (self == UTF_16LE || self == UTF_16BE) && !sample(bytes).contains(&0)
    }
}

fn sample(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(SAMPLE)]
}

/// Formats that users may hand over by mistake, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 14] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive (or a word processor's file)"),
        (b"{\\rtf", "an RTF document"),
        (b"\xD0\xCF\x11\xE0", "an old Office document"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x7FELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"BZh", "a bzip2 archive"),
        (b"\xFD7zXZ", "an xz archive"),
        (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"PAR1", "a Parquet file"),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

fn control_share(bytes: &[u8]) -> f64 {
    let sample = sample(bytes);
    let controls = sample.iter().filter(|b| **b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B));
    controls.count() as f64 / sample.len().max(1) as f64
}

/// UTF-16 gives itself away by zeroes at every other place.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeroes = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeroes(0), zeroes(1), sample.len() / 2);
    let zero = |many: usize, few: usize| half >= 4 && many * 10 >= half * 6 && few * 20 <= half;
    if zero(odd, even) { Some(UTF_16LE) } else { zero(even, odd).then_some(UTF_16BE) }
}

/// The `charset` of a `Content-Type`.
fn charset_parameter(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let value = lower.split_once("charset")?.1.trim_start().strip_prefix('=')?;
    label_at(value)
}

/// The label that begins a string, quoted or not.
fn label_at(value: &str) -> Option<String> {
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let label: String =
        value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')).collect();
    (!label.is_empty()).then_some(label)
}

/// The encoding named by `<meta charset>`, `<meta http-equiv>` or an XML declaration in the first
/// four kilobytes.
fn declared_in(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    if let Some(declaration) = head.strip_prefix("<?xml") {
        let declaration = declaration.split_once("?>").map_or("", |(inside, _)| inside);
        if let Some((_, value)) = declaration.split_once("encoding") {
            return label_at(value.trim_start().strip_prefix('=')?);
        }
    }
    head.split("<meta").skip(1).find_map(|tag| {
        let tag = tag.split_once('>').map_or(tag, |(inside, _)| inside);
        let (_, value) = tag.split_once("charset")?;
        label_at(value.trim_start().strip_prefix('=')?)
    })
}

/// Whether the bytes are UTF-8 with a few broken sequences, as a cut-off download leaves them.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut whole) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    whole >= 1 && broken * 20 <= whole.max(20)
}

fn detect(bytes: &[u8]) -> Result<Decoded, Error> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    if encoding == WINDOWS_1252 && looks_like_latin9(bytes) {
        encoding = encoding_rs::ISO_8859_15;
    }
    let decoded = decode_as(bytes, 0, encoding);
    if plausible(&decoded.text) { Ok(decoded) } else { Err(Kind::NoEncoding.into()) }
}

/// ISO 8859-15 differs from windows-1252 where French has "œ": as windows-1252, "cœur" would be "c½ur".
fn looks_like_latin9(bytes: &[u8]) -> bool {
    let letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0xC0);
    let c1 = bytes.iter().any(|b| (0x80..0xA0).contains(b));
    let inside =
        bytes.windows(3).any(|w| matches!(w[1], 0xBC | 0xBD) && letter(w.first()) && letter(w.get(2)));
    !c1 && inside
}

/// Whether decoded text can be somebody's writing: hardly any control or replacement characters, and spaces
/// between words unless its script writes none.
fn plausible(text: &str) -> bool {
    let (mut all, mut odd, mut spaces, mut dense) = (0usize, 0usize, 0usize, 0usize);
    for c in text.chars().take(SAMPLE) {
        all += 1;
        odd += usize::from(
            c == '\u{FFFD}' || ('\u{80}'..'\u{A0}').contains(&c) || ('\u{E000}'..'\u{F900}').contains(&c),
        );
        spaces += usize::from(c.is_whitespace());
        dense += usize::from(c > '\u{0E00}');
    }
    odd * 50 <= all && (spaces * 40 >= all || dense * 2 >= all)
}

fn decode_as(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Decoded {
    let body = &bytes[mark..];
    let offset = mark as u64;
    if encoding == UTF_8 {
        decode_utf8(body, offset)
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        decode_utf16(body, offset, encoding)
    } else {
        let (text, _) = encoding.decode_without_bom_handling(body);
        let text = text.into_owned();
        let mut map = SourceMap::default();
        if encoding.is_single_byte() {
            let (mut at, mut source) = (0, offset);
            for c in text.chars() {
                map.push(at, c.len_utf8(), source, 1);
                at += c.len_utf8();
                source += 1;
            }
        } else {
            map.push(0, text.len(), offset, body.len());
        }
        Decoded { text, map }
    }
}

fn decode_utf8(body: &[u8], offset: u64) -> Decoded {
    let mut text = String::with_capacity(body.len());
    let mut map = SourceMap::default();
    let mut source = offset;
    for chunk in body.utf8_chunks() {
        map.push(text.len(), chunk.valid().len(), source, chunk.valid().len());
        text.push_str(chunk.valid());
        source += chunk.valid().len() as u64;
        if !chunk.invalid().is_empty() {
            // As long as the replacement itself, a broken sequence must not look like an exact run.
            map.push(text.len(), '\u{FFFD}'.len_utf8(), source, chunk.invalid().len().min(2));
            text.push('\u{FFFD}');
            source += chunk.invalid().len() as u64;
        }
    }
    Decoded { text, map }
}

fn decode_utf16(body: &[u8], offset: u64, encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(body);
    let text = text.into_owned();
    let mut map = SourceMap::default();
    let (mut start, mut source, mut units) = (0, offset, 0);
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        let end = at + c.len_utf8();
        if c.is_whitespace() || end == text.len() {
            map.push(start, end - start, source, units * 2);
            (start, source, units) = (end, source + units as u64 * 2, 0);
        }
    }
    Decoded { text, map }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "L’armée a été repoussée près de Ségou, où le chœur des élus s’inquiète.\n";

    fn check(bytes: &[u8], content_type: Option<&str>, expected: &str) {
        let decoded = decode(bytes, content_type).unwrap();
        assert_eq!(decoded.text, expected);
        let covered: usize = decoded.map.runs.iter().map(|r| r.text_len as usize).sum();
        assert_eq!(covered, expected.len());
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn marks_and_utf16() {
        check(format!("\u{FEFF}{FRENCH}").as_bytes(), None, FRENCH);
        for little in [true, false] {
            check(&utf16(FRENCH, little), None, FRENCH);
            check(&utf16(&format!("\u{FEFF}{FRENCH}"), little), None, FRENCH);
        }
    }

    #[test]
    fn legacy_encodings() {
        let (bytes, _, _) = WINDOWS_1252.encode(FRENCH);
        check(&bytes, None, FRENCH);
        check(&bytes, Some("text/html; charset=ISO-8859-1"), FRENCH);
        let latin9 = FRENCH.replace('’', "'");
        let (bytes, _, _) = encoding_rs::ISO_8859_15.encode(&latin9);
        check(&bytes, None, &latin9);
        check(&bytes, Some("text/plain; charset=\"iso-8859-15\""), &latin9);
        let page = format!("<meta charset='koi8-r'><p>{}", "Бой у села");
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(&page);
        check(&bytes, None, &page);
    }

    #[test]
    fn valid_utf8_wins_over_a_wrong_declaration() {
        let page = format!("<meta charset=iso-8859-1><p>{FRENCH}");
        check(page.as_bytes(), Some("text/html; charset=windows-1252"), &page);
    }

    #[test]
    fn a_cut_sequence_at_the_end_leaves_the_rest() {
        let mut bytes = FRENCH.as_bytes().to_vec();
        bytes.extend(b"mati\xC3");
        check(&bytes, None, &format!("{FRENCH}mati\u{FFFD}"));
    }

    #[test]
    fn what_is_no_text_is_named() {
        let error = |bytes: &[u8]| decode(bytes, None).unwrap_err().to_string();
        assert_eq!(error(b" \n"), "there is no text in it");
        assert_eq!(error(b"%PDF-1.7 ..."), "a PDF file, not text, HTML or JSON");
        assert_eq!(error(&[1, 2, 3, 0, 7, 9, 200, 5]), "binary data, not text, HTML or JSON");
        let noise: Vec<u8> = (0..4000u32).map(|i| 0x80 + (i * i * 31 % 127) as u8).collect();
        assert_eq!(error(&noise), "neither UTF-8 nor any other encoding that fits the bytes");
    }
}
