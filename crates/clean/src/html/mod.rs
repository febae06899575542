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

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use selon_model::{Block, BlockKind, PartialDate, Span};

use self::blocks::{Paragraph, paragraphs};
use self::lean::Lean;
use self::metadata::Metadata;
use crate::dates;
use crate::source_map::SourceMap;
use crate::text::{self, Extent, Unit};

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

/// A lean copy of more bytes or elements goes to the linear classifier at once: the extractor's cost grows faster
/// than its input. News pages have 500 to 5,000 elements.
const MAX_LEAN: usize = 1_500_000;
const MAX_ELEMENTS: usize = 12_000;
/// Fewer bytes of an article make the result doubtful.
const LITTLE: usize = 600;
/// Between two paragraphs of the article that stand so near each other in the page, headings and
/// paragraphs that the extractor passed over are the article's too; between title and text twice as far.
const GAP: usize = 4;
const LEAD_GAP: usize = 16;

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
    let title = metadata.title.as_deref();
    let all = paragraphs(page);
    let found = by_extraction(&lean::lean(page))
        .map(|found| Chosen::of(&filled(found, &all, title), title, Extent::Whole));
    let chosen = match found {
        Some(found) if found.volume() >= LITTLE => found,
        doubtful => {
            let linear = by_classifier(&all, title);
            // The extractor's last resort is the page's whole text in one piece: prefer paragraphs.
            doubtful.filter(|d| d.volume() * 6 > linear.volume() * 10).unwrap_or(linear)
        }
    };
    metadata.published = metadata.published.or_else(|| stated_day(&all, title)).or(chosen.published);
    assemble(page, &chosen, metadata)
}

/// The day that stands near the title: stated in words on either side of it, or alone below it.
fn stated_day(all: &[Paragraph], title: Option<&str>) -> Option<PartialDate> {
    let words = text::tokens(title?, 60);
    let at = all.iter().position(|p| p.kind == BlockKind::Heading && text::tokens(&p.text, 61) == words)?;
    let near = &all[at.saturating_sub(4)..all.len().min(at + 12)];
    let short = |p: &&Paragraph| p.text.split_whitespace().count() <= 30;
    let stated = near.iter().filter(short).find_map(|p| dates::stated(&p.text));
    let below = || {
        let below = all[at + 1..].iter().take(4).filter(|p| text::is_date_line(&p.text));
        below.filter_map(|p| dates::read(&p.text)).find(|date| date.day.is_some())
    };
    stated.or_else(below)
}

/// Paragraphs of a page as one text, and the blocks of it that are the article.
#[derive(Debug)]
struct Chosen {
    text: String,
    blocks: Vec<Block>,
    published: Option<PartialDate>,
}

impl Chosen {
    /// Chooses among paragraphs by the rules for plain text, which know a list and a heading from the markup here.
    fn of(paragraphs: &[Paragraph], title: Option<&str>, extent: Extent) -> Chosen {
        let mut text = String::new();
        let mut units: Vec<Unit> = Vec::new();
        for paragraph in paragraphs {
            let start = text.len();
            text.push_str(&paragraph.text);
            for mut unit in text::units(&paragraph.text) {
                unit.range = start + unit.range.start..start + unit.range.end;
                unit.bullet |= paragraph.item;
                unit.heading = paragraph.kind == BlockKind::Heading;
                units.push(unit);
            }
            text.push_str("\n\n");
        }
        let selection = text::select_units(&text, units, title, extent);
        Chosen { blocks: selection.blocks, published: selection.published, text }
    }

    fn volume(&self) -> usize {
        self.blocks.iter().map(|b| b.span.len() as usize).sum()
    }
}

/// The paragraphs that trafilatura takes for the article. A panic of its is no panic of ours.
fn by_extraction(lean: &Lean) -> Option<Vec<Paragraph>> {
    if lean.html.len() > MAX_LEAN || lean.elements > MAX_ELEMENTS {
        return None;
    }
    let options = trafilatura::Options::default().with_exclude_comments(true);
    let options = options.with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
    let result = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(&lean.html, &options)));
    result.ok()?.ok().map(|found| paragraphs(&found.content_html))
}

