//! Measures the ledger on reports whose incidents and echoes are known.
//!
//! Incidents by B³ (Bagga and Baldwin 1998): each report counts with those that share an incident with it as its news,
//! against those that truly do. Echoes by the pairs whose one takes over at least [`SHARED`] of the shorter text of the two;
//! two echoes of one report share its words and count neither for nor against.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant as Clock};
use std::{env, fs, thread};

use anyhow::{Context, Result, bail};
use selon::{Hints, Reader, Resources};
use selon_ledger::query::{Filter, Order};
use selon_ledger::{Entry, Instant, Ledger};
use serde::Deserialize;

use crate::generate::{Options, Truth, generate};
use crate::measure::Hits;

/// The part of the shorter text that makes a pair of reports one to find.
pub(crate) const SHARED: f64 = 0.30;

/// Precision and recall by B³.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct BCubed {
    precision: f64,
    recall: f64,
}

impl BCubed {
    fn f1(self) -> f64 {
        let BCubed { precision, recall } = self;
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

type Groups = BTreeMap<String, BTreeSet<String>>;

/// `truth` names each report's incident; `found` are the reports of each incident.
fn b_cubed(truth: &BTreeMap<String, String>, found: &[Vec<String>]) -> BCubed {
    let mut really: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    truth.iter().for_each(|(report, incident)| {
        really.entry(incident).or_default().insert(report);
    });
    let mut together: Groups = truth.keys().map(|r| (r.clone(), BTreeSet::from([r.clone()]))).collect();
    for reports in found {
        for report in reports {
            if let Some(others) = together.get_mut(report) {
                others.extend(reports.iter().cloned());
            }
        }
    }
    let mut sum = BCubed::default();
    for (report, others) in &together {
        let true_ones = &really[truth[report].as_str()];
        let shared = others.iter().filter(|other| true_ones.contains(other.as_str())).count() as f64;
        sum.precision += shared / others.len() as f64;
        sum.recall += shared / true_ones.len() as f64;
    }
    let reports = truth.len().max(1) as f64;
    BCubed { precision: sum.precision / reports, recall: sum.recall / reports }
}

/// The reports of every incident that some report tells as its news.
fn incidents(ledger: &Ledger) -> Result<Vec<Vec<String>>> {
    let heads = ledger.incidents()?;
    let news = heads.iter().filter(|head| head.news);
    news.map(|head| Ok(ledger.reports_of(head.row)?)).collect()
}

/// Pairs of echoes that were found and that are there to find.
fn echoes(ledger: &Ledger, truth: &[Truth]) -> Result<Hits> {
    let by_id: BTreeMap<&str, &Truth> = truth.iter().map(|t| (t.id.as_str(), t)).collect();
    let wanted = |t: &&Truth| t.shares.iter().filter(|share| **share >= SHARED).count() as u32;
    let mut hits = Hits { gold: truth.iter().map(|t| wanted(&t)).sum(), ..Hits::default() };
    for (a, b) in ledger.echo_pairs()? {
        let (Some(a), Some(b)) = (by_id.get(a.as_str()), by_id.get(b.as_str())) else { continue };
        match shared(a, b).or(shared(b, a)) {
            Some(share) if share >= SHARED => {
                hits.hit += 1;
                hits.found += 1;
            }
            // Shares less, or is an echo of the same report.
            Some(_) => {}
            None if !related(a, b) => hits.found += 1,
            None => {}
        }
    }
    Ok(hits)
}

/// The part that `a` takes over from `b`.
fn shared(a: &Truth, b: &Truth) -> Option<f64> {
    a.echo_of.iter().position(|id| *id == b.id).and_then(|at| a.shares.get(at)).copied()
}

fn related(a: &Truth, b: &Truth) -> bool {
    a.echo_of.iter().any(|root| b.echo_of.contains(root))
}

/// Prints how well the ledger links; whether it reaches what it has to.
///
/// Incidents need claims, so that `reports` are read; echoes are also looked for among `unread` more.
pub(crate) fn run(reports: u64, unread: u64, seed: u64, known: Option<&Path>) -> Result<bool> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports");
    let mut reached = true;
    if let Some(folder) = known.or_else(|| Some(beside.as_path()).filter(|folder| folder.is_dir())) {
        let score = of_folder(folder)?;
        reached &= printed("incidents, known reports", score.precision, score.recall, score.f1(), 0.80);
    }
    let (ledger, truth) = generated(reports, seed, true)?;
    let by_report = truth.iter().map(|t| (t.id.clone(), t.incident.clone())).collect();
    let score = b_cubed(&by_report, &incidents(&ledger)?);
    reached &= printed("incidents, made reports", score.precision, score.recall, score.f1(), 0.85);
    reached &= echoes_reached("echoes, made reports", &ledger, &truth)?;
    let (ledger, truth) = generated(unread, seed, false)?;
    reached &= echoes_reached("echoes, unread reports", &ledger, &truth)?;
    Ok(reached)
}

/// Of the pairs that share 30 % of the shorter text, 95 % are found, and 97 % of what is found is one.
fn echoes_reached(name: &str, ledger: &Ledger, truth: &[Truth]) -> Result<bool> {
    let (precision, recall, f1) = echoes(ledger, truth)?.rates();
    Ok(printed(name, precision, recall, f1, 0.96) && precision >= 0.97 && recall >= 0.95)
}

/// Prints a measure; whether it reaches its minimum.
fn printed(name: &str, precision: f64, recall: f64, f1: f64, minimum: f64) -> bool {
    let reached = f1 >= minimum;
    let note = if reached { "" } else { "  UNDER ITS MINIMUM" };
    println!("{name:<26} P {precision:.3}  R {recall:.3}  F1 {f1:.3}  (minimum {minimum:.2}){note}");
    reached
}

#[derive(Deserialize)]
struct Known {
    id: String,
    incident: Option<String>,
}

/// B³ on a folder of reports that name their `incident`; a report that names none is alone with its own. The ledger
/// is given text, date and outlet as `selon add` takes them, and that does not look at the field.
fn of_folder(folder: &Path) -> Result<BCubed> {
    let mut ledger = Ledger::in_memory()?;
    let resources = Resources::builtin()?;
    let reader = Reader::new(&resources);
    let mut truth = BTreeMap::new();
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "json")) {
        let bytes = fs::read(file)?;
        let known: Known = serde_json::from_slice(&bytes).with_context(|| file.display().to_string())?;
        add(&mut ledger, &[entry(&bytes, Some(&reader))?])?;
        truth.insert(known.id.clone(), known.incident.unwrap_or(known.id));
    }
    Ok(b_cubed(&truth, &incidents(&ledger)?))
}

