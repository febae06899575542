//! Quotations: which stretches of a block stand between quotation marks.
//!
//! Every kind of mark that French pages use is read: « … », ‹ … ›, “ … ”, „ … “, " … ", ‘ … ’ and
//! ' … '. Pages also hold marks the wrong way round (» … « and « … «), so a guillemet's role
//! follows from what is open and from what stands around it, not from its shape alone.
//!
//! No quotation leaves its block. A quotation that is left open ends with the block; where the
//! next block begins with a mark, as French sets quotations of several paragraphs, that mark
//! opens again. One closing guillemet may end an inner and an outer quotation at once.

use selon_model::{Block, Quotation, Span};

/// The quotations of an article's blocks, in order of their start, the outer before the inner.
///
/// Spans lie inside their block and nest properly; quotations without any text are left out. The
/// cost is linear in the text.
pub fn quotations(text: &str, blocks: &[Block]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut left_open = None;
    for (at, block) in blocks.iter().enumerate() {
        let Some(body) = text.get(block.span.range()) else { continue };
        let next = blocks.get(at + 1).and_then(|b| text.get(b.span.range()));
        let mut reader = Reader::new(body, left_open);
        reader.read();
        left_open = reader.finish(next);
        let first = found.len();
        found.extend(reader.done.iter().filter_map(|pair| pair.quotation(body, block.span.start)));
        found[first..].sort_by_key(|q: &Quotation| (q.span.start, std::cmp::Reverse(q.span.end)));
        set_depths(&mut found[first..]);
    }
    found
}

/// Marks that can close one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// « »
    Guillemet,
    /// ‹ ›
    SingleGuillemet,
    /// “ ” „
    Curly,
    /// "
    Straight,
    /// ‘ ’ '
    Single,
}

const FAMILIES: usize = 5;

impl Family {
    fn of(mark: char) -> Option<Family> {
        Some(match mark {
            '«' | '»' => Family::Guillemet,
            '‹' | '›' => Family::SingleGuillemet,
            '“' | '”' | '„' | '‟' => Family::Curly,
            '"' | '″' => Family::Straight,
            '‘' | '’' | '\'' => Family::Single,
            _ => return None,
        })
    }

    /// Whether a mark left open tells of a quotation; a lone straight mark may stand for inches,
    /// a lone single one for an elision.
    fn counts_unclosed(self) -> bool {
        matches!(self, Family::Guillemet | Family::Curly)
    }
}

/// A mark and what stands around it in its block.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    ch: char,
    family: Family,
    /// The character right before and right after.
    before: Option<char>,
    after: Option<char>,
    /// The nearest characters that are no white space.
    word_before: Option<char>,
    word_after: Option<char>,
}

impl Mark {
    fn end(&self) -> usize {
        self.at + self.ch.len_utf8()
    }

    fn touches_before(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace() && !is_opening_bracket(c))
    }

    fn touches_after(&self) -> bool {
        self.after.is_some_and(|c| !c.is_whitespace() && !is_closing_punctuation(c))
    }

    /// Set like an opening mark: text follows at once, none stands right before.
    fn set_as_opening(&self) -> bool {
        self.touches_after() && !self.touches_before()
    }

    /// Set like a closing mark: text stands right before, none follows at once.
    fn set_as_closing(&self) -> bool {
        self.touches_before() && !self.touches_after()
    }

    /// Nothing but punctuation, or the block's end, follows.
    fn ends_something(&self) -> bool {
        self.word_after.is_none_or(is_closing_punctuation)
    }
}

fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '«' | '‹' | '“' | '„' | '"' | '‘' | '\'' | '’' | '—' | '–' | '-')
}

fn is_closing_punctuation(c: char) -> bool {
    matches!(
        c,
        ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '…' | '»' | '›' | '”' | '"' | '’' | '\'' | '—' | '–'
    )
}

