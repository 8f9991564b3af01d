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

/// Languages, and what each calls February: by its name, its number, or in English where there is no data for it.
const FEBRUARY: &str = "
pt fevereiro; pt-BR fevereiro; pt-PT fevereiro; pt-AO fevereiro; it febbraio; nl februari; tr Şubat; pl lutego;
cs února; hu február; fi helmikuuta; el Φεβρουαρίου; ro februarie; vi tháng 2; th กุมภาพันธ์; ko 2월; ja 2月; zh 2月;
zh-Hans 2月; zh-Hant 2月; zh-Hant-HK 2月; yue 2月; hi फ़रवरी; bn ফেব্রুয়ারি; fa فوریه; ur فروری; sw Februari; tlh February;
xx February; sv februari; da februar; nb februar; nn februar; no februar; is febrúar; et veebruar; lv februāris;
lt vasario; sk februára; sl februar; hr veljače; sr фебруар; sr-Latn februar; bs februar; mk февруари; bg февруари;
ru февраля; be лютага; uk лютого; ca febrer; gl febreiro; eu otsaila; cy Chwefror; ga Feabhra; gd Ghearran; sq shkurt;
hy փետրվարի; ka თებერვალი; az fevral; kk ақпан; uz fevral; ky февраль; mn хоёрдугаар; ta பிப்ரவரி; te ఫిబ్రవరి; ml ഫെബ്രുവരി;
kn ಫೆಬ್ರವರಿ; mr फेब्रुवारी; gu ફેબ્રુઆરી; pa ਫ਼ਰਵਰੀ; ne फेब्रुअरी; si නවම්; my ဖေဖော်ဝါရီ; km កុម្ភៈ; lo ກຸມພາ; id Februari; ms Februari;
fil Pebrero; am ፌብሩዋሪ; zu Februwari; af Februarie; ar فبراير; ar-EG فبراير; he בפברואר; ps فبروري; de Februar; fr février;
es febrero; en-GB February; ku; xh; yi; ha; yo; ig; mi; br; lb; fo; so; rw; qu; gn; sa; dz; bo; ug; tt; tk; tg; ti; om; mt;
eo; la; en-; ; pt_BR; de-DE-1996; x; sl-rozaj-biske; en-u-ca-buddhist; th-u-ca-buddhist; ja-u-ca-japanese-nu-hanidec;
ar-u-ca-islamic; he-u-ca-hebrew; zh-u-ca-chinese; en-US-POSIX; und; mul; -; 日本語; pt-; i-klingon; root; \u{0}; C;
en_US.UTF-8; ABCDEFGHIJKLMNOP; 12; en-en-en-en
";

#[test]
fn every_language_shows_every_date() {
    let mut named = 0;
    for row in FEBRUARY.split(';').map(str::trim) {
        let (language, february) = row.split_once(' ').unwrap_or((row, ""));
        let locale = locale(language);
        let shown = |written: &str| {
            let text = locale.date(&parse(written, Some(Tz::Asia__Shanghai)).unwrap()).text();
            assert!(!text.contains(['{', '}']) && !text.is_empty(), "{language}: {written} is {text}");
            text
        };
        let holds = |written: &str, parts: &[i64]| {
            let text = shown(written);
            for part in parts {
                assert!(text.contains(&locale.numbers.plain(*part)), "{language}: {written} is {text}");
            }
            text
        };
        assert!(holds("2022-02-24", &[24, 2022]).contains(february), "{language}: {}", shown("2022-02-24"));
        named += usize::from(!february.is_empty());
        for form in ["2022-MM-24", "2022-MM", "2022-MM-04/2022-MM-20", "-0043-MM-15", "2021-MM/2022-MM", "2022-MM~"] {
            let months = (1..=12).map(|month| shown(&form.replace("MM", &format!("{month:02}"))));
            let all: std::collections::BTreeSet<String> = months.collect();
            assert_eq!(all.len(), 12, "{language}: {form}: {all:?}");
        }
        holds("2022", &[2022]);
        holds("2021-11/2022-02", &[2021, 2022]);
        holds("2022-02-04/2022-02-20", &[4, 20, 2022]);
        holds("-0043-03-15", &[15, 44]);
        holds("-0043", &[44]);
        holds("1914/1918", &[1914, 1918]);
        for written in ["2022-02-24 05:00", "2022-21", "202X~", "2022-02/..", "../2022-02?", "2022-02-XX", "Y20000"] {
            shown(written);
        }
        assert!(!locale.size(1234).is_empty());
    }
    assert!(named >= 80, "{named}");
}
