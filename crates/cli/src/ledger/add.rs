//! `selon add`, `selon reread`, `selon verify`: what writes a ledger, and what checks it.

use std::fs;
use std::io::{self, Write};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use selon::model::{Article, Format};
use selon::{Hints, Reader};
use selon_ledger::export::Tables;
use selon_ledger::{Added, Entry, Instant, Ledger, form};
use serde_json::json;

use super::args::{Add, AddFormat, Reread, Verify};
use crate::inputs::{Failure, Input, Known};
use crate::output::{Output, complain};
use crate::pipeline::{self, Outcome};
use crate::plan::{Plan, Wanted};
use crate::run::{ended, resources};

/// Reports that are stored in one step. What is killed between steps loses none that was told of.
const STEP: usize = 128;

/// Adds what is wanted; whether every input could be read.
pub(crate) fn add(plan: &Plan, args: &Add, wanted: &Wanted) -> Result<bool> {
    let resources = resources(&args.lexicon)?;
    let reader = Reader::new(&resources);
    let mut ledger = Ledger::create(&args.place.ledger)?;
    ledger.know_parties(&resources.parties(), &resources.versions().data)?;
    let (tables, inputs): (Vec<_>, Vec<_>) = wanted.inputs.iter().cloned().partition(are_tables);
    let output = Output::new(plan.progress.then(|| pipeline::count(&wanted.inputs)));
    let mut adding =
        Adding { ledger, output, format: args.format, waiting: Vec::new(), tally: Tally::default() };
    let known = Known { published: wanted.published, outlet: wanted.outlet.clone() };
    // The wait for the ledger and the reading of other reports go on side by side.
    let read = |article: Article, input: &str| {
        if let Some(entry) = exported(&article, input)? {
            return Ok(entry);
        }
        let input =
            fs::canonicalize(input).map_or_else(|_| input.to_owned(), |path| path.display().to_string());
        Ok(Entry::of(reader.read(article), &input))
    };
    for input in &tables {
        adding.take_tables(input)?;
    }
    pipeline::run(&inputs, &known, plan.jobs, read, |outcome| adding.take(outcome))?;
    adding.store()?;
    let Adding { output, tally, .. } = adding;
    let whole = output.finish();
    if args.format == AddFormat::Table {
        println(&tally.told())?;
    }
    Ok(whole)
}

/// What another ledger had read and exported is taken as it is.
fn exported(article: &Article, input: &str) -> Result<Option<Entry>, Failure> {
    if article.format != Format::JsonText {
        return Ok(None);
    }
    let exported = form::read(&article.original.bytes)
        .map_err(|e| Failure { input: format!("{input}: {}", article.id), reason: e.to_string() })?;
    Ok(exported.map(|e| Entry::again(e.report, e.identity)))
}

/// Whether an input is a folder of tables that another ledger exported.
fn are_tables(input: &Input) -> bool {
    matches!(input, Input::Path(path) if Tables::are_in(path))
}

struct Adding {
    ledger: Ledger,
    output: Output,
    format: AddFormat,
    waiting: Vec<Entry>,
    tally: Tally,
}

impl Adding {
    fn take(&mut self, outcome: Outcome<Result<Entry, Failure>>) -> io::Result<()> {
        match outcome {
            Outcome::Report(Ok(entry)) => {
                self.output.count(entry.claims());
                self.waiting.push(entry);
                if self.waiting.len() >= STEP {
                    self.store().map_err(io::Error::other)?;
                }
            }
            Outcome::Report(Err(failure)) | Outcome::Failed(failure) => self.output.failed(&failure),
            Outcome::InputDone => self.output.advance(),
        }
        Ok(())
    }

    /// Takes what another ledger exported as tables.
    fn take_tables(&mut self, input: &Input) -> Result<()> {
        let Input::Path(folder) = input else { return Ok(()) };
        let failure =
            |e: &selon_ledger::Error| Failure { input: folder.display().to_string(), reason: e.to_string() };
        match Tables::open(folder) {
            Ok(tables) => {
                for exported in tables {
                    let entry = exported.map(|e| Entry::again(e.report, e.identity)).map_err(|e| failure(&e));
                    let broken = entry.is_err();
                    self.take(Outcome::Report(entry))?;
                    // Behind a row that can't be read the tables don't go side by side any more.
                    if broken {
                        break;
                    }
                }
            }
            Err(error) => self.take(Outcome::Failed(failure(&error)))?,
        }
        Ok(self.take(Outcome::InputDone)?)
    }

