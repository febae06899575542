//! Runs the Markdown case files of this folder: see its `README.md`.
//!
//! With `SELON_UPDATE=1` the marks `(open)` are set and removed as the cases fail and pass; with
//! `SELON_OPEN=1` the marks are ignored, to see what the open cases lack.

mod check;
mod parse;
mod show;
mod snapshots;

use std::fs;
use std::path::{Path, PathBuf};

use selon::model::{Article, Block, BlockKind, PartialDate, Span};
use selon::{Reader, Resources};

use parse::Case;

#[test]
fn every_case_passes_or_is_open() {
    let resources = Resources::builtin().unwrap();
    let reader = Reader::new(&resources);
    let mut problems = Vec::new();
    let mut open = Vec::new();
    for path in files() {
        let markdown = fs::read_to_string(&path).unwrap();
        let cases = parse::cases(&markdown).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let results: Vec<Vec<String>> = cases.iter().map(|case| run(&reader, case)).collect();
        if std::env::var_os("SELON_UPDATE").is_some() {
            fs::write(&path, marked(&markdown, &cases, &results)).unwrap();
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (case, differences) in cases.iter().zip(&results) {
            if let Some(problem) = problem(case, differences) {
                problems.push(format!("{name}:{} {}\n{problem}", case.line, case.name));
            } else if case.open {
                open.push(format!("{name}:{} {}", case.line, case.name));
            }
        }
    }
    assert!(
        problems.is_empty(),
        "{} cases need a look ({} more are open)\n\n{}",
        problems.len(),
        open.len(),
        problems.join("\n\n")
    );
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

/// What differs from the case's expectations, and below it what was found.
fn run(reader: &Reader<'_>, case: &Case) -> Vec<String> {
    let report = reader.read(article(case));
    let mut lines = check::differences(case, &report);
    if !lines.is_empty() {
        lines.push("found:".to_owned());
        lines.extend(report.claims.iter().map(|c| format!("  {}", show::line(c, &report.article.text))));
    }
    lines
}

/// What a person has to do about a case, if anything.
fn problem(case: &Case, differences: &[String]) -> Option<String> {
    let open = case.open && std::env::var_os("SELON_OPEN").is_none();
    match (open, differences.is_empty()) {
        (false, false) => Some(format!("> {}\n{}", case.text, differences.join("\n"))),
        (true, true) => Some("passes now: remove its mark \"(open)\"".to_owned()),
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

/// The file with the mark `(open)` on the headings of the failing cases and on no other.
fn marked(markdown: &str, cases: &[Case], results: &[Vec<String>]) -> String {
    let mut lines: Vec<String> = markdown.lines().map(str::to_owned).collect();
    for (case, differences) in cases.iter().zip(results) {
        let mark = if differences.is_empty() { "" } else { " (open)" };
        lines[case.line - 1] = format!("## {}{mark}", case.name);
    }
    lines.join("\n") + "\n"
}
