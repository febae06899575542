//! `selon export` and the way back: what leaves a ledger, and what comes into another.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PAGE: &str = "<html><head><title>Djibo</title></head><body><nav><a href=\"/\">Accueil</a></nav><article>\
    <h1>Attaque près de Djibo</h1><p>Des hommes armés ont attaqué mardi un convoi de l'armée près de Djibo, dans le nord du \
    Burkina Faso, a annoncé le ministère de la Défense. Douze soldats ont été tués, selon un officier.</p>\
    <p>« Ils sont venus à moto », a raconté Salif Sawadogo, un habitant de Djibo, selon lequel dix civils ont été tués.</p>\
    </article></body></html>";

/// A folder with a ledger of a page, a text and an object.
fn ledger() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let object = r#"{"id": "r-3", "outlet": "Le Fleuve", "published": "2022-03-11", "text": "L'armée a repris la ville de Djibo jeudi, selon l'AFP."}"#;
    let text = "Les rebelles se sont retirés de Djibo, a déclaré l'armée.\n";
    for (name, content) in [("a.html", PAGE), ("b.txt", text), ("c.json", object)] {
        fs::write(dir.path().join(name), content).unwrap();
    }
    done(&dir, &["add", "--ledger", "l.db", "a.html", "b.txt", "c.json"]);
    dir
}

fn run(dir: &TempDir, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
    command.env_remove("SELON_LEDGER").current_dir(dir.path());
    command.args(args).stdin(Stdio::null()).output().unwrap()
}

/// Standard output of a call that succeeds.
fn done(dir: &TempDir, args: &[&str]) -> String {
    let output = run(dir, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What is told on standard error of a call that fails.
fn failed(dir: &TempDir, args: &[&str]) -> String {
    let output = run(dir, args);
    assert!(!output.status.success(), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn files(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_leaves_one_ledger_is_the_same_in_the_next() {
    let dir = ledger();
    let lines = done(&dir, &["export", "--ledger", "l.db", "--as", "jsonl", "--with-names"]);
    assert_eq!(lines.lines().count(), 3);
    done(&dir, &["export", "--ledger", "l.db", "--as", "jsonl", "--with-names", "-o", "all.jsonl"]);
    done(&dir, &["export", "--ledger", "l.db", "--as", "parquet", "--with-names", "-o", "tables"]);
    for (input, other) in [("all.jsonl", "m.db"), ("tables", "n.db")] {
        let told = done(&dir, &["add", "--ledger", other, input]);
        assert!(told.starts_with("3 reports added"), "{input}: {told}");
        assert_eq!(
            done(&dir, &["export", "--ledger", other, "--as", "jsonl", "--with-names"]),
            lines,
            "{input}"
        );
        done(&dir, &["verify", "--ledger", other]);
        let again = done(&dir, &["add", "--ledger", other, "a.html", "b.txt", "c.json", input]);
        assert!(again.contains("6 there already"), "{again}");
    }
}

#[test]
fn every_form_is_written() {
    let dir = ledger();
    for (form, begin) in [
        ("csv", "report_id,"),
        ("geojson", "{\"type\":\"FeatureCollection\""),
        ("jsonl", "{\"form\":1"),
        ("acled", "event_id_cnty,"),
        ("ucdp", "id,relid,"),
        ("prov", "{\"@context\":"),
    ] {
        let told = done(&dir, &["export", "--ledger", "l.db", "--as", form]);
        assert!(told.starts_with(begin), "{form}: {told}");
        done(&dir, &["export", "--ledger", "l.db", "--as", form, "-o", "out"]);
        assert_eq!(fs::read_to_string(dir.path().join("out")).unwrap(), told, "{form}");
    }
}

#[test]
fn failures_name_the_file_and_leave_nothing_behind() {
    let dir = ledger();
    let before = files(dir.path());
    let check = |args: &[&str], expected: &str| {
        let told = failed(&dir, &[&["export", "--ledger", "l.db", "--as"], args].concat());
        assert!(told.contains(expected), "{told}");
    };
    check(&["parquet"], "name it with -o");
    check(&["parquet", "-o", "a.html"], "a.html: is there already");
    check(&["csv", "-o", "nowhere/out.csv"], "nowhere/out.csv: there is no such file or folder");
    check(&["jsonl", "--hxl"], "only --as csv has");
    check(&["csv", "--of", "incidents"], "--of is for --as geojson");
    assert!(
        failed(&dir, &["export", "--ledger", "no.db", "--as", "csv"]).contains("there is no such ledger")
    );
    assert_eq!(files(dir.path()), before);
}

#[test]
fn damaged_exports_are_refused_one_by_one() {
    let dir = ledger();
    let lines = done(&dir, &["export", "--ledger", "l.db", "--as", "jsonl"]);
    let damaged = lines.replacen("\"sha256\":\"", "\"sha256\":\"0", 1);
    fs::write(dir.path().join("all.jsonl"), damaged).unwrap();
    let output = run(&dir, &["add", "--ledger", "m.db", "all.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("all.jsonl: a.html: the original of an exported report is damaged"), "{told}");
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("2 reports added"));
}
