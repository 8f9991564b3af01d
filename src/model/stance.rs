//! What a stance means for a claim, said here once for standings, checks and structured data.
//!
//! Enters: a stance. Leaves: its side, and whether it answers. Must not know: who takes it, and what words it has.

use crate::document::Stance;

/// The side of a claim that somebody is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// It is said to be so.
    For,
    /// It is said not to be so, or rejected.
    Against,
    /// Nothing is said either way.
    Neither,
}

impl Stance {
    /// The side that it is on.
    #[must_use]
    pub fn side(self) -> Side {
        match self {
            Self::Asserts | Self::Confirms => Side::For,
            Self::Denies | Self::Disputes => Side::Against,
            Self::DeclinesToComment | Self::Unaware | Self::Retracts => Side::Neither,
        }
    }

    /// Whether it is taken to a claim that others made. From those whom the claim concerns it is their answer.
    #[must_use]
    pub fn is_answer(self) -> bool {
        match self {
            Self::Asserts => false,
            Self::Confirms
            | Self::Denies
            | Self::Disputes
            | Self::DeclinesToComment
            | Self::Unaware
            | Self::Retracts => true,
        }
    }
}
