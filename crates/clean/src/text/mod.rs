//! Plain text: which of its lines are the article.

mod boilerplate;
mod classify;
mod shapes;
mod units;

pub(crate) use boilerplate::Boilerplate;
pub(crate) use classify::{Extent, Selection, body_words, is_boilerplate, is_reply, select, select_units};
pub(crate) use shapes::is_date_line;
pub(crate) use units::{Unit, units};
