//! What the typed arguments mean, once the environment has been asked.

use std::env;
use std::ffi::OsStr;
use std::io::{IsTerminal, stderr, stdin, stdout};
use std::mem;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use anyhow::{Result, bail};
use clap_complete::Shell;

use crate::args::ask::AskCommand;
use crate::args::ledger::{
    Add, Count, Decisions, Export, Incidents, LedgerCommand, Merge, Reread, Show, Split, Verify,
};
use crate::args::program::{Args, Command};
use crate::args::read::{CleanFormat, Explain, Parse, ParseFormat, ReadFormat};
use crate::args::values::{Inputs, Lang, When};
use crate::inputs::{Input, Known, Wanted};
use crate::view::screen::Screen;

/// Everything that a call is to do.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) task: Task,
    pub(crate) screen: Screen,
    /// Reports read at the same time.
    pub(crate) jobs: usize,
    /// Whether progress is shown on stderr.
    pub(crate) progress: bool,
}

/// What is done.
#[derive(Debug)]
pub(crate) enum Task {
    Read { format: ReadFormat, explain: Option<Explain>, lexicons: Vec<PathBuf>, wanted: Wanted },
    Clean { format: CleanFormat, wanted: Wanted },
    Parse { format: ParseFormat, wanted: Wanted },
    Add { args: Add, wanted: Wanted },
    Reread(Reread),
    Incidents(Incidents),
    Show(Show),
    Count(Count),
    Merge(Merge),
    Split(Split),
    Decisions(Decisions),
    Verify(Verify),
    Ask(Box<AskCommand>),
    Export(Box<Export>),
    Completions(Shell),
}

/// Width of a view that goes to no terminal.
const WIDTH: usize = 100;
/// A view is never narrower: labels and a word have to fit.
const NARROWEST: usize = 30;

impl Plan {
    /// The meaning of `args` in the environment of this process.
    pub(crate) fn of(args: Args) -> Result<Plan> {
        let jobs = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let screen =
            Screen { color: color(args.color), lang: args.lang.unwrap_or_else(lang), width: width() };
        let progress = !args.quiet && stderr().is_terminal() && !stdout().is_terminal();
        Ok(Plan { task: Task::of(args.command)?, screen, jobs, progress })
    }
}

impl Task {
    fn of(command: Command) -> Result<Task> {
        Ok(match command {
            Command::Read(read) => Task::Read {
                format: read.format,
                explain: read.explain,
                lexicons: read.lexicon,
                wanted: wanted(read.inputs)?,
            },
            Command::Clean(clean) => Task::Clean { format: clean.format, wanted: wanted(clean.inputs)? },
            Command::Parse(Parse { format, inputs }) => {
                Task::Parse { format, wanted: wanted(Inputs { inputs, ..Inputs::default() })? }
            }
            Command::Ledger(command) => Task::on_ledger(*command)?,
            Command::Completions { shell } => Task::Completions(shell),
        })
    }

    fn on_ledger(command: LedgerCommand) -> Result<Task> {
        Ok(match command {
            LedgerCommand::Add(mut args) => {
                let inputs = mem::take(&mut args.inputs);
                Task::Add { args, wanted: wanted(inputs)? }
            }
            LedgerCommand::Reread(args) => Task::Reread(args),
            LedgerCommand::Incidents(args) => Task::Incidents(args),
            LedgerCommand::Show(args) => Task::Show(args),
            LedgerCommand::Count(args) => Task::Count(args),
            LedgerCommand::Merge(args) => Task::Merge(args),
            LedgerCommand::Split(args) => Task::Split(args),
            LedgerCommand::Decisions(args) => Task::Decisions(args),
            LedgerCommand::Verify(args) => Task::Verify(args),
            LedgerCommand::Ask(command) => Task::Ask(command),
            LedgerCommand::Export(args) => Task::Export(Box::new(args)),
        })
    }
}

/// What is to be read: standard input, where nothing is named and it is no keyboard.
fn wanted(args: Inputs) -> Result<Wanted> {
    let mut inputs: Vec<Input> = args.inputs.into_iter().map(Input::of).collect();
    if inputs.is_empty() {
        if stdin().is_terminal() {
            bail!("there is nothing to read: name a file, a folder, an address, or - for standard input");
        }
        inputs.push(Input::Stdin);
    }
    if inputs.iter().filter(|i| matches!(i, Input::Stdin)).count() > 1 {
        bail!("standard input (-) can be read once only");
    }
    Ok(Wanted { inputs, known: Known { published: args.published, outlet: args.outlet } })
}
fn color(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let set = |name: &str| env::var_os(name).is_some_and(|v| !v.is_empty());
            let dumb = env::var_os("TERM").is_some_and(|t| t == OsStr::new("dumb"));
            stdout().is_terminal() && !set("NO_COLOR") && !dumb
        }
    }
}

fn lang() -> Lang {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    if value.is_some_and(|v| v.to_ascii_lowercase().starts_with("fr")) { Lang::Fr } else { Lang::En }
}

fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(stdout()).map(|(width, _)| usize::from(width.0));
    let columns = || env::var("COLUMNS").ok()?.parse::<usize>().ok();
    terminal.or_else(columns).unwrap_or(WIDTH).clamp(NARROWEST, 10_000)
}
