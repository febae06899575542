//! GeoJSON (RFC 7946). A point stands only for a place itself or what is near it; a district, a province or a country has no
//! geometry rather than a false point.

use selon_model::Report;
use serde_json::{Map, Value, json};

use super::event::{Event, Side};
use super::parties::Parties;
use crate::form;
use crate::form::csv::{Cell, Columns};
use crate::store::StoredReport;

/// Precisions of places (UCDP GED's scale) that a point may stand for.
const POINTS: std::ops::RangeInclusive<u8> = 1..=2;

pub(super) const BEFORE: &str = "{\"type\":\"FeatureCollection\",\"features\":[\n";
pub(super) const BETWEEN: &str = ",\n";
pub(super) const AFTER: &str = "\n]}\n";

/// The claims of a report, a feature each, with the columns of the CSV as properties.
pub(super) fn claims(columns: Columns, stored: &StoredReport, incidents: &[Option<String>]) -> Vec<String> {
    let Report { article, claims, .. } = &stored.report;
    let features =
        (1..).zip(claims).zip(columns.cells(&stored.report, incidents)).map(|((number, claim), cells)| {
            let properties =
                columns.column_names().zip(cells).map(|(name, cell)| (name.to_owned(), value(cell)));
            let place = claim.place.as_ref();
            let point = place.filter(|p| POINTS.contains(&p.precision)).and_then(|p| p.lat.zip(p.lon));
            feature(&format!("{}#{number}", article.id), point, properties.collect())
        });
    features.collect()
}

/// An incident as a feature.
pub(super) fn incident(event: &Event<'_>, parties: &Parties) -> String {
    let names = |sides: &[Side]| {
        let name = |s: &Side| s.party.as_ref().map_or_else(|| s.words.clone(), |p| parties.name(p));
        sides.iter().map(name).collect::<Vec<_>>()
    };
    let codes = |sides: &[Side]| {
        sides.iter().map(|s| s.party.as_ref().map(|p| p.as_str().to_owned())).collect::<Vec<_>>()
    };
    let (lead, days) = (event.lead(), event.days());
    let properties = json!({
        "incident": event.incident.id,
        "event_type": lead.event.as_str(),
        "mode": lead.mode.map(|m| m.as_str()),
        "factuality": lead.factuality.as_str(),
        "actors": names(&event.side_a),
        "actor_parties": codes(&event.side_a),
        "recipients": names(&event.side_b),
        "recipient_parties": codes(&event.side_b),
        "place_name": event.place.map(|p| p.name.as_str()),
        "country": event.country(),
        "latitude": event.point().map(|p| p.0),
        "longitude": event.point().map(|p| p.1),
        "place_precision": event.place.map(|p| p.precision),
        "date_start": days.map(|d| d.0.to_string()),
        "date_end": days.map(|d| d.1.to_string()),
        "time_precision": event.time.filter(|_| days.is_some()).map(|t| t.precision),
        "killed_low": event.deaths.map(|d| d.low),
        "killed_high": event.deaths.map(|d| d.high),
        "reports": event.incident.reports.iter().map(|r| r.report.article.id.as_str()).collect::<Vec<_>>(),
        "claims": event.incident.claims.len(),
        "origins": event.origins(),
        "sentence": event.sentence(event.claims[0]),
    });
    let Value::Object(properties) = properties else { return String::new() };
    let point = event.place.filter(|p| POINTS.contains(&p.precision)).and_then(|_| event.point());
    feature(&event.incident.id, point, properties)
}

/// Positions are longitude, then latitude.
fn feature(id: &str, point: Option<(f64, f64)>, properties: Map<String, Value>) -> String {
    let geometry = point.map(|(lat, lon)| json!({"type": "Point", "coordinates": [lon, lat]}));
    let feature = json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties});
    form::line(&feature).trim_end().to_owned()
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Words(words) => words.into(),
        Cell::Code(code) => code.into(),
        Cell::Number(number) => number.into(),
        Cell::Real(number) => number.into(),
        Cell::Truth(truth) => truth.into(),
    }
}
