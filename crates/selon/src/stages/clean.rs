//! Reads an input as one plain text that is all article.

use std::fmt;
use std::io::Read;

use selon_model::{Article, Block, BlockKind, PartialDate, Span};

/// What is known of an input beside its bytes.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Of the report, where the input has none.
    pub id: String,
    /// Header of an HTTP answer.
    pub content_type: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Name of the site or medium, where the input has none.
    pub outlet: Option<String>,
    /// Day of publication, where the input has none.
    pub published: Option<PartialDate>,
}

/// Why an input could not be read.
#[derive(Debug)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// The articles of one input, in its order.
pub fn stream<R: Read>(mut reader: R, hints: Hints) -> impl Iterator<Item = Result<Article, Error>> {
    let mut text = String::new();
    let read = reader.read_to_string(&mut text).map_err(|e| Error(e.to_string()));
    std::iter::once(
        read.and_then(|_| if text.is_empty() { Err(Error("is empty".into())) } else { Ok(()) }).map(|()| {
            let span = Span::of(0..text.len());
            let kept = vec![Block { span, kind: BlockKind::Paragraph }];
            let Hints { id, url, outlet, published, .. } = hints;
            Article { id, text, kept, url, outlet, published, ..Article::default() }
        }),
    )
}
