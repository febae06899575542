//! Prints precision, recall and F1 of the words kept of each page of `tests/pages/sites`; with `-v` the lines that differ.

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/pages/mod.rs"]
mod pages;

use std::io::Write;
use std::sync::LazyLock;

use selon_clean::{Cleaner, Hints};

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::builtin().expect("the built-in table"));

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let verbose = std::env::args().any(|a| a == "-v");
    let sites = pages::sites::all();
    let mut sum = (0.0, 0.0, 0.0);
    for site in &sites {
        let found = CLEANER.articles(site.html.as_bytes(), &Hints::default()).remove(0).unwrap_or_default();
        let (p, r, f1) = pages::sites::overlap(&found.text, &site.article.join("\n"));
        writeln!(out, "{:<20} P {p:.3}  R {r:.3}  F1 {f1:.3}", site.name)?;
        sum = (sum.0 + p, sum.1 + r, sum.2 + f1);
        if verbose {
            for (mark, line) in differing(&found.text, &site.article) {
                writeln!(out, "    {mark} {line}")?;
            }
        }
    }
    let n = sites.len() as f64;
    writeln!(out, "mean of {n} pages: P {:.4}  R {:.4}  F1 {:.4}", sum.0 / n, sum.1 / n, sum.2 / n)
}

fn differing<'t>(found: &'t str, wanted: &'t [String]) -> Vec<(char, &'t str)> {
    let tidy = |line: &str| line.replace('\u{AD}', "").split_whitespace().collect::<String>();
    let kept: Vec<String> = found.lines().map(tidy).collect();
    let asked: Vec<String> = wanted.iter().map(|w| tidy(w)).collect();
    let more = found.lines().filter(|l| !l.is_empty() && !asked.contains(&tidy(l))).map(|l| ('+', l));
    let less = wanted.iter().filter(|w| !kept.contains(&tidy(w))).map(|w| ('-', w.as_str()));
    more.chain(less).collect()
}
