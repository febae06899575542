//! Places: the gazetteer, the phrases that name places, and what they mean in a report.
//!
//! The gazetteer joins the compiled index of GeoNames' populated places with tables written by
//! hand (`data/fr/places_*.tsv`) and the user's own. Names are found in the text by longest match,
//! widened to the phrase that they stand in ("l'est de la province d'Idleb"), and read in the light of the
//! whole report: its main country decides between homonyms.

mod fold;
mod index;
mod join;
mod names;
mod phrase;
mod resolve;
mod scene;
mod table;
mod tokens;
mod words;

use selon_model::{Analysis, PlaceRef, Span};

use self::index::Index;
use self::join::Joiner;
use self::names::{Candidate, What, anchors};
use self::phrase::{Step, widen};
use self::table::Tables;
use self::tokens::tokens;
use self::words::Words;
use crate::LexiconError;
use crate::rule::Rule;

static PLACES: &[u8] = include_bytes!("../../../../../data/places/places.bin");

/// The tables that come with the program: file and text.
const TABLES: [(&str, &str); 4] = [
    ("data/fr/places_countries.tsv", include_str!("../../../../../data/fr/places_countries.tsv")),
    ("data/fr/places_divisions.tsv", include_str!("../../../../../data/fr/places_divisions.tsv")),
    ("data/fr/places_regions.tsv", include_str!("../../../../../data/fr/places_regions.tsv")),
    ("data/fr/places_villages.tsv", include_str!("../../../../../data/fr/places_villages.tsv")),
];

/// The demonyms are the parties'.
const DEMONYMS: (&str, &str) =
    ("data/fr/countries.tsv", include_str!("../../../../../data/fr/countries.tsv"));

const WORDS: (&str, &str) =
    ("data/fr/places_words.tsv", include_str!("../../../../../data/fr/places_words.tsv"));

/// All known places and the words that French puts around their names.
#[derive(Clone, Debug)]
pub(crate) struct Gazetteer {
    index: Index,
    tables: Tables,
    words: Words,
}

/// What ties a place to its sentence, from weakest to strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cue {
    /// Nothing: a subject, an object, a metonym ("Damas négocie").
    Bare,
    /// "de Palma".
    Complement,
    /// A type word, a direction or a distance, without a locative preposition ("la province d'Alep").
    Type,
    /// The head of a dispatch ("Bamako (AFP) – …").
    Dateline,
    /// "à Alep", "dans la province d'Alep", "entre Djibo et Inata".
    Preposition,
}

/// A stretch of text that may name a place, or a demonym that tells of a country;
/// [`Gazetteer::resolve`] says what it means.
#[derive(Clone, Debug)]
pub(crate) struct PlaceMention {
    /// The shortest full phrase: type words, direction, distance and their articles included.
    pub(crate) span: Span,
    /// The name alone, or the noun that stands for it.
    pub(crate) name: Span,
    /// What ties it to the sentence.
    pub(crate) cue: Cue,
    what: What,
    steps: Vec<Step>,
    /// Before the name stands what only places follow.
    placed: bool,
    doubtful: bool,
    plural: bool,
    /// "(Mbomou)", ", au Mozambique" behind the name.
    container: Vec<Candidate>,
    /// The "entre" before it.
    between: Option<Span>,
    /// "la frontière entre", "la route entre".
    border: bool,
    /// The other end of "entre Djibo et Inata".
    until: Option<Box<PlaceMention>>,
}

/// What is known of the report beside its places.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlaceContext {
    /// Countries (ISO3) that its demonyms, parties, dateline or outlet speak for, each with a
    /// weight: 1 for a mention of the country's army, say, as a country's name in the text counts 3.
    pub(crate) hints: Vec<(String, f32)>,
}

/// A mention that names a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resolved {
    /// Index into the mentions.
    pub(crate) mention: usize,
    /// The place; without a point where the gazetteer does not have the name.
    pub(crate) place: PlaceRef,
    /// What ties it to the sentence.
    pub(crate) cue: Cue,
    /// How it was found: `place:name`, `place:again`, `place:site` ("l'hôpital"), `place:between`, `place:sound`, `place:misspelt`, `place:unknown`.
    pub(crate) rule: Rule,
}

impl Gazetteer {
    /// The places that come with the program. Costs a few milliseconds: only the tables are read.
    pub(crate) fn builtin() -> Result<Gazetteer, LexiconError> {
        let mut words = Words::default();
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

    /// The stretches of an analysed text that may name a place, in order, without overlap.
    ///
    /// Names inside a longer stretch of `avoid` (parties, persons) are passed over.
    pub(crate) fn mentions(&self, text: &str, analysis: &Analysis, avoid: &[Span]) -> Vec<PlaceMention> {
        let tokens = tokens(text, analysis);
        let mut avoid = avoid.to_vec();
        avoid.sort_unstable();
        let mut joiner = Joiner::new(text, &tokens);
        for anchor in anchors(self, text, &tokens) {
            let name = tokens[anchor.first].span.join(tokens[anchor.last].span);
            if !is_avoided(name, &avoid) {
                let phrase = widen(self, text, &tokens, &anchor, joiner.least());
                joiner.add(anchor, phrase, name);
            }
        }
        let mut out = joiner.finish();
        out.retain(PlaceMention::may_be_place);
        out
    }
}

impl PlaceMention {
    /// Unknown names count only behind a type word or "à".
    fn may_be_place(&self) -> bool {
        let inherent = !matches!(self.what, What::Unknown);
        inherent || self.placed && !self.doubtful
    }

    fn candidates(&self) -> &[Candidate] {
        if let What::Name(candidates) = &self.what { candidates } else { &[] }
    }
}

/// Whether a name lies in a longer stretch to avoid; `avoid` is sorted.
fn is_avoided(name: Span, avoid: &[Span]) -> bool {
    let end = avoid.partition_point(|a| a.start <= name.start);
    avoid[..end].iter().rev().take(8).any(|a| a.covers(name) && *a != name)
}

#[cfg(test)]
mod tests;
