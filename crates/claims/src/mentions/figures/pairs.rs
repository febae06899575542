//! Persons told one by one, who make one number.

use selon_model::Span;

use super::mention::NumberMention;
use crate::lexicon::counted::{CountedNouns, NounClass};

/// Joins "un médecin et un infirmier" into one number of two: what such a pair counts are persons
/// of one toll.
pub(crate) fn join_ones(text: &str, found: Vec<NumberMention>, nouns: &CountedNouns) -> Vec<NumberMention> {
    let person = |unit: Span| {
        let noun = unit.of_text(text);
        let people = noun.starts_with(char::is_uppercase);
        people || nouns.get(noun).is_some_and(|noun| noun.class == NounClass::Person)
    };
    let one = |mention: &NumberMention| {
        mention.article_one.then_some(mention.unit).flatten().filter(|unit| person(*unit))
    };
    let mut joined: Vec<NumberMention> = Vec::with_capacity(found.len());
    let mut index = Vec::with_capacity(found.len());
    for mut mention in found {
        mention.part_of = mention.part_of.and_then(|whole| index.get(whole).copied());
        let pair = joined.last().and_then(|first| Some((one(first)?, one(&mention)?)));
        match (pair, joined.last_mut()) {
            (Some((first, second)), Some(last))
                if Span::new(first.end, mention.span.start).of_text(text).trim() == "et" =>
            {
                let span = Span::new(last.span.start, second.end);
                *last = NumberMention {
                    span,
                    low: Some(2),
                    high: Some(2),
                    unit: Some(span),
                    article_one: false,
                    ..last.clone()
                };
            }
            _ => joined.push(mention),
        }
        index.push(joined.len() - 1);
    }
    joined
}
