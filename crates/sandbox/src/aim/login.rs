//! `POST /api/Security`.

use std::time::Duration;

use crate::reply::Reply;
use crate::violation::Violation;

use super::demo;
use super::object::Object;
use super::query::Query;
use super::refusal::Refusal;
use super::state::Inner;

/// The parameters, by the names of the vendor's table, its listings and public programs.
const PARAMETERS: [&str; 7] = [
    "UserName",
    "Password",
    "AppId",
    "DeviceId",
    "Acct",
    "DeviceName",
    "Token",
];

pub(super) fn answer(inner: &mut Inner, now: Duration, query: &Query) -> Result<Reply, Refusal> {
    if query.text("UserName") != Some(demo::USER_NAME)
        || query.text("Password") != Some(demo::PASSWORD)
    {
        return Err(Refusal::Credentials("User name or password is wrong"));
    }
    let lifetime = inner.settings.token_lifetime;
    let user = Object::new()
        .with("Firstname", "Sandra")
        .with("LastName", "Box")
        .with("Email", "sandra.box@example.com")
        .with("Type", "Employee")
        .with("Location", "11")
        .with("LocationName", "Main Street");
    let account = Object::new()
        .with("Acct", demo::ACCOUNTS[0])
        .with("AcctType", "Customer")
        .with("Name", "Ada Byron");
    let answer = Object::new()
        .with("Token", inner.tokens.issue(now, lifetime))
        .with("OAuthToken", inner.tokens.issue_oauth_token())
        .with("Domain", "sandbox")
        .with("IsAdmin", false)
        .with("UserDetails", user)
        .with("AccountDetails", vec![account]);
    Ok(inner.done(answer))
}

/// The violations of the contract but for those that are about capitals only: the vendor's own pages do not agree on
/// them.
pub(super) fn without_regard_to_case(violations: Vec<Violation>, query: &Query) -> Vec<Violation> {
    violations
        .into_iter()
        .filter(|violation| {
            let Some(name) = violation.place.strip_prefix("query/") else {
                return true;
            };
            let is_known = PARAMETERS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name));
            match violation.rule.as_str() {
                "unknown" => !is_known,
                "required" => !query.has(name),
                _ => true,
            }
        })
        .collect()
}
