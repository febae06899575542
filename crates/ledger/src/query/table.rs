use rusqlite::types::ValueRef;
use rusqlite::{Row, params_from_iter, types};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::error::Error;
use crate::store::Ledger;

/// Rows of named columns. A cell is null, a number, words, or an array of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Names of the columns, in order.
    pub columns: Vec<String>,
    /// Each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// A table with these columns and no rows.
    pub fn new(columns: &[&str]) -> Table {
        Table { columns: columns.iter().map(|c| (*c).to_owned()).collect(), rows: Vec::new() }
    }

    /// The rows as objects, whose fields stand in the order of the columns.
    pub fn objects(&self) -> impl Iterator<Item = Object<'_>> {
        self.rows.iter().map(|cells| Object { columns: &self.columns, cells })
    }
}

/// A row with the names of its cells.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a> {
    columns: &'a [String],
    cells: &'a [Value],
}

impl<'a> Object<'a> {
    /// A row; the names and the cells are as many.
    pub fn of(columns: &'a [String], cells: &'a [Value]) -> Object<'a> {
        Object { columns, cells }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (name, cell) in self.columns.iter().zip(self.cells) {
            map.serialize_entry(name, cell)?;
        }
        map.end()
    }
}

impl Ledger {
    /// What a statement of the program's own selects. Columns whose name ends in `[]` hold JSON arrays.
    pub(crate) fn table(&self, sql: &str, values: Vec<types::Value>) -> Result<Table, Error> {
        let mut statement = self.db.prepare_cached(sql)?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query(params_from_iter(values))?;
        let mut table = Table { columns: Vec::with_capacity(names.len()), rows: Vec::new() };
        while let Some(row) = rows.next()? {
            let mut cells = cells(row, names.len())?;
            for (name, cell) in names.iter().zip(&mut cells) {
                if let (true, Some(array)) = (name.ends_with("[]"), cell.as_str()) {
                    *cell = serde_json::from_str(array)?;
                }
            }
            table.rows.push(cells);
        }
        table.columns.extend(names.iter().map(|name| name.trim_end_matches("[]").to_owned()));
        Ok(table)
    }
}

/// For `LIMIT ?`, where a negative number is none.
pub(crate) fn limit_value(limit: Option<usize>) -> types::Value {
    types::Value::Integer(limit.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(-1))
}

/// The cells of a row; bytes are written as hexadecimal digits.
pub(crate) fn cells(row: &Row<'_>, columns: usize) -> Result<Vec<Value>, Error> {
    (0..columns).map(|at| Ok(cell(row.get_ref(at)?))).collect()
}

fn cell(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        // What is no finite number has no form in JSON.
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into(),
    }
}
