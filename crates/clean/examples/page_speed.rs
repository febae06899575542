//! Prints how long cleaning takes and what it finds: the made pages of the tests at about 100 KB, texts given as files.

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/pages/mod.rs"]
mod pages;

use std::io::Write;
use std::sync::LazyLock;
use std::time::Instant;

use selon_clean::{Cleaner, Hints};

static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::builtin().expect("the built-in table"));

const ROUNDS: usize = 15;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let mut times = Vec::new();
    for page in pages::all(100) {
        let time = least(page.html.as_bytes());
        let found =
            CLEANER.articles(page.html.as_bytes(), &Hints::default()).into_iter().find_map(Result::ok);
        let f1 = pages::shingle_f1(&found.unwrap_or_default().text, &page.article());
        writeln!(out, "{:<12} {:>4} KB {time:>7.2} ms  F1 {f1:.3}", page.name, page.html.len() / 1024)?;
        times.push(time);
    }
    writeln!(out, "median of {} pages: {:.2} ms", times.len(), middle(&mut times))?;
    let mut times = Vec::new();
    for path in std::env::args().skip(1) {
        times.push(least(&std::fs::read(path)?));
    }
    if !times.is_empty() {
        writeln!(out, "median of {} texts: {:.3} ms", times.len(), middle(&mut times))?;
    }
    Ok(())
}

/// The least of some readings, in milliseconds: a busy machine only ever adds to it.
fn least(bytes: &[u8]) -> f64 {
    let once = |_| {
        let start = Instant::now();
        std::hint::black_box(CLEANER.articles(bytes, &Hints::default()));
        start.elapsed().as_secs_f64() * 1000.0
    };
    (0..ROUNDS).map(once).fold(f64::INFINITY, f64::min)
}

fn middle(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