/// A ledger of made reports, read for claims or not, and the truth about them.
fn generated(reports: u64, seed: u64, read: bool) -> Result<(Ledger, Vec<Truth>)> {
    let mut ledger = Ledger::in_memory()?;
    let resources = Resources::builtin()?;
    let reader = Reader::new(&resources);
    let (mut truth, mut waiting) = (Vec::new(), Vec::new());
    for (report, known) in generate(Options { reports, seed, echoes: 0.25 })? {
        waiting.push(entry(&serde_json::to_vec(&report)?, read.then_some(&reader))?);
        truth.push(known);
        if waiting.len() == 200 {
            add(&mut ledger, &std::mem::take(&mut waiting))?;
        }
    }
    add(&mut ledger, &waiting)?;
    Ok((ledger, truth))
}

fn entry(bytes: &[u8], reader: Option<&Reader<'_>>) -> Result<Entry> {
    let article =
        selon::Cleaner::builtin()?.stream(bytes, Hints::default()).next().context("no article")??;
    let report = match reader {
        Some(reader) => reader.read(article),
        None => selon::Report { article, ..selon::Report::default() },
    };
    Ok(Entry::of(report, ""))
}

fn add(ledger: &mut Ledger, entries: &[Entry]) -> Result<()> {
    // Nothing here depends on the moment.
    ledger.add(entries, &Instant::of_unix(1_700_000_000))?;
    Ok(())
}

/// Slices in which a large ledger is filled, to see whether a report costs more when there are many.
const SLICES: u64 = 10;

