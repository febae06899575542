//! The functions that SQL has beside its own.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, Result};
use selon_model::EventType;
use selon_model::geo::Point;

use crate::words::{bare, fold_words};

/// Gives a connection the functions `fold(text)`, `bare(text)`, `km(lat, lon, lat, lon)` and `score(type)`. All are
/// deterministic.
pub(crate) fn register(db: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    db.create_scalar_function(c"fold", 1, flags, |call| Ok(text(call, 0)?.map(fold_words)))?;
    db.create_scalar_function(c"bare", 1, flags, |call| Ok(text(call, 0)?.map(bare)))?;
    db.create_scalar_function(c"km", 4, flags, |call| {
        let degrees = |at| call.get::<Option<f64>>(at);
        let point = |at| {
            let both = degrees(at)?.zip(degrees(at + 1)?);
            Ok::<_, rusqlite::Error>(both.map(|(lat, lon)| Point { lat, lon }))
        };
        Ok(point(0)?.zip(point(2)?).map(|(a, b)| Point::km_to(a, b)))
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
