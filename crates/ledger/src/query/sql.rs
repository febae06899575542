use rusqlite::ErrorCode;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use serde_json::Value;

use super::table::cells;
use crate::error::Error;
use crate::store::Ledger;

/// Steps of SQLite's machine between two looks at whether to stop: some milliseconds.
const STEPS: i32 = 100_000;
/// PRAGMAs that only read, whatever their argument.
const ABOUT: &[&str] = &[
    "collation_list",
    "compile_options",
    "data_version",
    "database_list",
    "foreign_key_check",
    "foreign_key_list",
    "freelist_count",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "module_list",
    "page_count",
    "pragma_list",
    "quick_check",
    "table_info",
    "table_list",
    "table_xinfo",
];
/// PRAGMAs that read without an argument, and write with one.
const SETTINGS: &[&str] =
    &["application_id", "encoding", "journal_mode", "page_size", "schema_version", "user_version"];

impl Ledger {
    /// Runs one statement that reads, for a person's own questions, and hands out its rows with the names of their columns.
    /// Nothing can be written, attached or loaded by it, whatever it says. `stop` is asked now and then, and ends it by
    /// answering true. Returns the names of the columns; those that occur twice are numbered.
    ///
    /// # Errors
    /// Those of `each`; a statement that is wrong (with its line and column), that would write, or that was stopped; and
    /// where the file can't be read.
    pub fn sql<E: From<Error>>(
        &mut self,
        statement: &str,
        stop: impl FnMut() -> bool + Send + 'static,
        each: impl FnMut(&[String], &[Value]) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        self.guard().map_err(|e| Error::from(e).of_file(&self.file))?;
        self.db.progress_handler(STEPS, Some(stop)).map_err(Error::from)?;
        let done = self.select(statement, each);
        // The connection is as before, also after an error.
        self.db.progress_handler(0, None::<fn() -> bool>).map_err(Error::from)?;
        self.db.authorizer(None::<fn(AuthContext<'_>) -> Authorization>).map_err(Error::from)?;
        self.db.pragma_update(None, "query_only", false).map_err(Error::from)?;
        done
    }

    fn guard(&mut self) -> rusqlite::Result<()> {
        // Tables of the map and of words make ready to write when they are first met: before nobody may.
        self.db.execute_batch("SELECT 1 FROM place_map WHERE 0; SELECT 1 FROM report_text WHERE 0;")?;
        self.db.pragma_update(None, "query_only", true)?;
        self.db.authorizer(Some(
            |call: AuthContext<'_>| {
                if reads(&call.action) { Authorization::Allow } else { Authorization::Deny }
            },
        ))
    }

    fn select<E: From<Error>>(
        &self,
        sql: &str,
        mut each: impl FnMut(&[String], &[Value]) -> Result<(), E>,
    ) -> Result<Vec<String>, E> {
        let wrong = |error: rusqlite::Error| told(error, sql);
        let mut statement = self.db.prepare(sql).map_err(wrong)?;
        if statement.parameter_count() > 0 {
            return Err(Error::plain(
                "the statement has parameters (?, :name), and there are no values for them",
            )
            .into());
        }
        let columns = distinct(statement.column_names());
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(wrong)? {
            each(&columns, &cells(row, columns.len())?)?;
        }
        Ok(columns)
    }
}

fn reads(action: &AuthAction<'_>) -> bool {
    match action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => true,
        AuthAction::Function { function_name } => !function_name.eq_ignore_ascii_case("load_extension"),
        AuthAction::Pragma { pragma_name, pragma_value } => {
            let name = pragma_name.to_ascii_lowercase();
            ABOUT.contains(&name.as_str()) || (pragma_value.is_none() && SETTINGS.contains(&name.as_str()))
        }
        _ => false,
    }
}

/// Objects need names that differ.
fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for name in names {
        let again = (2..).map(|n| format!("{name}_{n}"));
        let free = |name: &String| !columns.contains(name);
        let column = std::iter::once(name.to_owned()).chain(again).find(free);
        columns.extend(column);
    }
    columns
}

fn told(error: rusqlite::Error, sql: &str) -> Error {
    match error {
        rusqlite::Error::SqlInputError { msg, offset, .. } => {
            let before = usize::try_from(offset).ok().and_then(|offset| sql.get(..offset));
            Error::plain(match before {
                Some(before) => format!("{}: {msg}", position(before)),
                None => msg,
            })
        }
        rusqlite::Error::MultipleStatement => {
            Error::plain("one statement at a time; what is after the first \";\" is another")
        }
        error => match error.sqlite_error_code() {
            Some(ErrorCode::AuthorizationForStatementDenied | ErrorCode::ReadOnly) => Error::plain(
                "selon sql only reads: SELECT, WITH, VALUES, EXPLAIN, and PRAGMAs that tell something",
            ),
            Some(ErrorCode::OperationInterrupted) => Error::plain("stopped: the time for it is over"),
            _ => error.into(),
        },
    }
}

/// Where a text ends, counted from 1 in lines and characters.
fn position(before: &str) -> String {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("line {line}, column {column}")
}
