//! The closed classes of French, read from `data/fr/grammar.toml`.

use std::collections::BTreeMap;

use selon_model::{Feats, Upos};
use serde::de::{Deserialize, Deserializer, Error as _};

use crate::error::Error;

/// The closed classes of French: loaded once, passed to whom needs them, immutable.
///
/// Each section of the file is a field here and a type below; the file says what its lists hold. Who needs a further class adds it
/// to the file, to its section's type, and asks for it by the field: nothing is looked up by a string.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    pub(crate) tokens: TokenWords,
    pub(crate) contractions: BTreeMap<Box<str>, Contraction>,
    pub(crate) clauses: ClauseWords,
    pub(crate) endings: Endings,
    pub(crate) participles: BTreeMap<Box<str>, Box<str>>,
    pub(crate) quantity: QuantityWords,
    /// Prepositions that govern arguments.
    pub prepositions: PrepositionWords,
    /// What stands before a noun.
    pub determiners: DeterminerWords,
    /// What stands for a noun.
    pub pronouns: PronounWords,
    /// What denies a predicate.
    pub negation: NegationWords,
}

/// Where the grammar stands in the project.
pub(crate) const FILE: &str = "data/fr/grammar.toml";
/// The grammar that comes with the program.
pub(crate) const BUILTIN: &str = include_str!("../../../data/fr/grammar.toml");

impl Grammar {
    /// The grammar that comes with the program.
    ///
    /// # Errors
    /// Only where the program was built from damaged data.
    pub fn builtin() -> Result<Grammar, Error> {
        Grammar::read(FILE, BUILTIN)
    }

    /// Reads a grammar; `file` is for messages.
    ///
    /// # Errors
    /// Where a section or list is missing or unknown, a word stands twice in a list, or a value is no code.
    pub fn read(file: &str, text: &str) -> Result<Grammar, Error> {
        toml::from_str(text).map_err(|mut e| {
            // The text itself is no part of the message.
            e.set_input(None);
            let at = e.span().map_or(0, |span| span.start.min(text.len()));
            let line = text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
            Error::table(file, line, e.message()).with(e)
        })
    }
}

impl Grammar {
    /// The two words of "du", "aux", "duquel" …
    pub(crate) fn contraction(&self, form: &str) -> Option<&Contraction> {
        self.contractions.get(form.to_lowercase().as_str())
    }
}

/// A set of words.
#[derive(Debug)]
pub struct Words(Box<[Box<str>]>);

impl Words {
    /// Whether a word is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.0.binary_search_by(|known| (**known).cmp(word)).is_ok()
    }

    /// All of them, sorted by their bytes.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| &**word)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        let mut words: Vec<Box<str>> = Vec::deserialize(deserializer)?;
        words.sort_unstable();
        match words.array_windows().find(|[a, b]| a == b) {
            Some([twice, _]) => Err(D::Error::custom(format!("{twice:?} stands twice in the list"))),
            None => Ok(Words(words.into())),
        }
    }
}

/// How a text is cut.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenWords {
    pub(crate) titles: Words,
    pub(crate) also_words: Words,
    pub(crate) before_numbers: Words,
    pub(crate) months: Words,
    pub(crate) endings: Words,
    pub(crate) elided: Words,
    pub(crate) always_elided: Words,
    pub(crate) with_apostrophe: Words,
    pub(crate) gender_endings: Words,
    pub(crate) subject_clitics: Words,
    pub(crate) object_clitics: Words,
    pub(crate) singular_clitics: Words,
    pub(crate) no_clitic: Words,
    pub(crate) with_deictic: Words,
    pub(crate) plural_imperatives: Words,
    pub(crate) singular_imperative_endings: Words,
    pub(crate) inverted: Words,
    pub(crate) units: Words,
    pub(crate) starters: Words,
    pub(crate) binders: Words,
}

/// A token that is a preposition and another word.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contraction {
    pub(crate) words: [Box<str>; 2],
    /// Of the second word.
    pub(crate) lemma: Box<str>,
    #[serde(deserialize_with = "upos")]
    pub(crate) upos: Upos,
    #[serde(deserialize_with = "feats")]
    pub(crate) feats: Feats,
    /// Whether the form is nothing else.
    #[serde(default)]
    pub(crate) only: bool,
}

/// Clauses with "que".
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClauseWords {
    pub(crate) que: Words,
    pub(crate) nominal: Words,
}

/// Endings that decide mood and tense.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Endings {
    pub(crate) conditional: Words,
    pub(crate) future: Words,
}

/// What counts the noun behind "de".
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuantityWords {
    pub(crate) bounds: Words,
    pub(crate) adverbs: Words,
    pub(crate) nouns: Words,
}

/// Prepositions that govern arguments.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrepositionWords {
    /// Those that tables of predicates may name.
    pub governed: Words,
}

/// What stands before a noun.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeterminerWords {
    /// "La".
    pub definite: Words,
    /// "Cette".
    pub demonstrative: Words,
    /// "Leur".
    pub possessive: Words,
}

/// What stands for a noun.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PronounWords {
    /// "Se".
    pub reflexive: Words,
    /// "Qui".
    pub relative: Words,
}

/// What denies a predicate.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NegationWords {
    /// "Ne".
    pub ne: Words,
    /// "Pas", "aucun".
    pub adverbs: Words,
    /// "Personne", "aucun".
    pub arguments: Words,
    /// Those of the arguments that need no "ne".
    pub determiners: Words,
}

fn upos<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Upos, D::Error> {
    let text = String::deserialize(deserializer)?;
    Upos::parse(&text).ok_or_else(|| D::Error::custom(format!("{text:?} is no part of speech")))
}

fn feats<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Feats, D::Error> {
    let text = String::deserialize(deserializer)?;
    let feats = Feats::parse(&text);
    let kept = feats.to_string() == text;
    if kept { Ok(feats) } else { Err(D::Error::custom(format!("features {text:?} are read as {feats}"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_whole() {
        let grammar = Grammar::builtin().unwrap();
        assert!(grammar.tokens.starters.contains("qu'") && !grammar.tokens.starters.contains("soldat"));
        assert_eq!(grammar.contractions["auquel"].upos, Upos::Pron);
    }

    /// Each fault is found where it stands.
    #[test]
    fn faults_name_file_and_line() {
        let check = |from: &str, to: &str, expected: &str| {
            let broken = BUILTIN.replacen(from, to, 1);
            assert_ne!(broken, BUILTIN, "{from}");
            let line = broken.lines().position(|l| l.contains(to.lines().next().unwrap_or(""))).unwrap() + 1;
            let error = Grammar::read("g.toml", &broken).unwrap_err();
            assert_eq!((error.file(), error.line(), error.is_table()), (Some("g.toml"), Some(line), true));
            assert!(error.to_string().contains(expected), "{error}");
        };
        check("[clauses]", "[clause]", "unknown field `clause`");
        check("future =", "futur =", "unknown field `futur`");
        check("mort = \"mourir\"", "mort = 1", "invalid type");
        check("only = true", "onyl = true", "unknown field `onyl`");
        check("upos = \"PRON\"", "upos = \"PRN\"", "\"PRN\" is no part of speech");
        check("Gender=Fem", "Gender=Femm", "are read as Number=Plur|PronType=Rel");
        check("\"etc\", ", "\"etc\", \"etc\", ", "\"etc\" stands twice");
    }
}
