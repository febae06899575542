//! Which units of a text are its article.
//!
//! Every unit is judged by its own words and shape first: a paragraph of sentences, a short line, or boilerplate. Then
//! comes what the order tells: nothing follows the comments; teasers hang on their heading; the body is the stretch
//! whose paragraphs outweigh the lines between them (the segment of greatest sum, after Pasternack & Roth, "Extracting
//! article text from the web with maximum subsequence segmentation", 2009); the title is the last line before it that
//! reads like one.

use std::ops::Range;

use selon_model::{Block, BlockKind, PartialDate, Span};

use super::boilerplate::{Boilerplate, Role};
use super::shapes;
use super::units::{Unit, trimmed, units};
use crate::chars::{fold, tokens};
use crate::dates;

/// What was chosen of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Selection {
    /// The article's blocks, in order of the text.
    pub(crate) blocks: Vec<Block>,
    /// The day of publication, where a line of the boilerplate states it.
    pub(crate) published: Option<PartialDate>,
}

impl Selection {
    /// The words of the block that is the title.
    pub(crate) fn title(&self, text: &str) -> Option<String> {
        let title = self.blocks.iter().find(|b| b.kind == BlockKind::Title)?;
        Some(title.span.of_text(text).split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Chooses the article's blocks of a text; `title` is known where metadata give it.
pub(crate) fn select(text: &str, title: Option<&str>, known: &Boilerplate) -> Selection {
    select_units(text, units(text), title, Extent::Densest, known)
}

/// The words of a line that is a paragraph of sentences, up to the weight of one paragraph; 0 for other lines.
pub(crate) fn body_words(line: &str, known: &Boilerplate) -> u32 {
    let judged =
        units(line).into_iter().map(|unit| judge(line, unit, known)).filter(|l| l.kind == Kind::Body);
    judged.map(|l| l.unit.words as u32).sum::<u32>().min(MAX_WEIGHT as u32)
}

/// Whether a line is one that stands at each reader's comment: "Répondre", "Awa dit :".
pub(crate) fn is_reply(line: &str, known: &Boilerplate) -> bool {
    let ends = || known.role_of(line).is_some_and(|found| found.role == Role::End && found.more <= 2);
    shapes::heads_comment(line) || ends()
}

/// Whether a line's words are those of boilerplate such as a menu, an appeal or a share button.
pub(crate) fn is_boilerplate(line: &str, known: &Boilerplate) -> bool {
    known.role_of(line).is_some_and(|found| matches!(found.role, Role::Drop | Role::Related | Role::Teasers))
}

/// Which stretch of the units is looked at for the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// The one whose paragraphs outweigh the lines between them, of a page with all its boilerplate.
    Densest,
    /// From the first paragraph to the last, where somebody chose the units before.
    Whole,
}

/// Chooses among units that are known already.
pub(crate) fn select_units(
    text: &str,
    units: Vec<Unit>,
    title: Option<&str>,
    extent: Extent,
    known: &Boilerplate,
) -> Selection {
    let mut page = Page::new(text, units, title, known);
    page.cut_after_article();
    page.drop_labelled();
    page.drop_teasers();
    page.drop_captioned();
    page.drop_doubled();
    page.raise_brief();
    let body = if extent == Extent::Whole { page.paragraphs() } else { page.body() };
    page.close(&body);
    page.open(&body);
    Selection { blocks: page.blocks(), published: page.published() }
}

/// What a unit is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Sentences.
    Body,
    /// A line without the form of a sentence, or of a few words.
    Short,
    /// The headline.
    Title,
    /// No part of the article.
    Boilerplate,
}

/// A unit, what it is taken for and the lexicon's word on it.
#[derive(Clone, Debug)]
struct Line {
    unit: Unit,
    kind: Kind,
    role: Option<Role>,
    /// Whether a role's wording is all that the line says.
    bare: bool,
}

struct Page<'a> {
    text: &'a str,
    title: Option<&'a str>,
    lines: Vec<Line>,
}

