//! Questions to a small ledger of invented reports.

mod fixtures;

use selon_model::{Date, EventType, Factuality, PartyFacts, PartyId, SourceKind};
use serde_json::Value;

use crate::query::{Filter, Near, Order, Sort, Tally};
use crate::{Error, Instant, Ledger};

use fixtures::{TOLD, Told, entry, found, ledger};

const ASSAULTS: &[&str] = &["douentza ASSAULT", "gao ASSAULT"];
const CONTROL: &[&str] = &["douentza CONTROL"];
const THREAT: &[&str] = &["douentza THREATEN"];
const SUPPORT: &[&str] = &["tombouctou SUPPORT"];
const DOUENTZA: &[&str] = &["douentza ASSAULT", "douentza CONTROL", "douentza THREATEN"];
const MARCH: &[&str] = &["douentza ASSAULT", "douentza CONTROL", "gao ASSAULT"];
const PLACED: &[&str] = &["douentza ASSAULT", "douentza CONTROL", "gao ASSAULT", "tombouctou SUPPORT"];
const NONE: &[&str] = &[];

#[test]
fn parties() {
    let ledger = ledger();
    let check = |parties: &[&str], expected: &[&str]| {
        let parties: Vec<String> = parties.iter().map(|p| (*p).to_owned()).collect();
        let wide = Filter { parties: parties.clone(), ..Filter::default() };
        assert_eq!(found(&ledger, &wide), expected, "{parties:?}");
        // The same question where something else is asked for too.
        let from = "1900-01-01".parse().ok();
        let narrow = Filter { parties: parties.clone(), from, undated: true, ..Filter::default() };
        assert_eq!(found(&ledger, &narrow), expected, "{parties:?}");
    };
    check(&["MLI/MIL"], MARCH);
    check(&["MLI/MIL", "MLI/REB"], ASSAULTS);
    check(&["NER"], SUPPORT);
    check(&["NER/*"], SUPPORT);
    check(&["group:*"], THREAT);
    check(&["mouvement national"], THREAT);
    check(&["MNLA"], THREAT);
    check(&["ARMEE MALIENNE"], ASSAULTS);
    check(
        &["mali"],
        &["douentza ASSAULT", "douentza CONTROL", "douentza THREATEN", "gao ASSAULT", "tombouctou SUPPORT"],
    );
    check(&["malien"], NONE);
    check(&["' OR 1=1 --"], NONE);
    check(&["group:m'x"], NONE);
}

#[test]
fn whereabouts() {
    let ledger = ledger();
    let check = |place: &str, expected: &[&str]| {
        let filter = Filter { place: Some(place.into()), ..Filter::default() };
        assert_eq!(found(&ledger, &filter), expected, "{place}");
    };
    check("Mopti", CONTROL);
    check("mopti, mali", CONTROL);
    check("gao", ASSAULTS);
    check("MLI", PLACED);
    check("Mali", PLACED);
    check("Tombouctou", SUPPORT);
    check("TIMBUKTU", SUPPORT);
    check("2457163", ASSAULTS);
    check("Mop", NONE);
    check("NER", NONE);
    let near = |radius: f64, expected: &[&str]| {
        let near = Some(Near { lat: 16.2, lon: 0.0, radius });
        assert_eq!(found(&ledger, &Filter { near, ..Filter::default() }), expected, "{radius}");
    };
    near(5.0, NONE);
    near(20.0, ASSAULTS);
    near(335.0, &["douentza ASSAULT", "gao ASSAULT", "tombouctou SUPPORT"]);
    near(20_000.0, PLACED);
}

#[test]
fn days() {
    let ledger = ledger();
    let check = |from: &str, to: &str, undated: bool, expected: &[&str]| {
        let filter = Filter { from: from.parse().ok(), to: to.parse().ok(), undated, ..Filter::default() };
        assert_eq!(found(&ledger, &filter), expected, "{from} {to}");
    };
    check("2021-03-01", "2021-03-31", false, MARCH);
    check(
        "2021-03-01",
        "2021-03-31",
        true,
        &["douentza ASSAULT", "douentza CONTROL", "douentza THREATEN", "gao ASSAULT"],
    );
    // What goes on is known to go on until the report is out.
    check("2021-03-30", "", false, CONTROL);
    check("2021-03-31", "", true, NONE);
    check("2020-11-04", "2021-01-01", false, SUPPORT);
    check("", "2020-11-02", false, SUPPORT);
    check("", "2020-11-01", false, NONE);
}

