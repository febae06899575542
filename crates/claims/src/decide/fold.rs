//! Which words tell a part of another event, and not one of their own: the dead of an attack, the aim of a strike, what a
//! refusal is about. Only events of one sentence are folded, so that the cost stays linear.

use selon_model::{Deprel, EventType, Mode, Tense, Upos, VerbForm, WordId};

use crate::candidates::needs::is_harm;
use crate::candidates::predicate::Event;
use crate::decide::choose::by_place;
use crate::decide::rejected::Rejections;
use crate::lexicon::classes::Class;
use crate::lexicon::frames::Pos;
use crate::rule::Rule;
use crate::syntax::functions;
use crate::syntax::view::Doc;

/// The events of a document that stand on their own: each sentence's, with their parts folded in.
pub(crate) fn fold<'f>(doc: &Doc, events: Vec<Event<'f>>, rejections: &mut Rejections) -> Vec<Event<'f>> {
    let mut all = Vec::with_capacity(events.len());
    for events in by_sentence(doc, events) {
        let mut sentence =
            Sentence { gone: vec![false; events.len()], into: vec![None; events.len()], events };
        absorb_objects(doc, &mut sentence, rejections);
        let events = without_content(doc, sentence.rest(), rejections);
        let mut sentence =
            Sentence { gone: vec![false; events.len()], into: vec![None; events.len()], events };
        for fold in FOLDS {
            sentence.apply(doc, fold, rejections);
        }
        all.extend(without_truces(doc, sentence.rest(), rejections).into_iter().flat_map(by_place));
    }
    all
}

/// The events of one sentence while they are folded.
struct Sentence<'f> {
    events: Vec<Event<'f>>,
    /// Which are part of another, or nothing.
    gone: Vec<bool>,
    /// Which event took one in.
    into: Vec<Option<usize>>,
}

/// How an event may be part of another of its sentence.
struct Fold {
    rule: Rule,
    /// The event that takes in the one at an index.
    host: fn(&Doc, &Sentence, usize) -> Option<usize>,
    effect: Effect,
}

/// What the host takes from its part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// Everything: arguments, places, figures.
    All,
    /// Its actors, where the host has none.
    Actors,
    /// The parts that it had taken in itself.
    Parts,
    Nothing,
}

/// The relations in the order in which they are tried: harm before what it is the harm of, the carriers last.
const FOLDS: &[Fold] = &[
    Fold { rule: Rule::FoldHarm, host: Sentence::attack_of, effect: Effect::All },
    Fold { rule: Rule::FoldHarmAlong, host: Sentence::attack_along, effect: Effect::All },
    Fold { rule: Rule::FoldToll, host: Sentence::toll_before, effect: Effect::All },
    Fold { rule: Rule::FoldMeasure, host: Sentence::measure_of, effect: Effect::Nothing },
    Fold { rule: Rule::FoldHands, host: Sentence::fall_of, effect: Effect::Actors },
    Fold { rule: Rule::FoldAim, host: Sentence::attack_that_aims, effect: Effect::All },
    Fold { rule: Rule::FoldTroops, host: Sentence::event_of_troops, effect: Effect::Nothing },
    Fold { rule: Rule::FoldMeans, host: Sentence::attack_by, effect: Effect::Parts },
];

impl<'f> Sentence<'f> {
    fn apply(&mut self, doc: &Doc, fold: &Fold, rejections: &mut Rejections) {
        for i in 0..self.events.len() {
            let Some(host) = (fold.host)(doc, self, i).filter(|_| !self.gone[i]) else { continue };
            rejections.push(&self.events[i], fold.rule, Some(&self.events[host]));
            self.gone[i] = true;
            let part = self.events[i].clone();
            let taker = &mut self.events[host];
            match fold.effect {
                Effect::All => absorb(taker, part),
                Effect::Actors if taker.actors.is_empty() => taker.actors = part.actors,
                // "Des obus tirés de Kunar ont tué six civils": the dead are those of the shelling.
                Effect::Parts => part.parts.into_iter().for_each(|part| absorb(taker, part)),
                Effect::Actors | Effect::Nothing => {}
            }
            self.into[i] = Some(host);
        }
    }

