//! Holds a report against the expectations of a case.

use selon::Report;
use selon::model::{Claim, Span};

use crate::parse::{Case, Mention, Pattern, Wanted};
use crate::show;

/// What a report lacks, and has too much, of what a case wants.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// One line each; empty where the case passes.
    pub(crate) differences: Vec<String>,
    /// The lines of the file whose wrong claim is no longer found.
    pub(crate) mended: Vec<usize>,
}

/// Compares the claims of a report with those that a case lists.
pub(crate) fn outcome(case: &Case, report: &Report) -> Outcome {
    let reading = Reading { text: &report.article.text, claims: &report.claims };
    let mut outcome = Outcome::default();
    let mut matched = vec![false; report.claims.len()];
    for wanted in &case.wanted {
        if let Wanted::Claim(pattern) = wanted {
            match reading.nearest(pattern, &matched) {
                Some((index, faults)) => {
                    matched[index] = true;
                    outcome.differences.extend(faults);
                }
                None => {
                    let missing = format!("- missing: {} «{}»", pattern.event, pattern.trigger);
                    outcome.differences.push(missing);
                }
            }
        }
    }
    for wanted in &case.wanted {
        if let Wanted::Wrong(pattern, line) = wanted {
            match reading.nearest(pattern, &matched) {
                Some((index, faults)) if faults.is_empty() => matched[index] = true,
                _ => outcome.mended.push(*line),
            }
        }
    }
    let unwanted = |claim: &Claim, listed: bool| match case.allows_others() {
        true => case.wanted.iter().any(|w| reading.excluded(w, claim)),
        false => !listed,
    };
    let too_many = report.claims.iter().zip(&matched).filter(|(claim, listed)| unwanted(claim, **listed));
    let lines = too_many.map(|(claim, _)| format!("+ not wanted: {}", show::line(claim, reading.text)));
    outcome.differences.extend(lines);
    outcome
}

struct Reading<'a> {
    text: &'a str,
    claims: &'a [Claim],
}

impl Reading<'_> {
    /// The claim of the pattern's type over the pattern's trigger that differs least from it, not
    /// yet taken by another pattern, and its differences.
    fn nearest(&self, pattern: &Pattern, taken: &[bool]) -> Option<(usize, Vec<String>)> {
        let candidates = self.claims.iter().enumerate().filter(|(i, claim)| {
            !taken[*i] && claim.event == pattern.event && self.overlaps(claim.trigger, &pattern.trigger)
        });
        candidates.map(|(i, claim)| (i, self.faults(pattern, claim))).min_by_key(|(_, f)| f.len())
    }

    /// Whether `wanted` says that no claim like this one is to be found.
    fn excluded(&self, wanted: &Wanted, claim: &Claim) -> bool {
        let Wanted::None(event, trigger) = wanted else { return false };
        claim.event == *event && trigger.as_ref().is_none_or(|t| self.overlaps(claim.trigger, t))
    }

    fn faults(&self, pattern: &Pattern, claim: &Claim) -> Vec<String> {
        let mut faults = Vec::new();
        let mut field = |name: &str, right: bool, wanted: String, found: String| {
            if !right {
                let head = format!("{} «{}»", pattern.event, pattern.trigger);
                faults.push(format!("- {head} {name}: {wanted}\n+ {head} {name}: {found}"));
            }
        };
        if let Some(mode) = pattern.mode {
            let found = claim.mode.map_or("none", |m| m.as_str());
            field("mode", claim.mode == Some(mode), mode.to_string(), found.to_owned());
        }
        if let Some(wanted) = pattern.factuality {
            let found = claim.factuality;
            field("factuality", found == wanted, wanted.to_string(), found.to_string());
        }
        if let Some(wanted) = pattern.quoted {
            field("quoted", claim.quoted == wanted, wanted.to_string(), claim.quoted.to_string());
        }
        for (name, wanted, found) in [
            ("sources", &pattern.sources, show::sources(claim, self.text)),
            ("actors", &pattern.actors, show::arguments(&claim.actors, self.text)),
            ("recipients", &pattern.recipients, show::arguments(&claim.recipients, self.text)),
            ("place", &pattern.place, show::place(claim, self.text)),
        ] {
            if let Some(wanted) = wanted {
                let ordered = name == "sources";
                field(name, same_mentions(wanted, &found, ordered), show::chain(wanted), show::chain(&found));
            }
        }
        if let Some(wanted) = &pattern.time {
            let found = show::period(claim);
            field("time", *wanted == found, wanted.clone(), found);
        }
        if let Some(wanted) = &pattern.figures {
            let mut wanted = wanted.clone();
            let mut found: Vec<String> = show::figures(claim);
            wanted.sort();
            found.sort();
            field("figures", wanted == found, wanted.join(", "), found.join(", "));
        }
        faults
    }

    /// Whether a span shares a letter with an occurrence of `words`.
    fn overlaps(&self, span: Span, words: &str) -> bool {
        let (start, end) = (span.start as usize, span.end as usize);
        self.text.match_indices(words).any(|(at, _)| at < end && start < at + words.len())
    }
}

fn same_mentions(wanted: &[Mention], found: &[Mention], ordered: bool) -> bool {
    if wanted.len() != found.len() {
        return false;
    }
    if ordered {
        return wanted.iter().zip(found).all(|(w, f)| same_mention(w, f));
    }
    let mut left: Vec<&Mention> = found.iter().collect();
    wanted.iter().all(|w| {
        let at = left.iter().position(|f| same_mention(w, f));
        at.map(|i| left.remove(i)).is_some()
    })
}

/// Half of all their words shared, or all the words of the shorter one, as in the evaluation; and
/// the code, where the case names one.
fn same_mention(wanted: &Mention, found: &Mention) -> bool {
    let (a, b) = (words(&wanted.text), words(&found.text));
    let shared = a.iter().filter(|w| b.contains(w)).count();
    let all = a.len() + b.len() - shared;
    let same = shared > 0 && (2 * shared >= all || shared == a.len().min(b.len()));
    same && (wanted.code.is_none() || wanted.code == found.code)
}

const LITTLE: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "cette", "d", "dans", "de", "des", "du", "en", "et", "l", "la",
    "le", "les", "leur", "leurs", "ou", "par", "pour", "qui", "que", "sa", "ses", "son", "sur", "un", "une",
];

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words: Vec<String> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    words.sort();
    words.dedup();
    let content: Vec<String> = words.iter().filter(|w| !LITTLE.contains(&w.as_str())).cloned().collect();
    if content.is_empty() { words } else { content }
}

pub(crate) fn mentions_are_compared_by_their_words() {
    let check = |a: &str, b: &str, expected: bool| {
        let mention = |text: &str| Mention { text: text.to_owned(), code: None };
        assert_eq!(same_mention(&mention(a), &mention(b)), expected, "{a} / {b}");
    };
    check("L'armée malienne", "l’armée malienne", true);
    check("le colonel Yaya", "le colonel Yaya, porte-parole de l'armée", true);
    check("les rebelles", "les soldats", false);
    check("les deux", "le colonel", false);
}
