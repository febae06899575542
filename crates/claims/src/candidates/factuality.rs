//! How sure the last link of the chain is: mood, tense, negation, modality, purpose, the saying verb.
//!
//! The words above an event are read from the event upwards; the first that says more than
//! "it happened" decides. The hearsay conditional ("auraient tué") is kept apart from the future in the past ("a annoncé
//! qu'elle se retirerait"), from conditions ("si …") and from "pourrait".

use selon_model::{Deprel, Factuality, Mood, Tense, Upos, VerbForm, WordId};

use crate::candidates::attribution::Scope;
use crate::candidates::governors::{core, from_above, is_si};
use crate::candidates::predicate::Event;
use crate::candidates::verdict::Verdict;
use crate::lexicon::classes::Class;
use crate::lexicon::cues::{Cues, Stance};
use crate::lexicon::frames::{Need, Pos};
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// The factuality of an event inside the scopes around it.
pub(crate) fn of(doc: &Doc, cues: &Cues, event: &Event, around: &[&Scope]) -> Verdict {
    let flags = event.frame.flags;
    let by_meaning = [
        (flags.denied, Factuality::Denied),
        (flags.hypothetical, Factuality::Hypothetical),
        (flags.expected, Factuality::Expected),
    ];
    if let Some((_, value)) = by_meaning.into_iter().find(|(set, _)| *set) {
        return Verdict { value, because: doc.span(event.head), rule: Rule::FactualityFrame };
    }
    if let Some(verdict) = rumoured(doc, cues, event) {
        return verdict;
    }
    let grammar = by_grammar(doc, cues, event).or_else(|| by_harm(doc, cues, event));
    by_stance(doc, event, around, grammar).or(grammar).unwrap_or(Verdict {
        value: Factuality::Asserted,
        because: doc.span(event.head),
        rule: Rule::FactualityAsserted,
    })
}

/// "Dix soldats auraient été tués dans une embuscade": what is hearsay of the dead is so of the attack.
fn by_harm(doc: &Doc, cues: &Cues, event: &Event) -> Option<Verdict> {
    let verdict = event.parts.iter().find_map(|part| by_grammar(doc, cues, part));
    verdict.filter(|v| v.value == Factuality::Unconfirmed)
}

/// What the innermost saying verb adds.
fn by_stance(doc: &Doc, event: &Event, around: &[&Scope], grammar: Option<Verdict>) -> Option<Verdict> {
    let scope = around.last()?;
    let value = match scope.stance {
        Stance::Assert => return None,
        // "Le Hezbollah ne dément plus que son chef soit mort".
        Stance::Deny if scope.verb.is_some_and(|v| doc.negation(v).is_some()) => return None,
        Stance::Deny => Factuality::Denied,
        Stance::Hedge => Factuality::Unconfirmed,
        Stance::Fear => Factuality::Hypothetical,
        Stance::Expect => Factuality::Expected,
    };
    // "dément que la ville soit tombée" is denied; what a relative clause inside tells is not.
    let directly = scope.verb.is_none_or(|v| {
        let mut relative =
            doc.ancestors(event.head).take_while(|&a| a != v).filter(|&a| doc.rel(a) == Deprel::AclRelcl);
        relative.all(|clause| tells_content(doc, clause))
    });
    // "Dément l'attaque et accuse les rebelles": what stands beside the verb of saying is not what it says.
    let finite = |w: WordId| doc.inflection(w).finite.is_some();
    let beside = scope.verb.is_some_and(|v| {
        let apart = |h: WordId| h == v || !finite(h);
        let mut within = doc.ancestors(event.head).take_while(|&a| a != v);
        within.any(|w| doc.rel(w) == Deprel::Conj && finite(w) && doc.head(w).is_some_and(apart))
    });
    // Harm that was folded into the attack is what is denied: "dément avoir tué dix civils lors de l'attaque".
    let given = value == Factuality::Denied && event.parts.is_empty() && presupposed(doc, event.head);
    if !directly || beside || given || (value == Factuality::Expected && grammar.is_some()) {
        return None;
    }
    Some(Verdict { value, because: scope.cue, rule: Rule::FactualityStance })
}

/// "Dément que ses soldats aient fui avant l'attaque": what a denial dates itself by is taken for granted.
/// Counter-example: "dément toute implication dans l'attaque", "avant une attaque".
fn presupposed(doc: &Doc, noun: WordId) -> bool {
    let dates = matches!(
        doc.case(noun),
        "avant"
            | "après"
            | "lors de"
            | "pendant"
            | "durant"
            | "depuis"
            | "au cours de"
            | "à la suite de"
            | "au moment de"
    );
    let known = |k: &WordId| *k < noun && doc.is_definite(*k);
    dates && doc.upos(noun) == Upos::Noun && doc.dependents(noun).iter().any(known)
}

