//! Locking and unlocking.

use crate::reply::Reply;
use crate::request::Request;

use super::demo;
use super::fulfillment::NO_CONTRACT;
use super::members::Members;
use super::object::Object;
use super::refusal::{Failure, Refusal};
use super::state::Inner;

pub(super) fn toggle(inner: &mut Inner, request: &Request) -> Result<Reply, Refusal> {
    let members = Members::of(request)?;
    let wanted = match members.text("Mode")?.as_deref() {
        Some("LOCK") => true,
        Some("UNLOCK") => false,
        _ => return Err(invalid("Mode is LOCK or UNLOCK")),
    };
    match (members.text("WebRef")?, members.texts("WebRefs")?) {
        (Some(reference), None) => one(inner, &reference, wanted)?,
        (None, Some(references)) => several(inner, &references, wanted)?,
        _ => return Err(invalid("Either WebRef or WebRefs is expected")),
    }
    Ok(inner.done(Object::new()))
}

fn one(inner: &mut Inner, reference: &str, wanted: bool) -> Result<(), Refusal> {
    let rental = inner.rentals.by_web_reference_mut(reference);
    let rental = rental.ok_or(NO_CONTRACT)?;
    if rental.locked_by.is_some() == wanted {
        return Err(Refusal::Service(Failure {
            code: "NothingToDo",
            text: "The contract is in that state already",
        }));
    }
    rental.locked_by = wanted.then(|| demo::USER_NAME.to_owned());
    Ok(())
}

/// All of them, or none if there is an unknown one.
fn several(inner: &mut Inner, references: &[String], wanted: bool) -> Result<(), Refusal> {
    for reference in references {
        inner
            .rentals
            .by_web_reference(reference)
            .ok_or(NO_CONTRACT)?;
    }
    for reference in references {
        if let Some(rental) = inner.rentals.by_web_reference_mut(reference)
            && rental.locked_by.is_some() != wanted
        {
            rental.locked_by = wanted.then(|| demo::USER_NAME.to_owned());
        }
    }
    Ok(())
}

fn invalid(text: &'static str) -> Refusal {
    Refusal::Service(Failure {
        code: "InvalidRequest",
        text,
    })
}
