//! What goes wrong keeps its kind, its file and its cause.

use std::error::Error;
use std::io::{self, Read};

use selon::{Hints, Resources};

#[test]
fn a_fault_in_a_lexicon_names_its_file_and_line() {
    let mut resources = Resources::builtin().unwrap();
    let before = resources.versions().clone();
    let text = "id\tsector\tcountries\tnames\texample\ngroup:x\tNONE\tMLI\tX\tX a fui.\n";
    let error = resources.extend_from("mine.tsv", text).unwrap_err();
    assert!(error.is_lexicon() && !error.is_builtin() && !error.is_input());
    assert_eq!(error.file(), Some("mine.tsv"));
    assert!(error.to_string().starts_with("mine.tsv, line 2: "), "{error}");
    assert_eq!(resources.versions().engine, before.engine);
}

/// A stream that breaks.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

#[test]
fn a_fault_of_an_input_keeps_its_cause() {
    let error =
        selon::Cleaner::builtin().unwrap().stream(Broken, Hints::default()).next().unwrap().unwrap_err();
    assert!(error.is_input() && error.file().is_none());
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    assert_eq!(cause.unwrap().kind(), io::ErrorKind::ConnectionReset);
    let empty =
        selon::Cleaner::builtin().unwrap().stream(&b""[..], Hints::default()).next().unwrap().unwrap_err();
    assert!(empty.is_input() && empty.source().is_none());
}

#[test]
fn versions_tell_lexicons_and_their_names_apart() {
    let text = "predicate\tpos\ttype\tmode\tactor\trecipient\nharponner\tverb\tASSAULT\t-\tsubj\tobj\n";
    let with = |name: &str| {
        let mut resources = Resources::builtin().unwrap();
        resources.extend_from(name, text).unwrap();
        resources.versions().clone()
    };
    let builtin = Resources::builtin().unwrap().versions().clone();
    let (one, other) = (with("a.tsv"), with("b.tsv"));
    assert_eq!(one, with("a.tsv"));
    assert!(builtin.data != one.data && one.data != other.data);
    assert_eq!((&builtin.engine, &builtin.model), (&one.engine, &one.model));
    assert_eq!(builtin.engine, format!("{}+r{}", env!("CARGO_PKG_VERSION"), selon::READING));
}
