//! One telling of an incident: which facts a report has, and the sentences that it makes of them.

use jiff::ToSpan;
use jiff::civil::Date;

use super::french::{self, Agreement, Noun, cardinal};
use super::grammar::{Fill, Slots};
use super::random::Rng;
use super::world::{Incident, Party, Place, World};

/// Sentences of a report by paragraph.
pub(crate) type Paragraphs = Vec<Vec<String>>;

/// Kinds of sentences, how many of each a long report may have, and in which order they come on the whole.
const BODY: [(&str, usize); 8] = [
    ("detail", 3),
    ("toll", 2),
    ("version", 3),
    ("witness", 2),
    ("follow", 3),
    ("reaction", 3),
    ("humanitarian", 3),
    ("background", 3),
];

/// How much oftener a party's first name is used than its second. Long names are rare so that they do not make
/// up what two reports of different events have in common.
const USUAL: f64 = 2.5;

/// The facts as one report has them: its day, its agency, its figures, and whether it vouches for them.
pub(crate) struct Telling<'w> {
    world: &'w World,
    incident: &'w Incident,
    published: Date,
    agency: &'w str,
    hedged: bool,
    /// The town that is named besides, and the kilometres between.
    other: &'w Place,
    dead: u64,
    /// What was told on an earlier day.
    dead_before: u64,
    used: Vec<(String, usize)>,
}

impl<'w> Telling<'w> {
    /// Draws how a report of this day tells the incident. Early tolls are too low, and later ones say so.
    pub(crate) fn new(
        world: &'w World,
        incident: &'w Incident,
        published: Date,
        agency: &'w str,
        rng: &mut Rng,
    ) -> Telling<'w> {
        let early = (published - incident.day).get_days() < 2;
        let known = |rng: &mut Rng, low: f64| {
            (incident.figures.dead as f64 * (low + rng.unit() * (1.0 - low))).ceil() as u64
        };
        let dead = if early { known(rng, 0.6) } else { known(rng, 0.95) };
        let places = &world.theatre(incident).places;
        Telling {
            world,
            incident,
            published,
            agency,
            hedged: rng.chance(0.15),
            other: &places
                [(incident.place + rng.between(1, places.len() as u64 - 1) as usize) % places.len()],
            dead,
            dead_before: if early { 0 } else { known(rng, 0.5).min(dead.saturating_sub(1)) },
            used: Vec::new(),
        }
    }

    /// A headline.
    pub(crate) fn title(&mut self, rng: &mut Rng) -> String {
        let title = self.sentence(&format!("title_{}", self.kind()), rng);
        title.unwrap_or_else(|| self.place().name.clone())
    }

    /// The text of a whole report of about so many words.
    pub(crate) fn text(&mut self, words: usize, rng: &mut Rng) -> Paragraphs {
        let rule = if self.incident.figures.dead > 0 { "lead" } else { "lead_plain" };
        let lead = self.sentence(rule, rng).unwrap_or_default();
        let mut body = self.body(words.saturating_sub(count_words(&lead)), rng);
        body.insert(0, lead);
        let mut paragraphs = Vec::new();
        while !body.is_empty() {
            let length = (rng.between(1, 3) as usize).min(body.len());
            paragraphs.push(body.drain(..length).collect());
        }
        paragraphs
    }

    /// Sentences after the lead, of about so many words: drawn from all kinds, then put roughly in the usual order.
    pub(crate) fn body(&mut self, words: usize, rng: &mut Rng) -> Vec<String> {
        let mut kinds: Vec<usize> =
            (0..BODY.len()).flat_map(|rank| std::iter::repeat_n(rank, BODY[rank].1)).collect();
        rng.shuffle(&mut kinds);
        let mut placed: Vec<(f64, String)> = Vec::new();
        let mut length = 0;
        for rank in kinds {
            if length >= words {
                break;
            }
            let rule = match BODY[rank].0 {
                "detail" => format!("detail_{}", self.kind()),
                "toll" if self.dead == 0 => continue,
                other => other.to_owned(),
            };
            if let Some(sentence) = self.sentence(&rule, rng) {
                length += count_words(&sentence);
                placed.push((rank as f64 + 4.0 * rng.unit(), sentence));
            }
        }
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        placed.into_iter().map(|(_, sentence)| sentence).collect()
    }

    fn sentence(&mut self, rule: &str, rng: &mut Rng) -> Option<String> {
        let mut used = std::mem::take(&mut self.used);
        let raw = self.world.grammar.expand(rule, self, rng, &mut used);
        self.used = used;
        raw.map(|raw| french::sentence(&raw))
    }

    fn kind(&self) -> &'w str {
        &self.world.kinds[self.incident.kind].name
    }

    fn place(&self) -> &'w Place {
        &self.world.theatre(self.incident).places[self.incident.place]
    }

    fn party(&self, at: usize) -> &'w Party {
        self.world.party(self.incident, at)
    }

    /// Days since the incident; weekdays are named for six at most.
    fn days_since(&self) -> i32 {
        (self.published - self.incident.day).get_days()
    }
}

