use selon_model::PartyId;

use super::filter::Filter;
use super::table::{Table, limit_value};
use crate::error::Error;
use crate::people;
use crate::store::Ledger;

/// What the claims that match are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// Canonical origins: `origin, name, kind, claims, reports, outlets, first_day, last_day, events, denied, unconfirmed,
    /// carried_by`. `events` are incidents by type that the origin asserts, `denied` and `unconfirmed` the shares of them,
    /// 0 to 1, that some other known origin denies, or tells as unconfirmed; null where no incidents were made.
    Sources,
    /// Parties: `party, name, sector, claims, acting, undergoing, speaking, reports, first_day, last_day`. `speaking` counts
    /// claims in whose chain of sources it stands.
    Parties,
    /// Places: `name, country, geonames, lat, lon, claims, reports, first_day, last_day`.
    Places,
}

/// In which order counts are told; equal ones by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Most claims first.
    #[default]
    Claims,
    /// By name.
    Name,
    /// Earliest first day first.
    First,
    /// Latest last day first.
    Last,
}

impl Sort {
    const fn sql(self) -> &'static str {
        match self {
            Sort::Claims => "claims DESC",
            Sort::Name => "name",
            Sort::First => "first_day IS NULL, first_day",
            Sort::Last => "last_day DESC",
        }
    }
}

const PARTIES: &str = ", roles AS (
        SELECT h.claim, h.report, h.first_day, h.last_day, p.party, p.role FROM hit h CROSS JOIN claim_party p ON p.claim = h.claim
        UNION ALL
        SELECT h.claim, h.report, h.first_day, h.last_day, s.party, 'source' FROM hit h CROSS JOIN claim_source s ON s.claim = h.claim
    ),
    part AS (
        SELECT party, report, first_day, last_day, max(role = 'actor') AS acting, max(role = 'recipient') AS undergoing,
            max(role = 'source') AS speaking
        FROM roles WHERE party IS NOT NULL GROUP BY party, claim
    )
    SELECT p.party, coalesce(f.name, k.name || ' (' || substr(p.party, 5) || ')', p.party) AS name,
        coalesce(f.sector, CASE WHEN p.party LIKE '___/%' THEN substr(p.party, 5) END) AS sector, count(*) AS claims,
        sum(p.acting) AS acting, sum(p.undergoing) AS undergoing, sum(p.speaking) AS speaking,
        count(DISTINCT p.report) AS reports, min(p.first_day) AS first_day, max(p.last_day) AS last_day
    FROM part p LEFT JOIN party f ON f.party = p.party
    LEFT JOIN party k ON p.party LIKE '___/%' AND k.party = substr(p.party, 1, 3)
    GROUP BY p.party";

const PLACES: &str = " SELECT p.name, p.country, p.geonames, p.lat, p.lon, count(*) AS claims, count(DISTINCT h.report) AS reports,
        min(h.first_day) AS first_day, max(h.last_day) AS last_day
    FROM hit h JOIN place p ON p.place = h.place GROUP BY p.place";

/// The events that origins assert.
const TOLD: &str = ", told AS (SELECT DISTINCT origin, incident, type FROM hit WHERE factuality = 'asserted' AND incident IS NOT NULL)";
/// Claims that deny or doubt one of these events; an unknown origin is nobody else.
const OTHERS: &str = "c.telling IN (SELECT t.telling FROM told x JOIN telling t ON t.incident = x.incident) \
    AND c.factuality IN ('denied', 'unconfirmed') AND c.origin <> '?'";
