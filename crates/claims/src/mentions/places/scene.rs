//! What the whole report says about where it plays: its countries, and how well a reading fits them.

use std::collections::BTreeMap;

use selon_model::geo::Point;

use super::mention::{Candidate, Cue, PlaceContext, PlaceId, PlaceMention, Step, What};
use crate::lexicon::places::Gazetteer;
use crate::lexicon::places::tables::{PlaceEntry, PlaceKind};
use crate::lexicon::places::words::Sense;

/// A candidate with what the gazetteer knows of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) name: &'a str,
    pub(super) division: &'a str,
    /// First country that holds it.
    pub(super) country: Option<&'a str>,
    pub(super) kind: PlaceKind,
    pub(super) point: Point,
    pub(super) population: f64,
    pub(super) precision: u8,
    pub(super) geonames: Option<u32>,
    /// The row, for a place of the tables.
    pub(super) entry: Option<&'a PlaceEntry>,
}

impl Known<'_> {
    /// Whether a country holds the place, or a part of it.
    pub(super) fn is_in(&self, country: &str) -> bool {
        match self.entry {
            Some(entry) => entry.countries.iter().any(|c| c == country),
            None => self.country == Some(country),
        }
    }
}

impl Gazetteer {
    /// What is known of a candidate.
    pub(super) fn known(&self, place: PlaceId) -> Known<'_> {
        match place {
            PlaceId::Entry(number) => {
                let entry = &self.tables.entries[number as usize];
                Known {
                    name: &entry.name,
                    division: &entry.parent,
                    country: entry.countries.first().map(String::as_str),
                    kind: entry.kind,
                    point: Point { lat: entry.lat, lon: entry.lon },
                    population: 0.0,
                    precision: entry.precision,
                    geonames: None,
                    entry: Some(entry),
                }
            }
            PlaceId::Town(number) => {
                let town = self.index.town(number);
                Known {
                    name: town.name,
                    division: town.division,
                    country: Some(town.country),
                    kind: PlaceKind::Town,
                    point: Point { lat: town.lat, lon: town.lon },
                    population: town.population,
                    precision: 1,
                    geonames: Some(town.id),
                    entry: None,
                }
            }
        }
    }
}

/// The countries of a report with their votes, and places that are certain.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    pub(super) votes: BTreeMap<String, f64>,
    pub(super) main: Option<String>,
    pub(super) neighbours: Vec<String>,
    /// Points of places that are beyond doubt.
    pub(super) anchors: Vec<Point>,
}

/// At most so many places help to place the others.
const MOST_ANCHORS: usize = 48;

impl Scene {
    /// Counts the votes of all mentions.
    pub(super) fn of(gazetteer: &Gazetteer, mentions: &[PlaceMention], context: &PlaceContext) -> Scene {
        let mut scene = Scene::default();
        for (country, weight) in &context.hints {
            scene.vote(country, f64::from(*weight));
        }
        for mention in mentions.iter().flat_map(PlaceMention::with_end) {
            scene.count(gazetteer, mention);
        }
        let best =
            scene.votes.iter().fold(None, |best: Option<(&String, f64)>, (country, votes)| match best {
                Some((_, most)) if most >= *votes => best,
                _ => Some((country, *votes)),
            });
        scene.main = best.filter(|(_, votes)| *votes > 0.0).map(|(country, _)| country.clone());
        let entry = scene.main.as_deref().and_then(|country| gazetteer.tables.country(country));
        scene.neighbours = entry.map(|e| e.neighbours.clone()).unwrap_or_default();
        scene
    }

    fn vote(&mut self, country: &str, weight: f64) {
        *self.votes.entry(country.to_owned()).or_default() += weight;
    }

    fn count(&mut self, gazetteer: &Gazetteer, mention: &PlaceMention) {
        if let What::Demonym(countries) = &mention.what {
            for country in countries {
                self.vote(country, 0.6 / countries.len() as f64);
            }
            return;
        }
        let cue = match mention.cue {
            Cue::Bare => 0.6,
            Cue::Complement => 0.8,
            Cue::Type | Cue::Preposition => 1.0,
            Cue::Dateline => 1.2,
        };
        let typed = mention.steps.iter().any(|s| matches!(s, Step::Type(_)));
        if mention.doubtful && !typed {
            return;
        }
        let known: Vec<Known<'_>> = mention.candidates().iter().map(|c| gazetteer.known(c.place)).collect();
        let written = known.iter().filter(|k| k.entry.is_some());
        let weight = written.map(|k| weight_of(k.kind)).fold(0.0, f64::max);
        let biggest = known.iter().max_by(|a, b| a.population.total_cmp(&b.population));
        if weight > 0.0 {
            let countries =
                countries(known.iter().filter(|k| k.entry.is_some() && weight_of(k.kind) >= weight));
            for country in &countries {
                self.vote(country, cue * weight / countries.len() as f64);
            }
        } else if let Some(big) = biggest.filter(|k| k.population >= 100_000.0) {
            self.vote(big.country.unwrap_or(""), cue);
        } else {
            let countries = countries(known.iter());
            if countries.len() <= 4 {
                for country in &countries {
                    self.vote(country, 0.5 * cue / countries.len() as f64);
                }
            }
        }
    }

