use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, FloatType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use selon_model::Date;
use serde_json::{Value, json};

use super::schema::{CLAIMS, Column, Kind, PARTS_OF_CLAIMS, PARTS_OF_REPORTS, REPORTS, Table};
use crate::error::Error;
use crate::export::record::Told;
use crate::form::ReportForm;

/// Bytes of cells, and rows, that a table holds before it writes them as a row group.
const GROUP_BYTES: usize = 16 << 20;
const GROUP_ROWS: usize = 1 << 16;
/// What a text takes in memory besides its bytes.
const HANDLE: usize = 64;

/// All tables, while they are written.
pub(in crate::export) struct Writers {
    reports: Writer,
    claims: Writer,
    parts_of_reports: Vec<Writer>,
    parts_of_claims: Vec<Writer>,
}

impl Writers {
    /// Makes the files in a folder that exists.
    pub(in crate::export) fn new(folder: &Path) -> std::result::Result<Writers, Error> {
        let all = |tables: &'static [Table]| {
            tables.iter().map(|t| Writer::new(folder, t)).collect::<std::result::Result<Vec<_>, Error>>()
        };
        Ok(Writers {
            reports: Writer::new(folder, &REPORTS)?,
            claims: Writer::new(folder, &CLAIMS)?,
            parts_of_reports: all(PARTS_OF_REPORTS)?,
            parts_of_claims: all(PARTS_OF_CLAIMS)?,
        })
    }

    /// Takes a report apart.
    pub(in crate::export) fn write(
        &mut self,
        told: &Told<'_>,
        names: bool,
    ) -> std::result::Result<(), Error> {
        let form = ReportForm::whole(told.stored, told.identity, names);
        let mut report = serde_json::to_value(&form)?;
        let id = report["id"].clone();
        for writer in &mut self.parts_of_reports {
            let keys = |number: usize| json!({"report_id": id, "number": number});
            writer.list(&mut report, keys)?;
        }
        for (i, claim) in report["claims"].as_array_mut().into_iter().flatten().enumerate() {
            for writer in &mut self.parts_of_claims {
                let keys = |number: usize| json!({"report_id": id, "claim": i + 1, "number": number});
                writer.list(claim, keys)?;
            }
            claim["incident"] = json!(told.incidents.get(i).cloned().flatten());
            self.claims.row(&json!({"report_id": id, "number": i + 1}), claim)?;
        }
        self.reports.row(&Value::Null, &report)
    }

    /// Writes what is left, and the ends of the files.
    pub(in crate::export) fn finish(self) -> std::result::Result<(), Error> {
        let parts = self.parts_of_reports.into_iter().chain(self.parts_of_claims);
        [self.reports, self.claims].into_iter().chain(parts).try_for_each(Writer::finish)
    }
}

/// A table while it is written.
struct Writer {
    table: &'static Table,
    file: SerializedFileWriter<File>,
    cells: Vec<Cells>,
    rows: usize,
    bytes: usize,
}

impl Writer {
    fn new(folder: &Path, table: &'static Table) -> std::result::Result<Writer, Error> {
        let path = folder.join(table.file());
        let made = || {
            let file = File::create(&path)?;
            let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
            let schema = Arc::new(parse_message_type(&schema(table))?);
            SerializedFileWriter::new(file, schema, Arc::new(properties))
        };
        let file = made().map_err(|e: ParquetError| told(table, &e))?;
        Ok(Writer { table, file, cells: table.all().map(|c| Cells::of(c.2)).collect(), rows: 0, bytes: 0 })
    }

    /// Takes the table's list out of an object and writes a row for each of its elements.
    fn list(&mut self, object: &mut Value, keys: impl Fn(usize) -> Value) -> std::result::Result<(), Error> {
        let list = object.get_mut(self.table.list).map(Value::take).unwrap_or_default();
        let elements = list.as_array().into_iter().flatten();
        elements.enumerate().try_for_each(|(i, element)| self.row(&keys(i + 1), element))
    }

    fn row(&mut self, keys: &Value, object: &Value) -> std::result::Result<(), Error> {
        let keyed = self.table.keys.iter().map(|column| (column, keys));
        let columns = keyed.chain(self.table.columns.iter().map(|column| (column, object)));
        for (cells, (Column(_, path, _), object)) in self.cells.iter_mut().zip(columns) {
            self.bytes += cells.push(object.pointer(path).unwrap_or(&Value::Null));
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.group().map_err(|e| told(self.table, &e))?;
        }
        Ok(())
    }

