//! Where expressions begin.

use selon_model::Span;

use crate::mentions::numerals::Stretch;
use crate::mentions::numerals::tokens::Token;
use crate::mentions::periods::mention::TimeMention;
use crate::mentions::periods::words;

/// The time expressions of a stretch, in order, without overlap, each the longest that begins where it does.
pub(crate) fn find(stretch: &Stretch<'_>) -> Vec<TimeMention> {
    let tokens = &stretch.tokens;
    let near = near_a_time_word(tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let reading = if near[at] && words::opens(&tokens[at]) { stretch.expression(at) } else { None };
        match reading {
            Some((expr, end)) if end > at => {
                let span = Span::new(tokens[at].span.start, tokens[end - 1].span.end);
                found.push(TimeMention { span, expr });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// No expression has its first telling word further from its beginning.
const REACH: usize = 10;

/// For each token whether it or one of the next ones is a word that time expressions are made of.
fn near_a_time_word(tokens: &[Token<'_>]) -> Vec<bool> {
    let mut near = vec![false; tokens.len()];
    let mut distance = REACH;
    for (at, token) in tokens.iter().enumerate().rev() {
        distance = if words::tells_time(token) { 0 } else { distance + 1 };
        near[at] = distance < REACH;
    }
    near
}
