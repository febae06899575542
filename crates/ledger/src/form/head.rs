use selon_model::{Article, Format};
use serde::Serialize;

/// Raised when a field changes its name or its meaning; new fields don't raise it.
pub const FORM: u32 = 1;

/// What every form says of its article.
#[derive(Debug, Serialize)]
pub(super) struct Head<'a> {
    id: &'a str,
    title: Option<&'a str>,
    author: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    format: &'static str,
}

impl<'a> Head<'a> {
    pub(super) fn of(article: &'a Article) -> Head<'a> {
        Head {
            id: &article.id,
            title: article.title.as_deref(),
            author: article.author.as_deref(),
            outlet: article.outlet.as_deref(),
            published: article.published.map(|d| d.to_string()),
            url: article.url.as_deref(),
            language: article.language.as_deref(),
            format: match article.format {
                Format::Html | Format::JsonHtml => "html",
                Format::Text | Format::JsonText => "text",
            },
        }
    }
}
