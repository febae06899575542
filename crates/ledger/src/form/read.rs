//! The way back: from the form of an export to the report.

use std::borrow::Cow;

use selon_model::{
    Argument, Article, Block, BlockKind, Claim, Counted, Credits, Date, Diagnostic, EventType, Evidence,
    Factuality, Figure, Format, Mode, Numeral, PartialDate, PartyId, Period, PlaceRef, Report, Role, Source,
    SourceKind, Span, Versions, Whole, Whom, WhomClass,
};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::head::FORM;
use super::offsets::block_name;
use super::original::OriginalForm;
use crate::error::Error;
use crate::people::{WITHHELD, key_of_name};
use crate::points::Bytes;
use crate::store::format_of;

/// A report as another ledger had it.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The report, without the words' analysis and without the map into the original.
    pub report: Report,
    /// What later versions of it are recognised by: see [`crate::Entry::again`].
    pub identity: String,
}

/// Reads what [`super::ReportForm::whole`] wrote. `None` where the object is something else: an input with `text`, a gold
/// file, a report of `selon read`, which lacks what a ledger keeps.
///
/// # Errors
/// Where the object is an exported report, but of a newer form, damaged, or with names of types that this version of the
/// program does not have.
pub fn read(json: &[u8]) -> Result<Option<Exported>, Error> {
    let Ok(signs) = serde_json::from_slice::<Signs>(json) else { return Ok(None) };
    match signs {
        Signs { form: Some(form), versions: Some(_), claims: Some(_), original: Some(_) } if form > FORM => {
            Err(Error::exported(format!("was exported by a newer selon (form {form}); use that one")))
        }
        Signs { form: Some(_), versions: Some(_), claims: Some(_), original: Some(_) } => {
            let object: ReportObject = serde_json::from_slice(json).map_err(|e| altered(&e.to_string()))?;
            object.read().map(Some)
        }
        _ => Ok(None),
    }
}

/// Reads an object that is known to be an exported report.
pub(crate) fn of_value(object: Value) -> Result<Exported, Error> {
    serde_json::from_value::<ReportObject>(object).map_err(|e| altered(&e.to_string()))?.read()
}

fn altered(how: &str) -> Error {
    Error::exported(format!("an exported report is not as selon export wrote it ({how}); export it again"))
}

/// What an exported report is known by.
#[derive(Deserialize)]
struct Signs {
    form: Option<u32>,
    versions: Option<IgnoredAny>,
    claims: Option<IgnoredAny>,
    original: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct ReportObject {
    id: String,
    title: Option<String>,
    author: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
    language: Option<String>,
    text: String,
    blocks: Vec<BlockObject>,
    claims: Vec<ClaimObject>,
    diagnostics: Vec<DiagnosticObject>,
    versions: VersionsObject,
    #[serde(default)]
    credits: CreditsObject,
    identity: String,
    original: OriginalForm<'static>,
}

impl ReportObject {
    fn read(self) -> Result<Exported, Error> {
        let bytes = Bytes::of(&self.text);
        let at = Reading { text: &self.text, bytes: &bytes };
        let block = |b: &BlockObject| Ok(Block { span: at.span(b.span)?, kind: block_kind(&b.kind)? });
        let kept = self.blocks.iter().map(block).collect::<Result<_, Error>>()?;
        let claims = self.claims.into_iter().map(|c| c.read(&at)).collect::<Result<_, Error>>()?;
        let diagnostics = self.diagnostics.into_iter().map(|d| d.read(&at)).collect::<Result<_, Error>>()?;
        let format: Format = known("format", format_of, &self.original.format)?;
        let original = self.original.read(&self.text)?;
        let VersionsObject { engine, model, data } = self.versions;
        let article = Article {
            id: self.id,
            kept,
            title: self.title,
            author: self.author,
            outlet: self.outlet,
            url: self.url,
            published: self.published.map(|text| known("date", PartialDate::parse, &text)).transpose()?,
            language: self.language,
            format,
            map: Vec::new(),
            original,
            text: self.text,
        };
        let versions = Versions { engine, model, data };
        let credits = Credits { agency: self.credits.agency.map(PartyId::new), outlet: self.credits.outlet };
        let report = Report { article, claims, credits, diagnostics, versions, ..Report::default() };
        Ok(Exported { report, identity: self.identity })
    }
}

/// A text, and the way from its code points to its bytes.
struct Reading<'a> {
    text: &'a str,
    bytes: &'a Bytes,
}

