//! One document becomes an article.

use selon_model::{Article, Format, Original};

use crate::encoding::{Decoded, decode};
use crate::error::Error;
use crate::hints::Hints;
use crate::json::{self, Body};
use crate::source_map::SourceMap;
use crate::text::Boilerplate;
use crate::{dates, html, language, text};

/// The article of a document that is no JSON: a page or a text.
pub(crate) fn of_document(decoded: Decoded, bytes: Vec<u8>, hints: &Hints, known: &Boilerplate) -> Article {
    let article = Article { id: hints.id.clone(), url: hints.url.clone(), ..Article::default() };
    let declared = hints.content_type.as_deref().is_some_and(|t| t.to_ascii_lowercase().contains("html"));
    let article = if html::is_html(&decoded.text) || declared && decoded.text.contains("</") {
        of_html(decoded, Article { format: Format::Html, ..article }, known)
    } else {
        of_text(decoded, Article { format: Format::Text, ..article }, known)
    };
    with_hints(article, original(bytes, 0, hints.id.clone(), hints))
}

/// The article of a JSON object, given as bytes that begin at `offset` of the input. `id` is for one without its own.
pub(crate) fn of_json(
    bytes: Vec<u8>,
    offset: u64,
    id: String,
    hints: &Hints,
    known: &Boilerplate,
) -> Result<Article, Error> {
    let json = decode(&bytes, None)?;
    let record = json::record(&json.text)?;
    let mut article = Article {
        id: record.id.unwrap_or_else(|| id.clone()),
        title: record.title,
        author: record.author,
        url: record.url.or_else(|| hints.url.clone()),
        outlet: record.outlet,
        published: record.published,
        language: record.language,
        ..Article::default()
    };
    let below = |map: SourceMap| {
        let mut map = map.over(&json.map);
        map.runs.iter_mut().for_each(|run| run.source_start += offset);
        map
    };
    article = match record.body {
        Body::Text(body) => {
            let body = Decoded { map: below(body.map), ..body };
            of_text(body, Article { format: Format::JsonText, ..article }, known)
        }
        Body::Html(body) => {
            let body = Decoded { map: below(body.map), ..body };
            of_html(body, Article { format: Format::JsonHtml, ..article }, known)
        }
    };
    Ok(with_hints(article, original(bytes, offset, id, hints)))
}

/// The document and what the caller knows of it.
fn original(bytes: Vec<u8>, start: u64, id: String, hints: &Hints) -> Original {
    let Hints { content_type, url, outlet, published, .. } = hints.clone();
    Original { bytes, start, id, content_type, url, outlet, published }
}

/// What the caller knows of the outlet and the date goes before what the document says.
fn with_hints(article: Article, original: Original) -> Article {
    Article {
        outlet: original.outlet.clone().or(article.outlet),
        published: original.published.or(article.published),
        original,
        ..article
    }
}

/// Fills an article whose other fields hold what its input says of it.
fn of_text(decoded: Decoded, article: Article, known: &Boilerplate) -> Article {
    let selection = text::select(&decoded.text, article.title.as_deref(), known);
    let title = selection.title(&decoded.text);
    Article {
        title: article.title.or(title),
        published: article.published.or(selection.published).or_else(|| dated(article.url.as_deref())),
        language: article.language.or_else(|| language::of_blocks(&decoded.text, &selection.blocks)),
        kept: selection.blocks,
        text: decoded.text,
        map: decoded.map.runs,
        ..article
    }
}

fn of_html(decoded: Decoded, article: Article, known: &Boilerplate) -> Article {
    let found = html::extract(&decoded.text, article.title.as_deref(), known);
    let said = found.metadata;
    let url = article.url.or(said.url);
    Article {
        title: said.title,
        author: article.author.or(said.author),
        outlet: article.outlet.or(said.outlet),
        published: article.published.or(said.published).or_else(|| dated(url.as_deref())),
        language: article
            .language
            .or_else(|| language::of_blocks(&found.text, &found.blocks))
            .or(said.language),
        kept: found.blocks,
        text: found.text,
        map: found.map.over(&decoded.map).runs,
        url,
        ..article
    }
}

fn dated(url: Option<&str>) -> Option<selon_model::PartialDate> {
    url.and_then(dates::in_address)
}
