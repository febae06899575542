//! The world that generated reports tell of: its places, parties and media, and what happens there.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use jiff::civil::Date;

use super::french::{Agreement, Noun};
use super::grammar::Grammar;
use super::random::Rng;

/// All tables, read once.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) grammar: Grammar,
    pub(crate) outlets: Vec<Outlet>,
    pub(crate) kinds: Vec<Kind>,
    theatres: Vec<Theatre>,
    nouns: BTreeMap<String, Vec<Noun>>,
}

/// A medium.
#[derive(Debug)]
pub(crate) struct Outlet {
    pub(crate) name: String,
    pub(crate) host: String,
    /// An agency, whose dispatches others take over.
    pub(crate) wire: bool,
}

/// A country in which things happen.
#[derive(Debug)]
pub(crate) struct Theatre {
    /// "le Mali"
    pub(crate) country: String,
    /// "au Mali"
    pub(crate) in_country: String,
    pub(crate) masculine: String,
    pub(crate) feminine: String,
    pub(crate) capital: String,
    pub(crate) places: Vec<Place>,
    parties: Vec<Party>,
}

/// A town.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) name: String,
    /// "la région de Gao"
    pub(crate) region: String,
    /// "nord"
    pub(crate) area: String,
}

/// Someone who acts, under the names that reports use.
#[derive(Debug)]
pub(crate) struct Party {
    side: String,
    /// The ending of the rules for its second mentions and spokesmen.
    pub(crate) nature: String,
    years: (i16, i16),
    pub(crate) names: Vec<(Agreement, String)>,
}

/// A kind of incident: a row of kinds.tsv.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) name: String,
    pub(crate) event: String,
    weight: usize,
    actor: String,
    target: String,
    dead_are_civilians: bool,
    toll: (u64, u64),
}

/// What happened, as the world knows it and reports tell it. Indices are into the tables of [`World`].
#[derive(Debug)]
pub(crate) struct Incident {
    pub(crate) number: u64,
    pub(crate) kind: usize,
    pub(crate) theatre: usize,
    pub(crate) place: usize,
    /// The day, or the evening of the night.
    pub(crate) day: Date,
    pub(crate) night: bool,
    pub(crate) state: usize,
    pub(crate) group: usize,
    pub(crate) actor: usize,
    /// `None` for civilians.
    pub(crate) target: Option<usize>,
    pub(crate) mission: Option<usize>,
    pub(crate) observer: Option<usize>,
    /// Which class of nouns.tsv counts the dead.
    pub(crate) dead_are: &'static str,
    pub(crate) figures: Figures,
}

/// How many; 0 for none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) dead: u64,
    pub(crate) wounded: u64,
    pub(crate) dead_actor: u64,
    pub(crate) captives: u64,
    pub(crate) arrested: u64,
    pub(crate) crowd: u64,
    pub(crate) displaced: u64,
    pub(crate) houses: u64,
}

impl World {
    /// The built-in tables.
    ///
    /// # Errors
    ///
    /// Where a row of a table has not its columns, or the grammar does not parse.
    pub(crate) fn builtin() -> Result<World> {
        let mut theatres = BTreeMap::new();
        let mut order = Vec::new();
        for [id, country, in_country, masculine, feminine, capital] in
            rows(include_str!("../../generate/theatres.tsv"))?
        {
            let [country, in_country, masculine, feminine, capital] =
                [country, in_country, masculine, feminine, capital].map(str::to_owned);
            let (places, parties) = (Vec::new(), Vec::new());
            order.push(id);
            theatres
                .insert(id, Theatre { country, in_country, masculine, feminine, capital, places, parties });
        }
        for [theatre, name, region, area] in rows(include_str!("../../generate/places.tsv"))? {
            let [name, region, area] = [name, region, area].map(str::to_owned);
            let theatre = theatres.get_mut(theatre).context("a place lies in no theatre")?;
            theatre.places.push(Place { name, region, area });
        }
        for [theatre, side, nature, from, to, names] in rows(include_str!("../../generate/parties.tsv"))? {
            let theatre = theatres.get_mut(theatre).context("a party is of no theatre")?;
            theatre.parties.push(party(side, nature, (from, to), names)?);
        }
        Ok(World {
            grammar: Grammar::parse(include_str!("../../generate/grammar.toml"))?,
            outlets: outlets()?,
            kinds: kinds()?,
            theatres: order.iter().filter_map(|id| theatres.remove(id)).collect(),
            nouns: nouns()?,
        })
    }

    pub(crate) fn theatre(&self, incident: &Incident) -> &Theatre {
        &self.theatres[incident.theatre]
    }

    pub(crate) fn party(&self, incident: &Incident, party: usize) -> &Party {
        &self.theatres[incident.theatre].parties[party]
    }

    /// One of the nouns that count this class.
    pub(crate) fn noun(&self, class: &str, rng: &mut Rng) -> Option<&Noun> {
        self.nouns.get(class).map(|nouns| rng.pick(nouns))
    }

    /// Lets something happen on a day; `None` where the drawn country has nobody for it in that year.
    pub(crate) fn happen(&self, number: u64, day: Date, rng: &mut Rng) -> Option<Incident> {
        let kind_at = self.draw_kind(rng);
        let kind = &self.kinds[kind_at];
        let theatre_at = rng.zipf(self.theatres.len(), 0.8);
        let theatre = &self.theatres[theatre_at];
        let state = theatre.one_of("state", day, rng)?;
        let group = theatre.one_of("group", day, rng)?;
        let mission = theatre.one_of("mission", day, rng);
        let by_group = kind.actor == "group" || kind.actor == "any" && rng.chance(0.55);
        let target = match kind.target.as_str() {
            "civilians" => None,
            "state" if rng.chance(0.15) => mission.or(Some(state)),
            "other" if by_group && rng.chance(0.3) => {
                theatre.one_of("group", day, rng).filter(|&other| other != group).or(Some(state))
            }
            _ if by_group => Some(state),
            _ => Some(group),
        };
        Some(Incident {
            number,
            kind: kind_at,
            theatre: theatre_at,
            place: rng.zipf(theatre.places.len(), 0.9),
            day,
            night: rng.chance(0.3),
            state,
            group,
            actor: if by_group { group } else { state },
            target,
            mission,
            observer: theatre.one_of("observer", day, rng),
            dead_are: match target.filter(|_| !kind.dead_are_civilians) {
                Some(party) => theatre.parties[party].fallen(),
                None => "civilians",
            },
            figures: figures(kind, rng),
        })
    }

