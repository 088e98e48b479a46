//! Everything that is wrong with a request, at once: decoding alone ends at the first mistake.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use vendor_core::DecodeError;
use vendor_core::validate::{Violation, Violations};

use crate::output;

/// What takes the place of a value that does not fit, so that the rest can be looked at: one of each kind that
/// members of requests have.
const STAND_INS: [&str; 8] = [
    "null",
    "0",
    "\"\"",
    "false",
    "[]",
    "\"2000-01-01T00:00:00\"",
    "\"2000-01-01T00:00:00Z\"",
    A_UUID,
];

const A_UUID: &str = "\"00000000-0000-0000-0000-000000000000\"";

/// Who has made more mistakes than that has made the same one many times.
const MOST: usize = 100;

/// The mistakes in a request that is given in the vendor's names; `rules` are the vendor's own.
pub(super) fn of<T: DeserializeOwned + Serialize>(
    value: &Value,
    rules: impl Fn(&T, &mut Violations),
) -> Vec<Violation> {
    let mut mistakes = Mistakes::default();
    // The decoder would take a list for the members in their order.
    if !value.is_object() {
        mistakes.add(Mistake {
            path: String::new(),
            rule: "must be an object".to_owned(),
        });
        return mistakes.found.as_slice().to_vec();
    }
    let mut mended = value.clone();
    let request = loop {
        match decode::<T>(&mended) {
            Ok(request) => break Some(request),
            Err(error) => {
                let mistake = Mistake::of(&error);
                let mending = mend::<T>(&mut mended, &mistake.path);
                mistakes.add(match mending {
                    // The decoder's words on it name no type, and may quote the text.
                    Some(A_UUID) => Mistake {
                        rule: "must be a UUID".to_owned(),
                        ..mistake
                    },
                    _ => mistake,
                });
                if mending.is_none() || mistakes.are_enough() {
                    break None;
                }
            }
        }
    };
    if let Some(request) = request {
        if let Ok(sent) = serde_json::to_value(&request) {
            mistakes.compare("", &mended, &sent);
        }
        let mut broken = Violations::new();
        rules(&request, &mut broken);
        for violation in broken.as_slice() {
            mistakes.add(Mistake {
                path: violation.field().to_owned(),
                rule: violation.rule().to_owned(),
            });
        }
    }
    let mut found = mistakes.found.as_slice().to_vec();
    found.sort_by(|one, other| place(one.field()).cmp(place(other.field())));
    found
}

/// The same for a list of requests, item by item.
pub(super) fn of_list<T: DeserializeOwned + Serialize>(
    value: &Value,
    rules: impl Fn(&T, &mut Violations),
) -> Vec<Violation> {
    let mut mistakes = Mistakes::default();
    let Some(items) = value.as_array() else {
        mistakes.add(Mistake {
            path: String::new(),
            rule: "must be a list".to_owned(),
        });
        return mistakes.found.as_slice().to_vec();
    };
    if items.is_empty() {
        mistakes.add(Mistake {
            path: String::new(),
            rule: "must have at least 1 item".to_owned(),
        });
    }
    for (position, item) in items.iter().enumerate() {
        for of_item in of(item, &rules) {
            let path = match of_item.field() {
                "" => format!("[{position}]"),
                path => format!("[{position}].{path}"),
            };
            let rule = of_item.rule().to_owned();
            mistakes.add(Mistake { path, rule });
        }
        if mistakes.are_enough() {
            break;
        }
    }
    mistakes.found.as_slice().to_vec()
}

/// For an order in which the second item of a list comes before the tenth.
fn place(path: &str) -> impl Iterator<Item = (Option<usize>, &str)> {
    path.split(['.', '[', ']'])
        .map(|segment| (segment.parse().ok(), segment))
}

/// The mistake at which decoding ended.
pub(super) fn of_decoding(error: &DecodeError) -> Vec<Violation> {
    let mut mistakes = Mistakes::default();
    mistakes.add(Mistake::of(error));
    mistakes.found.as_slice().to_vec()
}

fn decode<T: DeserializeOwned>(value: &Value) -> Result<T, DecodeError> {
    vendor_core::decode(value.to_string().as_bytes())
}

