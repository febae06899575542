//! How far a reading can be relied on.

use selon_model::{Claim, Factuality};

use crate::candidates::predicate::Event;

/// How far the reading can be relied on: frames that are seldom anything else, arguments that were
/// found and linked, a verdict that the text spells out. A sum of weights that were set by hand, not a probability.
pub(crate) fn confidence(event: &Event, claim: &Claim) -> f32 {
    let mut value: f32 = if event.frame.flags.weak { WEAK } else { FIRM };
    let linked = claim.actors.iter().chain(&claim.recipients).filter(|a| a.party.is_some()).count();
    value += PARTY * linked.min(2) as f32;
    value += if claim.place.as_ref().is_some_and(|p| p.confidence > 0.5) { PLACE } else { 0.0 };
    value -= if claim.factuality == Factuality::Asserted { 0.0 } else { VERDICT };
    value.clamp(0.05, 0.95)
}

/// A predicate that often tells something else, and one that seldom does.
const WEAK: f32 = 0.45;
const FIRM: f32 = 0.65;
/// For each of the first two parties that are known.
const PARTY: f32 = 0.1;
/// For a place that is rather that one than another.
const PLACE: f32 = 0.05;
/// Against a claim that is not plainly asserted.
const VERDICT: f32 = 0.05;
