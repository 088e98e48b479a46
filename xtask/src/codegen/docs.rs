//! Doc comments: what the contract says, its rules in words, and where it is from.

use proc_macro2::TokenStream;
use quote::quote;

use super::contract::{Docs, Kind, Range, Source, TextRule};

/// The paragraphs of a doc comment.
#[derive(Debug, Default)]
pub(crate) struct Prose(Vec<String>);

impl Prose {
    /// The summary, the description and the source, without rules of a value.
    pub(crate) fn of(docs: &Docs) -> Self {
        let mut prose = Self::default();
        prose.0.extend(docs.summary.iter().cloned());
        prose.describe(docs, String::new());
        prose
    }

    /// The description with the rules of the value, and the source.
    pub(crate) fn of_value(docs: &Docs, kind: &Kind, allows_empty: bool) -> Self {
        let mut prose = Self::default();
        let description = docs.description.as_deref().unwrap_or_default();
        prose.describe(docs, rules(docs, kind, allows_empty, description));
        prose
    }

    /// What to say when the contract says nothing.
    pub(crate) fn or(mut self, fallback: impl FnOnce() -> String) -> Self {
        if self.0.is_empty() {
            self.0.push(fallback());
        }
        self
    }

    /// One attribute per line; lines that are too long are wrapped once their indentation is known.
    pub(crate) fn attributes(&self) -> TokenStream {
        let text = self.0.join("\n\n");
        let lines = text.lines().map(|line| {
            let line = if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            };
            quote!(#[doc = #line])
        });
        quote!(#(#lines)*)
    }

    fn describe(&mut self, docs: &Docs, rules: String) {
        let description = docs.description.clone().unwrap_or_default();
        let parts = [description, rules];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            self.0.push(parts.join(" "));
        }
        self.0.extend(docs.source.as_ref().map(source));
    }
}

fn source(source: &Source) -> String {
    match source {
        Source::Documented => "Source: documented.".to_owned(),
        Source::Elsewhere(page) => format!("Source: documented elsewhere, {page}."),
        Source::Inferred(why) => format!("Source: inferred, {why}."),
    }
}

/// The rules of a value in sentences. A rule whose numbers the description names already is left out.
fn rules(docs: &Docs, kind: &Kind, allows_empty: bool, description: &str) -> String {
    let mut parts = Vec::new();
    match kind {
        Kind::Text(rule) if !names_bounds(description, rule.length) => {
            parts.extend(text_rule(rule).map(|rule| {
                if allows_empty {
                    format!("{rule}, or empty")
                } else {
                    rule
                }
            }));
        }
        Kind::Integer(_, range) if !names_bounds(description, *range) => {
            parts.extend(bounds(*range));
        }
        Kind::List(_, length) if !names_bounds(description, *length) => {
            parts.extend(counted(*length, "item"));
        }
        _ => {}
    }
    if let Some(default) = &docs.default {
        parts.push(format!("default {default} (at the vendor)"));
    }
    let mut sentences = Vec::new();
    if !parts.is_empty() {
        sentences.push(sentence(&parts.join("; ")));
    }
    if let Some(example) = &docs.example {
        sentences.push(format!("For example `{example}`."));
    }
    sentences.join(" ")
}

fn text_rule(rule: &TextRule) -> Option<String> {
    let length = counted(rule.length, "character")?;
    if rule.characters.is_empty() {
        return Some(length);
    }
    let ranges: Vec<String> = rule
        .characters
        .iter()
        .copied()
        .map(character_range)
        .collect();
    Some(match ranges.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            format!("{length} of {} and {last}", first.join(", "))
        }
        _ => format!("{length} of {}", ranges.join(", ")),
    })
}

fn character_range((first, last): (char, char)) -> String {
    if first == last {
        format!("`{first}`")
    } else {
        format!("`{first}-{last}`")
    }
}

