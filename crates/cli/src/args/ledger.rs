//! What was typed for the commands on a ledger.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::ask::AskCommand;
use super::filters::{Filters, Shape};
use super::values::{Inputs, Where};

const ADD_LONG: &str = "\
Reads reports, as selon read does, and keeps them in a ledger: the claims, where they stand, and the original bytes.

A report is added whole or not at all, and adding it again changes nothing. A page whose article has changed becomes a new \
version of its report: a page is known by its address, an object by its id within its outlet, a file by its path. \
What selon export wrote (jsonl, parquet) is taken as it is, without being read again. Two programs can add at the same time.";

const INCIDENTS_LONG: &str = "\
Lists the incidents of a ledger. An incident gathers the claims of one event: of the same family of types, near in place and \
time, with parties and figures that fit. Its reports are those that tell it as their news; others may recall it.

The column of origins has the least and the greatest number of independent origins that are identified in this corpus. It says \
nothing about what is true. Filters choose incidents with at least one claim that matches.";

const INCIDENTS_EXAMPLES: &str = "\
EXAMPLES
  What happened in the region of Mopti in January 2020:
      selon incidents --place Mopti --from 2020-01 --to 2020-01
  Each with its reports, claims and origins, for another program:
      selon incidents --format jsonl
  As features for a map: see selon export --as geojson";

const COUNT_EXAMPLES: &str = "\
EXAMPLES
  As ACLED would count what happened in Burkina Faso in 2021:
      selon count --rule acled-low --place BFA --from 2021 --to 2021
  The range that UCDP would give, for a spreadsheet:
      selon count --rule ucdp-low-best-high --format csv";

const SHOW_EXAMPLES: &str = "\
EXAMPLES
  An incident by its id, as selon incidents lists it:
      selon show i0zszfe197yxcr
  The incidents that a report tells:
      selon show menaka-depeche.txt
  With every edge between its claims, for another program:
      selon show i0zszfe197yxcr --format json";
const EXPORT_LONG: &str = "\
Writes what a ledger holds in a form that other programs read, to standard output or to a file.

csv has a claim a row. jsonl has a whole report a line, with its claims, its text and its original bytes: selon add takes \
it into another ledger as it is. parquet has the same in a folder of long tables, a file each. geojson has a feature for each \
claim or incident, with a point only where the text names the place itself. acled and ucdp have an incident a row, in the \
columns of ACLED and of UCDP's Georeferenced Event Dataset, with empty cells for what reports can't tell. prov is PROV-O as \
JSON-LD: who each claim is from.

Persons without public office are not named, unless --with-names is given; the text of a report may name them all the same. \
Every export is noted in the log of the ledger. Of csv and geojson the filters choose claims; of other forms whole reports or \
incidents with a claim that matches. The columns are in docs/export.md.

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
  What is told of Mopti in January 2020, claim by claim:
      selon export --as csv --place Mopti --from 2020-01 --to 2020-01
  The incidents beside those of ACLED or of UCDP:
      selon export --as acled -o acled.csv
      selon export --as ucdp -o ged.csv
  Who said what, for a store of linked data:
      selon export --as prov -o claims.jsonld";

/// Commands on a ledger.
#[derive(Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// Read reports and add them to a ledger
    #[command(long_about = ADD_LONG)]
    Add(Add),
    /// Read the reports of a ledger again with this program; the earlier readings stay in its history
    Reread(Reread),
    /// List incidents: what several reports tell of one event, with the origins that really stand behind it
    #[command(long_about = INCIDENTS_LONG, after_long_help = INCIDENTS_EXAMPLES)]
    Incidents(Incidents),
    /// Draw an incident: who says it, through which agencies and outlets, and where they contradict each other
    #[command(after_long_help = SHOW_EXAMPLES)]
    Show(Show),
    /// Count the killed and wounded of incidents by a published rule; docs/counting.md says what each does
    #[command(after_long_help = COUNT_EXAMPLES)]
    Count(Count),
    /// Decide that incidents are one; it holds for later readings as well
    Merge(Merge),
    /// Decide that some reports of an incident tell another event; it holds for later readings as well
    Split(Split),
    /// List what was decided of incidents, or undo it
    Decisions(Decisions),
    /// Check a ledger: its file, the originals, offsets and keys
    Verify(Verify),
    #[command(flatten)]
    Ask(Box<AskCommand>),
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

    /// A folder of your own lexicons for all reports; may be repeated [default: those that each report was read with]
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Vec<PathBuf>,

    /// Read all reports without lexicons of your own
    #[arg(long, conflicts_with = "lexicon")]
    pub(crate) no_lexicon: bool,

    /// Where the lexicons that a report was read with have changed, read it with them as they are now
    #[arg(long, conflicts_with_all = ["lexicon", "no_lexicon"])]
    pub(crate) changed_lexicon: bool,

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

    #[command(flatten)]
    pub(crate) filters: Filters,
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

/// `selon incidents`.
#[derive(Debug, Args)]
pub(crate) struct Incidents {
    #[command(flatten)]
    pub(crate) place: Where,

    #[command(flatten)]
    pub(crate) shape: Shape,

    /// Also incidents that no report tells as its news: recalled, or mentioned beside
    #[arg(long)]
    pub(crate) recalled: bool,

    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// `selon count`.
#[derive(Debug, Args)]
pub(crate) struct Count {
    #[command(flatten)]
    pub(crate) place: Where,

    /// The rule
    #[arg(long, value_name = "RULE")]
    pub(crate) rule: RuleName,

    #[command(flatten)]
    pub(crate) shape: Shape,

    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Counting rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RuleName {
    /// ACLED's: the most conservative figure; tens are 10, dozens 12, hundreds 100
    AcledLow,
    /// UCDP GED's: the lowest, the best and the highest of identified origins
    UcdpLowBestHigh,
    /// Airwars': civilians, from the lowest to the highest figure of anybody
    AirwarsMinmax,
}

/// `selon show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) place: Where,

    /// Form of the answer: a drawing for people, or JSON
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: ShowFormat,

    /// Id of the incident, or of a report: then of the incidents that it tells
    #[arg(value_name = "INCIDENT")]
    pub(crate) id: String,
}

/// Forms of `selon show`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowFormat {
    /// A drawing for people
    Table,
    /// JSON
    Json,
}

/// `selon merge`.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    #[command(flatten)]
    pub(crate) place: Where,

    /// Ids of the incidents that are one
    #[arg(value_name = "INCIDENT", required = true, num_args = 2..)]
    pub(crate) incidents: Vec<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

/// `selon split`.
#[derive(Debug, Args)]
pub(crate) struct Split {
    #[command(flatten)]
    pub(crate) place: Where,

    /// Id of the incident
    #[arg(value_name = "INCIDENT")]
    pub(crate) incident: String,

    /// Ids of the reports that tell another event
    #[arg(long, value_name = "REPORT", required = true)]
    pub(crate) report: Vec<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

/// `selon decisions`.
#[derive(Debug, Args)]
pub(crate) struct Decisions {
    #[command(flatten)]
    pub(crate) place: Where,

    #[command(flatten)]
    pub(crate) shape: Shape,

    /// Undo the decision with this number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) undo: Option<i64>,
}
