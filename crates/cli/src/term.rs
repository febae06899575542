//! Text on a terminal: colours, widths, and nothing that the terminal would obey.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a stretch of the view looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    /// Titles.
    Strong,
    /// Labels and what is of less interest.
    Faint,
    /// The type of an event.
    Event,
    /// A party or a source.
    Party,
    /// A factuality that is not "asserted".
    Doubt,
    /// A factuality that denies.
    Denial,
    /// The trigger in its sentence.
    Trigger,
}

impl Tone {
    /// Parameters of the SGR escape (ECMA-48); colours of the terminal's own palette of eight only.
    const fn code(self) -> &'static str {
        match self {
            Tone::Plain => "",
            Tone::Strong => "1",
            Tone::Faint => "2",
            Tone::Event => "1;36",
            Tone::Party => "34",
            Tone::Doubt => "33",
            Tone::Denial => "31",
            Tone::Trigger => "1;4",
        }
    }
}

/// A line of the view before it is wrapped: stretches of text with their tones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    runs: Vec<(String, Tone)>,
}

impl Line {
    /// A line that begins with `text`.
    pub(crate) fn new(text: &str, tone: Tone) -> Line {
        Line::default().with(text, tone)
    }

    /// The line with `text` added.
    pub(crate) fn with(mut self, text: &str, tone: Tone) -> Line {
        self.push(text, tone);
        self
    }

    /// Adds `text`, made printable.
    pub(crate) fn push(&mut self, text: &str, tone: Tone) {
        self.runs.push((printable(text), tone));
    }

    /// Adds plain text.
    pub(crate) fn plain(&mut self, text: &str) {
        self.push(text, Tone::Plain);
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.runs.iter().all(|(text, _)| text.is_empty())
    }
}

/// Writes lines of a given width, in colour or without.
#[derive(Debug)]
pub(crate) struct Painter {
    pub(crate) color: bool,
    pub(crate) width: usize,
    pub(crate) out: String,
}

/// A word with the tones of its parts, and its width.
#[derive(Default)]
struct Word {
    parts: Vec<(String, Tone)>,
    width: usize,
}

impl Painter {
    /// Writes `label` at column `at`, and `line` beside it from column `indent` on, wrapped.
    pub(crate) fn line(&mut self, at: usize, label: &str, indent: usize, line: &Line) {
        let mut row = Row::default();
        row.push(&" ".repeat(at), Tone::Plain);
        row.push(label, Tone::Faint);
        let mut fresh = row.width < indent || label.is_empty();
        row.push(&" ".repeat(indent.saturating_sub(row.width)), Tone::Plain);
        for word in words(line, self.width.saturating_sub(indent).max(1)) {
            let gap = usize::from(!fresh);
            if !fresh && row.width + gap + word.width > self.width {
                self.finish(std::mem::take(&mut row));
                row.push(&" ".repeat(indent), Tone::Plain);
            } else if !fresh {
                row.push(" ", row.tone_before(&word));
            }
            for (text, tone) in &word.parts {
                row.push(text, *tone);
            }
            fresh = false;
        }
        self.finish(row);
    }

    /// Writes `line` as it is, spaces included and without wrapping.
    pub(crate) fn row(&mut self, line: &Line) {
        let mut row = Row::default();
        for (text, tone) in &line.runs {
            row.push(text, *tone);
        }
        self.finish(row);
    }

    fn finish(&mut self, row: Row) {
        for (text, tone) in row.runs {
            if self.color && tone != Tone::Plain {
                self.out.push_str(&format!("\x1b[{}m{text}\x1b[0m", tone.code()));
            } else {
                self.out.push_str(&text);
            }
        }
        self.out.push('\n');
    }
}

/// A row of the screen.
#[derive(Default)]
struct Row {
    runs: Vec<(String, Tone)>,
    width: usize,
}

