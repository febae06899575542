//! What was typed for the commands that ask a ledger.

use std::ffi::{OsStr, OsString};

use clap::{Args, CommandFactory, Subcommand, ValueEnum};
use selon::model::{Date, EventType, Factuality, PartialDate};
use selon_ledger::query::{Filter, Near, Order, Sort};

use crate::ledger::args::Where;

const CLAIMS_LONG: &str = "\
Shows the claims of a ledger that match all that is asked for, each with its sources, parties, place, period, figures and \
sentence. The same options choose claims in all commands that ask.

In CSV the columns are those of selon read with canonical_origin and incident; in JSON a claim is as in selon read, with its \
report, outlet, number, origin and incident. docs/ledger.md describes both. Names of persons without public office are \
withheld.";

const CLAIMS_EXAMPLES: &str = "\
EXAMPLES
  What is told of the Malian army in the region of Mopti in March 2021:
      selon claims --party MLI/MIL --place Mopti --from 2021-03 --to 2021-03
  Attacks within 50 km of Djibo that are only hearsay, for a spreadsheet:
      selon claims --type ASSAULT --near 14.1,-1.63,50 --factuality unconfirmed --format csv
  Between two parties, as it was known at the end of 2020:
      selon claims --party group:m23 --party COD/MIL --as-of 2020-12-31
  In reports with both words and the phrase:
      selon claims --text 'convoi \"engin explosif\"'";

const SOURCES_EXAMPLES: &str = "\
EXAMPLES
  Who is behind what is told of Palma, and who carries it:
      selon sources --place Palma
  All that one source says (its claims):
      selon claims --origin ngo:sohr

COLUMNS
  events       incidents by type that the origin asserts
  denied       share of these that some other origin denies
  unconfirmed  share of these that some other origin tells as unconfirmed";

const RELATIONS_LONG: &str = "\
Shows how parties dealt with each other, month by month: for each pair the sums of the codebook's scores of cooperation and \
of conflict. An incident counts once with each type, however many reports tell it. What is denied, expected or hypothetical \
does not count, unless --factuality asks for it.

With --holders: who took, held, lost or besieged which place, as claims of the type CONTROL tell it, with their origins and \
reports. The table has both; the other formats have the one that is asked for.";

const STANCE_LONG: &str = "\
Shows which words each outlet has for each party, and how often: \"rebelles\", \"terroristes\", \"combattants\". Words are \
folded by case and without determiner. Only parties that act in or undergo an event are looked at.";

const SQL_LONG: &str = "\
Runs one statement of SQL that reads, and prints what it selects. The tables are described in docs/ledger.md, with examples; \
the view claims has a row for each valid claim. Beside SQLite's own functions there are fold(text), bare(text), \
km(lat, lon, lat, lon) and score(type).

Nothing can be changed: the ledger is opened for reading, and statements that write, attach or load are refused. What is \
stored is shown as it is, names included.";

const SQL_EXAMPLES: &str = "\
EXAMPLES
  Claims by type:
      selon sql 'SELECT type, count(*) AS claims FROM claims GROUP BY type ORDER BY claims DESC'
  Deaths as they are told in Mali, for another program:
      selon sql --format jsonl \"SELECT report, sources, figures FROM claims WHERE country = 'MLI' AND figures IS NOT NULL\"";

const AS_OF_LONG: &str = "\
Asks what was known on a day: of each report the newest version that was published, or where that is not known added, up \
to then. `selon as-of DATE COMMAND …` is `selon COMMAND --as-of DATE …`.";

const AS_OF_EXAMPLES: &str = "\
EXAMPLES
  What was told of Palma by the evening of 27 March 2021:
      selon as-of 2021-03-27 claims --place Palma";