impl Reading<'_> {
    fn span(&self, [start, end]: [u32; 2]) -> Result<Span, Error> {
        if start > end {
            return Err(altered(&format!("a stretch ends before it begins, at {start}")));
        }
        Ok(self.bytes.span(self.text, [start, end]))
    }

    /// The name that is given, or that stands where it says.
    fn person(&self, name: Option<String>, span: Option<[u32; 2]>) -> Result<Option<String>, Error> {
        let stands = self.optional(span)?.map(|span| span.of_text(self.text).to_owned());
        Ok(name.or(stands))
    }

    fn optional(&self, span: Option<[u32; 2]>) -> Result<Option<Span>, Error> {
        span.map(|span| self.span(span)).transpose()
    }
}

/// A written name of a closed set; one that this program does not know can't be kept.
fn known<T>(what: &str, parse: impl Fn(&str) -> Option<T>, name: &str) -> Result<T, Error> {
    parse(name).ok_or_else(|| altered(&format!("no {what} is called \"{name}\"")))
}

fn block_kind(name: &str) -> Result<BlockKind, Error> {
    let kinds = [BlockKind::Title, BlockKind::Heading, BlockKind::Paragraph];
    known("kind of block", |name| kinds.into_iter().find(|k| block_name(*k) == name), name)
}

fn day(text: Option<String>) -> Result<Option<Date>, Error> {
    text.map(|text| known("day", |text| text.parse().ok(), &text)).transpose()
}

#[derive(Deserialize)]
struct BlockObject {
    kind: String,
    span: [u32; 2],
}

/// Forms before it was added have none.
#[derive(Default, Deserialize)]
struct CreditsObject {
    agency: Option<String>,
    outlet: Option<String>,
}

#[derive(Deserialize)]
struct VersionsObject {
    engine: String,
    model: String,
    data: String,
}

#[derive(Deserialize)]
struct DiagnosticObject {
    code: String,
    message: String,
    span: Option<[u32; 2]>,
}

impl DiagnosticObject {
    fn read(self, at: &Reading<'_>) -> Result<Diagnostic, Error> {
        Ok(Diagnostic { code: Cow::Owned(self.code), message: self.message, span: at.optional(self.span)? })
    }
}

#[derive(Deserialize)]
struct ClaimObject {
    #[serde(rename = "type")]
    event: String,
    mode: Option<String>,
    factuality: String,
    quoted: bool,
    trigger: TriggerObject,
    sentence: [u32; 2],
    sources: Vec<SourceObject>,
    actors: Vec<ArgumentObject>,
    recipients: Vec<ArgumentObject>,
    place: Option<PlaceObject>,
    time: Option<TimeObject>,
    figures: Vec<FigureObject>,
    confidence: f32,
    evidence: Vec<EvidenceObject>,
}

impl ClaimObject {
    fn read(self, at: &Reading<'_>) -> Result<Claim, Error> {
        let trigger = at.span([self.trigger.start, self.trigger.end])?;
        // Whoever has edited the text has moved everything behind the edit.
        if trigger.of_text(at.text) != self.trigger.text && !self.trigger.text.contains(WITHHELD) {
            return Err(altered(&format!("\"{}\" does not stand where it should", self.trigger.text)));
        }
        let event = known("type", EventType::parse, &self.event)?;
        let mode = self.mode.map(|mode| known("mode", Mode::parse, &mode)).transpose()?;
        Ok(Claim {
            event,
            mode,
            trigger,
            sentence: at.span(self.sentence)?,
            factuality: known("factuality", Factuality::parse, &self.factuality)?,
            sources: self.sources.into_iter().map(|s| s.read(at)).collect::<Result<_, Error>>()?,
            quoted: self.quoted,
            actors: self.actors.into_iter().map(|a| a.read(at)).collect::<Result<_, Error>>()?,
            recipients: self.recipients.into_iter().map(|a| a.read(at)).collect::<Result<_, Error>>()?,
            place: self.place.map(|p| p.read(at)).transpose()?,
            time: self.time.map(|t| t.read(at)).transpose()?,
            figures: self.figures.into_iter().map(|f| f.read(at)).collect::<Result<_, Error>>()?,
            confidence: self.confidence,
            evidence: self.evidence.into_iter().map(|e| e.read(at)).collect::<Result<_, Error>>()?,
        })
    }
}

#[derive(Deserialize)]
struct TriggerObject {
    text: String,
    start: u32,
    end: u32,
}

/// A stretch of the text; its words are in the text already.
#[derive(Deserialize)]
struct MentionObject {
    span: [u32; 2],
}