/// "Des rumeurs selon lesquelles …", "les informations selon lesquelles … n'ont pas été confirmées".
fn rumoured(doc: &Doc, cues: &Cues, event: &Event) -> Option<Verdict> {
    let of_rumour = |a: WordId| {
        let noun = doc.head(a).filter(|&n| cues.is_hearsay(doc.low_lemma(n)))?;
        (doc.rel(a) == Deprel::Nmod && doc.case(a) == "de").then_some(noun)
    };
    if let Some(noun) = of_rumour(event.head) {
        // "Dément les rumeurs d'une trêve".
        if let Some(denies) = doc.head(noun).filter(|&v| doc.is_a(v, Class::Denying)) {
            let because = doc.span(denies);
            return Some(Verdict { value: Factuality::Denied, because, rule: Rule::FactualityRumour });
        }
        return Some(unconfirmed(doc, noun, Rule::FactualityRumour));
    }
    let clause = doc.ancestors(event.head).take(10).find(|&a| doc.rel(a) == Deprel::AclRelcl)?;
    let noun = doc.head(clause).filter(|_| tells_content(doc, clause))?;
    let unproven = |verb: WordId| {
        let confirms = cues.verb_at(doc, verb).is_some_and(|(v, _)| v.stance == Stance::Assert);
        confirms && doc.negation(verb).is_some()
    };
    let open = cues.is_hearsay(doc.low_lemma(noun)) || doc.head(noun).is_some_and(unproven);
    open.then(|| unconfirmed(doc, noun, Rule::FactualityRumour))
}

fn unconfirmed(doc: &Doc, because: WordId, rule: Rule) -> Verdict {
    Verdict { value: Factuality::Unconfirmed, because: doc.span(because), rule }
}

/// "Les informations selon lesquelles la ville est tombée": the clause is what the noun says.
fn tells_content(doc: &Doc, clause: WordId) -> bool {
    let (first, _) = doc.subtree(clause);
    matches!(doc.form(first), "selon" | "d'après")
        || (first + 1 < clause
            && matches!(doc.form(first + 1), "lesquelles" | "laquelle" | "lesquels" | "lequel"))
}

/// What mood, tense, negation and the words above say.
fn by_grammar(doc: &Doc, cues: &Cues, event: &Event) -> Option<Verdict> {
    let nominal =
        event.frame.pos == Pos::Noun || (event.frame.pos != Pos::Verb && doc.upos(event.head) != Upos::Verb);
    let on = |value, w, rule| Verdict { value, because: doc.span(w), rule };
    if let Some(without) = without(doc, event.head) {
        return Some(on(Factuality::Denied, without, Rule::FactualityWithout));
    }
    if let Some(verb) = gapped(doc, event.head) {
        return Some(unconfirmed(doc, verb, Rule::FactualityHearsayConditional));
    }
    if let Some(provision) = provided(doc, event.head).filter(|_| nominal) {
        return Some(on(Factuality::Expected, provision, Rule::FactualityProvision));
    }
    upwards(doc, cues, event, nominal)
}

/// Words above an event that are read for its factuality.
const STEPS: usize = 10;

