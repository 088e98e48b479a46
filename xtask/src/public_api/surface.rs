//! The types of other crates in a public API, read from rustdoc's JSON.
//!
//! The format has a new version every few weeks, mostly for what is of no interest here. So it is read without
//! `rustdoc-types`, which reads one version only, and any object in the shape of a path counts, wherever in a signature
//! it stands: none can be overlooked because a kind of type is new.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

use crate::libraries;

/// Each type of another crate, and the items that show it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Surface(BTreeMap<String, BTreeSet<String>>);

impl Surface {
    pub(super) fn read(json: &str) -> serde_json::Result<Self> {
        let documented: Documented = serde_json::from_str(json)?;
        let parents = documented.parents();
        let reader = Reader {
            documented: &documented,
            parents,
        };
        let mut surface = Self::default();
        for (id, item) in &documented.index {
            if item.is_ours() && !reader.is_of_a_trait(*id) {
                for shown in reader.foreign(item) {
                    let items = surface.0.entry(shown).or_default();
                    items.insert(reader.name(*id));
                }
            }
        }
        Ok(surface)
    }

    /// Pairs of a type and an item that shows it.
    #[cfg(test)]
    pub(super) fn of(shown: &[(&str, &str)]) -> Self {
        let mut surface = Self::default();
        for (shown, item) in shown {
            let items = surface.0.entry((*shown).to_owned()).or_default();
            items.insert((*item).to_owned());
        }
        surface
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The types, each with the items that show it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.0.iter().map(|(shown, items)| (shown.as_str(), items))
    }
}

type Id = u64;

/// What rustdoc writes of a crate; only what is read here.
#[derive(Deserialize)]
struct Documented {
    /// What can be reached from outside, and what other crates' traits demand.
    index: BTreeMap<Id, Item>,
    /// Where things are defined, in other crates too.
    paths: BTreeMap<Id, Definition>,
    external_crates: BTreeMap<u64, External>,
}

#[derive(Deserialize)]
struct Item {
    crate_id: u64,
    name: Option<String>,
    /// An object with one member: the kind of the item, and what it consists of.
    inner: Value,
}

#[derive(Deserialize)]
struct Definition {
    crate_id: u64,
    path: Vec<String>,
}

#[derive(Deserialize)]
struct External {
    name: String,
}

/// The documented crate itself.
const OURS: u64 = 0;

impl Documented {
    /// The item that each item is a part of.
    fn parents(&self) -> BTreeMap<Id, Id> {
        let mut parents = BTreeMap::new();
        for (id, item) in &self.index {
            let inner = item.inner.as_object();
            let inner = inner.and_then(|kinds| kinds.values().next());
            for part in inner.into_iter().flat_map(parts) {
                parents.insert(part, *id);
            }
        }
        parents
    }
}

/// The ids of what a module, a type, a trait or an implementation consists of.
fn parts(inner: &Value) -> Vec<Id> {
    let kind = inner.get("kind");
    let fields = |of: &Value| of.get("fields").cloned();
    let lists = [
        inner.get("items").cloned(),
        inner.get("variants").cloned(),
        fields(inner),
        kind.and_then(|kind| kind.get("plain")).and_then(fields),
        kind.and_then(|kind| kind.get("struct")).and_then(fields),
        kind.and_then(|kind| kind.get("tuple")).cloned(),
    ];
    let ids = lists.iter().flatten().filter_map(Value::as_array).flatten();
    // A field that is private stands there as null.
    ids.filter_map(Value::as_u64).collect()
}

impl Item {
    /// Not of another crate, and not what the compiler or a trait of another crate gives every type.
    fn is_ours(&self) -> bool {
        let is_given = self.inner.get("impl").is_some_and(|implementation| {
            implementation["is_synthetic"] == true || !implementation["blanket_impl"].is_null()
        });
        self.crate_id == OURS && !is_given
    }
}

struct Reader<'a> {
    documented: &'a Documented,
    parents: BTreeMap<Id, Id>,
}

impl Reader<'_> {
    /// Whether it is a function of an implemented trait: the trait says what stands in its signature.
    fn is_of_a_trait(&self, id: Id) -> bool {
        let index = &self.documented.index;
        let parent = self.parents.get(&id).and_then(|parent| index.get(parent));
        let implemented = parent.and_then(|parent| parent.inner.get("impl"));
        implemented.is_some_and(|implemented| !implemented["trait"].is_null())
            && index[&id].inner.get("function").is_some()
    }

    /// The types of other crates that an item shows.
    fn foreign(&self, item: &Item) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(import) = item.inner.get("use") {
            found.extend(import["id"].as_u64().and_then(|id| self.definition(id)));
        }
        if let Some(name) = item.inner.pointer("/extern_crate/name") {
            found.extend(name.as_str().map(str::to_owned));
        }
        self.search(&item.inner, &mut found);
        found
    }

    /// Collects the paths in a signature.
    fn search(&self, value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                if members.contains_key("path") && members.contains_key("args") {
                    let id = members.get("id").and_then(Value::as_u64);
                    found.extend(id.and_then(|id| self.definition(id)));
                }
                for member in members.values() {
                    self.search(member, found);
                }
            }
            Value::Array(elements) => {
                for element in elements {
                    self.search(element, found);
                }
            }
            _ => {}
        }
    }

    /// The crate and the name of what a path leads to, if that is in another crate: `http::HeaderMap`, wherever in that
    /// crate it is defined. What has no path is private here.
    fn definition(&self, id: Id) -> Option<String> {
        let definition = self.documented.paths.get(&id)?;
        let external = self.documented.external_crates.get(&definition.crate_id);
        let of = external.filter(|external| !is_no_promise(&external.name))?;
        match definition.path.as_slice() {
            [_, .., name] => Some(format!("{}::{name}", of.name)),
            _ => Some(of.name.clone()),
        }
    }

    /// How a person finds an item.
    fn name(&self, id: Id) -> String {
        if let Some(definition) = self.documented.paths.get(&id) {
            return definition.path.join("::");
        }
        let item = &self.documented.index[&id];
        if let Some(implementation) = item.inner.get("impl") {
            let of = implementation["for"].pointer("/resolved_path");
            let of_id = of.and_then(|of| of["id"].as_u64());
            let of = match of_id {
                Some(id) if self.documented.paths.contains_key(&id) => self.name(id),
                _ => "a type".to_owned(),
            };
            return match implementation["trait"]["path"].as_str() {
                Some(implemented) => format!("{of} (as {implemented})"),
                None => of,
            };
        }
        let imported = item.inner.pointer("/use/name").and_then(Value::as_str);
        let name = item.name.as_deref().or(imported).unwrap_or_default();
        match self.parents.get(&id) {
            Some(parent) => format!("{}::{name}", self.name(*parent)),
            None => name.to_owned(),
        }
    }
}

/// The standard library, and our own crates: what a new version of those means for the others is known at a release.
fn is_no_promise(name: &str) -> bool {
    ["std", "core", "alloc"].contains(&name)
        || libraries::names().any(|library| library.replace('-', "_") == name)
}

#[cfg(test)]
mod tests;
