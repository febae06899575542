use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use selon_model::{
    Argument, Article, BlockKind, Claim, Date, Diagnostic, PartialDate, PartyId, Period, PlaceRef, Report,
    Span, Whole,
};
use serde_json::json;

use super::echoes;
use super::entry::Entry;
use crate::error::Error;
use crate::hash::hash;
use crate::incident::{merge_all, place, withdraw};
use crate::origin::origin;
use crate::store::lexicons;
use crate::store::{Instant, Ledger, format_name};
use crate::words::{place_form, place_forms};

/// What became of a report that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was not in the ledger before.
    New,
    /// The ledger had an earlier version of it, which stays in its history.
    Version,
    /// It is in the ledger as it is.
    Unchanged,
}

impl Added {
    /// The written name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Added::New => "new",
            Added::Version => "version",
            Added::Unchanged => "unchanged",
        }
    }
}

impl Ledger {
    /// Adds reports, all or none of them. Each is told what became of it, in order.
    ///
    /// # Errors
    /// Where the file can't be written; then nothing was added.
    pub fn add(&mut self, entries: &[Entry], now: &Instant) -> Result<Vec<Added>, Error> {
        let file = self.file.clone();
        let mut all = || {
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let added =
                entries.iter().map(|entry| add(&transaction, entry, now)).collect::<Result<Vec<_>, _>>()?;
            merge_all(&transaction)?;
            transaction.commit()?;
            Ok(added)
        };
        all().map_err(|e: Error| e.of_file(&file))
    }
}

impl Ledger {
    /// Stores new readings of versions that are in the ledger, each with its version's row, all or none of them. The
    /// earlier readings stay in the history. Where the original is now taken apart otherwise, a new version comes of it.
    ///
    /// # Errors
    /// Where the file can't be written; then nothing has changed.
    pub fn reread(&mut self, entries: &[(i64, Entry)], now: &Instant) -> Result<(), Error> {
        let file = self.file.clone();
        let mut all = || {
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for (version, entry) in entries {
                reread(&transaction, *version, entry, now)?;
            }
            merge_all(&transaction)?;
            transaction.commit()?;
            Ok(())
        };
        all().map_err(|e: Error| e.of_file(&file))
    }

    /// What later versions of the report in a version's row are recognised by.
    ///
    /// # Errors
    /// Where there is no such row.
    pub fn identity(&self, version: i64) -> Result<String, Error> {
        let select = "SELECT identity FROM report JOIN version USING (report) WHERE version.version = ?";
        Ok(self.db.prepare_cached(select)?.query_row([version], |row| row.get(0))?)
    }
}

fn reread(db: &Transaction<'_>, version: i64, entry: &Entry, now: &Instant) -> Result<(), Error> {
    let select = "SELECT r.report, r.version, v.number, v.text, v.kept FROM version v \
        JOIN report r ON r.report = v.report WHERE v.version = ?";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
    let (report, current, number, text, kept_then): (i64, i64, i64, String, String) =
        db.prepare_cached(select)?.query_row([version], row)?;
    // Another process may have brought a newer version in the meantime.
    if current != version {
        return Ok(());
    }
    if text == entry.report.article.text && kept_then == kept(&entry.report.article, entry) {
        supersede(db, version, now)?;
        insert_reading(db, entry, version, now)?;
    } else {
        retire(db, report, now)?;
        let version = insert_version(db, entry, report, number + 1, now)?;
        db.prepare_cached("UPDATE report SET version = ? WHERE report = ?")?.execute([version, report])?;
        insert_reading(db, entry, version, now)?;
    }
    Ok(())
}

