//! Lines of a text become units: paragraphs, headlines, menu items.

use std::ops::Range;

/// A paragraph or a line that stands for itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    /// Bytes of the text, without white space around them; a joined paragraph has line breaks inside.
    pub(crate) range: Range<usize>,
    /// Whether an empty line, or nothing, comes before it.
    pub(crate) after_gap: bool,
    /// Words with a letter or figure in them; scripts without spaces are counted by characters.
    pub(crate) words: usize,
    /// Whether it ends as a sentence does.
    pub(crate) sentence: bool,
    /// Whether a list's mark begins it.
    pub(crate) bullet: bool,
    /// Whether the markup says that it is a heading; plain text has none.
    pub(crate) heading: bool,
}

/// The units of a text in order.
pub(crate) fn units(text: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    for line in lines(text) {
        if line.is_empty() {
            close_run(text, &mut run, &mut units);
        } else {
            run.push(line);
        }
    }
    close_run(text, &mut run, &mut units);
    units
}

/// The trimmed lines of a text. Breaks are those of Unicode, and a lone carriage return.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut at = 0;
    let mut previous = None;
    text.split_inclusive(breaks).filter_map(move |line| {
        let start = at;
        at += line.len();
        let after_return = previous.replace(line.ends_with('\r')) == Some(true);
        if line == "\n" && after_return {
            return None;
        }
        Some(trimmed(text, start..at))
    })
}

/// A range without the white space and the invisible characters at its ends.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let blank = |c: char| {
        c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}' | '\u{AD}')
    };
    let inside = &text[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start_matches(blank).len());
    start..start + text[start..range.end].trim_end_matches(blank).len()
}

fn close_run(text: &str, run: &mut Vec<Range<usize>>, units: &mut Vec<Unit>) {
    let width = wrapped_width(text, run);
    let mut after_gap = true;
    let mut lines = run.drain(..).peekable();
    while let Some(mut range) = lines.next() {
        let mut last = range.len();
        // A line that could have held more is the last of its paragraph, or a heading.
        while let Some(next) = lines.next_if(|next| last * 10 >= width * 7 && !is_bullet(&text[next.clone()]))
        {
            last = next.len();
            range.end = next.end;
        }
        units.push(unit(text, range, after_gap));
        after_gap = false;
    }
}

/// The width at which a run of lines is broken, as mail and old wires are: lines of like length that end within
/// sentences and go on in lower case. Beyond any length for lines that are paragraphs.
fn wrapped_width(text: &str, run: &[Range<usize>]) -> usize {
    const NOT_WRAPPED: usize = usize::MAX / 10;
    let longest = run.iter().map(|r| r.len()).max().unwrap_or(0);
    // A headline may stand right over the paragraph.
    let run = if run.first().is_some_and(|r| r.len() * 10 < longest * 7) { &run[1..] } else { run };
    let [body @ .., _] = run else { return NOT_WRAPPED };
    if body.is_empty() || !(45..=130).contains(&longest) {
        return NOT_WRAPPED;
    }
    let full = body.iter().filter(|r| r.len() * 10 >= longest * 7).count();
    let open = body.iter().filter(|r| !ends_sentence(&text[(*r).clone()])).count();
    let starts_low = |r: &Range<usize>| text[r.clone()].chars().next().is_some_and(char::is_lowercase);
    let low = run[1..].iter().filter(|r| starts_low(r)).count();
    let wrapped = full * 10 >= body.len() * 7 && open * 10 >= body.len() * 6 && low * 10 >= body.len() * 4;
    if wrapped { longest } else { NOT_WRAPPED }
}

fn unit(text: &str, range: Range<usize>, after_gap: bool) -> Unit {
    let line = &text[range.clone()];
    Unit {
        words: word_count(line),
        sentence: ends_sentence(line),
        bullet: is_bullet(line),
        heading: false,
        after_gap,
        range,
    }
}

/// Words of a line; six characters count as one where a script has no spaces.
fn word_count(line: &str) -> usize {
    let spaced = line.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count();
    let dense = line.chars().filter(|c| *c > '\u{0E00}' && c.is_alphanumeric()).count();
    spaced.max(dense / 3)
}

/// Whether a line ends with a sentence's mark, perhaps with closing quotes or a bracket after it.
pub(crate) fn ends_sentence(line: &str) -> bool {
    let closing = |c: char| {
        c.is_whitespace() || matches!(c, '»' | '”' | '"' | '’' | '\'' | ')' | ']' | '›' | '*' | '«')
    };
    let bare = line.trim_end_matches(closing);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '‼']) || closes_quotation(line, bare)
}

/// A long line that ends with a closing quotation mark ends a quoted sentence.
fn closes_quotation(line: &str, bare: &str) -> bool {
    bare.len() < line.trim_end().len() && word_count(line) >= 8
}

/// Whether a list's mark begins a line: "•", "-", "2.", "2)".
fn is_bullet(line: &str) -> bool {
    let digits = line.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits) && line[digits..].starts_with(['.', ')']);
    let rest = if numbered { &line[digits..] } else { line };
    let mut chars = rest.chars();
    let mark =
        matches!(chars.next(), Some('•' | '-' | '–' | '—' | '*' | '·' | '▪' | '►' | '●' | '‣' | '◦' | '■'));
    (mark || numbered) && chars.next().is_some_and(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        units(text).into_iter().map(|u| &text[u.range]).collect()
    }

    #[test]
    fn lines_and_paragraphs() {
        assert_eq!(
            shown("Un titre\r\n\r\n  Deux.\u{a0}\nTrois\u{2028}Quatre"),
            ["Un titre", "Deux.", "Trois", "Quatre"]
        );
        let text = "a\r\nb\r\n\r\nc";
        let gaps: Vec<bool> = units(text).iter().map(|u| u.after_gap).collect();
        assert_eq!(gaps, [true, false, true]);
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "Des hommes armés ont attaqué dans la nuit de samedi à dimanche un poste de\n\
                    la gendarmerie situé à la sortie de la ville, a déclaré le gouverneur de la\n\
                    région. Trois gendarmes ont été blessés.\n\n\
                    Le calme est revenu au matin.";
        assert_eq!(shown(text).len(), 2);
        let list = "Les faits du jour dans la région de Diffa et à la frontière du Nigeria\nUn autre titre\nEncore un titre";
        assert_eq!(shown(list).len(), 3);
    }

    #[test]
    fn ends_of_sentences() {
        let check = |line: &str, expected| assert_eq!(ends_sentence(line), expected, "{line}");
        check("Il l'a dit.", true);
        check("Il l'a dit. »", true);
        check("Un titre sans point", false);
        check("« Nous resterons ici jusqu'à la fin de la guerre, quoi qu'il arrive »", true);
        check("La « zone tampon »", false);
    }
}
