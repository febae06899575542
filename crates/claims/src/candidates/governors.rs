//! What the word above another makes of it: a purpose, a plan, a wish, a doubt.

use selon_model::{Deprel, Factuality, Tense, Upos, VerbForm, WordId};

use crate::candidates::verdict::Verdict;
use crate::lexicon::classes::Class;
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// What a governing word makes of its complement.
pub(crate) fn from_above(doc: &Doc, at: WordId, head: WordId, noun_event: bool) -> Option<Verdict> {
    // "A fait exploser" is finite, though its carrier is an infinitive.
    let infinitive = doc.word(at).feats.verb_form == Some(VerbForm::Inf)
        && doc.inflection(at).finite.is_none_or(|f| doc.rel(f) == Deprel::AuxCaus)
        || doc
            .dependents(at)
            .iter()
            .any(|&k| doc.upos(k) == Upos::Aux && doc.word(k).feats.verb_form == Some(VerbForm::Inf));
    let hypothetical =
        |word, rule| Some(Verdict { value: Factuality::Hypothetical, because: doc.span(word), rule });
    let mark = doc
        .dependents(at)
        .iter()
        .copied()
        .find(|&k| k < at && matches!(doc.rel(k), Deprel::Mark | Deprel::Case));
    // "Tués pour avoir refusé de partir": what was done before is a reason, no purpose.
    let reason = doc.dependent(at, |r| r == Deprel::AuxTense).is_some();
    if infinitive
        && !reason
        && let Some(purpose) = mark.filter(|&m| is_purpose(doc, m))
    {
        return hypothetical(purpose, Rule::FactualityPurpose);
    }
    if doc.rel(at) == Deprel::Advcl && is_si(doc, at) {
        return hypothetical(at, Rule::FactualityCondition);
    }
    let found = if infinitive {
        of_infinitive(doc, at, head)
    } else if matches!(doc.rel(at), Deprel::Ccomp | Deprel::Csubj) {
        of_clause(doc, at, head)
    } else if noun_event {
        of_carried_noun(doc, at, head)
    } else {
        None
    };
    found.map(|(value, rule)| Verdict { value, because: doc.span(head), rule })
}

/// "Il semble que", "il est possible que", "il se peut que", "on ignore si", "il est faux que",
/// "il faut que", "afin que".
fn of_clause(doc: &Doc, at: WordId, head: WordId) -> Option<(Factuality, Rule)> {
    let mark = doc.dependents_with(at, |r| r == Deprel::Mark).find(|&m| m < at)?;
    let may_be = doc.lemma(head) == "pouvoir" && doc.is_reflexive(head);
    if matches!(doc.form(mark), "si" | "s'") {
        return Some((Factuality::Unconfirmed, Rule::FactualityQuestion));
    }
    if doc.is_a(head, Class::Seeming) || doc.is_a(head, Class::Doubt) || may_be {
        return Some((Factuality::Unconfirmed, Rule::FactualitySeeming));
    }
    if doc.is_a(head, Class::Denying) && doc.upos(head) == Upos::Adj {
        return Some((Factuality::Denied, Rule::FactualityDenying));
    }
    let purpose = mark > 0 && matches!(doc.form(mark - 1), "afin" | "pour");
    // "Faut que les rebelles quittent": many subjunctives look like indicatives.
    let wanted = doc.is_a(head, Class::Wanting) && !doc.inflection(at).perfect;
    (purpose || wanted).then_some((Factuality::Hypothetical, Rule::FactualitySubjunctive))
}

/// "Veut reprendre", "prévoit de reprendre", "semble avoir repris", "la volonté de reprendre".
fn of_infinitive(doc: &Doc, at: WordId, head: WordId) -> Option<(Factuality, Rule)> {
    // "A empêché les rebelles de prendre …": the parser hangs the infinitive on the object.
    let verb = doc.head(head).filter(|&v| {
        let object = matches!(doc.rel(head), Deprel::Obj | Deprel::Iobj | Deprel::OblArg);
        object && doc.rel(at) == Deprel::Acl && doc.upos(v) == Upos::Verb
    });
    let noun = doc.is_a(head, Class::PlanNoun) || doc.is_a(head, Class::AimNoun);
    let head = nominal_governor(doc, at).or(verb.filter(|_| !noun)).unwrap_or(head);
    // "Veut attaquer Boni et prendre Douentza".
    let second = doc.rel(at) == Deprel::Conj && doc.inflection(head).finite.is_some();
    let complement = second
        || matches!(
            doc.rel(at),
            Deprel::Xcomp
                | Deprel::Ccomp
                | Deprel::Acl
                | Deprel::Advcl
                | Deprel::Obl
                | Deprel::OblArg
                | Deprel::OblMod
                | Deprel::Nmod
        );
    let seeming = doc.upos(head) == Upos::Verb && doc.is_a(head, Class::Seeming);
    if complement && seeming {
        return Some((Factuality::Unconfirmed, Rule::FactualitySeeming));
    }
    // "Affirme avoir repris": what is done is done.
    if !complement || doc.dependent(at, |r| r == Deprel::AuxTense).is_some() {
        return None;
    }
    let lemma = doc.lemma(head);
    let (plans, wants) = if doc.upos(head) == Upos::Verb {
        let decided = lemma == "décider" && doc.is_passive(head);
        // "Ont dû se replier": they did.
        let inflection = doc.inflection(head);
        let had_to = lemma == "devoir" && (inflection.perfect || inflection.tense == Some(Tense::Past));
        (doc.is_a(head, Class::Planning) && !decided && !had_to, doc.is_a(head, Class::Wanting))
    } else {
        let ready = matches!(lemma, "prêt" | "susceptible" | "censé");
        (doc.is_a(head, Class::PlanNoun) || ready, doc.is_a(head, Class::AimNoun))
    };
    if plans {
        return Some((Factuality::Expected, Rule::FactualityPlan));
    }
    wants.then_some((Factuality::Hypothetical, Rule::FactualityAim))
}

