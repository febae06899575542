//! Who does it and who undergoes it: from the slots of a frame to words of the text.
//!
//! Frames describe the active verb; passives, reflexives, participles, relative clauses and
//! infinitives are undone here. Nouns take their arguments from their complements, from participles
//! ("menée par X", "visant Y") and from the verb that carries them ("X mène une attaque contre Y").

use selon_model::{Deprel, Number, Upos, WordId};

use crate::lexicon::classes::{Class, SubjectRole};
use crate::lexicon::frames::{Frame, Pos, Slot};
use crate::syntax::functions::{agent, indirect, object, oblique};
use crate::syntax::view::Doc;

/// An argument: the head of its noun phrase and the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arg {
    pub(crate) head: WordId,
    pub(crate) path: Option<Path>,
}

impl Arg {
    /// An argument at the end of a way from a word of the predicate.
    pub(crate) fn at(from: WordId, relation: Relation, to: WordId) -> Arg {
        Arg { head: to, path: Some(Path { from, relation, to }) }
    }

    /// Whether a word was reached in this way.
    pub(crate) fn is_by(&self, relation: &Relation) -> bool {
        self.path.as_ref().is_some_and(|p| p.relation == *relation)
    }

    /// The same way to another word of the row: a conjunct, the owner of a weapon.
    pub(crate) fn beside(&self, head: WordId) -> Arg {
        Arg { head, path: self.path.clone() }
    }
}

/// How an argument was reached from its predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    from: WordId,
    relation: Relation,
    to: WordId,
}

impl Path {
    /// As evidence shows it: "attaque →contre→ village". Nothing is decided by this text.
    pub(crate) fn text(&self, doc: &Doc) -> String {
        let how = match &self.relation {
            Relation::Subject => "nsubj",
            Relation::Agent => "obl:agent",
            Relation::Patient => "nsubj:pass",
            Relation::Object => "obj",
            Relation::Indirect => "iobj",
            Relation::Controlled => "xcomp",
            Relation::Holder => "acl",
            Relation::Demonym => "amod",
            Relation::Possessive => "poss",
            Relation::LightSubject => "light",
            Relation::Undergone => "undergone",
            Relation::Aimed => "aimed",
            Relation::Opposed => "opposer",
            Relation::Among => "among",
            Relation::Losing => "losing",
            Relation::Behind => "behind",
            Relation::Provenance => "from",
            Relation::Deed => "deed",
            Relation::Described => "subject",
            Relation::Modified => "modified",
            Relation::Preposition(preposition) => preposition,
            Relation::Forcing(verb) => doc.form(*verb),
            Relation::Made => return "made to".to_owned(),
            Relation::Counted => return "counted".to_owned(),
        };
        format!("{} →{how}→ {}", doc.form(self.from), doc.form(self.to))
    }
}

/// What ties an argument to its predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Subject of the active verb.
    Subject,
    /// Agent of the passive or of a participle: "prise par l'armée".
    Agent,
    /// Subject of the passive.
    Patient,
    Object,
    Indirect,
    /// Subject of the infinitive that the verb governs.
    Controlled,
    /// Subject of the infinitive that describes the noun: "la volonté de l'armée de partir".
    Holder,
    /// An adjective of a country: "frappes russes".
    Demonym,
    /// "Son", "leur".
    Possessive,
    /// Subject of the light verb: "l'armée mène une attaque".
    LightSubject,
    /// Who undergoes the noun, by a light verb or a noun of undergoing: "le convoi a subi une attaque".
    Undergone,
    /// Object of a verb of aiming: "une attaque visant le village". Never a side of a fight.
    Aimed,
    /// "Des combats opposent A à B".
    Opposed,
    /// "Parmi les civils", "dans les rangs de l'armée".
    Among,
    /// "Les rebelles ont eu vingt morts".
    Losing,
    /// "Une attaque menée par X".
    Behind,
    /// "Des tirs en provenance de X".
    Provenance,
    /// "L'attaque est l'œuvre de X".
    Deed,
    /// Whom an adjective or participle is said of.
    Described,
    /// The noun that an adjective modifies.
    Modified,
    /// A complement with this preposition.
    Preposition(Box<str>),
    /// Subject of the verb of force, by that verb: "contraint l'armée à partir".
    Forcing(WordId),
    /// Who is made to do it: "ont fait reculer l'armée".
    Made,
    /// Whom a figure counts.
    Counted,
}

