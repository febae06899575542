//! Places: the gazetteer, the phrases that name places, and what they mean in a report.
//!
//! The gazetteer joins the compiled index of GeoNames' populated places with tables written by
//! hand (`data/fr/places_*.tsv`) and the user's own. Names are found in the text by longest match,
//! widened to the phrase that they stand in ("l'est de la province d'Idleb"), and read in the light of the
//! whole report: its main country decides between homonyms.

mod fold;
mod geo;
mod index;
mod names;
mod phrase;
mod resolve;
mod scene;
mod table;
mod tokens;
mod words;

use selon_model::{Analysis, PlaceRef, Span};

use self::index::Index;
use self::names::{Anchor, Candidate, What, anchors};
use self::phrase::{Phrase, Step, widen};
use self::table::Tables;
use self::tokens::{Gap, Token, tokens};
use self::words::Words;
use crate::LexiconError;

static PLACES: &[u8] = include_bytes!("../../../../data/places/places.bin");

/// The tables that come with the program: file and text.
const TABLES: [(&str, &str); 4] = [
    ("data/fr/places_countries.tsv", include_str!("../../../../data/fr/places_countries.tsv")),
    ("data/fr/places_divisions.tsv", include_str!("../../../../data/fr/places_divisions.tsv")),
    ("data/fr/places_regions.tsv", include_str!("../../../../data/fr/places_regions.tsv")),
    ("data/fr/places_villages.tsv", include_str!("../../../../data/fr/places_villages.tsv")),
];

const WORDS: (&str, &str) =
    ("data/fr/places_words.tsv", include_str!("../../../../data/fr/places_words.tsv"));

/// All known places and the words that French puts around their names.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    index: Index,
    tables: Tables,
    words: Words,
}

/// What ties a place to its sentence, from weakest to strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cue {
    /// Nothing: a subject, an object, a metonym ("Damas négocie").
    Bare,
    /// "de Palma".
    Complement,
    /// A type word, a direction or a distance, without a locative preposition ("la province d'Alep").
    Type,
    /// The head of a dispatch ("Bamako (AFP) – …").
    Dateline,
    /// "à Alep", "dans la province d'Alep", "entre Djibo et Inata".
    Preposition,
}

/// A stretch of text that may name a place; [`Gazetteer::resolve`] says whether it does.
#[derive(Clone, Debug)]
pub struct PlaceMention {
    /// The shortest full phrase: type words, direction, distance and their articles included.
    pub span: Span,
    /// The name alone, or the noun that stands for it.
    pub name: Span,
    /// What ties it to the sentence.
    pub cue: Cue,
    what: What,
    steps: Vec<Step>,
    doubtful: bool,
    plural: bool,
    /// "(Mbomou)", ", au Mozambique" behind the name.
    container: Vec<Candidate>,
    /// The phrase follows "entre".
    between: bool,
    /// The other end of "entre Djibo et Inata".
    until: Option<Box<PlaceMention>>,
}

/// What is known of the report beside its places.
#[derive(Clone, Debug, Default)]
pub struct PlaceContext {
    /// Countries (ISO3) that its demonyms, parties, dateline or outlet speak for, each with a
    /// weight: 1 for a mention of the country's army, say, as a country's name in the text counts 3.
    pub hints: Vec<(String, f32)>,
}

/// A mention that names a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Index into the mentions.
    pub mention: usize,
    /// The place; without a point where the gazetteer does not have the name.
    pub place: PlaceRef,
    /// What ties it to the sentence.
    pub cue: Cue,
    /// How it was found: `place:name`, `place:again`, `place:between`, `place:sound`, `place:misspelt`, `place:unknown`.
    pub rule: &'static str,
}

impl Gazetteer {
    /// The places that come with the program. Costs a few milliseconds: only the tables are read.
    pub fn builtin() -> Result<Gazetteer, LexiconError> {
        let mut words = Words::default();
        words.add(WORDS.0, WORDS.1)?;
        let mut tables = Tables::default();
        for (file, text) in TABLES {
            tables.add(file, text)?;
        }
        Ok(Gazetteer { index: Index::open(PLACES)?, tables, words })
    }

    /// Adds places of the user's own, in the columns of the tables `data/fr/places_*.tsv`.
    pub fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        self.tables.add(file, text)
    }

    /// The stretches of an analysed text that may name a place, in order, without overlap.
    ///
    /// Names inside a longer stretch of `avoid` (parties, persons) are passed over.
    pub fn mentions(&self, text: &str, analysis: &Analysis, avoid: &[Span]) -> Vec<PlaceMention> {
        let tokens = tokens(text, analysis);
        let mut avoid = avoid.to_vec();
        avoid.sort_unstable();
        let mut out: Vec<PlaceMention> = Vec::new();
        let mut lasts: Vec<usize> = Vec::new();
        for anchor in anchors(self, text, &tokens) {
            let name = tokens[anchor.first].span.join(tokens[anchor.last].span);
            if is_avoided(name, &avoid) {
                continue;
            }
            let least = lasts.last().map_or(0, |last| last + 1);
            let phrase = widen(self, text, &tokens, &anchor, least);
            let reader = Joiner { text, tokens: &tokens };
            reader.join(anchor, phrase, name, &mut out, &mut lasts);
        }
        out.retain(PlaceMention::may_be_place);
        out
    }
}

