//! Times the loading of resources and the reading of reports on one core.
//!
//! Times are those that the thread spent on a processor, where the system tells them, so that other
//! work on the machine counts less. Machines differ all the same: every time is also given as a ratio to
//! a yardstick that runs in between, a count of the words of the same text.

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use anyhow::{Result, bail};
use selon::model::Article;
use selon::{Reader, Resources};

use crate::gold;
use crate::sets::Set;

/// Passes of the yardstick over the text in one of its runs.
const PASSES: u32 = 50;

/// Prints times and the peak of memory.
pub(crate) fn run(sets: &[Set], rounds: usize) -> Result<()> {
    let mut docs = Vec::new();
    for set in sets {
        docs.extend(set.load()?);
    }
    let articles = docs.iter().map(gold::article).collect::<Result<Vec<Article>>>()?;
    let words: usize = articles.iter().map(words_kept).sum();
    if words == 0 || rounds == 0 {
        bail!("there is nothing to time");
    }
    let mut loads: Vec<f64> = (0..rounds).map(|_| timed(Resources::builtin).0).collect();
    let resources = Resources::builtin()?;
    let reader = Reader::new(&resources);
    let (mut cleans, mut reads, mut sticks) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        sticks.push(timed(|| yardstick(&articles)).0 / f64::from(PASSES));
        cleans.push(timed(|| docs.iter().map(gold::article).map(|a| a.is_ok()).collect::<Vec<_>>()).0);
        let inputs = articles.clone();
        reads.push(timed(|| inputs.into_iter().map(|a| reader.read(a).claims.len()).sum::<usize>()).0);
    }
    let per = 500.0 / words as f64;
    let stick = median(&mut sticks) * per;
    println!("{} articles, {words} words kept, {rounds} rounds, one core; medians", articles.len());
    println!("resources      {:>9.2} ms to load", median(&mut loads));
    println!("yardstick      {stick:>9.4} ms per 500 words");
    for (name, times) in [("clean (text)", &mut cleans), ("read", &mut reads)] {
        let time = median(times) * per;
        println!("{name:<14} {time:>9.3} ms per 500 words = {:>7.0} yardsticks", time / stick);
    }
    match peak_memory() {
        Some(kib) => println!("peak memory    {:>9.1} MiB", kib / 1024.0),
        None => println!("peak memory    not told by this system"),
    }
    Ok(())
}

/// The time of a piece of work in milliseconds, and what it gave.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let (begin, on_processor) = (Instant::now(), processor_time());
    let result = black_box(work());
    let elapsed = begin.elapsed().as_secs_f64() * 1000.0;
    let time = on_processor.zip(processor_time()).map(|(before, after)| after - before);
    (time.unwrap_or(elapsed), result)
}

/// Milliseconds that this thread has spent on a processor, as Linux tells them.
fn processor_time() -> Option<f64> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = stat.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e6)
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn words_kept(article: &Article) -> usize {
    article.kept_spans().map(|s| s.of_text(&article.text).split_whitespace().count()).sum()
}

fn yardstick(articles: &[Article]) -> usize {
    (0..PASSES).map(|_| black_box(articles).iter().map(words_kept).sum::<usize>()).sum()
}

/// The most memory that this process has held, in KiB, as Linux tells it.
fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
