//! The `use` declarations of a file: each name is noted when it is emitted, so none is missing or left over.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Names by the module that they are used from.
#[derive(Debug, Default)]
pub(crate) struct Uses(RefCell<BTreeMap<&'static str, BTreeSet<String>>>);

impl Uses {
    /// Notes a name; an empty one stands for the module itself.
    pub(crate) fn note(&self, module: &'static str, name: &str) {
        self.0
            .borrow_mut()
            .entry(module)
            .or_default()
            .insert(name.to_owned());
    }

    /// The declarations, std's first and this crate's last, with a blank line between.
    pub(crate) fn declarations(&self) -> Vec<String> {
        let uses = self.0.borrow();
        let group = |belongs: fn(&str) -> bool| {
            let lines: Vec<String> = uses
                .iter()
                .filter(|(module, _)| belongs(module))
                .map(|(module, names)| declaration(module, names))
                .collect();
            lines.join("\n")
        };
        let groups = [
            group(|module| module.starts_with("std")),
            group(|module| !module.starts_with("std") && !module.starts_with("crate")),
            group(|module| module.starts_with("crate")),
        ];
        groups
            .into_iter()
            .filter(|group| !group.is_empty())
            .collect()
    }
}

fn declaration(module: &str, names: &BTreeSet<String>) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match names.as_slice() {
        [""] => format!("use {module};"),
        [name] => format!("use {module}::{name};"),
        names => format!("use {module}::{{{}}};", names.join(", ")),
    }
}
