//! Sentences by rule.
//!
//! A sentence ends behind a stop where what follows begins one, and before a word that begins sentences where a title ran into its
//! text. Everything is one pass over the tokens.

use selon_model::{Block, Span};

use crate::characters::{ends, plain};
use crate::grammar::TokenWords;
use crate::tokens;

/// Longer sentences are cut, so that the cost of a parse stays linear in the text.
pub(crate) const LONGEST: usize = 200;

/// A sentence before it is analysed.
#[derive(Debug, PartialEq)]
pub(crate) struct RawSentence {
    /// Index of its block.
    pub(crate) block: u32,
    /// Its tokens; never empty.
    pub(crate) tokens: Vec<Span>,
}

/// The sentences of all blocks, in the order of the blocks.
pub(crate) fn sentences(text: &str, blocks: &[Block], words: &TokenWords) -> Vec<RawSentence> {
    let mut out = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        let Some(inner) = text.get(block.span.range()) else { continue };
        for mut sentence in split(inner, tokens::tokens(inner, words), words) {
            for token in &mut sentence {
                *token = Span::new(token.start + block.span.start, token.end + block.span.start);
            }
            out.push(RawSentence { block: i as u32, tokens: sentence });
        }
    }
    out
}

/// Cuts a block's tokens into sentences.
fn split(text: &str, tokens: Vec<Span>, words: &TokenWords) -> Vec<Vec<Span>> {
    let mut out = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        let stop = at;
        at += 1;
        let token = tokens[stop].of_text(text);
        if ends(token) {
            // Marks that close behind the stop; a straight one closes if no space stands before it.
            while tokens.get(at).is_some_and(|t| closes(t.of_text(text), t.start == tokens[at - 1].end)) {
                at += 1;
            }
        }
        let possible = ends(token) || token == ";" || token.len() > 1 && token.ends_with('.');
        let over = if possible {
            boundary(text, &tokens, stop, at, words)
        } else {
            unstopped(text, &tokens, at, words)
        };
        if over {
            out.push(tokens[first..at].to_vec());
            first = at;
        }
    }
    if first < tokens.len() {
        out.push(tokens[first..].to_vec());
    }
    out.into_iter().flat_map(|s| shorten(text, s)).collect()
}

/// Whether a token behind a full stop still belongs to the sentence.
fn closes(token: &str, glued: bool) -> bool {
    matches!(token, "»" | "”" | ")" | "]") || glued && matches!(token, "\"" | "'" | "’") || ends(token)
}

/// Whether a sentence ends between the token at `stop` (and what closes behind it) and the one at `next`.
fn boundary(text: &str, tokens: &[Span], stop: usize, next: usize, words: &TokenWords) -> bool {
    let Some(span) = tokens.get(next) else { return true };
    let (word, mark) = (span.of_text(text), tokens[stop].of_text(text));
    let Some(first) = word.chars().next() else { return true };
    let starter = words.starters.contains(&plain(word));
    if mark == ";" {
        return first.is_uppercase() && starter;
    }
    if !ends(mark) {
        // An abbreviation or an acronym.
        let low = plain(mark.trim_end_matches('.'));
        return (words.endings.contains(&low) || low.contains('.')) && first.is_uppercase() && starter;
    }
    if first.is_uppercase() || matches!(first, '«' | '“' | '"' | '„' | '(' | '[' | '#' | '@' | '•') {
        return true;
    }
    let spaced = tokens[stop].end < tokens.get(stop + 1).map_or(u32::MAX, |t| t.start);
    if first.is_ascii_digit() || matches!(first, '-' | '–' | '—') {
        return (spaced || next > stop + 1) && mark != "…";
    }
    if first.is_lowercase() {
        // Mostly goes on: after "!", "?", "…" and inside the end of a quotation.
        let word_before = stop > 0 && tokens[stop - 1].len() > 3;
        return mark == "." && next == stop + 1 && spaced && starter && word_before;
    }
    first.is_alphabetic()
}

