//! What to do after a failure that is about discovery, login and the vendor's credentials.

use aim_contracts::operations::LOGIN;
use aim_contracts::{Delivery, Error, ErrorKind, StatusCode};

use crate::failure::call_below;

const ALLOW_IT: &str = "\
Discovery named another host than the base URL's, and no credentials go to a host that you have not allowed. If it
is yours, allow it: --allow-host HOST, or allow_hosts in the settings. `vendor aim endpoint` shows its name. Over
plain http discovery leads nowhere else, unless --allow-plain-http is given, too.";

pub(super) const CHECK_KEY: &str = "\
Check api_key and app_id: discovery refused them. The operation itself was not sent.";

const CHECK_USER: &str = "\
Check user_name and password, and oauth_token if you have set it: the login was refused. With an endpoint there is no
discovery, which gives the oauth_token that a login may need: set it, or leave the endpoint out. The operation itself
was not sent.";

const CHECK_ADDRESS: &str = "\
Discovery and login come before the operation: check the base URL, or the endpoint, and the network. The operation
itself was not sent.";

const CHECK_ALL: &str = "\
The vendor does not accept the credentials: check api_key and app_id, token and oauth_token if you have set them (they
take the place of what login and discovery give), and whether the operation needs a login, which is made if user_name
and password are set.";

/// The next step, where it is another one than usual.
pub(super) fn after(error: &Error) -> Option<&'static str> {
    match error.kind() {
        ErrorKind::ForbiddenOrigin => Some(ALLOW_IT),
        ErrorKind::Credentials | ErrorKind::CredentialsRefused => without_session(error),
        ErrorKind::Status if error.status() == Some(StatusCode::UNAUTHORIZED) => Some(CHECK_ALL),
        _ => None,
    }
}

fn without_session(error: &Error) -> Option<&'static str> {
    let Some(below) = call_below(error) else {
        return Some(CHECK_ADDRESS);
    };
    let status = below.status().map(|status| status.as_u16());
    match (below.delivery(), status) {
        // It is a matter of time.
        _ if below.retry_after().is_some() => None,
        (_, Some(429)) => None,
        (Delivery::Refused, Some(300..=399 | 404 | 405 | 410)) => Some(CHECK_ADDRESS),
        (Delivery::Refused, _) if below.operation() == LOGIN.id() => Some(CHECK_USER),
        (Delivery::Refused, _) => Some(CHECK_KEY),
        _ => Some(CHECK_ADDRESS),
    }
}
