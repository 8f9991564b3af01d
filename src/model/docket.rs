//! Claims and statements while ids become references.
//!
//! Enters: the documents of `content/claims/`, and the `statements` of events. Leaves: claims, and
//! statements whose claim, speaker and sources are known. Must not know: how a claim stands.

use std::collections::{BTreeSet, HashMap};

use super::cast::Cast;
use super::evidence::{Citation, Cited, Sources};
use super::findings::{Findings, present};
use super::held::Named;
use super::{ActorId, Assessment, Claim, ClaimId, EventId, List, Speaker, Statement, pages};
use crate::date::{Date, Day, Form};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::document::{self, Document, Step};
use crate::path::{ContentPath, SitePath};
use crate::text;

/// The claims as they are named.
#[derive(Default)]
pub(super) struct Docket {
    ids: HashMap<String, ClaimId>,
    /// The ids of files that could not be read: what names them has no mistake of its own.
    broken: BTreeSet<String>,
}

/// A claim of which all is known but what the newsroom holds of it.
pub(super) struct Unassessed {
    document: Document<document::Claim>,
    address: SitePath,
    text: String,
    concerns: Vec<ActorId>,
}

impl Docket {
    pub(super) fn read(
        documents: Vec<Document<document::Claim>>,
        broken: &BTreeSet<ContentPath>,
        cast: &Cast,
        sources: &mut Sources,
        found: &mut Findings<'_>,
    ) -> (Self, List<ClaimId, Unassessed>) {
        let unread = broken.iter().filter(|path| path.below("content/claims").is_some());
        let mut docket = Self { broken: unread.map(|path| path.stem().to_owned()).collect(), ..Self::default() };
        let mut unassessed: List<ClaimId, Unassessed> = List::default();
        for document in documents {
            let id = document.path.stem().to_owned();
            let first = docket.ids.get(&id).map(|first| &unassessed[*first].document.path);
            match Unassessed::read(document, first, cast, sources, found) {
                Some(claim) => _ = docket.ids.insert(id, unassessed.push(claim)),
                None => _ = docket.broken.insert(id),
            }
        }
        (docket, unassessed)
    }

    fn id(&self, id: &str, place: impl Fn() -> Location, found: &mut Findings<'_>) -> Option<ClaimId> {
        if let Some(claim) = self.ids.get(id) {
            return Some(*claim);
        }
        if !self.broken.contains(id) {
            let near = found.near(id, self.ids.keys());
            found.push(Diagnostic::new(Code::UnknownClaim, place(), text::nothing("claim", id, "", near)).help(
                match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "add the file content/claims/{}.md with `text: \"…\"` between two lines of `---`",
                        text::slug(id)
                    ),
                },
            ));
        }
        None
    }

    /// The statements at an event that stands in the timeline and was known on a day. At one that does not there are
    /// findings only. One that could not be read is left out, and said to be missing. `names` is given what
    /// they name, those too.
    pub(super) fn said_at(
        &self,
        (document, event): (&Document<document::Event>, Option<(EventId, Day)>),
        cast: &Cast,
        sources: &mut Sources,
        mut names: Option<&mut Named>,
        found: &mut Findings<'_>,
    ) -> (Vec<Statement>, bool) {
        let at = At { document, cast };
        let typed = document.front.statements.as_deref().unwrap_or_default();
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
            let (event, known) = event?;
            Some(Statement {
                claim: parts.claim?,
                event,
                number,
                speaker: parts.speaker?,
                stance: typed.stance?,
                sources: parts.cited.list,
                sources_later: 0,
                sources_unread: parts.cited.unread,
                quote: present(typed.quote.as_ref()),
                quote_language: present(typed.quote_language.as_ref()),
                named: typed.named.unwrap_or(true),
                day: parts.date.as_ref().map_or(known, Date::known_by),
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
        At { document, cast }: &At<'_>,
        number: usize,
        typed: &document::Statement,
        sources: &mut Sources,
        found: &mut Findings<'_>,
    ) -> Parts {
        let at = [Step::Key("statements"), Step::Item(number)];
        let place = |key: &'static str| document.place(&[at[0], at[1], Step::Key(key)]);
        let claim = present(typed.claim.as_ref()).and_then(|id| self.id(&id, || place("claim"), found));
        let speaker = present(typed.by.as_ref()).and_then(|by| cast.speaker(&by, || place("by"), found));
        let cited = [at[0], at[1], Step::Key("source")];
        let cited = Citation::at(document, &cited, typed.source.as_ref());
        let records = cited.records(found);
        let cited = sources.cited(&cited, records, found);
        Parts { claim, speaker, cited, date: found.date_at(typed.date.as_ref(), || place("date")) }
    }
}

impl Unassessed {
    /// Reads a document, unless it is the second of its name.
    fn read(
        document: Document<document::Claim>,
        first: Option<&ContentPath>,
        cast: &Cast,
        sources: &mut Sources,
        found: &mut Findings<'_>,
    ) -> Option<Self> {
        let path = &document.path;
        if let Some(first) = first {
            found.duplicate_id(path.stem(), first, path);
            return None;
        }
        let text = present(document.front.text.as_ref());
        let concerns = cast.ids(&document, "concerns", document.front.concerns.as_ref(), found);
        let address = found.own_page(path, "claims", "military-equipment");
        let (Some(text), Some(address)) = (text, address) else {
            // Only for the mistakes in it.
            assessment(&document, sources, found);
            return None;
        };
        Some(Self { document, address, text, concerns })
    }

    /// The claim, with what the newsroom holds of it. That is read once the sources of events are known: a source that
    /// both describe stands in the words of the event.
    pub(super) fn assessed(self, sources: &mut Sources, found: &mut Findings<'_>) -> Claim {
        let Self { document, address, text, concerns } = self;
        let front = &document.front;
        Claim {
            id: document.path.stem().to_owned(),
            path: document.path.clone(),
            address,
            text,
            concerns,
            no_response: present(front.no_response.as_ref()),
            assessment: assessment(&document, sources, found),
            extra: front.extra.clone(),
            statements: Vec::new(),
            body: pages::body(&document),
            document: document.into(),
        }
    }
}

/// What a statement names.
struct Parts {
    claim: Option<ClaimId>,
    speaker: Option<Speaker>,
    cited: Cited,
    date: Option<Date>,
}

/// What the statements at one event have in common.
struct At<'a> {
    document: &'a Document<document::Event>,
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
