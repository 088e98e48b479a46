//! The examples that a contract gives, in its own words: a number keeps its digits, members keep their order.

use crate::codegen::problem::Place;
use crate::codegen::yaml::{Kind, Node, step};

/// A value of an example, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Example<'t> {
    node: &'t Node,
    pointer: String,
}

/// What it is, as JSON has it.
#[derive(Debug)]
pub(super) enum Json<'t> {
    Null,
    Boolean(bool),
    Number(&'t str),
    Text(&'t str),
    List(Vec<Example<'t>>),
    Object(Vec<(&'t str, Example<'t>)>),
}

impl<'t> Example<'t> {
    /// The whole document, to go down from.
    pub(super) fn root(node: &'t Node) -> Self {
        let pointer = "#".to_owned();
        Self { node, pointer }
    }

    pub(super) fn place(&self) -> Place {
        Place {
            line: self.node.line,
            column: self.node.column,
            pointer: self.pointer.clone(),
        }
    }

    pub(super) fn json(&self) -> Json<'t> {
        match &self.node.kind {
            Kind::Sequence(items) => Json::List(
                items
                    .iter()
                    .enumerate()
                    .map(|(at, item)| self.below(&at.to_string(), item))
                    .collect(),
            ),
            Kind::Mapping(members) => Json::Object(
                members
                    .iter()
                    .map(|(key, member)| (key.text.as_str(), self.below(&key.text, member)))
                    .collect(),
            ),
            Kind::Scalar(scalar) if !scalar.is_typed() => Json::Text(&scalar.text),
            Kind::Scalar(scalar) => match &*scalar.text {
                "true" | "True" | "TRUE" => Json::Boolean(true),
                "false" | "False" | "FALSE" => Json::Boolean(false),
                number if is_number(number) => Json::Number(number),
                "" | "~" | "null" | "Null" | "NULL" => Json::Null,
                other => Json::Text(other),
            },
        }
    }

    /// What a member holds; `None` too where there are no members.
    pub(super) fn member(&self, name: &str) -> Option<Self> {
        self.members()
            .find_map(|(key, member)| (key == name).then_some(member))
    }

    pub(super) fn members(&self) -> impl Iterator<Item = (&'t str, Self)> {
        let members = match self.json() {
            Json::Object(members) => members,
            _ => Vec::new(),
        };
        members.into_iter()
    }

    pub(super) fn text(&self) -> Option<&'t str> {
        match self.json() {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Where a text stands that older versions of YAML take for true or false, as the sandbox's reader does.
    pub(super) fn ambiguous(&self) -> Vec<Place> {
        match self.json() {
            Json::List(items) => items.iter().flat_map(Self::ambiguous).collect(),
            Json::Object(members) => members
                .iter()
                .flat_map(|(_, member)| member.ambiguous())
                .collect(),
            Json::Text(text) if self.is_plain() && is_boolean_of_old(text) => vec![self.place()],
            _ => Vec::new(),
        }
    }

    /// Whether it is written without quotes.
    fn is_plain(&self) -> bool {
        matches!(&self.node.kind, Kind::Scalar(scalar) if scalar.plain)
    }

    /// The text of a JSON file.
    pub(super) fn to_json(&self) -> String {
        self.indented("") + "\n"
    }

    /// The same on one line.
    pub(super) fn to_line(&self) -> String {
        match self.json() {
            Json::List(items) => {
                let items: Vec<String> = items.iter().map(Self::to_line).collect();
                format!("[{}]", items.join(", "))
            }
            Json::Object(members) => {
                let members: Vec<String> = members
                    .iter()
                    .map(|(key, member)| format!("{}: {}", quoted(key), member.to_line()))
                    .collect();
                format!("{{{}}}", members.join(", "))
            }
            _ => self.indented(""),
        }
    }

    fn indented(&self, indentation: &str) -> String {
        let deeper = format!("{indentation}  ");
        let enclose = |open, lines: Vec<String>, close| {
            if lines.is_empty() {
                return format!("{open}{close}");
            }
            let lines = lines.join(&format!(",\n{deeper}"));
            format!("{open}\n{deeper}{lines}\n{indentation}{close}")
        };
        match self.json() {
            Json::Null => "null".to_owned(),
            Json::Boolean(value) => value.to_string(),
            Json::Number(number) => number.to_owned(),
            Json::Text(text) => quoted(text),
            Json::List(items) => {
                let items = items.iter().map(|item| item.indented(&deeper));
                enclose('[', items.collect(), ']')
            }
            Json::Object(members) => {
                let members = members
                    .iter()
                    .map(|(key, member)| format!("{}: {}", quoted(key), member.indented(&deeper)));
                enclose('{', members.collect(), '}')
            }
        }
    }

    fn below(&self, name: &str, node: &'t Node) -> Self {
        Self {
            node,
            pointer: step(&self.pointer, name),
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn is_boolean_of_old(text: &str) -> bool {
    ["y", "yes", "n", "no", "on", "off"].contains(&&*text.to_ascii_lowercase())
}

/// Whether JSON writes a number so.
fn is_number(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::Example;
    use crate::codegen::problem::Log;
    use crate::codegen::yaml;

    fn json(text: &str) -> String {
        let log = Log::new("example.yaml");
        let node = yaml::load(text, &log).expect("it is YAML");
        Example::root(&node).to_json()
    }

    #[test]
    fn numbers_keep_their_digits_and_members_their_order() {
        assert_eq!(
            json(
                "{ price: 12.50, id: 7, note: null, ref: '7', open: true, tags: [], lines: [1, a] }"
            ),
            "{\n  \"price\": 12.50,\n  \"id\": 7,\n  \"note\": null,\n  \"ref\": \"7\",\n  \"open\": true,\n  \
             \"tags\": [],\n  \"lines\": [\n    1,\n    \"a\"\n  ]\n}\n"
        );
    }

    #[test]
    fn a_text_that_may_be_taken_for_a_boolean_is_ambiguous_unless_it_is_quoted() {
        let log = Log::new("example.yaml");
        let node = yaml::load("[{ a: no, b: 'no', c: none }, On]", &log).expect("it is YAML");
        let places = Example::root(&node).ambiguous();
        let places: Vec<String> = places.into_iter().map(|place| place.pointer).collect();
        assert_eq!(places, ["#/0/a", "#/1"]);
    }

    #[test]
    fn texts_are_escaped_as_json_wants_it() {
        assert_eq!(json(r#""a\n\"b\"""#), "\"a\\n\\\"b\\\"\"\n");
        assert_eq!(json("2024-01-31T08:00:00Z"), "\"2024-01-31T08:00:00Z\"\n");
    }
}
