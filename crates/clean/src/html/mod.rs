//! Web pages: the article's paragraphs, with the way back to the page's bytes.
//!
//! One walk makes an outline of the page: paragraphs and the elements that hold them ([`outline`]). Their place gives the
//! stretch that may be the article ([`choose`]), and the rules for plain text choose among its paragraphs by their words.
//! Every step is linear in the length of the page.

mod choose;
mod metadata;
mod outline;
mod scan;
mod tags;

use selon_model::{Block, BlockKind, PartialDate, Span};

use self::metadata::Metadata;
use self::outline::{Outline, Paragraph};
use crate::chars::tokens;
use crate::dates;
use crate::source_map::SourceMap;
use crate::text::{self, Boilerplate, Extent, Selection, Unit};

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
pub(crate) fn extract(page: &str, title: Option<&str>, boilerplate: &Boilerplate) -> Extracted {
    let mut metadata = metadata::read(page);
    let outline = Outline::of(page);
    let known = title.or(metadata.title.as_deref());
    let place = known.and_then(|title| titled(&outline, title));
    let line = place.map(|place| place.span.of_text(&outline.text));
    // The page's own wording goes before that of its head, and the input's before both.
    let own = line.map(|line| line.replace('\n', " "));
    metadata.title = title.map(str::to_owned).or(own).or(metadata.title);
    let paragraph = place.map(|place| place.paragraph);
    let chosen = choose::choose(&outline, paragraph, boilerplate);
    let selection = select(&outline, &chosen, line.or(metadata.title.as_deref()), boilerplate);
    let stated = || paragraph.and_then(|at| stated_day(&outline, at));
    metadata.published = metadata.published.or_else(stated).or(selection.published);
    assemble(&outline, &selection, place, metadata)
}

/// Where the title stands: the first line of a paragraph, or the whole of it.
#[derive(Clone, Copy, Debug)]
struct Place {
    paragraph: usize,
    span: Span,
}

/// The paragraph that says the title: in its words, a heading rather than another; else the first of those that share
/// most words with it, and more than half of their own.
fn titled(outline: &Outline, title: &str) -> Option<Place> {
    const SHARED: usize = 4;
    let words = tokens(title, 60);
    let (mut same, mut alike) = (None, (SHARED - 1, None));
    for (paragraph, Paragraph { span, kind, .. }) in outline.paragraphs.iter().enumerate() {
        let text = span.of_text(&outline.text);
        let first = text.lines().next().unwrap_or(text).trim_end();
        let start = span.start as usize;
        for line in [text, first] {
            let place = Place { paragraph, span: Span::of(start..start + line.len()) };
            let line = tokens(line, 61);
            let heading = *kind == BlockKind::Heading;
            if line == words && !line.is_empty() && (same.is_none() || heading) {
                same = Some(place);
                if heading {
                    return same;
                }
            }
            let shared = line.iter().filter(|w| words.contains(w)).count();
            if shared * 2 > line.len() && shared > alike.0 && line.len() <= 60 {
                alike = (shared, Some(place));
            }
        }
    }
    same.or(alike.1)
}

/// The day that stands near the title: stated in words on either side of it, or alone below it.
fn stated_day(outline: &Outline, title: usize) -> Option<PartialDate> {
    let lines = |range: std::ops::Range<usize>| range.map(|at| outline.line(at));
    let last = outline.paragraphs.len();
    let short = |line: &&str| line.split_whitespace().count() <= 30;
    let mut near = lines(title.saturating_sub(4)..last.min(title + 12)).filter(short);
    let below = || {
        let below = lines(title + 1..last.min(title + 5)).filter(|line| text::is_date_line(line));
        below.filter_map(dates::read).find(|date| date.day.is_some())
    };
    near.find_map(dates::stated).or_else(below)
}

/// Chooses among paragraphs by the rules for plain text, which know a list and a heading from the markup here.
fn select(outline: &Outline, chosen: &[usize], title: Option<&str>, boilerplate: &Boilerplate) -> Selection {
    let mut units: Vec<Unit> = Vec::new();
    for paragraph in chosen.iter().map(|at| &outline.paragraphs[*at]) {
        let start = paragraph.span.start as usize;
        for mut unit in text::units(paragraph.span.of_text(&outline.text)) {
            unit.range = start + unit.range.start..start + unit.range.end;
            unit.bullet |= paragraph.item;
            unit.heading = paragraph.kind == BlockKind::Heading;
            unit.sentence |= !unit.heading && has_sentence(&outline.text[unit.range.clone()], unit.words);
            units.push(unit);
        }
    }
    text::select_units(&outline.text, units, title, Extent::Whole, boilerplate)
}

/// Whether a paragraph that does not end as a sentence does holds one: "… a dit la police. Fin".
fn has_sentence(line: &str, words: usize) -> bool {
    words >= 15 && line.contains(". ")
}

/// Writes the chosen blocks as one text with the title first.
fn assemble(outline: &Outline, selection: &Selection, place: Option<Place>, metadata: Metadata) -> Extracted {
    let mut extracted =
        Extracted { text: String::new(), blocks: Vec::new(), map: SourceMap::default(), metadata };
    let own = || selection.blocks.iter().find(|b| b.kind == BlockKind::Title).map(|b| b.span);
    let span = match &extracted.metadata.title {
        Some(title) => place.map(|place| place.span).or_else(|| outline.begins(title)),
        None => own(),
    };
    let title = span.map(|s| s.of_text(&outline.text).replace('\n', " ")).or(extracted.metadata.title.take());
    let title_words = title.as_deref().map(|t| tokens(t, 60)).unwrap_or_default();
    if let Some(title) = title.as_deref().filter(|_| !selection.blocks.is_empty()) {
        extracted.title(outline, title, span);
    }
    extracted.metadata.title = title;
    for block in &selection.blocks {
        let line = block.span.of_text(&outline.text);
        let repeats = !title_words.is_empty() && tokens(line, 61) == title_words;
        if !repeats {
            let kind = if block.kind == BlockKind::Title { BlockKind::Heading } else { block.kind };
            extracted.add(outline, block.span, kind);
        }
    }
    extracted.map = extracted.map.over(&outline.map);
    extracted
}

impl Extracted {
    /// Adds the title, as it is written where it stands in the page.
    fn title(&mut self, outline: &Outline, title: &str, span: Option<Span>) {
        match span {
            Some(span) => self.add(outline, span, BlockKind::Title),
            None => {
                self.text.push_str(title);
                self.blocks.push(Block { span: Span::of(0..title.len()), kind: BlockKind::Title });
            }
        }
    }

    /// Adds a stretch of the outline's text as a block; `map` leads to the outline.
    fn add(&mut self, outline: &Outline, span: Span, kind: BlockKind) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(&span.of_text(&outline.text).replace('\n', " "));
        self.map.push(start, span.len() as usize, u64::from(span.start), span.len() as usize);
        self.blocks.push(Block { span: Span::of(start..self.text.len()), kind });
    }
}
