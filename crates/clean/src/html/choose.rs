//! Which paragraphs of a page may be its article: where they stand, and what stands beside them.
//!
//! Elements that their tag, class or content gives away are left out first: margins, readers' comments, cards of other
//! articles. Then the walk goes down from the page into the element that holds most of what is left, as long as one does.
//! The words of the paragraphs decide the rest, by the rules for plain text.

use selon_model::BlockKind;

use super::outline::Outline;
use super::tags::Margin;
use crate::text::{self, Boilerplate};

/// The share of an element's words that one of its children must hold for the walk to go down into it; less is enough
/// where the title stands in it too.
const SHARE: f64 = 0.6;
const TITLED_SHARE: f64 = 0.4;
/// Words of paragraphs that make an element an article of its own beside others like it.
const OWN_WORDS: u32 = 15;
/// Paragraphs between the title and the article's element that are looked through for a standfirst.
const LEAD: usize = 16;
/// A card holds no more paragraphs, and no more of them are sentences.
const CARD: u32 = 8;
const CARD_SENTENCES: usize = 2;

/// The paragraphs of an outline that may be the article, in order. `title` is the one that says the page's title.
pub(crate) fn choose(outline: &Outline, title: Option<usize>, boilerplate: &Boilerplate) -> Vec<usize> {
    let mut chooser = Chooser::new(outline, title, boilerplate);
    chooser.leave_out_items();
    chooser.leave_out_margins();
    let element = chooser.densest();
    chooser.paragraphs(element)
}

struct Chooser<'a> {
    outline: &'a Outline,
    title: Option<usize>,
    boilerplate: &'a Boilerplate,
    /// Words of each paragraph that is one of sentences, up to a limit; none for others.
    words: Vec<u32>,
    /// By element: whether it is left out, with all in it.
    out: Vec<bool>,
    /// By element: its children.
    children: Vec<Vec<usize>>,
}

