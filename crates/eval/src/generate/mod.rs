//! News reports of an invented war, any number of them, with the truth about each: which incident it tells
//! and whose words it takes over. The ledger's tests and benches run on them.
//!
//! The same options give the same bytes. Reports come in the order of their publication, and what is held in memory is the
//! incidents that are still being told, whatever the number of reports.

mod echo;
mod feed;
mod french;
mod grammar;
mod random;
mod telling;
mod world;

use std::fs::File;
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

pub(crate) use echo::EchoKind;

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// How many reports, echoes included.
    pub(crate) reports: u64,
    /// Another seed is another war.
    pub(crate) seed: u64,
    /// Which share of the reports are echoes: 0 to 0.8.
    pub(crate) echoes: f64,
}

/// A report as `selon` takes it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct ReportJson {
    pub(crate) id: String,
    pub(crate) outlet: String,
    pub(crate) url: String,
    /// `YYYY-MM-DD`
    pub(crate) published: String,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// What the generator knows of a report.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Truth {
    /// The report's.
    pub(crate) id: String,
    /// Reports with the same value tell the same incident.
    pub(crate) incident: String,
    /// The incident's day, or the evening of its night: `YYYY-MM-DD`.
    pub(crate) day: String,
    /// The town, as the gazetteer of the project names it.
    pub(crate) place: String,
    /// The incident's type, as the codebook writes it.
    pub(crate) event: String,
    /// Whether the text is the outlet's own.
    pub(crate) kind: Origin,
    /// Ids of the reports that an echo takes over, which are never echoes themselves. Two echoes of one report share its words with each
    /// other too.
    pub(crate) echo_of: Vec<String>,
    /// How it takes them over.
    pub(crate) echo_kind: Option<EchoKind>,
    /// For each of `echo_of`: words taken over as a part of the shorter one of the two texts, 0 to 1.
    pub(crate) shares: Vec<f64>,
    /// The agency whose credit the text bears.
    pub(crate) wire: Option<String>,
}

/// Whose words a report has.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Origin {
    /// Its own.
    Own,
    /// Another's, at least in part.
    Echo,
}

/// Generates reports, each with its truth.
///
/// # Errors
///
/// Where a built-in table is broken.
pub(crate) fn generate(options: Options) -> Result<impl Iterator<Item = (ReportJson, Truth)>> {
    feed::Feed::new(options)
}

/// Writes reports as JSON Lines to a file or to standard output, and the truth beside them.
pub(crate) fn run(options: Options, out: Option<&PathBuf>, truth: Option<&PathBuf>) -> Result<()> {
    let create =
        |path: &PathBuf| File::create(path).with_context(|| format!("cannot write {}", path.display()));
    let mut reports: Box<dyn Write> = match out {
        Some(path) => Box::new(BufWriter::new(create(path)?)),
        None => Box::new(BufWriter::new(stdout().lock())),
    };
    let mut truths = truth.map(create).transpose()?.map(BufWriter::new);
    for (report, truth) in generate(options)? {
        serde_json::to_writer(&mut reports, &report)?;
        reports.write_all(b"\n")?;
        if let Some(truths) = &mut truths {
            serde_json::to_writer(&mut *truths, &truth)?;
            truths.write_all(b"\n")?;
        }
    }
    reports.flush()?;
    truths.map_or(Ok(()), |mut truths| truths.flush())?;
    Ok(())
}