/// Commands that ask a ledger.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show the claims that match
    #[command(long_about = CLAIMS_LONG, after_long_help = CLAIMS_EXAMPLES)]
    Claims(Claims),
    /// Show who is behind the claims that match: their origins, the outlets that carry them, what others deny
    #[command(after_long_help = SOURCES_EXAMPLES)]
    Sources(Tally),
    /// Show the parties of the claims that match
    Parties(Tally),
    /// Show the places of the claims that match
    Places(Tally),
    /// Show how parties dealt with each other by month, and who holds which place
    #[command(long_about = RELATIONS_LONG)]
    Relations(Relations),
    /// Show which words each outlet has for each party
    #[command(long_about = STANCE_LONG)]
    Stance(Stance),
    /// Ask with SQL
    #[command(long_about = SQL_LONG, after_long_help = SQL_EXAMPLES)]
    Sql(Sql),
    /// Ask what was known on a day: selon as-of DATE COMMAND …
    #[command(long_about = AS_OF_LONG, after_long_help = AS_OF_EXAMPLES)]
    AsOf(AsOf),
}

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

/// `selon claims`.
#[derive(Debug, Args)]
pub(crate) struct Claims {
    #[command(flatten)]
    pub(crate) place: Where,

    #[command(flatten)]
    pub(crate) shape: Shape,

    /// In which order
    #[arg(long, value_name = "ORDER", default_value = "day")]
    pub(crate) sort: ClaimOrder,

    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// `selon sources`, `selon parties`, `selon places`.
#[derive(Debug, Args)]
pub(crate) struct Tally {
    #[command(flatten)]
    pub(crate) place: Where,

    #[command(flatten)]
    pub(crate) shape: Shape,

    /// In which order
    #[arg(long, value_name = "ORDER", default_value = "claims")]
    pub(crate) sort: TallyOrder,

    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// `selon relations`.
#[derive(Debug, Args)]
pub(crate) struct Relations {
    #[command(flatten)]
    pub(crate) place: Where,

    #[command(flatten)]
    pub(crate) shape: Shape,

    /// Who holds which place, instead of pairs of parties
    #[arg(long)]
    pub(crate) holders: bool,

    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// `selon stance`.
#[derive(Debug, Args)]
pub(crate) struct Stance {
    #[command(flatten)]
    pub(crate) place: Where,

    #[command(flatten)]
    pub(crate) shape: Shape,

    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// `selon sql`.
#[derive(Debug, Args)]
pub(crate) struct Sql {
    /// One statement that reads
    #[arg(value_name = "STATEMENT")]
    pub(crate) statement: String,

    #[command(flatten)]
    pub(crate) place: Where,

    /// Form of the answer; a table ends after 1,000 rows
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: AskFormat,

    /// Stop after so many seconds; 0 for never
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) timeout: u64,
}

/// `selon as-of`, where it is not followed by a command; else see [`expanded`].
#[derive(Debug, Args)]
pub(crate) struct AsOf {
    /// The day: 2021-03-28; of 2021-03 or 2021 the last one
    #[arg(value_name = "DATE", value_parser = last_day)]
    day: Date,

