//! What the words of a report name by themselves, before any pronoun is read: parties by word, places, the report's country.

use std::collections::BTreeMap;
use std::ops::Range;

use selon_model::{
    Article, BlockKind, Deprel, PartyId, PartyKind, Person, Sector, SourceKind, Span, Upos, WordId,
};

use crate::lexicon::classes::Class;
use crate::lexicon::lexicons::Lexicons;
use crate::lexicon::parties::Parties;
use crate::lexicon::parties::entry::MentionKind;
use crate::mentions::located::{Located, Places};
use crate::mentions::parties::{PartyContext, PartyMention};
use crate::mentions::places::PlaceContext;
use crate::rule::Rule;
use crate::syntax::view::Doc;

/// The rule by which a phrase without a country is of the report's.
pub(crate) const FROM_REPORT: Rule = Rule::PartyOrganOfReportCountry;

/// Sentences after which the report may have left a place.
const STAY: usize = 4;

/// What a noun phrase was found to name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) party: Option<PartyId>,
    pub(crate) kind: SourceKind,
    pub(crate) person: Option<String>,
    pub(crate) rule: Rule,
}

/// The parties of a document's words, by name alone.
#[derive(Debug)]
pub(crate) struct NameTable<'a> {
    parties: &'a Parties,
    mentions: Vec<PartyMention>,
    context: PartyContext,
    /// The country whose army the report names by its country, where it does not name the main country's.
    army: Option<String>,
    /// For each word whether it stands for the speaker: "nous", "je".
    speaking: Vec<bool>,
    /// For each word whether it stands for both sides of a fight: "les deux camps".
    sides: Vec<bool>,
    /// For each noun, proper noun or adjective of nationality: its phrase's party.
    named: Vec<Option<Named>>,
    pub(crate) places: Places,
}

