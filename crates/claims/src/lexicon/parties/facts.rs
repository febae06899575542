//! What is known of each party.

use std::collections::BTreeMap;
use std::collections::btree_map;

use selon_model::{PartyFacts, PartyId, SourceKind};

use super::entry::{Entry, MentionKind, PartyInfo};
use super::store::Parties;

impl Parties {
    /// What the lexicons know of every named group and organisation, of organs of states that have names of their own, and of
    /// every country under its code; in the order of the ids.
    pub(crate) fn facts(&self) -> Vec<PartyFacts> {
        let mut names: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for alias in &self.aliases {
            names.entry(alias.entry).or_default().push(&alias.written);
        }
        let mut facts: BTreeMap<PartyId, PartyFacts> = BTreeMap::new();
        for (number, entry) in (0u32..).zip(&self.entries) {
            let names = names.get(&number).map_or(&[][..], Vec::as_slice);
            let Some(known) = self.facts_of(entry, names) else { continue };
            match facts.entry(known.id.clone()) {
                btree_map::Entry::Vacant(place) => _ = place.insert(known),
                btree_map::Entry::Occupied(mut place) => place.get_mut().names.extend(known.names),
            }
        }
        let countries: BTreeMap<String, String> =
            facts.values().map(|known| (known.id.to_string(), known.name.clone())).collect();
        let mut facts: Vec<PartyFacts> = facts.into_values().collect();
        // The names of an organ are of one of its bodies: "Kremlin" is not all of a government.
        for known in &mut facts {
            if let (Some(country), Some(sector)) =
                (known.id.country().and_then(|code| countries.get(code)), known.id.sector())
            {
                known.name = format!("{country} ({sector})");
            }
        }
        facts
    }

    fn facts_of(&self, entry: &Entry, names: &[&str]) -> Option<PartyFacts> {
        let (id, kind) = match &entry.kind {
            MentionKind::Group(id) => (id.clone(), Some(SourceKind::ArmedGroup)),
            MentionKind::Organisation(id, kind) => (id.clone(), Some(*kind)),
            MentionKind::Forces(id) => (id.clone(), None),
            MentionKind::Country(iso) => (PartyId::new(iso.as_str()), None),
            _ => return None,
        };
        let known = self.about(&id);
        Some(PartyFacts {
            name: known.map_or(*names.first()?, |known| &known.name).to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            sector: known.and_then(|known| known.sector).or(id.sector()),
            kind,
            countries: entry.countries.clone(),
            member_of: known.map(|known| known.alliances.clone()).unwrap_or_default(),
            id,
        })
    }

    /// What is known of a named group or organisation; `None` for organs and people of a country.
    pub(crate) fn about(&self, party: &PartyId) -> Option<&PartyInfo> {
        self.known.get(party)
    }
}
