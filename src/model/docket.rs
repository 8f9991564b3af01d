//! Claims and statements while ids become references.
//!
//! Enters: the documents of `content/claims/`, and the `statements` of events. Leaves: claims, and
//! statements whose claim, speaker and sources are known. Must not know: how a claim stands.

use std::collections::{BTreeSet, HashMap};

use super::cast::Cast;
use super::evidence::{Citation, Cited, Sources};
use super::findings::{Findings, present};
use super::held::Named;
use super::{Assessment, Claim, Speaker, Statement, pages};
use crate::date::{Date, Day, Form};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{self, Document, Step};
use crate::path::ContentPath;
use crate::text;

/// All claims, found by id.
#[derive(Default)]
pub(super) struct Docket {
    pub(super) list: Vec<Claim>,
    ids: HashMap<String, usize>,
    /// The ids of files that could not be read: what names them has no mistake of its own.
    broken: BTreeSet<String>,
}

impl Docket {
    pub(super) fn read(
        documents: Vec<Document<document::Claim>>,
        broken: &BTreeSet<ContentPath>,
        cast: &Cast,
        sources: &mut Sources,
        found: &mut Findings<'_>,
    ) -> Self {
        let unread = broken.iter().filter(|path| path.below("content/claims").is_some());
        let mut docket = Self { broken: unread.map(|path| path.stem().to_owned()).collect(), ..Self::default() };
        for document in documents {
            let id = document.path.stem().to_owned();
            match docket.claim(&id, document, cast, sources, found) {
                Some(claim) => {
                    docket.ids.insert(id, docket.list.len());
                    docket.list.push(claim);
                }
                None => _ = docket.broken.insert(id),
            }
        }
        docket
    }

    fn claim(
        &self,
        id: &str,
        document: Document<document::Claim>,
        cast: &Cast,
        sources: &mut Sources,
        found: &mut Findings<'_>,
    ) -> Option<Claim> {
        let front = &document.front;
        let path = document.path.clone();
        if let Some(first) = self.ids.get(id) {
            found.duplicate_id(id, &self.list[*first].path, &path);
            return None;
        }
        let text = present(front.text.as_ref());
        let concerns = cast.ids(&document, "concerns", front.concerns.as_ref(), found);
        let address = found.own_page(&path, "claims", "military-equipment");
        let (Some(text), Some(address)) = (text, address) else {
            // Only for the mistakes in it.
            assessment(&document, sources, found);
            return None;
        };
        Some(Claim {
            id: id.to_owned(),
            path,
            address,
            text,
            concerns,
            no_response: present(front.no_response.as_ref()),
            assessment: None,
            extra: front.extra.clone(),
            statements: Vec::new(),
            body: pages::body(&document),
            document: document.into(),
        })
    }

    /// Reads what the newsroom holds of the claims, once the sources of events are known: a source that both
    /// describe stands in the words of the event.
    pub(super) fn assess(&mut self, sources: &mut Sources, found: &mut Findings<'_>) {
        for claim in &mut self.list {
            claim.assessment = assessment(&claim.document, sources, found);
        }
    }

    fn id(&self, id: &str, place: impl Fn() -> Location, found: &mut Findings<'_>) -> Option<usize> {
        if let Some(number) = self.ids.get(id) {
            return Some(*number);
        }
        if !self.broken.contains(id) {
            let near = found.near(id, self.ids.keys());
            found.push(
                Diagnostic::new(Code::UnknownClaim, place(), format!("there is no claim `{}`", text::shorten(id, 60)))
                    .help(match near {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!(
                            "add the file content/claims/{}.md with `text: \"…\"` between two lines of `---`",
                            text::slug(id)
                        ),
                    }),
            );
        }
        None
    }

