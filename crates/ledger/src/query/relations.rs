use selon_model::{EventType, Factuality};

use super::filter::Filter;
use super::table::{Table, limit_value};
use super::tally::INCIDENT;
use crate::error::Error;
use crate::store::Ledger;

/// One score a pair, incident and type, however often it is told; a claim outside of incidents is an event of its own.
const PAIRS: &str = ", event AS (
        SELECT h.event, h.type, a.party AS actor, b.party AS recipient, min(h.day) AS day, count(DISTINCT h.claim) AS claims
        FROM hit h CROSS JOIN claim_party a ON a.claim = h.claim AND a.role = 'actor'
        CROSS JOIN claim_party b ON b.claim = h.claim AND b.role = 'recipient'
        WHERE a.party <> b.party AND h.day IS NOT NULL AND score(h.type) IS NOT NULL GROUP BY 1, 2, 3, 4
    )
    SELECT substr(day, 1, 7) AS month, actor, recipient, count(*) AS events, sum(max(score(type), 0.0)) AS cooperation,
        sum(min(score(type), 0.0)) AS conflict, sum(claims) AS claims
    FROM event GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT ?";

const HOLDERS: &str = " SELECT p.name AS place, p.country, min(h.day) AS day, h.mode, a.party, h.factuality, count(DISTINCT h.claim) AS claims,
        json_group_array(DISTINCT h.origin ORDER BY h.origin) AS \"origins[]\",
        json_group_array(DISTINCT h.id ORDER BY h.id) AS \"reports[]\"
    FROM hit h JOIN place p ON p.place = h.place
    CROSS JOIN claim_party a ON a.claim = h.claim AND a.role = 'actor' AND a.party IS NOT NULL
    GROUP BY p.place, h.event, h.mode, a.party, h.factuality
    ORDER BY p.name, p.place, day IS NULL, day, a.party, h.mode, h.factuality, min(h.claim) LIMIT ?";

/// The column of origins in [`HOLDERS`].
const ORIGINS: usize = 7;

impl Ledger {
    /// How parties dealt with each other, month by month: `month, actor, recipient, events, cooperation, conflict, claims`.
    /// The sums are of the codebook's scores ([`EventType::score`]) over events after folding echoes. Where the filter names
    /// no factuality, what is asserted or unconfirmed counts; what is denied or still to come did not happen.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn relations(&self, filter: &Filter, limit: Option<usize>) -> Result<Table, Error> {
        let mut filter = filter.clone();
        if filter.factualities.is_empty() {
            filter.factualities = vec![Factuality::Asserted, Factuality::Unconfirmed];
        }
        self.events(PAIRS, &filter, limit)
    }

    /// Who took, held, lost or besieged which place, by claims of the type CONTROL: `place, country, day, mode, party,
    /// factuality, claims, origins, reports`. A row is one event as it is told with one factuality; its sources stand beside it.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn holders(&self, filter: &Filter, limit: Option<usize>) -> Result<Table, Error> {
        let filter = Filter { types: vec![EventType::Control], ..filter.clone() };
        let mut table = self.events(HOLDERS, &filter, limit)?;
        for row in &mut table.rows {
            let origins = row[ORIGINS].as_array_mut().into_iter().flatten();
            for origin in origins {
                let shown = self.shown_origin(origin.as_str().unwrap_or_default());
                *origin = shown.map_err(|e| e.of_file(&self.file))?.into();
            }
        }
        Ok(table)
    }

    fn events(&self, select: &str, filter: &Filter, limit: Option<usize>) -> Result<Table, Error> {
        let scope = filter.scope();
        let day = if filter.undated { "ifnull(c.first_day, v.published_from)" } else { "c.first_day" };
        let sql = format!(
            "WITH hit AS MATERIALIZED (SELECT c.claim, c.type, c.mode, c.factuality, c.place, c.origin, r.id, \
             ifnull({INCIDENT}, -c.claim) AS event, {day} AS day {}){select}",
            scope.sql
        );
        let mut values = scope.values;
        values.push(limit_value(limit));
        self.table(&sql, values).map_err(|e| e.of_file(&self.file))
    }
}
