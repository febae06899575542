use selon_model::PartialDate;

/// What the caller knows of an input beside its bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hints {
    /// The article's id where the input names none: the name of its file. Further objects of one input are
    /// `id:2`, `id:3` ….
    pub id: String,
    /// The HTTP header `Content-Type`.
    pub content_type: Option<String>,
    /// The address that the input was fetched from.
    pub url: Option<String>,
    /// Name of the medium; goes before what the input says.
    pub outlet: Option<String>,
    /// Day of publication; goes before what the input says.
    pub published: Option<PartialDate>,
}
