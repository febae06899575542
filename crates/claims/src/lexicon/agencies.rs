//! The agencies that reports are credited to.

use selon_model::PartyId;

use crate::lexicon::table::{LexiconError, rows};

/// The agencies that reports are credited to.
#[derive(Debug, Default)]
pub(crate) struct Agencies {
    pub(crate) all: Vec<Agency>,
}

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Agency {
    pub(crate) party: PartyId,
    /// Each name as its words.
    pub(crate) names: Vec<Vec<Box<str>>>,
}

impl Agencies {
    /// Adds the agencies of a table in the form of `data/parties/agencies.tsv`.
    pub(crate) fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        rows(file, text, &["party", "names"], &["side", "example"], |row| {
            let names = row.list("names").map(|name| words(name).map(Box::from).collect()).collect();
            self.all.push(Agency { party: PartyId::new(row.need("party")?), names });
            Ok(())
        })
    }
}

/// The words of a name or a line, as they are written.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
