use std::fmt;

/// Why an input, or one object of it, could not be read: a reason for a person, without the input's path.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    /// Line of a JSONL input, or ordinal of an array's element; both from 1.
    at: Option<Position>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    Line(u64),
    Element(u64),
}

#[derive(Debug)]
pub(crate) enum Kind {
    Empty,
    /// What the bytes are instead of text.
    NotText(&'static str),
    NoEncoding,
    TruncatedGzip,
    DamagedGzip,
    /// The limit in bytes.
    TooLarge(usize),
    Json(serde_json::Error),
    /// What is wrong with an array of objects.
    Array(&'static str),
    NoText,
    /// A table of the program's own data.
    Table {
        file: String,
        /// From 1.
        line: usize,
        reason: String,
    },
    Io(std::io::Error),
}

impl Error {
    pub(crate) fn at(self, position: Position) -> Error {
        Error { at: Some(position), ..self }
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Error {
        Error { kind, at: None }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Kind::Io(error).into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(Position::Line(line)) => write!(f, "line {line}: ")?,
            Some(Position::Element(ordinal)) => write!(f, "element {ordinal}: ")?,
            None => {}
        }
        match &self.kind {
            Kind::Empty => f.write_str("there is no text in it"),
            Kind::NotText(what) => write!(f, "{what}, not text, HTML or JSON"),
            Kind::NoEncoding => f.write_str("neither UTF-8 nor any other encoding that fits the bytes"),
            Kind::TruncatedGzip => f.write_str("the gzip stream ends too early: the file is truncated"),
            Kind::DamagedGzip => f.write_str("the gzip stream is damaged"),
            Kind::TooLarge(limit) => write!(f, "a single document of more than {} MB", limit / 1_000_000),
            Kind::Json(error) => write!(f, "no valid JSON: {error}"),
            Kind::Array(what) => write!(f, "no valid JSON: {what}"),
            Kind::Table { file, line, reason } => write!(f, "{file}:{line}: {reason}"),
            Kind::NoText => f.write_str("a JSON object with neither \"text\" nor \"html\""),
            Kind::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io(error) => Some(error),
            Kind::Json(error) => Some(error),
            _ => None,
        }
    }
}

impl Error {
    /// Whether the input holds nothing but white space.
    pub fn is_empty(&self) -> bool {
        matches!(self.kind, Kind::Empty)
    }

    /// Whether the bytes are no text in any encoding.
    pub fn is_not_text(&self) -> bool {
        matches!(self.kind, Kind::NotText(_) | Kind::NoEncoding)
    }

    /// Whether the compressed stream is damaged or cut off.
    pub fn is_gzip(&self) -> bool {
        matches!(self.kind, Kind::TruncatedGzip | Kind::DamagedGzip)
    }

    /// Whether a document is longer than any that is read.
    pub fn is_too_large(&self) -> bool {
        matches!(self.kind, Kind::TooLarge(_))
    }

    /// Whether it is JSON that cannot be read, or an object without text.
    pub fn is_json(&self) -> bool {
        matches!(self.kind, Kind::Json(_) | Kind::Array(_) | Kind::NoText)
    }

    /// Whether a table of the program's own data is wrong.
    pub fn is_table(&self) -> bool {
        matches!(self.kind, Kind::Table { .. })
    }

    /// Whether the input could not be read from where it is.
    pub fn is_io(&self) -> bool {
        matches!(self.kind, Kind::Io(_))
    }

    /// Whether other documents of the same input can still be read.
    pub(crate) fn is_of_document(&self) -> bool {
        !matches!(self.kind, Kind::TruncatedGzip | Kind::DamagedGzip | Kind::Io(_))
    }
}
