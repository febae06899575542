//! Ledgers that earlier versions wrote can still be read, and added to. `old/vN.db.gz` was written with version N of the schema:
//! the reports of `examples/anderamboukane.jsonl` and `examples/menaka-depeche.txt`.

#![allow(clippy::unwrap_used)]

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use selon_ledger::query::{Filter, Order};
use selon_ledger::{Added, Entry, Instant, Ledger};
use selon_model::Report;

#[test]
fn ledgers_of_every_version_of_the_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("old.db");
        let mut bytes = Vec::new();
        GzDecoder::new(File::open(&file).unwrap()).read_to_end(&mut bytes).unwrap();
        fs::write(&path, bytes).unwrap();
        check(&path);
    }
}

fn check(path: &Path) {
    let mut ledger = Ledger::open(path).unwrap();
    assert_eq!(ledger.verify(|| ()).unwrap(), []);
    assert_eq!(ledger.versions().unwrap().len(), 5);
    let claims = ledger.find(&Filter::default(), Order::Report, None).unwrap();
    assert!(claims.len() > 20, "{}", claims.len());
    let heads = ledger.incidents().unwrap();
    let largest = heads.iter().max_by_key(|head| head.tellings).unwrap();
    assert_eq!(ledger.incident(&largest.id).unwrap().reports.len(), 5);
    // What was added then is known now, by the same identity and the same content.
    let stored = ledger.report("gourma-1015").unwrap();
    let again = Report { ..stored.report };
    let entry = Entry::of(again, "");
    let now = Instant::of_unix(1_800_000_000);
    assert_eq!(ledger.add(&[entry], &now).unwrap(), [Added::Unchanged]);
}
