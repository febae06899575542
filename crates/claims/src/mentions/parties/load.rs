//! Reads the lexicons of parties.

use selon_model::{Date, PartyId, Sector, SourceKind};

use super::entry::{Alias, Check, Entry, Iso3, MentionKind, PartyInfo, People, Stance, source_of};
use super::fold;
use crate::lexicon::table::{LexiconError, Row, Table, each_row};

pub(super) const BUILTIN: [(&str, &str); 6] = [
    ("parties/groups.tsv", include_str!("../../../../../data/parties/groups.tsv")),
    ("parties/organisations.tsv", include_str!("../../../../../data/parties/organisations.tsv")),
    ("parties/leaders.tsv", include_str!("../../../../../data/parties/leaders.tsv")),
    ("fr/countries.tsv", include_str!("../../../../../data/fr/countries.tsv")),
    ("fr/organs.tsv", include_str!("../../../../../data/fr/organs.tsv")),
    ("fr/people.tsv", include_str!("../../../../../data/fr/people.tsv")),
];

/// All entries, and a trie over the keys of their names.
#[derive(Debug, Default)]
pub(super) struct Store {
    pub(super) entries: Vec<Entry>,
    pub(super) aliases: Vec<Alias>,
    /// What is known of each named group and organisation.
    pub(super) known: Table<PartyId, PartyInfo>,
    words: Table<Box<str>, u32>,
    edges: Table<(u32, u32), u32>,
    ends: Table<u32, Vec<u32>>,
    nodes: u32,
}

impl Store {
    /// The number of a word of some name.
    pub(super) fn word(&self, key: &str) -> Option<u32> {
        self.words.get(key).copied()
    }

    /// The node below `node`; the root is 0.
    pub(super) fn step(&self, node: u32, word: u32) -> Option<u32> {
        self.edges.get(&(node, word)).copied()
    }

    /// The names that end at a node.
    pub(super) fn names_at(&self, node: u32) -> &[u32] {
        self.ends.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Adds a lexicon; its columns say which of the forms it has.
    pub(super) fn read(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        let header =
            text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or("");
        let has = |column: &str| header.split('\t').any(|c| c.trim() == column);
        let read: fn(&mut Store, &Row<'_>) -> Result<(), LexiconError> = if has("iso3") {
            Store::country
        } else if has("class") {
            Store::organ
        } else if has("stance") {
            Store::people
        } else if has("party") {
            Store::leader
        } else {
            Store::party
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

    fn add(&mut self, entry: Entry) -> u32 {
        self.entries.push(entry);
        self.entries.len() as u32 - 1
    }

    fn names(&mut self, row: &Row<'_>, column: &str, entry: u32, noun: bool) -> Result<(), LexiconError> {
        for name in row.list(column) {
            self.name(name, entry, noun)
                .ok_or_else(|| row.error(format!("{name:?} has no letter to look it up by")))?;
        }
        Ok(())
    }

    fn name(&mut self, marked: &str, entry: u32, noun: bool) -> Option<()> {
        let (name, local) = marked.strip_suffix('@').map_or((marked, false), |name| (name, true));
        let (written, exact) = name.strip_prefix('=').map_or((name, false), |name| (name, true));
        let chunks: Vec<&str> =
            written.split_whitespace().flat_map(fold::chunks).map(|chunk| chunk.text).collect();
        let is_small = |text: &&&str| fold::is_small_word(text) || fold::is_arabic_article(text);
        let joined = chunks.iter().skip_while(is_small).any(|text| is_small(&text));
        let content: Vec<&str> = chunks.iter().filter(|text| !is_small(text)).copied().collect();
        let mut node = 0;
        for text in &content {
            node = self.grow(node, &fold::heavy(text));
        }
        let check = if exact { Check::Exact } else { check(&content, noun) };
        self.aliases.push(Alias { entry, written: written.into(), check, joined, local });
        let number = self.aliases.len() as u32 - 1;
        (node != 0).then(|| self.ends.entry(node).or_default().push(number))
    }

    fn grow(&mut self, node: u32, key: &str) -> u32 {
        let next = self.words.len() as u32;
        let word = *self.words.entry(key.into()).or_insert(next);
        let nodes = &mut self.nodes;
        *self.edges.entry((node, word)).or_insert_with(|| {
            *nodes += 1;
            *nodes
        })
    }
}

/// What a name asks of the text: nouns have no capital; a single word of up to four capitals, or
/// with digits, is an acronym.
fn check(content: &[&str], noun: bool) -> Check {
    if noun || !content.iter().any(|text| text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())) {
        return Check::Noun;
    }
    match content {
        [one] if one.len() <= 3 && is_capitals(one) => Check::Acronym,
        [_, _, _, ..] => Check::LongName,
        _ => Check::Name,
    }
}

pub(super) fn is_capitals(text: &str) -> bool {
    text.chars().all(|c| !c.is_lowercase())
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