/// Puts something in the place of what is wrong; tells what has helped.
fn mend<T: DeserializeOwned>(value: &mut Value, path: &str) -> Option<&'static str> {
    STAND_INS.into_iter().find(|stand_in| {
        let stand_in = serde_json::from_str(stand_in).unwrap_or_default();
        put(value, path, stand_in);
        decode::<T>(value).map_or_else(|error| Mistake::of(&error).path != path, |_| true)
    })
}

/// `[2].Accessories[0].Id` as the places of a value.
fn put(value: &mut Value, path: &str, stand_in: Value) {
    let (parent, name) = path.rsplit_once(['.', '[']).unwrap_or(("", path));
    let parent = match parent.replace(['.', '['], "/").replace(']', "") {
        parent if parent.is_empty() || parent.starts_with('/') => parent,
        parent => format!("/{parent}"),
    };
    match value.pointer_mut(&parent) {
        Some(Value::Object(members)) => _ = members.insert(name.to_owned(), stand_in),
        Some(Value::Array(items)) => {
            let position: Option<usize> = name.trim_end_matches(']').parse().ok();
            if let Some(item) = position.and_then(|position| items.get_mut(position)) {
                *item = stand_in;
            }
        }
        _ => {}
    }
}

/// What is wrong in one place.
struct Mistake {
    path: String,
    rule: String,
}

impl Mistake {
    fn of(error: &DecodeError) -> Self {
        let path = error.path().trim_start_matches('.');
        let Some(expected) = error.expected() else {
            return Self {
                path: path.to_owned(),
                rule: "cannot be read; perhaps a member is there twice".to_owned(),
            };
        };
        let missing = expected
            .strip_prefix("a member \"")
            .and_then(|rest| rest.strip_suffix('"'));
        match missing {
            Some(name) => Self {
                path: below(path, name),
                rule: "is missing".to_owned(),
            },
            None => Self {
                path: path.to_owned(),
                rule: format!("must be {}", in_words(expected)),
            },
        }
    }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// The decoder's words for a type are Rust's.
fn in_words(expected: &str) -> &str {
    match expected {
        "i32" => "a whole number of 32 bits",
        "i64" => "a whole number",
        "a string" => "a text",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a JSON object" => "an object",
        expected if expected.starts_with("struct ") => "an object",
        expected => expected,
    }
}

/// What was found; each place counts once.
#[derive(Default)]
struct Mistakes {
    found: Violations,
}

impl Mistakes {
    fn are_enough(&self) -> bool {
        self.found.as_slice().len() >= MOST
    }

    fn add(&mut self, mistake: Mistake) {
        let is_known = self
            .found
            .as_slice()
            .iter()
            .any(|known| known.field() == mistake.path);
        if !is_known {
            self.found.add(mistake.path, mistake.rule);
        }
    }

    /// A member that is given and would not be sent is misspelt, or null. One that is left out where it can be null
    /// reads as null, and null is sent.
    fn compare(&mut self, path: &str, given: &Value, sent: &Value) {
        match (given, sent) {
            (Value::Object(given), Value::Object(sent)) => {
                for (name, value) in given {
                    let path = below(path, &output::line(name));
                    match sent.get(name) {
                        Some(sent) => self.compare(&path, value, sent),
                        None if value.is_null() => self.add(Mistake {
                            path,
                            rule: "is null, which cannot be sent: leave it out".to_owned(),
                        }),
                        None => self.add(Mistake {
                            path,
                            rule: "is not known here".to_owned(),
                        }),
                    }
                }
                for name in sent.keys().filter(|name| !given.contains_key(*name)) {
                    self.add(Mistake {
                        path: below(path, name),
                        rule: "is missing; write null where there is no value".to_owned(),
                    });
                }
            }
            (Value::Array(given), Value::Array(sent)) => {
                for (position, (given, sent)) in given.iter().zip(sent).enumerate() {
                    self.compare(&format!("{path}[{position}]"), given, sent);
                }
            }
            // The decoder would take a list for the members in their order.
            (Value::Array(_), _) => self.add(Mistake {
                path: path.to_owned(),
                rule: "must be an object".to_owned(),
            }),
            _ => {}
        }
    }
}
