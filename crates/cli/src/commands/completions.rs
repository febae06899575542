//! `selon completions`.

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::program::Args;
use crate::output;

/// Prints the script that completes the commands in a shell.
pub(crate) fn print(shell: Shell) -> Result<bool> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "selon", &mut script);
    output::print(&String::from_utf8(script)?)?;
    Ok(true)
}
