use std::collections::BTreeMap;

use selon_model::Counted;

use super::rule::Rule;
use super::toll::{Toll, tolls};
use crate::incident::{ClaimAt, Incident};

/// People counted by a rule; `None` where no claim gives a figure that the rule takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// At least.
    pub low: Option<u64>,
    /// The rule's best estimate; `None` for rules that have none.
    pub best: Option<u64>,
    /// At most.
    pub high: Option<u64>,
}

/// What a rule makes of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The rule.
    pub rule: Rule,
    /// The dead.
    pub killed: Estimate,
    /// The wounded, by the same arithmetic; ACLED and UCDP themselves count none.
    pub wounded: Estimate,
    /// The claims whose figures were taken, in the order of the incident's.
    pub from: Vec<ClaimAt>,
}

/// Counts an incident by a rule.
pub fn count(rule: Rule, incident: &Incident) -> Count {
    let (killed, wounded) = (tolls(rule, incident, Counted::Killed), tolls(rule, incident, Counted::Wounded));
    let mut from: Vec<ClaimAt> =
        killed.iter().chain(&wounded).flat_map(|toll| toll.from.iter().copied()).collect();
    from.sort_unstable();
    from.dedup();
    Count { rule, killed: estimate(rule, &killed), wounded: estimate(rule, &wounded), from }
}

fn estimate(rule: Rule, tolls: &[Toll]) -> Estimate {
    let low = tolls.iter().map(|toll| toll.low).min();
    let high = tolls.iter().map(|toll| toll.high).max();
    match rule {
        Rule::AcledLow => Estimate { low, best: low, high: low },
        Rule::UcdpLowBestHigh => Estimate { low, best: most_told(tolls), high },
        Rule::AirwarsMinmax => Estimate { low, best: None, high },
    }
}

/// The figure that most tell; the lowest of those that as many tell.
fn most_told(tolls: &[Toll]) -> Option<u64> {
    let mut told: BTreeMap<u64, usize> = BTreeMap::new();
    tolls.iter().for_each(|toll| *told.entry(toll.low).or_default() += 1);
    told.into_iter().max_by_key(|&(figure, by)| (by, std::cmp::Reverse(figure))).map(|(figure, _)| figure)
}

#[cfg(test)]
mod tests {
    use selon_model::Factuality;

    use super::*;
    use crate::StoredReport;
    use crate::origin::fixtures::{ClaimMaker, incident, report};

    const ARMY: &str = "MLI/MIL|armed-forces|l'armée malienne";
    const MISSION: &str = "igo:minusma|igo|la Minusma";

    fn by(link: &str) -> ClaimMaker {
        ClaimMaker::by(if link.is_empty() { &[] } else { std::slice::from_ref(&link) })
    }

    /// Reports of a day of May each.
    fn reports(told: &[(u32, &[ClaimMaker])]) -> Vec<StoredReport> {
        let one = |(i, (day, claims)): (usize, &(u32, &[ClaimMaker]))| {
            report(&format!("r{i}"), &format!("o{i}"), "", &format!("2024-05-{day:02}"), claims)
        };
        told.iter().enumerate().map(one).collect()
    }

    /// The dead by the three rules: ACLED's number, UCDP's three, Airwars' two.
    fn check(
        told: &[(u32, &[ClaimMaker])],
        acled: Option<u64>,
        ucdp: [Option<u64>; 3],
        airwars: [Option<u64>; 2],
    ) {
        let incident = incident(reports(told), Vec::new());
        let of = |rule| count(rule, &incident).killed;
        assert_eq!(of(Rule::AcledLow), Estimate { low: acled, best: acled, high: acled }, "{told:?}");
        let [low, best, high] = ucdp;
        assert_eq!(of(Rule::UcdpLowBestHigh), Estimate { low, best, high }, "{told:?}");
        let [low, high] = airwars;
        assert_eq!(of(Rule::AirwarsMinmax), Estimate { low, best: None, high }, "{told:?}");
    }

