//! Decides what each mention means, and computes its point.

use std::collections::BTreeSet;

use selon_model::PlaceRef;
use selon_model::geo::Point;

use super::mention::{Candidate, Cue, PlaceContext, PlaceId, PlaceMention, ResolvedPlace, Step, What};
use super::scene::{Known, Scene};
use crate::lexicon::places::Gazetteer;
use crate::lexicon::places::keys::{consonant_key, phonetic_key, within_one_edit};
use crate::lexicon::places::tables::PlaceKind;
use crate::lexicon::places::words::Sense;
use crate::rule::Rule;
use crate::spelling::{ascii, ascii_words};

/// A mention's reading: the place, how sure it is, and the rule that found it.
#[derive(Clone, Copy, Debug)]
struct Reading {
    place: PlaceId,
    confidence: f32,
    rule: Rule,
}

impl Gazetteer {
    /// What the mentions mean; those that name no place are left out. `text` is the report's.
    pub(crate) fn resolve(
        &self,
        text: &str,
        mentions: &[PlaceMention],
        context: &PlaceContext,
    ) -> Vec<ResolvedPlace> {
        let mut scene = Scene::of(self, mentions, context);
        for mention in mentions.iter().filter(|m| m.is_name()) {
            let best = self.best(&scene, mention).filter(|r| r.confidence >= 0.75);
            if let Some(known) = best.map(|r| self.known(r.place)).filter(|k| k.kind != PlaceKind::Country) {
                scene.remember(known.point);
            }
        }
        let mut resolver = Resolver::new(self, text, &scene);
        mentions.iter().enumerate().filter_map(|(i, mention)| resolver.resolve(i, mention)).collect()
    }

    /// The best reading of a name, if it is good enough for a place.
    fn best(&self, scene: &Scene, mention: &PlaceMention) -> Option<Reading> {
        let rate = |c: &Candidate| {
            let near = scene.nearness(&self.known(c.place));
            (scene.score(self, mention, *c) + near, *c, near)
        };
        let mut scored: Vec<(f64, Candidate, f64)> = mention.candidates().iter().map(rate).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.place.cmp(&b.1.place)));
        let (score, best, near) = *scored.first()?;
        let known = self.known(best.place);
        if score - near < self.threshold(scene, mention, &known) {
            return None;
        }
        let far = |c: &Candidate| self.known(c.place).point.km_to(known.point) > 50.0;
        let second = scored[1..].iter().find(|(_, c, _)| far(c)).map_or(score - 3.0, |(s, ..)| *s);
        let sure = match mention.cue {
            Cue::Bare => 0.8,
            Cue::Complement => 0.85,
            _ => 0.95,
        };
        let margin = (score - second).clamp(0.0, 3.0);
        let confidence = sure * (1.0 - 0.5 * libm::exp(-1.2 * margin));
        Some(Reading { place: best.place, confidence: confidence as f32, rule: Rule::PlaceName })
    }

    /// The score under which a name is none of a place.
    fn threshold(&self, scene: &Scene, mention: &PlaceMention, known: &Known<'_>) -> f64 {
        let typed = mention.steps.iter().any(|s| matches!(s, Step::Type(_) | Step::Distance(_)));
        if mention.doubtful && !typed {
            return f64::INFINITY;
        }
        let coherent = scene.is_coherent(known);
        let wide = matches!(known.kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::Water);
        let division = known.kind == PlaceKind::Division && mention.is_division();
        let written = known.entry.is_some() && (wide || coherent || division);
        match mention.cue {
            _ if written => f64::NEG_INFINITY,
            Cue::Type | Cue::Preposition | Cue::Dateline if typed && coherent => 1.5,
            Cue::Type | Cue::Preposition | Cue::Dateline if typed => 5.4,
            Cue::Type | Cue::Preposition | Cue::Dateline => 3.2,
            Cue::Complement => 4.9,
            Cue::Bare => 5.3,
        }
    }
}

/// Kilometres from the places of a report within which a name of another country may be misspelt.
const ABROAD: f64 = 400.0;

/// Walks the mentions in order and remembers what "la ville" can mean.
struct Resolver<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a str,
    scene: &'a Scene,
    town: Option<PlaceId>,
    division: Option<PlaceId>,
    country: Option<PlaceId>,
    /// Folded names that were read as places, for misspellings of them.
    names: BTreeSet<(String, PlaceId)>,
    /// How many unknown names may still be compared with the main country's towns.
    guesses: u32,
}

