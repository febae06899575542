use std::borrow::Cow;
use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::DeflateDecoder;
use selon_model::{Article, Original, PartialDate};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::store::{deflate, format_name};

/// No document that a report was made from is longer.
const LARGEST: u64 = 64_000_000;

/// The bytes that a report was made from, and what was known beside them.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct OriginalForm<'a> {
    pub(super) format: Cow<'a, str>,
    id: Cow<'a, str>,
    content_type: Option<Cow<'a, str>>,
    url: Option<Cow<'a, str>>,
    outlet: Option<Cow<'a, str>>,
    published: Option<String>,
    sha256: String,
    encoding: Encoding,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<String>,
}

/// How the bytes are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Encoding {
    /// They are those of the report's text.
    #[serde(rename = "text")]
    Text,
    /// RFC 1951, then RFC 4648.
    #[serde(rename = "deflate+base64")]
    Deflate,
}

impl<'a> OriginalForm<'a> {
    pub(super) fn of(article: &'a Article) -> OriginalForm<'a> {
        let Original { bytes, id, content_type, url, outlet, published, .. } = &article.original;
        let encoding = if bytes == article.text.as_bytes() { Encoding::Text } else { Encoding::Deflate };
        OriginalForm {
            format: format_name(article.format).into(),
            id: id.into(),
            content_type: content_type.as_deref().map(Cow::from),
            url: url.as_deref().map(Cow::from),
            outlet: outlet.as_deref().map(Cow::from),
            published: published.map(|d| d.to_string()),
            sha256: hex(bytes),
            encoding,
            data: (encoding == Encoding::Deflate).then(|| STANDARD.encode(deflate(bytes))),
        }
    }

    /// The original of the report with this text.
    pub(super) fn read(self, text: &str) -> Result<Original, Error> {
        let bytes = match self.encoding {
            Encoding::Text => text.as_bytes().to_vec(),
            Encoding::Deflate => unpacked(self.data.as_deref().unwrap_or_default())?,
        };
        if hex(&bytes) != self.sha256 {
            return Err(damaged());
        }
        Ok(Original {
            bytes,
            start: 0,
            id: self.id.into_owned(),
            content_type: self.content_type.map(Cow::into_owned),
            url: self.url.map(Cow::into_owned),
            outlet: self.outlet.map(Cow::into_owned),
            published: self.published.and_then(|text| PartialDate::parse(&text)),
        })
    }
}

fn unpacked(data: &str) -> Result<Vec<u8>, Error> {
    let packed = STANDARD.decode(data).map_err(|_| damaged())?;
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed.as_slice())
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| damaged())?;
    if bytes.len() as u64 > LARGEST { Err(damaged()) } else { Ok(bytes) }
}

fn damaged() -> Error {
    Error::exported("the original of an exported report is damaged; export it again")
}

/// SHA-256 in hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
