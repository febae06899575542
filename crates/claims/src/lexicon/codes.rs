//! Closed sets of codes: what the cells of some columns may hold.

use selon_model::{Counted, EventType, Factuality, Mode, Sector, SourceKind};

/// A closed set whose members stand in tables by their codes.
pub(crate) trait Code: Sized {
    /// What a member is, for messages.
    const WHAT: &'static str;

    /// The member with this code.
    fn parse(code: &str) -> Option<Self>;
}

/// Declares a closed set: what its members are called in messages, then each with its code or codes.
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident = $what:literal {
        $($(#[$doc:meta])* $variant:ident = $($code:literal)|+,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name { $($(#[$doc])* $variant,)* }

        impl $crate::lexicon::codes::Code for $name {
            const WHAT: &'static str = $what;

            fn parse(code: &str) -> Option<$name> {
                match code { $($($code)|+ => Some($name::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use codes;

/// The closed sets of the model's codebook.
macro_rules! of_the_model {
    ($($name:ident = $what:literal,)*) => {
        $(impl Code for $name {
            const WHAT: &'static str = $what;

            fn parse(code: &str) -> Option<$name> {
                $name::parse(code)
            }
        })*
    };
}

of_the_model! {
    Counted = "kind of what is counted",
    EventType = "event type",
    Factuality = "factuality",
    Mode = "mode",
    Sector = "sector",
    SourceKind = "kind of source",
}
