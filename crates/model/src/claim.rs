use crate::codes::codes;
use crate::geo::Point;
use crate::{Date, EventType, Factuality, Figure, Mode, PartyId, SourceKind, Span};

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

impl Argument {
    /// Whether two phrases are one party: the same words, or the same party known.
    pub fn is_same(&self, other: &Argument) -> bool {
        same((self.span, &self.party), (other.span, &other.party))
    }

    /// Whether this party is the source: who tells of its own deed.
    pub fn is_source(&self, source: &Source) -> bool {
        same((self.span, &self.party), (source.span, &source.party))
    }
}

impl Source {
    /// Whether two links are one source: the same words, or the same party known.
    pub fn is_same(&self, other: &Source) -> bool {
        same((self.span, &self.party), (other.span, &other.party))
    }
}

fn same(a: (Span, &Option<PartyId>), b: (Span, &Option<PartyId>)) -> bool {
    a.0 == b.0 || a.1.is_some() && a.1 == b.1
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

impl PlaceRef {
    /// Where it is, as one point.
    pub fn point(&self) -> Option<Point> {
        Some(Point { lat: self.lat?, lon: self.lon? })
    }
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

codes! {
    /// What a piece of evidence speaks for.
    Role {
        /// The event and its type.
        Trigger = "trigger",
        /// A link of the chain.
        Source = "source",
        /// The factuality.
        Factuality = "factuality",
        /// An actor.
        Actor = "actor",
        /// A recipient.
        Recipient = "recipient",
        /// The place.
        Place = "place",
        /// The period.
        Time = "time",
        /// A figure.
        Figure = "figure",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_party_by_its_words_or_its_id() {
        let party = |start, id: &str| Argument {
            span: Span::new(start, start + 4),
            mention: None,
            party: (!id.is_empty()).then(|| PartyId::new(id)),
            person: None,
        };
        let check = |a: Argument, b: Argument, expected| assert_eq!(a.is_same(&b), expected, "{a:?} {b:?}");
        check(party(0, ""), party(0, "MLI/MIL"), true);
        check(party(0, "MLI/MIL"), party(9, "MLI/MIL"), true);
        check(party(0, "MLI/MIL"), party(9, "MLI/GOV"), false);
        check(party(0, ""), party(9, ""), false);
    }
}
