use super::scope::Scope;
use super::value::{Subject, Value};
use crate::incident::ClaimAt;

/// One answer to one question, with all who give it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The question.
    pub subject: Subject,
    /// Of whom or what it is asked; answers of two scopes never contradict each other.
    pub scope: Scope,
    /// The answer.
    pub value: Value,
    /// Ids of the identified origins that give it.
    pub origins: Vec<String>,
    /// Whether somebody's latest answer is this one.
    pub current: bool,
    /// Where: the claims, in the order of publication. Their sentences are the evidence.
    pub claims: Vec<ClaimAt>,
}

/// Two answers that exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index of the statement that was made first.
    pub a: usize,
    /// Index of the other one.
    pub b: usize,
    /// How they stand to each other.
    pub relation: Relation,
}

/// How two answers that exclude each other stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// An origin's own later answer; also a later report's where one of the two names no origin.
    Update,
    /// They speak of different people, places, days or acts.
    OtherScope,
    /// Two origins exclude each other.
    Contradiction,
}

impl Relation {
    /// The written name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Relation::Update => "update",
            Relation::OtherScope => "other-scope",
            Relation::Contradiction => "contradiction",
        }
    }

    /// In English, for a person.
    pub const fn english(self) -> &'static str {
        match self {
            Relation::Update => "update",
            Relation::OtherScope => "another scope",
            Relation::Contradiction => "contradiction",
        }
    }

    /// In French, for a person.
    pub const fn french(self) -> &'static str {
        match self {
            Relation::Update => "mise à jour",
            Relation::OtherScope => "autre périmètre",
            Relation::Contradiction => "contradiction",
        }
    }
}
