//! `selon read`, `selon clean`, `selon parse`: what reads reports and keeps nothing.

use std::path::PathBuf;

use anyhow::Result;
use selon::model::Article;
use selon::{Model, Reader};
use selon_ledger::form::csv::Columns;

use crate::args::read::{CleanFormat, Explain, ParseFormat, ReadFormat};
use crate::failure::Usage;
use crate::inputs::{self, Wanted};
use crate::output::{self, Output};
use crate::pipeline::{self, Outcome};
use crate::plan::Plan;
use crate::resources::{self, Folder};
use crate::view::frame::Frame;
use crate::view::{conllu, json, rejected, table, text};

/// A report as it is to be printed.
#[derive(Debug, Default)]
struct Rendered {
    text: String,
    /// Claims in it.
    claims: usize,
}

/// Prints the claims of reports; whether every input could be read.
pub(crate) fn read(
    plan: &Plan,
    wanted: &Wanted,
    format: ReadFormat,
    explain: Option<Explain>,
    lexicons: &[PathBuf],
) -> Result<bool> {
    let resources = Folder::all(lexicons).and_then(|folders| resources::with(&folders)).map_err(Usage::of)?;
    let screen = plan.screen;
    let (why, all) = (explain.is_some(), explain == Some(Explain::All));
    let columns = Columns { explain: why, ..Columns::default() };
    let render = move |article: Article| {
        let (report, rejected) = Reader::new(&resources).explain(article);
        let rejected = all.then_some(rejected.as_slice());
        let text = match format {
            ReadFormat::Table => {
                table::report(&report, screen, why)
                    + &rejected::table(&report, rejected.unwrap_or_default(), screen)
            }
            ReadFormat::Json => json::report(&report, why, rejected),
            ReadFormat::Jsonl => json::report_line(&report, why, rejected),
            ReadFormat::Csv => columns.rows(&report, &[]),
        };
        Rendered { text, claims: report.claims.len() }
    };
    let frame = match format {
        ReadFormat::Table => Frame { between: "\n", ..Frame::default() },
        ReadFormat::Json => json::array(),
        ReadFormat::Jsonl => Frame::default(),
        ReadFormat::Csv => Frame { before: columns.header(), ..Frame::default() },
    };
    print_all(plan, wanted, &frame, render)
}

/// Prints what of each input is the article; whether every input could be read.
pub(crate) fn clean(plan: &Plan, wanted: &Wanted, format: CleanFormat) -> Result<bool> {
    let render = move |article: Article| {
        let text = match format {
            CleanFormat::Text => text::article(&article),
            CleanFormat::Json => json::article(&article),
            CleanFormat::Jsonl => json::article_line(&article),
        };
        Rendered { text, claims: 0 }
    };
    let frame = match format {
        CleanFormat::Text => Frame { between: text::BETWEEN, ..Frame::default() },
        CleanFormat::Json => json::array(),
        CleanFormat::Jsonl => Frame::default(),
    };
    print_all(plan, wanted, &frame, render)
}

/// Prints the syntax of each input; whether every input could be read.
pub(crate) fn parse(plan: &Plan, wanted: &Wanted, format: ParseFormat) -> Result<bool> {
    let model = Model::builtin()?;
    let render = move |article: Article| {
        let analysis = model.analyse(&article.text);
        let text = match format {
            ParseFormat::Conllu => conllu::article(&article, &analysis),
            ParseFormat::Json => json::parse(&article, &analysis),
            ParseFormat::Jsonl => json::parse_line(&article, &analysis),
        };
        Rendered { text, claims: 0 }
    };
    let frame = if format == ParseFormat::Json { json::array() } else { Frame::default() };
    print_all(plan, wanted, &frame, render)
}

/// Prints all inputs in order; whether all could be read.
fn print_all(
    plan: &Plan,
    wanted: &Wanted,
    frame: &Frame,
    render: impl Fn(Article) -> Rendered + Send + Sync + 'static,
) -> Result<bool> {
    let mut output = Output::new(plan.progress.then(|| inputs::count(&wanted.inputs)));
    output::print(&frame.before)?;
    let streams = inputs::streams(wanted.inputs.clone(), wanted.known.clone(), selon::Cleaner::builtin()?);
    pipeline::run(
        streams,
        plan.jobs,
        move |article, _| render(article),
        |outcome| {
            match outcome {
                Outcome::Report(Rendered { text, claims }) => output.report(frame.between, &text, claims)?,
                Outcome::Failed(failure) => output.failed(&failure),
                Outcome::InputDone => output.advance(),
            }
            Ok(())
        },
    )?;
    output::print(frame.after)?;
    Ok(output.finish())
}