/// What each slot of a role holds, in the frame's order, with coordinated phrases. The caller takes
/// the party from the first slot that has one, and places from all of them.
pub(crate) fn slots(
    doc: &Doc,
    frame: &Frame,
    head: WordId,
    words: &[WordId],
    slots: &[Slot],
) -> Vec<Vec<Arg>> {
    slots
        .iter()
        .map(|slot| match frame.pos {
            Pos::Verb => of_verb(doc, head, words, slot),
            Pos::Noun => of_noun(doc, head, words, slot),
            Pos::Adj | Pos::Adp => of_adjective(doc, head, words, slot),
        })
        .map(|found| {
            found.into_iter().filter(|a| !words.contains(&a.head)).flat_map(|a| spread(doc, a)).collect()
        })
        .collect()
}

/// An argument and the words coordinated with it.
fn spread(doc: &Doc, arg: Arg) -> Vec<Arg> {
    doc.conjuncts(arg.head)
        .into_iter()
        .filter(|&c| c == arg.head || matches!(doc.upos(c), Upos::Noun | Upos::Propn | Upos::Pron))
        .filter(|&c| c == arg.head || doc.case(arg.head).is_empty() || !opens_clause(doc, c))
        .map(|head| arg.beside(head))
        .collect()
}

/// "Abattu par la défense antiaérienne, et les troupes défaites": "et" behind a comma and without the preposition goes on
/// with another clause. Counter-example: "par l'armée et les rebelles".
fn opens_clause(doc: &Doc, conjunct: WordId) -> bool {
    let and = doc.dependents(conjunct).iter().copied().find(|&k| doc.form(k) == "et" && k < conjunct);
    let comma = and.and_then(|w| w.checked_sub(1)).is_some_and(|w| doc.form(w) == ",");
    comma && doc.case(conjunct).is_empty()
}

fn one(from: WordId, to: Option<WordId>, relation: Relation) -> Vec<Arg> {
    to.map(|head| Arg::at(from, relation, head)).into_iter().collect()
}

fn by(preposition: &str) -> Relation {
    Relation::Preposition(preposition.into())
}

fn of_verb(doc: &Doc, verb: WordId, words: &[WordId], slot: &Slot) -> Vec<Arg> {
    let passive = doc.is_passive(verb) && !doc.is_reflexive(verb);
    match slot {
        Slot::Subj if passive => one(verb, agent(doc, verb), Relation::Agent),
        Slot::Subj => one(verb, doc.subject(verb), Relation::Subject),
        Slot::Obj if passive => one(verb, doc.subject(verb), Relation::Patient),
        Slot::Obj => one(verb, object(doc, verb, words), Relation::Object),
        Slot::Iobj => one(verb, indirect(doc, verb), Relation::Indirect),
        Slot::Inf => one(
            verb,
            doc.dependent(verb, |r| r == Deprel::Xcomp).and_then(|x| doc.subject(x)),
            Relation::Controlled,
        ),
        Slot::Prep(prep) => {
            let own = prepositional(doc, verb, words, prep);
            if !own.is_empty() {
                return own;
            }
            let hung = behind_object(doc, verb, words, prep);
            let aims = || words.iter().filter(|&&w| w != verb).find_map(|&w| target(doc, w));
            if hung.is_empty() && prep == "contre" { one(verb, aims(), Relation::Aimed) } else { hung }
        }
        Slot::Adj | Slot::Poss | Slot::Speaker => Vec::new(),
    }
}