/// The paragraphs that the classifier for plain text keeps, of those that are neither links nor in the page's margins.
fn by_classifier(all: &[Paragraph], title: Option<&str>) -> Chosen {
    let candidates: Vec<Paragraph> =
        all.iter().filter(|p| !p.aside && p.linked * 2 < p.text.len()).cloned().collect();
    Chosen::of(&candidates, title, Extent::Densest)
}

/// The extractor's paragraphs with what it passed over: the standfirst under the title, headings and paragraphs
/// between two of its own; without those that are nothing but a link in the page.
fn filled(found: Vec<Paragraph>, all: &[Paragraph], title: Option<&str>) -> Vec<Paragraph> {
    let places = places(&found, all);
    let words = title.map(|t| text::tokens(t, 60)).unwrap_or_default();
    let is_title = |p: &Paragraph| !words.is_empty() && text::tokens(&p.text, 61) == words;
    let first = found.iter().zip(&places).filter(|(p, _)| !is_title(p)).find_map(|(_, place)| *place);
    let mut filled = Vec::with_capacity(found.len() + 8);
    let mut last =
        first.and_then(|first| (first.saturating_sub(LEAD_GAP)..first).rev().find(|at| is_title(&all[*at])));
    for (paragraph, place) in found.into_iter().zip(places) {
        let Some(place) = place else {
            filled.push(paragraph);
            continue;
        };
        if let Some(last) = last.filter(|last| *last < place) {
            let lead = first == Some(place);
            let near = place - last <= if lead { LEAD_GAP } else { GAP };
            filled.extend(all[last + 1..place].iter().filter(|p| near && passed_over(p, lead)).cloned());
        }
        let page = &all[place];
        let link = page.linked * 10 >= page.text.len() * 8 && !page.text.ends_with('.');
        if !link || is_title(page) {
            filled.push(Paragraph { kind: page.kind, item: page.item, ..paragraph });
        }
        last = Some(place.max(last.unwrap_or(0)));
    }
    filled
}

/// Whether a paragraph between two of the article's is one too.
fn passed_over(paragraph: &Paragraph, lead: bool) -> bool {
    let free = !paragraph.aside && paragraph.linked * 3 < paragraph.text.len();
    let heading = paragraph.kind == BlockKind::Heading && !lead;
    free && (heading
        || text::ends_sentence(&paragraph.text) && paragraph.text.split_whitespace().count() >= 8)
}

/// Where the extractor's paragraphs stand among those of the page, in the order of the page.
fn places(found: &[Paragraph], all: &[Paragraph]) -> Vec<Option<usize>> {
    let dense = |p: &Paragraph| p.text.split_whitespace().collect::<String>();
    let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, paragraph) in all.iter().enumerate() {
        index.entry(dense(paragraph)).or_default().push(at);
    }
    let mut next = 0;
    let place = |paragraph: &Paragraph| {
        let at = index.get(&dense(paragraph))?;
        let found = at.get(at.partition_point(|at| *at < next)).copied()?;
        next = found + 1;
        Some(found)
    };
    found.iter().map(place).collect()
}

/// Writes the chosen blocks as one text with the title first, and maps it.
fn assemble(page: &str, chosen: &Chosen, metadata: Metadata) -> Extracted {
    let index = align::Index::of(page);
    let mut aligner = align::Aligner::new(&index);
    let mut extracted =
        Extracted { text: String::new(), blocks: Vec::new(), map: SourceMap::default(), metadata };
    let own = chosen.blocks.iter().find(|b| b.kind == BlockKind::Title).map(|b| b.span.of_text(&chosen.text));
    extracted.metadata.title = extracted.metadata.title.or_else(|| own.map(str::to_owned));
    let title = extracted.metadata.title.clone().unwrap_or_default();
    let title_words = text::tokens(&title, 60);
    if !title.is_empty() && !chosen.blocks.is_empty() {
        extracted.add(&title, BlockKind::Title, &mut aligner);
    }
    for block in &chosen.blocks {
        let line = block.span.of_text(&chosen.text);
        let repeats = !title_words.is_empty() && text::tokens(line, 61) == title_words;
        if !repeats {
            let kind = if block.kind == BlockKind::Title { BlockKind::Heading } else { block.kind };
            extracted.add(&line.replace('\n', " "), kind, &mut aligner);
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
