use std::collections::BTreeMap;

use rusqlite::params_from_iter;
use selon_model::PartyId;

use super::filter::Filter;
use super::table::Table;
use crate::error::Error;
use crate::people;
use crate::store::Ledger;
use crate::words::bare;

/// Party, outlet and words.
type Key = (String, Option<String>, String);

/// How often, and the reading that it was last met in.
#[derive(Default)]
struct Count {
    claims: u64,
    reports: u64,
    last: i64,
}

impl Ledger {
    /// Which words each outlet has for each party that acts or undergoes: `party, outlet, words, claims, reports`, by party
    /// and outlet, most claims first. Words are in lower case and without determiner; names of persons without office are
    /// withheld. Where the filter names parties, only the words for these are told.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn stance(&self, filter: &Filter, limit: Option<usize>) -> Result<Table, Error> {
        let counts = self.words_for_parties(filter).map_err(|e| e.of_file(&self.file))?;
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|((party, outlet, words), count), ((party2, outlet2, words2), count2)| {
            let place = (party, outlet).cmp(&(party2, outlet2));
            place.then(count2.claims.cmp(&count.claims)).then(words.cmp(words2))
        });
        let mut table = Table::new(&["party", "outlet", "words", "claims", "reports"]);
        for ((party, outlet, words), count) in counts.into_iter().take(limit.unwrap_or(usize::MAX)) {
            let outlet = outlet.map_or(serde_json::Value::Null, Into::into);
            table.rows.push(vec![
                party.into(),
                outlet,
                words.into(),
                count.claims.into(),
                count.reports.into(),
            ]);
        }
        Ok(table)
    }

    fn words_for_parties(&self, filter: &Filter) -> Result<BTreeMap<Key, Count>, Error> {
        let mut scope = filter.scope();
        let (only, values) = filter.any_party().unwrap_or_else(|| ("1".to_owned(), Vec::new()));
        scope.values.extend(values);
        let sql = format!(
            "WITH hit AS MATERIALIZED (SELECT c.claim, c.reading, v.outlet {}) \
             SELECT h.reading, p.party, h.outlet, p.text FROM hit h CROSS JOIN claim_party p ON p.claim = h.claim \
             WHERE p.party IS NOT NULL AND {only} ORDER BY h.reading, h.claim, p.role, p.number",
            scope.sql
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(scope.values))?;
        let mut counts: BTreeMap<_, Count> = BTreeMap::new();
        let (mut reading, mut names) = (0, Vec::new());
        while let Some(row) = rows.next()? {
            let now: i64 = row.get(0)?;
            if now != reading {
                (reading, names) = (now, self.private_names(now)?);
            }
            let text: String = row.get(3)?;
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let words = bare(&people::withhold(&text, &names));
            let count = counts.entry((row.get(1)?, row.get(2)?, words)).or_default();
            count.claims += 1;
            count.reports += u64::from(count.last != reading);
            count.last = reading;
        }
        Ok(counts)
    }

    /// As [`people::private_names`], of a reading.
    fn private_names(&self, reading: i64) -> Result<Vec<String>, Error> {
        let select = "SELECT p.person, p.party FROM claim c JOIN claim_party p ON p.claim = c.claim \
            WHERE c.reading = ?1 AND p.person IS NOT NULL \
            UNION SELECT s.person, s.party FROM claim c JOIN claim_source s ON s.claim = c.claim \
            WHERE c.reading = ?1 AND s.person IS NOT NULL";
        let mut statement = self.db.prepare_cached(select)?;
        let persons = statement.query_map([reading], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?.map(PartyId::new)))
        })?;
        let persons = persons.collect::<Result<Vec<_>, _>>()?;
        let named = persons.iter().map(|(person, party)| (person.as_str(), party.as_ref()));
        Ok(people::without_office(named).into_iter().map(str::to_owned).collect())
    }
}
