use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why something could not be done with a ledger: a sentence for a person, with what to do about it.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    /// What it is about within the file, the nearest first: the report, its version.
    context: Vec<String>,
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
    /// What is asked for makes no sense.
    Request(String),
    /// It took longer than the caller wants to wait.
    Stopped,
    /// What is stored is not what a ledger stores.
    Damaged(String),
    /// A stored value that is no JSON of its form.
    Value(serde_json::Error),
    /// What was exported is damaged, or of a newer program.
    Exported(String),
    Sqlite(rusqlite::Error),
    Io(std::io::Error),
}

impl Error {
    /// The same error, said of this file.
    pub(crate) fn of_file(mut self, file: &Path) -> Error {
        self.file.get_or_insert_with(|| file.to_owned());
        self
    }

    /// The same error, said of a part of the file; of several the last one is the widest.
    pub(crate) fn context(mut self, about: impl Into<String>) -> Error {
        self.context.push(about.into());
        self
    }

    pub(crate) fn request(message: impl Into<String>) -> Error {
        Kind::Request(message.into()).into()
    }

    pub(crate) fn damaged(message: impl Into<String>) -> Error {
        Kind::Damaged(message.into()).into()
    }

    pub(crate) fn exported(message: impl Into<String>) -> Error {
        Kind::Exported(message.into()).into()
    }

    pub(crate) fn unknown(what: impl Into<String>) -> Error {
        Kind::Unknown(what.into()).into()
    }

    /// Whether what was asked for is simply not in the ledger.
    pub fn is_unknown(&self) -> bool {
        matches!(self.kind, Kind::Unknown(_))
    }

    /// Whether there is no such file, or nothing in it yet.
    pub fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Missing | Kind::Empty)
    }

    /// Whether what was asked for makes no sense; asking otherwise helps.
    pub fn is_request(&self) -> bool {
        matches!(self.kind, Kind::Request(_))
    }

    /// Whether it was stopped by the caller.
    pub fn is_stopped(&self) -> bool {
        matches!(self.kind, Kind::Stopped)
    }

    /// Whether what is stored can't be read as what it should be.
    pub fn is_damaged(&self) -> bool {
        match &self.kind {
            Kind::Damaged(_) | Kind::Value(_) => true,
            Kind::Sqlite(error) => error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt),
            _ => false,
        }
    }

    /// The file that it is about, where that is known.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Error {
        Error { kind, context: Vec::new(), file: None }
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
        Kind::Value(error).into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}: ", file.display())?;
        }
        for about in self.context.iter().rev() {
            write!(f, "{about}: ")?;
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
            Kind::Request(message) | Kind::Damaged(message) | Kind::Exported(message) => f.write_str(message),
            Kind::Stopped => f.write_str("stopped: the time for it is over"),
            Kind::Value(error) => {
                write!(f, "a stored value is not as it should be ({error}); selon verify says where")
            }
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
            Kind::Sqlite(error) => Some(error),
            Kind::Io(error) => Some(error),
            Kind::Value(error) => Some(error),
            _ => None,
        }
    }
}