impl<'a> Chooser<'a> {
    fn new(outline: &'a Outline, title: Option<usize>, boilerplate: &'a Boilerplate) -> Chooser<'a> {
        let words = |at: usize| {
            let paragraph = &outline.paragraphs[at];
            let free = paragraph.linked * 2 < paragraph.span.len() && paragraph.kind != BlockKind::Heading;
            if free { text::body_words(outline.line(at), boilerplate) } else { 0 }
        };
        let words = (0..outline.paragraphs.len()).map(words).collect();
        let mut children = vec![Vec::new(); outline.elements.len()];
        for (at, element) in outline.elements.iter().enumerate().skip(1) {
            children[element.parent as usize].push(at);
        }
        Chooser { outline, title, boilerplate, words, out: vec![false; outline.elements.len()], children }
    }

    fn has_title(&self, element: usize) -> bool {
        let held = &self.outline.elements[element];
        self.title.is_some_and(|title| (held.first as usize..held.end as usize).contains(&title))
    }

    /// Words of sentences in each element, without those left out.
    fn sums(&self) -> Vec<u32> {
        let mut sums = vec![0; self.out.len()];
        for (paragraph, words) in self.outline.paragraphs.iter().zip(&self.words) {
            sums[paragraph.element as usize] += words;
        }
        for at in (1..sums.len()).rev() {
            sums[at] = if self.out[at] { 0 } else { sums[at] };
            let parent = self.outline.elements[at].parent as usize;
            sums[parent] += sums[at];
        }
        sums
    }

    /// Leaves out elements that stand beside others like them and are each a card of another article or a reader's comment.
    fn leave_out_items(&mut self) {
        let kinds: Vec<Option<Item>> = (0..self.out.len()).map(|at| self.item(at)).collect();
        for at in 0..self.children.len() {
            let like = |one: usize, other: usize| {
                let (a, b) = (&self.outline.elements[one], &self.outline.elements[other]);
                one != other && a.signature == b.signature && kinds[one] == kinds[other]
            };
            let children = &self.children[at];
            for (nth, &child) in children.iter().enumerate().filter(|(_, child)| kinds[**child].is_some()) {
                let near = &children[nth.saturating_sub(2)..children.len().min(nth + 3)];
                self.out[child] |= near.iter().any(|other| like(child, *other));
            }
        }
    }

    /// What an element looks like by the lines in it.
    fn item(&self, element: usize) -> Option<Item> {
        let held = &self.outline.elements[element];
        let lines = held.first as usize..held.end as usize;
        if element == 0
            || held.end - held.first > CARD
            || held.end - held.first < 2
            || self.has_title(element)
        {
            return None;
        }
        if lines.clone().any(|at| text::is_reply(self.outline.line(at), self.boilerplate)) {
            return Some(Item::Comment);
        }
        if self.is_signed(lines.clone()) {
            return Some(Item::Comment);
        }
        let headed = lines
            .clone()
            .any(|at| self.outline.is_link(at) && self.outline.line(at).split_whitespace().count() >= 3);
        let sentences = lines.filter(|at| self.words[*at] > 0).count();
        (headed && sentences <= CARD_SENTENCES).then_some(Item::Card)
    }

    /// Whether lines are a name without a sentence's end, no heading, and sentences below: somebody's comment.
    fn is_signed(&self, mut lines: std::ops::Range<usize>) -> bool {
        let Some(first) = lines.next().filter(|_| (1..=3).contains(&lines.len())) else { return false };
        let line = self.outline.line(first);
        let headed =
            (first..=first + lines.len()).any(|at| self.outline.paragraphs[at].kind == BlockKind::Heading);
        let named = !headed
            && line.split_whitespace().count() <= 5
            && !line.ends_with(['.', '?', '!', ':', '»', '…']);
        named && lines.any(|at| self.words[at] > 0)
    }

    /// Leaves out margins; not those that hold the title, or most of the page's words: some sites wrap articles in them.
    fn leave_out_margins(&mut self) {
        let sums = self.sums();
        for at in 1..self.out.len() {
            let element = &self.outline.elements[at];
            self.out[at] |= sums[at] == 0 && !self.has_title(at) && self.is_box(at);
            let wraps = self.has_title(at) || sums[at] * 2 > sums[0] && element.margin == Margin::Likely;
            self.out[at] |= element.margin > Margin::None && !wraps;
            self.out[at] |= self.out[element.parent as usize];
        }
    }

    /// Whether an element is some short lines of which one is boilerplate by its words: a box for a newsletter.
    fn is_box(&self, element: usize) -> bool {
        let held = &self.outline.elements[element];
        let lines = held.first as usize..held.end as usize;
        (3..=CARD as usize).contains(&lines.len())
            && !lines.clone().any(|at| self.outline.paragraphs[at].item)
            && lines.into_iter().any(|at| text::is_boilerplate(self.outline.line(at), self.boilerplate))
    }

    /// The element that holds most of what is left, and no less of it than the ones above.
    fn densest(&self) -> usize {
        let sums = self.sums();
        let mut at = 0;
        while let Some(child) = self.heaviest(at, &sums) {
            at = child;
        }
        at
    }

    fn heaviest(&self, at: usize, sums: &[u32]) -> Option<usize> {
        let children = &self.children[at];
        let titled = children.iter().copied().find(|c| self.has_title(*c));
        if let Some(titled) = titled.filter(|t| sums[*t] >= OWN_WORDS) {
            let signature = self.outline.elements[titled].signature;
            let like = |c: &&usize| **c != titled && self.outline.elements[**c].signature == signature;
            let others = children.iter().filter(like).any(|c| sums[*c] >= OWN_WORDS);
            if signature != 0 && others || f64::from(sums[titled]) >= f64::from(sums[at]) * TITLED_SHARE {
                return Some(titled);
            }
        }
        let child = children.iter().copied().max_by_key(|c| sums[*c])?;
        let element = &self.outline.elements[child];
        let several =
            self.words[element.first as usize..element.end as usize].iter().filter(|w| **w > 0).count() > 1;
        let shared = f64::from(sums[child]) >= f64::from(sums[at]) * SHARE;
        // Elements of one class side by side are parts of one text.
        let part = |c: &usize| {
            let other = &self.outline.elements[*c];
            *c != child && element.signature != 0 && other.signature == element.signature && sums[*c] > 0
        };
        (several && shared && !children.iter().any(part)).then_some(child)
    }

    /// The paragraphs of the article's element, with the title and what stands between.
    fn paragraphs(&self, element: usize) -> Vec<usize> {
        let held = &self.outline.elements[element];
        let (first, end) = (held.first as usize, held.end as usize);
        let begin = self.title.filter(|title| *title < first && first - title <= LEAD);
        let inside = |at: &usize| {
            let paragraph = &self.outline.paragraphs[*at];
            let out = self.out[paragraph.element as usize];
            let link = self.outline.is_link(*at) && !self.outline.line(*at).ends_with('.');
            Some(*at) == self.title || !out && !link
        };
        (begin.unwrap_or(first)..end).filter(inside).collect()
    }
}

/// What stands many times on a page beside its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    /// A linked headline, perhaps with a sentence of the article that it leads to.
    Card,
    Comment,
}
