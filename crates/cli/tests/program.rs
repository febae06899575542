//! The program as a person or a script meets it: files in, text and status out.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

const REPORT: &str = "Des hommes armés ont attaqué un convoi de l'armée près de Djibo, dans le nord du Burkina \
    Faso, a annoncé mardi le ministère de la Défense. Douze soldats ont été tués, selon un officier.\n";

/// The program without anything of this environment that it heeds.
fn selon() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
    for name in ["NO_COLOR", "COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command
}

fn run(args: &[impl AsRef<OsStr>]) -> Output {
    selon().args(args).stdin(Stdio::null()).output().unwrap()
}

fn out(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

/// A folder with the files given.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ids(output: &Output) -> Vec<String> {
    lines(output).iter().map(|report| report["id"].as_str().unwrap().to_owned()).collect()
}

/// Reads a good report beside a bad input: the bad one is told in one line that names it, the good
/// one is read all the same, and the status says that something failed.
fn check_bad_input(name: &str, bytes: &[u8], reason: &str) {
    let dir = folder(&[("good.txt", REPORT.as_bytes()), (name, bytes)]);
    let bad = dir.path().join(name);
    let output = run(&[
        OsStr::new("read"),
        "--format=jsonl".as_ref(),
        bad.as_ref(),
        dir.path().join("good.txt").as_ref(),
    ]);
    assert_eq!(output.status.code(), Some(1), "{name}: {}", err(&output));
    assert_eq!(ids(&output), ["good.txt"], "{name}");
    let told: Vec<&str> = err(&output).lines().collect();
    assert_eq!(told.len(), 1, "{name}: {told:?}");
    assert!(told[0].starts_with(&format!("selon: {}: ", bad.display())), "{}", told[0]);
    assert!(told[0].contains(reason), "{name}: {}", told[0]);
}