/// A sentence of this many words is a paragraph; so are this many words without a sentence's end.
const SENTENCE_WORDS: usize = 8;
const PARAGRAPH_WORDS: usize = 25;
/// So is a line of this many words that opens a list or a quotation with its colon.
const OPENING_WORDS: usize = 10;
/// Words of body that must stand before the words of a comment form, a comments' heading.
const BEFORE_FORM: usize = 25;
const BEFORE_HEADING: usize = 70;
/// What a line takes off the body's weight, in words. Known boilerplate stands inside articles too; a line that nobody
/// knows rather belongs to a menu.
const SHORT_COST: i64 = 5;
const BOILERPLATE_COST: i64 = 1;
/// No gap between two paragraphs costs more: an article may hold a long list.
const MAX_GAP: i64 = 120;
/// More words of one paragraph weigh no more.
const MAX_WEIGHT: i64 = 80;
/// Lines between title and body that are looked through.
const TITLE_REACH: usize = 25;
/// Lines without the form of a sentence that together are a menu.
const MENU: usize = 3;
/// Lines of boilerplate, such as advertisements, that are looked past for what a heading stands over.
const HEADING_REACH: usize = 8;
/// A text of no more lines than this is taken whole where none of them is a paragraph.
const FEW: usize = 5;

impl<'a> Page<'a> {
    fn new(text: &'a str, units: Vec<Unit>, title: Option<&'a str>, known: &Boilerplate) -> Page<'a> {
        let lines = units.into_iter().map(|unit| judge(text, unit, known)).collect();
        Page { text, title: title.map(str::trim).filter(|t| !t.is_empty()), lines }
    }

    fn line(&self, at: usize) -> &'a str {
        &self.text[self.lines[at].unit.range.clone()]
    }

    fn is_body(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|l| l.kind == Kind::Body)
    }

    fn words(&self, range: Range<usize>) -> usize {
        self.lines[range].iter().filter(|l| l.kind == Kind::Body).map(|l| l.unit.words).sum()
    }

    fn drop(&mut self, at: usize) {
        self.lines[at].kind = Kind::Boilerplate;
    }

    /// Drops everything from the first line on that says that the article is over.
    fn cut_after_article(&mut self) {
        let total = self.words(0..self.lines.len());
        let mut before = 0;
        for at in 0..self.lines.len() {
            if self.ends_here(at, before, total - before) {
                let end = self.replied(at, before).unwrap_or(at);
                self.lines.truncate(end);
                return;
            }
            before += self.words(at..at + 1);
        }
    }

    /// Where the comment begins that the "Répondre" at a line belongs to: at the hour over it.
    fn replied(&self, at: usize, before: usize) -> Option<usize> {
        let hour = |at: &usize| {
            let line = self.line(*at);
            self.lines[*at].kind == Kind::Boilerplate
                && (shapes::is_date_line(line) || fold(line).starts_with("il y a"))
        };
        let start = (at.saturating_sub(6)..at).rev().find(hour)?;
        let comment = self.words(start..at);
        (comment > 0 && before >= BEFORE_HEADING + comment).then_some(start)
    }

    /// Whether a line ends the article, by its words and by how much stands before and after it. A heading such as
    /// "Commentaires" may be a link above the article; it ends nothing while most of the page is to come.
    fn ends_here(&self, at: usize, before: usize, after: usize) -> bool {
        match self.lines[at].role {
            Some(Role::End) => before >= BEFORE_FORM,
            Some(Role::Comments | Role::Related) if before >= BEFORE_HEADING => {
                let soon = &self.lines[at + 1..(at + 16).min(self.lines.len())];
                after * 2 <= before * 3 || soon.iter().any(|l| l.role == Some(Role::End))
            }
            _ => false,
        }
    }

    /// Drops the line after a label such as "Vous lisez:".
    fn drop_labelled(&mut self) {
        for at in 1..self.lines.len() {
            if self.lines[at - 1].role == Some(Role::Next) {
                self.drop(at);
            }
        }
    }

    /// Drops the short lines that hang on a heading such as "Lire aussi", and what little follows them.
    fn drop_teasers(&mut self) {
        // Above the text the same words stand in menus, and what hangs on them may be the title.
        let mut at = self.lines.iter().position(|l| l.kind == Kind::Body).unwrap_or(self.lines.len());
        while at < self.lines.len() {
            let line = &self.lines[at];
            at += 1;
            if !(line.bare && matches!(line.role, Some(Role::Teasers | Role::Related))) {
                continue;
            }
            while at < self.lines.len() && self.lines[at].kind != Kind::Body {
                self.drop(at);
                at += 1;
            }
            // The article goes on after teasers with a paragraph, not with the one sentence of an author's box.
            let sentences = self.lines.get(at).map_or(0, |_| self.line(at).matches(". ").count());
            if self.is_body(at) && self.lines[at].unit.words < 20 && sentences == 0 && !self.is_body(at + 1) {
                self.drop(at);
            }
        }
    }

    /// Drops the line that a credit belongs to: "Le marché de Bunia, en mars." over "© AFP".
    fn drop_captioned(&mut self) {
        for at in 1..self.lines.len() {
            let credit = !self.lines[at].unit.after_gap && shapes::is_credit(self.line(at));
            let above = &self.lines[at - 1];
            let alone = above.unit.after_gap && above.unit.words <= 25 && at > 1;
            if credit && alone && !self.is_known_title(at - 1) {
                self.drop(at - 1);
            }
        }
    }

    /// Drops a dated line that is there twice in a row: a picture's text and its caption.
    fn drop_doubled(&mut self) {
        for at in 1..self.lines.len() {
            let short = self.lines[at].unit.words <= 25 && !self.is_known_title(at);
            if short && same(self.line(at), self.line(at - 1)) && dates::ends_in_year(self.line(at)) {
                self.drop(at - 1);
                self.drop(at);
            }
        }
    }

    /// Takes the few lines of a text without any paragraph for paragraphs: "Trois soldats tués à Gao."
    fn raise_brief(&mut self) {
        if self.lines.len() <= FEW && !self.lines.iter().any(|l| l.kind == Kind::Body) {
            for line in self.lines.iter_mut().filter(|l| l.kind == Kind::Short) {
                line.kind = Kind::Body;
            }
        }
    }

    /// From the first paragraph to the last.
    fn paragraphs(&self) -> Range<usize> {
        let body = |l: &Line| l.kind == Kind::Body;
        let first = self.lines.iter().position(body).unwrap_or(0);
        first..self.lines.iter().rposition(body).map_or(0, |last| last + 1)
    }

    /// The stretch of lines in which paragraphs outweigh what stands between them.
    fn body(&self) -> Range<usize> {
        let (mut best, mut best_sum) = (0..0, 0);
        let (mut start, mut sum, mut gap) = (0, 0, 0);
        for (at, line) in self.lines.iter().enumerate() {
            let cost = match line.kind {
                Kind::Body => {
                    gap = 0;
                    -(line.unit.words as i64).min(MAX_WEIGHT)
                }
                Kind::Short if line.unit.sentence => 0,
                Kind::Short | Kind::Title => SHORT_COST,
                Kind::Boilerplate => BOILERPLATE_COST,
            };
            let cost = if gap < MAX_GAP { cost } else { cost.min(0) };
            gap += cost.max(0);
            sum -= cost;
            if sum <= 0 {
                (start, sum) = (at + 1, 0);
            } else if sum > best_sum {
                (best, best_sum) = (start..at + 1, sum);
            }
        }
        best
    }

    /// Drops what comes after the body, and the short lines in it that are no headings, list items or short sentences.
    fn close(&mut self, body: &Range<usize>) {
        let mut end = body.end;
        while let Some(next) = self.goes_on(end) {
            end = next + 1;
        }
        for at in end..self.lines.len() {
            self.drop(at);
        }
        self.drop_menus(body);
        // From below, since a heading over a heading stands or falls with it.
        for at in body.clone().rev() {
            if self.lines[at].kind == Kind::Short && !self.belongs(at, body) {
                self.drop(at);
            }
        }
    }

    /// Drops three and more lines together that neither are sentences nor items nor headings by their markup.
    fn drop_menus(&mut self, body: &Range<usize>) {
        let mut run = body.start;
        for at in body.start..body.end + 1 {
            if at < body.end && self.is_bare_short(at) && !self.lines[at].unit.heading {
                continue;
            }
            if at - run >= MENU {
                (run..at).for_each(|line| self.drop(line));
            }
            run = at + 1;
        }
    }

    /// A last short sentence or list item of the body that ends at a line: just after it, or, if it is a sentence of
    /// some length, after a teaser or an advertisement.
    fn goes_on(&self, end: usize) -> Option<usize> {
        let passed = |l: &&Line| matches!(l.role, Some(Role::Teasers | Role::Drop));
        let rest = self.lines.get(end..).filter(|_| end > 0)?;
        let at = end + rest.iter().take(2).take_while(passed).count();
        let (line, before) = (self.lines.get(at)?, &self.lines[at - 1]);
        let item = line.unit.bullet && before.unit.bullet && before.kind != Kind::Boilerplate;
        let words = if at > end { 5 } else { 2 };
        let sentence = line.unit.sentence && line.unit.words >= words && !starts_low(self.line(at));
        (line.kind == Kind::Short && (item || sentence && !line.unit.bullet)).then_some(at)
    }

    /// Whether a short line inside the body is part of it.
    fn belongs(&self, at: usize, body: &Range<usize>) -> bool {
        let line = &self.lines[at];
        let kept = |at: usize| self.lines.get(at).is_some_and(|l| l.kind != Kind::Boilerplate);
        let listed = |at: usize| kept(at) && self.lines[at].unit.bullet;
        if line.unit.bullet {
            let opened = at > 0 && self.line(at - 1).ends_with(':');
            return opened || at > 0 && listed(at - 1) || listed(at + 1);
        }
        if line.unit.sentence {
            return true;
        }
        // A heading stands directly over a paragraph or a list, alone or under another heading.
        let between = |n: &usize| self.lines[*n].kind == Kind::Boilerplate && !self.is_figure(*n);
        let next = (at + 1..body.end.min(at + HEADING_REACH)).find(|n| !between(n));
        next.is_some_and(|n| self.is_body(n) || self.lines[n].unit.bullet || self.is_bare_short(n))
    }

    /// Whether a line is a cell of a table rather than an advertisement between two paragraphs.
    fn is_figure(&self, at: usize) -> bool {
        let line = &self.lines[at];
        line.kind == Kind::Boilerplate && line.role.is_none() && line.unit.words == 1
    }

    fn is_bare_short(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|l| l.kind == Kind::Short && !l.unit.bullet && !l.unit.sentence)
    }

    /// Chooses the title, and drops what else comes before the body.
    fn open(&mut self, body: &Range<usize>) {
        let title = self.title_before(body);
        // What stands over a known title is a banner, though it be a sentence.
        let inside =
            title.filter(|t| body.contains(t) && self.words(body.start..*t) * 4 < self.words(body.clone()));
        for at in 0..inside.unwrap_or(body.start) {
            let repeated = title.is_some_and(|t| at >= t && same(self.line(at), self.line(t)));
            let subtitle = title.is_some_and(|t| at > t) && self.is_subtitle(at);
            if self.lines[at].kind == Kind::Boilerplate || !(repeated || subtitle) {
                self.drop(at);
            } else if repeated {
                self.lines[at].kind = Kind::Title;
            }
        }
        if let Some(title) = title {
            self.lines[title].kind = Kind::Title;
        }
    }

    /// The line that is the title: the one that metadata name, the first of two like lines, the last one before the
    /// body that reads like a headline; or the body's own first line.
    fn title_before(&self, body: &Range<usize>) -> Option<usize> {
        let first = (body.start.saturating_sub(TITLE_REACH)..body.start).collect::<Vec<_>>();
        if let Some(known) = (0..body.end.min(self.lines.len())).find(|at| self.is_known_title(*at)) {
            return Some(known);
        }
        let near = || first.iter().copied().filter(|at| self.lines[*at].kind != Kind::Boilerplate);
        let twice =
            near().find(|at| near().any(|other| other > *at && same(self.line(*at), self.line(other))));
        if let Some(twice) = twice.filter(|at| self.headline(*at) > 1) {
            return Some(twice);
        }
        // A group of adjoining headlines is title and subtitle; the first of the last group counts.
        let last = near().rfind(|at| self.headline(*at) >= 3);
        if let Some(last) = last {
            let adjoins = last.checked_sub(1).filter(|at| first.contains(at) && self.headline(*at) >= 4);
            // A path such as "Accueil Sécurité" before the headline, or the site's name after it, is no line of its own.
            let adjoins = adjoins.filter(|at| !fold(self.line(*at)).contains(&fold(self.line(last))));
            let lone = adjoins.filter(|at| at.checked_sub(1).is_none_or(|b| self.headline(b) < 3));
            return Some(lone.unwrap_or(last));
        }
        let own = body.start;
        if self.is_headline_of_body(own, body) {
            return Some(own);
        }
        near().rfind(|at| self.headline(*at) >= 2)
    }

    fn is_known_title(&self, at: usize) -> bool {
        let alike = |title: &str| same(self.line(at), title);
        self.lines[at].unit.words >= 2 && self.title.is_some_and(alike)
    }

    /// Whether the body's first line is a headline that looks like a sentence: "Qui a tué le général ?".
    fn is_headline_of_body(&self, at: usize, body: &Range<usize>) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let text = self.line(at);
        let short = line.unit.words <= 22 && !text.ends_with('.') && !line.unit.bullet;
        at + 1 < body.end
            && line.kind == Kind::Body
            && short
            && line.unit.after_gap
            && self.lines[at + 1].unit.after_gap
    }

    /// How much a line reads like a headline, from 0: words enough, little words among them, no list's mark.
    fn headline(&self, at: usize) -> u32 {
        let line = &self.lines[at];
        let text = self.line(at);
        if line.kind == Kind::Boilerplate
            || line.unit.bullet
            || line.unit.words > 30
            || text.ends_with([':', '.'])
        {
            return 0;
        }
        let words = tokens(text, 30);
        let little = words.iter().filter(|w| w.len() <= 3 && !w.bytes().all(|b| b.is_ascii_digit())).count();
        let lower =
            text.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_lowercase)).count();
        // A label has capitals only; so has a headline of older sites, but more words.
        let long = words.iter().filter(|w| w.chars().count() >= 4).count();
        let dated = text.starts_with(|c: char| c.is_ascii_digit()) && dates::read(text).is_some();
        if starts_low(text) || dated || long < 2 || lower == 0 && line.unit.words < 5 {
            return 0;
        }
        u32::from(line.unit.words >= 2)
            + u32::from(little >= 1)
            + u32::from(line.unit.words >= 5)
            + u32::from(line.unit.words >= 7)
    }

    /// A line between title and body that says something of the matter: a standfirst without a full stop.
    fn is_subtitle(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let sentence = line.unit.heading && line.unit.sentence;
        line.kind == Kind::Body || line.unit.words >= 6 && (sentence || self.headline(at) >= 3)
    }

    fn blocks(&self) -> Vec<Block> {
        let kept = self.lines.iter().filter(|l| l.kind != Kind::Boilerplate);
        kept.map(|line| {
            let range = &line.unit.range;
            let start = if line.kind == Kind::Body {
                range.start + shapes::dateline(&self.text[range.clone()])
            } else {
                range.start
            };
            let kind = match line.kind {
                Kind::Title => BlockKind::Title,
                Kind::Short if !line.unit.sentence && !line.unit.bullet => BlockKind::Heading,
                _ => BlockKind::Paragraph,
            };
            Block { span: Span::of(trimmed(self.text, start..range.end)), kind }
        })
        .filter(|block| !block.span.is_empty())
        .collect()
    }

    /// The day that a line of the boilerplate states, or that stands alone between the title and the text. A
    /// stamp above the title may be the hour of the download.
    fn published(&self) -> Option<PartialDate> {
        let dropped = |l: &&Line| l.kind == Kind::Boilerplate && l.unit.words <= 30;
        let words = |l: &Line| &self.text[l.unit.range.clone()];
        let stated = self.lines.iter().filter(dropped).find_map(|l| dates::stated(words(l)));
        let below = || {
            let title = self.lines.iter().rposition(|l| l.kind == Kind::Title)?;
            let lines = self.lines[title + 1..].iter().take_while(|l| l.kind != Kind::Body);
            let mut dates =
                lines.filter(|l| shapes::is_date_line(words(l))).filter_map(|l| dates::read(words(l)));
            dates.find(|date| date.day.is_some())
        };
        stated.or_else(below)
    }
}

