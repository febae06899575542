//! Sentences and surface tokens by rule.
//!
//! A token is a stretch of the text without spaces at its ends (numbers may hold one: "1 203"); between tokens
//! there is nothing but white space, so the text can be rebuilt. The habits are those of the French treebanks:
//! "l'" ends after its apostrophe, "a-t-il" is "a" and "-t-il", "aujourd'hui" and "porte-parole" are one,
//! "15h30" is three. Contractions ("du") stay whole here. Everything is one pass over the text.

use selon_model::{Block, Span};

/// Longer sentences are cut, so that the cost of a parse stays linear in the text.
pub(crate) const LONGEST: usize = 200;

/// A sentence before it is analysed.
#[derive(Debug, PartialEq)]
pub(crate) struct Draft {
    /// Index of its block.
    pub(crate) block: u32,
    /// Its tokens; never empty.
    pub(crate) tokens: Vec<Span>,
}

/// The sentences of all blocks, in the order of the blocks.
pub(crate) fn drafts(text: &str, blocks: &[Block]) -> Vec<Draft> {
    let mut out = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        let Some(inner) = text.get(block.span.range()) else { continue };
        let tokens = Scanner { text: inner, at: 0, out: Vec::new() }.run();
        for mut sentence in split(inner, tokens) {
            for token in &mut sentence {
                *token = Span::new(token.start + block.span.start, token.end + block.span.start);
            }
            out.push(Draft { block: i as u32, tokens: sentence });
        }
    }
    out
}

/// Words with a stop that belongs to them, lower case; after the first kind no sentence ends.
const TITLES: &[&str] = &[
    "m", "mm", "mme", "mmes", "mlle", "mlles", "dr", "dre", "pr", "me", "mgr", "st", "ste", "sts", "jr",
    "sr", "mr", "mrs", "ms", "gén", "gal", "col", "cel", "cdt", "cne", "lt", "sgt", "adj", "cap", "av", "bd",
    "art", "al", "cf", "ch", "chap", "éd", "env", "ex", "fig", "hab", "ibid", "vol", "no", "nos", "p", "pp",
    "tél", "trad", "vs", "approx", "dép", "prof", "ref", "réf", "r.-v",
];
const MONTHS: &[&str] = &["janv", "févr", "fév", "avr", "juil", "sept", "oct", "nov", "déc"];
const ENDINGS: &[&str] = &["etc", "inc", "ltd", "corp", "cie", "co", "bros"];

