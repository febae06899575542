//! What several commands take: inputs, a ledger, days, and how values are written.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use selon::model::{Date, EventType, Factuality, PartialDate};
use selon_ledger::query::Near;

/// What is read, and what is known of it.
#[derive(Debug, Default, Args)]
pub(crate) struct Inputs {
    /// Files, folders, http(s) addresses, or - for standard input
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    /// Day of publication, before what the inputs say themselves: 2021-03-28, 2021-03 or 2021
    #[arg(long, value_name = "DATE", value_parser = partial_date)]
    pub(crate) published: Option<PartialDate>,

    /// Name of the outlet, before what the inputs say themselves
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
}

/// Where the ledger is.
#[derive(Clone, Debug, Args)]
pub(crate) struct Where {
    /// File of the ledger
    #[arg(long, value_name = "FILE", default_value = "selon.db", env = "SELON_LEDGER")]
    pub(crate) ledger: PathBuf,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Language of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// French
    Fr,
    /// English
    En,
}

/// A day, a month or a year.
pub(crate) fn partial_date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).ok_or_else(|| "a date is written 2021-03-28, 2021-03 or 2021".to_owned())
}

pub(crate) fn near(text: &str) -> Result<Near, String> {
    let numbers: Vec<f64> = text.split(',').map_while(|part| part.trim().parse().ok()).collect();
    match *numbers.as_slice() {
        [lat, lon, radius]
            if lat.abs() <= 90.0 && lon.abs() <= 180.0 && (0.0..=20_100.0).contains(&radius) =>
        {
            Ok(Near { lat, lon, radius })
        }
        _ => Err("a circle is written LAT,LON,KM in degrees and kilometres: 14.1,-1.63,50".to_owned()),
    }
}

pub(crate) fn event(text: &str) -> Result<EventType, String> {
    EventType::parse(&text.trim().to_uppercase())
        .ok_or_else(|| one_of(EventType::ALL.iter().map(|t| t.as_str())))
}

pub(crate) fn factuality(text: &str) -> Result<Factuality, String> {
    Factuality::parse(&text.trim().to_lowercase())
        .ok_or_else(|| one_of(Factuality::ALL.iter().map(|f| f.as_str())))
}

fn one_of(names: impl Iterator<Item = &'static str>) -> String {
    format!("is none of {}", names.collect::<Vec<_>>().join(", "))
}

pub(crate) fn first_day(text: &str) -> Result<Date, String> {
    let date = partial_date(text)?;
    let first = PartialDate { month: date.month.or(Some(1)), day: date.day.or(Some(1)), ..date };
    first.day().ok_or_else(|| "is no day".to_owned())
}

pub(crate) fn last_day(text: &str) -> Result<Date, String> {
    partial_date(text)?.latest().ok_or_else(|| "is no day".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert_eq!(first_day("2021-02").unwrap().to_string(), "2021-02-01");
        assert_eq!(last_day("2021-02").unwrap().to_string(), "2021-02-28");
        assert!(near("14.1,-1.63,50").is_ok());
        assert!(
            ["14.1,-1.63", "91,0,5", "0,0,-5", "a,b,c", "1,2,3,4", "0,0,nan"]
                .into_iter()
                .all(|t| near(t).is_err())
        );
        assert_eq!(event("assault").unwrap(), EventType::Assault);
        assert!(event("WAR").unwrap_err().contains("ASSAULT"));
    }
}
