//! The program and a ledger: added whole or not at all, also when it is killed, and when two add at once.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Instant;

use tempfile::TempDir;

const TOWNS: &[&str] = &["Gao", "Ménaka", "Tombouctou", "Mopti", "Ansongo", "Kidal", "Djenné", "Hombori"];

/// Invented reports, one a line.
fn reports(numbers: std::ops::Range<usize>) -> String {
    let line = |n: usize| {
        let (town, killed, day) = (TOWNS[n % TOWNS.len()], 3 + n % 17, 1 + n / TOWNS.len() % 28);
        format!(
            "{{\"id\":\"n{n}\",\"outlet\":\"Journal {}\",\"published\":\"2022-03-{day:02}\",\"text\":\"Des hommes armés ont \
             attaqué un village près de {town} lundi, selon l'armée malienne. Au moins {killed} civils ont été tués, a \
             indiqué un élu local. Le récit porte le numéro {n}.\"}}\n",
            n % 5
        )
    };
    numbers.map(line).collect()
}

fn selon(args: &[&str], ledger: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
    command.args(args).arg("--ledger").arg(ledger).stdin(Stdio::null()).env_remove("SELON_LEDGER");
    command
}

fn done(args: &[&str], ledger: &Path) -> Output {
    let output = selon(args, ledger).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn written(dir: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = dir.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

/// What a ledger says of its incidents: the same for the same reports, however they came in.
fn incidents(ledger: &Path) -> String {
    text(&done(&["incidents", "--format", "jsonl", "--limit", "0"], ledger))
}

#[test]
fn adding_again_changes_nothing_and_a_changed_report_becomes_a_version() {
    let dir = TempDir::new().unwrap();
    let ledger = dir.path().join("a.db");
    let input = written(&dir, "in.jsonl", &reports(0..12));
    let add = ["add", input.to_str().unwrap()];
    assert!(text(&done(&add, &ledger)).starts_with("12 reports added, 0 changed, 0 there already"));
    let before = incidents(&ledger);
    assert!(text(&done(&add, &ledger)).starts_with("0 reports added, 0 changed, 12 there already"));
    assert_eq!(incidents(&ledger), before);
    fs::write(&input, reports(0..12).replacen("près de Gao", "à l'entrée de Gao", 1)).unwrap();
    assert!(text(&done(&add, &ledger)).starts_with("0 reports added, 1 changed, 11 there already"));
    assert!(text(&done(&["verify"], &ledger)).contains("13 versions of reports, nothing is wrong"));
    done(&["reread", "--all"], &ledger);
    assert!(text(&done(&["verify"], &ledger)).contains("13 versions of reports, nothing is wrong"));
}

#[test]
fn a_killed_process_leaves_nothing_half_done() {
    let dir = TempDir::new().unwrap();
    let (ledger, whole) = (dir.path().join("killed.db"), dir.path().join("whole.db"));
    // A few more than are stored in one step.
    let input = written(&dir, "in.jsonl", &reports(0..150));
    let add = ["add", input.to_str().unwrap()];
    let begun = Instant::now();
    done(&add, &whole);
    let time = begun.elapsed();
    let mut killed = 0;
    for attempt in 1..=6u32 {
        let mut child = selon(&add, &ledger).stdout(Stdio::null()).spawn().unwrap();
        // Spread over the start, the reading and the writing of every step.
        thread::sleep(time * attempt / 7);
        child.kill().unwrap();
        killed += i32::from(!child.wait().unwrap().success());
        let verified = selon(&["verify"], &ledger).output().unwrap();
        let told = format!("{}{}", text(&verified), String::from_utf8_lossy(&verified.stderr));
        // Killed before anything was written, it left no ledger or an empty one.
        let fine = ["nothing is wrong", "there is nothing in it yet", "there is no such ledger"];
        assert!(fine.iter().any(|fine| told.contains(fine)), "attempt {attempt}: {told}");
    }
    assert!(killed > 2, "the test killed nothing");
    done(&add, &ledger);
    assert!(text(&done(&["verify"], &ledger)).contains("150 versions of reports, nothing is wrong"));
    assert_eq!(incidents(&ledger), incidents(&whole));
}

#[test]
fn two_processes_add_at_once() {
    let dir = TempDir::new().unwrap();
    let (ledger, whole) = (dir.path().join("two.db"), dir.path().join("whole.db"));
    // Each has more than are stored in one step, and some that the other has too.
    let halves = [written(&dir, "a.jsonl", &reports(0..135)), written(&dir, "b.jsonl", &reports(45..180))];
    let all = written(&dir, "all.jsonl", &reports(0..180));
    let start = |input: &PathBuf, ledger: &Path| {
        selon(&["add", input.to_str().unwrap()], ledger).stdout(Stdio::null()).spawn().unwrap()
    };
    let children = [start(&halves[0], &ledger), start(&halves[1], &ledger), start(&all, &whole)];
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert!(text(&done(&["verify"], &ledger)).contains("180 versions of reports, nothing is wrong"));
    assert_eq!(incidents(&ledger), incidents(&whole));
}

#[test]
fn what_is_no_ledger_is_told_and_left_alone() {
    let dir = TempDir::new().unwrap();
    let other = written(&dir, "notes.txt", "Ceci n'est pas un registre.");
    let input = written(&dir, "in.jsonl", &reports(0..1));
    let output = selon(&["add", input.to_str().unwrap()], &other).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("notes.txt") && told.contains("is no ledger of selon"), "{told}");
    assert_eq!(fs::read_to_string(&other).unwrap(), "Ceci n'est pas un registre.");
    let missing = dir.path().join("missing.db");
    let output = selon(&["verify"], &missing).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no such ledger; selon add makes one"));
    assert!(!missing.exists());
}

/// The reports of one attack among the examples: two papers with one wire, a third that quotes it, the army, the mission.
#[test]
fn five_reports_of_one_event_and_who_stands_behind_them() {
    let dir = TempDir::new().unwrap();
    let ledger = dir.path().join("l.db");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let input = |name: &str| examples.join(name).to_str().unwrap().to_owned();
    done(&["add", &input("anderamboukane.jsonl"), &input("menaka-depeche.txt")], &ledger);
    let shown = text(&done(&["show", "fleuve-1013", "--format", "json"], &ledger));
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let incident = shown.as_array().map_or(&shown, |all| &all[0]);
    let id = incident["id"].as_str().unwrap();
    let reports: Vec<&str> =
        incident["reports"].as_array().unwrap().iter().filter_map(|r| r.as_str()).collect();
    assert_eq!(reports, ["fleuve-1013", "niamey-1013", "menaka-depeche.txt", "bamako-1015", "gourma-1015"]);
    let origins = &incident["origins"];
    let (low, high) = (origins["low"].as_u64().unwrap(), origins["high"].as_u64().unwrap());
    // The wire, the army and the mission: copies and quotations of the wire add nothing.
    assert!(low >= 2 && low <= high && high < 5, "{origins}");
    assert!(incident["echoes"].as_array().is_some_and(|echoes| !echoes.is_empty()));
    assert!(incident["contradictions"].as_u64() > Some(0));

    let drawn = text(&done(&["--lang", "fr", "show", id], &ledger));
    assert!(drawn.contains("origines indépendantes identifiées dans ce corpus"), "{drawn}");
    assert!(drawn.contains("Le Courrier du Fleuve (fleuve-1013, 2022-10-13)"), "{drawn}");

    let own = text(&done(&["split", id, "--report", "bamako-1015", "--note", "une autre attaque"], &ledger));
    assert_ne!(own.trim(), id);
    done(&["reread", "--all"], &ledger);
    let apart = text(&done(&["show", own.trim(), "--format", "json"], &ledger));
    assert!(apart.contains("\"bamako-1015\"") && !apart.contains("\"gourma-1015\""), "{apart}");
    done(&["decisions", "--undo", "1"], &ledger);
    assert!(text(&done(&["show", own.trim(), "--format", "json"], &ledger)).contains("\"gourma-1015\""));

    let counted = text(&done(&["count", "--rule", "acled-low", "--format", "csv"], &ledger));
    assert!(counted.lines().any(|line| line.starts_with(id) && line.contains("acled-low v1")), "{counted}");
}