/// Words before an apostrophe that are words of their own.
const ELIDED: &[&str] =
    &["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "tandisqu"];
/// Words with an apostrophe inside.
const WHOLE: &[&str] =
    &["aujourd'hui", "quelqu'un", "quelqu'une", "l'on", "presqu'île", "entr'ouvert", "grand'mère"];

/// Pronouns after a hyphen.
const SUBJECTS: &[&str] = &["il", "elle", "on", "ils", "elles", "je", "tu", "ce"];
const OBJECTS: &[&str] =
    &["nous", "vous", "moi", "toi", "le", "la", "les", "lui", "leur", "y", "en", "m'", "t'", "l'"];
/// Words of which a last part only looks like a clitic.
const NO_CLITIC: &[&str] = &[
    "rendez-vous",
    "garde-vous",
    "chez-moi",
    "chez-nous",
    "chez-vous",
    "chez-lui",
    "entre-nous",
    "vis-à-vis",
    "est-ce",
];
/// Verbs that begin questions, recognised with a capital in the middle of a sentence too.
const INVERTED: &[&str] = &[
    "est", "sont", "était", "étaient", "sera", "serait", "ont", "avait", "peut", "peuvent", "doit",
    "doivent", "faut", "va", "vont", "fait", "dit", "veut", "voulez", "pouvez", "savez", "avez", "êtes",
];
const DEMONSTRATIVES: &[&str] = &["celui", "celle", "ceux", "celles", "cas"];
/// Units and the like that are words of their own after digits.
const UNITS: &[&str] = &[
    "h", "km", "m", "cm", "mm", "kg", "g", "mg", "l", "ml", "min", "mn", "s", "ha", "t", "kt", "mt", "km2",
    "km²", "m2", "m²", "m3", "m³", "mw", "kw", "go", "mo", "ko", "hz", "mhz", "ghz",
];

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    out: Vec<Span>,
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

/// Lower case, one apostrophe, one hyphen.
fn plain(word: &str) -> String {
    let one = |c: char| {
        if is_apostrophe(c) {
            '\''
        } else if is_hyphen(c) {
            '-'
        } else {
            c
        }
    };
    word.chars().map(one).flat_map(char::to_lowercase).collect()
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
        let unit = UNITS.contains(&letters.to_lowercase().as_str());
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
            } else if c == '(' && gender_ending(&rest[n..]) > 0 {
                n += gender_ending(&rest[n..]);
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

    /// An apostrophe after the first `n` bytes of a word.
    fn apostrophe(&self, n: usize, c: char, next: Option<char>) -> Joint {
        let rest = self.rest();
        let end = n + c.len_utf8();
        let before = plain(&rest[..n]);
        let last = before.rsplit('-').next().unwrap_or("");
        let letters = rest[end..].find(|d: char| !is_letter(d)).unwrap_or(rest.len() - end);
        let whole = format!("{last}'{}", plain(&rest[end..end + letters]));
        if WHOLE.iter().any(|w| whole == *w || whole.strip_suffix('s') == Some(w)) {
            return Joint::Inside(end + letters);
        }
        if last == "c" && starts_with(&rest[end..], "est-à-dire") {
            return Joint::Inside(end + "est-à-dire".len());
        }
        let vowel =
            next.is_some_and(|d| "aàâäeéèêëiîïoôöœuùûüyhæ".contains(d.to_lowercase().next().unwrap_or(d)));
        let always = matches!(last, "l" | "d" | "qu" | "jusqu" | "lorsqu" | "puisqu");
        if ELIDED.contains(&before.as_str()) && (vowel || always || next.is_none_or(|d| !is_letter(d))) {
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
            _ => {
                let low = plain(word);
                let known = |list: &[&str]| list.contains(&low.as_str());
                let month = known(MONTHS) && self.followed_by_digit(n);
                let place = low != "p" && low != "no" && low != "ex" || self.followed_by_digit(n);
                let ambiguous = matches!(
                    low.as_str(),
                    "me" | "art" | "cap" | "al" | "ch" | "sr" | "ms" | "co" | "adj" | "st"
                );
                let capital =
                    word.starts_with(char::is_uppercase) || low == "st" && self.followed_by_digit(n);
                let title = known(TITLES) && place && (!ambiguous || capital) && !self.ends_block(n);
                if title || month || known(ENDINGS) && (!ambiguous || capital) {
                    Joint::Ends(n + 1)
                } else {
                    Joint::Outside
                }
            }
        }
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
        word.starts_with(char::is_uppercase) && !STARTERS.contains(&plain(&word).as_str())
    }

    /// Emits a word of `n` bytes, without the clitics that hang on it.
    fn emit_clitics(&mut self, n: usize) {
        let word = &self.rest()[..n];
        let opens = |t: &str| ends(t) || matches!(t, "«" | "“" | "\"" | ":" | "-" | "–" | "—" | "(");
        let start = self.out.last().is_none_or(|t| opens(t.of_text(self.text)));
        let cuts = clitics(word, start);
        let mut from = 0;
        for cut in cuts {
            self.emit(cut - from);
            from = cut;
        }
        self.emit(n - from);
    }
}

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

/// Length of "(e)", "(s)", "(es)" at the start of `text`, else 0.
fn gender_ending(text: &str) -> usize {
    ["(e)", "(s)", "(es)", "(ne)", "(nes)", "(x)"]
        .iter()
        .find(|e| text.starts_with(**e))
        .map_or(0, |e| e.len())
}

/// Where to cut a word of the form "donne-le-moi" or "a-t-il": bytes at which its clitics begin, in order.
fn clitics(word: &str, starts_sentence: bool) -> Vec<usize> {
    if !word.contains(is_hyphen) {
        return Vec::new();
    }
    let low: String = plain(word);
    let shift = word.chars().any(|c| {
        c.len_utf8() != c.to_lowercase().map(char::len_utf8).sum::<usize>() || is_hyphen(c) && c != '-'
    });
    if NO_CLITIC[..NO_CLITIC.len() - 1].contains(&low.as_str()) || shift {
        return Vec::new();
    }
    let capital =
        word.starts_with(char::is_uppercase) && !word.chars().nth(1).is_some_and(char::is_uppercase);
    let verb_case = |head: &str| !capital || starts_sentence || INVERTED.contains(&head);
    let mut end = low.len();
    let mut cuts = Vec::new();
    while let Some(at) = low[..end].rfind('-') {
        let (head, last) = (&low[..at], &low[at + 1..end]);
        let euphonic = head.strip_suffix("-t");
        let cut = if SUBJECTS.contains(&last) {
            match euphonic {
                Some(verb) => Some(verb.len()),
                None => {
                    (head.len() > 1 && !head.ends_with('-') && (!capital || starts_sentence)).then_some(at)
                }
            }
        } else if OBJECTS.contains(&last) {
            let verb = head.rsplit('-').next().unwrap_or(head);
            let chained = OBJECTS.contains(&verb) && head.contains('-');
            let fits = chained || imperative(head, last);
            (fits && verb_case(head)).then_some(at)
        } else if matches!(last, "là" | "ci") {
            (!DEMONSTRATIVES.contains(&head) && !head.contains('-') && head.len() > 2 && end == low.len())
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
fn imperative(head: &str, last: &str) -> bool {
    if head.contains('-') || head.len() < 2 {
        return false;
    }
    let plural = head.ends_with("ez")
        || head.ends_with("ons")
        || matches!(head, "dites" | "faites" | "sommes" | "êtes");
    let inverted = matches!(last, "nous" | "vous") && plural;
    let singular = ["e", "is", "ds", "ts", "a", "as", "rs", "ns"].iter().any(|e| head.ends_with(e));
    inverted
        || plural
        || singular && matches!(last, "moi" | "toi" | "le" | "lui" | "leur" | "en" | "y" | "m'")
}

/// Words that begin a sentence far more often than they follow an initial, an acronym or a title.
const STARTERS: &[&str] = &[
    "le",
    "la",
    "les",
    "l'",
    "un",
    "une",
    "des",
    "du",
    "il",
    "elle",
    "ils",
    "elles",
    "on",
    "ce",
    "cet",
    "cette",
    "ces",
    "c'",
    "en",
    "à",
    "au",
    "aux",
    "dans",
    "mais",
    "et",
    "selon",
    "d'après",
    "après",
    "pour",
    "par",
    "sur",
    "son",
    "sa",
    "ses",
    "leur",
    "leurs",
    "nous",
    "vous",
    "je",
    "j'",
    "qui",
    "depuis",
    "lors",
    "plusieurs",
    "d'",
    "si",
    "s'",
    "alors",
    "avec",
    "ainsi",
    "cependant",
    "toutefois",
    "pourtant",
    "hier",
    "aujourd'hui",
    "ceux",
    "celui",
    "celle",
    "quant",
    "toute",
    "tout",
    "tous",
    "toutes",
    "chaque",
    "certains",
    "certaines",
    "quand",
    "comme",
    "comment",
    "quel",
    "quels",
    "quelle",
    "quelles",
    "lorsque",
    "lorsqu'",
    "afin",
    "avant",
    "ensuite",
    "puis",
    "enfin",
    "mon",
    "ma",
    "mes",
    "votre",
    "vos",
    "notre",
    "nos",
    "ici",
    "chez",
    "sans",
    "sous",
    "entre",
    "vers",
    "contre",
    "malgré",
    "dès",
    "durant",
    "pendant",
    "aucun",
    "aucune",
    "cela",
    "ça",
    "car",
    "donc",
    "que",
    "qu'",
    "parce",
    "puisque",
    "puisqu'",
    "tandis",
    "quelques",
    "deux",
    "trois",
    "quatre",
    "seul",
    "seuls",
    "seule",
    "même",
    "très",
    "aussi",
    "également",
    "bien",
    "pourquoi",
    "tel",
    "telle",
    "or",
    "ni",
    "ne",
    "n'",
    "jusqu'",
    "où",
    "t'",
    "tu",
];

/// Words behind which no sentence ends, beside those of [`STARTERS`].
const BINDERS: &[&str] = &[
    "de",
    "ou",
    "telles",
    "tels",
    "intitulé",
    "intitulée",
    "film",
    "livre",
    "roman",
    "album",
    "albums",
    "titre",
    "titré",
    "journal",
    "quotidien",
    "hebdomadaire",
    "magazine",
    "parmi",
    "lesquelles",
    "lesquels",
];

/// Whether a token can end a sentence.
fn ends(token: &str) -> bool {
    matches!(token, "!" | "?" | "…") || !token.is_empty() && token.bytes().all(|b| b == b'.')
}

/// Cuts a block's tokens into sentences.
fn split(text: &str, tokens: Vec<Span>) -> Vec<Vec<Span>> {
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
        let over = if possible { boundary(text, &tokens, stop, at) } else { unstopped(text, &tokens, at) };
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
fn boundary(text: &str, tokens: &[Span], stop: usize, next: usize) -> bool {
    let Some(span) = tokens.get(next) else { return true };
    let (word, mark) = (span.of_text(text), tokens[stop].of_text(text));
    let Some(first) = word.chars().next() else { return true };
    let starter = STARTERS.contains(&plain(word).as_str());
    if mark == ";" {
        return first.is_uppercase() && starter;
    }
    if !ends(mark) {
        // An abbreviation or an acronym.
        let low = plain(mark.trim_end_matches('.'));
        return (ENDINGS.contains(&low.as_str()) || low.contains('.')) && first.is_uppercase() && starter;
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
fn unstopped(text: &str, tokens: &[Span], next: usize) -> bool {
    let (Some(word), Some(after)) = (tokens.get(next), tokens.get(next + 1)) else { return false };
    let word = word.of_text(text);
    if !word.starts_with(char::is_uppercase) || word.chars().nth(1).is_some_and(char::is_uppercase) {
        return false;
    }
    let before = tokens[next - 1].of_text(text);
    let opens = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '%'));
    let binds = STARTERS.contains(&plain(before).as_str()) || BINDERS.contains(&plain(before).as_str());
    let goes_on = after.of_text(text).starts_with(char::is_lowercase)
        || after.of_text(text).starts_with(|c: char| c.is_ascii_digit());
    STARTERS.contains(&plain(word).as_str()) && !opens && !binds && goes_on
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
    use super::*;
    use selon_model::BlockKind;

    fn sentences(text: &str) -> Vec<Vec<&str>> {
        let block = Block { span: Span::of(0..text.len()), kind: BlockKind::Paragraph };
        drafts(text, &[block]).iter().map(|d| d.tokens.iter().map(|t| t.of_text(text)).collect()).collect()
    }

    #[test]
    fn tokens_follow_the_treebanks() {
        let check = |text: &str, expected: &str| {
            assert_eq!(sentences(text).concat().join("|"), expected, "{text}");
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
            let got: Vec<String> = sentences(text).iter().map(|s| s.join(" ")).collect();
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
            for sentence in sentences(&text) {
                assert!(!sentence.is_empty() && sentence.len() <= LONGEST);
            }
            let block = Block { span: Span::of(0..text.len()), kind: BlockKind::Paragraph };
            for token in drafts(&text, &[block]).iter().flat_map(|d| &d.tokens) {
                assert!(!token.is_empty());
                covered[token.range()].iter_mut().for_each(|c| *c = true);
            }
            for (at, c) in text.char_indices() {
                assert!(covered[at] || is_space(c), "{text:?} at {at}");
            }
        }
    }
}
