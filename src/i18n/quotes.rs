//! Quotation marks.
//!
//! Enters: a language. Leaves: the marks round a quotation in it, as CLDR has them (`delimiters`). Must not know:
//! what is quoted.

/// The marks before and after a quotation in a language such as `de` or `de-CH`. A mark stands in the direction of
/// the quotation: where that runs from right to left, the first stands on the right.
#[must_use]
pub fn quotation(language: &str) -> [&'static str; 2] {
    let language = language.to_ascii_lowercase();
    let mut parts = language.split(['-', '_']);
    let primary = parts.next().unwrap_or("");
    let has = |wanted: &[&str]| parts.clone().any(|part| wanted.contains(&part));
    match primary {
        "de" if has(&["ch", "li"]) => ["«", "»"],
        "de" | "cs" | "sk" | "sl" | "bg" | "lt" | "et" | "is" | "ka" | "mk" | "hsb" | "dsb" | "lb" => ["„", "“"],
        "pl" | "ro" | "hu" | "hr" | "bs" | "sr" => ["„", "”"],
        // Without the blanks, narrow and not to be broken, French marks would touch the words.
        "fr" if has(&["ch"]) => ["«", "»"],
        "fr" => ["«\u{202F}", "\u{202F}»"],
        "es" if has(&["419", "mx", "us", "ar", "cl", "co", "pe", "ve"]) => ["“", "”"],
        "pt" if has(&["pt"]) => ["«", "»"],
        "uk" | "ru" | "be" | "es" | "it" | "ca" | "gl" | "eu" | "el" | "hy" | "fa" | "no" | "nb" | "nn" | "sq"
        | "az" | "uz" | "kk" | "ky" | "tt" | "br" | "oc" | "am" | "ti" => ["«", "»"],
        "fi" | "sv" | "he" | "iw" => ["”", "”"],
        "ar" | "ur" | "ckb" | "sd" | "ug" => ["”", "“"],
        "nl" | "cy" => ["‘", "’"],
        "ja" => ["「", "」"],
        "zh" if has(&["hant"]) || (has(&["tw", "hk", "mo"]) && !has(&["hans"])) => ["「", "」"],
        "yue" if !has(&["hans"]) => ["「", "」"],
        _ => ["“", "”"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_by_language() {
        for (language, expected) in [
            ("en", "“No”"),
            ("en-GB", "“No”"),
            ("uk", "«No»"),
            ("ar", "”No“"),
            ("he", "”No”"),
            ("de", "„No“"),
            ("de-CH", "«No»"),
            ("fr", "«\u{202F}No\u{202F}»"),
            ("fr-CH", "«No»"),
            ("es", "«No»"),
            ("es-MX", "“No”"),
            ("ja", "「No」"),
            ("zh", "“No”"),
            ("zh-Hans-HK", "“No”"),
            ("zh-Hant", "「No」"),
            ("zh-TW", "「No」"),
            ("RU", "«No»"),
            ("pl", "„No”"),
            ("xx", "“No”"),
            ("", "“No”"),
        ] {
            let [open, close] = quotation(language);
            assert_eq!(format!("{open}No{close}"), expected, "{language}");
        }
    }
}
