use selon_claims::Lexicons;
use selon_language::{Model, Options};
use selon_model::{PartyFacts, Versions};

use crate::error::Error;
use crate::versions;

/// What reading needs and never changes: the trained model and the lexicons. Loaded once, shared
/// by all threads.
#[derive(Debug)]
pub struct Resources {
    pub(crate) model: Model,
    pub(crate) lexicons: Lexicons,
    versions: Versions,
}

impl Resources {
    /// The French model and the lexicons that the program carries in itself.
    ///
    /// # Errors
    /// Only where the program was built from damaged data.
    pub fn builtin() -> Result<Resources, Error> {
        let model = Model::builtin().map_err(Error::builtin)?;
        let lexicons = Lexicons::builtin().map_err(Error::builtin)?;
        let versions = versions::of(&model, &lexicons);
        Ok(Resources { model, lexicons, versions })
    }

    /// The same resources, whose analyses are made in another way.
    #[must_use]
    pub fn with(self, options: Options) -> Resources {
        Resources { model: self.model.with(options), ..self }
    }

    /// Adds a user's lexicon. What it holds is told by the names of its columns, which are those of
    /// the built-in lexicons; its entries stand beside theirs. `name` is for messages.
    ///
    /// # Errors
    /// Where the columns are unknown or a line is wrong; the message names file and line.
    pub fn extend_from(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.lexicons.extend(name, text).map_err(|e| Error::lexicon(name, e))?;
        self.versions = versions::of(&self.model, &self.lexicons);
        Ok(())
    }

    /// What the lexicons know of named groups, organisations and countries, in the order of their ids.
    pub fn parties(&self) -> Vec<PartyFacts> {
        self.lexicons.party_facts()
    }

    /// What a report made with these resources was made by.
    pub fn versions(&self) -> &Versions {
        &self.versions
    }
}