fn add(db: &Transaction<'_>, entry: &Entry, now: &Instant) -> Result<Added, Error> {
    let known = "SELECT r.report, v.content, v.number FROM report r JOIN version v ON v.version = r.version WHERE r.identity = ?";
    let known: Option<(i64, [u8; 32], i64)> = db
        .prepare_cached(known)?
        .query_row([&entry.identity], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (report, number, added) = match known {
        Some((_, content, _)) if content == entry.content => return Ok(Added::Unchanged),
        Some((report, _, number)) => (report, number + 1, Added::Version),
        // A copy of a file in another folder is no other report.
        None if entry.identity.starts_with("file:") && has_content(db, &entry.content)? => {
            return Ok(Added::Unchanged);
        }
        None => (insert_report(db, entry)?, 1, Added::New),
    };
    if added == Added::Version {
        retire(db, report, now)?;
    }
    let version = insert_version(db, entry, report, number, now)?;
    db.prepare_cached("UPDATE report SET version = ? WHERE report = ?")?.execute([version, report])?;
    insert_reading(db, entry, version, now)?;
    Ok(added)
}

fn has_content(db: &Connection, content: &[u8; 32]) -> Result<bool, Error> {
    Ok(db.prepare_cached("SELECT 1 FROM version WHERE content = ?")?.exists([content])?)
}

/// The id as the input has it; where another report has it already, with the beginning of a hash of the identity.
fn insert_report(db: &Connection, entry: &Entry) -> Result<i64, Error> {
    let wanted = &entry.report.article.id;
    let taken = db.prepare_cached("SELECT 1 FROM report WHERE id = ?")?.exists([wanted])?;
    let id = if taken { format!("{wanted}~{:08x}", hash(&[&entry.identity]) as u32) } else { wanted.clone() };
    db.prepare_cached("INSERT INTO report (id, identity) VALUES (?, ?)")?.execute([&id, &entry.identity])?;
    Ok(db.last_insert_rowid())
}

/// Takes the current version out of everything that looks at the present.
fn retire(db: &Connection, report: i64, now: &Instant) -> Result<(), Error> {
    let version: i64 =
        db.query_row("SELECT version FROM report WHERE report = ?", [report], |row| row.get(0))?;
    supersede(db, version, now)?;
    db.execute("DELETE FROM shingle WHERE version = ?", [version])?;
    db.execute("DELETE FROM echo WHERE a = ?1 OR b = ?1", [version])?;
    let unindex = "INSERT INTO report_text (report_text, rowid, title, text) SELECT 'delete', version, title, text FROM version WHERE version = ?";
    db.execute(unindex, [version])?;
    Ok(())
}

/// Ends the valid reading of a version.
pub(crate) fn supersede(db: &Connection, version: i64, now: &Instant) -> Result<(), Error> {
    let valid = "SELECT reading FROM reading WHERE version = ? AND superseded IS NULL";
    let valid: Option<i64> = db.prepare_cached(valid)?.query_row([version], |row| row.get(0)).optional()?;
    if let Some(reading) = valid {
        withdraw(db, reading)?;
    }
    let end = "UPDATE reading SET superseded = ? WHERE version = ? AND superseded IS NULL";
    db.prepare_cached(end)?.execute(params![now.as_str(), version])?;
    Ok(())
}

fn insert_version(
    db: &Connection,
    entry: &Entry,
    report: i64,
    number: i64,
    now: &Instant,
) -> Result<i64, Error> {
    let Report { article, credits, .. } = &entry.report;
    let (from, to) = article.published.map_or((None, None), window);
    let known = known(db, report, to.as_deref(), now)?;
    let insert = "INSERT INTO version (report, number, content, title, author, outlet, url, published, published_from, \
        published_to, language, format, text, kept, agency, outlet_key, original, original_hash, given, fingerprint, added, \
        known) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    db.prepare_cached(insert)?.execute(params![
        report,
        number,
        entry.content,
        article.title,
        article.author,
        article.outlet,
        article.url,
        article.published.map(|d| d.to_string()),
        from,
        to,
        article.language,
        format_name(article.format),
        article.text,
        kept(article, entry),
        credits.agency.as_ref().map(PartyId::as_str),
        credits.outlet,
        entry.original,
        entry.original_hash,
        entry.given,
        entry.fingerprint.to_bytes(),
        now.as_str(),
        known,
    ])?;
    let version = db.last_insert_rowid();
    let index = "INSERT INTO report_text (rowid, title, text) VALUES (?, ?, ?)";
    db.prepare_cached(index)?.execute(params![version, article.title, article.text])?;
    echoes::index(db, entry, version)?;
    Ok(version)
}

/// The day from which a version is known. A page that changed under its old date may have changed on any day since.
fn known(db: &Connection, report: i64, published: Option<&str>, now: &Instant) -> Result<String, Error> {
    let earlier = "SELECT 1 FROM version WHERE report = ? AND published_to = ?";
    Ok(match published {
        Some(day) if !db.prepare_cached(earlier)?.exists(params![report, day])? => day.to_owned(),
        _ => now.as_str().chars().take(10).collect(),
    })
}

/// First and last day that a date of publication allows.
pub(crate) fn window(published: PartialDate) -> (Option<String>, Option<String>) {
    let first =
        PartialDate { month: published.month.or(Some(1)), day: published.day.or(Some(1)), ..published };
    (first.day().map(|d| d.to_string()), published.latest().map(|d| d.to_string()))
}

fn kept(article: &Article, entry: &Entry) -> String {
    let block = |block: &selon_model::Block| {
        let [start, end] = entry.points.span(block.span);
        let kind = match block.kind {
            BlockKind::Title => "title",
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
        };
        json!([start, end, kind])
    };
    json!(article.kept.iter().map(block).collect::<Vec<_>>()).to_string()
}

