//! What a reading was made by. Two readings with equal versions of equal articles are equal.

use selon_claims::Lexicons;
use selon_language::Model;
use selon_model::Versions;

/// The number of the reading: it goes up with every change after which the same text, read with the same model and
/// data, may give other claims. `tests/readings.rs` fails where it was forgotten.
pub const READING: u32 = 1;

/// Tables that neither the model nor the lexicons hold: which blocks of a page are no article, and which agencies a
/// report can be credited to.
const TABLES: [(&str, &str); 2] = [
    ("fr/boilerplate.tsv", include_str!("../../../data/fr/boilerplate.tsv")),
    ("parties/agencies.tsv", include_str!("../../../data/parties/agencies.tsv")),
];

pub(crate) fn of(model: &Model, lexicons: &Lexicons) -> Versions {
    let lexicons = lexicons.version();
    let tables = TABLES.iter().map(|(name, text)| (*name, text.as_bytes()));
    Versions {
        engine: format!("{}+r{READING}", env!("CARGO_PKG_VERSION")),
        model: model.version().to_owned(),
        data: digest(tables.chain([("lexicons", lexicons.as_bytes())])),
    }
}

/// A name for exactly these files. Of each the name and the length come before the content, so that nothing moves from
/// one file to another unseen.
///
/// FNV-1a over words of eight bytes: its 64 bits guard against accident, not against intent.
pub fn digest<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut absorb = |word: u64| hash = (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3);
    for (name, content) in files {
        for part in [name.as_bytes(), content] {
            absorb(part.len() as u64);
            for chunk in part.chunks(8) {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                absorb(u64::from_le_bytes(word));
            }
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_files(files: &[(&str, &str)]) -> String {
        digest(files.iter().map(|(name, text)| (*name, text.as_bytes())))
    }

    #[test]
    fn names_and_borders_of_files_are_part_of_a_digest() {
        let whole = of_files(&[("a", "une ligne\n"), ("b", "deux lignes\n")]);
        assert_eq!(whole, of_files(&[("a", "une ligne\n"), ("b", "deux lignes\n")]));
        let others: [&[(&str, &str)]; 5] = [
            &[("a", "une ligne\ndeux "), ("b", "lignes\n")],
            &[("a", "une ligne\n"), ("c", "deux lignes\n")],
            &[("b", "deux lignes\n"), ("a", "une ligne\n")],
            &[("a", "une ligne\n"), ("b", "deux lignes\n"), ("c", "")],
            &[("a", "une ligne\n\0"), ("b", "deux lignes\n")],
        ];
        for other in others {
            assert_ne!(whole, of_files(other), "{other:?}");
        }
    }
}
