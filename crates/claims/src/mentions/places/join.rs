//! Puts the phrases beside each other: brackets, coordination, "entre … et …".

use selon_model::Span;

use super::mention::{Cue, PlaceMention, Step, What};
use super::names::Anchor;
use super::phrase::Phrase;
use super::tokens::{Gap, Shape, Token};

/// Takes the phrases in the order of the text.
pub(super) struct Joiner<'a> {
    text: &'a str,
    tokens: &'a [Token<'a>],
    out: Vec<PlaceMention>,
    /// Last token of the last mention.
    end: usize,
    /// Demonyms that stand in no phrase of a place: they only speak for their country.
    demonyms: Vec<PlaceMention>,
}

impl<'a> Joiner<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Joiner<'a> {
        Joiner { text, tokens, out: Vec::new(), end: 0, demonyms: Vec::new() }
    }

    /// The first token that the next phrase may reach back to.
    pub(super) fn least(&self) -> usize {
        if self.out.is_empty() { 0 } else { self.end + 1 }
    }

    /// Adds the phrase around an anchor; `name` is the anchor's own span.
    pub(super) fn add(&mut self, anchor: Anchor, phrase: Phrase, name: Span) {
        let (first, last, start) = (anchor.first, anchor.last, phrase.first);
        let alone = matches!(anchor.what, What::Demonym(_)) && (anchor.doubtful || phrase.steps.is_empty());
        let mut mention = self.mention(anchor, phrase, name);
        if alone {
            self.demonyms.push(mention);
            return;
        }
        if let Some(mut before) = self.out.pop() {
            let joined = self.join(&mut before, &mut mention, first, last, start);
            self.out.push(before);
            if joined {
                self.end = last;
                return;
            }
        }
        self.out.push(mention);
        self.end = last;
    }

    /// All mentions in the order of the text.
    pub(super) fn finish(mut self) -> Vec<PlaceMention> {
        self.out.append(&mut self.demonyms);
        self.out.sort_by_key(|m| m.span);
        self.out
    }

    fn mention(&self, anchor: Anchor, phrase: Phrase, name: Span) -> PlaceMention {
        PlaceMention {
            span: self.tokens[phrase.first].span.join(name),
            name,
            cue: self.cue(&anchor, &phrase),
            what: anchor.what,
            steps: phrase.steps,
            placed: phrase.placed && !phrase.articled,
            doubtful: anchor.doubtful,
            plural: phrase.plural,
            container: Vec::new(),
            between: phrase.between,
            border: phrase.border,
            until: None,
        }
    }

    /// Whether the mention became a part of the one before it.
    fn join(
        &self,
        before: &mut PlaceMention,
        mention: &mut PlaceMention,
        first: usize,
        last: usize,
        start: usize,
    ) -> bool {
        if mention.is_name() && self.is_bracketed(first, last) {
            before.container = mention.candidates().to_vec();
            before.span = before.span.join(Span::new(mention.name.start, mention.name.end + 1));
            return true;
        }
        let link = &self.tokens[self.end + 1..start.max(self.end + 1)];
        self.contain(before, mention, start, link);
        self.coordinate(before, mention, start, last);
        if self.closes_between(before, mention, start, link) {
            before.span = before.span.join(mention.span).join(before.between.unwrap_or(before.span));
            before.until = Some(Box::new(mention.clone()));
            return true;
        }
        false
    }

    /// "Bangassou (Mbomou)".
    fn is_bracketed(&self, first: usize, last: usize) -> bool {
        let closes = self.text[self.tokens[last].span.end as usize..].starts_with(')');
        first == self.end + 1 && self.tokens[first].gap == Gap::Open && closes
    }

    /// "Palma, au Mozambique", "Palma, dans le Cabo Delgado".
    fn contain(&self, before: &mut PlaceMention, mention: &PlaceMention, start: usize, link: &[Token<'_>]) {
        let comma = link.first().map_or(self.tokens[start].gap, |t| t.gap) == Gap::Comma;
        let locative = mention.cue == Cue::Preposition && link.len() <= 2;
        if comma && (locative || link.is_empty()) {
            before.container = mention.candidates().to_vec();
        }
    }

    /// "les villes de Kidal et de Gao", "à Kidal, Gao et Mopti": the second is read as the first.
    fn coordinate(&self, before: &PlaceMention, mention: &mut PlaceMention, start: usize, last: usize) {
        let link = &self.tokens[self.end + 1..start.max(self.end + 1)];
        let words: Vec<&str> = link.iter().map(|t| &*t.key).collect();
        let comma = self.tokens[start].gap == Gap::Comma;
        let listed = self.tokens.get(last + 1).is_some_and(|t| t.gap == Gap::Comma || t.key == "et");
        let joined = match words[..] {
            [] => comma && listed,
            ["et" | "ou" | "puis"] => self.tokens[start].gap.joins(),
            ["et" | "ou", "de" | "d" | "du" | "des"] | ["de" | "d" | "du"] => before.plural,
            _ => false,
        };
        if !mention.steps.is_empty() || !joined {
            return;
        }
        if before.plural && matches!(before.steps.first(), Some(Step::Type(_))) {
            mention.steps = before.steps[..1].to_vec();
            mention.plural = true;
            mention.cue = mention.cue.max(before.cue);
        } else if mention.cue == Cue::Bare && before.cue == Cue::Preposition {
            mention.cue = Cue::Preposition;
        }
        mention.placed |= before.cue == Cue::Preposition && mention.span.start == mention.name.start;
    }

    fn closes_between(
        &self,
        before: &PlaceMention,
        mention: &PlaceMention,
        start: usize,
        link: &[Token<'_>],
    ) -> bool {
        let et = matches!(link, [t] if t.key == "et") && self.tokens[start].gap.joins();
        before.between.is_some() && before.until.is_none() && et && mention.steps.is_empty()
    }

    /// The phrase's cue, or that of the head of a dispatch.
    fn cue(&self, anchor: &Anchor, phrase: &Phrase) -> Cue {
        let token = &self.tokens[phrase.first];
        let opens = token.opens_block && token.shape != Shape::Lower && anchor.first == phrase.first;
        let next = self.tokens.get(anchor.last + 1).map_or(Gap::Start, |t| t.gap);
        let dateline =
            opens && phrase.steps.is_empty() && matches!(next, Gap::Open | Gap::Comma | Gap::Break);
        if dateline && phrase.cue == Cue::Bare { Cue::Dateline } else { phrase.cue }
    }
}
