use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension, Row, params};
use selon_model::{
    Argument, Article, Block, BlockKind, Claim, Counted, Credits, Date, Diagnostic, EventType, Evidence,
    Factuality, Figure, Mode, Numeral, Original, PartialDate, PartyId, Period, PlaceRef, Report, Role,
    Source, SourceKind, Span, Versions, Whole, Whom, WhomClass,
};
use serde::Deserialize;

use super::codec::{format_of, inflate};
use super::ledger::Ledger;
use crate::error::Error;
use crate::points::Bytes;

/// A report as the ledger has it: the reading that is valid of one of its versions.
#[derive(Clone, Debug)]
pub struct StoredReport {
    /// Article and claims; the words' analysis is not kept, nor is the map to the original's bytes: both come from
    /// reading the original again.
    pub report: Report,
    /// Row of its version.
    pub version: i64,
    /// The version's number, from 1.
    pub number: u32,
    /// When it was added.
    pub added: String,
    /// What the ledger knows of each claim, in the order of `report.claims`.
    pub claims: Vec<Stored>,
}

/// What the ledger knows of a claim beside the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its row.
    pub row: i64,
    /// Outlives reading again.
    pub key: i64,
    /// Canonical origin.
    pub origin: String,
    /// The telling that it belongs to.
    pub telling: Option<i64>,
}

impl Ledger {
    /// The current version of the report with this id.
    ///
    /// # Errors
    /// Where there is none, or the file can't be read.
    pub fn report(&self, id: &str) -> Result<StoredReport, Error> {
        let version: Option<i64> = self
            .db
            .prepare_cached("SELECT version FROM report WHERE id = ?")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        let version = version.ok_or_else(|| Error::unknown(format!("report \"{id}\"")))?;
        load(&self.db, version).map_err(|e| e.of_file(&self.file))
    }

    /// Rows of the current versions of all reports, in the order in which they were added.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn versions(&self) -> Result<Vec<i64>, Error> {
        let mut all =
            self.db.prepare("SELECT version FROM report WHERE version IS NOT NULL ORDER BY report")?;
        let rows = all.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        Ok(rows)
    }

    /// The version in a row, with its valid reading.
    ///
    /// # Errors
    /// Where there is none, or what is stored can't be read.
    pub fn stored(&self, version: i64) -> Result<StoredReport, Error> {
        load(&self.db, version).map_err(|e| e.of_file(&self.file))
    }
}

/// Reads a version and its valid reading.
pub(crate) fn load(db: &Connection, version: i64) -> Result<StoredReport, Error> {
    let select = "SELECT r.id, v.number, v.added, v.title, v.author, v.outlet, v.url, v.published, v.language, v.format, \
        v.text, v.kept, v.original, v.given, v.agency, v.outlet_key FROM version v JOIN report r ON r.report = v.report WHERE v.version = ?";
    let mut statement = db.prepare_cached(select)?;
    let mut rows = statement.query([version])?;
    let row = rows.next()?.ok_or_else(|| Error::unknown(format!("version {version}")))?;
    let (id, number): (String, u32) = (row.get(0)?, row.get(1)?);
    let read = || {
        let article = article(row)?;
        let added = row.get(2)?;
        let credits = Credits { agency: party(row, 14)?, outlet: row.get(15)? };
        let bytes = Bytes::of(&article.text);
        let (report, claims) = reading(db, version, article, &bytes)?;
        Ok(StoredReport { report: Report { credits, ..report }, version, number, added, claims })
    };
    read().map_err(|e: Error| e.context(format!("report \"{id}\", version {number}")))
}

/// A span that every such part has.
fn needed(span: Option<Span>, what: &str) -> Result<Span, Error> {
    span.ok_or_else(|| Error::damaged(format!("a {what} has no place in the text; selon verify says where")))
}

#[derive(Deserialize)]
struct Given {
    id: String,
    content_type: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
}

fn block_kind(name: &str) -> Option<BlockKind> {
    match name {
        "title" => Some(BlockKind::Title),
        "heading" => Some(BlockKind::Heading),
        "paragraph" => Some(BlockKind::Paragraph),
        _ => None,
    }
}

fn article(row: &Row<'_>) -> Result<Article, Error> {
    let text: String = row.get(10)?;
    let bytes = Bytes::of(&text);
    let kept: Vec<(u32, u32, String)> =
        serde_json::from_str(row.get_ref(11)?.as_str().map_err(rusqlite::Error::from)?)?;
    let block = |(start, end, kind): (u32, u32, String)| {
        Ok(Block { span: bytes.span(&text, [start, end]), kind: known(block_kind, &kind)? })
    };
    let kept = kept.into_iter().map(block).collect::<Result<_, Error>>()?;
    let original: Option<Vec<u8>> = row.get(12)?;
    let original =
        original.map(|bytes| inflate(&bytes)).transpose()?.unwrap_or_else(|| text.clone().into_bytes());
    let given: Given = serde_json::from_str(row.get_ref(13)?.as_str().map_err(rusqlite::Error::from)?)?;
    let date = |text: Option<String>| text.map(|text| known(PartialDate::parse, &text)).transpose();
    Ok(Article {
        id: row.get(0)?,
        kept,
        title: row.get(3)?,
        author: row.get(4)?,
        outlet: row.get(5)?,
        url: row.get(6)?,
        published: date(row.get(7)?)?,
        language: row.get(8)?,
        format: known(format_of, &row.get::<_, String>(9)?)?,
        map: Vec::new(),
        original: Original {
            bytes: original,
            start: 0,
            id: given.id,
            content_type: given.content_type,
            url: given.url,
            outlet: given.outlet,
            published: date(given.published)?,
        },
        text,
    })
}

