//! Reports of other worlds, which speak like war: "les Bleus ont bombardé le but adverse", "la tempête a frappé la côte".
//!
//! One word says nothing ("le match a été interrompu par des tirs" is news of a shooting), so a report belongs to
//! another world only where several different words of that world stand in it, and more of them than of armed
//! parties. There only what an armed party does or suffers is told: "des hommes armés ont attaqué le stade" still is.

use selon_model::{Argument, Claim, EventType, WordId};

use crate::lexicon::table::{LexiconError, Table, each_row};
use crate::mentions::entities::Entities;
use crate::spelling::fold;
use crate::syntax::view::Doc;

/// Different words of one world that make a report belong to it, whatever its length.
const FEWEST: usize = 4;
/// Words of text for each of which one more is asked for: long reports have room for many words by chance.
const EACH: usize = 150;
/// Most words that a phrase has beside its first.
const LONGEST: WordId = 3;

/// The words of `data/fr/worlds.tsv`.
#[derive(Debug, Default)]
pub(crate) struct Worlds {
    names: Vec<Box<str>>,
    /// The worlds of a word or phrase, as indices.
    words: Table<Box<str>, Vec<usize>>,
    /// First words of phrases.
    firsts: Table<Box<str>, ()>,
}

impl Worlds {
    pub(crate) fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        each_row(file, text, &["word", "world"], |row| {
            let (word, name) = (fold(row.get("word")).into_owned(), row.get("world"));
            let world = self.names.iter().position(|n| &**n == name).unwrap_or_else(|| {
                self.names.push(name.into());
                self.names.len() - 1
            });
            if let Some((first, _)) = word.split_once(' ') {
                self.firsts.insert(first.into(), ());
            }
            self.words.entry(word.into()).or_default().push(world);
            Ok(())
        })
    }

    /// Whether a report belongs to one of the worlds.
    pub(crate) fn hold(&self, doc: &Doc, entities: &Entities) -> bool {
        let mut found = vec![Vec::new(); self.names.len()];
        for w in 0..doc.len() {
            self.each_at(doc, w, |word, worlds| {
                for &world in worlds {
                    if !found[world].contains(&word) {
                        found[world].push(word);
                    }
                }
            });
        }
        // "Le capitaine", "ses troupes" stand in every world; armies and groups have names.
        let armed = (0..doc.len()).filter(|&w| entities.is_armed(w) && entities.names_itself(doc, w)).count();
        let fewest = (FEWEST + doc.len() as usize / EACH).max(armed + 1);
        found.iter().any(|words| words.len() >= fewest)
    }

    /// Calls `hit` with the number and the worlds of each entry that begins with a word: by its lemma, its form, or as
    /// a phrase.
    fn each_at(&self, doc: &Doc, w: WordId, mut hit: impl FnMut(usize, &[usize])) {
        let mut look = |key: &str| {
            if let Some((entry, _, worlds)) = self.words.get_full(key) {
                hit(entry, worlds);
            }
        };
        look(doc.low_lemma(w));
        look(doc.form(w));
        if self.firsts.contains_key(doc.form(w)) {
            // As it stands in the text, where "du" is one word.
            let end = doc.sentence_words(w).end.min(w + 1 + LONGEST);
            for last in w + 1..end {
                look(&fold(doc.span_of(w, last).of_text(doc.text)));
            }
        }
    }
}

/// Whether a claim counts in a report of another world: talks and accords do, violence and moves of force only where an
/// armed party acts or a named group undergoes it ("la tempête a tué deux soldats" is no act of war).
pub(crate) fn counts(claim: &Claim) -> bool {
    let talk = matches!(
        claim.event,
        EventType::Agree
            | EventType::Consult
            | EventType::Support
            | EventType::Concede
            | EventType::Request
            | EventType::Accuse
            | EventType::Reject
            | EventType::Sanction
            | EventType::Cooperate
    );
    let group = |a: &Argument| a.party.as_ref().is_some_and(|p| p.as_str().starts_with("group:"));
    let force = |a: &Argument| {
        let sector = a.party.as_ref().and_then(|p| p.as_str().split_once('/'));
        sector.is_some_and(|(_, s)| matches!(s, "MIL" | "REB" | "COP" | "UNK"))
    };
    talk || claim.actors.iter().any(|a| force(a) || group(a)) || claim.recipients.iter().any(group)
}
