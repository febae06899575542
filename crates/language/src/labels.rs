//! What the numbers of the network's classes mean.

use selon_model::{Deprel, Feats, NameKind, Upos};

use crate::error::Error;
use crate::weights::Weights;

/// The labels of a model.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) tags: Vec<Tag>,
    pub(crate) feats: Vec<Feats>,
    pub(crate) relations: Vec<Deprel>,
    /// Which relation is that of the root.
    pub(crate) root: usize,
    pub(crate) names: Vec<NameCode>,
}

/// What the network says of a surface token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Tag {
    Word(Upos),
    /// A preposition contracted with a word of this kind.
    Contraction(Upos),
}

/// What the network says of a token as part of a name.
pub(crate) type NameCode = Option<(NameKind, Begins)>;

/// Whether a name begins with the token.
pub(crate) type Begins = bool;

impl Labels {
    pub(crate) fn read(weights: &Weights<'_>) -> Result<Labels, Error> {
        let relations: Vec<Deprel> = weights.text("deprel")?.lines().map(Deprel::read).collect();
        let root = relations.iter().position(|r| *r == Deprel::Root);
        Ok(Labels {
            tags: weights.text("upos")?.lines().map(tag).collect::<Result<_, Error>>()?,
            feats: weights.text("feats")?.lines().map(Feats::parse).collect(),
            root: root.ok_or_else(|| Error::weights("no relation \"root\""))?,
            relations,
            names: weights.text("names")?.lines().map(name).collect::<Result<_, Error>>()?,
        })
    }
}

/// "NOUN", "ADP_DET" …
fn tag(text: &str) -> Result<Tag, Error> {
    let upos =
        |text: &str| Upos::parse(text).ok_or_else(|| Error::weights(format!("no part of speech {text:?}")));
    match text.split_once('_') {
        Some((_, second)) => Ok(Tag::Contraction(upos(second)?)),
        None => Ok(Tag::Word(upos(text)?)),
    }
}

/// "O", "B-PER", "I-PER" …
pub(crate) fn name(code: &str) -> Result<NameCode, Error> {
    let Some((place, kind)) = code.split_once('-') else { return Ok(None) };
    let kind = NameKind::parse(kind).ok_or_else(|| Error::weights(format!("no kind of name {kind:?}")))?;
    Ok(Some((kind, place == "B")))
}
