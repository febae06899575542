//! Who: from the words that fill a role to the parties of a claim.

use selon_model::{
    Argument, Counted, Deprel, EventType, Evidence, Mode, PartyId, PartyKind, Role, Sector, Source, Span,
    Upos, WordId,
};

use crate::candidates::arguments::Arg;
use crate::candidates::attribution::Link;
use crate::candidates::predicate::Event;
use crate::decide::context::Context;
use crate::decide::discourse::Attackers;
use crate::lexicon::classes::Class;
use crate::lexicon::counted::NounClass;
use crate::mentions::names::Named;
use crate::rule::Rule;

impl Context<'_> {
    /// The arguments of a role, each phrase once, with why they are in it.
    pub(crate) fn arguments(
        &self,
        event: &Event,
        role: Role,
        links: &[&Link],
        evidence: &mut Vec<Evidence>,
    ) -> Vec<Argument> {
        let mut found: Vec<Argument> = Vec::new();
        let args = if role == Role::Actor { &event.actors } else { &event.recipients };
        let own = args.iter().filter(|a| role == Role::Actor || !self.own_troops(event, a.head));
        let row = |a: &Arg| {
            let beside = self.listed(a.head).into_iter().map(|head| a.beside(head));
            std::iter::once(a.clone()).chain(beside).collect::<Vec<Arg>>()
        };
        for arg in &own.flat_map(row).collect::<Vec<Arg>>() {
            let Some(argument) = self.argument(event.event(), arg, role, links) else { continue };
            if found.iter().any(|a| a.span == argument.span || a.span.covers(argument.span)) {
                continue;
            }
            let rule = self.entities.party(arg.head).map_or(Rule::Argument, |n| n.rule);
            evidence.push(Evidence {
                role,
                span: argument.mention.unwrap_or(argument.span),
                rule: rule.name().to_owned(),
                path: arg.path.as_ref().map(|p| p.text(self.doc)).unwrap_or_default(),
            });
            found.push(argument);
        }
        found
    }

    /// "A retiré ses hommes de Bakhmout": whose men go gives way itself, and nobody undergoes it.
    fn own_troops(&self, event: &Event, head: WordId) -> bool {
        let own = |&k: &WordId| self.doc.is_possessive(k);
        event.event() == EventType::Retreat
            && event.frame.mode == Some(Mode::Withdraw)
            && self.doc.dependents(head).iter().any(own)
    }

    /// A phrase as an argument; `None` for what is no party and can't be one: relative pronouns
    /// and things.
    pub(crate) fn argument(
        &self,
        event: EventType,
        arg: &Arg,
        role: Role,
        links: &[&Link],
    ) -> Option<Argument> {
        let doc = self.doc;
        let head = self.apposed(self.entities.referent(arg.head));
        if self.entities.is_speaker(head) {
            // "Nous avons pris la ville", says the speaker of itself.
            let speaker = links.last()?;
            let Source { span, party, person, .. } = speaker.source.clone();
            return Some(Argument { span, mention: Some(doc.span(arg.head)), party, person });
        }
        let pronoun = matches!(doc.upos(head), Upos::Pron | Upos::Det) && self.entities.named(head).is_none();
        if pronoun && head == arg.head {
            return None;
        }
        if role == Role::Actor && doc.is_a(head, Class::Weapon) {
            // A weapon acts for whom its complement or adjective names, or for nobody.
            let owner = doc
                .dependents_with(head, |r| matches!(r, Deprel::Nmod | Deprel::Amod))
                .find(|&k| self.entities.named(k).is_some())?;
            return self.argument(event, &arg.beside(owner), role, links);
        }
        // "Une attaque barbare", "terroriste": a verdict on the deed names nobody.
        let verdict = doc.upos(head) == Upos::Adj && doc.is_a(head, Class::Blame);
        let people = doc.counted_noun(head);
        let named = self.entities.party(head).or_else(|| self.entities.party(people));
        let nobody = named.is_none() && ![head, people].iter().any(|&w| self.could_be_party(event, w, role));
        if nobody || verdict {
            return None;
        }
        let mention = (head != arg.head).then(|| doc.span(arg.head));
        let party = named.and_then(|named| self.party_of(event, head, named));
        // "Vingt civils ont été tués. « Ils ont tiré sur tout »": rather nobody than those who were shot at.
        let civil = party.as_ref().and_then(PartyId::sector) == Some(Sector::Cvl);
        if mention.is_some() && civil && role == Role::Actor && event == EventType::Assault {
            return None;
        }
        let person = named.and_then(|n| n.person.clone());
        Some(Argument { span: self.span_of(head), mention, party, person })
    }

    /// The phrase of an argument: an adjective alone, a noun without the names in a row behind it.
    fn span_of(&self, head: WordId) -> Span {
        let adjective = self.doc.upos(head) == Upos::Adj;
        let span = if adjective { self.doc.span(head) } else { self.doc.phrase_span(head) };
        self.listed(head).first().map_or(span, |&next| self.before(span, next))
    }

    /// The party that a phrase names; an adjective of a country stands for whoever does such things.
    fn party_of(&self, event: EventType, head: WordId, named: &Named) -> Option<PartyId> {
        let country = matches!(named.rule, Rule::PartyCountryAsGovernment | Rule::PartyPeopleOfCountry);
        let adjective = self.doc.upos(head) == Upos::Adj && country;
        named.party.as_ref().map(|p| if adjective { by_adjective(event, p) } else { p.clone() })
    }

    /// "Ansarul Islam, mouvement djihadiste lié au GSIM": what an apposition tells, it tells of the group named before it.
    /// Counter-example: "le commandant Traoré, chef du Mujao, …" is a person's post.
    fn apposed(&self, head: WordId) -> WordId {
        let group = |w: WordId| {
            let party = self.entities.named(w).and_then(|n| n.party.as_ref());
            party.is_some_and(|p| p.kind() == PartyKind::Group)
        };
        let name = self.doc.head(head).filter(|_| self.doc.rel(head) == Deprel::Appos);
        name.filter(|&n| group(n) && !group(head) && !self.entities.is_person(self.doc, head)).unwrap_or(head)
    }

    /// "La Cédéao, l'Union africaine et Washington": names in a row, where the parser took the second one for an apposition.
    /// Counter-example: "la Codeco, une milice de l'Ituri et du Kivu".
    fn listed(&self, head: WordId) -> Vec<WordId> {
        let party = |w: WordId| {
            let named = self.entities.named(w).filter(|_| self.entities.names_itself(self.doc, w));
            named.and_then(|n| n.party.as_ref())
        };
        let Some(first) = party(head) else { return Vec::new() };
        let beside = self.doc.dependents_with(head, |r| r == Deprel::Appos);
        let row = beside.map(|k| self.doc.conjuncts(k)).find(|row| row.len() > 1).unwrap_or_default();
        let names = row.iter().all(|&w| party(w).is_some_and(|p| p != first));
        if names { row } else { Vec::new() }
    }

    /// The part of a span that ends before the phrase of the next name in a row.
    fn before(&self, span: Span, next: WordId) -> Span {
        let (start, _) = self.doc.noun_phrase(next);
        let last = (0..start).rev().find(|&w| self.doc.upos(w) != Upos::Punct).unwrap_or(start);
        Span::new(span.start, self.doc.span(last).end.max(span.start))
    }

    /// People of no known country, names, buildings, and vehicles that are attacked. Arms that are seized are nobody.
    fn could_be_party(&self, event: EventType, head: WordId, role: Role) -> bool {
        let counted = self.lexicons.counted.get(self.doc.form(head));
        if counted.and_then(|n| n.of).is_some_and(|of| matches!(of, Counted::Killed | Counted::Wounded)) {
            // "160 corps", "dix morts": of whom, nobody says.
            return false;
        }
        let noun = counted.map(|n| n.class);
        self.entities.is_party(head)
            || (self.doc.upos(head) == Upos::Propn
                && self.entities.places().at(self.doc.span(head)).is_none())
            || matches!(noun, Some(NounClass::Person | NounClass::Group))
            || (role == Role::Recipient && self.doc.is_a(head, Class::Facility))
            || (role == Role::Recipient && event == EventType::Assault && noun == Some(NounClass::Asset))
    }

    /// Where the report speaks of the attackers by that name alone: "les assaillants".
    pub(crate) fn attackers(&self) -> Vec<Attackers> {
        let named = (0..self.doc.len()).filter(|&w| self.doc.is_a(w, Class::Attackers));
        let mention = |w: WordId| {
            let argument =
                self.argument(EventType::Assault, &Arg { head: w, path: None }, Role::Actor, &[])?;
            Some((self.doc.sentence(w), argument))
        };
        named.filter_map(mention).collect()
    }
}

/// Whom an adjective of a country names: in "l'offensive azerbaïdjanaise" the army, in "la proposition
/// russe" the government.
fn by_adjective(event: EventType, party: &PartyId) -> PartyId {
    let sector = if event.is_of_forces() { Sector::Mil } else { Sector::Gov };
    party.country().map_or_else(|| party.clone(), |country| PartyId::sector_of(country, sector))
}
