//! The columns of UCDP's Georeferenced Event Dataset. `docs/export.md` says what is filled and how.

use super::countries::Country;
use super::event::{Event, Side};
use super::parties::{Inter, Parties, is_of_state};
use crate::form::csv::Cell;
use crate::store::StoredReport;

/// By the GED's codebook, in its order.
pub(super) const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// The row of an event; `None` where no violence is told, which the dataset is about.
pub(super) fn row(event: &Event<'_>, parties: &Parties) -> Option<Vec<Cell>> {
    if !event.lead().event.is_violent() {
        return None;
    }
    let violence = violence(event, parties);
    let (side_a, side_b) = sides(event, violence);
    let days = event.days();
    let day = |day: selon_model::Date| Cell::code(day.to_string());
    let mut row = vec![Cell::code(&event.incident.id), Cell::Empty];
    row.push(Cell::of(days, |(start, _)| Cell::Number(i64::from(start.year()))));
    row.extend([Cell::Empty, Cell::Empty, Cell::of(violence, |v| Cell::Number(v as i64))]);
    // Ids and names of conflicts and dyads are the dataset's own.
    row.extend([const { Cell::Empty }; 6]);
    row.extend([
        Cell::Empty,
        Cell::Empty,
        name(side_a, parties),
        Cell::Empty,
        Cell::Empty,
        name(side_b, parties),
    ]);
    row.extend(sources(event));
    row.extend(place(event));
    let precision = event.time.filter(|_| days.is_some()).map(|t| t.precision);
    row.push(Cell::of(precision, |p| Cell::Number(if p < 4 { 1 } else { 2 })));
    row.push(Cell::of(precision, |p| Cell::Number(i64::from(p))));
    row.extend([Cell::of(days, |(start, _)| day(start)), Cell::of(days, |(_, end)| day(end))]);
    row.extend(deaths(event, violence));
    row.extend([side_a, side_b].map(|side| gw(side)));
    Some(row)
}

/// The GED's types of violence, with their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Violence {
    State = 1,
    NonState = 2,
    OneSided = 3,
}

/// `None` where one of the sides is not known.
fn violence(event: &Event<'_>, parties: &Parties) -> Option<Violence> {
    let class = |side: &[Side]| side.iter().find_map(|s| parties.inter(s.party.as_ref()?, event.country()));
    let state = |side: &[Side]| side.iter().any(|s| s.party.as_ref().is_some_and(is_of_state));
    match (class(&event.side_a), class(&event.side_b)) {
        (Some(Inter::Civilians), _) => None,
        (Some(_), Some(Inter::Civilians)) => Some(Violence::OneSided),
        (Some(_), Some(_)) if state(&event.side_a) || state(&event.side_b) => Some(Violence::State),
        (Some(_), Some(_)) => Some(Violence::NonState),
        _ => None,
    }
}

/// The government is side A where one takes part in fighting.
fn sides<'e>(event: &'e Event<'_>, violence: Option<Violence>) -> (Option<&'e Side>, Option<&'e Side>) {
    let (a, b) = (event.side_a.first(), event.side_b.first());
    let state = |side: Option<&Side>| side.and_then(|s| s.party.as_ref()).is_some_and(is_of_state);
    if violence == Some(Violence::State) && !state(a) && state(b) { (b, a) } else { (a, b) }
}

fn name(side: Option<&Side>, parties: &Parties) -> Cell {
    let name = |side: &Side| match &side.party {
        Some(party) if is_of_state(party) => {
            let code = party.country().unwrap_or_default();
            format!("Government of {}", Country::of(code).map_or(code, |c| c.name))
        }
        Some(party) => parties.name(party),
        None => side.words.clone(),
    };
    Cell::of(side, |s| Cell::Words(name(s)))
}

/// Number of Gleditsch and Ward, of governments only.
fn gw(side: Option<&Side>) -> Cell {
    let party = side.and_then(|s| s.party.as_ref()).filter(|p| is_of_state(p));
    let country = party.and_then(|p| Country::of(p.country()?)).filter(|c| !c.gw.is_empty());
    Cell::of(country, |c| Cell::code(c.gw))
}

