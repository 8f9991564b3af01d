//! The words of dates as people write them, in the languages that the interface has and some beside.
//!
//! Enters: one word in lower case. Leaves: what it says. Must not know: what stands beside it.

use unicode_normalization::UnicodeNormalization;

/// What a word says in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// 1 to 12.
    Month(u8),
    /// 21 to 24, as the standard has them.
    Season(u8),
    /// 0 is Monday.
    Weekday(u8),
    /// Whether it is the one before the common era.
    Era(bool),
    /// A Japanese era, by the year before its first.
    Reign(i64),
    /// A number in a word: `first`, `XIX`.
    Ordinal(i64),
    /// The first, second or last third of what follows: 0 to 2.
    Third(u8),
    About,
    Unsure,
    Before,
    After,
    Since,
    Until,
    Between,
    And,
    Or,
    Now,
    /// After a date: from then on. Before one it says nothing.
    Onward,
    Quarter,
    Half,
    Week,
    Century,
    Decade,
    Fiscal,
    /// A part of the day, which a date has no place for.
    Hours,
    /// `年`, `月`, `日` after their numbers.
    YearSign,
    MonthSign,
    DaySign,
    /// Says nothing of its own: `of`, `the`.
    Nothing,
}

/// Names that an abbreviation is the beginning of, if no other month's name begins so.
const MONTHS: [&str; 12] = [
    "january januar jänner jaenner janvier enero січень січня январь января січні январе",
    "february februar feber février fevrier febrero лютий лютого февраль февраля лютому феврале",
    "march märz maerz mrz mars marzo березень березня март марта березні марте",
    "april avril abril квітень квітня апрель апреля квітні апреле",
    "may mai mayo травень травня май мая травні мае",
    "june juni juno juin junio червень червня июнь июня червні июне",
    "july juli julei juillet julio липень липня июль июля липні июле",
    "august août aout agosto серпень серпня август августа серпні августе",
    "september septembre septiembre setiembre вересень вересня сентябрь сентября вересні сентябре",
    "october oktober octobre octubre жовтень жовтня октябрь октября жовтні октябре",
    "november novembre noviembre листопад листопада ноябрь ноября листопаді ноябре",
    "december dezember décembre decembre diciembre грудень грудня декабрь декабря грудні декабре",
];

/// Names that have no such abbreviations: the Arabic ones of Egypt, the Levant and the Maghreb, with one
/// form of alef; the Hebrew ones, and their abbreviations.
const WHOLE_MONTHS: [&str; 12] = [
    "يناير كانون-الثاني جانفي ינואר ינו",
    "فبراير شباط فيفري פברואר פבר",
    "مارس اذار מרץ מרס",
    "ابريل نيسان افريل אפריל אפר",
    "مايو ايار ماي מאי",
    "يونيو يونيه حزيران جوان יוני יונ",
    "يوليو يوليه تموز جويلية יולי יול",
    "اغسطس اب اوت غشت אוגוסט אוג",
    "سبتمبر ايلول شتنبر ספטמבר ספט",
    "اكتوبر تشرين-الاول אוקטובר אוק",
    "نوفمبر تشرين-الثاني نونبر נובמבר נוב",
    "ديسمبر كانون-الاول دجنبر דצמבר דצמ",
];

const WEEKDAYS: [&str; 7] = [
    "monday mon montag lundi lun lunes понеділок пн понедельник الاثنين שני 月曜日 月曜 星期一 周一 週一",
    "tuesday tue tues dienstag mardi martes вівторок вт вторник الثلاثاء שלישי 火曜日 火曜 星期二 周二 週二",
    "wednesday wed weds mittwoch mercredi mer miércoles miercoles mié середа ср среда الاربعاء רביעי 水曜日 水曜 星期三 周三 週三",
    "thursday thu thur thurs donnerstag jeudi jeu jueves jue четвер чт четверг الخميس חמישי 木曜日 木曜 星期四 周四 週四",
    "friday fri freitag vendredi ven viernes vie п'ятниця пт пятница الجمعة שישי 金曜日 金曜 星期五 周五 週五",
    "saturday sat samstag sonnabend samedi sam sábado sabado sáb субота сб суббота السبت שבת 土曜日 土曜 星期六 周六 週六",
    "sunday sun sonntag dimanche dim domingo dom неділя нд воскресенье вс الاحد ראשון 日曜日 日曜 星期日 星期天 周日 週日",
];

const ORDINALS: [&str; 21] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
];

