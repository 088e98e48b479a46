//! The members of a JSON object that a problem is read from.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Problem;
use crate::wire::RawJson;

/// As RFC 9457 has them.
#[derive(serde::Deserialize)]
pub(super) struct Documented {
    r#type: Option<String>,
    title: Option<String>,
    detail: Option<String>,
    instance: Option<String>,
    violations: Option<RawJson>,
}

impl From<Documented> for Problem {
    fn from(members: Documented) -> Self {
        Self {
            code: members.r#type.filter(|code| code != NO_TYPE),
            title: members.title,
            detail: members.detail,
            instance: members.instance,
            violations: members.violations,
            hint: None,
        }
    }
}

/// What RFC 9457 has in place of no type.
const NO_TYPE: &str = "about:blank";

/// The same, whatever they hold: each as its JSON. Of one that occurs twice the last counts, which a derived reader would refuse.
#[derive(Default)]
pub(super) struct Members<'a> {
    /// `type`
    code: Option<&'a RawValue>,
    title: Option<&'a RawValue>,
    detail: Option<&'a RawValue>,
    instance: Option<&'a RawValue>,
    violations: Option<&'a RawValue>,
}

impl From<Members<'_>> for Problem {
    fn from(members: Members<'_>) -> Self {
        Self {
            code: members
                .code
                .and_then(text_of)
                .filter(|code| code != NO_TYPE),
            title: members.title.and_then(text_of),
            detail: members.detail.and_then(text_of),
            instance: members.instance.and_then(text_of),
            violations: members
                .violations
                .and_then(|raw| serde_json::from_str(raw.get()).ok()?),
            hint: None,
        }
    }
}

/// A text; of anything else but null its JSON.
fn text_of(raw: &RawValue) -> Option<String> {
    let text = serde_json::from_str(raw.get());
    text.unwrap_or_else(|_| Some(raw.get().to_owned()))
}

#[derive(serde::Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Name {
    Type,
    Title,
    Detail,
    Instance,
    Violations,
    #[serde(other)]
    Other,
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Members::default();
        while let Some(name) = map.next_key()? {
            let member = match name {
                Name::Type => &mut members.code,
                Name::Title => &mut members.title,
                Name::Detail => &mut members.detail,
                Name::Instance => &mut members.instance,
                Name::Violations => &mut members.violations,
                Name::Other => {
                    // As JSON too: what is no UTF-8 is none.
                    map.next_value::<&RawValue>()?;
                    continue;
                }
            };
            *member = Some(map.next_value()?);
        }
        Ok(members)
    }
}
