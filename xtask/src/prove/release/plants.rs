//! The breaks that are planted, and what must be seen of each.

use super::edit::Edit;
use super::edit::Edit::{Append, Create, RaisePatch, Replace};

/// A check that has to see something.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gate {
    pub(super) name: &'static str,
    /// For cargo.
    pub(super) command: &'static [&'static str],
    /// Whether all crates are released before what is checked.
    pub(super) after_release: bool,
}

/// A break.
#[derive(Debug)]
pub(super) struct Plant {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) edits: &'static [Edit],
    pub(super) seen: &'static [Seen],
}

/// A gate has to fail, and to say this.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) by: &'static Gate,
    pub(super) text: &'static str,
}

static CODEGEN: Gate = Gate {
    name: "codegen",
    command: &["xtask", "codegen", "--check"],
    after_release: true,
};
static TIDY: Gate = Gate {
    name: "tidy",
    command: &["test", "--package", "behaviours", "--test", "tidy"],
    after_release: true,
};
static DENY: Gate = Gate {
    name: "deny",
    command: &["xtask", "release", "check", "leadbank", "--gate", "deny"],
    after_release: true,
};
static DOCS: Gate = Gate {
    name: "docs",
    command: &["xtask", "release", "check", "leadbank", "--gate", "docs"],
    after_release: true,
};
static LINTS: Gate = Gate {
    name: "lints",
    command: &["clippy", "--package", "leadbank", "--", "-D", "warnings"],
    after_release: true,
};
static SEMVER: Gate = Gate {
    name: "semver",
    command: &["xtask", "release", "check", "leadbank", "--gate", "semver"],
    after_release: true,
};
static PACKAGES: Gate = Gate {
    name: "packages",
    command: &[
        "xtask", "release", "check", "leadbank", "--gate", "packages",
    ],
    after_release: true,
};
/// Of the crate with the fewest tests.
static COMPAT: Gate = Gate {
    name: "compat",
    command: &["xtask", "release", "check", "iveco-bt", "--gate", "compat"],
    after_release: true,
};
/// The first release of all: the registry has none of those that a crate needs, so they are packed with it.
static PUBLISH: Gate = Gate {
    name: "publish",
    command: &["xtask", "release", "publish", "leadbank", "--dry-run"],
    after_release: false,
};

