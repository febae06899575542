//! An article as text for people.

use selon::model::Article;

use crate::term::{printable, printable_lines};

/// Between two articles.
pub(crate) const BETWEEN: &str = "\n----\n\n";

/// Title, byline, and the kept paragraphs with empty lines between them.
pub(crate) fn article(article: &Article) -> String {
    let mut parts = Vec::new();
    let first = article.kept.first().map(|b| b.span.of_text(&article.text).trim());
    if let Some(title) = article.title.as_deref().filter(|t| Some(t.trim()) != first) {
        parts.push(printable(title));
    }
    let published = article.published.map(|d| d.to_string());
    let byline =
        [article.author.as_deref(), article.outlet.as_deref(), published.as_deref(), article.url.as_deref()];
    let byline: Vec<String> = byline.into_iter().flatten().map(printable).collect();
    if !byline.is_empty() {
        parts.push(byline.join(" · "));
    }
    let blocks = article.kept.iter().map(|b| printable_lines(b.span.of_text(&article.text).trim()));
    parts.extend(blocks.filter(|text| !text.is_empty()));
    parts.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use selon::model::{Block, BlockKind, PartialDate, Span};

    use super::*;

    #[test]
    fn title_byline_and_paragraphs() {
        let text = "Menu\nUn village attaqué\nUn premier paragraphe.\nPartager\nUn second.".to_owned();
        let block = |needle: &str, kind| {
            let start = text.find(needle).unwrap();
            Block { span: Span::of(start..start + needle.len()), kind }
        };
        let kept = vec![
            block("Un village attaqué", BlockKind::Title),
            block("Un premier paragraphe.", BlockKind::Paragraph),
            block("Un second.", BlockKind::Paragraph),
        ];
        let article = Article {
            title: Some("Un village attaqué".into()),
            outlet: Some("Le Pays".into()),
            published: PartialDate::parse("2021-03-28"),
            kept,
            text,
            ..Article::default()
        };
        assert_eq!(
            super::article(&article),
            "Le Pays · 2021-03-28\n\nUn village attaqué\n\nUn premier paragraphe.\n\nUn second.\n"
        );
    }
}
