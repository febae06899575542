//! What was typed for the commands on a ledger.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::ask;
use crate::args::Inputs;

const ADD_LONG: &str = "\
Reads reports, as selon read does, and keeps them in a ledger: the claims, where they stand, and the original bytes.

A report is added whole or not at all, and adding it again changes nothing. A page whose article has changed becomes a new \
version of its report: a page is known by its address, an object by its id within its outlet, a file by its path. \
What selon export wrote (jsonl, parquet) is taken as it is, without being read again. Two programs can add at the same time.";

/// Where the ledger is.
#[derive(Clone, Debug, Args)]
pub(crate) struct Where {
    /// File of the ledger
    #[arg(long, value_name = "FILE", default_value = "selon.db", env = "SELON_LEDGER")]
    pub(crate) ledger: PathBuf,
}

/// Commands on a ledger.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and add them to a ledger
    #[command(long_about = ADD_LONG)]
    Add(Add),
    /// Read the reports of a ledger again with this program; the earlier readings stay in its history
    Reread(Reread),
    /// List the incidents that the reports of a ledger tell, with the reports and claims of each
    Incidents(Incidents),
    /// Check a ledger: its file, the originals, offsets and keys
    Verify(Verify),
    #[command(flatten)]
    Ask(Box<ask::args::Command>),
}

/// `selon add`.
#[derive(Debug, Args)]
pub(crate) struct Add {
    #[command(flatten)]
    pub(crate) place: Where,

    /// Form of what is told of the reports: a summary, or a line of JSON a report
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: AddFormat,

    /// A folder of your own lexicons (.tsv: parties, places, predicates, reporting verbs); may be repeated
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

/// `selon reread`.
#[derive(Debug, Args)]
pub(crate) struct Reread {
    #[command(flatten)]
    pub(crate) place: Where,

    /// A folder of your own lexicons; may be repeated
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Vec<PathBuf>,

    /// Read also what was read by this very program and data
    #[arg(long)]
    pub(crate) all: bool,
}

/// `selon verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) place: Where,
}

/// Forms of `selon add`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AddFormat {
    /// A summary
    Table,
    /// A line of JSON a report
    Jsonl,
}

/// `selon incidents`.
#[derive(Debug, Args)]
pub(crate) struct Incidents {
    #[command(flatten)]
    pub(crate) place: Where,
}
