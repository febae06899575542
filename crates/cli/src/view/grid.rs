//! A table for people: a line of names, and a line a row, each column as wide as it needs and the screen lets it.

use selon_ledger::query::Table;
use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::term::{Line, Painter, Tone, printable};
use crate::view::screen::Screen;
use crate::words::Words;

/// Between two columns.
const GAP: usize = 2;
/// A column that has to give room is never narrower.
const NARROWEST: usize = 6;
/// A column that is no wider (a day, a number, an id) says nothing when it is cut: it gives no room.
const RIGID: usize = 14;

/// The rows under the names of their columns; cells that are too wide are cut.
pub(crate) fn grid(table: &Table, screen: Screen) -> String {
    let words = Words::of(screen.lang);
    let names: Vec<String> = table.columns.iter().map(|name| printable(words.column(name))).collect();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(shown).collect()).collect();
    let widths = widths(&names, &rows, screen.width);
    let right: Vec<bool> =
        (0..names.len()).map(|at| table.rows.iter().any(|row| row[at].is_number())).collect();
    let mut painter = Painter { color: screen.color, width: usize::MAX, out: String::new() };
    let mut line = |cells: &[String], tone: Tone| {
        let padded = cells.iter().zip(&widths).zip(&right);
        let padded: Vec<String> = padded.map(|((cell, width), right)| pad(cell, *width, *right)).collect();
        painter.row(&Line::new(padded.join(&" ".repeat(GAP)).trim_end(), tone));
    };
    line(&names, Tone::Faint);
    rows.iter().for_each(|row| line(row, Tone::Plain));
    painter.out
}

/// A cell in one line.
fn shown(cell: &Value) -> String {
    let words = match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    printable(&words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As wide as the widest cell; where that is too much for the screen, the widest columns give.
fn widths(names: &[String], rows: &[Vec<String>], screen: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = names.iter().map(|name| name.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let room = screen.saturating_sub(GAP * names.len().saturating_sub(1));
    let given = |width: usize, cap: usize| if width <= RIGID { width } else { width.min(cap) };
    let fits = |cap: usize| widths.iter().map(|width| given(*width, cap)).sum::<usize>() <= room;
    let widest = widths.iter().copied().max().unwrap_or(0);
    let cap = (NARROWEST..=widest.min(screen)).rev().find(|cap| fits(*cap)).unwrap_or(NARROWEST);
    widths.iter().map(|width| given(*width, cap)).collect()
}

fn pad(cell: &str, width: usize, right: bool) -> String {
    let cell = cut(cell, width);
    let space = " ".repeat(width.saturating_sub(cell.width()));
    if right { space + &cell } else { cell + &space }
}

fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut used = 1;
    let head = cell.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= width
    });
    head.collect::<String>().trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::values::Lang;

    #[test]
    fn columns_fit_the_screen() {
        let mut table = Table::new(&["name", "claims"]);
        table.rows.push(vec!["Armée malienne\u{1b}[2J du Sud".into(), 7.into()]);
        table.rows.push(vec!["AFP".into(), Value::Null]);
        let screen = |width, lang| Screen { color: false, lang, width };
        let wide = "name                       claims\nArmée malienne [2J du Sud       7\nAFP\n";
        assert_eq!(grid(&table, screen(80, Lang::En)), wide);
        let narrow = "nom                   affirmations\nArmée malienne [2J…              7\nAFP\n";
        assert_eq!(grid(&table, screen(34, Lang::Fr)), narrow);
    }

    #[test]
    fn a_table_without_rows_has_its_names() {
        let screen = Screen { color: false, lang: Lang::En, width: 80 };
        assert_eq!(grid(&Table::new(&["a", "b"]), screen), "a  b\n");
    }
}
