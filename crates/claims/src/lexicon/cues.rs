//! The lexicon of attribution cues: words that say who says.

use selon_model::{SourceKind, WordId};

use crate::lexicon::table::{LexiconError, Row, Table, WordSet, each_row};
use crate::spelling::fold;
use crate::syntax::view::Doc;

/// How the speaker stands to what he tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stance {
    /// Says that it is so.
    #[default]
    Assert,
    /// Says that it is not so.
    Deny,
    /// Says that it may be so: suspects, believes.
    Hedge,
    /// Fears or hopes that it may come.
    Fear,
    /// Says that it will be so, or shall be.
    Expect,
}

/// A verb, or verbal phrase, that reports what somebody says.
#[derive(Clone, Debug)]
pub(crate) struct SayingVerb {
    pub(crate) stance: Stance,
    /// Its object is what is told: "confirmer la chute de la ville".
    pub(crate) object_is_content: bool,
    /// Its complement with "de" is what is told: "parler de dix morts".
    pub(crate) de_is_content: bool,
    /// The saying is an event of its own (accuse, exige), coded as such.
    pub(crate) act: bool,
    /// May stand inverted behind what it tells.
    pub(crate) incise: bool,
    /// Its subject is no source, unless a medium: "a appris", "semble".
    pub(crate) impersonal: bool,
    reflexive: bool,
    rest: Vec<Box<str>>,
}

/// A preposition or formula that names a source.
#[derive(Clone, Debug)]
pub(crate) struct Preposition {
    words: Vec<Box<str>>,
    pub(crate) stance: Stance,
    /// It speaks of the report itself: "selon nos informations" is no link.
    pub(crate) own: bool,
    /// Has other meanings ("pour"): a cue only before a party, at the head of its sentence.
    pub(crate) weak: bool,
    /// Nobody stands behind it: "il est question que".
    pub(crate) hearsay: bool,
    /// The cue names its source by itself: "de source militaire".
    pub(crate) complete: bool,
}

/// A noun that names a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SourceNoun {
    /// `Other` where the noun leaves it to its complement: "porte-parole".
    pub(crate) kind: SourceKind,
    /// Whether such a source stays anonymous as long as no name stands beside it.
    pub(crate) anonymous: bool,
}

/// All cues.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    verbs: Table<Box<str>, Vec<SayingVerb>>,
    /// Verbs by those of their forms that taggers take for nouns and adjectives.
    forms: Table<Box<str>, Box<str>>,
    /// Prepositions and formulas, by their first word, the longest first.
    prepositions: Table<Box<str>, Vec<Preposition>>,
    /// Phrases that look like a cue and are none.
    not_cues: Table<Box<str>, Vec<Vec<Box<str>>>>,
    documents: WordSet,
    /// Nouns for what a medium lends a speaker: "entretien", "micro".
    channels: WordSet,
    /// Networks on which everybody speaks: "Telegram".
    platforms: WordSet,
    /// Documents that nobody stands behind: "rumeur".
    hearsay: WordSet,
    sources: Table<Box<str>, SourceNoun>,
}

