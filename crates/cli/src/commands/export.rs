//! `selon export`: the ledger in the forms of other programs.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, Result, bail};
use selon_ledger::Ledger;
use selon_ledger::export::{Export, Form, Of};
use selon_ledger::query::Filter;

use crate::args::ledger::{self as args, ExportForm};
use crate::clock::now;
use crate::failure::io_reason;

/// Exports a ledger; always all of what was asked for.
pub(crate) fn export(args: &args::Export) -> Result<bool> {
    if args.hxl && args.form != ExportForm::Csv {
        bail!("--hxl adds a second row of headers, which only --as csv has");
    }
    if args.of != args::Of::Claims && args.form != ExportForm::Geojson {
        bail!("--of is for --as geojson; what other forms have a record of is theirs");
    }
    let ledger = Ledger::open(&args.place.ledger)?;
    let filter = &args.filters.filter();
    match (form(args), &args.output) {
        (None, None) => bail!("--as parquet writes a folder of files: name it with -o"),
        (None, Some(path)) => folder(&ledger, args.with_names, filter, path)?,
        (Some(form), output) => {
            let export = Export { form, names: args.with_names };
            match output {
                None => {
                    ledger.export(export, filter, &now(), &mut BufWriter::new(io::stdout()))?;
                }
                Some(path) => file(&ledger, export, filter, path)?,
            }
        }
    }
    Ok(true)
}

fn file(ledger: &Ledger, export: Export, filter: &Filter, path: &Path) -> Result<()> {
    let beside = Beside::of(path)?;
    let file = File::create(&beside.path).map_err(|e| told(path, &e))?;
    let mut out = BufWriter::new(Named { file, path });
    ledger.export(export, filter, &now(), &mut out)?;
    out.get_ref().file.sync_all().map_err(|e| told(path, &e))?;
    Ok(beside.stands_for(path)?)
}

fn folder(ledger: &Ledger, names: bool, filter: &Filter, path: &Path) -> Result<()> {
    if path.exists() {
        bail!("{}: is there already; name a folder that is not, or remove it", path.display());
    }
    let beside = Beside::of(path)?;
    fs::create_dir(&beside.path).map_err(|e| told(path, &e))?;
    ledger.export_tables(&beside.path, names, filter, &now()).with_context(|| path.display().to_string())?;
    Ok(beside.stands_for(path)?)
}

/// Features on standard output: what `--format geojson` of the commands that ask is.
pub(crate) fn features(ledger: &Ledger, of: Of, filter: &Filter) -> Result<()> {
    let export = Export { form: Form::GeoJson(of), names: false };
    ledger.export(export, filter, &now(), &mut BufWriter::new(io::stdout()))?;
    Ok(())
}

/// `None` for the form that is a folder.
fn form(args: &args::Export) -> Option<Form> {
    let of = match args.of {
        args::Of::Claims => Of::Claims,
        args::Of::Incidents => Of::Incidents,
    };
    Some(match args.form {
        ExportForm::Csv => Form::Csv { hxl: args.hxl },
        ExportForm::Geojson => Form::GeoJson(of),
        ExportForm::Jsonl => Form::Jsonl,
        ExportForm::Acled => Form::Acled,
        ExportForm::Ucdp => Form::Ucdp,
        ExportForm::Prov => Form::Prov,
        ExportForm::Parquet => return None,
    })
}

/// A file whose errors say which it is.
struct Named<'a> {
    file: File,
    path: &'a Path,
}

impl Write for Named<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|e| told(self.path, &e))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|e| told(self.path, &e))
    }
}

fn told(path: &Path, error: &io::Error) -> io::Error {
    io::Error::other(format!("{}: {}", path.display(), io_reason(error)))
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

    fn stands_for(self, path: &Path) -> io::Result<()> {
        fs::rename(&self.path, path).map_err(|e| told(path, &e))
    }
}

impl Drop for Beside {
    /// Leaves nothing behind of what could not be finished; once it was moved there is nothing.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path).or_else(|_| fs::remove_dir_all(&self.path));
    }
}
