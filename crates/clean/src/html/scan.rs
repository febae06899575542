//! A linear scanner of HTML: tags, text and where they stand. It builds no tree, so neither depth
//! nor breadth of a page can cost more than its length.

use std::ops::Range;

/// A piece of a page; all ranges are bytes of the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token<'a> {
    /// Text with its entities still in it.
    Text(Range<usize>),
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag.
    End(Tag<'a>),
    /// The content of a `script`, `style`, `textarea` … element, up to its end tag.
    Raw(Range<usize>),
    /// A comment, a doctype, a processing instruction.
    Other(Range<usize>),
}

/// A tag: its name as written and its attributes unread.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    pub(crate) attributes: &'a str,
    pub(crate) range: Range<usize>,
}

impl<'a> Tag<'a> {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub(crate) fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|n| self.is(n))
    }

    /// The value of an attribute, its entities decoded.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        attributes(self.attributes)
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, v)| decode_entities(v))
    }

    /// Names and values of the attributes; the values with their entities still in them.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        attributes(self.attributes)
    }

    /// Whether an attribute is there, with or without a value.
    pub(crate) fn has(&self, name: &str) -> bool {
        attributes(self.attributes).any(|(n, _)| n.eq_ignore_ascii_case(name))
    }
}

/// The names and unread values of a tag's attributes.
fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end =
            rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let name = &rest[..end.max(rest.chars().next().map_or(0, char::len_utf8)).min(rest.len())];
        rest = rest[name.len()..].trim_start();
        let Some(after) = rest.strip_prefix('=') else { return Some((name, "")) };
        let after = after.trim_start();
        let (value, tail) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = &after[1..];
                inside.split_once(quote).unwrap_or((inside, ""))
            }
            _ => after.split_at(after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len())),
        };
        rest = tail;
        Some((name, value))
    })
}

/// Elements whose content is no markup.
const RAW: [&str; 7] = ["script", "style", "textarea", "noembed", "noframes", "xmp", "iframe"];

/// Walks over a page once.
#[derive(Debug)]
pub(crate) struct Scanner<'a> {
    html: &'a str,
    at: usize,
    raw: Option<&'static str>,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(html: &'a str) -> Scanner<'a> {
        Scanner { html, at: 0, raw: None }
    }

    /// The content of a raw element up to its end tag, or up to the end of the page.
    fn raw_content(&mut self, name: &str) -> Token<'a> {
        let start = self.at;
        let rest = &self.html.as_bytes()[start..];
        let closes = |at: usize| {
            let tail = &rest[at + 2..];
            tail.len() >= name.len() && tail[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        };
        let end = rest.windows(2).enumerate().find(|(at, w)| w == b"</" && closes(*at));
        self.at = end.map_or(self.html.len(), |(at, _)| start + at);
        Token::Raw(start..self.at)
    }

    /// Text up to the next `<` that opens something; the first byte is text whatever it is.
    fn text(&mut self) -> Token<'a> {
        let (start, bytes) = (self.at, self.html.as_bytes());
        let opens = |b: &u8| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?');
        let mut at = start + 1;
        while at < bytes.len() && !(bytes[at] == b'<' && bytes.get(at + 1).is_some_and(opens)) {
            at += 1;
        }
        self.at = at;
        Token::Text(start..at)
    }

    fn until(&mut self, close: &str, from: usize) -> Token<'a> {
        let start = self.at;
        let found = self.html.get(from..).and_then(|rest| rest.find(close));
        self.at = found.map_or(self.html.len(), |at| from + at + close.len());
        Token::Other(start..self.at)
    }

    /// A tag from `<` to its `>`, past any `>` in quotes.
    fn tag(&mut self, end_tag: bool) -> Token<'a> {
        let (start, bytes) = (self.at, self.html.as_bytes());
        let name_start = start + 1 + usize::from(end_tag);
        let ends_name = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'/' | b'>');
        let name_end = bytes[name_start..].iter().position(ends_name).map_or(bytes.len(), |n| name_start + n);
        let mut quote = None;
        let mut at = name_end;
        while let Some(&b) = bytes.get(at) {
            match quote {
                None if b == b'>' => break,
                // A quote opens a value only after "="; a stray one must not swallow the page.
                None if matches!(b, b'"' | b'\'') && value_begins(&bytes[name_end..at]) => quote = Some(b),
                Some(q) if q == b => quote = None,
                _ => {}
            }
            at += 1;
        }
        self.at = (at + 1).min(bytes.len());
        let tag = Tag {
            name: &self.html[name_start..name_end],
            attributes: &self.html[name_end..at],
            range: start..self.at,
        };
        if end_tag {
            return Token::End(tag);
        }
        self.raw = RAW.into_iter().find(|raw| tag.is(raw));
        Token::Start(tag)
    }
}

fn value_begins(before: &[u8]) -> bool {
    before.iter().rev().find(|b| !b.is_ascii_whitespace()) == Some(&b'=')
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.html.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
        if let Some(name) = self.raw.take() {
            let token = self.raw_content(name);
            return if matches!(&token, Token::Raw(range) if range.is_empty()) {
                self.next()
            } else {
                Some(token)
            };
        }
        let second = rest.get(1).copied().unwrap_or(b' ');
        Some(match (rest[0], second) {
            (b'<', b'!') if rest.starts_with(b"<!--") => self.until("-->", self.at + 4),
            (b'<', b'!' | b'?') => self.until(">", self.at + 2),
            (b'<', b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => self.tag(true),
            (b'<', b'/') => self.until(">", self.at + 2),
            (b'<', b) if b.is_ascii_alphabetic() => self.tag(false),
            _ => self.text(),
        })
    }
}

