use std::collections::BTreeSet;

use selon_model::{Claim, Date, Factuality, Report};
use serde::{Deserialize, Serialize};

use super::family::Family;
use super::site::Site;
use crate::hash::hash;
use crate::words::words;

/// Days since 1970-01-01.
pub(crate) type Day = i32;

/// The claims of one report that tell one event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReportEvent {
    /// Indexes of its claims, in order.
    pub(crate) claims: Vec<usize>,
    /// How the report tells it.
    pub(crate) stance: Stance,
    pub(crate) traits: Traits,
}

/// How a report tells an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    /// It is what the report is about, or among it.
    Lead,
    /// Told beside it.
    Beside,
    /// Recalled from the past.
    Recalled,
}

impl Stance {
    /// As stored in `telling.lead`.
    pub(crate) const fn number(self) -> i64 {
        match self {
            Stance::Lead => 1,
            Stance::Beside => 0,
            Stance::Recalled => -1,
        }
    }
}

/// What tellings are compared by. All of it is the report's own; nothing depends on other reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Traits {
    pub(crate) family: Family,
    /// Types of events, written, sorted.
    pub(crate) types: BTreeSet<String>,
    /// The most precise first; those a class vaguer than the first are left out.
    pub(crate) sites: Vec<Site>,
    /// First and last day, where the report tells them within a month.
    pub(crate) period: Option<(Day, Day)>,
    /// Days of publication that the report allows.
    pub(crate) published: Option<(Day, Day)>,
    /// Parties of both sides.
    pub(crate) parties: BTreeSet<String>,
    /// What is counted and the lower bound, where it is three or more.
    pub(crate) figures: BTreeSet<(String, u64)>,
    /// Hashes of the words of its sentences: what is told in the same words is the same event.
    pub(crate) sentences: BTreeSet<i64>,
}

impl Traits {
    /// First and last day on which it can have happened: the period told, else the week before publication.
    pub(crate) fn days(&self) -> Option<(Day, Day)> {
        self.period.or(self.published.map(|(from, to)| (from - WEEK, to)))
    }

    /// Class of the place: 0 a town or near it, 1 a district or a province, 2 vaguer or none.
    pub(crate) fn vagueness(&self) -> u8 {
        match self.sites.first().map(|site| site.precision) {
            Some(..=2) => 0,
            Some(..=4) => 1,
            _ => 2,
        }
    }

    /// Countries that it can have happened in: those of its places, else those of its parties.
    pub(crate) fn countries(&self) -> BTreeSet<&str> {
        let sites: BTreeSet<&str> = self.sites.iter().filter_map(|site| site.country.as_deref()).collect();
        if !sites.is_empty() {
            return sites;
        }
        self.parties.iter().filter_map(|party| party.split_once('/').map(|(country, _)| country)).collect()
    }
}

const WEEK: Day = 7;
/// An event that ended longer before publication is recalled, not reported.
const FRESH: Day = 14;
/// What the past weighs beside news.
const PAST: f64 = 0.3;
/// An event that takes this share of the room of the main one is news as well: a report may tell several.
const NEWS: f64 = 0.5;
/// Days that a report may be off when it tells one event twice.
const SLACK: Day = 1;
/// Longer periods say when a state of things lasted, not when an event happened.
const LONGEST: Day = 31;
/// Smaller figures agree by chance.
const TELLING_FIGURE: u64 = 3;

