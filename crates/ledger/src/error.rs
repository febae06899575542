use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why something could not be done with a ledger: a sentence for a person, with what to do about it.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    /// The file of the ledger.
    file: Option<PathBuf>,
}

#[derive(Debug)]
pub(crate) enum Kind {
    /// No such file, and none was to be made.
    Missing,
    /// A file in which there is nothing yet.
    Empty,
    /// Made by an earlier program, with this version of the schema.
    Older(i64),
    /// A file that is no ledger.
    Foreign,
    /// Made by a later program, with this version of the schema.
    Newer(i64),
    /// What was asked for is not there.
    Unknown(String),
    /// What is asked for makes no sense, or what is stored can't be read.
    Plain(String),
    Sqlite(rusqlite::Error),
    Io(std::io::Error),
}

impl Error {
    /// The same error, said of this file.
    pub(crate) fn of_file(mut self, file: &Path) -> Error {
        self.file.get_or_insert_with(|| file.to_owned());
        self
    }

    pub(crate) fn plain(message: impl Into<String>) -> Error {
        Kind::Plain(message.into()).into()
    }

    pub(crate) fn unknown(what: impl Into<String>) -> Error {
        Kind::Unknown(what.into()).into()
    }

    /// Whether what was asked for is simply not in the ledger.
    pub fn is_unknown(&self) -> bool {
        matches!(self.kind, Kind::Unknown(_))
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Error {
        Error { kind, file: None }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        Kind::Sqlite(error).into()
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Kind::Io(error).into()
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        Error::plain(format!("a stored value is not as it should be ({error}); selon verify says where"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}: ", file.display())?;
        }
        match &self.kind {
            Kind::Missing => f.write_str("there is no such ledger; selon add makes one"),
            Kind::Empty => f.write_str("there is nothing in it yet; selon add puts reports into it"),
            Kind::Older(version) => {
                write!(
                    f,
                    "was written by an older selon (schema {version}); selon add or selon reread brings it up to date"
                )
            }
            Kind::Foreign => f.write_str("is no ledger of selon; name another file with --ledger"),
            Kind::Newer(version) => {
                write!(f, "was written by a newer selon (schema {version}); use that one")
            }
            Kind::Unknown(what) => write!(f, "there is no {what} in the ledger"),
            Kind::Plain(message) => f.write_str(message),
            Kind::Sqlite(error) => f.write_str(&reason(error)),
            Kind::Io(error) => write!(f, "{error}"),
        }
    }
}

/// SQLite's errors in the words of somebody who has to do something about them.
fn reason(error: &rusqlite::Error) -> String {
    let code = error.sqlite_error_code();
    let told = match code {
        Some(ErrorCode::DiskFull) => {
            "the disk is full; free some space and run it again, nothing is half there"
        }
        Some(ErrorCode::ReadOnly) => "can't be written; see its mode and that of its folder with ls -l",
        Some(ErrorCode::CannotOpen) => "can't be opened; is there such a folder, and may you write in it?",
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "is being written by another program, and did not get free in time; run it again"
        }
        Some(ErrorCode::DatabaseCorrupt) => {
            "is damaged; take a copy of before, or selon sql \"PRAGMA integrity_check\""
        }
        Some(ErrorCode::NotADatabase) => "is no ledger of selon; name another file with --ledger",
        Some(ErrorCode::SystemIoFailure) => "the disk could not be read or written",
        _ => return error.to_string(),
    };
    told.to_owned()
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io(error) => Some(error),
            _ => None,
        }
    }
}
