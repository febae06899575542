use std::fmt;

/// Why a model could not be loaded.
#[derive(Debug)]
pub struct Error(Kind);

#[derive(Debug)]
enum Kind {
    Weights(String),
}

impl Error {
    pub(crate) fn weights(what: String) -> Error {
        Error(Kind::Weights(what))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Weights(what) => write!(f, "the model's weights are not usable: {what}"),
        }
    }
}

impl std::error::Error for Error {}