    fn store(&mut self) -> Result<()> {
        let entries = std::mem::take(&mut self.waiting);
        let added = self.ledger.add(&entries, &now())?;
        for (entry, added) in entries.iter().zip(added) {
            self.tally.count(added, entry.claims());
            if self.format == AddFormat::Jsonl {
                let line = json!({"id": entry.id(), "status": added.as_str(), "claims": entry.claims()});
                println(&line.to_string())?;
            }
        }
        Ok(())
    }
}

/// What became of the reports.
#[derive(Debug, Default)]
struct Tally {
    new: usize,
    versions: usize,
    unchanged: usize,
    claims: usize,
}

impl Tally {
    fn count(&mut self, added: Added, claims: usize) {
        let place = match added {
            Added::New => &mut self.new,
            Added::Version => &mut self.versions,
            Added::Unchanged => &mut self.unchanged,
        };
        *place += 1;
        if added != Added::Unchanged {
            self.claims += claims;
        }
    }

    fn told(&self) -> String {
        let Tally { new, versions, unchanged, claims } = self;
        format!("{new} reports added, {versions} changed, {unchanged} there already; {claims} claims")
    }
}

/// Reads the reports of a ledger again; whether all could be read.
pub(crate) fn reread(plan: &Plan, args: &Reread) -> Result<bool> {
    let resources = resources(&args.lexicon)?;
    let reader = Reader::new(&resources);
    let cleaner = selon::Cleaner::builtin()?;
    let mut ledger = Ledger::open(&args.place.ledger)?;
    ledger.know_parties(&resources.parties(), &resources.versions().data)?;
    let versions =
        if args.all { ledger.versions()? } else { ledger.read_otherwise(&resources.versions())? };
    let mut output = Output::new(plan.progress.then_some(versions.len() as u64));
    let mut read = 0;
    for step in versions.chunks(STEP) {
        let mut entries = Vec::with_capacity(step.len());
        for &version in step {
            let original = ledger.stored(version)?.report.article.original;
            let hints = Hints {
                id: original.id,
                content_type: original.content_type,
                url: original.url,
                outlet: original.outlet,
                published: original.published,
            };
            match cleaner.stream(original.bytes.as_slice(), hints).next() {
                Some(Ok(article)) => {
                    entries.push((version, Entry::again(reader.read(article), ledger.identity(version)?)));
                    read += 1;
                }
                Some(Err(error)) => {
                    let input = format!("version {version}");
                    output.failed(&Failure { input, reason: error.to_string() });
                }
                None => {}
            }
            output.advance();
        }
        ledger.reread(&entries, &now())?;
    }
    let whole = output.finish();
    println(&format!("{read} reports read again"))?;
    Ok(whole)
}

/// Checks a ledger; whether nothing is wrong with it.
pub(crate) fn verify(plan: &Plan, args: &Verify) -> Result<bool> {
    let ledger = Ledger::read(&args.place.ledger)?;
    let versions = ledger.count_versions()?;
    let output = Output::new(plan.progress.then_some(versions));
    let flaws = ledger.verify(|| output.advance())?;
    output.finish();
    for flaw in &flaws {
        complain(&format!("{}: {}", flaw.place, flaw.message));
    }
    let told =
        if flaws.is_empty() { "nothing is wrong".to_owned() } else { format!("{} flaws", flaws.len()) };
    println(&format!("{}: {versions} versions of reports, {told}", args.place.ledger.display()))?;
    Ok(flaws.is_empty())
}

/// The moment, from the clock of the system: the ledger keeps when it was told, and no reading depends on it.
#[expect(clippy::disallowed_methods)]
pub(super) fn now() -> Instant {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    Instant::of_unix(seconds as i64)
}

pub(super) fn println(line: &str) -> Result<()> {
    writeln!(io::stdout(), "{line}").map_err(ended)?;
    Ok(())
}
