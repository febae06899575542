//! The commands on a ledger. What was typed is in [`args`]; each command has a module of its own.

mod add;
pub(crate) mod args;
mod ask;
mod export;
mod incidents;

use std::process::ExitCode;

use anyhow::Result;
pub(crate) use ask::args::expanded;

use crate::output::complain;
use crate::plan::{Plan, Wanted};
use crate::run::FAILED;

/// What is to be done with a ledger.
#[derive(Debug)]
pub(crate) enum Task {
    Add { args: args::Add, wanted: Wanted },
    Reread(args::Reread),
    Incidents(args::Incidents),
    Show(args::Show),
    Count(args::Count),
    Merge(args::Merge),
    Split(args::Split),
    Decisions(args::Decisions),
    Verify(args::Verify),
    Ask(Box<ask::args::Command>),
    Export(args::Export),
}

impl Task {
    pub(crate) fn of(command: args::Command) -> Result<Task> {
        Ok(match command {
            args::Command::Add(mut args) => {
                let inputs = std::mem::take(&mut args.inputs);
                Task::Add { args, wanted: Wanted::of(inputs)? }
            }
            args::Command::Reread(args) => Task::Reread(args),
            args::Command::Incidents(args) => Task::Incidents(args),
            args::Command::Show(args) => Task::Show(args),
            args::Command::Count(args) => Task::Count(args),
            args::Command::Merge(args) => Task::Merge(args),
            args::Command::Split(args) => Task::Split(args),
            args::Command::Decisions(args) => Task::Decisions(args),
            args::Command::Verify(args) => Task::Verify(args),
            args::Command::Ask(command) => Task::Ask(command),
            args::Command::Export(args) => Task::Export(args),
        })
    }
}

/// Does the task; the exit status of the program.
pub(crate) fn run(plan: &Plan, task: &Task) -> ExitCode {
    let done = match task {
        Task::Add { args, wanted } => add::add(plan, args, wanted),
        Task::Reread(args) => add::reread(plan, args),
        Task::Incidents(args) => incidents::list(plan, args),
        Task::Show(args) => incidents::show(plan, args),
        Task::Count(args) => incidents::count(plan, args),
        Task::Merge(args) => incidents::merge(args),
        Task::Split(args) => incidents::split(args),
        Task::Decisions(args) => incidents::decisions(plan, args),
        Task::Verify(args) => add::verify(plan, args),
        Task::Ask(command) => ask::run(plan, command),
        Task::Export(args) => export::export(args),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::from(FAILED)
        }
    }
}
