//! GeoNames' populated places, read in place from the bytes that `data/places/build.py` writes.
//!
//! All numbers are little-endian. After the magic and six counts (countries, divisions, places,
//! blocks of keys, keys, bytes of the pool) come:
//!
//! - countries: ISO3, a zero, first place (u32); divisions: first place, name in the pool (u32 each);
//! - places, 15 bytes each, by country, division and falling population: GeoNames id (u32),
//!   latitude and longitude in 1/40000 degree (i24), 1000·ln(1 + population) (u16), name in the pool (u24);
//! - the first byte of each block of keys (u32);
//! - the pool of names: length (u8) and UTF-8; offset 0 is the empty name;
//! - the keys in order, 16 a block, front-coded: bytes shared with the key before (u8), bytes of
//!   its own (u8), these, then the number of places (varint) and each place (u24, whose highest bit marks an alternate name).
//!
//! A key is a folded name (see `spelling::ascii`) or `~`, the country in lower case and the consonants of a name (see `keys`).

use crate::lexicon::table::LexiconError;

/// The index that comes with the program.
pub(crate) static PLACES: &[u8] = include_bytes!("../../../../../data/places/places.bin");

const FILE: &str = "data/places/places.bin";
const MAGIC: &[u8] = b"SELPLC02";
const PLACE: usize = 15;
const COUNTRY: usize = 8;
const DIVISION: usize = 8;
const BLOCK: usize = 16;
const ALTERNATE: u32 = 1 << 23;

/// The compiled places; a view on bytes, so that opening it costs nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Index {
    countries: &'static [u8],
    divisions: &'static [u8],
    places: &'static [u8],
    blocks: &'static [u8],
    pool: &'static [u8],
    keys: &'static [u8],
    count: usize,
}

/// One populated place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Town {
    /// GeoNames id.
    pub(crate) id: u32,
    /// GeoNames' preferred name.
    pub(crate) name: &'static str,
    /// English name of the first-level division, where the table of divisions has it.
    pub(crate) division: &'static str,
    /// ISO 3166-1 alpha-3.
    pub(crate) country: &'static str,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) population: f64,
}

/// A place under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) town: u32,
    /// The key is no form of the preferred name.
    pub(crate) alternate: bool,
}

impl Index {
    /// Checks the header and the sizes of the parts.
    pub(crate) fn open(data: &'static [u8]) -> Result<Index, LexiconError> {
        let broken = || LexiconError::new(FILE, 0, "not an index of places, or of another version");
        let counts: Vec<usize> = (0..6).map(|i| u32_at(data, MAGIC.len() + 4 * i) as usize).collect();
        let mut rest = data.get(MAGIC.len() + 24..).filter(|_| data.starts_with(MAGIC)).ok_or_else(broken)?;
        let mut part = |size: usize| {
            let (part, after) = rest.split_at_checked(size)?;
            rest = after;
            Some(part)
        };
        let mut parts = Vec::with_capacity(5);
        let sizes = [counts[0] * COUNTRY, counts[1] * DIVISION, counts[2] * PLACE, counts[3] * 4, counts[5]];
        for size in sizes {
            parts.push(part(size).ok_or_else(broken)?);
        }
        let [countries, divisions, places, blocks, pool] = parts[..] else { return Err(broken()) };
        Ok(Index { countries, divisions, places, blocks, pool, keys: rest, count: counts[2] })
    }

    /// The places under a folded name, in the order of the index.
    pub(crate) fn find(&self, key: &str) -> Vec<Posting> {
        let key = key.as_bytes();
        let blocks = self.blocks.len() / 4;
        let (mut low, mut high) = (0, blocks);
        while low < high {
            let middle = low.midpoint(high);
            if self.first_key(middle) <= key { low = middle + 1 } else { high = middle }
        }
        if low == 0 { Vec::new() } else { self.find_in(low - 1, key).unwrap_or_default() }
    }

    /// The places of a country whose preferred name has these consonants.
    pub(crate) fn sounding(&self, country: &str, consonants: &str) -> Vec<Posting> {
        self.find(&format!("~{}{consonants}", country.to_ascii_lowercase()))
    }

    /// A place by its number.
    pub(crate) fn town(&self, number: u32) -> Town {
        let at = number as usize * PLACE;
        let country = last_before(self.countries, COUNTRY, 4, number);
        let division = last_before(self.divisions, DIVISION, 0, number);
        Town {
            id: u32_at(self.places, at),
            lat: degrees(self.places, at + 4),
            lon: degrees(self.places, at + 7),
            population: libm::expm1(f64::from(u16_at(self.places, at + 10)) / 1000.0).round(),
            name: self.pooled(u24_at(self.places, at + 12)),
            division: self.pooled(u32_at(self.divisions, division * DIVISION + 4)),
            country: std::str::from_utf8(
                self.countries.get(country * COUNTRY..country * COUNTRY + 3).unwrap_or(b""),
            )
            .unwrap_or(""),
        }
    }

    /// The numbers of a country's places.
    pub(crate) fn towns_of(&self, country: &str) -> std::ops::Range<u32> {
        let at = self.countries.chunks_exact(COUNTRY).position(|c| &c[..3] == country.as_bytes());
        let Some(at) = at else { return 0..0 };
        let end = if (at + 1) * COUNTRY < self.countries.len() {
            u32_at(self.countries, (at + 1) * COUNTRY + 4)
        } else {
            self.count as u32
        };
        u32_at(self.countries, at * COUNTRY + 4)..end
    }

