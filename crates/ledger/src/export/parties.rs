//! Parties as other programs name and class them.

use std::collections::BTreeMap;

use selon_model::{PartyId, PartyKind, Sector};

use super::countries::Country;
use crate::error::Error;
use crate::store::Ledger;

/// ACLED's classes of actors, with its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Inter {
    State = 1,
    Rebel = 2,
    PoliticalMilitia = 3,
    Rioters = 5,
    Protesters = 6,
    Civilians = 7,
    External = 8,
}

impl Inter {
    /// Whether it is somebody who fights.
    pub(super) fn is_armed(self) -> bool {
        matches!(self, Inter::State | Inter::Rebel | Inter::PoliticalMilitia | Inter::External)
    }
}

/// What the ledger knows of parties with names of their own.
#[derive(Debug, Default)]
pub(super) struct Parties {
    /// Name and sector of each.
    known: BTreeMap<String, (String, Option<Sector>)>,
}

impl Parties {
    pub(super) fn of(ledger: &Ledger) -> Result<Parties, Error> {
        let mut select = ledger.db.prepare("SELECT party, name, sector FROM party")?;
        let row = |row: &rusqlite::Row<'_>| {
            let sector: Option<String> = row.get(2)?;
            Ok((row.get(0)?, (row.get(1)?, sector.and_then(|s| Sector::parse(&s)))))
        };
        let known = select.query_map([], row)?.collect::<Result<_, _>>()?;
        Ok(Parties { known })
    }

    /// A name in the manner of ACLED: "Military Forces of Mali".
    pub(super) fn name(&self, party: &PartyId) -> String {
        if let Some((name, _)) = self.known.get(party.as_str()) {
            return name.clone();
        }
        let Some(code) = party.country() else { return spelled(party) };
        let country = Country::of(code).map_or(code, |c| c.name);
        match party.sector() {
            Some(Sector::Gov | Sector::Jud | Sector::Leg) => format!("Government of {country}"),
            Some(Sector::Mil) => format!("Military Forces of {country}"),
            Some(Sector::Cop) => format!("Police Forces of {country}"),
            Some(Sector::Spy) => format!("Intelligence Services of {country}"),
            Some(Sector::Reb) => format!("Rebels ({country})"),
            Some(Sector::Cvl) => format!("Civilians ({country})"),
            Some(Sector::Unk) | None => format!("Unidentified Armed Group ({country})"),
            Some(other) => format!("{other} ({country})"),
        }
    }

    /// ACLED's class of a party in an event of a country; `None` where nothing tells.
    pub(super) fn inter(&self, party: &PartyId, country: Option<&str>) -> Option<Inter> {
        let known = self.known.get(party.as_str()).and_then(|(_, sector)| *sector);
        match party.sector().or(known) {
            Some(sector) if sector.is_of_state() => {
                let abroad = party.country().is_some_and(|own| country.is_some_and(|c| c != own));
                Some(if abroad { Inter::External } else { Inter::State })
            }
            Some(Sector::Reb) => Some(Inter::Rebel),
            Some(Sector::Unk | Sector::Crm | Sector::Opp | Sector::Pty) => Some(Inter::PoliticalMilitia),
            Some(Sector::Igo) => Some(Inter::External),
            Some(_) => Some(Inter::Civilians),
            None => match party.kind() {
                PartyKind::Group => Some(Inter::Rebel),
                PartyKind::Igo => Some(Inter::External),
                PartyKind::Ngo | PartyKind::Media => Some(Inter::Civilians),
                PartyKind::Country | PartyKind::Other => None,
            },
        }
    }
}

/// Whether a party is an organ of a state.
pub(super) fn is_of_state(party: &PartyId) -> bool {
    party.sector().is_some_and(Sector::is_of_state)
}

/// "Free Syrian Army" of `group:free-syrian-army`.
fn spelled(party: &PartyId) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    };
    party.slug().split('-').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_classes() {
        let parties = Parties::default();
        let check = |id: &str, name: &str, inter: Option<Inter>| {
            let party = PartyId::new(id);
            assert_eq!(parties.name(&party), name);
            assert_eq!(parties.inter(&party, Some("MLI")), inter, "{id}");
        };
        check("MLI/MIL", "Military Forces of Mali", Some(Inter::State));
        check("RUS/MIL", "Military Forces of Russia", Some(Inter::External));
        check("MLI/UNK", "Unidentified Armed Group (Mali)", Some(Inter::PoliticalMilitia));
        check("MLI/CVL", "Civilians (Mali)", Some(Inter::Civilians));
        check("group:free-syrian-army", "Free Syrian Army", Some(Inter::Rebel));
        check("igo:minusma", "Minusma", Some(Inter::External));
        check("?", "?", None);
    }
}
