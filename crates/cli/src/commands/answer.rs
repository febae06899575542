//! An answer of a ledger on standard output, in the form that is asked for.

use anyhow::{Result, bail};
use selon_ledger::query::Table;
use serde::Serialize;

use crate::args::filters::AskFormat;
use crate::output::Rows;
use crate::view::screen::Screen;
use crate::view::{csv, grid, json};
use crate::words::Words;

/// One more than is shown, so that it can be told that there are more.
pub(crate) fn asked(limit: Option<usize>) -> Option<usize> {
    limit.map(|limit| limit.saturating_add(1))
}

/// Prints a whole table; a form that is no text (Parquet, GeoJSON) gets it from here too.
pub(crate) fn print(
    mut answer: Table,
    format: AskFormat,
    limit: Option<usize>,
    screen: Screen,
) -> Result<()> {
    let more = limit.is_some_and(|limit| answer.rows.len() > limit);
    answer.rows.truncate(limit.unwrap_or(usize::MAX));
    let mut out = Out::begin(format, &csv::names(&answer.columns))?;
    match format {
        AskFormat::Table => out.row(&grid::grid(&answer, screen))?,
        AskFormat::Csv => {
            for row in &answer.rows {
                out.row(&csv::cells(row))?;
            }
        }
        _ => {
            for object in answer.objects() {
                let text = out.json(&object);
                out.row(&text)?;
            }
        }
    }
    out.end((more && format == AskFormat::Table).then_some(Words::of(screen.lang).more))
}

/// Standard output in one of the forms.
pub(crate) struct Out {
    out: Rows,
    format: AskFormat,
    rows: usize,
}

impl Out {
    /// `header` is that of CSV.
    pub(crate) fn begin(format: AskFormat, header: &str) -> Result<Out> {
        let mut out = Out { out: Rows::new(), format, rows: 0 };
        match format {
            AskFormat::Csv => out.out.write(header)?,
            AskFormat::Json => out.out.write(&json::array().before)?,
            AskFormat::Table | AskFormat::Jsonl => {}
            AskFormat::Parquet => {
                bail!(
                    "parquet is a folder of files: selon export --as parquet -o FOLDER, with the same filters"
                )
            }
            AskFormat::Geojson => {
                bail!("geojson is a form of claims and incidents; this has no place to put on a map")
            }
        }
        Ok(out)
    }

    /// A value as this form of JSON has it.
    pub(crate) fn json(&self, value: &impl Serialize) -> String {
        if self.format == AskFormat::Json { json::value(value) } else { json::value_line(value) }
    }

    pub(crate) fn row(&mut self, text: &str) -> Result<()> {
        if self.rows > 0 && self.format == AskFormat::Json {
            self.out.write(json::array().between)?;
        }
        self.rows += 1;
        self.out.write(text)
    }

    pub(crate) fn end(mut self, note: Option<&str>) -> Result<()> {
        if self.format == AskFormat::Json {
            self.out.write(json::array().after)?;
        }
        if let Some(note) = note {
            self.out.write(note)?;
            self.out.write("\n")?;
        }
        self.out.flush()
    }
}
