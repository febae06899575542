/// Letters and digits of ids: none that are taken for others.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The written id of the incident that the telling with this key leads: "i" and thirteen letters and digits.
pub fn id_of(key: i64) -> String {
    let key = key as u64;
    let digit = |n: u32| char::from(ALPHABET[(key >> (5 * n) & 31) as usize]);
    std::iter::once('i').chain((0..13).rev().map(digit)).collect()
}

/// The key that an id was made from.
pub(crate) fn key_of(id: &str) -> Option<i64> {
    let digits = id.strip_prefix('i').filter(|digits| digits.len() == 13)?;
    digits
        .bytes()
        .try_fold(0u64, |key, byte| {
            let digit = ALPHABET.iter().position(|letter| *letter == byte.to_ascii_lowercase())?;
            Some(key << 5 | digit as u64)
        })
        .map(|key| key as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_round_trip() {
        for key in [1, -1, i64::MIN, i64::MAX, 123_456_789_012_345] {
            assert_eq!(key_of(&id_of(key)), Some(key));
        }
        assert_eq!(key_of("i12"), None);
        assert_eq!(key_of("iuuuuuuuuuuuuu"), None);
    }
}
