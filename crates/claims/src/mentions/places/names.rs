//! Finds the names of places, and the nouns that stand for one named before ("la ville").

use selon_model::Upos;

use super::mention::{Candidate, PlaceId, What};
use super::tokens::{Gap, Shape, Token};
use crate::lexicon::places::Gazetteer;
use crate::lexicon::places::keys::is_article;
use crate::lexicon::places::tables::is_acronym;
use crate::lexicon::places::words::Sense;
use crate::lexicon::table::{Table, WordSet};

/// Longest name, in tokens.
const LONGEST: usize = 7;

/// Words in lower case inside names: "Mocímboa da Praia", "Jdeidet el-Fadl".
const PARTICLES: &[&str] = &[
    "abou", "and", "ath", "ben", "bin", "d", "da", "das", "de", "del", "den", "der", "des", "di", "do",
    "dos", "du", "e", "ech", "en", "et", "ez", "i", "ibn", "l", "la", "las", "le", "les", "los", "of", "o",
    "ou", "sous", "sur", "upon", "y",
];

/// Words in lower case that join the parts of a person's name.
const PERSONAL: &[&str] = &["ag", "ben", "bin", "ibn", "ould", "von", "van"];

/// A name or noun around which a phrase is built.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    /// First token.
    pub(super) first: usize,
    /// Last token.
    pub(super) last: usize,
    pub(super) what: What,
    /// "Alep-Est": the part of the place that the name ends with.
    pub(super) part: Option<Sense>,
    /// Only a type word makes it a place: a first name, a common word at the beginning of a sentence.
    pub(super) doubtful: bool,
}

/// All anchors, in order and without overlap.
pub(super) fn anchors(gazetteer: &Gazetteer, text: &str, tokens: &[Token<'_>]) -> Vec<Anchor> {
    let lower = tokens.iter().filter(|t| t.shape == Shape::Lower).map(|t| &*t.key).collect();
    let finder = Finder { gazetteer, text, tokens, lower, seen: Table::default() };
    finder.run()
}

struct Finder<'a> {
    gazetteer: &'a Gazetteer,
    text: &'a str,
    tokens: &'a [Token<'a>],
    /// The words that the report also writes in lower case: at the beginning of a sentence they are no names.
    lower: WordSet<&'a str>,
    /// Keys looked up before, so that a long text does not search the index for each mention.
    seen: Table<Box<str>, Vec<Candidate>>,
}

