//! The way back from an extracted text to its page: both without white space, found again in order.

use super::scan::{Scanner, Token, pieces};
use crate::source_map::SourceMap;

/// A page's visible text without white space, and where each stretch of it stands in the page.
#[derive(Debug)]
pub(crate) struct Index {
    dense: String,
    /// From `dense` to the page: exact for verbatim stretches, one run for an entity.
    map: SourceMap,
}

/// How often a paragraph may be looked for in the whole rest of a page and not be found; after that the
/// search looks no farther than `NEAR` bytes, so that the cost stays linear.
const MISSES: u32 = 32;
const NEAR: usize = 64 << 10;
/// Bytes of a paragraph's beginning that are enough to know it by, and too few to look for everywhere.
const HEAD: usize = 32;
const SHORT: usize = 20;

impl Index {
    pub(crate) fn of(page: &str) -> Index {
        let mut index = Index { dense: String::with_capacity(page.len() / 4), map: SourceMap::default() };
        for token in Scanner::new(page) {
            if let Token::Text(range) = token {
                pieces(&page[range.clone()], |piece, at| {
                    index.add(piece, range.start + at.start, at.len());
                });
            }
        }
        index
    }

    fn add(&mut self, piece: &str, source: usize, source_len: usize) {
        if piece.len() != source_len {
            let at = self.dense.len();
            self.dense.extend(piece.chars().filter(|c| !c.is_whitespace()));
            self.map.push(at, self.dense.len() - at, source as u64, source_len);
            return;
        }
        for (at, c) in piece.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            self.map.push(self.dense.len(), c.len_utf8(), (source + at) as u64, c.len_utf8());
            self.dense.push(c);
        }
    }
}

/// Finds paragraphs of an extracted text in its page.
#[derive(Debug)]
pub(crate) struct Aligner<'a> {
    index: &'a Index,
    cursor: usize,
    misses: u32,
}

impl<'a> Aligner<'a> {
    pub(crate) fn new(index: &'a Index) -> Aligner<'a> {
        Aligner { index, cursor: 0, misses: 0 }
    }

    /// Adds to `map` the runs of a paragraph that stands at byte `at` of the extracted text. A paragraph that is not in
    /// the page word for word is found by its beginning, as far as it agrees, or not at all.
    pub(crate) fn add(&mut self, paragraph: &str, at: usize, map: &mut SourceMap) {
        let mut dense = String::with_capacity(paragraph.len());
        let mut back = SourceMap::default();
        for (offset, c) in paragraph.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            back.push(at + offset, c.len_utf8(), dense.len() as u64, c.len_utf8());
            dense.push(c);
        }
        let Some((start, len)) = self.find(&dense) else { return };
        self.cursor = start + len;
        for run in &mut back.runs {
            run.source_start += start as u64;
        }
        back.runs.retain(|run| run.source_start < (start + len) as u64);
        if let Some(last) = back.runs.last_mut() {
            let over =
                (last.source_start + u64::from(last.source_len)).saturating_sub((start + len) as u64) as u32;
            last.source_len -= over;
            last.text_len -= over;
        }
        for run in back.over(&self.index.map).runs {
            map.push(
                run.text_start as usize,
                run.text_len as usize,
                run.source_start,
                run.source_len as usize,
            );
        }
    }

    /// Where a dense text, or its beginning, stands: at or after the cursor, else anywhere.
    fn find(&mut self, dense: &str) -> Option<(usize, usize)> {
        let whole = self.index.dense.as_str();
        let rest = &whole[self.cursor..];
        // A short paragraph is not looked for far away, where other short ones are like it.
        let near = dense.len() < SHORT || self.misses >= MISSES;
        let rest = if near { &rest[..floor(rest, NEAR)] } else { rest };
        if dense.is_empty() {
            return None;
        }
        if let Some(found) = rest.find(dense) {
            return Some((self.cursor + found, dense.len()));
        }
        self.misses += 1;
        let head = &dense[..floor(dense, HEAD)];
        if head.len() >= SHORT
            && let Some(found) = rest.find(head)
        {
            let agreed = rest[found..].chars().zip(dense.chars()).take_while(|(a, b)| a == b);
            return Some((self.cursor + found, agreed.map(|(a, _)| a.len_utf8()).sum()));
        }
        let again = self.misses < MISSES && self.cursor > 0;
        again.then(|| whole.find(dense)).flatten().map(|found| (found, dense.len()))
    }
}

/// The last character border of a text at or below a byte.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_found_again() {
        let page = "<p>L&rsquo;arm&eacute;e\n a <b>fui</b> Gao.</p><p>Fin.</p>";
        let index = Index::of(page);
        let mut map = SourceMap::default();
        Aligner::new(&index).add("L’armée a fui Gao.", 2, &mut map);
        let of = |source: &str| page.find(source).unwrap() as u64;
        let found: Vec<_> =
            map.runs.iter().map(|r| (r.text_start, r.text_len, r.source_start, r.source_len)).collect();
        assert_eq!(
            found,
            [
                (2, 1, of("L&"), 1),
                (3, 3, of("&rsquo;"), 7),
                (6, 3, of("arm"), 3),
                (9, 2, of("&eacute;"), 8),
                (11, 1, of("e\n"), 1),
                (13, 1, of("a <b>"), 1),
                (15, 3, of("fui"), 3),
                (19, 4, of("Gao."), 4),
            ]
        );
    }

    #[test]
    fn a_paragraph_that_differs_is_found_as_far_as_it_agrees() {
        let index = Index::of("<p>Une phrase assez longue pour être reconnue ici.</p>");
        let mut map = SourceMap::default();
        let mut aligner = Aligner::new(&index);
        aligner.add("Rien de cela n'est dans la page.", 0, &mut map);
        assert!(map.runs.is_empty());
        aligner.add("Une phrase assez longue pour être reconnue là.", 0, &mut map);
        assert_eq!(map.runs.iter().map(|r| r.text_len).sum::<u32>(), 37);
    }
}
