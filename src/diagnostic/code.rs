//! The permanent names of findings. A code once published keeps its name and its meaning.

use super::Severity;

macro_rules! level {
    (Off) => {
        None
    };
    ($severity:ident) => {
        Some(Severity::$severity)
    };
}

macro_rules! codes {
    ($($variant:ident, $name:literal, $level:ident, $about:literal;)*) => {
        /// The kind of a finding. Its name stands in messages, in configuration and in the docs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $about] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the docs.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name in messages: `unknown-key`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How grave it is unless the site says otherwise; `None` for what is only looked for when the
            /// site asks.
            #[must_use]
            pub fn level(self) -> Option<Severity> {
                match self { $(Code::$variant => level!($level),)* }
            }

            /// How grave it is when it is found.
            #[must_use]
            pub fn severity(self) -> Severity {
                self.level().unwrap_or(Severity::Warning)
            }

            /// Whether it is what a newsroom asks of itself: `check` says it, and `build` does not.
            #[must_use]
            pub fn is_editorial(self) -> bool {
                matches!(
                    self,
                    Code::EventWithoutSource
                        | Code::StatementWithoutSource
                        | Code::UnansweredClaim
                        | Code::OnlyUnnamed
                        | Code::PluralWithOneSource
                        | Code::AssessmentWithoutBasis
                        | Code::RetractionWithoutCorrection
                        | Code::ImageWithoutAlt
                        | Code::LinkToLater
                        | Code::SourceWithoutArchive
                        | Code::LongQuote
                )
            }

            /// What it means, in one sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Code::$variant => $about,)* }
            }
        }
    };
}

