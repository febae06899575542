use sha2::{Digest, Sha256};

/// A stable number for some words; never zero.
pub(crate) fn hash(parts: &[&str]) -> i64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let bytes: [u8; 32] = hash.finalize().into();
    let number = bytes.iter().take(8).fold(0i64, |number, byte| number << 8 | i64::from(*byte));
    if number == 0 { 1 } else { number }
}
