//! Reading a contract's tree without losing a key: what no code asks for is an error.

use super::problem::{Fault, Log, Place, nearest};
use super::yaml::{Key, Kind, Node, Scalar, step};

/// A value of a contract, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Spot<'a> {
    node: &'a Node,
    pointer: String,
    log: &'a Log,
}

impl<'a> Spot<'a> {
    /// The whole document.
    pub(crate) fn root(node: &'a Node, log: &'a Log) -> Self {
        Self {
            node,
            pointer: "#".to_owned(),
            log,
        }
    }

    pub(crate) fn place(&self) -> Place {
        Place {
            line: self.node.line,
            column: self.node.column,
            pointer: self.pointer.clone(),
        }
    }

    pub(crate) fn report(&self, fault: Fault) {
        self.log.report(&self.place(), fault);
    }

    /// Whether nothing has been reported so far, anywhere in the contract.
    pub(crate) fn is_without_problems(&self) -> bool {
        self.log.is_empty()
    }

    /// A text; a number or a boolean has to be quoted to be one.
    pub(crate) fn text(&self) -> Option<String> {
        match &self.node.kind {
            Kind::Scalar(scalar) if scalar.is_typed() => self.refuse("a text (quote it)"),
            Kind::Scalar(scalar) if scalar.text.contains(is_invisible) => {
                self.refuse("a text without control characters")
            }
            Kind::Scalar(scalar) => Some(scalar.text.clone()),
            Kind::Sequence(_) | Kind::Mapping(_) => self.refuse("a text"),
        }
    }

    /// A text, a number or a boolean, as it is written.
    pub(crate) fn scalar(&self) -> Option<String> {
        match &self.node.kind {
            Kind::Scalar(scalar) => Some(scalar.text.clone()),
            Kind::Sequence(_) | Kind::Mapping(_) => self.refuse("a single value"),
        }
    }

    pub(crate) fn flag(&self) -> Option<bool> {
        match &self.node.kind {
            Kind::Scalar(Scalar { text, plain: true }) if text == "true" => Some(true),
            Kind::Scalar(Scalar { text, plain: true }) if text == "false" => Some(false),
            _ => self.refuse("true or false"),
        }
    }

    pub(crate) fn integer(&self) -> Option<i64> {
        match &self.node.kind {
            Kind::Scalar(Scalar { text, plain: true }) => {
                text.parse().ok().or_else(|| self.refuse("an integer"))
            }
            _ => self.refuse("an integer"),
        }
    }

    /// An integer that counts something.
    pub(crate) fn count(&self) -> Option<i64> {
        let count = self.integer()?;
        if count < 0 {
            self.refuse("an integer of 0 or more")
        } else {
            Some(count)
        }
    }

    /// One of some words, as what it stands for.
    pub(crate) fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Option<T> {
        let found = self.text()?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == found) {
            return Some(*value);
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let near = nearest(&found, words.iter().copied());
        self.report(Fault::NotOneOf {
            found,
            allowed: words.join(", "),
            near,
        });
        None
    }

    pub(crate) fn items(&self) -> Vec<Self> {
        if let Kind::Sequence(items) = &self.node.kind {
            items
                .iter()
                .enumerate()
                .map(|(at, node)| self.below(&at.to_string(), node))
                .collect()
        } else {
            self.report(Fault::Expected("a list"));
            Vec::new()
        }
    }

    /// The members of a mapping whose keys the contract chooses.
    pub(crate) fn entries(&self) -> Vec<(String, Self)> {
        let mapping = self.mapping().unwrap_or_default();
        mapping
            .iter()
            .map(|(key, node)| (key.text.clone(), self.below(&key.text, node)))
            .collect()
    }

