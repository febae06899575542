//! Which entry of the lexicons a mention stands for.

use super::context::PartyContext;
use super::mention::PartyMention;
use crate::lexicon::parties::Parties;
use crate::lexicon::parties::entry::{Entry, Iso3, MentionKind};

impl Parties {
    /// What a mention stands for in a report: an entry of the report's country before others, then
    /// one that existed on its date, then the first of the lexicons. `None` where it is a
    /// name that only reports about other countries use so ("CPC").
    pub(crate) fn read(&self, mention: &PartyMention, context: &PartyContext) -> Option<&MentionKind> {
        self.entry_of(mention, context).map(|(kind, _)| kind)
    }

    /// [`Parties::read`], with the countries where the entry is at home.
    pub(super) fn entry_of(
        &self,
        mention: &PartyMention,
        context: &PartyContext,
    ) -> Option<(&MentionKind, &[Iso3])> {
        let home = |entry: &Entry| context.country.as_deref().is_some_and(|c| entry.is_home(c));
        let readings = mention.readings.iter().map(|r| (r.local, &self.entries[r.entry as usize]));
        readings
            .filter(|(local, entry)| !local || context.country.is_none() || home(entry))
            .min_by_key(|(_, entry)| (!home(entry), !context.date.is_none_or(|date| entry.existed(date))))
            .map(|(_, entry)| (&entry.kind, entry.countries.as_slice()))
    }
}
