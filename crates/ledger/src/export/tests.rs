use proptest::prelude::*;
use selon_model::Report;

use super::*;
use crate::form::{Exported, read};
use crate::people::{holds_office, private_names};
use crate::{Entry, samples};

fn ledger(reports: impl IntoIterator<Item = Report>) -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    let entries: Vec<Entry> =
        reports.into_iter().map(|report| Entry::again(report, "file:/a/b.txt".into())).collect();
    ledger.add(&entries, &Instant::of_unix(1)).unwrap();
    ledger
}

fn exported(ledger: &Ledger, form: Form, names: bool) -> String {
    let mut out = Vec::new();
    ledger.export(Export { form, names }, &Instant::of_unix(2), &mut out).unwrap();
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
    fn what_jsonl_holds_makes_the_same_report(report in samples::reports(), names: bool) {
        let first = ledger([report.clone()]);
        let lines = exported(&first, Form::Jsonl, names);
        let Exported { report: back, identity } = read(lines.as_bytes()).unwrap().unwrap();
        let expected = if names { report } else { unnamed(report) };
        prop_assert_eq!(format!("{back:?}"), format!("{expected:?}"));
        prop_assert_eq!(identity, "file:/a/b.txt");
        prop_assert_eq!(exported(&imported(&lines), Form::Jsonl, names), lines);
    }
}

/// The report without names of persons that hold no public office.
fn unnamed(mut report: Report) -> Report {
    for claim in &mut report.claims {
        for source in &mut claim.sources {
            source.person.take_if(|_| !holds_office(source.party.as_ref()));
        }
        for argument in claim.actors.iter_mut().chain(&mut claim.recipients) {
            argument.person.take_if(|_| !holds_office(argument.party.as_ref()));
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
    let line = exported(&ledger([samples::report()]), Form::Jsonl, true);
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
    let report = samples::report();
    let names = ["Moussa Ag Alhousseini", "Awa Koné"];
    assert_eq!(private_names(&report.claims), names);
    let ledger = ledger([report]);
    let rows = exported(&ledger, Form::Csv { hxl: false }, false);
    assert!(names.iter().all(|name| !rows.contains(name)), "{rows}");
    assert!(rows.contains("Issa Diallo"));
    assert!(exported(&ledger, Form::Csv { hxl: false }, true).contains("Awa Koné"));
    let person = |name: &str| format!(r#""person":"{name}""#);
    let line = exported(&ledger, Form::Jsonl, false);
    assert!(names.iter().all(|name| !line.contains(&person(name))) && line.contains(&person("Issa Diallo")));
    assert!(exported(&ledger, Form::Jsonl, true).contains(&person("Awa Koné")));
}

#[test]
fn csv_is_the_table_of_selon_read_with_the_incident() {
    let rows = exported(&ledger([samples::report()]), Form::Csv { hxl: true }, false);
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
    let ledger = ledger([samples::report()]);
    exported(&ledger, Form::Jsonl, true);
    let told = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let entry: (String, String, String) =
        ledger.db.query_row("SELECT at, action, detail FROM log", [], told).unwrap();
    assert_eq!(entry.0, "1970-01-01T00:00:02Z");
    assert_eq!(entry.1, "export");
    assert_eq!(entry.2, r#"{"as":"jsonl","names":true,"rows":1}"#);
}
