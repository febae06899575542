//! The modules of a crate, and the paths that its files name.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Token, closed, tokens, without_tests};

/// A path from the root of the crate.
pub(crate) type ModulePath = Vec<String>;

/// The files of a crate as modules; those for tests are left out.
pub(crate) struct Modules {
    /// Name of the file and its code.
    pub(crate) files: BTreeMap<ModulePath, (String, Vec<Token>)>,
}

impl Modules {
    pub(crate) fn of(files: Vec<(String, String)>) -> Modules {
        let mut modules = BTreeMap::new();
        let mut for_tests: BTreeSet<ModulePath> = BTreeSet::new();
        for (file, text) in files {
            let path = module_path(&file);
            let (tokens, tests) = without_tests(tokens(&text));
            for_tests.extend(tests.into_iter().map(|name| [path.clone(), vec![name]].concat()));
            modules.insert(path, (file, tokens));
        }
        modules.retain(|path, _| !for_tests.iter().any(|t| path.starts_with(t)));
        Modules { files: modules }
    }

    /// The deepest module that is the beginning of `path`.
    pub(crate) fn deepest(&self, path: &[String]) -> Option<&ModulePath> {
        let found = (0..=path.len()).rev().find_map(|n| self.files.get_key_value(&path[..n]));
        found.map(|(module, _)| module)
    }
}

fn module_path(file: &str) -> ModulePath {
    let mut path: ModulePath = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| last == "mod" || (path.len() == 1 && (last == "lib" || last == "main")))
    {
        path.pop();
    }
    path
}

/// Reads the paths of one file.
pub(crate) struct Paths<'a> {
    pub(crate) modules: &'a Modules,
    pub(crate) tokens: &'a [Token],
    /// Names that `use` brings in, and what they stand for.
    pub(crate) names: BTreeMap<String, ModulePath>,
    /// Full paths, with their lines.
    pub(crate) found: Vec<(ModulePath, usize)>,
}

impl Paths<'_> {
    /// Reads the tokens of `range`, which stand in `module`: imports first, since they give names.
    pub(crate) fn read(&mut self, range: std::ops::Range<usize>, module: &ModulePath) {
        self.walk(range.clone(), module, true);
        self.walk(range, module, false);
    }

    fn walk(&mut self, range: std::ops::Range<usize>, module: &ModulePath, imports: bool) {
        let mut at = range.start;
        while at < range.end {
            match self.text(at) {
                "use" => {
                    let end = item_end_of_use(self.tokens, at);
                    if imports {
                        self.import(&mut (at + 1), end, &Vec::new(), module);
                    }
                    at = end;
                }
                "pub" if self.text(at + 1) == "(" => at = closed(self.tokens, at + 1),
                "mod" if self.text(at + 2) == "{" => {
                    let inner = [module.clone(), vec![self.text(at + 1).to_owned()]].concat();
                    let end = closed(self.tokens, at + 2);
                    self.walk(at + 3..end - 1, &inner, imports);
                    at = end;
                }
                _ if !imports && self.text(at + 1) == "::" && !matches!(self.prior(at), "::" | ".") => {
                    let (path, end) = self.segments(at);
                    if let Some(full) = self.resolved(&path, module) {
                        self.found.push((full, self.tokens[at].line));
                    }
                    at = end;
                }
                _ => at += 1,
            }
        }
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.text.as_str())
    }

    fn prior(&self, at: usize) -> &str {
        if at == 0 { "" } else { self.text(at - 1) }
    }

    /// The names of a path that begins at `at`, and the index behind it.
    fn segments(&self, at: usize) -> (ModulePath, usize) {
        let (mut path, mut end) = (vec![self.text(at).to_owned()], at + 1);
        while self.text(end) == "::"
            && self.text(end + 1).starts_with(|c: char| c.is_alphabetic() || c == '_')
        {
            path.push(self.text(end + 1).to_owned());
            end += 2;
        }
        (path, end.max(at + 1))
    }

    /// One tree of a `use`, from `at` on, behind `prefix`.
    fn import(&mut self, at: &mut usize, end: usize, prefix: &ModulePath, module: &ModulePath) {
        let line = self.tokens[*at].line;
        let mut path = prefix.clone();
        while *at < end {
            match self.text(*at) {
                "{" => {
                    let close = closed(self.tokens, *at);
                    *at += 1;
                    while *at < close - 1 {
                        self.import(at, close - 1, &path, module);
                    }
                    *at = close;
                    return;
                }
                "," | ";" => break,
                "::" => {}
                "as" => {
                    let name = self.text(*at + 1).to_owned();
                    self.imported(&path, name, line, module);
                    *at += 3;
                    return;
                }
                "self" if !path.is_empty() => {}
                name => path.push(name.to_owned()),
            }
            *at += 1;
        }
        *at += 1;
        let name = path.last().cloned().unwrap_or_default();
        self.imported(&path, name, line, module);
    }

    fn imported(&mut self, path: &ModulePath, name: String, line: usize, module: &ModulePath) {
        if let Some(full) = self.resolved(path, module) {
            self.names.insert(name, full.clone());
            self.found.push((full, line));
        }
    }

    /// The path from the root of the crate; `None` where it leads out of the crate.
    fn resolved(&self, path: &[String], module: &ModulePath) -> Option<ModulePath> {
        let first = path.first()?;
        let child = || [module.clone(), vec![first.clone()]].concat();
        let (mut base, rest) = match first.as_str() {
            "crate" => (Vec::new(), &path[1..]),
            "self" => (module.clone(), &path[1..]),
            "super" => (module.clone(), path),
            name if self.names.contains_key(name) => (self.names[name].clone(), &path[1..]),
            _ if self.modules.files.contains_key(&child()) => (child(), &path[1..]),
            _ => return None,
        };
        let ups = rest.iter().take_while(|s| *s == "super").count();
        base.truncate(base.len().saturating_sub(ups));
        base.extend(rest[ups..].iter().filter(|s| *s != "self").cloned());
        Some(base)
    }
}

fn item_end_of_use(tokens: &[Token], from: usize) -> usize {
    from + tokens[from..].iter().take_while(|t| t.text != ";").count()
}
