//! How many: the numbers that a claim carries.

use crate::codes::codes;
use crate::span::Span;

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

codes! {
    /// Whom or what a figure counts, in terms that hold for every language.
    WhomClass {
        /// People of whom the noun says nothing more: "personnes", "morts", "hommes".
        People = "people",
        /// The dead and the wounded in one number: "seize morts et blessés".
        Casualties = "casualties",
        /// People who don't fight: "civils", "habitants".
        Civilians = "civilians",
        /// Children.
        Children = "children",
        /// Women.
        Women = "women",
        /// Soldiers of a state: "soldats", "militaires".
        Soldiers = "soldiers",
        /// Those who fight for a group: "combattants", "miliciens".
        Fighters = "fighters",
        /// Whoever or whatever else the noun names: "gendarmes", "motos".
        Other = "other",
    }
}

/// Whom or what a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom {
    /// In terms of any language.
    pub class: WhomClass,
    /// The noun in the report's language, in the singular, in lower case and without accents.
    pub lemma: String,
}

codes! {
    /// How a number is worded.
    Numeral {
        /// As a number, in digits or words, "une douzaine" and "une centaine" among them.
        Number = "number",
        /// "Quelques", "plusieurs".
        Several = "several",
        /// "Des dizaines".
        Tens = "tens",
        /// "Des douzaines".
        Dozens = "dozens",
        /// "Des centaines".
        Hundreds = "hundreds",
        /// "Des milliers".
        Thousands = "thousands",
    }
}

/// The larger number that a figure is a part of: "53 morts, dont 49 gendarmes".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// The figure of the same claim at this index.
    Figure(u32),
    /// A number that the claim does not carry.
    Elsewhere,
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
    /// The same in terms of any language; `None` where no noun says it ("six ont été tués").
    pub counted: Option<Whom>,
    /// The number that it is a part of, where it is one.
    pub part_of: Option<Whole>,
    /// How the number is worded.
    pub numeral: Numeral,
}

impl Figure {
    /// A figure of exactly so many, of whom nothing more is known.
    pub fn exactly(count: u64, of: Counted, span: Span) -> Figure {
        Figure {
            span,
            low: Some(count),
            high: Some(count),
            of,
            who: None,
            approximate: false,
            counted: None,
            part_of: None,
            numeral: Numeral::Number,
        }
    }
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