impl Cues {
    pub(crate) fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        each_row(file, text, &["cue", "pos"], |row| self.add(row))?;
        for cues in self.prepositions.values_mut() {
            cues.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        }
        for verbs in self.verbs.values_mut() {
            verbs.sort_by_key(|v| std::cmp::Reverse(v.rest.len() + usize::from(v.reflexive)));
        }
        Ok(())
    }

    fn add(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let mut words = words(row.get("cue"));
        if words.is_empty() {
            return Err(row.error("the cue is empty"));
        }
        match row.get("pos") {
            "verb" => {
                let reflexive = words.len() > 1 && &*words[0] == "se";
                if reflexive {
                    words.remove(0);
                }
                let first = words.remove(0);
                let verb = SayingVerb::read(row, reflexive, words)?;
                for form in mistaken(&first) {
                    self.forms.insert(form.into(), first.clone());
                }
                self.verbs.entry(first).or_default().push(verb);
            }
            // Participles that hand on another's words hang on a source and are read with it.
            "adp" if has_flag(row, "relay") => {}
            "adp" => {
                let preposition = Preposition {
                    stance: if has_flag(row, "hearsay") { Stance::Hedge } else { stance(row)? },
                    hearsay: has_flag(row, "hearsay"),
                    own: has_flag(row, "own"),
                    weak: has_flag(row, "weak"),
                    complete: row.get("speaker") == "-"
                        || words.last().is_some_and(|w| w.starts_with("source")),
                    words,
                };
                self.prepositions.entry(preposition.words[0].clone()).or_default().push(preposition);
            }
            "not" => self.not_cues.entry(words[0].clone()).or_default().push(words),
            "noun" => {
                let noun = || fold(row.get("cue")).into();
                if has_flag(row, "channel") {
                    self.channels.insert(noun());
                }
                if has_flag(row, "hearsay") {
                    self.hearsay.insert(noun());
                }
                if !has_flag(row, "addressee") {
                    self.documents.insert(noun());
                }
            }
            "channel" => {
                // "Sur Telegram": where everybody speaks.
                if let ("-", [on, name]) = (row.get("speaker"), words.as_slice())
                    && &**on == "sur"
                {
                    self.platforms.insert(name.clone());
                }
            }
            "source" => {
                let kind = row.get("flags").split_whitespace().find_map(|f| f.strip_prefix("kind:"));
                let kind = match kind {
                    Some(name) => SourceKind::parse(name)
                        .ok_or_else(|| row.error(format!("unknown source kind {name:?}")))?,
                    None => SourceKind::Other,
                };
                self.sources.insert(
                    fold(row.get("cue")).into(),
                    SourceNoun { kind, anonymous: has_flag(row, "anonymous") },
                );
            }
            other => return Err(row.error(format!("unknown part of speech {other:?}"))),
        }
        Ok(())
    }

    /// The saying verb that stands at `w`, and its last word.
    pub(crate) fn verb_at(&self, doc: &Doc, w: WordId) -> Option<(&SayingVerb, WordId)> {
        let by_form = || self.forms.get(doc.form(w)).and_then(|lemma| self.verbs.get(lemma));
        self.verbs.get(doc.low_lemma(w)).or_else(by_form)?.iter().find_map(|verb| {
            if verb.reflexive && !doc.is_reflexive(w) {
                return None;
            }
            let mut at = w;
            for piece in &verb.rest {
                let end = doc.sentence_words(w).end.min(at + 4);
                at = (at + 1..end).find(|&x| doc.says(x, piece))?;
            }
            Some((verb, at))
        })
    }

    /// The prepositional cue that begins at `w`, and its last word.
    pub(crate) fn preposition_at(&self, doc: &Doc, w: WordId) -> Option<(&Preposition, WordId)> {
        let spelt = |phrase: &[Box<str>]| spells(doc, w, phrase);
        let not = keyed(&self.not_cues, doc, w).filter(|p| spelt(p)).map(Vec::len).max().unwrap_or(0);
        let cue =
            keyed(&self.prepositions, doc, w).filter(|p| spelt(&p.words)).max_by_key(|p| p.words.len())?;
        (cue.words.len() > not || not == 0).then(|| (cue, w + cue.words.len() as WordId - 1))
    }

    /// Whether a noun names a document or another bearer of words.
    pub(crate) fn is_document(&self, lemma: &str) -> bool {
        self.documents.contains(lemma)
    }

    /// Whether a noun names the means by which a medium makes somebody heard.
    pub(crate) fn is_channel(&self, lemma: &str) -> bool {
        self.channels.contains(lemma)
    }

    /// Whether a word names a network on which everybody speaks.
    pub(crate) fn is_platform(&self, form: &str) -> bool {
        self.platforms.contains(form)
    }

    /// Whether a noun names words that nobody stands behind.
    pub(crate) fn is_hearsay(&self, lemma: &str) -> bool {
        self.hearsay.contains(lemma)
    }

    pub(crate) fn source_noun(&self, lemma: &str) -> Option<SourceNoun> {
        self.sources.get(lemma).copied()
    }
}

