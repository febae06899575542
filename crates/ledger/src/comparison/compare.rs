use std::collections::BTreeMap;

use super::agree::{agree, apart};
use super::group::{Group, grouped};
use super::scope::Scope;
use super::source::{SourceKey, voice};
use super::statement::{Pair, Relation, Statement};
use super::value::{Answer, Subject};
use crate::incident::{ClaimAt, Incident};

/// What the reports of an incident answer, question by question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The answers, by subject, then in the order of their first report.
    pub statements: Vec<Statement>,
    /// Pairs of answers that exclude each other.
    pub pairs: Vec<Pair>,
}

/// Answers to one question that are compared with each other: those with the most claims. A bound on cost.
const MOST: usize = 64;

impl Comparison {
    /// The comparison of an incident. The order of its reports is irrelevant but for the indices.
    pub fn of(incident: &Incident) -> Comparison {
        let voices: BTreeMap<ClaimAt, SourceKey> =
            incident.claims.iter().map(|&at| (at, voice(incident, at))).collect();
        let groups = grouped(incident, &voices);
        let mut pairs = Vec::new();
        let mut start = 0;
        while start < groups.len() {
            let subject = groups[start].statement.subject;
            let end = groups.partition_point(|group| group.statement.subject <= subject);
            let mut compared: Vec<usize> = (start..end).collect();
            compared.sort_by_key(|&i| (std::cmp::Reverse(groups[i].statement.claims.len()), i));
            compared.truncate(MOST);
            compared.sort_unstable();
            for (k, &a) in compared.iter().enumerate() {
                let with =
                    |&b: &usize| Some(Pair { a, b, relation: relation(incident, &groups[a], &groups[b])? });
                pairs.extend(compared[k + 1..].iter().filter_map(with));
            }
            start = end;
        }
        Comparison { statements: groups.into_iter().map(|group| group.statement).collect(), pairs }
    }

    /// The true contradictions.
    pub fn contradictions(&self) -> impl Iterator<Item = (&Statement, &Statement)> {
        let true_ones = self.pairs.iter().filter(|pair| pair.relation == Relation::Contradiction);
        true_ones.map(|pair| (&self.statements[pair.a], &self.statements[pair.b]))
    }

    /// Whether a question has answers that truly contradict each other.
    pub fn is_contradicted(&self, subject: Subject) -> bool {
        self.contradictions().any(|(statement, _)| statement.subject == subject)
    }
}

/// How two answers to one question stand to each other; `None` where both can be so, or nothing shows that they speak of one
/// thing.
fn relation(incident: &Incident, a: &Group<'_>, b: &Group<'_>) -> Option<Relation> {
    let (ours, theirs) = (&a.answer, &b.answer);
    if ours.act != theirs.act || agree(&ours.value, &theirs.value) {
        return None;
    }
    // Who tells both in one report tells of two things, or denies what others say.
    let both = a.tellers.intersection(&b.tellers).next().is_some() && ours.subject != Subject::Polarity;
    if !comparable(ours, theirs) || both || apart(incident, a, b) {
        return Some(Relation::OtherScope);
    }
    if opposed(a, b) {
        return Some(Relation::Contradiction);
    }
    // A later figure may be a newer one whoever tells it; another place, day or hand has to be the same one's.
    let of_one = !a.voices.is_disjoint(&b.voices);
    (of_one || matches!(ours.subject, Subject::Figure(_))).then_some(Relation::Update)
}

/// Whether two answers speak of one scope. A scope that is not told may be any: whose act is denied, who was attacked.
fn comparable(a: &Answer, b: &Answer) -> bool {
    let open = !matches!(a.subject, Subject::Figure(_)) && [&a.scope, &b.scope].contains(&&Scope::All);
    a.scope == b.scope || open
}

