//! Parties: which groups, organisations, states and people a text names.
//!
//! The knowledge is in `data/parties/` and `data/fr/`; here it is looked up ([`Parties::mentions`])
//! and put together into the party of a noun phrase ([`Parties::of_phrase`]).

mod entry;
mod fold;
mod load;
mod mention;
mod phrase;
mod second;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use selon_model::{Analysis, PartyFacts, PartyId, SourceKind, WordId};

pub(crate) use entry::{Iso3, MentionKind, PartyInfo};
pub(crate) use mention::PartyMention;
pub(crate) use phrase::is_loyal;
pub(crate) use phrase::{Context, Resolved};

use crate::lexicon::table::LexiconError;
use load::Store;

/// The knowledge base of parties.
#[derive(Debug)]
pub(crate) struct Parties {
    store: Store,
}

impl Parties {
    /// What comes with the program.
    pub(crate) fn builtin() -> Result<Parties, LexiconError> {
        let mut parties = Parties { store: Store::default() };
        for (file, text) in load::BUILTIN {
            parties.extend(file, text)?;
        }
        Ok(parties)
    }

    /// All that [`Parties::builtin`] is made from.
    pub(crate) fn builtin_data() -> impl Iterator<Item = &'static [u8]> {
        load::BUILTIN.iter().map(|(_, text)| text.as_bytes())
    }

    /// Adds a user's own lexicon in the form of any of the built-in ones; its columns say which.
    pub(crate) fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        self.store.read(file, text)
    }

    /// All mentions of an analysis in the order of the text, leftmost and longest first, without
    /// overlap. Time is linear in the text.
    pub(crate) fn mentions(&self, text: &str, analysis: &Analysis) -> Vec<PartyMention> {
        mention::find(&self.store, text, analysis)
    }

    /// What a mention stands for in a report: an entry of the report's country before others, then
    /// one that existed on its date, then the first of the lexicons. `None` where it is a
    /// name that only reports about other countries use so ("CPC").
    pub(crate) fn read(&self, mention: &PartyMention, context: &Context) -> Option<&MentionKind> {
        self.entry(mention, context).map(|(kind, _)| kind)
    }

    /// [`Parties::read`], with the countries where the entry is at home.
    fn entry(&self, mention: &PartyMention, context: &Context) -> Option<(&MentionKind, &[Iso3])> {
        let home = |entry: &entry::Entry| context.country.as_deref().is_some_and(|c| entry.is_home(c));
        let readings = mention.readings.iter().map(|r| (r.local, &self.store.entries[r.entry as usize]));
        readings
            .filter(|(local, entry)| !local || context.country.is_none() || home(entry))
            .min_by_key(|(_, entry)| (!home(entry), !context.date.is_none_or(|date| entry.existed(date))))
            .map(|(_, entry)| (&entry.kind, entry.countries.as_slice()))
    }

    /// The party that a noun phrase names (see the module `phrase` for how): a named group or organisation, an
    /// organ or people with their country, an office-holder, a country or capital as its
    /// government, a definite noun that takes up a party named elsewhere (see `second`). Words are those of the phrase with its appositions; `mentions` are all of the text.
    pub(crate) fn of_phrase(
        &self,
        text: &str,
        analysis: &Analysis,
        mentions: &[PartyMention],
        words: Range<WordId>,
        context: &Context,
    ) -> Option<Resolved> {
        phrase::resolve(self, text, analysis, mentions, words, context)
    }

    /// What the lexicons know of every named group and organisation, of organs of states that have names of their own, and of
    /// every country under its code; in the order of the ids.
    pub(crate) fn facts(&self) -> Vec<PartyFacts> {
        let mut names: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for alias in &self.store.aliases {
            names.entry(alias.entry).or_default().push(&alias.written);
        }
        let mut facts: BTreeMap<PartyId, PartyFacts> = BTreeMap::new();
        for (number, entry) in (0u32..).zip(&self.store.entries) {
            let names = names.get(&number).map_or(&[][..], Vec::as_slice);
            let Some(known) = self.facts_of(entry, names) else { continue };
            match facts.entry(known.id.clone()) {
                Entry::Vacant(place) => _ = place.insert(known),
                Entry::Occupied(mut place) => place.get_mut().names.extend(known.names),
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

    fn facts_of(&self, entry: &entry::Entry, names: &[&str]) -> Option<PartyFacts> {
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
        self.store.known.get(party)
    }
}
