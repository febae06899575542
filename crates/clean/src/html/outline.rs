//! A page as a reader sees it: its paragraphs in order, with the elements that hold them, in one linear walk.
//!
//! Each character of the text is mapped to the bytes of the page as it is read, so that nothing has to be found again.

use selon_model::{BlockKind, Span};

use super::scan::{Scanner, Tag, Token, pieces};
use super::tags::{self, Margin};
use crate::source_map::SourceMap;

/// The paragraphs of a page.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// All paragraphs with empty lines between them; single spaces, a line break of the page as `\n`.
    pub(crate) text: String,
    /// From `text` to the page; the empty lines stand nowhere.
    pub(crate) map: SourceMap,
    pub(crate) paragraphs: Vec<Paragraph>,
    /// The elements that hold paragraphs; each stands behind the one that it is in.
    pub(crate) elements: Vec<Element>,
    /// The content of `<title>`, below `text`.
    pub(crate) named: Option<Span>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Paragraph {
    pub(crate) span: Span,
    pub(crate) kind: BlockKind,
    /// Whether it is an item of a list.
    pub(crate) item: bool,
    /// Bytes of it inside links.
    pub(crate) linked: u32,
    /// The innermost element that it stands in.
    pub(crate) element: u32,
}

/// An element and the stretch of paragraphs in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    /// Its own number for the outermost.
    pub(crate) parent: u32,
    pub(crate) margin: Margin,
    pub(crate) signature: u64,
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// No more paragraphs of a page are read: news pages have some hundreds, and memory is to be bounded.
const MAX_PARAGRAPHS: usize = 400_000;
/// Open elements that are looked through for one that a new one ends; markup of persons is nested less.
const MAX_IMPLIED: usize = 16;

impl Outline {
    pub(crate) fn of(page: &str) -> Outline {
        let mut walk = Walk { outline: Outline::default(), ..Walk::default() };
        walk.outline.elements.push(Element {
            parent: 0,
            margin: Margin::None,
            signature: 0,
            first: 0,
            end: 0,
        });
        for token in Scanner::new(page) {
            match token {
                Token::Text(range) => walk.text(&page[range.clone()], range.start),
                Token::Start(tag) => walk.start(&tag),
                Token::End(tag) => walk.end(&tag),
                Token::Raw(_) | Token::Other(_) => {}
            }
            if walk.outline.paragraphs.len() >= MAX_PARAGRAPHS {
                break;
            }
        }
        walk.close();
        walk.outline.close();
        walk.outline
    }

    /// The words of a paragraph.
    pub(crate) fn line(&self, at: usize) -> &str {
        self.paragraphs[at].span.of_text(&self.text)
    }

    /// Where the page's `<title>` says the words that a title has, at its beginning.
    pub(crate) fn begins(&self, title: &str) -> Option<Span> {
        let named = self.named.filter(|named| named.of_text(&self.text).starts_with(title))?;
        Some(Span::of(named.start as usize..named.start as usize + title.len()))
    }

    /// Whether most of a paragraph is a link.
    pub(crate) fn is_link(&self, at: usize) -> bool {
        let paragraph = &self.paragraphs[at];
        paragraph.linked * 10 >= paragraph.span.len() * 8
    }

    /// Ends the elements with the last paragraph in them.
    fn close(&mut self) {
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            self.elements[paragraph.element as usize].end = at as u32 + 1;
        }
        for at in (1..self.elements.len()).rev() {
            let Element { parent, end, .. } = self.elements[at];
            let above = &mut self.elements[parent as usize];
            above.end = above.end.max(end);
        }
    }
}

/// An element that is open.
#[derive(Debug)]
struct Open {
    name: usize,
    margin: Margin,
    signature: u64,
    /// Its number, once a paragraph stands in it.
    element: u32,
}

struct Walk {
    outline: Outline,
    /// Where the paragraph begins that is being read.
    begin: usize,
    open: Vec<Open>,
    /// Open elements by name, so that an end tag without a start costs nothing.
    count: [u32; tags::NAMES],
    /// How many of the open elements have a number: those that hold a paragraph.
    numbered: usize,
    hidden: u32,
    link: bool,
    /// Elements of bold type that are open.
    strong: u32,
    linked: usize,
    bold: usize,
}

impl Default for Walk {
    fn default() -> Walk {
        Walk {
            outline: Outline::default(),
            begin: 0,
            open: Vec::new(),
            count: [0; tags::NAMES],
            numbered: 0,
            hidden: 0,
            link: false,
            strong: 0,
            linked: 0,
            bold: 0,
        }
    }
}