/// "Attribue les attaques aux rebelles", "impute la tuerie à l'armée": the parser hung it on the object.
fn behind_object(doc: &Doc, verb: WordId, words: &[WordId], prep: &str) -> Vec<Arg> {
    if prep != "à" {
        return Vec::new();
    }
    object(doc, verb, words).map_or_else(Vec::new, |o| prepositional(doc, o, words, prep))
}

/// "Les rebelles ont contraint l'armée à quitter Sake", "forcée par les rebelles à fuir": who forces it.
pub(crate) fn forcer(doc: &Doc, verb: WordId) -> Option<Arg> {
    let force = doc.head(doc.first_conjunct(verb)).filter(|&h| doc.is_a(h, Class::Forcing))?;
    let by = if doc.is_passive(force) { agent(doc, force) } else { doc.subject(force) };
    by.map(|head| Arg::at(verb, Relation::Forcing(force), head))
}

/// The complement of a predicate with a preposition, with conjuncts.
pub(crate) fn complement(doc: &Doc, head: WordId, words: &[WordId], prep: &str) -> Vec<WordId> {
    prepositional(doc, head, words, prep).into_iter().flat_map(|a| doc.conjuncts(a.head)).collect()
}

/// Complements with a preposition, of any word of the predicate.
fn prepositional(doc: &Doc, head: WordId, words: &[WordId], prep: &str) -> Vec<Arg> {
    let carriers = std::iter::once(head).chain(words.iter().copied().filter(|&w| w != head));
    for carrier in carriers.clone() {
        let hit = oblique(doc, carrier)
            .chain(doc.dependents_with(carrier, |r| matches!(r, Deprel::Xcomp | Deprel::Dep | Deprel::Advcl)))
            .filter(|k| !words.contains(k) && *k > head.min(carrier))
            .find(|&k| {
                // "La mort de six des siens": the number is the head.
                fits(doc.case(k), prep)
                    && matches!(doc.upos(k), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
            });
        if let Some(first) = hit {
            let mut found = one(carrier, hit, by(prep));
            if prep == "entre" && doc.conjuncts(first).len() == 1 {
                let other = other_side(doc, first).map(|head| found[0].beside(head));
                found.extend(other);
            }
            return found;
        }
    }
    if let Some(whom) = carriers.clone().find_map(|c| phrasal(doc, c, prep)).filter(|k| !words.contains(k)) {
        return one(head, Some(whom), by(prep));
    }
    // The last word of the predicate may be the preposition itself: "aux mains de X".
    let last = words.iter().copied().max().unwrap_or(head);
    if fits(doc.form(last), prep) || fits(doc.lemma(last), prep) {
        let governed = doc
            .head(last)
            .filter(|&h| h > last && matches!(doc.upos(h), Upos::Noun | Upos::Propn | Upos::Pron));
        return one(last, governed, by(prep));
    }
    Vec::new()
}

/// "Des sanctions à l'encontre des généraux", "au profit des rebelles": whom such a phrase names, which hangs on its noun.
fn phrasal(doc: &Doc, head: WordId, prep: &str) -> Option<WordId> {
    let nouns: &[&str] = match prep {
        "contre" => &["encontre", "dépens", "détriment", "égard"],
        "au profit de" => &["profit", "bénéfice"],
        _ => return None,
    };
    let phrase =
        oblique(doc, head).find(|&k| k > head && nouns.contains(&doc.form(k)) && doc.case(k) == "à")?;
    doc.dependents_with(phrase, |r| r == Deprel::Nmod).find(|&k| doc.case(k) == "de")
}

/// "Les combats de jeudi 29 avril entre A et B", "l'attaque, lundi soir, contre A": the first phrase with the
/// preposition behind the noun, before any verb, where the parser hung it elsewhere.
fn following(doc: &Doc, noun: WordId, prep: &str) -> Option<Arg> {
    let end = doc.sentence_words(noun).end.min(noun + 12);
    let border = |w: WordId| match doc.upos(w) {
        Upos::Verb | Upos::Aux => true,
        Upos::Punct => doc.form(w) != ",",
        _ => false,
    };
    let near = (noun + 1..end).take_while(|&w| !border(w));
    let at = near.into_iter().find(|&w| doc.form(w) == prep)?;
    let head = doc
        .head(at)
        .filter(|&h| h > at)
        .or_else(|| (at + 1..end).find(|&w| matches!(doc.upos(w), Upos::Noun | Upos::Propn)))?;
    Some(Arg::at(noun, by(prep), head))
}

/// "Entre A et B": B, where the parser hung it elsewhere.
fn other_side(doc: &Doc, first: WordId) -> Option<WordId> {
    let (_, last) = doc.noun_phrase(first);
    let end = doc.sentence_words(first).end;
    // "Entre soldats fidèles au président et soldats acquis à son rival".
    let reach = if crate::mentions::parties::is_loyal(doc.form(last)) { 9 } else { 3 };
    let and = (last + 1..end.min(last + reach)).find(|&w| doc.form(w) == "et")?;
    (and + 1..end.min(and + 6)).find(|&w| matches!(doc.upos(w), Upos::Noun | Upos::Propn | Upos::Pron))
}

/// Whether a case reads as the lexicon's preposition: "près de" is not "de", but "d'avec" is "avec".
fn fits(case: &str, prep: &str) -> bool {
    case == prep
        || (case == "entre" && prep == "entre")
        || (prep == "à" && case == "au")
        || (prep == "contre" && case == "à l'encontre de")
}

fn of_noun(doc: &Doc, noun: WordId, words: &[WordId], slot: &Slot) -> Vec<Arg> {
    match slot {
        Slot::Prep(prep) => {
            let own = prepositional(doc, noun, words, prep);
            if !own.is_empty() {
                return own;
            }
            let next = || following(doc, noun, prep).filter(|a| !words.contains(&a.head));
            if let Some(arg) = matches!(prep.as_str(), "entre" | "contre" | "par").then(next).flatten() {
                let other = (prep == "entre").then(|| other_side(doc, arg.head)).flatten();
                let other = other.map(|head| arg.beside(head));
                return std::iter::once(arg).chain(other).collect();
            }
            let through = by_participle(doc, noun, prep);
            if !through.is_empty() {
                return through;
            }
            match prep.as_str() {
                "entre" => opposed(doc, noun),
                "par" => behind(doc, noun),
                "contre" | "sur" => aimed(doc, noun, prep),
                "parmi" => among(doc, noun),
                _ => carried(doc, noun, prep),
            }
        }
        Slot::Adj => doc
            .dependents_with(noun, |r| matches!(r, Deprel::Amod))
            .filter(|&k| doc.upos(k) == Upos::Adj)
            .map(|head| Arg::at(noun, Relation::Demonym, head))
            .take(1)
            .collect(),
        Slot::Poss => {
            let det = doc.dependents(noun).iter().copied().find(|&k| doc.is_possessive(k) && k < noun);
            one(noun, det, Relation::Possessive)
        }
        Slot::Subj => one(noun, carrier_subject(doc, noun, SubjectRole::Actor), Relation::LightSubject),
        Slot::Obj => one(
            noun,
            carrier_subject(doc, noun, SubjectRole::Recipient)
                .or_else(|| undergoer_of(doc, noun))
                .or_else(|| aimed(doc, noun, "").first().map(|a| a.head)),
            Relation::Undergone,
        ),
        Slot::Speaker => Vec::new(),
        Slot::Iobj => carried(doc, noun, "à"),
        Slot::Inf => doc
            .dependents_with(noun, |r| matches!(r, Deprel::Acl))
            .find_map(|k| doc.subject(k))
            .map(|head| Arg::at(noun, Relation::Holder, head))
            .into_iter()
            .collect(),
    }
}

/// The verb that has the noun as its object (or passive subject).
fn carrier(doc: &Doc, noun: WordId) -> Option<WordId> {
    let first = doc.first_conjunct(noun);
    let head = doc.head(first)?;
    let object = matches!(
        doc.rel(first),
        Deprel::Obj
            | Deprel::Xcomp
            | Deprel::Obl
            | Deprel::OblArg
            | Deprel::Nsubj
            | Deprel::NsubjPass
            | Deprel::OblMod
    );
    (object && doc.upos(head) == Upos::Verb).then_some(head)
}

fn carries(doc: &Doc, verb: WordId, role: SubjectRole) -> bool {
    doc.support(verb).is_some_and(|s| s.subject == role)
}

fn carrier_subject(doc: &Doc, noun: WordId, role: SubjectRole) -> Option<WordId> {
    let first = doc.first_conjunct(noun);
    if doc.rel(first) == Deprel::Nsubj {
        return None;
    }
    // "A annoncé dix morts dans une embuscade" lays none; but one dies in it.
    let within = !matches!(doc.case(first), "" | "à" | "de") && role == SubjectRole::Actor;
    let verb = carrier(doc, noun).filter(|&v| !within && carries(doc, v, role))?;
    if doc.is_passive(verb) { agent(doc, verb) } else { doc.subject(verb) }
}

/// "Le convoi a été victime d'une attaque", "a fait l'objet de tirs", "la cible de frappes": who undergoes it.
fn undergoer_of(doc: &Doc, noun: WordId) -> Option<WordId> {
    let role = doc.head(doc.first_conjunct(noun)).filter(|&h| h < noun && doc.is_a(h, Class::Undergoing))?;
    doc.subject(role).or_else(|| {
        let head = doc.head(role)?;
        match doc.rel(role) {
            Deprel::Appos | Deprel::Nmod => Some(head),
            _ if doc.upos(head) == Upos::Verb => doc.subject(head),
            _ => None,
        }
    })
}

/// "Des combats opposent A à B", "des combats ont lieu entre A et B": both sides.
fn opposed(doc: &Doc, noun: WordId) -> Vec<Arg> {
    // "Les combats opposant A à B", "qui opposent A à B".
    let clauses = doc.dependents_with(noun, |r| matches!(r, Deprel::Acl | Deprel::AclRelcl));
    let told = clauses.map(|verb| opposes(doc, noun, verb)).find(|sides| !sides.is_empty());
    if let Some(sides) = told {
        return sides;
    }
    let Some(verb) = carrier(doc, noun) else { return Vec::new() };
    // "Ont lieu en coulisse entre A et B": the sides may hang on an adjunct of the verb.
    let below = || oblique(doc, verb).flat_map(|k| oblique(doc, k)).find(|&k| doc.case(k) == "entre");
    let between = oblique(doc, verb).find(|&k| doc.case(k) == "entre");
    if let Some(between) = between.or_else(below) {
        return one(verb, Some(between), by("entre"));
    }
    opposes(doc, noun, verb)
}

/// Whom a verb of opposing sets against each other: its object and what stands with "à", which the parser may have hung on
/// the object. Counter-example: "l'armée oppose une résistance aux rebelles" has no fight as subject.
fn opposes(doc: &Doc, noun: WordId, verb: WordId) -> Vec<Arg> {
    let first = doc.first_conjunct(noun);
    let described = doc.head(verb) == Some(first) && matches!(doc.rel(verb), Deprel::Acl | Deprel::AclRelcl);
    let subject = doc.subject(verb).map(|s| doc.first_conjunct(s));
    let theirs = subject == Some(first) || described && subject.is_none_or(|s| doc.form(s) == "qui");
    if doc.lemma(verb) != "opposer" || !theirs {
        return Vec::new();
    }
    let object = doc.dependent(verb, |r| r == Deprel::Obj);
    let other =
        std::iter::once(verb).chain(object).flat_map(|w| oblique(doc, w)).find(|&k| doc.case(k) == "à");
    object.into_iter().chain(other).map(|head| Arg::at(noun, Relation::Opposed, head)).collect()
}

/// "Vingt morts parmi les civils", "dans les rangs de l'armée", "côté rebelle", "les rebelles ont eu vingt morts": whose dead
/// they are. Counter-example: "l'armée compte vingt morts à Gao" may count anybody's.
fn among(doc: &Doc, noun: WordId) -> Vec<Arg> {
    // "Une trentaine de morts": the number carries them.
    let number = doc.head(noun).filter(|&h| doc.rel(noun) == Deprel::Nmod && doc.is_a(h, Class::Quantity));
    let first = doc.first_conjunct(number.unwrap_or(noun));
    let verb = carrier(doc, first).filter(|_| doc.rel(first) == Deprel::Obj);
    for k in oblique(doc, noun).chain(verb.into_iter().flat_map(|v| oblique(doc, v))).filter(|&k| k > noun) {
        let found = match doc.case(k) {
            "parmi" | "chez" | "au sein de" | "du côté de" => Some(k),
            _ if doc.is_a(k, Class::Ranks) => side(doc, k),
            _ => None,
        };
        if found.is_some() {
            return one(noun, found, Relation::Among);
        }
    }
    let loser = verb.filter(|&v| doc.is_a(v, Class::Losing) && !doc.is_passive(v));
    one(noun, loser.and_then(|v| doc.subject(v)), Relation::Losing)
}

/// "Les rangs de l'armée", "leurs rangs", "le côté ukrainien": whose they are; "à côté" has no article.
fn side(doc: &Doc, ranks: WordId) -> Option<WordId> {
    let article = doc.dependent(ranks, |r| r == Deprel::Det);
    let own = article.filter(|&d| doc.is_possessive(d));
    let named =
        || doc.dependents_with(ranks, |r| matches!(r, Deprel::Nmod | Deprel::Amod)).find(|&k| k > ranks);
    (article.is_some() || doc.case(ranks).is_empty()).then(|| own.or_else(named)).flatten()
}

/// "Menée par X", "attribuée à X", and the passive of such verbs with the noun as subject.
fn behind(doc: &Doc, noun: WordId) -> Vec<Arg> {
    let participles =
        doc.dependents_with(noun, |r| matches!(r, Deprel::Acl | Deprel::Amod | Deprel::AclRelcl));
    let passive = carrier(doc, noun).filter(|&v| {
        doc.is_passive(v) && matches!(doc.rel(doc.first_conjunct(noun)), Deprel::NsubjPass | Deprel::Nsubj)
    });
    for verb in participles.chain(passive).filter(|&v| doc.is_a(v, Class::Behind)) {
        let to = matches!(doc.lemma(verb), "attribuer" | "imputer");
        let found = if to { oblique(doc, verb).find(|&k| doc.case(k) == "à") } else { agent(doc, verb) };
        if found.is_some() {
            return one(noun, found, Relation::Behind);
        }
    }
    // "Des tirs en provenance d'hommes armés", "de la part des rebelles".
    let carrier = doc.head(noun).filter(|&h| doc.upos(h) == Upos::Verb);
    let from = |k: &WordId| matches!((doc.case(*k), doc.form(*k)), ("en", "provenance") | ("de", "part"));
    let origin = oblique(doc, noun).chain(carrier.into_iter().flat_map(|v| oblique(doc, v))).find(from);
    let whose = origin.and_then(|o| doc.dependents_with(o, |r| r == Deprel::Nmod).find(|&k| k > o));
    if whose.is_some() {
        return one(noun, whose, Relation::Provenance);
    }
    // "L'attaque est le fait d'hommes armés", "l'œuvre de rebelles".
    let deed = doc.head(noun).filter(|&h| doc.rel(noun) == Deprel::Nsubj && doc.is_a(h, Class::Deed));
    let doers =
        deed.and_then(|d| doc.dependents_with(d, |r| r == Deprel::Nmod).find(|&k| doc.case(k) == "de"));
    one(noun, doers, Relation::Deed)
}

/// "L'accord conclu jeudi entre A et B", "l'attaque menée contre Y": the complement of a participle that only
/// carries the noun.
fn by_participle(doc: &Doc, noun: WordId, prep: &str) -> Vec<Arg> {
    if matches!(prep, "de" | "par" | "à") {
        return Vec::new();
    }
    let participles = doc.dependents_with(noun, |r| matches!(r, Deprel::Acl | Deprel::Amod));
    for verb in participles.filter(|&v| v > noun && doc.is_a(v, Class::Behind)) {
        let found = prepositional(doc, verb, &[], prep);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// "Visant Y", "qui a touché Y"; and the complement of the verb that carries the noun.
fn aimed(doc: &Doc, noun: WordId, prep: &str) -> Vec<Arg> {
    target(doc, noun)
        .map_or_else(|| carried(doc, noun, prep), |found| one(noun, Some(found), Relation::Aimed))
}

/// The object of a verb of aiming that describes the noun or has it as subject.
fn target(doc: &Doc, noun: WordId) -> Option<WordId> {
    let participles = doc.dependents_with(noun, |r| matches!(r, Deprel::Acl | Deprel::AclRelcl));
    let active = carrier(doc, noun).filter(|_| doc.rel(doc.first_conjunct(noun)) == Deprel::Nsubj);
    let aiming = participles.chain(active).filter(|&v| doc.is_a(v, Class::Aimed) && !doc.is_passive(v));
    aiming.into_iter().find_map(|v| object(doc, v, &[]))
}

/// A complement of the light verb that carries the noun: "mener une attaque [contre Y]".
fn carried(doc: &Doc, noun: WordId, prep: &str) -> Vec<Arg> {
    if prep.is_empty() || prep == "de" {
        return Vec::new();
    }
    let verb =
        carrier(doc, noun).filter(|&v| carries(doc, v, SubjectRole::Actor) || doc.is_a(v, Class::Behind));
    verb.map(|v| one(v, oblique(doc, v).find(|&k| k > noun && fits(doc.case(k), prep)), by(prep)))
        .unwrap_or_default()
}

fn of_adjective(doc: &Doc, word: WordId, words: &[WordId], slot: &Slot) -> Vec<Arg> {
    match slot {
        Slot::Subj => {
            // A participle beside its noun has it as subject; "alliés" may be said of several.
            let beside = matches!(doc.rel(word), Deprel::Amod | Deprel::Acl | Deprel::Appos);
            let own = if beside { None } else { doc.subject(word) };
            one(word, own.or_else(|| modified(doc, word)), Relation::Described)
        }
        Slot::Prep(prep) => prepositional(doc, word, words, prep),
        Slot::Obj => one(word, modified(doc, word), Relation::Modified),
        Slot::Iobj => prepositional(doc, word, words, "à"),
        Slot::Adj | Slot::Poss | Slot::Inf | Slot::Speaker => Vec::new(),
    }
}

/// The noun that an adjective, an apposition or a prepositional phrase belongs to.
fn modified(doc: &Doc, word: WordId) -> Option<WordId> {
    let head = doc.head(word)?;
    match doc.rel(word) {
        Deprel::Case => {
            // "[est] aux mains de X": the phrase's own head has the copula's subject.
            doc.dependent(head, |r| r == Deprel::Nsubj)
                .or_else(|| doc.head(head).filter(|&h| matches!(doc.upos(h), Upos::Noun | Upos::Propn)))
                .or_else(|| doc.subject(head))
        }
        Deprel::Amod | Deprel::Acl | Deprel::Appos | Deprel::Nmod => {
            // "Au MPC et à l'UPC, alliés à X": a plural describes all that are coordinated.
            let number = |w: WordId| doc.word(w).feats.number;
            let all = number(word) == Some(Number::Plur) && number(head) == Some(Number::Sing);
            Some(if all { doc.first_conjunct(head) } else { head })
        }
        Deprel::Xcomp | Deprel::Obl | Deprel::OblArg | Deprel::OblMod => doc.subject(head),
        _ => None,
    }
}
