//! The feed: day by day, what happens, who tells it, and who takes it over.

use std::collections::{BTreeMap, VecDeque};

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::echo::{self, EchoKind};
use super::random::Rng;
use super::telling::{Paragraphs, Telling, count_words};
use super::world::{Incident, Outlet, World};
use super::{Options, Origin, ReportJson, Truth};

/// The first day, and how many days the reports are spread over.
const BEGIN: Date = date(2015, 1, 1);
const DAYS: f64 = 3653.0;

/// Own tellings of an incident: at most so many, and how steeply larger numbers get rarer.
const TELLINGS: usize = 20;
const RARER: f64 = 1.3;

/// Days after the incident that it is told at most, and after a report that it is taken over.
const TOLD_FOR: u64 = 5;
const ECHOED_FOR: u64 = 3;

/// Echoes of one report: from one to so many.
const BURST: u64 = 5;

/// Reports with their truth, in the order of publication.
pub(crate) struct Feed {
    world: World,
    rng: Rng,
    options: Options,
    emitted: u64,
    incidents: u64,
    today: Date,
    /// Incidents that should have happened by today and have not.
    due: f64,
    open: BTreeMap<u64, Open>,
    planned: BTreeMap<Date, Vec<Job>>,
    /// What is still to be published today.
    queue: VecDeque<Job>,
}

/// An incident that is still being told, and its own tellings so far.
struct Open {
    incident: Incident,
    tellings: Vec<Told>,
    /// The day after which nobody tells it any more.
    until: Date,
}

struct Told {
    id: String,
    paragraphs: Paragraphs,
    words: usize,
    wire: Option<String>,
}

/// A report to be published.
enum Job {
    Own { incident: u64 },
    Echo { incident: u64, telling: usize },
}

impl Feed {
    /// A feed that has published nothing yet.
    pub(crate) fn new(options: Options) -> Result<Feed> {
        Ok(Feed {
            world: World::builtin()?,
            rng: Rng::new(options.seed),
            options: Options { echoes: options.echoes.clamp(0.0, 0.8), ..options },
            emitted: 0,
            incidents: 0,
            today: BEGIN,
            due: 0.0,
            open: BTreeMap::new(),
            planned: BTreeMap::new(),
            queue: VecDeque::new(),
        })
    }

    /// Lets today's incidents happen and puts today's reports in the queue.
    fn dawn(&mut self) {
        self.due += self.options.reports as f64 * (1.0 - self.options.echoes) / (DAYS * mean_tellings());
        while self.due > 0.0 {
            self.due -= 2.0 * self.rng.unit();
            self.incidents += 1;
            if let Some(incident) = self.world.happen(self.incidents, self.today, &mut self.rng) {
                self.plan_tellings(incident);
            }
        }
        let mut jobs = self.planned.remove(&self.today).unwrap_or_default();
        self.rng.shuffle(&mut jobs);
        self.queue.extend(jobs);
    }

    fn plan_tellings(&mut self, incident: Incident) {
        // Of a night nobody tells before it is over.
        let first = u64::from(incident.night);
        let number = incident.number;
        for _ in 0..=self.rng.zipf(TELLINGS, RARER) {
            let delay = first.max(self.rng.zipf(TOLD_FOR as usize + 1, 1.2) as u64);
            let day = later(self.today, delay);
            self.planned.entry(day).or_default().push(Job::Own { incident: number });
        }
        let until = later(self.today, TOLD_FOR + ECHOED_FOR);
        self.open.insert(number, Open { incident, tellings: Vec::new(), until });
    }

    /// Ends the day: what nobody tells any more is forgotten.
    fn dusk(&mut self) {
        let today = self.today;
        self.open.retain(|_, open| open.until > today);
        self.today = later(today, 1);
    }

    fn publish(&mut self, job: &Job) -> Option<(ReportJson, Truth)> {
        match *job {
            Job::Own { incident } => self.own(incident),
            Job::Echo { incident, telling } => self.echo(incident, telling),
        }
    }

