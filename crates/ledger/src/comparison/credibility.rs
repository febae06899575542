use selon_model::Factuality;

use super::compare::Comparison;
use super::value::Subject;
use crate::incident::Incident;
use crate::origin::{Origins, Slot, is_told};

/// How credible the information is, on the Admiralty scale (STANAG 2511, AJP-2.1): a proposal, for a person to decide. It
/// says nothing about the reliability of the sources, which the scale keeps apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Credibility {
    /// 1: at least two origins that nothing ties together, and nobody else says otherwise.
    Confirmed = 1,
    /// 2: as 1, but the independence can't be shown (`high` is 2 or more, `low` is not).
    ProbablyTrue = 2,
    /// 3: one identified origin asserts it; or several do, and somebody else contradicts them.
    PossiblyTrue = 3,
    /// 4: hearsay only, or one origin that somebody else contradicts.
    Doubtful = 4,
    /// 5: more origins deny it than tell it.
    Improbable = 5,
    /// 6: no identified origin tells it as having happened.
    CannotBeJudged = 6,
}

impl Credibility {
    /// The digit of the scale.
    pub const fn digit(self) -> u8 {
        self as u8
    }
}

/// The proposed credibility of an incident's having happened, from its origins (see [`crate::origin::independence`]) and its comparison.
pub fn credibility(incident: &Incident, origins: &[Origins], comparison: &Comparison) -> Credibility {
    let slot = |slot: Slot| origins.iter().find(|origins| origins.slot == slot);
    let told = |origins: &&Origins| origins.claims.iter().any(|&at| is_told(incident.claim(at)));
    let Some(event) = slot(Slot::Event).filter(told).filter(|event| !event.voices.is_empty()) else {
        return Credibility::CannotBeJudged;
    };
    let denied = slot(Slot::Denied).map_or(0, |denied| denied.voices.len().min(denied.low));
    let contradicted = comparison.is_contradicted(Subject::Polarity);
    let asserted = event.claims.iter().any(|&at| incident.claim(at).factuality == Factuality::Asserted);
    if contradicted && denied > event.low {
        Credibility::Improbable
    } else if !asserted || contradicted && event.low < 2 {
        Credibility::Doubtful
    } else if contradicted || event.high < 2 {
        Credibility::PossiblyTrue
    } else if event.low < 2 {
        Credibility::ProbablyTrue
    } else {
        Credibility::Confirmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::fixtures::{ClaimMaker, incident, report};
    use crate::origin::independence;

    #[test]
    fn proposals() {
        use Credibility::*;
        use Factuality::*;
        const ARMY: &str = "MLI/MIL|armed-forces|l'armée malienne";
        const MINISTRY: &str = "MLI/GOV|government|le ministère";
        const MISSION: &str = "igo:minusma|igo|la Minusma";
        const RED_CROSS: &str = "igo:icrc|igo|le CICR";
        let check = |told: &[(&str, Factuality)], expected: Credibility| {
            let one = |(i, (link, factuality)): (usize, &(&str, Factuality))| {
                let links: Vec<&str> = if link.is_empty() { Vec::new() } else { vec![*link] };
                let claim = ClaimMaker::by(&links).stance(*factuality);
                report(&format!("r{i}"), &format!("o{i}"), "", "2024-05-02", &[claim])
            };
            let incident = incident(told.iter().enumerate().map(one).collect(), Vec::new());
            let found = credibility(&incident, &independence(&incident), &Comparison::of(&incident));
            assert_eq!(found, expected, "{told:?}");
        };
        check(&[(ARMY, Asserted), (MISSION, Asserted)], Confirmed);
        check(&[(ARMY, Asserted), (MINISTRY, Asserted)], ProbablyTrue);
        check(&[(ARMY, Asserted), ("", Asserted)], ProbablyTrue);
        check(&[(ARMY, Asserted)], PossiblyTrue);
        check(&[(ARMY, Asserted), (MISSION, Asserted), (RED_CROSS, Denied)], PossiblyTrue);
        check(&[(ARMY, Unconfirmed)], Doubtful);
        check(&[(MISSION, Asserted), (ARMY, Denied)], Doubtful);
        check(&[(ARMY, Asserted), (MISSION, Denied), (RED_CROSS, Denied)], Improbable);
        check(&[("", Asserted), ("", Asserted)], CannotBeJudged);
        check(&[(ARMY, Expected)], CannotBeJudged);
    }
}