/// Whether two voices that are not the same hold to the two answers. A voice without an identified origin opposes only figures,
/// and what an identified one says of whether it happened, and only those of its own day: later, it may have heard more.
fn opposed(a: &Group<'_>, b: &Group<'_>) -> bool {
    let of_two = a.known.iter().any(|x| b.known.iter().any(|y| x != y));
    let (figure, polar) =
        (matches!(a.answer.subject, Subject::Figure(_)), a.answer.subject == Subject::Polarity);
    let meets = |unknown: &Group<'_>, other: &Group<'_>| {
        unknown.unknown.iter().any(|(day, ours)| {
            let theirs = other.unknown.get(day).filter(|_| figure);
            other.days.contains(day) || theirs.is_some_and(|theirs| theirs != ours || ours.len() > 1)
        })
    };
    of_two || (figure || polar) && (meets(a, b) || meets(b, a))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use selon_model::{Counted, EventType, Factuality};

    use super::*;
    use crate::origin::fixtures::{ClaimMaker, incident, report};

    const ARMY: &str = "MLI/MIL|armed-forces|l'armée malienne";
    const MISSION: &str = "igo:minusma|igo|la Minusma";

    fn by(link: &str) -> ClaimMaker {
        ClaimMaker::by(if link.is_empty() { &[] } else { std::slice::from_ref(&link) })
    }

    /// Reports of a day of May each, with one claim each.
    fn comparison(claims: Vec<(u32, ClaimMaker)>) -> Comparison {
        let one = |(i, (day, claim)): (usize, (u32, ClaimMaker))| {
            report(&format!("r{i}"), &format!("o{i}"), "", &format!("2024-05-{day:02}"), &[claim])
        };
        Comparison::of(&incident(claims.into_iter().enumerate().map(one).collect(), Vec::new()))
    }

    /// The pairs of a subject, as "answer|answer|relation".
    fn pairs(comparison: &Comparison, subject: Subject) -> Vec<String> {
        let of = |i: usize| &comparison.statements[i];
        let asked = comparison.pairs.iter().filter(|pair| of(pair.a).subject == subject);
        let written = |pair: &Pair| {
            let (a, b) = (of(pair.a), of(pair.b));
            format!("{}|{}|{}", a.value, b.value, pair.relation.as_str())
        };
        asked.map(written).collect()
    }

    fn check(claims: Vec<(u32, ClaimMaker)>, subject: Subject, expected: &[&str]) {
        let told = format!("{claims:?}");
        assert_eq!(pairs(&comparison(claims), subject), expected, "{told}");
    }

    const KILLED: Subject = Subject::Figure(Counted::Killed);

    #[test]
    fn figures_of_origins() {
        let nine = |link| by(link).killed("9 personnes", 9, 9);
        let sixteen = |link| by(link).killed("16 personnes", 16, 16);
        check(vec![(1, nine(ARMY)), (1, sixteen(MISSION))], KILLED, &["9|16|contradiction"]);
        check(vec![(1, nine(ARMY)), (2, sixteen(ARMY))], KILLED, &["9|16|update"]);
        check(vec![(1, nine(ARMY)), (1, nine(MISSION))], KILLED, &[]);
        // The army has come to the mission's figure.
        let settled = vec![(1, nine(ARMY)), (1, sixteen(MISSION)), (2, sixteen(ARMY))];
        check(settled, KILLED, &["9|16|update"]);
        // Without an origin a later figure may be news, one of the same day may not.
        check(vec![(1, nine("")), (2, sixteen(ARMY))], KILLED, &["9|16|update"]);
        check(vec![(1, nine("")), (1, sixteen(ARMY))], KILLED, &["9|16|contradiction"]);
        check(vec![(1, nine("")), (1, sixteen(""))], KILLED, &["9|16|contradiction"]);
    }

    #[test]
    fn figures_that_overlap_agree() {
        let against = |other: ClaimMaker, expected: &[&str]| {
            check(vec![(1, by(ARMY).killed("30 personnes", 30, 30)), (1, other)], KILLED, expected);
        };
        against(by(MISSION).killed("20 personnes", 20, None), &[]);
        against(by(MISSION).killed("40 personnes", 40, None), &["30|40–|contradiction"]);
        against(by(MISSION).about("trentaine-cinq personnes", 35), &[]);
        against(by(MISSION).about("cinquantaine personnes", 50), &["30|~50|contradiction"]);
        against(by(MISSION).figure("dizaines morts", Some(20), Some(99), Counted::Killed, true), &[]);
        against(by(MISSION).killed("20 personnes", None, 20), &["30|–20|contradiction"]);
    }

    #[test]
    fn scopes_of_figures() {
        let nine = || by(ARMY).killed("9 personnes", 9, 9);
        let against = |other: ClaimMaker| check(vec![(1, nine()), (1, other)], KILLED, &["9|16|other-scope"]);
        against(by(MISSION).killed("16 civils", 16, 16));
        against(by(MISSION).killed("16 soldats maliens", 16, 16));
        against(by(MISSION).killed("16 morts et blessés", 16, 16));
        against(by(MISSION).killed("dont#16 personnes", 16, 16));
        let at = |claim: ClaimMaker, name: &str, lat| claim.place(name, 1, lat, -2.0);
        let elsewhere = |claim| vec![(1, at(nine(), "Léré, Mali", 15.7)), (1, at(claim, "Boni, Mali", 15.0))];
        let sixteen = || by(MISSION).killed("16 personnes", 16, 16);
        check(elsewhere(sixteen()), KILLED, &["9|16|other-scope"]);
        let on = |claim: ClaimMaker, day: &str| claim.days(day, day);
        let days = vec![(5, on(nine(), "2024-05-01")), (5, on(sixteen(), "2024-05-03"))];
        check(days, KILLED, &["9|16|other-scope"]);
        let scope =
            |text: &str| comparison(vec![(1, by(ARMY).killed(text, 9, 9))]).statements[1].scope.to_string();
        let scopes =
            ["9 morts", "9 habitants", "9 militaires", "dont#9 enfants", "9 morts et blessés"].map(scope);
        assert_eq!(scopes, ["", "civilians", "soldat", "enfant", "dead-and-wounded"]);
    }

    #[test]
    fn who_where_when_and_whether() {
        let attack =
            |link, party: &str| by(link).actor(&format!("{party}|des hommes")).recipient("MLI/CVL|le marché");
        let jnim = || attack(ARMY, "group:jnim");
        check(
            vec![(1, jnim()), (1, attack(MISSION, "group:dan-na-ambassagou"))],
            Subject::Perpetrator,
            &["group:jnim|group:dan-na-ambassagou|contradiction"],
        );
        check(vec![(1, jnim()), (1, attack(MISSION, "MLI/REB"))], Subject::Perpetrator, &[]);
        check(vec![(1, attack(ARMY, "MLI/GOV")), (1, attack(MISSION, "MLI/MIL"))], Subject::Perpetrator, &[]);
        let other_victim = by(MISSION).actor("MLI/MIL|l'armée").recipient("group:jnim|le groupe");
        check(
            vec![(1, jnim()), (1, other_victim)],
            Subject::Perpetrator,
            &["group:jnim|MLI/MIL|other-scope"],
        );
        check(
            vec![(1, by(ARMY)), (2, by(MISSION).stance(Factuality::Denied))],
            Subject::Polarity,
            &["yes|no|contradiction"],
        );
        check(
            vec![(1, by(ARMY)), (2, by(ARMY).stance(Factuality::Denied))],
            Subject::Polarity,
            &["yes|no|update"],
        );
        check(
            vec![(1, by("")), (1, by(ARMY).stance(Factuality::Denied))],
            Subject::Polarity,
            &["yes|no|contradiction"],
        );
        check(vec![(1, by("")), (1, by("").stance(Factuality::Denied))], Subject::Polarity, &[]);
        let truce = by(MISSION).of(EventType::Agree).stance(Factuality::Denied);
        check(vec![(1, by(ARMY)), (2, truce)], Subject::Polarity, &[]);
        check(vec![(1, by(ARMY)), (2, by(MISSION).stance(Factuality::Expected))], Subject::Polarity, &[]);
        let at = |link, name: &str| by(link).place(name, 1, 14.0, -2.0);
        let where_ = |a: &str, b: &str, expected: &[&str]| {
            check(vec![(1, at(ARMY, a)), (1, at(MISSION, b))], Subject::Place, expected);
        };
        where_("Léré, Tombouctou, Mali", "Tombouctou, Mali", &[]);
        where_("Léré, Mali", "Boni, Mali", &[]);
        let far =
            |link, lat| by(link).place(if lat > 15.0 { "Léré, Mali" } else { "Boni, Mali" }, 1, lat, -2.0);
        check(
            vec![(1, far(ARMY, 15.7)), (1, far(MISSION, 15.0))],
            Subject::Place,
            &["Léré, Mali|Boni, Mali|contradiction"],
        );
        check(vec![(1, far(ARMY, 15.7)), (1, far("", 15.0))], Subject::Place, &[]);
        let on = |link, start: &str, end: &str| by(link).days(start, end);
        check(
            vec![(5, on(ARMY, "2024-05-01", "2024-05-02")), (5, on(MISSION, "2024-05-02", "2024-05-02"))],
            Subject::Period,
            &[],
        );
        check(
            vec![(5, on(ARMY, "2024-05-01", "2024-05-01")), (5, on(MISSION, "2024-05-03", "2024-05-03"))],
            Subject::Period,
            &["2024-05-01/2024-05-01|2024-05-03/2024-05-03|contradiction"],
        );
    }

    #[test]
    fn a_report_that_tells_both_tells_of_two_things() {
        let nine = by(ARMY).killed("9 personnes", 9, 9);
        let sixteen = by(MISSION).killed("16 personnes", 16, 16);
        let comparison =
            Comparison::of(&incident(vec![report("a", "a", "", "2024-05-02", &[nine, sixteen])], Vec::new()));
        assert_eq!(pairs(&comparison, KILLED), ["9|16|contradiction"]);
    }

    proptest! {
        #[test]
        fn order_is_irrelevant(told in prop::collection::vec((0usize..3, 1u32..4, 5u64..9, any::<bool>()), 1..8)) {
            let claim = |(i, &(link, day, figure, denied)): (usize, &(usize, u32, u64, bool))| {
                let stance = if denied { Factuality::Denied } else { Factuality::Asserted };
                let claim = by([ARMY, MISSION, ""][link]).killed(&format!("{figure} morts"), figure, figure);
                report(&format!("r{i}"), "", "", &format!("2024-05-{day:02}"), &[claim.stance(stance)])
            };
            let reports: Vec<_> = told.iter().enumerate().map(claim).collect();
            let mut turned = reports.clone();
            turned.reverse();
            let (a, b) = (Comparison::of(&incident(reports, Vec::new())), Comparison::of(&incident(turned, Vec::new())));
            let shown = |comparison: &Comparison| -> Vec<String> {
                [Subject::Polarity, KILLED].into_iter().flat_map(|subject| pairs(comparison, subject)).collect()
            };
            prop_assert_eq!(shown(&a), shown(&b));
            prop_assert!(a.pairs.iter().all(|pair| a.statements[pair.a].value != a.statements[pair.b].value));
        }
    }
}
