use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::functions::register;
use crate::error::{Error, Kind};

/// "selo": tells a ledger from other SQLite files.
const APPLICATION: i64 = 0x7365_6C6F;
/// How long one process waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(120);
/// As much of the file is mapped by those who only read, in bytes.
const MAPPED: i64 = 1 << 30;
/// The steps from an empty file to the newest schema, one a version. A released step is never changed.
const STEPS: &[&str] =
    &[include_str!("schema.sql"), include_str!("schema-2.sql"), include_str!("schema-3.sql")];

/// A ledger that is open.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) db: Connection,
    pub(crate) file: PathBuf,
}

impl Ledger {
    /// Opens a ledger for reading and writing, makes the file where there is none, and brings an older schema up to date.
    ///
    /// # Errors
    /// Where the file is no ledger, is newer than the program, or can't be written.
    pub fn create(file: &Path) -> Result<Ledger, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Ledger::open_as(file, flags).and_then(Ledger::migrated).map_err(|e| e.of_file(file))
    }

    /// Opens a ledger that exists, for reading and writing.
    ///
    /// # Errors
    /// As [`Ledger::create`], and where there is no such file.
    pub fn open(file: &Path) -> Result<Ledger, Error> {
        if !file.is_file() {
            return Err(Error::from(Kind::Missing).of_file(file));
        }
        Ledger::open_as(file, OpenFlags::SQLITE_OPEN_READ_WRITE)
            .and_then(Ledger::migrated)
            .map_err(|e| e.of_file(file))
    }

    /// Opens a ledger that exists, for reading only.
    ///
    /// # Errors
    /// As [`Ledger::open`]; a ledger with an older schema has to be opened for writing once.
    pub fn read(file: &Path) -> Result<Ledger, Error> {
        if !file.is_file() {
            return Err(Error::from(Kind::Missing).of_file(file));
        }
        Ledger::open_as(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .and_then(|ledger| match ledger.checked()? {
                0 => Err(Kind::Empty.into()),
                version if version < STEPS.len() as i64 => Err(Kind::Older(version).into()),
                _ => Ok(ledger),
            })
            .and_then(Ledger::mapped)
            .map_err(|e| e.of_file(file))
    }

    /// Reads pages where the system has them, without copying: who asks goes all over the file, and once.
    fn mapped(self) -> Result<Ledger, Error> {
        self.db.pragma_update(None, "mmap_size", MAPPED)?;
        Ok(self)
    }

    /// A ledger in memory, for tests and for one-off questions.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn in_memory() -> Result<Ledger, Error> {
        let ledger = Ledger { db: Connection::open_in_memory()?, file: PathBuf::from(":memory:") };
        ledger.db.pragma_update(None, "foreign_keys", true)?;
        register(&ledger.db)?;
        ledger.migrated()
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    fn open_as(file: &Path, flags: OpenFlags) -> Result<Ledger, Error> {
        let db = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        db.busy_timeout(PATIENCE)?;
        // 64 MB of pages, and the file mapped where the system can: lookups of hashes go all over it.
        db.execute_batch(
            "PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;",
        )?;
        db.set_prepared_statement_cache_capacity(128);
        register(&db)?;
        Ok(Ledger { db, file: file.to_owned() })
    }

    /// The version of the schema, of a file that is a ledger or empty.
    fn checked(&self) -> Result<i64, Error> {
        let number = |name: &str| self.db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let (application, version) = (number("application_id")?, number("user_version")?);
        let tables: i64 = self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        match (application, version) {
            (0, 0) if tables == 0 => Ok(0),
            (APPLICATION, version) if version > STEPS.len() as i64 => Err(Kind::Newer(version).into()),
            (APPLICATION, version) => Ok(version),
            _ => Err(Kind::Foreign.into()),
        }
    }

    fn migrated(mut self) -> Result<Ledger, Error> {
        if self.checked()? < STEPS.len() as i64 {
            self.db.pragma_update(None, "journal_mode", "WAL")?;
            // Another process may have done it while this one waited for the lock.
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
            for step in STEPS.iter().skip(version as usize) {
                transaction.execute_batch(step)?;
            }
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", STEPS.len() as i64)?;
            transaction.commit()?;
        }
        Ok(self)
    }
}
