//! Surface tokens by rule.
//!
//! A token is a stretch of the text without spaces at its ends (numbers may hold one: "1 203"); between tokens
//! there is nothing but white space, so the text can be rebuilt. The habits are those of the French treebanks:
//! "l'" ends after its apostrophe, "a-t-il" is "a" and "-t-il", "aujourd'hui" and "porte-parole" are one,
//! "15h30" is three. Contractions ("du") stay whole here. Everything is one pass over the text.

use selon_model::Span;

use crate::characters::{ends, is_apostrophe, is_hyphen, is_letter, is_space, plain};
use crate::clitics::clitics;
use crate::grammar::TokenWords;

/// The tokens of a paragraph.
pub(crate) fn tokens(text: &str, words: &TokenWords) -> Vec<Span> {
    Scanner { text, words, at: 0, out: Vec::new() }.run()
}

struct Scanner<'t> {
    text: &'t str,
    words: &'t TokenWords,
    at: usize,
    out: Vec<Span>,
}

impl Scanner<'_> {
    fn run(mut self) -> Vec<Span> {
        while let Some(c) = self.peek(0) {
            if is_space(c) {
                self.at += c.len_utf8();
            } else if !self.address() {
                self.token(c);
            }
        }
        self.out
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// The character `skip` characters ahead.
    fn peek(&self, skip: usize) -> Option<char> {
        self.rest().chars().nth(skip)
    }

    /// Emits the next `bytes` bytes.
    fn emit(&mut self, bytes: usize) {
        self.out.push(Span::of(self.at..self.at + bytes));
        self.at += bytes;
    }

    /// Web and mail addresses, hashtags and handles.
    fn address(&mut self) -> bool {
        let rest = self.rest();
        let tag = rest.starts_with(['#', '@'])
            && rest.chars().nth(1).is_some_and(|c| c.is_alphanumeric() || c == '_');
        let len = if tag {
            rest[1..].find(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(rest.len(), |n| n + 1)
        } else if ["http://", "https://", "www.", "ftp://"].iter().any(|p| starts_with(rest, p)) {
            let end = rest.find(|c: char| is_space(c) || "<>«»\"“”".contains(c)).unwrap_or(rest.len());
            rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…']).len()
        } else {
            0
        };
        if len > 1 {
            self.emit(len);
        }
        len > 1
    }

    fn token(&mut self, c: char) {
        let signed = matches!(c, '-' | '+' | '−') && self.peek(1).is_some_and(|d| d.is_ascii_digit());
        let free = self.text[..self.at].chars().next_back().is_none_or(|b| is_space(b) || b == '(');
        if c.is_ascii_digit() || signed && free {
            self.number();
        } else if is_letter(c) {
            self.word();
        } else if c == '.' || is_hyphen(c) {
            let len = self.rest().find(|d| d != c).unwrap_or(self.rest().len());
            self.emit(len);
        } else if self.rest().starts_with("+/-") {
            self.emit(3);
        } else if c == '°' && self.peek(1).is_some_and(|d| matches!(d, 'C' | 'F')) {
            self.emit(c.len_utf8() + 1);
        } else {
            self.emit(c.len_utf8());
        }
    }

    /// "1 203", "1.200", "3,5", "20/05/2019", "2013-2014", "1er", "F-16" not, "15" of "15h30".
    fn number(&mut self) {
        let bytes = self.rest().as_bytes();
        let mut n = usize::from(!bytes[0].is_ascii_digit());
        if self.rest().starts_with('−') {
            n = '−'.len_utf8();
        }
        let digits_from =
            |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
        let first = digits_from(n);
        n += first;
        let mut grouped = first <= 3;
        loop {
            let next = self.rest()[n..].chars().next();
            let width = next.map_or(0, char::len_utf8);
            let follow = digits_from(n + width);
            let joins = match next {
                Some(' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') => {
                    let ends = bytes.get(n + width + follow).is_none_or(|b| !b.is_ascii_alphabetic());
                    grouped && follow == 3 && ends
                }
                Some(',' | '.' | ':' | '/' | '-' | '\'') => {
                    grouped = next == Some('.') && follow == 3 && grouped;
                    follow > 0
                }
                _ => false,
            };
            if !joins {
                break;
            }
            n += width + follow;
        }
        let suffix = self.rest()[n..].find(|c: char| !c.is_alphanumeric()).unwrap_or(self.rest().len() - n);
        let letters = &self.rest()[n..n + suffix];
        let clock = letters.strip_prefix(['h', 'H']).is_some_and(|m| m.bytes().all(|b| b.is_ascii_digit()));
        let unit = self.words.units.contains(&letters.to_lowercase());
        if clock || unit {
            self.emit(n);
            let len = if clock { 1 } else { suffix };
            self.emit(len);
        } else if suffix > 0 || self.rest()[n..].starts_with(is_hyphen) && suffix == 0 && self.joined(n) {
            self.emit_word(n + suffix);
        } else {
            self.emit(n);
        }
    }

    /// Whether a hyphen at `n` binds what comes after it ("4-temps").
    fn joined(&self, n: usize) -> bool {
        let mut chars = self.rest()[n..].chars();
        chars.next().is_some_and(is_hyphen) && chars.next().is_some_and(char::is_alphanumeric)
    }

    fn word(&mut self) {
        let len = self.rest().chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
        self.emit_word(len);
    }

    /// Goes on from the word's first `n` bytes to its end, and splits clitics off.
    fn emit_word(&mut self, mut n: usize) {
        loop {
            let rest = self.rest();
            let mut chars = rest[n..].chars();
            let (Some(c), next) = (chars.next(), chars.next()) else { break };
            let binds = next.is_some_and(|d| d.is_alphanumeric());
            if c.is_alphanumeric() || c == '_' || is_letter(c) {
                n += c.len_utf8();
            } else if is_apostrophe(c) {
                match self.apostrophe(n, c, next) {
                    Joint::Ends(end) => return self.emit_clitics(end),
                    Joint::Inside(end) => n = end,
                    Joint::Outside => break,
                }
            } else if (is_hyphen(c) || matches!(c, '&' | '@' | '·') || c == '/' && short(&rest[..n])) && binds
                || c == '°' && plain(&rest[..n]) == "n"
            {
                n += c.len_utf8();
            } else if c == '(' && self.gender_ending(n) > 0 {
                n += self.gender_ending(n);
            } else if c == '.' {
                match self.stop(n, next) {
                    Joint::Inside(end) => n = end,
                    Joint::Ends(end) => return self.emit(end),
                    Joint::Outside => break,
                }
            } else {
                break;
            }
        }
        self.emit_clitics(n);
    }

    /// Length of "(e)", "(s)", "(es)" at the byte `n`, else 0.
    fn gender_ending(&self, n: usize) -> usize {
        let rest = &self.rest()[n..];
        self.words.gender_endings.iter().find(|e| rest.starts_with(e)).map_or(0, str::len)
    }

    /// An apostrophe after the first `n` bytes of a word.
    fn apostrophe(&self, n: usize, c: char, next: Option<char>) -> Joint {
        let rest = self.rest();
        let end = n + c.len_utf8();
        let before = plain(&rest[..n]);
        let last = before.rsplit('-').next().unwrap_or("");
        let letters = rest[end..].find(|d: char| !is_letter(d)).unwrap_or(rest.len() - end);
        let whole = format!("{last}'{}", plain(&rest[end..end + letters]));
        let inside = &self.words.with_apostrophe;
        if inside.contains(&whole) || whole.strip_suffix('s').is_some_and(|w| inside.contains(w)) {
            return Joint::Inside(end + letters);
        }
        if last == "c" && starts_with(&rest[end..], "est-à-dire") {
            return Joint::Inside(end + "est-à-dire".len());
        }
        let vowel =
            next.is_some_and(|d| "aàâäeéèêëiîïoôöœuùûüyhæ".contains(d.to_lowercase().next().unwrap_or(d)));
        let always = self.words.always_elided.contains(last);
        if self.words.elided.contains(&before) && (vowel || always || next.is_none_or(|d| !is_letter(d))) {
            Joint::Ends(end)
        } else if next.is_some_and(char::is_alphanumeric) {
            Joint::Inside(end)
        } else {
            Joint::Outside
        }
    }

    /// A full stop after the first `n` bytes of a word, `next` being the character behind it.
    fn stop(&self, n: usize, next: Option<char>) -> Joint {
        let word = &self.rest()[..n];
        let last = word.rsplit(|c: char| c == '.' || is_hyphen(c)).next().unwrap_or("");
        let single = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
        let capital = single && last.chars().all(char::is_uppercase);
        let hyphen = next.is_some_and(is_hyphen)
            && self.rest()[n + 1..].chars().nth(1).is_some_and(char::is_alphabetic);
        match next {
            Some('.') => Joint::Outside,
            Some(d) if d.is_alphanumeric() => {
                // "U.S.A.", "Monde.fr", but "Bangui.Le ministre".
                let glued = d.is_uppercase() && !single;
                if glued { Joint::Outside } else { Joint::Inside(n + 1) }
            }
            _ if hyphen && capital => Joint::Inside(n + 1),
            _ if capital && (word.contains('.') || self.initial(n)) => Joint::Ends(n + 1),
            _ if self.abbreviation(word) => Joint::Ends(n + 1),
            _ => Joint::Outside,
        }
    }

    /// Whether the full stop behind a word belongs to it.
    fn abbreviation(&self, word: &str) -> bool {
        let (words, n, low) = (self.words, word.len(), plain(word));
        let number = || self.followed_by_digit(n);
        let capital = || word.starts_with(char::is_uppercase) || low == SAINT && number();
        let alone = || words.also_words.contains(&low) && !capital();
        let numbered = || !words.before_numbers.contains(&low) || number();
        words.titles.contains(&low) && numbered() && !alone() && !self.ends_block(n)
            || words.months.contains(&low) && number()
            || words.endings.contains(&low) && !alone()
    }

    fn ends_block(&self, n: usize) -> bool {
        self.rest()[n + 1..].trim_start().is_empty()
    }

    fn followed_by_digit(&self, n: usize) -> bool {
        self.rest()[n + 1..].trim_start_matches(is_space).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether the capital letter and the stop that end at `n + 1` begin a name: "N. Sarkozy", not "le plan B. Le".
    fn initial(&self, n: usize) -> bool {
        let next = self.rest()[n + 1..].trim_start_matches(is_space);
        let word: String = next.chars().take_while(|c| is_letter(*c) || is_apostrophe(*c)).collect();
        word.starts_with(char::is_uppercase) && !self.words.starters.contains(&plain(&word))
    }

    /// Emits a word of `n` bytes, without the clitics that hang on it.
    fn emit_clitics(&mut self, n: usize) {
        let word = &self.rest()[..n];
        let opens = |t: &str| ends(t) || matches!(t, "«" | "“" | "\"" | ":" | "-" | "–" | "—" | "(");
        let start = self.out.last().is_none_or(|t| opens(t.of_text(self.text)));
        let cuts = clitics(word, start, self.words);
        let mut from = 0;
        for cut in cuts {
            self.emit(cut - from);
            from = cut;
        }
        self.emit(n - from);
    }
}

/// "St. Denis", and before a number in lower case too.
const SAINT: &str = "st";

enum Joint {
    /// The token goes on behind this byte.
    Inside(usize),
    /// The token ends at this byte.
    Ends(usize),
    /// The sign does not belong to the word.
    Outside,
}

/// Whether the part of a word behind its last slash is one character: "H/C/562", "c/o", not "et/ou".
fn short(word: &str) -> bool {
    word.rsplit('/').next().is_none_or(|part| part.chars().count() <= 1)
}

/// Case-insensitive for ASCII.
fn starts_with(text: &str, prefix: &str) -> bool {
    text.as_bytes().get(..prefix.len()).is_some_and(|t| t.eq_ignore_ascii_case(prefix.as_bytes()))
}
