//! Reads the lexicons of parties.

use selon_model::{Date, PartyId, Sector, SourceKind};

use super::entry::{Entry, Iso3, MentionKind, PartyInfo, People, Stance, source_of};
use super::store::Parties;
use crate::lexicon::table::{LexiconError, Row, each_row};

pub(crate) const BUILTIN: [(&str, &str); 6] = [
    ("parties/groups.tsv", include_str!("../../../../../data/parties/groups.tsv")),
    ("parties/organisations.tsv", include_str!("../../../../../data/parties/organisations.tsv")),
    ("parties/leaders.tsv", include_str!("../../../../../data/parties/leaders.tsv")),
    ("fr/countries.tsv", include_str!("../../../../../data/fr/countries.tsv")),
    ("fr/organs.tsv", include_str!("../../../../../data/fr/organs.tsv")),
    ("fr/people.tsv", include_str!("../../../../../data/fr/people.tsv")),
];

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
        let header =
            text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or("");
        let has = |column: &str| header.split('\t').any(|c| c.trim() == column);
        let read: fn(&mut Parties, &Row<'_>) -> Result<(), LexiconError> = if has("iso3") {
            Parties::country
        } else if has("class") {
            Parties::organ
        } else if has("stance") {
            Parties::people
        } else if has("party") {
            Parties::leader
        } else {
            Parties::party
        };
        each_row(file, text, &["names", "example"], |row| read(self, row))
    }

    fn party(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let id = PartyId::new(row.get("id"));
        let kind = match row.get("id").split_once(':') {
            Some(("group", _)) => MentionKind::Group(id.clone()),
            Some(("igo" | "ngo" | "media" | "org", _)) => {
                let kind = SourceKind::parse(row.get("kind"));
                let kind = kind.ok_or_else(|| row.error("kind is not a kind of source"))?;
                MentionKind::Organisation(id.clone(), kind)
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
        if iso.len() != 3 {
            return Err(row.error("iso3 must have three letters"));
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
        let sector = sector(row, "sector")?;
        let needed = || sector.ok_or_else(|| row.error("sector is missing"));
        let kind = match row.get("class") {
            "organ" => {
                let sector = needed()?;
                MentionKind::Organ(sector, source(row)?.unwrap_or_else(|| source_of(sector)))
            }
            "post" => MentionKind::Post(needed()?),
            "rank" => MentionKind::Rank(needed()?),
            "role" => MentionKind::Role(sector),
            "type" => MentionKind::Type(sector),
            "portfolio" => MentionKind::Portfolio(needed()?),
            "thing" => MentionKind::Thing(needed()?),
            other => return Err(row.error(format!("{other:?} is no class"))),
        };
        let entry = self.entry(row, kind)?;
        self.names(row, "names", entry, true)
    }

    fn people(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let sector = sector(row, "sector")?.ok_or_else(|| row.error("sector is missing"))?;
        let stance = match row.get("stance") {
            "neutral" => Stance::Neutral,
            "pejorative" => Stance::Pejorative,
            "favourable" => Stance::Favourable,
            other => return Err(row.error(format!("{other:?} is no stance"))),
        };
        let source = source(row)?.unwrap_or_else(|| source_of(sector));
        let entry = self.entry(row, MentionKind::People(People { sector, stance, source }))?;
        self.names(row, "names", entry, true)
    }

    fn entry(&mut self, row: &Row<'_>, kind: MentionKind) -> Result<u32, LexiconError> {
        let (from, to) = (day(row, "from", "-01-01")?, day(row, "to", "-12-31")?);
        let countries = row.list("countries").map(Iso3::from).collect();
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
        sector: sector(row, "sector")?,
        countries: row.list("countries").map(Iso3::from).collect(),
        from: day(row, "from", "-01-01")?,
        to: day(row, "to", "-12-31")?,
        alliances: row.list("member_of").map(PartyId::new).collect(),
    })
}

fn sector(row: &Row<'_>, column: &str) -> Result<Option<Sector>, LexiconError> {
    match row.get(column) {
        "" => Ok(None),
        text => Sector::parse(text).map(Some).ok_or_else(|| row.error(format!("{text:?} is no sector"))),
    }
}

fn source(row: &Row<'_>) -> Result<Option<SourceKind>, LexiconError> {
    match row.get("source") {
        "" => Ok(None),
        text => SourceKind::parse(text)
            .map(Some)
            .ok_or_else(|| row.error(format!("{text:?} is no kind of source"))),
    }
}

fn day(row: &Row<'_>, column: &str, rest: &str) -> Result<Option<Date>, LexiconError> {
    let text = row.get(column);
    let full = if text.len() == 4 { format!("{text}{rest}") } else { text.to_owned() };
    match text {
        "" => Ok(None),
        _ => full.parse().map(Some).map_err(|_| row.error(format!("{text:?} is no date"))),
    }
}
