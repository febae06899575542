/// Countries as other programs code them; the header of the table says where its facts are from.
const TABLE: &str = include_str!("countries.tsv");

/// A country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Country {
    /// ISO 3166-1 numeric, without zeros before it.
    pub(super) numeric: &'static str,
    /// In English.
    pub(super) name: &'static str,
    /// Number in the list of independent states of Gleditsch and Ward.
    pub(super) gw: &'static str,
    /// ACLED's region.
    pub(super) acled: &'static str,
    /// UCDP's region.
    pub(super) ucdp: &'static str,
}

impl Country {
    /// The country with this code of ISO 3166-1 alpha-3. The table is short enough to be looked through.
    pub(super) fn of(iso3: &str) -> Option<Country> {
        let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let mut cells = lines.find(|line| line.split('\t').next() == Some(iso3))?.split('\t').skip(1);
        let mut next = || cells.next().unwrap_or_default();
        Some(Country { numeric: next(), name: next(), gw: next(), acled: next(), ucdp: next() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        let check = |iso3: &str, numeric: &str, gw: &str, acled: &str, ucdp: &str| {
            let c = Country::of(iso3).unwrap();
            assert_eq!((c.numeric, c.gw, c.acled, c.ucdp), (numeric, gw, acled, ucdp), "{iso3}");
        };
        check("MLI", "466", "432", "Western Africa", "Africa");
        check("YEM", "887", "678", "Middle East", "Middle East");
        check("COD", "180", "490", "Middle Africa", "Africa");
        check("ARM", "51", "371", "Caucasus and Central Asia", "Europe");
        check("HTI", "332", "41", "Caribbean", "Americas");
        assert_eq!(Country::of("ZZZ"), None);
    }
}
