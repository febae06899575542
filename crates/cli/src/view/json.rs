//! JSON and JSON Lines: the form of `selon_ledger::form`, described in `docs/output.md`.

use selon::Report;
use selon::model::{Analysis, Article, Rejected};
use selon_ledger::form::{CleanForm, ParseForm, ReportForm, line, pretty};
use serde::Serialize;

use super::frame::Frame;

/// Reports as the elements of one array.
pub(crate) fn array() -> Frame {
    Frame { before: "[\n".to_owned(), between: ",\n", after: "\n]\n" }
}

/// A report as an element of an array.
pub(crate) fn report(report: &Report, explain: bool, rejected: Option<&[Rejected]>) -> String {
    pretty(&ReportForm::of(report, explain).with_rejected(rejected))
}

/// A report as a line.
pub(crate) fn report_line(report: &Report, explain: bool, rejected: Option<&[Rejected]>) -> String {
    line(&ReportForm::of(report, explain).with_rejected(rejected))
}

/// An article as an element of an array.
pub(crate) fn article(article: &Article) -> String {
    pretty(&CleanForm::of(article))
}

/// An article as a line.
pub(crate) fn article_line(article: &Article) -> String {
    line(&CleanForm::of(article))
}

/// A parsed text as an element of an array.
pub(crate) fn parse(article: &Article, analysis: &Analysis) -> String {
    pretty(&ParseForm::of(article, analysis))
}

/// A parsed text as a line.
pub(crate) fn parse_line(article: &Article, analysis: &Analysis) -> String {
    line(&ParseForm::of(article, analysis))
}

/// Any other value as an element of an array.
pub(crate) fn value(value: &impl Serialize) -> String {
    pretty(value)
}

/// Any other value as a line.
pub(crate) fn value_line(value: &impl Serialize) -> String {
    line(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_of_both_sets_are_escaped() {
        let article = Article { text: "a\u{1b}[31m\u{9b}2J\u{7f}é".into(), ..Article::default() };
        let line = article_line(&article);
        assert!(line.contains(r#""text":"a\u001b[31m\u009b2J\u007fé""#), "{line}");
        let read: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(read["text"], article.text.as_str());
    }
}
