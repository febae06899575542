//! How names of places sound, and how near two spellings are.
//!
//! `data/places/build.py` makes the keys of the index in the same way; the tests hold the two together.

/// Whether a folded word is an article of an Arabic name, in its French or English spelling.
pub(crate) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "ach"
            | "ad"
            | "al"
            | "an"
            | "ar"
            | "as"
            | "ash"
            | "at"
            | "az"
            | "ech"
            | "ed"
            | "el"
            | "er"
            | "es"
            | "esh"
            | "ez"
            | "oul"
            | "ud"
            | "ul"
            | "ur"
            | "us"
            | "uz"
    )
}

/// Groups of letters and the one sound that they are taken for, in the order of their replacement.
const SOUNDS: &[(&str, &str)] = &[
    ("tch", "x"),
    ("sch", "x"),
    ("sh", "x"),
    ("ch", "x"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("zh", "j"),
    ("dj", "j"),
    ("dz", "z"),
    ("tz", "s"),
    ("ts", "s"),
    ("ck", "k"),
    ("qu", "k"),
    ("q", "k"),
    ("c", "k"),
];

/// A name as it sounds whatever its transliteration: articles dropped, one letter a sound, vowels
/// as `a`, `i` (e, i, y) and `u` (o, u, w), doubled letters as one.
pub(crate) fn phonetic_key<S: AsRef<str>>(words: &[S]) -> String {
    let mut text: String = words.iter().map(AsRef::as_ref).filter(|w| !is_article(w)).collect();
    if text.is_empty() {
        text = words.iter().map(AsRef::as_ref).collect();
    }
    text = text.replace('x', "ks");
    for (written, sound) in SOUNDS {
        text = text.replace(written, sound);
    }
    let mut out = String::new();
    for (i, c) in text.chars().enumerate() {
        let c = match c {
            'e' | 'y' => 'i',
            'o' | 'w' => 'u',
            c => c,
        };
        if !(c == 'h' && i > 0 || out.ends_with(c)) {
            out.push(c);
        }
    }
    out
}

/// The consonants of [`phonetic_key`], after an `a` where it begins with a vowel.
pub(crate) fn consonant_key(phonetic: &str) -> String {
    let vowel = |c: char| matches!(c, 'a' | 'i' | 'u');
    let first = if phonetic.starts_with(vowel) { "a" } else { "" };
    first.chars().chain(phonetic.chars().filter(|c| !vowel(*c))).collect()
}

/// Whether one letter inserted, dropped, changed or swapped with its neighbour makes `a` of `b`.
pub(crate) fn within_one_edit(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (s, l) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => match (s, l) {
            ([x, y, s @ ..], [v, w, l @ ..]) if x == w && y == v && s == l => true,
            ([_, s @ ..], [_, l @ ..]) => s == l,
            _ => true,
        },
        1 => s == &l[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::ascii_words;

    #[test]
    fn transliterations_sound_alike() {
        let key = |name: &str| consonant_key(&phonetic_key(&ascii_words(name)));
        let check = |a: &str, b: &str| assert_eq!(key(a), key(b), "{a} / {b}");
        check("Khan Cheikhoun", "Khān Shaykhūn");
        check("el-Facher", "Al Fashir");
        check("Kourakhovo", "Kurakhove");
        check("Tchernihiv", "Chernihiv");
        assert_ne!(key("Hama"), key("Homs"));
    }

    #[test]
    fn one_edit() {
        let check = |a, b, expected| assert_eq!(within_one_edit(a, b), expected, "{a} {b}");
        check("alpe", "alep", true);
        check("alep", "aleppo", false);
        check("idlb", "idlib", true);
        check("homs", "hama", false);
        check("goma", "goma", true);
        check("", "a", true);
    }
}
