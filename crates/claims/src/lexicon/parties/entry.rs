//! What the lexicons of parties hold, in memory.

use selon_model::{Date, PartyId, Sector, SourceKind};

use crate::lexicon::codes::codes;

/// ISO 3166-1 alpha-3 code of a country ("SYR"), also of the de facto states in `countries.tsv`.
pub(crate) type Iso3 = String;

/// What a mention may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MentionKind {
    /// An armed group, movement or alliance: "l'ASL".
    Group(PartyId),
    /// An organisation that is no armed group: "l'ONU", "l'AFP".
    Organisation(PartyId, SourceKind),
    /// A person known by office: "Bachar el-Assad".
    Leader(PartyId),
    /// A country: "la Syrie".
    Country(Iso3),
    /// An adjective or noun of a country: "syrienne", "les Syriens".
    Demonym(Iso3),
    /// A capital, which stands for its government where it acts: "Damas".
    Capital(Iso3),
    /// A proper name of a state organ: "les FAMa", "le Kremlin", "Tsahal".
    Forces(PartyId),
    /// A state organ or sector without a country: "armée", "gouvernement".
    Organ(Sector, SourceKind),
    /// An office: "ministre", "juge".
    Post(Sector),
    /// A military or police rank, which says less than the office named beside it: "général".
    Rank(Sector),
    /// A noun whose party is its complement's: "porte-parole", "chef", "responsable"; the
    /// sector where it stands alone with a country, if any.
    Role(Option<Sector>),
    /// A noun of a kind of body, which a name follows or which takes up one: "groupe", "agence", "mission"; the
    /// sector where there is no name, if any (IGO only says what kind of name it takes up).
    Type(Option<Sector>),
    /// The field of a ministry where it decides the sector: "Défense".
    Portfolio(Sector),
    /// A thing that belongs to a sector: "base aérienne", "mosquée".
    Thing(Sector),
    /// People without a group: "civils", "rebelles".
    People(People),
}

/// What a noun for people says about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct People {
    /// Their sector.
    pub(crate) sector: Sector,
    /// How the report takes sides by using the word.
    pub(crate) stance: Stance,
    /// What kind of source they are when they speak.
    pub(crate) source: SourceKind,
}

codes! {
    /// How a word for people takes sides.
    pub(crate) enum Stance = "stance" {
        /// "combattants", "civils".
        Neutral = "neutral",
        /// "terroristes", "mercenaires".
        Pejorative = "pejorative",
        /// "résistants", "révolutionnaires".
        Favourable = "favourable",
    }
}

/// What the lexicons know of a group or organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartyInfo {
    /// The name to show: "Armée syrienne libre".
    pub(crate) name: Box<str>,
    /// What it is; `None` for organisations, whose id says it.
    pub(crate) sector: Option<Sector>,
    /// Where it is at home, the main country first; empty for the whole world.
    pub(crate) countries: Vec<Iso3>,
    /// First day of the first year.
    pub(crate) from: Option<Date>,
    /// Last day of the last year.
    pub(crate) to: Option<Date>,
    /// The alliances that it is directly a member of.
    pub(crate) alliances: Vec<PartyId>,
}

/// One reading of the names of a lexicon's line.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) kind: MentionKind,
    /// Where it is at home; empty for everywhere.
    pub(crate) countries: Vec<Iso3>,
    /// First and last day on which it existed.
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

/// A way of writing an entry, and what the text must look like.
#[derive(Debug)]
pub(crate) struct Alias {
    pub(crate) entry: u32,
    pub(crate) written: Box<str>,
    pub(crate) check: Check,
    /// Small words stand between its words ("camp de réfugiés").
    pub(crate) joined: bool,
    /// Holds only in reports about one of the entry's countries.
    pub(crate) local: bool,
}

/// How closely the text must follow an alias once its key was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// Letter by letter, with articles and case ("Le Monde").
    Exact,
    /// A name: begins with a capital somewhere, accents and transliteration are free.
    Name,
    /// A name of three words of substance or more, which reports also write in lower case.
    LongName,
    /// A short acronym: all capitals.
    Acronym,
    /// A common noun: any case, no other accents.
    Noun,
}

impl Entry {
    pub(crate) fn is_home(&self, country: &str) -> bool {
        self.countries.iter().any(|c| c == country)
    }

    pub(crate) fn existed(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

/// The kind of source that people and organs of a sector are.
pub(crate) fn source_of(sector: Sector) -> SourceKind {
    match sector {
        Sector::Mil | Sector::Cop | Sector::Spy => SourceKind::ArmedForces,
        Sector::Gov | Sector::Jud | Sector::Leg => SourceKind::Government,
        Sector::Reb => SourceKind::ArmedGroup,
        Sector::Cvl => SourceKind::Witness,
        Sector::Med => SourceKind::Media,
        Sector::Edu => SourceKind::Expert,
        Sector::Ngo => SourceKind::Ngo,
        Sector::Igo => SourceKind::Igo,
        _ => SourceKind::Other,
    }
}
