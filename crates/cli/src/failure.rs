//! What goes wrong, in words that help.

use std::error::Error as StdError;
use std::{fmt, io};

/// An input that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) input: String,
    pub(crate) reason: String,
}

/// What was typed makes no sense. It says what the error in it says.
#[derive(Debug)]
pub(crate) struct Usage(anyhow::Error);

impl Usage {
    /// The same error, as one of usage.
    pub(crate) fn of(error: anyhow::Error) -> anyhow::Error {
        Usage(error).into()
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for Usage {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

/// The reason in words that help, without the number of the error.
pub(crate) fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it; see its mode with ls -l".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

/// The error and its causes in one line. A cause that the error above it has told already is not told again.
pub(crate) fn told(error: &anyhow::Error) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut above = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
        if told.is_empty() || !above.ends_with(&text) {
            // What another program's text stands in is left as it is: it may be the name of a file.
            let system = cause.downcast_ref::<io::Error>().filter(|e| e.get_ref().is_none());
            told.push(match system {
                Some(error) if !told.is_empty() => io_reason(error),
                _ => text.clone(),
            });
        }
        above = text;
    }
    told.join(": ")
}

/// Whether an error comes of this: nobody reads the output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(broken)
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, anyhow};

    use super::*;

    /// An error that tells its cause and names it as well.
    #[derive(Debug)]
    struct Both(io::Error);

    impl fmt::Display for Both {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "l.db: {}", self.0)
        }
    }

    impl StdError for Both {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn a_chain_is_told_once() {
        let full = || io::Error::from_raw_os_error(28);
        let check = |error: anyhow::Error, expected: &str| assert_eq!(told(&error), expected);
        check(
            Err::<(), _>(full()).context("standard output").unwrap_err(),
            "standard output: no space left on device",
        );
        check(Both(full()).into(), "l.db: No space left on device (os error 28)");
        check(
            anyhow!("Some File.txt: damaged").context("--lexicon x"),
            "--lexicon x: Some File.txt: damaged",
        );
        check(Usage::of(anyhow!("b").context("a")), "a: b");
    }

    #[test]
    fn a_broken_pipe_is_found_under_other_errors() {
        let broken = || io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(is_broken_pipe(&Err::<(), _>(broken()).context("standard output").unwrap_err()));
        assert!(is_broken_pipe(&anyhow::Error::from(Both(broken())).context("export")));
        assert!(!is_broken_pipe(&anyhow!("Broken pipe")));
    }
}
