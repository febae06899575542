use std::ops::Range;

/// A stretch of an article's text: UTF-8 byte offsets, end exclusive, both on character borders.
///
/// This is the only offset type between the stages. It is never relative to a sentence, and it
/// becomes code points or UTF-16 only where a text leaves the program (see [`CodePoints`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The span of a byte range of a text. No text reaches 4 GiB: `clean` takes no document of more than 64 MB, and its text
    /// is of that order. A debug build says where that was broken; otherwise the span would be cut in silence.
    pub fn of(range: Range<usize>) -> Span {
        debug_assert!(range.end <= u32::MAX as usize, "a span beyond 4 GiB: {range:?}");
        Span { start: range.start as u32, end: range.end as u32 }
    }

    /// The span as a byte range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The stretch of `text` that the span covers; empty where the span does not fit the text.
    pub fn of_text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Number of bytes.
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte `at` lies inside.
    pub fn holds(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Converts byte offsets of one text into code points, in the time of a binary search.
#[derive(Debug)]
pub struct CodePoints {
    /// Number of code points before every 64th byte (counted to the character border below it).
    marks: Vec<u32>,
}

const STRIDE: usize = 64;

impl CodePoints {
    /// Counts the code points of `text` once.
    pub fn new(text: &str) -> CodePoints {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for (i, byte) in text.bytes().enumerate() {
            if i % STRIDE == 0 {
                marks.push(count);
            }
            count += u32::from(byte & 0xC0 != 0x80);
        }
        marks.push(count);
        CodePoints { marks }
    }

    /// The number of code points that begin before byte `at` of the same `text`.
    pub fn of(&self, text: &str, at: u32) -> u32 {
        let at = (at as usize).min(text.len());
        let mark = at / STRIDE;
        let rest = &text.as_bytes()[mark * STRIDE..at];
        self.marks[mark.min(self.marks.len() - 1)] + rest.iter().filter(|b| **b & 0xC0 != 0x80).count() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_a_count_of_characters() {
        let text =
            "« L’armée a tué dix-sept personnes à Bangui », a déclaré Zoé 🕊 hier, près de Ségou.".repeat(3);
        let table = CodePoints::new(&text);
        for (at, _) in text.char_indices() {
            assert_eq!(table.of(&text, at as u32) as usize, text[..at].chars().count());
        }
        assert_eq!(table.of(&text, text.len() as u32) as usize, text.chars().count());
        assert_eq!(CodePoints::new("").of("", 0), 0);
    }
}
