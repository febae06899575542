//! Does what the plan says.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{self, ExitCode};

use anyhow::{Context, Result, bail};
use clap::CommandFactory;
use selon::model::Article;
use selon::{Model, Options, Reader, Repairs, Resources};
use selon_ledger::form::csv::Columns;

use crate::args::{Args, CleanFormat, ParseFormat, ReadFormat};
use crate::inputs::{Known, io_reason};
use crate::ledger;
use crate::output::{Output, complain};
use crate::pipeline::{self, Outcome};
use crate::plan::{Plan, Task, Wanted};
use crate::view::{Frame, conllu, json, table, text};

/// At least one input could not be read.
pub(crate) const FAILED: u8 = 1;
/// What was typed makes no sense.
pub(crate) const USAGE: u8 = 2;

/// A report as it is to be printed.
#[derive(Debug, Default)]
struct Rendered {
    text: String,
    /// Claims in it.
    claims: usize,
}

/// Does the task; the exit status of the program.
pub(crate) fn run(plan: &Plan) -> ExitCode {
    let done = match &plan.task {
        Task::Read { format, explain, lexicons, wanted } => {
            let resources = match resources(lexicons) {
                Ok(resources) => resources,
                Err(error) => {
                    complain(&format!("{error:#}"));
                    return ExitCode::from(USAGE);
                }
            };
            read(plan, wanted, *format, *explain, &resources)
        }
        Task::Clean { format, wanted } => clean(plan, wanted, *format),
        Task::Parse { format, wanted } => parse(plan, wanted, *format),
        Task::Ledger(task) => return ledger::run(plan, task),
        Task::Completions(shell) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "selon", &mut script);
            io::stdout().write_all(&script).map_err(ended).map(|()| true)
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            complain(&format!("standard output: {}", io_reason(&error)));
            ExitCode::from(FAILED)
        }
    }
}

fn read(
    plan: &Plan,
    wanted: &Wanted,
    format: ReadFormat,
    explain: bool,
    resources: &Resources,
) -> io::Result<bool> {
    let reader = Reader::new(resources);
    let render = |article: Article| {
        let report = reader.read(article);
        let text = match format {
            ReadFormat::Table => table::report(&report, plan.screen, explain),
            ReadFormat::Json => json::report(&report, explain),
            ReadFormat::Jsonl => json::report_line(&report, explain),
            ReadFormat::Csv => Columns { explain, ..Columns::default() }.rows(&report, &[]),
        };
        Rendered { text, claims: report.claims.len() }
    };
    let frame = match format {
        ReadFormat::Table => Frame { between: "\n", ..Frame::default() },
        ReadFormat::Json => json::array(),
        ReadFormat::Jsonl => Frame::default(),
        ReadFormat::Csv => {
            Frame { before: Columns { explain, ..Columns::default() }.header(), ..Frame::default() }
        }
    };
    print_all(plan, wanted, &frame, render)
}

fn clean(plan: &Plan, wanted: &Wanted, format: CleanFormat) -> io::Result<bool> {
    let render = |article: Article| {
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

fn parse(plan: &Plan, wanted: &Wanted, format: ParseFormat) -> io::Result<bool> {
    // Trees as other tools for Universal Dependencies expect them.
    let options = Options { names: true, repairs: Repairs::universal() };
    let model = Model::builtin().map_err(io::Error::other)?.with(options);
    let render = |article: Article| {
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
    render: impl Fn(Article) -> Rendered + Sync,
) -> io::Result<bool> {
    let known = Known { published: wanted.published, outlet: wanted.outlet.clone() };
    let mut output = Output::new(plan.progress.then(|| pipeline::count(&wanted.inputs)));
    output.print(&frame.before).map_err(ended)?;
    pipeline::run(
        &wanted.inputs,
        &known,
        plan.jobs,
        |article, _| render(article),
        |outcome| {
            match outcome {
                Outcome::Report(rendered) => {
                    output.report(frame.between, &rendered.text, rendered.claims).map_err(ended)?;
                }
                Outcome::Failed(failure) => output.failed(&failure),
                Outcome::InputDone => output.advance(),
            }
            Ok(())
        },
    )?;
    output.print(frame.after).map_err(ended)?;
    Ok(output.finish())
}

/// Whoever reads the output has seen enough when the pipe is closed: the program ends at once and
/// quietly, also while a worker still waits for an input that does not end.
pub(crate) fn ended(error: io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::BrokenPipe {
        process::exit(0);
    }
    error
}

/// The built-in resources and the user's folders of lexicons, file by file in the order of their names.
pub(crate) fn resources(folders: &[impl AsRef<Path>]) -> Result<Resources> {
    let mut resources = Resources::builtin().context("the program's own data is damaged")?;
    for folder in folders {
        let folder = folder.as_ref();
        let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let listed =
            listed.map_err(|e| anyhow::anyhow!("--lexicon {}: {}", folder.display(), io_reason(&e)))?;
        let mut files: Vec<_> = listed.into_iter().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|e| e == "tsv"));
        files.sort();
        if files.is_empty() {
            bail!("--lexicon {}: holds no lexicon (a file that ends in .tsv)", folder.display());
        }
        for file in files {
            let text = fs::read_to_string(&file)
                .map_err(|e| anyhow::anyhow!("--lexicon {}: {}", file.display(), io_reason(&e)))?;
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            resources.extend_from(&name, &text).with_context(|| format!("--lexicon {}", folder.display()))?;
        }
    }
    Ok(resources)
}