/// Characters that only say where a word may be broken.
fn is_break_hint(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}')
}

impl Walk {
    fn text(&mut self, raw: &str, start: usize) {
        let named = self.is_title();
        if self.hidden > 0 && !named {
            return;
        }
        let (before, begin) = (self.outline.text.len(), self.begin);
        let Outline { text, map, .. } = &mut self.outline;
        pieces(raw, |piece, at| {
            let verbatim = piece.len() == at.len();
            for (offset, c) in piece.char_indices() {
                let blank = c.is_ascii_whitespace();
                let adjoins = text.len() == begin || text.ends_with([' ', '\n']);
                if blank && adjoins || is_break_hint(c) {
                    continue;
                }
                let (source, len) =
                    if verbatim { (at.start + offset, c.len_utf8()) } else { (at.start, at.len()) };
                // A line break that became a space is not the source's byte.
                if !blank || c == ' ' {
                    map.push(text.len(), c.len_utf8(), (start + source) as u64, len);
                }
                text.push(if blank { ' ' } else { c });
            }
        });
        let added = self.outline.text.len() - before;
        self.linked += if self.link { added } else { 0 };
        self.bold += if self.strong > 0 { added } else { 0 };
    }

    /// Whether the text is that of the page's title in its head.
    fn is_title(&self) -> bool {
        let last = self.open.last().is_some_and(|open| tags::is_name(open.name, &["title"]));
        last && self.outline.named.is_none() && self.outline.paragraphs.is_empty()
    }

    fn start(&mut self, tag: &Tag<'_>) {
        if tag.is("a") {
            self.link = true;
        } else if tag.is("br") {
            self.break_line();
        } else if tag.is("b") || tag.is("strong") {
            self.strong += 1;
        }
        if tags::is_inline(tag) {
            return;
        }
        self.close();
        if tags::is_void(tag) {
            return;
        }
        let name = tags::name(tag);
        if self.open.last().is_some_and(|o| tags::is_name(o.name, &["p"])) {
            self.pop();
        }
        self.end_siblings(name);
        // A head that was not closed ends with the body.
        if tag.is("body") {
            while self.hidden > 0 && self.pop() {}
        }
        let block = tags::block(tag);
        self.hidden += u32::from(block.margin == Margin::Hidden);
        self.count[name] += 1;
        self.open.push(Open { name, margin: block.margin, signature: block.signature, element: 0 });
    }

    /// Ends what a new element ends without an end tag: a list's item the one before it.
    fn end_siblings(&mut self, name: usize) {
        let Some((ended, holders)) = tags::siblings(name) else { return };
        let near = self.open.iter().enumerate().rev().take(MAX_IMPLIED);
        let mut near = near.take_while(|(_, open)| !tags::is_name(open.name, holders));
        let Some((at, _)) = near.find(|(_, open)| tags::is_name(open.name, ended)) else { return };
        while self.open.len() > at && self.pop() {}
    }

    fn end(&mut self, tag: &Tag<'_>) {
        if tag.is("a") {
            self.link = false;
        } else if tag.is("b") || tag.is("strong") {
            self.strong = self.strong.saturating_sub(1);
        }
        if tags::is_inline(tag) {
            return;
        }
        self.close();
        let name = tags::name(tag);
        while self.count[name] > 0 && self.open.last().is_some_and(|open| open.name != name) && self.pop() {}
        if self.count[name] > 0 {
            self.pop();
        }
    }

    fn pop(&mut self) -> bool {
        let Some(open) = self.open.pop() else { return false };
        self.count[open.name] -= 1;
        self.hidden -= u32::from(open.margin == Margin::Hidden);
        self.numbered = self.numbered.min(self.open.len());
        true
    }

    /// One break is a line of the paragraph, two are a new paragraph.
    fn break_line(&mut self) {
        self.trim_end(|c| c == ' ');
        let text = &self.outline.text[self.begin..];
        if text.ends_with('\n') {
            self.close();
        } else if !text.is_empty() {
            self.outline.text.push('\n');
        }
    }

    fn trim_end(&mut self, blank: impl Fn(char) -> bool) {
        let outline = &mut self.outline;
        let kept = outline.text[self.begin..].trim_end_matches(blank).len();
        outline.text.truncate(self.begin + kept);
        outline.map.truncate(self.begin + kept);
    }

