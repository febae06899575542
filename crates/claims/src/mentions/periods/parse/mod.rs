//! The grammar of time expressions, read from tokens.
//!
//! Every method takes the index of a token and gives what it read with the index of the token
//! after it. None looks further than a fixed number of tokens, so the whole is linear.

mod dates;
mod hours;
mod intervals;
mod lengths;

use selon_model::Span;

use super::TimeMention;
use super::expr::Expr;
use super::words;
use crate::mentions::figures::tokens::{Stretch, Token};

/// All expressions, in order, each the longest that begins where it does.
pub(super) fn mentions(stretch: &Stretch<'_>) -> Vec<TimeMention> {
    let reader = Reader { stretch };
    let tokens = &stretch.tokens;
    let near = near_a_time_word(tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let reading = if near[at] && words::opens(&tokens[at]) { reader.expression(at) } else { None };
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

type Read<T> = Option<(T, usize)>;

fn longest<T>(readings: impl IntoIterator<Item = Read<T>>) -> Read<T> {
    let first_longest = |best: Read<T>, next: Read<T>| match (&best, &next) {
        (Some((_, a)), Some((_, b))) if b > a => next,
        (None, _) => next,
        _ => best,
    };
    readings.into_iter().fold(None, first_longest)
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    stretch: &'a Stretch<'a>,
}

impl<'a> std::ops::Deref for Reader<'a> {
    type Target = Stretch<'a>;

    fn deref(&self) -> &Stretch<'a> {
        self.stretch
    }
}

impl Reader<'_> {
    /// A number in digits without separators, of at most `digits` digits.
    fn plain(&self, at: usize, digits: u32) -> Option<u64> {
        let number = self.tokens.get(at)?.number()?;
        (number.is_plain() && number.digits <= digits).then_some(number.whole)
    }

    fn expression(&self, at: usize) -> Read<Expr> {
        let habit = matches!(self.key_before(at), "chaque" | "quotidien");
        if habit || self.phrase(at.saturating_sub(2), "tous les").is_some_and(|end| end == at) {
            return None;
        }
        longest([
            self.since(at),
            self.since_that(at),
            self.until(at),
            self.night(at),
            self.between(at),
            self.lasting(at),
            self.at(at),
            self.adverb(at),
        ])
    }

    fn adverb(&self, at: usize) -> Read<Expr> {
        let now = self.any_phrase(at, &["en ce moment", "a l' heure actuelle", "a ce jour"]);
        if let Some(end) = now {
            return Some((Expr::Unanchored { precision: 1 }, end));
        }
        let lately = self.any_phrase(at, &["ces derniers temps", "ces temps-ci"]);
        if let Some(end) = lately {
            return Some((Expr::Unanchored { precision: 5 }, end));
        }
        words::adverb(self.key(at)).map(|precision| (Expr::Unanchored { precision }, at + 1))
    }

    /// A point with the preposition that leads to it.
    fn at(&self, at: usize) -> Read<Expr> {
        let (start, led) = self.lead(at);
        let point = longest([self.point(start, led), self.part_of_day(at), self.ago(at)]);
        let reading = point.map(|(point, end)| (Expr::At(point), end));
        longest([reading, self.day_beside_event(at)])
    }

    /// "au lendemain de l'accord": a day that only the event tells.
    fn day_beside_event(&self, at: usize) -> Read<Expr> {
        const BESIDE: [&str; 6] =
            ["au lendemain", "le lendemain", "a la veille", "la veille", "des le lendemain", "lendemain"];
        let end = self.any_phrase(at, &BESIDE)?;
        matches!(self.key(end), "de" | "du" | "des" | "d'")
            .then_some((Expr::Unanchored { precision: 1 }, end))
    }

    /// Skips a preposition before a point; tells whether it allows a bare month or year.
    fn lead(&self, at: usize) -> (usize, bool) {
        const LEADS: [&str; 20] = [
            "en",
            "au",
            "a",
            "a la",
            "a l'",
            "dans",
            "pendant",
            "durant",
            "courant",
            "vers",
            "au cours de",
            "au cours du",
            "au cours d'",
            "au cours des",
            "lors des",
            "lors de",
            "lors du",
            "dans le courant de",
            "dans le courant du",
            "autour du",
        ];
        match self.any_phrase(at, &LEADS) {
            Some(end) => (end, true),
            None => (at, false),
        }
    }
}
