//! The lexicon of attribution cues: words that say who says.

use selon_model::SourceKind;

use crate::lexicon::codes::codes;
use crate::lexicon::table::{LexiconError, Row, Table, WordSet, rows};
use crate::spelling::fold;

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
    pub(crate) reflexive: bool,
    /// The words behind the verb.
    pub(crate) rest: Vec<Box<str>>,
}

/// A preposition or formula that names a source.
#[derive(Clone, Debug)]
pub(crate) struct Preposition {
    pub(crate) words: Vec<Box<str>>,
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
    pub(crate) verbs: Table<Box<str>, Vec<SayingVerb>>,
    /// Verbs by those of their forms that taggers take for nouns and adjectives.
    pub(crate) forms: Table<Box<str>, Box<str>>,
    /// Prepositions and formulas, by their first word, the longest first.
    pub(crate) prepositions: Table<Box<str>, Vec<Preposition>>,
    /// Phrases that look like a cue and are none.
    pub(crate) not_cues: Table<Box<str>, Vec<Vec<Box<str>>>>,
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
        rows(file, text, &["cue", "pos"], &["speaker", "content", "stance", "flags"], |row| self.add(row))?;
        for cues in self.prepositions.values_mut() {
            cues.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
        }
        for verbs in self.verbs.values_mut() {
            verbs.sort_by_key(|v| std::cmp::Reverse(v.rest.len() + usize::from(v.reflexive)));
        }
        Ok(())
    }

    fn add(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let words = words(row.need("cue")?);
        let flags = Flags::read(row)?;
        row.codes::<Function>("speaker")?;
        let telling = row.code_or_none("stance")?.unwrap_or(Telling::Assert);
        let noun = || fold(row.get("cue")).into();
        match row.code("pos")? {
            Pos::Verb => self.add_verb(row, telling, &flags, words)?,
            // Participles that hand on another's words hang on a source and are read with it.
            Pos::Adp if flags.has(Flag::Relay) => {}
            Pos::Adp => {
                let hearsay = flags.has(Flag::Hearsay);
                let preposition = Preposition {
                    stance: if hearsay { Stance::Hedge } else { telling.stance() },
                    hearsay,
                    own: flags.has(Flag::Own),
                    weak: flags.has(Flag::Weak),
                    complete: row.get("speaker") == "-"
                        || words.last().is_some_and(|w| w.starts_with("source")),
                    words,
                };
                self.prepositions.entry(preposition.words[0].clone()).or_default().push(preposition);
            }
            Pos::Not => self.not_cues.entry(words[0].clone()).or_default().push(words),
            Pos::Noun => {
                if flags.has(Flag::Channel) {
                    self.channels.insert(noun());
                }
                if flags.has(Flag::Hearsay) {
                    self.hearsay.insert(noun());
                }
                if !flags.has(Flag::Addressee) {
                    self.documents.insert(noun());
                }
            }
            Pos::Channel => {
                // "Sur Telegram": where everybody speaks.
                if let ("-", [on, name]) = (row.get("speaker"), words.as_slice())
                    && &**on == "sur"
                {
                    self.platforms.insert(name.clone());
                }
            }
            Pos::Source => {
                let kind = flags.kind.unwrap_or(SourceKind::Other);
                let source = SourceNoun { kind, anonymous: flags.has(Flag::Anonymous) };
                self.sources.insert(noun(), source);
            }
        }
        Ok(())
    }

    fn add_verb(
        &mut self,
        row: &Row<'_>,
        telling: Telling,
        flags: &Flags,
        mut words: Vec<Box<str>>,
    ) -> Result<(), LexiconError> {
        let reflexive = words.len() > 1 && &*words[0] == "se";
        if reflexive {
            words.remove(0);
        }
        let first = words.remove(0);
        let verb = SayingVerb::read(row, telling, flags, reflexive, words)?;
        for form in mistaken(&first) {
            self.forms.insert(form.into(), first.clone());
        }
        self.verbs.entry(first).or_default().push(verb);
        Ok(())
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
    fn read(
        row: &Row<'_>,
        telling: Telling,
        flags: &Flags,
        reflexive: bool,
        rest: Vec<Box<str>>,
    ) -> Result<SayingVerb, LexiconError> {
        let content: Vec<Content> = row.codes("content")?;
        Ok(SayingVerb {
            stance: telling.stance(),
            act: matches!(telling, Telling::Ask | Telling::Accuse),
            incise: flags.has(Flag::Incise),
            impersonal: flags.has(Flag::Impersonal),
            object_is_content: flags.has(Flag::ObjectContent) || content.contains(&Content::Object),
            de_is_content: flags.has(Flag::DeContent) || content.contains(&Content::De),
            reflexive,
            rest,
        })
    }
}

codes! {
    /// What a cue is.
    enum Pos = "part of speech of a cue" {
        Verb = "verb",
        Adp = "adp",
        Noun = "noun",
        Source = "source",
        Channel = "channel",
        /// Looks like a cue and is none.
        Not = "not",
    }
}

codes! {
    /// What fills the place of the speaker.
    enum Function = "function of a speaker" {
        Named = "subj" | "obj" | "iobj" | "comp" | "de" | "par" | "adj" | "poss" | "self",
    }
}

codes! {
    /// What fills the place of what is told.
    enum Content = "form of what is told" {
        Object = "obj",
        De = "de",
        /// What the tree shows by itself.
        Shown = "ccomp" | "inf" | "quote" | "clause",
    }
}

codes! {
    /// How a cue tells, in the words of its row.
    enum Telling = "stance" {
        /// A sceptical cue ("à en croire", "prétend") leaves the speaker's own certainty untouched.
        Assert = "assert" | "concede" | "claim" | "count" | "hedge",
        Ask = "ask",
        Accuse = "accuse",
        Deny = "deny",
        Suspect = "suspect",
        Fear = "fear" | "hope",
        Plan = "promise" | "plan",
    }
}

impl Telling {
    fn stance(self) -> Stance {
        match self {
            Telling::Assert | Telling::Ask | Telling::Accuse => Stance::Assert,
            Telling::Deny => Stance::Deny,
            Telling::Suspect => Stance::Hedge,
            Telling::Fear => Stance::Fear,
            Telling::Plan => Stance::Expect,
        }
    }
}

codes! {
    enum Flag = "flag of a cue" {
        Incise = "incise",
        ObjectContent = "obj-content",
        DeContent = "de-content",
        Impersonal = "impersonal",
        Weak = "weak",
        Own = "own",
        Hearsay = "hearsay",
        Relay = "relay",
        Channel = "channel",
        Addressee = "addressee",
        Anonymous = "anonymous",
        /// Said of the cue for its readers; the rules see it by themselves.
        Told = "self" | "document" | "named" | "negated" | "plural",
    }
}

/// The flags of a row.
struct Flags {
    flags: Vec<Flag>,
    /// `kind:media`: what kind of source the cue names.
    kind: Option<SourceKind>,
}

impl Flags {
    fn read(row: &Row<'_>) -> Result<Flags, LexiconError> {
        let mut all = Flags { flags: Vec::new(), kind: None };
        for flag in row.flags("flags") {
            match flag.strip_prefix("kind:") {
                Some(kind) => all.kind = Some(row.parse(kind)?),
                None => all.flags.push(row.parse(flag)?),
            }
        }
        Ok(all)
    }

    fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
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
