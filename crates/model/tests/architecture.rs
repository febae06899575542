//! Holds every crate of the workspace against its architecture: no circle between the files of a
//! crate, no arrow against the floors of `claims`, no function and no file that is too long.
//!
//! An arrow goes from a file to the file of the deepest module that a path of it names: in `use`, and
//! in paths within the code. What a parent hands on (`pub use child::Name`) is the parent's for those
//! who import it there, and is an arrow to the child. `mod child;` alone is none. Code under
//! `#[cfg(test)]` may import what it likes.
//!
//! The file needs nothing but the standard library, and prints its report when compiled alone:
//! `rustc --edition 2024 -O crates/model/tests/architecture.rs -o check && ./check . [CRATE…]`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a function, from its `fn` to its last brace.
const LONGEST_FUNCTION: usize = 60;
/// Functions that may be longer: flat tables and matches that only map.
const FLAT: &[&str] = &[];
const LONGEST_FILE: usize = 600;

/// Modules of a crate, each of which may import those before it; other files at the crate's root are
/// below them all, the root itself above.
const FLOORS: &[(&str, &[&str])] = &[("claims", &["lexicon", "syntax", "mentions", "candidates", "decide"])];

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    #[test]
    #[ignore = "the crates are being parted so that it holds"]
    fn the_crates_keep_to_their_architecture() {
        let (faults, _) = inspect(&root(), &[]);
        assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n"));
    }

    fn arrows_of(files: &[(&str, &str)]) -> Vec<String> {
        let files = files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        let graph = Graph::of(&Modules::of(files));
        graph.arrows.keys().map(|(from, to)| format!("{from} -> {to}")).collect()
    }

    #[test]
    fn arrows_go_to_the_file_that_a_path_names() {
        let found = arrows_of(&[
            ("lib.rs", "mod a; mod b;\npub use a::One;"),
            ("a/mod.rs", "mod deep;\npub(crate) use self::deep::{Two, Three as Four};\nstruct One;"),
            ("a/deep.rs", "use super::One; // use crate::b::No;\nconst S: &str = \"crate::b::No\";"),
            ("b.rs", "use crate::a;\nfn f<'a>() { a::deep::g('\\''); crate::One::new() }"),
        ]);
        let expected = [
            "a/deep.rs -> a/mod.rs",
            "a/mod.rs -> a/deep.rs",
            "b.rs -> a/deep.rs",
            "b.rs -> a/mod.rs",
            "b.rs -> lib.rs",
            "lib.rs -> a/mod.rs",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn tests_may_import_what_they_like() {
        let found = arrows_of(&[
            ("lib.rs", "mod a;\n#[cfg(test)]\nmod samples;"),
            ("a.rs", "#[cfg(test)]\nmod tests { use crate::One; }\n#[test]\nfn t() { crate::two() }"),
            ("samples.rs", "use crate::a::A;"),
        ]);
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn circles_are_found() {
        let files =
            [("a.rs", "use crate::b::B;"), ("b.rs", "use crate::c::C;"), ("c.rs", "use crate::a::A;")];
        let mut files: Vec<_> = files.iter().map(|(p, t)| (p.to_string(), t.to_string())).collect();
        files.push(("d.rs".into(), "use crate::a::A;".into()));
        files.push(("lib.rs".into(), "mod a; mod b; mod c; mod d;".into()));
        let circles = Graph::of(&Modules::of(files)).circles();
        assert_eq!(circles, [BTreeSet::from(["a.rs", "b.rs", "c.rs"].map(str::to_owned))]);
    }

    #[test]
    fn long_functions_are_found() {
        let text =
            format!("fn a(x: [u8; 2]) {{\n{}}}\ntrait T {{ fn b(); }}\nfn c() {{}}", "    x;\n".repeat(3));
        let lengths: Vec<(String, usize)> = functions(&tokens(&text)).collect();
        assert_eq!(lengths, [("a".to_owned(), 5), ("c".to_owned(), 1)]);
    }
}

#[cfg(not(test))]
fn main() {
    use std::io::Write as _;

    let mut args = std::env::args().skip(1);
    let root = PathBuf::from(args.next().unwrap_or_else(|| ".".to_owned()));
    let only: Vec<String> = args.collect();
    let (faults, report) = inspect(&root, &only);
    // Who closes the pipe has read enough.
    let _ = writeln!(std::io::stdout(), "{report}\n{}\n{} faults", faults.join("\n"), faults.len());
    std::process::exit(i32::from(!faults.is_empty()));
}

/// All faults of the crates (of those named, where some are), and their graphs in a line each.
fn inspect(root: &Path, only: &[String]) -> (Vec<String>, String) {
    let (mut faults, mut report) = (Vec::new(), String::new());
    for folder in entries(&root.join("crates")) {
        let name = file_name(&folder);
        if !only.is_empty() && !only.contains(&name) {
            continue;
        }
        for path in rust_files(&folder) {
            let shown = format!("{name}/{}", relative(&folder, &path));
            faults.extend(too_long(&shown, &read(&path)));
        }
        let source = folder.join("src");
        let files = rust_files(&source).into_iter().map(|p| (relative(&source, &p), read(&p))).collect();
        let graph = Graph::of(&Modules::of(files));
        let circles = graph.circles();
        let _ = writeln!(
            report,
            "{name}: {} files, {} arrows, {} files in {} circles",
            graph.files.len(),
            graph.arrows.len(),
            circles.iter().map(BTreeSet::len).sum::<usize>(),
            circles.len()
        );
        faults.extend(circles.iter().map(|circle| graph.describe(&name, circle)));
        faults.extend(
            FLOORS.iter().filter(|(n, _)| *n == name).flat_map(|(_, floors)| graph.against(&name, floors)),
        );
    }
    (faults, report)
}

fn too_long(shown: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        faults.push(format!("{shown}: {lines} lines"));
    }
    for (function, lines) in functions(&tokens(text)) {
        let place = format!("{shown}: {function}");
        if lines > LONGEST_FUNCTION && !FLAT.contains(&place.as_str()) {
            faults.push(format!("{place}: {lines} lines"));
        }
    }
    faults
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn relative(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

// ---- words of the source ----

#[derive(Clone, Debug)]
struct Token {
    /// An identifier, `::`, or one character of punctuation; literals are `"`, lifetimes nothing.
    text: String,
    line: usize,
}

/// The source without comments and without what stands in literals.
fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let (mut tokens, mut at, mut line) = (Vec::new(), 0, 1);
    while at < chars.len() {
        let (kind, end) = token_end(&chars, at);
        let text: String = match kind {
            Kind::Skipped => String::new(),
            Kind::Literal => "\"".to_owned(),
            Kind::Word => chars[at..end].iter().collect(),
        };
        if !text.is_empty() {
            tokens.push(Token { text, line });
        }
        line += chars[at..end].iter().filter(|c| **c == '\n').count();
        at = end;
    }
    tokens
}

enum Kind {
    Skipped,
    Literal,
    Word,
}

/// What begins at `at`, and where it ends.
fn token_end(chars: &[char], at: usize) -> (Kind, usize) {
    let next = |i: usize| chars.get(at + i).copied().unwrap_or('\0');
    let name = |c: char| c.is_alphanumeric() || c == '_';
    let run = |from: usize, holds: &dyn Fn(char) -> bool| {
        from + chars[from.min(chars.len())..].iter().take_while(|c| holds(**c)).count()
    };
    match (chars[at], next(1)) {
        ('/', '/') => (Kind::Skipped, run(at, &|c| c != '\n')),
        ('/', '*') => (Kind::Skipped, comment_end(chars, at)),
        ('"', _) => (Kind::Literal, text_end(chars, at + 1)),
        ('b' | 'c', '"') => (Kind::Literal, text_end(chars, at + 2)),
        ('r', '"' | '#') if raw_text(chars, at + 1).is_some() => {
            (Kind::Literal, raw_text(chars, at + 1).unwrap_or(at + 1))
        }
        ('b' | 'c', 'r') if raw_text(chars, at + 2).is_some() => {
            (Kind::Literal, raw_text(chars, at + 2).unwrap_or(at + 2))
        }
        ('\'', '\\') => (Kind::Literal, run(at + 3, &|c| c != '\'') + 1),
        ('\'', _) if next(2) == '\'' => (Kind::Literal, at + 3),
        ('\'', _) => (Kind::Skipped, run(at + 1, &name)),
        (':', ':') => (Kind::Word, at + 2),
        (c, _) if c.is_whitespace() => (Kind::Skipped, at + 1),
        (c, _) if name(c) => (Kind::Word, run(at, &name)),
        _ => (Kind::Word, at + 1),
    }
}

fn comment_end(chars: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn text_end(chars: &[char], from: usize) -> usize {
    let mut at = from;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// The end of a raw text whose `#` or quotation mark stands at `from`.
fn raw_text(chars: &[char], from: usize) -> Option<usize> {
    let marks = chars[from..].iter().take_while(|c| **c == '#').count();
    (chars.get(from + marks) == Some(&'"')).then_some(())?;
    let mut at = from + marks + 1;
    while at < chars.len() {
        let closes =
            chars[at] == '"' && chars[at + 1..].iter().take(marks).filter(|c| **c == '#').count() == marks;
        if closes {
            return Some(at + 1 + marks);
        }
        at += 1;
    }
    Some(at)
}

/// The index behind the bracket that closes the one at `open`.
fn closed(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_i32;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    tokens.len()
}

/// The index behind the item that begins at `from`: its `;`, or its last brace.
fn item_end(tokens: &[Token], from: usize) -> usize {
    let mut at = from;
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            ";" => return at + 1,
            "{" => return closed(tokens, at),
            "(" | "[" => at = closed(tokens, at),
            _ => at += 1,
        }
    }
    at
}

/// Without the items for tests; and the modules among them, `mod tests;`.
fn without_tests(tokens: Vec<Token>) -> (Vec<Token>, BTreeSet<String>) {
    let (mut kept, mut modules, mut at) = (Vec::new(), BTreeSet::new(), 0);
    while at < tokens.len() {
        let attribute = tokens[at].text == "#" && tokens.get(at + 1).is_some_and(|t| t.text == "[");
        if !attribute {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let end = closed(&tokens, at + 1);
        let words: Vec<&str> = tokens[at + 2..end].iter().map(|t| t.text.as_str()).collect();
        let for_tests =
            words[0] == "test" || (words[0] == "cfg" && words.contains(&"test") && !words.contains(&"not"));
        if for_tests {
            let mut item = end;
            while tokens.get(item).is_some_and(|t| t.text == "#") {
                item = closed(&tokens, item + 1);
            }
            let item_end = item_end(&tokens, item);
            if let Some(name) = tokens[item..item_end].iter().skip_while(|t| t.text != "mod").nth(1) {
                modules.insert(name.text.clone());
            }
            at = item_end;
        } else {
            at = end;
        }
    }
    (kept, modules)
}

/// The functions with a body, and their lines.
fn functions(tokens: &[Token]) -> impl Iterator<Item = (String, usize)> {
    tokens.windows(2).enumerate().filter_map(|(i, pair)| {
        let named = pair[0].text == "fn" && pair[1].text.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let end = item_end(tokens, i);
        let has_body = named && tokens.get(end - 1).is_some_and(|t| t.text == "}");
        has_body.then(|| (pair[1].text.clone(), tokens[end - 1].line - pair[0].line + 1))
    })
}

// ---- modules and the paths in them ----

/// A path from the root of the crate.
type ModulePath = Vec<String>;

/// The files of a crate as modules; those for tests are left out.
struct Modules {
    /// Name of the file and its code.
    files: BTreeMap<ModulePath, (String, Vec<Token>)>,
}

impl Modules {
    fn of(files: Vec<(String, String)>) -> Modules {
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
    fn deepest(&self, path: &[String]) -> Option<&ModulePath> {
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
struct Paths<'a> {
    modules: &'a Modules,
    tokens: &'a [Token],
    /// Names that `use` brings in, and what they stand for.
    names: BTreeMap<String, ModulePath>,
    /// Full paths, with their lines.
    found: Vec<(ModulePath, usize)>,
}

impl Paths<'_> {
    /// Reads the tokens of `range`, which stand in `module`: imports first, since they give names.
    fn read(&mut self, range: std::ops::Range<usize>, module: &ModulePath) {
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

// ---- the graph of a crate's files ----

struct Graph {
    files: BTreeSet<String>,
    /// From and to, with what makes the arrow: lines and paths.
    arrows: BTreeMap<(String, String), BTreeSet<(usize, String)>>,
}

impl Graph {
    fn of(modules: &Modules) -> Graph {
        let files = modules.files.values().map(|(file, _)| file.clone()).collect();
        let mut arrows: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (module, (file, tokens)) in &modules.files {
            let mut paths = Paths { modules, tokens, names: BTreeMap::new(), found: Vec::new() };
            paths.read(0..tokens.len(), module);
            for (path, line) in paths.found {
                let to = modules.deepest(&path).map(|to| &modules.files[to].0).filter(|to| *to != file);
                if let Some(to) = to {
                    let ties = arrows.entry((file.clone(), to.clone())).or_default();
                    ties.insert((line, path.join("::")));
                }
            }
        }
        Graph { files, arrows }
    }

    /// The files that can be reached from one another.
    fn circles(&self) -> Vec<BTreeSet<String>> {
        let reached: BTreeMap<&String, BTreeSet<&String>> =
            self.files.iter().map(|file| (file, self.reached_from(file))).collect();
        let circle = |file: &String| -> BTreeSet<String> {
            let both = reached[file].iter().filter(|other| reached[**other].contains(file));
            both.map(|other| (*other).clone()).collect()
        };
        let circles: BTreeSet<BTreeSet<String>> =
            self.files.iter().map(circle).filter(|c| c.len() > 1).collect();
        circles.into_iter().collect()
    }

    fn reached_from(&self, file: &String) -> BTreeSet<&String> {
        let (mut reached, mut left) = (BTreeSet::new(), vec![file]);
        while let Some(from) = left.pop() {
            for (a, to) in self.arrows.keys() {
                if a == from && reached.insert(to) {
                    left.push(to);
                }
            }
        }
        reached
    }

    /// A circle, with the arrows that make it and at most three ties for each.
    fn describe(&self, name: &str, circle: &BTreeSet<String>) -> String {
        let mut lines = format!("{name}: a circle of {} files\n", circle.len());
        for ((from, to), ties) in &self.arrows {
            if circle.contains(from) && circle.contains(to) {
                let shown: Vec<String> =
                    ties.iter().take(3).map(|(line, path)| format!("{line} {path}")).collect();
                let more =
                    if ties.len() > 3 { format!(" and {} more", ties.len() - 3) } else { String::new() };
                let _ = writeln!(lines, "    {from} -> {to}: {}{more}", shown.join(", "));
            }
        }
        lines
    }

    /// The arrows that lead to a floor above.
    fn against(&self, name: &str, floors: &[&str]) -> Vec<String> {
        let height = |file: &String| -> usize {
            let first = file.split('/').next().unwrap_or_default().trim_end_matches(".rs");
            match floors.iter().position(|floor| *floor == first) {
                Some(floor) => floor + 1,
                None if first == "lib" => floors.len() + 1,
                None => 0,
            }
        };
        let there: BTreeSet<usize> = self.files.iter().map(height).collect();
        let missing = (1..=floors.len()).filter(|floor| !there.contains(floor));
        let missing = missing.map(|floor| format!("{name}: no floor {}", floors[floor - 1]));
        let up = self.arrows.iter().filter(|((from, to), _)| height(from) < height(to));
        let up = up.map(|((from, to), ties)| {
            let shown: Vec<String> =
                ties.iter().take(3).map(|(line, path)| format!("{line} {path}")).collect();
            format!("{name}: against the floors: {from} -> {to}: {}", shown.join(", "))
        });
        missing.chain(up).collect()
    }
}
