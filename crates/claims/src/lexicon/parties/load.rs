//! Reads the lexicons of parties.

use selon_model::{Date, PartyId, Sector};

use super::entry::{Entry, Iso3, MentionKind, PartyInfo, People, source_of};
use super::store::Parties;
use crate::lexicon::codes::codes;
use crate::lexicon::table::{LexiconError, Row, header, rows};

pub(crate) const BUILTIN: [(&str, &str); 6] = [
    ("parties/groups.tsv", include_str!("../../../../../data/parties/groups.tsv")),
    ("parties/organisations.tsv", include_str!("../../../../../data/parties/organisations.tsv")),
    ("parties/leaders.tsv", include_str!("../../../../../data/parties/leaders.tsv")),
    ("fr/countries.tsv", include_str!("../../../../../data/fr/countries.tsv")),
    ("fr/organs.tsv", include_str!("../../../../../data/fr/organs.tsv")),
    ("fr/people.tsv", include_str!("../../../../../data/fr/people.tsv")),
];

/// A form of lexicon.
struct Form {
    /// The column that no other form has.
    told_by: &'static str,
    /// All its columns but `names` and `example`.
    columns: &'static [&'static str],
    read: fn(&mut Parties, &Row<'_>) -> Result<(), LexiconError>,
}

const FORMS: [Form; 4] = [
    Form {
        told_by: "iso3",
        columns: &["iso3", "demonyms", "capital", "government", "military", "police"],
        read: Parties::country,
    },
    Form { told_by: "class", columns: &["class", "sector", "source", "countries"], read: Parties::organ },
    Form { told_by: "stance", columns: &["sector", "stance", "source", "countries"], read: Parties::people },
    Form { told_by: "party", columns: &["party", "countries", "from", "to"], read: Parties::leader },
];

/// Groups and organisations.
const NAMED: Form = Form {
    told_by: "id",
    columns: &["id", "sector", "kind", "countries", "from", "to", "member_of"],
    read: Parties::party,
};

codes! {
    /// What the nouns of a row of organs are.
    enum OrganClass = "class of organs" {
        Organ = "organ",
        Post = "post",
        Rank = "rank",
        Role = "role",
        Type = "type",
        Portfolio = "portfolio",
        Thing = "thing",
    }
}

impl Parties {
    /// What comes with the program.
    pub(crate) fn builtin() -> Result<Parties, LexiconError> {
        let mut parties = Parties::default();
        for (file, text) in BUILTIN {
            parties.extend(file, text)?;
        }
        Ok(parties)
    }

