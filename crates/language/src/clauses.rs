//! What stands before "que".

use crate::grammar::ClauseWords;

/// Whether the word at `at` stands before "que" and can open its clause: "et dément que", but neither "le fait que" nor "du fait que".
pub(crate) fn before_que<'t>(
    at: usize,
    form: impl Fn(usize) -> Option<&'t str>,
    words: &ClauseWords,
) -> bool {
    let article = || at.checked_sub(1).and_then(&form).is_some_and(|f| words.nominal.contains(f));
    form(at + 1).is_some_and(|f| words.que.contains(f)) && !article()
}