codes! {
    // Files
    NotAFile, "not-a-file", Error, "Something that is not an ordinary file stands where a file belongs.";
    LinkLeavesSite, "link-leaves-site", Error, "A symbolic link, which Annals does not follow.";
    Unreadable, "unreadable", Error, "The file could not be read.";
    NotUtf8, "not-utf8", Error, "The file is not UTF-8 text.";
    BadFileName, "bad-file-name", Error, "The file's name cannot be part of an address.";
    DocumentTooLarge, "document-too-large", Error, "A document is larger than 1 MiB.";
    UnusedFile, "unused-file", Warning, "A file in content/ that Annals does not use, or that nothing published uses; it is not published.";
    MisnamedDocument, "misnamed-document", Error, "A document or data file that is not read, because its name or its folder's is not quite the one that Annals reads.";
    LfsPointer, "lfs-pointer", Error, "A file that Git LFS has not fetched.";
    BrokenImage, "broken-image", Error, "An image that browsers do not draw: empty, cut off, or something else by its bytes.";
    MisnamedImage, "misnamed-image", Warning, "An image of another kind than its name says.";
    ActiveSvg, "active-svg", Error, "An SVG in content/ that can run a script or fetch something.";
    ActiveSvgInStatic, "active-svg-in-static", Warning, "An SVG in static/ that can run a script or fetch something.";
    TwoConfigurations, "two-configurations", Error, "Both annals.yaml and annals.yml are there.";
    // Front matter and YAML
    NoFrontMatter, "no-front-matter", Error, "The file does not begin with front matter.";
    BadFence, "bad-fence", Error, "A line that stands for the three hyphens round front matter and is not exactly that, or lines before the first.";
    UnclosedFrontMatter, "unclosed-front-matter", Error, "The front matter has no closing line of three hyphens.";
    TomlFrontMatter, "toml-front-matter", Error, "The front matter is TOML; Annals reads YAML.";
    FrontMatterTooLarge, "front-matter-too-large", Error, "The front matter is larger than 64 KiB.";
    YamlSyntax, "yaml-syntax", Error, "The text is not YAML.";
    YamlNesting, "yaml-nesting", Error, "The YAML is nested too deeply.";
    YamlAnchor, "yaml-anchor", Error, "An anchor or alias, which Annals does not read.";
    YamlTag, "yaml-tag", Error, "A YAML tag, which Annals does not read.";
    UnknownKey, "unknown-key", Error, "A key that this kind of file does not have.";
    DuplicateKey, "duplicate-key", Error, "The same key stands twice.";
    WrongType, "wrong-type", Error, "A value is not of the kind that its key takes.";
    MissingField, "missing-field", Error, "A required field is absent or empty.";
    TextAfterHash, "text-after-hash", Warning, "Text right behind ` #`, which YAML takes for a comment.";
    TypographicQuotes, "typographic-quotes", Warning, "Quotation marks of a word processor round an item of a list, which YAML takes for a part of it.";
    TooManyFindings, "too-many-findings", Error, "More than 20 findings in one file; the rest are counted.";
    // Values
    BadDate, "bad-date", Error, "A date that does not exist or is not written as Annals reads it.";
    BadTimezone, "bad-timezone", Error, "A time zone that the IANA database does not have.";
    BadAddress, "bad-address", Error, "A web address that is not one.";
    BadColour, "bad-colour", Error, "A colour that is not written as #rrggbb.";
    LowContrast, "low-contrast", Warning, "An accent that is hard to read on its ground.";
    BadSlug, "bad-slug", Error, "A slug with something else than letters, digits and hyphens.";
    BadAlias, "bad-alias", Error, "An alias that is no path of this site.";
    BadId, "bad-id", Error, "An id with a character that ids do not have.";
    ForbiddenCharacter, "forbidden-character", Error, "A character that is not for text: a control character or one that Unicode sets aside.";
    MarkdownInPlainText, "markdown-in-plain-text", Warning, "Markdown or HTML in text that is shown as it is typed: in a setting, or at a key of a document.";
    NoEffect, "no-effect", Hint, "Keys of annals.yaml that change nothing in this site.";
    EnglishInterface, "english-interface", Hint, "A language in which Annals has no interface: its labels are in English.";
    // References
    UnknownSource, "unknown-source", Error, "A source id that content/sources.yaml does not have.";
    UnknownEvent, "unknown-event", Error, "An event id that no file has.";
    UnknownActor, "unknown-actor", Error, "An actor's id that no file in content/actors/ has.";
    UnknownClaim, "unknown-claim", Error, "A claim's id that no file in content/claims/ has.";
    UnknownTerm, "unknown-term", Error, "A link names a term that content/glossary.yaml does not have.";
    SpeaksForCircle, "speaks-for-circle", Error, "Actors who, each speaking for another, speak for themselves in the end.";
    SpeakerByName, "speaker-by-name", Warning, "A speaker written by the name of an actor, who so counts as somebody else.";
    DuplicateId, "duplicate-id", Error, "Two files with one id.";
    DuplicateAddress, "duplicate-address", Error, "Two things would stand at one address.";
    WindowsName, "windows-name", Hint, "An address under whose name Windows keeps no file.";
    TagsThatClash, "tags-that-clash", Error, "Tags that differ by more than case, spaces and hyphens, and would be one.";
    HeldBackLink, "held-back-link", Hint, "A reference to what is held back, or to what only that uses; it is shown as text.";
    // Markdown
    DeadLink, "dead-link", Error, "A link to a page or file that the site does not have.";
    DeadHeading, "dead-heading", Error, "A link to a heading that the page does not have.";
    DeadImage, "dead-image", Error, "An image that the site does not have.";
    BrokenReference, "broken-reference", Warning, "A reference link without its definition.";
    UnusedFootnote, "unused-footnote", Warning, "A footnote that nothing refers to, or a second one of the same name.";
    UnsafeAddress, "unsafe-address", Error, "A link that could run a script.";
    RawHtml, "raw-html", Warning, "HTML in Markdown that was removed, because it could run a script or break the page.";
    UnclosedCode, "unclosed-code", Warning, "A code block that is not closed.";
    UnreadEmphasis, "unread-emphasis", Warning, "Signs of emphasis that Markdown does not read as such, because of what stands beside them.";
    ColonLine, "colon-line", Warning, "A line that begins with a colon and is no definition.";
    BlankInAddress, "blank-in-address", Error, "A link or an image whose address has a blank in it, which Markdown reads as text.";
    PartedLink, "parted-link", Warning, "A blank between the text of a link and its address.";
    UnreadHeading, "unread-heading", Warning, "A line that begins with `#` and no blank behind it, which is no heading.";
    UnreadList, "unread-list", Warning, "Lines that begin as the items of a list do elsewhere, and make none.";
    ForeignMarkup, "foreign-markup", Warning, "A sign of another tool, such as a shortcode, which readers see as it was typed.";
    MarkdownInHtml, "markdown-in-html", Warning, "Markdown inside a block of HTML, where it is not read.";
    UnfinishedText, "unfinished-text", Hint, "TK or TODO in a text that readers see.";
    OpenDirection, "open-direction", Hint, "A mark that turns the direction of writing and has no end.";
    MarkdownNesting, "markdown-nesting", Error, "Markdown nested too deeply.";
    // Time
    DateDiffers, "date-differs", Hint, "The date in the file's name differs from `date`.";
    DateAhead, "date-ahead", Hint, "The date is later than the explainer's own; the event is shown as expected.";
    ReportedBeforeDate, "reported-before-date", Hint, "An event became known before it began.";
    ChangedBeforeDate, "changed-before-date", Hint, "A correction or an update dated before its event began, and before the entry was published.";
    RelatedToItself, "related-to-itself", Hint, "An event that names itself in `related`.";
    FirstDays, "first-days", Hint, "Many more events on the first of a month, or on 1 January, than chance would put there.";
    FarYear, "far-year", Hint, "A year that is far from those of all other events, and a slip of the finger from one of them.";
    YearsOrMonth, "years-or-month", Hint, "A month such as 1904-05 or a season such as 1921-24, which may be meant as two years.";
    // What a newsroom asks of itself
    EventWithoutSource, "event-without-source", Hint, "An event that nothing is cited for.";
    StatementWithoutSource, "statement-without-source", Warning, "A statement that nothing is cited for.";
    UnansweredClaim, "unanswered-claim", Warning, "A claim is asserted, and nobody whom it concerns has answered; nor is it said that an answer was looked for.";
    OnlyUnnamed, "only-unnamed", Warning, "Only unnamed speakers have said anything of a claim.";
    PluralWithOneSource, "plural-with-one-source", Warning, "Several unnamed speakers, and one source for them.";
    AssessmentWithoutBasis, "assessment-without-basis", Warning, "An assessment that does not say what it rests on, or a verdict without a source.";
    RetractionWithoutCorrection, "retraction-without-correction", Warning, "A speaker took back what an event still tells without a correction or an update.";
    ImageWithoutAlt, "image-without-alt", Warning, "An image without a description for those who do not see it.";
    LinkToLater, "link-to-later", Warning, "An event's text links to an event that became known later.";
    SourceWithoutArchive, "source-without-archive", Off, "A source on the web without the address of a kept copy.";
    LongQuote, "long-quote", Off, "A quote with more words than `quote_words` allows.";
    // Templates
    TemplateSyntax, "template-syntax", Error, "A template that does not parse.";
    TemplateError, "template-error", Error, "A template failed while a page was rendered.";
    UnusedTemplate, "unused-template", Warning, "A template that neither stands in the place of a built-in one nor is named in another.";
    TemplateLink, "template-link", Error, "A template links to a path that the site does not have.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_different() {
        let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        for name in &names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name}");
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
