//! `long-quote`: a quote of more words than the site allows itself. Off unless asked for; the number is
//! `quote_words` in annals.yaml.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Step, Timeline};

pub(super) fn run(timeline: &Timeline, found: &mut Vec<Diagnostic>) {
    let most = timeline.settings.quote_words;
    for statement in &timeline.statements {
        let words = statement.quote.as_deref().map_or(0, |quote| quote.split_whitespace().count());
        if words > most {
            let at = [Step::Key("statements"), Step::Item(statement.number), Step::Key("quote")];
            found.push(
                Diagnostic::new(
                    Code::LongQuote,
                    timeline.events[statement.event].place(&at),
                    format!("the quote has {words} words, and this site allows {most}"),
                )
                .help("quote the few words that matter, and tell the rest in your own"),
            );
        }
    }
}
