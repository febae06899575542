//! `selon incidents`, `selon show` and what people decide of incidents.

use anyhow::{Result, bail};
use selon_ledger::count::{self, Rule};
use selon_ledger::export::Of;
use selon_ledger::form::IncidentForm;
use selon_ledger::incident::{Incident, Membership};
use selon_ledger::origin::{Slot, independence};
use selon_ledger::query::{Order, Table};
use selon_ledger::{Error, Ledger};
use serde_json::{Value, json};

use super::add::{now, println};
use super::args::{Count, Decisions, Incidents, Merge, RuleName, Show, ShowFormat, Split};
use super::ask::args::{AskFormat, Filters};
use super::ask::{Out, asked, print};
use super::export;
use crate::plan::Plan;
use crate::view::{drawing, json};

/// Lists incidents.
pub(crate) fn list(plan: &Plan, args: &Incidents) -> Result<bool> {
    if args.shape.format == AskFormat::Geojson {
        export::features(&Ledger::open(&args.place.ledger)?, Of::Incidents, &args.filters.filter())?;
        return Ok(true);
    }
    let ledger = Ledger::read(&args.place.ledger)?;
    let rows = rows(&ledger, &args.filters, args.recalled)?;
    let limit = args.shape.limit();
    match args.shape.format {
        AskFormat::Table | AskFormat::Csv => {
            let whole = args.shape.format == AskFormat::Csv;
            let mut table = Table::new(if whole { COLUMNS } else { SHORT_COLUMNS });
            for row in rows.into_iter().take(asked(limit).unwrap_or(usize::MAX)) {
                let incident = known(ledger.incident_at(row)?, args);
                table.rows.push(if whole { line(&incident) } else { short(line(&incident)) });
            }
            print(table, args.shape.format, limit, plan.screen)?;
        }
        format => {
            let mut out = Out::begin(format, "")?;
            for row in rows.into_iter().take(limit.unwrap_or(usize::MAX)) {
                let incident = known(ledger.incident_at(row)?, args);
                let text = out.json(&IncidentForm::of(&incident, None));
                out.row(&text)?;
            }
            out.end(None)?;
        }
    }
    Ok(true)
}

/// The incident as it was known on the day that is asked for, if one is.
fn known(incident: Incident, args: &Incidents) -> Incident {
    match args.filters.filter().as_of {
        Some(day) => incident.as_of(day),
        None => incident,
    }
}

/// The incidents that are asked for: those with the most tellings first, or, where claims are asked for, in the order of
/// the days of these.
fn rows(ledger: &Ledger, filters: &Filters, recalled: bool) -> Result<Vec<i64>> {
    let filter = filters.filter();
    let mut heads = ledger.incidents()?;
    heads.retain(|head| head.news || recalled);
    heads.sort_by_key(|head| std::cmp::Reverse(head.tellings));
    if filter == Default::default() {
        return Ok(heads.into_iter().map(|head| head.row).collect());
    }
    let found = ledger.find(&filter, Order::default(), None)?;
    let mut rows = ledger.incidents_with(found.iter().filter_map(|claim| claim.incident))?;
    heads.sort_by_key(|head| head.row);
    rows.retain(|row| heads.binary_search_by_key(row, |head| head.row).is_ok());
    Ok(rows)
}

const COLUMNS: &[&str] = &[
    "incident",
    "family",
    "start",
    "end",
    "place",
    "country",
    "latitude",
    "longitude",
    "place_precision",
    "types",
    "actors",
    "recipients",
    "figures",
    "reports",
    "recalled_in",
    "origins_low",
    "origins_high",
    "sides",
];

fn line(incident: &Incident) -> Vec<Value> {
    let summary = incident.summary();
    let origins = independence(incident);
    let event = origins.iter().find(|o| o.slot == Slot::Event).or(origins.first());
    let figures = summary.figures.iter().map(|&(of, low, high)| {
        if low == high { format!("{low} {of}") } else { format!("{low}–{high} {of}") }
    });
    let reports: Vec<&str> = incident.reports.iter().map(|r| r.report.article.id.as_str()).collect();
    let place = summary.place;
    vec![
        json!(incident.id),
        json!(incident.family.as_str()),
        json!(summary.period.map(|(start, _)| start.to_string())),
        json!(summary.period.map(|(_, end)| end.to_string())),
        json!(place.map(|place| &place.name)),
        json!(place.and_then(|place| place.country.as_ref())),
        json!(place.and_then(|place| place.lat)),
        json!(place.and_then(|place| place.lon)),
        json!(place.map(|place| place.precision)),
        json!(summary.types.iter().map(|t| t.as_str()).collect::<Vec<_>>()),
        json!(summary.actors),
        json!(summary.recipients),
        json!(figures.collect::<Vec<_>>()),
        json!(reports),
        json!(incident.recalled_in),
        json!(event.map(|o| o.low)),
        json!(event.map(|o| o.high)),
        json!(event.map(|o| o.sides)),
    ]
}

const SHORT_COLUMNS: &[&str] =
    &["incident", "start", "place", "types", "actors", "reports", "origins", "figures"];
/// So many types, parties and figures are told in a line for people.
const FEW: usize = 2;

/// A line for people: what does not fit is in `selon show`.
fn short(line: Vec<Value>) -> Vec<Value> {
    let few =
        |value: &Value| Value::Array(value.as_array().into_iter().flatten().take(FEW).cloned().collect());
    let place = line[4].as_str().map(|name| name.split(',').next().unwrap_or(name));
    let range = match (&line[15], &line[16]) {
        (low, high) if low == high => low.to_string(),
        (low, high) => format!("{low}–{high}"),
    };
    vec![
        line[0].clone(),
        line[2].clone(),
        json!(place),
        few(&line[9]),
        few(&line[10]),
        json!(line[13].as_array().map_or(0, Vec::len)),
        json!(range),
        few(&line[12]),
    ]
}