type EvidenceRow = (String, String, String, u32, u32);
type DiagnosticRow = (String, String, Option<u32>, Option<u32>);

fn reading(
    db: &Connection,
    version: i64,
    article: Article,
    bytes: &Bytes,
) -> Result<(Report, Vec<Stored>), Error> {
    let select = "SELECT reading, engine, model, data, diagnostics, evidence FROM reading \
        WHERE version = ? ORDER BY superseded IS NOT NULL, reading DESC LIMIT 1";
    let mut statement = db.prepare_cached(select)?;
    let mut rows = statement.query([version])?;
    let row = rows.next()?.ok_or_else(|| Error::unknown(format!("reading of version {version}")))?;
    let number: i64 = row.get(0)?;
    let versions = Versions { engine: row.get(1)?, model: row.get(2)?, data: row.get(3)? };
    let at = |start: u32, end: u32| bytes.span(&article.text, [start, end]);
    let diagnostics: Vec<DiagnosticRow> = serde_json::from_str(&row.get::<_, String>(4)?)?;
    let diagnostic = |(code, message, start, end): DiagnosticRow| Diagnostic {
        code: Cow::Owned(code),
        message,
        span: start.zip(end).map(|(s, e)| at(s, e)),
    };
    let diagnostics = diagnostics.into_iter().map(diagnostic).collect();
    let evidence = inflate(&row.get::<_, Vec<u8>>(5)?)?;
    let evidence: Vec<Vec<EvidenceRow>> = serde_json::from_slice(&evidence)?;
    let (mut claims, stored) = claims(db, number, &article.text, bytes)?;
    for (claim, rows) in claims.iter_mut().zip(evidence) {
        let piece = |(role, rule, path, start, end): EvidenceRow| {
            Ok(Evidence { role: known(Role::parse, &role)?, span: at(start, end), rule, path })
        };
        claim.evidence = rows.into_iter().map(piece).collect::<Result<_, Error>>()?;
    }
    Ok((Report { article, claims, diagnostics, versions, ..Report::default() }, stored))
}

fn claims(
    db: &Connection,
    reading: i64,
    text: &str,
    bytes: &Bytes,
) -> Result<(Vec<Claim>, Vec<Stored>), Error> {
    let select = "SELECT c.claim, c.key, c.origin, c.telling, c.type, c.mode, c.factuality, c.quoted, c.trigger_start, \
        c.trigger_end, c.sentence_start, c.sentence_end, c.confidence, c.place_start, c.place_end, c.place_precision, \
        c.place_confidence, p.name, p.geonames, p.country, p.lat, p.lon, c.time_start, c.time_end, c.date_start, \
        c.date_end, c.date_precision \
        FROM claim c LEFT JOIN place p ON p.place = c.place WHERE c.reading = ? ORDER BY c.number";
    let mut statement = db.prepare_cached(select)?;
    let mut rows = statement.query([reading])?;
    let (mut claims, mut stored) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let known = Stored { row: row.get(0)?, key: row.get(1)?, origin: row.get(2)?, telling: row.get(3)? };
        let claim = claim(db, row, known.row, text, bytes)?;
        claims.push(claim);
        stored.push(known);
    }
    Ok((claims, stored))
}

fn claim(db: &Connection, row: &Row<'_>, id: i64, text: &str, bytes: &Bytes) -> Result<Claim, Error> {
    let span = |start: usize| -> Result<Option<Span>, rusqlite::Error> {
        let (start, end): (Option<u32>, Option<u32>) = (row.get(start)?, row.get(start + 1)?);
        Ok(start.zip(end).map(|(s, e)| bytes.span(text, [s, e])))
    };
    let place = |span: Span| -> Result<PlaceRef, rusqlite::Error> {
        Ok(PlaceRef {
            span,
            name: row.get(17)?,
            geonames: row.get(18)?,
            country: row.get(19)?,
            lat: row.get(20)?,
            lon: row.get(21)?,
            precision: row.get(15)?,
            confidence: row.get(16)?,
        })
    };
    let day = |index: usize| -> Result<Option<Date>, Error> {
        let text = row.get::<_, Option<String>>(index)?;
        text.map(|text| known(|text| text.parse().ok(), &text)).transpose()
    };
    let period = |span: Span| -> Result<Period, Error> {
        Ok(Period { span, start: day(24)?, end: day(25)?, precision: row.get(26)? })
    };
    let mode: Option<String> = row.get(5)?;
    Ok(Claim {
        event: known(EventType::parse, &row.get::<_, String>(4)?)?,
        mode: mode.map(|mode| known(Mode::parse, &mode)).transpose()?,
        trigger: needed(span(8)?, "trigger")?,
        sentence: needed(span(10)?, "sentence")?,
        factuality: known(Factuality::parse, &row.get::<_, String>(6)?)?,
        sources: sources(db, id, text, bytes)?,
        quoted: row.get(7)?,
        actors: arguments(db, id, "actor", text, bytes)?,
        recipients: arguments(db, id, "recipient", text, bytes)?,
        place: span(13)?.map(place).transpose()?,
        time: span(22)?.map(period).transpose()?,
        figures: figures(db, id, text, bytes)?,
        confidence: row.get(12)?,
        evidence: Vec::new(),
    })
}

