use std::sync::Arc;

use selon_language::Grammar;
use selon_model::{Article, Credits, PartyFacts};

use crate::lexicon::agencies::Agencies;
use crate::lexicon::classes::Classes;
use crate::lexicon::counted::CountedNouns;
use crate::lexicon::cues::Cues;
use crate::lexicon::domains::Domains;
use crate::lexicon::frames::Frames;
use crate::lexicon::parties::Parties;
use crate::lexicon::places::Gazetteer;
use crate::lexicon::table::{LexiconError, header};

/// All that the codebook's rules look up, loaded once and passed to every reading.
#[derive(Debug)]
pub struct Lexicons {
    pub(crate) grammar: Arc<Grammar>,
    pub(crate) frames: Frames,
    pub(crate) cues: Cues,
    pub(crate) classes: Classes,
    pub(crate) parties: Parties,
    pub(crate) gazetteer: Gazetteer,
    pub(crate) counted: CountedNouns,
    pub(crate) domains: Domains,
    agencies: Agencies,
    /// FNV-1a over all that was loaded.
    digest: u64,
}

macro_rules! builtin {
    ($($file:literal,)*) => { &[$(($file, include_str!(concat!("../../../../", $file))),)*] };
}

/// What comes with the program, in the order of loading.
const BUILTIN: &[(&str, &str)] = builtin![
    "data/parties/agencies.tsv",
    "data/fr/classes.tsv",
    "data/fr/cues.tsv",
    "data/fr/means.tsv",
    "data/fr/nouns_nonevent.tsv",
    "data/fr/nouns_support.tsv",
    "data/fr/domains.tsv",
    "data/fr/frames/accuse.tsv",
    "data/fr/frames/agree.tsv",
    "data/fr/frames/aid.tsv",
    "data/fr/frames/align.tsv",
    "data/fr/frames/assault.tsv",
    "data/fr/frames/coerce.tsv",
    "data/fr/frames/concede.tsv",
    "data/fr/frames/consult.tsv",
    "data/fr/frames/control.tsv",
    "data/fr/frames/cooperate.tsv",
    "data/fr/frames/displace.tsv",
    "data/fr/frames/mobilize.tsv",
    "data/fr/frames/protest.tsv",
    "data/fr/frames/reject.tsv",
    "data/fr/frames/request.tsv",
    "data/fr/frames/retreat.tsv",
    "data/fr/frames/sanction.tsv",
    "data/fr/frames/support.tsv",
    "data/fr/frames/threaten.tsv",
    "data/fr/frames/toll.tsv",
];

impl Lexicons {
    /// What comes with the program.
    ///
    /// # Errors
    ///
    /// A lexicon of the program itself is malformed; a test sees to it that none is.
    pub fn builtin() -> Result<Lexicons, LexiconError> {
        let grammar = Grammar::builtin().map_err(|e| {
            let (file, line) = (e.file().unwrap_or_default(), e.line().unwrap_or_default());
            LexiconError::new(file, line, e.to_string()).with(e)
        })?;
        let mut lexicons = Lexicons {
            grammar: Arc::new(grammar),
            frames: Frames::default(),
            cues: Cues::default(),
            classes: Classes::default(),
            parties: Parties::builtin()?,
            gazetteer: Gazetteer::builtin()?,
            counted: CountedNouns::builtin()?,
            domains: Domains::default(),
            agencies: Agencies::default(),
            digest: 0xcbf2_9ce4_8422_2325,
        };
        let grounding = Parties::builtin_data().chain(Gazetteer::builtin_data());
        for bytes in grounding.chain(CountedNouns::builtin_data()) {
            lexicons.absorb("", bytes);
        }
        for (file, text) in BUILTIN {
            lexicons.extend(file, text)?;
        }
        Ok(lexicons)
    }

    /// Adds a user's lexicon. Its first column says what it holds: `predicate` for frames, `cue` for
    /// attribution, `phrase` for phrases that are no event, `verb` for verbs that carry a noun, `means` for what assaults
    /// are made with, `name` for places, `noun` for what figures count; `class` and `word` for classes of words,
    /// `word` and `domain` for words of other domains; `party` and `side` for agencies; else it holds parties.
    ///
    /// # Errors
    ///
    /// The text is no lexicon of a known form; the error names the file, the line and the reason.
    pub fn extend(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        self.absorb(file, text.as_bytes());
        let Some((line, columns)) = header(text) else { return Ok(()) };
        match columns.as_slice() {
            ["predicate", ..] => self.frames.extend(file, text, &self.grammar),
            ["means", ..] => self.classes.extend_means(file, text),
            ["verb", ..] => self.classes.extend_support(file, text),
            ["class", "word", ..] => self.classes.extend(file, text),
            ["cue", ..] => self.cues.extend(file, text),
            ["phrase", ..] => self.frames.extend_nonevents(file, text),
            ["word", "domain", ..] => self.domains.extend(file, text),
            ["name", ..] => self.gazetteer.extend(file, text),
            ["party", "side", "names", ..] => self.agencies.extend(file, text),
            ["noun", ..] => self.counted.extend(file, text),
            ["id" | "party" | "iso3" | "class" | "names", ..] => self.parties.extend(file, text),
            _ => {
                let start = columns.iter().take(2).copied().collect::<Vec<_>>().join(", ");
                Err(LexiconError::new(
                    file,
                    line,
                    format!("no kind of table begins with the columns {start:?}"),
                ))
            }
        }
    }

    /// Makes a file part of the version: FNV-1a over words of eight bytes, as the index of places has many of them. The
    /// name and the length come before the content, so that no line moves from one file to another unseen.
    fn absorb(&mut self, file: &str, content: &[u8]) {
        let mut add = |word: u64| self.digest = (self.digest ^ word).wrapping_mul(0x0000_0100_0000_01b3);
        for part in [file.as_bytes(), content] {
            add(part.len() as u64);
            for chunk in part.chunks(8) {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                add(u64::from_le_bytes(word));
            }
        }
    }

    /// Whose text an article is, as its lines and its outlet's name say.
    pub fn credits(&self, article: &Article) -> Credits {
        self.agencies.credits(article)
    }

    /// What is known of parties; see [`Parties::facts`].
    pub fn party_facts(&self) -> Vec<PartyFacts> {
        self.parties.facts()
    }

    /// A name for exactly this content: readings with equal versions used equal lexicons.
    pub fn version(&self) -> String {
        format!("{:016x}", self.digest)
    }
}