/// Fills a ledger with the program itself, which stands beside this one, and asks it questions; prints times and memory.
pub(crate) fn bench(reports: u64, seed: u64, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let file = folder.join("bench.db");
    if reports == 0 {
        return ask(&file);
    }
    if file.exists() {
        bail!("{}: is there already; remove it, or name another folder", file.display());
    }
    let program = env::current_exe()?.with_file_name("selon");
    let mut made = generate(Options { reports, seed, echoes: 0.25 })?;
    let (mut all, mut peak) = (Duration::ZERO, 0);
    println!("reports    seconds  ms a report  peak MiB");
    for slice in 1..=SLICES {
        let input = folder.join("slice.jsonl");
        let mut lines = BufWriter::new(File::create(&input)?);
        for (report, _) in made.by_ref().take(reports.div_ceil(SLICES) as usize) {
            serde_json::to_writer(&mut lines, &report)?;
            lines.write_all(b"\n")?;
        }
        lines.flush()?;
        let (time, memory) = added(&program, &file, &input)?;
        all += time;
        peak = peak.max(memory);
        let each = time.as_secs_f64() * 1000.0 * SLICES as f64 / reports as f64;
        println!(
            "{:>8} {:>9.1} {each:>12.2} {:>9}",
            slice * reports / SLICES,
            time.as_secs_f64(),
            memory / 1024
        );
    }
    println!(
        "all {:.1} s, peak {} MiB, file {} MB",
        all.as_secs_f64(),
        peak / 1024,
        fs::metadata(&file)?.len() / 1_000_000
    );
    ask(&file)
}

/// Runs `selon add`; how long it took, and the most KiB that it held where the system tells it.
fn added(program: &Path, ledger: &Path, input: &Path) -> Result<(Duration, u64)> {
    let begin = Clock::now();
    let mut command = Command::new(program);
    command.arg("add").arg("--ledger").arg(ledger).arg(input).stdout(Stdio::null());
    let mut child =
        command.spawn().with_context(|| format!("{}: build selon-cli first", program.display()))?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        if let Some(exit) = child.try_wait()? {
            if !exit.success() {
                bail!("selon add failed");
            }
            return Ok((begin.elapsed(), peak));
        }
        if let Ok(status) = File::open(&status) {
            let lines = BufReader::new(status).lines().map_while(Result::ok);
            let high = lines
                .filter_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
            peak = high.fold(peak, u64::max);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Asks for what a party did in a place in a month, for many of each, and prints how long an answer takes.
fn ask(file: &Path) -> Result<()> {
    let ledger = Ledger::read(file)?;
    let mut times = Vec::new();
    let mut found = 0;
    for place in ["Mopti", "Gao", "Alep", "Bria", "Goma", "Benghazi"] {
        for party in ["MLI/MIL", "group:jnim", "SYR/MIL", "CAF/MIL", "group:m23"] {
            for month in [3, 9] {
                let filter = Filter {
                    parties: vec![party.to_owned()],
                    place: Some(place.to_owned()),
                    from: selon::model::Date::new(2016, month, 1).ok(),
                    to: selon::model::Date::new(2016, month, 28).ok(),
                    ..Filter::default()
                };
                let begin = Clock::now();
                found += ledger.find(&filter, Order::default(), Some(50))?.len();
                times.push(begin.elapsed());
            }
        }
    }
    times.sort();
    let ms = |time: Option<&Duration>| time.map_or(0.0, Duration::as_secs_f64) * 1000.0;
    let (median, worst) = (ms(times.get(times.len() / 2)), ms(times.last()));
    println!(
        "party, place and month: median {median:.1} ms, worst {worst:.1} ms, {} questions, {found} claims",
        times.len()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b_cubed_counts_those_that_share_an_incident() {
        let truth = [("a", "1"), ("b", "1"), ("c", "2")].map(|(r, i)| (r.to_owned(), i.to_owned())).into();
        let group = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(b_cubed(&truth, &[group(&["a", "b"]), group(&["c"])]).f1(), 1.0);
        let lumped = b_cubed(&truth, &[group(&["a", "b", "c"])]);
        assert_eq!(lumped.recall, 1.0);
        assert!((lumped.precision - 5.0 / 9.0).abs() < 1e-9);
        assert_eq!(b_cubed(&truth, &[]).precision, 1.0);
    }
}