/// Stores the reading of a version, with its claims.
pub(crate) fn insert_reading(
    db: &Connection,
    entry: &Entry,
    version: i64,
    now: &Instant,
) -> Result<i64, Error> {
    let Report { versions, .. } = &entry.report;
    let insert = "INSERT INTO reading (version, engine, model, data, made, diagnostics, evidence, lexicons) \
        VALUES (?,?,?,?,?,?,?,?)";
    db.prepare_cached(insert)?.execute(params![
        version,
        versions.engine,
        versions.model,
        versions.data,
        now.as_str(),
        diagnostics(entry),
        entry.evidence,
        lexicons::written(&entry.lexicons),
    ])?;
    let reading = db.last_insert_rowid();
    let claims = entry.report.claims.iter().enumerate();
    let rows: Vec<i64> = claims
        .map(|(index, claim)| insert_claim(db, entry, reading, index, claim))
        .collect::<Result<_, _>>()?;
    place(db, reading, &entry.tellings, &entry.keys, &rows)?;
    Ok(reading)
}

fn diagnostics(entry: &Entry) -> String {
    let each = |d: &Diagnostic| {
        let span = d.span.map(|span| entry.points.span(span));
        json!([d.code, d.message, span.map(|s| s[0]), span.map(|s| s[1])])
    };
    json!(entry.report.diagnostics.iter().map(each).collect::<Vec<_>>()).to_string()
}

fn insert_claim(
    db: &Connection,
    entry: &Entry,
    reading: i64,
    index: usize,
    claim: &Claim,
) -> Result<i64, Error> {
    let at = |span: Span| entry.points.span(span);
    let optional = |span: Option<Span>| span.map(at).map_or((None, None), |[s, e]| (Some(s), Some(e)));
    let article = &entry.report.article;
    let place = claim.place.as_ref().map(|place| place_row(db, place, &article.text)).transpose()?;
    let (place_start, place_end) = optional(claim.place.as_ref().map(|p| p.span));
    let (time_start, time_end) = optional(claim.time.as_ref().map(|t| t.span));
    let insert = "INSERT INTO claim (reading, number, key, type, mode, factuality, quoted, trigger_start, trigger_end, \
        sentence_start, sentence_end, place, place_start, place_end, place_precision, place_confidence, time_start, \
        time_end, date_start, date_end, date_precision, first_day, last_day, confidence, origin) \
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    let ([trigger_start, trigger_end], [sentence_start, sentence_end]) =
        (at(claim.trigger), at(claim.sentence));
    let time = claim.time.as_ref();
    let asked = time.and_then(|time| asked_for(time, article.published));
    db.prepare_cached(insert)?.execute(params![
        reading,
        index as i64 + 1,
        entry.keys.get(index),
        claim.event.as_str(),
        claim.mode.map(|m| m.as_str()),
        claim.factuality.as_str(),
        claim.quoted,
        trigger_start,
        trigger_end,
        sentence_start,
        sentence_end,
        place,
        place_start,
        place_end,
        claim.place.as_ref().map(|p| p.precision),
        claim.place.as_ref().map(|p| p.confidence),
        time_start,
        time_end,
        time.and_then(|t| t.start).map(|d| d.to_string()),
        time.and_then(|t| t.end).map(|d| d.to_string()),
        time.map(|t| t.precision),
        asked.map(|(first, _)| first.to_string()),
        asked.map(|(_, last)| last.to_string()),
        claim.confidence,
        origin(claim, &article.text).to_string(),
    ])?;
    let row = db.last_insert_rowid();
    insert_parts(db, entry, row, claim)?;
    Ok(row)
}

/// First and last day of a period as questions by date mean it: what goes on is known to until the report is out, and what
/// has no beginning is known of at its end.
fn asked_for(time: &Period, published: Option<PartialDate>) -> Option<(Date, Date)> {
    let first = time.start.or(time.end)?;
    let last = time.end.or(published.and_then(PartialDate::latest)).unwrap_or(first);
    Some((first, last.max(first)))
}

fn insert_parts(db: &Connection, entry: &Entry, row: i64, claim: &Claim) -> Result<(), Error> {
    insert_sources(db, entry, row, claim)?;
    insert_arguments(db, entry, row, "actor", &claim.actors)?;
    insert_arguments(db, entry, row, "recipient", &claim.recipients)?;
    insert_figures(db, entry, row, claim)
}

/// First and last code point of a span that may be missing.
fn optional(entry: &Entry, span: Option<Span>) -> (Option<u32>, Option<u32>) {
    span.map(|span| entry.points.span(span)).map_or((None, None), |[start, end]| (Some(start), Some(end)))
}

