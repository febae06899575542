//! Every predicate that may be a claim, with its arguments, its sources and how sure it is told.

pub(crate) mod arguments;
pub(crate) mod attribution;
pub(crate) mod factuality;
pub(crate) mod find;
pub(crate) mod governors;
pub(crate) mod needs;
pub(crate) mod predicate;
pub(crate) mod roles;
pub(crate) mod verdict;
pub(crate) mod vetoes;
