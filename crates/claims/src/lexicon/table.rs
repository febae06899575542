//! The form that every lexicon has: tab-separated lines under a header that names the columns.
//!
//! Lines that begin with `#` and empty lines are comments. The first other line names the
//! columns; every further line is an entry, whose missing last cells count as empty.

use std::fmt;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

/// What words and phrases are looked up in: hashed, in the order of the entries and the same in every run.
pub(crate) type Table<K, V> = IndexMap<K, V, FxBuildHasher>;

/// A [`Table`] of words alone.
pub(crate) type WordSet<W = Box<str>> = IndexSet<W, FxBuildHasher>;

/// What is wrong in a lexicon, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconError {
    file: String,
    line: usize,
    message: String,
}

impl LexiconError {
    /// An error at a line (from 1) of a lexicon's file.
    pub(crate) fn new(file: &str, line: usize, message: impl Into<String>) -> LexiconError {
        LexiconError { file: file.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for LexiconError {}

/// One entry of a lexicon: its cells by the names of the columns.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    file: &'a str,
    line: usize,
    columns: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The cell of a column, trimmed; empty where the line is shorter or the column unknown.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| *c == column);
        at.and_then(|i| self.cells.get(i)).copied().unwrap_or("").trim()
    }

    /// The parts of a cell between `|`, trimmed, without empty ones.
    pub(crate) fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// An error at this line.
    pub(crate) fn error(&self, message: impl Into<String>) -> LexiconError {
        LexiconError::new(self.file, self.line, message)
    }
}

/// The names of a lexicon's columns.
pub(crate) fn columns(text: &str) -> Vec<&str> {
    let header = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    header.map(|line| line.split('\t').map(str::trim).collect()).unwrap_or_default()
}

/// Calls `entry` for each line of a lexicon that has the columns named in `needed`.
pub(crate) fn each_row<'a>(
    file: &'a str,
    text: &'a str,
    needed: &[&str],
    mut entry: impl FnMut(&Row<'_>) -> Result<(), LexiconError>,
) -> Result<(), LexiconError> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.trim_end_matches('\r')))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let Some((line, header)) = lines.next() else { return Ok(()) };
    let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
    if let Some(missing) = needed.iter().find(|n| !columns.contains(n)) {
        return Err(LexiconError::new(file, line, format!("there is no column {missing:?}")));
    }
    for (line, content) in lines {
        let cells: Vec<&str> = content.split('\t').collect();
        if cells.len() > columns.len() {
            let message = format!("{} cells under {} columns", cells.len(), columns.len());
            return Err(LexiconError::new(file, line, message));
        }
        entry(&Row { file, line, columns: &columns, cells })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_by_column() {
        let mut seen = Vec::new();
        let text = "# a comment\n\nname\taliases\tnote\nMali\tle Mali | Bamako\n";
        each_row("x.tsv", text, &["name"], |row| {
            seen.push((
                row.get("name").to_owned(),
                row.list("aliases").collect::<Vec<_>>().join(","),
                row.get("note").to_owned(),
            ));
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, [("Mali".into(), "le Mali,Bamako".into(), String::new())]);
    }

    #[test]
    fn errors_name_file_and_line() {
        let wrong = each_row("x.tsv", "name\na\tb\n", &[], |_| Ok(())).unwrap_err();
        assert_eq!(wrong.to_string(), "x.tsv, line 2: 2 cells under 1 columns");
        let wrong = each_row("x.tsv", "# c\nname\n", &["id"], |_| Ok(())).unwrap_err();
        assert_eq!(wrong.to_string(), "x.tsv, line 2: there is no column \"id\"");
    }
}
