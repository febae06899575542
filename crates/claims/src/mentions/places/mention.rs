//! Where a text may name a place, and what it says there.

use selon_model::{PlaceRef, Span};

use crate::lexicon::places::words::Sense;
use crate::rule::Rule;

/// A place that a key leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PlaceId {
    /// A row of the tables.
    Entry(u32),
    /// A place of the index.
    Town(u32),
}

/// A reading of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) place: PlaceId,
    /// How well the name fits: 1 for a preferred name, less for alternates and guesses.
    pub(super) fit: f32,
}

/// What an anchor is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// A name of the gazetteer.
    Name(Vec<Candidate>),
    /// A capitalised stretch that the gazetteer does not have.
    Unknown,
    /// A noun for a place named before.
    Again(Sense),
    /// The adjective or noun of a country: its countries (ISO3).
    Demonym(Vec<String>),
}

/// One widening of a phrase, told from the name outwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// A type word.
    Type(Sense),
    /// "le nord de", inside (or, of a town, "au nord de", outside).
    Direction { bearing: Option<f64>, outside: bool },
    /// "à 35 km de".
    Distance(f64),
}

/// What ties a place to its sentence, from weakest to strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cue {
    /// Nothing: a subject, an object, a metonym ("Damas négocie").
    Bare,
    /// "de Palma".
    Complement,
    /// A type word, a direction or a distance, without a locative preposition ("la province d'Alep").
    Type,
    /// The head of a dispatch ("Bamako (AFP) – …").
    Dateline,
    /// "à Alep", "dans la province d'Alep", "entre Djibo et Inata".
    Preposition,
}

/// A stretch of text that may name a place, or a demonym that tells of a country;
/// [`Gazetteer::resolve`] says what it means.
#[derive(Clone, Debug)]
pub(crate) struct PlaceMention {
    /// The shortest full phrase: type words, direction, distance and their articles included.
    pub(crate) span: Span,
    /// The name alone, or the noun that stands for it.
    pub(crate) name: Span,
    /// What ties it to the sentence.
    pub(crate) cue: Cue,
    pub(super) what: What,
    pub(super) steps: Vec<Step>,
    /// Before the name stands what only places follow.
    pub(super) placed: bool,
    pub(super) doubtful: bool,
    pub(super) plural: bool,
    /// "(Mbomou)", ", au Mozambique" behind the name.
    pub(super) container: Vec<Candidate>,
    /// The "entre" before it.
    pub(super) between: Option<Span>,
    /// "la frontière entre", "la route entre".
    pub(super) border: bool,
    /// The other end of "entre Djibo et Inata".
    pub(super) until: Option<Box<PlaceMention>>,
}

/// What is known of the report beside its places.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlaceContext {
    /// Countries (ISO3) that its demonyms, parties, dateline or outlet speak for, each with a
    /// weight: 1 for a mention of the country's army, say, as a country's name in the text counts 3.
    pub(crate) hints: Vec<(String, f32)>,
}

/// A mention that names a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResolvedPlace {
    /// Index into the mentions.
    pub(crate) mention: usize,
    /// The place; without a point where the gazetteer does not have the name.
    pub(crate) place: PlaceRef,
    /// What ties it to the sentence.
    pub(crate) cue: Cue,
    /// How it was found: `place:name`, `place:again`, `place:site` ("l'hôpital"), `place:between`, `place:sound`, `place:misspelt`, `place:unknown`.
    pub(crate) rule: Rule,
}

impl PlaceMention {
    /// Unknown names count only behind a type word or "à".
    pub(super) fn may_be_place(&self) -> bool {
        let inherent = !matches!(self.what, What::Unknown);
        inherent || self.placed && !self.doubtful
    }

    pub(super) fn candidates(&self) -> &[Candidate] {
        if let What::Name(candidates) = &self.what { candidates } else { &[] }
    }

    /// The mention and the other end of "entre … et …".
    pub(super) fn with_end(&self) -> impl Iterator<Item = &PlaceMention> {
        std::iter::once(self).chain(self.until.as_deref())
    }

    /// Whether the name is one of the gazetteer's.
    pub(super) fn is_name(&self) -> bool {
        matches!(self.what, What::Name(_))
    }

    pub(super) fn is_division(&self) -> bool {
        self.steps.iter().any(|s| matches!(s, Step::Type(Sense::Division(_))))
    }

    pub(super) fn has_line(&self) -> bool {
        self.steps.iter().any(|s| matches!(s, Step::Type(Sense::Line)))
    }
}