#[test]
fn what_is_told_and_by_whom() {
    let ledger = ledger();
    let check =
        |filter: Filter, expected: &[&str]| assert_eq!(found(&ledger, &filter), expected, "{filter:?}");
    let any = Filter::default;
    check(
        Filter { types: vec![EventType::Control, EventType::Support], ..any() },
        &["douentza CONTROL", "tombouctou SUPPORT"],
    );
    check(Filter { factualities: vec![Factuality::Denied], ..any() }, &["douentza ASSAULT"]);
    check(Filter { report: Some("douentza".into()), ..any() }, DOUENTZA);
    check(Filter { report: Some("douent%".into()), ..any() }, NONE);
    check(Filter { outlet: Some("echo du sahel".into()), ..any() }, DOUENTZA);
    check(Filter { outlet: Some("Écho".into()), ..any() }, NONE);
    check(Filter { origin: Some("media:afp".into()), ..any() }, &["douentza ASSAULT"]);
    check(Filter { origin: Some("france-presse".into()), ..any() }, &["douentza ASSAULT"]);
    check(Filter { origin: Some("AFP".into()), ..any() }, &["douentza ASSAULT"]);
    check(Filter { origin: Some("habitante".into()), ..any() }, &["gao ASSAULT"]);
    check(Filter { origin: Some("?".into()), types: vec![EventType::Control], ..any() }, CONTROL);
}

#[test]
fn no_text_is_an_error() {
    let ledger = ledger();
    let check = |text: &str, expected: &[&str]| {
        let filter = Filter { text: Some(text.into()), ..Filter::default() };
        assert_eq!(found(&ledger, &filter), expected, "{text}");
        // Versions that are not current are looked through without the index.
        let then = Filter { as_of: "2030-01-01".parse().ok(), ..filter };
        assert_eq!(found(&ledger, &then), expected, "{text}");
    };
    check("CONVOI", DOUENTZA);
    check("armée convoi", DOUENTZA);
    check("\"groupe armé\"", SUPPORT);
    check("\"armé groupe\"", NONE);
    check("convoi\" OR text:*", NONE);
    for hostile in [
        "\"",
        "\"\"",
        "'",
        "*",
        "NEAR(",
        "a AND",
        "^",
        "{",
        "title:",
        "-",
        "\0",
        "((",
        "convoi*",
        "\u{1F54A}",
    ] {
        let filter = Filter { text: Some(hostile.into()), ..Filter::default() };
        assert!(ledger.find(&filter, Order::Day, None).is_ok(), "{hostile:?}");
    }
}

/// No question looks at every claim, but one that asks for all of them.
#[test]
fn questions_go_by_an_index() {
    let ledger = ledger();
    let plan = |filter: &Filter| {
        let scope = filter.scope();
        let sql = format!("EXPLAIN QUERY PLAN SELECT c.claim {}", scope.sql);
        let mut statement = ledger.db.prepare(&sql).unwrap();
        let lines =
            statement.query_map(rusqlite::params_from_iter(scope.values), |row| row.get::<_, String>(3));
        lines.unwrap().collect::<Result<Vec<_>, _>>().unwrap()
    };
    let looks_at_all = |filter: &Filter| plan(filter).iter().any(|line| line.starts_with("SCAN c"));
    let any = Filter::default;
    assert!(looks_at_all(&any()));
    let day: Option<Date> = "2021-03-01".parse().ok();
    let parties = vec!["MLI/MIL".to_owned()];
    for filter in [
        Filter { parties: parties.clone(), place: Some("Mopti".into()), from: day, to: day, ..any() },
        Filter { parties, ..any() },
        Filter { place: Some("MLI".into()), ..any() },
        Filter { near: Some(Near { lat: 1.0, lon: 1.0, radius: 9.0 }), ..any() },
        Filter { types: vec![EventType::Assault], ..any() },
        Filter { to: day, ..any() },
        Filter { origin: Some("media:afp".into()), ..any() },
        Filter { text: Some("convoi".into()), ..any() },
        Filter { outlet: Some("Le Fleuve".into()), ..any() },
        Filter { report: Some("gao".into()), ..any() },
        Filter { report: Some("gao".into()), as_of: day, ..any() },
    ] {
        assert!(!looks_at_all(&filter), "{filter:?}: {:#?}", plan(&filter));
    }
}