/// Decodes the entities of a text.
pub(crate) fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    pieces(text, |piece, _| decoded.push_str(piece));
    decoded
}

/// Calls `piece(characters, range of text)` for each verbatim stretch and each entity.
pub(crate) fn pieces(text: &str, mut piece: impl FnMut(&str, Range<usize>)) {
    let mut at = 0;
    while let Some(found) = text[at..].find('&') {
        let start = at + found;
        let Some((c, len)) = entity(&text[start..]) else {
            piece(&text[at..start + 1], at..start + 1);
            at = start + 1;
            continue;
        };
        if start > at {
            piece(&text[at..start], at..start);
        }
        piece(c.encode_utf8(&mut [0; 4]), start..start + len);
        at = start + len;
    }
    if at < text.len() {
        piece(&text[at..], at..text.len());
    }
}

/// The character of the entity that `rest` begins with, and the entity's length.
fn entity(rest: &str) -> Option<(char, usize)> {
    let body = rest.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        let hex = number.starts_with(['x', 'X']);
        let digits = if hex { &number[1..] } else { number };
        let radix = if hex { 16 } else { 10 };
        let len = digits.bytes().take(8).take_while(|b| char::from(*b).is_digit(radix)).count();
        let code = u32::from_str_radix(&digits[..len], radix).ok()?;
        let semicolon = usize::from(digits.as_bytes().get(len) == Some(&b';'));
        return Some((numbered(code), 2 + usize::from(hex) + len + semicolon));
    }
    let len = body.bytes().take(10).take_while(u8::is_ascii_alphanumeric).count();
    let semicolon = body.as_bytes().get(len) == Some(&b';');
    let c = named(&body[..len]).filter(|_| semicolon || len > 3)?;
    Some((c, 1 + len + usize::from(semicolon)))
}

/// As browsers read numbers: those of the C1 controls as windows-1252.
fn numbered(code: u32) -> char {
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9F) => {
            let bytes = [byte];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            text.chars().next().unwrap_or('\u{FFFD}')
        }
        _ => char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{FFFD}'),
    }
}

/// Names of U+00A0 to U+00FF in order (HTML 4, section 24.2).
#[rustfmt::skip]
const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo",
    "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot",
    "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",
    "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute",
    "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash",
    "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde",
    "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc",
    "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave",
    "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// The other entities that news pages use (HTML 4, sections 24.3 and 24.4).
#[rustfmt::skip]
const NAMED: [(&str, char); 30] = [
    ("amp", '&'), ("AMP", '&'), ("apos", '\''), ("gt", '>'), ("lt", '<'), ("quot", '"'), ("OElig", 'Œ'),
    ("oelig", 'œ'), ("Scaron", 'Š'), ("scaron", 'š'), ("Yuml", 'Ÿ'), ("circ", 'ˆ'), ("tilde", '˜'),
    ("ensp", '\u{2002}'), ("emsp", '\u{2003}'), ("thinsp", '\u{2009}'), ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'), ("ndash", '–'), ("mdash", '—'), ("lsquo", '‘'), ("rsquo", '’'), ("sbquo", '‚'),
    ("ldquo", '“'), ("rdquo", '”'), ("bdquo", '„'), ("bull", '•'), ("hellip", '…'), ("euro", '€'),
    ("trade", '™'),
];

fn named(name: &str) -> Option<char> {
    if let Some(at) = LATIN.iter().position(|n| *n == name) {
        return char::from_u32(0xA0 + at as u32);
    }
    NAMED.iter().find(|(n, _)| *n == name).map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens as `tag`, `/tag`, `"text"`, `!`, `raw(…)`.
    fn shown(html: &str) -> String {
        let show = |token| match token {
            Token::Text(range) => format!("{:?}", &html[range]),
            Token::Start(tag) => tag.name.to_owned(),
            Token::End(tag) => format!("/{}", tag.name),
            Token::Raw(range) => format!("raw({})", &html[range]),
            Token::Other(_) => "!".to_owned(),
        };
        Scanner::new(html).map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tokens() {
        let check = |html: &str, expected: &str| assert_eq!(shown(html), expected);
        check("<p class=a>Un <b>mot</b></p>", "p \"Un \" b \"mot\" /b /p");
        check("<!doctype html><!-- <p> --><br/>a", "! ! br \"a\"");
        check("<script>if (a<b) '</p>'</script>x", "script raw(if (a<b) '</p>') /script \"x\"");
        check("2 < 3 <5 <", "\"2 < 3 <5 <\"");
        check("<a title=\"x > y\" href='z'>t", "a \"t\"");
        check("<p it's>ok</p>", "p \"ok\" /p");
        check("<script>", "script");
        check("<p", "p");
    }

    #[test]
    fn attribute_values() {
        let html = "<meta property=og:title content=\"L&rsquo;&eacute;t&#233;\" data-x hidden>";
        let Some(Token::Start(tag)) = Scanner::new(html).next() else { panic!("no tag") };
        assert_eq!(tag.attribute("content").as_deref(), Some("L’été"));
        assert_eq!(tag.attribute("PROPERTY").as_deref(), Some("og:title"));
        assert!(tag.has("hidden") && !tag.has("x"));
    }

    #[test]
    fn entities() {
        let check = |text: &str, expected: &str| assert_eq!(decode_entities(text), expected);
        check("c&oelig;ur &laquo;&nbsp;a&nbsp;&raquo; &#146; &#x1F600;", "cœur «\u{a0}a\u{a0}» ’ 😀");
        check("R&D & co &unknown; &lt;b&gt; &#0; &", "R&D & co &unknown; <b> \u{FFFD} &");
        check("?a=1&copy=2", "?a=1©=2");
        check("&not &amp", "&not &amp");
    }
}
