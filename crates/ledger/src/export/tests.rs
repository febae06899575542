use std::collections::BTreeMap;

use proptest::prelude::*;
use selon_model::{EventType, Factuality, Mode, PartyId, Report};

use serde_json::{Value, json};

use super::*;
use crate::add::Entry;
use crate::fixtures;
use crate::form::{Exported, read};
use crate::people::{holds_office, private_names, withhold};
use crate::query::Filter;
use crate::store::{Instant, Ledger};

fn ledger(reports: impl IntoIterator<Item = Report>) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    let entries: Vec<Entry> =
        reports.into_iter().map(|report| Entry::again(report, "file:/a/b.txt".into())).collect();
    ledger.add(&entries, &Instant::of_unix(1)).unwrap();
    ledger
}

fn exported(ledger: &Ledger, form: Form, names: bool) -> String {
    let mut out = Vec::new();
    ledger.export(Export { form, names }, &Filter::default(), &Instant::of_unix(2), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn imported(lines: &str) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    for line in lines.lines() {
        let Exported { report, identity } = read(line.as_bytes()).unwrap().unwrap();
        ledger.add(&[Entry::again(report, identity)], &Instant::of_unix(3)).unwrap();
    }
    ledger
}

proptest! {
    #[test]
    fn what_jsonl_holds_makes_the_same_report(report in fixtures::reports(), names: bool) {
        let first = ledger([report.clone()]);
        let lines = exported(&first, Form::Jsonl, names);
        let Exported { report: back, identity } = read(lines.as_bytes()).unwrap().unwrap();
        let expected = if names { report } else { unnamed(report) };
        prop_assert_eq!(format!("{back:?}"), format!("{expected:?}"));
        prop_assert_eq!(identity, "file:/a/b.txt");
        prop_assert_eq!(exported(&imported(&lines), Form::Jsonl, names), lines);
    }
}

proptest! {
    // Every case writes nine files to the disk.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn what_tables_hold_makes_the_same_reports(
        reports in proptest::collection::vec(fixtures::reports(), 0..4),
        names: bool,
    ) {
        let mut ledger = Ledger::in_memory().unwrap();
        for (i, report) in (0..).zip(reports) {
            ledger.add(&[Entry::again(report, format!("id:{i}"))], &Instant::of_unix(1)).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        ledger.export_tables(folder.path(), names, &Filter::default(), &Instant::of_unix(2)).unwrap();
        let mut other = Ledger::in_memory().unwrap();
        for exported in Tables::open(folder.path()).unwrap() {
            let Exported { report, identity } = exported.unwrap();
            other.add(&[Entry::again(report, identity)], &Instant::of_unix(3)).unwrap();
        }
        prop_assert_eq!(exported(&other, Form::Jsonl, names), exported(&ledger, Form::Jsonl, names));
    }
}

/// The report as it comes out of an export without names: where they stand in its text they are found again, and elsewhere
/// they are not.
fn unnamed(mut report: Report) -> Report {
    let names: Vec<String> = private_names(&report.claims).into_iter().map(str::to_owned).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let text = &report.article.text;
    for claim in &mut report.claims {
        for source in &mut claim.sources {
            source
                .person
                .take_if(|name| !holds_office(source.party.as_ref()) && !text.contains(name.as_str()));
        }
        for argument in claim.actors.iter_mut().chain(&mut claim.recipients) {
            argument
                .person
                .take_if(|name| !holds_office(argument.party.as_ref()) && !text.contains(name.as_str()));
        }
        for evidence in &mut claim.evidence {
            evidence.path = withhold(&evidence.path, &names);
        }
    }
    report
}

#[test]
fn what_is_no_export_is_not_read() {
    let check = |json: &str| assert!(read(json.as_bytes()).unwrap().is_none(), "{json}");
    check(r#"{"text": "Un village a été attaqué."}"#);
    check(r#"{"id": "a", "text": "Un village.", "claims": []}"#);
    check(r#"{"form": 1, "text": "Un village.", "claims": [], "versions": {}}"#);
    check("Un village");
}

#[test]
fn exports_that_were_altered_are_told() {
    let line = exported(&ledger([fixtures::report()]), Form::Jsonl, true);
    let check = |from: &str, to: &str, expected: &str| {
        assert!(line.contains(from), "{from}");
        let error = read(line.replacen(from, to, 1).as_bytes()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    check(r#""form":1"#, r#""form":2"#, "newer selon");
    check(r#""type":"ASSAULT""#, r#""type":"BRAWL""#, "no type is called \"BRAWL\"");
    check("Des hommes armés ont", "Hommes armés ont", "does not stand where it should");
    check(r#""sha256":""#, r#""sha256":"0"#, "damaged");
    check(r#""blocks""#, r#""bricks""#, "export it again");
}

#[test]
fn names_of_persons_without_office_leave_only_where_wanted() {
    let report = fixtures::report();
    let names = ["Moussa Ag Alhousseini", "Awa Koné"];
    assert_eq!(private_names(&report.claims), names);
    let ledger = ledger([report]);
    let rows = exported(&ledger, Form::Csv { hxl: false }, false);
    assert!(names.iter().all(|name| !rows.contains(name)), "{rows}");
    assert!(rows.contains("Issa Diallo"));
    assert!(exported(&ledger, Form::Csv { hxl: false }, true).contains("Awa Koné"));
    let told = |names: bool| {
        let object: Value = serde_json::from_str(&exported(&ledger, Form::Jsonl, names)).unwrap();
        object["claims"].to_string()
    };
    assert!(names.iter().all(|name| !told(false).contains(name)) && told(false).contains("Issa Diallo"));
    assert!(names.iter().all(|name| told(true).contains(name)));
}

#[test]
fn csv_is_the_table_of_selon_read_with_the_incident() {
    let rows = exported(&ledger([fixtures::report()]), Form::Csv { hxl: true }, false);
    let lines: Vec<&str> = rows.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(
        lines[0].starts_with("report_id,outlet,published,") && lines[0].ends_with(",data_version,incident")
    );
    assert!(lines[1].starts_with("#meta+id+report,") && lines[1].ends_with(",#event+id"));
    assert_eq!(lines[0].matches(',').count(), lines[1].matches(',').count());
    assert!(lines[2].starts_with("menaka.html,'=Le Fleuve,2022-03-11,"));
}

#[test]
fn every_export_is_in_the_log() {
    let ledger = ledger([fixtures::report()]);
    exported(&ledger, Form::Jsonl, true);
    let told = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let entry: (String, String, String) =
        ledger.db.query_row("SELECT at, action, detail FROM log", [], told).unwrap();
    assert_eq!(entry.0, "1970-01-01T00:00:02Z");
    assert_eq!(entry.1, "export");
    assert_eq!(entry.2, r#"{"as":"jsonl","filter":null,"names":true,"rows":1}"#);
}

/// A ledger of one report whose claims all tell one incident.
fn ledger_of_incident(report: Report) -> Ledger {
    let ledger = ledger([report]);
    let one = "UPDATE telling SET incident = (SELECT min(telling) FROM telling); \
        UPDATE claim SET telling = (SELECT min(telling) FROM telling)";
    ledger.db.execute_batch(one).unwrap();
    ledger
}

/// Column by column, the cells of the only row.
fn row(table: &str) -> BTreeMap<String, String> {
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    let names = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1, "{table}");
    names.iter().map(str::to_owned).zip(rows[0].iter().map(str::to_owned)).collect()
}

#[test]
fn acled() {
    let table = exported(&ledger_of_incident(fixtures::report()), Form::Acled, false);
    let header = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,\
        assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,\
        admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n";
    assert!(table.starts_with(header), "{table}");
    let row = row(&table);
    let check = |column: &str, expected: &str| assert_eq!(row[column], expected, "{column}");
    assert!(row["event_id_cnty"].starts_with('i'));
    check("event_date", "2022-03-10");
    check("time_precision", "1");
    check("event_type", "Violence against civilians");
    check("sub_event_type", "Attack");
    check("actor1", "Unidentified Armed Group (Mali)");
    check("actor2", "Civilians (Mali)");
    check("interaction", "37");
    check("civilian_targeting", "Civilian targeting");
    check("iso", "466");
    check("region", "Western Africa");
    check("admin1", "Ménaka");
    check("location", "Ménaka");
    check("geo_precision", "2");
    check("source", "'=Le Fleuve");
    check("fatalities", "12");
    check("timestamp", "");
}

#[test]
fn ucdp() {
    let table = exported(&ledger_of_incident(fixtures::report()), Form::Ucdp, false);
    let header = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,\
        dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,\
        number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,\
        where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,\
        event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,\
        gwnob\n";
    assert!(table.starts_with(header), "{table}");
    let row = row(&table);
    let check = |column: &str, expected: &str| assert_eq!(row[column], expected, "{column}");
    check("type_of_violence", "3");
    check("side_a", "Unidentified Armed Group (Mali)");
    check("side_b", "Civilians (Mali)");
    check("number_of_sources", "1");
    check("source_original", "le colonel Issa Diallo;[…]");
    check("where_prec", "2");
    check("geom_wkt", "POINT (2.4022 15.9182)");
    check("priogrid_gid", "152285");
    check("country_id", "432");
    check("region", "Africa");
    check("date_start", "2022-03-10");
    check("deaths_civilians", "12");
    check("best", "12");
    check("gwnoa", "");
    check("conflict_name", "");
}

#[test]
fn types_of_acled() {
    let check = |event: EventType, mode: Option<Mode>, actor: &str, recipient: &str, expected: &str| {
        let mut report = fixtures::report();
        report.claims.truncate(1);
        let claim = &mut report.claims[0];
        (claim.event, claim.mode) = (event, mode);
        claim.actors[0].party = Some(PartyId::new(actor));
        claim.recipients[0].party = Some(PartyId::new(recipient));
        let row = row(&exported(&ledger_of_incident(report), Form::Acled, false));
        assert_eq!(format!("{}/{}", row["event_type"], row["sub_event_type"]), expected);
    };
    let assault =
        |mode, recipient, expected| check(EventType::Assault, mode, "group:m23", recipient, expected);
    assault(None, "COD/MIL", "Battles/Armed clash");
    assault(None, "COD/CVL", "Violence against civilians/Attack");
    assault(Some(Mode::Abduct), "COD/CVL", "Violence against civilians/Abduction/forced disappearance");
    assault(Some(Mode::Drone), "COD/CVL", "Explosions/Remote violence/Air/drone strike");
    assault(Some(Mode::CrowdControl), "COD/CVL", "Protests/Excessive force against protesters");
    let control = |mode, actor, expected| check(EventType::Control, Some(mode), actor, "MLI/UNK", expected);
    control(Mode::Take, "MLI/MIL", "Battles/Government regains territory");
    control(Mode::Take, "group:m23", "Battles/Non-state actor overtakes territory");
    control(Mode::Lose, "MLI/MIL", "Battles/Non-state actor overtakes territory");
    control(Mode::Hold, "MLI/MIL", "Strategic developments/Other");
    check(EventType::Protest, Some(Mode::Riot), "MLI/CVL", "MLI/GOV", "Riots/Violent demonstration");
    check(
        EventType::Retreat,
        Some(Mode::Ceasefire),
        "MLI/MIL",
        "MLI/REB",
        "Strategic developments/Agreement",
    );
}

#[test]
fn what_nobody_says_has_happened_is_no_event() {
    for factuality in [Factuality::Denied, Factuality::Expected, Factuality::Hypothetical] {
        let mut report = fixtures::report();
        report.claims.iter_mut().for_each(|claim| claim.factuality = factuality);
        assert_eq!(exported(&ledger_of_incident(report), Form::Acled, false).lines().count(), 1);
    }
}

#[test]
fn geojson_has_points_only_for_places_themselves() {
    let check = |precision: u8, expected: Value| {
        let mut report = fixtures::report();
        report.claims.truncate(1);
        report.claims[0].place.as_mut().unwrap().precision = precision;
        let ledger = ledger_of_incident(report);
        for of in [Of::Claims, Of::Incidents] {
            let collection: Value =
                serde_json::from_str(&exported(&ledger, Form::GeoJson(of), false)).unwrap();
            assert_eq!(collection["type"], "FeatureCollection");
            let feature = &collection["features"][0];
            assert_eq!(feature["type"], "Feature");
            assert_eq!(feature["geometry"], expected, "{precision}");
            assert_eq!(feature["properties"]["place_precision"], precision);
            assert!(feature["properties"]["incident"].as_str().unwrap().starts_with('i'));
        }
    };
    let point = json!({"type": "Point", "coordinates": [2.4022, 15.9182]});
    check(1, point.clone());
    check(2, point);
    check(3, Value::Null);
    check(4, Value::Null);
    check(6, Value::Null);
}

#[test]
fn empty_ledgers_give_whole_documents() {
    let ledger = ledger([]);
    let json = |form| serde_json::from_str::<Value>(&exported(&ledger, form, false)).unwrap();
    assert_eq!(json(Form::GeoJson(Of::Incidents))["features"], json!([]));
    assert_eq!(json(Form::Prov)["@graph"], json!([]));
    assert_eq!(exported(&ledger, Form::Jsonl, false), "");
}

#[test]
fn provenance_follows_the_chain_of_sources() {
    let document: Value =
        serde_json::from_str(&exported(&ledger([fixtures::report()]), Form::Prov, false)).unwrap();
    let graph = document["@graph"].as_array().unwrap();
    let node = |id: &str| graph.iter().find(|n| n["id"] == id).unwrap_or_else(|| panic!("{id}"));
    let claim = node("urn:selon:report:menaka.html:claim:1");
    assert_eq!(claim["wasDerivedFrom"], "urn:selon:report:menaka.html");
    assert_eq!(claim["wasQuotedFrom"], "urn:selon:report:menaka.html:claim:1:source:1");
    assert_eq!(claim["hadPrimarySource"], "urn:selon:report:menaka.html:claim:1:source:2");
    assert_eq!(claim["wasAttributedTo"], "urn:selon:party:MLI%2FMIL");
    let outer = node("urn:selon:report:menaka.html:claim:1:source:1");
    assert_eq!(outer["wasAttributedTo"], "urn:selon:party:media%3Aafp");
    assert_eq!(outer["wasQuotedFrom"], claim["hadPrimarySource"]);
    assert_eq!(node(claim["wasGeneratedBy"].as_str().unwrap())["type"], "prov:Activity");
    assert_eq!(node("urn:selon:report:menaka.html")["wasDerivedFrom"], "https://example.org/menaka");
}

#[test]
fn no_form_but_jsonl_holds_names_of_persons_without_office() {
    let ledger = ledger_of_incident(fixtures::report());
    let geo = [Of::Claims, Of::Incidents].map(Form::GeoJson);
    for form in [Form::Csv { hxl: true }, Form::Acled, Form::Ucdp, Form::Prov].into_iter().chain(geo) {
        let told = exported(&ledger, form, false);
        let named = ["Moussa Ag Alhousseini", "Awa Koné"].into_iter().find(|name| told.contains(name));
        assert_eq!(named, None, "{form:?}: {told}");
    }
    assert!(exported(&ledger, Form::Prov, true).contains("Awa Koné"));
    assert!(exported(&ledger, Form::Ucdp, true).contains("Awa Koné"));
}
