use selon_model::{CodePoints, Span};

/// Byte offsets of one text as code points, and back.
#[derive(Debug)]
pub(crate) struct Points {
    table: Option<CodePoints>,
    /// A copy of the text, where its bytes are not its code points.
    text: String,
}

impl Points {
    pub(crate) fn of(text: &str) -> Points {
        if text.is_ascii() {
            return Points { table: None, text: String::new() };
        }
        Points { table: Some(CodePoints::new(text)), text: text.to_owned() }
    }

    /// Start and end in code points.
    pub(crate) fn span(&self, span: Span) -> [u32; 2] {
        match &self.table {
            None => [span.start, span.end],
            Some(table) => [table.of(&self.text, span.start), table.of(&self.text, span.end)],
        }
    }
}

/// Code points of one text as byte offsets.
#[derive(Debug)]
pub(crate) struct Bytes {
    /// The byte of every 32nd code point, and the end.
    marks: Vec<u32>,
    len: u32,
}

const STRIDE: usize = 32;

impl Bytes {
    pub(crate) fn of(text: &str) -> Bytes {
        let marks = text.char_indices().step_by(STRIDE).map(|(at, _)| at as u32).collect();
        Bytes { marks, len: text.len() as u32 }
    }

    /// The span of `start..end` in code points; cut at the end of the text.
    pub(crate) fn span(&self, text: &str, [start, end]: [u32; 2]) -> Span {
        Span::new(self.at(text, start), self.at(text, end))
    }

    fn at(&self, text: &str, point: u32) -> u32 {
        let Some(&mark) = self.marks.get(point as usize / STRIDE) else { return self.len };
        let rest = text.get(mark as usize..).unwrap_or("");
        rest.char_indices().nth(point as usize % STRIDE).map_or(self.len, |(at, _)| mark + at as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let text = "À Ménaka, « l’armée » a tué 🕊 dix hommes, à l’été. ".repeat(5);
        let (points, bytes) = (Points::of(&text), Bytes::of(&text));
        let borders: Vec<u32> =
            text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        for pair in borders.windows(2) {
            let span = Span::new(pair[0], pair[1]);
            assert_eq!(bytes.span(&text, points.span(span)), span);
        }
        assert_eq!(bytes.span(&text, [1, 9_999]).end, text.len() as u32);
    }
}
