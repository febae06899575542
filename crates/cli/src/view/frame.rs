//! What stands around reports in a form.

/// The text before, between and after reports.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    /// Before the first report, and where there is none.
    pub(crate) before: String,
    /// Between two.
    pub(crate) between: &'static str,
    /// After the last.
    pub(crate) after: &'static str,
}