/// Reads the words above an event, nearest first; the first that says more than "it happened" decides.
fn upwards(doc: &Doc, cues: &Cues, event: &Event, nominal: bool) -> Option<Verdict> {
    // A frame that holds only under a negation is not denied by it.
    let own_negation = event.frame.needs.contains(&Need::Negated);
    let mut at = event.head;
    let mut apart = false;
    for step in 0..STEPS {
        let predicate = matches!(doc.upos(at), Upos::Verb | Upos::Aux)
            || doc.dependent(at, |r| r == Deprel::Cop).is_some();
        // "N'a pas confirmé la frappe", "n'a pas été revendiqué" say nothing of the event itself.
        let saying = step > 0 && nominal && cues.verb_at(doc, at).is_some();
        // "Poursuivra ses frappes" tells them, though one can say by "poursuivre".
        let carries = !saying || doc.support(at).is_some();
        if predicate && carries {
            let negation = !(saying || own_negation && step == 0);
            let own = || of_predicate(doc, at, step > 0 && nominal, negation).filter(|_| !apart);
            if let Some(verdict) = of_aim(doc, at).or_else(own) {
                return Some(verdict);
            }
        } else if !predicate
            && (step == 0 || nominal)
            && let Some(verdict) = of_noun(doc, at)
        {
            return Some(verdict);
        }
        let head = doc.head(at)?;
        // "Il faut compter dix morts": they are counted.
        if saying && doc.lemma(head) == "falloir" {
            return None;
        }
        // "Ne veut tolérer aucun putsch": the negation of the verb above belongs to the predicate as well.
        let negated = own_negation
            && step == 0
            && doc.dependents(head).iter().any(|&k| matches!(doc.form(k), "ne" | "n'"));
        if !negated && let Some(verdict) = from_above(doc, at, head, nominal && step == 0) {
            return Some(verdict);
        }
        // "Tiendrait les djihadistes dans la nasse": a phrase that is the predicate shares its verb's world.
        let predicative = step == 0 && event.frame.pos == Pos::Adp && doc.upos(head) == Upos::Verb;
        if !predicative && !inherits(doc, at, head, nominal) {
            return None;
        }
        // "Ne cède pas et continue ses frappes": a finite verb has its own mood and negation, and
        // shares only what governs the verb that it is coordinated with.
        apart = doc.rel(at) == Deprel::Conj && predicate && doc.inflection(at).finite.is_some();
        at = head;
    }
    None
}

/// "Ont quitté la ville sans combattre", "sans combats": the preposition denies. Counter-example: "non sans combats".
fn without(doc: &Doc, w: WordId) -> Option<WordId> {
    let mark = doc.dependents(w).iter().copied().find(|&k| k < w && doc.form(k) == "sans");
    mark.filter(|&m| {
        matches!(doc.rel(m), Deprel::Mark | Deprel::Case) && (m == 0 || doc.form(m - 1) != "non")
    })
}

/// "Deux chars auraient été détruits, et un assaut repoussé": a participle that the parser hung on its noun shares the
/// conditional before it. Counter-example: "auraient attaqué la ville assiégée".
fn gapped(doc: &Doc, participle: WordId) -> Option<WordId> {
    let feats = doc.word(participle).feats;
    let past = feats.verb_form == Some(VerbForm::Part) && feats.tense != Some(Tense::Pres);
    let bare =
        past && doc.dependent(participle, |r| matches!(r, Deprel::AuxTense | Deprel::AuxPass)).is_none();
    let attached = bare && matches!(doc.rel(participle), Deprel::Acl | Deprel::Amod);
    let noun = doc.ancestors(participle).skip(1).take(3).find(|&n| doc.rel(n) != Deprel::Nmod);
    let noun = noun.filter(|&n| {
        let joined = |k: &WordId| *k < n && doc.form(*k) == "et" && doc.comma_before(*k);
        attached && participle > n && doc.dependents(n).iter().any(joined)
    })?;
    let verb = doc.ancestors(noun).skip(1).take(4).find(|&a| doc.upos(a) == Upos::Verb)?;
    let inflection = doc.inflection(verb);
    (verb < noun && inflection.perfect && inflection.mood == Some(Mood::Cnd)).then_some(verb)
}

/// "L'accord tient en trois points : désarmement des rebelles, retrait de l'armée": what stands without a verb behind
/// the colon of an accord is provided by it. Counter-example: "la trêve est rompue : une attaque a fait six morts".
fn provided(doc: &Doc, noun: WordId) -> Option<WordId> {
    let words = doc.sentence_words(noun);
    let from = words.start.max(noun.saturating_sub(LIST));
    let colon = (from..noun).rev().find(|&w| doc.form(w) == ":")?;
    let finite = |w: WordId| doc.word(w).feats.verb_form == Some(VerbForm::Fin);
    let verbless = !(colon..words.end.min(noun + LIST)).any(|w| doc.upos(w) == Upos::Aux || finite(w));
    let accord = words.start.max(colon.saturating_sub(LIST))..colon;
    accord.into_iter().find(|&w| verbless && doc.is_a(w, Class::Truce))
}

/// Words before and behind that a list of an accord's points has.
const LIST: WordId = 40;

