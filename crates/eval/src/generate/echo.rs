//! Reports that take over the words of others, in the ways that newsrooms do it.

use serde::{Deserialize, Serialize};

use super::random::Rng;
use super::telling::{Paragraphs, count_words};

/// How a report takes over another's text.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum EchoKind {
    /// Word for word, under another title.
    Verbatim,
    /// The first sentences only, half the time with own ones after them.
    Cut,
    /// All paragraphs in another order.
    Reordered,
    /// A word in eight to fifteen replaced, added or dropped.
    Edited,
    /// About half of each of two reports, and own sentences.
    Merged,
}

impl EchoKind {
    pub(crate) const ALL: [EchoKind; 5] =
        [EchoKind::Verbatim, EchoKind::Cut, EchoKind::Reordered, EchoKind::Edited, EchoKind::Merged];
}

/// A text that takes words over, and how many from each source.
#[derive(Debug, Default)]
pub(crate) struct Echo {
    pub(crate) paragraphs: Paragraphs,
    pub(crate) taken: Vec<usize>,
}

/// Takes over the sources (two for a merged echo, else one); `own` are sentences that the echo may add.
pub(crate) fn take_over(kind: EchoKind, sources: &[&Paragraphs], own: Vec<String>, rng: &mut Rng) -> Echo {
    match (kind, sources) {
        (EchoKind::Merged, [first, second]) => merged(first, second, own, rng),
        (_, []) => Echo::default(),
        (EchoKind::Verbatim | EchoKind::Merged, [source, ..]) => whole((*source).clone()),
        (EchoKind::Cut, [source, ..]) => cut(source, own, rng),
        (EchoKind::Reordered, [source, ..]) => reordered((*source).clone(), rng),
        (EchoKind::Edited, [source, ..]) => edited(source, rng),
    }
}

fn whole(paragraphs: Paragraphs) -> Echo {
    let taken = vec![length(&paragraphs)];
    Echo { paragraphs, taken }
}

fn cut(source: &Paragraphs, own: Vec<String>, rng: &mut Rng) -> Echo {
    let sentences = source.iter().map(Vec::len).sum::<usize>();
    // From a third of the sentences to all but one.
    let kept = rng.between(sentences.div_ceil(3) as u64, sentences.saturating_sub(1).max(1) as u64);
    let mut echo = whole(first_sentences(source, kept as usize));
    if rng.chance(0.5) && !own.is_empty() {
        echo.paragraphs.push(own);
    }
    echo
}

/// The paragraphs in a new order; a text of one paragraph is parted first.
fn reordered(mut paragraphs: Paragraphs, rng: &mut Rng) -> Echo {
    if let [only] = paragraphs.as_mut_slice() {
        let rest = only.split_off(only.len() / 2);
        paragraphs.push(rest);
        paragraphs.retain(|paragraph| !paragraph.is_empty());
    }
    let old = paragraphs.clone();
    rng.shuffle(&mut paragraphs);
    if paragraphs == old {
        paragraphs.rotate_left(1);
    }
    whole(paragraphs)
}

fn edited(source: &Paragraphs, rng: &mut Rng) -> Echo {
    let table = include_str!("../../generate/edits.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let rows: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once('\t')).collect();
    let mut left = rng.between(GAP.0, GAP.1);
    let mut taken = 0;
    let mut edit = |sentence: &String| {
        let mut out: Vec<&str> = Vec::new();
        let mut following = sentence.split(' ').skip(1);
        for word in sentence.split(' ') {
            let next = following.next().unwrap_or_default();
            left = left.saturating_sub(1);
            match if left > 0 { None } else { change(word, next, &rows, rng) } {
                None => {
                    out.push(word);
                    taken += count_words(word);
                    continue;
                }
                Some(Change::Replace(with)) => out.push(with),
                Some(Change::Add(after)) => {
                    out.extend([word, after]);
                    taken += count_words(word);
                }
                Some(Change::Drop) => {}
            }
            left = rng.between(GAP.0, GAP.1);
        }
        out.join(" ")
    };
    let paragraphs: Paragraphs = source.iter().map(|p| p.iter().map(&mut edit).collect()).collect();
    Echo { paragraphs, taken: vec![taken] }
}

/// Words from an edit to where the next is tried; it takes some more until a word comes that can be edited.
const GAP: (u64, u64) = (5, 11);

/// What an edit does with a word.
enum Change<'a> {
    Replace(&'a str),
    Add(&'a str),
    Drop,
}

/// How a word may be edited; names, numbers and words beside a stop or a quotation mark stay as they are.
fn change<'a>(word: &str, next: &str, rows: &[(&'a str, &'a str)], rng: &mut Rng) -> Option<Change<'a>> {
    let before_common = next.starts_with(char::is_lowercase);
    match word {
        "encore" | "toujours" | "aussi" | "notamment" | "environ" | "rapidement" | "finalement"
        | "ensuite" => Some(Change::Drop),
        "a" | "ont" | "avait" | "avaient" if before_common => {
            let added: Vec<&str> =
                rows.iter().filter(|(from, w)| from.is_empty() && *w != next).map(|(_, w)| *w).collect();
            Some(Change::Add(added[rng.below(added.len())]))
        }
        "le" | "la" | "les" if !before_common => None,
        _ => {
            let (_, with) = rows.iter().find(|(from, _)| !from.is_empty() && *from == word)?;
            Some(Change::Replace(with))
        }
    }
}

/// A stretch of about half of each source, one after the other, with own sentences after, between or before.
fn merged(first: &Paragraphs, second: &Paragraphs, own: Vec<String>, rng: &mut Rng) -> Echo {
    let halves = [half(first, rng), half(second, rng)];
    let taken = halves.iter().map(length).collect();
    let [mut paragraphs, rest] = halves;
    paragraphs.extend(rest);
    if !own.is_empty() {
        paragraphs.insert(rng.below(paragraphs.len() + 1), own);
    }
    Echo { paragraphs, taken }
}

/// The first or the last half of the sentences.
fn half(source: &Paragraphs, rng: &mut Rng) -> Paragraphs {
    let sentences = source.iter().map(Vec::len).sum::<usize>();
    let kept = sentences.div_ceil(2);
    if rng.chance(0.6) {
        return first_sentences(source, kept);
    }
    let mut skip = sentences - kept;
    let mut paragraphs = source.clone();
    for paragraph in &mut paragraphs {
        let dropped = skip.min(paragraph.len());
        paragraph.drain(..dropped);
        skip -= dropped;
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn first_sentences(source: &Paragraphs, count: usize) -> Paragraphs {
    let mut left = count;
    let mut paragraphs = source.clone();
    for paragraph in &mut paragraphs {
        paragraph.truncate(left);
        left -= paragraph.len();
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// Words of a text.
pub(crate) fn length(paragraphs: &Paragraphs) -> usize {
    paragraphs.iter().flatten().map(|sentence| count_words(sentence)).sum()
}