    /// The numbers of the places of a country's division, by its English name.
    pub(crate) fn towns_in(&self, country: &str, division: &str) -> std::ops::Range<u32> {
        let of_country = self.towns_of(country);
        let divisions = self.divisions.len() / DIVISION;
        let first =
            |i: usize| if i < divisions { u32_at(self.divisions, i * DIVISION) } else { self.count as u32 };
        let mut at = last_before(self.divisions, DIVISION, 0, of_country.start);
        while at < divisions && first(at) < of_country.end {
            if self.pooled(u32_at(self.divisions, at * DIVISION + 4)) == division {
                return first(at)..first(at + 1);
            }
            at += 1;
        }
        0..0
    }

    fn pooled(&self, at: u32) -> &'static str {
        let at = at as usize;
        let len = self.pool.get(at).map_or(0, |l| *l as usize);
        self.pool.get(at + 1..at + 1 + len).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or("")
    }

    fn first_key(&self, block: usize) -> &'static [u8] {
        let at = u32_at(self.blocks, block * 4) as usize;
        let len = self.keys.get(at + 1).map_or(0, |l| *l as usize);
        self.keys.get(at + 2..at + 2 + len).unwrap_or(b"")
    }

    fn find_in(&self, block: usize, key: &[u8]) -> Option<Vec<Posting>> {
        let mut rest = self.keys.get(u32_at(self.blocks, block * 4) as usize..)?;
        let mut current: Vec<u8> = Vec::with_capacity(32);
        for _ in 0..BLOCK {
            let [shared, own, tail @ ..] = rest else { return None };
            let (own, tail) = tail.split_at_checked(*own as usize)?;
            current.truncate(*shared as usize);
            current.extend_from_slice(own);
            let (count, tail) = varint(tail)?;
            let (postings, tail) = tail.split_at_checked(count * 3)?;
            match current.as_slice().cmp(key) {
                std::cmp::Ordering::Less => rest = tail,
                std::cmp::Ordering::Equal => return Some(postings.chunks_exact(3).map(posting).collect()),
                std::cmp::Ordering::Greater => return None,
            }
        }
        None
    }
}

fn posting(bytes: &[u8]) -> Posting {
    let raw = u24_at(bytes, 0);
    Posting { town: raw & (ALTERNATE - 1), alternate: raw & ALTERNATE != 0 }
}

/// The last record whose first place (u32 at `field`) is not behind `number`.
fn last_before(table: &[u8], record: usize, field: usize, number: u32) -> usize {
    let (mut low, mut high) = (0, table.len() / record);
    while low < high {
        let middle = low.midpoint(high);
        if u32_at(table, middle * record + field) <= number { low = middle + 1 } else { high = middle }
    }
    low.saturating_sub(1)
}

fn varint(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (i, byte) in bytes.iter().take(4).enumerate() {
        value |= (*byte as usize & 0x7F) << (7 * i);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[i + 1..]));
        }
    }
    None
}

fn u16_at(data: &[u8], at: usize) -> u16 {
    data.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

fn u24_at(data: &[u8], at: usize) -> u32 {
    data.get(at..at + 3).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], 0]))
}

fn u32_at(data: &[u8], at: usize) -> u32 {
    data.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn degrees(data: &[u8], at: usize) -> f64 {
    let raw = u24_at(data, at) << 8;
    let rounded = f64::from(raw as i32 >> 8) / 40000.0;
    (rounded * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::places::keys::{consonant_key, phonetic_key};
    use crate::spelling::{ascii, ascii_words};

    fn biggest(index: &Index, name: &str, country: &str) -> Option<Town> {
        let towns = index.find(&ascii(name)).into_iter().map(|p| index.town(p.town));
        towns.filter(|t| t.country == country).max_by(|a, b| a.population.total_cmp(&b.population))
    }

    #[test]
    fn names_are_found_under_their_spellings() {
        let index = Index::open(PLACES).unwrap();
        let check = |name: &str, country: &str, id: u32, division: &str| {
            let town = biggest(&index, name, country).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((town.id, town.division), (id, division), "{name}");
        };
        check("Alep", "SYR", 170063, "Aleppo");
        check("Idleb", "SYR", 169389, "Idlib");
        check("N’Djamena", "TCD", 2427123, "");
        assert_eq!(index.find("zzzzzz"), []);
        assert_eq!(index.find(""), []);
    }

    #[test]
    fn every_tenth_thousandth_place_is_found_under_its_own_name() {
        let index = Index::open(PLACES).unwrap();
        for number in (0..index.count as u32).step_by(997) {
            let town = index.town(number);
            let key = ascii(town.name);
            if key.len() >= 3 {
                assert!(index.find(&key).contains(&Posting { town: number, alternate: false }), "{town:?}");
            }
            let consonants = consonant_key(&phonetic_key(&ascii_words(town.name)));
            if consonants.len() >= 3 && ["SYR", "UKR", "MLI", "SDN"].contains(&town.country) {
                assert!(
                    index.sounding(town.country, &consonants).iter().any(|p| p.town == number),
                    "{town:?}"
                );
            }
        }
    }

    #[test]
    fn broken_bytes_are_refused() {
        assert!(Index::open(b"SELPLC02").is_err());
        assert!(Index::open(b"").is_err());
        assert!(Index::open(&PLACES[..PLACES.len() / 3]).is_err());
    }

    #[test]
    fn divisions_are_ranges_of_places() {
        let index = Index::open(PLACES).unwrap();
        let towns = index.towns_in("SYR", "Idlib");
        assert!(towns.clone().all(|t| index.town(t).division == "Idlib") && !towns.is_empty());
        assert!(index.towns_in("SYR", "Nowhere").is_empty());
        assert!(index.towns_of("XYZ").is_empty());
    }
}
