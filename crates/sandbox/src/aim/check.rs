//! What is wrong with a request.

use serde_json::Value;

use crate::contract::Contract;
use crate::request::Request;
use crate::violation::Violation;

use super::query::Query;
use super::{LOGIN, login};

const CREDENTIALS: [&str; 5] = ["ApiKey", "AppId", "OAuthToken", "Token", "DeviceId"];

pub(super) fn check(contract: &Contract, request: &Request) -> Vec<Violation> {
    let mut violations = contract.check(request);
    if request.operation == LOGIN {
        violations = login::without_regard_to_case(violations, &Query::of(&request.query));
    }
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    for violation in &mut violations {
        violation.tolerated |= !hinders_the_framework(violation, &body);
        if violation.rule == "unknown" && names_a_credential(&violation.place) {
            *violation = Violation::misplaced(violation.place.as_str());
        } else if violation.rule == "unknown" && request.operation == LOGIN {
            // Not named: of a query gone wrong it may be the secret itself.
            "query".clone_into(&mut violation.place);
        }
    }
    violations
}

/// Whether this hinders the web framework. What is missing, or null, is to it a member that is not set; and it
/// compares no value with a list of words.
fn hinders_the_framework(violation: &Violation, body: &Value) -> bool {
    let is_null = violation
        .place
        .strip_prefix("body/")
        .and_then(|pointer| body.pointer(&format!("/{pointer}")))
        .is_some_and(Value::is_null);
    let hinders = [
        "type",
        "format",
        "minimum",
        "maximum",
        "syntax",
        "mediaType",
    ];
    hinders.contains(&violation.rule.as_str()) && !is_null
}

fn names_a_credential(place: &str) -> bool {
    let name = place.rsplit('/').next().unwrap_or_default();
    CREDENTIALS
        .iter()
        .any(|credential| credential.eq_ignore_ascii_case(name))
}
