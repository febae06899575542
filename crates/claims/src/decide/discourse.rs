//! Who is behind it, where a later telling leaves it out: the sides that a report goes on telling of.
//!
//! "Des hommes armés ont attaqué le poste de Boni. Six soldats ont été tués dans l'assaut": the attackers are
//! those of the sentence before. Counter-example: "Une bombe a explosé à Gao" is another event, of nobody named.

use selon_model::{Argument, Claim, EventType, Evidence, Factuality, Mode, Role, Sector, Span};

use crate::decide::assembled::Assembled;
use crate::rule::Rule;

/// Sentences that a telling looks back, and from the lead forth.
const REACH: usize = 6;

/// Sentences between the capture of a place and whoever is told to hold, leave or lose it.
const HOLDING: usize = 2;

/// Engagements looked at for one telling.
const MEMORY: usize = 8;

/// Two sides of one act of force, as far as its telling names them.
struct Engagement {
    sentence: usize,
    place: Option<u32>,
    mutual: bool,
    /// Somebody only accuses the attackers.
    blame: bool,
    /// It tells who holds, loses or leaves the place.
    holds: bool,
    /// Who uses force or takes a place.
    attackers: Vec<Argument>,
    /// Who undergoes it, holds the place, loses it or leaves it.
    defenders: Vec<Argument>,
    /// Which of them are camps and buildings, that never strike back.
    facilities: Vec<Span>,
}

impl Engagement {
    fn sides(&self) -> impl Iterator<Item = &Argument> {
        self.attackers.iter().chain(&self.defenders)
    }

    /// Those of both sides who can fight.
    fn fighters(&self) -> impl Iterator<Item = &Argument> {
        self.sides().filter(|a| fights(a) && !self.facilities.contains(&a.span))
    }

    /// Both sides, where two armed ones are named.
    fn both(&self) -> Option<Vec<Argument>> {
        let sides: Vec<Argument> = self.fighters().cloned().collect();
        let two = sides.iter().any(|a| sides.iter().any(|b| !same_camp(a, b)));
        two.then_some(sides)
    }
}

/// A mention of attackers by that name alone ("les assaillants"), with its sentence.
pub(crate) type Attackers = (usize, Argument);

/// Arguments that a telling takes over, with the name of the rule for the evidence.
type Inherited = (Rule, Vec<Argument>);

/// Fills in the attackers, and whom a place was taken from, where an act of force goes on with an earlier one;
/// what the lead leaves out is looked for in the sentences after it. `attackers` are in the order of the text.
pub(crate) fn complete(all: &mut [Assembled], attackers: &[Attackers]) {
    go_on(all.iter_mut(), REACH);
    go_on(all.iter_mut().rev(), 0);
    for told in all.iter_mut().filter(|d| lacks_actors(d)) {
        let from = attackers.partition_point(|(sentence, _)| sentence + REACH < told.sentence);
        let near = attackers[from..].iter().take_while(|(sentence, _)| *sentence <= told.sentence + REACH);
        let nearest = near.min_by_key(|(sentence, _)| sentence.abs_diff(told.sentence));
        if let Some((_, argument)) = nearest.filter(|(_, a)| !owns(a, &told.claim.recipients)) {
            inherit(told, Role::Actor, (Rule::RunningAssailants, vec![argument.clone()]));
        }
    }
}

/// `reach` is how many sentences off the loser of a place may be named.
fn go_on<'d>(all: impl Iterator<Item = &'d mut Assembled>, reach: usize) {
    let mut story: Vec<Engagement> = Vec::new();
    for told in all {
        let near: Vec<&Engagement> = story
            .iter()
            .rev()
            .take(MEMORY)
            .take_while(|e| e.sentence.abs_diff(told.sentence) <= REACH)
            // Who is accused may be behind what is told with it and later, not behind what was told before.
            .filter(|e| !e.blame || reach > 0 || e.sentence == told.sentence)
            .collect();
        name_both_sides(told, &near);
        let actors = missing_actors(told, &near);
        inherit(told, Role::Actor, actors);
        let recipients = missing_recipients(told, &near, reach);
        inherit(told, Role::Recipient, recipients);
        story.extend(engagement(told));
    }
}

