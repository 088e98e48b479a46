//! What a field of the contact is made of.

use leadbank::Lead;

use super::fields::{LeadMember, OF_LEAD};
use crate::text;

/// A text with places that a lead fills.
#[derive(Debug)]
pub(super) struct Template(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(String),
    /// The value of the content with this key.
    Content(String),
    Member(LeadMember),
}

/// Begins the name of a member of the lead itself.
const MEMBER: &str = "lead.";

impl Template {
    /// The error completes a sentence that starts with the field.
    pub(super) fn parse(template: &str) -> Result<Self, String> {
        if template.trim().is_empty() {
            return Err("is an empty text".to_owned());
        }
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            text.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            let after = &rest[at + 1..];
            if let Some(after) = after.strip_prefix(brace) {
                text.push_str(brace);
                rest = after;
                continue;
            }
            let (name, after) = after
                .split_once('}')
                .filter(|(name, _)| brace == "{" && !name.contains('{'))
                .ok_or("has a brace without its counterpart; a brace itself is written twice")?;
            if !text.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut text)));
            }
            parts.push(Part::of(name)?);
            rest = after;
        }
        text.push_str(rest);
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        Ok(Self(parts))
    }

    /// `None` if nothing is there to say.
    pub(super) fn fill(&self, lead: &Lead) -> Option<String> {
        let mut filled = String::new();
        let mut has_value = self.is_constant();
        for part in &self.0 {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Content(key) => {
                    let values = lead.contents_of(key);
                    let value = values
                        .filter_map(|content| content.value.as_deref())
                        .find(|value| !value.trim().is_empty());
                    if let Some(value) = value {
                        filled.push_str(value.trim());
                        has_value = true;
                    }
                }
                Part::Member(member) => {
                    let value = (member.value)(lead);
                    if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
                        filled.push_str(value.trim());
                        has_value = true;
                    }
                }
            }
        }
        has_value.then(|| filled.trim().to_owned())
    }

    fn is_constant(&self) -> bool {
        self.0.iter().all(|part| matches!(part, Part::Text(_)))
    }
}

impl Part {
    fn of(name: &str) -> Result<Self, String> {
        let Some(member) = name.strip_prefix(MEMBER) else {
            if name.trim().is_empty() {
                return Err("names no content between its braces".to_owned());
            }
            return Ok(Self::Content(name.to_owned()));
        };
        let known = OF_LEAD.into_iter().find(|known| known.name == member);
        known.map(Self::Member).ok_or_else(|| {
            let names = || OF_LEAD.into_iter().map(|known| known.name);
            let nearest = match text::nearest(member, names()) {
                Some(nearest) => format!("; did you mean \"{{{MEMBER}{nearest}}}\"?"),
                None => format!("; known: {}", names().collect::<Vec<_>>().join(", ")),
            };
            format!("names a member that no lead has{nearest}")
        })
    }
}
