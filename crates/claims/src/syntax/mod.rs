//! How the words of a text hang together, and which entries of the tables stand in it.

pub(crate) mod cues;
pub(crate) mod functions;
pub(crate) mod phrases;
pub(crate) mod predicates;
pub(crate) mod subjects;
pub(crate) mod verbs;
pub(crate) mod view;