/// Whether the factuality of what governs a word is the word's own.
fn inherits(doc: &Doc, at: WordId, head: WordId, nominal: bool) -> bool {
    let verbal = doc.upos(at) == Upos::Verb;
    match doc.rel(at) {
        Deprel::Conj => true,
        Deprel::Xcomp => true,
        Deprel::Advcl if shares_auxiliary(doc, at, head) => true,
        // A finite clause is told by itself; an infinitive or a noun lives in its governor's world.
        Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis => {
            doc.word(at).feats.verb_form == Some(VerbForm::Inf)
        }
        Deprel::Obj
        | Deprel::Nsubj
        | Deprel::NsubjPass
        | Deprel::OblArg
        | Deprel::Obl
        | Deprel::OblMod
        | Deprel::OblAgent => nominal && doc.upos(head) == Upos::Verb && core(doc, at),
        Deprel::Nmod => nominal && !verbal && doc.case(at) == "de",
        Deprel::Acl => doc.word(at).feats.verb_form == Some(VerbForm::Inf),
        _ => false,
    }
}

/// "Auraient attaqué la prison, tué deux gardiens": a participle without an auxiliary behind one that has it.
fn shares_auxiliary(doc: &Doc, at: WordId, head: WordId) -> bool {
    let feats = doc.word(at).feats;
    at > head
        && feats.verb_form == Some(VerbForm::Part)
        && feats.tense == Some(Tense::Past)
        && doc.inflection(head).perfect
        && doc.dependent(at, |r| r == Deprel::Obj).is_some()
        && doc.dependent(at, |r| matches!(r, Deprel::Mark | Deprel::AuxTense | Deprel::Nsubj)).is_none()
}

/// "L'objectif est de reprendre Kidal", "leur plan est de tenir la ville": what an aim or a plan is said to be.
fn of_aim(doc: &Doc, w: WordId) -> Option<Verdict> {
    let infinitive = doc.word(w).feats.verb_form == Some(VerbForm::Inf);
    let copula = doc.dependent(w, |r| r == Deprel::Cop).filter(|_| infinitive)?;
    let noun = doc.dependent(w, |r| r == Deprel::Nsubj)?;
    let aim = doc.is_a(noun, Class::AimNoun).then_some(Factuality::Hypothetical);
    let value = aim.or(doc.is_a(noun, Class::PlanNoun).then_some(Factuality::Expected))?;
    Some(Verdict { value, because: doc.span(copula), rule: Rule::FactualityAim })
}

/// Negation, mood and tense of a predicate.
fn of_predicate(doc: &Doc, w: WordId, carried: bool, negation: bool) -> Option<Verdict> {
    let verdict = |value, because: WordId, rule| Some(Verdict { value, because: doc.span(because), rule });
    let inflection = doc.inflection(w);
    if is_si(doc, w) {
        return verdict(Factuality::Hypothetical, w, Rule::FactualityCondition);
    }
    if negation
        && let Some(not) = doc.negation(w).filter(|&n| doc.form(n) != "plus" || !carried)
        && inflection.mood != Some(Mood::Cnd)
        && !restricted(doc, w)
    {
        return verdict(Factuality::Denied, not, Rule::FactualityNegation);
    }
    let finite = inflection.finite.unwrap_or(w);
    match (inflection.mood, inflection.tense) {
        (Some(Mood::Cnd), _) => {
            let modal = doc.lemma(finite);
            // "Aurait dû intervenir", "sans la France, auraient pris la ville": it was not so.
            let missed =
                inflection.perfect && (matches!(doc.lemma(w), "devoir" | "pouvoir") || but_for(doc, w));
            if modal == "pouvoir" || modal == "vouloir" || missed || conditional_clause(doc, w) {
                return verdict(Factuality::Hypothetical, finite, Rule::FactualityCondition);
            }
            if modal == "devoir" {
                return verdict(Factuality::Expected, finite, Rule::FactualityDevoir);
            }
            if !inflection.perfect && future_in_the_past(doc, w) {
                return verdict(Factuality::Expected, finite, Rule::FactualityFutureInThePast);
            }
            verdict(Factuality::Unconfirmed, finite, Rule::FactualityHearsayConditional)
        }
        (_, Some(Tense::Fut)) if conditional_clause(doc, w) => {
            verdict(Factuality::Hypothetical, finite, Rule::FactualityCondition)
        }
        (_, Some(Tense::Fut)) if !inflection.perfect || doc.upos(finite) == Upos::Aux => {
            verdict(Factuality::Expected, finite, Rule::FactualityFuture)
        }
        (Some(Mood::Sub), _) => subjunctive(doc, w, finite),
        _ => hedged(doc, w),
    }
}

/// "Sans l'intervention de l'armée, les rebelles auraient pris la ville": the condition is a noun.
fn but_for(doc: &Doc, w: WordId) -> bool {
    doc.dependents_with(w, |r| matches!(r, Deprel::Obl | Deprel::OblMod | Deprel::OblArg))
        .any(|k| k < w && doc.case(k) == "sans" && doc.dependent(k, |r| r == Deprel::Det).is_some())
}