    /// The events that are left.
    fn rest(self) -> Vec<Event<'f>> {
        self.events.into_iter().zip(self.gone).filter(|(_, gone)| !gone).map(|(event, _)| event).collect()
    }

    /// The other events that are not gone, in order.
    fn others(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.events.len()).filter(move |&h| h != i && !self.gone[h])
    }

    /// The first other event that stands in a relation to the one at an index.
    fn first(&self, i: usize, relates: impl Fn(&Event, &Event) -> bool) -> Option<usize> {
        self.others(i).find(|&h| relates(&self.events[i], &self.events[h]))
    }

    /// Deaths and wounds: the attack that they are the outcome of.
    fn attack_of(doc: &Doc, s: &Sentence, i: usize) -> Option<usize> {
        if !is_harm(&s.events[i]) {
            return None;
        }
        let summed_up = || s.others(i).rev().find(|&h| h < i && sums_up(doc, &s.events[i], &s.events[h]));
        s.first(i, |harm, attack| belongs(doc, harm, attack)).or_else(summed_up)
    }

    /// "Dix personnes ont été tuées et trente blessées dans un attentat": the dead are those of the attack as well.
    fn attack_along(doc: &Doc, s: &Sentence, i: usize) -> Option<usize> {
        if !is_harm(&s.events[i]) {
            return None;
        }
        let along = |j: &usize| s.into[*j].is_some() && same_toll(doc, &s.events[i], &s.events[*j]);
        (i + 1..s.events.len()).find(along).and_then(|j| s.into[j]).filter(|&h| h != i && !s.gone[h])
    }

    /// "Huit tués, sept blessés": what lies in one toll.
    fn toll_before(doc: &Doc, s: &Sentence, i: usize) -> Option<usize> {
        let toll = |h: usize| s.events[h].event() == EventType::Toll;
        let same = |h: &usize| *h < i && toll(*h) && same_toll(doc, &s.events[*h], &s.events[i]);
        s.others(i).find(same).filter(|_| toll(i))
    }

    fn measure_of(doc: &Doc, s: &Sentence, i: usize) -> Option<usize> {
        (0..s.events.len()).find(|&h| lays_down(doc, &s.events[i], &s.events[h]))
    }

    fn fall_of(doc: &Doc, s: &Sentence, i: usize) -> Option<usize> {
        s.first(i, |phrase, verb| falls_to(doc, phrase, verb))
    }

    fn attack_that_aims(doc: &Doc, s: &Sentence, i: usize) -> Option<usize> {
        s.first(i, |verb, attack| aims(doc, verb, attack))
    }

    fn event_of_troops(doc: &Doc, s: &Sentence, i: usize) -> Option<usize> {
        s.first(i, |noun, other| takes_part(doc, noun, other))
    }

    fn attack_by(doc: &Doc, s: &Sentence, i: usize) -> Option<usize> {
        s.first(i, |weapon, attack| is_means(doc, weapon, attack))
    }
}

/// Folds the event noun or infinitive that a predicate absorbs into it: "repousser une attaque des
/// rebelles" is one ASSAULT on the rebels, "préparer une offensive contre Marib" one MOBILIZE.
fn absorb_objects(doc: &Doc, sentence: &mut Sentence, rejections: &mut Rejections) {
    for host in
        (0..sentence.events.len()).filter(|&h| sentence.events[h].frame.flags.absorbs).collect::<Vec<_>>()
    {
        for i in 0..sentence.events.len() {
            if sentence.gone[i]
                || i == host
                || !is_object_of(doc, sentence.events[i].head, &sentence.events[host])
            {
                continue;
            }
            rejections.push(&sentence.events[i], Rule::FoldObject, Some(&sentence.events[host]));
            sentence.gone[i] = true;
            let part = sentence.events[i].clone();
            take_object(&mut sentence.events[host], part);
        }
    }
}

