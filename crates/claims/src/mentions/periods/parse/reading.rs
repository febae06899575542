//! What the readers of all expressions share.

use crate::mentions::numerals::Stretch;

/// What was read, and the token after it.
pub(super) type Read<T> = Option<(T, usize)>;

/// The first of the longest readings.
pub(super) fn longest<T>(readings: impl IntoIterator<Item = Read<T>>) -> Read<T> {
    let first_longest = |best: Read<T>, next: Read<T>| match (&best, &next) {
        (Some((_, a)), Some((_, b))) if b > a => next,
        (None, _) => next,
        _ => best,
    };
    readings.into_iter().fold(None, first_longest)
}

impl Stretch<'_> {
    /// A number in digits without separators, of at most `digits` digits.
    pub(super) fn plain(&self, at: usize, digits: u32) -> Option<u64> {
        let number = self.tokens.get(at)?.number()?;
        (number.is_plain() && number.digits <= digits).then_some(number.whole)
    }
}
