//! What reports are read with: the program's own data, and folders of the user's lexicons.

use std::path::{self, Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, Result, bail};
use selon::Resources;
use selon_ledger::Lexicon;

/// The built-in resources and the user's folders of lexicons.
pub(crate) fn with(folders: &[Folder]) -> Result<Resources> {
    let mut resources = Resources::builtin()?;
    for folder in folders {
        for (name, text) in &folder.files {
            let at = || format!("--lexicon {}", folder.path.display());
            resources.extend_from(name, text).with_context(at)?;
        }
    }
    Ok(resources)
}

/// A folder of a user's lexicons.
#[derive(Debug)]
pub(crate) struct Folder {
    /// As it was given.
    path: PathBuf,
    /// Names and texts, in the order of the names.
    files: Vec<(String, String)>,
}

impl Folder {
    /// Reads the folders of `--lexicon`.
    pub(crate) fn all(paths: &[PathBuf]) -> Result<Vec<Folder>> {
        paths.iter().map(|path| Folder::read(path)).collect()
    }

    /// Reads the files of a folder that are lexicons: those that end in .tsv.
    pub(crate) fn read(folder: &Path) -> Result<Folder> {
        let at = |path: &Path| format!("--lexicon {}", path.display());
        let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut paths: Vec<_> = listed.with_context(|| at(folder))?.into_iter().map(|e| e.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "tsv"));
        paths.sort();
        if paths.is_empty() {
            bail!("{}: holds no lexicon (a file that ends in .tsv)", at(folder));
        }
        let file = |path: &PathBuf| -> Result<(String, String)> {
            let text = fs::read_to_string(path).with_context(|| at(path))?;
            Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text))
        };
        Ok(Folder { path: folder.to_owned(), files: paths.iter().map(file).collect::<Result<_>>()? })
    }

    /// As the ledger remembers it.
    pub(crate) fn lexicon(&self) -> Lexicon {
        // A path has no whole form only where there is no current folder; then it was given whole.
        let whole = path::absolute(&self.path).unwrap_or_else(|_| self.path.clone());
        let files = self.files.iter().map(|(name, text)| (name.as_str(), text.as_bytes()));
        Lexicon { folder: whole.display().to_string(), digest: selon::digest(files) }
    }
}
