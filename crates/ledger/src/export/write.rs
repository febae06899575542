use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::event::Event;
use super::form::{Form, Of};
use super::parties::Parties;
use super::record::Told;
use super::tables::Writers;
use super::wanted::Wanted;
use super::{acled, geojson, incidents, prov, ucdp};
use crate::error::Error;
use crate::form::csv::{Cell, Columns, line};
use crate::form::{self, ReportForm};
use crate::query::Filter;
use crate::store::{Instant, Ledger};

/// What leaves a ledger.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// In which form.
    pub form: Form,
    /// With the names of persons without public office.
    pub names: bool,
}

/// What stands around the records of a form.
#[derive(Default)]
struct Frame {
    before: String,
    between: &'static str,
    after: &'static str,
}

impl Ledger {
    /// Writes what the ledger holds and the filter wants, report by report in the order in which they were added, or incident
    /// by incident. Of forms with claims those that match are written; whole reports and incidents where any of their claims does. Returns the number of records: rows, lines, features. The export is noted in the ledger's log before it begins.
    ///
    /// # Errors
    /// Where the ledger can't be read or its log not be written, or where `out` can't be written.
    pub fn export(
        &self,
        export: Export,
        filter: &Filter,
        now: &Instant,
        out: &mut dyn Write,
    ) -> Result<u64, Error> {
        let entry = self.log("export", &export.told(filter), now)?;
        let wanted = Wanted::of(self, filter)?;
        let frame = export.frame();
        let mut records = Writer { out, between: frame.between, count: 0 };
        records.out.write_all(frame.before.as_bytes())?;
        match export.form.of() {
            Of::Claims => {
                self.each_told(&wanted, |told| {
                    let matching = told.matching;
                    let wanted =
                        |at: usize| !export.has_a_claim_each() || matching.is_none_or(|m| m.contains(&at));
                    let each = export.of_report(told).into_iter().enumerate();
                    records.write(each.filter(|(at, _)| wanted(*at)).map(|(_, record)| record))
                })?;
            }
            Of::Incidents => {
                let parties = Parties::of(self)?;
                for incident in incidents::all(self, wanted.incidents)? {
                    let incident = incident?;
                    let event = Event::of(&incident, export.names);
                    records.write(event.and_then(|event| export.of_event(&event, &parties)))?;
                }
            }
        }
        records.out.write_all(frame.after.as_bytes())?;
        records.out.flush()?;
        let count = records.count;
        self.log_rows(entry, count)?;
        Ok(count)
    }

    /// Writes the reports as tables of Parquet, a file each, into a folder that exists and is empty; [`Tables`] reads them.
    /// Returns the number of reports. The export is noted in the ledger's log before it begins.
    ///
    /// # Errors
    /// As [`Ledger::export`].
    pub fn export_tables(
        &self,
        folder: &Path,
        names: bool,
        filter: &Filter,
        now: &Instant,
    ) -> Result<u64, Error> {
        let told = json!({"as": "parquet", "names": names, "filter": told_filter(filter)});
        let entry = self.log("export", &told, now)?;
        let wanted = Wanted::of(self, filter)?;
        let mut tables = Writers::new(folder)?;
        let count = self.each_told(&wanted, |told| tables.write(told, names))?;
        tables.finish()?;
        self.log_rows(entry, count)?;
        Ok(count)
    }

    /// Hands every wanted report on; their number.
    fn each_told(
        &self,
        wanted: &Wanted,
        mut take: impl FnMut(&Told<'_>) -> Result<(), Error>,
    ) -> Result<u64, Error> {
        for (version, matching) in &wanted.reports {
            let stored = self.stored(*version)?;
            let (identity, incidents) = (self.identity(*version)?, incidents::of_claims(self, &stored)?);
            let matching = matching.as_ref();
            take(&Told { stored: &stored, identity: &identity, incidents: &incidents, matching })?;
        }
        Ok(wanted.reports.len() as u64)
    }
}

/// The filter as the log keeps it; null where there is none.
fn told_filter(filter: &Filter) -> Option<String> {
    (*filter != Filter::default()).then(|| format!("{filter:?}"))
}

impl Export {
    /// What the log says of it.
    fn told(self, filter: &Filter) -> Value {
        json!({"as": self.form.as_str(), "names": self.names, "filter": told_filter(filter)})
    }

    /// Whether a report gives a record for each of its claims, in their order.
    fn has_a_claim_each(self) -> bool {
        matches!(self.form, Form::Csv { .. } | Form::GeoJson(Of::Claims))
    }

    fn columns(self) -> Columns {
        Columns { incident: true, names: self.names, ..Columns::default() }
    }

    fn frame(self) -> Frame {
        match self.form {
            Form::Csv { hxl } => {
                let columns = self.columns();
                let hashtags = if hxl { columns.hashtags() } else { String::new() };
                Frame { before: columns.header() + &hashtags, ..Frame::default() }
            }
            Form::Jsonl => Frame::default(),
            Form::GeoJson(_) => {
                Frame { before: geojson::BEFORE.to_owned(), between: geojson::BETWEEN, after: geojson::AFTER }
            }
            Form::Acled => Frame { before: header(&acled::COLUMNS), ..Frame::default() },
            Form::Ucdp => Frame { before: header(&ucdp::COLUMNS), ..Frame::default() },
            Form::Prov => Frame { before: prov::before(), between: prov::BETWEEN, after: prov::AFTER },
        }
    }

    /// The records of a report.
    fn of_report(self, told: &Told<'_>) -> Vec<String> {
        let Told { stored, identity, incidents, .. } = told;
        match self.form {
            Form::Csv { .. } => self.columns().each(&stored.report, incidents).collect(),
            Form::Jsonl => vec![form::line(&ReportForm::whole(stored, identity, self.names))],
            Form::GeoJson(_) => geojson::claims(self.columns(), stored, incidents),
            Form::Prov => prov::nodes(stored, incidents, self.names),
            Form::Acled | Form::Ucdp => Vec::new(),
        }
    }

    /// The record of an incident, where the form has one of it.
    fn of_event(self, event: &Event<'_>, parties: &Parties) -> Option<String> {
        match self.form {
            Form::Acled => Some(line(acled::row(event, parties))),
            Form::Ucdp => ucdp::row(event, parties).map(line),
            Form::GeoJson(_) => Some(geojson::incident(event, parties)),
            Form::Csv { .. } | Form::Jsonl | Form::Prov => None,
        }
    }
}

fn header(columns: &[&str]) -> String {
    line(columns.iter().map(|name| Cell::code(*name)))
}

struct Writer<'a> {
    out: &'a mut dyn Write,
    between: &'static str,
    count: u64,
}

impl Writer<'_> {
    fn write(&mut self, records: impl IntoIterator<Item = String>) -> Result<(), Error> {
        for record in records {
            if self.count > 0 {
                self.out.write_all(self.between.as_bytes())?;
            }
            self.out.write_all(record.as_bytes())?;
            self.count += 1;
        }
        Ok(())
    }
}
