use selon_model::{Claim, EventType, Mode};
use serde::{Deserialize, Serialize};

/// Types of events between which tellings of one event vary: one report calls an attack what the next tells by its
/// dead, and a third by the town that fell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Force, what it does to people and who holds the ground after it.
    Force,
    /// Agreement, help and giving way.
    Accord,
    /// Demands, accusations, refusals, threats and sanctions.
    Pressure,
}

impl Family {
    /// The family of a claim's type.
    pub fn of(claim: &Claim) -> Family {
        match claim.event {
            EventType::Retreat if claim.mode == Some(Mode::Withdraw) => Family::Force,
            EventType::Assault
            | EventType::Toll
            | EventType::Control
            | EventType::Mobilize
            | EventType::Displace
            | EventType::Coerce
            | EventType::Protest => Family::Force,
            EventType::Agree
            | EventType::Consult
            | EventType::Support
            | EventType::Concede
            | EventType::Cooperate
            | EventType::Aid
            | EventType::Retreat
            | EventType::Align => Family::Accord,
            EventType::Request
            | EventType::Accuse
            | EventType::Reject
            | EventType::Threaten
            | EventType::Sanction => Family::Pressure,
        }
    }

    /// The written name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Family::Force => "force",
            Family::Accord => "accord",
            Family::Pressure => "pressure",
        }
    }

    /// The family with this written name.
    pub fn parse(text: &str) -> Option<Family> {
        [Family::Force, Family::Accord, Family::Pressure].into_iter().find(|f| f.as_str() == text)
    }
}
