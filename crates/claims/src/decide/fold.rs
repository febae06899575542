//! Which words tell a part of another event, and not one of their own: the dead of an attack, the aim of a strike, what a
//! refusal is about. Only events of one sentence are folded, so that the cost stays linear.

use selon_model::{Deprel, EventType, Mode, Tense, Upos, VerbForm, WordId};

use crate::candidates::find::Event;
use crate::lexicon::classes::Class;
use crate::lexicon::frames::{Of, Pos};
use crate::syntax::functions;
use crate::syntax::view::Doc;

/// Folds the event noun or infinitive that a predicate absorbs into it: "repousser une attaque des
/// rebelles" is one ASSAULT on the rebels, "préparer une offensive contre Marib" one MOBILIZE.
pub(crate) fn absorbed<'f>(doc: &Doc, events: Vec<Event<'f>>) -> Vec<Event<'f>> {
    let mut all = events;
    let mut gone = vec![false; all.len()];
    for host in (0..all.len()).filter(|&h| all[h].frame.flags.absorbs).collect::<Vec<_>>() {
        for i in 0..all.len() {
            if gone[i] || i == host || !is_object_of(doc, all[i].head, &all[host]) {
                continue;
            }
            gone[i] = true;
            let part = all[i].clone();
            let event = &mut all[host];
            let fill = match event.event() {
                // Who is blamed for an attack is who made it.
                EventType::Accuse => part.actors,
                EventType::Assault if !part.actors.is_empty() => part.actors,
                _ => part.recipients,
            };
            event.recipients.retain(|r| r.head != part.head);
            if event.recipients.is_empty() {
                event.recipients =
                    fill.into_iter().filter(|a| !event.actors.iter().any(|b| b.head == a.head)).collect();
            }
            event.places.extend(part.places);
        }
    }
    let mut keep = gone.iter();
    all.retain(|_| !keep.next().copied().unwrap_or(false));
    all
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
            let own = |w: WordId| doc.kids(w).iter().any(|&k| matches!(doc.form(k), "leur" | "leurs"));
            matches!(doc.case(first), "à" | "de" | "pour" | "")
                || (matches!(doc.case(first), "lors de" | "dans" | "pendant" | "durant") && own(first))
        }
        _ => false,
    }
}

/// Drops what a speech act merely contains: "menacer de tuer" is one THREATEN, "accuser X d'avoir
/// tué" one ACCUSE. What stands in relative clauses and participles inside stays, and so do the dead of "déplorer
/// la mort de six soldats", which rather reports than accuses. What somebody is accused of stays as a part, for its figures.
pub(crate) fn without_content<'f>(doc: &Doc, events: Vec<Event<'f>>) -> Vec<Event<'f>> {
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
    let (content, mut told): (Vec<Event>, Vec<Event>) = events.into_iter().partition(|e| host(e).is_some());
    for part in content {
        let to = host(&part).and_then(|h| told.iter_mut().find(|e| e.head == h));
        if let Some(accusation) = to.filter(|e| e.event() == EventType::Accuse) {
            accusation.parts.push(part);
        }
    }
    told
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
                .kids(at)
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
    let mark = doc.kids(first).iter().copied().find(|&k| matches!(doc.form(k), "de" | "d'" | "à"));
    infinitive_of_content(doc, first) && mark.is_some_and(|m| m > 0 && words.contains(&(m - 1)))
}

fn infinitive_of_content(doc: &Doc, w: WordId) -> bool {
    let word = doc.word(w);
    let inf = word.feats.verb_form == Some(selon_model::VerbForm::Inf)
        || doc.kids(w).iter().any(|&k| {
            doc.rel(k) != Deprel::Obj
                && doc.word(k).feats.verb_form == Some(selon_model::VerbForm::Inf)
                && matches!(doc.upos(k), Upos::Aux)
        });
    inf && doc.kids(w).iter().any(|&k| k < w && matches!(doc.lemma(k), "de" | "à"))
}