/// Each origin is weighed by what it says of events that others deny or doubt.
const SOURCES: &str = ", kinds AS (
        SELECT origin, kind, row_number() OVER (PARTITION BY origin ORDER BY count(*) DESC, kind) AS place
        FROM hit WHERE kind IS NOT NULL GROUP BY origin, kind
    ),
    carried AS (
        SELECT origin, json_group_array(outlet ORDER BY outlet) AS outlets
        FROM (SELECT DISTINCT origin, outlet FROM hit WHERE outlet IS NOT NULL) GROUP BY origin
    ),
    doubt AS (SELECT incident, type, count(DISTINCT CASE factuality WHEN 'denied' THEN origin END) AS deniers,
            min(CASE factuality WHEN 'denied' THEN origin END) AS denier,
            count(DISTINCT CASE factuality WHEN 'unconfirmed' THEN origin END) AS doubters,
            min(CASE factuality WHEN 'unconfirmed' THEN origin END) AS doubter
        FROM other GROUP BY incident, type),
    weighed AS (SELECT a.origin, count(*) AS events,
            round(avg(ifnull(d.deniers > (d.denier IS a.origin), 0)), 3) AS denied,
            round(avg(ifnull(d.doubters > (d.doubter IS a.origin), 0)), 3) AS unconfirmed
        FROM told a LEFT JOIN doubt d ON d.incident = a.incident AND d.type = a.type GROUP BY a.origin)
    SELECT h.origin, coalesce(f.name, k.name || ' (' || substr(h.origin, 5) || ')', ltrim(h.origin, '~')) AS name,
        coalesce(f.kind, m.kind) AS kind,
        count(*) AS claims, count(DISTINCT h.report) AS reports, count(DISTINCT h.outlet) AS outlets,
        min(h.first_day) AS first_day, max(h.last_day) AS last_day, w.events, w.denied, w.unconfirmed,
        ifnull(o.outlets, '[]') AS \"carried_by[]\"
    FROM hit h LEFT JOIN weighed w ON w.origin = h.origin LEFT JOIN kinds m ON m.origin = h.origin AND m.place = 1
    LEFT JOIN carried o ON o.origin = h.origin LEFT JOIN party f ON f.party = h.origin
    LEFT JOIN party k ON h.origin LIKE '___/%' AND k.party = substr(h.origin, 1, 3)
    GROUP BY h.origin";

impl Ledger {
    /// Counts the claims that match, no more than `limit` rows.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn tally(
        &self,
        what: Tally,
        filter: &Filter,
        sort: Sort,
        limit: Option<usize>,
    ) -> Result<Table, Error> {
        let scope = filter.scope();
        let mut values = scope.values;
        let mut with = format!(
            "WITH hit AS MATERIALIZED (SELECT c.claim, c.place, c.type, c.factuality, c.origin, c.first_day, c.last_day, \
             v.report, v.outlet, {INCIDENT} AS incident, (SELECT s.kind FROM claim_source s WHERE s.claim = c.claim \
             ORDER BY s.number DESC LIMIT 1) AS kind {})",
            scope.sql
        );
        if what == Tally::Sources {
            let others = Filter { as_of: filter.as_of, ..Filter::default() }.scope_where(Some(OTHERS));
            with.push_str(&format!(
                "{TOLD}, other AS MATERIALIZED (SELECT c.origin, c.type, c.factuality, {INCIDENT} AS incident {})",
                others.sql
            ));
            values.extend(others.values);
        }
        let select = match what {
            Tally::Sources => SOURCES,
            Tally::Parties => PARTIES,
            Tally::Places => PLACES,
        };
        values.push(limit_value(limit));
        let sql = format!("{with}{select} ORDER BY {}, name, 1 LIMIT ?", sort.sql());
        let counted = self.table(&sql, values).and_then(|mut table| {
            if what == Tally::Sources {
                self.withhold_names(&mut table)?;
            }
            Ok(table)
        });
        counted.map_err(|e| e.of_file(&self.file))
    }

    /// Takes names of persons without office out of the origins of a table of sources, and out of their names.
    fn withhold_names(&self, table: &mut Table) -> Result<(), Error> {
        for row in &mut table.rows {
            let origin = row[0].as_str().unwrap_or_default();
            let shown = self.shown_origin(origin)?;
            if shown != origin {
                row[1] = shown.trim_start_matches('~').into();
                row[0] = shown.into();
            }
        }
        Ok(())
    }

    /// A canonical origin without names of persons without office.
    pub(crate) fn shown_origin(&self, origin: &str) -> Result<String, Error> {
        if !origin.starts_with('~') {
            return Ok(origin.to_owned());
        }
        let select = "SELECT DISTINCT s.person, s.party FROM claim c JOIN claim_source s ON s.claim = c.claim \
            WHERE c.origin = ? AND s.person IS NOT NULL";
        let mut statement = self.db.prepare_cached(select)?;
        let persons = statement.query_map([origin], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?.map(PartyId::new)))
        })?;
        let persons = persons.collect::<Result<Vec<_>, _>>()?;
        let names =
            people::without_office(persons.iter().map(|(name, party)| (name.as_str(), party.as_ref())));
        Ok(people::withhold_in_origin(origin, &names))
    }
}

/// The incident of a claim `c`, or null.
pub(crate) const INCIDENT: &str = "(SELECT t.incident FROM telling t WHERE t.telling = c.telling)";
