//! Offsets leave the program as code points, and texts without the names that are withheld.

use std::borrow::Cow;

use selon_model::{Article, BlockKind, CodePoints, PartyId, Source, Span};
use serde::Serialize;

use crate::people::{WITHHELD, holds_office, is_name, withhold, withhold_in_key};

/// How much of a report its form tells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Depth {
    /// The evidence of every claim.
    pub(super) explain: bool,
    /// Whatever a reader has no use for and [`read()`] needs.
    pub(super) whole: bool,
    /// Names of persons without public office.
    pub(super) names: bool,
}

/// A stretch of the text where `start` and `end` would be taken for something else.
#[derive(Debug, Serialize)]
pub(super) struct Mention<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) span: [u32; 2],
}

#[derive(Debug, Serialize)]
pub(super) struct Block {
    pub(super) kind: &'static str,
    pub(super) span: [u32; 2],
}

/// Byte offsets of one text made code points, and how much is told of it.
pub(super) struct Offsets<'a> {
    text: &'a str,
    points: CodePoints,
    pub(super) depth: Depth,
    /// Names that are withheld.
    names: Vec<&'a str>,
}

impl<'a> Offsets<'a> {
    pub(super) fn of(text: &'a str, depth: Depth) -> Offsets<'a> {
        Offsets { text, points: CodePoints::new(text), depth, names: Vec::new() }
    }

    /// The same with these names withheld.
    pub(super) fn without(self, names: Vec<&'a str>) -> Offsets<'a> {
        Offsets { names, ..self }
    }

    pub(super) fn span(&self, span: Span) -> [u32; 2] {
        [self.points.of(self.text, span.start), self.points.of(self.text, span.end)]
    }

    /// The words of a span as they stand; for predicates, which are no names.
    pub(super) fn raw(&self, span: Span) -> &'a str {
        span.of_text(self.text)
    }

    pub(super) fn text(&self, span: Span) -> Cow<'a, str> {
        self.shown(span.of_text(self.text))
    }

    pub(super) fn shown(&self, words: &'a str) -> Cow<'a, str> {
        match self.names.iter().any(|name| words.contains(name)) {
            true => Cow::Owned(withhold(words, &self.names)),
            false => Cow::Borrowed(words),
        }
    }

    pub(super) fn mention(&self, span: Span) -> Mention<'a> {
        Mention { text: self.text(span), span: self.span(span) }
    }

    pub(super) fn kept(&self, article: &Article) -> Vec<[u32; 2]> {
        article.kept_spans().map(|s| self.span(s)).collect()
    }

    pub(super) fn blocks(&self, article: &Article) -> Vec<Block> {
        article.kept.iter().map(|b| Block { kind: block_name(b.kind), span: self.span(b.span) }).collect()
    }

    pub(super) fn person<'p>(&self, person: Option<&'p str>, party: Option<&PartyId>) -> Option<&'p str> {
        person.filter(|_| self.depth.names || holds_office(party))
    }

    /// The key of a source. Where it is made of a person's name that is withheld, [`super::read()`] makes it again of the name.
    pub(super) fn key(&self, source: &'a Source) -> Option<Cow<'a, str>> {
        let key = source.key.as_deref()?;
        let shown = |name: &&str| self.person(Some(name), source.party.as_ref()).is_some();
        let name = source.person.as_deref().filter(|name| !shown(name));
        if name.is_some_and(|name| is_name(key, name)) {
            return Some(WITHHELD.into());
        }
        let names: Vec<&str> = self.names.iter().copied().chain(name).collect();
        Some(if names.is_empty() { key.into() } else { withhold_in_key(key, &names).into() })
    }

    /// Where a name that is withheld stands in the text, so that a ledger which has the text has the name as well.
    pub(super) fn person_span(
        &self,
        person: Option<&str>,
        party: Option<&PartyId>,
        mention: Span,
    ) -> Option<[u32; 2]> {
        let name = person.filter(|_| self.depth.whole && self.person(person, party).is_none())?;
        let inside = mention.of_text(self.text).find(name).map(|at| at + mention.start as usize);
        let start = inside.or_else(|| self.text.find(name))?;
        Some(self.span(Span::of(start..start + name.len())))
    }

    /// Three decimals, so that the form does not print the noise of a 32-bit float; all where it is to be read back.
    pub(super) fn share(&self, value: f32) -> Share {
        if self.depth.whole {
            Share::Exact(value)
        } else {
            Share::Rounded((f64::from(value) * 1000.0).round() / 1000.0)
        }
    }
}

/// A number between 0 and 1.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Share {
    Exact(f32),
    Rounded(f64),
}

/// The written name of a block's kind.
pub(super) fn block_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
    }
}
