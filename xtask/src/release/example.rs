//! A repository as small as can be, for tests: a core, a sandbox, a vendor crate and a program on them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::api::Api;
use super::crates::{Crate, Crates};
use super::git::{Git, GitError, Released};
use super::pending::Survey;
use crate::cargo;

pub(crate) struct Example {
    directory: TempDir,
    pub(crate) git: Git,
    pub(crate) crates: Crates,
}

const WORKSPACE: &str = r#"[workspace]
resolver = "3"
members = ["core", "sandbox", "vendor", "program"]

[workspace.dependencies]
example-core = { version = "0.1.0", path = "core" } # ours
example-sandbox = { version = "0.1.0", path = "sandbox" }
example-vendor = { version = "0.1.0", path = "vendor" }
"#;

/// A crate's directory and what its manifest has below the package's table.
const CRATES: [(&str, &str); 4] = [
    ("core", ""),
    ("sandbox", ""),
    (
        "vendor",
        "[dependencies]\nexample-core.workspace = true\n\n[dev-dependencies]\nexample-sandbox.workspace = true\n",
    ),
    (
        "program",
        "[dependencies]\nexample-core.workspace = true\nexample-sandbox.workspace = true\nexample-vendor.workspace = true\n",
    ),
];

impl Example {
    /// Never released, each with an entry in its changelog.
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let root = directory.path();
        put(root, "Cargo.toml", WORKSPACE);
        put(root, ".gitignore", "/target\n");
        for (name, dependencies) in CRATES {
            let package = format!(
                "[package]\nname = \"example-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{dependencies}"
            );
            put(root, &format!("{name}/Cargo.toml"), &package);
            put(
                root,
                &format!("{name}/CHANGELOG.md"),
                "# Changelog\n\n## Unreleased\n\n- All of it.\n",
            );
            let (source, text) = if name == "program" {
                ("main", "fn main() {}\n")
            } else {
                ("lib", "")
            };
            put(root, &format!("{name}/src/{source}.rs"), text);
        }
        let locked = cargo::command(root, &["generate-lockfile", "--offline", "--quiet"]).status();
        assert!(locked.expect("cargo").success());
        let git = Git::at(root);
        for arguments in [
            &["init", "--quiet"][..],
            &["config", "user.name", "A person"],
            &["config", "user.email", "person@example.com"],
            &["config", "commit.gpgsign", "false"],
            &["config", "tag.gpgsign", "false"],
        ] {
            git.run(arguments).expect("git");
        }
        let crates = Crates::of(root).expect("crates");
        let mut example = Self {
            directory,
            git,
            crates,
        };
        example.commit("All of it");
        example
    }

    /// All released as 0.1.0, with a dated changelog.
    pub(crate) fn released() -> Self {
        let mut example = Self::new();
        for (name, _) in CRATES {
            example.edit(
                &format!("{name}/CHANGELOG.md"),
                "## Unreleased\n",
                "## Unreleased\n\n## 0.1.0 - 2026-01-31\n",
            );
        }
        example.commit("Release");
        for (name, _) in CRATES {
            example.tag(&format!("example-{name}-v0.1.0"));
        }
        example
    }

    /// With a change of a crate, and its entry in the changelog.
    pub(crate) fn changed(mut self, name: &str, entry: &str) -> Self {
        self.touch(name, "A change");
        self.edit(
            &format!("{name}/CHANGELOG.md"),
            "## Unreleased\n",
            &format!("## Unreleased\n\n{entry}\n"),
        );
        self.commit("Changelog");
        self
    }

    /// A commit that changes a crate and nothing in its changelog.
    pub(crate) fn touch(&mut self, name: &str, subject: &str) {
        let path = format!("{name}/README.md");
        let text = fs::read_to_string(self.root().join(&path)).unwrap_or_default();
        self.write(&path, &format!("{text}{subject}\n"));
        self.commit(subject);
    }

    pub(crate) fn root(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect("a file")
    }

    pub(crate) fn write(&mut self, path: &str, text: &str) {
        put(self.root(), path, text);
        if path.ends_with("Cargo.toml") {
            self.reload();
        }
    }

    pub(crate) fn edit(&mut self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path}: no {from:?} in {text}");
        self.write(path, &text.replacen(from, to, 1));
    }

    pub(crate) fn commit(&mut self, subject: &str) {
        self.git.run(&["add", "--all"]).expect("added");
        self.git
            .run(&["commit", "--quiet", "--message", subject])
            .expect("committed");
    }

    pub(crate) fn tag(&self, tag: &str) {
        self.git.run(&["tag", tag]).expect("tagged");
    }

    /// The crates as they are now: `cargo metadata` reads the manifests.
    pub(crate) fn reload(&mut self) {
        self.crates = Crates::of(self.root()).expect("crates");
    }

    pub(crate) fn survey<'a>(
        &'a self,
        last: fn(&Git, &Crate) -> Result<Option<Released>, GitError>,
        compare: &'a dyn Fn(&Crate, &Released) -> Api,
    ) -> Survey<'a> {
        Survey {
            git: &self.git,
            crates: &self.crates,
            last,
            compare,
        }
    }
}

/// What a comparison finds where the API is as it was.
pub(crate) fn same_api(_: &Crate, _: &Released) -> Api {
    Api::Compared(Vec::new())
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    let directory = path.parent().expect("a directory");
    fs::create_dir_all(directory).expect("a directory");
    fs::write(path, text).expect("written");
}