fn judge(text: &str, unit: Unit, known: &Boilerplate) -> Line {
    let line = &text[unit.range.clone()];
    // A sentence that begins like a byline ("Publié par l'ONU, le rapport …") is none.
    let sentence = |role| role == Role::Byline && unit.sentence && unit.words >= SENTENCE_WORDS;
    let found = known.role_of(line).filter(|found| !sentence(found.role));
    let boilerplate = found.is_some()
        || shapes::is_wordless(line)
        || shapes::is_date_line(line)
        || shapes::is_marked_date(line)
        || shapes::is_caption(line)
        || shapes::is_byline(line);
    let enough = unit.sentence && unit.words >= SENTENCE_WORDS
        || unit.words >= PARAGRAPH_WORDS
        || unit.words >= OPENING_WORDS && line.ends_with(':')
        || unit.bullet && unit.words >= 4 && (unit.sentence || line.ends_with([';', ',']));
    let enough = enough || shapes::is_post_signature(line);
    let enough = enough && !unit.heading;
    let kind = match (boilerplate, enough) {
        (true, _) => Kind::Boilerplate,
        (_, true) => Kind::Body,
        _ => Kind::Short,
    };
    let role = found.map(|f| f.role).or_else(|| shapes::heads_comment(line).then_some(Role::Comments));
    Line { role, bare: found.is_some_and(|f| f.more <= 2), unit, kind }
}

/// Whether two lines say the same words.
fn same(one: &str, other: &str) -> bool {
    tokens(one, 60) == tokens(other, 60)
}

fn starts_low(line: &str) -> bool {
    line.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}
