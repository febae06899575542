//! Reading the reports of a ledger again: on all cores, and with the lexicons that they were read with.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const WORDS: &str = "predicate\tpos\ttype\tmode\tactor\trecipient\nharponner\tverb\tASSAULT\t-\tsubj\tobj\n";
const LATER: &str = "carillonner\tverb\tASSAULT\t-\tsubj\tobj\n";

/// A folder with a ledger, a folder of lexicons and reports.
struct Scene {
    dir: TempDir,
}

impl Scene {
    fn new() -> Scene {
        let scene = Scene { dir: TempDir::new().unwrap() };
        fs::create_dir(scene.lexicon()).unwrap();
        fs::write(scene.lexicon().join("verbs.tsv"), WORDS).unwrap();
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn lexicon(&self) -> PathBuf {
        self.path("my")
    }

    /// A report with a word of the lexicon and one of a later one, and one with neither.
    fn add(&self) {
        let mine = "Des hommes armés ont harponné une vedette de l'armée à Mopti. Ils ont carillonné un poste à Gao.";
        fs::write(self.path("mine.txt"), mine).unwrap();
        fs::write(self.path("plain.txt"), "L'armée malienne a bombardé lundi une base près de Ménaka.")
            .unwrap();
        self.done(&["add", "--lexicon", "my", "mine.txt"]);
        self.done(&["add", "plain.txt"]);
        assert_eq!(self.triggers(), ["harponné", "bombardé"]);
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
        command.args(args).current_dir(self.dir.path()).env("SELON_LEDGER", "l.db").stdin(Stdio::null());
        command.output().unwrap()
    }

    fn done(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a call that fails tells; it changes nothing.
    fn fails(&self, args: &[&str]) -> String {
        let before = self.triggers();
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert_eq!(self.triggers(), before);
        String::from_utf8(output.stderr).unwrap()
    }

    fn sql(&self, select: &str) -> String {
        self.done(&["sql", "--format", "csv", select])
    }

    fn triggers(&self) -> Vec<String> {
        let select = "SELECT trigger FROM claims ORDER BY report, number";
        self.sql(select).lines().skip(1).map(str::to_owned).collect()
    }
}

#[test]
fn a_report_is_read_again_with_the_lexicon_that_it_was_read_with() {
    let scene = Scene::new();
    scene.add();
    assert_eq!(scene.done(&["reread"]), "0 reports read again\n");
    assert_eq!(scene.done(&["reread", "--all"]), "2 reports read again\n");
    assert_eq!(scene.triggers(), ["harponné", "bombardé"]);
    // The reading that was made again remembers it as well.
    assert_eq!(scene.done(&["reread", "--all"]), "2 reports read again\n");
    assert_eq!(scene.triggers(), ["harponné", "bombardé"]);
}

#[test]
fn a_lexicon_that_has_changed_is_asked_about() {
    let scene = Scene::new();
    scene.add();
    fs::write(scene.lexicon().join("verbs.tsv"), format!("{WORDS}{LATER}")).unwrap();
    let folder = scene.lexicon().canonicalize().unwrap();
    let told = scene.fails(&["reread"]);
    let expected = format!(
        "selon: 1 report was read with the lexicons in {}, which have changed since",
        folder.display()
    );
    assert!(told.starts_with(&expected), "{told}");
    assert!(
        ["--changed-lexicon", "--lexicon DIR", "--no-lexicon"].iter().all(|way| told.contains(way)),
        "{told}"
    );
    assert_eq!(scene.done(&["reread", "--changed-lexicon"]), "1 reports read again\n");
    assert_eq!(scene.triggers(), ["harponné", "carillonné", "bombardé"]);
    assert_eq!(scene.done(&["reread"]), "0 reports read again\n");
}

#[test]
fn a_lexicon_that_is_gone_can_be_named_anew_or_left_out() {
    let scene = Scene::new();
    scene.add();
    fs::rename(scene.lexicon(), scene.path("moved")).unwrap();
    let told = scene.fails(&["reread"]);
    assert!(
        told.contains("1 report was read with the lexicons in ") && told.contains("put them back there"),
        "{told}"
    );
    assert!(told.ends_with("there is no such file or folder\n"), "{told}");
    assert_eq!(scene.done(&["reread", "--lexicon", "moved"]), "2 reports read again\n");
    assert_eq!(scene.triggers(), ["harponné", "bombardé"]);
    assert_eq!(scene.done(&["reread"]), "0 reports read again\n");
    assert_eq!(scene.done(&["reread", "--no-lexicon"]), "2 reports read again\n");
    assert_eq!(scene.triggers(), ["bombardé"]);
    let folders = scene.sql("SELECT count(*) FROM reading WHERE superseded IS NULL AND lexicons <> '[]'");
    assert_eq!(folders.lines().last(), Some("0"));
}

#[test]
fn what_is_stored_is_the_same_whatever_the_jobs() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let stored = |jobs: &str| {
        let scene = Scene::new();
        scene.done(&["add", examples.to_str().unwrap()]);
        scene.done(&["reread", "--all", "--jobs", jobs]);
        let rows = "SELECT g.version, c.claim, c.number, c.key, c.type, c.telling, t.incident FROM reading g \
            JOIN claim c ON c.reading = g.reading JOIN telling t ON t.telling = c.telling ORDER BY c.claim";
        (scene.sql(rows), scene.done(&["incidents", "--format", "jsonl"]))
    };
    let one = stored("1");
    assert!(one.0.lines().count() > 40, "{}", one.0);
    assert_eq!(one, stored("3"));
}
