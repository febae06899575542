//! French: sentences, words, tags, lemmas, dependencies and quotations.

mod quotes;

pub use quotes::quotations;