/// "Chaque camp accuse l'autre", "les deux parties ont signé une trêve": those who fight near the telling, where two are named.
fn name_both_sides(told: &mut Assembled, near: &[&Engagement]) {
    if !told.traits.both_sides {
        return;
    }
    let Some(sides) = near.iter().find_map(|e| e.both()).or_else(|| two_camps(near)) else { return };
    told.traits.both_sides = false;
    told.claim.actors.clear();
    if told.claim.event == EventType::Accuse && told.claim.recipients.is_empty() {
        inherit(told, Role::Recipient, (Rule::RunningBothSides, sides.clone()));
    }
    inherit(told, Role::Actor, (Rule::RunningBothSides, sides));
}

fn missing_actors(told: &Assembled, near: &[&Engagement]) -> Option<Inherited> {
    let claim = &told.claim;
    if told.traits.mutual && is_force(claim) {
        let none = claim.actors.is_empty() && claim.recipients.is_empty();
        let both = || near.iter().find_map(|e| e.both()).or_else(|| two_camps(near));
        if none {
            return named(Rule::RunningBothSides, both());
        }
        // "Les rebelles se sont battus jusqu'à l'aube": with those whom they fight.
        let one = claim.recipients.is_empty() && claim.actors.iter().all(|a| same_camp(a, &claim.actors[0]));
        return named(Rule::RunningOtherSide, one.then(|| opponents_of(&claim.actors, near)).flatten());
    }
    if !lacks_actors(told) {
        return None;
    }
    if told.traits.repels {
        return named(Rule::RunningDefenders, defenders_of(told, near));
    }
    attackers_of(told, near)
}

/// "Les rebelles ont pris Sake. L'armée a bombardé la ville. Les combats continuent": those who fight near the telling, where
/// they are of two camps.
fn two_camps(near: &[&Engagement]) -> Option<Vec<Argument>> {
    let mut fighters = near.iter().flat_map(|e| e.fighters());
    let one = fighters.next()?;
    let other = fighters.find(|b| !same_camp(one, b))?;
    Some(vec![one.clone(), other.clone()])
}

/// "Ils auraient été stoppés": who was attacked by those that are repelled.
fn defenders_of(told: &Assembled, near: &[&Engagement]) -> Option<Vec<Argument>> {
    let attackers = &told.claim.recipients;
    near.iter().filter(|e| !e.mutual && share(&e.attackers, attackers)).find_map(|e| {
        let own = |a: &&Argument| fights(a) && a.person.is_none() && !owns(a, attackers);
        let defenders: Vec<Argument> = e.defenders.iter().filter(own).cloned().collect();
        (!defenders.is_empty()).then_some(defenders)
    })
}

/// Who lost the place that was taken, whose attack was repelled or is condemned.
fn missing_recipients(told: &Assembled, near: &[&Engagement], reach: usize) -> Option<Inherited> {
    let claim = &told.claim;
    if !claim.recipients.is_empty() {
        return None;
    }
    if claim.event == EventType::Accuse && told.traits.repels {
        let blamed = near.iter().find(|e| !e.attackers.is_empty()).map(|e| e.attackers.clone());
        return named(Rule::RunningBlamed, blamed);
    }
    if claim.event == EventType::Assault
        && told.traits.anaphoric
        && !(told.traits.mutual || told.traits.repels || told.traits.retaliates || told.traits.title)
    {
        return named(Rule::RunningAttacked, attacked(told, near));
    }
    if told.traits.truce && matches!(claim.event, EventType::Agree | EventType::Reject) {
        // A truce is agreed with, refused to or broken against those whom one fights.
        let other = |a: &&Argument| !owns(a, &claim.actors);
        let fighting = |e: &&Engagement| e.attackers.iter().filter(other).cloned().collect::<Vec<_>>();
        let nearest = || near.iter().map(fighting).find(|f| !f.is_empty());
        return named(Rule::RunningTruce, opponents_of(&claim.actors, near).or_else(nearest));
    }
    let answers = told.traits.retaliates && !claim.actors.is_empty();
    if is_force(claim) && (told.traits.repels || answers) {
        let others = |e: &&Engagement| !e.mutual && e.attackers.iter().any(|a| !owns(a, &claim.actors));
        let nearest = || near.iter().find(|e| others(e)).map(|e| e.attackers.clone());
        return named(Rule::RunningRepelled, opponents_of(&claim.actors, near).or_else(nearest));
    }
    let meant = !matches!(claim.factuality, Factuality::Denied | Factuality::Hypothetical);
    if !taken(claim) || !meant || claim.actors.is_empty() || claim.place.is_none() {
        return None;
    }
    let within = |e: &&&Engagement| e.sentence.abs_diff(told.sentence) <= reach;
    let close: Vec<&Engagement> = near.iter().filter(within).copied().collect();
    let losers = opponents_of(&claim.actors, &close);
    named(Rule::RunningLoser, losers).or_else(|| named(Rule::RunningHolders, holders(told, near)))
}

