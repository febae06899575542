//! Finds the phrases of a text that may name a place.

use selon_model::{Analysis, Span};

use super::join::Joiner;
use super::mention::PlaceMention;
use super::names::anchors;
use super::phrase::widen;
use super::tokens::tokens;
use crate::lexicon::places::Gazetteer;

impl Gazetteer {
    /// The stretches of an analysed text that may name a place, in order, without overlap.
    ///
    /// Names inside a longer stretch of `avoid` (parties, persons) are passed over.
    pub(crate) fn mentions(&self, text: &str, analysis: &Analysis, avoid: &[Span]) -> Vec<PlaceMention> {
        let tokens = tokens(text, analysis);
        let mut avoid = avoid.to_vec();
        avoid.sort_unstable();
        let mut joiner = Joiner::new(text, &tokens);
        for anchor in anchors(self, text, &tokens) {
            let name = tokens[anchor.first].span.join(tokens[anchor.last].span);
            if !is_avoided(name, &avoid) {
                let phrase = widen(self, text, &tokens, &anchor, joiner.least());
                joiner.add(anchor, phrase, name);
            }
        }
        let mut out = joiner.finish();
        out.retain(PlaceMention::may_be_place);
        out
    }
}

/// Whether a name lies in a longer stretch to avoid; `avoid` is sorted.
fn is_avoided(name: Span, avoid: &[Span]) -> bool {
    let end = avoid.partition_point(|a| a.start <= name.start);
    avoid[..end].iter().rev().take(8).any(|a| a.covers(name) && *a != name)
}
