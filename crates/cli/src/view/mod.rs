//! The forms in which reports and articles are printed.

pub(crate) mod conllu;
pub(crate) mod csv;
pub(crate) mod drawing;
pub(crate) mod frame;
pub(crate) mod grid;
pub(crate) mod json;
pub(crate) mod rejected;
pub(crate) mod screen;
pub(crate) mod table;
pub(crate) mod text;
