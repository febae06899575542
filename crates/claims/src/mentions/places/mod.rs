//! Places: the phrases that name places, and what they mean in a report.
//!
//! Names of the gazetteer (`lexicon::places`) are found in the text by longest match,
//! widened to the phrase that they stand in ("l'est de la province d'Idleb"), and read in the light of the
//! whole report: its main country decides between homonyms.

mod find;
mod join;
mod mention;
mod names;
mod phrase;
mod resolve;
mod scene;
#[cfg(test)]
mod tests;
mod tokens;

pub(crate) use mention::{Cue, PlaceContext};
