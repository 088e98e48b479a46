//! Gates: licences, sources and bans of all dependencies, and what is known of their security.

use super::Context;
use crate::cargo;
use crate::stage::{self, Outcome};
use crate::tools::registry::DENY;

pub(super) fn check(context: &Context) -> stage::Result {
    deny(context, &["bans", "licenses", "sources"])
}

/// The database is fetched, so not without being asked to.
pub(super) fn advisories(context: &Context) -> stage::Result {
    if context.advisories {
        deny(context, &["advisories"])
    } else {
        Ok(Outcome::skipped(
            "their database is fetched in the public CI, or with --advisories",
        ))
    }
}

fn deny(context: &Context, checks: &[&str]) -> stage::Result {
    let Some(deny) = DENY.install(&context.root)? else {
        return Ok(Outcome::skipped(DENY.missing()));
    };
    let arguments = [&["deny", "check"], checks].concat();
    cargo::watch(&mut deny.command(&context.root, &arguments))
}
