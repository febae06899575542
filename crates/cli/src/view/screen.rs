//! What a view is drawn on.

use crate::args::values::Lang;

/// How the view is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    pub(crate) color: bool,
    pub(crate) lang: Lang,
    /// In columns of a terminal.
    pub(crate) width: usize,
}
