use std::fmt;

/// Why a model or its tables could not be loaded.
///
/// One opaque type with questions, so that further reasons do not break its users. The text is a whole message; what lies beneath it,
/// where something does, is its [`source`](std::error::Error::source).
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: Kind,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

#[derive(Debug)]
enum Kind {
    /// The weights are no model that this version can run.
    Weights(String),
    /// A table of words has a fault.
    Table { file: String, line: usize, what: String },
}

impl Error {
    pub(crate) fn weights(what: impl Into<String>) -> Error {
        Error(Box::new(Inner { kind: Kind::Weights(what.into()), source: None }))
    }

    /// A fault in a line, from 1, of a table.
    pub(crate) fn table(file: &str, line: usize, what: impl Into<String>) -> Error {
        let kind = Kind::Table { file: file.to_owned(), line, what: what.into() };
        Error(Box::new(Inner { kind, source: None }))
    }

    pub(crate) fn with(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Error {
        self.0.source = Some(Box::new(source));
        self
    }

    /// Whether the weights are no model that this version can run.
    pub fn is_weights(&self) -> bool {
        matches!(self.0.kind, Kind::Weights(_))
    }

    /// Whether a table of words has a fault.
    pub fn is_table(&self) -> bool {
        matches!(self.0.kind, Kind::Table { .. })
    }

    /// The file with the fault, where it is known.
    pub fn file(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Table { file, .. } => Some(file),
            Kind::Weights(_) => None,
        }
    }

    /// The line with the fault, from 1, where it is known.
    pub fn line(&self) -> Option<usize> {
        match self.0.kind {
            Kind::Table { line, .. } => Some(line),
            Kind::Weights(_) => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::Weights(what) => write!(f, "the model's weights are not usable: {what}"),
            Kind::Table { file, line, what } => write!(f, "{file}, line {line}: {what}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
