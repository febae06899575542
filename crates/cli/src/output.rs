//! The two ends of the program: standard output, and one line on standard error.

use std::io::{self, Stdout, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::inputs::Failure;
use crate::term;

/// Prints one line about what went wrong.
pub(crate) fn complain(message: &str) {
    // There is nobody left to tell when standard error is gone.
    let _ = writeln!(io::stderr(), "selon: {}", term::printable(message));
}

/// Where reports go, and what is told meanwhile.
pub(crate) struct Output {
    out: Stdout,
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
        Output { out: io::stdout(), bar, reports: 0, claims: 0, failed: 0 }
    }

    /// Prints a text as it is.
    pub(crate) fn print(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// Prints a report, after what parts it from the one before.
    pub(crate) fn report(&mut self, between: &str, text: &str, claims: usize) -> io::Result<()> {
        if self.reports > 0 {
            self.out.write_all(between.as_bytes())?;
        }
        self.count(claims);
        self.print(text)
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
