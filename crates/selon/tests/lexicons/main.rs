//! Reads every row of the lexicons of predicates, cues and classes in its own example sentence, with
//! the whole engine. (Names, places and counted nouns are read in `crates/claims`.)
//!
//! What does not read yet, mostly because its sentence is parsed wrongly, stands in `unread/`, a file
//! a table: a row that fails and is not listed fails the test, and so does one that is listed and
//! reads. `SELON_UPDATE=1` writes the lists anew; a line more is a step back.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod effects;
mod row;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use selon::model::{Article, Block, BlockKind, EventType, Report, Span};
use selon::{Reader, Resources};

use row::{Row, Table};

#[test]
fn frames() {
    let mut names: Vec<String> = fs::read_dir(data().join("frames"))
        .unwrap()
        .map(|entry| format!("frames/{}", entry.unwrap().file_name().to_string_lossy()))
        .filter(|name| name.ends_with(".tsv"))
        .collect();
    names.sort();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    check("frames", &names, effects::of_frame);
}

#[test]
fn cues() {
    check("cues", &["cues.tsv"], effects::of_cue);
}

#[test]
fn classes() {
    check("classes", &["classes.tsv"], effects::of_class);
}

#[test]
fn phrases_that_are_no_event() {
    check("nouns_nonevent", &["nouns_nonevent.tsv"], effects::of_phrase);
}

#[test]
fn verbs_that_carry_a_noun() {
    check("nouns_support", &["nouns_support.tsv"], effects::of_support);
}

#[test]
fn means() {
    check("means", &["means.tsv"], effects::of_means);
}

/// A word counts for its domain: with three others of it, deaths that nobody caused are not told as a claim.
#[test]
fn words_of_other_domains() {
    let table = Table::read("domains.tsv");
    let mut unread = BTreeSet::new();
    for (i, row) in table.rows().enumerate() {
        let domain = row.cell("domain");
        let others = table.rows().cycle().skip(i + 1).filter(|other| other.cell("domain") == domain).take(3);
        let mut text: String = others.map(|other| other.sentence() + " ").collect();
        text += &row.sentence();
        text += " Dix personnes ont été tuées à Kidal.";
        if read(text).claims.iter().any(|claim| claim.event == EventType::Assault) {
            unread.insert(row.line());
        }
    }
    compare("domains", &unread, "");
}

/// Holds the rows of the tables against the list of those that do not read.
fn check(list: &str, tables: &[&str], works: fn(&Row<'_>, &Report) -> bool) {
    let (mut unread, mut found) = (BTreeSet::new(), String::new());
    let kept = kept(list);
    for table in tables.iter().map(|name| Table::read(name)) {
        for row in table.rows() {
            let report = read(row.text.clone());
            if !works(&row, &report) {
                if !kept.contains(&row.line()) {
                    found += &format!("{}\n{}", row.line(), row::described(&report));
                }
                unread.insert(row.line());
            }
        }
    }
    compare(list, &unread, &found);
}

fn compare(list: &str, unread: &BTreeSet<String>, found: &str) {
    if std::env::var_os("SELON_UPDATE").is_some() {
        let lines: String = unread.iter().map(|line| format!("{line}\n")).collect();
        fs::write(path(list), lines).unwrap();
        return;
    }
    let kept = kept(list);
    let new: Vec<&String> = unread.difference(&kept).collect();
    let mended: Vec<&String> = kept.difference(unread).collect();
    assert!(new.is_empty(), "{} rows do not read any more: {new:#?}\n{found}", new.len());
    assert!(mended.is_empty(), "{} rows read now, or are gone: strike them: {mended:#?}", mended.len());
}

/// The rows that are known not to read.
fn kept(list: &str) -> BTreeSet<String> {
    fs::read_to_string(path(list)).unwrap_or_default().lines().map(str::to_owned).collect()
}

fn path(list: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lexicons/unread").join(format!("{list}.tsv"))
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/fr")
}

fn read(text: String) -> Report {
    static RESOURCES: OnceLock<Resources> = OnceLock::new();
    let reader = Reader::new(RESOURCES.get_or_init(|| Resources::builtin().unwrap()));
    let span = Span::of(0..text.len());
    let kept = vec![Block { span, kind: BlockKind::Paragraph }];
    reader.read(Article { text, kept, language: Some("fr".into()), ..Article::default() })
}
