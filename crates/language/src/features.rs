//! The features of a word type: what the network sees of a word before its neighbours.
//!
//! `training/features.py` computes the same strings; the parity test holds the two together.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Hashes of the features of a form ("kind:value", FNV-1a over UTF-8), in `hashes`, which is cleared.
pub(crate) fn features(form: &str, hashes: &mut Vec<u64>) {
    hashes.clear();
    let form: String = form.chars().map(normalise).collect();
    let low: Vec<char> =
        form.to_lowercase().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let plain: Vec<char> = low.iter().copied().nfd().filter(|c| !is_combining_mark(*c)).collect();
    hashes.push(hash("w:", &low));
    hashes.push(hash("u:", &plain));
    hashes.push(hash("h:", &shape(&form)));
    for (k, kind) in (1..).zip(["p1:", "p2:", "p3:", "p4:"]) {
        if low.len() > k {
            hashes.push(hash(kind, &low[..k]));
        }
    }
    for (k, kind) in (1..).zip(["s1:", "s2:", "s3:", "s4:", "s5:", "s6:"]) {
        if low.len() > k {
            hashes.push(hash(kind, &low[low.len() - k..]));
        }
    }
    for (k, kind) in [(3, "v3:"), (5, "v5:")] {
        if plain.len() > k {
            hashes.push(hash(kind, &plain[plain.len() - k..]));
        }
    }
}

/// Typographic variants of one sign are one.
fn normalise(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '“' | '„' => '«',
        '”' => '»',
        '–' | '—' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        c => c,
    }
}

/// Classes of characters, runs shortened to two: "Al-Nosra" is "Xx-Xxx", "1.200" is "d.dd".
fn shape(form: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(10);
    for c in form.chars() {
        let class = match c {
            '0'..='9' => 'd',
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c => c,
        };
        if !out.ends_with(&[class, class]) {
            out.push(class);
        }
        if out.len() == 10 {
            break;
        }
    }
    out
}

fn hash(kind: &str, value: &[char]) -> u64 {
    let mut h = 0xCBF2_9CE4_8422_2325u64;
    let mut feed = |byte: u8| h = (h ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    kind.bytes().for_each(&mut feed);
    let mut buffer = [0; 4];
    for c in value {
        c.encode_utf8(&mut buffer).bytes().for_each(&mut feed);
    }
    h
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let check = |form: &str, expected: &str| {
            assert_eq!(shape(form).into_iter().collect::<String>(), expected, "{form}");
        };
        check("Al-Nosra", "Xx-Xxx");
        check("1.200", "d.dd");
        check("ONU", "XX");
        check("l'", "x'");
    }

    #[test]
    fn typographic_variants_have_the_same_features() {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        features("aujourd’hui", &mut a);
        features("aujourd'hui", &mut b);
        assert_eq!(a, b);
        features("Idleb", &mut b);
        assert_ne!(a, b);
    }
}