    /// A command that asks, with its options
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
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

/// Orders of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClaimOrder {
    /// By the first day of the period
    Day,
    /// By the day of publication
    Published,
    /// By the id of the report
    Report,
    /// Surest reading first
    Confidence,
}

impl ClaimOrder {
    pub(crate) const fn order(self) -> Order {
        match self {
            ClaimOrder::Day => Order::Day,
            ClaimOrder::Published => Order::Published,
            ClaimOrder::Report => Order::Report,
            ClaimOrder::Confidence => Order::Confidence,
        }
    }
}

/// Orders of counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TallyOrder {
    /// Most claims first
    Claims,
    /// By name
    Name,
    /// Earliest first
    First,
    /// Latest first
    Last,
}

impl TallyOrder {
    pub(crate) const fn sort(self) -> Sort {
        match self {
            TallyOrder::Claims => Sort::Claims,
            TallyOrder::Name => Sort::Name,
            TallyOrder::First => Sort::First,
            TallyOrder::Last => Sort::Last,
        }
    }
}

/// What was typed, with `as-of DATE COMMAND …` made `COMMAND --as-of DATE …`.
pub(crate) fn expanded(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let typed: Vec<OsString> = typed.collect();
    let whole = crate::args::Args::command();
    let is_command = |word: &OsStr| word == "help" || whole.get_subcommands().any(|c| word == c.get_name());
    let at = typed.iter().skip(1).position(|word| is_command(word)).map(|at| at + 1);
    match at.map(|at| (&typed[..at], &typed[at..])) {
        Some((before, [as_of, day, command, options @ ..]))
            if as_of == "as-of"
                && [day, command].iter().all(|word| !word.as_encoded_bytes().starts_with(b"-")) =>
        {
            let (command, day) = (command.clone(), day.clone());
            before
                .iter()
                .cloned()
                .chain([command, "--as-of".into(), day])
                .chain(options.iter().cloned())
                .collect()
        }
        _ => typed,
    }
}

fn near(text: &str) -> Result<Near, String> {
    let numbers: Vec<f64> = text.split(',').map_while(|part| part.trim().parse().ok()).collect();
    match *numbers.as_slice() {
        [lat, lon, radius]
            if lat.abs() <= 90.0 && lon.abs() <= 180.0 && (0.0..=20_100.0).contains(&radius) =>
        {
            Ok(Near { lat, lon, radius })
        }
        _ => Err("a circle is written LAT,LON,KM in degrees and kilometres: 14.1,-1.63,50".to_owned()),
    }
}

fn event(text: &str) -> Result<EventType, String> {
    EventType::parse(&text.trim().to_uppercase())
        .ok_or_else(|| one_of(EventType::ALL.iter().map(|t| t.as_str())))
}

fn factuality(text: &str) -> Result<Factuality, String> {
    Factuality::parse(&text.trim().to_lowercase())
        .ok_or_else(|| one_of(Factuality::ALL.iter().map(|f| f.as_str())))
}

fn one_of(names: impl Iterator<Item = &'static str>) -> String {
    format!("is none of {}", names.collect::<Vec<_>>().join(", "))
}

fn first_day(text: &str) -> Result<Date, String> {
    let date = crate::args::partial_date(text)?;
    let first = PartialDate { month: date.month.or(Some(1)), day: date.day.or(Some(1)), ..date };
    first.day().ok_or_else(|| "is no day".to_owned())
}

fn last_day(text: &str) -> Result<Date, String> {
    crate::args::partial_date(text)?.latest().ok_or_else(|| "is no day".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_of_stands_before_any_command() {
        let check = |typed: &str, expected: &str| {
            let words = expanded(typed.split(' ').map(OsString::from));
            let words: Vec<_> = words.iter().map(|w| w.to_str().unwrap()).collect();
            assert_eq!(words.join(" "), expected);
        };
        check("selon as-of 2021 claims --place X", "selon claims --as-of 2021 --place X");
        check("selon -q --lang fr as-of 2021 sources", "selon -q --lang fr sources --as-of 2021");
        check("selon claims --text as-of a b", "selon claims --text as-of a b");
        check("selon as-of 2021", "selon as-of 2021");
        check("selon as-of --help", "selon as-of --help");
        check("selon help as-of", "selon help as-of");
    }

    #[test]
    fn values() {
        assert_eq!(first_day("2021-02").unwrap().to_string(), "2021-02-01");
        assert_eq!(last_day("2021-02").unwrap().to_string(), "2021-02-28");
        assert!(near("14.1,-1.63,50").is_ok());
        assert!(
            ["14.1,-1.63", "91,0,5", "0,0,-5", "a,b,c", "1,2,3,4", "0,0,nan"]
                .into_iter()
                .all(|t| near(t).is_err())
        );
        assert_eq!(event("assault").unwrap(), EventType::Assault);
        assert!(event("WAR").unwrap_err().contains("ASSAULT"));
    }
}