    /// The statements at an event that was known on a day; the event's position is not known yet. Without a
    /// day there are findings only. One that could not be read is left out, and said to be missing. `names` is given what
    /// they name, those too.
    pub(super) fn said_at(
        &self,
        (event, known): (&Document<document::Event>, Option<Day>),
        cast: &Cast,
        sources: &mut Sources,
        mut names: Option<&mut Named>,
        found: &mut Findings<'_>,
    ) -> (Vec<Statement>, bool) {
        let at = At { event, cast };
        let typed = event.front.statements.as_deref().unwrap_or_default();
        let read = |(number, typed): (usize, &document::Statement)| {
            let parts = self.parts(&at, number, typed, sources, found);
            if let Some(names) = &mut names {
                names.claims.extend(parts.claim);
                names.sources.extend(&parts.cited.list);
                names.actors.extend(match parts.speaker {
                    Some(Speaker::Actor(actor)) => Some(actor),
                    _ => None,
                });
            }
            let instant = parts.date.as_ref().and_then(instant);
            Some(Statement {
                claim: parts.claim?,
                event: 0,
                number,
                speaker: parts.speaker?,
                stance: typed.stance?,
                sources: parts.cited.list,
                sources_later: 0,
                sources_unread: parts.cited.unread,
                quote: present(typed.quote.as_ref()),
                quote_language: present(typed.quote_language.as_ref()),
                named: typed.named.unwrap_or(true),
                day: parts.date.as_ref().map(Date::known_by).or(known)?,
                instant,
                date: parts.date,
                note: present(typed.note.as_ref()),
            })
        };
        let said: Vec<Statement> = typed.iter().enumerate().filter_map(read).collect();
        let missing = said.len() < typed.len();
        (said, missing)
    }

    /// What a statement names, as far as it does.
    fn parts(
        &self,
        At { event, cast }: &At<'_>,
        number: usize,
        typed: &document::Statement,
        sources: &mut Sources,
        found: &mut Findings<'_>,
    ) -> Parts {
        let at = [Step::Key("statements"), Step::Item(number)];
        let place = |key: &'static str| event.place(&[at[0], at[1], Step::Key(key)]);
        let claim = present(typed.claim.as_ref()).and_then(|id| self.id(&id, || place("claim"), found));
        let speaker = present(typed.by.as_ref()).and_then(|by| cast.speaker(&by, || place("by"), found));
        let cited = [at[0], at[1], Step::Key("source")];
        let cited = Citation::at(event, &cited, typed.source.as_ref());
        let records = cited.records(found);
        let cited = sources.cited(&cited, records, found);
        Parts { claim, speaker, cited, date: found.date_at(typed.date.as_ref(), || place("date")) }
    }
}

/// What a statement names.
struct Parts {
    claim: Option<usize>,
    speaker: Option<Speaker>,
    cited: Cited,
    date: Option<Date>,
}

/// What the statements at one event have in common.
struct At<'a> {
    event: &'a Document<document::Event>,
    cast: &'a Cast,
}

fn instant(date: &Date) -> Option<i64> {
    if let Form::Moment(moment) = date.form() { Some(moment.instant) } else { None }
}

fn assessment(
    document: &Document<document::Claim>,
    sources: &mut Sources,
    found: &mut Findings<'_>,
) -> Option<Assessment> {
    let typed = document.front.assessment.as_ref()?;
    let steps = |key: &'static str| [Step::Key("assessment"), Step::Key(key)];
    let place = |key: &'static str| document.place(&steps(key));
    let date = found.exact(typed.date.as_ref(), "date", || place("date"));
    let cited = steps("sources");
    let cited = Citation::at(document, &cited, typed.sources.as_ref());
    let records = cited.records(found);
    let cited = sources.cited(&cited, records, found);
    Some(Assessment {
        verdict: typed.status?,
        basis: present(typed.basis.as_ref()),
        by: present(typed.by.as_ref()),
        date: date?,
        sources: cited.list,
        sources_later: 0,
        sources_unread: cited.unread,
    })
}
