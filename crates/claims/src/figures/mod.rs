//! Numbers of a text, and what they count.

pub(crate) mod cardinal;
pub(crate) mod tokens;
