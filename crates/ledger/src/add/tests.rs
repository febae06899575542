use selon_model::{Article, Original, Report};

use rusqlite::Connection;

use super::{Added, Entry};
use crate::store::{Instant, Ledger};

fn entry(number: usize) -> Entry {
    let text = format!("Rapport {number}. ").repeat(300);
    let original =
        Original { bytes: text.clone().into_bytes(), id: format!("r{number}"), ..Original::default() };
    let article = Article { id: format!("r{number}"), text, original, ..Article::default() };
    let report = Report { article, ..Report::default() };
    Entry::of(report, "/r")
}

fn now() -> Instant {
    Instant::of_unix(1_700_000_000)
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing_half_done() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::create(&folder.path().join("l.db")).unwrap();
    let pages: i64 = ledger.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    ledger.db.pragma_update(None, "max_page_count", pages + 20).unwrap();
    let entries: Vec<Entry> = (0..200).map(entry).collect();
    let error = ledger.add(&entries, &now()).unwrap_err().to_string();
    assert!(error.contains("l.db: the disk is full"), "{error}");
    assert!(ledger.versions().unwrap().is_empty());
    ledger.db.pragma_update(None, "max_page_count", 1_000_000).unwrap();
    assert_eq!(ledger.add(&entries, &now()).unwrap(), vec![Added::New; 200]);
    assert_eq!(ledger.verify(|| ()).unwrap(), []);
}

#[test]
fn a_ledger_that_is_read_only_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("l.db");
    Ledger::create(&file).unwrap().add(&[entry(1)], &now()).unwrap();
    let error = Ledger::read(&file).unwrap().add(&[entry(2)], &now()).unwrap_err().to_string();
    assert!(error.contains("l.db: can't be written"), "{error}");
}

#[test]
fn files_that_are_no_ledger_of_this_program() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.db");
    let other = Connection::open(&file).unwrap();
    other.execute_batch("CREATE TABLE notes (text)").unwrap();
    assert!(Ledger::open(&file).unwrap_err().to_string().contains("is no ledger of selon"));
    other
        .execute_batch("DROP TABLE notes; PRAGMA application_id = 1936026735; PRAGMA user_version = 99")
        .unwrap();
    let error = Ledger::open(&file).unwrap_err().to_string();
    assert!(error.contains("newer selon (schema 99)"), "{error}");
    let damaged = folder.path().join("damaged.db");
    Ledger::create(&damaged).unwrap().add(&[entry(1)], &now()).unwrap();
    let mut bytes = std::fs::read(&damaged).unwrap();
    let middle = bytes.len() / 2;
    bytes[4096..middle].fill(7);
    std::fs::write(&damaged, bytes).unwrap();
    // The write-ahead log would mend it.
    let _ = std::fs::remove_file(folder.path().join("damaged.db-wal"));
    match Ledger::read(&damaged).and_then(|ledger| ledger.verify(|| ())) {
        Ok(flaws) => assert!(!flaws.is_empty()),
        Err(error) => assert!(error.to_string().contains("damaged"), "{error}"),
    }
}