/// A quotation by byte offsets in its block: the opening mark, and the closing one if found.
#[derive(Clone, Copy, Debug)]
struct Pair {
    start: usize,
    inner_start: usize,
    inner_end: usize,
    end: usize,
    closed: bool,
}

impl Pair {
    fn quotation(&self, body: &str, offset: u32) -> Option<Quotation> {
        let inner = body.get(self.inner_start..self.inner_end)?;
        let kept = inner.trim();
        if kept.is_empty() {
            return None;
        }
        let inner_start = self.inner_start + (inner.len() - inner.trim_start().len());
        let shift =
            |range: std::ops::Range<usize>| Span::new(offset + range.start as u32, offset + range.end as u32);
        Some(Quotation {
            span: shift(self.start..self.end),
            inner: shift(inner_start..inner_start + kept.len()),
            depth: 0,
            closed: self.closed,
        })
    }
}

/// A mark that waits for its partner.
#[derive(Clone, Copy, Debug)]
struct Open {
    mark: Mark,
    /// End of the last guillemet quotation that closed directly inside.
    inner_close: Option<usize>,
}

/// What follows a mark in its block.
#[derive(Clone, Copy, Debug, Default)]
struct Ahead {
    /// How many marks of the same shape.
    same: usize,
    /// Whether the mirror image of a guillemet, or ” after “.
    mirror: bool,
    /// Whether a mark set like the end of a single quotation.
    single_close: bool,
}

enum Role {
    Open,
    Close,
    Neither,
}

/// Reads one block from left to right.
struct Reader<'t> {
    body: &'t str,
    marks: Vec<Mark>,
    ahead: Vec<Ahead>,
    stack: Vec<Open>,
    /// The shapes of the marks of each family that wait on the stack.
    waiting: [Vec<char>; FAMILIES],
    done: Vec<Pair>,
    /// What the block before left open.
    left_open: Option<Family>,
}

