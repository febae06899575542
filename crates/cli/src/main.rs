//! The program `selon`: arguments, terminal views, progress.
//!
//! The way of a call: [`args`] says what was typed, [`plan`] what it means, [`commands`] do it, each in a file of its
//! own. [`inputs`] names what is to be read, [`pipeline`] reads it on all cores and in order, [`view`] renders it,
//! [`output`] prints it. Each knows those behind it only.

mod args;
mod clock;
mod commands;
mod failure;
mod fetch;
mod inputs;
mod output;
mod pipeline;
mod plan;
mod resources;
mod term;
mod view;
mod words;

use std::env;
use std::process::ExitCode;

use args::as_of;
use args::program::Args;
use clap::Parser;
use failure::Usage;
use plan::Plan;

/// At least one input could not be read, or a ledger not be used.
const FAILED: u8 = 1;
/// What was typed makes no sense.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    pipeline::quiet_workers();
    let args = Args::parse_from(as_of::expanded(env::args_os()));
    match Plan::of(args).map_err(Usage::of).and_then(|plan| commands::run(&plan)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        // Whoever reads the output has seen enough when the pipe is closed. Workers that wait for an input which does not
        // end are no longer waited for: they end with the process.
        Err(error) if failure::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&failure::told(&error));
            ExitCode::from(if error.is::<Usage>() { USAGE } else { FAILED })
        }
    }
}
