//! The lexicon of event predicates: which words name which event, and which function fills which role.

use selon_model::{Counted, Deprel, EventType, Mode, Upos, VerbForm, WordId};

use crate::lexicon::classes::Class;
use crate::lexicon::table::{LexiconError, Row, Table, each_row};
use crate::spelling::fold;
use crate::syntax::view::Doc;

/// The part of speech that a frame's head has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pos {
    Verb,
    Noun,
    Adj,
    Adp,
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
    /// Complement with this preposition, in its lemma.
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
    Noun(String),
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
    reflexive: bool,
    /// "En" or "y" before the verb: "s'en prendre", "en découdre".
    clitic: Option<Box<str>>,
    /// Words of the predicate in the order of the text; the first is a lemma of `pos`.
    pattern: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    word: Box<str>,
    optional: bool,
}

/// All frames, by the first word of their pattern.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    by_first: Table<Box<str>, Vec<Frame>>,
    /// Phrases in which a trigger word is no event, by their first word.
    nonevents: Table<Box<str>, Vec<Vec<Box<str>>>>,
    /// Longest pattern, in words.
    longest: usize,
}

/// A predicate found in the text, with every reading that its words allow.
#[derive(Debug)]
pub(crate) struct Found<'f> {
    /// The verb, noun or adjective that carries the arguments.
    pub(crate) head: WordId,
    /// All words of the predicate.
    pub(crate) words: Vec<WordId>,
    pub(crate) readings: Vec<&'f Frame>,
}

const COLUMNS: &[&str] = &["predicate", "pos", "type", "actor", "recipient"];

impl Frames {
    pub(crate) fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        each_row(file, text, COLUMNS, |row| {
            let frame = Frame::read(row)?;
            self.longest = self.longest.max(frame.pattern.len());
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
        each_row(file, text, &["phrase"], |row| {
            let words: Vec<Box<str>> = pieces(row.get("phrase")).into_iter().map(|p| p.word).collect();
            if let Some(first) = words.first() {
                self.nonevents.entry(first.clone()).or_default().push(words);
            }
            Ok(())
        })
    }

    /// Whether a word names an event of force by itself.
    pub(crate) fn is_force(&self, doc: &Doc, w: WordId) -> bool {
        self.names(doc, w, |f| matches!(f.event, EventType::Assault | EventType::Control))
    }

    /// Whether a noun names dead or wounded by itself.
    pub(crate) fn is_harm(&self, doc: &Doc, w: WordId) -> bool {
        self.names(doc, w, |f| f.event == EventType::Toll && f.pos == Pos::Noun)
    }

    /// Whether a word alone has such a frame.
    fn names(&self, doc: &Doc, w: WordId, wanted: impl Fn(&Frame) -> bool) -> bool {
        let mut frames = keys(doc, w).filter_map(|key| self.by_first.get(key)).flatten();
        frames.any(|f| f.pattern.len() == 1 && wanted(f) && f.fits_pos(doc, w))
    }

    /// All predicates of the document in the order of their heads; words of a longer predicate
    /// are not read again as shorter ones.
    pub(crate) fn find(&self, doc: &Doc) -> Vec<Found<'_>> {
        let mut taken = vec![false; doc.len() as usize];
        for w in 0..doc.len() {
            if let Some(len) = self.nonevent_at(doc, w) {
                taken[w as usize..(w as usize + len).min(doc.len() as usize)].fill(true);
            }
        }
        let mut found: Vec<Found> = Vec::new();
        for w in 0..doc.len() {
            if taken[w as usize] {
                continue;
            }
            let Some(hit) = self.at(doc, w) else { continue };
            for &word in &hit.words {
                taken[word as usize] = true;
                // The second half of a contraction ("aux mains de") begins no phrase of its own.
                if word + 1 < doc.len() && doc.span(word + 1) == doc.span(word) {
                    taken[word as usize + 1] = true;
                }
            }
            found.push(hit);
        }
        found
    }

    fn at(&self, doc: &Doc, w: WordId) -> Option<Found<'_>> {
        let mut words: Option<Vec<WordId>> = None;
        let mut readings: Vec<&Frame> = Vec::new();
        for key in keys(doc, w) {
            for frame in self.by_first.get(key).into_iter().flatten() {
                let Some(matched) = frame.matches(doc, w) else { continue };
                match &words {
                    Some(longest) if matched.len() < longest.len() => {}
                    Some(longest) if matched.len() > longest.len() => {
                        readings = vec![frame];
                        words = Some(matched);
                    }
                    _ => {
                        readings.push(frame);
                        words = Some(matched);
                    }
                }
            }
        }
        let words = words?;
        let head = Some(carrier(doc, w)).filter(|h| words.contains(h)).unwrap_or(w);
        Some(Found { head, words, readings })
    }

    fn nonevent_at(&self, doc: &Doc, w: WordId) -> Option<usize> {
        keys(doc, w)
            .filter_map(|key| self.nonevents.get(key))
            .flatten()
            .filter_map(|phrase| {
                let mut at = w;
                for piece in phrase {
                    if at >= doc.len() || !says(doc, at, piece) {
                        return None;
                    }
                    // A contraction is two words that are written as one.
                    let contracted = doc.form(at) != &**piece && doc.written(at) == &**piece;
                    at += if contracted && at + 1 < doc.len() && doc.span(at) == doc.span(at + 1) {
                        2
                    } else {
                        1
                    };
                }
                Some((at - w) as usize)
            })
            .max()
    }
}