/// Whether a new sentence begins at the token `next` without a stop before it, as behind a title that ran into its text:
/// "Nature et contenu La solution est prête", but not "le journal Le Monde", "la ville de La Haye" or "MM. Le Pen".
fn unstopped(text: &str, tokens: &[Span], next: usize, words: &TokenWords) -> bool {
    let (Some(word), Some(after)) = (tokens.get(next), tokens.get(next + 1)) else { return false };
    let word = word.of_text(text);
    if !word.starts_with(char::is_uppercase) || word.chars().nth(1).is_some_and(char::is_uppercase) {
        return false;
    }
    let before = tokens[next - 1].of_text(text);
    let opens = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '%'));
    let starter = |word: &str| words.starters.contains(&plain(word));
    let binds = || starter(before) || words.binders.contains(&plain(before));
    let goes_on = after.of_text(text).starts_with(char::is_lowercase)
        || after.of_text(text).starts_with(|c: char| c.is_ascii_digit());
    !opens && goes_on && starter(word) && !binds()
}

/// A sentence in pieces of at most [`LONGEST`] tokens, cut behind punctuation where there is some.
fn shorten(text: &str, tokens: Vec<Span>) -> Vec<Vec<Span>> {
    let strong = |t: &Span| matches!(t.of_text(text), ";" | ":" | "." | "•" | "|" | "»");
    let weak = |t: &Span| matches!(t.of_text(text), "," | ")" | "-" | "–" | "—");
    let mut out = Vec::new();
    let mut rest = &tokens[..];
    while rest.len() > LONGEST {
        let window = &rest[LONGEST / 2..LONGEST];
        let cut = window.iter().rposition(strong).or_else(|| window.iter().rposition(weak));
        let (piece, behind) = rest.split_at(cut.map_or(LONGEST, |c| LONGEST / 2 + c + 1));
        out.push(piece.to_vec());
        rest = behind;
    }
    if out.is_empty() {
        return vec![tokens];
    }
    out.extend((!rest.is_empty()).then(|| rest.to_vec()));
    out
}

#[cfg(test)]
mod tests {
    use selon_model::BlockKind;

    use super::*;
    use crate::characters::is_space;
    use crate::grammar::Grammar;

    fn raw(text: &str) -> Vec<RawSentence> {
        let block = Block { span: Span::of(0..text.len()), kind: BlockKind::Paragraph };
        sentences(text, &[block], &Grammar::builtin().unwrap().tokens)
    }

    fn cut(text: &str) -> Vec<Vec<&str>> {
        raw(text).iter().map(|s| s.tokens.iter().map(|t| t.of_text(text)).collect()).collect()
    }