impl Finder<'_> {
    fn run(mut self) -> Vec<Anchor> {
        let mut out: Vec<Anchor> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let found = self.name(at, out.last()).or_else(|| self.demonym(at)).or_else(|| self.again(at));
            at = found.as_ref().map_or(at, |a| a.last) + 1;
            out.extend(found);
        }
        out
    }

    fn name(&mut self, at: usize, before: Option<&Anchor>) -> Option<Anchor> {
        if !self.may_begin(at) {
            return None;
        }
        let matched = self.longest(at);
        let run = self.capital_run(at, matched.as_ref().map_or(at, |m| m.0));
        match matched {
            Some((last, candidates))
                if run == last || self.part_after(last).is_some() || self.begins_line(at, last) =>
            {
                let part = self.part_after(last);
                let end = if part.is_some() { last + 1 } else { last };
                if self.is_in_longer_name(at, before) {
                    return Some(self.anchor(at, end, What::Unknown, None));
                }
                Some(self.anchor(at, end, What::Name(candidates), part))
            }
            _ if self.begins_unknown(at) => Some(self.anchor(at, run, What::Unknown, None)),
            _ => None,
        }
    }

    fn anchor(&self, first: usize, last: usize, what: What, part: Option<Sense>) -> Anchor {
        let doubtful = first == last && self.is_doubtful(first);
        Anchor { first, last, what, part, doubtful }
    }

    /// A name begins with a capital, with an article of Arabic names, or with a word that the tables know.
    fn may_begin(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if is_century(token) {
            return false;
        }
        match token.shape {
            Shape::Capital | Shape::Caps => token.key.len() > 1 || self.joined_by(at + 1, Gap::Apostrophe),
            Shape::Number => false,
            Shape::Lower => {
                let capital_next =
                    self.tokens.get(at + 1).is_some_and(|next| next.gap.joins() && next.is_capital());
                is_article(&token.key) && capital_next || self.gazetteer.tables.starts_lower(&token.key)
            }
        }
    }

    /// A capitalised word, or an article of Arabic names before one, that is no common word.
    fn begins_unknown(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let article =
            token.shape == Shape::Lower && is_article(&token.key) && self.joined_by(at + 1, Gap::Hyphen);
        let demonym = !self.gazetteer.words.countries_of(&token.key).is_empty();
        article || token.shape == Shape::Capital && !demonym && !self.is_common(at)
    }

    fn joined_by(&self, at: usize, gap: Gap) -> bool {
        self.tokens.get(at).is_some_and(|t| t.gap == gap)
    }

    /// The last token and the readings of the longest name that begins at a token.
    fn longest(&mut self, at: usize) -> Option<(usize, Vec<Candidate>)> {
        let mut ends = Vec::with_capacity(LONGEST);
        let mut key = String::new();
        let mut written_as_name = true;
        for (i, token) in self.tokens[at..].iter().take(LONGEST).enumerate() {
            if i > 0 && !token.gap.joins() {
                break;
            }
            key.push_str(&token.key);
            let inner = token.shape != Shape::Lower || token.gap == Gap::Hyphen && i > 0;
            ends.push((at + i, key.len(), written_as_name && inner));
            written_as_name &= inner || is_article(&token.key) || PARTICLES.contains(&&*token.key);
        }
        ends.into_iter().rev().find_map(|(last, length, written_as_name)| {
            let found = self.readings(at, last, &key[..length], written_as_name);
            (!found.is_empty()).then_some((last, found))
        })
    }

    fn readings(&mut self, first: usize, last: usize, key: &str, written_as_name: bool) -> Vec<Candidate> {
        let written = self.tokens[first].span.join(self.tokens[last].span).of_text(self.text);
        if first == last && is_acronym(written) {
            let found = entries(self.gazetteer.tables.find(written));
            if !found.is_empty() || !self.tokens[first].shouted {
                return found;
            }
        }
        let low = self.tokens[first].shape == Shape::Lower && !is_article(&self.tokens[first].key);
        if low && !self.gazetteer.tables.is_lower(key) {
            return Vec::new();
        }
        let direction = matches!(self.gazetteer.words.sense(key), Some(Sense::Direction(_)));
        if direction && self.complement_follows(last + 1) {
            return Vec::new();
        }
        let mut found = entries(self.gazetteer.tables.find(key));
        if !direction && written_as_name && key.len() >= 3 {
            if !self.seen.contains_key(key) {
                self.seen.insert(key.into(), towns(self.gazetteer, key));
            }
            found.extend_from_slice(&self.seen[key]);
        }
        found
    }

    /// "L'axe Djibo-Bourzanga": the first of two places that a line joins.
    fn begins_line(&self, at: usize, last: usize) -> bool {
        let line = at.checked_sub(1).is_some_and(|before| self.sense(before) == Some(Sense::Line));
        line && self.joined_by(last + 1, Gap::Hyphen)
    }

    /// "Est" of "Alep-Est".
    fn part_after(&self, last: usize) -> Option<Sense> {
        let next = self.tokens.get(last + 1)?;
        let sense = self.gazetteer.words.sense(&next.key)?;
        let joined = next.gap == Gap::Hyphen || next.gap == Gap::Space && next.is_capital();
        (joined && matches!(sense, Sense::Direction(_))).then_some(sense)
    }

    /// The end of the stretch of capitalised words that begins at a token, at least `least`.
    fn capital_run(&self, at: usize, least: usize) -> usize {
        let mut last = at.max(least);
        if self.tokens[at].shouted {
            return last;
        }
        while let Some(next) = self.tokens.get(last + 1).filter(|t| t.gap.joins()) {
            let after = self.tokens.get(last + 2).filter(|t| t.gap.joins() && t.is_capital());
            let joint = is_article(&next.key) || PERSONAL.contains(&&*next.key);
            if next.is_capital() && (next.gap != Gap::Apostrophe || next.key.len() > 1) {
                last += 1;
            } else if joint && after.is_some() {
                last += 2;
            } else {
                break;
            }
        }
        last
    }

    /// Whether the word before is a capitalised one that belongs to the same name, or a title.
    fn is_in_longer_name(&self, first: usize, before: Option<&Anchor>) -> bool {
        let token = &self.tokens[first];
        let Some(previous) = first.checked_sub(1).map(|i| &self.tokens[i]) else { return false };
        if !token.gap.joins() || token.shouted {
            return false;
        }
        if before.is_some_and(|b| b.last + 1 == first && matches!(b.what, What::Unknown)) {
            return true;
        }
        let elided = token.gap == Gap::Apostrophe && previous.key.len() == 1;
        match self.sense(first - 1) {
            Some(Sense::Title | Sense::Forename) => true,
            Some(sense) if sense != Sense::Stop => false,
            _ if elided || previous.shape != Shape::Capital => false,
            _ => !self.opens_sentence(first - 1) || previous.upos == Some(Upos::Propn),
        }
    }

    fn is_doubtful(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let opening = self.lower.contains(&*token.key) || is_grammatical(token.upos);
        self.sense(at).is_some() || self.opens_sentence(at) && opening
    }

    fn is_common(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.key.len() < 3
            || self.gazetteer.words.sense(&token.key).is_some()
            || self.opens_sentence(at)
            || token.shouted
    }

    fn opens_sentence(&self, at: usize) -> bool {
        matches!(self.tokens[at].gap, Gap::Start | Gap::Quote | Gap::Break)
    }

    /// "turque" of "la frontière turque"; with a name behind it ("la ville syrienne d'Alep") it speaks only for its country.
    fn demonym(&self, at: usize) -> Option<Anchor> {
        let words = &self.gazetteer.words;
        let token = &self.tokens[at];
        let compound = at.checked_sub(1).filter(|_| token.gap == Gap::Hyphen);
        let whole = compound.map(|b| format!("{}{}", self.tokens[b].key, token.key));
        let countries = whole.map_or(&[][..], |key| words.countries_of(&key));
        let countries = if countries.is_empty() { words.countries_of(&token.key) } else { countries };
        if countries.is_empty() {
            return None;
        }
        let mut anchor = self.anchor(at, at, What::Demonym(countries.to_vec()), None);
        anchor.doubtful = compound.is_some() || token.is_capital() || self.complement_follows(at + 1);
        Some(anchor)
    }

    /// Whether a name comes behind a noun, adjectives apart: "la province orientale d'Alep", "la ville Gao".
    fn complement_follows(&self, mut at: usize) -> bool {
        for _ in 0..6 {
            let Some(token) = self.tokens.get(at).filter(|t| t.gap.joins()) else { return false };
            if token.is_capital() || matches!(&*token.key, "de" | "d" | "du" | "des") {
                return true;
            }
            if !self.is_between_noun_and_complement(at) {
                return false;
            }
            at += 1;
        }
        false
    }

    /// An adjective, or a further noun of the same complement: "l'est et le sud du Liban".
    fn is_between_noun_and_complement(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let next_is = |keys: &[&str]| self.tokens.get(at + 1).is_some_and(|t| keys.contains(&&*t.key));
        match &*token.key {
            "et" | "ou" | "puis" => next_is(&["la", "le", "l", "les"]),
            "la" | "le" | "l" | "les" => at + 1 < self.tokens.len() && self.is_noun_of_place(at + 1),
            _ => self.is_noun_of_place(at) || token.upos.is_none_or(|u| u == Upos::Adj),
        }
    }

    fn is_demonym(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| !self.gazetteer.words.countries_of(&t.key).is_empty())
    }

    fn is_noun_of_place(&self, at: usize) -> bool {
        matches!(self.sense(at), Some(Sense::Direction(_) | Sense::Division(_) | Sense::Town))
    }

    fn sense(&self, at: usize) -> Option<Sense> {
        self.gazetteer.words.sense(&self.tokens.get(at)?.key)
    }

    /// "la ville", "cette province": a noun of the table after an article, with no name behind it.
    fn again(&self, at: usize) -> Option<Anchor> {
        let previous = &self.tokens[at.checked_sub(1)?];
        let token = &self.tokens[at];
        let determined = matches!(&*previous.key, "la" | "le" | "l" | "cette" | "ce" | "cet" | "du" | "au");
        if token.shape != Shape::Lower || !token.gap.joins() || !determined {
            return None;
        }
        let sense = self.sense(at)?;
        let fits = match sense {
            Sense::Town | Sense::Country | Sense::Site => true,
            Sense::Division(_) => token.key != "etat",
            Sense::Direction(_) => at >= 2 && self.tokens[at - 2].key == "dans" && !self.is_demonym(at + 1),
            _ => false,
        };
        let part = self.part_after(at);
        let last = at + usize::from(part.is_some());
        let part = part.or_else(|| matches!(sense, Sense::Direction(_)).then_some(sense));
        (fits && !self.complement_follows(last + 1)).then(|| self.anchor(at, last, What::Again(sense), part))
    }
}

/// "XIXe", "XXI".
fn is_century(token: &Token<'_>) -> bool {
    let number = token.key.trim_end_matches("eme").trim_end_matches('e');
    token.is_capital()
        && token.key.starts_with(['x', 'v'])
        && number.chars().all(|c| matches!(c, 'x' | 'v' | 'i'))
}

fn is_grammatical(upos: Option<Upos>) -> bool {
    use Upos::{Adp, Adv, Aux, Cconj, Det, Pron, Sconj, Verb};
    upos.is_some_and(|u| matches!(u, Adp | Adv | Aux | Cconj | Det | Pron | Sconj | Verb))
}

fn entries(numbers: &[u32]) -> Vec<Candidate> {
    numbers.iter().map(|n| Candidate { place: PlaceId::Entry(*n), fit: 1.0 }).collect()
}

fn towns(gazetteer: &Gazetteer, key: &str) -> Vec<Candidate> {
    let found = gazetteer.index.find(key).into_iter();
    found
        .map(|p| Candidate { place: PlaceId::Town(p.town), fit: if p.alternate { 0.8 } else { 1.0 } })
        .collect()
}