    /// The members of a mapping whose keys the format chooses.
    pub(crate) fn members(&self) -> Members<'a> {
        let entries = self.mapping().unwrap_or_default();
        Members {
            spot: self.clone(),
            entries,
            taken: vec![false; entries.len()],
            asked: Vec::new(),
        }
    }

    /// The value of `$ref`, where there is one; keys beside it are errors.
    pub(crate) fn reference(&self) -> Option<Self> {
        let Kind::Mapping(entries) = &self.node.kind else {
            return None;
        };
        let (key, target) = entries.iter().find(|(key, _)| key.text == "$ref")?;
        for (beside, _) in entries.iter().filter(|(beside, _)| beside.text != key.text) {
            self.report_at_key(beside, Fault::BesideReference(beside.text.clone()));
        }
        Some(self.below("$ref", target))
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self.node.kind, Kind::Sequence(_))
    }

    /// Whether this is a mapping with this key.
    pub(crate) fn has(&self, name: &str) -> bool {
        matches!(&self.node.kind, Kind::Mapping(entries) if entries.iter().any(|(key, _)| key.text == name))
    }

    fn mapping(&self) -> Option<&'a [(Key, Node)]> {
        match &self.node.kind {
            Kind::Mapping(entries) => Some(entries),
            Kind::Scalar(_) | Kind::Sequence(_) => self.refuse("a mapping"),
        }
    }

    fn below(&self, name: &str, node: &'a Node) -> Self {
        Self {
            node,
            pointer: step(&self.pointer, name),
            log: self.log,
        }
    }

    fn refuse<T>(&self, expected: &'static str) -> Option<T> {
        self.report(Fault::Expected(expected));
        None
    }

    fn report_at_key(&self, key: &Key, fault: Fault) {
        let (line, column) = (key.line, key.column);
        self.log.report(
            &Place {
                line,
                column,
                pointer: self.pointer.clone(),
            },
            fault,
        );
    }
}

/// The members of one mapping. A key is known because some code asks for it: what nobody has asked for when
/// [`finish`](Self::finish) is called is reported, so that no key is read over in silence.
#[derive(Debug)]
#[must_use = "unknown keys are reported by `finish`"]
pub(crate) struct Members<'a> {
    spot: Spot<'a>,
    entries: &'a [(Key, Node)],
    taken: Vec<bool>,
    asked: Vec<&'static str>,
}

impl<'a> Members<'a> {
    pub(crate) fn take(&mut self, name: &'static str) -> Option<Spot<'a>> {
        self.asked.push(name);
        let mut found = None;
        for (at, (key, node)) in self.entries.iter().enumerate().rev() {
            if key.text == name {
                self.taken[at] = true;
                found = Some(self.spot.below(name, node));
            }
        }
        found
    }

    /// The same for a key that must be there.
    pub(crate) fn need(&mut self, name: &'static str) -> Option<Spot<'a>> {
        let found = self.take(name);
        if found.is_none() {
            self.spot.report(Fault::MissingKey(name));
        }
        found
    }

    pub(crate) fn text(&mut self, name: &'static str) -> Option<String> {
        self.take(name)?.text()
    }

    pub(crate) fn need_text(&mut self, name: &'static str) -> Option<String> {
        self.need(name)?.text()
    }

    /// False when it is not there.
    pub(crate) fn flag(&mut self, name: &'static str) -> bool {
        self.take(name)
            .and_then(|spot| spot.flag())
            .unwrap_or(false)
    }

    pub(crate) fn items(&mut self, name: &'static str) -> Vec<Spot<'a>> {
        self.take(name).map(|spot| spot.items()).unwrap_or_default()
    }

    pub(crate) fn entries(&mut self, name: &'static str) -> Vec<(String, Spot<'a>)> {
        self.take(name)
            .map(|spot| spot.entries())
            .unwrap_or_default()
    }

    /// Reports every key that nobody has asked for.
    pub(crate) fn finish(self) {
        for ((key, _), _) in self
            .entries
            .iter()
            .zip(&self.taken)
            .filter(|(_, taken)| !**taken)
        {
            let near = nearest(&key.text, self.asked.iter().copied());
            self.spot.report_at_key(
                key,
                Fault::UnknownKey {
                    key: key.text.clone(),
                    near,
                },
            );
        }
    }
}

/// Characters that would end a comment, or show it otherwise than it is.
fn is_invisible(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