    /// All that [`Parties::builtin`] is made from.
    pub(crate) fn builtin_data() -> impl Iterator<Item = &'static [u8]> {
        BUILTIN.iter().map(|(_, text)| text.as_bytes())
    }

    /// Adds a lexicon; its columns say which of the forms it has.
    pub(crate) fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        let columns = header(text).map(|(_, columns)| columns).unwrap_or_default();
        let form = FORMS.iter().find(|form| columns.contains(&form.told_by)).unwrap_or(&NAMED);
        rows(file, text, &["names", "example"], form.columns, |row| (form.read)(self, row))
    }

    fn party(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let id = PartyId::new(row.get("id"));
        let kind = match row.get("id").split_once(':') {
            Some(("group", _)) => MentionKind::Group(id.clone()),
            Some(("igo" | "ngo" | "media" | "org", _)) => {
                MentionKind::Organisation(id.clone(), row.code("kind")?)
            }
            _ if id.sector().is_some() => MentionKind::Forces(id.clone()),
            _ => {
                return Err(row
                    .error("id must begin with group:, igo:, ngo: or media:, or be a country and a sector"));
            }
        };
        if id.sector().is_none() {
            self.known.insert(id, info(row)?);
        }
        let entry = self.entry(row, kind)?;
        self.names(row, "names", entry, false)
    }

    fn leader(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let party = row.get("party");
        if !party.contains(['/', ':']) {
            return Err(row.error("party is no id of a party"));
        }
        let entry = self.entry(row, MentionKind::Leader(PartyId::new(party)))?;
        self.names(row, "names", entry, false)
    }

    fn country(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let iso: Iso3 = row.get("iso3").into();
        if !is_iso3(&iso) {
            return Err(row.error("iso3 must have three capital letters"));
        }
        let forces = |sector| MentionKind::Forces(PartyId::sector_of(&iso, sector));
        for (column, kind, noun) in [
            ("names", MentionKind::Country(iso.clone()), false),
            ("demonyms", MentionKind::Demonym(iso.clone()), true),
            ("capital", MentionKind::Capital(iso.clone()), false),
            ("government", forces(Sector::Gov), false),
            ("military", forces(Sector::Mil), false),
            ("police", forces(Sector::Cop), false),
        ] {
            let entry = self.add(Entry { kind, countries: vec![iso.clone()], from: None, to: None });
            self.names(row, column, entry, noun)?;
        }
        Ok(())
    }

    fn organ(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let sector: Option<Sector> = row.code_or_none("sector")?;
        let needed = || sector.ok_or_else(|| row.error("sector is missing"));
        let kind = match row.code("class")? {
            OrganClass::Organ => {
                let sector = needed()?;
                MentionKind::Organ(sector, row.code_or_none("source")?.unwrap_or_else(|| source_of(sector)))
            }
            OrganClass::Post => MentionKind::Post(needed()?),
            OrganClass::Rank => MentionKind::Rank(needed()?),
            OrganClass::Role => MentionKind::Role(sector),
            OrganClass::Type => MentionKind::Type(sector),
            OrganClass::Portfolio => MentionKind::Portfolio(needed()?),
            OrganClass::Thing => MentionKind::Thing(needed()?),
        };
        let entry = self.entry(row, kind)?;
        self.names(row, "names", entry, true)
    }

    fn people(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let sector = row.code("sector")?;
        let stance = row.code("stance")?;
        let source = row.code_or_none("source")?.unwrap_or_else(|| source_of(sector));
        let entry = self.entry(row, MentionKind::People(People { sector, stance, source }))?;
        self.names(row, "names", entry, true)
    }

    fn entry(&mut self, row: &Row<'_>, kind: MentionKind) -> Result<u32, LexiconError> {
        let (from, to) = (day(row, "from", "-01-01")?, day(row, "to", "-12-31")?);
        let countries = countries(row)?;
        Ok(self.add(Entry { kind, countries, from, to }))
    }

    fn names(&mut self, row: &Row<'_>, column: &str, entry: u32, noun: bool) -> Result<(), LexiconError> {
        for name in row.list(column) {
            self.name(name, entry, noun)
                .ok_or_else(|| row.error(format!("{name:?} has no letter to look it up by")))?;
        }
        Ok(())
    }
}

fn info(row: &Row<'_>) -> Result<PartyInfo, LexiconError> {
    let name = row.list("names").next().unwrap_or(row.get("id"));
    Ok(PartyInfo {
        name: name.trim_matches(['=', '@']).into(),
        sector: row.code_or_none("sector")?,
        countries: countries(row)?,
        from: day(row, "from", "-01-01")?,
        to: day(row, "to", "-12-31")?,
        alliances: row.list("member_of").map(PartyId::new).collect(),
    })
}

/// The codes of countries in a row. Which there are is open: a user's lexicon may name a state that the program lacks.
fn countries(row: &Row<'_>) -> Result<Vec<Iso3>, LexiconError> {
    let country = |code: &str| match is_iso3(code) {
        true => Ok(Iso3::from(code)),
        false => Err(row.error(format!("{code:?} is no code of a country"))),
    };
    row.list("countries").map(country).collect()
}

fn is_iso3(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
}

fn day(row: &Row<'_>, column: &str, rest: &str) -> Result<Option<Date>, LexiconError> {
    let text = row.get(column);
    let full = if text.len() == 4 { format!("{text}{rest}") } else { text.to_owned() };
    match text {
        "" => Ok(None),
        _ => full.parse().map(Some).map_err(|_| row.error(format!("{text:?} is no date"))),
    }
}
