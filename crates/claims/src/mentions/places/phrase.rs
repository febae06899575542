//! Widens a name to the phrase that it stands in: "l'est de la province d'Idleb", "à 35 km au nord-ouest d'Alep".
//!
//! The phrase is read from the name leftwards, a step at a time: a type word, a direction, a
//! distance or a word of nearness, each with its articles and adjectives.

use selon_model::geo::middle_bearing;
use selon_model::{Span, Upos};

use super::mention::{Cue, Step};
use super::names::Anchor;
use super::tokens::{Gap, Shape, Token};
use crate::lexicon::places::Gazetteer;
use crate::lexicon::places::words::Sense;
use crate::mentions::adjectives::stands_before_noun;
use crate::mentions::numerals::Stretch;
use crate::mentions::numerals::cardinal::{collective, is_number_word};

/// Kilometres or metres of "quelques" and "plusieurs".
const A_FEW: f64 = 5.0;
const SEVERAL: f64 = 10.0;

/// A number of tokens that no number before a unit reaches.
const LONGEST_NUMBER: usize = 8;

/// A widened name.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// First token of the span.
    pub(super) first: usize,
    pub(super) steps: Vec<Step>,
    pub(super) cue: Cue,
    /// The "entre" before it, or the first word of "la frontière entre".
    pub(super) between: Option<Span>,
    /// Before "entre" stands a word for a border or a road.
    pub(super) border: bool,
    /// Before the name itself stands an article or a contraction with one: "du GSIM", "à l'AFP".
    pub(super) articled: bool,
    /// Before the name itself stands "à", or a type word: what the gazetteer lacks can be a place there.
    pub(super) placed: bool,
    /// The type word is in the plural, so that it holds for names joined by "et" too.
    pub(super) plural: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Link {
    None,
    De,
    Article,
    Locative,
    Between,
}

/// Reads the phrase around an anchor.
pub(super) fn widen(
    gazetteer: &Gazetteer,
    text: &str,
    tokens: &[Token<'_>],
    anchor: &Anchor,
    least: usize,
) -> Phrase {
    let reader = Reader { gazetteer, text, tokens, least };
    let mut phrase = reader.bare(anchor.first);
    if let Some(Sense::Direction(bearing)) = anchor.part {
        phrase.steps.push(Step::Direction { bearing, outside: false });
    }
    reader.widen(anchor.first, &mut phrase);
    phrase
}

struct Reader<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a str,
    tokens: &'a [Token<'a>],
    /// The phrase reaches no further back than this token.
    least: usize,
}

