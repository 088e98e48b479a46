//! The form of the token endpoint, which is in no contract.

use crate::request::{Request, form_pairs};
use crate::violation::Violation;

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

#[derive(Default)]
pub(super) struct TokenForm {
    pub(super) grant_type: Option<String>,
    pub(super) client_id: Option<String>,
    pub(super) client_secret: Option<String>,
}

impl TokenForm {
    /// Reads the form, and what is wrong with it.
    pub(super) fn read(request: &Request) -> (Self, Vec<Violation>) {
        let mut form = Self::default();
        let mut violations = Vec::new();
        if request.media_type() != MEDIA_TYPE {
            violations.push(Violation::new(
                "header/content-type",
                "mediaType",
                "the body must be a form",
            ));
            return (form, violations);
        }
        let body = String::from_utf8_lossy(&request.body);
        for (name, value) in form_pairs(&body) {
            let member = match name.as_str() {
                "grant_type" => &mut form.grant_type,
                "client_id" => &mut form.client_id,
                "client_secret" => &mut form.client_secret,
                _ => {
                    // Not named: of a form gone wrong it may be the secret itself.
                    violations.push(Violation::unknown("body"));
                    continue;
                }
            };
            if member.replace(value).is_some() {
                violations.push(Violation::new(
                    format!("body/{name}"),
                    "repeated",
                    "the field is given more than once",
                ));
            }
        }
        let members = [
            ("grant_type", &form.grant_type),
            ("client_id", &form.client_id),
            ("client_secret", &form.client_secret),
        ];
        for (name, _) in members.into_iter().filter(|(_, value)| value.is_none()) {
            violations.push(Violation::new(
                format!("body/{name}"),
                "required",
                "the field is missing",
            ));
        }
        (form, violations)
    }
}