/// Each is committed on top of a commit that releases all crates.
pub(super) const PLANTS: &[Plant] = &[
    Plant {
        name: "stale-code",
        what: "generated code is edited by hand",
        edits: &[Replace {
            file: "crates/leadbank/src/models.rs",
            old: "/// Somebody's interest in a vehicle or a service.",
            new: "/// A lead.",
        }],
        seen: &[Seen {
            by: &CODEGEN,
            text: "+/// Somebody's interest in a vehicle or a service.",
        }],
    },
    Plant {
        name: "undocumented",
        what: "a public item without documentation",
        edits: &[Append {
            file: "crates/leadbank/src/lib.rs",
            text: "\npub fn planted() {}\n",
        }],
        seen: &[
            Seen {
                by: &LINTS,
                text: "missing documentation for a function",
            },
            Seen {
                by: &DOCS,
                text: "missing documentation for a function",
            },
        ],
    },
    Plant {
        name: "sibling",
        what: "a vendor crate depends on another one",
        edits: &[Replace {
            file: "crates/leadbank/Cargo.toml",
            old: "[dependencies]\n",
            new: "[dependencies]\ndialler.workspace = true\n",
        }],
        seen: &[
            Seen {
                by: &DENY,
                text: "direct parent 'leadbank",
            },
            Seen {
                by: &TIDY,
                text: "leadbank needs dialler",
            },
        ],
    },
    Plant {
        name: "reqwest",
        what: "a vendor crate depends on reqwest",
        edits: &[Replace {
            file: "crates/leadbank/Cargo.toml",
            old: "[dependencies]\n",
            new: "[dependencies]\nreqwest.workspace = true\n",
        }],
        seen: &[
            Seen {
                by: &DENY,
                text: "direct parent 'leadbank",
            },
            Seen {
                by: &TIDY,
                text: "leadbank needs reqwest",
            },
        ],
    },
    Plant {
        name: "api-break",
        what: "a public function is removed with a patch version",
        edits: &[
            Replace {
                file: "crates/leadbank/src/status_rule.rs",
                old: "pub fn errors(",
                new: "pub(crate) fn errors(",
            },
            RaisePatch {
                manifest: "crates/leadbank/Cargo.toml",
            },
        ],
        seen: &[Seen {
            by: &SEMVER,
            text: "FAILED: leadbank ",
        }],
    },
    Plant {
        name: "extra-file",
        what: "a file in a package that has no place there",
        edits: &[
            Create {
                file: "crates/leadbank/notes.md",
                text: "Planted.\n",
            },
            Replace {
                file: "crates/leadbank/Cargo.toml",
                old: "include = [",
                new: "include = [\"/notes.md\", ",
            },
        ],
        seen: &[Seen {
            by: &PACKAGES,
            text: "notes.md: a package has no place for it",
        }],
    },
    Plant {
        name: "missing-file",
        what: "a package without the samples that its tests read",
        edits: &[Replace {
            file: "crates/leadbank/Cargo.toml",
            old: "\"/samples\", ",
            new: "",
        }],
        seen: &[Seen {
            by: &PACKAGES,
            text: "samples/README.md is not in the package",
        }],
    },
    Plant {
        name: "path-only",
        what: "a dependency by its path only",
        edits: &[Replace {
            file: "crates/leadbank/Cargo.toml",
            old: "[dependencies]\nvendor-core.workspace = true",
            new: "[dependencies]\nvendor-core = { path = \"../core\", default-features = false }",
        }],
        seen: &[Seen {
            by: &PUBLISH,
            text: "leadbank needs vendor-core by its path only",
        }],
    },
    Plant {
        name: "changelog",
        what: "a version that the changelog does not have",
        edits: &[RaisePatch {
            manifest: "crates/leadbank/Cargo.toml",
        }],
        seen: &[Seen {
            by: &PUBLISH,
            text: "crates/leadbank/CHANGELOG.md: there is no section of",
        }],
    },
    Plant {
        name: "core-renames",
        what: "the new core renames what released crates use; the crates here are adapted, the version of core is a patch",
        edits: &[
            renamed("crates/core/src/failure.rs"),
            renamed("crates/core/src/problem.rs"),
            renamed("crates/aim-contracts/src/credentials/session.rs"),
            renamed("crates/aim-contracts/src/dialect.rs"),
            renamed("crates/iveco-bt/src/dialect.rs"),
            renamed("crates/leadbank/src/dialect.rs"),
            RaisePatch {
                manifest: "crates/core/Cargo.toml",
            },
        ],
        seen: &[Seen {
            by: &COMPAT,
            text: "method `may_deny_success` is not a member of trait",
        }],
    },
    Plant {
        name: "core-behaves",
        what: "the new core behaves otherwise under released crates, with the same types: it repeats everything",
        edits: &[
            Replace {
                file: "crates/core/src/operation.rs",
                old: "!matches!(self, Self::NotIdempotent)",
                new: "true",
            },
            RaisePatch {
                manifest: "crates/core/Cargo.toml",
            },
        ],
        seen: &[Seen {
            by: &COMPAT,
            text: "test result: FAILED",
        }],
    },
    Plant {
        name: "core-too-low",
        what: "a crate uses what is new in core, and still allows the core without it",
        edits: &[
            Append {
                file: "crates/core/src/lib.rs",
                text: "\n/// Planted.\npub fn planted() {}\n",
            },
            RaisePatch {
                manifest: "crates/core/Cargo.toml",
            },
            Append {
                file: "crates/iveco-bt/src/lib.rs",
                text: "\n/// Planted.\npub fn planted() {\n    vendor_core::planted();\n}\n",
            },
        ],
        seen: &[Seen {
            by: &COMPAT,
            text: "cannot find function `planted` in crate `vendor_core`",
        }],
    },
];

const fn renamed(file: &'static str) -> Edit {
    Replace {
        file,
        old: "may_deny_success",
        new: "may_say_no",
    }
}
