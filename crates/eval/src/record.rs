//! A record of every claim of a set: whether it is found, and which of its fields are right. Two records
//! show which claims a change has moved, where measures only say how many.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::compare::{FIELDS, fields};
use crate::gold::{Claim, Doc};
use crate::measure::{NEAR, matches, side_by_side};

/// What names a claim: set, report, number among the gold claims, type, trigger.
///
/// A claim that is found and is no gold claim has the number 0; the last number tells apart those whose
/// names are the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    set: String,
    report: String,
    number: usize,
    event: String,
    trigger: String,
    same: usize,
}

/// What became of a claim, and which of its [`FIELDS`] are right.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    found: String,
    right: Vec<String>,
}

/// The claims of some sets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record(BTreeMap<Name, State>);

impl Record {
    /// The record of a set in which something was found.
    pub(crate) fn of(set: &str, gold: &[Doc], found: &[Doc]) -> Result<Record> {
        let mut record = Record::default();
        for (doc, other) in side_by_side(gold, found)? {
            record.add(set, doc, other);
        }
        Ok(record)
    }

    fn add(&mut self, set: &str, gold: &Doc, found: &Doc) {
        let matched = matches(&gold.claims, &found.claims);
        let unmatched = |(j, _): &(usize, &Claim)| !matched.iter().any(|(_, matched)| matched == j);
        let extra: Vec<&Claim> = found.claims.iter().enumerate().filter(unmatched).map(|(_, c)| c).collect();
        for (i, claim) in gold.claims.iter().enumerate() {
            let pair = matched.iter().find(|(matched, _)| *matched == i);
            let state = match pair {
                Some((_, j)) => {
                    let right =
                        fields(claim, &found.claims[*j]).map(|same| if same { "right" } else { "wrong" });
                    State { found: "found".to_owned(), right: right.map(str::to_owned).to_vec() }
                }
                None if extra.iter().any(|c| c.at.abs_diff(claim.at) <= NEAR) => {
                    State::without_fields("other-type")
                }
                None => State::without_fields("missed"),
            };
            self.insert(Name::of(set, gold, i + 1, claim), state);
        }
        for claim in extra {
            self.insert(Name::of(set, gold, 0, claim), State::without_fields("extra"));
        }
    }

    fn insert(&mut self, mut name: Name, state: State) {
        while self.0.contains_key(&name) {
            name.same += 1;
        }
        self.0.insert(name, state);
    }

    pub(crate) fn extend(&mut self, other: Record) {
        self.0.extend(other.0);
    }

    /// Reads what [`Record::write`] wrote.
    pub(crate) fn read(file: &Path) -> Result<Record> {
        let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let mut record = Record::default();
        for (i, line) in text.lines().enumerate().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [set, report, number, event, trigger, found, right @ ..] = cells.as_slice() else {
                bail!("{}:{}: too few cells", file.display(), i + 1);
            };
            let number = number.parse().with_context(|| format!("{}:{}", file.display(), i + 1))?;
            let [set, report, event, trigger] = [set, report, event, trigger].map(|s| (*s).to_owned());
            let right = right.iter().map(|s| (*s).to_owned()).collect();
            let name = Name { set, report, number, event, trigger, same: 0 };
            record.insert(name, State { found: (*found).to_owned(), right });
        }
        Ok(record)
    }

    /// Writes a table to a file or to standard output.
    pub(crate) fn write(&self, file: Option<&Path>) -> Result<()> {
        let mut text = format!("set\treport\tclaim\ttype\ttrigger\tfound\t{}\n", FIELDS.join("\t"));
        for (name, state) in &self.0 {
            let Name { set, report, number, event, trigger, .. } = name;
            let right = state.right.join("\t");
            writeln!(text, "{set}\t{report}\t{number}\t{event}\t{trigger}\t{}\t{right}", state.found)?;
        }
        match file {
            Some(file) => fs::write(file, text).with_context(|| file.display().to_string()),
            None => {
                print!("{text}");
                Ok(())
            }
        }
    }

    /// What differs in a later record, a line a claim, and how many there are.
    pub(crate) fn moved_to(&self, later: &Record) -> String {
        let (mut lines, mut moved) = (String::new(), 0);
        let names: std::collections::BTreeSet<&Name> = self.0.keys().chain(later.0.keys()).collect();
        for name in names {
            let changes = match (self.0.get(name), later.0.get(name)) {
                (Some(before), Some(after)) => before.changes(after),
                (Some(before), None) => vec![format!("{} → none", before.found)],
                (None, Some(after)) => vec![format!("none → {}", after.found)],
                (None, None) => Vec::new(),
            };
            if !changes.is_empty() {
                moved += 1;
                let Name { set, report, number, event, trigger, .. } = name;
                let number = if *number == 0 { String::new() } else { format!(" {number}") };
                lines += &format!("{set} {report}{number} {event} «{trigger}»: {}\n", changes.join(", "));
            }
        }
        lines + &format!("{moved} claims moved\n")
    }
}

impl Name {
    fn of(set: &str, doc: &Doc, number: usize, claim: &Claim) -> Name {
        // A table has one line a claim.
        let trigger = claim.trigger().split_whitespace().collect::<Vec<_>>().join(" ");
        Name { set: set.to_owned(), report: doc.name(), number, event: claim.event.clone(), trigger, same: 0 }
    }
}

impl State {
    fn without_fields(found: &str) -> State {
        State { found: found.to_owned(), right: vec!["-".to_owned(); FIELDS.len()] }
    }

    fn changes(&self, after: &State) -> Vec<String> {
        if self.found != after.found {
            return vec![format!("{} → {}", self.found, after.found)];
        }
        let fields = FIELDS.iter().zip(self.right.iter().zip(&after.right));
        let changed = fields.filter(|(_, (a, b))| a != b);
        changed.map(|(field, (a, b))| format!("{field} {a} → {b}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(claims: &[(usize, &str, &str, &[&str])]) -> Record {
        let mut record = Record::default();
        for (number, trigger, found, wrong) in claims {
            let [set, report, event] = ["own", "r1", "ASSAULT"].map(str::to_owned);
            let name = Name { set, report, number: *number, event, trigger: (*trigger).to_owned(), same: 0 };
            let right =
                FIELDS.map(|f| if wrong.contains(&f) { "wrong" } else { "right" }.to_owned()).to_vec();
            record.insert(name, State { found: (*found).to_owned(), right });
        }
        record
    }

    #[test]
    fn what_moved_is_told_claim_by_claim() {
        let before = record(&[
            (1, "attaqué", "found", &["place"]),
            (2, "tué", "missed", &[]),
            (0, "tir", "extra", &[]),
        ]);
        let after = record(&[(1, "attaqué", "found", &["time"]), (2, "tué", "found", &[])]);
        let expected = "own r1 ASSAULT «tir»: extra → none\n\
                        own r1 1 ASSAULT «attaqué»: place wrong → right, time right → wrong\n\
                        own r1 2 ASSAULT «tué»: missed → found\n\
                        3 claims moved\n";
        assert_eq!(before.moved_to(&after), expected);
        assert_eq!(before.moved_to(&before), "0 claims moved\n");
    }

    #[test]
    fn claims_with_one_name_are_kept_apart() {
        let twice = record(&[(0, "tir", "extra", &[]), (0, "tir", "extra", &[])]);
        let once = record(&[(0, "tir", "extra", &[])]);
        assert_eq!(twice.moved_to(&once), "own r1 ASSAULT «tir»: extra → none\n1 claims moved\n");
    }
}
