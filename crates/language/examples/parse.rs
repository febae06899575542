//! Reads a text from standard input, one paragraph a line, and prints its analysis as CoNLL-U.
//!
//! An argument names another model's file.

use std::io::{Read, Write};

use selon_language::{Model, Options, Repairs, to_conllu};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let model = match std::env::args_os().nth(1) {
        Some(path) => Model::load(&std::fs::read(path)?)?,
        None => Model::builtin()?,
    };
    let model = model.with(Options { names: true, repairs: Repairs::universal() });
    let analysis = model.analyse(&text);
    std::io::stdout().write_all(to_conllu(&analysis, &text).as_bytes())?;
    Ok(())
}
