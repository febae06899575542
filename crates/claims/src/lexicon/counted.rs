//! What a noun counts by itself, from a lexicon.

use selon_model::Counted;

use crate::lexicon::codes::codes;
use crate::lexicon::table::{LexiconError, Table, rows};
use crate::spelling::unaccented;

codes! {
    /// What kind of thing a noun names.
    pub(crate) enum NounClass = "class of nouns" {
        /// People: they are killed, wounded, displaced as the event tells.
        Person = "person",
        /// Things that are counted as lost or used: vehicles, weapons, buildings.
        Asset = "asset",
        /// Acts: raids, attacks.
        Act = "act",
        /// Towns, positions, areas.
        Place = "place",
        /// Armed or political groups.
        Group = "group",
        /// Kilometres, euros.
        Measure = "measure",
    }
}

/// What a noun counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountedNoun {
    /// What it counts by itself: "morts" the killed. `None` where the event decides ("civils").
    pub(crate) of: Option<Counted>,
    /// What kind of thing it names.
    pub(crate) class: NounClass,
}

/// Nouns by what they count.
#[derive(Clone, Debug, Default)]
pub(crate) struct CountedNouns {
    nouns: Table<Box<str>, CountedNoun>,
}

const BUILTIN: &str = include_str!("../../../../data/fr/counted.tsv");

impl CountedNouns {
    /// The nouns that selon comes with.
    pub(crate) fn builtin() -> Result<CountedNouns, LexiconError> {
        let mut nouns = CountedNouns::default();
        nouns.extend("counted.tsv", BUILTIN)?;
        Ok(nouns)
    }

    /// All that [`CountedNouns::builtin`] is made from.
    pub(crate) fn builtin_data() -> impl Iterator<Item = &'static [u8]> {
        [BUILTIN.as_bytes()].into_iter()
    }

    /// Adds the nouns of a lexicon in the form of `data/fr/counted.tsv`; later ones win.
    pub(crate) fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        rows(file, text, &["noun", "class"], &["forms", "of"], |row| {
            let noun = CountedNoun { of: row.code_or_none("of")?, class: row.code("class")? };
            row.need("noun")?;
            for form in row.list("noun").chain(row.list("forms")) {
                let form = unaccented(form);
                self.nouns.insert(plural(&form).into(), noun);
                self.nouns.insert(form.into(), noun);
            }
            Ok(())
        })
    }

    /// What a form or lemma counts, without regard to case and accents.
    pub(crate) fn get(&self, noun: &str) -> Option<CountedNoun> {
        self.nouns.get(&*unaccented(noun)).copied()
    }
}

/// The regular plural of a folded noun; irregular ones are forms of their entry.
fn plural(noun: &str) -> String {
    match noun {
        _ if noun.ends_with(['s', 'x', 'z']) => noun.to_owned(),
        _ if noun.ends_with("eau") || noun.ends_with("eu") => format!("{noun}x"),
        _ => match noun.strip_suffix("al") {
            Some(stem) => format!("{stem}aux"),
            None => format!("{noun}s"),
        },
    }
}
