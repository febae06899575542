//! Runs the Markdown case files of this folder, each case a test of its own: see its `README.md`.
//!
//! With `SELON_UPDATE=1` the files and the snapshots are brought up to date instead; with
//! `SELON_OPEN=1` the marks `(open)` are ignored, to see what the open cases lack.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod check;
mod parse;
mod show;
mod snapshots;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;

use libtest_mimic::{Arguments, Failed, Trial};
use selon::model::{Article, Block, BlockKind, PartialDate, Span};
use selon::{Reader, Resources};

use check::Outcome;
use parse::Case;

/// The tests of this harness itself.
const OWN: &[(&str, fn())] = &[
    ("a_case_file_is_read", parse::a_case_file_is_read),
    ("a_fault_in_a_case_names_its_line", parse::a_fault_in_a_case_names_its_line),
    ("mentions_are_compared_by_their_words", check::mentions_are_compared_by_their_words),
    ("a_file_is_marked_as_its_cases_pass", a_file_is_marked_as_its_cases_pass),
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    if std::env::var_os("SELON_UPDATE").is_some() && !arguments.list {
        files().iter().for_each(|path| update(path));
        snapshots::update();
        return ExitCode::SUCCESS;
    }
    let own = OWN.iter().map(|(name, test)| {
        Trial::test(format!("harness::{name}"), || {
            test();
            Ok(())
        })
    });
    let mut tests: Vec<Trial> = own.collect();
    tests.extend(snapshots::tests());
    for path in files() {
        tests.extend(file_tests(&path));
    }
    libtest_mimic::run(&arguments, tests).exit_code()
}

/// Loaded once, by the first test that reads.
pub(crate) fn reader() -> Reader<'static> {
    static RESOURCES: OnceLock<Resources> = OnceLock::new();
    Reader::new(RESOURCES.get_or_init(|| Resources::builtin().unwrap()))
}

/// The case files, in the order of their names.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).expect("the folder of this file is there");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|p| p.extension().is_some_and(|e| e == "md") && !p.ends_with("README.md"))
        .collect();
    files.sort();
    files
}

/// A test for each case, `FILE::heading-in-words`; a heading that returns has its number behind it.
/// A file that cannot be read is one test, which says why.
fn file_tests(path: &Path) -> Vec<Trial> {
    let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let markdown = fs::read_to_string(path).unwrap();
    let cases = match parse::cases(&markdown) {
        Ok(cases) => cases,
        Err(fault) => return vec![Trial::test(file, || Err(Failed::from(fault)))],
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let tests = cases.into_iter().map(|case| {
        let count = seen.entry(slug(&case.name)).or_default();
        *count += 1;
        let number = if *count > 1 { format!("-{count}") } else { String::new() };
        let name = format!("{file}::{}{number}", slug(&case.name));
        Trial::test(name, move || problem(&case, &run(&case)).map_or(Ok(()), |p| Err(p.into())))
    });
    tests.collect()
}

/// A heading without what a shell would want quoted.
fn slug(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// What differs from the case's expectations, and below it what was found.
fn run(case: &Case) -> Outcome {
    let report = reader().read(article(case));
    let mut outcome = check::outcome(case, &report);
    if !outcome.differences.is_empty() {
        outcome.differences.push("found:".to_owned());
        let found = report.claims.iter().map(|c| format!("  {}", show::line(c, &report.article.text)));
        outcome.differences.extend(found);
    }
    outcome
}

/// What a person has to do about a case, if anything.
fn problem(case: &Case, outcome: &Outcome) -> Option<String> {
    let open = case.open && std::env::var_os("SELON_OPEN").is_none();
    match (open, outcome.differences.is_empty()) {
        (false, false) => {
            Some(format!("line {}\n> {}\n{}", case.line, case.text, outcome.differences.join("\n")))
        }
        (true, true) => Some(format!("line {}: passes now: remove its mark \"(open)\"", case.line)),
        (false, true) if !outcome.mended.is_empty() => {
            Some(format!("no longer found: strike the lines {:?}", outcome.mended))
        }
        _ => None,
    }
}

fn article(case: &Case) -> Article {
    Article {
        id: case.name.clone(),
        text: case.text.clone(),
        kept: paragraphs(&case.text),
        published: case.published.as_deref().and_then(PartialDate::parse),
        language: Some("fr".to_owned()),
        ..Article::default()
    }
}

/// One block per paragraph; empty lines part them.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n") {
        if !paragraph.is_empty() {
            let offset = |i: usize| u32::try_from(i).expect("a case is short");
            let span = Span::new(offset(at), offset(at + paragraph.len()));
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
        at += paragraph.len() + 2;
    }
    blocks
}

fn update(path: &Path) {
    let markdown = fs::read_to_string(path).unwrap();
    let cases = parse::cases(&markdown).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let outcomes: Vec<Outcome> = cases.iter().map(run).collect();
    fs::write(path, marked(&markdown, &cases, &outcomes)).unwrap();
}

/// The file with the mark `(open)` on the headings of the failing cases and on no other, and without
/// the wrong claims that are no longer found.
fn marked(markdown: &str, cases: &[Case], outcomes: &[Outcome]) -> String {
    let mut lines: Vec<Option<String>> = markdown.lines().map(|line| Some(line.to_owned())).collect();
    for (case, outcome) in cases.iter().zip(outcomes) {
        let passes = outcome.differences.is_empty();
        let mark = if passes { "" } else { " (open)" };
        lines[case.line - 1] = Some(format!("## {}{mark}", case.name));
        for line in outcome.mended.iter().filter(|_| passes) {
            lines[line - 1] = None;
        }
        // A list that lost all its lines says that nothing is found.
        if let Some(last) =
            outcome.mended.last().filter(|_| passes && outcome.mended.len() == case.wanted.len())
        {
            lines[last - 1] = Some("- nothing".to_owned());
        }
    }
    lines.into_iter().flatten().map(|line| line + "\n").collect()
}

fn a_file_is_marked_as_its_cases_pass() {
    let markdown = "## A (open)\n\n> Un.\n\n- wrong: TOLL «Un»\n\n## B\n\n> Deux.\n\n- TOLL «Deux»\n";
    let cases = parse::cases(markdown).unwrap();
    let mended = Outcome { mended: vec![5], ..Outcome::default() };
    let failed = Outcome { differences: vec!["- missing".to_owned()], ..Outcome::default() };
    let expected = "## A\n\n> Un.\n\n- nothing\n\n## B (open)\n\n> Deux.\n\n- TOLL «Deux»\n";
    assert_eq!(marked(markdown, &cases, &[mended, failed]), expected);
}
