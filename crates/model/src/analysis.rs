use std::fmt;

use crate::codes::codes;
use crate::span::Span;

/// Index of a word in [`Analysis::words`].
pub type WordId = u32;

/// The sentences, words and quotations of an article's kept blocks.
///
/// Words are syntactic words: "du" is two of them, "de" and "le", that share one span. Heads are
/// indices into the same array, so a word needs no sentence to be understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// All words in the order of the text.
    pub words: Vec<Word>,
    /// All sentences in the order of the text; none crosses a block of the article.
    pub sentences: Vec<Sentence>,
    /// Stretches between quotation marks, in order of their start; they may nest and may run over sentences.
    pub quotations: Vec<Quotation>,
    /// Names of persons, groups and places, in the order of the text; none crosses a sentence or overlaps another.
    /// Empty where nobody asked for names.
    pub names: Vec<Name>,
    /// What was put right in the trees, sentence by sentence in the order of the repairs.
    pub repairs: Vec<Repaired>,
}

impl Analysis {
    /// The words of one sentence.
    pub fn words_of(&self, sentence: &Sentence) -> &[Word] {
        &self.words[sentence.first as usize..sentence.end as usize]
    }
}

/// A sentence: a stretch of text and the words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// First word.
    pub first: WordId,
    /// The word after the last one.
    pub end: WordId,
    /// Index of the article's block that it belongs to.
    pub block: u32,
}

/// A syntactic word of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The stretch of text; words of one contraction ("du" → "de", "le") share it.
    pub span: Span,
    /// The word's own form, which differs from the text's only in contractions.
    pub form: Box<str>,
    /// Dictionary form, lower case except in proper nouns.
    pub lemma: Box<str>,
    /// Part of speech.
    pub upos: Upos,
    /// Morphology.
    pub feats: Feats,
    /// The word that it depends on; itself for the root of a sentence.
    pub head: WordId,
    /// How it depends on it.
    pub deprel: Deprel,
}

/// A name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
}

codes! {
    /// What a name names, as the language model sees it: without knowledge of the world.
    NameKind {
        /// A person.
        Person = "PER",
        /// An organisation or a group.
        Group = "ORG",
        /// A place.
        Place = "LOC",
    }
}

codes! {
    /// What is put right in the trees that the language model gives; `crates/language/src/repair/` has a file for each.
    Repair {
        /// "Reprendraient": an ending decides mood and tense.
        VerbEnding = "verb-ending",
        /// "Et dément que": a verb before "que" is finite.
        VerbBeforeQue = "verb-before-que",
        /// "À Radio Okapi": a proper noun behind a capital continues its name.
        SplitName = "split-name",
        /// "Le groupe a revendiqué des tirs": the second subject is the object.
        SecondSubject = "second-subject",
        /// "Six soldats sont morts": a noun without an article behind "être" is a participle.
        NominalParticiple = "nominal-participle",
        /// "Avoir repoussé l'attaque et tué dix hommes": what shares "avoir" is active.
        SharedAuxiliary = "shared-auxiliary",
        /// "A tué dix-sept d'entre eux": a number behind a verb without an object is its object.
        BareNumber = "bare-number",
        /// "Plus de 200 personnes": headed by its noun, not by its adverb.
        CountedNoun = "counted-noun",
    }
}

/// A repair that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repaired {
    /// Which.
    pub repair: Repair,
    /// The word that it changed first of all.
    pub word: WordId,
}

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// 0 for one that stands in no other.
    pub depth: u8,
    /// Whether the closing mark was found; else it ends with its block.
    pub closed: bool,
}

codes! {
    /// Universal parts of speech.
    Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
}

codes! {
    /// Mood of a finite verb.
    Mood {
        /// Conditional: future in the past, or hearsay.
        Cnd = "Cnd",
        /// Imperative.
        Imp = "Imp",
        /// Indicative.
        Ind = "Ind",
        /// Subjunctive.
        Sub = "Sub",
    }
}

codes! {
    /// Tense.
    Tense {
        /// Future.
        Fut = "Fut",
        /// Imperfect.
        Imp = "Imp",
        /// Past (simple past, past participle).
        Past = "Past",
        /// Present.
        Pres = "Pres",
    }
}