impl<'a> NameTable<'a> {
    /// Looks up all that the words of an article name.
    pub(crate) fn of(article: &Article, doc: &Doc, lexicons: &'a Lexicons) -> NameTable<'a> {
        let mentions = lexicons.parties.mentions(doc.text, doc.analysis);
        let avoid: Vec<Span> = mentions.iter().filter(|m| is_name(m)).map(|m| without_home(doc, m)).collect();
        let places = Places::of(doc, &lexicons.gazetteer, &avoid, &PlaceContext { hints: hints(&mentions) });
        let country = main_country(article, &mentions, &places);
        let army = army(&mentions, country.as_deref());
        let first = |w: WordId| doc.upos(w) == Upos::Pron && doc.word(w).feats.person == Some(Person::First);
        let mut table = NameTable {
            parties: &lexicons.parties,
            context: PartyContext { country, date: article.published.and_then(|d| d.latest()) },
            mentions,
            army,
            speaking: (0..doc.len()).map(first).collect(),
            sides: (0..doc.len()).map(|w| both_sides(doc, w)).collect(),
            named: Vec::new(),
            places,
        };
        let local = locals(doc, &table.places);
        table.named = (0..doc.len()).map(|w| table.look_up(doc, w, &local)).collect();
        table
    }

    fn look_up(&self, doc: &Doc, head: WordId, local: &[Option<&str>]) -> Option<Named> {
        let adjective = doc.upos(head) == Upos::Adj;
        let partitive = doc.upos(head) == Upos::Pron && doc.dependent(head, |r| r == Deprel::Nmod).is_some();
        if !partitive && !matches!(doc.upos(head), Upos::Noun | Upos::Propn | Upos::Adj | Upos::X | Upos::Num)
        {
            return None;
        }
        let (first, last) =
            if adjective && doc.rel(head) == Deprel::Amod { (head, head) } else { doc.noun_phrase(head) };
        let last = loyal_to(doc, last);
        let resolved =
            self.parties.of_phrase(doc.text, doc.analysis, &self.mentions, first..last + 1, &self.context)?;
        let sector = resolved.party.sector().filter(|_| resolved.rule == FROM_REPORT);
        let home = self.home(doc, doc.counted_noun(head)).filter(|_| sector != Some(Sector::Mil));
        let here = || {
            local[doc.sentence(head)]
                .filter(|_| sector.is_some_and(|s| self.lives_here(doc.counted_noun(head), s)))
        };
        let elsewhere = sector.zip(home.or_else(here));
        let party = elsewhere.map_or(resolved.party, |(s, country)| PartyId::sector_of(country, s));
        // "L'armée" is that of which the report speaks, wherever it fights.
        let soldiers = party.sector() == Some(Sector::Mil) && resolved.rule == FROM_REPORT;
        let army = self.army.as_ref().filter(|_| soldiers);
        let party = army.map_or(party, |country| PartyId::sector_of(country, Sector::Mil));
        Some(Named { party: Some(party), kind: resolved.kind, person: resolved.person, rule: resolved.rule })
    }

    /// "Des habitants ont fui Tyr", "une école a brûlé": who lives there, and what stands there, is of the country where
    /// it is told. Counter-example: "les soldats ont pris Tyr".
    fn lives_here(&self, head: WordId, sector: Sector) -> bool {
        let peaceful = matches!(sector, Sector::Cvl | Sector::Med | Sector::Edu | Sector::Crm);
        peaceful
            && matches!(
                self.mention(head),
                Some(MentionKind::People(_) | MentionKind::Thing(_) | MentionKind::Role(Some(Sector::Cvl)))
            )
    }

    /// "Des rebelles du Darfour", "un tribunal de Ziguinchor": the country of the place that a phrase says its party
    /// is of. Counter-example: "des rebelles, à Ziguinchor" may come from anywhere.
    fn home(&self, doc: &Doc, head: WordId) -> Option<&str> {
        let of = doc.dependents_with(head, |r| r == Deprel::Nmod).filter(|&k| doc.case(k) == "de");
        let sure = |f: &&Located| f.place.precision < 6 && f.place.confidence > 0.5;
        of.filter_map(|k| self.places.at(doc.span(k)).filter(sure)).find_map(|f| f.place.country.as_deref())
    }

    /// The mention that covers a word, as this report reads it.
    pub(crate) fn mention(&self, head: WordId) -> Option<&MentionKind> {
        let at = self.mentions.partition_point(|m| m.words.end <= head);
        let mention = self.mentions.get(at).filter(|m| m.words.start <= head)?;
        self.parties.read(mention, &self.context)
    }

    pub(crate) fn mentions_in(&self, span: Span) -> impl Iterator<Item = &PartyMention> {
        let at = self.mentions.partition_point(|m| m.span.end <= span.start);
        self.mentions[at..].iter().take_while(move |m| m.span.start < span.end)
    }

    /// The words of each name of a group, an organisation or forces, where it has several.
    pub(crate) fn groups(&self) -> impl Iterator<Item = Range<WordId>> {
        self.mentions
            .iter()
            .filter(|m| {
                matches!(
                    m.kind,
                    MentionKind::Group(_) | MentionKind::Organisation(..) | MentionKind::Forces(_)
                )
            })
            .map(|m| m.words.clone())
            .filter(|words| words.len() > 1)
    }

    /// Whether the phrase says by itself whom it names: a name, an organ, a country.
    pub(crate) fn names_itself(&self, doc: &Doc, head: WordId) -> bool {
        if doc.upos(head) == Upos::Propn {
            return true;
        }
        matches!(
            self.mention(head),
            Some(
                MentionKind::Group(_)
                    | MentionKind::Organisation(..)
                    | MentionKind::Leader(_)
                    | MentionKind::Country(_)
                    | MentionKind::Capital(_)
                    | MentionKind::Forces(_)
                    | MentionKind::Organ(..)
            )
        ) || self.mentions_in(doc.phrase_span(head)).any(|m| {
            matches!(
                m.kind,
                MentionKind::Group(_)
                    | MentionKind::Organisation(..)
                    | MentionKind::Leader(_)
                    | MentionKind::Forces(_)
            )
        })
    }

    /// What the phrase at a word names.
    pub(crate) fn named(&self, head: WordId) -> Option<&Named> {
        self.named.get(head as usize).and_then(Option::as_ref)
    }

    /// Gives a phrase a party that its words do not name; for the rules of [`crate::mentions::entities`] alone.
    pub(crate) fn name(&mut self, head: WordId, named: Named) {
        self.named[head as usize] = Some(named);
    }

    /// The sector of a phrase: its party's, else that of its noun where no country is known.
    pub(crate) fn sector(&self, head: WordId) -> Option<Sector> {
        if let Some(party) = self.named(head).and_then(|n| n.party.as_ref()) {
            return party.sector();
        }
        match self.mention(head)? {
            MentionKind::People(people) => Some(people.sector),
            MentionKind::Organ(sector, _) | MentionKind::Post(sector) | MentionKind::Rank(sector) => {
                Some(*sector)
            }
            MentionKind::Role(sector) | MentionKind::Type(sector) => *sector,
            _ => None,
        }
    }

    /// Whether a word stands for the speaker.
    pub(crate) fn is_speaker(&self, head: WordId) -> bool {
        self.speaking.get(head as usize).copied().unwrap_or(false)
    }

    /// Whether a word stands for both sides of a fight, whoever they are.
    pub(crate) fn both_sides(&self, head: WordId) -> bool {
        self.sides.get(head as usize).copied().unwrap_or(false)
    }

    /// An armed party: forces of a state, a group, rebels, unnamed attackers.
    pub(crate) fn is_armed(&self, head: WordId) -> bool {
        let party = self.named(head).and_then(|n| n.party.as_ref());
        match self.sector(head) {
            // A gang or cartel that has a name fights; "des trafiquants" may not.
            Some(sector) if sector != Sector::Crm => sector.is_armed(),
            _ => party.is_some_and(|p| p.kind() == PartyKind::Group),
        }
    }

    /// People: civilians, soldiers, persons, a bare number of them.
    pub(crate) fn is_person(&self, doc: &Doc, head: WordId) -> bool {
        if doc.upos(head) == Upos::Num {
            // "Détient 26,5 % du projet" holds nobody.
            return head + 1 >= doc.len() || !matches!(doc.form(head + 1), "%" | "pour");
        }
        match self.mention(head) {
            Some(
                MentionKind::People(_)
                | MentionKind::Post(_)
                | MentionKind::Rank(_)
                | MentionKind::Role(_)
                | MentionKind::Leader(_),
            ) => true,
            Some(MentionKind::Demonym(_)) => matches!(doc.upos(head), Upos::Noun | Upos::Propn),
            Some(_) => false,
            None => self.named(head).is_some_and(|n| n.person.is_some()),
        }
    }
}

/// Whether a mention is a name, in which no place is looked for.
fn is_name(mention: &PartyMention) -> bool {
    let name = matches!(
        mention.kind,
        MentionKind::Group(_)
            | MentionKind::Organisation(..)
            | MentionKind::Leader(_)
            | MentionKind::Forces(_)
    );
    name && !(matches!(mention.kind, MentionKind::Group(_)) && mention.is_local())
}

/// "Les deux camps", "chaque partie", "les belligérants". Counter-example: "le camp" is a place.
fn both_sides(doc: &Doc, w: WordId) -> bool {
    let two = |&k: &WordId| matches!(doc.form(k), "deux" | "chaque");
    let bare = !doc.dependents(w).iter().any(|&k| k > w && doc.rel(k) == Deprel::Nmod);
    doc.is_a(w, Class::BothSides) || (bare && doc.is_a(w, Class::Side) && doc.dependents(w).iter().any(two))
}

/// The part of a party's name that names no place: "les séparatistes du Haut-Karabakh" tells where they
/// are, "Al-Qaïda au Maghreb islamique" does not.
fn without_home(doc: &Doc, mention: &PartyMention) -> Span {
    let describes = mention.span.of_text(doc.text).starts_with(char::is_lowercase);
    let home =
        mention.words.clone().rev().find(|&w| {
            doc.upos(w) == Upos::Adp && matches!(doc.form(w), "de" | "du" | "d'" | "à" | "au" | "en")
        });
    match home {
        Some(w) if describes && w > mention.words.start => {
            Span::new(mention.span.start, doc.span(w).start.max(mention.span.start))
        }
        _ => mention.span,
    }
}

/// The country of the army that a report names most often ("l'armée israélienne" in a report from Gaza).
fn army(mentions: &[PartyMention], main: Option<&str>) -> Option<String> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    let adjective = |pair: &'_ [PartyMention]| {
        let beside = pair[0].words.end == pair[1].words.start;
        beside && matches!(pair[0].kind, MentionKind::Organ(Sector::Mil, _) | MentionKind::Rank(Sector::Mil))
    };
    let of_country =
        mentions.windows(2).filter(|pair| adjective(pair)).filter_map(|pair| match &pair[1].kind {
            MentionKind::Demonym(country) => Some(country.as_str()),
            _ => None,
        });
    let by_name = mentions.iter().filter_map(|m| match &m.kind {
        MentionKind::Forces(party) if party.sector() == Some(Sector::Mil) => party.country(),
        _ => None,
    });
    for country in of_country.chain(by_name) {
        *votes.entry(country).or_default() += 1;
    }
    if main.is_some_and(|m| votes.contains_key(m)) {
        return None;
    }
    votes.into_iter().max_by_key(|(country, n)| (*n, std::cmp::Reverse(*country))).map(|(c, _)| c.to_owned())
}