/// "Reflète leur volonté de prendre la ville": the noun of will or plan right before the infinitive, wherever the
/// parser hung that.
fn nominal_governor(doc: &Doc, infinitive: WordId) -> Option<WordId> {
    let first = doc.first_conjunct(infinitive);
    let mark = doc
        .dependents_with(first, |r| r == Deprel::Mark)
        .find(|&m| matches!(doc.form(m), "de" | "d'" | "à"))?;
    let noun = mark.checked_sub(1).filter(|&n| doc.upos(n) == Upos::Noun)?;
    (doc.is_a(noun, Class::PlanNoun) || doc.is_a(noun, Class::AimNoun)).then_some(noun)
}

/// "Préparent une offensive", "ont déjoué l'attentat", "la menace d'une attaque".
fn of_carried_noun(doc: &Doc, at: WordId, head: WordId) -> Option<(Factuality, Rule)> {
    let object = match doc.rel(at) {
        Deprel::NsubjPass => true,
        Deprel::Nsubj => false,
        _ => core(doc, at) && doc.upos(head) == Upos::Verb && !doc.is_passive(head),
    };
    if object && let Some(value) = doc.support(head).and_then(|s| s.factuality) {
        // "Pour empêcher une offensive", "veut éviter une attaque": it may still come.
        let first = doc.first_conjunct(head);
        let meant = doc.head(first).filter(|_| value == Factuality::Denied);
        let aim = meant.and_then(|above| from_above(doc, first, above, false));
        let still = aim.filter(|v| v.value == Factuality::Hypothetical);
        return Some((still.map_or(value, |v| v.value), Rule::FactualitySupport));
    }
    // "Une rencontre est prévue", "le retrait doit commencer", "va commencer".
    let ahead = matches!(doc.lemma(head), "devoir" | "aller")
        && doc.rel(at) == Deprel::Nsubj
        && !doc.inflection(head).perfect
        && doc.dependent(head, |r| r == Deprel::Xcomp).is_some();
    // "Annonce pour jeudi des discussions".
    let set = [at, head]
        .into_iter()
        .flat_map(|w| doc.dependents(w))
        .any(|&k| doc.case(k) == "pour" && doc.is_a(k, Class::Time));
    if ahead || (object && set) || (object && doc.is_a(head, Class::Coming)) {
        return Some((Factuality::Expected, Rule::FactualityPlan));
    }
    let of = doc.rel(at) == Deprel::Nmod && doc.case(at) == "de";
    match of {
        true if doc.is_a(head, Class::AimNoun) => Some((Factuality::Hypothetical, Rule::FactualityAim)),
        true if doc.is_a(head, Class::PlanNoun) => Some((Factuality::Expected, Rule::FactualityPlan)),
        _ => None,
    }
}

fn is_purpose(doc: &Doc, mark: WordId) -> bool {
    let next = |k: WordId, form: &str| k + 1 < doc.len() && doc.form(k + 1) == form;
    match doc.form(mark) {
        "pour" => true,
        "de" | "d'" => mark > 0 && matches!(doc.form(mark - 1), "afin" | "vue" | "but" | "objectif" | "lieu"),
        "afin" => next(mark, "de") || next(mark, "d'") || next(mark, "que"),
        "en" => next(mark, "vue"),
        _ => false,
    }
}

/// Subject, object, or a complement with "à" or "de": not an adjunct of time or place.
pub(crate) fn core(doc: &Doc, at: WordId) -> bool {
    match doc.rel(at) {
        Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblArg | Deprel::OblAgent => true,
        Deprel::OblMod => doc.case(at) == "de",
        _ => matches!(doc.case(at), "à" | "de"),
    }
}

/// Whether a word heads a clause with "si".
pub(crate) fn is_si(doc: &Doc, w: WordId) -> bool {
    doc.dependents_with(w, |r| r == Deprel::Mark)
        .any(|m| matches!(doc.form(m), "si" | "s'") && !matches!(doc.rel(w), Deprel::Ccomp))
}
