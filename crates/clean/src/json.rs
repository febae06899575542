//! Objects with `text` or `html`: which fields are read, and the way back into their strings.

use selon_model::PartialDate;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::encoding::Decoded;
use crate::error::{Error, Kind};
use crate::{dates, source_map::SourceMap};

/// The fields of an input object that are read; all others are passed over.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) body: Body,
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<PartialDate>,
    pub(crate) language: Option<String>,
}

/// What the object holds, with the map into the JSON's own bytes.
#[derive(Debug)]
pub(crate) enum Body {
    Text(Decoded),
    Html(Decoded),
}

#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow)]
    html: Option<&'a RawValue>,
    id: Option<Value>,
    title: Option<Value>,
    author: Option<Value>,
    url: Option<Value>,
    outlet: Option<Value>,
    source: Option<Value>,
    published: Option<Value>,
    date: Option<Value>,
    language: Option<Value>,
}

/// Reads one object. Offsets of the body's map count from the first byte of `json`.
pub(crate) fn record(json: &str) -> Result<Record, Error> {
    let fields: Fields<'_> = serde_json::from_str(json).map_err(|e| Error::from(Kind::Json(e)))?;
    let body = match (string_of(json, fields.text), string_of(json, fields.html)) {
        (Some(text), html) if !text.text.trim().is_empty() || html.is_none() => Body::Text(text),
        (_, Some(html)) => Body::Html(html),
        _ => return Err(Kind::NoText.into()),
    };
    let date = [fields.published, fields.date].into_iter().flatten().find_map(|v| dates::read(v.as_str()?));
    Ok(Record {
        body,
        id: fields.id.and_then(word),
        title: fields.title.and_then(word),
        author: fields.author.and_then(word),
        url: fields.url.and_then(word),
        outlet: fields.outlet.and_then(word).or_else(|| fields.source.and_then(word)),
        published: date,
        language: fields.language.and_then(word).and_then(|l| language_code(&l)),
    })
}

/// A string or number as text; nothing for what is empty or of another shape.
fn word(value: Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// `fr` of `fr`, `fr-FR`, `FR_be`.
pub(crate) fn language_code(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

/// The string that a raw value is; its map leads into `json`, which the value borrows from.
fn string_of(json: &str, raw: Option<&RawValue>) -> Option<Decoded> {
    let raw = raw?.get();
    let inside = raw.strip_prefix('"')?.strip_suffix('"')?;
    let offset = inside.as_ptr() as usize - json.as_ptr() as usize;
    Some(unescape(inside, offset as u64))
}

/// Undoes the escapes of a JSON string whose syntax is known to be right. Half of a surrogate pair
/// becomes U+FFFD: a page with a broken emoji is still a page.
fn unescape(inside: &str, offset: u64) -> Decoded {
    let mut text = String::with_capacity(inside.len());
    let mut map = SourceMap::default();
    let mut at = 0;
    while let Some(found) = inside[at..].find('\\') {
        copy(&mut text, &mut map, &inside[at..at + found], offset + at as u64);
        at += found;
        let (c, len) = escaped(&inside[at..]);
        map.push(text.len(), c.len_utf8(), offset + at as u64, len);
        text.push(c);
        at += len;
    }
    copy(&mut text, &mut map, &inside[at..], offset + at as u64);
    Decoded { text, map }
}

fn copy(text: &mut String, map: &mut SourceMap, stretch: &str, source: u64) {
    map.push(text.len(), stretch.len(), source, stretch.len());
    text.push_str(stretch);
}

/// The character of the escape that `rest` begins with, and the escape's length in bytes.
fn escaped(rest: &str) -> (char, usize) {
    let simple = |c| (c, 2);
    match rest.as_bytes().get(1) {
        Some(b'n') => simple('\n'),
        Some(b'r') => simple('\r'),
        Some(b't') => simple('\t'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{C}'),
        Some(b'u') => match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                (char::from_u32(code).unwrap_or('\u{FFFD}'), 12)
            }
            (Some(code), _) => (char::from_u32(code).unwrap_or('\u{FFFD}'), 6),
            (None, _) => simple('\u{FFFD}'),
        },
        Some(c) if c.is_ascii() => simple(char::from(*c)),
        _ => ('\u{FFFD}', 1),
    }
}

/// The code unit of a `\uXXXX` at the beginning of a string.
fn unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(json: &str) -> String {
        match record(json).unwrap().body {
            Body::Text(decoded) | Body::Html(decoded) => decoded.text,
        }
    }

    #[test]
    fn escapes_are_undone_and_mapped() {
        let json = r#"{"text": "Le \"cœur\"\nde l\u00e9\ud83d\ude00 \ud83d."}"#;
        assert_eq!(text_of(json), "Le \"cœur\"\nde lé😀 \u{FFFD}.");
        let Body::Text(decoded) = record(json).unwrap().body else { panic!("no text") };
        for run in decoded.map.runs.iter().filter(|r| r.text_len == r.source_len) {
            let (text, source) = (run.text_start as usize, run.source_start as usize);
            let len = run.text_len as usize;
            assert_eq!(decoded.text[text..text + len], json[source..source + len]);
        }
        assert_eq!(decoded.map.runs[0].source_start, 10);
    }

    #[test]
    fn fields() {
        let json = r#"{"id": 7, "html": "<p>a", "text": null, "source": "RFI", "date": "28/03/2021",
            "title": " T ", "language": "fr-FR", "claims": [{"type": 3}]}"#;
        let record = record(json).unwrap();
        assert!(matches!(record.body, Body::Html(_)));
        assert_eq!(record.id.as_deref(), Some("7"));
        assert_eq!(record.outlet.as_deref(), Some("RFI"));
        assert_eq!(record.title.as_deref(), Some("T"));
        assert_eq!(record.language.as_deref(), Some("fr"));
        assert_eq!(record.published.map(|d| d.to_string()).as_deref(), Some("2021-03-28"));
    }

    #[test]
    fn objects_without_text() {
        assert_eq!(
            record(r#"{"id": "x"}"#).unwrap_err().to_string(),
            "a JSON object with neither \"text\" nor \"html\""
        );
        assert!(record("{\"text\": ").unwrap_err().to_string().starts_with("no valid JSON: EOF"));
    }
}
