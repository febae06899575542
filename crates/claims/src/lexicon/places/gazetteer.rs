//! All tables of places together.

use super::index::{Index, PLACES};
use super::tables::Tables;
use super::words::PlaceWords;
use crate::lexicon::table::LexiconError;

/// The tables that come with the program: file and text.
pub(crate) const TABLES: [(&str, &str); 4] = [
    ("data/fr/places_countries.tsv", include_str!("../../../../../data/fr/places_countries.tsv")),
    ("data/fr/places_divisions.tsv", include_str!("../../../../../data/fr/places_divisions.tsv")),
    ("data/fr/places_regions.tsv", include_str!("../../../../../data/fr/places_regions.tsv")),
    ("data/fr/places_villages.tsv", include_str!("../../../../../data/fr/places_villages.tsv")),
];

/// The demonyms are the parties'.
const DEMONYMS: (&str, &str) =
    ("data/fr/countries.tsv", include_str!("../../../../../data/fr/countries.tsv"));

pub(crate) const WORDS: (&str, &str) =
    ("data/fr/places_words.tsv", include_str!("../../../../../data/fr/places_words.tsv"));

/// All known places and the words that French puts around their names.
#[derive(Clone, Debug)]
pub(crate) struct Gazetteer {
    pub(crate) index: Index,
    pub(crate) tables: Tables,
    pub(crate) words: PlaceWords,
}

impl Gazetteer {
    /// The places that come with the program. Costs a few milliseconds: only the tables are read.
    pub(crate) fn builtin() -> Result<Gazetteer, LexiconError> {
        let mut words = PlaceWords::default();
        words.add(WORDS.0, WORDS.1)?;
        words.add_demonyms(DEMONYMS.0, DEMONYMS.1)?;
        let mut tables = Tables::default();
        for (file, text) in TABLES {
            tables.add(file, text)?;
        }
        Ok(Gazetteer { index: Index::open(PLACES)?, tables, words })
    }

    /// All that [`Gazetteer::builtin`] is made from.
    pub(crate) fn builtin_data() -> impl Iterator<Item = &'static [u8]> {
        let tables = TABLES.iter().chain([&WORDS, &DEMONYMS]).map(|(_, text)| text.as_bytes());
        tables.chain([PLACES])
    }

    /// Adds places of the user's own, in the columns of the tables `data/fr/places_*.tsv`.
    pub(crate) fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        self.tables.add(file, text)
    }
}