/// Who undergoes what is repelled, prepared, condemned.
fn take_object<'f>(event: &mut Event<'f>, part: Event<'f>) {
    let fill = match event.event() {
        // Who is blamed for an attack is who made it.
        EventType::Accuse => part.actors,
        EventType::Assault if !part.actors.is_empty() => part.actors,
        _ => part.recipients,
    };
    event.recipients.retain(|r| r.head != part.head);
    if event.recipients.is_empty() {
        let free = fill.into_iter().filter(|a| !event.actors.iter().any(|b| b.head == a.head));
        event.recipients = free.collect();
    }
    event.places.extend(part.places);
}

/// Whether a word is the object, the complement with "à" or "de", or the infinitive of a predicate.
fn is_object_of(doc: &Doc, word: WordId, host: &Event) -> bool {
    let first = doc.first_conjunct(word);
    // "Une contre-attaque repoussée", "repoussée, l'offensive …".
    if doc.head(host.head) == Some(word) && doc.is_passive(host.head) {
        return matches!(doc.rel(host.head), Deprel::Acl | Deprel::Amod | Deprel::Advcl);
    }
    let Some(head) = doc.head(first).filter(|h| host.words.contains(h)) else { return false };
    match doc.rel(first) {
        Deprel::Obj | Deprel::Xcomp => true,
        Deprel::NsubjPass => doc.is_passive(head),
        Deprel::Nsubj => doc.is_passive(head),
        Deprel::Obl | Deprel::OblArg | Deprel::OblMod | Deprel::Nmod | Deprel::Acl | Deprel::Advcl => {
            // "Ont été repoussés lors de leur attaque" is the attack that was repelled.
            let own = |w: WordId| doc.dependents(w).iter().any(|&k| matches!(doc.form(k), "leur" | "leurs"));
            matches!(doc.case(first), "à" | "de" | "pour" | "")
                || (matches!(doc.case(first), "lors de" | "dans" | "pendant" | "durant") && own(first))
        }
        _ => false,
    }
}

/// Drops what a speech act merely contains: "menacer de tuer" is one THREATEN, "accuser X d'avoir
/// tué" one ACCUSE. What stands in relative clauses and participles inside stays, and so do the dead of "déplorer
/// la mort de six soldats", which rather reports than accuses. What somebody is accused of stays as a part, for its figures.
fn without_content<'f>(doc: &Doc, events: Vec<Event<'f>>, rejections: &mut Rejections) -> Vec<Event<'f>> {
    let speech: Vec<(WordId, Vec<WordId>, bool)> = events
        .iter()
        .filter(|e| e.frame.flags.speech)
        .map(|e| (e.head, e.words.clone(), e.frame.flags.weak))
        .collect();
    let host = |e: &Event| {
        let dead = e.event() == EventType::Toll && e.frame.pos == Pos::Noun;
        let holds = |(head, words, weak): &&(WordId, Vec<WordId>, bool)| {
            *head != e.head && !(*weak && dead) && is_content(doc, *head, words, e.head)
        };
        speech.iter().find(holds).map(|(head, ..)| *head)
    };
    let (content, mut rest): (Vec<Event>, Vec<Event>) = events.into_iter().partition(|e| host(e).is_some());
    for part in content {
        let to = host(&part).and_then(|h| rest.iter_mut().find(|e| e.head == h));
        rejections.push(&part, Rule::FoldContent, to.as_deref());
        if let Some(accusation) = to.filter(|e| e.event() == EventType::Accuse) {
            accusation.parts.push(part);
        }
    }
    rest
}

