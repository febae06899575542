//! Letters and words as lines are compared by: without case and accents.

/// A text in lower case, without the accents of European languages, apostrophes as `'`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => folded.push('i'),
            'ñ' | 'ń' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ō' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'š' | 'ş' => folded.push('s'),
            'ž' | 'ź' => folded.push('z'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            '’' | 'ʼ' => folded.push('\''),
            // Combining accents of decomposed text.
            '\u{300}'..='\u{36F}' => {}
            _ => folded.push(c),
        }
    }
    folded
}

/// The first `limit` words of a text, folded: stretches of letters and figures.
pub(crate) fn tokens(text: &str, limit: usize) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36F}').contains(&c))
        .filter(|w| !w.is_empty())
        .take(limit)
        .map(fold)
        .collect()
}
