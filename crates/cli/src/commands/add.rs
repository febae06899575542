//! `selon add`.

use anyhow::Result;
use selon::Reader;
use selon::model::{Article, Format};
use selon_ledger::export::Tables;
use selon_ledger::{Added, Entry, Ledger, Lexicon, form};
use serde_json::json;

use crate::args::ledger::{Add, AddFormat};
use crate::clock::now;
use crate::failure::Failure;
use crate::inputs::{self, Input, Stream, Wanted};
use crate::output::{Output, println};
use crate::pipeline::{self, Outcome, Source};
use crate::plan::Plan;
use crate::resources::{self, Folder};

/// Reports that are stored in one step. What is killed between steps loses none that was told of.
const STEP: usize = 128;

/// Adds what is wanted; whether every input could be read.
pub(crate) fn add(plan: &Plan, args: &Add, wanted: &Wanted) -> Result<bool> {
    let folders = Folder::all(&args.lexicon)?;
    let lexicons: Vec<Lexicon> = folders.iter().map(Folder::lexicon).collect();
    let resources = resources::with(&folders)?;
    let mut ledger = Ledger::create(&args.place.ledger)?;
    ledger.know_parties(&resources.parties(), &resources.versions().data)?;
    let (tables, inputs): (Vec<_>, Vec<_>) = wanted.inputs.iter().cloned().partition(are_tables);
    let output = Output::new(plan.progress.then(|| inputs::count(&wanted.inputs)));
    let mut adding =
        Adding { ledger, output, format: args.format, waiting: Vec::new(), tally: Tally::default() };
    for input in &tables {
        adding.take_tables(input)?;
    }
    // The wait for the ledger and the reading of other reports go on side by side.
    let read = move |article: Article, stream: &Stream| {
        if let Some(entry) = exported(&article, &stream.name())? {
            return Ok(entry);
        }
        let report = Reader::new(&resources).read(article);
        Ok(Entry::of(report, stream.whole()).read_with(&lexicons))
    };
    let streams = inputs::streams(inputs, wanted.known.clone(), selon::Cleaner::builtin()?);
    pipeline::run(streams, plan.jobs, read, |outcome| adding.take(outcome))?;
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
    fn take(&mut self, outcome: Outcome<Result<Entry, Failure>>) -> Result<()> {
        match outcome {
            Outcome::Report(Ok(entry)) => {
                self.output.count(entry.claims());
                self.waiting.push(entry);
                if self.waiting.len() >= STEP {
                    self.store()?;
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
        self.take(Outcome::InputDone)
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