/// The tellings of a report, in the order of their first claims. At least one of them leads where there is any.
pub(crate) fn tellings(report: &Report) -> Vec<ReportEvent> {
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let published = published(report);
    for (index, claim) in report.claims.iter().enumerate() {
        let lasting = lasts(claim, published);
        let site = claim.place.as_ref().map(Site::of);
        let period = period(claim);
        let best = drafts
            .iter()
            .enumerate()
            .filter_map(|(at, draft)| {
                let fit = draft.fit(claim, site.as_ref(), period).filter(|_| draft.lasting == lasting)?;
                // The event that was told of last goes on, other things being equal.
                Some((fit + if at + 1 == drafts.len() { 0.5 } else { 0.0 }, at))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let at = best.map_or(drafts.len(), |(_, at)| at);
        if at == drafts.len() {
            drafts.push(Draft::new(claim, lasting));
        }
        drafts[at].take(index, claim, site, period);
    }
    finished(report, drafts, published)
}

/// A telling that is being put together.
struct Draft<'r> {
    family: Family,
    /// It sums up months or years: no event of some day.
    lasting: bool,
    claims: Vec<(usize, &'r Claim)>,
    sites: Vec<Site>,
    /// Each with its precision.
    periods: Vec<(Day, Day, u8)>,
}

impl<'r> Draft<'r> {
    fn new(claim: &Claim, lasting: bool) -> Draft<'r> {
        Draft {
            family: Family::of(claim),
            lasting,
            claims: Vec::new(),
            sites: Vec::new(),
            periods: Vec::new(),
        }
    }

    /// How well a claim goes on telling this event; `None` where it tells another one.
    fn fit(&self, claim: &Claim, site: Option<&Site>, period: Option<(Day, Day, u8)>) -> Option<f64> {
        if self.family != Family::of(claim) {
            return None;
        }
        // Reading gives events of force the place where the story runs; where it found none, a place that comes later
        // is that of another event.
        if self.family == Family::Force && self.sites.is_empty() && site.is_some() {
            return None;
        }
        let mut fit = 0.0;
        if let Some(site) = site.filter(|_| !self.sites.is_empty()) {
            let near = self.sites.iter().map(|other| site.nearness(other)).fold(f64::MIN, f64::max);
            if near < 0.5 {
                return None;
            }
            fit += near;
        }
        if let Some((from, to, _)) = period.filter(|_| !self.periods.is_empty()) {
            let gap = self.periods.iter().map(|&(f, t, _)| gap((from, to), (f, t))).min()?;
            if gap > SLACK {
                return None;
            }
            fit += 1.0;
        }
        Some(fit)
    }

    fn take(&mut self, index: usize, claim: &'r Claim, site: Option<Site>, period: Option<(Day, Day, u8)>) {
        self.claims.push((index, claim));
        self.sites.extend(site);
        self.periods.extend(period);
    }
}

/// Days between two periods: zero or less where they overlap.
pub(crate) fn gap(a: (Day, Day), b: (Day, Day)) -> Day {
    (a.0 - b.1).max(b.0 - a.1)
}

fn finished(report: &Report, drafts: Vec<Draft<'_>>, published: Option<(Day, Day)>) -> Vec<ReportEvent> {
    let mut tellings = Vec::with_capacity(drafts.len());
    let mut weights = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let traits = traits(report, &draft, published);
        let past = traits.period.zip(published).is_some_and(|(told, published)| told.1 < published.0 - FRESH);
        let past = past || draft.lasting;
        weights.push(weight(report, &draft) * if past { PAST } else { 1.0 });
        let stance = if past { Stance::Recalled } else { Stance::Beside };
        let claims = draft.claims.iter().map(|(index, _)| *index).collect();
        tellings.push(ReportEvent { claims, stance, traits });
    }
    let heaviest = weights.iter().copied().fold(0.0, f64::max);
    for (telling, weight) in tellings.iter_mut().zip(weights) {
        // Even a report that only looks back has something that it is about.
        if weight == heaviest || telling.stance == Stance::Beside && weight >= heaviest * NEWS {
            telling.stance = Stance::Lead;
        }
    }
    tellings
}

