//! What the vendor may take otherwise than it was meant: told before anything is sent, and sent nevertheless.

use dialler::{NewContact, check_e164};

/// What is doubtful about these contacts. No value is shown: it may be a person's.
pub(super) fn about(contacts: &[NewContact]) -> Vec<String> {
    let several = contacts.len() > 1;
    let mut warnings = Vec::new();
    for (position, contact) in contacts.iter().enumerate() {
        for doubt in doubts(contact) {
            warnings.push(if several {
                format!("warning: contact {}: {doubt}", position + 1)
            } else {
                format!("warning: {doubt}")
            });
        }
    }
    warnings
}

/// The same about one contact, in words that follow its name.
pub(crate) fn doubts(contact: &NewContact) -> Vec<String> {
    let lengths = contact.length_warnings();
    let lengths = lengths.iter().map(ToString::to_string);
    let numbers = phone_numbers(contact)
        .into_iter()
        .zip(1..)
        .filter_map(|(number, place)| {
            let reason = check_e164(number?).err()?;
            Some(format!("phone number {place} is not as of E.164: {reason}"))
        });
    lengths.chain(numbers).collect()
}

fn phone_numbers(contact: &NewContact) -> [Option<&str>; 6] {
    [
        contact.phone_number1.as_deref(),
        contact.phone_number2.as_deref(),
        contact.phone_number3.as_deref(),
        contact.phone_number4.as_deref(),
        contact.phone_number5.as_deref(),
        contact.phone_number6.as_deref(),
    ]
}
