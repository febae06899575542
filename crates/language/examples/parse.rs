//! Reads a text from standard input, one paragraph a line, and prints its analysis as CoNLL-U.
//!
//! An argument names another model's file.

use std::io::{Read, Write};

use selon_language::{Model, to_conllu};
use selon_model::{Block, BlockKind, Span};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::of(at..at + line.trim_end().len());
        at += line.len();
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
    }
    let model = match std::env::args_os().nth(1) {
        Some(path) => Model::load(&std::fs::read(path)?)?,
        None => Model::builtin()?,
    };
    let analysis = model.analyse(&text, &blocks);
    std::io::stdout().write_all(to_conllu(&analysis, &text).as_bytes())?;
    Ok(())
}
