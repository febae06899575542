//! `selon as-of DATE COMMAND …`, which is another way to write `selon COMMAND --as-of DATE …`.

use std::ffi::{OsStr, OsString};

use clap::CommandFactory;

use super::program::Args;

/// What was typed, with `as-of DATE COMMAND …` made `COMMAND --as-of DATE …`.
pub(crate) fn expanded(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let typed: Vec<OsString> = typed.collect();
    let whole = Args::command();
    let is_command = |word: &OsStr| word == "help" || whole.get_subcommands().any(|c| word == c.get_name());
    let at = typed.iter().skip(1).position(|word| is_command(word)).map(|at| at + 1);
    match at.map(|at| (&typed[..at], &typed[at..])) {
        Some((before, [as_of, day, command, options @ ..]))
            if as_of == "as-of"
                && [day, command].iter().all(|word| !word.as_encoded_bytes().starts_with(b"-")) =>
        {
            let (command, day) = (command.clone(), day.clone());
            before
                .iter()
                .cloned()
                .chain([command, "--as-of".into(), day])
                .chain(options.iter().cloned())
                .collect()
        }
        _ => typed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_of_stands_before_any_command() {
        let check = |typed: &str, expected: &str| {
            let words = expanded(typed.split(' ').map(OsString::from));
            let words: Vec<_> = words.iter().map(|w| w.to_str().unwrap()).collect();
            assert_eq!(words.join(" "), expected);
        };
        check("selon as-of 2021 claims --place X", "selon claims --as-of 2021 --place X");
        check("selon -q --lang fr as-of 2021 sources", "selon -q --lang fr sources --as-of 2021");
        check("selon claims --text as-of a b", "selon claims --text as-of a b");
        check("selon as-of 2021", "selon as-of 2021");
        check("selon as-of --help", "selon as-of --help");
        check("selon help as-of", "selon help as-of");
    }
}
