use crate::span::Span;

/// One report as `clean` hands it on: a text, and which stretches of it are the article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The input object's own id, else the name of its file.
    pub id: String,
    /// For plain text the input unchanged (decoded); for HTML the article's text.
    pub text: String,
    /// The stretches of `text` that are the article, in order, without overlap. What lies between
    /// them is boilerplate of the page and is never evidence.
    pub kept: Vec<Block>,
    /// From the metadata or the input object; the title may also stand in `text` as a block.
    pub title: Option<String>,
    /// As the page names its author.
    pub author: Option<String>,
    /// Name of the site or medium.
    pub outlet: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Day of publication, never the hour of the download.
    pub published: Option<PartialDate>,
    /// ISO 639-1 code of the language of the kept text ("fr"), where it could be told.
    pub language: Option<String>,
    /// What the input was.
    pub format: Format,
    /// The way back from `text` to the decoded or original input, in order of `text`. No view reads it yet: it is for whoever
    /// shows a claim in the page that it was found on. It is not stored; reading the original again makes it anew.
    pub map: Vec<MapRun>,
    /// The bytes that it was made from, and what was known beside them.
    pub original: Original,
}

impl Article {
    /// The article's words that a claim may stand in: all but boilerplate.
    pub fn kept_spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.kept.iter().map(|b| b.span)
    }
}

/// The document that an article was made from. The same bytes and the same knowledge give the same article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Original {
    /// The whole document, decompressed: a page, a text, or the one JSON object.
    pub bytes: Vec<u8>,
    /// Where its first byte stands in the input.
    pub start: u64,
    /// The id that the caller has for a document without one of its own.
    pub id: String,
    /// The HTTP header `Content-Type`.
    pub content_type: Option<String>,
    /// The address that it was fetched from.
    pub url: Option<String>,
    /// The outlet, where the caller named one.
    pub outlet: Option<String>,
    /// Day of publication, where the caller named one.
    pub published: Option<PartialDate>,
}

/// A stretch of the article: a title, a paragraph, an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A heading inside the body.
    Heading,
    /// A paragraph, a list item, a quotation block.
    Paragraph,
}

/// What an input was found to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A web page.
    Html,
    /// Plain text.
    #[default]
    Text,
    /// A JSON object with `text`.
    JsonText,
    /// A JSON object with `html`.
    JsonHtml,
}

/// `text[text_start .. text_start + len]` came from the bytes `source_start .. source_end` of the
/// input. Where both have one length and the encoding is UTF-8 the bytes are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapRun {
    /// First byte in the article's text.
    pub text_start: u32,
    /// Bytes of the article's text that the run covers.
    pub text_len: u32,
    /// First byte in the original input (after decompression).
    pub source_start: u64,
    /// Bytes of the original that the run covers.
    pub source_len: u32,
}

/// A date of publication as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    /// Year of the common era.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31; only beside a month.
    pub day: Option<i8>,
}

impl PartialDate {
    /// Reads `2021`, `2021-03`, `2021-03-28`, and longer ISO 8601 stamps by their first ten
    /// characters. `None` for anything that is no such date.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let head = text.trim().split(['T', ' ']).next()?;
        let mut parts = head.split('-');
        let year: i16 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
        if parts.next().is_some() {
            return None;
        }
        // The calendar itself says whether the month and the day exist.
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(PartialDate { year, month, day })
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The last day that the date allows: the day itself, the end of the month, the end of the
    /// year. Nothing in the report can have happened, as told, after it.
    pub fn latest(self) -> Option<jiff::civil::Date> {
        let date = jiff::civil::Date::new(self.year, self.month.unwrap_or(12), self.day.unwrap_or(1)).ok()?;
        Some(if self.day.is_some() { date } else { date.last_of_month() })
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(PartialDate::parse(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
        };
        check("2021", Some("2021"));
        check("2021-03", Some("2021-03"));
        check("2021-03-28", Some("2021-03-28"));
        check("2021-03-28T10:04:00+02:00", Some("2021-03-28"));
        check("2021-02-30", None);
        check("28/03/2021", None);
        check("", None);
    }
}
