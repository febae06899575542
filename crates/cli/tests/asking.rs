//! Questions to a ledger as a person or a script asks them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const REPORTS: &str = r#"{"id":"djibo","outlet":"Le Pays","published":"2021-03-30","text":"Des hommes armés ont attaqué un convoi de l'armée burkinabè près de Djibo dimanche, a annoncé mardi le ministère burkinabè de la Défense. Douze soldats ont été tués, selon un officier."}
{"id":"gao","outlet":"L'Écho","published":"2021-04-02","text":"L'armée malienne a repris Ménaka jeudi, a annoncé l'armée malienne. Des rebelles ont attaqué l'armée malienne à Gao jeudi."}
"#;

struct Asked {
    dir: TempDir,
}

impl Asked {
    fn new() -> Asked {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("reports.jsonl"), REPORTS).unwrap();
        let asked = Asked { dir };
        let added = asked.run(&["add", asked.dir.path().join("reports.jsonl").to_str().unwrap()]);
        assert_eq!(added.status.code(), Some(0), "{added:?}");
        asked
    }

    fn file(&self) -> PathBuf {
        self.dir.path().join("selon.db")
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
        for name in ["NO_COLOR", "COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        command.env("SELON_LEDGER", self.file()).args(args).stdin(Stdio::null()).output().unwrap()
    }

    fn told(&self, args: &str) -> String {
        let output = self.run(&args.split(' ').collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(0), "{args}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn lines(&self, args: &str) -> Vec<Value> {
        self.told(args).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn the_same_filter_holds_for_all_commands() {
    let asked = Asked::new();
    let reports = |filter: &str| {
        let claims = asked.lines(&format!("claims --format jsonl {filter}"));
        let mut ids: Vec<String> = claims.iter().map(|c| c["report"].as_str().unwrap().to_owned()).collect();
        ids.dedup();
        ids
    };
    assert_eq!(reports("--sort report"), ["djibo", "gao"]);
    assert_eq!(reports("--party BFA/MIL"), ["djibo"]);
    assert_eq!(reports("--party Mali --type assault,control"), ["gao"]);
    assert_eq!(reports("--place Djibo --from 2021-03 --to 2021-03"), ["djibo"]);
    assert_eq!(reports("--text \"Ménaka"), ["gao"]);
    assert_eq!(reports("--as-of 2021-04-01"), ["djibo"]);
    assert_eq!(asked.told("as-of 2021-04-01 claims"), asked.told("claims --as-of 2021-04-01"));
    let places = asked.lines("places --format jsonl --party MLI/MIL");
    let names: Vec<_> = places.iter().map(|p| p["country"].as_str().unwrap()).collect();
    assert_eq!(names, ["MLI", "MLI"]);
    let held = asked.lines("relations --holders --format jsonl");
    assert_eq!((&held[0]["party"], &held[0]["mode"]), (&"MLI/MIL".into(), &"take".into()));
    assert_eq!(held[0]["reports"], serde_json::json!(["gao"]));
    let pairs = asked.told("relations --format csv --party BFA/MIL --to 2021-03-28");
    assert!(
        pairs.starts_with("month,actor,recipient,events,cooperation,conflict,claims\n2021-03,"),
        "{pairs}"
    );
    let words = asked.told("stance --format csv --party MLI/MIL");
    assert_eq!(words, "party,outlet,words,claims,reports\nMLI/MIL,L'Écho,armée malienne,2,1\n");
    let parties = asked.lines("parties --format jsonl --party MLI/MIL --limit 1");
    assert_eq!(parties[0]["name"], "Mali (MIL)");
    let sources = asked.lines("sources --format jsonl");
    assert!(sources.iter().all(|s| s["carried_by"].is_array()), "{sources:?}");
}

#[test]
fn answers_have_the_forms_that_are_asked_for() {
    let asked = Asked::new();
    let csv = asked.told("claims --format csv --place Djibo --type ASSAULT");
    let (header, rows) = csv.split_once('\n').unwrap();
    assert!(header.starts_with("report_id,outlet,") && header.ends_with(",canonical_origin,incident"));
    assert!(rows.starts_with("djibo,Le Pays,2021-03-30,"), "{rows}");
    let json: Value = serde_json::from_str(&asked.told("claims --format json")).unwrap();
    assert!(json.as_array().unwrap().len() > 2);
    let nothing: Value = serde_json::from_str(&asked.told("claims --format json --party XXX")).unwrap();
    assert_eq!(nothing, serde_json::json!([]));
    assert_eq!(asked.told("--lang fr claims --party XXX"), "aucune affirmation\n");
    let table = asked.told("--lang fr claims --party BFA/MIL --limit 1");
    assert!(table.contains("[BFA/MIL]") && table.ends_with("--limit les montre\n"), "{table}");
    assert!(asked.told("--lang fr parties --limit 1").starts_with("partie"));
}

#[test]
fn sql_reads_and_refuses() {
    let asked = Asked::new();
    let sql = |statement: &str, format: &str| asked.run(&["sql", statement, "--format", format]);
    let out = |output: Output| String::from_utf8(output.stdout).unwrap();
    assert_eq!(out(sql("SELECT '=1+1' AS a, x'0f' AS b, NULL AS c", "csv")), "a,b,c\n'=1+1,0f,\n");
    assert_eq!(out(sql("SELECT 1 AS b, 'é' AS a", "jsonl")), "{\"b\":1,\"a\":\"é\"}\n");
    assert_eq!(out(sql("SELECT 1 AS a WHERE 0", "csv")), "a\n");
    assert_eq!(out(sql("SELECT 1 AS a WHERE 0", "json")), "[\n\n]\n");
    assert_eq!(out(sql("SELECT 'a' || char(27) || '[2J' AS a", "table")), "a\na [2J\n");
    let before = fs::read(asked.file()).unwrap();
    for (statement, reason) in [
        ("DELETE FROM claim", "only reads"),
        ("ATTACH 'x.db' AS x", "only reads"),
        ("SELECT 1; SELECT 2", "one statement"),
        ("SELEC 1", "line 1, column 1"),
    ] {
        let output = sql(statement, "table");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{statement}");
        assert!(told.contains(reason) && told.lines().count() == 1, "{statement}: {told}");
    }
    assert_eq!(fs::read(asked.file()).unwrap(), before);
    let endless = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let output = asked.run(&["sql", endless, "--timeout", "1"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("the time for it is over"));
}

#[test]
fn what_makes_no_sense_is_told() {
    let asked = Asked::new();
    for args in [
        "claims --type WAR",
        "claims --factuality sure",
        "claims --from 2021-02-30",
        "claims --near 1,2",
        "as-of 2021-04-01",
        "as-of yesterday claims",
    ] {
        let output = asked.run(&args.split(' ').collect::<Vec<_>>());
        assert_eq!(output.status.code(), Some(2), "{args}: {output:?}");
    }
    let nowhere = asked.run(&["claims", "--ledger", "nowhere.db"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(String::from_utf8(nowhere.stderr).unwrap().contains("there is no such ledger"));
}
