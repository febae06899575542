//! What was typed, and the help that is shown for it.

use std::num::NonZeroUsize;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use super::ledger::LedgerCommand;
use super::read::{Clean, Parse, Read};
use super::values::{Lang, When};

const LONG_ABOUT: &str = "\
selon reads news reports in French about armed conflict and keeps a ledger of the claims they make: who says, \
through which chain of sources, that who did what to whom, where, when, with which figures and how sure. Over many \
reports it tells independent origins from echoes of one wire, and shows where sources contradict each other.

Everything it prints is \"X says\": nothing is the program's own allegation. It works offline; nothing \
leaves the machine unless an http(s) address is given as an input.";

const EXAMPLES: &str = "\
EXAMPLES
  Read a report and look at its claims:
      selon read report.txt
  Read a page of the web, and say why each claim was read so:
      selon read --explain https://example.org/article.html
  Read a folder on all cores into one line of JSON a report:
      selon read --format jsonl reports/ > claims.jsonl
  One claim a row, for a spreadsheet:
      selon read --format csv reports/ > claims.csv
  Read from another program; resolve \"mardi\" on the day of publication:
      pbpaste | selon read --published 2021-03-28 --outlet 'Le Pays' -
  See what of a page is the article:
      selon clean page.html
  Keep reports in a ledger, and see what several of them tell of one event:
      selon add reports/
      selon incidents --place Mopti --from 2020-01 --to 2020-01
      selon show INCIDENT
  Hand it on:
      selon export --as acled -o acled.csv

EXIT STATUS
  0  all inputs were read
  1  at least one input could not be read (one line on stderr says which and why); the others were.
     A ledger could not be read or written, or selon verify found something wrong
  2  wrong usage

ENVIRONMENT
  SELON_LEDGER           file of the ledger, where --ledger names none
  NO_COLOR               no colour, whatever the terminal
  COLUMNS                width of the view, where there is no terminal to ask
  LC_ALL, LC_MESSAGES, LANG  language of the view: French where they begin with \"fr\", else English";

const READ_LONG: &str = "\
Reads reports and prints the claims they make.

An INPUT is a file, a folder (read recursively in the order of its names: .txt .text .md .html .htm .xhtml .json \
.jsonl .ndjson, each also .gz), an http(s) address, or - for standard input, which is also read where \
no INPUT is given. The format is told from the bytes, not from the name: plain text, HTML, or JSON objects \
with \"text\" or \"html\" and, where known, \"id\", \"title\", \"url\", \"outlet\", \"published\", \"language\".

Reports come out in the order in which the inputs were given, however many cores read them.";

const PARSE_LONG: &str = "\
Parses French and prints, for every word, its lemma, part of speech, morphology, head and relation.

Plain text is taken whole, each line a paragraph; of a page of the web the article is. INPUT is what it is for \
selon read. The output is CoNLL-U as Universal Dependencies define it, each text behind a line \
\"# newdoc id = …\", or JSON with offsets in code points of `text`.";

/// Reads news reports in French about armed conflict and keeps a ledger of the claims they make.
#[derive(Debug, Parser)]
#[command(name = "selon", version, long_about = LONG_ABOUT, after_long_help = EXAMPLES)]
#[command(after_help = "More, with examples: selon --help", max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,

    /// Language of the view [default: that of the environment]
    #[arg(long, global = true, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,

    /// No progress and no notes on stderr; errors are still told
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,

    /// Reports read at the same time [default: the number of cores]
    #[arg(short, long, global = true, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and print the claims they make
    #[command(long_about = READ_LONG, after_long_help = EXAMPLES)]
    Read(Read),
    /// Print what of each input is the article: title, author, outlet, date and text, in any language
    Clean(Clean),
    /// Parse French: sentences, words, lemmas, morphology and dependencies of each input, as CoNLL-U
    #[command(long_about = PARSE_LONG)]
    Parse(Parse),
    #[command(flatten)]
    Ledger(Box<LedgerCommand>),
    /// Print the completions of a shell
    #[command(
        after_help = "Example: selon completions bash > ~/.local/share/bash-completion/completions/selon"
    )]
    Completions {
        /// For which shell
        shell: Shell,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        use clap::CommandFactory;
        Args::command().debug_assert();
    }
}
