//! The entries of the lexicons and the names that lead to them.

use selon_model::PartyId;

use super::entry::{Alias, Check, Entry, PartyInfo};
use super::keys;
use crate::lexicon::table::Table;

/// The knowledge base of parties: all entries, and a trie over the keys of their names.
#[derive(Debug, Default)]
pub(crate) struct Parties {
    pub(crate) entries: Vec<Entry>,
    pub(crate) aliases: Vec<Alias>,
    /// What is known of each named group and organisation.
    pub(crate) known: Table<PartyId, PartyInfo>,
    words: Table<Box<str>, u32>,
    edges: Table<(u32, u32), u32>,
    ends: Table<u32, Vec<u32>>,
    nodes: u32,
}

impl Parties {
    /// The number of a word of some name.
    pub(crate) fn word(&self, key: &str) -> Option<u32> {
        self.words.get(key).copied()
    }

    /// The node below `node`; the root is 0.
    pub(crate) fn step(&self, node: u32, word: u32) -> Option<u32> {
        self.edges.get(&(node, word)).copied()
    }

    /// The names that end at a node.
    pub(crate) fn names_at(&self, node: u32) -> &[u32] {
        self.ends.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Adds an entry and gives its number.
    pub(super) fn add(&mut self, entry: Entry) -> u32 {
        self.entries.push(entry);
        self.entries.len() as u32 - 1
    }

    /// Adds a way of writing an entry; `None` where it has nothing to look it up by.
    pub(super) fn name(&mut self, marked: &str, entry: u32, noun: bool) -> Option<()> {
        let (name, local) = marked.strip_suffix('@').map_or((marked, false), |name| (name, true));
        let (written, exact) = name.strip_prefix('=').map_or((name, false), |name| (name, true));
        let chunks: Vec<&str> =
            written.split_whitespace().flat_map(keys::chunks).map(|chunk| chunk.text).collect();
        let is_small = |text: &&&str| keys::is_small_word(text) || keys::is_arabic_article(text);
        let joined = chunks.iter().skip_while(is_small).any(|text| is_small(&text));
        let content: Vec<&str> = chunks.iter().filter(|text| !is_small(text)).copied().collect();
        let mut node = 0;
        for text in &content {
            node = self.grow(node, &keys::phonetic_key(text));
        }
        let check = if exact { Check::Exact } else { check(&content, noun) };
        self.aliases.push(Alias { entry, written: written.into(), check, joined, local });
        let number = self.aliases.len() as u32 - 1;
        (node != 0).then(|| self.ends.entry(node).or_default().push(number))
    }

    fn grow(&mut self, node: u32, key: &str) -> u32 {
        let next = self.words.len() as u32;
        let word = *self.words.entry(key.into()).or_insert(next);
        let nodes = &mut self.nodes;
        *self.edges.entry((node, word)).or_insert_with(|| {
            *nodes += 1;
            *nodes
        })
    }
}

/// What a name asks of the text: nouns have no capital; a single word of up to four capitals, or
/// with digits, is an acronym.
fn check(content: &[&str], noun: bool) -> Check {
    if noun || !content.iter().any(|text| text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())) {
        return Check::Noun;
    }
    match content {
        [one] if one.len() <= 3 && is_capitals(one) => Check::Acronym,
        [_, _, _, ..] => Check::LongName,
        _ => Check::Name,
    }
}

/// Whether a word has no small letter.
pub(crate) fn is_capitals(text: &str) -> bool {
    text.chars().all(|c| !c.is_lowercase())
}