const OTHERS: &[(Word, &str)] = &[
    (
        Word::Season(21),
        "spring frühling frühjahr printemps primavera весна навесні весни ربيع الربيع אביב 春 春季 春天",
    ),
    (Word::Season(22), "summer sommer été verano літо влітку літа лето صيف الصيف קיץ 夏 夏季 夏天"),
    (Word::Season(23), "autumn fall herbst automne otoño осінь восени осени осень خريف الخريف סתיו 秋 秋季 秋天"),
    (Word::Season(24), "winter hiver invierno зима взимку зими شتاء الشتاء חורף 冬 冬季 冬天"),
    (Word::Era(true), "bce bc"),
    (Word::Era(false), "ce ad"),
    (Word::Reign(2018), "令和"),
    (Word::Reign(1988), "平成"),
    (Word::Reign(1925), "昭和"),
    (Word::Reign(1911), "大正"),
    (Word::Reign(1867), "明治"),
    (
        Word::Third(0),
        "early beginning start anfang début debut principios початок початку اوائل بداية תחילת ראשית 初 初め 上旬",
    ),
    (Word::Third(1), "mid middle mitte mi mediados середина середині منتصف אמצע 中旬 半ば"),
    (Word::Third(2), "late end ende fin finales кінець кінці наприкінці اواخر نهاية סוף 末 下旬"),
    (
        Word::About,
        "circa ca cca c about around approximately approx roughly near etwa ungefähr um gegen vers environ hacia alrededor близько \
         около حوالي نحو בערך סביב 約 约 頃 ごろ 左右 前后",
    ),
    (Word::Unsure, "possibly probably perhaps maybe presumably likely"),
    (Word::Before, "before pre prior vor avant antes перед قبل לפני"),
    (Word::After, "after post following nach après apres después despues після после بعد אחרי"),
    (Word::Since, "since from starting seit ab depuis desde від з с من منذ מאז"),
    (Word::Until, "to until till til through thru by bis au al à jusque jusqu hasta до по الى حتى עד 至 到 から"),
    (Word::Between, "between zwischen entre між между بين בין"),
    (Word::And, "and und et y e і й та и و"),
    (Word::Or, "or oder ou o або чи или او או 或"),
    (
        Word::Now,
        "present now today ongoing date current currently continuing heute présent presente hoy сьогодні сегодня 現在 现在 今",
    ),
    (Word::Onward, "on onward onwards 以降 以来 以來 以後 以后 起"),
    (Word::Quarter, "q quarter quartal trimestre квартал 季度"),
    (Word::Half, "h half halbjahr semestre"),
    (Word::Week, "week w wk kw kalenderwoche semaine semana тиждень"),
    (Word::Century, "century centuries jahrhundert jahrhunderts jh siècle siecle siglo століття ст век века 世紀 世纪"),
    (Word::Decade, "年代"),
    (Word::Fiscal, "fy fiscal"),
    (Word::Hours, "morning afternoon evening night dawn dusk midday midnight"),
    (Word::YearSign, "年 년"),
    (Word::MonthSign, "月 월"),
    (Word::DaySign, "日 号 號 일"),
    (
        Word::Nothing,
        "of the in at sometime year month day up de del du d le la l el den der dem des am im vom en року рік р году года год г \
         в у во на م سنة عام يوم יום день 第",
    ),
];

/// A text with what a word may be written with in several ways in one way.
pub(crate) fn fold(text: &str) -> String {
    let one_way = text.nfc().flat_map(char::to_lowercase).map(|c| match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' => 'ي',
        '׳' | 'ʼ' | '’' => '\'',
        _ => c,
    });
    let mut text: String = one_way.filter(|c| !matches!(c, '\u{640}' | '\u{64B}'..='\u{652}')).collect();
    // Names of two words are one from here on.
    for (first, second) in [("كانون", "الثاني"), ("كانون", "الاول"), ("تشرين", "الثاني"), ("تشرين", "الاول")]
    {
        let pair = format!("{first} {second}");
        if text.contains(&pair) {
            let found = word(&format!("{first}-{second}"));
            if let Some(Word::Month(month)) = found {
                let one = WHOLE_MONTHS[usize::from(month) - 1].split(' ').next().unwrap_or_default();
                text = text.replace(&pair, one);
            }
        }
    }
    text
}

/// What a word of a folded text says.
pub(crate) fn word(word: &str) -> Option<Word> {
    let listed = |names: &str| names.split(' ').any(|name| name == word);
    let place = |lists: &[&str]| lists.iter().position(|names| listed(names)).and_then(|at| u8::try_from(at).ok());
    if let Some((meaning, _)) = OTHERS.iter().find(|(_, names)| listed(names)) {
        return Some(*meaning);
    }
    if let Some(month) = place(&MONTHS).or_else(|| place(&WHOLE_MONTHS)) {
        return Some(Word::Month(month + 1));
    }
    if let Some(day) = place(&WEEKDAYS) {
        return Some(Word::Weekday(day));
    }
    if let Some(at) = ORDINALS.iter().position(|name| *name == word) {
        return Some(Word::Ordinal(i64::try_from(at).ok()? + 1));
    }
    abbreviation(word).or_else(|| in_hebrew(word)).or_else(|| roman(word).map(Word::Ordinal))
}

