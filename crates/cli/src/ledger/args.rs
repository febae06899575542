//! What was typed for the commands on a ledger.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::args::Inputs;

const ADD_LONG: &str = "\
Reads reports, as selon read does, and keeps them in a ledger: the claims, where they stand, and the original bytes.

A report is added whole or not at all, and adding it again changes nothing. A page whose article has changed becomes a new \
version of its report: a page is known by its address, an object by its id within its outlet, a file by its path. \
What selon export wrote (jsonl, parquet) is taken as it is, without being read again. Two programs can add at the same time.";

const EXPORT_LONG: &str = "\
Writes what a ledger holds in a form that other programs read, to standard output or to a file.

csv has a claim a row. jsonl has a whole report a line, with its claims, its text and its original bytes: selon add takes \
it into another ledger as it is. parquet has the same in a folder of long tables, a file each. geojson has a feature for each \
claim or incident, with a point only where the text names the place itself. acled and ucdp have an incident a row, in the \
columns of ACLED and of UCDP's Georeferenced Event Dataset, with empty cells for what reports can't tell. prov is PROV-O as \
JSON-LD: who each claim is from.

Persons without public office are not named, unless --with-names is given; the text of a report may name them all the same. \
Every export is noted in the log of the ledger. The columns are in docs/export.md.

EXAMPLES
  The claims for a spreadsheet, with the hashtags of HXL below the names of the columns:
      selon export --as csv --hxl -o claims.csv
  All reports, to be added to another ledger:
      selon export --as jsonl --with-names | gzip > reports.jsonl.gz
      selon add --ledger other.db reports.jsonl.gz
  Tables for DuckDB, pandas or Spark, which selon add takes as well:
      selon export --as parquet -o tables/
      selon add --ledger other.db tables/
  The incidents on a map:
      selon export --as geojson --of incidents -o incidents.geojson
  The incidents beside those of ACLED or of UCDP:
      selon export --as acled -o acled.csv
      selon export --as ucdp -o ged.csv
  Who said what, for a store of linked data:
      selon export --as prov -o claims.jsonld";

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
    /// Check a ledger: its file, the originals, offsets and keys
    Verify(Verify),
    /// Write what a ledger holds in a form of other programs
    #[command(long_about = EXPORT_LONG)]
    Export(Export),
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

/// `selon export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) place: Where,

    /// Form of what leaves
    #[arg(long = "as", value_name = "FORM")]
    pub(crate) form: ExportForm,

    /// File to write to; for parquet a folder that does not exist yet [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,

    /// Of what there is a feature each (geojson only)
    #[arg(long, value_name = "WHAT", default_value = "claims")]
    pub(crate) of: Of,

    /// With a second row of headers: the hashtags of HXL (csv only)
    #[arg(long)]
    pub(crate) hxl: bool,

    /// With the names of persons who hold no public office
    #[arg(long)]
    pub(crate) with_names: bool,
}

/// Forms of `selon export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportForm {
    /// One claim a row
    Csv,
    /// A feature each, RFC 7946
    Geojson,
    /// One whole report a line, for another ledger
    Jsonl,
    /// One incident a row, in ACLED's columns
    Acled,
    /// One incident of violence a row, in the columns of UCDP GED
    Ucdp,
    /// A folder of tables for analysis, and for another ledger
    Parquet,
    /// PROV-O as JSON-LD
    Prov,
}

/// What a feature stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Of {
    /// A claim
    Claims,
    /// An incident
    Incidents,
}

/// Forms of `selon add`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AddFormat {
    /// A summary
    Table,
    /// A line of JSON a report
    Jsonl,
}