impl<'t> Reader<'t> {
    fn new(body: &'t str, left_open: Option<Family>) -> Reader<'t> {
        let marks = marks_of(body);
        let ahead = look_ahead(&marks);
        Reader {
            body,
            marks,
            ahead,
            stack: Vec::new(),
            waiting: Default::default(),
            done: Vec::new(),
            left_open,
        }
    }

    fn read(&mut self) {
        for i in 0..self.marks.len() {
            let (mark, ahead) = (self.marks[i], self.ahead[i]);
            match self.role(&mark, ahead) {
                Role::Open => {
                    self.waiting[mark.family as usize].push(mark.ch);
                    self.stack.push(Open { mark, inner_close: None });
                }
                Role::Close => self.close(&mark),
                Role::Neither => {}
            }
        }
    }

    /// The shape of the innermost waiting mark of a family.
    fn opened_by(&self, family: Family) -> Option<char> {
        self.waiting[family as usize].last().copied()
    }

    fn role(&self, mark: &Mark, ahead: Ahead) -> Role {
        if mark.word_before.is_none() && self.left_open == Some(mark.family) {
            return Role::Open;
        }
        match mark.family {
            Family::Guillemet => self.guillemet(mark, ahead, mark.ch == '«'),
            Family::SingleGuillemet => self.guillemet(mark, ahead, mark.ch == '‹'),
            Family::Curly => self.curly(mark, ahead),
            Family::Straight => self.straight(mark, ahead),
            Family::Single => self.single(mark, ahead),
        }
    }

    /// « within « opens a quotation in the quotation, or closes it by mistake; » without anything
    /// open is stray, or opens by mistake after a colon or a comma.
    fn guillemet(&self, mark: &Mark, ahead: Ahead, points_left: bool) -> Role {
        match (points_left, self.opened_by(mark.family)) {
            (true, None) => Role::Open,
            (false, Some(_)) => Role::Close,
            (true, Some(by)) if by != mark.ch => Role::Close,
            (true, Some(_)) if mark.ends_something() || mark.set_as_closing() || !ahead.mirror => Role::Close,
            (true, Some(_)) => Role::Open,
            (false, None) => {
                let introduced = matches!(mark.word_before, None | Some(':' | ',' | '('));
                let partner = ahead.same > 0 || ahead.mirror;
                if introduced && partner && !mark.ends_something() { Role::Open } else { Role::Neither }
            }
        }
    }

    fn curly(&self, mark: &Mark, ahead: Ahead) -> Role {
        match (mark.ch, self.opened_by(Family::Curly)) {
            ('„' | '‟', _) => Role::Open,
            ('“', Some('„')) => Role::Close,
            ('“', Some(_)) if mark.set_as_closing() || !ahead.mirror => Role::Close,
            ('“', _) => Role::Open,
            (_, Some(_)) => Role::Close,
            (_, None) if mark.set_as_opening() && ahead.same > 0 => Role::Open,
            _ => Role::Neither,
        }
    }

    /// A straight mark closes what a straight mark opened, unless it is set like an opening one
    /// and enough of them follow to close both.
    fn straight(&self, mark: &Mark, ahead: Ahead) -> Role {
        let waits = self.opened_by(Family::Straight).is_some();
        let guillemet_inside = waits && self.stack.last().is_some_and(|o| o.mark.family == Family::Guillemet);
        if waits && guillemet_inside && mark.set_as_opening() && ahead.same > 0 {
            return Role::Open;
        }
        if waits {
            return if mark.set_as_opening() && ahead.same >= 2 { Role::Open } else { Role::Close };
        }
        if mark.set_as_closing() { Role::Neither } else { Role::Open }
    }

    /// ‘, ’ and ' are quotation marks only in pairs; within a word, or with no end, they elide.
    fn single(&self, mark: &Mark, ahead: Ahead) -> Role {
        let waits = self.opened_by(Family::Single).is_some();
        if waits && closes_single(mark) {
            return Role::Close;
        }
        if !waits && opens_single(mark) && ahead.single_close { Role::Open } else { Role::Neither }
    }

    /// Closes the innermost waiting mark of the same family; what waits inside it was no quotation.
    fn close(&mut self, mark: &Mark) {
        if self.opened_by(mark.family).is_none() {
            return;
        }
        while let Some(open) = self.stack.pop() {
            self.waiting[open.mark.family as usize].pop();
            if open.mark.family == mark.family {
                self.done.push(Pair {
                    start: open.mark.at,
                    inner_start: open.mark.end(),
                    inner_end: mark.at,
                    end: mark.end(),
                    closed: true,
                });
                break;
            }
        }
        if let Some(outer) = self.stack.last_mut().filter(|o| o.mark.family == mark.family) {
            outer.inner_close = Some(mark.end());
        }
    }

    /// Ends what is still open, and tells which family of marks may reopen in the next block.
    fn finish(&mut self, next: Option<&str>) -> Option<Family> {
        let open = *self.stack.iter().find(|open| open.mark.family.counts_unclosed() || open.mark.at == 0)?;
        let family = open.mark.family;
        let first_of_next = next.and_then(|body| body.trim_start().chars().next());
        let goes_on = first_of_next.and_then(Family::of) == Some(family);
        if !goes_on && !family.counts_unclosed() {
            return None;
        }
        let (end, closed) = match open.inner_close {
            Some(end) if !goes_on => (end, true),
            _ => (self.body.len(), false),
        };
        self.done.push(Pair {
            start: open.mark.at,
            inner_start: open.mark.end(),
            inner_end: end,
            end,
            closed,
        });
        goes_on.then_some(family)
    }
}

fn opens_single(mark: &Mark) -> bool {
    let after_space = mark.before.is_none_or(|c| c.is_whitespace() || is_opening_bracket(c));
    after_space && mark.after.is_some_and(char::is_alphanumeric)
}

fn closes_single(mark: &Mark) -> bool {
    mark.ch != '‘'
        && mark.before.is_some_and(|c| !c.is_whitespace())
        && mark.after.is_none_or(|c| !c.is_alphanumeric())
}

fn marks_of(body: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let (mut before, mut word_before) = (None, None);
    let mut without_after = 0;
    for (at, ch) in body.char_indices() {
        if let Some(last) = marks.last_mut().filter(|m| m.end() == at) {
            last.after = Some(ch);
        }
        if !ch.is_whitespace() {
            marks[without_after..].iter_mut().for_each(|m| m.word_after = Some(ch));
            without_after = marks.len();
        }
        if let Some(family) = Family::of(ch) {
            marks.push(Mark { at, ch, family, before, after: None, word_before, word_after: None });
        }
        before = Some(ch);
        if !ch.is_whitespace() {
            word_before = Some(ch);
        }
    }
    marks
}

fn look_ahead(marks: &[Mark]) -> Vec<Ahead> {
    let mut ahead = vec![Ahead::default(); marks.len()];
    let mut seen = std::collections::BTreeMap::new();
    let mut single_close = false;
    for (i, mark) in marks.iter().enumerate().rev() {
        let mirror = match mark.ch {
            '«' => '»',
            '»' => '«',
            '‹' => '›',
            '›' => '‹',
            _ => '”',
        };
        ahead[i] = Ahead {
            same: seen.get(&mark.ch).copied().unwrap_or(0),
            mirror: seen.contains_key(&mirror),
            single_close,
        };
        *seen.entry(mark.ch).or_insert(0) += 1;
        single_close |= mark.family == Family::Single && closes_single(mark);
    }
    ahead
}

fn set_depths(quotations: &mut [Quotation]) {
    let mut ends: Vec<u32> = Vec::new();
    for quotation in quotations {
        while ends.last().is_some_and(|end| *end <= quotation.span.start) {
            ends.pop();
        }
        quotation.depth = u8::try_from(ends.len()).unwrap_or(u8::MAX);
        ends.push(quotation.span.end);
    }
}

#[cfg(test)]
mod tests {
    use selon_model::BlockKind;

