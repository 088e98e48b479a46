//! From a contract's tree to what it says. Every key is asked for by name here or it is an error.

mod bodies;
mod checks;
mod document;
mod enumerations;
mod operations;
mod parameters;
mod pattern;
mod schemas;

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::contract::{Contract, Docs, Source};
use super::problem::{Fault, Log, Problem, nearest};
use super::spot::{Members, Spot};
use super::yaml;

/// Reads a contract; `file` is how it is named in messages. All problems are found before any is returned.
pub(crate) fn read(file: &str, text: &str) -> Result<Contract, Vec<Problem>> {
    let log = Log::new(file);
    let contract = yaml::load(text, &log).and_then(|root| {
        let root = Spot::root(&root, &log);
        document::contract(&root)
    });
    // On a contract that was only half read, the checks of the whole would report what is not there.
    if let Some(contract) = contract.as_ref().filter(|_| log.is_empty()) {
        checks::check(contract, &log);
    }
    let problems = log.into_problems();
    contract.filter(|_| problems.is_empty()).ok_or(problems)
}

/// The parts of a contract that other parts refer to by name.
#[derive(Debug, Default)]
struct Components<'a> {
    schemas: Vec<(String, Spot<'a>)>,
    parameters: Vec<(String, Spot<'a>)>,
    responses: Vec<(String, Spot<'a>)>,
    security_schemes: Vec<(String, Spot<'a>)>,
    tags: Vec<(String, Spot<'a>)>,
    used: RefCell<BTreeSet<(&'static str, String)>>,
}

const SCHEMAS: &str = "#/components/schemas";
const PARAMETERS: &str = "#/components/parameters";
const RESPONSES: &str = "#/components/responses";
const SECURITY_SCHEMES: &str = "#/components/securitySchemes";
const TAGS: &str = "#/tags";

impl<'a> Components<'a> {
    /// The name that a `$ref` leads to.
    fn resolve(&self, reference: &Spot<'a>, section: &'static str) -> Option<(String, Spot<'a>)> {
        let text = reference.text()?;
        let name = text
            .strip_prefix(section)
            .and_then(|rest| rest.strip_prefix('/'));
        let found = name.and_then(|name| self.find(section, name));
        if found.is_none() {
            let near = nearest(
                name.unwrap_or_default(),
                self.section(section).iter().map(|(name, _)| name.as_str()),
            );
            reference.report(Fault::Unresolved {
                reference: text,
                section,
                near,
            });
        }
        found
    }

    /// What a part of the contract names without a `$ref`: a security scheme or a tag.
    fn mention(&self, name: &str, section: &'static str, at: &Spot<'a>) {
        if self.find(section, name).is_none() {
            at.report(Fault::Undeclared(name.to_owned()));
        }
    }

    fn report_unused(&self) {
        for section in [SCHEMAS, PARAMETERS, RESPONSES, SECURITY_SCHEMES, TAGS] {
            for (name, spot) in self.section(section) {
                if !self.used.borrow().contains(&(section, name.clone())) {
                    spot.report(Fault::Unused(name.clone()));
                }
            }
        }
    }

    fn find(&self, section: &'static str, name: &str) -> Option<(String, Spot<'a>)> {
        let found = self
            .section(section)
            .iter()
            .find(|(known, _)| known == name)?;
        self.used.borrow_mut().insert((section, name.to_owned()));
        Some(found.clone())
    }

    fn section(&self, section: &str) -> &[(String, Spot<'a>)] {
        match section {
            SCHEMAS => &self.schemas,
            PARAMETERS => &self.parameters,
            RESPONSES => &self.responses,
            SECURITY_SCHEMES => &self.security_schemes,
            _ => &self.tags,
        }
    }
}

/// Reads `description` and `x-source`.
fn docs(members: &mut Members<'_>) -> Docs {
    Docs {
        description: members
            .text("description")
            .map(|text| text.trim().to_owned()),
        source: members.take("x-source").and_then(|spot| source(&spot)),
        ..Docs::default()
    }
}

/// `x-rust-visibility: crate`: only the crate's own code sets it.
fn is_internal(members: &mut Members<'_>) -> bool {
    members
        .take("x-rust-visibility")
        .and_then(|spot| spot.choice(&[("crate", ())]))
        .is_some()
}

fn source(spot: &Spot<'_>) -> Option<Source> {
    let text = spot.text()?;
    let (word, detail) = text.split_once(':').unwrap_or((&text, ""));
    let detail = detail.trim().trim_end_matches('.').to_owned();
    match (word.trim(), detail.is_empty()) {
        ("documented", true) => Some(Source::Documented),
        ("elsewhere", false) => Some(Source::Elsewhere(detail)),
        ("inferred", false) => Some(Source::Inferred(detail)),
        _ => {
            spot.report(Fault::Expected(
                "documented, \"elsewhere: <page>\" or \"inferred: <why>\"",
            ));
            None
        }
    }
}