    #[test]
    fn rules() {
        let some = Some::<u64>;
        let nine = |link| by(link).killed("9 personnes", 9, 9);
        let sixteen = |link| by(link).killed("16 civils", 16, 16);
        check(&[], None, [None; 3], [None; 2]);
        check(&[(1, &[by(ARMY)])], None, [None; 3], [None; 2]);
        // Two origins; only one speaks of civilians.
        let two = [(1, &[nine(ARMY)][..]), (1, &[sixteen(MISSION)])];
        check(&two, some(9), [some(9), some(9), some(16)], [some(16), some(16)]);
        // Whoever answers for nothing counts for Airwars, for UCDP only where nobody else does.
        check(&[(1, &[nine(ARMY)]), (1, &[sixteen("")])], some(9), [some(9); 3], [some(16); 2]);
        check(&[(1, &[sixteen("")])], some(16), [some(16); 3], [some(16); 2]);
        // An origin's last word counts.
        check(&[(1, &[nine(ARMY)]), (2, &[sixteen(ARMY)])], some(16), [some(16); 3], [some(16); 2]);
        // What most say is the best estimate.
        let three =
            [(1, &[nine(ARMY)][..]), (1, &[sixteen(MISSION)]), (1, &[sixteen("igo:icrc|igo|le CICR")])];
        check(&three, some(9), [some(9), some(16), some(16)], [some(16); 2]);
    }

    #[test]
    fn what_never_counts() {
        for stance in [Factuality::Denied, Factuality::Expected, Factuality::Hypothetical] {
            let claim = by(ARMY).killed("9 civils", 9, 9).stance(stance);
            check(&[(1, &[claim])], None, [None; 3], [None; 2]);
        }
        let hearsay = by(ARMY).killed("9 civils", 9, 9).stance(Factuality::Unconfirmed);
        check(&[(1, &[hearsay])], Some(9), [Some(9); 3], [Some(9); 2]);
        let both = by(ARMY).killed("9 morts et blessés", 9, 9);
        check(&[(1, &[both])], None, [None; 3], [None; 2]);
    }

    #[test]
    fn vague_numbers() {
        use Counted::Killed;
        let vague = |text: &str, low, high| by(ARMY).figure(text, Some(low), Some(high), Killed, true);
        let dizaines = vague("dizaines civils", 20, 99);
        check(&[(1, &[dizaines])], Some(10), [Some(20), Some(20), Some(99)], [Some(20), Some(99)]);
        let acled = |claim: ClaimMaker| {
            count(Rule::AcledLow, &incident(reports(&[(1, &[claim])]), Vec::new())).killed.low
        };
        assert_eq!(acled(vague("douzaines civils", 24, 99)), Some(12));
        assert_eq!(acled(vague("centaines civils", 200, 999)), Some(100));
        assert_eq!(acled(by(ARMY).about("trentaine civils", 30)), Some(30));
        assert_eq!(acled(by(ARMY).killed("9 civils", 9, None)), Some(9));
    }

    #[test]
    fn groups_add_up_and_parts_do_not() {
        let soldiers = |n: u64| by(ARMY).killed(&format!("{n} soldats"), n, n);
        let civilians = |n: u64| by(ARMY).killed(&format!("{n} civils"), n, n);
        let whole = |n: u64| by(ARMY).killed(&format!("{n} morts"), n, n);
        let children = by(ARMY).killed("dont#3 enfants", 3, 3);
        let all = |n| [Some(n); 3];
        check(&[(1, &[soldiers(4), civilians(5)])], Some(9), all(9), [Some(5); 2]);
        check(&[(1, &[whole(9), soldiers(4), civilians(5)])], Some(9), all(9), [Some(5); 2]);
        check(&[(1, &[whole(9), children])], Some(9), all(9), [None; 2]);
        // Told twice in one report, once of the next day.
        check(&[(1, &[soldiers(4), soldiers(4)]), (1, &[soldiers(4)])], Some(4), all(4), [None; 2]);
    }

    #[test]
    fn names_and_claims() {
        assert!(Rule::ALL.into_iter().all(|rule| Rule::parse(rule.as_str()) == Some(rule)));
        let told =
            [(1, &[by(ARMY).killed("9 morts", 9, 9)][..]), (2, &[by(ARMY).killed("16 morts", 16, 16)])];
        let used = count(Rule::AcledLow, &incident(reports(&told), Vec::new())).from;
        assert_eq!(used, [ClaimAt { report: 1, claim: 0 }]);
    }
}
