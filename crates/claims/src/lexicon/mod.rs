//! The tables: what words, parties and places there are. Nothing here knows a text.

pub(crate) mod agencies;
pub(crate) mod classes;
pub(crate) mod codes;
pub(crate) mod counted;
pub(crate) mod cues;
pub(crate) mod domains;
pub(crate) mod frames;
pub(crate) mod lexicons;
pub(crate) mod parties;
pub(crate) mod places;
pub(crate) mod table;
