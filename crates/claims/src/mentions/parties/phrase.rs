//! The party that a noun phrase names, put together from the mentions in it.
//!
//! Works on the order of the words and not on the tree, so that a wrong parse does little harm:
//! a French phrase names the head first, then its adjectives and "de" complements, then, after a
//! comma or bracket, appositions. Any other preposition closes the phrase up to the next comma:
//! "l'ambassadeur du Tchad en Éthiopie" is Chad's.

use std::ops::Range;

use selon_model::{Analysis, PartyId, Sector, SourceKind, Upos, WordId};

use super::context::{PartyContext, ResolvedParty};
use super::mention::PartyMention;
use super::second;
use crate::lexicon::parties::entry::{Iso3, MentionKind, People, source_of};
use crate::lexicon::parties::{Parties, keys};
use crate::rule::Rule;
use crate::spelling::fold;

/// A mention as the scan of a phrase meets it.
struct Item<'a> {
    kind: &'a MentionKind,
    words: Range<WordId>,
    /// Where it is at home, for peoples.
    home: &'a [Iso3],
    /// Joined to the noun before it without "de": "officiers déserteurs".
    adjacent: bool,
}

/// How firmly a word fixes the sector: a word that is firmer replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Specificity {
    /// "hommes", "partisans": whose they are says what they are.
    Vague,
    /// "général".
    Rank,
    /// "responsable", "forces", an office-holder's name.
    Role,
    /// "milice", "FAMa".
    Type,
    /// "armée", "ministre", "civils".
    Noun,
}

/// What the items of a phrase have told so far.
#[derive(Default)]
struct PhraseParty {
    named: Option<(PartyId, SourceKind)>,
    sector: Option<(Sector, SourceKind, Specificity)>,
    ministry: bool,
    country: Option<Iso3>,
    /// The first item was a demonym: "des Libanais" are people.
    demonym: bool,
    /// They are some of them: "deux Gabonais", not "les Gabonais".
    some: bool,
    leader: bool,
    /// The last item, if it is a noun that may take up a party named elsewhere.
    noun: Option<(Range<WordId>, MentionKind)>,
}

impl Parties {
    /// The party that a noun phrase names (see the module for how): a named group or organisation, an
    /// organ or people with their country, an office-holder, a country or capital as its
    /// government, a definite noun that takes up a party named elsewhere (see `second`). Words are those of the phrase with its appositions; `mentions` are all of the text.
    pub(crate) fn of_phrase(
        &self,
        text: &str,
        analysis: &Analysis,
        mentions: &[PartyMention],
        words: Range<WordId>,
        context: &PartyContext,
    ) -> Option<ResolvedParty> {
        let words = words.start..words.end.min(analysis.words.len() as WordId);
        let told = read_items(self, analysis, mentions, &words, context);
        let noun = told.noun.clone();
        let second = noun.and_then(|(noun, kind)| {
            let whole = second::Noun { kind: &kind, words: noun, phrase: words.clone() };
            second::antecedent(self, analysis, mentions, context, &whole)
        });
        let (party, kind, rule) = second.or_else(|| told.settle(context))?;
        let person = person(text, analysis, mentions, &words);
        Some(ResolvedParty { party, kind, person, rule })
    }
}

/// Takes in the mentions that belong to the phrase's own party, in order.
fn read_items(
    parties: &Parties,
    analysis: &Analysis,
    mentions: &[PartyMention],
    words: &Range<WordId>,
    context: &PartyContext,
) -> PhraseParty {
    let some = |w: &selon_model::Word| {
        matches!(&*fold(&w.form), "un" | "une" | "plusieurs" | "quelques") || w.upos == Upos::Num
    };
    let mut told = PhraseParty {
        some: analysis.words.get(words.start as usize).is_some_and(some),
        ..PhraseParty::default()
    };
    let (mut open, mut apposition, mut adjacent) = (true, false, false);
    let mut next = mentions.partition_point(|m| m.words.start < words.start);
    let mut at = words.start;
    while at < words.end && told.named.is_none() {
        if let Some(mention) = mentions.get(next).filter(|m| m.words.start <= at) {
            next += 1;
            at = mention.words.end.max(at + 1);
            let Some((kind, home)) = parties.entry_of(mention, context).filter(|_| open) else { continue };
            if is_prefixed(analysis, mention, words) {
                continue;
            }
            if apposition && !told.is_empty() && is_country(kind) {
                open = false;
                continue;
            }
            told.take(&Item { kind, words: mention.words.clone(), home, adjacent }, context);
            (apposition, adjacent) = (false, true);
            continue;
        }
        match link(analysis, at, words, &told) {
            Link::Close => open = false,
            Link::Apposition => (open, apposition) = (true, true),
            Link::Stop if !told.is_empty() => break,
            Link::Stop | Link::Other => {}
        }
        adjacent = false;
        at += 1;
    }
    told
}

