use std::collections::BTreeSet;

use super::report_event::{Day, Traits};
use super::similarity::COPIED_WITHIN;

/// Days in a bucket of short periods, and of long ones.
const SHORT: Day = 8;
const LONG: Day = 32;
/// Longer periods are looked for by months.
const SHORT_AT_MOST: Day = 12;
/// No period is followed over more buckets.
const BUCKETS: Day = 50;
/// Days by which periods of one event may differ; see `likeness`.
const REACH: Day = 3;
/// Degrees of latitude and longitude in a cell: more than the 60 km that two names of one place may be apart.
const CELL: f64 = 0.75;
/// Places of a telling that it is found by.
const SITES: usize = 2;

/// Blocks that a telling stands in, and blocks in which it looks for others. Two tellings that can be of one event
/// stand in a block where the other looks, and the other way round: that, and not the order in which they came,
/// decides what is compared. ReportEvents without any day are compared among themselves only.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Blocks {
    pub(crate) stands: BTreeSet<i64>,
    pub(crate) looks: BTreeSet<i64>,
    /// Of its sentences: whoever stands there has them in the same words.
    pub(crate) copies: BTreeSet<i64>,
}

impl Blocks {
    pub(crate) fn of(traits: &Traits) -> Blocks {
        let (mut stands, mut looks) = (BTreeSet::new(), BTreeSet::new());
        let (stand_places, look_places) = places(traits);
        let (stand_days, look_days) = days(traits.days());
        let family = traits.family as u64;
        for (places, days, into) in
            [(&stand_places, &stand_days, &mut stands), (&look_places, &look_days, &mut looks)]
        {
            for place in places {
                into.extend(days.iter().map(|day| mixed([family, *place, *day])));
            }
        }
        let mut copies = BTreeSet::new();
        let (own_months, near_months) = months(traits.published);
        for sentence in &traits.sentences {
            let block = |month: &u64| mixed([family, *sentence as u64, *month]);
            stands.extend(own_months.iter().map(block));
            copies.extend(near_months.iter().map(block));
        }
        Blocks { stands, looks, copies }
    }
}

/// A town stands in its cell, for other towns, and in its country, for vaguer places; those stand in their country only.
fn places(traits: &Traits) -> (Vec<u64>, Vec<u64>) {
    let countries = traits.countries();
    let of_country = |kind: u64| -> Vec<u64> {
        if countries.is_empty() {
            return vec![mixed([kind, 0, 0]) as u64];
        }
        countries.iter().map(|country| mixed([kind, letters(country), 1]) as u64).collect()
    };
    let (exact, vague) = (of_country(1), of_country(2));
    if traits.vagueness() > 0 {
        return (vague.clone(), [vague, exact].concat());
    }
    let (mut stands, mut looks) = (exact, vague);
    let points = traits.sites.iter().filter_map(|site| site.point);
    for (lat, lon) in points.take(SITES) {
        let (row, column) = ((lat / CELL).floor() as i64, (lon / CELL).floor() as i64);
        let cell = |row: i64, column: i64| mixed([3, row as u64, column as u64]) as u64;
        stands.push(cell(row, column));
        for row in row - 1..=row + 1 {
            looks.extend((column - 1..=column + 1).map(|column| cell(row, column)));
        }
    }
    // A gazetteer without the town's point still has its country.
    if traits.sites.iter().all(|site| site.point.is_none()) {
        stands.push(mixed([4, 0, 0]) as u64);
        looks.push(mixed([4, 0, 0]) as u64);
    }
    (stands, looks)
}

fn days(days: Option<(Day, Day)>) -> (Vec<u64>, Vec<u64>) {
    let Some((from, to)) = days else {
        let none = vec![mixed([7, 0, 0]) as u64];
        return (none.clone(), none);
    };
    let buckets = |kind: u64, size: Day, from: Day, to: Day| -> Vec<u64> {
        let (first, last) = (from.div_euclid(size), to.div_euclid(size));
        let last = last.min(first + BUCKETS);
        (first..=last).map(|bucket| mixed([kind, bucket as u64, 0]) as u64).collect()
    };
    let looks =
        [buckets(5, SHORT, from - REACH, to + REACH), buckets(6, LONG, from - REACH, to + REACH)].concat();
    let stands =
        if to - from <= SHORT_AT_MOST { buckets(5, SHORT, from, to) } else { buckets(6, LONG, from, to) };
    (stands, looks)
}

/// Months of publication in which a telling stands with its sentences, and in which it looks for copies of them.
fn months(published: Option<(Day, Day)>) -> (Vec<u64>, Vec<u64>) {
    let Some((from, to)) = published else { return (vec![0], vec![0]) };
    let months = |from: Day, to: Day| -> Vec<u64> {
        (from.div_euclid(LONG)..=to.div_euclid(LONG))
            .map(|month| mixed([8, month as u64, 0]) as u64)
            .collect()
    };
    (months(from, to), months(from - COPIED_WITHIN, to + COPIED_WITHIN))
}

fn letters(country: &str) -> u64 {
    country.bytes().take(8).fold(0, |all, byte| all << 8 | u64::from(byte))
}

/// A stable mix of three numbers (SplitMix64's finaliser); blocks that fall together only cost a comparison.
fn mixed(numbers: [u64; 3]) -> i64 {
    let mut state = 0u64;
    for number in numbers {
        state = (state ^ number).wrapping_add(0x9E37_79B9_7F4A_7C15);
        state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        state ^= state >> 31;
    }
    state as i64
}