fn is_content(doc: &Doc, speech: WordId, words: &[WordId], event: WordId) -> bool {
    if doc.sentence(speech) != doc.sentence(event) || event < speech && doc.rel(event) != Deprel::Ccomp {
        return false;
    }
    // "Le ministre, qui accuse les rebelles d'avoir tué …": the parser may hang it on whom the clause describes.
    let beside = doc.rel(event) == Deprel::Acl && doc.head(event) == doc.head(speech) && event > speech;
    if right_behind(doc, words, event) || beside && infinitive_of_content(doc, event) {
        return true;
    }
    let mut at = event;
    for _ in 0..12 {
        let rel = doc.rel(at);
        let Some(head) = doc.head(at) else { return false };
        if head == speech || words.contains(&head) {
            return match rel {
                Deprel::Ccomp | Deprel::Xcomp => true,
                // "Refuser de libérer … et de déposer les armes": the first infinitive is a word of the predicate.
                Deprel::Conj => head != speech && infinitive_of_content(doc, at),
                Deprel::Obj | Deprel::Obl | Deprel::OblArg | Deprel::Nmod | Deprel::Iobj | Deprel::OblMod => {
                    !matches!(
                        doc.case(at),
                        "après"
                            | "depuis"
                            | "lors de"
                            | "pendant"
                            | "avant"
                            | "dans"
                            | "suite à"
                            | "au cours de"
                    )
                }
                Deprel::Advcl | Deprel::Acl => infinitive_of_content(doc, at),
                _ => false,
            };
        }
        if matches!(rel, Deprel::AclRelcl | Deprel::Appos | Deprel::Parataxis)
            || (rel == Deprel::Acl && !infinitive_of_content(doc, at))
        {
            return false;
        }
        if rel == Deprel::Advcl
            && doc
                .dependents(at)
                .iter()
                .any(|&k| matches!(doc.form(k), "pour" | "si" | "s'" | "après" | "tandis" | "alors"))
        {
            return false;
        }
        at = head;
    }
    false
}

/// "Leur refus de déposer les armes et de quitter la ville": infinitives behind the noun, wherever the parser hung them.
fn right_behind(doc: &Doc, words: &[WordId], event: WordId) -> bool {
    let first = doc.first_conjunct(event);
    let mark = doc.dependents(first).iter().copied().find(|&k| matches!(doc.form(k), "de" | "d'" | "à"));
    infinitive_of_content(doc, first) && mark.is_some_and(|m| m > 0 && words.contains(&(m - 1)))
}

fn infinitive_of_content(doc: &Doc, w: WordId) -> bool {
    let word = doc.word(w);
    let inf = word.feats.verb_form == Some(selon_model::VerbForm::Inf)
        || doc.dependents(w).iter().any(|&k| {
            doc.rel(k) != Deprel::Obj
                && doc.word(k).feats.verb_form == Some(selon_model::VerbForm::Inf)
                && matches!(doc.upos(k), Upos::Aux)
        });
    inf && doc.dependents(w).iter().any(|&k| k < w && matches!(doc.lemma(k), "de" | "à"))
}

/// "Une embuscade contre une patrouille", "a déployé des renforts", "a livré des missiles": troops and arms that do or
/// undergo something else are no event of their own.
fn takes_part(doc: &Doc, noun: &Event, other: &Event) -> bool {
    let argument = || other.actors.iter().chain(&other.recipients).any(|a| a.head == noun.head);
    let object = || other.frame.pos == Pos::Verb && is_object_of(doc, noun.head, other);
    noun.frame.pos == Pos::Noun
        && match noun.event() {
            EventType::Mobilize => argument() || object(),
            EventType::Assault => doc.is_a(noun.head, Class::Weapon) && object(),
            _ => false,
        }
}

