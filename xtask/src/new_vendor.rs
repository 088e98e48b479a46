//! `cargo xtask new-vendor`: a new vendor crate from a contract, with its part of the sandbox, that passes CI.
//!
//! Everything comes from the contract and its examples: the models and operations as `codegen` writes them, a client with
//! a method per operation, tests, a README of the family, and a stand-in that answers with the examples. From then on the
//! files are written by hand, but for those of `codegen`.

mod call;
mod client;
mod doc;
mod example;
mod expression;
mod fit;
mod name;
mod package;
mod placing;
mod readme;
mod registration;
mod sample;
mod stand_in;
mod template;
#[cfg(test)]
mod tests;
mod wire_tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::Args;

use self::call::{Call, hand_written};
use self::example::Example;
use self::name::Name;
use self::placing::Plan;
use crate::codegen::contract::{Contract, Shape};
use crate::codegen::layout::{LayoutError, wrap};
use crate::codegen::problem::{Log, Place};
use crate::codegen::{read_contract, yaml};
use crate::release::git::Git;

/// Makes a new vendor crate from a contract, with its part of the sandbox.
///
/// Every request and every answer with a body needs an `example` in the contract. What stands in the way is told all at
/// once, and then nothing is written.
#[derive(Debug, Args)]
pub(crate) struct NewVendor {
    /// The name of the crate, such as roadside-jobs.
    name: String,
    /// The contract, OpenAPI 3.1 as `codegen` reads it.
    contract: PathBuf,
}

/// A new file; its path is relative to what it is a file of.
#[derive(Debug)]
struct File {
    path: PathBuf,
    text: String,
}

/// A file of the workspace that changes.
#[derive(Debug)]
struct Edited {
    path: PathBuf,
    old: String,
    new: String,
}

/// What a new crate is made from.
#[derive(Debug)]
struct Vendor<'v> {
    name: &'v Name,
    /// The contract as it is given, as it is understood, and as a tree with its examples.
    text: &'v str,
    contract: &'v Contract,
    document: Example<'v>,
    calls: Vec<Call<'v>>,
}

