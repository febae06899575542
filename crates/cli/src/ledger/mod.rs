//! The commands on a ledger. What was typed is in [`args`]; each command has a module of its own.

mod add;
pub(crate) mod args;
mod export;

use std::process::ExitCode;

use anyhow::Result;

use crate::output::complain;
use crate::plan::{Plan, Wanted};
use crate::run::FAILED;

/// What is to be done with a ledger.
#[derive(Debug)]
pub(crate) enum Task {
    Add { args: args::Add, wanted: Wanted },
    Reread(args::Reread),
    Verify(args::Verify),
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
            args::Command::Verify(args) => Task::Verify(args),
            args::Command::Export(args) => Task::Export(args),
        })
    }
}

/// Does the task; the exit status of the program.
pub(crate) fn run(plan: &Plan, task: &Task) -> ExitCode {
    let done = match task {
        Task::Add { args, wanted } => add::add(plan, args, wanted),
        Task::Reread(args) => add::reread(plan, args),
        Task::Verify(args) => add::verify(plan, args),
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
