//! The cases of `texts.md`: pages as text, each line with what must become of it.

use std::sync::LazyLock;

use selon_clean::{Cleaner, Hints};
use selon_model::BlockKind;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::builtin().expect("the built-in table"));

/// The text of a case, and what must be kept of it as `K line`.
fn case(lines: &[&str]) -> (String, Vec<String>) {
    let (mut text, mut kept) = (String::new(), Vec::<String>::new());
    for line in lines {
        let (mark, content) = line.split_at(line.len().min(1));
        let content = content.strip_prefix(' ').unwrap_or(content);
        text.push_str(content.trim_end());
        text.push('\n');
        match mark {
            "T" | "H" | "+" => kept.push(format!("{mark} {content}")),
            // A further line of a paragraph that is broken at a fixed width.
            " " => kept.last_mut().into_iter().for_each(|last| *last = format!("{last} {content}")),
            _ => {}
        }
    }
    (text, kept)
}

fn found(text: &str) -> Vec<String> {
    let article = CLEANER.articles(text.as_bytes(), &Hints::default()).remove(0);
    let article = article.unwrap_or_default();
    let shown = |kind, words: &str| {
        let mark = match kind {
            BlockKind::Title => "T",
            BlockKind::Heading => "H",
            BlockKind::Paragraph => "+",
        };
        format!("{mark} {}", words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    article.kept.iter().map(|b| shown(b.kind, b.span.of_text(&article.text))).collect()
}

#[test]
fn pages_as_text() {
    let cases = include_str!("texts.md").split("\n## ").skip(1);
    let (mut wrong, mut count) = (String::new(), 0);
    for whole in cases {
        let lines: Vec<&str> = whole.lines().collect();
        let body = lines[1..].iter().copied().skip_while(|l| l.is_empty()).collect::<Vec<_>>();
        let end = body.iter().rposition(|l| !l.is_empty()).map_or(0, |at| at + 1);
        let (text, kept) = case(&body[..end]);
        let found = found(&text);
        count += 1;
        if found != kept {
            let only = |some: &[String], others: &[String], mark: &str| -> String {
                some.iter().filter(|l| !others.contains(l)).map(|l| format!("    {mark} {l}\n")).collect()
            };
            wrong.push_str(&format!(
                "{}\n{}{}",
                lines[0],
                only(&kept, &found, "missing"),
                only(&found, &kept, "found")
            ));
        }
    }
    assert!(count >= 30 && wrong.is_empty(), "\n{wrong}");
}