    fn own(&mut self, number: u64) -> Option<(ReportJson, Truth)> {
        let (world, rng) = (&self.world, &mut self.rng);
        let open = self.open.get_mut(&number)?;
        let outlet = outlet(world, rng.chance(0.35), rng);
        let agency = if outlet.wire { outlet } else { self::outlet(world, true, rng) };
        let mut telling = Telling::new(world, &open.incident, self.today, &agency.name, rng);
        let title = telling.title(rng);
        // Between 125 and 330 words, short ones more often: below, a single sentence in common weighs too much.
        let length = 125 + rng.zipf(180, 0.5);
        let mut paragraphs = telling.text(length, rng);
        let wire = outlet.wire.then(|| outlet.name.clone());
        let credit = wire.as_deref().map(|agency| Credit::draw(agency, rng));
        let told = paragraphs.clone();
        if let Some(credit) = &credit {
            credit.put(&mut paragraphs, &world.theatre(&open.incident).capital);
        }
        let truth = Truth { wire: wire.clone(), ..truth(world, &open.incident, self.emitted) };
        let report = report(outlet, self.today, title, &paragraphs, &truth.id);
        let words = count_words(&report.text);
        open.tellings.push(Told { id: truth.id.clone(), paragraphs: told, words, wire });
        let telling = open.tellings.len() - 1;
        self.plan_echoes(number, telling);
        Some((report, truth))
    }

    /// Echoes come in bursts. A report has one with the chance that makes their share come out as asked for; where
    /// the chance alone would not do, bursts are longer.
    fn plan_echoes(&mut self, incident: u64, telling: usize) {
        let bursts = self.options.echoes / (1.0 - self.options.echoes) / ((1 + BURST) as f64 / 2.0);
        if !self.rng.chance(bursts) {
            return;
        }
        let burst = (self.rng.between(1, BURST) as f64 * bursts.max(1.0)).round() as u64;
        for _ in 0..burst {
            let delay = self.rng.zipf(ECHOED_FOR as usize + 1, 1.0) as u64;
            let job = Job::Echo { incident, telling };
            match delay {
                0 => self.queue.push_back(job),
                _ => self.planned.entry(later(self.today, delay)).or_default().push(job),
            }
        }
    }

    fn echo(&mut self, number: u64, telling: usize) -> Option<(ReportJson, Truth)> {
        let (world, rng) = (&self.world, &mut self.rng);
        let open = self.open.get(&number)?;
        let mut kind = *rng.pick(&EchoKind::ALL);
        let mut sources = vec![telling];
        if kind == EchoKind::Merged {
            match (0..open.tellings.len()).filter(|&other| other != telling).collect::<Vec<_>>().as_slice() {
                [] => kind = *rng.pick(&EchoKind::ALL[..4]),
                others => sources.push(*rng.pick(others)),
            }
        }
        let sources: Vec<&Told> = sources.iter().map(|&at| &open.tellings[at]).collect();
        let outlet = outlet(world, false, rng);
        let agency = sources[0].wire.as_deref().unwrap_or("AFP");
        let mut telling = Telling::new(world, &open.incident, self.today, agency, rng);
        let title = telling.title(rng);
        let own = telling.body(rng.between(20, 60) as usize, rng);
        let texts: Vec<&Paragraphs> = sources.iter().map(|told| &told.paragraphs).collect();
        let mut echo = echo::take_over(kind, &texts, own, rng);
        let wire = sources[0].wire.clone().filter(|_| rng.chance(0.8));
        if let Some(agency) = &wire {
            Credit::draw(agency, rng).put(&mut echo.paragraphs, &world.theatre(&open.incident).capital);
        }
        let truth = truth(world, &open.incident, self.emitted);
        let report = report(outlet, self.today, title, &echo.paragraphs, &truth.id);
        let words = count_words(&report.text);
        let share = |(told, taken): (&&Told, usize)| {
            // Three decimals: it is a measure, and reads better so.
            (taken as f64 / told.words.min(words) as f64 * 1000.0).round() / 1000.0
        };
        let truth = Truth {
            kind: Origin::Echo,
            echo_of: sources.iter().map(|told| told.id.clone()).collect(),
            echo_kind: Some(kind),
            shares: sources.iter().zip(echo.taken).map(share).collect(),
            wire,
            ..truth
        };
        Some((report, truth))
    }
}