    /// Writes what is held as a row group.
    fn group(&mut self) -> Result<()> {
        let mut group = self.file.next_row_group()?;
        for cells in &mut self.cells {
            if let Some(mut column) = group.next_column()? {
                cells.write(&mut column)?;
                column.close()?;
            }
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    fn finish(mut self) -> std::result::Result<(), Error> {
        let mut end = || {
            if self.rows > 0 {
                self.group()?;
            }
            self.file.finish()?;
            Ok(self.file.inner().sync_all()?)
        };
        end().map_err(|e| told(self.table, &e))
    }
}

fn told(table: &Table, error: &ParquetError) -> Error {
    Error::plain(format!("{}: {error}", table.file()))
}

/// A table in the language of Parquet's schemas.
fn schema(table: &Table) -> String {
    let kind = |kind| match kind {
        Kind::Text => ("binary", " (STRING)"),
        Kind::Whole => ("int64", ""),
        Kind::Real => ("double", ""),
        Kind::Share => ("float", ""),
        Kind::Truth => ("boolean", ""),
        Kind::Day => ("int32", " (DATE)"),
        Kind::Bytes => ("binary", ""),
    };
    let column = |Column(name, _, of): &Column| {
        let (physical, logical) = kind(*of);
        format!("optional {physical} {name}{logical};")
    };
    format!("message {} {{ {} }}", table.name, table.all().map(column).collect::<Vec<_>>().join(" "))
}

/// The cells of a column: the values that there are, and which rows have one.
struct Cells {
    values: Values,
    present: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Real(Vec<f64>),
    Share(Vec<f32>),
    Truth(Vec<bool>),
    Day(Vec<i32>),
    Bytes(Vec<ByteArray>),
}

impl Cells {
    fn of(kind: Kind) -> Cells {
        let values = match kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Whole => Values::Whole(Vec::new()),
            Kind::Real => Values::Real(Vec::new()),
            Kind::Share => Values::Share(Vec::new()),
            Kind::Truth => Values::Truth(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
            Kind::Bytes => Values::Bytes(Vec::new()),
        };
        Cells { values, present: Vec::new() }
    }

    /// Adds a value; the bytes that it takes.
    fn push(&mut self, value: &Value) -> usize {
        let added = match &mut self.values {
            Values::Text(values) => {
                value.as_str().map(|text| kept(values, ByteArray::from(text), text.len() + HANDLE))
            }
            Values::Whole(values) => value.as_i64().map(|number| kept(values, number, 8)),
            Values::Real(values) => value.as_f64().map(|number| kept(values, number, 8)),
            Values::Share(values) => value.as_f64().map(|number| kept(values, number as f32, 4)),
            Values::Truth(values) => value.as_bool().map(|truth| kept(values, truth, 1)),
            Values::Day(values) => value.as_str().and_then(days).map(|days| kept(values, days, 4)),
            Values::Bytes(values) => {
                value.as_str().and_then(|text| STANDARD.decode(text).ok()).map(|bytes| {
                    let len = bytes.len();
                    kept(values, ByteArray::from(bytes), len + HANDLE)
                })
            }
        };
        self.present.push(i16::from(added.is_some()));
        added.unwrap_or_default() + 2
    }

    /// Writes the cells and forgets them.
    fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<()> {
        let levels = Some(self.present.as_slice());
        match &mut self.values {
            Values::Text(values) | Values::Bytes(values) => {
                column.typed::<ByteArrayType>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Whole(values) => {
                column.typed::<Int64Type>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Real(values) => {
                column.typed::<DoubleType>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Share(values) => {
                column.typed::<FloatType>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Truth(values) => {
                column.typed::<BoolType>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Day(values) => {
                column.typed::<Int32Type>().write_batch(values, levels, None)?;
                values.clear();
            }
        }
        self.present.clear();
        Ok(())
    }
}

fn kept<T>(values: &mut Vec<T>, value: T, bytes: usize) -> usize {
    values.push(value);
    bytes
}

/// Days since 1970-01-01.
fn days(text: &str) -> Option<i32> {
    let date: Date = text.parse().ok()?;
    Some(Date::new(1970, 1, 1).ok()?.until(date).ok()?.get_days())
}
