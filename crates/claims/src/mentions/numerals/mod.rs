//! Numerals: the one reader of numbers in digits and words, for figures, dates and distances.

pub(crate) mod cardinal;
mod stretch;
pub(crate) mod tokens;

pub(crate) use stretch::Stretch;
