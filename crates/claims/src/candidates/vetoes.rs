//! Why a reading tells no event: each rule says so by itself, and the reading keeps the name of the rule.

use selon_model::{Deprel, EventType, Upos, VerbForm, WordId};

use crate::candidates::needs::{is_harm, meets};
use crate::candidates::predicate::Event;
use crate::lexicon::classes::Class;
use crate::lexicon::frames::{Frames, Pos};
use crate::mentions::entities::Entities;
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// Words to both sides of an event in which a comparison is looked for.
const WIDTH: WordId = 8;

/// What rules look at.
pub(crate) struct Context<'a> {
    pub(crate) doc: &'a Doc<'a>,
    pub(crate) frames: &'a Frames,
    pub(crate) entities: &'a Entities<'a>,
}

/// Whether a rule speaks against a reading.
type Speaks = fn(&Context, &Event) -> bool;

/// The rules against a reading, in the order in which they are asked.
const VETOES: &[(Rule, Speaks)] = &[
    (Rule::VetoNeed, |c, e| !e.frame.needs.iter().all(|need| meets(c.doc, c.frames, c.entities, e, need))),
    (Rule::VetoAscription, |c, e| ascribes(c.doc, e)),
    (Rule::VetoComparison, |c, e| compares(c.doc, e)),
    (Rule::VetoTopic, |c, e| topic(c.doc, e)),
    (Rule::VetoAllianceActs, |c, e| acts_itself(c.doc, e)),
    (Rule::VetoThingStrikes, |c, e| struck_by_thing(c.doc, c.frames, c.entities, e)),
    (Rule::VetoInterview, |c, e| interviews(c.entities, e)),
    (Rule::VetoGoesToPlace, |c, e| goes_there(c.doc, e)),
    (Rule::VetoIntroduction, |c, e| introduces(c.doc, e)),
];

/// The first rule that speaks against a reading.
pub(crate) fn of_reading(context: &Context, event: &Event) -> Option<Rule> {
    VETOES.iter().find(|(_, speaks)| speaks(context, event)).map(|(rule, _)| *rule)
}

/// What speaks against a predicate, however it is read; `named` marks the words of names of parties.
pub(crate) fn of_predicate(doc: &Doc, named: &[bool], words: &[WordId], head: WordId) -> Option<Rule> {
    // "L'Armée syrienne libre" is no release.
    if words.iter().all(|&w| named[w as usize]) {
        return Some(Rule::VetoInName);
    }
    asked(doc, head).then_some(Rule::VetoQuestion)
}

/// "Qui est maître de Gao ?", "L'armée a-t-elle quitté la ville ?": the predicate of a question tells nothing.
/// Counter-example: "pourquoi l'armée a-t-elle quitté la ville ?" takes for granted that it did.
fn asked(doc: &Doc, head: WordId) -> bool {
    let words = doc.sentence_words(head);
    let marked = (words.end.saturating_sub(3).max(head)..words.end).any(|w| doc.form(w) == "?");
    let granted =
        |w: WordId| matches!(doc.form(w), "pourquoi" | "comment" | "quand" | "où" | "combien" | "depuis");
    let root = |w: WordId| matches!(doc.rel(w), Deprel::Root);
    marked && root(doc.first_conjunct(head)) && !words.into_iter().any(granted)
}

/// "Jamais une attaque n'avait autant tué", "aucune attaque n'avait fait autant de morts", "peu de tueries de cette
/// ampleur": a negated comparison tells of no attack but the one that it is about.
fn compares(doc: &Doc, event: &Event) -> bool {
    if !event.event().is_bodily() {
        return false;
    }
    let words = doc.sentence_words(event.head);
    let (from, to) = (words.start.max(event.head.saturating_sub(WIDTH)), words.end.min(event.head + WIDTH));
    let negative = |w: WordId| matches!(doc.form(w), "jamais" | "aucun" | "aucune" | "peu" | "nul" | "nulle");
    (from..event.head).any(negative) && (from..to).any(|w| doc.is_a(w, Class::Comparing))
}

