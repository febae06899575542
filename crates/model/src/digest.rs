use std::fmt;

/// A name for exactly some content: FNV-1a over words of eight bytes, as some tables have many of them.
///
/// Each piece is absorbed with its name and length, so that a row moved from one table to the next gives another digest. 64 bits guard
/// against accident, not against intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

impl Default for Digest {
    fn default() -> Digest {
        Digest(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// Adds a named piece.
    pub fn absorb(&mut self, name: &str, content: &[u8]) {
        for bytes in [name.as_bytes(), content] {
            self.word(bytes.len() as u64);
            for chunk in bytes.chunks(8) {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                self.word(u64::from_le_bytes(word));
            }
        }
    }

    fn word(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x0000_0100_0000_01b3);
    }
}

impl fmt::Display for Digest {
    /// Sixteen hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_piece_ends_makes_a_difference() {
        let of = |pieces: &[(&str, &str)]| {
            let mut digest = Digest::default();
            pieces.iter().for_each(|(name, content)| digest.absorb(name, content.as_bytes()));
            digest.to_string()
        };
        assert_eq!(of(&[("a", "bc")]), of(&[("a", "bc")]));
        let all =
            [of(&[("a", "bc")]), of(&[("ab", "c")]), of(&[("a", "b"), ("", "c")]), of(&[("a", "bc\0")])];
        assert!((1..4).all(|i| !all[..i].contains(&all[i])), "{all:?}");
    }
}
