//! The command as a whole, on the parts of this workspace that it reads and changes.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{NewVendor, NewVendorError};
use crate::codegen::Codegen;
use crate::release::git::Git;

/// A small contract with one of everything that a new crate is made from.
pub(super) const JOBS: &str = include_str!("testdata/jobs.yaml");

/// The contract with one piece of text replaced, which has to be there exactly once.
pub(super) fn jobs_with(from: &str, to: &str) -> String {
    let times = JOBS.matches(from).count();
    assert_eq!(times, 1, "{from:?} is not there exactly once");
    JOBS.replacen(from, to, 1)
}

/// The parts of the workspace that the command reads.
const PARTS: [&str; 12] = [
    "Cargo.toml",
    "deny.toml",
    "tests/Cargo.toml",
    "README.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "rustfmt.toml",
    "crates/sandbox/README.md",
    "crates/sandbox/CHANGELOG.md",
    "crates/sandbox/src/lib.rs",
    "crates/sandbox/src/operation.rs",
    "crates/sandbox/src/sandbox.rs",
];

struct Workspace {
    directory: TempDir,
}

impl Workspace {
    fn new(contract: &str) -> Self {
        let directory = tempfile::tempdir().expect("a directory for the test");
        let workspace = Self { directory };
        for part in PARTS {
            let target = workspace.root().join(part);
            let parent = target.parent().expect("a file is in a directory");
            fs::create_dir_all(parent).expect("can be made");
            fs::copy(crate::workspace_root().join(part), target).expect("can be copied");
        }
        fs::write(workspace.root().join("jobs.yaml"), contract).expect("can be written");
        workspace.git(&["init", "--quiet"]);
        workspace.commit();
        workspace
    }

    fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
        Git::at(self.root())
            .run(&[&identity, arguments].concat())
            .expect("git runs");
    }

    fn commit(&self) {
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--message", "All."]);
    }

    fn root(&self) -> &Path {
        self.directory.path()
    }

    fn make(&self, name: &str) -> Result<String, NewVendorError> {
        let contract = self.root().join("jobs.yaml");
        NewVendor::new(name, contract).make(self.root())
    }

    fn refusals(&self, name: &str) -> Vec<String> {
        match self.make(name) {
            Err(NewVendorError::Refused(refusals)) => refusals,
            other => panic!("not refused: {other:?}"),
        }
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// All files but git's, with their texts.
    fn files(&self) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        let mut directories = vec![self.root().to_owned()];
        while let Some(directory) = directories.pop() {
            for entry in fs::read_dir(directory).expect("can be read") {
                let path = entry.expect("an entry").path();
                if path.ends_with(".git") {
                    continue;
                }
                if path.is_dir() {
                    directories.push(path);
                } else {
                    let text = fs::read_to_string(&path).expect("is text");
                    files.push((path, text));
                }
            }
        }
        files.sort();
        files
    }
}

#[test]
fn the_crate_has_the_rooms_of_its_family() {
    let workspace = Workspace::new(JOBS);
    let report = workspace.make("roadside-jobs").expect("nothing is wrong");
    for room in [
        "Cargo.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "openapi.yaml",
        "samples/README.md",
        "samples/create-job-request.json",
        "src/lib.rs",
        "src/client.rs",
        "src/models.rs",
        "src/operations.rs",
        "tests/wire.rs",
        "tests/samples.rs",
        "tests/sandbox.rs",
    ] {
        let path = format!("crates/roadside-jobs/{room}");
        assert!(!workspace.read(&path).is_empty(), "{path}");
        assert!(report.contains(&path), "{path} is not told");
    }
    assert!(report.contains("the command line is not generated"));
}

#[test]
fn no_place_of_a_template_is_left_open() {
    let workspace = Workspace::new(JOBS);
    workspace.make("roadside-jobs").expect("nothing is wrong");
    for (path, text) in workspace.files() {
        let is_new = path.to_string_lossy().contains("roadside");
        assert!(!is_new || !text.contains("{{"), "{}", path.display());
    }
}

#[test]
fn codegen_finds_nothing_to_do_afterwards() {
    let workspace = Workspace::new(JOBS);
    workspace.make("roadside-jobs").expect("nothing is wrong");
    let before = workspace.files();
    let codegen = Codegen::default();
    codegen
        .run(workspace.root())
        .expect("the contract is sound");
    assert_eq!(workspace.files(), before);
}

#[test]
fn the_client_has_a_documented_method_per_operation() {
    let workspace = Workspace::new(JOBS);
    workspace.make("roadside-jobs").expect("nothing is wrong");
    insta::assert_snapshot!(workspace.read("crates/roadside-jobs/src/client.rs"));
}

#[test]
fn the_tests_send_and_read_the_examples() {
    let workspace = Workspace::new(JOBS);
    workspace.make("roadside-jobs").expect("nothing is wrong");
    insta::assert_snapshot!(workspace.read("crates/roadside-jobs/tests/wire.rs"));
}

