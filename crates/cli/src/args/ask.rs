//! What was typed for the commands that ask a ledger.

use clap::{Args, Subcommand, ValueEnum};
use selon::model::Date;
use selon_ledger::query::{Order, Sort};

use super::filters::{AskFormat, Filters, Shape};
use super::values::{Where, last_day};

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
pub(crate) enum AskCommand {
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

/// `selon as-of`, where it is not followed by a command; else see [`super::as_of`].
#[derive(Debug, Args)]
pub(crate) struct AsOf {
    /// The day: 2021-03-28; of 2021-03 or 2021 the last one
    #[arg(value_name = "DATE", value_parser = last_day)]
    day: Date,

    /// A command that asks, with its options
    #[arg(value_name = "COMMAND", required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
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