fn counted(range: Range, unit: &str) -> Option<String> {
    let units = |count: i64| {
        if count == 1 {
            format!("1 {unit}")
        } else {
            format!("{count} {unit}s")
        }
    };
    match (range.least, range.greatest) {
        (Some(least), Some(greatest)) if least == greatest => {
            Some(format!("exactly {}", units(least)))
        }
        (Some(0) | None, Some(greatest)) => Some(format!("at most {}", units(greatest))),
        (Some(least), Some(greatest)) => Some(format!("{least} to {}", units(greatest))),
        (Some(least), None) => Some(format!("at least {}", units(least))),
        (None, None) => None,
    }
}

fn bounds(range: Range) -> Option<String> {
    match (range.least, range.greatest) {
        (Some(least), Some(greatest)) => Some(format!("from {least} to {greatest}")),
        (Some(least), None) => Some(format!("at least {least}")),
        (None, Some(greatest)) => Some(format!("at most {greatest}")),
        (None, None) => None,
    }
}

/// Whether the description has every bound as a word of its own.
fn names_bounds(description: &str, range: Range) -> bool {
    let bounds: Vec<String> = [range.least, range.greatest]
        .into_iter()
        .flatten()
        .map(|bound| bound.to_string())
        .collect();
    bounds.iter().all(|bound| {
        description
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .any(|word| word == bound)
    })
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::contract::Width;

    fn text(least: Option<i64>, greatest: Option<i64>) -> Kind {
        Kind::Text(TextRule {
            length: Range { least, greatest },
            characters: Vec::new(),
        })
    }

    fn integer(least: Option<i64>, greatest: Option<i64>) -> Kind {
        Kind::Integer(Width::Int32, Range { least, greatest })
    }

    fn said(kind: &Kind, description: &str) -> String {
        let docs = Docs {
            description: Some(description.to_owned()),
            ..Docs::default()
        };
        rules(&docs, kind, false, description)
    }

    #[test]
    fn rules_are_said_in_words() {
        for (kind, expected) in [
            (text(Some(17), Some(17)), "Exactly 17 characters."),
            (text(Some(1), None), "At least 1 character."),
            (text(None, Some(255)), "At most 255 characters."),
            (text(Some(0), Some(255)), "At most 255 characters."),
            (text(Some(4), Some(8)), "4 to 8 characters."),
            (text(None, None), ""),
            (integer(Some(0), Some(1000)), "From 0 to 1000."),
            (integer(Some(1), None), "At least 1."),
            (integer(None, Some(9)), "At most 9."),
            (Kind::Boolean, ""),
        ] {
            assert_eq!(said(&kind, "A value."), expected);
        }
    }

    #[test]
    fn a_rule_that_the_description_names_is_not_said_twice() {
        assert_eq!(
            said(&text(Some(17), Some(17)), "The VIN, exactly 17 characters."),
            ""
        );
        assert_eq!(said(&text(Some(4), Some(8)), "4 to 8 characters."), "");
        assert_eq!(
            said(&text(Some(4), Some(8)), "At most 8 characters."),
            "4 to 8 characters."
        );
        assert_eq!(
            said(&text(None, Some(17)), "Since 1999, 175 of them."),
            "At most 17 characters."
        );
    }

    #[test]
    fn the_default_and_an_example_are_said() {
        let docs = Docs {
            default: Some("25".to_owned()),
            example: Some("100".to_owned()),
            ..Docs::default()
        };
        assert_eq!(
            rules(&docs, &integer(Some(0), Some(1000)), false, ""),
            "From 0 to 1000; default 25 (at the vendor). For example `100`."
        );
    }

    #[test]
    fn an_empty_value_that_is_allowed_is_said() {
        let docs = Docs::default();
        assert_eq!(
            rules(&docs, &text(Some(17), Some(17)), true, ""),
            "Exactly 17 characters, or empty."
        );
    }

    #[test]
    fn every_source_is_said() {
        assert_eq!(source(&Source::Documented), "Source: documented.");
        assert_eq!(
            source(&Source::Elsewhere("Concepts".to_owned())),
            "Source: documented elsewhere, Concepts."
        );
        assert_eq!(
            source(&Source::Inferred("it fits".to_owned())),
            "Source: inferred, it fits."
        );
    }
}
