//! How many: the numbers that a claim carries.

use crate::Span;
use crate::codes::codes;

codes! {
    /// What a figure counts.
    Counted {
        /// Dead.
        Killed = "killed",
        /// Wounded.
        Wounded = "wounded",
        /// Missing.
        Missing = "missing",
        /// Prisoners, hostages, arrested.
        Captured = "captured",
        /// People who fled.
        Displaced = "displaced",
        /// People brought away.
        Evacuated = "evacuated",
        /// Deserters, defectors.
        Defected = "defected",
        /// Fighters of a group.
        Fighters = "fighters",
        /// Soldiers, police, staff.
        Personnel = "personnel",
        /// Vehicles, ships, aircraft.
        Vehicles = "vehicles",
        /// Weapons, shells, rockets.
        Weapons = "weapons",
        /// Towns, villages, positions.
        Localities = "localities",
        /// Armed or political groups.
        Groups = "groups",
        /// Raids, strikes, attacks.
        Raids = "raids",
        /// Kilometres.
        Kilometres = "kilometres",
        /// Sums of money.
        Money = "money",
        /// Anything else.
        Other = "other",
    }
}

impl Counted {
    /// People hurt: dead, wounded, missing.
    pub const fn is_harm(self) -> bool {
        matches!(self, Counted::Killed | Counted::Wounded | Counted::Missing)
    }

    /// People whom a side loses: hurt, or in the hands of the other one.
    pub const fn is_loss(self) -> bool {
        self.is_harm() || matches!(self, Counted::Captured)
    }

    /// People to whom something has happened; whatever the noun says beside ("trois civils"), it counts people.
    pub const fn is_of_people(self) -> bool {
        self.is_loss() || matches!(self, Counted::Displaced | Counted::Evacuated | Counted::Defected)
    }
}

/// A number that the event carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The expression, as written.
    pub span: Span,
    /// At least; `None` where open ("moins de 10").
    pub low: Option<u64>,
    /// At most; `None` where open ("au moins 9").
    pub high: Option<u64>,
    /// What is counted.
    pub of: Counted,
    /// Who or what is counted, as written.
    pub who: Option<Span>,
    /// "environ", "une trentaine", "des dizaines".
    pub approximate: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_names_round_trip() {
        assert!(Counted::ALL.iter().all(|c| Counted::parse(c.as_str()) == Some(*c)));
    }

    #[test]
    fn what_befalls_people() {
        let all = |is: fn(Counted) -> bool| Counted::ALL.iter().filter(|c| is(**c)).count();
        assert_eq!([all(Counted::is_harm), all(Counted::is_loss), all(Counted::is_of_people)], [3, 4, 7]);
        assert!(!Counted::Captured.is_harm() && Counted::Captured.is_loss());
    }
}