#[test]
fn facts_of_parties_are_as_new_as_the_data() {
    let mut ledger = ledger();
    let facts = |name: &str| {
        [PartyFacts {
            id: PartyId::new("group:mnla"),
            name: name.into(),
            names: vec![name.into()],
            sector: None,
            kind: Some(SourceKind::ArmedGroup),
            countries: vec!["MLI".into()],
            member_of: Vec::new(),
        }]
    };
    let before = asked(&mut ledger, "SELECT name, data FROM party WHERE party = 'group:mnla'").unwrap();
    let before = serde_json::json!(before[0]);
    let mut after = |name: &str, data: &str| {
        ledger.know_parties(&facts(name), data).unwrap();
        let known = asked(&mut ledger, "SELECT name, data FROM party WHERE party = 'group:mnla'").unwrap();
        serde_json::json!(known[0])
    };
    assert_eq!(before, serde_json::json!(["Mouvement national de libération de l'Azawad", "1"]));
    assert_eq!(after("MNLA", "2"), serde_json::json!(["MNLA", "2"]));
    assert_eq!(after("Not looked at", "2"), serde_json::json!(["MNLA", "2"]));
    // Others are of the first data still, and not all that these now say.
    assert_eq!(after("MNLA", "1"), serde_json::json!(["MNLA", "1"]));
    let parties = asked(&mut ledger, "SELECT count(*) FROM party").unwrap();
    assert_eq!(parties[0][0], 3);
}

#[test]
fn filters_narrow_each_other() {
    let ledger = ledger();
    let singles: &[fn(&mut Filter)] = &[
        |f| f.parties.push("MLI/MIL".into()),
        |f| f.parties.push("armée".into()),
        |f| f.place = Some("Gao".into()),
        |f| f.near = Some(Near { lat: 16.2, lon: 0.0, radius: 335.0 }),
        |f| f.types = vec![EventType::Assault, EventType::Control],
        |f| f.from = "2021-03-28".parse().ok(),
        |f| f.to = "2021-03-29".parse().ok(),
        |f| f.origin = Some("media:afp".into()),
        |f| f.factualities = vec![Factuality::Denied],
        |f| f.text = Some("armée gao".into()),
        |f| f.outlet = Some("Écho du Sahel".into()),
        |f| f.report = Some("douentza".into()),
    ];
    for as_of in [None, "2024-01-01".parse().ok()] {
        let start = Filter { as_of, ..Filter::default() };
        let find = |filter: &Filter| ledger.find(filter, Order::Report, None).unwrap();
        let with = |some: u32| {
            let mut filter = start.clone();
            let chosen = (0..singles.len()).filter(|at| some & 1 << at != 0);
            chosen.for_each(|at| singles[at](&mut filter));
            filter
        };
        let alone: Vec<_> = (0..singles.len()).map(|at| find(&with(1 << at))).collect();
        for some in (0..1u32 << singles.len()).filter(|some| some.count_ones() <= 3) {
            let in_all = |claim: &super::Found| {
                alone.iter().enumerate().all(|(at, found)| some & 1 << at == 0 || found.contains(claim))
            };
            let expected: Vec<_> = find(&start).into_iter().filter(in_all).collect();
            assert_eq!(find(&with(some)), expected, "{:?}", with(some));
        }
    }
}

