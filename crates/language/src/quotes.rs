use selon_model::{Block, Quotation};

/// The quotations of an article's blocks, in order of their start.
pub fn quotations(_text: &str, _blocks: &[Block]) -> Vec<Quotation> {
    Vec::new()
}
