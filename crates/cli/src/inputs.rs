//! What is to be read: files, folders, addresses, standard input.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use selon::model::PartialDate;
use selon::{Cleaner, Hints};
use walkdir::{DirEntry, WalkDir};

use crate::failure::{Failure, io_reason};
use crate::fetch::Fetcher;
use crate::pipeline::{Articles, Source};

/// An input as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// An http(s) address.
    Address(String),
    /// A file or a folder.
    Path(PathBuf),
}

/// What is known of every input beside its bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) published: Option<PartialDate>,
    pub(crate) outlet: Option<String>,
}

/// What is read, and what is known of it.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) inputs: Vec<Input>,
    pub(crate) known: Known,
}

/// Endings of the files of a folder that are read.
const ENDINGS: &[&str] = &["txt", "text", "md", "html", "htm", "xhtml", "json", "jsonl", "ndjson"];

impl Input {
    /// What a typed argument stands for.
    pub(crate) fn of(typed: PathBuf) -> Input {
        match typed.to_str() {
            Some("-") => Input::Stdin,
            Some(text) if is_address(text) => Input::Address(text.to_owned()),
            _ => Input::Path(typed),
        }
    }
}

/// The streams that the inputs stand for, folder by folder, in order. What can't be listed is a failure at its place in
/// the order.
pub(crate) fn streams(
    inputs: Vec<Input>,
    known: Known,
    cleaner: Cleaner,
) -> impl Iterator<Item = Result<Stream, Failure>> + Send + 'static {
    let opener = Arc::new(Opener { known, fetcher: Fetcher::new(), cleaner });
    inputs.into_iter().flat_map(places).map(move |place| Ok(Stream::at(place?, Arc::clone(&opener))))
}

/// Number of streams that `inputs` stand for; what can't be listed counts as one.
pub(crate) fn count(inputs: &[Input]) -> u64 {
    inputs.iter().cloned().flat_map(places).count() as u64
}

fn places(input: Input) -> Box<dyn Iterator<Item = Result<Place, Failure>> + Send> {
    match input {
        Input::Stdin => Box::new(iter::once(Ok(Place::Stdin))),
        Input::Address(address) => Box::new(iter::once(Ok(Place::Address(address)))),
        Input::Path(path) if path.is_dir() => Box::new(folder(&path)),
        Input::Path(path) => Box::new(iter::once(Ok(Place::File(path)))),
    }
}

/// Where one stream of bytes comes from.
#[derive(Debug)]
enum Place {
    Stdin,
    Address(String),
    File(PathBuf),
}

/// An input that is one stream of bytes.
#[derive(Debug)]
pub(crate) struct Stream {
    place: Place,
    opener: Arc<Opener>,
    whole: OnceLock<String>,
}

/// What all streams are opened with.
#[derive(Debug)]
struct Opener {
    known: Known,
    fetcher: Fetcher,
    cleaner: Cleaner,
}

impl Stream {
    fn at(place: Place, opener: Arc<Opener>) -> Stream {
        Stream { place, opener, whole: OnceLock::new() }
    }

    /// The stream as exactly as it is known: of a file the whole path, looked up once.
    pub(crate) fn whole(&self) -> &str {
        self.whole.get_or_init(|| match &self.place {
            Place::File(path) => fs::canonicalize(path).as_ref().unwrap_or(path).display().to_string(),
            Place::Stdin | Place::Address(_) => self.name(),
        })
    }

    /// Of reports that have no id of their own.
    fn id(&self) -> String {
        match &self.place {
            Place::Stdin => "-".to_owned(),
            Place::Address(address) => address.clone(),
            Place::File(path) => path.file_name().unwrap_or(OsStr::new("-")).to_string_lossy().into_owned(),
        }
    }

    /// Opens the stream, which knows nothing of formats; else why it can't be.
    fn open(&self) -> Result<(Box<dyn Read>, Hints), String> {
        let Known { published, outlet } = self.opener.known.clone();
        let hints = Hints { id: self.id(), published, outlet, ..Hints::default() };
        match &self.place {
            Place::Stdin => Ok((Box::new(io::stdin()), hints)),
            Place::File(path) => {
                let file = open_file(path).map_err(|e| io_reason(&e))?;
                Ok((Box::new(BufReader::with_capacity(1 << 16, file)), hints))
            }
            Place::Address(address) => {
                let page = self.opener.fetcher.fetch(address)?;
                let hints = Hints { content_type: page.content_type, url: Some(page.address), ..hints };
                Ok((Box::new(Cursor::new(page.body)), hints))
            }
        }
    }
}

impl Source for Stream {
    fn name(&self) -> String {
        match &self.place {
            Place::Stdin => "standard input".to_owned(),
            Place::Address(address) => address.clone(),
            Place::File(path) => path.display().to_string(),
        }
    }

    fn articles(&self) -> Result<Articles, String> {
        let (bytes, hints) = self.open()?;
        Ok(Box::new(self.opener.cleaner.stream(bytes, hints).map(|found| found.map_err(|e| e.to_string()))))
    }
}

fn is_address(text: &str) -> bool {
    let begins = |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    begins("http://") || begins("https://")
}

/// The files of a folder in the order of their names; hidden ones and unknown endings are passed over.
fn folder(root: &Path) -> impl Iterator<Item = Result<Place, Failure>> + Send + use<> {
    let shown = root.display().to_string();
    let visible = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
    };
    let walk = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible);
    let mut found = walk
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_file() && has_known_ending(entry.path()) => {
                Some(Ok(Place::File(entry.into_path())))
            }
            Ok(_) => None,
            Err(error) => Some(Err(unlisted(&error))),
        })
        .peekable();
    let empty = found.peek().is_none().then(|| {
        let reason = format!("holds no report (files that end in .{}, each also .gz)", ENDINGS.join(" ."));
        Err(Failure { input: shown, reason })
    });
    empty.into_iter().chain(found)
}

fn has_known_ending(path: &Path) -> bool {
    let ending = |path: &Path| path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    let known = |path: &Path| ending(path).is_some_and(|e| ENDINGS.contains(&e.as_str()));
    match ending(path).as_deref() {
        Some("gz") => path.file_stem().is_some_and(|stem| known(Path::new(stem))),
        _ => known(path),
    }
}

fn unlisted(error: &walkdir::Error) -> Failure {
    let input = error.path().map_or_else(|| "a folder".to_owned(), |p| p.display().to_string());
    let reason = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => format!("is a link back to {}", ancestor.display()),
        (None, Some(error)) => io_reason(error),
        (None, None) => error.to_string(),
    };
    Failure { input, reason }
}

/// A folder opens as a file on some systems and fails only when read: it is told at once.
fn open_file(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_arguments_are_told_apart() {
        let check = |typed: &str, expected: Input| assert_eq!(Input::of(typed.into()), expected);
        check("-", Input::Stdin);
        check("./-", Input::Path("./-".into()));
        check("https://example.org/a", Input::Address("https://example.org/a".into()));
        check("HTTP://example.org", Input::Address("HTTP://example.org".into()));
        check("http.txt", Input::Path("http.txt".into()));
    }

    #[test]
    fn endings() {
        let check =
            |name: &str, expected: bool| assert_eq!(has_known_ending(Path::new(name)), expected, "{name}");
        check("a.txt", true);
        check("a.HTML", true);
        check("a.jsonl.gz", true);
        check("a.gz", false);
        check("a.tar.gz", false);
        check("a.png", false);
        check("txt", false);
    }
}
