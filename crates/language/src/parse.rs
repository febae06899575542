//! From the network's scores to the parse of one sentence's surface tokens.

use selon_model::{Deprel, Feats, Upos};

use crate::clauses::before_que;
use crate::grammar::Grammar;
use crate::labels::{Labels, NameCode, Tag};
use crate::lemma::Lemmatiser;
use crate::network::{Later, Network, Scores};
use crate::spanning;

/// The parse of one sentence's surface tokens.
pub(crate) struct Parse {
    pub(crate) tags: Vec<Tag>,
    pub(crate) feats: Vec<Feats>,
    pub(crate) lemmas: Vec<Box<str>>,
    /// Head of each token as a number from 1; 0 for the root.
    pub(crate) heads: Vec<usize>,
    pub(crate) relations: Vec<Deprel>,
    /// Empty where nobody asked for them.
    pub(crate) names: Vec<NameCode>,
}

/// Chooses from scores what the forms allow.
pub(crate) struct Decoder<'a> {
    pub(crate) network: &'a Network,
    pub(crate) labels: &'a Labels,
    pub(crate) lemmas: &'a Lemmatiser,
    pub(crate) grammar: &'a Grammar,
    /// Whether the text writes accents.
    pub(crate) accented: bool,
    /// Whether names are asked for.
    pub(crate) names: bool,
}

impl Decoder<'_> {
    pub(crate) fn decode(&self, forms: &[&str], scores: Scores<'_>, space: &mut Later) -> Parse {
        let [upos, feats, _, relations, names] = self.network.sizes();
        let labels = self.labels;
        let heads = spanning::decode(scores.arcs, forms.len());
        let relation = |(head, row): (&usize, &[f32])| {
            labels.relations[if *head == 0 { labels.root } else { best(row, |r| r != labels.root) }]
        };
        let rows = self.network.relations(scores, &heads, space).chunks_exact(relations);
        let relations = heads.iter().zip(rows).map(relation).collect();
        let rows = scores.upos.chunks_exact(upos).enumerate();
        let tags: Vec<Tag> = rows.map(|(i, row)| self.tag(forms, i, row)).collect();
        let lemmas = self.lemmas(forms, &tags, scores, space);
        let rows = scores.feats.chunks_exact(feats);
        let feats = rows.map(|row| labels.feats[best(row, |_| true)]).collect();
        let names = if self.names {
            let rows = self.network.names(scores, space).chunks_exact(names);
            rows.map(|row| labels.names[best(row, |_| true)]).collect()
        } else {
            Vec::new()
        };
        Parse { tags, feats, lemmas, heads, relations, names }
    }

    /// The best tag that the form allows: contractions are a closed set, "au" always is one, and in
    /// a text that writes "à" the form "a" is a verb, as is what only a verb can be before "que".
    fn tag(&self, forms: &[&str], at: usize, scores: &[f32]) -> Tag {
        let form = forms[at];
        let parts = self.grammar.contraction(form);
        let asserts = before_que(at, |i| forms.get(i).copied(), &self.grammar.clauses);
        let allowed = |t: usize| match (self.labels.tags[t], parts) {
            (Tag::Contraction(kind), Some(parts)) => kind == parts.upos,
            (Tag::Contraction(_), None) => false,
            (Tag::Word(_), Some(parts)) => !parts.only,
            (Tag::Word(upos), None) if self.accented && form == "a" => {
                matches!(upos, Upos::Verb | Upos::Aux)
            }
            (Tag::Word(Upos::Noun | Upos::Adj), None) => !(asserts && self.lemmas.is_verb(form)),
            (Tag::Word(Upos::Adv), None) => !(form.ends_with("ment") && self.lemmas.is_verb(form)),
            (Tag::Word(_), None) => true,
        };
        self.labels.tags[best(scores, allowed)]
    }

    /// The lemmas of tagged tokens; the network is asked only for those that no lexicon settles.
    fn lemmas(&self, forms: &[&str], tags: &[Tag], scores: Scores<'_>, space: &mut Later) -> Vec<Box<str>> {
        let mut lemmas = vec![Box::default(); forms.len()];
        let mut open = Vec::new();
        for (i, tag) in tags.iter().enumerate() {
            let Tag::Word(upos) = tag else { continue };
            match self.lemmas.settled(forms[i], *upos) {
                Some(lemma) => lemmas[i] = lemma.into(),
                None => open.push((i, *upos)),
            }
        }
        let which: Vec<usize> = open.iter().map(|(i, _)| *i).collect();
        let rows = self.network.lemmas(scores, &which, space).chunks_exact(self.lemmas.len());
        for ((i, upos), row) in open.into_iter().zip(rows) {
            lemmas[i] = self.lemmas.lemma(forms[i], upos, row);
        }
        lemmas
    }
}

/// The first of the best-scored items that `allowed` admits; 0 if there is none.
pub(crate) fn best(scores: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut found = None;
    for (i, score) in scores.iter().enumerate() {
        if found.is_none_or(|(_, top)| *score > top) && allowed(i) {
            found = Some((i, *score));
        }
    }
    found.map_or(0, |(i, _)| i)
}