codes! {
    /// Form of a verb.
    VerbForm {
        /// Finite.
        Fin = "Fin",
        /// Infinitive.
        Inf = "Inf",
        /// Participle.
        Part = "Part",
    }
}

codes! {
    /// Voice, where annotated.
    Voice {
        /// Passive participle.
        Pass = "Pass",
    }
}

codes! {
    /// Grammatical person.
    Person {
        /// First.
        First = "1",
        /// Second.
        Second = "2",
        /// Third.
        Third = "3",
    }
}

codes! {
    /// Number.
    Number {
        /// Singular.
        Sing = "Sing",
        /// Plural.
        Plur = "Plur",
    }
}

codes! {
    /// Gender.
    Gender {
        /// Feminine.
        Fem = "Fem",
        /// Masculine.
        Masc = "Masc",
    }
}

codes! {
    /// Polarity.
    Polarity {
        /// Negative.
        Neg = "Neg",
    }
}

/// Morphology of a word: what the claims need of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feats {
    /// Mood of a finite verb.
    pub mood: Option<Mood>,
    /// Tense of a verb or participle.
    pub tense: Option<Tense>,
    /// Finite, infinitive, participle.
    pub verb_form: Option<VerbForm>,
    /// Passive.
    pub voice: Option<Voice>,
    /// 1, 2, 3.
    pub person: Option<Person>,
    /// Singular, plural.
    pub number: Option<Number>,
    /// Feminine, masculine.
    pub gender: Option<Gender>,
    /// Negative.
    pub polarity: Option<Polarity>,
    /// `Poss=Yes`: "son", "leur".
    pub possessive: bool,
    /// `Reflex=Yes`: "se".
    pub reflexive: bool,
    /// `PronType=Rel`: "qui", "dont".
    pub relative: bool,
    /// `PronType=Dem`: "ce", "celui".
    pub demonstrative: bool,
    /// `Definite=Ind`: "un", "des".
    pub indefinite: bool,
}

impl Feats {
    /// Reads the FEATS column of CoNLL-U; names that are not kept here are passed over.
    pub fn parse(text: &str) -> Feats {
        let mut feats = Feats::default();
        for (name, value) in text.split('|').filter_map(|pair| pair.split_once('=')) {
            match name {
                "Mood" => feats.mood = Mood::parse(value),
                "Tense" => feats.tense = Tense::parse(value),
                "VerbForm" => feats.verb_form = VerbForm::parse(value),
                "Voice" => feats.voice = Voice::parse(value),
                "Person" => feats.person = Person::parse(value),
                "Number" => feats.number = Number::parse(value),
                "Gender" => feats.gender = Gender::parse(value),
                "Polarity" => feats.polarity = Polarity::parse(value),
                "Poss" => feats.possessive = value == "Yes",
                "Reflex" => feats.reflexive = value == "Yes",
                "PronType" => {
                    feats.relative = value == "Rel";
                    feats.demonstrative = value == "Dem";
                }
                "Definite" => feats.indefinite = value == "Ind",
                _ => {}
            }
        }
        feats
    }
}

impl fmt::Display for Feats {
    /// CoNLL-U's FEATS column, in its alphabetical order; `_` where there is none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pron = if self.relative { Some("Rel") } else { self.demonstrative.then_some("Dem") };
        let pairs = [
            ("Definite", self.indefinite.then_some("Ind")),
            ("Gender", self.gender.map(Gender::as_str)),
            ("Mood", self.mood.map(Mood::as_str)),
            ("Number", self.number.map(Number::as_str)),
            ("Person", self.person.map(Person::as_str)),
            ("Polarity", self.polarity.map(Polarity::as_str)),
            ("Poss", self.possessive.then_some("Yes")),
            ("PronType", pron),
            ("Reflex", self.reflexive.then_some("Yes")),
            ("Tense", self.tense.map(Tense::as_str)),
            ("VerbForm", self.verb_form.map(VerbForm::as_str)),
            ("Voice", self.voice.map(Voice::as_str)),
        ];
        let mut first = true;
        for (name, value) in pairs {
            if let Some(value) = value {
                write!(f, "{}{name}={value}", if first { "" } else { "|" })?;
                first = false;
            }
        }
        if first { f.write_str("_") } else { Ok(()) }
    }
}

