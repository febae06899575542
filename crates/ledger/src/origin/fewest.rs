use std::collections::{BTreeMap, BTreeSet};

/// The fewest reports that tell everything, where each set is what one report tells.
///
/// Reports that tell nothing of their own fall away, those that alone tell something are needed; what is left after that is
/// rare and small, and is searched through. Past [`STEPS`] the search ends with the best found so far.
pub(super) fn fewest(reports: Vec<BTreeSet<usize>>) -> usize {
    let mut best = reports.iter().filter(|told| !told.is_empty()).count();
    let mut steps = STEPS;
    search(reports, 0, &mut best, &mut steps);
    best
}

/// Branches of the search. No incident of newspapers comes near.
const STEPS: usize = 4096;

fn search(mut reports: Vec<BTreeSet<usize>>, mut chosen: usize, best: &mut usize, steps: &mut usize) {
    let tellers = loop {
        reports.retain(|told| !told.is_empty());
        reports = undominated(&reports, &tellers(&reports));
        let tellers = tellers(&reports);
        let needed: BTreeSet<usize> = tellers.values().filter(|by| by.len() == 1).map(|by| by[0]).collect();
        if needed.is_empty() {
            break tellers;
        }
        chosen += needed.len();
        take(&mut reports, needed);
    };
    let Some(by) = tellers.values().min_by_key(|by| by.len()) else {
        *best = (*best).min(chosen);
        return;
    };
    for &report in by {
        if chosen + 1 >= *best || *steps == 0 {
            return;
        }
        *steps -= 1;
        let mut rest = reports.clone();
        take(&mut rest, BTreeSet::from([report]));
        search(rest, chosen + 1, best, steps);
    }
}

/// Takes reports: what they tell is told.
fn take(reports: &mut [BTreeSet<usize>], chosen: BTreeSet<usize>) {
    let told: BTreeSet<usize> = chosen.into_iter().flat_map(|i| std::mem::take(&mut reports[i])).collect();
    reports.iter_mut().for_each(|other| other.retain(|t| !told.contains(t)));
}

/// For each thing told the reports that tell it.
fn tellers(reports: &[BTreeSet<usize>]) -> BTreeMap<usize, Vec<usize>> {
    let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, told) in reports.iter().enumerate() {
        told.iter().for_each(|&t| all.entry(t).or_default().push(i));
    }
    all
}

/// The reports without those that tell no more than another one does.
fn undominated(reports: &[BTreeSet<usize>], tellers: &BTreeMap<usize, Vec<usize>>) -> Vec<BTreeSet<usize>> {
    let kept = |(i, told): &(usize, &BTreeSet<usize>)| {
        let rarest = told.iter().map(|t| &tellers[t]).min_by_key(|by| by.len());
        let wider = |&&j: &&usize| {
            let other = &reports[j];
            j != *i && told.is_subset(other) && (other.len() > told.len() || j < *i)
        };
        rarest.is_some_and(|by| by.iter().find(wider).is_none())
    };
    reports.iter().enumerate().filter(kept).map(|(_, told)| told.clone()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sets(reports: &[&[usize]]) -> Vec<BTreeSet<usize>> {
        reports.iter().map(|told| told.iter().copied().collect()).collect()
    }

    #[test]
    fn covers() {
        let check =
            |reports: &[&[usize]], expected| assert_eq!(fewest(sets(reports)), expected, "{reports:?}");
        check(&[], 0);
        check(&[&[]], 0);
        check(&[&[1, 2]], 1);
        check(&[&[1, 2], &[1, 2]], 1);
        check(&[&[1], &[2, 3], &[1, 2]], 2);
        check(&[&[1, 2], &[2, 3], &[3, 1]], 2);
        check(&[&[1, 2, 3], &[4, 5, 6], &[1, 4], &[2, 5], &[3, 6]], 2);
    }

    proptest! {
        #[test]
        fn as_few_as_any_choice(told in prop::collection::vec(0u8..64, 0..8)) {
            let bits = |set: u8| (0..6).filter(move |bit| set & (1 << bit) != 0).collect::<BTreeSet<usize>>();
            let all = told.iter().fold(0, |a, b| a | b);
            let covers = |choice: u32| {
                let chosen = told.iter().enumerate().filter(|(i, _)| choice & (1 << i) != 0);
                chosen.fold(0, |a, (_, b)| a | b) == all
            };
            let fewest_of_all = (0u32..1 << told.len()).filter(|c| covers(*c)).map(u32::count_ones).min();
            let found = fewest(told.iter().map(|t| bits(*t)).collect());
            prop_assert_eq!(Some(found as u32), fewest_of_all);
        }
    }
}