/// The names under which a word may stand in the lexicon.
fn keys<'d>(doc: &'d Doc, w: WordId) -> impl Iterator<Item = &'d str> {
    // "Aux mains de" begins with two words that are written as one.
    let (lemma, form, written) = (doc.low_lemma(w), doc.form(w), doc.written(w));
    let others = [
        (form != lemma).then_some(form),
        (written != form).then_some(written),
        masculine(doc, w),
        singular(doc, w).filter(|s| *s != lemma),
    ];
    std::iter::once(lemma).chain(others.into_iter().flatten())
}

/// A plural noun as its row writes it, where the lemma is wrong: "raids".
fn singular<'d>(doc: &'d Doc, w: WordId) -> Option<&'d str> {
    doc.form(w).strip_suffix(['s', 'x']).filter(|_| doc.upos(w) == Upos::Noun)
}

/// A participle that was tagged as a verb, as the row of an adjective writes it: "affiliées" is "affilié".
fn masculine<'d>(doc: &'d Doc, w: WordId) -> Option<&'d str> {
    let form = doc.form(w);
    if doc.upos(w) != Upos::Verb || doc.word(w).feats.verb_form != Some(VerbForm::Part) {
        return None;
    }
    let singular = form.trim_end_matches('s');
    let base = singular.strip_suffix('e').filter(|b| b.ends_with(['é', 'i', 'u', 't', 's']));
    Some(base.unwrap_or(singular)).filter(|b| *b != form)
}