macro_rules! deprels {
    ($($(#[$doc:meta])* $variant:ident = $text:literal,)*) => {
        codes! {
            /// Universal dependency relations, with the subtypes that French treebanks share.
            Deprel { $($(#[$doc])* $variant = $text,)* }
        }
    };
}

deprels! {
    /// Clausal modifier of a noun.
    Acl = "acl",
    /// Relative clause.
    AclRelcl = "acl:relcl",
    /// Adverbial clause.
    Advcl = "advcl",
    /// Adverb.
    Advmod = "advmod",
    /// Adjective.
    Amod = "amod",
    /// Apposition.
    Appos = "appos",
    /// Auxiliary of tense.
    AuxTense = "aux:tense",
    /// Auxiliary of the passive.
    AuxPass = "aux:pass",
    /// Causative "faire".
    AuxCaus = "aux:caus",
    /// Other auxiliary.
    Aux = "aux",
    /// Preposition.
    Case = "case",
    /// Coordinating conjunction.
    Cc = "cc",
    /// Complement clause.
    Ccomp = "ccomp",
    /// Compound.
    Compound = "compound",
    /// Conjunct.
    Conj = "conj",
    /// Copula.
    Cop = "cop",
    /// Clausal subject.
    Csubj = "csubj",
    /// Clausal subject of a passive.
    CsubjPass = "csubj:pass",
    /// Unknown.
    Dep = "dep",
    /// Determiner.
    Det = "det",
    /// Discourse element.
    Discourse = "discourse",
    /// Dislocated element.
    Dislocated = "dislocated",
    /// Expletive.
    Expl = "expl",
    /// Expletive subject ("il y a").
    ExplSubj = "expl:subj",
    /// Reflexive clitic as object.
    ExplComp = "expl:comp",
    /// Reflexive passive.
    ExplPass = "expl:pass",
    /// Inherent reflexive clitic.
    ExplPv = "expl:pv",
    /// Fixed expression.
    Fixed = "fixed",
    /// Flat expression.
    Flat = "flat",
    /// Name.
    FlatName = "flat:name",
    /// Foreign words.
    FlatForeign = "flat:foreign",
    /// Word split by mistake.
    Goeswith = "goeswith",
    /// Indirect object.
    Iobj = "iobj",
    /// List.
    List = "list",
    /// Marker of a subordinate clause.
    Mark = "mark",
    /// Complement of a noun.
    Nmod = "nmod",
    /// Subject.
    Nsubj = "nsubj",
    /// Subject of a causative.
    NsubjCaus = "nsubj:caus",
    /// Subject of a passive.
    NsubjPass = "nsubj:pass",
    /// Number.
    Nummod = "nummod",
    /// Object.
    Obj = "obj",
    /// Agent as object of a causative.
    ObjAgent = "obj:agent",
    /// Oblique.
    Obl = "obl",
    /// Agent of a passive.
    OblAgent = "obl:agent",
    /// Oblique argument.
    OblArg = "obl:arg",
    /// Oblique modifier.
    OblMod = "obl:mod",
    /// Remnant of an ellipsis.
    Orphan = "orphan",
    /// Loose clause beside another.
    Parataxis = "parataxis",
    /// Inserted clause ("a-t-il dit").
    ParataxisInsert = "parataxis:insert",
    /// Punctuation.
    Punct = "punct",
    /// Overridden disfluency.
    Reparandum = "reparandum",
    /// Root.
    Root = "root",
    /// Vocative.
    Vocative = "vocative",
    /// Open complement clause.
    Xcomp = "xcomp",
}

impl Deprel {
    /// Reads a relation; an unknown subtype falls back on its base, an unknown base on `dep`.
    pub fn read(text: &str) -> Deprel {
        let base = text.split(':').next().unwrap_or(text);
        Deprel::parse(text).or_else(|| Deprel::parse(base)).unwrap_or(Deprel::Dep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feats_round_trip() {
        let text = "Gender=Fem|Mood=Cnd|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin";
        assert_eq!(Feats::parse(text).to_string(), text);
        assert_eq!(Feats::parse("_").to_string(), "_");
    }

    #[test]
    fn unknown_subtypes_fall_back() {
        assert_eq!(Deprel::read("obl:agent"), Deprel::OblAgent);
        assert_eq!(Deprel::read("nmod:poss"), Deprel::Nmod);
        assert_eq!(Deprel::read("zzz"), Deprel::Dep);
    }
}
