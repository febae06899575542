//! The lexicon of event predicates: which words name which event, and which function fills which role.

use selon_language::Grammar;
use selon_model::{Counted, EventType, Mode};

use crate::lexicon::classes::Class;
use crate::lexicon::codes::{Code, codes};
use crate::lexicon::table::{LexiconError, Row, Table, rows};
use crate::spelling::fold;

codes! {
    /// The part of speech that a frame's head has.
    pub(crate) enum Pos = "part of speech of a predicate" {
        Verb = "verb",
        Noun = "noun",
        /// An adjective, or a participle that is no form of a verb's row.
        Adj = "adj",
        /// A phrase with a preposition: "aux mains de".
        Adp = "adp",
    }
}

/// A syntactic function that fills a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Subj,
    Obj,
    Iobj,
    /// Subject of the infinitive that the predicate governs.
    Inf,
    /// A demonym: "frappes russes".
    Adj,
    /// "son", "leur".
    Poss,
    /// The last link of the chain of sources.
    Speaker,
    /// Complement with this preposition of `data/fr/grammar.toml`, in its lemma.
    Prep(String),
}

/// An argument of a predicate, as the lexicon's conditions and counts name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Actor,
    Recipient,
    Object,
    Subject,
    /// The complement with this preposition.
    Complement(String),
    /// The predicate itself: "dix frappes".
    Itself,
}

/// What an argument can be asked to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Armed,
    Civilian,
    Place,
    Party,
    Person,
    Weapon,
    Court,
    /// An event of force, as noun or infinitive.
    Force,
    /// It bears a possessive that means the subject.
    Own,
    /// It is predicated of somebody: "est membre de", "X, membre de".
    Predicate,
    /// A common noun that names no party and no place: "opposition au plan".
    Thing,
    /// A noun of this class of `data/fr/classes.tsv`: a truce, talks.
    Noun(Class),
}

/// What has to hold for a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Is(Of, Kind),
    /// Neither an agent nor a means is told.
    NoActor,
    /// The predicate is negated, and the negation belongs to it: "n'accepte pas" is a refusal.
    Negated,
    /// It governs a clause: "veut que l'armée parte".
    Clause,
}

/// What is special about a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags {
    /// Both sides are actors.
    pub(crate) symmetric: bool,
    /// Polysemous: an event only beside a party and something that shows conflict.
    pub(crate) weak: bool,
    /// The saying is the act: its complement is not coded again.
    pub(crate) speech: bool,
    /// The event is by meaning still to come.
    pub(crate) expected: bool,
    pub(crate) hypothetical: bool,
    pub(crate) denied: bool,
    /// An event noun or infinitive that is its object is no claim of its own: "repousser une attaque".
    pub(crate) absorbs: bool,
}

/// One reading of one predicate.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// The row's name in evidence: "frame:ASSAULT/pilonner".
    pub(crate) name: Box<str>,
    pub(crate) pos: Pos,
    pub(crate) event: EventType,
    pub(crate) mode: Option<Mode>,
    pub(crate) actor: Vec<Slot>,
    pub(crate) recipient: Vec<Slot>,
    /// What a number on an argument counts.
    pub(crate) counts: Vec<(Of, Counted)>,
    pub(crate) needs: Vec<Need>,
    pub(crate) flags: Flags,
    pub(crate) reflexive: bool,
    /// "En" or "y" before the verb: "s'en prendre", "en découdre".
    pub(crate) clitic: Option<Box<str>>,
    /// Words of the predicate in the order of the text; the first is a lemma of `pos`.
    pub(crate) pattern: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) word: Box<str>,
    pub(crate) optional: bool,
}

/// All frames, by the first word of their pattern.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    pub(crate) by_first: Table<Box<str>, Vec<Frame>>,
    /// Phrases in which a trigger word is no event, by their first word.
    pub(crate) nonevents: Table<Box<str>, Vec<Vec<Box<str>>>>,
}

const NEEDED: &[&str] = &["predicate", "pos", "type", "actor", "recipient"];
const ALSO: &[&str] = &["mode", "count", "flags"];

impl Frames {
    pub(crate) fn extend(&mut self, file: &str, text: &str, grammar: &Grammar) -> Result<(), LexiconError> {
        rows(file, text, NEEDED, ALSO, |row| {
            let frame = Frame::read(row, grammar)?;
            self.by_first.entry(frame.pattern[0].word.clone()).or_default().push(frame);
            Ok(())
        })?;
        for frames in self.by_first.values_mut() {
            // Longer predicates first, then those whose arguments are restricted; else the order of the file.
            frames.sort_by_key(|f| (std::cmp::Reverse(f.required()), std::cmp::Reverse(f.needs.len())));
        }
        Ok(())
    }

    pub(crate) fn extend_nonevents(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        rows(file, text, &["phrase"], &["blocks"], |row| {
            let words: Vec<Box<str>> = pieces(row.need("phrase")?).into_iter().map(|p| p.word).collect();
            if let Some(first) = words.first() {
                self.nonevents.entry(first.clone()).or_default().push(words);
            }
            Ok(())
        })
    }
}

fn pieces(predicate: &str) -> Vec<Piece> {
    let mut all = Vec::new();
    for part in fold(predicate).split_whitespace() {
        let optional = part.starts_with('(');
        let part = part.trim_matches(['(', ')']);
        let mut rest = part;
        while let Some(at) = rest.find('\'') {
            if at + 1 == rest.len() || rest == "aujourd'hui" {
                break;
            }
            let elided = match &rest[..at] {
                "d" => "de",
                "l" => "le",
                "s" => "se",
                "qu" => "que",
                "n" => "ne",
                other => other,
            };
            all.push(Piece { word: elided.into(), optional });
            rest = &rest[at + 1..];
        }
        all.push(Piece { word: rest.trim_end_matches('\'').into(), optional });
    }
    all
}

