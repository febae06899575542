//! Which claims a command asks for, and in which form it answers.

use clap::{Args, ValueEnum};
use selon::model::{Date, EventType, Factuality};
use selon_ledger::query::{Filter, Near};

use super::values::{event, factuality, first_day, last_day, near};

/// Which claims are asked for.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Which claims")]
pub(crate) struct Filters {
    /// Who acts or undergoes: an id (group:m23, MLI/MIL), a country (MLI), or words of a name; may be repeated: all take part
    #[arg(long, value_name = "PARTY")]
    party: Vec<String>,

    /// Where: a place with all that lies in it (Mopti), a country (MLI), or a GeoNames id
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,

    /// Within so many kilometres of a point: 14.1,-1.63,50
    #[arg(long, value_name = "LAT,LON,KM", value_parser = near, allow_hyphen_values = true)]
    near: Option<Near>,

    /// Type of the event, as ASSAULT; several between commas: one of them
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = event)]
    event: Vec<EventType>,

    /// The period reaches this day or a later one: 2021-03-28, 2021-03 or 2021
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    from: Option<Date>,

    /// The period reaches this day or an earlier one
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    to: Option<Date>,

    /// A claim without a period counts as of the day of publication
    #[arg(long)]
    undated: bool,

    /// Who is behind it: the id of an origin, or words of its name; ? for the unknown
    #[arg(long, value_name = "ORIGIN")]
    origin: Option<String>,

    /// How sure it is told, as asserted; several between commas: one of them
    #[arg(long, value_name = "FACTUALITY", value_delimiter = ',', value_parser = factuality)]
    factuality: Vec<Factuality>,

    /// Words that the report has; those between double quotes stand together
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,

    /// Name of the outlet
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// Id of the report
    #[arg(long, value_name = "ID")]
    report: Option<String>,

    /// What was known on this day
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    as_of: Option<Date>,
}

impl Filters {
    /// As the ledger takes it.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            parties: self.party.clone(),
            place: self.place.clone(),
            near: self.near,
            types: self.event.clone(),
            from: self.from,
            to: self.to,
            undated: self.undated,
            origin: self.origin.clone(),
            factualities: self.factuality.clone(),
            text: self.text.clone(),
            outlet: self.outlet.clone(),
            report: self.report.clone(),
            as_of: self.as_of,
        }
    }
}

/// How an answer is printed.
#[derive(Clone, Debug, Args)]
pub(crate) struct Shape {
    /// Form of the answer: a table for people, CSV, JSON (one array), JSON Lines, or GeoJSON
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: AskFormat,

    /// No more than so many rows; 0 for all [default: 50 in a table, else all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Rows of a table, unless told.
const ROWS: usize = 50;

impl Shape {
    /// How many rows there may be, if not all.
    pub(crate) fn limit(&self) -> Option<usize> {
        let usual = (self.format == AskFormat::Table).then_some(ROWS);
        self.limit.or(usual).filter(|limit| *limit > 0)
    }
}

/// Forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AskFormat {
    /// For people
    Table,
    /// Comma-separated, with a line of names
    Csv,
    /// One array
    Json,
    /// A line of JSON a row
    Jsonl,
    /// Features for a map, RFC 7946: of claims and incidents only
    Geojson,
    /// Tables of columns: written by selon export --as parquet, with the same filters
    Parquet,
}
