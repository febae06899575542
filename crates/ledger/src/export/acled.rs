//! ACLED's columns. No crosswalk between PLOVER and ACLED is published: this one is our own; `docs/export.md` says where it is lossy.

use selon_model::{Counted, EventType, Mode};

use super::countries::Country;
use super::event::{Event, Side};
use super::parties::{Inter, Parties};
use crate::form::csv::Cell;

/// By ACLED's codebook, in its order.
pub(super) const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

/// The row of an event.
pub(super) fn row(event: &Event<'_>, parties: &Parties) -> Vec<Cell> {
    let inter1 = demonstrators(event).or_else(|| inter(&event.side_a, event, parties));
    let inter2 = inter(&event.side_b, event, parties);
    let (disorder, kind, sub) = kind(event, inter1, inter2);
    let days = event.days();
    let [actor1, assoc1] = actors(&event.side_a, parties);
    let [actor2, assoc2] = actors(&event.side_b, parties);
    let country = event.country().and_then(Country::of);
    let [location, admin1, admin2, admin3] = places(event);
    let violent = matches!(kind, "Battles" | "Explosions/Remote violence" | "Violence against civilians");
    let targeted = violent && inter2 == Some(Inter::Civilians);
    let outlets = event.of_reports(|r| r.report.article.outlet.clone());
    vec![
        Cell::code(&event.incident.id),
        Cell::of(days, |(start, _)| Cell::code(start.to_string())),
        Cell::of(days, |(start, _)| Cell::Number(i64::from(start.year()))),
        Cell::of(event.time.filter(|_| days.is_some()), |t| Cell::Number(time_precision(t.precision))),
        Cell::code(disorder),
        Cell::code(kind),
        Cell::code(sub),
        actor1,
        assoc1,
        Cell::of(inter1, |i| Cell::Number(i as i64)),
        actor2,
        assoc2,
        Cell::of(inter2, |i| Cell::Number(i as i64)),
        interaction(inter1, inter2),
        if targeted { Cell::code("Civilian targeting") } else { Cell::Empty },
        Cell::of(country.filter(|c| !c.numeric.is_empty()), |c| Cell::code(c.numeric)),
        Cell::of(country, |c| Cell::code(c.acled)),
        Cell::of(country, |c| Cell::code(c.name)),
        admin1,
        admin2,
        admin3,
        location,
        Cell::of(event.point(), |(lat, _)| Cell::Real(lat)),
        Cell::of(event.point(), |(_, lon)| Cell::Real(lon)),
        Cell::of(event.place, |p| Cell::Number(geo_precision(p.precision))),
        if outlets.is_empty() { Cell::Empty } else { Cell::Words(outlets.join("; ")) },
        Cell::Empty,
        notes(event),
        Cell::of(event.deaths.and_then(|d| d.fatalities), |killed| Cell::Number(killed as i64)),
        Cell::Empty,
        Cell::Empty,
    ]
}

/// The most conservative reading of GED's scale of days: a week stays a week, what is longer than a month has no code.
fn time_precision(precision: u8) -> i64 {
    match precision {
        1 => 1,
        2 | 3 => 2,
        _ => 3,
    }
}

fn geo_precision(precision: u8) -> i64 {
    match precision {
        1 => 1,
        2 | 3 => 2,
        _ => 3,
    }
}

/// The class of a side is that of the first who has one.
fn inter(side: &[Side], event: &Event<'_>, parties: &Parties) -> Option<Inter> {
    side.iter().find_map(|s| parties.inter(s.party.as_ref()?, event.country()))
}

/// Who demonstrates is classed by it, whoever it is.
fn demonstrators(event: &Event<'_>) -> Option<Inter> {
    let lead = event.lead();
    let class = if is_riot(lead.mode) { Inter::Rioters } else { Inter::Protesters };
    (lead.event == EventType::Protest).then_some(class)
}

fn is_riot(mode: Option<Mode>) -> bool {
    matches!(mode, Some(Mode::Riot | Mode::Vandalize))
}

/// The first of a side, and those beside it.
fn actors(side: &[Side], parties: &Parties) -> [Cell; 2] {
    let name = |side: &Side| side.party.as_ref().map_or_else(|| side.words.clone(), |p| parties.name(p));
    let more: Vec<String> = side.iter().skip(1).map(name).collect();
    [
        Cell::of(side.first(), |s| Cell::Words(name(s))),
        if more.is_empty() { Cell::Empty } else { Cell::Words(more.join("; ")) },
    ]
}

/// The two classes side by side, the smaller first; one alone has a zero behind it.
fn interaction(a: Option<Inter>, b: Option<Inter>) -> Cell {
    match (a, b) {
        (Some(a), Some(b)) => Cell::Number(a.min(b) as i64 * 10 + a.max(b) as i64),
        (Some(one), None) | (None, Some(one)) => Cell::Number(one as i64 * 10),
        (None, None) => Cell::Empty,
    }
}