impl Row {
    fn push(&mut self, text: &str, tone: Tone) {
        self.width += text.width();
        match self.runs.last_mut() {
            Some((run, same)) if *same == tone => run.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push((text.to_owned(), tone)),
        }
    }

    /// Of the space before a word: that of both its neighbours, where they have the same.
    fn tone_before(&self, word: &Word) -> Tone {
        match (self.runs.last(), word.parts.first()) {
            (Some((_, before)), Some((_, after))) if before == after => *before,
            _ => Tone::Plain,
        }
    }
}

/// The words of a line; one that is wider than `room` is cut.
fn words(line: &Line, room: usize) -> Vec<Word> {
    let mut words = vec![Word::default()];
    for (text, tone) in &line.runs {
        for c in text.chars() {
            if c == ' ' {
                words.push(Word::default());
                continue;
            }
            let width = c.width().unwrap_or(0);
            if words.last().is_some_and(|w| w.width + width > room) {
                words.push(Word::default());
            }
            if let Some(word) = words.last_mut() {
                word.width += width;
                match word.parts.last_mut() {
                    Some((part, same)) if same == tone => part.push(c),
                    _ => word.parts.push((c.to_string(), *tone)),
                }
            }
        }
    }
    words.retain(|w| !w.parts.is_empty());
    words
}

/// `text` without anything that a terminal would obey: control characters of both sets become
/// spaces; marks that turn the direction of writing, join invisibly or tag are dropped.
pub(crate) fn printable(text: &str) -> String {
    text.chars().filter_map(printable_char).collect()
}

/// As [`printable`], but line breaks and tabs stay.
pub(crate) fn printable_lines(text: &str) -> String {
    text.chars().filter_map(|c| if matches!(c, '\n' | '\t') { Some(c) } else { printable_char(c) }).collect()
}

fn printable_char(c: char) -> Option<char> {
    match c {
        c if c.is_control() => Some(' '),
        '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => None,
        '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' => None,
        // French puts these before its marks: a view is wrapped at plain spaces only.
        '\u{00A0}' | '\u{202F}' => Some('\u{00A0}'),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(color: bool, width: usize, line: &Line) -> String {
        let mut painter = Painter { color, width, out: String::new() };
        painter.line(2, "who", 6, line);
        painter.out
    }

    #[test]
    fn lines_are_wrapped_at_the_width_beside_their_label() {
        let line = Line::new("des hommes armés → l'armée malienne", Tone::Plain);
        assert_eq!(painted(false, 24, &line), "  who des hommes armés →\n      l'armée malienne\n");
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        let line = Line::new("abcdefghij", Tone::Plain);
        assert_eq!(painted(false, 10, &line), "  who abcd\n      efgh\n      ij\n");
    }

    #[test]
    fn wide_characters_count_twice() {
        let line = Line::new("日本 日本", Tone::Plain);
        assert_eq!(painted(false, 12, &line), "  who 日本\n      日本\n");
    }

    #[test]
    fn tones_are_closed_and_marks_stay_on_their_words() {
        let line =
            Line::new("ont ", Tone::Plain).with("pris d'assaut", Tone::Trigger).with(", hier", Tone::Plain);
        let wide = "  \x1b[2mwho\x1b[0m ont \x1b[1;4mpris d'assaut\x1b[0m, hier\n";
        assert_eq!(painted(true, 80, &line), wide);
        assert_eq!(painted(false, 80, &line), "  who ont pris d'assaut, hier\n");
        let narrow =
            "  \x1b[2mwho\x1b[0m ont \x1b[1;4mpris\x1b[0m\n      \x1b[1;4md'assaut\x1b[0m,\n      hier\n";
        assert_eq!(painted(true, 16, &line), narrow);
    }

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        let hostile = "a\x1b[31mb\u{9b}2Jc\u{202e}d\u{7}e\r\nf\u{feff}";
        assert_eq!(printable(hostile), "a [31mb 2Jcd e  f");
        assert_eq!(printable_lines("a\tb\n\x1b"), "a\tb\n ");
    }
}
