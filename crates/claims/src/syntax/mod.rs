//! How the words of a text hang together, and which entries of the tables stand in it.

pub(crate) mod functions;
pub(crate) mod view;