    fn close(&mut self) {
        let whole = self.outline.text.len() - self.begin;
        self.trim_end(char::is_whitespace);
        let linked = std::mem::take(&mut self.linked);
        let bold = std::mem::take(&mut self.bold) + 2 >= whole;
        let read = &self.outline.text[self.begin..];
        let text = read.trim_start();
        if text.is_empty() {
            return;
        }
        let span = Span::of(self.begin + (read.len() - text.len())..self.outline.text.len());
        if self.is_title() {
            self.outline.named = Some(span);
        } else {
            let item = self.is_in(&["li"]);
            let heading =
                self.is_in(&["h1", "h2", "h3", "h4", "h5", "h6"]) || bold && !item && is_heading(text);
            let kind = if heading { BlockKind::Heading } else { BlockKind::Paragraph };
            let element = self.number();
            self.outline.paragraphs.push(Paragraph { span, kind, item, linked: linked as u32, element });
        }
        self.outline.text.push_str("\n\n");
        self.begin = self.outline.text.len();
    }

    /// Whether the innermost element, or the one around it, is one of these.
    fn is_in(&self, names: &[&str]) -> bool {
        self.open.iter().rev().take(2).any(|open| tags::is_name(open.name, names))
    }

    /// The number of the innermost element; numbers those that hold their first paragraph now.
    fn number(&mut self) -> u32 {
        let first = self.outline.paragraphs.len() as u32;
        for at in self.numbered..self.open.len() {
            let parent = at.checked_sub(1).map_or(0, |above| self.open[above].element);
            let Open { margin, signature, .. } = self.open[at];
            self.open[at].element = self.outline.elements.len() as u32;
            self.outline.elements.push(Element { parent, margin, signature, first, end: first });
        }
        self.numbered = self.open.len();
        self.open.last().map_or(0, |open| open.element)
    }
}

/// Whether a paragraph in bold type is a heading: short, and no sentence.
fn is_heading(text: &str) -> bool {
    text.split_whitespace().count() <= 15 && !text.ends_with(['.', ':', '…']) && !text.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_a_page() {
        let html = "<head><title>T</title></head><body><nav><a href=x>Accueil</a></nav><h2>Un <i>titre</i></h2>\
                    <p>Des  mots&nbsp;&amp; <a>un lien</a>.<br>Une li&shy;gne<br><br>Un para<wbr>graphe<ul><li>un<li>deux</ul>";
        let outline = Outline::of(html);
        let texts: Vec<&str> = (0..outline.paragraphs.len()).map(|at| outline.line(at)).collect();
        assert_eq!(
            texts,
            ["Accueil", "Un titre", "Des mots\u{a0}& un lien.\nUne ligne", "Un paragraphe", "un", "deux"]
        );
        assert_eq!(outline.named.map(|n| n.of_text(&outline.text)), Some("T"));
        let found = &outline.paragraphs;
        assert!(outline.is_link(0) && !outline.is_link(2));
        assert_eq!(outline.elements[found[0].element as usize].margin, Margin::Likely);
        assert_eq!(found[1].kind, BlockKind::Heading);
        assert_eq!(found[2].linked, 7);
        assert!(found[4].item && found[5].item && !found[3].item);
        let parent = |at: usize| outline.elements[found[at].element as usize].parent;
        assert_eq!(parent(4), parent(5), "an item ends the one before it");
    }

    #[test]
    fn words_are_mapped_as_they_are_read() {
        let page = "<p>L&rsquo;arm&eacute;e\n a <b>fui</b> Gao.</p>";
        let outline = Outline::of(page);
        assert_eq!(outline.line(0), "L’armée a fui Gao.");
        let of = |source: &str| page.find(source).unwrap() as u64;
        let runs = &outline.map.runs;
        let found: Vec<_> =
            runs.iter().map(|r| (r.text_start, r.text_len, r.source_start, r.source_len)).collect();
        assert_eq!(
            found,
            [
                (0, 1, of("L&"), 1),
                (1, 3, of("&rsquo;"), 7),
                (4, 3, of("arm"), 3),
                (7, 2, of("&eacute;"), 8),
                (9, 1, of("e\n"), 1),
                (11, 2, of("a <b>"), 2),
                (13, 3, of("fui"), 3),
                (16, 5, of(" Gao."), 5),
            ]
        );
    }

    #[test]
    fn elements_hold_their_paragraphs() {
        let outline = Outline::of("<div class=a><p>un</p><p>deux</p></div></i></ul><div class=b>trois</div>");
        let held: Vec<(u32, u32)> = outline.elements.iter().map(|e| (e.first, e.end)).collect();
        assert_eq!(held, [(0, 3), (0, 2), (0, 1), (1, 2), (2, 3)]);
    }
}
