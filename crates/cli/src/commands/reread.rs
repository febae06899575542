//! `selon reread`.

use std::iter;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use selon::model::{Article, Original};
use selon::{Cleaner, Hints, Reader, Resources};
use selon_ledger::{Entry, Ledger, Lexicon};

use crate::args::ledger::Reread;
use crate::clock::now;
use crate::failure::Failure;
use crate::output::{Output, println};
use crate::pipeline::{self, Articles, Outcome, Source};
use crate::plan::Plan;
use crate::resources::{self, Folder};

/// Readings that are stored in one step.
const STEP: usize = 128;

/// Reads the reports of a ledger again; whether all could be read.
pub(crate) fn reread(plan: &Plan, args: &Reread) -> Result<bool> {
    let mut ledger = Ledger::open(&args.place.ledger)?;
    let groups = groups(&ledger, args)?;
    let reports = groups.iter().map(|group| group.versions.len() as u64).sum();
    let output = Output::new(plan.progress.then_some(reports));
    for group in &groups {
        ledger.know_parties(&group.resources.parties(), &group.resources.versions().data)?;
    }
    let mut storing = Storing { ledger, output, waiting: Vec::new(), read: 0, failed: 0 };
    for group in groups {
        storing.read(group, &args.place.ledger, plan.jobs)?;
    }
    let Storing { output, read, failed, .. } = storing;
    let whole = output.finish();
    let rest = if failed > 0 { format!(", {failed} could not be") } else { String::new() };
    println(&format!("{read} reports read again{rest}"))?;
    Ok(whole)
}

/// Reports that are read with the same resources.
struct Group {
    resources: Resources,
    lexicons: Vec<Lexicon>,
    /// Rows of the ledger.
    versions: Vec<i64>,
}

/// All that is to be read: with the lexicons that are given, else each report with those that it was read with.
fn groups(ledger: &Ledger, args: &Reread) -> Result<Vec<Group>> {
    if !args.lexicon.is_empty() || args.no_lexicon {
        return Ok(vec![group(ledger, args, None, &Folder::all(&args.lexicon)?)?]);
    }
    let mut sets = Vec::new();
    for (lexicons, reports) in ledger.lexicons()? {
        let folders = remembered(&lexicons, reports, args.changed_lexicon)?;
        sets.push((lexicons, folders));
    }
    sets.iter().map(|(lexicons, folders)| group(ledger, args, Some(lexicons), folders)).collect()
}

/// Those to be read with `folders`: of all reports, or of those that were read with the lexicons `of`.
fn group(ledger: &Ledger, args: &Reread, of: Option<&[Lexicon]>, folders: &[Folder]) -> Result<Group> {
    let resources = resources::with(folders)?;
    let lexicons: Vec<Lexicon> = folders.iter().map(Folder::lexicon).collect();
    let known = (!args.all).then_some((resources.versions(), lexicons.as_slice()));
    let versions = ledger.to_reread(of, known)?;
    Ok(Group { resources, lexicons, versions })
}

/// The folders that so many reports were read with. That there are others now is for a person to decide on.
fn remembered(lexicons: &[Lexicon], reports: usize, changed: bool) -> Result<Vec<Folder>> {
    let were = if reports == 1 { "report was" } else { "reports were" };
    let mut folders = Vec::new();
    for lexicon in lexicons {
        let read_with = format!("{reports} {were} read with the lexicons in {}", lexicon.folder);
        let instead = "name others for all reports with --lexicon DIR, or leave them out with --no-lexicon";
        let folder = match Folder::read(Path::new(&lexicon.folder)) {
            Ok(folder) => folder,
            Err(error) => {
                return Err(error.context(format!("{read_with}; put them back there, {instead}")));
            }
        };
        if folder.lexicon().digest != lexicon.digest && !changed {
            bail!(
                "{read_with}, which have changed since; take them as they are now with --changed-lexicon, {instead}"
            );
        }
        folders.push(folder);
    }
    Ok(folders)
}

/// The bytes of a report in the ledger.
struct Stored {
    version: i64,
    id: String,
    identity: String,
    original: Original,
    cleaner: Cleaner,
}

impl Stored {
    fn of(ledger: &Ledger, version: i64, cleaner: &Cleaner) -> Result<Stored, selon_ledger::Error> {
        let article = ledger.stored(version)?.report.article;
        let identity = ledger.identity(version)?;
        let original = article.original;
        Ok(Stored { version, id: article.id, identity, original, cleaner: cleaner.clone() })
    }
}

impl Source for Stored {
    fn name(&self) -> String {
        self.id.clone()
    }

    /// One at most: each report has its own bytes in the ledger.
    fn articles(&self) -> Result<Articles, String> {
        let (cleaner, original) = (self.cleaner.clone(), self.original.clone());
        Ok(Box::new(iter::once_with(move || article(&cleaner, original))))
    }
}