impl SayingVerb {
    fn read(row: &Row<'_>, reflexive: bool, rest: Vec<Box<str>>) -> Result<SayingVerb, LexiconError> {
        let content: Vec<&str> = row.get("content").split(['|', ' ']).map(str::trim).collect();
        Ok(SayingVerb {
            stance: stance(row)?,
            act: matches!(row.get("stance"), "ask" | "accuse"),
            incise: has_flag(row, "incise"),
            impersonal: has_flag(row, "impersonal"),
            object_is_content: has_flag(row, "obj-content") || content.contains(&"obj"),
            de_is_content: has_flag(row, "de-content") || content.contains(&"de"),
            reflexive,
            rest,
        })
    }
}

/// The words of a cue as an analysis has them: elisions apart, contractions as their two words.
fn words(cue: &str) -> Vec<Box<str>> {
    let folded = fold(cue).replace('\'', "' ").replace("l' on", "l'on").replace("-t-on", " -t-on");
    let folded = folded.replace("peut-on", "peut -on").replace("lit-on", "lit -on");
    let split = folded.split_whitespace().flat_map(|word| match word {
        "au" => vec!["à", "le"],
        "aux" => vec!["à", "les"],
        "du" => vec!["de", "le"],
        word => vec![word],
    });
    split.map(Into::into).collect()
}

/// Forms that taggers take for nouns and adjectives: the third persons of the present of a verb in -er
/// ("répète", "répètent") and the participle of one in -ir ("démenti").
fn mistaken(verb: &str) -> Vec<String> {
    if let Some(stem) = verb.strip_suffix("ir") {
        return vec![format!("{stem}i")];
    }
    let Some(stem) = verb.strip_suffix("er") else { return Vec::new() };
    let mut stem = stem.to_owned();
    if let Some(at) = stem.rfind('é').filter(|&at| stem[at..].chars().count() <= 3) {
        stem.replace_range(at..at + 'é'.len_utf8(), "è");
    }
    vec![format!("{stem}e"), format!("{stem}ent")]
}

fn has_flag(row: &Row<'_>, name: &str) -> bool {
    row.get("flags").split_whitespace().any(|f| f == name)
}

fn stance(row: &Row<'_>) -> Result<Stance, LexiconError> {
    Ok(match row.get("stance") {
        "deny" => Stance::Deny,
        "suspect" => Stance::Hedge,
        "fear" | "hope" => Stance::Fear,
        "promise" | "plan" => Stance::Expect,
        // A sceptical cue ("à en croire", "prétend") leaves the speaker's own certainty untouched.
        "" | "-" | "assert" | "concede" | "claim" | "count" | "hedge" | "ask" | "accuse" => Stance::Assert,
        other => return Err(row.error(format!("unknown stance {other:?}"))),
    })
}

/// What a lexicon holds under the form or the lemma of a word.
fn keyed<'l, T>(lexicon: &'l Table<Box<str>, Vec<T>>, doc: &Doc, w: WordId) -> impl Iterator<Item = &'l T> {
    let (form, lemma) = (doc.form(w), doc.low_lemma(w));
    let by_lemma = if lemma == form { None } else { lexicon.get(lemma) };
    lexicon.get(form).into_iter().chain(by_lemma).flatten()
}

/// Whether a phrase stands at `w`, by forms or lemmas.
fn spells(doc: &Doc, w: WordId, phrase: &[Box<str>]) -> bool {
    let end = doc.sentence_words(w).end;
    w + phrase.len() as WordId <= end && phrase.iter().zip(w..).all(|(piece, x)| doc.says(x, piece))
}