    fn draw_kind(&self, rng: &mut Rng) -> usize {
        let mut rest = rng.below(self.kinds.iter().map(|k| k.weight).sum());
        for (at, kind) in self.kinds.iter().enumerate() {
            match rest.checked_sub(kind.weight) {
                Some(left) => rest = left,
                None => return at,
            }
        }
        0
    }
}

impl Theatre {
    /// A party of a side that acts in the year of this day, the first of the table most often.
    fn one_of(&self, side: &str, day: Date, rng: &mut Rng) -> Option<usize> {
        let acts = |p: &Party| p.side == side && (p.years.0..=p.years.1).contains(&day.year());
        let active: Vec<usize> = (0..self.parties.len()).filter(|&at| acts(&self.parties[at])).collect();
        active.get(rng.zipf(active.len(), 0.7)).copied()
    }
}

impl Party {
    /// The class of nouns that count its dead.
    pub(crate) fn fallen(&self) -> &'static str {
        match self.nature.as_str() {
            "army" => "soldiers",
            "mission" => "peacekeepers",
            "jihadists" => "jihadists",
            "rebels" => "rebels",
            "militia" => "militia",
            "paramilitaries" => "paramilitaries",
            _ => "fighters",
        }
    }
}

fn figures(kind: &Kind, rng: &mut Rng) -> Figures {
    let dead = skewed(kind.toll, rng);
    let some = |p: f64, range: (u64, u64), rng: &mut Rng| if rng.chance(p) { skewed(range, rng) } else { 0 };
    Figures {
        dead,
        wounded: if dead > 0 { some(0.8, (1, 2 * dead + 3), rng) } else { some(0.3, (1, 12), rng) },
        dead_actor: if dead > 0 && !kind.dead_are_civilians && kind.actor != "state" {
            some(0.6, (1, 40), rng)
        } else {
            0
        },
        captives: skewed((2, 60), rng),
        arrested: skewed((2, 80), rng),
        crowd: skewed((2, 80), rng) * 100,
        displaced: skewed((2, 200), rng) * 100,
        houses: skewed((4, 150), rng),
    }
}

/// Small numbers more often than large ones: even on the scale of logarithms.
fn skewed((low, high): (u64, u64), rng: &mut Rng) -> u64 {
    if high == 0 {
        return 0;
    }
    let (low, high) = (libm::log(low.max(1) as f64), libm::log(high as f64 + 1.0));
    libm::exp(low + rng.unit() * (high - low)) as u64
}

/// The rows of a table, under its header and the comment before it.
fn rows<const N: usize>(table: &str) -> Result<Vec<[&str; N]>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            cells.try_into().map_err(|_| anyhow::anyhow!("not {N} columns: {line}"))
        })
        .collect()
}

fn party(side: &str, nature: &str, (from, to): (&str, &str), names: &str) -> Result<Party> {
    let name = |name: &str| {
        let (mark, name) = name.split_once(':')?;
        Some((Agreement::parse(mark)?, name.to_owned()))
    };
    Ok(Party {
        side: side.to_owned(),
        nature: nature.to_owned(),
        years: (year(from, i16::MIN)?, year(to, i16::MAX)?),
        names: names.split('|').map(name).collect::<Option<_>>().with_context(|| names.to_owned())?,
    })
}

fn year(cell: &str, open: i16) -> Result<i16> {
    Ok(if cell.is_empty() { open } else { cell.parse()? })
}

fn nouns() -> Result<BTreeMap<String, Vec<Noun>>> {
    let mut nouns: BTreeMap<String, Vec<Noun>> = BTreeMap::new();
    for [class, gender, singular, plural] in rows(include_str!("../../generate/nouns.tsv"))? {
        let feminine = gender == "f";
        let noun = Noun { feminine, singular: singular.to_owned(), plural: plural.to_owned() };
        nouns.entry(class.to_owned()).or_default().push(noun);
    }
    Ok(nouns)
}

fn outlets() -> Result<Vec<Outlet>> {
    let outlet = |[name, host, wire]: [&str; 3]| Outlet {
        name: name.to_owned(),
        host: host.to_owned(),
        wire: wire == "yes",
    };
    let outlets: Vec<Outlet> =
        rows(include_str!("../../generate/outlets.tsv"))?.into_iter().map(outlet).collect();
    if outlets.iter().all(|o| o.wire) || !outlets.iter().any(|o| o.wire) {
        bail!("there are to be agencies and other media");
    }
    Ok(outlets)
}

fn kinds() -> Result<Vec<Kind>> {
    let kind = |[name, event, weight, actor, target, dead, low, high]: [&str; 8]| {
        Ok(Kind {
            name: name.to_owned(),
            event: event.to_owned(),
            weight: weight.parse()?,
            actor: actor.to_owned(),
            target: target.to_owned(),
            dead_are_civilians: dead == "civilians",
            toll: (low.parse()?, high.parse()?),
        })
    };
    rows(include_str!("../../generate/kinds.tsv"))?.into_iter().map(kind).collect()
}
