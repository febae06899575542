//! The report as the decisions see it: what the floors below found, side by side.

use std::collections::BTreeSet;

use selon_model::{Article, BlockKind, Span};

use crate::candidates::attribution::Scopes;
use crate::decide::count::{self, Counting};
use crate::decide::date::{self, Dated};
use crate::lexicon::lexicons::Lexicons;
use crate::mentions::entities::Entities;
use crate::mentions::figures;
use crate::mentions::numerals::Stretch;
use crate::mentions::periods;
use crate::syntax::view::Doc;

/// All that a claim is put together from.
pub(crate) struct Context<'a> {
    pub(crate) article: &'a Article,
    pub(crate) doc: &'a Doc<'a>,
    pub(crate) entities: &'a Entities<'a>,
    pub(crate) scopes: &'a Scopes,
    pub(crate) lexicons: &'a Lexicons,
    pub(crate) dated: Vec<Dated>,
    pub(crate) countings: Vec<Counting>,
    /// For each word whether it stands between quotation marks.
    pub(crate) quoted: Vec<bool>,
    /// For each block whether it repeats an earlier one word for word.
    repeated: Vec<bool>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        article: &'a Article,
        doc: &'a Doc<'a>,
        entities: &'a Entities<'a>,
        scopes: &'a Scopes,
        lexicons: &'a Lexicons,
    ) -> Context<'a> {
        let (mut times, mut countings) = (Vec::new(), Vec::new());
        for sentence in &doc.analysis.sentences {
            let stretch = Stretch::new(doc.text, sentence.span);
            let found = periods::find(&stretch);
            let spans: Vec<Span> = found.iter().map(|time| time.span).collect();
            let numbers = figures::find(&stretch, &spans);
            let joined = figures::join_ones(doc.text, numbers, &lexicons.counted);
            countings.extend(count::mentions(doc, &joined, &lexicons.counted));
            times.extend(found);
        }
        let dated = date::mentions(doc, times, article.published);
        let (quoted, repeated) = (quoted(doc), repeated(article));
        Context { article, doc, entities, scopes, lexicons, dated, countings, quoted, repeated }
    }

    /// Whether a byte lies in the headline.
    pub(crate) fn in_title(&self, at: u32) -> bool {
        self.block(at).is_some_and(|b| self.article.kept[b].kind == BlockKind::Title)
    }

    /// Whether a byte lies in a block that repeats an earlier one.
    pub(crate) fn is_repeated(&self, at: u32) -> bool {
        self.block(at).is_some_and(|b| self.repeated[b])
    }

    /// The block of the article that a byte lies in.
    fn block(&self, at: u32) -> Option<usize> {
        let block = self.article.kept.partition_point(|b| b.span.end <= at);
        self.article.kept.get(block).filter(|b| b.span.holds(at)).map(|_| block)
    }
}

/// Which words stand between quotation marks.
fn quoted(doc: &Doc) -> Vec<bool> {
    let mut quoted = vec![false; doc.len() as usize];
    let mut done = 0;
    for q in &doc.analysis.quotations {
        // Inner quotations lie in outer ones that are marked already.
        let words = doc.words_in(q.inner);
        for w in words.start.max(done)..words.end {
            quoted[w as usize] = true;
        }
        done = done.max(words.end);
    }
    quoted
}

/// Which blocks repeat an earlier one word for word (titles and first sentences often stand twice).
fn repeated(article: &Article) -> Vec<bool> {
    let mut seen = BTreeSet::new();
    article
        .kept
        .iter()
        .map(|b| {
            let text = b.span.of_text(&article.text).trim();
            text.len() > 20 && !seen.insert(text)
        })
        .collect()
}