impl PlaceMention {
    /// Unknown names count only behind a type word or a preposition.
    fn may_be_place(&self) -> bool {
        let inherent = matches!(self.what, What::Name(_) | What::Again(_));
        inherent || self.cue >= Cue::Type && !self.doubtful
    }

    fn candidates(&self) -> &[Candidate] {
        if let What::Name(candidates) = &self.what { candidates } else { &[] }
    }
}

/// Whether a name lies in a longer stretch to avoid; `avoid` is sorted.
fn is_avoided(name: Span, avoid: &[Span]) -> bool {
    let end = avoid.partition_point(|a| a.start <= name.start);
    avoid[..end].iter().rev().take(8).any(|a| a.covers(name) && *a != name)
}

/// Puts a phrase beside those before it: brackets, coordination, "entre … et …".
struct Joiner<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Joiner<'_> {
    fn join(
        &self,
        anchor: Anchor,
        phrase: Phrase,
        name: Span,
        out: &mut Vec<PlaceMention>,
        lasts: &mut Vec<usize>,
    ) {
        let last = anchor.last;
        let mut mention = PlaceMention {
            span: self.tokens[phrase.first].span.join(name),
            name,
            cue: self.cue(&anchor, &phrase),
            what: anchor.what,
            steps: phrase.steps,
            doubtful: anchor.doubtful,
            plural: phrase.plural,
            container: Vec::new(),
            between: phrase.between,
            until: None,
        };
        if let (Some(before), Some(end)) = (out.last_mut(), lasts.last_mut()) {
            if self.is_bracketed(*end, anchor.first, last) {
                before.container = mention.candidates().to_vec();
                before.span = before.span.join(Span::new(name.start, name.end + 1));
                *end = last;
                return;
            }
            let link = &self.tokens[*end + 1..phrase.first.max(*end + 1)];
            self.contain(before, &mention, phrase.first, link);
            self.coordinate(before, &mut mention, phrase.first, link);
            if self.closes_between(before, &mention, phrase.first, link) {
                before.span = before.span.join(mention.span);
                before.until = Some(Box::new(mention));
                *end = last;
                return;
            }
        }
        if phrase.between {
            self.open_between(&mut mention, phrase.first);
        }
        out.push(mention);
        lasts.push(last);
    }

    /// "Bangassou (Mbomou)".
    fn is_bracketed(&self, end: usize, first: usize, last: usize) -> bool {
        let closes = self.text[self.tokens[last].span.end as usize..].starts_with(')');
        first == end + 1 && self.tokens[first].gap == Gap::Open && closes
    }

    /// "Palma, au Mozambique", "Palma, dans le Cabo Delgado".
    fn contain(&self, before: &mut PlaceMention, mention: &PlaceMention, first: usize, link: &[Token]) {
        let comma = link.first().map_or(self.tokens[first].gap, |t| t.gap) == Gap::Comma;
        let locative = mention.cue == Cue::Preposition && link.len() <= 2;
        if comma && (locative || link.is_empty()) {
            before.container = mention.candidates().to_vec();
        }
    }

    /// "les villes de Kidal et de Gao", "à Kidal et Gao": the second is read as the first.
    fn coordinate(&self, before: &PlaceMention, mention: &mut PlaceMention, first: usize, link: &[Token]) {
        let comma_only = link.is_empty() && self.tokens[first].gap == Gap::Comma;
        let words: Vec<&str> = link.iter().map(|t| t.key.as_str()).collect();
        let and = matches!(words[..], ["et" | "ou" | "puis"]) && self.tokens[first].gap.joins();
        let and_de = matches!(words[..], ["et" | "ou", "de" | "d" | "du" | "des", ..] | ["de" | "d" | "du"])
            && words.len() <= 3;
        if !mention.steps.is_empty() || !(comma_only || and || and_de) {
            return;
        }
        if before.plural && matches!(before.steps.first(), Some(Step::Type(_))) {
            mention.steps = before.steps[..1].to_vec();
            mention.plural = true;
            mention.cue = mention.cue.max(before.cue);
        } else if (and || comma_only) && mention.cue == Cue::Bare && before.cue == Cue::Preposition {
            mention.cue = Cue::Preposition;
        }
    }

    fn closes_between(
        &self,
        before: &PlaceMention,
        mention: &PlaceMention,
        first: usize,
        link: &[Token],
    ) -> bool {
        let et = matches!(link, [t] if t.key == "et") && self.tokens[first].gap.joins();
        before.between && before.until.is_none() && et && mention.steps.is_empty()
    }

    /// Widens the phrase to "entre", and to "la frontière" and "la route" before it.
    fn open_between(&self, mention: &mut PlaceMention, first: usize) {
        let mut at = first;
        while at > 0 && self.tokens[at].key != "entre" {
            at -= 1;
        }
        mention.span = self.tokens[at].span.join(mention.span);
    }

    fn cue(&self, anchor: &Anchor, phrase: &Phrase) -> Cue {
        let token = &self.tokens[phrase.first];
        let opens = token.opens_block
            || anchor.first == phrase.first && token.shape != tokens::Shape::Lower && token.gap == Gap::Start;
        let next = self.tokens.get(anchor.last + 1).map_or(Gap::Start, |t| t.gap);
        let dateline =
            opens && phrase.steps.is_empty() && matches!(next, Gap::Open | Gap::Comma | Gap::Break);
        if dateline && phrase.cue == Cue::Bare { Cue::Dateline } else { phrase.cue }
    }
}

#[cfg(test)]
mod tests;
