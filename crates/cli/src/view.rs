//! The forms in which reports and articles are printed.

pub(crate) mod conllu;
pub(crate) mod json;
pub(crate) mod table;
pub(crate) mod text;

/// What stands around reports in a form.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    /// Before the first report, and where there is none.
    pub(crate) before: String,
    /// Between two.
    pub(crate) between: &'static str,
    /// After the last.
    pub(crate) after: &'static str,
}
