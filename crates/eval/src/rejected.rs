//! Which rule costs recall: for each rule against predicates, the gold claims that it refused, and how much else.

use std::collections::BTreeMap;

use anyhow::Result;
use selon::{Reader, Resources};

use crate::gold::{self, Doc};
use crate::measure::{NEAR, matches};
use crate::sets::Set;

/// Stands for the rule where no row of the lexicon reads the predicate.
const NO_ROW: &str = "(no row of the lexicon)";

/// What a rule refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Refused {
    /// Gold claims that were not found, of the type that was refused there.
    lost: usize,
    /// All else.
    others: usize,
}

/// Prints for every set the rules, those that lost most first.
///
/// # Errors
/// Where a gold file cannot be read.
pub(crate) fn run(sets: &[Set]) -> Result<()> {
    let resources = Resources::builtin()?;
    let reader = Reader::new(&resources);
    for set in sets {
        let docs = set.load()?;
        let mut rules = BTreeMap::new();
        for doc in &docs {
            count(&reader, doc, &mut rules)?;
        }
        let mut rows: Vec<(String, Refused)> = rules.into_iter().collect();
        rows.sort_by_key(|(rule, refused)| (std::cmp::Reverse(refused.lost), rule.clone()));
        println!("{} ({} reports): rule, gold claims lost, other predicates refused", set.name, docs.len());
        for (rule, Refused { lost, others }) in rows {
            println!("    {rule:<32} {lost:>5} {others:>7}");
        }
        println!();
    }
    Ok(())
}

/// Adds a report's rejections. A claim is lost by the rule against the nearest predicate of its type.
fn count(reader: &Reader<'_>, doc: &Doc, rules: &mut BTreeMap<String, Refused>) -> Result<()> {
    let (report, rejected) = reader.explain(gold::article(doc)?);
    let found = gold::of_report(&report)?;
    let at = |byte: u32| doc.text[..byte as usize].chars().count();
    let places: Vec<usize> = rejected.iter().map(|r| at(r.trigger.start)).collect();
    let matched = matches(&doc.claims, &found.claims);
    let mut blamed = vec![false; rejected.len()];
    let missed = |(i, _): &(usize, _)| !matched.iter().any(|(m, _)| m == i);
    for (_, claim) in doc.claims.iter().enumerate().filter(missed) {
        let near =
            |j: &usize| rejected[*j].event.as_str() == claim.event && places[*j].abs_diff(claim.at) <= NEAR;
        let nearest = (0..rejected.len()).filter(near).min_by_key(|j| places[*j].abs_diff(claim.at));
        let rule = nearest.map_or(NO_ROW, |j| {
            blamed[j] = true;
            &rejected[j].rule
        });
        rules.entry(rule.to_owned()).or_default().lost += 1;
    }
    for (refused, _) in rejected.iter().zip(&blamed).filter(|(_, blamed)| !**blamed) {
        rules.entry(refused.rule.clone()).or_default().others += 1;
    }
    Ok(())
}
