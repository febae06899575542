//! The lexicon of page boilerplate: which wordings give a line away.

use std::collections::BTreeMap;

use crate::chars::tokens;
use crate::error::{Error, Kind};

/// What a line that has a known wording is, as the lexicon's header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Boilerplate.
    Drop,
    /// A label whose next line is boilerplate too.
    Next,
    /// Links to other articles.
    Teasers,
    /// Heading of a section of other articles, words of a paywall.
    Related,
    /// Heading of readers' comments.
    Comments,
    /// Words of a comment form.
    End,
    /// Caption or credit of a picture.
    Caption,
    /// Author, agency, date of publication.
    Byline,
}

/// A line's role, and whether the line says more than the wording itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) role: Role,
    /// Words of the line beside the wording.
    pub(crate) more: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Line,
    Start,
    End,
    In,
}

#[derive(Debug)]
struct Entry {
    role: Role,
    place: Where,
    max_words: usize,
    /// Whether the line must end, or go on with a colon or a comma, after the wording.
    label: bool,
    wording: Vec<String>,
}

/// Entries by the first word of their wording, so that a line is compared with few of them.
#[derive(Debug, Default)]
pub(crate) struct Boilerplate {
    entries: BTreeMap<String, Vec<Entry>>,
    longest: usize,
    version: String,
}

const FILE: &str = "data/fr/boilerplate.tsv";
const SOURCE: &str = include_str!("../../../../data/fr/boilerplate.tsv");
const COLUMNS: &str = "role\twhere\twording\texample";

impl Boilerplate {
    /// The table that the program carries in itself.
    pub(crate) fn builtin() -> Result<Boilerplate, Error> {
        Boilerplate::read(FILE, SOURCE)
    }

    /// Reads a table; an unknown column, role or place is an error that names `file` and the line.
    fn read(file: &str, source: &str) -> Result<Boilerplate, Error> {
        let fail = |line: usize, reason: String| {
            Error::from(Kind::Table { file: file.to_owned(), line: line + 1, reason })
        };
        let mut rows = source.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        match rows.next() {
            Some((_, COLUMNS)) => {}
            Some((at, other)) => return Err(fail(at, format!("unknown columns {other:?}"))),
            None => return Err(fail(0, "no columns".to_owned())),
        }
        let mut table = Boilerplate { version: digest(source), ..Boilerplate::default() };
        for (at, line) in rows {
            let entry = Entry::read(line).map_err(|reason| fail(at, reason))?;
            table.longest = table.longest.max(entry.max_words);
            table.entries.entry(entry.wording[0].clone()).or_default().push(entry);
        }
        Ok(table)
    }

    /// A digest of the table.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// The role that a line's wording gives it; of several one at the line's start or end goes
    /// before one inside, and then the longest wording.
    pub(crate) fn role_of(&self, line: &str) -> Option<Found> {
        let tokens = &tokens(line, self.longest + 1)[..];
        let weight = |e: &Entry| (e.place != Where::In, e.wording.len());
        let mut best: Option<(&Entry, usize)> = None;
        for at in 0..tokens.len() {
            let Some(entries) = self.entries.get(key(&tokens[at])) else { continue };
            for entry in entries.iter().filter(|e| e.fits(line, tokens, at)) {
                if best.is_none_or(|(b, _)| weight(entry) > weight(b)) {
                    best = Some((entry, tokens.len() - entry.wording.len()));
                }
            }
        }
        best.map(|(entry, more)| Found { role: entry.role, more })
    }
}

/// Any number is the same word.
fn key(token: &str) -> &str {
    if is_number(token) { "#" } else { token }
}

fn is_number(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|b| b.is_ascii_digit())
}

/// FNV-1a of the table's bytes.
fn digest(source: &str) -> String {
    let fold = |hash: u64, b: u8| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3);
    format!("{:016x}", source.bytes().fold(0xCBF2_9CE4_8422_2325, fold))
}