/// A month whose name begins so, when it is the only one.
fn abbreviation(word: &str) -> Option<Word> {
    if word.chars().count() < 3 {
        return None;
    }
    let mut found = (1u8..).zip(MONTHS).filter(|(_, names)| names.split(' ').any(|name| name.starts_with(word)));
    let (month, _) = found.next()?;
    found.next().is_none().then_some(Word::Month(month))
}

/// `במרץ`: the word for "in" is one with the month.
fn in_hebrew(word: &str) -> Option<Word> {
    let rest = word.strip_prefix('ב')?;
    (1u8..)
        .zip(WHOLE_MONTHS)
        .find(|(_, names)| names.split(' ').any(|name| name == rest))
        .map(|(at, _)| Word::Month(at))
}

/// A number of a century in Roman numerals, with the ending that French puts after it.
fn roman(word: &str) -> Option<i64> {
    let digits = word.trim_end_matches("ème").trim_end_matches('e');
    (1..=21).find(|number| {
        let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][*number as usize % 10];
        digits == format!("{}{ones}", "x".repeat(*number as usize / 10))
    })
}

/// The number that Chinese numerals write: digit by digit, as years are, or with tens.
pub(crate) fn in_han(text: &str) -> Option<i64> {
    let digit = |c| "〇一二三四五六七八九".chars().position(|d| d == if c == '零' { '〇' } else { c });
    let digit = |c| digit(c).and_then(|d| i64::try_from(d).ok());
    if text.chars().all(|c| digit(c).is_some()) && text.chars().count() <= 4 {
        return text.chars().try_fold(0, |sum, c| Some(sum * 10 + digit(c)?));
    }
    let text = text.replace('廿', "二十").replace('卅', "三十");
    let (tens, ones) = text.split_once('十')?;
    let one = |text: &str, none| match text.chars().next() {
        None => Some(none),
        Some(c) if text.chars().count() == 1 => digit(c),
        Some(_) => None,
    };
    Some(one(tens, 1)? * 10 + one(ones, 0)?)
}

/// Whether a letter is a numeral of [`in_han`].
pub(crate) fn is_han_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十廿卅".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_many_languages() {
        for (month, words) in [
            (1, "January Jan Januar janvier janv enero ene січень січня Jänner يناير ינואר בינואר янв"),
            (2, "February февраля лютого Feb févr شباط פברואר"),
            (3, "MARCH März mrz mars marzo березня марта مارس آذار مרץ במרץ mar"),
            (4, "avril abril квітня إبريل أبريل نيسان אפר"),
            (5, "May mai mayo травня мая أيار"),
            (6, "Juin junio червня июн حزيران יוני"),
            (7, "juillet juil липня июля تموز"),
            (8, "août aout agosto серпня أغسطس آب"),
            (9, "Sept set septiembre вересня أيلول ספט"),
            (10, "Okt octubre жовтня أكتوبر"),
            (11, "листопада نوفمبر נוב"),
            (12, "Dez déc dic грудня ديسمبر دجنبر"),
        ] {
            for name in words.split(' ').filter(|name| *name != "مרץ") {
                assert_eq!(word(&fold(name)), Some(Word::Month(month)), "{name}");
            }
        }
        for (pair, month) in [("كانون الثاني", 1), ("تشرين الأول", 10), ("تشرين الثاني", 11), ("كانون الأول", 12)]
        {
            assert_eq!(word(&fold(pair)), Some(Word::Month(month)), "{pair}");
        }
        for none in ["jui", "ma", "marchx", "", "ב", "xxv"] {
            assert_eq!(word(none), None, "{none}");
        }
    }

    #[test]
    fn numerals() {
        for (text, number) in [("二〇二二", 2022), ("十四", 14), ("三十一", 31), ("廿四", 24), ("十", 10), ("三", 3)]
        {
            assert_eq!(in_han(text), Some(number), "{text}");
        }
        for text in ["十十", "二二二十", "一二三四五"] {
            assert_eq!(in_han(text), None, "{text}");
        }
        assert_eq!([word("xix"), word("xviiie")], [Some(Word::Ordinal(19)), Some(Word::Ordinal(18))]);
    }

    /// A word that stands twice would mean what the first says, in silence.
    #[test]
    fn no_word_means_two_things() {
        let others = OTHERS.iter().map(|(_, names)| *names);
        let lists = others.chain(MONTHS).chain(WHOLE_MONTHS).chain(WEEKDAYS).chain(ORDINALS);
        let mut words: Vec<&str> = lists.flat_map(|names| names.split_whitespace()).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(count, words.len());
    }
}
