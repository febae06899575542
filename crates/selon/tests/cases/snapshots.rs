//! Reads every file of `examples/` and compares all that was read with `tests/snapshots/`, for a
//! person to look at when it changes. `SELON_UPDATE=1` writes the snapshots anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use selon::{Hints, Report};

use crate::{reader, show};

/// One test for each example.
pub(crate) fn tests() -> Vec<Trial> {
    examples().into_iter().map(test).collect()
}

fn test(path: PathBuf) -> Trial {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Trial::test(format!("examples::{name}"), move || {
        let (wanted, found) = (fs::read_to_string(kept(&name)).unwrap_or_default(), snapshot(&path, &name));
        if wanted == found {
            return Ok(());
        }
        let note = "the reading has changed; if it is better now, run with SELON_UPDATE=1";
        Err(format!("{note}\n{}", difference(&wanted, &found)).into())
    })
}

/// Writes all snapshots anew.
pub(crate) fn update() {
    for path in examples() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        fs::create_dir_all(kept(&name).parent().unwrap()).unwrap();
        fs::write(kept(&name), snapshot(&path, &name)).unwrap();
    }
}

fn kept(name: &str) -> PathBuf {
    root().join("crates/selon/tests/snapshots").join(format!("{name}.snap"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The example reports, in the order of their names.
fn examples() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("examples")).expect("the examples are there");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("their folder can be read").path()).collect();
    paths.sort();
    paths
}

fn snapshot(path: &Path, name: &str) -> String {
    let file = fs::File::open(path).expect("an example can be opened");
    let hints = Hints { id: name.to_owned(), ..Hints::default() };
    let mut out = String::new();
    let cleaner = selon::Cleaner::builtin().expect("the built-in table");
    for article in cleaner.stream(file, hints) {
        match article {
            Ok(article) => describe(&reader().read(article), &mut out),
            Err(error) => out.push_str(&format!("# {name}: {error}\n")),
        }
    }
    out
}

fn describe(report: &Report, out: &mut String) {
    let article = &report.article;
    let dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let published = article.published.map(|d| d.to_string());
    let _ = writeln!(out, "# {}", article.id);
    let _ = writeln!(out, "title: {}", dash(&article.title));
    let _ = writeln!(out, "outlet: {}", dash(&article.outlet));
    let _ = writeln!(out, "published: {}", dash(&published));
    for claim in &report.claims {
        let text = &article.text;
        let _ = writeln!(out, "\n{}{}", show::head(claim, text), if claim.quoted { " quoted" } else { "" });
        for (label, value) in [
            ("says", show::chain(&show::sources(claim, text))),
            ("who", show::chain(&show::arguments(&claim.actors, text))),
            ("whom", show::chain(&show::arguments(&claim.recipients, text))),
            ("where", show::chain(&show::place(claim, text))),
            ("when", show::period(claim)),
            ("figures", show::figures(claim).join(", ")),
        ] {
            if !(value.is_empty() || value == "none") {
                let _ = writeln!(out, "  {label:<8}{value}");
            }
        }
    }
    let _ = writeln!(out, "\n{} claims\n", report.claims.len());
}

/// The lines that only one of the two has.
fn difference(wanted: &str, found: &str) -> String {
    let only = |a: &str, b: &str, mark: char| -> String {
        let others: Vec<&str> = b.lines().collect();
        a.lines().filter(|l| !others.contains(l)).map(|l| format!("{mark} {l}\n")).collect()
    };
    format!("{}{}", only(wanted, found, '-'), only(found, wanted, '+'))
}
