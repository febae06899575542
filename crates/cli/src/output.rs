//! The two ends of the program: standard output, and one line on standard error.

use std::io::{self, BufWriter, StdoutLock, Write};

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::failure::Failure;
use crate::term;

/// What an error of writing is told of.
const STANDARD: &str = "standard output";

/// Prints one line about what went wrong.
pub(crate) fn complain(message: &str) {
    // There is nobody left to tell when standard error is gone.
    let _ = writeln!(io::stderr(), "selon: {}", term::printable(message));
}

/// Prints a text as it is.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context(STANDARD)
}

/// Prints a line.
pub(crate) fn println(line: &str) -> Result<()> {
    writeln!(io::stdout(), "{line}").context(STANDARD)
}

/// Standard output for many small writes in a row.
pub(crate) struct Rows(BufWriter<StdoutLock<'static>>);

impl Rows {
    /// Takes standard output until it is dropped.
    pub(crate) fn new() -> Rows {
        Rows(BufWriter::new(io::stdout().lock()))
    }

    /// Writes a text as it is.
    pub(crate) fn write(&mut self, text: &str) -> Result<()> {
        self.0.write_all(text.as_bytes()).context(STANDARD)
    }

    /// Writes out what is held back.
    pub(crate) fn flush(&mut self) -> Result<()> {
        self.0.flush().context(STANDARD)
    }
}

/// Where reports go, and what is told meanwhile.
pub(crate) struct Output {
    bar: Option<ProgressBar>,
    reports: usize,
    claims: usize,
    failed: usize,
}

impl Output {
    /// Output with a progress bar where the number of inputs is given.
    pub(crate) fn new(inputs: Option<u64>) -> Output {
        let bar = inputs.map(|total| {
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {msg}  {eta} left");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Output { bar, reports: 0, claims: 0, failed: 0 }
    }

    /// Prints a report, after what parts it from the one before.
    pub(crate) fn report(&mut self, between: &str, text: &str, claims: usize) -> Result<()> {
        if self.reports > 0 {
            print(between)?;
        }
        self.count(claims);
        print(text)
    }

    /// Counts a report that is not printed.
    pub(crate) fn count(&mut self, claims: usize) {
        self.reports += 1;
        self.claims += claims;
    }

    /// Tells of an input that could not be read.
    pub(crate) fn failed(&mut self, failure: &Failure) {
        self.failed += 1;
        let tell = || complain(&format!("{}: {}", failure.input, failure.reason));
        match &self.bar {
            Some(bar) => bar.suspend(tell),
            None => tell(),
        }
    }

    /// An input has been read to its end.
    pub(crate) fn advance(&self) {
        if let Some(bar) = &self.bar {
            bar.set_message(format!("{} reports, {} claims", self.reports, self.claims));
            bar.inc(1);
        }
    }

    /// Ends the progress; whether every input was read.
    pub(crate) fn finish(self) -> bool {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
            let failed = if self.failed > 0 { format!(", {} not read", self.failed) } else { String::new() };
            let _ = writeln!(io::stderr(), "{} reports, {} claims{failed}", self.reports, self.claims);
        }
        self.failed == 0
    }
}