impl Iterator for Feed {
    type Item = (ReportJson, Truth);

    fn next(&mut self) -> Option<(ReportJson, Truth)> {
        while self.emitted < self.options.reports {
            match self.queue.pop_front() {
                Some(job) => {
                    if let Some(published) = self.publish(&job) {
                        self.emitted += 1;
                        return Some(published);
                    }
                }
                None => {
                    if self.emitted > 0 || self.incidents > 0 {
                        self.dusk();
                    }
                    self.dawn();
                }
            }
        }
        None
    }
}

/// How a text names the agency that it is from.
enum Credit {
    /// "Bamako (AFP) - " before the first sentence.
    Dateline(String),
    /// "(AFP)" after the last.
    Closing(String),
    /// A line of its own: "Avec AFP".
    Line(String),
}

impl Credit {
    fn draw(agency: &str, rng: &mut Rng) -> Credit {
        match rng.below(3) {
            0 => Credit::Dateline(format!("({agency}) - ")),
            1 => Credit::Closing(format!("({agency})")),
            _ => Credit::Line(format!("{} {agency}", rng.pick(&["Avec", "Par", "Source :"]))),
        }
    }

    fn put(&self, paragraphs: &mut Paragraphs, capital: &str) {
        match self {
            Credit::Dateline(line) => {
                if let Some(first) = paragraphs.first_mut().and_then(|p| p.first_mut()) {
                    first.insert_str(0, &format!("{capital} {line}"));
                }
            }
            Credit::Closing(credit) => {
                if let Some(last) = paragraphs.last_mut() {
                    last.push(credit.clone());
                }
            }
            Credit::Line(line) => paragraphs.push(vec![line.clone()]),
        }
    }
}

fn outlet<'w>(world: &'w World, wire: bool, rng: &mut Rng) -> &'w Outlet {
    let of: Vec<&Outlet> = world.outlets.iter().filter(|o| o.wire == wire).collect();
    of[rng.zipf(of.len(), 0.7)]
}

fn truth(world: &World, incident: &Incident, emitted: u64) -> Truth {
    Truth {
        id: format!("g{:07}", emitted + 1),
        incident: format!("i{:07}", incident.number),
        day: incident.day.to_string(),
        place: world.theatre(incident).places[incident.place].name.clone(),
        event: world.kinds[incident.kind].event.clone(),
        kind: Origin::Own,
        echo_of: Vec::new(),
        echo_kind: None,
        shares: Vec::new(),
        wire: None,
    }
}

fn report(outlet: &Outlet, day: Date, title: String, paragraphs: &Paragraphs, id: &str) -> ReportJson {
    let paragraphs: Vec<String> = paragraphs.iter().map(|sentences| sentences.join(" ")).collect();
    ReportJson {
        id: id.to_owned(),
        outlet: outlet.name.clone(),
        url: format!("https://{}.example.org/{}/{id}", outlet.host, day.strftime("%Y/%m/%d")),
        published: day.to_string(),
        title,
        text: paragraphs.join("\n\n"),
    }
}

fn later(day: Date, days: u64) -> Date {
    day.saturating_add((days as i64).days())
}

/// How many own reports an incident has on average.
fn mean_tellings() -> f64 {
    let weights = (1..=TELLINGS).map(|k| (k as f64, libm::pow(k as f64, -RARER)));
    let (sum, total) =
        weights.fold((0.0, 0.0), |(sum, total), (k, weight)| (sum + k * weight, total + weight));
    sum / total
}