    /// How well a reading of a mention fits: its own weight, the type words before it and the report's countries.
    pub(super) fn score(&self, gazetteer: &Gazetteer, mention: &PlaceMention, candidate: Candidate) -> f64 {
        let known = gazetteer.known(candidate.place);
        let steps = &mention.steps;
        let kind = steps.iter().find_map(|s| if let Step::Type(sense) = s { Some(*sense) } else { None });
        let mut score =
            f64::from(candidate.fit) + own_weight(&known) + kind_fit(kind, &known) + self.country_fit(&known);
        if mention.container.iter().any(|c| holds(&gazetteer.known(c.place), &known)) {
            score += 5.0;
        }
        score
    }

    /// What a town gains over its homonyms for lying near places that are beyond doubt.
    pub(super) fn nearness(&self, known: &Known<'_>) -> f64 {
        let near = known.kind == PlaceKind::Town && self.anchors.iter().any(|a| a.km_to(known.point) < 150.0);
        if near { 1.0 } else { 0.0 }
    }

    /// The report's main country, the others that it names, and the neighbours.
    fn country_fit(&self, known: &Known<'_>) -> f64 {
        if known.kind == PlaceKind::Country {
            return if self.main.as_deref().is_some_and(|m| known.is_in(m)) { 1.0 } else { 0.0 };
        }
        if self.main.as_deref().is_some_and(|m| known.is_in(m)) {
            return 3.0;
        }
        let most = self.main.as_ref().and_then(|m| self.votes.get(m)).copied().unwrap_or(1.0).max(0.1);
        let votes = self.votes.iter().filter(|(c, _)| known.is_in(c)).map(|(_, v)| *v).fold(0.0, f64::max);
        let named = if votes >= 1.0 { 1.0 + (votes / most).min(1.0) } else { 0.0 };
        let near = if self.neighbours.iter().any(|n| known.is_in(n)) { 0.6 } else { 0.0 };
        named + near
    }

    /// Whether the place lies in the main country, next to it, or in another that the report speaks of.
    pub(super) fn is_coherent(&self, known: &Known<'_>) -> bool {
        let main = self.main.as_deref().is_none_or(|m| known.is_in(m));
        let near = self.neighbours.iter().any(|n| known.is_in(n));
        main || near || self.votes.iter().any(|(country, votes)| *votes >= 2.0 && known.is_in(country))
    }

    /// Remembers a place that is beyond doubt.
    pub(super) fn remember(&mut self, point: Point) {
        if self.anchors.len() < MOST_ANCHORS && !self.anchors.contains(&point) {
            self.anchors.push(point);
        }
    }
}

fn countries<'a>(known: impl Iterator<Item = &'a Known<'a>>) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for k in known {
        let held = k.entry.map_or_else(
            || k.country.into_iter().collect(),
            |e| e.countries.iter().map(String::as_str).collect::<Vec<_>>(),
        );
        out.extend(held);
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn weight_of(kind: PlaceKind) -> f64 {
    match kind {
        PlaceKind::Country => 2.2,
        PlaceKind::Division | PlaceKind::Region | PlaceKind::Site => 1.8,
        PlaceKind::Town => 1.5,
        PlaceKind::Water => 0.5,
    }
}

fn own_weight(known: &Known<'_>) -> f64 {
    if known.entry.is_none() {
        let big = if known.population >= 300_000.0 {
            1.6
        } else if known.population >= 100_000.0 {
            1.0
        } else {
            0.0
        };
        return libm::log1p(known.population) / 16.0 * 3.0 + big;
    }
    match known.kind {
        PlaceKind::Country => 9.0,
        PlaceKind::Division if known.precision == 3 => 1.0,
        PlaceKind::Division => 1.4,
        PlaceKind::Region => 4.5,
        PlaceKind::Town => 2.0,
        PlaceKind::Site => 1.8,
        PlaceKind::Water => 4.5,
    }
}

/// How a type word fits a kind of place.
fn kind_fit(sense: Option<Sense>, known: &Known<'_>) -> f64 {
    match (sense, known.kind) {
        (Some(Sense::Division(p)), PlaceKind::Division) => {
            if p == known.precision {
                4.5
            } else {
                3.5
            }
        }
        (Some(Sense::Division(_)), PlaceKind::Region) => 1.0,
        (Some(Sense::Division(_)), PlaceKind::Country) => -4.0,
        (Some(Sense::Town), PlaceKind::Town) => 3.0,
        (Some(Sense::Town | Sense::Part), PlaceKind::Division) => -1.0,
        (Some(Sense::Part), PlaceKind::Site) => 3.0,
        (Some(Sense::Part), PlaceKind::Town) => 1.0,
        (Some(Sense::Site | Sense::Venue), PlaceKind::Site) => 3.0,
        (Some(Sense::Site | Sense::Venue), PlaceKind::Town) => 1.5,
        (Some(Sense::Nature), PlaceKind::Region | PlaceKind::Water) => 3.0,
        (Some(Sense::Water), PlaceKind::Water) => 3.0,
        (
            Some(Sense::Town | Sense::Part | Sense::Site | Sense::Venue | Sense::Nature),
            PlaceKind::Country,
        ) => -1.0,
        _ => 0.0,
    }
}

/// Whether the place in the brackets holds the one before them, or is another name of it.
fn holds(container: &Known<'_>, known: &Known<'_>) -> bool {
    match container.kind {
        PlaceKind::Country => container.country.is_some_and(|c| known.is_in(c)),
        PlaceKind::Division => container.name == known.division && container.country == known.country,
        _ => container.point.km_to(known.point) < 80.0,
    }
}
