use std::fs::File;
use std::iter::Peekable;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parquet::errors::ParquetError;
use parquet::file::reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use selon_model::Date;
use serde_json::{Map, Value, json};

use super::schema::{CLAIMS, Column, PARTS_OF_CLAIMS, PARTS_OF_REPORTS, REPORTS, Table};
use crate::error::Error;
use crate::form::{Exported, FORM, of_value};

/// The reports of exported tables, in their order, one in memory at a time.
#[derive(Debug)]
pub struct Tables {
    reports: Cursor,
    claims: Cursor,
    parts_of_reports: Vec<Cursor>,
    parts_of_claims: Vec<Cursor>,
}

impl Tables {
    /// Whether a folder holds exported tables.
    pub fn are_in(folder: &Path) -> bool {
        folder.join(REPORTS.file()).is_file()
    }

    /// Opens the tables in a folder.
    ///
    /// # Errors
    /// Where one of them is not there or can't be read.
    pub fn open(folder: &Path) -> Result<Tables, Error> {
        let all = |tables: &'static [Table]| {
            tables.iter().map(|t| Cursor::open(folder, t)).collect::<Result<Vec<_>, Error>>()
        };
        Ok(Tables {
            reports: Cursor::open(folder, &REPORTS)?,
            claims: Cursor::open(folder, &CLAIMS)?,
            parts_of_reports: all(PARTS_OF_REPORTS)?,
            parts_of_claims: all(PARTS_OF_CLAIMS)?,
        })
    }

    /// Puts the next report together.
    fn report(&mut self) -> Result<Option<Exported>, Error> {
        let Some((_, mut report)) = self.reports.next(|_| true)? else { return self.end().map(|()| None) };
        let id = report["id"].clone();
        report["form"] = json!(FORM);
        for part in &mut self.parts_of_reports {
            report[part.table.list] = part.list(|keys| keys["report_id"] == id)?;
        }
        let mut claims = Vec::new();
        while let Some((keys, mut claim)) = self.claims.next(|keys| keys["report_id"] == id)? {
            let number = &keys["number"];
            for part in &mut self.parts_of_claims {
                claim[part.table.list] =
                    part.list(|keys| keys["report_id"] == id && keys["claim"] == *number)?;
            }
            claims.push(claim);
        }
        report[CLAIMS.list] = Value::Array(claims);
        of_value(report).map(Some)
    }

    /// Rows that are left when all reports are read belong to none, or stand in another order.
    fn end(&mut self) -> Result<(), Error> {
        let parts = self.parts_of_reports.iter_mut().chain(&mut self.parts_of_claims);
        for cursor in parts.chain([&mut self.claims]) {
            if cursor.next(|_| true)?.is_some() {
                let message = format!("{}: a row belongs to no row of another table", cursor.table.file());
                return Err(Error::plain(message + "; the tables have to be of one export, in its order"));
            }
        }
        Ok(())
    }
}

impl Iterator for Tables {
    type Item = Result<Exported, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.report().transpose()
    }
}

/// A table while it is read, row by row.
struct Cursor {
    table: &'static Table,
    rows: Peekable<RowIter<'static>>,
}

impl Cursor {
    fn open(folder: &Path, table: &'static Table) -> Result<Cursor, Error> {
        let path = folder.join(table.file());
        let opened = || SerializedFileReader::new(File::open(&path)?);
        let reader = opened().map_err(|e| told(table, &e))?;
        Ok(Cursor { table, rows: RowIter::from_file_into(Box::new(reader)).peekable() })
    }

    /// The keys and the object of the next row, if its keys are those wanted.
    fn next(&mut self, wanted: impl Fn(&Value) -> bool) -> Result<Option<(Value, Value)>, Error> {
        let keys = match self.rows.peek() {
            None => return Ok(None),
            Some(Ok(row)) => object(row, self.table.keys)?,
            Some(Err(error)) => return Err(told(self.table, error)),
        };
        if !wanted(&keys) {
            return Ok(None);
        }
        match self.rows.next() {
            Some(Ok(row)) => Ok(Some((keys, object(&row, self.table.columns)?))),
            Some(Err(error)) => Err(told(self.table, &error)),
            None => Ok(None),
        }
    }

    /// The objects of the next rows with the keys wanted.
    fn list(&mut self, wanted: impl Fn(&Value) -> bool) -> Result<Value, Error> {
        let mut list = Vec::new();
        while let Some((_, object)) = self.next(&wanted)? {
            list.push(object);
        }
        Ok(Value::Array(list))
    }
}

impl std::fmt::Debug for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cursor").field("table", &self.table.name).finish_non_exhaustive()
    }
}

fn told(table: &Table, error: &ParquetError) -> Error {
    Error::plain(format!("{}: {error}; export it again", table.file()))
}

/// The object that the cells of some columns are of; what is null is not there.
fn object(row: &Row, columns: &[Column]) -> Result<Value, Error> {
    let mut object = Value::Object(Map::new());
    for (name, field) in row.get_column_iter() {
        if let Some(Column(_, path, _)) = columns.iter().find(|c| c.0 == name.as_str()) {
            let value = value(field)?;
            if !value.is_null() {
                put(&mut object, path.trim_start_matches('/'), value);
            }
        }
    }
    Ok(object)
}

fn value(field: &Field) -> Result<Value, Error> {
    Ok(match field {
        Field::Null => Value::Null,
        Field::Bool(truth) => json!(truth),
        Field::Long(number) => json!(number),
        Field::Float(number) => json!(number),
        Field::Double(number) => json!(number),
        Field::Str(text) => json!(text),
        Field::Bytes(bytes) => json!(STANDARD.encode(bytes.data())),
        Field::Date(days) => json!(day(*days)?),
        _ => {
            return Err(Error::plain(
                "a column of a table has another type than selon gives it; export it again",
            ));
        }
    })
}

fn day(days: i32) -> Result<String, Error> {
    let span = jiff::Span::new().try_days(days);
    let date = span.and_then(|span| Date::new(1970, 1, 1)?.checked_add(span));
    date.map(|d| d.to_string())
        .map_err(|_| Error::plain("a day of a table is none of the calendar; export it again"))
}

/// Puts a value at its place in an object, with the objects and pairs on the way to it.
fn put(object: &mut Value, path: &str, value: Value) {
    match path.split_once('/') {
        None => match path.parse::<usize>() {
            Ok(index) => object[index] = value,
            Err(_) => object[path] = value,
        },
        Some((name, rest)) => {
            let pair = rest.starts_with(['0', '1']);
            let inner = object[name].take();
            object[name] = match inner {
                Value::Null if pair => json!([null, null]),
                Value::Null => json!({}),
                inner => inner,
            };
            put(&mut object[name], rest, value);
        }
    }
}
