//! A copy of a page that costs an HTML parser little: no scripts, styles or comments, and bounded depth.

use super::scan::{Scanner, Tag, Token};

/// Elements may stand this deep in each other. Parsers walk the open elements for many a tag, so that depth
/// makes them quadratic, and recursion over a deep tree overflows the stack; no article is so deep.
pub(crate) const MAX_DEPTH: usize = 200;
/// So many formatting elements may be open; a parser opens all of them again in each new block.
const MAX_FORMATTING: usize = 60;

#[rustfmt::skip]
const VOID: [&str; 15] = [
    "area", "base", "basefont", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
];
/// Elements that a parser closes by itself when the next one opens.
#[rustfmt::skip]
const SELF_CLOSING: [&str; 15] = [
    "p", "li", "dd", "dt", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "rt", "rp",
    "html",
];
const FORMATTING: [&str; 13] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "u"];
/// Elements that hold nothing of an article and are left out with their tags.
const LEFT_OUT: [&str; 6] = ["script", "style", "textarea", "noembed", "noframes", "iframe"];

/// A lean copy and what a parser will have to do for it.
#[derive(Debug, Default)]
pub(crate) struct Lean {
    pub(crate) html: String,
    /// Start tags in it.
    pub(crate) elements: usize,
}

/// Copies a page without what an article cannot stand in. Tags of ordinary pages stay as they are.
pub(crate) fn lean(page: &str) -> Lean {
    let mut copy = Copy {
        page,
        lean: Lean { html: String::with_capacity(page.len() / 2), elements: 0 },
        depth: 0,
        over: 0,
        formatting: 0,
        json: false,
    };
    for token in Scanner::new(page) {
        match token {
            Token::Text(range) => copy.lean.html.push_str(&page[range]),
            Token::Start(tag) => copy.start(&tag),
            Token::End(tag) => copy.end(&tag),
            Token::Raw(range) if copy.json => copy.lean.html.push_str(&page[range]),
            Token::Raw(_) => {}
            // A comment may part two words of text.
            Token::Other(_) => copy.lean.html.push(' '),
        }
    }
    copy.lean
}

struct Copy<'a> {
    page: &'a str,
    lean: Lean,
    depth: usize,
    /// Start tags that were left out for their depth, and whose end tags must be too.
    over: usize,
    formatting: usize,
    /// Whether the element open is a script of JSON-LD, in which some pages carry the article's whole text.
    json: bool,
}

impl Copy<'_> {
    fn start(&mut self, tag: &Tag<'_>) {
        if tag.is_one_of(&LEFT_OUT) {
            self.json = tag.is("script") && tag.attributes.contains("ld+json");
            if !self.json {
                return;
            }
        } else if tag.is_one_of(&FORMATTING) {
            if self.formatting >= MAX_FORMATTING {
                return;
            }
            self.formatting += 1;
        } else if !tag.is_one_of(&VOID) && !tag.is_one_of(&SELF_CLOSING) {
            if self.depth >= MAX_DEPTH {
                self.over += 1;
                return;
            }
            self.depth += 1;
        }
        self.lean.elements += 1;
        self.lean.html.push_str(&self.page[tag.range.clone()]);
    }

    fn end(&mut self, tag: &Tag<'_>) {
        if tag.is_one_of(&LEFT_OUT) {
            if !std::mem::take(&mut self.json) {
                return;
            }
        } else if tag.is_one_of(&FORMATTING) {
            self.formatting = self.formatting.saturating_sub(1);
        } else if !tag.is_one_of(&VOID) && !tag.is_one_of(&SELF_CLOSING) {
            if self.over > 0 {
                self.over -= 1;
                return;
            }
            self.depth = self.depth.saturating_sub(1);
        }
        self.lean.html.push_str(&self.page[tag.range.clone()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_tags_stay() {
        let check = |page: &str, expected: &str| assert_eq!(lean(page).html, expected);
        check("<div class=a><p>Un <b>mot</b></div>", "<div class=a><p>Un <b>mot</b></div>");
        check("<style>p{}</style>a<!-- x -->b<script>1<2</script>", "a b");
        let json = "<script type=\"application/ld+json\">{}</script>";
        check(json, json);
    }

    #[test]
    fn depth_is_bounded() {
        let page = format!("{}mot{}", "<div>".repeat(5000), "</div>".repeat(5000));
        let copy = lean(&page).html;
        assert_eq!(copy.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(copy.matches("</div>").count(), MAX_DEPTH);
        assert_eq!(lean(&"<b>".repeat(500)).elements, MAX_FORMATTING);
    }
}
