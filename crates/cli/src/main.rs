//! The program `selon`: arguments, terminal views, progress.
//!
//! The way of a call: [`args`] says what was typed, [`plan`] what it means, [`run`] does it.
//! [`inputs`] names what is to be read, [`pipeline`] reads it on all cores and in order,
//! [`view`] renders it.

mod args;
mod fetch;
mod inputs;
mod ledger;
mod output;
mod pipeline;
mod plan;
mod run;
mod term;
mod view;
mod words;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    pipeline::quiet_workers();
    match plan::Plan::of(args::Args::parse_from(ledger::expanded(std::env::args_os()))) {
        Ok(plan) => run::run(&plan),
        Err(error) => {
            output::complain(&format!("{error:#}"));
            ExitCode::from(run::USAGE)
        }
    }
}
