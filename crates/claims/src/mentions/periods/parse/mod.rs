//! The grammar of time expressions, read from tokens.
//!
//! Every method takes the index of a token and gives what it read with the index of the token
//! after it. None looks further than a fixed number of tokens, so the whole is linear.

mod dates;
mod expressions;
mod find;
mod hours;
mod intervals;
mod lengths;
mod reading;

pub(crate) use find::find;