#[test]
fn the_sandbox_gets_a_module_that_answers() {
    let workspace = Workspace::new(JOBS);
    workspace.make("roadside-jobs").expect("nothing is wrong");
    insta::assert_snapshot!(workspace.read("crates/sandbox/src/roadside_jobs/mod.rs"));
    assert_eq!(
        workspace.read("crates/sandbox/contracts/roadside-jobs.yaml"),
        JOBS
    );
    let sandbox = workspace.read("crates/sandbox/src/sandbox.rs");
    assert!(
        sandbox.contains("pub fn roadside_jobs(&self) -> &RoadsideJobs {"),
        "{sandbox}"
    );
}

#[test]
fn the_samples_are_the_contracts_examples_digit_by_digit() {
    let workspace = Workspace::new(JOBS);
    workspace.make("roadside-jobs").expect("nothing is wrong");
    let sample = workspace.read("crates/roadside-jobs/samples/create-job-request.json");
    assert!(sample.contains("\"budget\": 150.00,"), "{sample}");
}

#[test]
fn everything_that_is_wrong_is_told_at_once_and_nothing_is_written() {
    let contract = jobs_with(
        "x-idempotency: not-idempotent",
        "x-idempotancy: not-idempotent",
    );
    let workspace = Workspace::new(&contract);
    fs::create_dir_all(workspace.root().join("crates/jobs")).expect("can be made");
    let lib = workspace.root().join("crates/sandbox/src/lib.rs");
    fs::write(&lib, "mod clock;\n").expect("can be written");
    let before = workspace.files();
    let refusals = workspace.refusals("jobs");
    let has = |part: &str| refusals.iter().any(|refusal| refusal.contains(part));
    assert!(has("crates/jobs exists"), "{refusals:#?}");
    assert!(has("missing key \"x-idempotency\""), "{refusals:#?}");
    assert!(has("unknown key \"x-idempotancy\""), "{refusals:#?}");
    assert!(
        has("crates/sandbox/src/lib.rs: expected once `mod address;`"),
        "{refusals:#?}"
    );
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_contract_that_cannot_be_read_is_told_beside_the_name() {
    let workspace = Workspace::new(JOBS);
    fs::remove_file(workspace.root().join("jobs.yaml")).expect("can be removed");
    let refusals = workspace.refusals("Jobs");
    assert_eq!(refusals.len(), 2, "{refusals:#?}");
    assert!(refusals[1].contains("jobs.yaml: "), "{refusals:#?}");
}

#[test]
fn an_example_that_is_missing_or_does_not_fit_is_told_with_its_line() {
    let workspace = Workspace::new(&jobs_with("seats: 4\n", "seats: four\n"));
    let refusals = workspace.refusals("jobs");
    let line = JOBS
        .lines()
        .position(|line| line.ends_with("seats: 4"))
        .expect("it is there")
        + 1;
    assert_eq!(refusals.len(), 1, "{refusals:#?}");
    assert!(
        refusals[0].contains(&format!("jobs.yaml:{line}:")),
        "{refusals:#?}"
    );
    assert!(
        refusals[0].ends_with("the schema wants an integer"),
        "{refusals:#?}"
    );
}

#[test]
fn a_contract_whose_code_is_written_by_hand_is_refused() {
    let contract = crate::workspace_root().join("crates/leadbank/openapi.yaml");
    let workspace = Workspace::new(&fs::read_to_string(contract).expect("can be read"));
    let refusals = workspace.refusals("leads");
    assert!(
        refusals
            .iter()
            .any(|refusal| refusal.contains("x-rust-type refers to code")),
        "{refusals:#?}"
    );
}

#[test]
fn a_second_vendor_finds_its_places_too() {
    let workspace = Workspace::new(JOBS);
    workspace.make("roadside-jobs").expect("nothing is wrong");
    workspace.commit();
    workspace
        .make("jobs-archive")
        .expect("the places are still there");
    let operations = workspace.read("crates/sandbox/src/operation.rs");
    assert!(operations.contains(".chain(crate::roadside_jobs::OPERATIONS)"));
    assert!(operations.contains(".chain(crate::jobs_archive::OPERATIONS)"));
    workspace.commit();
    let refusals = workspace.refusals("jobs-archive");
    assert_eq!(refusals[0], "crates/jobs-archive exists", "{refusals:#?}");
}

#[test]
fn changes_that_are_not_committed_are_in_the_way() {
    let workspace = Workspace::new(JOBS);
    let manifest = workspace.read("Cargo.toml");
    fs::write(
        workspace.root().join("Cargo.toml"),
        manifest + "\n# More.\n",
    )
    .expect("can be written");
    let refusals = workspace.refusals("jobs");
    assert_eq!(refusals.len(), 1, "{refusals:#?}");
    assert!(
        refusals[0].starts_with("there are uncommitted changes in Cargo.toml"),
        "{refusals:#?}"
    );
}

#[test]
fn without_git_nobody_could_tell_what_was_written() {
    let workspace = Workspace::new(JOBS);
    fs::remove_dir_all(workspace.root().join(".git")).expect("can be removed");
    let refusals = workspace.refusals("jobs");
    assert_eq!(refusals.len(), 1, "{refusals:#?}");
    assert!(
        refusals[0].contains("not a git repository"),
        "{refusals:#?}"
    );
}

#[test]
fn a_name_that_no_code_can_have_is_told_and_not_what_follows_from_it() {
    let workspace = Workspace::new(JOBS);
    for name in ["../x", "Self", "", "a b", "impl"] {
        let refusals = workspace.refusals(name);
        assert_eq!(refusals.len(), 1, "{refusals:#?}");
        assert!(
            refusals[0].starts_with(&format!("\"{name}\" is no name for a crate")),
            "{refusals:#?}"
        );
    }
}

#[test]
fn a_title_may_have_what_manifests_quote() {
    let title = r#"Roadside "Jobs" \ API, Tom's"#;
    let quoted = format!("title: '{}'", title.replace('\'', "''"));
    let workspace = Workspace::new(&jobs_with("title: Roadside Jobs API", &quoted));
    workspace.make("roadside-jobs").expect("nothing is wrong");
    let manifest: toml_edit::DocumentMut = workspace
        .read("crates/roadside-jobs/Cargo.toml")
        .parse()
        .expect("a manifest");
    assert_eq!(
        manifest["package"]["description"].as_str(),
        Some(&*format!(
            "Client of the {title}. Typed, retried safely, and certain about delivery."
        ))
    );
}

#[test]
fn a_title_that_breaks_tables_or_docs_is_refused() {
    for title in [
        "''",
        "' '",
        "'Jobs '",
        "Jobs | API",
        "Jobs `API`",
        "Jobs <API>",
        "\"Jobs [API]\"",
        "\"Jobs {{crate}}\"",
        "\"Jobs\\rAPI\"",
        "\"Jobs\\nAPI\"",
    ] {
        let contract = jobs_with("title: Roadside Jobs API", &format!("title: {title}"));
        let refusals = Workspace::new(&contract).refusals("jobs");
        assert_eq!(refusals.len(), 1, "{title}: {refusals:#?}");
        assert!(refusals[0].contains("title"), "{title}: {refusals:#?}");
    }
}

#[test]
fn a_file_that_is_there_is_neither_overwritten_nor_taken_away() {
    for path in [
        "crates/sandbox/contracts/roadside-jobs.yaml",
        "crates/sandbox/src/roadside_jobs/mod.rs",
        "crates/sandbox/tests/roadside_jobs.rs",
    ] {
        let workspace = Workspace::new(JOBS);
        let theirs = workspace.root().join(path);
        fs::create_dir_all(theirs.parent().expect("a directory")).expect("can be made");
        fs::write(&theirs, "theirs\n").expect("can be written");
        let refusals = workspace.refusals("roadside-jobs");
        assert_eq!(refusals.len(), 1, "{refusals:#?}");
        assert!(refusals[0].ends_with(" exists"), "{refusals:#?}");
        assert_eq!(workspace.read(path), "theirs\n");
    }
}

#[test]
fn what_an_interrupted_run_has_left_is_in_the_way() {
    let workspace = Workspace::new(JOBS);
    fs::create_dir(workspace.root().join(".new-vendor-a1")).expect("can be made");
    let refusals = workspace.refusals("jobs");
    assert_eq!(refusals.len(), 1, "{refusals:#?}");
    assert!(refusals[0].contains("git status"), "{refusals:#?}");
}

#[test]
fn a_path_has_no_segment_that_leads_elsewhere() {
    for path in ["/jobs/../{job-id}:", "/jobs/./{job-id}:"] {
        let contract = jobs_with("/jobs/{job-id}:", path);
        let refusals = Workspace::new(&contract).refusals("jobs");
        assert!(
            refusals.iter().all(|refusal| refusal.contains("resolves")),
            "{refusals:#?}"
        );
    }
}

#[test]
fn an_operation_named_as_an_item_of_the_stand_in_is_refused() {
    let contract = jobs_with("operationId: listJobs", "operationId: operations");
    let refusals = Workspace::new(&contract).refusals("jobs");
    assert_eq!(refusals.len(), 1, "{refusals:#?}");
    assert!(refusals[0].contains("`OPERATIONS`"), "{refusals:#?}");
}

#[test]
fn a_mark_at_the_beginning_of_the_contract_is_left_out() {
    let workspace = Workspace::new(&format!("\u{feff}{JOBS}"));
    workspace.make("roadside-jobs").expect("nothing is wrong");
    assert_eq!(
        workspace.read("crates/sandbox/contracts/roadside-jobs.yaml"),
        JOBS
    );
}
