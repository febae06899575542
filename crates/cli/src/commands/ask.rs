//! Commands that ask a ledger and change nothing: `claims`, `sources`, `parties`, `places`, `relations`, `stance`, `sql`.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use selon_ledger::export::Of;
use selon_ledger::form::FoundForm;
use selon_ledger::query::{Object, Table, Tally};
use selon_ledger::{Error, Ledger};

use super::answer::{Out, asked, print};
use super::export;
use crate::args::ask::{self as args, AskCommand};
use crate::args::filters::AskFormat;
use crate::output::println;
use crate::plan::Plan;
use crate::view::screen::Screen;
use crate::view::{csv, grid, table};
use crate::words::Words;

/// Answers one command.
pub(crate) fn run(plan: &Plan, command: &AskCommand) -> Result<bool> {
    let screen = plan.screen;
    match command {
        AskCommand::Claims(args) => claims(args, screen)?,
        AskCommand::Sources(args) => tally(Tally::Sources, args, screen)?,
        AskCommand::Parties(args) => tally(Tally::Parties, args, screen)?,
        AskCommand::Places(args) => tally(Tally::Places, args, screen)?,
        AskCommand::Relations(args) => relations(args, screen)?,
        AskCommand::Stance(args) => {
            let ledger = Ledger::read(&args.place.ledger)?;
            let limit = args.shape.limit();
            let answer = ledger.stance(&args.filters.filter(), asked(limit))?;
            print(answer, args.shape.format, limit, screen)?;
        }
        AskCommand::Sql(args) => sql(args, screen)?,
        AskCommand::AsOf(_) => {
            bail!("as-of is followed by a day and a command: selon as-of 2021-03-28 claims")
        }
    }
    Ok(true)
}

fn claims(args: &args::Claims, screen: Screen) -> Result<()> {
    if args.shape.format == AskFormat::Geojson {
        return export::features(&Ledger::open(&args.place.ledger)?, Of::Claims, &args.filters.filter());
    }
    let ledger = Ledger::read(&args.place.ledger)?;
    let limit = args.shape.limit();
    let mut found = ledger.find(&args.filters.filter(), args.sort.order(), asked(limit))?;
    let more = limit.is_some_and(|limit| found.len() > limit);
    found.truncate(limit.unwrap_or(usize::MAX));
    let format = args.shape.format;
    let mut out = Out::begin(format, &csv::found_header())?;
    let mut number = 0;
    let mut before = None;
    ledger.each_found(&found, |stored, claim| -> Result<()> {
        number += 1;
        let text = match format {
            AskFormat::Table => {
                let heading = before.replace(claim.version) != Some(claim.version);
                table::found(&stored.report, claim.index, number, heading, screen)
            }
            AskFormat::Csv => csv::found(stored, claim),
            _ => match FoundForm::of(stored, claim) {
                Some(form) => out.json(&form),
                None => String::new(),
            },
        };
        out.row(&text)
    })?;
    let words = Words::of(screen.lang);
    out.end(match format {
        AskFormat::Table if found.is_empty() => Some(words.no_claim),
        AskFormat::Table if more => Some(words.more),
        _ => None,
    })
}

fn tally(what: Tally, args: &args::Tally, screen: Screen) -> Result<()> {
    let ledger = Ledger::read(&args.place.ledger)?;
    let limit = args.shape.limit();
    let answer = ledger.tally(what, &args.filters.filter(), args.sort.sort(), asked(limit))?;
    print(answer, args.shape.format, limit, screen)
}

fn relations(args: &args::Relations, screen: Screen) -> Result<()> {
    let ledger = Ledger::read(&args.place.ledger)?;
    let (filter, limit, format) = (args.filters.filter(), args.shape.limit(), args.shape.format);
    if !args.holders {
        print(ledger.relations(&filter, asked(limit))?, format, limit, screen)?;
    }
    if args.holders || format == AskFormat::Table {
        if !args.holders {
            println("")?;
        }
        print(ledger.holders(&filter, asked(limit))?, format, limit, screen)?;
    }
    Ok(())
}

/// Rows of a table that is made of SQL: it has to be held whole before it can be drawn.
const ROWS: usize = 1_000;

/// Why no more rows are wanted.
enum Stop {
    Enough,
    Failed(anyhow::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Failed(error.into())
    }
}

fn sql(args: &args::Sql, screen: Screen) -> Result<()> {
    let mut ledger = Ledger::read(&args.place.ledger)?;
    let end = Instant::now() + Duration::from_secs(args.timeout);
    let forever = args.timeout == 0;
    let stop = move || !forever && Instant::now() >= end;
    let format = args.format;
    let mut held = Table::new(&[]);
    let mut out: Option<Out> = None;
    let done = ledger.sql(&args.statement, stop, |columns, row| {
        if format == AskFormat::Table {
            if held.rows.len() == ROWS {
                return Err(Stop::Enough);
            }
            if held.columns.is_empty() {
                held.columns = columns.to_vec();
            }
            held.rows.push(row.to_vec());
            return Ok(());
        }
        let sink = match &mut out {
            Some(sink) => sink,
            None => out.insert(Out::begin(format, &csv::names(columns)).map_err(Stop::Failed)?),
        };
        let text = match format {
            AskFormat::Csv => csv::cells(row),
            _ => sink.json(&Object::of(columns, row)),
        };
        sink.row(&text).map_err(Stop::Failed)
    });
    let words = Words::of(screen.lang);
    let note = match done {
        Ok(columns) => {
            held.columns = columns;
            None
        }
        Err(Stop::Enough) => Some(words.more_rows),
        Err(Stop::Failed(error)) => return Err(error),
    };
    let mut out = match out {
        Some(out) => out,
        None => Out::begin(format, &csv::names(&held.columns))?,
    };
    if format == AskFormat::Table {
        out.row(&grid::grid(&held, screen))?;
    }
    out.end(note)
}
