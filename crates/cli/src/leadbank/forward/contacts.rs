//! The other end: contacts in a campaign.

use dialler::operations::IMPORT_CONTACT;
use dialler::{Client, Delivery, Error, NewContact, StatusCode};

use super::reason::Reason;
use crate::dialler::failed;
use crate::failure::CallFailure;

/// What became of a contact.
pub(super) enum Imported {
    /// It is in the campaign.
    Done,
    /// The vendor does not take this one.
    Refused(Reason, CallFailure),
    /// It may be in the campaign. To import it again does no harm.
    Unknown(CallFailure),
    /// It is not, and no other would be.
    Impossible(CallFailure),
}

/// Repeatable, since the contact has a key and overwrites what it finds by it.
pub(super) async fn import(client: &Client, contact: NewContact) -> Imported {
    let call = client.import_contact(contact).overwrite_duplicates(true);
    match call.await {
        Ok(_) => Imported::Done,
        Err(error) => judge(error),
    }
}

fn judge(error: Error) -> Imported {
    let reason = refused_content(&error);
    let delivery = error.delivery();
    let failure = failed::import(&IMPORT_CONTACT, error).impersonal();
    match (delivery, reason) {
        // The vendor says that it is done; its answer is of no further use here.
        (Delivery::Done, _) => Imported::Done,
        (Delivery::Unknown, _) => Imported::Unknown(failure),
        (Delivery::Refused, Some(reason)) => Imported::Refused(reason, failure),
        (Delivery::Refused | Delivery::NotSent, _) => Imported::Impossible(failure),
    }
}

/// By its status the vendor refuses this contact, and not all of them. It may stand in the body of a 200.
fn refused_content(error: &Error) -> Option<Reason> {
    let answered = error.status()?;
    let status = match error.code() {
        Some(code) if answered.is_success() => code.parse().ok()?,
        _ => answered,
    };
    let is_about_contact = matches!(
        status,
        StatusCode::BAD_REQUEST
            | StatusCode::CONFLICT
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::UNPROCESSABLE_ENTITY
    );
    let words = error.problem().and_then(|problem| problem.detail());
    is_about_contact
        .then(|| Reason::of_vendor(format!("refused by the dialler with {status}"), words))
}
