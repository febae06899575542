use std::fmt;

use selon_model::Versions;

use selon_claims::Lexicons;
use selon_language::Model;

/// What reading needs and never changes: the trained model and the lexicons. Loaded once, shared
/// by all threads.
#[derive(Debug)]
pub struct Resources {
    pub(crate) model: Model,
    pub(crate) lexicons: Lexicons,
    /// Names of the lexicons added to the built-in ones, part of the data's version.
    added: Vec<String>,
}

impl Resources {
    /// The French model and the lexicons that the program carries in itself.
    ///
    /// # Errors
    /// Only where the program was built from damaged data.
    pub fn builtin() -> Result<Resources, Error> {
        let model = Model::builtin().map_err(|e| Error(e.to_string()))?;
        let lexicons = Lexicons::builtin().map_err(|e| Error(e.to_string()))?;
        Ok(Resources { model, lexicons, added: Vec::new() })
    }

    /// Adds a user's lexicon. Its kind is told by the name of its file (`groups.tsv`,
    /// `places.tsv` …) as the built-in ones are; its entries stand beside theirs.
    ///
    /// # Errors
    /// Where the kind is unknown or a line is wrong; the message names file and line.
    pub fn extend_from(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.lexicons.extend(name, text).map_err(|e| Error(e.to_string()))?;
        self.added.push(format!("{name}@{:016x}", fingerprint(text.as_bytes())));
        Ok(())
    }

    /// What a report made with these resources was made by.
    pub fn versions(&self) -> Versions {
        let mut data = self.lexicons.version();
        for added in &self.added {
            data.push('+');
            data.push_str(added);
        }
        let engine = env!("CARGO_PKG_VERSION").to_owned();
        Versions { engine, model: self.model.version().to_owned(), data }
    }
}

/// FNV-1a over 64 bits: tells two versions of a user's lexicon apart, no more.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Why resources could not be loaded.
#[derive(Debug)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}
