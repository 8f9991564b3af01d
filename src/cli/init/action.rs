//! Which action the workflow of a new site uses: the one line of it that another account can change.
//!
//! Enters: `--action`, and where Annals lives. Leaves: the workflow and what the README says of it. Must not
//! know: the other files of a site.

use anyhow::{Result, bail};

/// The repository of this program, where it has one: `repository` in `Cargo.toml`.
const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// An action as workflows name it: `OWNER/REPO@COMMIT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Action(String);

impl Action {
    /// Reads `--action`. A tag or a branch can be moved to other code, so only a commit names an action.
    pub(super) fn new(text: &str) -> Result<Self> {
        let (place, commit) = text.split_once('@').unwrap_or((text, ""));
        let is_name = |part: &str| {
            !matches!(part, "" | "." | "..")
                && part.len() <= 100
                && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        };
        // The names of accounts have neither `_` nor `.`; below the repository a folder may be named.
        let is_owner = |part: &str| is_name(part) && !part.contains(['_', '.']) && !part.starts_with('-');
        let mut parts = place.split('/');
        if !parts.next().is_some_and(is_owner) || place.split('/').count() < 2 || !parts.all(is_name) {
            bail!(
                "--action takes OWNER/REPO@COMMIT, the repository on GitHub that holds your copy of Annals, not `{text}`"
            );
        }
        if commit.len() != 40 || !commit.bytes().all(|b| b.is_ascii_hexdigit()) {
            bail!(
                "--action takes a whole commit of {place}, 40 digits, since a tag or a branch can be moved to other \
                 code; `git rev-parse HEAD` in that repository prints it: --action {place}@COMMIT"
            );
        }
        Ok(Self(text.to_owned()))
    }

    /// The action of this very version, where Annals has a repository.
    pub(super) fn own() -> Option<Self> {
        let repository = HOME.strip_prefix("https://github.com/")?.trim_end_matches('/');
        Some(Self(format!("{repository}@v{}", env!("CARGO_PKG_VERSION"))))
    }
}

/// The step that stands first while nobody has said which action builds the site.
const UNNAMED: &str = include_str!("unnamed.yml");

/// A workflow whose step `uses: {action}` is filled in. Without an action that step becomes a comment, since
/// GitHub fetches whatever a line names before it runs the first step; that one then fails, and says what to
/// write.
pub(super) fn workflow(text: &str, action: Option<&Action>) -> String {
    if let Some(Action(action)) = action {
        return text.replace("{action}", action);
    }
    let mut out = String::with_capacity(text.len() + UNNAMED.len());
    let (mut first, mut commented) = (0, false);
    for line in text.split_inclusive('\n') {
        if line.trim() == "- uses: {action}" {
            out.insert_str(first, UNNAMED);
            commented = true;
        } else if line.trim_start().starts_with("- ") || !line.starts_with("      ") {
            commented = false;
        }
        match line.get(6..) {
            Some(rest) if commented => {
                out.push_str("      # ");
                out.push_str(&rest.replace("{action}", "OWNER/REPO@COMMIT"));
            }
            _ => out.push_str(line),
        }
        if line.trim() == "steps:" {
            first = out.len();
        }
    }
    out
}

/// What the README says before the site is pushed.
pub(super) fn readme(action: Option<&Action>) -> &'static str {
    match action {
        Some(_) => "",
        None => include_str!("unnamed.md"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_commit_names_an_action() {
        let commit = "0123456789abcdef0123456789ABCDEF01234567";
        for place in ["a/b", "the-desk/annals", "A1/a_b.c", "desk/tools/annals"] {
            let text = format!("{place}@{commit}");
            assert_eq!(Action::new(&text).unwrap(), Action(text));
        }
        for text in [
            "a/b@v1",
            "a/b@main",
            "a/b@0123456",
            "a/b",
            "a/b@",
            &format!("a/b@{commit}0"),
            &format!("a/b@{}g", &commit[1..]),
            &format!("a@{commit}"),
            &format!("@{commit}"),
            &format!("/b@{commit}"),
            &format!("a/@{commit}"),
            &format!("a/../b@{commit}"),
            &format!("./b@{commit}"),
            &format!("a_b/c@{commit}"),
            &format!("a/b c@{commit}"),
            &format!("a/b@{commit} # x\n      - run: x"),
            &format!("https://github.com/owner/name@{commit}"),
            &format!("{{action}}/b@{commit}"),
            "",
        ] {
            let why = Action::new(text).unwrap_err().to_string();
            assert!(why.contains("--action takes"), "{text}: {why}");
        }
    }

    #[test]
    fn own_action_is_that_of_the_repository() {
        assert_eq!(Action::own().is_some(), HOME.starts_with("https://github.com/"), "{HOME}");
    }
}
