//! What a row has to bring about in its example.

use selon::model::{Argument, Claim, EventType, Factuality, Report, Span, Word};

use crate::row::Row;

/// UCDP GED's precision of a region or a line.
const REGION: u8 = 5;

/// The marked words name an event of the row's type.
pub(crate) fn of_frame(row: &Row<'_>, report: &Report) -> bool {
    let named = |c: &&Claim| c.trigger.overlaps(row.marked);
    report.claims.iter().filter(named).any(|c| c.event.as_str() == row.cell("type"))
}

/// What is told in the braces has a source where the cue names a speaker; none where the row says that
/// there is no cue.
pub(crate) fn of_cue(row: &Row<'_>, report: &Report) -> bool {
    let told: Vec<&Claim> = match row.braced {
        Some(content) => report.claims.iter().filter(|c| content.overlaps(c.trigger)).collect(),
        None => report.claims.iter().collect(),
    };
    let silent = row.has_flag("own") || row.has_flag("hearsay") || row.cell("speaker") == "-";
    match row.cell("pos") {
        "not" => told.iter().all(|c| c.sources.is_empty()),
        _ if silent => !told.is_empty(),
        "source" => told.iter().any(|c| c.sources.iter().any(|s| s.span.overlaps(row.marked))),
        _ => told.iter().any(|c| !c.sources.is_empty()),
    }
}

/// A phrase that only looks like an event names none.
pub(crate) fn of_phrase(row: &Row<'_>, report: &Report) -> bool {
    !report.claims.iter().any(|c| c.trigger.overlaps(row.marked))
}

/// The verb makes of its noun an event that is as sure as the row says.
pub(crate) fn of_support(row: &Row<'_>, report: &Report) -> bool {
    match row.cell("factuality") {
        "-" => !report.claims.is_empty(),
        name => report.claims.iter().any(|c| c.factuality.as_str() == name),
    }
}

/// The assault is made with what the row says.
pub(crate) fn of_means(row: &Row<'_>, report: &Report) -> bool {
    report.claims.iter().any(|c| c.mode.is_some_and(|mode| mode.as_str() == row.cell("mode")))
}

/// The word is read as the lemma that the row gives, and the rules that ask for its class see it.
pub(crate) fn of_class(row: &Row<'_>, report: &Report) -> bool {
    let word = row.cell("word").to_lowercase();
    let marked = |w: &&Word| w.span.overlaps(row.marked);
    let is_read = report.analysis.words.iter().filter(marked).any(|w| w.lemma.to_lowercase() == word);
    let scene = Scene::of(row, report);
    is_read && match_class(row.cell("class"), &scene)
}

fn match_class(class: &str, scene: &Scene<'_>) -> bool {
    use EventType::*;
    match class {
        "wanting" | "aim-noun" => scene.others_are(Factuality::Hypothetical),
        "planning" | "plan-noun" | "coming" => scene.others_are(Factuality::Expected),
        "seeming" | "doubt" => scene.others_are(Factuality::Unconfirmed),
        "denying" => scene.others_are(Factuality::Denied),
        "behind" => scene.claims.iter().any(|c| scene.fills(&c.actors)),
        "object-control" | "indirect-control" => scene.is_made_to_act(),
        "aimed" => scene.claims.iter().any(|c| scene.fills(&c.recipients) || scene.place_is_braced(c)),
        "forcing" => scene.others.iter().any(|c| !c.recipients.is_empty()),
        "deed" => scene.claims.iter().any(|c| !c.actors.is_empty()),
        "undergoing" => scene.claims.iter().any(|c| !c.recipients.is_empty() && !scene.takes_part(c)),
        "ranks" | "losing" => scene.claims.iter().any(|c| !c.recipients.is_empty() && !c.figures.is_empty()),
        "outcome" | "reckoning" => scene.claims.len() == 1 && !scene.claims[0].figures.is_empty(),
        "citing" => scene.claims.iter().any(|c| c.sources.len() == 2 && scene.is_braced(c.sources[0].span)),
        "referring" => {
            scene.claims.iter().any(|c| c.sources.len() == 2 && scene.is_braced(c.sources[1].span))
        }
        "attackers" | "side" | "both-sides" => scene.claims.iter().any(|c| scene.acts(c)),
        "quantity" => scene.claims.iter().any(|c| scene.takes_part(c)),
        "place" | "facility" => scene.claims.iter().any(|c| scene.takes_part(c) || scene.is_place(c)),
        "weapon" => !scene.claims.is_empty() && !scene.claims.iter().any(|c| scene.acts(c)),
        "time" => !scene.claims.is_empty() && !scene.claims.iter().any(|c| scene.takes_part(c)),
        "generic-group" => scene.goes_on(),
        "comparing" => scene.claims.is_empty(),
        "intransitive" | "retaliating" => scene.claims.iter().any(|c| c.trigger.overlaps(scene.row.marked)),
        "campaign" => !scene.claims.is_empty(),
        "truce" => scene.tells(&[Support, Concede, Retreat, Reject, Request, Agree, Accuse, Assault]),
        "talks" => scene.tells(&[Consult, Reject]),
        "flag" => scene.tells(&[Control]),
        "blame" => scene.tells(&[Accuse]),
        "displaced" => scene.tells(&[Displace]),
        "diplomat" => scene.tells(&[Sanction]),
        "offer" => scene.tells(&[Reject]),
        "bordering" => scene.claims.iter().any(|c| c.place.as_ref().is_some_and(|p| p.precision == REGION)),
        _ => panic!("nothing is asked of the class {class:?}"),
    }
}

