//! The rows of a table, and what is marked in their examples.

use std::fs;

use selon::model::{Claim, Report, Span};

/// Stands before every example, so that the report names armed parties; tells no event.
const BEFORE: &str = "Les soldats maliens et les rebelles portent un béret vert. ";

/// A file of `data/fr`.
pub(crate) struct Table {
    name: String,
    columns: Vec<String>,
    lines: Vec<String>,
}

impl Table {
    pub(crate) fn read(name: &str) -> Table {
        let text = fs::read_to_string(crate::data().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        let mut lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        let columns = lines.next().unwrap_or_default().split('\t').map(str::to_owned).collect();
        Table { name: name.to_owned(), columns, lines: lines.map(str::to_owned).collect() }
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        self.lines.iter().map(|line| Row::of(self, line))
    }
}

/// A row, its example behind [`BEFORE`] and without the marks.
pub(crate) struct Row<'a> {
    table: &'a Table,
    cells: Vec<&'a str>,
    pub(crate) text: String,
    /// What stands in [brackets].
    pub(crate) marked: Span,
    /// What stands in {braces}, where something does.
    pub(crate) braced: Option<Span>,
}

impl<'a> Row<'a> {
    fn of(table: &'a Table, line: &'a str) -> Row<'a> {
        let cells: Vec<&str> = line.split('\t').collect();
        let example = cells.last().copied().unwrap_or_default();
        let (mut text, mut marks) = (BEFORE.to_owned(), [None; 4]);
        for c in example.chars() {
            match "[]{}".find(c) {
                Some(mark) => marks[mark] = marks[mark].or(Some(text.len())),
                None => text.push(c),
            }
        }
        let span = |open: usize| Some(Span::of(marks[open]?..marks[open + 1]?));
        let marked = span(0).unwrap_or_else(|| panic!("no [brackets] in {example:?}"));
        let braced = span(2);
        Row { table, cells, text, marked, braced }
    }

    pub(crate) fn cell(&self, column: &str) -> &'a str {
        let at = self.table.columns.iter().position(|c| c == column);
        let at = at.unwrap_or_else(|| panic!("{}: no column {column}", self.table.name));
        self.cells.get(at).copied().unwrap_or_default()
    }

    pub(crate) fn has_flag(&self, flag: &str) -> bool {
        self.cell("flags").split_whitespace().any(|f| f == flag)
    }

    /// The example alone.
    pub(crate) fn sentence(&self) -> String {
        self.text[BEFORE.len()..].to_owned()
    }

    /// The row as a list names it: file, first two cells, example.
    pub(crate) fn line(&self) -> String {
        let example = self.cells.last().copied().unwrap_or_default();
        format!("{}\t{}\t{}\t{example}", self.table.name, self.cells[0], self.cells[1])
    }
}

/// The claims of a report, a line each: "ASSAULT attaqué asserted [l'armée] rebelles > base".
pub(crate) fn described(report: &Report) -> String {
    let text = &report.article.text;
    let line = |claim: &Claim| {
        let words = |spans: Vec<Span>| spans.iter().map(|s| s.of_text(text)).collect::<Vec<_>>().join(", ");
        format!(
            "    {} {} {} [{}] {} > {} @ {}\n",
            claim.event.as_str(),
            claim.trigger.of_text(text),
            claim.factuality.as_str(),
            words(claim.sources.iter().map(|s| s.span).collect()),
            words(claim.actors.iter().map(|a| a.span).collect()),
            words(claim.recipients.iter().map(|a| a.span).collect()),
            claim.place.as_ref().map_or("", |p| p.span.of_text(text)),
        )
    };
    report.claims.iter().map(line).collect()
}
