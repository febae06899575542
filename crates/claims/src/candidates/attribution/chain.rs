//! The chain of sources around a word.

use selon_model::{SourceKind, WordId};

use crate::candidates::attribution::scope::{Link, Scope};
use crate::syntax::view::Doc;

/// The scopes of a document by the sentences that they reach into.
#[derive(Debug)]
pub(crate) struct Scopes {
    all: Vec<Scope>,
    /// For each sentence the numbers of its scopes.
    by_sentence: Vec<Vec<u32>>,
    /// The verbs that open a scope, in order.
    pub(crate) verbs: Vec<WordId>,
}

/// Scopes that one sentence keeps; real ones have a handful.
const DEPTH: usize = 32;

impl Scopes {
    pub(crate) fn new(doc: &Doc, all: Vec<Scope>) -> Scopes {
        let mut by_sentence: Vec<Vec<u32>> = vec![Vec::new(); doc.analysis.sentences.len()];
        for (i, scope) in all.iter().enumerate() {
            for content in &scope.content {
                let words = doc.words_in(*content);
                if words.is_empty() {
                    continue;
                }
                let sentences = doc.sentence(words.start)..=doc.sentence(words.end - 1);
                for here in &mut by_sentence[sentences] {
                    if here.len() < DEPTH && here.last() != Some(&(i as u32)) {
                        here.push(i as u32);
                    }
                }
            }
        }
        let mut verbs: Vec<WordId> = all.iter().filter_map(|s| s.verb).collect();
        verbs.sort_unstable();
        Scopes { all, by_sentence, verbs }
    }

    /// Those who tell, in order: behind a preposition ("selon X"), before a verb ("X dit que").
    pub(crate) fn speakers(&self) -> Vec<WordId> {
        let links = self.all.iter().filter(|s| s.verb.is_none()).flat_map(|s| &s.links);
        let mut all: Vec<WordId> = links.map(|l| l.head).collect();
        all.sort_unstable();
        all
    }

    /// The chain around a word: the links of all scopes that hold it, the widest scope first, each
    /// source once.
    pub(crate) fn chain(&self, doc: &Doc, word: WordId) -> (Vec<&Link>, Vec<&Scope>) {
        let at = doc.span(word).start;
        let here = self.by_sentence[doc.sentence(word)].iter().map(|&i| &self.all[i as usize]);
        let mut around: Vec<&Scope> = here.filter(|s| s.holds(at) && !s.cue.holds(at)).collect();
        around.sort_by_key(|s| (std::cmp::Reverse(s.width()), s.cue.start));
        let mut links: Vec<&Link> = Vec::new();
        for link in around.iter().flat_map(|s| &s.links) {
            if !links.iter().any(|l| l.source.is_same(&link.source)) {
                links.push(link);
            }
        }
        // "La radio rapporte, de source militaire, que …": who hands words on stands outside of who said them.
        links.sort_by_key(|l| l.source.kind != SourceKind::Media);
        (links, around)
    }
}
