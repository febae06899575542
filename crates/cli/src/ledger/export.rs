//! `selon export`: the ledger in the forms of other programs.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, Result, bail};
use selon_ledger::Ledger;
use selon_ledger::export::{Export, Form, Of};

use super::args::{self, ExportForm};
use super::now;
use crate::inputs::io_reason;
use crate::run::ended;

/// Exports a ledger; always all of what was asked for.
pub(crate) fn export(args: &args::Export) -> Result<bool> {
    if args.hxl && args.form != ExportForm::Csv {
        bail!("--hxl adds a second row of headers, which only --as csv has");
    }
    let ledger = Ledger::open(&args.place.ledger)?;
    let export = Export { form: form(args), names: args.with_names };
    match &args.output {
        None => {
            ledger.export(export, &now(), &mut BufWriter::new(Standard(io::stdout())))?;
        }
        Some(path) => {
            let beside = Beside::of(path)?;
            let told = |error: &io::Error| format!("{}: {}", path.display(), io_reason(error));
            let file = File::create(&beside.path).map_err(|e| anyhow::anyhow!(told(&e)))?;
            let mut out = BufWriter::new(Named { file, path });
            ledger.export(export, &now(), &mut out)?;
            out.get_ref().file.sync_all().map_err(|e| anyhow::anyhow!(told(&e)))?;
            beside.stands_for(path)?;
        }
    }
    Ok(true)
}

fn form(args: &args::Export) -> Form {
    let of = match args.of {
        args::Of::Claims => Of::Claims,
        args::Of::Incidents => Of::Incidents,
    };
    match args.form {
        ExportForm::Csv => Form::Csv { hxl: args.hxl },
        ExportForm::Geojson => Form::GeoJson(of),
        ExportForm::Jsonl => Form::Jsonl,
        ExportForm::Acled => Form::Acled,
        ExportForm::Ucdp => Form::Ucdp,
        ExportForm::Prov => Form::Prov,
    }
}

/// Standard output; whoever reads it has seen enough when the pipe is closed.
struct Standard(io::Stdout);

impl Write for Standard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(ended)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(ended)
    }
}

/// A file whose errors say which it is.
struct Named<'a> {
    file: File,
    path: &'a Path,
}

impl Named<'_> {
    fn told(&self, error: &io::Error) -> io::Error {
        io::Error::other(format!("{}: {}", self.path.display(), io_reason(error)))
    }
}

impl Write for Named<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|e| self.told(&e))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|e| self.told(&e))
    }
}

/// What is written beside its place and moved there when it is whole, so that nobody finds half of it.
struct Beside {
    path: PathBuf,
}

impl Beside {
    fn of(path: &Path) -> Result<Beside> {
        let Some(name) = path.file_name() else { bail!("{}: is no name of a file", path.display()) };
        let name = format!(".{}.{}.part", name.to_string_lossy(), process::id());
        Ok(Beside { path: path.with_file_name(name) })
    }

    fn stands_for(self, path: &Path) -> Result<()> {
        fs::rename(&self.path, path).with_context(|| path.display().to_string())
    }
}

impl Drop for Beside {
    /// Leaves nothing behind of what could not be finished; once it was moved there is nothing.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
