//! Parties: their ids, sectors, kinds, and what is known of them.

use std::fmt;

use crate::codes::codes;

codes! {
    /// What kind of source a link of a chain is.
    SourceKind {
        /// Newspaper, agency, broadcaster, site.
        Media = "media",
        /// Civil authority of a state.
        Government = "government",
        /// Army, ministry of defence, security forces.
        ArmedForces = "armed-forces",
        /// Armed group that is no state's.
        ArmedGroup = "armed-group",
        /// Organisation of states.
        Igo = "igo",
        /// Non-governmental organisation.
        Ngo = "ngo",
        /// Body that observes and counts: OSDH, ACLED.
        Monitor = "monitor",
        /// Hospital, doctors.
        Medical = "medical",
        /// Researcher, analyst.
        Expert = "expert",
        /// Witness, resident, victim.
        Witness = "witness",
        /// A document with no body behind it in the text.
        Document = "document",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// PLOVER sectors that a party without a name of its own is given beside its country.
    Sector {
        /// Government.
        Gov = "GOV",
        /// Armed forces, ministry of defence, general staff.
        Mil = "MIL",
        /// Police, gendarmerie.
        Cop = "COP",
        /// Courts.
        Jud = "JUD",
        /// Parliament.
        Leg = "LEG",
        /// Intelligence services.
        Spy = "SPY",
        /// Political opposition.
        Opp = "OPP",
        /// Party.
        Pty = "PTY",
        /// Rebels, insurgents, jihadists without a name.
        Reb = "REB",
        /// Civilians.
        Cvl = "CVL",
        /// Criminals.
        Crm = "CRM",
        /// Media.
        Med = "MED",
        /// Education.
        Edu = "EDU",
        /// Business.
        Bus = "BUS",
        /// Non-governmental organisation.
        Ngo = "NGO",
        /// Organisation of states.
        Igo = "IGO",
        /// Unknown.
        Unk = "UNK",
    }
}

/// The lists of sectors that rules ask for, each once. Where two differ by a sector or two, their names say why.
impl Sector {
    /// Armed parties: forces of a state, rebels, attackers of whom nothing more is known. Criminals are armed only where
    /// they have a name of their own.
    pub const fn is_armed(self) -> bool {
        matches!(self, Sector::Mil | Sector::Cop | Sector::Reb | Sector::Unk | Sector::Spy)
    }

    /// Who can be behind an act of force: armed parties, and the governments that order it.
    pub const fn can_use_force(self) -> bool {
        self.is_armed() || matches!(self, Sector::Gov)
    }

    /// Government and forces of a state: they stand on one side of a fight.
    pub const fn is_executive(self) -> bool {
        matches!(self, Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy)
    }

    /// Organs of a state, its courts and its parliament among them, which take no side in a fight.
    pub const fn is_of_state(self) -> bool {
        self.is_executive() || matches!(self, Sector::Jud | Sector::Leg)
    }

    /// People who neither fight nor govern: civilians, and those who work among them.
    pub const fn is_civilian(self) -> bool {
        matches!(self, Sector::Cvl | Sector::Med | Sector::Edu | Sector::Ngo | Sector::Bus)
    }

    /// People of whom there are many: rebels, criminals, civilians, unknown people of a country may be any group or person.
    pub const fn is_general(self) -> bool {
        matches!(self, Sector::Reb | Sector::Unk | Sector::Crm | Sector::Cvl)
    }
}

codes! {
    /// What the id of a party says it is.
    PartyKind {
        /// An armed group, a movement, a political party: `group:free-syrian-army`.
        Group = "group",
        /// An organisation of states: `igo:un`.
        Igo = "igo",
        /// A non-governmental organisation: `ngo:msf`.
        Ngo = "ngo",
        /// A medium: `media:tass`.
        Media = "media",
        /// An organ, or people, of a country: `SYR/MIL`.
        Country = "country",
        /// Nothing that is known here: ids of the user's own.
        Other = "other",
    }
}

/// The id of a party: `group:free-syrian-army`, `igo:un`, `ngo:msf`, `media:tass`, or a country
/// (ISO 3166-1 alpha-3) and a sector: `SYR/MIL`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyId(Box<str>);

impl PartyId {
    /// An id as written in the knowledge base.
    pub fn new(id: impl Into<Box<str>>) -> PartyId {
        PartyId(id.into())
    }

    /// An organ, or people, of a country.
    pub fn sector_of(country: &str, sector: Sector) -> PartyId {
        PartyId(format!("{country}/{sector}").into())
    }

    /// The written id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is, by its id.
    pub fn kind(&self) -> PartyKind {
        match self.0.split_once(':') {
            Some(("group", _)) => PartyKind::Group,
            Some(("igo", _)) => PartyKind::Igo,
            Some(("ngo", _)) => PartyKind::Ngo,
            Some(("media", _)) => PartyKind::Media,
            _ if self.country().is_some() => PartyKind::Country,
            _ => PartyKind::Other,
        }
    }

    /// `free-syrian-army` of `group:free-syrian-army`; the whole id where it names no kind.
    pub fn slug(&self) -> &str {
        self.0.split_once(':').map_or(&self.0, |(_, slug)| slug)
    }

    /// Whether it can be behind an act of force: a named group, armed people and forces of a state, its government.
    pub fn can_use_force(&self) -> bool {
        match self.sector() {
            Some(sector) => sector.can_use_force(),
            None => self.kind() == PartyKind::Group,
        }
    }

    /// The country whose government or forces it is: parties of one such country stand on one side of a fight.
    pub fn executive_of(&self) -> Option<&str> {
        self.sector().filter(|sector| sector.is_executive()).and(self.country())
    }

    /// `SYR` of `SYR/MIL`; `None` for named groups and organisations.
    pub fn country(&self) -> Option<&str> {
        self.0.split_once('/').map(|(country, _)| country)
    }

    /// `MIL` of `SYR/MIL`; `None` for named groups and organisations.
    pub fn sector(&self) -> Option<Sector> {
        self.0.split_once('/').and_then(|(_, sector)| Sector::parse(sector))
    }
}

impl fmt::Display for PartyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// What is known of a party, or of a country (whose id is its code).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyFacts {
    /// Its id.
    pub id: PartyId,
    /// The name to show.
    pub name: String,
    /// All its names as reports write them, that one among them.
    pub names: Vec<String>,
    /// What it is, where it has a sector.
    pub sector: Option<Sector>,
    /// What kind of source it is, where one is known.
    pub kind: Option<SourceKind>,
    /// ISO 3166-1 alpha-3, home first; empty for the whole world.
    pub countries: Vec<String>,
    /// Alliances that it is directly a member of.
    pub member_of: Vec<PartyId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_say_what_a_party_is() {
        let check = |id: &str, kind: PartyKind, country: Option<&str>, slug: &str| {
            let party = PartyId::new(id);
            assert_eq!((party.kind(), party.country(), party.slug()), (kind, country, slug), "{id}");
        };
        check("group:free-syrian-army", PartyKind::Group, None, "free-syrian-army");
        check("igo:un", PartyKind::Igo, None, "un");
        check("ngo:msf", PartyKind::Ngo, None, "msf");
        check("media:tass", PartyKind::Media, None, "tass");
        check("SYR/MIL", PartyKind::Country, Some("SYR"), "SYR/MIL");
        check("?", PartyKind::Other, None, "?");
        assert_eq!(PartyId::sector_of("SYR", Sector::Mil).sector(), Some(Sector::Mil));
    }

    #[test]
    fn lists_of_sectors() {
        let check = |is: fn(Sector) -> bool, expected: &str| {
            let all: Vec<&str> = Sector::ALL.iter().filter(|s| is(**s)).map(|s| s.as_str()).collect();
            assert_eq!(all.join(" "), expected);
        };
        check(Sector::is_armed, "MIL COP SPY REB UNK");
        check(Sector::can_use_force, "GOV MIL COP SPY REB UNK");
        check(Sector::is_executive, "GOV MIL COP SPY");
        check(Sector::is_of_state, "GOV MIL COP JUD LEG SPY");
        check(Sector::is_civilian, "CVL MED EDU BUS NGO");
        check(Sector::is_general, "REB CVL CRM UNK");
    }

    #[test]
    fn who_can_use_force() {
        let check = |id: &str, force: bool, executive: Option<&str>| {
            let party = PartyId::new(id);
            assert_eq!((party.can_use_force(), party.executive_of()), (force, executive), "{id}");
        };
        check("MLI/MIL", true, Some("MLI"));
        check("MLI/GOV", true, Some("MLI"));
        check("MLI/REB", true, None);
        check("MLI/JUD", false, None);
        check("MLI/CVL", false, None);
        check("group:jnim", true, None);
        check("igo:minusma", false, None);
    }
}