fn traits(report: &Report, draft: &Draft<'_>, published: Option<(Day, Day)>) -> Traits {
    let claims = || draft.claims.iter().map(|(_, claim)| *claim);
    let mut sites = draft.sites.clone();
    sites.sort_by(|a, b| a.precision.cmp(&b.precision).then_with(|| a.name.cmp(&b.name)));
    sites.dedup();
    let finest = sites.first().map_or(0, |site| site.precision);
    sites.retain(|site| site.precision <= finest + 1);
    sites.truncate(MOST_SITES);
    let parties =
        claims().flat_map(|c| c.actors.iter().chain(&c.recipients)).filter_map(|a| a.party.as_ref());
    let figures =
        claims().flat_map(|c| &c.figures).filter_map(|f| Some((f.of.to_string(), f.low.or(f.high)?)));
    Traits {
        family: draft.family,
        types: claims().map(|c| c.event.to_string()).collect(),
        sites,
        period: told_period(&draft.periods),
        published,
        parties: parties.map(|p| p.to_string()).collect(),
        figures: figures.filter(|(_, low)| *low >= TELLING_FIGURE).take(MOST_FIGURES).collect(),
        sentences: claims().filter_map(|c| sentence(c.sentence.of_text(&report.article.text))).collect(),
    }
}

/// A hash of the words of a sentence; `None` of a short one, which two newsrooms may write by chance.
fn sentence(text: &str) -> Option<i64> {
    let words: Vec<String> = words(text).collect();
    (words.len() >= SENTENCE).then(|| hash(&words.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// Words of a sentence that is known again.
const SENTENCE: usize = 8;
const MOST_SITES: usize = 4;
const MOST_FIGURES: usize = 12;

/// The period that most claims have: of days where any has, else of weeks up to a month.
fn told_period(periods: &[(Day, Day, u8)]) -> Option<(Day, Day)> {
    let short = |period: &&(Day, Day, u8)| period.2 <= 2;
    let known: Vec<(Day, Day)> = if periods.iter().any(|p| short(&p)) {
        periods.iter().filter(short).map(|&(f, t, _)| (f, t)).collect()
    } else {
        periods.iter().filter(|(f, t, _)| t - f <= LONGEST).map(|&(f, t, _)| (f, t)).collect()
    };
    let count = |wanted: &(Day, Day)| known.iter().filter(|p| *p == wanted).count();
    // The first of the most frequent.
    known.iter().rev().max_by_key(|period| count(period)).copied()
}

/// How much of the report an event takes: claims near its beginning and claims of force weigh more, plans less.
fn weight(report: &Report, draft: &Draft<'_>) -> f64 {
    let length = report.article.text.len().max(1) as f64;
    let of_claim = |claim: &Claim| {
        let place = match f64::from(claim.trigger.start) / length {
            ..0.25 => 3.0,
            ..0.5 => 2.0,
            _ => 1.0,
        };
        let planned = matches!(claim.factuality, Factuality::Expected | Factuality::Hypothetical);
        place * if planned { 0.4 } else { 1.0 }
    };
    let sum: f64 = draft.claims.iter().map(|(_, claim)| of_claim(claim)).sum();
    sum * if draft.family == Family::Force { 2.0 } else { 1.0 }
}

/// "Plus de 1 400 morts depuis 2015", "en trois ans": a balance of more than a month is not the event of the day.
fn lasts(claim: &Claim, published: Option<(Day, Day)>) -> bool {
    let Some(time) = claim.time.as_ref().filter(|time| time.precision >= 5) else { return false };
    let end = time.end.map(day).or(published.map(|(_, last)| last));
    time.start.map(day).zip(end).is_some_and(|(start, end)| end - start > LONGEST)
}

/// First and last day, and the precision; open periods and those of many months tell no event's day.
fn period(claim: &Claim) -> Option<(Day, Day, u8)> {
    let time = claim.time.as_ref()?;
    let (start, end) = (time.start.or(time.end)?, time.end.or(time.start)?);
    let open = time.start.is_none() || time.end.is_none();
    if open && time.precision >= 5 {
        return None;
    }
    let (start, end) = (day(start), day(end));
    Some((start.min(end), start.max(end), time.precision))
}

fn published(report: &Report) -> Option<(Day, Day)> {
    let published = report.article.published?;
    let from = Date::new(published.year, published.month.unwrap_or(1), published.day.unwrap_or(1)).ok()?;
    Some((day(from), day(published.latest()?)))
}

/// The number of a day.
pub(crate) fn day(date: Date) -> Day {
    let epoch = Date::constant(1970, 1, 1);
    // A date is at most some four million days away.
    epoch.until(date).map_or(0, |span| span.get_days())
}