/// From `number_of_sources` to `source_original`; several values stand between semicolons.
fn sources(event: &Event<'_>) -> [Cell; 6] {
    let list = |values: Vec<String>| {
        if values.is_empty() { Cell::Empty } else { Cell::Words(values.join(";")) }
    };
    let article = |r: &StoredReport| {
        let article = &r.report.article;
        let published = article.published.map(|d| d.to_string());
        let parts = [article.outlet.clone(), published, article.title.clone()];
        Some(event.shown(&parts.into_iter().flatten().collect::<Vec<_>>().join(",")))
    };
    [
        Cell::Number(event.incident.reports.len() as i64),
        list(event.of_reports(article)),
        list(event.of_reports(|r| r.report.article.outlet.clone())),
        list(event.of_reports(|r| r.report.article.published.map(|d| d.to_string()))),
        list(event.of_reports(|r| r.report.article.title.as_deref().map(|t| event.shown(t)))),
        list(event.origins()),
    ]
}

/// From `where_prec` to `region`.
fn place(event: &Event<'_>) -> [Cell; 12] {
    let names = event.names_of_place();
    let precision = event.place.map(|p| p.precision);
    let above = match precision {
        Some(1 | 2) => names.get(1..).unwrap_or_default(),
        Some(3 | 4) => names.as_slice(),
        _ => &[],
    };
    let level =
        |i: usize| Cell::of(above.len().checked_sub(i).and_then(|at| above.get(at)).copied(), Cell::words);
    let country = event.country().and_then(Country::of);
    let point = event.point();
    [
        Cell::of(precision, |p| Cell::Number(i64::from(p))),
        Cell::of(names.first().copied(), Cell::words),
        Cell::of(event.place, |p| Cell::words(&p.name)),
        level(1),
        level(2),
        Cell::of(point, |(lat, _)| Cell::Real(lat)),
        Cell::of(point, |(_, lon)| Cell::Real(lon)),
        Cell::of(point, |(lat, lon)| Cell::code(format!("POINT ({lon} {lat})"))),
        Cell::of(point.and_then(priogrid), Cell::Number),
        Cell::of(country, |c| Cell::code(c.name)),
        Cell::of(country.filter(|c| !c.gw.is_empty()), |c| Cell::code(c.gw)),
        Cell::of(country, |c| Cell::code(c.ucdp)),
    ]
}

/// The cell of PRIO-GRID: half a degree wide and high, numbered from 1 in the south-west, row by row eastwards, 720 a row
/// (Tollefsen, Strand and Buhaug 2012).
fn priogrid((lat, lon): (f64, f64)) -> Option<i64> {
    let inside = (-90.0..90.0).contains(&lat) && (-180.0..180.0).contains(&lon);
    inside.then(|| ((lat + 90.0) * 2.0).floor() as i64 * 720 + ((lon + 180.0) * 2.0).floor() as i64 + 1)
}

/// From `deaths_a` to `low`. Whose dead they are is known only where civilians alone are the aim.
fn deaths(event: &Event<'_>, violence: Option<Violence>) -> [Cell; 7] {
    let number = |n: u64| Cell::Number(n as i64);
    let Some(deaths) = event.deaths else { return [const { Cell::Empty }; 7] };
    let (civilians, unknown) = match violence {
        Some(Violence::OneSided) => (number(deaths.best), Cell::Empty),
        _ => (Cell::Empty, number(deaths.best)),
    };
    let [best, high, low] = [deaths.best, deaths.high, deaths.low].map(number);
    [Cell::Empty, Cell::Empty, civilians, unknown, best, high, low]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_prio_grid() {
        let check = |lat: f64, lon: f64, expected: Option<i64>| assert_eq!(priogrid((lat, lon)), expected);
        check(-90.0, -180.0, Some(1));
        check(-89.9, 179.9, Some(720));
        check(-89.5, -180.0, Some(721));
        check(89.9, 179.9, Some(259_200));
        check(90.0, 0.0, None);
        // Ménaka: row 212 of 360 from the south, column 365.
        check(15.9182, 2.4022, Some(211 * 720 + 365));
    }
}
