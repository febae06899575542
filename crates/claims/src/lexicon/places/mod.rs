//! The tables of places: the compiled index of GeoNames' populated places, tables written by hand
//! (`data/fr/places_*.tsv`) and the user's own, and the words that French puts around names.

pub(crate) mod gazetteer;
pub(crate) mod index;
pub(crate) mod keys;
pub(crate) mod tables;
pub(crate) mod words;

pub(crate) use gazetteer::Gazetteer;