/// "pro rebelle", "anti Daech": the name of a side, not of who acts.
fn is_prefixed(analysis: &Analysis, mention: &PartyMention, words: &Range<WordId>) -> bool {
    let before = mention.words.start.checked_sub(1).filter(|at| words.contains(at));
    before.is_some_and(|at| matches!(&*analysis.words[at as usize].form, "pro" | "anti" | "pro-" | "anti-"))
}

fn is_country(kind: &MentionKind) -> bool {
    matches!(kind, MentionKind::Country(_) | MentionKind::Capital(_))
}

enum Link {
    /// A preposition or relative pronoun, behind which other parties stand.
    Close,
    /// A comma or bracket, which opens again.
    Apposition,
    /// A conjunction: another party follows.
    Stop,
    /// "de", which joins, and any other word.
    Other,
}

const CLOSING: [&str; 46] = [
    "à",
    "au",
    "aux",
    "en",
    "dans",
    "sur",
    "contre",
    "par",
    "avec",
    "pour",
    "entre",
    "sous",
    "vers",
    "chez",
    "depuis",
    "après",
    "avant",
    "lors",
    "selon",
    "sans",
    "face",
    "proche",
    "proches",
    "auprès",
    "près",
    "hors",
    "qui",
    "que",
    "qu'",
    "dont",
    "où",
    "lequel",
    "laquelle",
    "lesquels",
    "lesquelles",
    "ayant",
    "hostile",
    "hostiles",
    "opposé",
    "opposés",
    "opposées",
    "victime",
    "victimes",
    "issu",
    "issus",
    "venus",
];

const LOYAL: [&str; 14] = [
    "loyal",
    "loyale",
    "loyales",
    "loyaux",
    "fidèle",
    "fidèles",
    "favorable",
    "favorables",
    "appartenant",
    "acquis",
    "acquises",
    "dévoués",
    "ralliés",
    "ralliées",
];

/// Whether "à" behind a word joins it to whom it serves: "les forces loyales au maréchal".
pub(crate) fn is_loyal(form: &str) -> bool {
    LOYAL.contains(&form)
}

fn link(analysis: &Analysis, at: WordId, words: &Range<WordId>, told: &PhraseParty) -> Link {
    let low = |id: WordId| fold(&analysis.words[id as usize].form);
    let before = || at.checked_sub(1).filter(|id| words.contains(id)).map(low).unwrap_or_default();
    match &*low(at) {
        "et" | "ou" | "ni" | "mais" => Link::Stop,
        "," | "(" | ")" | "–" | "—" | "[" => Link::Apposition,
        "à" | "au" | "aux" if LOYAL.contains(&&*before()) || told.is_scholar() => Link::Other,
        "proche" | "proches" if matches!(&*before(), "source" | "sources") => Link::Other,
        form if CLOSING.contains(&form) => Link::Close,
        _ => Link::Other,
    }
}

impl PhraseParty {
    fn is_empty(&self) -> bool {
        self.named.is_none() && self.sector.is_none() && self.country.is_none()
    }

    /// "professeur à l'université de Bamako": the place of work tells the country.
    fn is_scholar(&self) -> bool {
        self.sector.is_some_and(|(sector, ..)| sector == Sector::Edu)
    }