/// "Des frappes ont visé un dépôt du Hezbollah": the verb only says what the attack that is its subject was aimed at.
fn aims(doc: &Doc, verb: &Event, attack: &Event) -> bool {
    let both = verb.event() == EventType::Assault
        && attack.event() == EventType::Assault
        && attack.frame.pos == Pos::Noun;
    // "La base a été la cible d'une attaque".
    if both && doc.is_a(verb.head, Class::Undergoing) && verb.head < attack.head {
        return doc.head(attack.head) == Some(verb.head);
    }
    let noun_of_verb = both && verb.frame.pos == Pos::Verb;
    if !noun_of_verb || doc.sentence(attack.head) != doc.sentence(verb.head) {
        return false;
    }
    // "Des obus tirés par les talibans ont tué six civils": the weapon stands for its use.
    let weapon = doc.is_a(attack.head, Class::Weapon);
    let used = weapon
        && matches!(doc.rel(verb.head), Deprel::Acl | Deprel::Amod)
        && doc.head(verb.head) == Some(attack.head);
    let subject = || doc.subject(verb.head).map(|s| doc.first_conjunct(s));
    let aimed = doc.is_a(verb.head, Class::Aimed) && !doc.is_passive(verb.head) && !weapon;
    // "La patrouille a été visée par un attentat-suicide".
    let by = || doc.is_passive(verb.head) && functions::agent(doc, verb.head) == Some(attack.head);
    used || (aimed && subject() == Some(doc.first_conjunct(attack.head)))
        || (doc.is_a(verb.head, Class::Aimed) && !weapon && by())
}

/// "Un drone a frappé la maternité", "tuée par la chute d'un obus": the weapon is what the attack is made with.
fn is_means(doc: &Doc, weapon: &Event, attack: &Event) -> bool {
    attack.event() == EventType::Assault
        && attack.frame.pos == Pos::Verb
        && weapon.event() == EventType::Assault
        && weapon.frame.pos == Pos::Noun
        && doc.is_a(weapon.head, Class::Weapon)
        && doc.ancestors(weapon.head).skip(1).take(3).any(|a| a == attack.head)
}

/// "La ville est tombée, le 26 octobre, aux mains des miliciens", "la chute d'Alep aux mains des rebelles": the phrase says
/// to whom.
fn falls_to(doc: &Doc, phrase: &Event, verb: &Event) -> bool {
    let noun = verb.frame.pos == Pos::Noun
        && verb.frame.mode == Some(Mode::Take)
        && doc.governs(verb.head, phrase.head);
    if phrase.event() != EventType::Control
        || verb.event() != EventType::Control
        || phrase.frame.pos != Pos::Adp
    {
        return false;
    }
    noun && verb.head < phrase.head
        || verb.frame.pos == Pos::Verb
            && doc.ancestors(phrase.head).skip(1).take(3).any(|a| a == verb.head)
            && !(verb.head..phrase.head).any(|w| doc.upos(w) == Upos::Verb && w != verb.head)
            && verb.head < phrase.head
}

/// "Un couvre-feu imposé par la milice": the verb only carries the noun of the same measure.
fn lays_down(doc: &Doc, verb: &Event, noun: &Event) -> bool {
    verb.event() == EventType::Coerce
        && noun.event() == EventType::Coerce
        && noun.frame.pos == Pos::Noun
        && verb.frame.pos == Pos::Verb
        && doc.is_a(verb.head, Class::Behind)
        && (doc.head(noun.head) == Some(verb.head) || doc.head(verb.head) == Some(noun.head))
}