/// Whether the word at `w` is this word of a pattern, by form or lemma.
fn says(doc: &Doc, w: WordId, piece: &str) -> bool {
    // A contraction stands in a pattern as it is written ("aux mains de").
    doc.says(w, piece) || doc.written(w) == piece
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

fn slots(row: &Row<'_>, column: &str) -> Vec<Slot> {
    row.list(column)
        .filter(|s| *s != "-")
        .map(|s| match s {
            "subj" => Slot::Subj,
            "obj" => Slot::Obj,
            "iobj" => Slot::Iobj,
            "inf" => Slot::Inf,
            "adj" => Slot::Adj,
            "poss" => Slot::Poss,
            "speaker" => Slot::Speaker,
            prep => Slot::Prep(fold(prep).into_owned()),
        })
        .collect()
}

impl Frame {
    fn read(row: &Row<'_>) -> Result<Frame, LexiconError> {
        let predicate = row.get("predicate");
        let mut pattern = pieces(predicate);
        let reflexive = pattern.len() > 1 && &*pattern[0].word == "se";
        if reflexive {
            pattern.remove(0);
        }
        if pattern.is_empty() || pattern[0].optional || pattern[0].word.is_empty() {
            return Err(row.error("a predicate begins with a word that is not optional"));
        }
        let begins = |p: &Piece| matches!(&*p.word, "en" | "y");
        let clitic = (row.get("pos") == "verb" && pattern.len() > 1 && begins(&pattern[0]))
            .then(|| pattern.remove(0).word);
        let pos = match row.get("pos") {
            "verb" => Pos::Verb,
            "noun" => Pos::Noun,
            "adj" => Pos::Adj,
            "adp" => Pos::Adp,
            other => return Err(row.error(format!("unknown part of speech {other:?}"))),
        };
        let event = EventType::parse(row.get("type"))
            .ok_or_else(|| row.error(format!("unknown event type {:?}", row.get("type"))))?;
        let mode = match row.get("mode") {
            "" | "-" => None,
            name => Some(
                Mode::parse(name)
                    .filter(|m| event.modes().contains(m))
                    .ok_or_else(|| row.error(format!("{event} has no mode {name:?}")))?,
            ),
        };
        let (flags, needs) = flags(row)?;
        Ok(Frame {
            name: ["frame:", event.as_str(), "/", predicate].concat().into(),
            pos,
            event,
            mode,
            actor: slots(row, "actor"),
            recipient: slots(row, "recipient"),
            counts: counts(row)?,
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

    /// The words of the predicate, if it stands at `w`.
    fn matches(&self, doc: &Doc, w: WordId) -> Option<Vec<WordId>> {
        let carrier = carrier(doc, w);
        if !self.fits_pos(doc, w)
            || (self.pos == Pos::Verb
                && self.reflexive != doc.is_reflexive(carrier)
                && (self.reflexive || self.pattern.len() > 1))
        {
            return None;
        }
        let mut words = vec![w];
        if let Some(clitic) = &self.clitic {
            words.push(doc.kids(carrier).iter().copied().find(|&k| k < w && doc.form(k) == &**clitic)?);
        }
        let end = doc.sentence_words(w).end;
        let mut at = w + 1;
        for piece in &self.pattern[1..] {
            match (at..end.min(at + 4)).find(|&x| says(doc, x, &piece.word)) {
                Some(x) if (at..x).all(|between| skippable(doc, between)) => {
                    words.push(x);
                    at = x + 1;
                }
                _ if piece.optional => {}
                _ => return None,
            }
        }
        Some(words)
    }

    fn fits_pos(&self, doc: &Doc, w: WordId) -> bool {
        let upos = doc.upos(w);
        match self.pos {
            // "Un combattant y abat des civils": what has an article is no verb.
            Pos::Verb => match upos {
                Upos::Verb => !doc.form(w).ends_with("ant") || doc.kid(w, |r| r == Deprel::Det).is_none(),
                upos => {
                    let causes = doc.rel(w) == Deprel::AuxCaus && self.pattern.len() > 1;
                    upos == Upos::Aux && (causes || !is_auxiliary(doc, w))
                }
            },
            Pos::Noun => {
                matches!(upos, Upos::Noun | Upos::Propn)
                    // "A recensé 2 417 déplacés": what is counted is a noun.
                    || (upos == Upos::Verb && doc.kid(w, |r| r == Deprel::Nummod).is_some())
                    || (upos == Upos::Adj && doc.kid(w, |r| r == Deprel::Det).is_some())
            }
            Pos::Adj => matches!(upos, Upos::Adj | Upos::Verb) || (upos == Upos::Noun && describes(doc, w)),
            Pos::Adp => true,
        }
    }
}

/// "Alliés aux rebelles", "il est l'allié de Damas": said of somebody. "L'allié de Damas tient la ville" only names him.
fn describes(doc: &Doc, noun: WordId) -> bool {
    doc.kid(noun, |r| r == Deprel::Det).is_none()
        || doc.kid(noun, |r| r == Deprel::Cop).is_some()
        || matches!(doc.rel(noun), Deprel::Appos | Deprel::Xcomp)
}

/// The verb that has the arguments: in "faire exploser" the infinitive.
fn carrier(doc: &Doc, w: WordId) -> WordId {
    doc.head(w).filter(|_| doc.rel(w) == Deprel::AuxCaus).unwrap_or(w)
}

fn is_auxiliary(doc: &Doc, w: WordId) -> bool {
    matches!(doc.rel(w), Deprel::Aux | Deprel::AuxTense | Deprel::AuxPass | Deprel::AuxCaus | Deprel::Cop)
}

/// Words that may stand inside a predicate of several words.
fn skippable(doc: &Doc, w: WordId) -> bool {
    // "Est tombée samedi aux mains de …".
    matches!(doc.upos(w), Upos::Adv | Upos::Det | Upos::Adj | Upos::Pron | Upos::Aux | Upos::Num)
        || doc.is_a(w, Class::Time)
}

fn of(row: &Row<'_>, name: &str) -> Result<Of, LexiconError> {
    Ok(match name {
        "actor" => Of::Actor,
        "recipient" => Of::Recipient,
        "obj" => Of::Object,
        "subj" => Of::Subject,
        "self" => Of::Itself,
        prep @ ("de" | "à" | "par" | "avec" | "contre" | "sur" | "dans" | "en") => {
            Of::Complement(prep.to_owned())
        }
        other => return Err(row.error(format!("unknown argument {other:?}"))),
    })
}

fn flags(row: &Row<'_>) -> Result<(Flags, Vec<Need>), LexiconError> {
    let (mut flags, mut needs) = (Flags::default(), Vec::new());
    for flag in row.get("flags").split_whitespace() {
        match flag {
            "sym" => flags.symmetric = true,
            "weak" => flags.weak = true,
            "speech" => flags.speech = true,
            "absorbs" => flags.absorbs = true,
            "expected" => flags.expected = true,
            "hypothetical" => flags.hypothetical = true,
            "denied" => flags.denied = true,
            "-" => {}
            "negated" => needs.push(Need::Negated),
            "needs:clause" => needs.push(Need::Clause),
            "needs:no-actor" => needs.push(Need::NoActor),
            other => needs.push(need(row, other)?),
        }
    }
    Ok((flags, needs))
}

fn need(row: &Row<'_>, flag: &str) -> Result<Need, LexiconError> {
    let unknown = || row.error(format!("unknown flag {flag:?}"));
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
        class => Kind::Noun(class.to_owned()),
    };
    Ok(Need::Is(of(row, role)?, kind))
}

fn counts(row: &Row<'_>) -> Result<Vec<(Of, Counted)>, LexiconError> {
    row.list("count")
        .filter(|p| *p != "-")
        .map(|part| {
            let (role, what) =
                part.split_once('=').ok_or_else(|| row.error(format!("{part:?} is not role=what")))?;
            let what =
                Counted::parse(what).ok_or_else(|| row.error(format!("nothing is counted as {what:?}")))?;
            Ok((of(row, role)?, what))
        })
        .collect()
}
