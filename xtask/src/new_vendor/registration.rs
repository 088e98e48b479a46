//! The places that list the vendors: what has to be written there for a new one.
//!
//! An insertion stands before a text that must be there exactly once. Where it is not, nothing is written, and the
//! refusal says what to do by hand.

use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, InlineTable, Key, Table};

use super::name::Name;
use super::{Edited, NewVendorError, read};
use crate::codegen::layout::rustfmt;

/// The changed files, and what could not be put where it belongs.
pub(super) fn edits(
    root: &Path,
    name: &Name,
    title: &str,
) -> Result<(Vec<Edited>, Vec<String>), NewVendorError> {
    let mut edits = Vec::new();
    let mut refusals = Vec::new();
    for place in places(name, title) {
        let old = read(&root.join(place.path))?;
        match place.changed(&old) {
            Ok(text) => {
                let path = PathBuf::from(place.path);
                let is_rust = path.extension().is_some_and(|extension| extension == "rs");
                let new = if is_rust { rustfmt(&text, root)? } else { text };
                edits.push(Edited { path, old, new });
            }
            Err(missing) => refusals.extend(missing),
        }
    }
    Ok((edits, refusals))
}

/// A file, and what is written into it.
struct Place {
    path: &'static str,
    changes: Vec<Change>,
}