/// Whether the harm is told as the outcome of the attack: the attack is its subject ("l'attaque a
/// tué …", "a fait dix morts") or its means ("tués dans une attaque", "par une frappe").
fn belongs(doc: &Doc, harm: &Event, attack: &Event) -> bool {
    if attack.event() != EventType::Assault || doc.sentence(harm.head) != doc.sentence(attack.head) {
        return false;
    }
    if attack.frame.pos == Pos::Verb {
        return !is_harm(attack) && follows_from(doc, harm.head, attack.head);
    }
    let mut verb = harm.head;
    for a in doc.ancestors(harm.head).take(5) {
        verb = a;
        if doc.upos(a) == Upos::Verb {
            break;
        }
    }
    if doc.upos(verb) != Upos::Verb {
        // "Sont morts lors d'un raid": the adjective carries the adjunct.
        if harm.frame.pos != Pos::Adj {
            return false;
        }
        verb = harm.head;
    }
    if right_before(doc, harm.head, attack.head) || in_its_toll(doc, harm.head, attack.head) {
        return true;
    }
    let subject = doc.subject(verb).map(|s| doc.first_conjunct(s));
    let outcome = doc.is_a(verb, Class::Outcome);
    if outcome && !doc.is_passive(verb) && subject == Some(doc.first_conjunct(attack.head)) {
        return true;
    }
    let in_it = |k: WordId| {
        k == attack.head
            && matches!(
                doc.case(k),
                "dans"
                    | "par"
                    | "lors de"
                    | "au cours de"
                    | "pendant"
                    | "durant"
                    | "à la suite de"
                    | "après"
                    | "suite à"
                    | "à cause de"
                    | "à"
                    | "de"
            )
    };
    std::iter::once(verb).chain(harm.words.iter().copied()).chain([harm.head]).any(|v| {
        doc.dependents_with(v, |r| {
            matches!(r, Deprel::Obl | Deprel::OblAgent | Deprel::OblArg | Deprel::OblMod | Deprel::Nmod)
        })
        .any(in_it)
    })
}

/// "Le bilan de l'attaque est passé à 75 morts", "l'attaque, dont le bilan a été porté à 31 morts": the harm is what the
/// toll of the attack comes to.
fn in_its_toll(doc: &Doc, harm: WordId, attack: WordId) -> bool {
    const NEAR: usize = 4;
    let toll = doc.head(attack).filter(|&t| doc.is_a(t, Class::Reckoning) && doc.rel(attack) == Deprel::Nmod);
    let own =
        |t: WordId| doc.head(t).filter(|_| doc.rel(t) == Deprel::Nsubj || doc.rel(t) == Deprel::NsubjPass);
    let whose = |verb: WordId| {
        doc.rel(verb) == Deprel::AclRelcl
            && doc.head(verb) == Some(attack)
            && doc.subject(verb).is_some_and(|s| doc.is_a(s, Class::Reckoning))
    };
    let mut above = doc.ancestors(harm).skip(1).take(NEAR);
    above.any(|a| whose(a) || toll.is_some_and(|t| a == t || own(t) == Some(a)))
}

/// "Tués lors d'un raid", "morts dans une nouvelle attaque": the attack behind the harm, after such a preposition and with no
/// verb between, wherever the parser hung it.
fn right_before(doc: &Doc, harm: WordId, attack: WordId) -> bool {
    const NEAR: WordId = 12;
    let within = |w: WordId| matches!(doc.form(w), "lors" | "dans" | "durant" | "cours");
    (harm + 1..harm + NEAR).contains(&attack)
        && (attack.saturating_sub(4).max(harm + 1)..attack).any(within)
        && !(harm + 1..attack).any(|w| matches!(doc.upos(w), Upos::Verb | Upos::Aux))
}

/// "Ont ouvert le feu sur un bus, tuant dix civils", "ont bombardé Mushaki, faisant quatre morts": a present
/// participle behind the verb of the attack tells its outcome.
fn follows_from(doc: &Doc, harm: WordId, attack: WordId) -> bool {
    let participle = |w: WordId| {
        let feats = doc.word(w).feats;
        feats.verb_form == Some(VerbForm::Part)
            && feats.tense != Some(Tense::Past)
            && doc.form(w).ends_with("ant")
    };
    doc.ancestors(harm)
        .take(3)
        .find(|&w| doc.upos(w) == Upos::Verb)
        .is_some_and(|w| w > attack && participle(w) && doc.ancestors(w).skip(1).take(2).any(|a| a == attack))
}