#[test]
fn what_was_known_on_a_day() {
    let mut ledger = ledger();
    let later =
        Told { text: "Un accord est signé à Tombouctou.", claims: &[&["SUPPORT signé"]], ..tombouctou() };
    // The page changed under its old date, and was seen to have on 2023-11-16.
    ledger.add(&[entry(&later)], &Instant::of_unix(1_700_100_000)).unwrap();
    let places = |day: &str| {
        let filter = Filter { as_of: day.parse().ok(), ..Filter::default() };
        let table = ledger.tally(Tally::Places, &filter, Sort::Name, None).unwrap();
        table.rows.iter().map(|row| row[0].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(places("2020-11-29"), NONE);
    assert_eq!(places("2021-01-01"), ["Timbuktu, Timbuktu, Mali"]);
    assert_eq!(places("2023-11-15").len(), 3);
    assert_eq!(places("2023-11-16"), ["Douentza, Mopti, Mali", "Gao, Gao, Mali"]);
    let then = Filter {
        as_of: "2021-01-01".parse().ok(),
        text: Some("\"groupe armé\"".into()),
        ..Filter::default()
    };
    assert_eq!(found(&ledger, &then), SUPPORT);
}

fn tombouctou() -> Told {
    let Told { id, outlet, published, text, claims } = TOLD[2];
    Told { id, outlet, published, text, claims }
}

fn rows(table: &crate::query::Table, columns: &[&str]) -> Vec<Vec<Value>> {
    let at = |name: &&str| table.columns.iter().position(|column| column == name).unwrap();
    let at: Vec<usize> = columns.iter().map(at).collect();
    table.rows.iter().map(|row| at.iter().map(|&at| row[at].clone()).collect()).collect()
}

#[test]
fn sources_are_weighed_by_the_others() {
    let ledger = ledger();
    let table = ledger.tally(Tally::Sources, &Filter::default(), Sort::Name, None).unwrap();
    let told = rows(&table, &["origin", "kind", "claims", "events", "denied", "unconfirmed", "carried_by"]);
    let expected = serde_json::json!([
        ["?", null, 3, null, null, null, ["Le Fleuve", "Écho du Sahel"]],
        ["media:afp", "media", 1, null, null, null, ["Écho du Sahel"]],
        ["~[…] une habitante", "witness", 1, 1, 1.0, 0.0, ["Le Fleuve"]],
    ]);
    assert_eq!(serde_json::json!(told), expected);
}

#[test]
fn parties_are_counted_by_role() {
    let ledger = ledger();
    let table = ledger.tally(Tally::Parties, &Filter::default(), Sort::Claims, Some(3)).unwrap();
    let told = rows(
        &table,
        &["party", "name", "claims", "acting", "undergoing", "speaking", "first_day", "last_day"],
    );
    let expected = serde_json::json!([
        ["MLI/MIL", "Mali (MIL)", 3, 3, 0, 0, "2021-03-28", "2021-03-30"],
        ["MLI/CVL", "Mali (CVL)", 2, 0, 1, 1, "2021-03-28", "2021-03-28"],
        ["MLI/REB", "Mali (REB)", 2, 0, 2, 0, "2021-03-28", "2021-03-28"],
    ]);
    assert_eq!(serde_json::json!(told), expected);
}

#[test]
fn relations_fold_what_is_told_twice() {
    let ledger = ledger();
    let all = Filter { factualities: Factuality::ALL.to_vec(), undated: true, ..Filter::default() };
    let told = |filter: &Filter| serde_json::json!(ledger.relations(filter, None).unwrap().rows);
    let support = serde_json::json!(["2020-11", "NER/GOV", "MLI/GOV", 1, 5.0, 0.0, 1]);
    let attack = |claims: u64| serde_json::json!(["2021-03", "MLI/MIL", "MLI/REB", 1, 0.0, -9.0, claims]);
    let threat = serde_json::json!(["2021-03", "group:mnla", "MLI/CVL", 1, 0.0, -3.5, 1]);
    assert_eq!(told(&Filter::default()), serde_json::json!([support, attack(1)]));
    assert_eq!(told(&all), serde_json::json!([support, attack(2), threat]));
    let held = ledger.holders(&Filter::default(), None).unwrap();
    let held = rows(&held, &["place", "day", "mode", "party", "origins", "reports"]);
    let expected =
        serde_json::json!([["Douentza, Mopti, Mali", "2021-03-29", "hold", "MLI/MIL", ["?"], ["douentza"]]]);
    assert_eq!(serde_json::json!(held), expected);
}

#[test]
fn outlets_have_words_for_parties() {
    let ledger = ledger();
    let told = |party: &str| {
        let filter = Filter { parties: vec![party.into()], ..Filter::default() };
        serde_json::json!(ledger.stance(&filter, None).unwrap().rows)
    };
    let expected = serde_json::json!([
        ["MLI/REB", "Le Fleuve", "rebelles", 1, 1],
        ["MLI/REB", "Écho du Sahel", "terroristes", 1, 1]
    ]);
    assert_eq!(told("MLI/REB"), expected);
    // A person without office has no name here.
    assert_eq!(told("MLI/CVL"), serde_json::json!([["MLI/CVL", "Écho du Sahel", "[…]", 1, 1]]));
}

fn asked(ledger: &mut Ledger, sql: &str) -> Result<Vec<Vec<Value>>, String> {
    let mut rows = Vec::new();
    let each = |_: &[String], row: &[Value]| -> Result<(), Error> {
        rows.push(row.to_vec());
        Ok(())
    };
    ledger.sql(sql, || false, each).map_err(|e| e.to_string())?;
    Ok(rows)
}

#[test]
fn sql_reads() {
    let mut ledger = ledger();
    let mut check = |sql: &str, expected: Value| {
        assert_eq!(serde_json::json!(asked(&mut ledger, sql).unwrap()), expected, "{sql}");
    };
    check("SELECT count(*), x'00ff', NULL, 1.5 FROM claims", serde_json::json!([[5, "00ff", null, 1.5]]));
    check("SELECT count(*) FROM report_text WHERE report_text MATCH 'convoi'", serde_json::json!([[1]]));
    check("SELECT count(*) FROM place_map WHERE lat_min > 16", serde_json::json!([[2]]));
    check("PRAGMA user_version", serde_json::json!([[3]]));
    check("SELECT score('ASSAULT'), fold('Éa'), bare('L’Été')", serde_json::json!([[-9.0, "ea", "été"]]));
    check("VALUES (1); -- and no more", serde_json::json!([[1]]));
}

#[test]
fn sql_refuses_what_writes_and_says_what_is_wrong() {
    let mut ledger = ledger();
    let before = serde_json::json!(asked(&mut ledger, "SELECT * FROM claim").unwrap());
    let mut check = |sql: &str, expected: &str| {
        let told = asked(&mut ledger, sql).unwrap_err();
        assert!(told.contains(expected), "{sql}: {told}");
    };
    for sql in [
        "DELETE FROM claim",
        "INSERT INTO log VALUES (1, '', '', '')",
        "WITH x AS (SELECT 1) UPDATE claim SET origin = '!'",
        "DROP TABLE echo",
        "CREATE TEMP TABLE t (x)",
        "ATTACH ':memory:' AS other",
        "VACUUM INTO '/tmp/never'",
        "PRAGMA query_only = 0",
        "PRAGMA user_version = 9",
        "PRAGMA writable_schema",
        "BEGIN",
        "REINDEX",
        "ANALYZE",
        "INSERT INTO report_text (report_text) VALUES ('rebuild')",
    ] {
        check(sql, "only reads");
    }
    check("SELECT load_extension('x')", "not authorized");
    check("SELECT 1; SELECT 2", "one statement at a time");
    check("SELECT 1; DELETE FROM claim", "only reads");
    check("SELECT ?", "parameters");
    check("SELECT 'é', rien FROM claim", "line 1, column 13: no such column: rien");
    check("SELECT 1,\n  'é' rien 2", "line 2, column 12: near \"2\": syntax error");
    check("", "empty");
    assert_eq!(serde_json::json!(asked(&mut ledger, "SELECT * FROM claim").unwrap()), before);
    // Afterwards the program itself may write again.
    ledger.add(&[entry(&tombouctou())], &Instant::of_unix(1_700_200_000)).unwrap();
}

#[test]
fn sql_stops_when_it_is_told_to() {
    let mut ledger = ledger();
    let endless = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let stopped = ledger.sql(endless, || true, |_, _| -> Result<(), Error> { Ok(()) });
    assert!(stopped.unwrap_err().to_string().contains("stopped"));
}

#[test]
fn the_form_of_a_claim_names_no_private_person() {
    let ledger = ledger();
    let filter = Filter { report: Some("gao".into()), ..Filter::default() };
    let found = ledger.find(&filter, Order::Day, None).unwrap();
    let mut told = Vec::new();
    let each = |stored: &crate::StoredReport, claim| -> Result<(), Error> {
        told.push(serde_json::to_value(crate::form::FoundForm::of(stored, claim)).unwrap());
        Ok(())
    };
    ledger.each_found(&found, each).unwrap();
    let [claim] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(claim["report"], "gao");
    assert_eq!(claim["number"], 1);
    assert_eq!(claim["origin"], "~[…] une habitante");
    assert_eq!(claim["incident"], crate::incident::id_of(1));
    assert_eq!(claim["sources"][0]["text"], "[…], une habitante");
    assert!(claim["text"].as_str().unwrap().ends_with("selon […], une habitante."), "{claim}");
    assert!(!claim.to_string().contains("Kon"), "{claim}");
}

/// Every example of the documentation runs, and finds something here.
#[test]
fn examples_of_sql() {
    let mut ledger = ledger();
    let page = include_str!("../../../../../docs/ledger.md");
    let examples: Vec<&str> = page.split("```sql\n").skip(1).filter_map(|e| e.split("```").next()).collect();
    assert!(examples.len() >= 8);
    for example in examples {
        let rows = asked(&mut ledger, example).unwrap_or_else(|error| panic!("{example}: {error}"));
        assert!(!rows.is_empty(), "{example}");
    }
}

#[test]
fn sql_names_its_columns_apart() {
    let mut ledger = ledger();
    let columns = ledger.sql(
        "SELECT 1 AS a, 2 AS a, 3 AS a_2 WHERE 0",
        || false,
        |_, _| -> Result<(), Error> { Ok(()) },
    );
    assert_eq!(columns.unwrap(), ["a", "a_2", "a_2_2"]);
}
