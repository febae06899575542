use selon_model::Repair;

/// Which repairs are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repairs(u32);

impl Default for Repairs {
    fn default() -> Repairs {
        Repairs::all()
    }
}

impl Repairs {
    /// All of them: the trees that the claims are read from.
    pub fn all() -> Repairs {
        Repair::ALL.iter().fold(Repairs::none(), |set, repair| Repairs(set.0 | bit(*repair)))
    }

    /// None: the trees as the network gives them.
    pub const fn none() -> Repairs {
        Repairs(0)
    }

    /// Those that leave trees of Universal Dependencies; [`Repair::CountedNoun`] goes another way.
    pub fn universal() -> Repairs {
        Repairs::all().without(Repair::CountedNoun)
    }

    /// These without one.
    #[must_use]
    pub const fn without(self, repair: Repair) -> Repairs {
        Repairs(self.0 & !bit(repair))
    }

    /// Those of these that are not among others.
    pub fn but(self, others: Repairs) -> impl Iterator<Item = Repair> {
        Repair::ALL.iter().copied().filter(move |r| self.contains(*r) && !others.contains(*r))
    }

    /// Whether a repair is one of them.
    pub const fn contains(self, repair: Repair) -> bool {
        self.0 & bit(repair) != 0
    }
}

const fn bit(repair: Repair) -> u32 {
    1 << repair as u32
}
