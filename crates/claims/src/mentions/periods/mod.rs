//! Periods: the time expressions of French news, and the days that they stand for.
//!
//! [`find`] reads expressions from the text alone; [`TimeMention::resolve`] turns one into whole
//! days, given the day of publication, the period that the running story has reached and the
//! direction of the verb's tense. What cannot be told stays open: a weekday in a report of which
//! only the month is known has no day.
//!
//! The conventions are the codebook's: "depuis X" starts at X and does not end, "jusqu'à X" ends
//! at X; the thirds of a month are days 1–10, 11–20 and 21 to the end; weeks run from Monday to Sunday.

mod expr;
mod mention;
mod parse;
mod precision;
mod resolve;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use expr::{Expr, Point};
pub(crate) use mention::{Anchor, Direction, TimeMention};
pub(crate) use parse::find;