fn article(cleaner: &Cleaner, original: Original) -> Result<Article, String> {
    let hints = Hints {
        id: original.id,
        content_type: original.content_type,
        url: original.url,
        outlet: original.outlet,
        published: original.published,
    };
    match cleaner.stream(original.bytes.as_slice(), hints).next() {
        Some(found) => found.map_err(|error| format!("{error}; the earlier reading stays")),
        None => Err("there is no article in its bytes any more; the earlier reading stays".to_owned()),
    }
}

/// Versions of a ledger one after the other, read by a thread of its own beside the one that writes.
fn stored(
    file: PathBuf,
    versions: Vec<i64>,
) -> Result<impl Iterator<Item = Result<Stored, Failure>> + Send + 'static> {
    let (ledger, cleaner) = (Ledger::read(&file)?, Cleaner::builtin()?);
    Ok(versions.into_iter().map(move |version| {
        Stored::of(&ledger, version, &cleaner)
            .map_err(|e| Failure { input: format!("version {version}"), reason: e.to_string() })
    }))
}

struct Storing {
    ledger: Ledger,
    output: Output,
    waiting: Vec<(i64, Entry)>,
    read: usize,
    failed: usize,
}

impl Storing {
    fn read(&mut self, group: Group, file: &Path, jobs: usize) -> Result<()> {
        let Group { resources, lexicons, versions } = group;
        if versions.is_empty() {
            return Ok(());
        }
        let read = move |article: Article, stored: &Stored| {
            let report = Reader::new(&resources).read(article);
            (stored.version, Entry::again(report, stored.identity.clone()).read_with(&lexicons))
        };
        let sources = stored(file.to_owned(), versions)?;
        pipeline::run(sources, jobs, read, |outcome| self.take(outcome))?;
        self.store()
    }

    fn take(&mut self, outcome: Outcome<(i64, Entry)>) -> Result<()> {
        match outcome {
            Outcome::Report((version, entry)) => {
                self.output.count(entry.claims());
                self.read += 1;
                self.waiting.push((version, entry));
                if self.waiting.len() >= STEP {
                    self.store()?;
                }
            }
            Outcome::Failed(failure) => {
                self.failed += 1;
                self.output.failed(&failure);
            }
            Outcome::InputDone => self.output.advance(),
        }
        Ok(())
    }

    fn store(&mut self) -> Result<()> {
        let entries = std::mem::take(&mut self.waiting);
        Ok(self.ledger.reread(&entries, &now())?)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use selon::Report;
    use selon::model::Versions;

    use super::*;
    use crate::args::program::Args;
    use crate::plan::Task;

    /// A report that some version of the program made of these bytes.
    fn entry(id: &str, bytes: &[u8], engine: &str) -> Entry {
        let original = Original { bytes: bytes.to_vec(), id: id.to_owned(), ..Original::default() };
        let text = format!("Des hommes armés ont attaqué le village de {id}.");
        let article = Article { id: id.to_owned(), text, original, ..Article::default() };
        let now = Resources::builtin().unwrap().versions().clone();
        let versions = Versions { engine: engine.to_owned(), ..now };
        Entry::of(Report { article, versions, ..Report::default() }, "/r")
    }

    /// Reads the ledger again; whether all could be read, and the number of claims of each report then.
    fn reread_all(file: &Path, options: &[&str]) -> (bool, Vec<usize>) {
        let typed = ["selon", "reread", "--jobs", "2", "--ledger", file.to_str().unwrap()];
        let plan = Plan::of(Args::parse_from(typed.iter().chain(options))).unwrap();
        let Task::Reread(args) = &plan.task else { panic!("{:?}", plan.task) };
        let whole = reread(&plan, args).unwrap();
        let ledger = Ledger::read(file).unwrap();
        let claims = |version: i64| ledger.stored(version).unwrap().report.claims.len();
        (whole, ledger.versions().unwrap().into_iter().map(claims).collect())
    }

    #[test]
    fn only_what_was_read_otherwise_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("l.db");
        let text = "Des hommes armés ont attaqué le village de Dioura.".as_bytes();
        let engine = Resources::builtin().unwrap().versions().engine.clone();
        let entries = [entry("a", text, "0.0.1+r0"), entry("b", text, &engine)];
        Ledger::create(&file).unwrap().add(&entries, &now()).unwrap();
        assert_eq!(reread_all(&file, &[]), (true, vec![1, 0]));
        assert_eq!(reread_all(&file, &["--all"]), (true, vec![1, 1]));
    }

    #[test]
    fn bytes_that_give_no_article_are_a_failure_and_the_others_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("l.db");
        let text = "Des hommes armés ont attaqué le village de Dioura.".as_bytes();
        let entries = [entry("a", text, "0"), entry("b", b"  \n", "0"), entry("c", text, "0")];
        Ledger::create(&file).unwrap().add(&entries, &now()).unwrap();
        assert_eq!(reread_all(&file, &[]), (false, vec![1, 0, 1]));
        let ledger = Ledger::read(&file).unwrap();
        let b = ledger.stored(ledger.versions().unwrap()[1]).unwrap();
        assert_eq!((b.number, b.report.versions.engine.as_str()), (1, "0"), "the earlier reading stays");
    }
}
