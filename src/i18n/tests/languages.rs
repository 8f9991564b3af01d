//! Dates by language: a file of rows each, checked by their grammar.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::date::{Elapsed, Unit, parse};
use crate::i18n::Locale;
use crate::i18n::tests::under_its_year;

fn locale(language: &str) -> Locale {
    Locale::new(language, Some(Tz::Asia__Shanghai), &BTreeMap::new())
}

#[test]
fn every_row_of_every_language() {
    let languages = [
        ("en-GB", include_str!("../../../tests/data/languages/en-GB.tsv")),
        ("de", include_str!("../../../tests/data/languages/de.tsv")),
        ("fr", include_str!("../../../tests/data/languages/fr.tsv")),
        ("es", include_str!("../../../tests/data/languages/es.tsv")),
        ("uk", include_str!("../../../tests/data/languages/uk.tsv")),
        ("ar", include_str!("../../../tests/data/languages/ar.tsv")),
        ("ar-EG", include_str!("../../../tests/data/languages/ar-EG.tsv")),
        ("he", include_str!("../../../tests/data/languages/he.tsv")),
        ("zh", include_str!("../../../tests/data/languages/zh.tsv")),
        ("zh-TW", include_str!("../../../tests/data/languages/zh-TW.tsv")),
        ("zh-HK", include_str!("../../../tests/data/languages/zh-HK.tsv")),
        ("ja", include_str!("../../../tests/data/languages/ja.tsv")),
        ("it", include_str!("../../../tests/data/languages/it.tsv")),
    ];
    for (language, rows) in languages {
        let locale = locale(language);
        let mut count = 0;
        for row in rows.lines().skip(1) {
            let [written, shown, short] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{language}: {row}") };
            let date = parse(written, Some(Tz::Asia__Shanghai)).unwrap();
            assert_eq!(locale.date(&date).text(), shown, "{language}: {written}");
            assert_eq!(under_its_year(&locale, &date), short, "{language}: {written}");
            count += 1;
        }
        assert!(count >= 15, "{language}: {count}");
    }
}

#[test]
fn elapsed_time() {
    for (language, expected) in [
        ("de", ["1 Tag später", "etwa 2 Wochen später", "5 Monate zuvor", "21 Jahre später"]),
        ("fr", ["1 jour plus tard", "environ 2 semaines plus tard", "5 mois plus tôt", "21 ans plus tard"]),
        ("es", ["1 día después", "aproximadamente 2 semanas después", "5 meses antes", "21 años después"]),
        ("uk", ["через 1 день", "приблизно через 2 тижні", "за 5 місяців до того", "через 21 рік"]),
        ("ar", ["بعد يوم واحد", "بعد نحو أسبوعين", "قبل ذلك بـ5 أشهر", "بعد 21 سنة"]),
        ("he", ["כעבור יום אחד", "כעבור שבועיים בערך", "5 חודשים קודם לכן", "כעבור 21 שנה"]),
        ("zh", ["1天后", "约2周后", "此前5个月", "21年后"]),
        ("ja", ["1日後", "約2週間後", "その5か月前", "21年後"]),
        // English words are counted as English counts.
        ("th", ["1 day later", "about 2 weeks later", "5 months earlier", "21 years later"]),
    ] {
        let locale = locale(language);
        let said = |count, unit, about, back| locale.elapsed(Elapsed { count, unit, about }, back);
        let said = [
            said(1, Unit::Day, false, false),
            said(2, Unit::Week, true, false),
            said(5, Unit::Month, false, true),
            said(21, Unit::Year, false, false),
        ];
        assert_eq!(said, expected, "{language}");
    }
}

#[test]
fn what_stands_before_a_number_suits_it() {
    for (language, count, unit, about, expected) in [
        ("ar", 2, Unit::Day, false, "قبل ذلك بيومين"),
        ("ar", 18, Unit::Year, false, "قبل ذلك بـ18 سنة"),
        ("ar", 2, Unit::Year, true, "قبل ذلك بنحو سنتين"),
        ("ar-EG", 5, Unit::Month, false, "قبل ذلك بـ٥ أشهر"),
        ("he", 2, Unit::Week, true, "בערך שבועיים קודם לכן"),
        ("he", 10, Unit::Year, false, "10 שנים קודם לכן"),
        ("he", 11, Unit::Year, true, "בערך 11 שנה קודם לכן"),
        ("he", 20, Unit::Day, false, "20 יום קודם לכן"),
        ("zh", 12, Unit::Week, true, "此前约12周"),
        ("zh-HK", 12, Unit::Week, true, "此前約12週"),
        ("ja", 12, Unit::Week, true, "その約12週間前"),
    ] {
        assert_eq!(locale(language).elapsed(Elapsed { count, unit, about }, true), expected, "{language}");
    }
}

#[test]
fn a_length_that_is_rounded_says_so() {
    for (language, expected) in [
        ("en", ["2 days", "about 18 years"]),
        ("de", ["2 Tage", "etwa 18 Jahre"]),
        ("fr", ["2 jours", "environ 18 ans"]),
        ("es", ["2 días", "aproximadamente 18 años"]),
        ("uk", ["2 дні", "приблизно 18 років"]),
        ("ar", ["مدة يومين", "نحو 18 سنة"]),
        ("he", ["יומיים", "בערך 18 שנה"]),
        ("zh", ["2天", "约18年"]),
        ("zh-TW", ["2天", "約18年"]),
        ("ja", ["2日", "約18年"]),
        ("th", ["2 days", "about 18 years"]),
    ] {
        // Between days the length is exact; with a year at one end, or in another unit, it is not.
        let lengths = [("2022-02-22", "2022-02-24"), ("2003", "2021-11-15")].map(|(from, to)| {
            let [from, to] = [from, to].map(|text| parse(text, None).unwrap());
            locale(language).length(crate::date::elapsed(&from, &to).unwrap())
        });
        assert_eq!(lengths, expected, "{language}");
    }
}

#[test]
fn languages_that_have_no_data_speak_english() {
    for language in ["xx", "tlh-Latn", "q", "123456789"] {
        let date = parse("2022-02-24~", None).unwrap();
        assert_eq!(locale(language).date(&date).text(), "about February 24, 2022", "{language}");
    }
}

#[test]
fn digits_are_those_of_the_tag() {
    for (language, expected) in [
        ("ar", "14 مارس 2022, 1,234"),
        ("ar-EG", "١٤ مارس ٢٠٢٢, ١٬٢٣٤"),
        ("ar-u-nu-arab", "١٤ مارس ٢٠٢٢, ١٬٢٣٤"),
        ("de", "14. März 2022, 1.234"),
    ] {
        let locale = locale(language);
        let date = parse("2022-03-14", None).unwrap();
        assert_eq!(format!("{}, {}", locale.date(&date).text(), locale.size(1234)), expected);
    }
}

#[test]
fn a_site_has_words_of_its_own() {
    let own = [("date_month_bound", "{genitive}"), ("date_since", "od {bound}"), ("days_few", "{count} dni")];
    let own = own.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    let locale = Locale::new("pl", None, &own);
    let date = parse("2022-02/..", None).unwrap();
    assert_eq!(locale.date(&date).text(), "od lutego 2022");
}