impl Reader<'_> {
    fn bare(&self, anchor: usize) -> Phrase {
        let before = self.before(anchor).map_or("", |b| &*self.tokens[b].key);
        Phrase {
            first: anchor,
            steps: Vec::new(),
            cue: Cue::Bare,
            between: None,
            border: false,
            articled: matches!(before, "la" | "le" | "l" | "les" | "du" | "des" | "au" | "aux"),
            placed: before == "a",
            plural: false,
        }
    }

    fn widen(&self, anchor: usize, phrase: &mut Phrase) {
        let mut head = anchor;
        for _ in 0..5 {
            let (link, at) = self.link(head);
            let step = match link {
                Link::De => self.step_before(at, true),
                Link::None => self.step_before(head, false),
                Link::Locative => self.distance_before(at).filter(|_| phrase.ends_in_direction()),
                _ => None,
            };
            let Some((step, first, plural)) = step else {
                self.finish(link, at, head, phrase);
                return;
            };
            let part = matches!(step, Step::Type(Sense::Town | Sense::Part));
            phrase.placed |=
                phrase.steps.is_empty() && matches!(step, Step::Type(_)) && (link == Link::De || part);
            phrase.steps.push(step);
            if step == Step::Type(Sense::Near) {
                phrase.first = self.with_determiners(head, phrase.steps.len() == 1);
                phrase.cue = Cue::Preposition;
                return;
            }
            phrase.plural |= plural;
            head = first;
            if let Step::Direction { bearing, .. } = step {
                let outside =
                    self.link(head).0 == Link::Locative && self.key(self.link(head).1).is_some_and(is_at);
                phrase.steps.pop();
                phrase.steps.push(Step::Direction { bearing, outside });
            }
        }
        let (link, at) = self.link(head);
        self.finish(link, at, head, phrase);
    }

    /// Sets the first token and the cue once no further step is found.
    fn finish(&self, link: Link, at: usize, head: usize, phrase: &mut Phrase) {
        let typed = phrase.steps.iter().any(|s| matches!(s, Step::Type(_) | Step::Distance(_)));
        if link == Link::Between {
            let line = self.before(at).and_then(|b| self.type_ending(b, true));
            let line = line.filter(|(step, ..)| *step == Step::Type(Sense::Line));
            phrase.border = line.is_some();
            let first = line.map_or(at, |(_, first, _)| self.with_determiners(first, false));
            phrase.between = Some(self.tokens[first].span);
        }
        phrase.cue = match link {
            Link::Locative | Link::Between => Cue::Preposition,
            _ if typed => Cue::Type,
            Link::De => Cue::Complement,
            _ => Cue::Bare,
        };
        let with_preposition = match phrase.steps.last() {
            Some(Step::Distance(_)) => true,
            Some(Step::Direction { outside, .. }) => *outside,
            Some(Step::Type(sense)) => *sense == Sense::Water && link == Link::Locative,
            None => false,
        };
        if with_preposition && link == Link::Locative && self.key(at).is_some_and(is_at) {
            phrase.first = at;
            return;
        }
        phrase.first = self.with_determiners(head, phrase.steps.is_empty());
        if phrase.cue == Cue::Bare || phrase.cue == Cue::Type {
            // Adjectives and numbers may part the preposition from the noun: "dans deux villages de".
            let (link, _) = self.link(phrase.first);
            if matches!(link, Link::Locative) {
                phrase.cue = Cue::Preposition;
            }
        }
    }

    fn key(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).map(|t| &*t.key)
    }

    /// The token before `at`, if it can belong to the same phrase.
    fn before(&self, at: usize) -> Option<usize> {
        let joined = at > self.least && self.tokens.get(at)?.gap.joins();
        joined.then(|| at - 1)
    }

    /// What ties the word at `head` to the words before it, and the token where the tie begins.
    fn link(&self, head: usize) -> (Link, usize) {
        let Some(at) = self.before(head) else { return (Link::None, head) };
        let link = match &*self.tokens[at].key {
            "de" | "d" | "du" | "des" => Link::De,
            "entre" => Link::Between,
            "la" | "le" | "l" | "les" => return self.link_before_article(at),
            key if is_locative(key) => Link::Locative,
            _ => Link::None,
        };
        if link == Link::None { (link, head) } else { (link, at) }
    }

    fn link_before_article(&self, article: usize) -> (Link, usize) {
        let Some(at) = self.before(article) else { return (Link::Article, article) };
        match &*self.tokens[at].key {
            "de" => (Link::De, at),
            "entre" => (Link::Between, at),
            key if is_locative(key) => (Link::Locative, at),
            _ => (Link::Article, article),
        }
    }

    /// The step whose words end before `end`, its first token, and whether it is a plural.
    fn step_before(&self, at: usize, by_de: bool) -> Option<(Step, usize, bool)> {
        let mut end = at;
        for _ in 0..3 {
            let last = self.before(end)?;
            let direction = || if end == at { self.direction_ending(last) } else { None };
            if let Some(found) = self.type_ending(last, by_de).or_else(direction) {
                return Some(found);
            }
            if by_de && let Some(found) = self.distance_before(end) {
                return Some(found);
            }
            if !by_de || !self.is_adjective(last) {
                return None;
            }
            end = last;
        }
        None
    }

    /// A type word of up to three words that ends at a token.
    fn type_ending(&self, last: usize, by_de: bool) -> Option<(Step, usize, bool)> {
        let mut firsts = vec![last];
        while firsts.len() < 3 {
            let Some(first) = self.before(firsts[firsts.len() - 1]) else { break };
            firsts.push(first);
        }
        for first in firsts.into_iter().rev() {
            let words = &self.tokens[first..=last];
            let key: String = words.iter().map(|t| &*t.key).collect();
            let singular: String = words.iter().map(|t| t.key.strip_suffix('s').unwrap_or(&t.key)).collect();
            let sense = self.gazetteer.words.sense(&key).or_else(|| self.gazetteer.words.sense(&singular));
            // "Côté syrien" is no coast, whose key it shares.
            let side = words.iter().any(|t| t.span.of_text(self.text).to_lowercase().starts_with("côté"));
            let fits = match sense {
                _ if side => false,
                Some(Sense::Near) => by_de,
                Some(Sense::Direction(_) | Sense::Title | Sense::Forename | Sense::Stop | Sense::Country)
                | None => false,
                Some(_) => true,
            };
            if let Some(sense) = sense.filter(|_| fits) {
                return Some((Step::Type(sense), first, words[0].key.ends_with(['s', 'x'])));
            }
        }
        None
    }

    /// "nord", "sud-ouest", "l'est et le sud" that ends at a token.
    fn direction_ending(&self, last: usize) -> Option<(Step, usize, bool)> {
        let (mut bearing, mut first) = self.one_direction(last)?;
        if let Some(et) = self.before_article(first).and_then(|b| self.before(b))
            && ["et", "ou", "puis"].contains(&&*self.tokens[et].key)
            && let Some((other, start)) = self.before(et).and_then(|b| self.one_direction(b))
        {
            bearing = bearing.zip(other).map(|(a, b)| middle_bearing(a, b));
            first = start;
        }
        Some((Step::Direction { bearing, outside: false }, first, false))
    }

    /// The first token of "le", "au", "à l'" before a word, or the word itself.
    fn before_article(&self, at: usize) -> Option<usize> {
        let mut first = at;
        while let Some(before) =
            self.before(first).filter(|b| is_article(&self.tokens[*b].key) || is_at(&self.tokens[*b].key))
        {
            first = before;
        }
        Some(first)
    }

    fn one_direction(&self, last: usize) -> Option<(Option<f64>, usize)> {
        let two = self
            .before(last)
            .filter(|_| self.tokens[last].gap == Gap::Hyphen || self.tokens[last].gap == Gap::Space);
        for first in two.into_iter().chain([last]) {
            let key: String = self.tokens[first..=last].iter().map(|t| &*t.key).collect();
            if let Some(Sense::Direction(bearing)) = self.gazetteer.words.sense(&key)
                && !self.is_verb_est(first, &key)
            {
                return Some((bearing, first));
            }
        }
        None
    }

    /// "est" that is no direction: neither elided before, nor compound, nor behind a type word.
    fn is_verb_est(&self, at: usize, key: &str) -> bool {
        let token = &self.tokens[at];
        let sense = self.before(at).and_then(|b| self.gazetteer.words.sense(&self.tokens[b].key));
        let noun = matches!(sense, Some(Sense::Part | Sense::Division(_) | Sense::Town | Sense::Line));
        key == "est"
            && token.shape == Shape::Lower
            && !noun
            && !matches!(token.gap, Gap::Apostrophe | Gap::Hyphen)
    }

    /// "35 km", "une dizaine de kilomètres" that ends before a token.
    fn distance_before(&self, end: usize) -> Option<(Step, usize, bool)> {
        let unit = self.before(end)?;
        let scale = match &*self.tokens[unit].key {
            "km" | "kms" | "kilometre" | "kilometres" => 1.0,
            "metre" | "metres" | "m" => 0.001,
            _ => return None,
        };
        let mut at = self.before(unit)?;
        if ["de", "d"].contains(&&*self.tokens[at].key) {
            at = self.before(at)?;
        }
        let (amount, number) = self.amount_ending(at)?;
        let led = self.before(number).filter(|b| ["une", "environ"].contains(&&*self.tokens[*b].key));
        Some((Step::Distance(amount * scale), led.unwrap_or(number), false))
    }

    /// The number whose words end at a token, and its first token: "vingt-cinq", "1 200", "3,5", "dizaine".
    fn amount_ending(&self, last: usize) -> Option<(f64, usize)> {
        let guess = match &*self.tokens[last].key {
            "quelques" => Some(A_FEW),
            "plusieurs" => Some(SEVERAL),
            key => collective(key).map(|number| number as f64),
        };
        if let Some(amount) = guess {
            return Some((amount, last));
        }
        let mut from = last;
        while from > self.least && last - from < LONGEST_NUMBER && self.tokens[from].gap != Gap::Start {
            from -= 1;
        }
        let stretch = Stretch::new(self.text, self.tokens[from].span.join(self.tokens[last].span));
        let end = stretch.tokens.len();
        let (at, number) =
            (0..end).find_map(|at| Some((at, stretch.cardinal(at).filter(|number| number.next == end)?)))?;
        let first = &stretch.tokens[at];
        let amount = match first.number().filter(|_| number.next == at + 1) {
            Some(numeral) => numeral.value(),
            None => number.value as f64,
        };
        let token = (from..=last).find(|token| self.tokens[*token].span.start >= first.span.start)?;
        Some((amount, token))
    }

    fn is_adjective(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let function = is_locative(&token.key) || is_article(&token.key) || token.key.len() < 3;
        let tagged =
            token.upos.is_none_or(|u| matches!(u, Upos::Adj | Upos::Noun | Upos::Verb | Upos::Propn));
        token.shape == Shape::Lower
            && token.gap == Gap::Space
            && !function
            && tagged
            && !["est", "par", "qui", "que", "ont"].contains(&&*token.key)
    }

    /// The first token of the determiners and adjectives before a noun, or of a name's own article.
    fn with_determiners(&self, head: usize, bare_name: bool) -> usize {
        let mut first = head;
        while let Some(at) = self.before(first) {
            let key = &*self.tokens[at].key;
            if is_article(key) {
                return at;
            }
            if bare_name
                || !(is_determiner(key) || stands_before_noun(key) || self.tokens[at].shape == Shape::Number)
            {
                break;
            }
            first = at;
        }
        first
    }
}

impl Phrase {
    fn ends_in_direction(&self) -> bool {
        matches!(self.steps.last(), Some(Step::Direction { .. }))
    }
}

fn is_at(key: &str) -> bool {
    matches!(key, "a" | "au" | "aux")
}

fn is_locative(key: &str) -> bool {
    matches!(
        key,
        "a" | "au"
            | "aux"
            | "en"
            | "dans"
            | "vers"
            | "sur"
            | "depuis"
            | "jusqua"
            | "via"
            | "sous"
            | "hors"
            | "devant"
            | "pres"
    )
}

fn is_article(key: &str) -> bool {
    matches!(key, "la" | "le" | "l" | "les")
}

fn is_determiner(key: &str) -> bool {
    matches!(key, "un" | "une" | "ce" | "cet" | "cette" | "ces" | "plusieurs" | "quelques")
        || is_number_word(key)
}
