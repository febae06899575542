//! The words of other domains, which speak like war: sport, films, weather, markets, history.

use crate::lexicon::table::{LexiconError, Table, WordSet, rows};
use crate::spelling::fold;

/// The words of `data/fr/domains.tsv`.
#[derive(Debug, Default)]
pub(crate) struct Domains {
    pub(crate) names: Vec<Box<str>>,
    /// The domains of a word or phrase, as indices of `names`.
    pub(crate) words: Table<Box<str>, Vec<usize>>,
    /// First words of phrases.
    pub(crate) firsts: WordSet,
}

impl Domains {
    pub(crate) fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        rows(file, text, &["word", "domain"], &[], |row| {
            let (word, name) = (fold(row.need("word")?).into_owned(), row.need("domain")?);
            let domain = self.names.iter().position(|n| &**n == name).unwrap_or_else(|| {
                self.names.push(name.into());
                self.names.len() - 1
            });
            if let Some((first, _)) = word.split_once(' ') {
                self.firsts.insert(first.into());
            }
            self.words.entry(word.into()).or_default().push(domain);
            Ok(())
        })
    }
}
