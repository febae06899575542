use std::error::Error as StdError;
use std::fmt;

use selon_claims::LexiconError;

/// Why resources could not be loaded, or an article not be taken out of its bytes.
///
/// One opaque type with questions, so that further reasons do not break its users. The text is a whole sentence for a
/// person; what it leaves to its cause is told by [`source`](StdError::source).
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: Kind,
    /// Where the fault is, if it is in a file with a name.
    file: Option<String>,
}

#[derive(Debug)]
enum Kind {
    /// The program was built from damaged data.
    Builtin(Box<dyn StdError + Send + Sync>),
    /// A user's lexicon is not as it should be.
    Lexicon(LexiconError),
    /// The bytes are no article.
    Input(selon_clean::Error),
}

impl Error {
    pub(crate) fn builtin(source: impl StdError + Send + Sync + 'static) -> Error {
        Error(Box::new(Inner { kind: Kind::Builtin(Box::new(source)), file: None }))
    }

    pub(crate) fn lexicon(file: &str, error: LexiconError) -> Error {
        Error(Box::new(Inner { kind: Kind::Lexicon(error), file: Some(file.to_owned()) }))
    }

    pub(crate) fn input(error: selon_clean::Error) -> Error {
        Error(Box::new(Inner { kind: Kind::Input(error), file: None }))
    }

    /// Whether the program's own data are damaged: no other input and no other lexicon would help.
    pub fn is_builtin(&self) -> bool {
        matches!(self.0.kind, Kind::Builtin(_))
    }

    /// Whether a user's lexicon has a fault.
    pub fn is_lexicon(&self) -> bool {
        matches!(self.0.kind, Kind::Lexicon(_))
    }

    /// Whether the bytes of an input are no article; further articles of the same input may be.
    pub fn is_input(&self) -> bool {
        matches!(self.0.kind, Kind::Input(_))
    }

    /// The lexicon with the fault, under the name that it was given.
    pub fn file(&self) -> Option<&str> {
        self.0.file.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::Builtin(_) => f.write_str("the program's own data is damaged"),
            Kind::Lexicon(error) => error.fmt(f),
            Kind::Input(error) => error.fmt(f),
        }
    }
}

impl StdError for Error {
    /// What the text has not told yet.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.kind {
            Kind::Builtin(source) => Some(source.as_ref()),
            Kind::Lexicon(error) => error.source(),
            Kind::Input(error) => error.source(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_data_of_the_program_itself_are_told_with_their_cause() {
        let error = Error::builtin(std::io::Error::other("the weights end too early"));
        assert!(error.is_builtin() && !error.is_lexicon() && !error.is_input());
        assert_eq!(error.to_string(), "the program's own data is damaged");
        assert_eq!(error.source().unwrap().to_string(), "the weights end too early");
    }
}