impl Vendor<'_> {
    fn title(&self) -> &str {
        &self.contract.title
    }
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum NewVendorError {
    #[error("nothing is written:\n  {}", .0.join("\n  "))]
    Refused(Vec<String>),
    #[error(transparent)]
    Layout(#[from] LayoutError),
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
    #[error("the manifest of the new crate cannot be read: {0}")]
    Manifest(#[from] toml_edit::TomlError),
    #[error("the files cannot be put in their places, what was moved is taken back: {0}")]
    Place(io::Error),
}

impl NewVendor {
    pub(crate) fn new(name: impl Into<String>, contract: PathBuf) -> Self {
        let name = name.into();
        Self { name, contract }
    }

    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, NewVendorError> {
        let made = self.make(root)?;
        println!("{made}");
        Ok(ExitCode::SUCCESS)
    }

    /// Makes the crate, and says what was made and what is left to do.
    fn make(&self, root: &Path) -> Result<String, NewVendorError> {
        let name = Name::new(&self.name);
        let mut refusals = name.refusals(root);
        match placing::leftovers(root) {
            Ok(leftovers) => refusals.extend(leftovers),
            Err(error) => refusals.push(format!("{}: {error}", root.display())),
        }
        let file = self.contract.display().to_string();
        let text = match read(&self.contract) {
            // Editors on Windows begin a file with a mark that not every reader of YAML takes.
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(error) => {
                refusals.push(error.to_string());
                return Err(NewVendorError::Refused(refusals));
            }
        };
        let contract = match read_contract(&file, &text) {
            Ok(contract) => {
                let misfits = misfits_of_contract(&contract).into_iter();
                refusals.extend(misfits.map(|what| format!("{file}: {what}")));
                contract
            }
            Err(problems) => {
                refusals.extend(problems.iter().map(ToString::to_string));
                Contract::default()
            }
        };
        let log = Log::new(&file);
        let tree = yaml::load(&text, &log);
        let document = tree.as_ref().map(Example::root);
        let calls = document.as_ref().map(|document| {
            let mut found = misfit_of_schemas(&contract);
            let calls = Call::all(&contract, document, &mut found);
            let ambiguous = document.ambiguous().into_iter();
            found.extend(ambiguous.map(|place| (place, AMBIGUOUS.to_owned())));
            found.sort();
            found.dedup();
            refusals.extend(found.iter().map(|(place, what)| {
                let Place {
                    line,
                    column,
                    pointer,
                } = place;
                format!("{file}:{line}:{column}: {pointer}: {what}")
            }));
            calls
        });
        // No code can be written with such a name, so that the places in it cannot be looked at.
        if !name.is_well_formed() {
            return Err(NewVendorError::Refused(refusals));
        }
        let (edits, missing) = registration::edits(root, &name, contract.title.trim())?;
        refusals.extend(missing);
        refusals.extend(uncommitted(root, &edits));
        let (Some(document), Some(calls), true) = (document, calls, refusals.is_empty()) else {
            return Err(NewVendorError::Refused(refusals));
        };
        let vendor = Vendor {
            name: &name,
            text: &text,
            contract: &contract,
            document,
            calls,
        };
        let plan = plan(&vendor, root, edits)?;
        plan.carry_out(root).map_err(NewVendorError::Place)?;
        Ok(report(&vendor, &plan))
    }
}

/// Why a word without quotes is refused.
const AMBIGUOUS: &str = "quote it: not every reader of YAML takes it for a text";

/// Everything that is to be written.
fn plan(vendor: &Vendor<'_>, root: &Path, edits: Vec<Edited>) -> Result<Plan, NewVendorError> {
    let directory = Path::new("crates").join(&vendor.name.krate);
    let sandbox = Path::new("crates/sandbox");
    let below = |directory: &Path, files: Vec<File>| {
        files
            .into_iter()
            .map(|file| File {
                path: directory.join(file.path),
                text: file.text,
            })
            .collect::<Vec<_>>()
    };
    let mut files = below(&directory, package::files(vendor, root)?);
    let of_the_sandbox = below(sandbox, stand_in::files(vendor, root)?);
    let mut new = vec![directory];
    new.extend(of_the_sandbox.iter().map(|file| file.path.clone()));
    files.extend(of_the_sandbox);
    Ok(Plan { new, files, edits })
}

/// Objects and members that only code of the crate's own makes.
fn misfit_of_schemas(contract: &Contract) -> Vec<(Place, String)> {
    let mut found = Vec::new();
    for schema in &contract.schemas {
        let Shape::Object(object) = &schema.shape else {
            continue;
        };
        let properties = object.properties.iter();
        let internal = properties.filter(|property| property.internal);
        let places = internal.map(|property| &property.place);
        let places = places.chain(object.internal.then_some(&schema.place));
        found.extend(places.map(|place| (place.clone(), hand_written("x-rust-visibility"))));
    }
    found
}

/// Why nothing can be made of a contract that is sound.
fn misfits_of_contract(contract: &Contract) -> Vec<String> {
    let is_empty = contract.operations.is_empty();
    let no_operation = is_empty.then(|| "the contract has no operation".to_owned());
    let title = misfit_of_title(&contract.title);
    no_operation.into_iter().chain(title).collect()
}

/// Why the title cannot be written into manifests, tables and docs.
fn misfit_of_title(title: &str) -> Option<String> {
    let in_the_way = |c: char| "|`<>[]{}".contains(c);
    if title.trim().is_empty() {
        Some("the title is empty: it is how the vendor's API is called in the docs".to_owned())
    } else if title.trim() != title || title.contains(in_the_way) {
        Some(format!(
            "the title {title:?} stands in tables and docs: leave out blanks around it, and | ` < > [ ] {{ }}"
        ))
    } else {
        None
    }
}

/// Files to be changed that git knows other changes of: afterwards nobody could tell them apart.
fn uncommitted(root: &Path, edits: &[Edited]) -> Option<String> {
    let paths: Vec<_> = edits
        .iter()
        .map(|edit| edit.path.to_string_lossy())
        .collect();
    let mut arguments = vec!["status", "--porcelain", "--"];
    arguments.extend(paths.iter().map(AsRef::as_ref));
    let status = match Git::at(root).run(&arguments) {
        Ok(status) => status,
        Err(error) => {
            return Some(format!(
                "what this command writes can only be told apart in a repository of git: {error}"
            ));
        }
    };
    let changed: Vec<&str> = status.lines().filter_map(|line| line.get(3..)).collect();
    (!changed.is_empty()).then(|| {
        format!(
            "there are uncommitted changes in {}: commit them first, so that what this command writes can be told apart",
            changed.join(", ")
        )
    })
}

fn report(vendor: &Vendor<'_>, plan: &Plan) -> String {
    let Name { krate, module, .. } = vendor.name;
    let mut lines = vec![format!("made, for the {}:", vendor.title())];
    lines.extend(
        plan.files
            .iter()
            .map(|file| format!("  {}", file.path.display())),
    );
    lines.push("changed:".to_owned());
    lines.extend(
        plan.edits
            .iter()
            .map(|edit| format!("  {}", edit.path.display())),
    );
    let steps = [
        "run `cargo xtask ci`, which writes Cargo.lock too, and commit all of it".to_owned(),
        format!("read crates/{krate} as its author: the README, the description, the keywords"),
        format!(
            "put what the vendor's pages show into crates/{krate}/samples, and its ideas into src: what the contract \
             cannot say (paging, a dialect of errors, credentials of its own)"
        ),
        format!(
            "replace the examples in crates/sandbox/src/{module} step by step by what the vendor does: state, \
             credentials, its errors; the description of crates/sandbox/Cargo.toml and its README name the vendors, too"
        ),
        "write two programs into xtask/src/program, so that `cargo xtask weight` measures the crate".to_owned(),
        "add the vendor to the checks of `tests` that go through all vendors; they depend on its crate already".to_owned(),
        "the command line is not generated: add a module to crates/cli, and the vendor's variables to \
             crates/sandbox/src/bin/vendor-sandbox/greeting.rs"
            .to_owned(),
    ];
    lines.push("next, by hand:".to_owned());
    for (number, step) in (1..).zip(steps) {
        lines.push(format!("  {number}. {step}"));
    }
    lines.join("\n")
}

fn read(path: &Path) -> Result<String, NewVendorError> {
    fs::read_to_string(path).map_err(|error| NewVendorError::File {
        path: path.to_owned(),
        error,
    })
}

/// Names as they stand in a `use`: nothing, one, or several in braces.
fn listed(names: &BTreeSet<String>) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match names.as_slice() {
        [one] => (*one).to_owned(),
        [] => String::new(),
        several => format!("{{{}}}", several.join(", ")),
    }
}

/// The items of a list, wrapped as our Markdown is.
fn wrapped_items(text: &str) -> String {
    const WIDTH: usize = 120;
    let lines = text.lines().flat_map(|line| {
        if line.starts_with("- ") {
            wrap(line, WIDTH)
        } else {
            vec![line.to_owned()]
        }
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
