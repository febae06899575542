//! What was typed for the commands that read reports and keep nothing.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values::Inputs;

/// What is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Explain {
    /// Every part of a claim
    Claims,
    /// And why each other predicate is no claim
    All,
}

/// `selon read`.
#[derive(Debug, Args)]
pub(crate) struct Read {
    /// Form of the output: a view for people, JSON (one array), JSON Lines (one report a line), or CSV
    /// (one claim a row)
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: ReadFormat,

    /// Say why: the rule, the words and the path through the sentence behind every part of a claim; with `=all` also why
    /// the other predicates are no claims (the rules are in docs/rules.md)
    #[arg(long, value_name = "WHAT", num_args = 0..=1, require_equals = true, default_missing_value = "claims")]
    pub(crate) explain: Option<Explain>,

    /// A folder of your own lexicons (.tsv: parties, places, predicates, reporting verbs); may be repeated
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

/// `selon parse`.
#[derive(Debug, Args)]
pub(crate) struct Parse {
    /// Form of the output
    #[arg(short, long, value_name = "FORMAT", default_value = "conllu")]
    pub(crate) format: ParseFormat,

    /// Files, folders, http(s) addresses, or - for standard input
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
}

/// `selon clean`.
#[derive(Debug, Args)]
pub(crate) struct Clean {
    /// Form of the output
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: CleanFormat,

    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

/// Forms of `selon read`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// A view for people
    Table,
    /// One array of reports
    Json,
    /// One report a line
    Jsonl,
    /// One claim a row
    Csv,
}

/// Forms of `selon parse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseFormat {
    /// CoNLL-U of Universal Dependencies
    Conllu,
    /// One array of texts with their sentences
    Json,
    /// One text a line
    Jsonl,
}

/// Forms of `selon clean`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CleanFormat {
    /// Title, byline and paragraphs
    Text,
    /// One array of articles
    Json,
    /// One article a line
    Jsonl,
}
