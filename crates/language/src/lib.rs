//! A pipeline for French: sentences, words, tags, morphology, lemmas, dependencies and quotations.
//!
//! ```
//! use selon_language::{Model, to_conllu};
//! use selon_model::{Deprel, Mood, Upos};
//!
//! let model = Model::builtin()?;
//! let text = "Deux soldats auraient été tués près d'Alep.";
//! let analysis = model.analyse(text);
//! let killed = &analysis.words[4];
//! assert_eq!((killed.upos, &*killed.lemma), (Upos::Verb, "tuer"));
//! let soldiers = &analysis.words[1];
//! assert_eq!((soldiers.head, soldiers.deprel), (4, Deprel::NsubjPass));
//! assert_eq!(analysis.words[2].feats.mood, Some(Mood::Cnd));
//! assert!(to_conllu(&analysis, text).contains("\ttués\ttuer\tVERB\t"));
//! # Ok::<(), selon_language::Error>(())
//! ```
//!
//! A [`Model`] is immutable and shared between threads; the one that comes with the crate is 10 MB and loads in some
//! tens of milliseconds. `data/fr/MODEL_CARD.md` tells what it was trained on and how well it does; `training/`
//! makes others, which [`Model::load`] reads.

mod characters;
mod clauses;
mod clitics;
mod conllu;
mod error;
mod features;
mod grammar;
mod kernel;
mod labels;
mod layers;
mod lemma;
mod model;
mod network;
mod parse;
mod quotes;
mod recurrence;
mod repair;
mod repairs;
mod sentences;
mod spanning;
mod tokens;
mod weights;
mod words;

pub use conllu::to_conllu;
pub use error::Error;
pub use grammar::{DeterminerWords, Grammar, NegationWords, PrepositionWords, PronounWords, Words};
pub use model::{Model, Options};
pub use quotes::quotations;
pub use repairs::Repairs;