impl<'a> Resolver<'a> {
    fn new(gazetteer: &'a Gazetteer, text: &'a str, scene: &'a Scene) -> Resolver<'a> {
        let country = scene.main.as_deref().and_then(|iso3| gazetteer.country_row(iso3));
        Resolver {
            gazetteer,
            text,
            scene,
            town: None,
            division: None,
            country,
            names: BTreeSet::new(),
            guesses: 64,
        }
    }

    fn resolve(&mut self, number: usize, mention: &PlaceMention) -> Option<ResolvedPlace> {
        let place = if let Some(end) = mention.until.as_deref() {
            self.between(mention, end)
        } else {
            let reading = self.read(mention);
            reading.map(|r| (self.place_ref(mention, r), r.rule)).or_else(|| self.unknown(mention))
        };
        let (place, rule) = place?;
        Some(ResolvedPlace { mention: number, place, cue: mention.cue, rule })
    }

    fn read(&mut self, mention: &PlaceMention) -> Option<Reading> {
        match &mention.what {
            What::Name(_) => {
                let reading = self.gazetteer.best(self.scene, mention)?;
                let town = self.town_in(mention, reading.place);
                self.remember(mention, reading.place);
                Some(town.unwrap_or(reading))
            }
            What::Again(sense) => self.again(*sense),
            What::Demonym(countries) => self.demonym(mention, countries),
            What::Unknown => {
                self.guesses = self.guesses.checked_sub(1)?;
                let reading = self.by_sound(mention).or_else(|| self.misspelt(mention))?;
                self.remember(mention, reading.place);
                Some(reading)
            }
        }
    }

    fn remember(&mut self, mention: &PlaceMention, place: PlaceId) {
        // "Juba dément": a capital that speaks is not where the story stands.
        let stands = mention.cue >= Cue::Type || self.town.is_none();
        match self.gazetteer.known(place).kind {
            PlaceKind::Town if stands => {
                self.town = Some(place);
                self.division = self.division_of(place).or(self.division);
            }
            PlaceKind::Division => self.division = Some(place),
            _ => {}
        }
        self.names.insert((ascii(mention.name.of_text(self.text)).into_owned(), place));
    }

    /// "cette ville du Darfour", "village de la commune de Sebba": the town named before, if it lies there.
    fn town_in(&self, mention: &PlaceMention, place: PlaceId) -> Option<Reading> {
        let known = self.gazetteer.known(place);
        let outer = mention.steps.last() == Some(&Step::Type(Sense::Town)) && !mention.plural;
        let wide = !matches!(known.kind, PlaceKind::Town | PlaceKind::Site);
        let town = self.town.filter(|_| outer && (wide || mention.steps.len() > 1))?;
        let named = self.gazetteer.known(town);
        let inside = known.country.is_none_or(|c| named.is_in(c))
            && (known.kind == PlaceKind::Country || named.point.km_to(known.point) < 400.0);
        inside.then_some(Reading { place: town, confidence: 0.6, rule: Rule::PlaceAgain })
    }

    fn again(&self, sense: Sense) -> Option<Reading> {
        let (place, confidence) = match sense {
            Sense::Town => (self.town, 0.6),
            Sense::Site => (self.town, 0.45),
            Sense::Division(_) => (self.division, 0.6),
            Sense::Direction(_) => (self.country, 0.45),
            _ => (self.country, 0.6),
        };
        let rule = if sense == Sense::Site { Rule::PlaceSite } else { Rule::PlaceAgain };
        place.map(|place| Reading { place, confidence, rule })
    }

    /// "la frontière turque", "le nord syrien".
    fn demonym(&self, mention: &PlaceMention, countries: &[String]) -> Option<Reading> {
        let main = self.scene.main.as_deref();
        let country = countries.iter().find(|c| main == Some(c)).or_else(|| countries.first())?;
        let place = self.gazetteer.country_row(country).filter(|_| self.tells_of_territory(mention))?;
        Some(Reading { place, confidence: 0.6, rule: Rule::PlaceDemonym })
    }

    /// Whether a demonym's phrase is a place: "le nord syrien", "villes syriennes", not "un lycée français".
    fn tells_of_territory(&self, mention: &PlaceMention) -> bool {
        let wide = mention.steps.iter().any(|step| {
            matches!(step, Step::Direction { .. } | Step::Type(Sense::Line | Sense::Water | Sense::Part))
        });
        !mention.doubtful
            && (wide || mention.plural || mention.span.of_text(self.text).contains("territoire"))
    }

    /// The division that holds a town.
    fn division_of(&self, town: PlaceId) -> Option<PlaceId> {
        let known = self.gazetteer.known(town);
        let rows = self.gazetteer.tables.find(&ascii(known.division)).iter().map(|r| PlaceId::Entry(*r));
        rows.filter(|_| !known.division.is_empty()).find(|r| {
            let division = self.gazetteer.known(*r);
            division.kind == PlaceKind::Division
                && division.country == known.country
                && division.name == known.division
        })
    }

    /// A name of the report's main countries in another transliteration.
    fn by_sound(&self, mention: &PlaceMention) -> Option<Reading> {
        let heard = phonetic_key(&ascii_words(mention.name.of_text(self.text)));
        let consonants = consonant_key(&heard);
        if consonants.len() < 3 {
            return None;
        }
        let mut best: Option<(usize, f64, PlaceId)> = None;
        for country in self.scene.main_countries() {
            for posting in self.gazetteer.index.sounding(country, &consonants) {
                let town = self.gazetteer.index.town(posting.town);
                let apart = vowels_apart(&heard, &phonetic_key(&ascii_words(town.name)));
                let allowed = 1 + usize::from(consonants.len() > 3);
                let point = Point { lat: town.lat, lon: town.lon };
                let home = self.scene.main.as_deref() == Some(country);
                // A town of another country sounds alike by chance unless it lies where the report plays.
                let there = home || self.scene.anchors.iter().any(|a| a.km_to(point) < ABROAD);
                let better = there && best.is_none_or(|(a, p, _)| (apart, -town.population) < (a, -p));
                if apart <= allowed && better {
                    best = Some((apart, town.population, PlaceId::Town(posting.town)));
                }
            }
        }
        let (apart, _, place) = best?;
        let confidence = 0.75 - 0.1 * apart as f32;
        Some(Reading { place, confidence, rule: Rule::PlaceSound })
    }

    /// One letter away from a place of the report, or from a town of its main country.
    fn misspelt(&self, mention: &PlaceMention) -> Option<Reading> {
        let key = ascii(mention.name.of_text(self.text));
        if key.len() < 4 {
            return None;
        }
        let named = self.names.iter().find(|(name, _)| within_one_edit(&key, name)).map(|(_, place)| *place);
        let place = named.or_else(|| self.misspelt_town(&key))?;
        let confidence = if named.is_some() { 0.6 } else { 0.45 };
        Some(Reading { place: self.division_if_typed(mention, place), confidence, rule: Rule::PlaceMisspelt })
    }

    fn misspelt_town(&self, key: &str) -> Option<PlaceId> {
        let country = self.scene.main.as_deref().filter(|_| key.len() >= 5)?;
        let towns = self.gazetteer.index.towns_of(country);
        let near = |number: &u32| {
            let town = self.gazetteer.index.town(*number);
            town.population >= 20_000.0 && within_one_edit(key, &ascii(town.name))
        };
        let mut found = towns.filter(near);
        let first = found.next()?;
        found.next().is_none().then_some(PlaceId::Town(first))
    }

    /// The division of the same name as a town, behind a word for divisions.
    fn division_if_typed(&self, mention: &PlaceMention, place: PlaceId) -> PlaceId {
        let known = self.gazetteer.known(place);
        let row = || {
            let rows = self.gazetteer.tables.find(&ascii(known.name)).iter();
            rows.map(|r| PlaceId::Entry(*r)).find(|r| {
                let division = self.gazetteer.known(*r);
                division.kind == PlaceKind::Division && division.country == known.country
            })
        };
        if mention.is_division() { row().unwrap_or(place) } else { place }
    }

    fn between(&mut self, mention: &PlaceMention, end: &PlaceMention) -> Option<(PlaceRef, Rule)> {
        let (from, to) = (self.read(mention)?, self.read(end)?);
        let (a, b) = (self.gazetteer.known(from.place), self.gazetteer.known(to.place));
        let countries = a.kind == PlaceKind::Country && b.kind == PlaceKind::Country;
        if countries && !mention.border {
            return None;
        }
        let point = a.point.middle(b.point);
        let country = a.country.filter(|c| b.is_in(c));
        let mut name = if countries {
            format!("{}–{} border", a.name, b.name)
        } else {
            format!("between {} and {}", a.name, b.name)
        };
        if let Some(row) = country.and_then(|c| self.gazetteer.tables.country(c)) {
            name = format!("{name}, {}", row.name);
        }
        let place = PlaceRef {
            span: mention.span,
            name,
            geonames: None,
            country: country.map(str::to_owned),
            lat: Some(point.lat),
            lon: Some(point.lon),
            precision: 5,
            confidence: from.confidence.min(to.confidence),
        };
        Some((place, Rule::PlaceBetween))
    }

    /// A name that no gazetteer has, behind a word that says it is a place.
    fn unknown(&self, mention: &PlaceMention) -> Option<(PlaceRef, Rule)> {
        let typed = mention.steps.iter().any(|s| matches!(s, Step::Type(t) if !matches!(t, Sense::Near)));
        let person = !typed && mention.name.of_text(self.text).contains(' ');
        if mention.what != What::Unknown || mention.doubtful || person {
            return None;
        }
        let country = self.scene.main.clone();
        let name = mention.name.of_text(self.text).to_owned();
        let place = PlaceRef {
            span: mention.span,
            name: match country.as_deref().and_then(|c| self.gazetteer.tables.country(c)) {
                Some(row) => format!("{name}, {}", row.name),
                None => name,
            },
            geonames: None,
            country,
            lat: None,
            lon: None,
            precision: mention.steps.first().map_or(1, |step| self.precision_of_unknown(*step)),
            confidence: if typed { 0.4 } else { 0.2 },
        };
        Some((place, Rule::PlaceUnknown))
    }

    fn precision_of_unknown(&self, step: Step) -> u8 {
        match step {
            Step::Type(Sense::Division(p)) => p,
            Step::Type(Sense::Nature | Sense::Line) => 5,
            Step::Type(Sense::Water) => 7,
            Step::Type(Sense::Town | Sense::Site | Sense::Venue) => 1,
            _ => 2,
        }
    }

    fn place_ref(&self, mention: &PlaceMention, reading: Reading) -> PlaceRef {
        let known = self.gazetteer.with_town(self.gazetteer.known(reading.place));
        let mut spot = Spot { point: known.point, precision: known.precision, prefix: None };
        let steps: &[Step] =
            if reading.rule == Rule::PlaceAgain && mention.is_name() { &[] } else { &mention.steps };
        for step in steps {
            self.apply(*step, &known, &mut spot);
        }
        let mut name = self.full_name(&known);
        if let Some(other) = self.other_side(mention, &known) {
            name = format!("{}–{} border", other.name, known.name);
            spot.point = other.point.middle(known.point);
        }
        PlaceRef {
            span: mention.span,
            name: spot.prefix.map_or_else(|| name.clone(), |prefix| format!("{prefix} {name}")),
            geonames: known.geonames,
            country: known
                .entry
                .map_or(known.country, |e| {
                    e.countries.first().map(String::as_str).filter(|_| e.countries.len() == 1)
                })
                .map(str::to_owned),
            lat: Some(spot.point.lat),
            lon: Some(spot.point.lon),
            precision: spot.precision,
            confidence: reading.confidence,
        }
    }

    /// "la frontière turque" in a report about Syria: Syria.
    fn other_side(&self, mention: &PlaceMention, known: &Known<'_>) -> Option<Known<'_>> {
        let border = known.kind == PlaceKind::Country && mention.has_line();
        let main = self.scene.main.as_deref().filter(|m| border && !known.is_in(m))?;
        let other = self.gazetteer.known(self.gazetteer.country_row(main)?);
        let neighbours =
            other.entry.is_some_and(|e| known.country.is_some_and(|c| e.neighbours.iter().any(|n| n == c)));
        neighbours.then_some(other)
    }

    /// "Palma, Cabo Delgado, Mozambique".
    fn full_name(&self, known: &Known<'_>) -> String {
        let country = known.country.and_then(|c| self.gazetteer.tables.country(c));
        let several = known.entry.is_some_and(|e| e.countries.len() > 1);
        let country = country.map(|e| e.name.as_str()).filter(|c| *c != known.name && !several);
        let parts = [Some(known.name), Some(known.division).filter(|d| !d.is_empty()), country];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn apply(&self, step: Step, known: &Known<'_>, spot: &mut Spot) {
        let town = matches!(known.kind, PlaceKind::Town | PlaceKind::Site);
        match step {
            Step::Type(Sense::Division(p)) if town => spot.precision = p,
            Step::Type(Sense::Part | Sense::Near) | Step::Type(Sense::Nature) if town => {
                spot.precision = spot.precision.max(2)
            }
            Step::Type(Sense::Near) => spot.precision = 5,
            Step::Type(Sense::Part) if known.kind == PlaceKind::Country => spot.precision = 5,
            Step::Type(Sense::Line) => spot.precision = 5,
            Step::Type(Sense::Water) => spot.precision = 7,
            Step::Distance(km) => {
                spot.point = spot.bearing_point(known.point, km);
                spot.precision = 2;
            }
            Step::Direction { bearing, outside } if town => {
                if let Some(bearing) = bearing.filter(|_| outside) {
                    spot.point = known.point.towards(bearing, 10.0);
                }
                spot.precision = spot.precision.max(2);
            }
            Step::Direction { bearing, .. } => {
                spot.point = bearing.map_or(spot.point, |b| self.part_point(known, b));
                spot.precision = if known.kind == PlaceKind::Country { 5 } else { spot.precision.max(4) };
                spot.prefix = (known.kind == PlaceKind::Country).then(|| side(bearing));
            }
            Step::Type(_) => {}
        }
    }

    /// The middle of the side of a country or division that a bearing names: three fifths, or in a
    /// division two fifths, of the way from its middle to the farthest of its towns in that direction.
    fn part_point(&self, known: &Known<'_>, bearing: f64) -> Point {
        let index = &self.gazetteer.index;
        let towns = match (known.kind, known.country) {
            (PlaceKind::Country, Some(country)) => index.towns_of(country),
            (PlaceKind::Division, Some(country)) => index.towns_in(country, known.name),
            _ => 0..0,
        };
        let step = (towns.len() / 256).max(1);
        let reach = |number: u32| {
            let town = index.town(number);
            known.point.degrees_along(bearing, Point { lat: town.lat, lon: town.lon })
        };
        let farthest = towns.step_by(step).map(reach).fold(0.0, f64::max);
        let share = if known.kind == PlaceKind::Country { 0.6 } else { 0.4 };
        let degrees = if farthest > 0.0 { farthest * share } else { 0.3 };
        known.point.offset(bearing, degrees)
    }
}

/// Where a phrase points to, as its steps are applied.
struct Spot {
    point: Point,
    precision: u8,
    prefix: Option<&'static str>,
}

impl Spot {
    /// A distance follows its direction: the point found for "au nord de" gives the bearing.
    fn bearing_point(&self, from: Point, km: f64) -> Point {
        if self.point == from {
            return from;
        }
        from.towards(from.bearing_to(self.point), km)
    }
}

impl Scene {
    /// The main country and the one named next most often.
    fn main_countries(&self) -> impl Iterator<Item = &str> {
        let main = self.main.as_deref();
        let others = self.votes.iter().filter(move |(c, v)| Some(c.as_str()) != main && **v >= 2.0);
        let second = others.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0))).map(|(c, _)| c.as_str());
        main.into_iter().chain(second)
    }
}