/// "Attaquer des casques bleus est un crime", "Protéger les civils, une priorité": an infinitive that is spoken of, and
/// that nobody does.
fn topic(doc: &Doc, event: &Event) -> bool {
    let ahead = doc.head(event.head).is_none_or(|h| h > event.head);
    let spoken_of = ahead || matches!(doc.rel(event.head), Deprel::Csubj | Deprel::Nsubj);
    let alone = doc.dependent(event.head, |r| {
        matches!(r, Deprel::Nsubj | Deprel::NsubjCaus | Deprel::Mark | Deprel::Case)
    });
    let infinitive = doc.word(event.head).feats.verb_form == Some(VerbForm::Inf);
    spoken_of && alone.is_none() && infinitive && doc.inflection(event.head).finite.is_none()
}

/// "La coalition a bombardé Sanaa", "une alliance de six groupes tient le nord": the alliance is who acts, and joins nobody.
/// Counter-example: "une alliance est née entre A et B".
fn acts_itself(doc: &Doc, event: &Event) -> bool {
    let verb = doc.head(event.head).filter(|&h| doc.upos(h) == Upos::Verb && doc.support(h).is_none());
    event.event() == EventType::Align
        && doc.is_a(event.head, Class::GenericGroup)
        && matches!(doc.rel(event.head), Deprel::Nsubj | Deprel::OblAgent)
        && verb.is_some()
}

/// "Des hommes arrivés à moto ont attaqué la ville": how those came who act is part of what they did.
fn introduces(doc: &Doc, event: &Event) -> bool {
    event.event() == EventType::Mobilize
        && doc.is_a(event.head, Class::Intransitive)
        && doc.rel(event.head) == Deprel::Acl
        && doc.head(event.head).is_some_and(|n| doc.rel(n) == Deprel::Nsubj)
}

/// "Les soldats ont rejoint leur base": who goes to a place joins nobody.
fn goes_there(doc: &Doc, event: &Event) -> bool {
    event.event() == EventType::Align
        && event
            .recipients
            .iter()
            .any(|a| doc.is_a(a.head, Class::Facility) || doc.is_a(a.head, Class::Place))
}

/// "Dans un entretien avec la chaîne, le ministre a dit …": who talks to the press meets nobody.
fn interviews(entities: &Entities, event: &Event) -> bool {
    event.event() == EventType::Consult
        && event.actors.iter().chain(&event.recipients).any(|a| entities.is_medium(a.head))
}

/// "La sécheresse frappe le nord", "l'insécurité touche les civils": what is neither a party nor a weapon nor a fight
/// attacks nobody.
fn struck_by_thing(doc: &Doc, frames: &Frames, entities: &Entities, event: &Event) -> bool {
    if event.event() != EventType::Assault
        || event.frame.pos != Pos::Verb
        || !doc.is_a(event.head, Class::Aimed)
        || doc.is_passive(event.head)
        || is_harm(event)
    {
        return false;
    }
    doc.subject(event.head).is_some_and(|s| {
        doc.upos(s) == Upos::Noun
            && !entities.is_party(doc.counted_noun(s))
            && !entities.is_place(doc, s)
            && !doc.is_a(s, Class::GenericGroup)
            && !doc.is_a(doc.counted_noun(s), Class::Weapon)
            && doc.means(s).is_none()
            && !frames.is_force(doc, doc.counted_noun(s))
    })
}

/// "Les attaques attribuées aux rebelles": the participle only names who is behind the noun.
fn ascribes(doc: &Doc, event: &Event) -> bool {
    event.event() == EventType::Accuse
        && doc.is_a(event.head, Class::Behind)
        && matches!(doc.rel(event.head), Deprel::Acl | Deprel::Amod)
}
