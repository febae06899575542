//! The words of a Rust source, without comments, literals and tests.

use std::collections::BTreeSet;

#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// An identifier, `::`, or one character of punctuation; literals are `"`, lifetimes nothing.
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// The source without comments and without what stands in literals.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let (mut tokens, mut at, mut line) = (Vec::new(), 0, 1);
    while at < chars.len() {
        let (kind, end) = token_end(&chars, at);
        let text: String = match kind {
            Kind::Skipped => String::new(),
            Kind::Literal => "\"".to_owned(),
            Kind::Word => chars[at..end].iter().collect(),
        };
        if !text.is_empty() {
            tokens.push(Token { text, line });
        }
        line += chars[at..end].iter().filter(|c| **c == '\n').count();
        at = end;
    }
    tokens
}

enum Kind {
    Skipped,
    Literal,
    Word,
}

/// What begins at `at`, and where it ends.
fn token_end(chars: &[char], at: usize) -> (Kind, usize) {
    let next = |i: usize| chars.get(at + i).copied().unwrap_or('\0');
    let name = |c: char| c.is_alphanumeric() || c == '_';
    let run = |from: usize, holds: &dyn Fn(char) -> bool| {
        from + chars[from.min(chars.len())..].iter().take_while(|c| holds(**c)).count()
    };
    match (chars[at], next(1)) {
        ('/', '/') => (Kind::Skipped, run(at, &|c| c != '\n')),
        ('/', '*') => (Kind::Skipped, comment_end(chars, at)),
        ('"', _) => (Kind::Literal, text_end(chars, at + 1)),
        ('b' | 'c', '"') => (Kind::Literal, text_end(chars, at + 2)),
        ('r', '"' | '#') if raw_text(chars, at + 1).is_some() => {
            (Kind::Literal, raw_text(chars, at + 1).unwrap_or(at + 1))
        }
        ('b' | 'c', 'r') if raw_text(chars, at + 2).is_some() => {
            (Kind::Literal, raw_text(chars, at + 2).unwrap_or(at + 2))
        }
        ('\'', '\\') => (Kind::Literal, run(at + 3, &|c| c != '\'') + 1),
        ('\'', _) if next(2) == '\'' => (Kind::Literal, at + 3),
        ('\'', _) => (Kind::Skipped, run(at + 1, &name)),
        (':', ':') => (Kind::Word, at + 2),
        (c, _) if c.is_whitespace() => (Kind::Skipped, at + 1),
        (c, _) if name(c) => (Kind::Word, run(at, &name)),
        _ => (Kind::Word, at + 1),
    }
}

fn comment_end(chars: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn text_end(chars: &[char], from: usize) -> usize {
    let mut at = from;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// The end of a raw text whose `#` or quotation mark stands at `from`.
fn raw_text(chars: &[char], from: usize) -> Option<usize> {
    let marks = chars[from..].iter().take_while(|c| **c == '#').count();
    (chars.get(from + marks) == Some(&'"')).then_some(())?;
    let mut at = from + marks + 1;
    while at < chars.len() {
        let closes =
            chars[at] == '"' && chars[at + 1..].iter().take(marks).filter(|c| **c == '#').count() == marks;
        if closes {
            return Some(at + 1 + marks);
        }
        at += 1;
    }
    Some(at)
}

/// The index behind the bracket that closes the one at `open`.
pub(crate) fn closed(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_i32;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    tokens.len()
}

/// The index behind the item that begins at `from`: its `;`, or its last brace.
pub(crate) fn item_end(tokens: &[Token], from: usize) -> usize {
    let mut at = from;
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            ";" => return at + 1,
            "{" => return closed(tokens, at),
            "(" | "[" => at = closed(tokens, at),
            _ => at += 1,
        }
    }
    at
}

/// Without the items for tests; and the modules among them, `mod tests;`.
pub(crate) fn without_tests(tokens: Vec<Token>) -> (Vec<Token>, BTreeSet<String>) {
    let (mut kept, mut modules, mut at) = (Vec::new(), BTreeSet::new(), 0);
    while at < tokens.len() {
        let attribute = tokens[at].text == "#" && tokens.get(at + 1).is_some_and(|t| t.text == "[");
        if !attribute {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let end = closed(&tokens, at + 1);
        let words: Vec<&str> = tokens[at + 2..end].iter().map(|t| t.text.as_str()).collect();
        let for_tests =
            words[0] == "test" || (words[0] == "cfg" && words.contains(&"test") && !words.contains(&"not"));
        if for_tests {
            let mut item = end;
            while tokens.get(item).is_some_and(|t| t.text == "#") {
                item = closed(&tokens, item + 1);
            }
            let item_end = item_end(&tokens, item);
            if let Some(name) = tokens[item..item_end].iter().skip_while(|t| t.text != "mod").nth(1) {
                modules.insert(name.text.clone());
            }
            at = item_end;
        } else {
            at = end;
        }
    }
    (kept, modules)
}

/// The functions with a body, and their lines.
pub(crate) fn functions(tokens: &[Token]) -> impl Iterator<Item = (String, usize)> {
    tokens.windows(2).enumerate().filter_map(|(i, pair)| {
        let named = pair[0].text == "fn" && pair[1].text.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let end = item_end(tokens, i);
        let has_body = named && tokens.get(end - 1).is_some_and(|t| t.text == "}");
        has_body.then(|| (pair[1].text.clone(), tokens[end - 1].line - pair[0].line + 1))
    })
}
