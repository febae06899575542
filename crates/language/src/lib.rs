//! French: sentences, words, tags, lemmas, dependencies and quotations.
//!
//! ```
//! use selon_language::Model;
//! use selon_model::{Block, BlockKind, Span, Upos};
//!
//! let model = Model::builtin()?;
//! let text = "Deux soldats auraient été tués près d'Alep.";
//! let block = Block { span: Span::of(0..text.len()), kind: BlockKind::Paragraph };
//! let analysis = model.analyse(text, &[block]);
//! assert_eq!(&*analysis.words[4].lemma, "tuer");
//! assert_eq!(analysis.words[4].upos, Upos::Verb);
//! # Ok::<(), selon_language::Error>(())
//! ```

mod conllu;
mod error;
mod features;
mod kernel;
mod lemma;
mod model;
mod network;
mod quotes;
mod repair;
mod tokens;
mod tree;
mod weights;

pub use conllu::to_conllu;
pub use error::Error;
pub use model::Model;
pub use quotes::quotations;
