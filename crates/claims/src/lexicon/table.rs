//! The form that every table has: tab-separated lines under a header that names the columns.
//!
//! Lines that begin with `#` and empty lines are comments. The first other line names the
//! columns; every further line is an entry, whose missing last cells count as empty.

use std::fmt;
use std::ops::RangeInclusive;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use crate::lexicon::codes::Code;

/// What words and phrases are looked up in: hashed, in the order of the entries and the same in every run.
pub(crate) type Table<K, V> = IndexMap<K, V, FxBuildHasher>;

/// A [`Table`] of words alone.
pub(crate) type WordSet<W = Box<str>> = IndexSet<W, FxBuildHasher>;

/// What is wrong in a lexicon, and where.
///
/// One opaque type with questions, so that further reasons do not break its users. What lies beneath it, where
/// something does, is its [`source`](std::error::Error::source).
#[derive(Debug)]
pub struct LexiconError(Box<Fault>);

#[derive(Debug)]
struct Fault {
    file: String,
    line: usize,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl LexiconError {
    /// An error at a line (from 1) of a lexicon's file.
    pub(crate) fn new(file: &str, line: usize, message: impl Into<String>) -> LexiconError {
        LexiconError(Box::new(Fault { file: file.to_owned(), line, message: message.into(), source: None }))
    }

    /// The same error with what lies beneath it.
    pub(crate) fn with(mut self, source: impl std::error::Error + Send + Sync + 'static) -> LexiconError {
        self.0.source = Some(Box::new(source));
        self
    }

    /// The file with the fault, as it was named to the reader.
    pub fn file(&self) -> &str {
        &self.0.file
    }

    /// The line with the fault, from 1; 0 where the whole file is at fault.
    pub fn line(&self) -> usize {
        self.0.line
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Fault { file, line: 0, message, .. } => write!(f, "{file}: {message}"),
            Fault { file, line, message, .. } => write!(f, "{file}, line {line}: {message}"),
        }
    }
}

impl std::error::Error for LexiconError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

/// One entry of a lexicon: its cells by the names of the columns.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    file: &'a str,
    line: usize,
    columns: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The cell of a column, trimmed; empty where the line is shorter or the table has no such column.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| *c == column);
        at.and_then(|i| self.cells.get(i)).copied().unwrap_or("").trim()
    }

    /// The cell of a column that must not be empty.
    pub(crate) fn need(&self, column: &str) -> Result<&'a str, LexiconError> {
        match self.get(column) {
            "" => Err(self.error(format!("the {column} is empty"))),
            cell => Ok(cell),
        }
    }

    /// The parts of a cell between `|`, trimmed, without empty ones.
    pub(crate) fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// The words of a cell; `-` is none.
    pub(crate) fn flags(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split_whitespace().filter(|flag| *flag != "-")
    }

    /// A member of a closed set.
    pub(crate) fn code<T: Code>(&self, column: &str) -> Result<T, LexiconError> {
        self.parse(self.get(column))
    }

    /// A member of a closed set, or none where the cell is empty or `-`.
    pub(crate) fn code_or_none<T: Code>(&self, column: &str) -> Result<Option<T>, LexiconError> {
        match self.get(column) {
            "" | "-" => Ok(None),
            code => self.parse(code).map(Some),
        }
    }

    /// Members of a closed set between `|`; `-` is none.
    pub(crate) fn codes<T: Code>(&self, column: &str) -> Result<Vec<T>, LexiconError> {
        self.list(column).filter(|code| *code != "-").map(|code| self.parse(code)).collect()
    }

    /// The member of a closed set that a code of this line stands for.
    pub(crate) fn parse<T: Code>(&self, code: &str) -> Result<T, LexiconError> {
        T::parse(code).ok_or_else(|| self.error(format!("there is no {} {code:?}", T::WHAT)))
    }

    /// A number within a range.
    pub(crate) fn number(&self, column: &str, range: RangeInclusive<f64>) -> Result<f64, LexiconError> {
        let cell = self.get(column);
        let value: f64 =
            cell.parse().map_err(|e| self.error(format!("{column} is no number: {cell:?}")).with(e))?;
        if range.contains(&value) {
            return Ok(value);
        }
        let (least, most) = range.into_inner();
        Err(self.error(format!("{column} is {cell}, not between {least} and {most}")))
    }

    /// An error at this line.
    pub(crate) fn error(&self, message: impl Into<String>) -> LexiconError {
        LexiconError::new(self.file, self.line, message)
    }
}

/// The names of a lexicon's columns, and the line that they stand in, from 1.
pub(crate) fn header(text: &str) -> Option<(usize, Vec<&str>)> {
    let (line, header) = lines(text).next()?;
    Some((line, header.split('\t').map(str::trim).collect()))
}

/// The lines that are no comments, from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.trim_end_matches('\r')))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

/// Columns that every table may have, for its readers.
const FOR_READERS: &[&str] = &["example", "note"];

/// Calls `entry` for each line of a table that has the columns `needed`, and no others but those in `also`.
pub(crate) fn rows<'a>(
    file: &'a str,
    text: &'a str,
    needed: &[&str],
    also: &[&str],
    entry: impl FnMut(&Row<'_>) -> Result<(), LexiconError>,
) -> Result<(), LexiconError> {
    let Some((line, columns)) = header(text) else { return Ok(()) };
    let fault = |message| Err(LexiconError::new(file, line, message));
    for (i, column) in columns.iter().enumerate() {
        if ![needed, also, FOR_READERS].iter().any(|known| known.contains(column)) {
            return fault(format!("such a table has no column {column:?}"));
        }
        if columns[..i].contains(column) {
            return fault(format!("the column {column:?} stands there twice"));
        }
    }
    each_row(file, text, needed, entry)
}

/// Calls `entry` for each line of a lexicon that has the columns named in `needed`.
pub(crate) fn each_row<'a>(
    file: &'a str,
    text: &'a str,
    needed: &[&str],
    mut entry: impl FnMut(&Row<'_>) -> Result<(), LexiconError>,
) -> Result<(), LexiconError> {
    let Some((line, columns)) = header(text) else { return Ok(()) };
    if let Some(missing) = needed.iter().find(|n| !columns.contains(n)) {
        return Err(LexiconError::new(file, line, format!("there is no column {missing:?}")));
    }
    for (line, content) in lines(text).skip(1) {
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
        rows("x.tsv", text, &["name"], &["aliases"], |row| {
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
        let check = |text: &str, expected: &str| {
            let wrong = rows("x.tsv", text, &["name"], &[], |row| row.number("name", 0.0..=5.0).map(|_| ()));
            assert_eq!(wrong.unwrap_err().to_string(), expected);
        };
        check("name\n1\t2\n", "x.tsv, line 2: 2 cells under 1 columns");
        check("# c\nnote\n", "x.tsv, line 2: there is no column \"name\"");
        check("name\tid\n", "x.tsv, line 1: such a table has no column \"id\"");
        check("name\tname\n", "x.tsv, line 1: the column \"name\" stands there twice");
        check("name\n\nsix\n", "x.tsv, line 3: name is no number: \"six\"");
        check("name\n1\n6\n", "x.tsv, line 3: name is 6, not between 0 and 5");
    }
}
