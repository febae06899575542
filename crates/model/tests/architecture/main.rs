//! Holds every crate of the workspace against its architecture: no circle between the files of a
//! crate, no arrow against the floors of `claims`, no function and no file that is too long.
//!
//! An arrow goes from a file to the file of the deepest module that a path of it names: in `use`, and
//! in paths within the code. What a parent hands on (`pub use child::Name`) is the parent's for those
//! who import it there, and is an arrow to the child. `mod child;` alone is none. Code under
//! `#[cfg(test)]` may import what it likes.
//!
//! The file needs nothing but the standard library, and prints its report when compiled alone:
//! `rustc --edition 2024 -O crates/model/tests/architecture/main.rs -o check && ./check . [CRATE…]`.

mod graph;
mod modules;
mod source;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use graph::Graph;
use modules::Modules;
use source::{functions, tokens};

/// Lines of a function, from its `fn` to its last brace.
const LONGEST_FUNCTION: usize = 60;
/// Functions that may be longer: flat tables and matches that only map.
const FLAT: &[&str] = &[
    // A check a line.
    "claims/tests/tables.rs: faults_name_file_and_line",
    "ledger/src/comparison/compare.rs: who_where_when_and_whether",
    // Values of a report, field by field.
    "ledger/src/fixtures.rs: report",
    "ledger/src/origin/fixtures.rs: write",
    "ledger/src/query/tests/fixtures.rs: claim",
];
const LONGEST_FILE: usize = 600;

/// Modules of a crate, each of which may import those before it; other files at the crate's root are
/// below them all, the root itself above.
const FLOORS: &[(&str, &[&str])] = &[("claims", &["lexicon", "syntax", "mentions", "candidates", "decide"])];

#[cfg(not(test))]
fn main() {
    use std::io::Write as _;

    let mut args = std::env::args().skip(1);
    let root = PathBuf::from(args.next().unwrap_or_else(|| ".".to_owned()));
    let only: Vec<String> = args.collect();
    let (faults, report) = inspect(&root, &only);
    // Who closes the pipe has read enough.
    let _ = writeln!(std::io::stdout(), "{report}\n{}\n{} faults", faults.join("\n"), faults.len());
    std::process::exit(i32::from(!faults.is_empty()));
}

/// All faults of the crates (of those named, where some are), and their graphs in a line each.
fn inspect(root: &Path, only: &[String]) -> (Vec<String>, String) {
    let (mut faults, mut report) = (Vec::new(), String::new());
    for folder in entries(&root.join("crates")) {
        let name = file_name(&folder);
        if !only.is_empty() && !only.contains(&name) {
            continue;
        }
        for path in rust_files(&folder) {
            let shown = format!("{name}/{}", relative(&folder, &path));
            faults.extend(too_long(&shown, &read(&path)));
        }
        let source = folder.join("src");
        let files = rust_files(&source).into_iter().map(|p| (relative(&source, &p), read(&p))).collect();
        let graph = Graph::of(&Modules::of(files));
        let circles = graph.circles();
        let _ = writeln!(
            report,
            "{name}: {} files, {} arrows, {} files in {} circles",
            graph.files.len(),
            graph.arrows.len(),
            circles.iter().map(BTreeSet::len).sum::<usize>(),
            circles.len()
        );
        faults.extend(circles.iter().map(|circle| graph.describe(&name, circle)));
        faults.extend(
            FLOORS.iter().filter(|(n, _)| *n == name).flat_map(|(_, floors)| graph.against(&name, floors)),
        );
    }
    (faults, report)
}

fn too_long(shown: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        faults.push(format!("{shown}: {lines} lines"));
    }
    for (function, lines) in functions(&tokens(text)) {
        let place = format!("{shown}: {function}");
        if lines > LONGEST_FUNCTION && !FLAT.contains(&place.as_str()) {
            faults.push(format!("{place}: {lines} lines"));
        }
    }
    faults
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn relative(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    #[test]
    fn the_crates_keep_to_their_architecture() {
        let (faults, _) = inspect(&root(), &[]);
        assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n"));
    }

    fn arrows_of(files: &[(&str, &str)]) -> Vec<String> {
        let files = files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        let graph = Graph::of(&Modules::of(files));
        graph.arrows.keys().map(|(from, to)| format!("{from} -> {to}")).collect()
    }

    #[test]
    fn arrows_go_to_the_file_that_a_path_names() {
        let found = arrows_of(&[
            ("lib.rs", "mod a; mod b;\npub use a::One;"),
            ("a/mod.rs", "mod deep;\npub(crate) use self::deep::{Two, Three as Four};\nstruct One;"),
            ("a/deep.rs", "use super::One; // use crate::b::No;\nconst S: &str = \"crate::b::No\";"),
            ("b.rs", "use crate::a;\nfn f<'a>() { a::deep::g('\\''); crate::One::new() }"),
        ]);
        let expected = [
            "a/deep.rs -> a/mod.rs",
            "a/mod.rs -> a/deep.rs",
            "b.rs -> a/deep.rs",
            "b.rs -> a/mod.rs",
            "b.rs -> lib.rs",
            "lib.rs -> a/mod.rs",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn tests_may_import_what_they_like() {
        let found = arrows_of(&[
            ("lib.rs", "mod a;\n#[cfg(test)]\nmod samples;"),
            ("a.rs", "#[cfg(test)]\nmod tests { use crate::One; }\n#[test]\nfn t() { crate::two() }"),
            ("samples.rs", "use crate::a::A;"),
        ]);
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn circles_are_found() {
        let files =
            [("a.rs", "use crate::b::B;"), ("b.rs", "use crate::c::C;"), ("c.rs", "use crate::a::A;")];
        let mut files: Vec<_> = files.iter().map(|(p, t)| (p.to_string(), t.to_string())).collect();
        files.push(("d.rs".into(), "use crate::a::A;".into()));
        files.push(("lib.rs".into(), "mod a; mod b; mod c; mod d;".into()));
        let circles = Graph::of(&Modules::of(files)).circles();
        assert_eq!(circles, [BTreeSet::from(["a.rs", "b.rs", "c.rs"].map(str::to_owned))]);
    }

    #[test]
    fn long_functions_are_found() {
        let text =
            format!("fn a(x: [u8; 2]) {{\n{}}}\ntrait T {{ fn b(); }}\nfn c() {{}}", "    x;\n".repeat(3));
        let lengths: Vec<(String, usize)> = functions(&tokens(&text)).collect();
        assert_eq!(lengths, [("a".to_owned(), 5), ("c".to_owned(), 1)]);
    }
}
