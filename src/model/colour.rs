//! Colours, and whether they can be read on a ground.
//!
//! Enters: a colour as `#rrggbb`. Leaves: how far apart two are to the eye, and the nearest one that can be
//! read. Must not know: where a colour is shown.

use std::fmt;

/// What text needs between itself and its ground (WCAG 2.2, 1.4.3).
pub(super) const ENOUGH: f64 = 4.5;

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

impl Colour {
    /// Reads `#rrggbb` and `#rgb`; the sign may be left out, as YAML takes it for a comment.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digit = |at: usize| digits.as_bytes().get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let (step, doubled) = match digits.len() {
            3 => (1, 0),
            6 => (2, 1),
            _ => return None,
        };
        let mut parts = [0; 3];
        for (number, part) in parts.iter_mut().enumerate() {
            let (high, low) = (digit(number * step)?, digit(number * step + doubled)?);
            *part = u8::try_from(high * 16 + low).ok()?;
        }
        Some(Self(parts))
    }

    /// How bright it is to the eye, from 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// From 1, the same, to 21, black on white.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour, or the first that can be read on the way from it to black or to white, whichever is
    /// farther from the ground.
    pub(super) fn readable_on(self, ground: Self) -> Self {
        let [black, white] = [Self([0; 3]), Self([255; 3])];
        let end = if black.contrast(ground) > white.contrast(ground) { black } else { white };
        (0..=255).map(|step| self.towards(end, step)).find(|mixed| mixed.contrast(ground) >= ENOUGH).unwrap_or(end)
    }

    /// A step of 255 to another colour.
    fn towards(self, end: Self, step: u16) -> Self {
        let mut parts = [0; 3];
        for (mixed, (from, to)) in parts.iter_mut().zip(self.0.into_iter().zip(end.0)) {
            let sum = u16::from(from) * (255 - step) + u16::from(to) * step;
            *mixed = u8::try_from(sum / 255).unwrap_or(to);
        }
        Self(parts)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn colours_are_read() {
        for (text, read) in [
            ("#1f5aa6", Some("#1f5aa6")),
            ("1F5AA6", Some("#1f5aa6")),
            ("#0af", Some("#00aaff")),
            ("", None),
            ("#1f5aa", None),
            ("#12345g", None),
            ("red", None),
            ("é12345", None),
        ] {
            assert_eq!(Colour::parse(text).map(|colour| colour.to_string()).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((colour("#000").contrast(colour("#fff")) - 21.0).abs() < 1e-9);
        // The well-known grey that is just enough on white, and the one beside it that is not.
        assert!(colour("#767676").contrast(colour("#fff")) >= ENOUGH);
        assert!(colour("#777777").contrast(colour("#fff")) < ENOUGH);
    }

    #[test]
    fn the_nearest_readable_colour_keeps_its_hue() {
        let (light, dark) = (colour("#fdfcf9"), colour("#171715"));
        assert_eq!(colour("#1f5aa6").readable_on(light), colour("#1f5aa6"));
        for (text, ground) in [("#ffcc00", light), ("#1f5aa6", dark), ("#fff", light), ("#000", dark)] {
            let (given, found) = (colour(text), colour(text).readable_on(ground));
            assert!(given.contrast(ground) < ENOUGH && found.contrast(ground) >= ENOUGH, "{text}: {found}");
            let order = |Colour([r, g, b])| (r >= g, g >= b, r >= b);
            assert_eq!(order(given), order(found), "{text}: {found}");
        }
    }
}
