//! How words are spelt for looking them up.

use std::borrow::Cow;

/// Lower case, with plain apostrophes and hyphens.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    let same = |c: char| match c {
        '\0'..='\x7f' => !c.is_ascii_uppercase(),
        c => folded(c).eq([c]),
    };
    if text.chars().all(same) { text.into() } else { text.chars().flat_map(folded).collect() }
}

fn folded(c: char) -> impl Iterator<Item = char> {
    let plain = match c {
        '’' | 'ʼ' | '‘' => '\'',
        '‐' | '‑' => '-',
        c => c,
    };
    plain.to_lowercase()
}