/// An example that was read.
struct Scene<'a> {
    row: &'a Row<'a>,
    claims: &'a [Claim],
    /// Those that the marked word does not name: a word that is an event itself (demander, tentative)
    /// bears on the others.
    others: Vec<&'a Claim>,
}

impl<'a> Scene<'a> {
    fn of(row: &'a Row<'a>, report: &'a Report) -> Scene<'a> {
        let others = report.claims.iter().filter(|c| !c.trigger.overlaps(row.marked)).collect();
        Scene { row, claims: &report.claims, others }
    }

    /// Whether what the word bears on is as sure as that, or is not told beside an event that the word
    /// itself names: what is asked for is no claim beside the asking.
    fn others_are(&self, factuality: Factuality) -> bool {
        let silent = self.others.is_empty() && !self.claims.is_empty();
        silent || self.others.iter().any(|c| c.factuality == factuality)
    }

    /// Whether who stands in the braces does what the verb makes him do, or has the verb itself done to him.
    fn is_made_to_act(&self) -> bool {
        let asked = self.others.is_empty() && self.claims.iter().any(|c| self.fills(&c.recipients));
        asked || self.others.iter().any(|c| self.fills(&c.actors))
    }

    fn tells(&self, events: &[EventType]) -> bool {
        self.claims.iter().any(|c| events.contains(&c.event))
    }

    fn is_braced(&self, span: Span) -> bool {
        self.row.braced.is_some_and(|braced| braced.overlaps(span))
    }

    /// Whether one of the arguments is what stands in the braces.
    fn fills(&self, arguments: &[Argument]) -> bool {
        arguments.iter().any(|a| self.is_braced(a.span) || a.mention.is_some_and(|m| self.is_braced(m)))
    }

    fn place_is_braced(&self, claim: &Claim) -> bool {
        claim.place.as_ref().is_some_and(|p| self.is_braced(p.span))
    }

    fn is_place(&self, claim: &Claim) -> bool {
        claim.place.as_ref().is_some_and(|p| p.span.overlaps(self.row.marked))
    }

    fn is_marked(&self, argument: &Argument) -> bool {
        argument.span.overlaps(self.row.marked)
            || argument.mention.is_some_and(|m| m.overlaps(self.row.marked))
    }

    fn acts(&self, claim: &Claim) -> bool {
        claim.actors.iter().any(|a| self.is_marked(a))
    }

    fn takes_part(&self, claim: &Claim) -> bool {
        self.acts(claim) || claim.recipients.iter().any(|a| self.is_marked(a))
    }

    /// Whether the marked word stands for a party that the text names before it.
    fn goes_on(&self) -> bool {
        let marked = |a: &Argument| a.mention.is_some_and(|m| m.overlaps(self.row.marked));
        let resolved = |a: &Argument| marked(a) && a.party.is_some() && a.span.end <= self.row.marked.start;
        self.claims.iter().any(|c| c.actors.iter().chain(&c.recipients).any(resolved))
    }
}