impl Gazetteer {
    /// A village of the tables with GeoNames' id and point, where the index has it too.
    fn with_town<'a>(&'a self, known: Known<'a>) -> Known<'a> {
        if known.entry.is_none() || known.kind != PlaceKind::Town {
            return known;
        }
        let towns = self.index.find(&ascii(known.name)).into_iter().map(|p| self.index.town(p.town));
        let near = towns
            .filter(|t| known.is_in(t.country) && Point { lat: t.lat, lon: t.lon }.km_to(known.point) < 20.0);
        match near.max_by(|a, b| a.population.total_cmp(&b.population).then(b.id.cmp(&a.id))) {
            Some(town) => Known {
                geonames: Some(town.id),
                point: Point { lat: town.lat, lon: town.lon },
                division: if known.division.is_empty() { town.division } else { known.division },
                ..known
            },
            None => known,
        }
    }

    fn country_row(&self, iso3: &str) -> Option<PlaceId> {
        self.tables.country_row(iso3).map(PlaceId::Entry)
    }
}

/// How many vowels two names with the same consonants differ in.
fn vowels_apart(a: &str, b: &str) -> usize {
    let runs = |text: &str| {
        let mut runs = vec![String::new()];
        for c in text.chars() {
            match (c, runs.last_mut()) {
                ('a' | 'i' | 'u', Some(run)) => run.push(c),
                _ => runs.push(String::new()),
            }
        }
        runs
    };
    runs(a).iter().zip(runs(b).iter()).filter(|(x, y)| x != y).count()
}

fn side(bearing: Option<f64>) -> &'static str {
    const SIDES: [&str; 8] = [
        "northern",
        "northeastern",
        "eastern",
        "southeastern",
        "southern",
        "southwestern",
        "western",
        "northwestern",
    ];
    bearing.map_or("central", |b| SIDES[((b / 45.0).round() as usize) % 8])
}
