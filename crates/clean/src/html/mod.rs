//! Web pages: the article's paragraphs by an extraction crate, held to bounds of time and depth.
//!
//! The work is trafilatura's (a port of the Python program of that name), which is given a copy of the page without
//! scripts, styles and comments and no deeper than [`lean::MAX_DEPTH`]. Where it finds nothing, finds little of a page with
//! much text, or where the page is too big for it, the page's paragraphs go through the classifier for plain
//! text instead, which is linear. Its result is tidied by the same lexicon of furniture.

mod align;
mod blocks;
mod lean;
mod metadata;
mod scan;

use std::panic::{AssertUnwindSafe, catch_unwind};

use selon_model::{Block, BlockKind, PartialDate, Span};

use self::blocks::{Paragraph, paragraphs};
use self::metadata::Metadata;
use crate::source_map::SourceMap;
use crate::text::{Selection, furniture, furniture::Role, select, tokens};

/// An article taken from a page.
#[derive(Debug)]
pub(crate) struct Extracted {
    /// Paragraphs with empty lines between them, the title first where it is known.
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    /// From `text` to the page.
    pub(crate) map: SourceMap,
    pub(crate) metadata: Metadata,
}

/// A lean copy of more bytes goes to the linear classifier at once.
const MAX_LEAN: usize = 3_000_000;
/// Fewer bytes of an article make the result doubtful.
const LITTLE: usize = 600;

/// Whether a text is a web page rather than text with a "<" in it.
pub(crate) fn is_html(text: &str) -> bool {
    let head = text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    let sample: String = head.chars().take(2000).collect::<String>().to_ascii_lowercase();
    let opens = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<!--",
        "<meta",
        "<article",
        "<div",
        "<p>",
        "<p ",
        "<h1",
    ];
    let declared = sample.starts_with("<?xml") && sample.contains("<html");
    let inside =
        ["<html", "<head", "<body", "</p>", "</div>"].iter().filter(|t| sample.contains(**t)).count();
    declared || opens.iter().any(|tag| sample.starts_with(tag)) || inside >= 2
}

/// Takes the article from a page. `title` is the one that the input names, if it does.
pub(crate) fn extract(page: &str, title: Option<&str>) -> Extracted {
    let mut metadata = metadata::read(page);
    if title.is_some() {
        metadata.title = title.map(str::to_owned);
    }
    let lean = lean::lean(page);
    let found = by_extraction(&lean).map(without_furniture);
    let found = match found {
        Some(found) if volume(&found) >= LITTLE => found,
        doubtful => {
            let (linear, published) = by_classifier(page, metadata.title.as_deref());
            metadata.published = metadata.published.or(published);
            // The extractor's last resort is the page's whole text in one piece: prefer paragraphs.
            doubtful.filter(|d| volume(d) * 6 > volume(&linear) * 10).unwrap_or(linear)
        }
    };
    assemble(page, found, metadata)
}

fn volume(paragraphs: &[Paragraph]) -> usize {
    paragraphs.iter().map(|p| p.text.len()).sum()
}

/// The paragraphs that trafilatura takes for the article. A panic of its is no panic of ours.
fn by_extraction(lean: &str) -> Option<Vec<Paragraph>> {
    if lean.len() > MAX_LEAN {
        return None;
    }
    let options = trafilatura::Options::default().with_exclude_comments(true);
    let options = options.with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
    let result = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(lean, &options)));
    result.ok()?.ok().map(|found| paragraphs(&found.content_html))
}

/// Drops the teasers, appeals and bylines that stand inside an article's own markup.
fn without_furniture(mut found: Vec<Paragraph>) -> Vec<Paragraph> {
    found.retain(|p| match furniture::role_of(&p.text) {
        Some(found) => found.role == Role::Next,
        None => true,
    });
    while found.last().is_some_and(|p| p.kind == BlockKind::Heading) {
        found.pop();
    }
    found
}

/// The paragraphs that the classifier for plain text keeps, of those that are neither links nor in the page's margins.
fn by_classifier(page: &str, title: Option<&str>) -> (Vec<Paragraph>, Option<PartialDate>) {
    let mut text = String::new();
    let mut starts = Vec::new();
    let all = paragraphs(page);
    let candidates: Vec<&Paragraph> =
        all.iter().filter(|p| !p.aside && p.linked * 2 < p.text.len()).collect();
    for paragraph in &candidates {
        starts.push(text.len());
        text.push_str(&paragraph.text.replace('\n', " "));
        text.push_str("\n\n");
    }
    let Selection { blocks, published } = select(&text, title);
    let kept = blocks.into_iter().map(|block| {
        let at = starts.partition_point(|s| *s <= block.span.start as usize) - 1;
        Paragraph { kind: block.kind, ..candidates[at].clone() }
    });
    (kept.collect(), published)
}

/// Writes the paragraphs as one text with the title first, and maps it.
fn assemble(page: &str, found: Vec<Paragraph>, metadata: Metadata) -> Extracted {
    let index = align::Index::of(page);
    let mut aligner = align::Aligner::new(&index);
    let mut extracted =
        Extracted { text: String::new(), blocks: Vec::new(), map: SourceMap::default(), metadata };
    let title = extracted.metadata.title.clone().unwrap_or_default();
    let title_words = tokens(&title, 60);
    if !title.is_empty() && !found.is_empty() {
        extracted.add(&title, BlockKind::Title, &mut aligner);
    }
    for paragraph in &found {
        let words = tokens(&paragraph.text, 61);
        let repeats = !title_words.is_empty() && words == title_words;
        if !repeats && extracted.text.len() + paragraph.text.len() < u32::MAX as usize {
            for line in paragraph.text.split('\n').map(str::trim).filter(|l| !l.is_empty()) {
                extracted.add(line, paragraph.kind, &mut aligner);
            }
        }
    }
    extracted
}

impl Extracted {
    fn add(&mut self, line: &str, kind: BlockKind, aligner: &mut align::Aligner<'_>) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(line);
        aligner.add(line, start, &mut self.map);
        self.blocks.push(Block { span: Span::of(start..self.text.len()), kind });
    }
}