/// The last word of a phrase with whom it serves: "les forces loyales [au maréchal Haftar]".
fn loyal_to(doc: &Doc, last: WordId) -> WordId {
    let end = doc.sentence_words(last).end.min(last + 7);
    let joined = last + 1 < end
        && crate::mentions::parties::is_loyal(doc.form(last))
        && doc.upos(last + 1) == Upos::Adp;
    if !joined {
        return last;
    }
    let inside =
        |w: &WordId| matches!(doc.upos(*w), Upos::Adp | Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj);
    (last + 1..end).take_while(inside).last().unwrap_or(last)
}

/// For each sentence the country of the place that it, or one shortly before it, tells.
fn locals<'p>(doc: &Doc, places: &'p Places) -> Vec<Option<&'p str>> {
    let mut own: Vec<Option<&str>> = vec![None; doc.analysis.sentences.len()];
    let told = || places.found.iter().filter(|f| f.locative() && f.place.confidence > 0.5);
    // The sea off a coast says less than the town beside it; who has fled to another country is not from there.
    let (land, sea) = (told().filter(|f| f.place.precision < 6), told().filter(|f| f.place.precision > 6));
    for found in land.chain(sea) {
        let at = doc.sentence(found.head);
        own[at] = own[at].or(found.place.country.as_deref());
    }
    let (mut last, mut since) = (None, 0);
    for country in &mut own {
        (last, since) = if country.is_some() { (*country, 0) } else { (last, since + 1) };
        *country = last.filter(|_| since <= STAY);
    }
    own
}

