//! Activations in XML, as .NET's DataContractSerializer reads them.
//!
//! That serializer reads forward only: a member that is not in ordinal alphabetical order is lost without an
//! error. So order is not left to the models: whatever they hold is sorted here, at every level.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;
use vendor_core::validate::Violations;

use crate::models::{Activation, CallOutcome};

/// Declared by the page's sample, though nothing uses it here: an absent member is left out, never `i:nil`.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An activation as XML, with the names and values that it has in JSON. An empty list is an empty element, as it
/// is `[]` in JSON. Characters that XML cannot hold are violations.
pub(crate) fn document(activation: &Activation, violations: &mut Violations) -> String {
    let (root, namespace) = (Activation::XML_NAME, Activation::XML_NAMESPACE);
    let mut writer = Writer {
        text: format!(r#"<{root} xmlns:i="{INSTANCE}" xmlns="{namespace}">"#),
        violations,
    };
    match serde_json::to_value(activation) {
        Ok(value) => writer.content("", &value),
        // serde's message may repeat the value.
        Err(_) => writer.violations.add(
            "",
            "the body cannot be written as XML: a date outside of the years 1 to 9999, perhaps",
        ),
    }
    writer.text.extend(["</", root, ">"]);
    writer.text
}

struct Writer<'v> {
    text: String,
    violations: &'v mut Violations,
}

impl Writer<'_> {
    fn element(&mut self, path: &str, name: &str, value: &Value) {
        self.text.extend(["<", name, ">"]);
        self.content(path, value);
        self.text.extend(["</", name, ">"]);
    }

    /// `path` is where the value stands, for violations: `Calloutcomes[0].Telephone`.
    fn content(&mut self, path: &str, value: &Value) {
        match value {
            Value::Object(members) => {
                // Whether serde_json's own map is sorted depends on a feature that any crate may set.
                let sorted: BTreeMap<_, _> = members.iter().collect();
                let dot = if path.is_empty() { "" } else { "." };
                for (name, value) in sorted {
                    self.element(&format!("{path}{dot}{name}"), name, value);
                }
            }
            // There is only one list.
            Value::Array(items) => {
                for (position, item) in items.iter().enumerate() {
                    self.element(&format!("{path}[{position}]"), CallOutcome::XML_NAME, item);
                }
            }
            Value::String(text) => self.characters(path, text),
            Value::Number(_) | Value::Bool(_) | Value::Null => {
                // Writing to a string cannot fail.
                let _ = write!(self.text, "{value}");
            }
        }
    }

    fn characters(&mut self, path: &str, text: &str) {
        if let Some((before, unfit)) = text.chars().enumerate().find(|(_, c)| !is_xml(*c)) {
            let (code, position) = (u32::from(unfit), before + 1);
            self.violations.add(
                path,
                format!("may not hold U+{code:04X} in XML, as the one at position {position}"),
            );
        }
        for c in text.chars() {
            match c {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                // `]]>` may not stand in a text.
                '>' => self.text.push_str("&gt;"),
                // White space that a reader would normalise, and a formatter might.
                '\t' => self.text.push_str("&#x9;"),
                '\n' => self.text.push_str("&#xA;"),
                '\r' => self.text.push_str("&#xD;"),
                c => self.text.push(c),
            }
        }
    }
}

/// Whether XML 1.0 can hold it at all, be it as a reference.
fn is_xml(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
