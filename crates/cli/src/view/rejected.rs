//! The part of the view that says why a predicate is no claim.

use selon::Report;
use selon::model::{Rejected, Span};

use crate::term::{Line, Painter, Tone};
use crate::view::screen::Screen;
use crate::words::Words;

/// Where the words of a predicate stand, and where what is said of it goes on.
const LABEL: usize = 4;
const INDENT: usize = 6;

/// One line a predicate, in the order of the text; nothing where there is none.
pub(crate) fn table(report: &Report, rejected: &[Rejected], screen: Screen) -> String {
    let mut painter = Painter { color: screen.color, width: screen.width, out: String::new() };
    if rejected.is_empty() {
        return painter.out;
    }
    let wording = Words::of(screen.lang);
    let title = wording.pick("no claims of their own", "sans affirmation propre");
    let instead = wording.pick("instead", "au lieu de quoi");
    painter.out.push('\n');
    painter.line(0, "", 0, &Line::new(title, Tone::Strong));
    let words =
        |span: Span| span.of_text(&report.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    for refused in rejected {
        let mut line = Line::new(&format!("« {} »", words(refused.trigger)), Tone::Event);
        line.plain(&format!(" {} {}", refused.frame, refused.rule));
        if let Some(other) = refused.instead {
            line.push(&format!(" · {instead} « {} »", words(other)), Tone::Faint);
        }
        painter.line(LABEL, "", INDENT, &line);
    }
    painter.out
}

#[cfg(test)]
mod tests {
    use selon::model::{Article, EventType};

    use super::*;
    use crate::args::values::Lang;

    #[test]
    fn each_predicate_has_the_rule_against_it() {
        let text = "L'attaque a fait six morts.";
        let at = |words: &str| Span::of(text.find(words).unwrap()..text.find(words).unwrap() + words.len());
        let article = Article { text: text.into(), ..Article::default() };
        let report = Report { article, ..Report::default() };
        let rejected = [Rejected {
            event: EventType::Toll,
            trigger: at("morts"),
            frame: "frame:TOLL/mort".into(),
            rule: "fold:harm".into(),
            instead: Some(at("attaque")),
        }];
        let screen = Screen { color: false, lang: Lang::En, width: 100 };
        let expected =
            "\nno claims of their own\n      « morts » frame:TOLL/mort fold:harm · instead « attaque »\n";
        assert_eq!(table(&report, &rejected, screen), expected);
        assert_eq!(table(&report, &[], screen), "");
    }
}