enum Change {
    /// The text goes before the other one.
    Before(&'static str, String),
    /// The text goes, if it is there: the first new vendor has taken it away.
    Without(&'static str),
    /// A line of the list of what is not released yet.
    Unreleased(String),
    /// A dependency of the whole workspace.
    WorkspaceDependency(String),
    /// A dependency of a package, as all vendor crates are of it.
    Dependency(String),
    /// Who may depend on the crate.
    Ban(String),
}

fn places(name: &Name, title: &str) -> Vec<Place> {
    let Name {
        krate,
        module,
        handle,
    } = name;
    let before = |anchor, text: String| Change::Before(anchor, text);
    let place = |path, changes| Place { path, changes };
    vec![
        place(
            "Cargo.toml",
            vec![Change::WorkspaceDependency(krate.clone())],
        ),
        place("deny.toml", vec![Change::Ban(krate.clone())]),
        place("tests/Cargo.toml", vec![Change::Dependency(krate.clone())]),
        place(
            "README.md",
            vec![before(
                "| [`vendor-core`](crates/core) |",
                format!("| [`{krate}`](crates/{krate}) | {title} |\n"),
            )],
        ),
        place(
            "crates/sandbox/README.md",
            vec![before(
                "\n\nThis is no product of these vendors.",
                format!(
                    "\n| {title} | `/{krate}` | [`{module}`](https://docs.rs/vendor-sandbox/latest/vendor_sandbox/{module}/) |"
                ),
            )],
        ),
        place(
            "crates/sandbox/CHANGELOG.md",
            vec![Change::Unreleased(format!(
                "- {title}: a stand-in that answers with the examples of its contract."
            ))],
        ),
        place(
            "crates/sandbox/src/lib.rs",
            vec![
                before("mod address;\n", format!("pub mod {module};\n")),
                Change::Without(
                    "#[cfg(test)] // until `cargo xtask new-vendor` makes a vendor that needs it\n",
                ),
            ],
        ),
        place(
            "crates/sandbox/src/operation.rs",
            vec![before(
                "            .chain(crate::iveco::OPERATIONS)\n",
                format!("            .chain(crate::{module}::OPERATIONS)\n"),
            )],
        ),
        place(
            "crates/sandbox/src/sandbox.rs",
            vec![
                before(
                    "use crate::exchange::Exchange;\n",
                    format!("use crate::{module}::{handle};\n"),
                ),
                before(
                    "    faults: Faults,\n",
                    format!("    {module}: {handle},\n"),
                ),
                before(
                    "    /// What goes wrong, for all vendors.\n",
                    format!(
                        "    /// The {title}.\n    pub fn {module}(&self) -> &{handle} {{\n        &self.{module}\n    }}\n\n"
                    ),
                ),
                before(
                    "        let exchange = Exchange {\n",
                    format!(
                        "        let {module} = {handle}::new(address).map_err(unusable({krate:?}))?;\n"
                    ),
                ),
                before(
                    "            ],\n            faults: Faults::new(),\n",
                    format!("                {module}.vendor(),\n"),
                ),
                before(
                    "            faults: exchange.faults.clone(),\n",
                    format!("            {module},\n"),
                ),
            ],
        ),
    ]
}

impl Place {
    /// The changed text, or what is to be done by hand.
    fn changed(&self, old: &str) -> Result<String, Vec<String>> {
        let mut text = old.to_owned();
        let mut missing = Vec::new();
        for change in &self.changes {
            match change.apply(&text) {
                Ok(changed) => text = changed,
                Err(what) => missing.push(format!("{}: {what}", self.path)),
            }
        }
        if missing.is_empty() {
            Ok(text)
        } else {
            Err(missing)
        }
    }
}

impl Change {
    fn apply(&self, text: &str) -> Result<String, String> {
        match self {
            Self::Before(anchor, addition) => {
                let mut places = text.match_indices(anchor);
                match (places.next(), places.next()) {
                    (Some((at, _)), None) => {
                        let (head, tail) = text.split_at(at);
                        Ok(format!("{head}{addition}{tail}"))
                    }
                    _ => Err(by_hand(addition, anchor)),
                }
            }
            Self::Without(part) => Ok(text.replacen(part, "", 1)),
            Self::Unreleased(line) => unreleased(text, line)
                .ok_or_else(|| format!("has no section \"## Unreleased\" for the line `{line}`")),
            Self::WorkspaceDependency(krate) => with_workspace_dependency(text, krate),
            Self::Dependency(krate) => with_dependency(text, krate),
            Self::Ban(krate) => with_ban(text, krate),
        }
    }
}

fn by_hand(addition: &str, anchor: &str) -> String {
    format!(
        "expected once `{}`, before which this belongs: `{}`. Mend new_vendor/registration.rs, which knows the place",
        anchor.trim(),
        addition.trim()
    )
}

/// Puts a line at the end of the first list below the heading, or below the heading itself.
fn unreleased(changelog: &str, line: &str) -> Option<String> {
    let heading = "## Unreleased\n";
    let start = changelog.find(heading)? + heading.len();
    let section = &changelog[start..];
    let section = section.find("\n## ").map_or(section, |end| &section[..end]);
    let Some(first) = section.find("\n- ") else {
        let (before, after) = changelog.split_at(start);
        return Some(format!("{before}\n{line}\n{after}"));
    };
    let list = &section[first..];
    let end = list.find("\n\n").unwrap_or_else(|| list.trim_end().len());
    let (before, after) = changelog.split_at(start + first + end);
    Some(format!("{before}\n{line}{after}"))
}

/// Puts the crate among those of this workspace, in their order.
fn with_workspace_dependency(manifest: &str, krate: &str) -> Result<String, String> {
    let fail = |what: &str| format!("{what}; `{krate}` belongs into [workspace.dependencies]");
    let mut document = parse(manifest).map_err(|error| fail(&error))?;
    let table = document
        .get_mut("workspace")
        .and_then(|workspace| workspace.get_mut("dependencies"))
        .and_then(|dependencies| dependencies.as_table_mut())
        .ok_or_else(|| fail("has no table [workspace.dependencies]"))?;
    let ours: Vec<String> = table
        .iter()
        .filter(|(key, entry)| {
            let path = entry.get("path").and_then(|path| path.as_str());
            path == Some(format!("crates/{key}").as_str())
        })
        .map(|(key, _)| key.to_owned())
        .collect();
    let next = ours.iter().find(|key| key.as_str() > krate);
    let position = |key: &String| table.iter().position(|(known, _)| known == key);
    let at = match (next, ours.last()) {
        (Some(next), _) => position(next),
        (None, last) => last.and_then(position).map(|last| last + 1),
    };
    let at = at.ok_or_else(|| fail("has no vendor crate among its dependencies"))?;
    let entry: [(&str, toml_edit::Value); 3] = [
        ("version", "0.1.0".into()),
        ("path", format!("crates/{krate}").into()),
        ("default-features", false.into()),
    ];
    insert(table, at, krate, InlineTable::from_iter(entry));
    Ok(document.to_string())
}

/// Puts the crate among the dependencies of a package, which are sorted.
fn with_dependency(manifest: &str, krate: &str) -> Result<String, String> {
    let fail = |what: &str| format!("{what}; `{krate}` belongs into [dependencies]");
    let mut document = parse(manifest).map_err(|error| fail(&error))?;
    let table = document
        .get_mut("dependencies")
        .and_then(|dependencies| dependencies.as_table_mut())
        .ok_or_else(|| fail("has no table [dependencies]"))?;
    let next = table.iter().position(|(key, _)| key > krate);
    let at = next.unwrap_or_else(|| table.len());
    let features = Array::from_iter(["test-util"]);
    let entry: [(&str, toml_edit::Value); 2] =
        [("workspace", true.into()), ("features", features.into())];
    insert(table, at, krate, InlineTable::from_iter(entry));
    Ok(document.to_string())
}

/// Puts the crate among those that only some may depend on, which are sorted.
fn with_ban(manifest: &str, krate: &str) -> Result<String, String> {
    let fail = |what: &str| format!("{what}; `{krate}` belongs into the array `deny` of [bans]");
    let mut document = parse(manifest).map_err(|error| fail(&error))?;
    let bans = document
        .get_mut("bans")
        .and_then(|bans| bans.get_mut("deny"))
        .and_then(|deny| deny.as_array_mut())
        .ok_or_else(|| fail("has no array `deny` in [bans]"))?;
    let name = |ban: &toml_edit::Value| {
        let name = ban.as_inline_table()?.get("crate")?.as_str()?;
        Some(name.to_owned())
    };
    let next = bans
        .iter()
        .position(|ban| name(ban).is_some_and(|name| *name > *krate));
    let at = next.unwrap_or_else(|| bans.len());
    let wrappers = Array::from_iter(["behaviours", "vendor-cli"]);
    let reason = "vendor crates do not know each other";
    let entry: [(&str, toml_edit::Value); 3] = [
        ("crate", krate.into()),
        ("wrappers", wrappers.into()),
        ("reason", reason.into()),
    ];
    let ban = toml_edit::Value::from(InlineTable::from_iter(entry)).decorated("\n    ", "");
    bans.insert_formatted(at, ban);
    Ok(document.to_string())
}

fn parse(manifest: &str) -> Result<DocumentMut, String> {
    manifest
        .parse()
        .map_err(|error: toml_edit::TomlError| format!("is not read: {error}"))
}

/// Inserts an entry at a place of a table, and leaves the others as they are.
fn insert(table: &mut Table, at: usize, krate: &str, entry: InlineTable) {
    let mut order: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    order.insert(at, krate.to_owned());
    table.insert(krate, toml_edit::value(entry));
    let position = |key: &Key| order.iter().position(|known| known == key.get());
    table.sort_values_by(|one, _, other, _| position(one).cmp(&position(other)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name() -> Name {
        Name::new("roadside-jobs")
    }

    #[test]
    fn every_place_is_found_in_this_workspace() {
        let root = crate::workspace_root();
        let (edits, refusals) = edits(&root, &name(), "Roadside Jobs API").expect("can be read");
        assert_eq!(refusals, Vec::<String>::new());
        assert_eq!(edits.len(), places(&name(), "").len());
        for edit in edits {
            let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
            let (old, new) = (lines(&edit.old), lines(&edit.new));
            let lost = old.iter().filter(|line| !new.contains(line));
            let lost: Vec<_> = lost.filter(|line| !line.contains("new-vendor")).collect();
            assert!(lost.is_empty(), "{} loses {lost:?}", edit.path.display());
            assert!(edit.new.contains("roadside") || edit.new.contains("Roadside"));
        }
    }

    #[test]
    fn a_place_that_is_not_there_is_told_with_what_belongs_there() {
        let place = Place {
            path: "crates/sandbox/src/lib.rs",
            changes: vec![Change::Before(
                "mod address;\n",
                "pub mod jobs;\n".to_owned(),
            )],
        };
        let missing = place
            .changed("mod clock;\n")
            .expect_err("there is no such line");
        assert_eq!(missing.len(), 1);
        assert!(
            missing[0].starts_with(
                "crates/sandbox/src/lib.rs: expected once `mod address;`, before which this belongs: `pub mod jobs;`"
            ),
            "{missing:?}"
        );
        assert!(place.changed("mod address;\nmod address;\n").is_err());
    }

    #[test]
    fn the_dependency_stands_in_its_place_and_nothing_else_changes() {
        let manifest = "[workspace.dependencies]\n\
                        leadbank = { version = \"0.1.0\", path = \"crates/leadbank\" }\n\
                        prepared-tickets = { version = \"0.1.0\", path = \"crates/prepared-tickets\" }\n\n\
                        # The libraries.\n\
                        bytes = \"1.10\" # of all sizes\n";
        let entry = |name| {
            format!(
                "{name} = {{ version = \"0.1.0\", path = \"crates/{name}\", default-features = false }}\n"
            )
        };
        for (name, at) in [("jobs", 0), ("roadside-jobs", 2), ("orders", 1)] {
            let changed = with_workspace_dependency(manifest, name).expect("it is a manifest");
            let mut lines: Vec<&str> = manifest.split_inclusive('\n').collect();
            let entry = entry(name);
            lines.insert(at + 1, &entry);
            assert_eq!(changed, lines.concat(), "{name}");
        }
    }

    #[test]
    fn a_dependency_of_a_package_comes_to_its_place() {
        let manifest = "[dependencies]\n# Bodies.\nbytes = { workspace = true }\nuuid = { workspace = true }\n\n[target.x.dependencies]\n";
        let changed = with_dependency(manifest, "jobs").expect("it is a manifest");
        let entry = "jobs = { workspace = true, features = [\"test-util\"] }\n";
        assert_eq!(changed, manifest.replace("uuid", &format!("{entry}uuid")));
    }

    #[test]
    fn only_what_is_about_all_vendors_may_depend_on_the_crate() {
        let ban = |name: &str| {
            format!(
                "    {{ crate = \"{name}\", wrappers = [\"behaviours\", \"vendor-cli\"], reason = \"vendor crates do not know each other\" }},\n"
            )
        };
        let bans = |names: &[&str]| {
            let lines: String = names.iter().map(|name| ban(name)).collect();
            format!("[bans]\ndeny = [\n    # Who may know whom.\n{lines}]\n\n# More.\n")
        };
        let changed = with_ban(&bans(&["dialler", "leadbank"]), "jobs").expect("it is TOML");
        assert_eq!(changed, bans(&["dialler", "jobs", "leadbank"]));
        let changed = with_ban(&bans(&["dialler"]), "jobs").expect("it is TOML");
        assert_eq!(changed, bans(&["dialler", "jobs"]));
    }

    #[test]
    fn a_line_of_a_changelog_comes_to_the_end_of_the_list() {
        let log =
            "# Changelog\n\n## Unreleased\n\n### Added\n\n- One,\n  two.\n\n## 0.1.0\n\n- Old.\n";
        assert_eq!(
            unreleased(log, "- New.").as_deref(),
            Some(
                "# Changelog\n\n## Unreleased\n\n### Added\n\n- One,\n  two.\n- New.\n\n## 0.1.0\n\n- Old.\n"
            )
        );
        let log = "# Changelog\n\n## Unreleased\n\n- One.\n";
        assert_eq!(
            unreleased(log, "- New.").as_deref(),
            Some("# Changelog\n\n## Unreleased\n\n- One.\n- New.\n")
        );
        let log = "# Changelog\n\n## Unreleased\n\n## 0.1.0\n\n- Old.\n";
        assert_eq!(
            unreleased(log, "- New.").as_deref(),
            Some("# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0\n\n- Old.\n")
        );
        assert_eq!(unreleased("# Changelog\n", "- New."), None);
    }
}
