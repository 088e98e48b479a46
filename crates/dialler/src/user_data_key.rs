//! The key of a contact in the caller's own system, where the vendor looks for it.

use std::borrow::Cow;
use std::fmt;

use vendor_core::request::Parameter;
use vendor_core::validate::{Validate, Violations};

use crate::field_lengths::USER_DATA;

/// A `UserData` to delete by. A blank one is a violation: a server that trims it would delete the first contact
/// that has none.
#[derive(Clone)]
pub(crate) struct UserDataKey(String);

/// Whether nothing is left of it without white space at its ends, as Java sees it: with control characters.
fn is_blank(user_data: &str) -> bool {
    user_data
        .chars()
        .all(|c| c.is_whitespace() || c.is_control())
}

/// Whether an import finds the contact that it has made by this `UserData`: neither trimmed to nothing nor cut,
/// as far as the documented length of the column tells.
pub(crate) fn is_found_again(user_data: &str) -> bool {
    !is_blank(user_data) && user_data.chars().count() <= USER_DATA
}

impl From<String> for UserDataKey {
    fn from(user_data: String) -> Self {
        Self(user_data)
    }
}

impl Parameter for UserDataKey {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.0))
    }
}

impl Validate for UserDataKey {
    fn validate(&self, violations: &mut Violations) {
        if is_blank(&self.0) {
            violations.add("", "must not be empty or blank");
        }
    }
}

/// Never shows the key.
impl fmt::Debug for UserDataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UserDataKey([redacted])")
    }
}
