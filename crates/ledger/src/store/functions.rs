//! The functions that SQL has beside its own.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, Result};
use selon_model::EventType;

use crate::words::{bare, fold_words};

/// Mean radius of the earth in kilometres (IUGG).
const RADIUS: f64 = 6371.0088;

/// Gives a connection the functions `fold(text)`, `bare(text)`, `km(lat, lon, lat, lon)` and `score(type)`. All are
/// deterministic.
pub(crate) fn register(db: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    db.create_scalar_function(c"fold", 1, flags, |call| Ok(text(call, 0)?.map(fold_words)))?;
    db.create_scalar_function(c"bare", 1, flags, |call| Ok(text(call, 0)?.map(bare)))?;
    db.create_scalar_function(c"km", 4, flags, |call| {
        let degrees = |at| call.get::<Option<f64>>(at);
        let point = |at| Ok::<_, rusqlite::Error>(degrees(at)?.zip(degrees(at + 1)?));
        Ok(point(0)?.zip(point(2)?).map(|(a, b)| kilometres(a, b)))
    })?;
    db.create_scalar_function(c"score", 1, flags, |call| {
        let event = text(call, 0)?.and_then(EventType::parse);
        Ok(event.and_then(EventType::score).map(f64::from))
    })
}

/// An argument; anything that is no text is as good as none.
fn text<'a>(call: &'a Context<'_>, at: usize) -> Result<Option<&'a str>> {
    Ok(call.get_raw(at).as_str().ok())
}

/// The great circle between two points in degrees, by the haversine formula.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let h = half(a.0, b.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(a.1, b.1);
    2.0 * RADIUS * h.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        let (bamako, gao) = ((12.65, -8.0), (16.27, -0.04));
        let told = kilometres(bamako, gao);
        assert!((940.0..955.0).contains(&told), "{told}");
        assert_eq!(kilometres(gao, gao), 0.0);
    }
}
