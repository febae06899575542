//! Every predicate that the lexicon knows, with every reading that its words allow.

use crate::candidates::predicate::{Candidate, Reading};
use crate::candidates::roles;
use crate::candidates::vetoes::{self, Context};
use crate::lexicon::frames::{Frame, Frames};
use crate::mentions::entities::Entities;
use crate::syntax::predicates::Found;
use crate::syntax::view::Doc;

/// All candidates of the document in the order of their predicates. Nothing is dropped: what speaks against a predicate
/// or a reading stands in it.
pub(crate) fn candidates<'f>(doc: &Doc, frames: &'f Frames, entities: &Entities) -> Vec<Candidate<'f>> {
    let mut named = vec![false; doc.len() as usize];
    for words in entities.names().groups() {
        named[words.start as usize..words.end as usize].fill(true);
    }
    let context = Context { doc, frames, entities };
    let candidate = |found: Found<'f>| {
        let reading = |&frame: &&'f Frame| {
            let event = roles::fill(doc, entities, &found, frame);
            Reading { veto: vetoes::of_reading(&context, &event), event }
        };
        let veto = vetoes::of_predicate(doc, &named, &found.words, found.head);
        Candidate { veto, readings: found.readings.iter().map(reading).collect() }
    };
    frames.find(doc).into_iter().map(candidate).collect()
}