impl Slots for Telling<'_> {
    fn fill(&self, name: &str, rng: &mut Rng) -> Option<Fill<'_>> {
        self.where_and_when(name, rng).or_else(|| self.who(name, rng)).or_else(|| self.how_many(name, rng))
    }
}

impl<'w> Telling<'w> {
    fn where_and_when(&self, name: &str, rng: &mut Rng) -> Option<Fill<'w>> {
        let (place, theatre) = (self.place(), self.world.theatre(self.incident));
        let day = self.incident.day;
        let by_weekday = self.days_since() < 7;
        let before = self.published.saturating_sub((rng.between(40, 240) as i32).days());
        let some = |low: u64, high: u64, unit: &str, rng: &mut Rng| {
            format!("{} {unit}", cardinal(rng.between(low, high), unit.starts_with("heure")))
        };
        let words: String = match name {
            "place" => place.name.clone(),
            "region" => place.region.clone(),
            "area" => french::with_article(&place.area),
            "place2" => self.other.name.clone(),
            "km" => rng.between(4, 90).to_string(),
            "country" => theatre.country.clone(),
            "Where" => bare(&theatre.country).to_owned(),
            "in_country" => theatre.in_country.clone(),
            "capital" => theatre.capital.clone(),
            "masculine" => theatre.masculine.clone(),
            "masculine_pl" => plural(&theatre.masculine),
            "feminine" => theatre.feminine.clone(),
            "weekday" if by_weekday => french::weekday(day).to_owned(),
            "weekday_next" if by_weekday && self.incident.night => {
                french::weekday(day.saturating_add(1.day())).to_owned()
            }
            // Guards: they say nothing, and hold only by day.
            "by_day" if !self.incident.night => String::new(),
            "daynum" => french::day_of_month(day),
            "month" => french::month(day).to_owned(),
            "pub_weekday" => french::weekday(self.published).to_owned(),
            "month_before" => french::month(before).to_owned(),
            "year_before" => (self.published.year() - rng.between(1, 3) as i16).to_string(),
            "since" => (self.published.year() - rng.between(2, 8) as i16).to_string(),
            "weeks" => some(2, 9, "semaines", rng),
            "years" => some(3, 12, "ans", rng),
            "days" => some(3, 15, "jours", rng),
            "hours" => some(2, 9, "heures", rng),
            "hour" => format!("{}h{}", rng.between(4, 22), rng.pick(&["", "", "15", "30", "45"])),
            _ => return None,
        };
        Some(Fill::Words(words.into(), None))
    }

    fn who(&self, name: &str, rng: &mut Rng) -> Option<Fill<'w>> {
        let incident = self.incident;
        let (base, wanted) = ["_again", "_says"]
            .iter()
            .find_map(|ending| Some((name.strip_suffix(ending)?, *ending)))
            .unwrap_or((name, ""));
        let party = match base {
            "state" => incident.state,
            "group" => incident.group,
            "actor" => incident.actor,
            "target" => match incident.target {
                Some(party) => party,
                None => return Some(Fill::Rule("civilians".into())),
            },
            "mission" => incident.mission?,
            "observer" => incident.observer?,
            "clause" | "noun" => return Some(Fill::Rule(format!("{base}_{}", self.kind()).into())),
            "have" | "be" | "have_singular" | "have_plural" | "be_singular" | "are_singular"
            | "are_plural" | "are_agree" => {
                let mood = if self.hedged { "hedged" } else { "fact" };
                return Some(Fill::Rule(format!("{base}_{mood}").into()));
            }
            "agency" => return Some(Fill::Words(with_article(self.agency).into(), None)),
            _ => return None,
        };
        // The rules for spokesmen name the incident's state and its first group.
        let speaks_for_itself = wanted == "_says"
            && ![incident.state, incident.group].contains(&party)
            && Some(party) != incident.mission;
        match wanted {
            "_again" => Some(Fill::Rule(format!("again_{}", self.party(party).nature).into())),
            "_says" if !speaks_for_itself => {
                Some(Fill::Rule(format!("speaker_{}", self.party(party).nature).into()))
            }
            _ => {
                let names = &self.party(party).names;
                let (agreement, words) = &names[rng.zipf(names.len(), USUAL)];
                Some(Fill::Words(words.as_str().into(), Some(*agreement)))
            }
        }
    }

    fn how_many(&self, name: &str, rng: &mut Rng) -> Option<Fill<'w>> {
        let (figures, dead) = (&self.incident.figures, self.dead);
        let (n, class) = match name {
            "dead" => (dead, self.incident.dead_are),
            "dead_low" if dead > 3 => (dead.div_ceil(rng.between(2, 4)), self.incident.dead_are),
            "dead_claim" if dead > 0 => (dead + dead * rng.between(5, 20) / 10 + 1, self.incident.dead_are),
            "dead_actor" => (figures.dead_actor, self.fallen_of_actor()),
            "dead_past" => (rng.between(3, 60), "civilians"),
            "dead_toll" => (dead, "deaths"),
            "dead_before" => (self.dead_before, "deaths"),
            "wounded" => (figures.wounded, "wounded"),
            "wounded_many" if figures.wounded > 4 => (figures.wounded, "wounded"),
            "wounded_toll" => (figures.wounded, "injuries"),
            "abducted" => (figures.captives, "captives"),
            "arrested" => (figures.arrested, "suspects"),
            "crowd" => (figures.crowd, "crowd"),
            "displaced" => (figures.displaced, "displaced"),
            "houses" => (figures.houses, "houses"),
            "vehicles" => (rng.between(1, 9), "vehicles"),
            "cattle" => (rng.between(10, 300), "cattle"),
            "killed_total" => {
                let total = cardinal(rng.between(2, 90) * 100, false);
                return Some(Fill::Words(total.into(), None));
            }
            _ => return None,
        };
        if n == 0 {
            return None;
        }
        let noun: &Noun = self.world.noun(class, rng)?;
        let (words, agreement): (String, Agreement) = french::counted(n, noun, rng);
        Some(Fill::Words(words.into(), Some(agreement)))
    }

    fn fallen_of_actor(&self) -> &'static str {
        self.party(self.incident.actor).fallen()
    }
}