    fn take(&mut self, item: &Item<'_>, context: &PartyContext) {
        if self.is_adjective(item) {
            // "Des séparatistes baloutches": a people says where they are at home.
            let here = context.country.as_ref().filter(|c| item.home.contains(c));
            if let Some(home) = here.or(item.home.first()) {
                self.belong(home);
            }
            if let Some((words, _)) = &mut self.noun {
                words.end = item.words.end;
            }
            return;
        }
        let general = self.named.is_none() && self.country.is_none();
        self.noun =
            (general && second::may_take_up(item.kind)).then(|| (item.words.clone(), item.kind.clone()));
        match item.kind {
            MentionKind::Group(id) => self.name(id, SourceKind::ArmedGroup),
            MentionKind::Organisation(id, kind) => self.name(id, *kind),
            MentionKind::Leader(id) => self.office(id, Specificity::Role),
            MentionKind::Forces(id) => self.office(id, Specificity::Type),
            MentionKind::Country(iso) | MentionKind::Capital(iso) => self.belong(iso),
            MentionKind::Demonym(iso) => {
                self.demonym |= self.is_empty();
                self.belong(iso);
            }
            MentionKind::Organ(sector, kind) => {
                self.refine(*sector, item.adjacent);
                self.ministry |= self.sector.is_none() && *sector == Sector::Gov;
                self.fix(*sector, *kind, Specificity::Noun);
            }
            MentionKind::Post(sector) => {
                self.ministry |= self.sector.is_none() && *sector == Sector::Gov;
                self.fix(*sector, source_of(*sector), Specificity::Noun);
            }
            MentionKind::Thing(sector) => self.fix(*sector, source_of(*sector), Specificity::Noun),
            MentionKind::Rank(sector) => self.fix(*sector, source_of(*sector), Specificity::Rank),
            MentionKind::Role(Some(Sector::Cvl)) => {
                self.fix(Sector::Cvl, source_of(Sector::Cvl), Specificity::Vague);
            }
            MentionKind::Role(Some(sector)) => self.fix(*sector, source_of(*sector), Specificity::Role),
            MentionKind::Role(None) | MentionKind::Type(None | Some(Sector::Igo)) => {}
            MentionKind::Type(Some(sector)) => self.fix(*sector, source_of(*sector), Specificity::Type),
            MentionKind::Portfolio(sector) => {
                if self.ministry {
                    self.sector = Some((*sector, source_of(*sector), Specificity::Noun));
                }
            }
            MentionKind::People(people) => self.people(*people, item, context),
        }
    }

    /// "le mouvement chiite", "les milices chrétiennes": a word for people that only describes.
    fn is_adjective(&self, item: &Item<'_>) -> bool {
        let people = matches!(item.kind, MentionKind::People(people) if people.sector == Sector::Cvl);
        people && item.adjacent && !self.demonym
    }

    /// People stand for themselves, or say as an adjective what a noun before them is.
    fn people(&mut self, people: People, item: &Item<'_>, context: &PartyContext) {
        self.refine(people.sector, item.adjacent);
        self.fix(people.sector, people.source, Specificity::Noun);
        let here = context.country.as_ref().filter(|c| item.home.contains(c));
        if let Some(home) = here.or(item.home.first()) {
            self.belong(home);
        }
    }

    /// A noun joined to a more general one says what it is: "officiers déserteurs", "femme médecin".
    fn refine(&mut self, sector: Sector, adjacent: bool) {
        let held = self.sector.map(|(sector, ..)| sector);
        let rebel = matches!(held, Some(Sector::Mil | Sector::Unk)) && sector == Sector::Reb;
        if adjacent && (rebel || held == Some(Sector::Cvl)) {
            self.sector = None;
        }
    }

    /// A named group or organisation: it is the party, unless the phrase is about people or an
    /// organ that are not its own ("les civils de l'ASL", "le ministre russe de l'UE").
    fn name(&mut self, id: &PartyId, kind: SourceKind) {
        let own = match self.sector {
            Some((_, _, specificity)) if specificity < Specificity::Noun => true,
            Some((Sector::Mil, ..)) => self.country.is_none() || kind == SourceKind::Igo,
            Some((Sector::Cvl, ..)) => false,
            Some((Sector::Edu, ..)) => matches!(kind, SourceKind::Igo | SourceKind::Ngo | SourceKind::Expert),
            Some((Sector::Gov | Sector::Jud | Sector::Leg | Sector::Cop | Sector::Spy, ..)) => {
                self.country.is_none()
            }
            _ => true,
        };
        if own {
            self.named = Some((id.clone(), kind));
        }
    }

    /// A state's leader or organ by its own name; a leader may also be a group's.
    fn office(&mut self, id: &PartyId, specificity: Specificity) {
        let (Some(country), Some(sector)) = (id.country(), id.sector()) else {
            // "Les troupes du général congolais Makenga" are his, whatever their country.
            if matches!(self.sector, Some((Sector::Mil, ..))) {
                self.country = None;
            }
            return self.name(id, group_source(id));
        };
        self.leader |= specificity == Specificity::Role;
        self.fix(sector, source_of(sector), specificity);
        self.belong(country);
    }

