//! What the words of a report stand for, pronouns and second mentions included: the names, joined by what points back to
//! them, by whose hand a possessive is and by who holds a camp.

use std::collections::BTreeMap;

use selon_model::{Article, Deprel, PartyId, Sector, SourceKind, WordId};

use crate::lexicon::classes::Class;
use crate::lexicon::lexicons::Lexicons;
use crate::lexicon::parties::entry::MentionKind;
use crate::mentions::coreference::Antecedents;
use crate::mentions::located::Places;
use crate::mentions::names::{FROM_REPORT, NameTable, Named};
use crate::rule::Rule;
use crate::syntax::functions;
use crate::syntax::view::Doc;

/// The parties and places of a document, looked up once.
#[derive(Debug)]
pub(crate) struct Entities<'a> {
    names: NameTable<'a>,
    antecedents: Antecedents,
}

impl<'a> Entities<'a> {
    /// Looks up all that the words of an article stand for.
    pub(crate) fn of(article: &Article, doc: &Doc, lexicons: &'a Lexicons) -> Entities<'a> {
        let names = NameTable::of(article, doc, lexicons);
        let antecedents = Antecedents::of_words(doc, &names);
        let mut entities = Entities { names, antecedents };
        entities.give_owned(doc);
        entities.garrison(doc);
        entities
    }

    /// Names the phrases that a possessive gives to a party.
    fn give_owned(&mut self, doc: &Doc) {
        for w in 0..doc.len() {
            if let Some(owned) = self.owned(doc, w) {
                self.names.name(w, owned);
            }
        }
    }

    /// "Ses hommes", "leurs positions", "son armée": of the party that the possessive points to, where
    /// the phrase itself names no country. People stay what they are: "ses ressortissants" are civilians.
    fn owned(&self, doc: &Doc, w: WordId) -> Option<Named> {
        let named = self.named(w).filter(|n| n.rule == FROM_REPORT)?;
        let det = doc.possessive(w)?;
        let owner = self.named(self.antecedents.of(det)?)?;
        let (sector, of) = (named.party.as_ref()?.sector()?, owner.party.as_ref()?);
        let vague = matches!(self.mention(w), Some(MentionKind::Role(Some(Sector::Cvl))));
        let party = match (of.country(), of.sector()) {
            (Some(_), Some(held)) if vague && held.is_armed() => of.clone(),
            (Some(country), _) => PartyId::sector_of(country, sector),
            _ if vague || sector.is_armed() => of.clone(),
            _ => return None,
        };
        Some(Named { party: Some(party), rule: Rule::PartyOwned, ..named.clone() })
    }

    /// "Un poste tenu par des soldats maliens", then "le poste": a camp or building is of those who hold it, and stays so
    /// where the same word takes it up. Counter-example: "un camp de réfugiés" is held by nobody.
    fn garrison(&mut self, doc: &Doc) {
        let mut held: BTreeMap<&str, WordId> = BTreeMap::new();
        let definite = |k: &WordId| matches!(doc.form(*k), "le" | "la" | "l'" | "ce" | "cet" | "cette");
        for w in (0..doc.len()).filter(|&w| doc.is_a(w, Class::Facility)) {
            let by = doc.dependents_with(w, |r| r == Deprel::Acl).find_map(|v| functions::agent(doc, v));
            let holder = by.filter(|&agent| self.is_armed(agent));
            let bare = doc.dependents(w).iter().all(|&k| k < w) && doc.dependents(w).iter().any(definite);
            let same = || held.get(doc.lemma(w)).copied().filter(|_| bare);
            if !self.is_armed(w)
                && let Some(known) = holder.or_else(same).and_then(|h| self.party(h).cloned())
            {
                self.names.name(w, Named { person: None, rule: Rule::PartyGarrison, ..known });
            }
            if self.is_armed(w) {
                held.insert(doc.lemma(w), w);
            }
        }
    }

    /// The places of the document.
    pub(crate) fn places(&self) -> &Places {
        &self.names.places
    }

    /// What the words name by themselves.
    pub(crate) fn names(&self) -> &NameTable<'a> {
        &self.names
    }

    /// The party of the phrase at `head`, through its antecedent where it is a pronoun.
    pub(crate) fn party(&self, head: WordId) -> Option<&Named> {
        self.named(self.referent(head))
    }

    /// The head of the phrase that a word stands for: its antecedent, or the word itself.
    pub(crate) fn referent(&self, head: WordId) -> WordId {
        self.antecedents.of(head).unwrap_or(head)
    }

    /// What the phrase at a word names itself.
    pub(crate) fn named(&self, head: WordId) -> Option<&Named> {
        self.names.named(head)
    }

    /// The mention that covers a word, as this report reads it.
    pub(crate) fn mention(&self, head: WordId) -> Option<&MentionKind> {
        self.names.mention(head)
    }

    /// Whether the phrase names a newspaper, an agency, a broadcaster.
    pub(crate) fn is_medium(&self, head: WordId) -> bool {
        self.party(head).is_some_and(|n| n.kind == SourceKind::Media)
    }

    /// Whether the phrase says by itself whom it names: a name, an organ, a country.
    pub(crate) fn names_itself(&self, doc: &Doc, head: WordId) -> bool {
        self.names.names_itself(doc, head)
    }

    /// The sector of a phrase: its party's, else that of its noun where no country is known.
    pub(crate) fn sector(&self, head: WordId) -> Option<Sector> {
        self.names.sector(self.referent(head))
    }

    /// Whether a word stands for the speaker.
    pub(crate) fn is_speaker(&self, head: WordId) -> bool {
        self.names.is_speaker(head)
    }

    /// Whether a word stands for both sides of a fight, whoever they are.
    pub(crate) fn both_sides(&self, head: WordId) -> bool {
        self.names.both_sides(head)
    }

    /// An armed party: forces of a state, a group, rebels, unnamed attackers; and who speaks of himself in a fight.
    pub(crate) fn is_armed(&self, head: WordId) -> bool {
        self.is_speaker(head) || self.names.is_armed(self.referent(head))
    }

    /// People who are no armed party.
    pub(crate) fn is_civilian(&self, head: WordId) -> bool {
        self.sector(head).is_some_and(Sector::is_civilian)
    }

    /// Whether a phrase names somebody who can act or undergo: a party, or people of no known country.
    pub(crate) fn is_party(&self, head: WordId) -> bool {
        let head = self.referent(head);
        self.is_speaker(head)
            || self.both_sides(head)
            || self.named(head).is_some()
            || self.sector(head).is_some()
    }

    /// People: civilians, soldiers, persons, a bare number of them.
    pub(crate) fn is_person(&self, doc: &Doc, head: WordId) -> bool {
        self.names.is_person(doc, self.referent(head))
    }

    /// A phrase that stands for a place and not for those who rule it.
    pub(crate) fn is_place(&self, doc: &Doc, head: WordId) -> bool {
        let head = self.referent(head);
        self.places().at(doc.span(head)).is_some() || doc.is_a(head, Class::Place)
    }
}