/// How many words a text has: runs of letters and digits.
pub(crate) fn count_words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count()
}

/// "Mali" of "le Mali".
fn bare(country: &str) -> &str {
    ["le ", "la ", "l'"].iter().find_map(|article| country.strip_prefix(article)).unwrap_or(country)
}

fn plural(adjective: &str) -> String {
    if adjective.ends_with('s') { adjective.to_owned() } else { format!("{adjective}s") }
}

/// "l'AFP", but "Reuters".
fn with_article(agency: &str) -> String {
    if agency == "AFP" { "l'AFP".to_owned() } else { agency.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_slot_of_the_grammar_can_be_filled() {
        let (world, mut rng) = (World::builtin().unwrap(), Rng::new(3));
        let mut unfilled: BTreeSet<&str> = world.grammar.slots();
        for number in 0..600 {
            let day = Date::new(2015 + (number % 10) as i16, 3, 1).unwrap();
            let Some(incident) = world.happen(number, day, &mut rng) else { continue };
            let telling = Telling::new(&world, &incident, day.saturating_add(2.days()), "AFP", &mut rng);
            unfilled.retain(|name| match telling.fill(name, &mut rng) {
                Some(Fill::Rule(rule)) => {
                    assert!(world.grammar.has(&rule), "{name} asks for the rule {rule}");
                    false
                }
                Some(Fill::Words(..)) => false,
                None => true,
            });
        }
        assert_eq!(unfilled, BTreeSet::new());
    }

    #[test]
    fn every_kind_of_incident_has_its_rules() {
        let world = World::builtin().unwrap();
        for kind in &world.kinds {
            for part in ["clause", "noun", "title", "detail"] {
                assert!(world.grammar.has(&format!("{part}_{}", kind.name)), "{part} of {}", kind.name);
            }
        }
    }
}
