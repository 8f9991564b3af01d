//! Closed lists of words.
//!
//! Enters: an enum with a word beside each of its values. Leaves: the type, the list of all and the word of each, so
//! that no word is written twice. Must not know: what the words are for.

/// Makes an enum of words:
///
/// ```text
/// words! {
///     /// A light.
///     pub enum Light {
///         /// Go.
///         Green = "green",
///     }
/// }
/// ```
macro_rules! words {
    (
        $(#[$about:meta])*
        $visibility:vis enum $Name:ident { $( $(#[$doc:meta])* $Word:ident = $word:literal, )+ }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $Name { $( $(#[$doc])* $Word, )+ }

        impl $Name {
            /// Every one, in order.
            $visibility const ALL: &'static [Self] = &[$(Self::$Word),+];

            /// The word for it in files: what authors write, and what pages are marked with.
            #[must_use]
            $visibility fn name(self) -> &'static str {
                match self { $(Self::$Word => $word),+ }
            }
        }
    };
}

pub(crate) use words;
