//! Measures selon: against gold reports under committed thresholds, and on the clock.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "printing is what the program is for")]

mod bench;
mod compare;
mod generate;
mod gold;
mod linking;
mod measure;
mod record;
mod rejected;
mod repairs;
mod sets;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::generate::Options;
use crate::record::Record;
use crate::sets::Set;

/// Measures selon against gold reports, as the codebook defines them.
///
/// Without options it measures every set of thresholds.toml and fails where one falls under its minimum.
#[derive(Debug, Parser)]
#[command(name = "selon-eval", version)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,

    /// Measure the gold files of this folder only, under no threshold; may be repeated
    #[arg(long, value_name = "DIR")]
    gold: Vec<PathBuf>,

    /// Sets and their minima [default: thresholds.toml beside the crate's manifest]
    #[arg(long, value_name = "FILE")]
    thresholds: Option<PathBuf>,

    /// Measure these predictions (JSON Lines, or a folder of gold files) instead of reading
    #[arg(long, value_name = "PATH", requires = "gold")]
    predictions: Option<PathBuf>,

    /// List missed, extra and wrongly filled claims
    #[arg(long)]
    errors: bool,

    /// Print the measures as JSON, one object a set
    #[arg(long)]
    json: bool,

    /// Write the records of the sets anew instead of comparing with them
    #[arg(long)]
    record: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a line for each claim of gold reports: whether it is found, and which of its fields are right
    ///
    /// Claims that are found and are in no gold file have a line too.
    Claims {
        /// Folder of gold files, or JSON Lines of them; may be repeated [default: the sets of thresholds.toml]
        #[arg(long, value_name = "PATH")]
        sets: Vec<PathBuf>,
        /// Where the lines go [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// List which claims differ between two files that `claims` wrote
    Moved {
        #[arg(value_name = "OLD")]
        old: PathBuf,
        #[arg(value_name = "NEW")]
        new: PathBuf,
    },
    /// Count which rules against predicates cost recall: the gold claims that each refused, and what else
    Rejected {
        /// Folder of gold files, or JSON Lines of them; may be repeated [default: the sets of thresholds.toml]
        #[arg(long, value_name = "PATH")]
        sets: Vec<PathBuf>,
    },
    /// Time the loading of resources and the reading of reports; report the peak of memory
    Bench {
        /// Folder of gold files or reports to read [default: the sets of thresholds.toml]
        #[arg(long, value_name = "DIR")]
        gold: Vec<PathBuf>,
        /// Times that all of it is read; the median is reported
        #[arg(long, default_value_t = 5)]
        rounds: usize,
    },
    /// Measure how a ledger links reports: incidents by B³, echoes by pairs
    ///
    /// On reports whose `incident` is known, and on made ones. Fails where a minimum is not reached.
    Linking {
        /// Made reports
        #[arg(long, default_value_t = 3000)]
        reports: u64,
        /// Another seed is another war
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Reports that are stored without being read, to look for echoes among many
        #[arg(long, default_value_t = 20_000)]
        unread: u64,
        /// Folder of reports that name their `incident` [default: that beside the project, if there is one]
        #[arg(long, value_name = "DIR")]
        known: Option<PathBuf>,
    },
    /// Measure what each repair of trees brings: on treebanks and on gold reports
    Repairs {
        /// Files of CoNLL-U with gold trees
        #[arg(value_name = "FILE")]
        treebanks: Vec<PathBuf>,
        /// Folder of gold files [default: the sets of thresholds.toml]
        #[arg(long, value_name = "DIR")]
        gold: Vec<PathBuf>,
    },
    /// Fill a ledger with made reports by the program beside this one, ask it questions, print times and memory
    LedgerBench {
        /// Made reports; 0 asks the ledger that is there already
        #[arg(long, default_value_t = 10_000)]
        reports: u64,
        /// Another seed is another war
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Where the ledger goes; it stays there
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Write invented news reports and the truth about them, for tests and benches of the ledger
    ///
    /// One JSON object a line with `id`, `outlet`, `url`, `published`, `title` and `text`, in the order of
    /// publication. The same options give the same bytes. The truth has a line for each report: its incident,
    /// and whose words it takes over. See docs/generator.md.
    Generate {
        /// How many reports, echoes included
        #[arg(long, default_value_t = 1000)]
        reports: u64,
        /// Another seed is another war
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Which share of the reports are echoes: 0 to 0.8
        #[arg(long, value_name = "SHARE", default_value_t = 0.25)]
        echoes: f64,
        /// Where the reports go [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Where the truth goes [default: nowhere]
        #[arg(long, value_name = "FILE")]
        truth: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    run(&Args::parse()).unwrap_or_else(|error| {
        eprintln!("selon-eval: {error:#}");
        ExitCode::FAILURE
    })
}

fn run(args: &Args) -> Result<ExitCode> {
    match &args.command {
        Some(Command::Claims { sets, out }) => {
            let sets = sets::choose(sets, args.thresholds.as_deref())?;
            write_claims(&sets, out.as_deref())?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Moved { old, new }) => {
            print!("{}", Record::read(old)?.moved_to(&Record::read(new)?));
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Rejected { sets }) => {
            rejected::run(&sets::choose(sets, args.thresholds.as_deref())?)?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Bench { gold, rounds }) => {
            let sets = sets::choose(gold, args.thresholds.as_deref())?;
            bench::run(&sets, *rounds)?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Repairs { treebanks, gold }) => {
            let sets = sets::choose(gold, args.thresholds.as_deref())?;
            repairs::run(treebanks, &sets)?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Linking { reports, seed, unread, known }) => {
            let reached = linking::run(*reports, *unread, *seed, known.as_deref())?;
            Ok(if reached { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Some(Command::LedgerBench { reports, seed, folder }) => {
            linking::bench(*reports, *seed, folder)?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Generate { reports, seed, echoes, out, truth }) => {
            let options = Options { reports: *reports, seed: *seed, echoes: *echoes };
            generate::run(options, out.as_ref(), truth.as_ref())?;
            Ok(ExitCode::SUCCESS)
        }
        None => evaluate_all(args),
    }
}

/// Measures all sets; fails where one does not reach its minima.
fn evaluate_all(args: &Args) -> Result<ExitCode> {
    let sets = sets::choose(&args.gold, args.thresholds.as_deref())?;
    let mut all_reached = true;
    for set in &sets {
        all_reached &= evaluate(set, args)?;
    }
    Ok(if all_reached { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Measures one set and prints the result; whether it reaches its minima.
fn evaluate(set: &Set, args: &Args) -> Result<bool> {
    let gold = set.load()?;
    let found = match &args.predictions {
        Some(path) => gold::load(path, "")?,
        None => gold::predicted_all(&gold)?,
    };
    let score = measure::score(&gold, &found)?;
    if args.json {
        println!("{}", table::json(&score));
    } else {
        println!("{} ({} reports)", set.name, gold.len());
        print!("{}", table::text(&score));
    }
    if args.errors {
        for error in &score.errors {
            println!("{error}");
        }
    }
    let missed = set.missed(&score);
    for miss in &missed {
        println!("UNDER ITS MINIMUM: {miss}");
    }
    let recorded =
        args.predictions.is_some() || is_recorded(set, &Record::of(&set.name, &gold, &found)?, args)?;
    println!();
    Ok(missed.is_empty() && recorded)
}

/// Whether the claims are those of the set's record, where it has one; what moved is printed.
fn is_recorded(set: &Set, now: &Record, args: &Args) -> Result<bool> {
    let Some(file) = &set.record else { return Ok(true) };
    if args.record {
        now.write(Some(file))?;
        return Ok(true);
    }
    let before = Record::read(file)?;
    if before == *now {
        return Ok(true);
    }
    print!("{}", before.moved_to(now));
    println!("NOT AS RECORDED in {}: run with --record, and commit what moved", file.display());
    Ok(false)
}

fn write_claims(sets: &[Set], out: Option<&Path>) -> Result<()> {
    let mut all = Record::default();
    for set in sets {
        let gold = set.load()?;
        all.extend(Record::of(&set.name, &gold, &gold::predicted_all(&gold)?)?);
    }
    all.write(out)
}