/// "La ville est revenue sous contrôle de l'ONU : les rebelles l'ont quittée": who is told to hold, lose or leave
/// the place that is taken.
fn holders(told: &Assembled, near: &[&Engagement]) -> Option<Vec<Argument>> {
    let place = told.claim.place.as_ref().and_then(|p| p.geonames);
    let here = |e: &&&Engagement| {
        e.holds
            && e.sentence.abs_diff(told.sentence) <= HOLDING
            && (e.place.is_none() || place.is_none() || e.place == place)
    };
    near.iter().filter(here).find_map(|e| {
        let others: Vec<Argument> =
            e.defenders.iter().filter(|a| !owns(a, &told.claim.actors)).cloned().collect();
        (!others.is_empty()).then_some(others)
    })
}

/// Whether somebody is of one of the camps.
fn owns(argument: &Argument, camps: &[Argument]) -> bool {
    camps.iter().any(|c| same_camp(c, argument))
}

/// "L'attaque a duré deux heures": whom those attack whose attack was told. Counter-example: "une attaque a
/// visé Boni" is another one.
fn attacked(told: &Assembled, near: &[&Engagement]) -> Option<Vec<Argument>> {
    let actors = &told.claim.actors;
    // What has a toll of its own, and "les frappes" in general, may be more than the attack told before.
    if !told.claim.figures.is_empty() || !told.traits.single {
        return None;
    }
    let other = |a: &&Argument| fights(a) && !owns(a, actors);
    near.iter().filter(|e| e.attackers.is_empty() || share(&e.attackers, actors)).find_map(|e| {
        let defenders: Vec<Argument> = e.defenders.iter().filter(other).cloned().collect();
        (!defenders.is_empty()).then_some(defenders)
    })
}

fn is_force(claim: &Claim) -> bool {
    matches!(claim.event, EventType::Assault | EventType::Control)
}

fn lacks_actors(told: &Assembled) -> bool {
    // "Pour empêcher des attaques": of whomever.
    let feared = told.claim.event == EventType::Assault
        && matches!(told.claim.factuality, Factuality::Hypothetical | Factuality::Denied);
    is_force(&told.claim)
        && !feared
        && told.claim.actors.is_empty()
        && !told.traits.introduces
        && told.claim.mode != Some(Mode::Lose)
}

fn taken(claim: &Claim) -> bool {
    claim.event == EventType::Control && matches!(claim.mode, Some(Mode::Take | Mode::Besiege))
}

/// The sides that a telling shows to the ones after it. Who holds or loses a place is on the defence; of
/// fighting that nobody began, the side named first stands for the attackers only against the other one.
fn engagement(told: &Assembled) -> Option<Engagement> {
    let claim = &told.claim;
    let armed = |all: &[Argument]| all.iter().filter(|a| fights(a)).cloned().collect::<Vec<_>>();
    let (attackers, defenders) = match (claim.event, claim.mode) {
        (EventType::Control, Some(Mode::Hold)) => (Vec::new(), armed(&claim.actors)),
        (EventType::Control, Some(Mode::Lose)) => (armed(&claim.recipients), armed(&claim.actors)),
        (EventType::Retreat, Some(Mode::Withdraw)) => (armed(&claim.recipients), armed(&claim.actors)),
        // "L'ONU accuse les rebelles d'un massacre."
        (EventType::Accuse, Some(Mode::Allege)) => {
            let blamed = armed(&claim.recipients).into_iter().filter(|a| !governs(a)).collect();
            (blamed, Vec::new())
        }
        // Who repels an attack is attacked.
        (EventType::Assault, _) if told.traits.repels => (armed(&claim.recipients), armed(&claim.actors)),
        (EventType::Assault | EventType::Control, _) => (armed(&claim.actors), claim.recipients.clone()),
        _ => return None,
    };
    let place = claim.place.as_ref().filter(|_| told.own_place()).and_then(|p| p.geonames);
    let sides = !attackers.is_empty() || !defenders.is_empty();
    sides.then(|| Engagement {
        sentence: told.sentence,
        place,
        mutual: told.traits.mutual,
        blame: claim.event == EventType::Accuse,
        holds: claim.event == EventType::Retreat || matches!(claim.mode, Some(Mode::Hold | Mode::Lose)),
        attackers,
        defenders,
        facilities: told.traits.facilities.clone(),
    })
}

