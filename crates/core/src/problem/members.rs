//! The members of a JSON object that a problem is read from.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Each as its JSON. Of one that occurs twice the last counts, which a derived reader would refuse.
#[derive(Default)]
pub(super) struct Members<'a> {
    /// `type`
    pub(super) code: Option<&'a RawValue>,
    pub(super) title: Option<&'a RawValue>,
    pub(super) detail: Option<&'a RawValue>,
    pub(super) instance: Option<&'a RawValue>,
    pub(super) violations: Option<&'a RawValue>,
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