/// Folds deaths and wounds into the attack that they belong to, and what lies in one toll together.
pub(crate) fn merged<'f>(doc: &Doc, events: Vec<Event<'f>>) -> Vec<Event<'f>> {
    let mut all = events;
    let mut gone = vec![false; all.len()];
    let mut into: Vec<Option<usize>> = vec![None; all.len()];
    for i in 0..all.len() {
        if !is_harm(&all[i]) {
            continue;
        }
        let open = |h: &usize| *h != i && !gone[*h];
        let host = (0..all.len())
            .filter(open)
            .find(|&h| belongs(doc, &all[i], &all[h]))
            .or_else(|| (0..i).rev().filter(open).find(|&h| sums_up(doc, &all[i], &all[h])));
        if let Some(host) = host {
            gone[i] = true;
            into[i] = Some(host);
            let part = all[i].clone();
            absorb(&mut all[host], part);
        }
    }
    // "Dix personnes ont été tuées et trente blessées dans un attentat": the dead are those of the attack as well.
    for i in (0..all.len()).filter(|&i| is_harm(&all[i])).collect::<Vec<_>>() {
        let along = |j: &usize| into[*j].is_some() && same_toll(doc, &all[i], &all[*j]);
        let host = (i + 1..all.len()).filter(|_| !gone[i]).find(along).and_then(|j| into[j]);
        if let Some(host) = host.filter(|&h| h != i && !gone[h]) {
            gone[i] = true;
            let part = all[i].clone();
            absorb(&mut all[host], part);
        }
    }
    for i in 0..all.len() {
        if gone[i] || all[i].event() != EventType::Toll {
            continue;
        }
        for j in i + 1..all.len() {
            if !gone[j] && all[j].event() == EventType::Toll && same_toll(doc, &all[i], &all[j]) {
                gone[j] = true;
                let part = all[j].clone();
                absorb(&mut all[i], part);
            }
        }
    }
    for i in 0..all.len() {
        gone[i] |= all.iter().any(|noun| lays_down(doc, &all[i], noun));
        let falls = |h: &usize| *h != i && !gone[*h] && falls_to(doc, &all[i], &all[*h]);
        if let Some(host) = (0..all.len()).find(falls) {
            gone[i] = true;
            let takers = all[i].actors.clone();
            if all[host].actors.is_empty() {
                all[host].actors = takers;
            }
        }
        let aims = |h: &usize| *h != i && !gone[*h] && aims(doc, &all[i], &all[*h]);
        if let Some(host) = (0..all.len()).find(aims) {
            gone[i] = true;
            let part = all[i].clone();
            absorb(&mut all[host], part);
        }
    }
    for i in 0..all.len() {
        gone[i] |= (0..all.len()).any(|h| h != i && !gone[h] && takes_part(doc, &all[i], &all[h]));
    }
    for i in (0..all.len()).filter(|&i| !gone[i]).collect::<Vec<_>>() {
        let host = (0..all.len()).filter(|&h| h != i && !gone[h]).find(|&h| is_means(doc, &all[i], &all[h]));
        if let Some(host) = host {
            gone[i] = true;
            // "Des obus tirés de Kunar ont tué six civils": the dead are those of the shelling.
            let parts = std::mem::take(&mut all[i].parts);
            parts.into_iter().for_each(|part| absorb(&mut all[host], part));
        }
    }
    let mut keep = gone.iter();
    all.retain(|_| !keep.next().copied().unwrap_or(false));
    all
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

/// Deaths, wounds: TOLL, and ASSAULT by a verb of killing.
pub(crate) fn is_harm(event: &Event) -> bool {
    use selon_model::Counted::{Captured, Killed, Missing, Wounded};
    event.event() == EventType::Toll
        || (event.event() == EventType::Assault
            && event.frame.pos == Pos::Verb
            && event
                .frame
                .counts
                .iter()
                .any(|(of, c)| *of == Of::Recipient && matches!(c, Killed | Wounded | Missing | Captured)))
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
        doc.kids_with(v, |r| {
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
