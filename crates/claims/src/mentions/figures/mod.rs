//! Figures: the numbers of a text, how exact they are, and what they count.
//!
//! [`find`] reads numbers in digits and words with their approximators ("environ", "une
//! trentaine"), bounds ("au moins", "moins de", "33 morts au moins") and ranges ("entre 600 et
//! 700"). Numbers that count nothing — hours, years, ages, calibres, names of roads and weapons —
//! are told apart by their [`NumberKind`].
//!
//! The conventions are the codebook's: "au moins 9" is 9 to open; "des dizaines" is 20 to 99;
//! "environ 350" and "une trentaine" are one number, approximate.

mod mention;
mod pairs;
mod read;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use mention::{NumberKind, NumberMention};
pub(crate) use pairs::join_ones;
pub(crate) use read::find;
