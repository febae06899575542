//! HTML as paragraphs: what a reader would see as blocks of text, in one linear walk.

use selon_model::BlockKind;

use super::scan::{Scanner, Tag, Token, pieces};

/// A paragraph of a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Paragraph {
    /// With single spaces; a line break of the page is a `\n`.
    pub(crate) text: String,
    pub(crate) kind: BlockKind,
    /// Whether it is an item of a list.
    pub(crate) item: bool,
    /// Bytes of `text` inside links.
    pub(crate) linked: usize,
    /// Whether it stands in an element that pages use for furniture: `nav`, `footer`, `aside`, `form` ….
    pub(crate) aside: bool,
}

/// The paragraphs of a page or of a piece of one.
pub(crate) fn paragraphs(html: &str) -> Vec<Paragraph> {
    let mut walk = Walk::default();
    for token in Scanner::new(html) {
        match token {
            Token::Text(range) => walk.text(&html[range]),
            Token::Start(tag) => walk.start(&tag),
            Token::End(tag) => walk.end(&tag),
            Token::Raw(_) | Token::Other(_) => {}
        }
    }
    walk.close();
    walk.done
}

#[derive(Debug, Default)]
struct Walk {
    done: Vec<Paragraph>,
    text: String,
    linked: usize,
    bold: usize,
    link: bool,
    /// Elements of bold type that are open.
    strong: u32,
    heading: bool,
    bullet: bool,
    aside: u32,
    hidden: u32,
}

#[rustfmt::skip]
const INLINE: [&str; 36] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "hi", "i", "ins", "kbd", "label", "mark", "q", "ref", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
];
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
const ASIDES: [&str; 8] = ["nav", "footer", "aside", "form", "button", "select", "figure", "figcaption"];
const HIDDEN: [&str; 5] = ["head", "noscript", "template", "svg", "math"];

impl Walk {
    fn text(&mut self, raw: &str) {
        if self.hidden > 0 {
            return;
        }
        let before = self.text.len();
        pieces(raw, |piece, _| {
            for c in piece.chars() {
                let blank = c.is_ascii_whitespace();
                if !blank {
                    self.text.push(c);
                } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            }
        });
        let added = self.text.len() - before;
        self.linked += if self.link { added } else { 0 };
        self.bold += if self.strong > 0 { added } else { 0 };
    }

    fn start(&mut self, tag: &Tag<'_>) {
        if tag.is("a") {
            self.link = true;
        } else if tag.is("br") {
            self.break_line();
        } else if !tag.is_one_of(&INLINE) {
            self.close();
            self.heading = tag.is_one_of(&HEADINGS);
            self.bullet = tag.is("li");
        }
        self.strong += u32::from(tag.is("b") || tag.is("strong"));
        self.aside += u32::from(tag.is_one_of(&ASIDES));
        self.hidden += u32::from(tag.is_one_of(&HIDDEN));
        if tag.is("body") {
            self.hidden = 0;
        }
    }

    fn end(&mut self, tag: &Tag<'_>) {
        if tag.is("a") {
            self.link = false;
        } else if !tag.is_one_of(&INLINE) {
            self.close();
            self.heading = false;
            self.bullet = false;
        }
        self.strong = self.strong.saturating_sub(u32::from(tag.is("b") || tag.is("strong")));
        self.aside = self.aside.saturating_sub(u32::from(tag.is_one_of(&ASIDES)));
        self.hidden = self.hidden.saturating_sub(u32::from(tag.is_one_of(&HIDDEN)));
    }

    /// One break is a line of the paragraph, two are a new paragraph.
    fn break_line(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if self.text.ends_with('\n') {
            self.close();
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let bold = std::mem::take(&mut self.bold) + 2 >= text.len();
        let text = text.trim().to_owned();
        if !text.is_empty() {
            let heading = self.heading || bold && !self.bullet && is_heading(&text);
            let kind = if heading { BlockKind::Heading } else { BlockKind::Paragraph };
            self.done.push(Paragraph { text, kind, item: self.bullet, linked, aside: self.aside > 0 });
        }
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
                    <p>Des  mots&nbsp;&amp; <a>un lien</a>.<br>Une ligne<br><br>Un paragraphe<ul><li>un<li>deux</ul>";
        let found = paragraphs(html);
        let texts: Vec<&str> = found.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(
            texts,
            ["Accueil", "Un titre", "Des mots\u{a0}& un lien.\nUne ligne", "Un paragraphe", "un", "deux"]
        );
        assert!(found[0].aside && found[0].linked == 7);
        assert_eq!(found[1].kind, BlockKind::Heading);
        assert_eq!(found[2].linked, 7);
    }
}
