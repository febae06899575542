//! What is to be read: files, folders, addresses, standard input.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use selon::Hints;
use selon::model::PartialDate;
use walkdir::{DirEntry, WalkDir};

use crate::fetch::Fetcher;

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

/// An input that is one stream of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input.
    Stdin,
    /// An http(s) address.
    Address(String),
    /// A file.
    File(PathBuf),
}

/// An input that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) input: String,
    pub(crate) reason: String,
}

/// What is known of every input beside its bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) published: Option<PartialDate>,
    pub(crate) outlet: Option<String>,
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

/// The sources that the inputs stand for, folder by folder, in order. What can't be listed is a
/// failure at its place in the order.
pub(crate) fn sources(inputs: &[Input]) -> impl Iterator<Item = Result<Source, Failure>> + Send + '_ {
    inputs.iter().flat_map(|input| -> Box<dyn Iterator<Item = Result<Source, Failure>> + Send> {
        match input {
            Input::Stdin => Box::new(std::iter::once(Ok(Source::Stdin))),
            Input::Address(address) => Box::new(std::iter::once(Ok(Source::Address(address.clone())))),
            Input::Path(path) if path.is_dir() => Box::new(folder(path)),
            Input::Path(path) => Box::new(std::iter::once(Ok(Source::File(path.clone())))),
        }
    })
}

impl Source {
    /// Opens the source. The stream knows nothing of formats.
    pub(crate) fn open(&self, known: &Known, fetcher: &Fetcher) -> Result<(Box<dyn Read>, Hints), Failure> {
        let Known { published, outlet } = known.clone();
        let hints = Hints { id: self.id(), published, outlet, ..Hints::default() };
        match self {
            Source::Stdin => Ok((Box::new(io::stdin()), hints)),
            Source::File(path) => {
                let file = open_file(path).map_err(|e| self.failure(&io_reason(&e)))?;
                Ok((Box::new(BufReader::with_capacity(1 << 16, file)), hints))
            }
            Source::Address(address) => {
                let page = fetcher.fetch(address).map_err(|reason| self.failure(&reason))?;
                let hints = Hints { content_type: page.content_type, url: Some(page.address), ..hints };
                Ok((Box::new(Cursor::new(page.body)), hints))
            }
        }
    }

    /// The source as a person knows it.
    pub(crate) fn name(&self) -> String {
        match self {
            Source::Stdin => "standard input".to_owned(),
            Source::Address(address) => address.clone(),
            Source::File(path) => path.display().to_string(),
        }
    }

    /// Of reports that have no id of their own.
    fn id(&self) -> String {
        match self {
            Source::Stdin => "-".to_owned(),
            Source::Address(address) => address.clone(),
            Source::File(path) => path.file_name().unwrap_or(OsStr::new("-")).to_string_lossy().into_owned(),
        }
    }

    /// A failure of this source.
    pub(crate) fn failure(&self, reason: &str) -> Failure {
        Failure { input: self.name(), reason: reason.to_owned() }
    }
}

fn is_address(text: &str) -> bool {
    let begins = |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    begins("http://") || begins("https://")
}

/// The files of a folder in the order of their names; hidden ones and unknown endings are passed over.
fn folder(root: &Path) -> impl Iterator<Item = Result<Source, Failure>> + Send + use<> {
    let shown = root.display().to_string();
    let visible = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
    };
    let walk = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible);
    let mut found = walk
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_file() && has_known_ending(entry.path()) => {
                Some(Ok(Source::File(entry.into_path())))
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

/// The reason in words that help, without the number of the error.
pub(crate) fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it; see its mode with ls -l".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
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