    fn belong(&mut self, country: &str) {
        self.country.get_or_insert_with(|| country.to_owned());
    }

    /// Sets the sector where none was set as firmly. Forces stay forces whomever they serve
    /// ("les unités du régime").
    fn fix(&mut self, sector: Sector, kind: SourceKind, specificity: Specificity) {
        let free = match self.sector {
            None => true,
            Some((Sector::Mil, _, Specificity::Role)) if matches!(sector, Sector::Gov | Sector::Opp) => false,
            Some((_, _, held)) => held < specificity,
        };
        if free {
            self.sector = Some((sector, kind, specificity));
        }
    }

    fn settle(self, context: &PartyContext) -> Option<(PartyId, SourceKind, Rule)> {
        if let Some((id, kind)) = self.named {
            return Some((id, kind, Rule::PartyNamed));
        }
        let own = context.country.as_deref();
        match (self.sector, self.country) {
            (Some((sector, kind, _)), Some(country)) => {
                let rule = if self.leader { Rule::PartyLeader } else { Rule::PartyOrganOfCountry };
                Some((PartyId::sector_of(&country, sector), kind, rule))
            }
            (Some((sector, kind, _)), None) => {
                Some((PartyId::sector_of(own?, sector), kind, Rule::PartyOrganOfReportCountry))
            }
            (None, Some(country)) if self.demonym && (self.some || own == Some(&country)) => Some((
                PartyId::sector_of(&country, Sector::Cvl),
                SourceKind::Witness,
                Rule::PartyPeopleOfCountry,
            )),
            (None, Some(country)) => Some((
                PartyId::sector_of(&country, Sector::Gov),
                SourceKind::Government,
                Rule::PartyCountryAsGovernment,
            )),
            (None, None) => None,
        }
    }
}

fn group_source(id: &PartyId) -> SourceKind {
    match id.as_str().split(':').next() {
        Some("igo") => SourceKind::Igo,
        Some("ngo") => SourceKind::Ngo,
        Some("media") => SourceKind::Media,
        _ => SourceKind::ArmedGroup,
    }
}

/// The name of the person in a phrase: a leader's mention with the capitalised words around it,
/// else the first run of capitalised words that is no other mention, if the phrase has an office.
fn person(
    text: &str,
    analysis: &Analysis,
    mentions: &[PartyMention],
    words: &Range<WordId>,
) -> Option<String> {
    let from = mentions.partition_point(|m| m.words.start < words.start);
    let inside: Vec<&PartyMention> =
        mentions[from..].iter().take_while(|m| m.words.end <= words.end).collect();
    let of_person = |m: &PartyMention| matches!(m.kind, MentionKind::Leader(_));
    let office = inside.iter().any(|m| {
        matches!(
            m.kind,
            MentionKind::Post(_) | MentionKind::Rank(_) | MentionKind::Role(_) | MentionKind::Leader(_)
        )
    });
    if !office {
        return None;
    }
    let free = |id: WordId| !inside.iter().any(|m| m.words.contains(&id) && !of_person(m));
    let is_name = |id: WordId| free(id) && is_name_word(analysis, id, id == words.start);
    let start = words.clone().find(|id| is_name(*id))?;
    let mut end = start + 1;
    while end < words.end
        && (is_name(end) || (is_particle(analysis, end) && end + 1 < words.end && is_name(end + 1)))
    {
        end += 1;
    }
    let span = analysis.words[start as usize].span.join(analysis.words[end as usize - 1].span);
    Some(span.of_text(text).to_owned())
}

fn is_name_word(analysis: &Analysis, id: WordId, first: bool) -> bool {
    let word = &analysis.words[id as usize];
    let large = word.form.starts_with(char::is_uppercase) && word.form.chars().any(char::is_lowercase);
    let article = word.form.split(['-', '‑']).next().is_some_and(keys::is_arabic_article);
    match word.upos {
        Upos::Propn => large || article,
        Upos::Noun | Upos::Adj | Upos::X => large && !first,
        _ => false,
    }
}

fn is_particle(analysis: &Analysis, id: WordId) -> bool {
    const PARTICLES: [&str; 14] =
        ["ben", "bin", "ibn", "ould", "ag", "van", "von", "der", "da", "dos", "el", "al", "abou", "de"];
    PARTICLES.contains(&&*analysis.words[id as usize].form)
}