impl Entry {
    /// Reads a row; what is wrong with it, where it is none.
    fn read(line: &str) -> Result<Entry, String> {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[role, place, written, _example] = &cells[..] else {
            return Err(format!("{} cells instead of 4", cells.len()));
        };
        let role = match role {
            "drop" => Role::Drop,
            "next" => Role::Next,
            "teasers" => Role::Teasers,
            "related" => Role::Related,
            "comments" => Role::Comments,
            "end" => Role::End,
            "caption" => Role::Caption,
            "byline" => Role::Byline,
            _ => return Err(format!("unknown role {role:?}")),
        };
        let (name, max) = place.split_once(':').unwrap_or((place, ""));
        let place = match name {
            "line" => Where::Line,
            "start" => Where::Start,
            "end" => Where::End,
            "in" => Where::In,
            _ => return Err(format!("unknown place {name:?}")),
        };
        let label = written.ends_with(':');
        let wording: Vec<String> = written.split_whitespace().flat_map(word_of_wording).collect();
        if wording.is_empty() {
            return Err("no wording".to_owned());
        }
        let max_words = match place {
            Where::Line => wording.len(),
            _ => max.parse().map_err(|_| format!("no number of words in {name:?}:{max:?}"))?,
        };
        Ok(Entry { role, place, max_words, label, wording })
    }

    /// Whether the wording stands at word `at` of a line, and may stand there.
    fn fits(&self, line: &str, tokens: &[String], at: usize) -> bool {
        let rest = tokens.len() - at;
        let placed = match self.place {
            Where::Line => at == 0 && rest == self.wording.len(),
            Where::Start => {
                at == 0 && !line.starts_with(['«', '"', '“']) && (!self.label || self.labels(line))
            }
            Where::End => rest == self.wording.len(),
            Where::In => true,
        };
        placed
            && tokens.len() <= self.max_words
            && rest >= self.wording.len()
            && self.wording.iter().zip(&tokens[at..]).all(|(w, t)| w == key(t))
    }
}

impl Entry {
    /// Whether the wording is all that stands before a colon, a comma or the end of a line.
    fn labels(&self, line: &str) -> bool {
        let label = line.split([':', ',', '|']).next().unwrap_or("");
        tokens(label, self.wording.len() + 1)
            .iter()
            .map(|t| key(t))
            .eq(self.wording.iter().map(String::as_str))
    }
}

fn word_of_wording(word: &str) -> Vec<String> {
    if word == "#" { vec![word.to_owned()] } else { tokens(word, usize::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_in_its_example() {
        let lines = SOURCE.lines().filter(|l| !l.starts_with('#')).skip(1);
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "{line}");
            let entry = Entry::read(line).unwrap_or_else(|reason| panic!("{reason}: {line}"));
            let tokens = tokens(cells[3], usize::MAX);
            assert!((0..tokens.len()).any(|at| entry.fits(cells[3], &tokens, at)), "{line}");
        }
    }

    #[test]
    fn a_wrong_row_is_an_error_with_file_and_line() {
        let check = |rows: &str, expected: &str| {
            let error = Boilerplate::read("t.tsv", rows).unwrap_err();
            assert!(error.is_table(), "{error}");
            assert_eq!(error.to_string(), expected);
        };
        let table = |row: &str| format!("# a table\n{COLUMNS}\ndrop\tline\tMenu\tMenu\n{row}\n");
        check(&table("drip\tline\tMenu\tMenu"), "t.tsv:4: unknown role \"drip\"");
        check(&table("drop\tmiddle:3\tMenu\tMenu"), "t.tsv:4: unknown place \"middle\"");
        check(&table("drop\tin:x\tMenu\tMenu"), "t.tsv:4: no number of words in \"in\":\"x\"");
        check(&table("drop\tline\tMenu"), "t.tsv:4: 3 cells instead of 4");
        check(&table("drop\tline\t…\t…"), "t.tsv:4: no wording");
        check("role\twhere\tword\n", "t.tsv:1: unknown columns \"role\\twhere\\tword\"");
        check("", "t.tsv:1: no columns");
    }

    #[test]
    fn sentences_of_articles_have_no_role() {
        let table = Boilerplate::builtin().unwrap();
        let check = |line: &str| assert_eq!(table.role_of(line), None, "{line}");
        check("L'armée a partagé sur Facebook une vidéo de l'attaque, tournée dimanche près de Tessalit.");
        check("La source de l'attaque reste inconnue, selon le gouverneur de la région de Diffa.");
        check(
            "Les dernières nouvelles du front ne sont pas bonnes, admet un officier ukrainien joint à Pokrovsk.",
        );
        check(
            "Publié lundi, le rapport de l'ONU accuse les deux camps d'avoir recruté des enfants soldats au Darfour.",
        );
        check(
            "Lire le Coran y est devenu un acte de résistance, raconte un habitant qui a fui la ville vendredi.",
        );
    }
}
