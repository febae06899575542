//! News reports of an invented war, any number of them, with the truth about each: which incident it tells
//! and whose words it takes over. The ledger's tests and benches run on them.
//!
//! The same options give the same bytes. Reports come in the order of their publication, and what is held in memory is the
//! incidents that are still being told, whatever the number of reports.

mod echo;
mod feed;
mod french;
mod grammar;
mod random;
mod report;
mod telling;
mod world;

use std::fs::File;
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

use anyhow::{Context, Result};

pub(crate) use report::{Options, ReportJson, Truth};

/// Generates reports, each with its truth.
///
/// # Errors
///
/// Where a built-in table is broken.
pub(crate) fn generate(options: Options) -> Result<impl Iterator<Item = (ReportJson, Truth)>> {
    feed::Feed::new(options)
}

/// Writes reports as JSON Lines to a file or to standard output, and the truth beside them.
pub(crate) fn run(options: Options, out: Option<&PathBuf>, truth: Option<&PathBuf>) -> Result<()> {
    let create =
        |path: &PathBuf| File::create(path).with_context(|| format!("cannot write {}", path.display()));
    let mut reports: Box<dyn Write> = match out {
        Some(path) => Box::new(BufWriter::new(create(path)?)),
        None => Box::new(BufWriter::new(stdout().lock())),
    };
    let mut truths = truth.map(create).transpose()?.map(BufWriter::new);
    for (report, truth) in generate(options)? {
        serde_json::to_writer(&mut reports, &report)?;
        reports.write_all(b"\n")?;
        if let Some(truths) = &mut truths {
            serde_json::to_writer(&mut *truths, &truth)?;
            truths.write_all(b"\n")?;
        }
    }
    reports.flush()?;
    truths.map_or(Ok(()), |mut truths| truths.flush())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use jiff::civil::Date;

    use super::echo::EchoKind;
    use super::report::Origin;
    use super::*;

    fn some(reports: u64, seed: u64, echoes: f64) -> Vec<(ReportJson, Truth)> {
        generate(Options { reports, seed, echoes }).unwrap().collect()
    }

    fn words(text: &str) -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words.map(str::to_lowercase).collect()
    }

    fn grams(text: &str) -> BTreeSet<Vec<String>> {
        words(text).windows(5).map(<[String]>::to_vec).collect()
    }

    #[test]
    fn the_same_seed_is_the_same_war() {
        let first = some(300, 7, 0.25);
        assert_eq!(first.len(), 300);
        assert_eq!(first, some(300, 7, 0.25));
        assert_ne!(first, some(300, 8, 0.25));
    }

    #[test]
    fn days_ids_and_lengths_are_in_order() {
        let mut last = String::new();
        let mut seen = BTreeSet::new();
        for (report, truth) in some(3000, 1, 0.3) {
            let (day, published): (Date, Date) =
                (truth.day.parse().unwrap(), report.published.parse().unwrap());
            // Five days of telling and three of taking over.
            assert!((0..=8).contains(&(published - day).get_days()), "{report:?}");
            assert!(last <= report.published);
            last.clone_from(&report.published);
            assert_eq!(report.id, truth.id);
            assert!(seen.insert(report.id.clone()) && seen.insert(report.url.clone()));
            assert_eq!(truth.wire.is_some(), report.text.contains(truth.wire.as_deref().unwrap_or("§")));
            let length = words(&report.text).len();
            assert!(truth.kind == Origin::Echo || (80..=350).contains(&length), "{length}: {}", report.text);
        }
    }

    #[test]
    fn texts_are_print() {
        for (report, _) in some(2000, 5, 0.2) {
            let text = format!("{}.\n\n{}", report.title, report.text);
            for raw in ["~", "{", "}", "[", "]", "<", "|", "  ", " ,", " .", " de le ", " de les ", " à le "]
            {
                assert!(!text.contains(raw), "{raw:?} in {text}");
            }
        }
    }

    #[test]
    fn echoes_are_of_all_kinds_and_as_many_as_asked_for() {
        let reports = some(6000, 2, 0.25);
        let mut kinds: BTreeMap<EchoKind, usize> = BTreeMap::new();
        for kind in reports.iter().filter_map(|(_, truth)| truth.echo_kind) {
            *kinds.entry(kind).or_default() += 1;
        }
        let echoes: usize = kinds.values().sum();
        assert!((1300..1700).contains(&echoes), "{echoes}");
        for kind in EchoKind::ALL {
            assert!(kinds[&kind] * 10 > echoes, "{kinds:?}");
        }
        assert!(some(500, 2, 0.0).iter().all(|(_, truth)| truth.kind == Origin::Own));
    }

    #[test]
    fn what_is_said_to_be_taken_over_is_in_the_texts() {
        let mut own: BTreeMap<String, (Vec<String>, String)> = BTreeMap::new();
        for (report, truth) in some(2500, 4, 0.4) {
            let text = words(&report.text);
            for (source, &share) in truth.echo_of.iter().zip(&truth.shares) {
                // Echoes come after what they take over, and tell the same incident.
                let (source, incident) = &own[source];
                assert_eq!(*incident, truth.incident);
                let shorter = text.len().min(source.len()) as f64;
                let found = if truth.echo_kind == Some(EchoKind::Reordered) {
                    in_any_order(&text, source)
                } else {
                    in_order(&text, source)
                };
                assert!(found as f64 / shorter > share - 0.001, "{truth:?}: {found} of {shorter}");
                let runs = in_runs(&text, source) as f64 / shorter;
                // The halves of a merged text may happen to say the same.
                let by_chance = if truth.echo_kind == Some(EchoKind::Merged) { 0.4 } else { 0.15 };
                assert!(runs < share + by_chance, "{truth:?}: {runs} in runs");
                let least = match truth.echo_kind {
                    Some(EchoKind::Merged | EchoKind::Cut) => 0.2,
                    Some(EchoKind::Edited) => 0.8,
                    _ => 0.97,
                };
                assert!((least..=1.0).contains(&share), "{truth:?}");
            }
            match truth.kind {
                Origin::Own => drop(own.insert(truth.id, (text, truth.incident))),
                Origin::Echo => {
                    assert_eq!(
                        truth.echo_of.len(),
                        1 + usize::from(truth.echo_kind == Some(EchoKind::Merged))
                    );
                }
            }
        }
    }

    /// The longest common subsequence.
    fn in_order(a: &[String], b: &[String]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for word in a {
            let mut diagonal = 0;
            for (at, other) in b.iter().enumerate() {
                let up = row[at + 1];
                row[at + 1] = if word == other { diagonal + 1 } else { up.max(row[at]) };
                diagonal = up;
            }
        }
        row[b.len()]
    }

    fn in_any_order(a: &[String], b: &[String]) -> usize {
        let mut left: BTreeMap<&String, usize> = BTreeMap::new();
        b.iter().for_each(|word| *left.entry(word).or_default() += 1);
        a.iter()
            .filter(|word| left.get_mut(word).is_some_and(|n| n.checked_sub(1).map(|m| *n = m).is_some()))
            .count()
    }

    /// Words of `a` that stand in a run of five which `b` has too.
    fn in_runs(a: &[String], b: &[String]) -> usize {
        let runs: BTreeSet<&[String]> = b.windows(5).collect();
        let mut covered = vec![false; a.len()];
        for (at, run) in a.windows(5).enumerate().filter(|(_, run)| runs.contains(run)) {
            covered[at..at + run.len()].fill(true);
        }
        covered.iter().filter(|&&c| c).count()
    }

    #[test]
    fn reports_of_different_events_share_few_runs_of_words() {
        let own: Vec<(BTreeSet<Vec<String>>, String)> = some(400, 6, 0.0)
            .into_iter()
            .map(|(report, truth)| (grams(&report.text), truth.incident))
            .collect();
        let mut shares = Vec::new();
        for (at, (first, incident)) in own.iter().enumerate() {
            for (second, _) in own[..at].iter().filter(|(_, other)| other != incident) {
                let common = first.intersection(second).count();
                shares.push(common as f64 / first.len().min(second.len()) as f64);
            }
        }
        shares.sort_by(f64::total_cmp);
        let at = |share: f64| shares[(share * shares.len() as f64) as usize];
        assert!(
            at(0.99) < 0.035 && at(0.995) < 0.05 && at(0.999) < 0.06,
            "{} {} {}",
            at(0.99),
            at(0.995),
            at(0.999)
        );
        assert!(shares[shares.len() - 1] < 0.15, "{:?}", shares.last());
    }
}
