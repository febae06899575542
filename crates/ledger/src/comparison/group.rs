use std::collections::{BTreeMap, BTreeSet};

use selon_model::{Date, EventType, PartialDate};

use super::scope::Scope;
use super::source::SourceKey;
use super::statement::Statement;
use super::value::{Answer, Subject, answers};
use crate::incident::{ClaimAt, Incident};

/// A statement with what its pairs are judged by.
pub(super) struct Group<'a> {
    pub(super) statement: Statement,
    pub(super) answer: Answer,
    /// Identified origins whose latest answer it is.
    pub(super) known: BTreeSet<&'a str>,
    /// The others whose latest answer it is, by the day of publication.
    pub(super) unknown: BTreeMap<Option<Date>, BTreeSet<&'a str>>,
    /// Days on which the identified ones gave it.
    pub(super) days: BTreeSet<Option<Date>>,
    /// Whoever gives it, now or earlier.
    pub(super) voices: BTreeSet<&'a str>,
    /// The reports that give it, and who tells it in each.
    pub(super) tellers: BTreeSet<(usize, &'a str)>,
}

/// The answers of all claims, equal ones together, in the order of the comparison.
pub(super) fn grouped<'a>(incident: &Incident, voices: &'a BTreeMap<ClaimAt, SourceKey>) -> Vec<Group<'a>> {
    let mut order: Vec<ClaimAt> = incident.claims.clone();
    order.sort_by_key(|at| {
        let article = &incident.report_of(*at).report.article;
        (article.published, article.id.as_str(), at.claim)
    });
    order.dedup();
    let mut by_answer: BTreeMap<Answer, Vec<ClaimAt>> = BTreeMap::new();
    for at in order.iter().copied() {
        for answer in answers(incident, at) {
            let claims = by_answer.entry(answer).or_default();
            if claims.last() != Some(&at) {
                claims.push(at);
            }
        }
    }
    let latest = latest(incident, voices, &by_answer);
    let place: BTreeMap<ClaimAt, usize> = order.iter().enumerate().map(|(i, &at)| (at, i)).collect();
    let mut groups: Vec<Group<'_>> = by_answer
        .into_iter()
        .map(|(answer, claims)| group(incident, voices, &latest, answer, claims))
        .collect();
    groups.sort_by_key(|g| (g.statement.subject, place[&g.statement.claims[0]]));
    groups
}

/// When each voice last answered each question: its last day of publication.
type Latest<'a> = BTreeMap<(Question, &'a str), Option<PartialDate>>;

/// What answers replace each other in: the subject, the act and its scope.
type Question = (Subject, Option<EventType>, Scope);

fn question(answer: &Answer) -> Question {
    (answer.subject, answer.act, answer.scope.clone())
}

fn latest<'a>(
    incident: &Incident,
    voices: &'a BTreeMap<ClaimAt, SourceKey>,
    answers: &BTreeMap<Answer, Vec<ClaimAt>>,
) -> Latest<'a> {
    let mut latest = Latest::new();
    for (answer, claims) in answers {
        for at in claims {
            let day = incident.report_of(*at).report.article.published;
            let last = latest.entry((question(answer), voices[at].key.as_str())).or_default();
            *last = (*last).max(day);
        }
    }
    latest
}

fn group<'a>(
    incident: &Incident,
    voices: &'a BTreeMap<ClaimAt, SourceKey>,
    latest: &Latest<'a>,
    answer: Answer,
    claims: Vec<ClaimAt>,
) -> Group<'a> {
    let (mut known, mut unknown, mut days) =
        (BTreeSet::new(), BTreeMap::<_, BTreeSet<_>>::new(), BTreeSet::new());
    let mut origins = BTreeSet::new();
    for at in &claims {
        let voice = &voices[at];
        let published = incident.report_of(*at).report.article.published;
        let day = published.and_then(PartialDate::day);
        origins.extend(voice.known.then(|| voice.key.clone()));
        if latest.get(&(question(&answer), voice.key.as_str())) != Some(&published) {
            continue;
        }
        if voice.known {
            known.insert(voice.key.as_str());
            days.insert(day);
        } else {
            unknown.entry(day).or_default().insert(voice.key.as_str());
        }
    }
    let by = claims.iter().map(|at| voices[at].key.as_str()).collect();
    let tellers = claims.iter().map(|at| (at.report, voices[at].key.as_str())).collect();
    let statement = Statement {
        subject: answer.subject,
        scope: answer.scope.clone(),
        value: answer.value.clone(),
        origins: origins.into_iter().collect(),
        current: !known.is_empty() || !unknown.is_empty(),
        claims,
    };
    Group { statement, answer, known, unknown, days, voices: by, tellers }
}