#[test]
fn bad_inputs_are_told_and_the_others_are_read() {
    check_bad_input("empty.txt", b"", "there is no text in it");
    check_bad_input("blank.txt", b" \n\n\t\n", "there is no text in it");
    check_bad_input(
        "binary.txt",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0",
        "not text, HTML or JSON",
    );
    check_bad_input(
        "picture.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06",
        "not text, HTML or JSON",
    );
    let packed = gzipped(REPORT.repeat(50).as_bytes());
    check_bad_input("cut.txt.gz", &packed[..packed.len() / 2], "gzip");
    check_bad_input("empty.txt.gz", &gzipped(b""), "there is no text in it");
    check_bad_input("cut.json", br#"{"id": "x", "text": "Des hommes"#, "JSON");
}

#[test]
fn what_cannot_be_opened_is_told() {
    let dir = folder(&[("empty/readme.xyz", b"x")]);
    let check = |path: PathBuf, reason: &str| {
        let output = run(&[OsStr::new("read"), path.as_ref()]);
        assert_eq!(output.status.code(), Some(1), "{}", path.display());
        assert!(err(&output).contains(reason), "{}", err(&output));
        assert_eq!(err(&output).lines().count(), 1);
    };
    check(dir.path().join("none.txt"), "there is no such file or folder");
    check(dir.path().join("empty"), "holds no report (files that end in .txt");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let dir = folder(&[("closed.txt", REPORT.as_bytes())]);
    let file = dir.path().join("closed.txt");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&file).is_ok() {
        // A superuser may read everything: there is nothing to see.
        return;
    }
    let output = run(&[OsStr::new("read"), file.as_ref()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("no permission to read it"), "{}", err(&output));
}

#[test]
fn folders_are_read_in_the_order_of_names_whatever_the_jobs() {
    let mut files: Vec<(String, Vec<u8>)> =
        (0..60).map(|i| (format!("a/{i:02}.txt"), REPORT.into())).collect();
    files.push(("a/deep/x.txt.gz".into(), gzipped(REPORT.as_bytes())));
    files.push(("a/.hidden.txt".into(), REPORT.into()));
    files.push(("b/page.html".into(), format!("<html><body><p>{REPORT}</p></body></html>").into()));
    files.push(("b/logo.png".into(), b"\x89PNG".to_vec()));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    let dir = folder(&files);
    let mut expected: Vec<String> = (0..60).map(|i| format!("{i:02}.txt")).collect();
    expected.extend(["x.txt.gz".to_owned(), "page.html".to_owned()]);
    let read = |jobs: &str| run(&["read", "--format=jsonl", "-j", jobs, dir.path().to_str().unwrap()]);
    let one = read("1");
    assert_eq!(one.status.code(), Some(0), "{}", err(&one));
    assert_eq!(ids(&one), expected);
    assert_eq!(one.stdout, read("5").stdout);
}

#[test]
fn json_lines_are_read_line_by_line() {
    let report = |id: &str| serde_json::json!({"id": id, "text": REPORT}).to_string();
    let text = [report("one"), "{\"id\": ".to_owned(), report("three")].join("\n");
    let dir = folder(&[("many.jsonl", text.as_bytes())]);
    let output =
        run(&[OsStr::new("read"), "--format=jsonl".as_ref(), dir.path().join("many.jsonl").as_ref()]);
    assert_eq!(ids(&output), ["one", "three"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("line 2"), "{}", err(&output));
}

#[test]
fn json_has_the_form_that_tools_rely_on() {
    let object = serde_json::json!({"id": "r1", "text": REPORT, "outlet": "Le Pays", "published": "2021-03-30",
        "url": "https://example.org/a"});
    let dir = folder(&[("r.json", object.to_string().as_bytes())]);
    let path = dir.path().join("r.json");
    let line = lines(&run(&[OsStr::new("read"), "--format=jsonl".as_ref(), path.as_ref()])).remove(0);
    let field = |name: &str| line[name].clone();
    assert_eq!(field("form"), 1);
    assert_eq!(field("id"), "r1");
    assert_eq!(field("text"), REPORT);
    assert_eq!(field("outlet"), "Le Pays");
    assert_eq!(field("published"), "2021-03-30");
    assert_eq!(field("url"), "https://example.org/a");
    let kept = field("kept")[0].clone();
    assert!(kept[1].as_u64().unwrap() <= REPORT.chars().count() as u64);
    let array = run(&[OsStr::new("read"), "--format=json".as_ref(), path.as_ref(), path.as_ref()]);
    let array: Vec<Value> = serde_json::from_str(out(&array)).unwrap();
    assert_eq!(array, [line.clone(), line]);
    let none = run(&["read", "--format=json", "there-is-none"]);
    assert_eq!(serde_json::from_str::<Vec<Value>>(out(&none)).unwrap(), Vec::<Value>::new());
}

#[test]
fn csv_has_its_header_once() {
    let dir = folder(&[("a.txt", REPORT.as_bytes()), ("b.txt", REPORT.as_bytes())]);
    let output = run(&[OsStr::new("read"), "--format=csv".as_ref(), dir.path().as_ref()]);
    assert_eq!(out(&output).lines().filter(|line| line.starts_with("report_id,outlet,")).count(), 1);
}

#[test]
fn standard_input_is_read_where_nothing_is_named() {
    for args in [&["read", "--format=jsonl"] as &[&str], &["read", "--format=jsonl", "-"]] {
        let mut child = selon().args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(REPORT.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(lines(&output)[0]["text"], REPORT);
    }
}

#[test]
fn known_dates_and_outlets_are_handed_on() {
    let dir = folder(&[("a.txt", REPORT.as_bytes())]);
    let path = dir.path().join("a.txt");
    let output = run(&[
        OsStr::new("read"),
        "--format=jsonl".as_ref(),
        "--published=2021-03".as_ref(),
        "--outlet=Le Pays".as_ref(),
        path.as_ref(),
    ]);
    assert_eq!(lines(&output)[0]["published"], "2021-03");
    assert_eq!(lines(&output)[0]["outlet"], "Le Pays");
}

#[test]
fn wrong_usage_is_status_two() {
    let dir = folder(&[("lexicon/none.txt", b""), ("wrong/groups.tsv", b"nonsense\nx\ty\n")]);
    let lexicon = dir.path().join("lexicon");
    let wrong = dir.path().join("wrong");
    let check = |args: &[&str], reason: &str| {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(reason), "{args:?}: {}", err(&output));
        assert_eq!(out(&output), "");
    };
    check(&["read", "--format", "xml"], "invalid value 'xml'");
    check(&["read", "--published", "28/03/2021", "-"], "a date is written 2021-03-28");
    check(&["read", "-", "-"], "can be read once only");
    check(&["raed"], "unrecognized subcommand");
    check(&[], "Usage: selon");
    check(&["read", "--lexicon", "/there/is/none", "-"], "there is no such file or folder");
    check(&["read", "--lexicon", lexicon.to_str().unwrap(), "-"], "holds no lexicon");
    check(
        &["read", "--lexicon", wrong.to_str().unwrap(), "-"],
        &format!("selon: --lexicon {}: groups.tsv, line 1: ", wrong.display()),
    );
    check(&["reread", "--lexicon", "my", "--no-lexicon"], "cannot be used with");
}

#[test]
fn users_lexicons_stand_beside_the_built_in_ones() {
    let groups = "id\tsector\tcountries\tnames\texample\n\
        group:desert-falcons\tREB\tMLI\tFaucons du désert\tLes Faucons du désert ont attaqué le poste.\n";
    let predicates = "predicate\tpos\ttype\tmode\tactor\trecipient\tcount\tflags\texample\n\
        escagasser\tverb\tASSAULT\ttargeted\tsubj\tobj\trecipient=killed\t\tIls ont [escagassé] deux gardes.\n";
    let cues = "cue\tpos\tspeaker\tcontent\tstance\tflags\texample\n\
        carillonner\tverb\tsubj\tccomp|quote\tassert\tincise\t{Ils ont fui}, a [carillonné] la police.\n";
    let places = "name\tenglish\taliases\tkind\tcountry\tparent\tseat\tlat\tlon\tprecision\texample\n\
        Tin Falcou\tTin Falcou\t\tvillage\tMLI\tMénaka\t\t15.5\t2.5\t1\tIls sont à Tin Falcou.\n";
    let report =
        "La police malienne a carillonné que les Faucons du désert ont escagassé deux gardes à Tin Falcou.";
    let dir = folder(&[
        ("mine/groups.tsv", groups.as_bytes()),
        ("mine/predicates.tsv", predicates.as_bytes()),
        ("mine/cues.tsv", cues.as_bytes()),
        ("mine/places.tsv", places.as_bytes()),
        ("r.txt", report.as_bytes()),
    ]);
    let (mine, path) = (dir.path().join("mine"), dir.path().join("r.txt"));
    let output = run(&[
        OsStr::new("read"),
        "--format=jsonl".as_ref(),
        "--lexicon".as_ref(),
        mine.as_ref(),
        path.as_ref(),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let with = lines(&output).remove(0);
    let claim = &with["claims"][0];
    assert_eq!(claim["trigger"]["text"], "escagassé");
    assert_eq!(claim["actors"][0]["party"], "group:desert-falcons");
    assert_eq!(claim["sources"][0]["text"], "La police malienne");
    assert_eq!(claim["place"]["lat"], 15.5);
    let without = lines(&run(&[OsStr::new("read"), "--format=jsonl".as_ref(), path.as_ref()])).remove(0);
    assert_eq!(without["claims"], serde_json::json!([]));
    assert_ne!(with["versions"], without["versions"]);
}

#[test]
fn colour_is_for_terminals_and_who_asks() {
    let dir = folder(&[("a.txt", REPORT.as_bytes())]);
    let path = dir.path().join("a.txt");
    let read = |args: &[&str], name: &str, value: &str| {
        let output = selon().arg("read").args(args).arg(&path).env(name, value).output().unwrap();
        out(&output).contains('\x1b')
    };
    assert!(!read(&[], "TERM", "xterm"));
    assert!(read(&["--color=always"], "TERM", "xterm"));
    assert!(!read(&["--color=never"], "TERM", "xterm"));
    assert!(!read(&["--color=auto"], "NO_COLOR", "1"));
}

#[test]
fn the_view_keeps_to_its_width_and_language() {
    let title =
        "Un convoi de l'armée attaqué près de Djibo, dans le nord du Burkina Faso, selon le ministère";
    let object = serde_json::json!({"title": title, "text": REPORT, "language": "fr"});
    let dir = folder(&[("a.json", object.to_string().as_bytes())]);
    let view = |width: &str, lang: &str| {
        let path = dir.path().join("a.json");
        let output = selon().arg("read").arg(path).env("COLUMNS", width).env("LANG", lang).output().unwrap();
        out(&output).to_owned()
    };
    for width in [40, 72, 120] {
        let view = view(&width.to_string(), "C");
        assert!(view.lines().all(|line| line.chars().count() <= width), "{width}:\n{view}");
    }
    assert!(view("100", "en_US.UTF-8").contains(" claim"));
    assert!(view("100", "fr_FR.UTF-8").contains(" affirmation"));
}

#[test]
fn hostile_text_does_not_reach_the_terminal() {
    let object =
        serde_json::json!({"id": "\u{1b}[2J", "title": "a\u{1b}]0;x\u{7}b\u{9b}31m\u{202e}", "text": REPORT});
    let dir = folder(&[("a.json", object.to_string().as_bytes())]);
    let path = dir.path().join("a.json");
    for args in [&["read"] as &[&str], &["clean"], &["read", "--format=csv"], &["read", "--format=jsonl"]] {
        let output = selon().args(args).arg(&path).output().unwrap();
        assert!(!out(&output).contains(['\u{1b}', '\u{9b}', '\u{7}']), "{args:?}");
    }
    let output = run(&["read", "no\u{1b}[31m.txt"]);
    assert!(!err(&output).contains('\u{1b}'));
}

#[test]
fn clean_prints_the_article() {
    let object = serde_json::json!({"title": "Un convoi attaqué", "outlet": "Le Pays", "published": "2021-03-30",
        "text": REPORT});
    let dir = folder(&[("a.json", object.to_string().as_bytes())]);
    let path = dir.path().join("a.json");
    let text = run(&[OsStr::new("clean"), path.as_ref()]);
    assert!(
        out(&text).starts_with("Un convoi attaqué\n\nLe Pays · 2021-03-30\n\nDes hommes armés"),
        "{}",
        out(&text)
    );
    let json = run(&[OsStr::new("clean"), "--format=json".as_ref(), path.as_ref()]);
    let json: Value = serde_json::from_str(out(&json)).unwrap();
    assert_eq!(json[0]["title"], "Un convoi attaqué");
    assert_eq!(json[0]["blocks"][0]["kind"], "paragraph");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let report = serde_json::json!({"text": REPORT}).to_string() + "\n";
    let dir = folder(&[("many.jsonl", report.repeat(3000).as_bytes())]);
    let mut child = selon()
        .args(["read", "--format=jsonl"])
        .arg(dir.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 100];
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut first).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(err(&output), "");
}

#[test]
fn a_closed_pipe_ends_also_while_an_input_does_not() {
    let report = serde_json::json!({"text": REPORT}).to_string() + "\n";
    let dir = folder(&[("many.jsonl", report.repeat(3000).as_bytes())]);
    let mut child = selon()
        .args(["read", "--format=jsonl", "--jobs=2"])
        .args([dir.path(), Path::new("-")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Nothing is written into it, and it stays open: a worker waits for it all the time.
    let endless = child.stdin.take();
    let mut first = [0; 100];
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut first).unwrap();
    drop(pipe);
    let status = (0..600).find_map(|_| {
        thread::sleep(Duration::from_millis(100));
        child.try_wait().unwrap()
    });
    if status.is_none() {
        child.kill().unwrap();
    }
    assert_eq!(status.and_then(|status| status.code()), Some(0), "it ends at once");
    drop(endless);
    assert_eq!(err(&child.wait_with_output().unwrap()), "");
}

/// What prints in any other way than a report after the other.
#[test]
fn a_pipe_that_nobody_reads_is_no_failure_of_any_command() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/menaka-depeche.txt");
    let dir = folder(&[]);
    let ledger = dir.path().join("l.db");
    let added = selon().arg("add").args([&examples]).arg("--ledger").arg(&ledger).output().unwrap();
    assert!(added.status.success(), "{}", err(&added));
    let check = |args: &str| {
        let (nobody, pipe) = std::io::pipe().unwrap();
        drop(nobody);
        let output =
            selon().args(args.split(' ')).env("SELON_LEDGER", &ledger).stdout(pipe).output().unwrap();
        assert_eq!((output.status.code(), err(&output)), (Some(0), ""), "{args}");
    };
    check(&format!("read {}", examples.display()));
    check(&format!("clean {}", examples.display()));
    check(&format!("add --format jsonl {}", examples.display()));
    for args in [
        "completions bash",
        "claims --format csv",
        "claims --format geojson",
        "sources",
        "incidents --format json",
        "show menaka-depeche.txt",
        "count --rule acled-low",
        "export --as csv",
        "export --as prov",
        "reread",
        "verify",
    ] {
        check(args);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_told() {
    let dir = folder(&[("a.txt", REPORT.as_bytes())]);
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = selon().arg("read").arg(dir.path()).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(err(&output), "selon: standard output: no space left on device\n");
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let output = run(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output).contains("lexicon"), "{shell}");
    }
}

#[test]
fn the_examples_are_read() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let output = run(&[OsStr::new("read"), "--format=jsonl".as_ref(), examples.as_ref()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
}

#[test]
fn parse_prints_conllu_and_json_of_whole_texts() {
    let text = "L'armée\u{202f}aurait quitté Bangui 🙂 du tout.\n\nMenu\nIl dort.\n";
    let dir = folder(&[("a.txt", text.as_bytes())]);
    let file = dir.path().join("a.txt");
    let conllu = run(&[OsStr::new("parse"), file.as_ref()]);
    let rows: Vec<Vec<&str>> = out(&conllu).lines().map(|l| l.split('\t').collect()).collect();
    assert_eq!(rows[0], ["# newdoc id = a.txt"]);
    let words: Vec<&Vec<&str>> = rows.iter().filter(|r| r.len() > 1).collect();
    assert!(words.iter().all(|r| r.len() == 10), "{}", out(&conllu));
    assert_eq!(words.iter().filter(|r| r[7] == "root").count(), 3, "a sentence a line, nothing left out");
    let points: Vec<char> = text.chars().collect();
    for row in words.iter().filter(|r| !matches!(r[9], "_")) {
        let range = row[9].rsplit("TokenRange=").next().unwrap().split('|').next().unwrap();
        let (start, end) = range.split_once(':').unwrap();
        let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
        assert_eq!(points[start..end].iter().collect::<String>(), row[1]);
    }
    let json = lines(&run(&[OsStr::new("parse"), "--format=jsonl".as_ref(), file.as_ref()]));
    let sentences = json[0]["sentences"].as_array().unwrap();
    let word = &sentences[0]["words"][2];
    assert_eq!((word["form"].as_str(), word["upos"].as_str()), (Some("aurait"), Some("AUX")));
    assert!(word["feats"].as_str().unwrap().contains("Mood=Cnd"));
    assert_eq!(sentences[2]["words"][1]["lemma"], "dormir");
}