impl MentionObject {
    fn read(mention: Option<MentionObject>, at: &Reading<'_>) -> Result<Option<Span>, Error> {
        at.optional(mention.map(|m| m.span))
    }
}

#[derive(Deserialize)]
struct SourceObject {
    span: [u32; 2],
    party: Option<String>,
    kind: String,
    key: Option<String>,
    anonymous: bool,
    person: Option<String>,
    person_span: Option<[u32; 2]>,
    document: Option<MentionObject>,
    channel: Option<MentionObject>,
}

impl SourceObject {
    fn read(self, at: &Reading<'_>) -> Result<Source, Error> {
        let (span, person) = (at.span(self.span)?, at.person(self.person, self.person_span)?);
        let key = match (self.key, &person) {
            (Some(key), Some(name)) if key == WITHHELD => key_of_name(span.of_text(at.text), name),
            (key, _) => key,
        };
        Ok(Source {
            span,
            party: self.party.map(PartyId::new),
            kind: known("kind of source", SourceKind::parse, &self.kind)?,
            anonymous: self.anonymous,
            person,
            document: MentionObject::read(self.document, at)?,
            channel: MentionObject::read(self.channel, at)?,
            key,
        })
    }
}

#[derive(Deserialize)]
struct ArgumentObject {
    span: [u32; 2],
    party: Option<String>,
    person: Option<String>,
    person_span: Option<[u32; 2]>,
    mention: Option<MentionObject>,
}

impl ArgumentObject {
    fn read(self, at: &Reading<'_>) -> Result<Argument, Error> {
        Ok(Argument {
            span: at.span(self.span)?,
            mention: MentionObject::read(self.mention, at)?,
            party: self.party.map(PartyId::new),
            person: at.person(self.person, self.person_span)?,
        })
    }
}

#[derive(Deserialize)]
struct PlaceObject {
    span: [u32; 2],
    name: String,
    geonames: Option<u32>,
    country: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: u8,
    confidence: f32,
}

impl PlaceObject {
    fn read(self, at: &Reading<'_>) -> Result<PlaceRef, Error> {
        let PlaceObject { span, name, geonames, country, lat, lon, precision, confidence } = self;
        Ok(PlaceRef { span: at.span(span)?, name, geonames, country, lat, lon, precision, confidence })
    }
}

#[derive(Deserialize)]
struct TimeObject {
    span: [u32; 2],
    start: Option<String>,
    end: Option<String>,
    precision: u8,
}

impl TimeObject {
    fn read(self, at: &Reading<'_>) -> Result<Period, Error> {
        let (start, end) = (day(self.start)?, day(self.end)?);
        Ok(Period { span: at.span(self.span)?, start, end, precision: self.precision })
    }
}

#[derive(Deserialize)]
struct FigureObject {
    span: [u32; 2],
    low: Option<u64>,
    high: Option<u64>,
    of: String,
    who_span: Option<[u32; 2]>,
    approximate: bool,
    counted: Option<WhomObject>,
    #[serde(default)]
    part: bool,
    part_of: Option<u32>,
    numeral: Option<String>,
}

#[derive(Deserialize)]
struct WhomObject {
    class: String,
    lemma: String,
}

impl WhomObject {
    fn read(self) -> Result<Whom, Error> {
        let class = known("class of those counted", WhomClass::parse, &self.class)?;
        Ok(Whom { class, lemma: self.lemma })
    }
}

impl FigureObject {
    fn read(self, at: &Reading<'_>) -> Result<Figure, Error> {
        let numeral = self.numeral.map(|n| known("wording of numbers", Numeral::parse, &n)).transpose()?;
        Ok(Figure {
            span: at.span(self.span)?,
            low: self.low,
            high: self.high,
            of: known("count", Counted::parse, &self.of)?,
            who: at.optional(self.who_span)?,
            approximate: self.approximate,
            counted: self.counted.map(WhomObject::read).transpose()?,
            part_of: self.part.then(|| self.part_of.map_or(Whole::Elsewhere, Whole::Figure)),
            numeral: numeral.unwrap_or(Numeral::Number),
        })
    }
}

#[derive(Deserialize)]
struct EvidenceObject {
    role: String,
    rule: String,
    path: String,
    span: [u32; 2],
}

impl EvidenceObject {
    fn read(self, at: &Reading<'_>) -> Result<Evidence, Error> {
        let role = known("role", Role::parse, &self.role)?;
        Ok(Evidence { role, span: at.span(self.span)?, rule: self.rule, path: self.path })
    }
}
