//! Pronouns and particles that hang on a word by a hyphen.

use crate::characters::{is_hyphen, plain};
use crate::grammar::TokenWords;

/// Where to cut a word of the form "donne-le-moi" or "a-t-il": bytes at which its clitics begin, in order.
pub(crate) fn clitics(word: &str, starts_sentence: bool, words: &TokenWords) -> Vec<usize> {
    if !word.contains(is_hyphen) {
        return Vec::new();
    }
    let low: String = plain(word);
    let shift = word.chars().any(|c| {
        c.len_utf8() != c.to_lowercase().map(char::len_utf8).sum::<usize>() || is_hyphen(c) && c != '-'
    });
    if words.no_clitic.contains(&low) || shift {
        return Vec::new();
    }
    let capital =
        word.starts_with(char::is_uppercase) && !word.chars().nth(1).is_some_and(char::is_uppercase);
    let verb_case = |head: &str| !capital || starts_sentence || words.inverted.contains(head);
    let mut end = low.len();
    let mut cuts = Vec::new();
    while let Some(at) = low[..end].rfind('-') {
        let (head, last) = (&low[..at], &low[at + 1..end]);
        let euphonic = head.strip_suffix("-t");
        let cut = if words.subject_clitics.contains(last) {
            match euphonic {
                Some(verb) => Some(verb.len()),
                None => {
                    (head.len() > 1 && !head.ends_with('-') && (!capital || starts_sentence)).then_some(at)
                }
            }
        } else if words.object_clitics.contains(last) {
            let verb = head.rsplit('-').next().unwrap_or(head);
            let chained = words.object_clitics.contains(verb) && head.contains('-');
            let fits = chained || imperative(head, last, words);
            (fits && verb_case(head)).then_some(at)
        } else if matches!(last, "là" | "ci") {
            (!words.with_deictic.contains(head) && !head.contains('-') && head.len() > 2 && end == low.len())
                .then_some(at)
        } else {
            None
        };
        let Some(cut) = cut else { break };
        cuts.push(cut);
        end = cut;
    }
    cuts.reverse();
    cuts
}

/// Whether `head` can be a verb before the object clitic `last`: "donnez", "rappelons", "dis".
fn imperative(head: &str, last: &str, words: &TokenWords) -> bool {
    if head.contains('-') || head.len() < 2 {
        return false;
    }
    let plural = head.ends_with("ez") || head.ends_with("ons") || words.plural_imperatives.contains(head);
    let singular = || words.singular_imperative_endings.iter().any(|e| head.ends_with(e));
    plural || words.singular_clitics.contains(last) && singular()
}
