//! From candidates to the claims of a report: what is part of what, where, when, how many, told already.

pub(crate) mod admit;
pub(crate) mod assemble;
pub(crate) mod assembled;
pub(crate) mod choose;
pub(crate) mod context;
pub(crate) mod count;
pub(crate) mod date;
pub(crate) mod discourse;
pub(crate) mod domains;
pub(crate) mod duplicates;
pub(crate) mod fold;
pub(crate) mod locate;
pub(crate) mod parties;
pub(crate) mod rejected;
pub(crate) mod score;
pub(crate) mod speech;
pub(crate) mod wording;