/// "Un drone a frappé la maternité : huit tués, sept blessés": harm that stands behind a colon without a verb of
/// its own is the outcome of the attack before it.
fn sums_up(doc: &Doc, harm: &Event, attack: &Event) -> bool {
    if attack.event() != EventType::Assault || harm.frame.pos == Pos::Verb {
        return false;
    }
    let Some(colon) = (attack.head..harm.head).rev().find(|&w| doc.form(w) == ":") else { return false };
    !(colon..harm.head).any(|w| matches!(doc.upos(w), Upos::Verb | Upos::Aux))
        && doc.ancestors(harm.head).take_while(|&a| a > colon).all(|a| doc.upos(a) != Upos::Verb)
}

/// Two tolls of one clause or of coordinated ones without a place between: "huit tués, sept blessés".
fn same_toll(doc: &Doc, a: &Event, b: &Event) -> bool {
    if doc.sentence(a.head) != doc.sentence(b.head) {
        return false;
    }
    let first = doc.first_conjunct(a.head);
    let linked = doc.first_conjunct(b.head) == first
        || doc.ancestors(b.head).skip(1).take(3).any(|x| x == a.head)
        || doc.ancestors(a.head).skip(1).take(3).any(|x| x == b.head);
    let verb = |w: WordId| doc.ancestors(w).find(|&x| doc.upos(x) == Upos::Verb && x != w);
    linked || (verb(a.head).is_some() && verb(a.head) == verb(b.head)) || b.head - a.head <= 4
}

fn absorb<'f>(host: &mut Event<'f>, mut part: Event<'f>) {
    if host.actors.is_empty() && part.event() == EventType::Assault {
        // "L'armée a abattu trois hommes lors d'un raid": the raid is the army's.
        host.actors.extend(part.actors.iter().filter(|a| a.head != host.head).cloned());
    }
    for arg in &part.recipients {
        if !host.recipients.contains(arg) {
            host.recipients.push(arg.clone());
        }
    }
    host.places.extend(part.places.iter().cloned());
    host.parts.append(&mut part.parts);
    host.parts.push(part);
}

/// Events fold into others of their sentence only, so that the cost stays linear in the text.
fn by_sentence<'f>(doc: &Doc, events: Vec<Event<'f>>) -> Vec<Vec<Event<'f>>> {
    let mut sentences: Vec<Vec<Event>> = Vec::new();
    let mut last = None;
    for event in events {
        let here = doc.sentence(event.head);
        match sentences.last_mut() {
            Some(sentence) if last == Some(here) => sentence.push(event),
            _ => sentences.push(vec![event]),
        }
        last = Some(here);
    }
    sentences
}

/// A truce is told once, as what is done with it: "la trêve a été rompue", "le cessez-le-feu négocié par Moscou", "l'accord est
/// respecté" have no signing of their own.
fn without_truces<'f>(doc: &Doc, events: Vec<Event<'f>>, rejections: &mut Rejections) -> Vec<Event<'f>> {
    let rest = events.iter().filter(|e| !is_truce(doc, e));
    let mut others: Vec<WordId> = rest.flat_map(|e| e.words.iter().copied()).collect();
    others.sort_unstable();
    let other = |w: &WordId| others.binary_search(w).is_ok();
    let handled = |e: &Event| {
        let governed = matches!(
            doc.rel(e.head),
            Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblArg | Deprel::Nmod
        );
        let above = doc.head(e.head).filter(|_| governed);
        let mut participles = doc.dependents_with(e.head, |r| matches!(r, Deprel::Acl | Deprel::AclRelcl));
        above.is_some_and(|h| other(&h)) || participles.any(|k| other(&k))
    };
    let (gone, rest): (Vec<Event>, Vec<Event>) =
        events.into_iter().partition(|e| is_truce(doc, e) && handled(e));
    gone.iter().for_each(|e| rejections.push(e, Rule::FoldTruce, None));
    rest
}

/// A truce or an accord as a noun.
fn is_truce(doc: &Doc, event: &Event) -> bool {
    event.event() == EventType::Support && event.frame.pos == Pos::Noun && doc.is_a(event.head, Class::Truce)
}
