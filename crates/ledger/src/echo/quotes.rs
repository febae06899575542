//! Quotations of a text that nobody has analysed: enough to keep them out of fingerprints.

use selon_model::Span;

/// The outermost quotations of `text` with their marks, in order and without overlap.
///
/// Marks are « », ‹ ›, “ ”, „ “ and " "; an apostrophe is none. No quotation leaves its paragraph: one that is left
/// open ends with the last mark that closed something inside it, else with the paragraph. A paragraph ends at an
/// empty line, or with a line that ends like a sentence. The cost is linear in the text.
pub fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        let seen = line.trim_end();
        if seen.is_empty() || seen.ends_with(['.', '!', '?', '…', ':', '»', '”', '"']) || end == text.len()
        {
            in_paragraph(&text[start..end], start, &mut found);
            start = end;
        }
    }
    found
}

/// What a mark does, by the family of the mark.
enum Mark {
    Opens(usize),
    Closes(usize),
}

const GUILLEMET: usize = 0;
const SINGLE: usize = 1;
const CURLY: usize = 2;
const STRAIGHT: usize = 3;

/// What `c` does after the character `before`, where `open` marks of each family wait.
fn mark(c: char, before: Option<char>, open: &[usize; 4]) -> Option<Mark> {
    Some(match c {
        '«' => Mark::Opens(GUILLEMET),
        '»' => Mark::Closes(GUILLEMET),
        '‹' => Mark::Opens(SINGLE),
        '›' => Mark::Closes(SINGLE),
        '„' => Mark::Opens(CURLY),
        '“' if open[CURLY] == 0 || before.is_none_or(char::is_whitespace) => Mark::Opens(CURLY),
        '“' | '”' => Mark::Closes(CURLY),
        '"' if open[STRAIGHT] > 0 => Mark::Closes(STRAIGHT),
        // What follows a figure or a letter at once are inches or a slip.
        '"' if !before.is_some_and(char::is_alphanumeric) => Mark::Opens(STRAIGHT),
        _ => return None,
    })
}

/// Adds the quotations of one paragraph that begins at byte `offset`.
fn in_paragraph(paragraph: &str, offset: usize, found: &mut Vec<Span>) {
    let mut waiting: Vec<usize> = Vec::new();
    let mut open = [0; 4];
    let (mut start, mut last_close, mut before) = (0, None, None);
    for (at, c) in paragraph.char_indices() {
        match mark(c, before, &open) {
            Some(Mark::Opens(family)) => {
                if waiting.is_empty() {
                    (start, last_close) = (at, None);
                }
                waiting.push(family);
                open[family] += 1;
            }
            Some(Mark::Closes(family)) if open[family] > 0 => {
                // What still waits inside the quotation that ends here was none.
                while let Some(inner) = waiting.pop() {
                    open[inner] -= 1;
                    if inner == family {
                        break;
                    }
                }
                last_close = Some(at + c.len_utf8());
                if waiting.is_empty() {
                    found.push(Span::of(offset + start..offset + at + c.len_utf8()));
                }
            }
            _ => {}
        }
        before = Some(c);
    }
    if !waiting.is_empty() {
        found.push(Span::of(offset + start..offset + last_close.unwrap_or(paragraph.trim_end().len())));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quotations(text).iter().map(|q| q.of_text(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_each_family() {
        check("« Nous tenons la ville », dit-il, “ici”.", &["« Nous tenons la ville »", "“ici”"]);
        check("Il dit : \"Rien n'a bougé\", puis \"rien\".", &["\"Rien n'a bougé\"", "\"rien\""]);
        check("Il dit : „La route est coupée.“ Puis rien.", &["„La route est coupée.“"]);
        check("Un tube de 12\" ; l'armée d’Oran n'a qu'un but.", &[]);
        check("La trêve », dit-il, “tient”.", &["“tient”"]);
    }

    #[test]
    fn nested() {
        check("« Il a crié “feu” hier », dit-elle.", &["« Il a crié “feu” hier »"]);
        check("« Il a crié « feu » hier », dit-elle.", &["« Il a crié « feu » hier »"]);
        check("« Il a crié « feu », dit-elle. Rien.", &["« Il a crié « feu »"]);
        check("« Un tube \"de 12 », dit-il. Rien.", &["« Un tube \"de 12 »"]);
    }

    #[test]
    fn left_open() {
        check("Il dit : « La route\nest coupée », et part.", &["« La route\nest coupée »"]);
        check(
            "Il écrit : « La route est coupée.\n« Le pont aussi. »\nFin.",
            &["« La route est coupée.", "« Le pont aussi. »"],
        );
        check("« La route\n\nLe pont », dit-il.", &["« La route"]);
    }

    proptest! {
        #[test]
        fn quotations_are_in_order_and_on_borders(text in "[«»“”„\"‹›a é.\n]{0,60}") {
            let mut end = 0;
            for quotation in quotations(&text) {
                prop_assert!(text.get(quotation.range()).is_some() && !quotation.is_empty());
                prop_assert!(quotation.start >= end);
                end = quotation.end;
            }
        }
    }
}