fn insert_sources(db: &Connection, entry: &Entry, row: i64, claim: &Claim) -> Result<(), Error> {
    let text = &entry.report.article.text;
    let mut insert = db.prepare_cached("INSERT INTO claim_source VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
    for (number, source) in (1i64..).zip(&claim.sources) {
        let [start, end] = entry.points.span(source.span);
        let (document_start, document_end) = optional(entry, source.document);
        let (channel_start, channel_end) = optional(entry, source.channel);
        insert.execute(params![
            row,
            number,
            source.span.of_text(text),
            start,
            end,
            source.party.as_ref().map(|p| p.as_str()),
            source.kind.as_str(),
            source.anonymous,
            source.person,
            document_start,
            document_end,
            channel_start,
            channel_end,
            source.key,
        ])?;
    }
    Ok(())
}

fn insert_arguments(
    db: &Connection,
    entry: &Entry,
    row: i64,
    role: &str,
    arguments: &[Argument],
) -> Result<(), Error> {
    let text = &entry.report.article.text;
    let mut insert = db.prepare_cached("INSERT INTO claim_party VALUES (?,?,?,?,?,?,?,?,?,?)")?;
    for (number, argument) in (1i64..).zip(arguments) {
        let [start, end] = entry.points.span(argument.span);
        let (mention_start, mention_end) = optional(entry, argument.mention);
        insert.execute(params![
            row,
            role,
            number,
            argument.span.of_text(text),
            start,
            end,
            argument.party.as_ref().map(|p| p.as_str()),
            argument.person,
            mention_start,
            mention_end,
        ])?;
    }
    Ok(())
}

fn insert_figures(db: &Connection, entry: &Entry, row: i64, claim: &Claim) -> Result<(), Error> {
    let text = &entry.report.article.text;
    let mut insert = db.prepare_cached("INSERT INTO claim_figure VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")?;
    for (number, figure) in (1i64..).zip(&claim.figures) {
        let [start, end] = entry.points.span(figure.span);
        let (who_start, who_end) = optional(entry, figure.who);
        // SQLite's whole numbers are signed; nobody counts beyond them.
        let bound = |bound: Option<u64>| bound.map(|b| i64::try_from(b).unwrap_or(i64::MAX));
        insert.execute(params![
            row,
            number,
            figure.span.of_text(text),
            start,
            end,
            bound(figure.low),
            bound(figure.high),
            figure.of.as_str(),
            who_start,
            who_end,
            figure.approximate,
            figure.counted.as_ref().map(|whom| whom.class.as_str()),
            figure.counted.as_ref().map(|whom| &whom.lemma),
            figure.part_of.map(part_number),
            figure.numeral.as_str(),
        ])?;
    }
    Ok(())
}

/// As the column `part_of` has it: the number, from 1, of the figure that is the whole, 0 where the claim does not carry it.
fn part_number(whole: Whole) -> u32 {
    match whole {
        Whole::Figure(at) => at.saturating_add(1),
        Whole::Elsewhere => 0,
    }
}

/// The row of a place, made where there is none, with what the report calls it.
fn place_row(db: &Connection, place: &PlaceRef, text: &str) -> Result<i64, Error> {
    let row = named_place(db, place)?;
    insert_form(db, &place_form(place.span.of_text(text)), row)?;
    Ok(row)
}

fn insert_form(db: &Connection, form: &str, place: i64) -> Result<(), Error> {
    let insert = "INSERT OR IGNORE INTO place_form VALUES (?, ?)";
    db.prepare_cached(insert)?.execute(params![form, place])?;
    Ok(())
}

fn named_place(db: &Connection, place: &PlaceRef) -> Result<i64, Error> {
    let find = "SELECT place FROM place WHERE name = ?1 AND ifnull(geonames, 0) = ifnull(?2, 0) \
        AND ifnull(country, '') = ifnull(?3, '') AND ifnull(lat, 99) = ifnull(?4, 99) AND ifnull(lon, 999) = ifnull(?5, 999)";
    let values = params![place.name, place.geonames, place.country, place.lat, place.lon];
    if let Some(row) = db.prepare_cached(find)?.query_row(values, |row| row.get(0)).optional()? {
        return Ok(row);
    }
    let forms = place_forms(&place.name);
    let insert = "INSERT INTO place (name, geonames, country, lat, lon, form) VALUES (?, ?, ?, ?, ?, ?)";
    let form = forms.last().map_or("", String::as_str);
    let values = params![place.name, place.geonames, place.country, place.lat, place.lon, form];
    db.prepare_cached(insert)?.execute(values)?;
    let row = db.last_insert_rowid();
    for form in &forms {
        insert_form(db, form, row)?;
    }
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        db.prepare_cached("INSERT INTO place_map VALUES (?1, ?2, ?2, ?3, ?3)")?
            .execute(params![row, lat, lon])?;
    }
    Ok(row)
}