/// Draws an incident, or all that a report tells.
pub(crate) fn show(plan: &Plan, args: &Show) -> Result<bool> {
    let ledger = Ledger::read(&args.place.ledger)?;
    let incidents = match ledger.incident(&args.id) {
        Ok(incident) => vec![incident],
        Err(error) if error.is_unknown() => told_by(&ledger, &args.id)?,
        Err(error) => return Err(error.into()),
    };
    let mut shown: Vec<(Incident, Vec<Membership>)> = Vec::new();
    for incident in incidents {
        let grouping = ledger.membership(&incident.id)?;
        shown.push((incident, grouping));
    }
    match args.format {
        ShowFormat::Json => {
            let forms: Vec<_> =
                shown.iter().map(|(i, grouping)| IncidentForm::of(i, Some(grouping))).collect();
            let text = if let [form] = forms.as_slice() { json::value(form) } else { json::value(&forms) };
            println(text.trim_end())?;
        }
        ShowFormat::Table => {
            for (number, (incident, grouping)) in shown.iter().enumerate() {
                let drawn = drawing::incident(incident, grouping, plan.screen);
                println(&format!("{}{}", if number > 0 { "\n" } else { "" }, drawn.trim_end()))?;
            }
        }
    }
    Ok(true)
}

/// The incidents that a report tells, in the order of its claims.
fn told_by(ledger: &Ledger, report: &str) -> Result<Vec<Incident>> {
    let stored = match ledger.report(report) {
        Ok(stored) => stored,
        Err(error) if error.is_unknown() => bail!(
            "{}: there is neither an incident nor a report \"{report}\"; selon incidents lists incidents",
            ledger.file().display()
        ),
        Err(error) => return Err(error.into()),
    };
    let mut rows = Vec::new();
    for claim in &stored.claims {
        rows.extend(ledger.incidents_of_claims(&[claim.row])?);
    }
    let mut seen = Vec::new();
    rows.retain(|row| {
        !seen.contains(row) && {
            seen.push(*row);
            true
        }
    });
    Ok(rows.into_iter().map(|row| ledger.incident_at(row)).collect::<Result<_, Error>>()?)
}

/// Counts the dead and wounded of incidents by a rule; those for which no report gives a figure are left out.
pub(crate) fn count(plan: &Plan, args: &Count) -> Result<bool> {
    let ledger = Ledger::read(&args.place.ledger)?;
    let rule = match args.rule {
        RuleName::AcledLow => Rule::AcledLow,
        RuleName::UcdpLowBestHigh => Rule::UcdpLowBestHigh,
        RuleName::AirwarsMinmax => Rule::AirwarsMinmax,
    };
    let limit = args.shape.limit();
    let mut table = Table::new(COUNTED);
    for row in rows(&ledger, &args.filters, true)? {
        let incident = ledger.incident_at(row)?;
        let counted = count::count(rule, &incident);
        if counted.from.is_empty() {
            continue;
        }
        let summary = incident.summary();
        let (killed, wounded) = (counted.killed, counted.wounded);
        table.rows.push(vec![
            json!(incident.id),
            json!(summary.period.map(|(start, _)| start.to_string())),
            json!(summary.place.map(|place| &place.name)),
            json!(killed.low),
            json!(killed.best),
            json!(killed.high),
            json!(wounded.low),
            json!(wounded.best),
            json!(wounded.high),
            json!(counted.from.len()),
            json!(format!("{} v{}", rule.as_str(), count::VERSION)),
        ]);
        if asked(limit).is_some_and(|most| table.rows.len() >= most) {
            break;
        }
    }
    print(table, args.shape.format, limit, plan.screen)?;
    Ok(true)
}

const COUNTED: &[&str] = &[
    "incident",
    "start",
    "place",
    "killed_low",
    "killed_best",
    "killed_high",
    "wounded_low",
    "wounded_best",
    "wounded_high",
    "claims",
    "rule",
];

/// Decides that incidents are one.
pub(crate) fn merge(args: &Merge) -> Result<bool> {
    let mut ledger = Ledger::open(&args.place.ledger)?;
    let ids: Vec<&str> = args.incidents.iter().map(String::as_str).collect();
    let id = ledger.merge(&ids, args.note.as_deref(), &now())?;
    println(&id)?;
    Ok(true)
}

/// Decides that reports tell another event.
pub(crate) fn split(args: &Split) -> Result<bool> {
    let mut ledger = Ledger::open(&args.place.ledger)?;
    let reports: Vec<&str> = args.report.iter().map(String::as_str).collect();
    let id = ledger.split(&args.incident, &reports, args.note.as_deref(), &now())?;
    println(&id)?;
    Ok(true)
}

/// Lists decisions, or undoes one.
pub(crate) fn decisions(plan: &Plan, args: &Decisions) -> Result<bool> {
    if let Some(number) = args.undo {
        Ledger::open(&args.place.ledger)?.undo(number, &now())?;
        return Ok(true);
    }
    let mut table = Table::new(&["decision", "kind", "note", "made", "undone"]);
    for decision in Ledger::read(&args.place.ledger)?.decisions()? {
        let cells = json!([decision.number, decision.kind, decision.note, decision.made, decision.undone]);
        table.rows.extend(cells.as_array().cloned());
    }
    print(table, args.shape.format, args.shape.limit(), plan.screen)?;
    Ok(true)
}