/// The country that a mention speaks for, and how loudly.
fn country_of(kind: &MentionKind) -> Option<(String, u32)> {
    match kind {
        MentionKind::Country(c) => Some((c.clone(), 3)),
        MentionKind::Demonym(c) => Some((c.clone(), 2)),
        MentionKind::Capital(c) => Some((c.clone(), 1)),
        MentionKind::Forces(p) | MentionKind::Leader(p) => p.country().map(|c| (c.to_owned(), 2)),
        _ => None,
    }
}

/// What the parties of a report say of its countries, for the reading of homonymous places.
fn hints(mentions: &[PartyMention]) -> Vec<(String, f32)> {
    mentions
        .iter()
        .filter(|m| !matches!(m.kind, MentionKind::Country(_) | MentionKind::Capital(_)))
        .filter_map(|m| country_of(&m.kind))
        .map(|(country, _)| (country, 1.0))
        .collect()
}

/// How much the country of an adjective says by its noun: an army fights at home or has its war there, an
/// agency reports from anywhere.
fn weight(noun: Option<&MentionKind>) -> u32 {
    match noun {
        Some(MentionKind::Organ(Sector::Mil, _)) => 2,
        Some(MentionKind::People(people)) if people.sector == Sector::Reb => 2,
        Some(MentionKind::Type(Some(Sector::Med)) | MentionKind::Organisation(_, SourceKind::Media)) => 0,
        _ => 1,
    }
}

/// The country that most names of the report point to: countries, their people, capitals and
/// forces, and the places where things happen; those of the headline and the first paragraph count double.
fn main_country(article: &Article, mentions: &[PartyMention], places: &Places) -> Option<String> {
    let lead =
        article.kept.iter().filter(|b| b.kind != BlockKind::Title).map(|b| b.span.end).next().unwrap_or(0);
    let mut votes: BTreeMap<String, u32> = BTreeMap::new();
    let named = mentions.iter().enumerate().filter_map(|(i, m)| {
        let before = i.checked_sub(1).map(|b| &mentions[b]).filter(|b| b.words.end == m.words.start);
        country_of(&m.kind).map(|(c, n)| (c, n * weight(before.map(|b| &b.kind)), m.span))
    });
    let located = places
        .found
        .iter()
        .filter(|f| f.place.precision < 6 && f.place.confidence > 0.5)
        .filter_map(|f| f.place.country.clone().map(|c| (c, 2, f.place.span)));
    for (country, weight, span) in named.chain(located) {
        *votes.entry(country).or_default() += if span.start < lead { 2 * weight } else { weight };
    }
    votes
        .into_iter()
        .max_by_key(|(country, n)| (*n, std::cmp::Reverse(country.clone())))
        .map(|(country, _)| country)
}