/// A written name of a closed set, or a day; a name that a later program knows and this one doesn't is an error.
fn known<T>(parse: impl Fn(&str) -> Option<T>, name: &str) -> Result<T, Error> {
    parse(name)
        .ok_or_else(|| Error::damaged(format!("the ledger uses \"{name}\", which this selon does not know")))
}

fn sources(db: &Connection, claim: i64, text: &str, bytes: &Bytes) -> Result<Vec<Source>, Error> {
    let select = "SELECT start, \"end\", party, kind, anonymous, person, document_start, document_end, channel_start, \
        channel_end, key FROM claim_source WHERE claim = ? ORDER BY number";
    let mut statement = db.prepare_cached(select)?;
    let mut rows = statement.query([claim])?;
    let mut sources = Vec::new();
    while let Some(row) = rows.next()? {
        let span = |at: usize| optional_span(row, at, text, bytes);
        sources.push(Source {
            span: needed(span(0)?, "source")?,
            party: party(row, 2)?,
            kind: known(SourceKind::parse, &row.get::<_, String>(3)?)?,
            anonymous: row.get(4)?,
            person: row.get(5)?,
            document: span(6)?,
            channel: span(8)?,
            key: row.get(10)?,
        });
    }
    Ok(sources)
}

fn arguments(
    db: &Connection,
    claim: i64,
    role: &str,
    text: &str,
    bytes: &Bytes,
) -> Result<Vec<Argument>, Error> {
    let select = "SELECT start, \"end\", party, person, mention_start, mention_end FROM claim_party \
        WHERE claim = ? AND role = ? ORDER BY number";
    let mut statement = db.prepare_cached(select)?;
    let mut rows = statement.query(params![claim, role])?;
    let mut arguments = Vec::new();
    while let Some(row) = rows.next()? {
        arguments.push(Argument {
            span: needed(optional_span(row, 0, text, bytes)?, "party")?,
            party: party(row, 2)?,
            person: row.get(3)?,
            mention: optional_span(row, 4, text, bytes)?,
        });
    }
    Ok(arguments)
}

fn figures(db: &Connection, claim: i64, text: &str, bytes: &Bytes) -> Result<Vec<Figure>, Error> {
    let select = "SELECT start, \"end\", low, high, of, who_start, who_end, approximate, counted, lemma, part_of, \
        numeral FROM claim_figure \
        WHERE claim = ? ORDER BY number";
    let mut statement = db.prepare_cached(select)?;
    let mut rows = statement.query([claim])?;
    let mut figures = Vec::new();
    while let Some(row) = rows.next()? {
        let bound = |at: usize| -> Result<Option<u64>, rusqlite::Error> {
            Ok(row.get::<_, Option<i64>>(at)?.map(i64::unsigned_abs))
        };
        figures.push(Figure {
            span: needed(optional_span(row, 0, text, bytes)?, "figure")?,
            low: bound(2)?,
            high: bound(3)?,
            of: known(Counted::parse, &row.get::<_, String>(4)?)?,
            who: optional_span(row, 5, text, bytes)?,
            approximate: row.get(7)?,
            counted: whom(row)?,
            part_of: row
                .get::<_, Option<u32>>(10)?
                .map(|n| n.checked_sub(1).map_or(Whole::Elsewhere, Whole::Figure)),
            numeral: known(Numeral::parse, &row.get::<_, String>(11)?)?,
        });
    }
    Ok(figures)
}

fn whom(row: &Row<'_>) -> Result<Option<Whom>, Error> {
    let (class, lemma): (Option<String>, Option<String>) = (row.get(8)?, row.get(9)?);
    let whom = |(class, lemma): (String, String)| Ok(Whom { class: known(WhomClass::parse, &class)?, lemma });
    class.zip(lemma).map(whom).transpose()
}

fn optional_span(
    row: &Row<'_>,
    at: usize,
    text: &str,
    bytes: &Bytes,
) -> Result<Option<Span>, rusqlite::Error> {
    let (start, end): (Option<u32>, Option<u32>) = (row.get(at)?, row.get(at + 1)?);
    Ok(start.zip(end).map(|(s, e)| bytes.span(text, [s, e])))
}

fn party(row: &Row<'_>, at: usize) -> Result<Option<PartyId>, rusqlite::Error> {
    Ok(row.get::<_, Option<String>>(at)?.map(PartyId::new))
}
