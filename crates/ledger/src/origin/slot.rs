use std::fmt;

use selon_model::{Claim, Counted, Factuality};

/// A question that the claims of an incident answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// That it happened. Where no claim says so, the slot has all claims of what was planned, asked for or denied.
    Event,
    /// That it did not happen.
    Denied,
    /// How many.
    Figure(Counted),
    /// Who did it.
    Perpetrator,
    /// Where.
    Place,
    /// When.
    Period,
}

impl Slot {
    /// The slots that a claim speaks to, beside [`Slot::Event`] where nothing is told as having happened.
    pub(crate) fn of(claim: &Claim) -> Vec<Slot> {
        if claim.factuality == Factuality::Denied {
            return vec![Slot::Denied];
        }
        if !is_told(claim) {
            return Vec::new();
        }
        let mut slots = vec![Slot::Event];
        slots.extend(claim.figures.iter().map(|figure| Slot::Figure(figure.of)));
        slots.extend((!claim.actors.is_empty()).then_some(Slot::Perpetrator));
        slots.extend(claim.place.is_some().then_some(Slot::Place));
        let dated = claim.time.as_ref().is_some_and(|time| time.start.is_some() || time.end.is_some());
        slots.extend(dated.then_some(Slot::Period));
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

/// Whether a claim tells its event as having happened, be it by hearsay.
pub(crate) fn is_told(claim: &Claim) -> bool {
    matches!(claim.factuality, Factuality::Asserted | Factuality::Unconfirmed)
}

/// `event`, `denied`, `figure:killed`, `perpetrator`, `place`, `period`.
impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Event => f.pad("event"),
            Slot::Denied => f.pad("denied"),
            Slot::Figure(of) => f.pad(&format!("figure:{of}")),
            Slot::Perpetrator => f.pad("perpetrator"),
            Slot::Place => f.pad("place"),
            Slot::Period => f.pad("period"),
        }
    }
}