    use super::*;

    /// Blocks are the paragraphs between empty lines.
    fn blocks(text: &str) -> Vec<Block> {
        let mut at = 0;
        let mut blocks = Vec::new();
        for part in text.split("\n\n") {
            blocks.push(Block { span: Span::of(at..at + part.len()), kind: BlockKind::Paragraph });
            at += part.len() + 2;
        }
        blocks
    }

    /// Each expected quotation is its inner text, after one `>` for each level and one `~` if unclosed.
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = quotations(text, &blocks(text))
            .iter()
            .map(|q| {
                let open = if q.closed { "" } else { "~" };
                format!("{}{open}{}", ">".repeat(q.depth.into()), q.inner.of_text(text))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_every_kind() {
        check("« Nous tenons la ville », dit-il.", &["Nous tenons la ville"]);
        check("Il parle de «terroristes» armés.", &["terroristes"]);
        check("Il dit : “La route est coupée.”", &["La route est coupée."]);
        check("Il dit : „La route est coupée.“ Puis rien.", &["La route est coupée."]);
        check("Il dit : ”La route est coupée.”", &["La route est coupée."]);
        check("Il dit : \"Rien n'a bougé\", puis \"rien\".", &["Rien n'a bougé", "rien"]);
        check("Il dit : ‹ rien › et part.", &["rien"]);
        check("L’armée parle d’une ‘zone tampon’ à l’est.", &["zone tampon"]);
        check("L'armée parle d'une 'zone d'ombre' à l'est.", &["zone d'ombre"]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_marks() {
        check("L'armée d'Oran n'a qu'un but, aujourd'hui.", &[]);
        check("L’armée d’Oran n’a qu’un but.", &[]);
        check("Un tube de 12\" a été saisi.", &[]);
    }

    #[test]
    fn marks_the_wrong_way_round() {
        check("Il a dit : » la trêve est rompue. «  Puis il est parti.", &["la trêve est rompue."]);
        check("Selon lui, » la trêve tient« . Et de conclure.", &["la trêve tient"]);
        check("Il ajoute : «  La trêve tient. « ", &["La trêve tient."]);
        check("Il ajoute : « La trêve tient « , dit-il, puis se tait.", &["La trêve tient"]);
        check("la trêve tient », dit-il. Puis « rien ».", &["rien"]);
    }

    #[test]
    fn nested_and_interrupted() {
        check("« Il a crié “feu” », dit-elle.", &["Il a crié “feu”", ">feu"]);
        check("« Il a crié « feu » hier », dit-elle.", &["Il a crié « feu » hier", ">feu"]);
        check("« Il a crié « feu », dit-elle.", &["Il a crié « feu »", ">feu"]);
        check("\"Ils ont pris « le fort » hier\", dit-il.", &["Ils ont pris « le fort » hier", ">le fort"]);
        check(
            "« La ville, a-t-il dit, est prise », « et nous y restons ».",
            &["La ville, a-t-il dit, est prise", "et nous y restons"],
        );
        check("« Le pont », dit-il, « est coupé ».", &["Le pont", "est coupé"]);
    }

    #[test]
    fn left_open_over_paragraphs() {
        check(
            "Il écrit : « La route est coupée.\n\n« Le pont aussi.\n\n« Nous attendons. »\n\nFin.",
            &["~La route est coupée.", "~Le pont aussi.", "Nous attendons."],
        );
        check(
            "« La route est coupée.\n\n» Le pont aussi. »\n\nFin.",
            &["~La route est coupée.", "Le pont aussi."],
        );
        check("« La route est coupée.\n\nLe pont aussi.", &["~La route est coupée."]);
        check("\"La route est coupée.\n\n\"Le pont aussi.\"", &["~La route est coupée.", "Le pont aussi."]);
    }

    #[test]
    fn strange_marks() {
        check("«»", &[]);
        check("» ", &[]);
        check("\"", &[]);
        check("« « «", &[]);
        check("", &[]);
    }

    /// A small generator (xorshift) of texts made of marks, words and breaks.
    fn noise(seed: u64) -> String {
        const PARTS: [&str; 20] = [
            "«", "»", "“", "”", "„", "\"", "‹", "›", "‘", "’", "'", " ", "\u{a0}", "mot", "été", ", ", ". ",
            "\n\n", "🕊", "l'",
        ];
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut text = String::new();
        for _ in 0..60 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(PARTS[(state >> 33) as usize % PARTS.len()]);
        }
        text
    }

    #[test]
    fn quotations_nest_inside_their_blocks() {
        for seed in 1..4000 {
            let text = noise(seed);
            let blocks = blocks(&text);
            let found = quotations(&text, &blocks);
            for (i, q) in found.iter().enumerate() {
                assert!(blocks.iter().any(|b| b.span.covers(q.span)), "{text:?}");
                assert!(q.span.covers(q.inner) && !q.inner.is_empty(), "{text:?}");
                assert!(text.get(q.span.range()).is_some() && text.get(q.inner.range()).is_some());
                for other in &found[i + 1..] {
                    assert!(q.span.start < other.span.start, "{text:?}");
                    assert!(!q.span.overlaps(other.span) || q.inner.covers(other.span), "{text:?}");
                    assert!(!q.span.covers(other.span) || q.depth < other.depth, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn deep_nesting_ends() {
        let text = "« a ".repeat(20_000) + &"» b ".repeat(20_000);
        let found = quotations(&text, &blocks(&text));
        assert_eq!((found[0].depth, found[19_999].depth, found.len()), (0, u8::MAX, 20_000));
    }
}