    #[test]
    fn tokens_follow_the_treebanks() {
        let check = |text: &str, expected: &str| {
            assert_eq!(cut(text).concat().join("|"), expected, "{text}");
        };
        check("L'armée n'a pas tiré aujourd'hui.", "L'|armée|n'|a|pas|tiré|aujourd'hui|.");
        check("L’armée jusqu’à Ségou, qu’on", "L’|armée|jusqu’|à|Ségou|,|qu’|on");
        check("« Rien », a-t-il dit.", "«|Rien|»|,|a|-t-il|dit|.");
        check("dit-il, est-ce sûr ? Ceux-ci, ce jour-là", "dit|-il|,|est|-ce|sûr|?|Ceux-ci|,|ce|jour|-là");
        check("Le porte-parole d'Alep-Est, c'est-à-dire", "Le|porte-parole|d'|Alep-Est|,|c'est-à-dire");
        check("1.200 morts, 1 203 blessés, 3,5 %", "1.200|morts|,|1 203|blessés|,|3,5|%");
        check("à 5h30 ou 14h00, vers 9h, le 20/05/2019", "à|5|h|30|ou|14|h|00|,|vers|9|h|,|le|20/05/2019");
        check("le 1er mai, 160km, 4x4, F-16, T-72", "le|1er|mai|,|160|km|,|4x4|,|F-16|,|T-72");
        check("M. Dupont et Mme Diallo, A.-T. Ba", "M.|Dupont|et|Mme|Diallo|,|A.-T.|Ba");
        check("N. Sarkozy en 52 av. J.-C. à N'Djamena", "N.|Sarkozy|en|52|av.|J.-C.|à|N'Djamena");
        check("http://a.fr/b?c=d. #Idleb @selon", "http://a.fr/b?c=d|.|#Idleb|@selon");
        check("Il attend… puis repart...", "Il|attend|…|puis|repart|...");
        check("donnez-le-moi ; rendez-vous à Saint-Louis", "donnez|-le|-moi|;|rendez-vous|à|Saint-Louis");
        check(
            "n° 5, 20°C, tué(e)s, Abou Mohammad Al-Jolani",
            "n°|5|,|20|°C|,|tué(e)s|,|Abou|Mohammad|Al-Jolani",
        );
        check("M’Bomou, l'ONU, quelqu'un, lorsqu'il", "M’Bomou|,|l'|ONU|,|quelqu'un|,|lorsqu'|il");
    }

    #[test]
    fn sentences_end_where_they_end() {
        let check = |text: &str, expected: &[&str]| {
            let got: Vec<String> = cut(text).iter().map(|s| s.join(" ")).collect();
            assert_eq!(got, expected, "{text}");
        };
        check("Il vient. Elle part.", &["Il vient .", "Elle part ."]);
        check("Bangui.Le ministre dort.", &["Bangui .", "Le ministre dort ."]);
        check("M. Ba et le Dr. Sy sont là. Oui !", &["M. Ba et le Dr. Sy sont là .", "Oui !"]);
        check("« Qui ? » demande Zoé. Rien.", &["« Qui ? » demande Zoé .", "Rien ."]);
        check("« Il part. » Elle reste.", &["« Il part . »", "Elle reste ."]);
        check("Des armes, etc. Le reste suit.", &["Des armes , etc.", "Le reste suit ."]);
        check("Il attend… puis repart.", &["Il attend … puis repart ."]);
        check("Un chiffre : 3.500 morts. 12 blessés.", &["Un chiffre : 3.500 morts .", "12 blessés ."]);
        check("Le plan B. Le suivant.", &["Le plan B .", "Le suivant ."]);
        check("Un ; deux ; Le reste.", &["Un ; deux ;", "Le reste ."]);
        check("Il parle. \"Je viens.\"", &["Il parle .", "\" Je viens . \""]);
        check("Nature du conflit La crise dure.", &["Nature du conflit", "La crise dure ."]);
        check("Le journal Le monde de La Haye paraît.", &["Le journal Le monde de La Haye paraît ."]);
        check("Il a dit \"non.\" Elle rit.", &["Il a dit \" non . \"", "Elle rit ."]);
    }

    #[test]
    fn every_text_is_covered_and_bounded() {
        let samples = [
            "a.b.c.'’--..",
            "'",
            "-t-il",
            "12 345 678 9",
            "é́l'",
            "(e)",
            "−5 +",
            "İ-il",
            "www.",
            "«»\"\"",
            "9h9h9",
        ];
        for text in samples.iter().map(|s| (*s).to_owned()).chain([samples.concat(), "mot ".repeat(5000)]) {
            let mut covered = vec![false; text.len()];
            for sentence in cut(&text) {
                assert!(!sentence.is_empty() && sentence.len() <= LONGEST);
            }
            for token in raw(&text).iter().flat_map(|d| &d.tokens) {
                assert!(!token.is_empty());
                covered[token.range()].iter_mut().for_each(|c| *c = true);
            }
            for (at, c) in text.char_indices() {
                assert!(covered[at] || is_space(c), "{text:?} at {at}");
            }
        }
    }
}
