//! Echoes: text that one report has from another.