/// Location and the three levels above it. The gazetteer names a province above a place, and a district rarely.
fn places(event: &Event<'_>) -> [Cell; 4] {
    let names = event.names_of_place();
    let precision = event.place.map_or(6, |p| p.precision);
    let location = Cell::of(names.first().copied(), Cell::words);
    let above = match precision {
        1 | 2 => names.get(1..).unwrap_or_default(),
        3 | 4 => names.as_slice(),
        _ => &[],
    };
    let level =
        |i: usize| Cell::of(above.len().checked_sub(i).and_then(|at| above.get(at)).copied(), Cell::words);
    [location, level(1), level(2), level(3)]
}

/// What the leading claim says, in the words of its report, and whatever else is counted.
fn notes(event: &Event<'_>) -> Cell {
    let at = event.claims[0];
    let mut notes = event.sentence(at);
    let others = event.incident.claim(at).figures.iter().filter(|f| f.of != Counted::Killed);
    for figure in others {
        let words = event.shown(event.incident.text(at, figure.span));
        notes.push_str(&format!(" [{}: {words}]", figure.of));
    }
    Cell::Words(notes)
}

const BATTLES: &str = "Battles";
const REMOTE: &str = "Explosions/Remote violence";
const CIVILIANS: &str = "Violence against civilians";
const STRATEGIC: &str = "Strategic developments";
const VIOLENCE: &str = "Political violence";
const DEMONSTRATIONS: &str = "Demonstrations";

/// Type of disorder, of event and of sub-event.
fn kind(
    event: &Event<'_>,
    inter1: Option<Inter>,
    inter2: Option<Inter>,
) -> (&'static str, &'static str, &'static str) {
    let lead = event.lead();
    let violent = |kind, sub| (VIOLENCE, kind, sub);
    let strategic = |sub| (STRATEGIC, STRATEGIC, sub);
    let clash = || match inter2.is_some_and(Inter::is_armed) {
        true => violent(BATTLES, "Armed clash"),
        false => violent(CIVILIANS, "Attack"),
    };
    match (lead.event, lead.mode) {
        (EventType::Assault, Some(Mode::Abduct)) => violent(CIVILIANS, "Abduction/forced disappearance"),
        (EventType::Assault, Some(Mode::Sexual)) => violent(CIVILIANS, "Sexual violence"),
        (EventType::Assault, Some(Mode::Aerial | Mode::Drone)) => violent(REMOTE, "Air/drone strike"),
        (EventType::Assault, Some(Mode::HeavyWeapons)) => {
            violent(REMOTE, "Shelling/artillery/missile attack")
        }
        (EventType::Assault, Some(Mode::Explosives)) => violent(REMOTE, "Remote explosive/landmine/IED"),
        (EventType::Assault, Some(Mode::SuicideAttack)) => violent(REMOTE, "Suicide bomb"),
        (EventType::Assault, Some(Mode::Unconventional)) => violent(REMOTE, "Chemical weapon"),
        (EventType::Assault, Some(Mode::Destroy)) => strategic("Looting/property destruction"),
        (EventType::Assault, Some(Mode::CrowdControl)) if event.deaths.is_some_and(|d| d.best > 0) => {
            ("Political violence; Demonstrations", "Protests", "Excessive force against protesters")
        }
        (EventType::Assault, Some(Mode::CrowdControl)) => {
            (DEMONSTRATIONS, "Protests", "Protest with intervention")
        }
        (EventType::Assault | EventType::Toll, _) => clash(),
        (EventType::Control, mode) => control(event, mode, inter1),
        (EventType::Protest, mode) if is_riot(mode) => (DEMONSTRATIONS, "Riots", "Violent demonstration"),
        (EventType::Protest, _) => (DEMONSTRATIONS, "Protests", "Peaceful protest"),
        (EventType::Coerce, Some(Mode::Arrest)) => strategic("Arrests"),
        (EventType::Coerce, Some(Mode::Seize)) => strategic("Looting/property destruction"),
        (EventType::Agree | EventType::Concede | EventType::Support, _)
        | (EventType::Retreat, Some(Mode::Ceasefire)) => strategic("Agreement"),
        (EventType::Retreat, Some(Mode::Withdraw)) => strategic("Non-violent transfer of territory"),
        (EventType::Align | EventType::Mobilize, _) | (EventType::Retreat, Some(Mode::Disarm)) => {
            strategic("Change to group/activity")
        }
        _ => strategic("Other"),
    }
}

/// Ground changes hands in battle where fighting or deaths are told as well.
fn control(
    event: &Event<'_>,
    mode: Option<Mode>,
    holder: Option<Inter>,
) -> (&'static str, &'static str, &'static str) {
    let fought = event.deaths.is_some() || event.has(&[EventType::Assault, EventType::Toll]);
    let of_state = holder == Some(Inter::State);
    match mode {
        Some(Mode::Take | Mode::Lose) if !fought => {
            (STRATEGIC, STRATEGIC, "Non-violent transfer of territory")
        }
        // Who loses is not who takes.
        Some(Mode::Take | Mode::Lose) if of_state == (mode == Some(Mode::Take)) => {
            (VIOLENCE, BATTLES, "Government regains territory")
        }
        Some(Mode::Take | Mode::Lose) => (VIOLENCE, BATTLES, "Non-state actor overtakes territory"),
        _ => (STRATEGIC, STRATEGIC, "Other"),
    }
}
