//! Measures words per second on one core: reads a text from standard input, one paragraph a line, and analyses it
//! as many times as the argument says (100).

use std::io::{Read, Write};
use std::time::Instant;

use selon_language::Model;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runs: usize = std::env::args().nth(1).map_or(Ok(100), |n| n.parse())?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let began = Instant::now();
    let model = Model::builtin()?;
    let load = began.elapsed();
    let words = model.analyse(&text).words.len();
    let mut fastest = f64::INFINITY;
    for _ in 0..runs {
        let run = Instant::now();
        std::hint::black_box(model.analyse(&text));
        fastest = fastest.min(run.elapsed().as_secs_f64());
    }
    writeln!(
        std::io::stdout(),
        "load {load:?}; {words} words in {:.2} ms at best, {:.0} words/s",
        fastest * 1e3,
        words as f64 / fastest
    )?;
    Ok(())
}