fn slots(row: &Row<'_>, column: &str, grammar: &Grammar) -> Result<Vec<Slot>, LexiconError> {
    let slot = |name| {
        Ok(match name {
            "subj" => Slot::Subj,
            "obj" => Slot::Obj,
            "iobj" => Slot::Iobj,
            "inf" => Slot::Inf,
            "adj" => Slot::Adj,
            "poss" => Slot::Poss,
            "speaker" => Slot::Speaker,
            other => Slot::Prep(preposition(row, other, grammar, "function")?),
        })
    };
    row.list(column).filter(|s| *s != "-").map(slot).collect()
}

/// A preposition that frames may name; `what` else it could be, for the message.
fn preposition(row: &Row<'_>, name: &str, grammar: &Grammar, what: &str) -> Result<String, LexiconError> {
    if grammar.prepositions.governed.contains(name) {
        return Ok(name.to_owned());
    }
    Err(row.error(format!("there is no {what} {name:?}, and no such preposition in data/fr/grammar.toml")))
}

impl Frame {
    fn read(row: &Row<'_>, grammar: &Grammar) -> Result<Frame, LexiconError> {
        let predicate = row.need("predicate")?;
        let mut pattern = pieces(predicate);
        let reflexive = pattern.len() > 1 && &*pattern[0].word == "se";
        if reflexive {
            pattern.remove(0);
        }
        if pattern.is_empty() || pattern[0].optional || pattern[0].word.is_empty() {
            return Err(row.error("a predicate begins with a word that is not optional"));
        }
        let pos = row.code("pos")?;
        let begins = |p: &Piece| matches!(&*p.word, "en" | "y");
        let clitic =
            (pos == Pos::Verb && pattern.len() > 1 && begins(&pattern[0])).then(|| pattern.remove(0).word);
        let event: EventType = row.code("type")?;
        let mode: Option<Mode> = row.code_or_none("mode")?;
        if let Some(mode) = mode.filter(|mode| !event.modes().contains(mode)) {
            return Err(row.error(format!("{event} has no mode {:?}", mode.as_str())));
        }
        let (flags, needs) = flags(row, grammar)?;
        Ok(Frame {
            name: ["frame:", event.as_str(), "/", predicate].concat().into(),
            pos,
            event,
            mode,
            actor: slots(row, "actor", grammar)?,
            recipient: slots(row, "recipient", grammar)?,
            counts: counts(row, grammar)?,
            needs,
            flags,
            reflexive,
            clitic,
            pattern,
        })
    }

    fn required(&self) -> usize {
        let around = usize::from(self.reflexive) + usize::from(self.clitic.is_some());
        self.pattern.iter().filter(|p| !p.optional).count() + around
    }
}

fn of(row: &Row<'_>, name: &str, grammar: &Grammar) -> Result<Of, LexiconError> {
    Ok(match name {
        "actor" => Of::Actor,
        "recipient" => Of::Recipient,
        "obj" => Of::Object,
        "subj" => Of::Subject,
        "self" => Of::Itself,
        other => Of::Complement(preposition(row, other, grammar, "argument")?),
    })
}

fn flags(row: &Row<'_>, grammar: &Grammar) -> Result<(Flags, Vec<Need>), LexiconError> {
    let (mut flags, mut needs) = (Flags::default(), Vec::new());
    for flag in row.flags("flags") {
        match flag {
            "sym" => flags.symmetric = true,
            "weak" => flags.weak = true,
            "speech" => flags.speech = true,
            "absorbs" => flags.absorbs = true,
            "expected" => flags.expected = true,
            "hypothetical" => flags.hypothetical = true,
            "denied" => flags.denied = true,
            "negated" => needs.push(Need::Negated),
            "needs:clause" => needs.push(Need::Clause),
            "needs:no-actor" => needs.push(Need::NoActor),
            other => needs.push(need(row, other, grammar)?),
        }
    }
    Ok((flags, needs))
}

fn need(row: &Row<'_>, flag: &str, grammar: &Grammar) -> Result<Need, LexiconError> {
    let unknown = || row.error(format!("there is no flag {flag:?}"));
    let (role, kind) = flag.strip_prefix("needs:").and_then(|n| n.split_once('-')).ok_or_else(unknown)?;
    let kind = match kind {
        "armed" => Kind::Armed,
        "civilian" => Kind::Civilian,
        "place" => Kind::Place,
        "party" => Kind::Party,
        "person" => Kind::Person,
        "weapon" => Kind::Weapon,
        "court" => Kind::Court,
        "force" => Kind::Force,
        "own" => Kind::Own,
        "predicate" => Kind::Predicate,
        "thing" => Kind::Thing,
        class => Kind::Noun(
            Class::parse(class)
                .ok_or_else(|| row.error(format!("{flag:?} asks for an unknown kind {class:?}")))?,
        ),
    };
    Ok(Need::Is(of(row, role, grammar)?, kind))
}

fn counts(row: &Row<'_>, grammar: &Grammar) -> Result<Vec<(Of, Counted)>, LexiconError> {
    let count = |part: &str| {
        let (role, what) =
            part.split_once('=').ok_or_else(|| row.error(format!("{part:?} is not role=what")))?;
        Ok((of(row, role, grammar)?, row.parse(what)?))
    };
    row.list("count").filter(|part| *part != "-").map(count).collect()
}
