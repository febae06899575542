//! What the tests of figures and periods share: tables of cases, scrambled texts, coded reports.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// Reads each line's cells but the last, and compares what is found with the last.
pub(crate) fn check_cases(cases: &str, read: impl Fn(&[&str]) -> String) {
    let mut wrong = Vec::new();
    for line in cases.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (expected, given) = cells.split_last().unwrap();
        let found = read(given);
        if found != *expected {
            wrong.push(format!("{}\n   expected {expected}\n   found    {found}", given[0]));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Texts of words in any order, some of them without blanks between; the same in every run.
pub(crate) fn scrambled(words: &[&str]) -> Vec<String> {
    let mut state = 88_172_645_463_325_252u64;
    let mut texts = vec![String::new(); 3000];
    for text in &mut texts {
        for _ in 0..25 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(words[(state >> 33) as usize % words.len()]);
            text.push_str(if state & 3 == 0 { "" } else { " " });
        }
    }
    texts
}

/// The hand-coded reports beside the workspace, by file; none where they are not.
pub(crate) fn coded_reports() -> Vec<(PathBuf, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.path()).collect();
    paths.sort();
    let report = |path: PathBuf| {
        let report = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        (path, report)
    };
    paths.into_iter().map(report).collect()
}