/// "ne … que", "ne … pas que" and "pas seulement" restrict and do not deny.
fn restricted(doc: &Doc, w: WordId) -> bool {
    let only = |not: WordId| not + 1 < doc.len() && matches!(doc.form(not + 1), "que" | "qu'" | "seulement");
    if doc.negation(w).is_some_and(|not| doc.form(not) == "pas" && only(not)) {
        return true;
    }
    doc.dependents(w)
        .iter()
        .any(|&k| k > w && matches!(doc.form(k), "que" | "qu'") && doc.upos(k) == Upos::Adv)
}

/// A clause with "si" beside the verb, also across an incise, or the verb in one.
fn conditional_clause(doc: &Doc, w: WordId) -> bool {
    let beside = |w: WordId| doc.dependents_with(w, |r| r == Deprel::Advcl).any(|k| is_si(doc, k));
    let above = || doc.head(w).filter(|_| matches!(doc.rel(w), Deprel::Parataxis | Deprel::Ccomp));
    beside(w) || is_si(doc, w) || above().is_some_and(beside)
}

/// "A annoncé que l'armée se retirerait": a conditional under a past verb of saying.
fn future_in_the_past(doc: &Doc, w: WordId) -> bool {
    let clause =
        doc.ancestors(w).find(|&a| matches!(doc.rel(a), Deprel::Ccomp | Deprel::Root | Deprel::AclRelcl));
    let Some(clause) = clause.filter(|&c| doc.rel(c) == Deprel::Ccomp) else { return false };
    let Some(above) = doc.head(clause) else { return false };
    let inflection = doc.inflection(above);
    inflection.perfect || matches!(inflection.tense, Some(Tense::Past | Tense::Imp))
}

fn subjunctive(doc: &Doc, w: WordId, finite: WordId) -> Option<Verdict> {
    let purpose = doc.dependents_with(w, |r| r == Deprel::Mark).any(|m| {
        matches!(doc.form(m), "pour" | "afin" | "avant" | "jusqu'à" | "sans")
            || doc.dependents(m).iter().any(|&k| matches!(doc.form(k), "pour" | "afin" | "avant"))
    });
    let above = doc.head(w);
    let wanted = above.is_some_and(|h| doc.is_a(h, Class::Wanting));
    let value = if above.is_some_and(|h| doc.is_a(h, Class::Denying)) {
        Factuality::Denied
    } else {
        Factuality::Hypothetical
    };
    (purpose || wanted || value == Factuality::Denied).then(|| Verdict {
        value,
        because: doc.span(finite),
        rule: Rule::FactualitySubjunctive,
    })
}

/// Adverbs and adjectives of doubt beside a predicate.
fn hedged(doc: &Doc, w: WordId) -> Option<Verdict> {
    // "Sans doute", but not "sans aucun doute".
    let no_doubt =
        |k: WordId| doc.lemma(k) == "doute" && doc.case(k) == "sans" && doc.dependents(k).len() == 1;
    let doubt = doc
        .dependents_with(w, |r| matches!(r, Deprel::Advmod | Deprel::Amod | Deprel::Obl | Deprel::OblMod))
        .find(|&k| (doc.upos(k) == Upos::Adv && doc.is_a(k, Class::Doubt)) || no_doubt(k))?;
    Some(Verdict { value: Factuality::Unconfirmed, because: doc.span(doubt), rule: Rule::FactualityAdverb })
}

/// "Aucune attaque", "une attaque présumée", "d'éventuels renforts".
fn of_noun(doc: &Doc, w: WordId) -> Option<Verdict> {
    for &k in doc.dependents(w) {
        let value = match doc.lemma(k) {
            "aucun" | "nul" if matches!(doc.rel(k), Deprel::Det | Deprel::Amod) => Factuality::Denied,
            "éventuel" => Factuality::Hypothetical,
            _ if doc.is_a(k, Class::Doubt) => Factuality::Unconfirmed,
            // "Non confirmée", "non vérifiée".
            "confirmer" | "vérifier" | "confirmé" | "vérifié"
                if doc.dependents(k).iter().any(|&n| doc.form(n) == "non") =>
            {
                Factuality::Unconfirmed
            }
            _ if doc.is_a(k, Class::Coming) => Factuality::Expected,
            _ => continue,
        };
        return Some(Verdict { value, because: doc.span(k), rule: Rule::FactualityNoun });
    }
    None
}
