use crate::{Counted, Date, EventType, Factuality, Mode, PartyId, SourceKind, Span};

/// One event, as one report lets one chain of sources tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What happened.
    pub event: EventType,
    /// How, where the text shows it.
    pub mode: Option<Mode>,
    /// The word or words that name the event.
    pub trigger: Span,
    /// The sentence that the trigger stands in.
    pub sentence: Span,
    /// How sure the last link of the chain is.
    pub factuality: Factuality,
    /// Who stands between the reader and the event, outermost first; empty for the report's own voice.
    pub sources: Vec<Source>,
    /// Whether the event is told inside quotation marks.
    pub quoted: bool,
    /// Who does it.
    pub actors: Vec<Argument>,
    /// Who undergoes it.
    pub recipients: Vec<Argument>,
    /// The most precise place that the text ties to the event.
    pub place: Option<PlaceRef>,
    /// When.
    pub time: Option<Period>,
    /// With which numbers.
    pub figures: Vec<Figure>,
    /// Between 0 and 1: how far the reading can be relied on (not how far the claim can).
    pub confidence: f32,
    /// Why each part of the claim was read so, trigger first.
    pub evidence: Vec<Evidence>,
}

/// A link of the chain of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The shortest full noun phrase that names it, as written.
    pub span: Span,
    /// Its party, where it has one.
    pub party: Option<PartyId>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// No name and no post identifies it.
    pub anonymous: bool,
    /// Name of the person, where a person speaks.
    pub person: Option<String>,
    /// The document that bears it ("communiqué", "rapport").
    pub document: Option<Span>,
    /// Where or to whom it was said ("sur Telegram"), when that is no source of its own.
    pub channel: Option<Span>,
}

/// A party as the report writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The shortest full noun phrase: the antecedent's where the event itself has a pronoun.
    pub span: Span,
    /// Where the event's own clause mentions it ("ils"), if that is not `span`.
    pub mention: Option<Span>,
    /// Its party, where one is known.
    pub party: Option<PartyId>,
    /// Name of the person who acts or undergoes, where one is named.
    pub person: Option<String>,
}

/// A place as the report writes it, and what the gazetteer makes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRef {
    /// As written.
    pub span: Span,
    /// The gazetteer's name: "Palma, Cabo Delgado, Mozambique".
    pub name: String,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// ISO 3166-1 alpha-3, where one country holds it.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// UCDP GED's scale: 1 exact, 2 near or part of a city, 3 district, 4 province, 5 region or
    /// line, 6 country, 7 sea or air.
    pub precision: u8,
    /// Between 0 and 1: how sure the match with the gazetteer is.
    pub confidence: f32,
}

/// When: an interval of whole days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The expression, as written.
    pub span: Span,
    /// First day; `None` where open or not to be resolved.
    pub start: Option<Date>,
    /// Last day, inclusive; `None` where open or not to be resolved.
    pub end: Option<Date>,
    /// UCDP GED's scale: 1 day, 2 up to six days, 3 week, 4 month, 5 longer.
    pub precision: u8,
}

/// A number that the event carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The expression, as written.
    pub span: Span,
    /// At least; `None` where open ("moins de 10").
    pub low: Option<u64>,
    /// At most; `None` where open ("au moins 9").
    pub high: Option<u64>,
    /// What is counted.
    pub of: Counted,
    /// Who or what is counted, as written.
    pub who: Option<Span>,
    /// "environ", "une trentaine", "des dizaines".
    pub approximate: bool,
}

/// What a piece of evidence speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The event and its type.
    Trigger,
    /// A link of the chain.
    Source,
    /// The factuality.
    Factuality,
    /// An actor.
    Actor,
    /// A recipient.
    Recipient,
    /// The place.
    Place,
    /// The period.
    Time,
    /// A figure.
    Figure,
}

impl Role {
    /// The written name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Trigger => "trigger",
            Role::Source => "source",
            Role::Factuality => "factuality",
            Role::Actor => "actor",
            Role::Recipient => "recipient",
            Role::Place => "place",
            Role::Time => "time",
            Role::Figure => "figure",
        }
    }

    /// The role with this written name.
    pub fn parse(text: &str) -> Option<Role> {
        use Role::*;
        [Trigger, Source, Factuality, Actor, Recipient, Place, Time, Figure]
            .into_iter()
            .find(|r| r.as_str() == text)
    }
}

/// Why a part of a claim was read as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Which part.
    pub role: Role,
    /// The words that speak for it.
    pub span: Span,
    /// The rule, frame or lexicon entry: `frame:ASSAULT/tuer`, `attribution:incise`.
    pub rule: String,
    /// The way through the dependency tree or other detail, for a person ("tué →nsubj:pass→ soldat").
    pub path: String,
}
