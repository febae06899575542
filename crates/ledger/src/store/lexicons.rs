//! Which lexicons of the user's reports were read with, and which reports have to be read again.

use rusqlite::params;
use selon_model::Versions;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::store::ledger::Ledger;

/// A folder of a user's lexicons, as it was when a report was read with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexicon {
    /// Its whole path.
    pub folder: String,
    /// Of the names and contents of its files.
    pub digest: String,
}

/// As a reading has them.
pub(crate) fn written(lexicons: &[Lexicon]) -> String {
    // Strings under known keys: writing them can't fail.
    serde_json::to_string(lexicons).unwrap_or_default()
}

impl Ledger {
    /// The lexicons that the current versions of reports were read with, each set of them with the number of its reports; no
    /// lexicon first.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn lexicons(&self) -> Result<Vec<(Vec<Lexicon>, usize)>, Error> {
        let select = "SELECT g.lexicons, count(*) FROM report r \
            JOIN reading g ON g.version = r.version AND g.superseded IS NULL \
            GROUP BY g.lexicons ORDER BY g.lexicons <> '[]', g.lexicons";
        let mut all = self.db.prepare(select)?;
        let rows = all.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        rows.map(|row| {
            let (lexicons, reports) = row?;
            Ok((serde_json::from_str(&lexicons)?, reports as usize))
        })
        .collect()
    }

    /// Rows of the current versions, in the order in which their reports were added: of those that were read with the
    /// lexicons `of`, where these are given, and but for those that `known` versions and lexicons had read.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn to_reread(
        &self,
        of: Option<&[Lexicon]>,
        known: Option<(&Versions, &[Lexicon])>,
    ) -> Result<Vec<i64>, Error> {
        let select = "SELECT r.version FROM report r JOIN reading g ON g.version = r.version AND g.superseded IS NULL \
            WHERE (?1 IS NULL OR g.lexicons = ?1) \
            AND (?2 IS NULL OR (g.engine, g.model, g.data, g.lexicons) IS NOT (?2, ?3, ?4, ?5)) ORDER BY r.report";
        let mut all = self.db.prepare(select)?;
        let (versions, lexicons) = known.unzip();
        let wanted = params![
            of.map(written),
            versions.map(|v| &v.engine),
            versions.map(|v| &v.model),
            versions.map(|v| &v.data),
            lexicons.map(written),
        ];
        let rows = all.query_map(wanted, |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use selon_model::{Article, Report};

    use super::*;
    use crate::{Entry, Instant};

    fn entry(id: &str, lexicons: &[Lexicon]) -> Entry {
        let text = format!("Le rapport {id} ne dit rien.");
        let article = Article { id: id.to_owned(), text, ..Article::default() };
        let versions = Versions { engine: "1".into(), model: "m".into(), data: "d".into() };
        Entry::of(Report { article, versions, ..Report::default() }, "/r").read_with(lexicons)
    }

    fn lexicon(folder: &str, digest: &str) -> Lexicon {
        Lexicon { folder: folder.into(), digest: digest.into() }
    }

    #[test]
    fn readings_remember_their_lexicons() {
        let mine = [lexicon("/mine", "1")];
        let both = [lexicon("/mine", "1"), lexicon("/yours", "2")];
        let entries = [entry("a", &mine), entry("b", &[]), entry("c", &mine), entry("d", &both)];
        let mut ledger = Ledger::in_memory().unwrap();
        let now = Instant::of_unix(0);
        ledger.add(&entries, &now).unwrap();
        let sets = [(vec![], 1), (both.to_vec(), 1), (mine.to_vec(), 2)];
        assert_eq!(ledger.lexicons().unwrap(), sets);

        let all = ledger.versions().unwrap();
        let [a, b, c, d] = *all.as_slice() else { panic!("{all:?}") };
        let same = Versions { engine: "1".into(), model: "m".into(), data: "d".into() };
        let newer = Versions { engine: "2".into(), ..same.clone() };
        let check = |of: Option<&[Lexicon]>, known: Option<(&Versions, &[Lexicon])>, expected: &[i64]| {
            assert_eq!(ledger.to_reread(of, known).unwrap(), expected, "{of:?} {known:?}");
        };
        check(None, None, &[a, b, c, d]);
        check(Some(&mine), None, &[a, c]);
        check(Some(&mine), Some((&same, &mine)), &[]);
        check(Some(&mine), Some((&newer, &mine)), &[a, c]);
        // The folder holds other words now.
        check(Some(&mine), Some((&same, &[lexicon("/mine", "3")])), &[a, c]);
        check(Some(&[]), Some((&same, &[])), &[]);
        check(None, Some((&same, &mine)), &[b, d]);

        let other = [lexicon("/other", "1")];
        ledger.reread(&[(a, entry("a", &other))], &now).unwrap();
        assert!(ledger.lexicons().unwrap().contains(&(other.to_vec(), 1)));
    }
}