/// Whoever can be behind an act of force: armed parties and governments.
fn fights(argument: &Argument) -> bool {
    argument.party.as_ref().is_some_and(|party| match party.sector() {
        Some(sector) => {
            matches!(
                sector,
                Sector::Mil | Sector::Cop | Sector::Reb | Sector::Unk | Sector::Spy | Sector::Gov
            )
        }
        None => party.as_str().starts_with("group:"),
    })
}

fn governs(argument: &Argument) -> bool {
    argument.party.as_ref().is_some_and(|p| p.sector() == Some(Sector::Gov))
}

/// Who attacked the same party before, else whom it fights, else who attacks most often, of equals the last.
fn attackers_of(told: &Assembled, near: &[&Engagement]) -> Option<Inherited> {
    let undergo = &told.claim.recipients;
    let same = |e: &&&Engagement| !e.mutual && !e.attackers.is_empty() && share(&e.defenders, undergo);
    if let Some(e) = near.iter().find(same) {
        return Some((Rule::RunningSameVictim, e.attackers.clone()));
    }
    if let Some(enemies) = opponents_of(undergo, near) {
        return Some((Rule::RunningEnemy, enemies));
    }
    let place = told.claim.place.as_ref().filter(|_| told.own_place()).and_then(|p| p.geonames);
    let attacks = || near.iter().filter(|e| !e.mutual && !e.attackers.is_empty());
    let deeds = |e: &&&Engagement| attacks().filter(|o| share(&o.attackers, &e.attackers)).count();
    let on = attacks().rev().max_by_key(deeds)?;
    let elsewhere = place.is_some() && on.place.is_some() && place != on.place;
    let own = on.attackers.iter().any(|a| undergo.iter().any(|u| same_camp(a, u)));
    (!elsewhere && !own).then(|| (Rule::RunningAttackers, on.attackers.clone()))
}

/// The armed parties that one of these last fought.
fn opponents_of(parties: &[Argument], near: &[&Engagement]) -> Option<Vec<Argument>> {
    near.iter().find_map(|e| {
        if !share(&e.attackers, parties) && !share(&e.defenders, parties) {
            return None;
        }
        let enemy = |a: &&Argument| !owns(a, parties);
        let other: Vec<Argument> = e.fighters().filter(enemy).cloned().collect();
        (!other.is_empty()).then_some(other)
    })
}

fn share(a: &[Argument], b: &[Argument]) -> bool {
    a.iter().any(|x| b.iter().any(|y| same(x, y)))
}

fn same(a: &Argument, b: &Argument) -> bool {
    a.span == b.span || (a.party.is_some() && a.party == b.party)
}

/// The same party, or forces and government of one state.
fn same_camp(a: &Argument, b: &Argument) -> bool {
    let state = |x: &Argument| {
        x.party.as_ref().and_then(|p| {
            matches!(p.sector(), Some(Sector::Mil | Sector::Gov | Sector::Cop | Sector::Spy))
                .then(|| p.country().map(str::to_owned))
                .flatten()
        })
    };
    same(a, b) || (state(a).is_some() && state(a) == state(b))
}

fn named(rule: Rule, found: Option<Vec<Argument>>) -> Option<Inherited> {
    found.map(|arguments| (rule, arguments))
}

fn inherit(told: &mut Assembled, role: Role, inherited: impl Into<Option<Inherited>>) {
    let Some((rule, arguments)) = inherited.into() else { return };
    for argument in arguments {
        told.claim.evidence.push(Evidence {
            role,
            span: argument.span,
            rule: rule.name().to_owned(),
            path: String::new(),
        });
        let argument = Argument { mention: None, ..argument };
        if role == Role::Actor {
            told.claim.actors.push(argument);
        } else {
            told.claim.recipients.push(argument);
        }
    }
}
