//! The lexicon of page furniture: which wordings give a line away.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::tokens;

/// What a line that has a known wording is, as the lexicon's header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Furniture.
    Drop,
    /// A label whose next line is furniture too.
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
struct Lexicon {
    entries: BTreeMap<String, Vec<Entry>>,
    longest: usize,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(SOURCE));
const SOURCE: &str = include_str!("../../../../data/fr/furniture.tsv");

/// The role that a line's wording gives it; of several one at the line's start or end goes
/// before one inside, and then the longest wording.
pub(crate) fn role_of(line: &str) -> Option<Found> {
    LEXICON.role_of(line)
}

impl Lexicon {
    /// Reads the committed table, whose form the tests check; a line of another form is no entry.
    fn read(source: &str) -> Lexicon {
        let mut lexicon = Lexicon::default();
        let lines = source.lines().filter(|l| !l.starts_with('#')).skip(1);
        for entry in lines.filter_map(Entry::read) {
            lexicon.longest = lexicon.longest.max(entry.max_words);
            lexicon.entries.entry(entry.wording[0].clone()).or_default().push(entry);
        }
        lexicon
    }

    fn role_of(&self, line: &str) -> Option<Found> {
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

impl Entry {
    fn read(line: &str) -> Option<Entry> {
        let mut cells = line.split('\t');
        let role = match cells.next()? {
            "drop" => Role::Drop,
            "next" => Role::Next,
            "teasers" => Role::Teasers,
            "related" => Role::Related,
            "comments" => Role::Comments,
            "end" => Role::End,
            "caption" => Role::Caption,
            "byline" => Role::Byline,
            _ => return None,
        };
        let (place, max) = cells.next().map(|c| c.split_once(':').unwrap_or((c, "")))?;
        let written = cells.next()?;
        let label = written.ends_with(':');
        let wording: Vec<String> = written.split_whitespace().flat_map(word_of_wording).collect();
        let place = match place {
            "line" => Where::Line,
            "start" => Where::Start,
            "end" => Where::End,
            "in" => Where::In,
            _ => return None,
        };
        let max_words = if place == Where::Line { wording.len() } else { max.parse().ok()? };
        (!wording.is_empty()).then_some(Entry { role, place, max_words, label, wording })
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
            let entry = Entry::read(line).unwrap_or_else(|| panic!("no entry: {line}"));
            let tokens = tokens(cells[3], usize::MAX);
            assert!((0..tokens.len()).any(|at| entry.fits(cells[3], &tokens, at)), "{line}");
        }
    }

    #[test]
    fn sentences_of_articles_have_no_role() {
        let check = |line: &str| assert_eq!(role_of(line), None, "{line}");
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
