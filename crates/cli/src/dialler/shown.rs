//! Contacts and campaigns as people see them.

use dialler::{Campaign, Contact};

use crate::listing::Columns;
use crate::table::{self, cell};

pub(super) const CONTACTS: Columns<Contact, 8> = Columns {
    header: [
        "ID",
        "CAMPAIGN",
        "USER DATA",
        "NAME",
        "FIRST NAME",
        "COMPANY",
        "PHONE",
        "RESULT",
    ],
    widths: [8, 8, 16, 16, 12, 16, 16, 0],
    cells: |contact| {
        [
            cell(contact.id.value()),
            cell(contact.dialler_campaigns_id.value()),
            cell(contact.user_data.value()),
            cell(contact.name.value()),
            cell(contact.first_name.value()),
            cell(contact.company.value()),
            cell(first_phone_number(contact)),
            result(contact),
        ]
    },
};

pub(super) const CAMPAIGNS: Columns<Campaign, 4> = Columns {
    header: ["ID", "CLIENT", "LANGUAGE", "NAME"],
    widths: [8, 8, 8, 0],
    cells: |campaign| {
        [
            cell(campaign.id.value()),
            cell(campaign.clients_id.value()),
            cell(campaign.languages_id.value()),
            cell(campaign.name.value()),
        ]
    },
};

/// One contact, a member a line, as far as it has them.
pub(super) fn contact(contact: &Contact) -> String {
    members([
        ("id", cell(contact.id.value())),
        ("campaign", cell(contact.dialler_campaigns_id.value())),
        ("user data", cell(contact.user_data.value())),
        ("client", cell(contact.client.value())),
        ("service", cell(contact.service.value())),
        ("reference number", cell(contact.reference_number.value())),
        ("salutation", cell(contact.salutation.value())),
        ("title", cell(contact.title.value())),
        ("name", cell(contact.name.value())),
        ("first name", cell(contact.first_name.value())),
        ("company", cell(contact.company.value())),
        ("address", cell(contact.address.value())),
        ("postal code", cell(contact.postal_code.value())),
        ("city", cell(contact.city.value())),
        ("country", cell(contact.country.value())),
        ("amount", cell(contact.amount.value())),
        ("phone number 1", cell(contact.phone_number1.value())),
        ("phone number 2", cell(contact.phone_number2.value())),
        ("phone number 3", cell(contact.phone_number3.value())),
        ("phone number 4", cell(contact.phone_number4.value())),
        ("phone number 5", cell(contact.phone_number5.value())),
        ("phone number 6", cell(contact.phone_number6.value())),
        ("email", cell(contact.email.value())),
        ("comment", cell(contact.comment.value())),
        ("follow-up", cell(contact.follow_up_date_time.value())),
        ("begin", cell(contact.begin_date.value())),
        ("end", cell(contact.end_date.value())),
        ("manufacturer", cell(contact.manufacturer.value())),
        ("model", cell(contact.model.value())),
        ("tag", cell(contact.tag.value())),
        ("link", cell(contact.external_system_link.value())),
        ("next try", cell(contact.next_try.value())),
        ("result", result(contact)),
    ])
}

/// One campaign, a member a line, as far as it has them.
pub(super) fn campaign(campaign: &Campaign) -> String {
    members([
        ("id", cell(campaign.id.value())),
        ("name", cell(campaign.name.value())),
        ("client", cell(campaign.clients_id.value())),
        ("language", cell(campaign.languages_id.value())),
        ("preview time", cell(campaign.contact_preview_time.value())),
        ("lines at most", cell(campaign.max_parallel_lines.value())),
        ("caller id active", cell(campaign.caller_id_active.value())),
        ("until", cell(campaign.dt_to.value())),
    ])
}

/// What there is; most members of a contact have no value.
fn members<const N: usize>(members: [(&str, String); N]) -> String {
    let none = cell(None::<&str>);
    let there = members.into_iter().filter(|(_, value)| *value != none);
    table::of_rows(there.map(|(name, value)| [name.to_owned(), value]))
}

fn first_phone_number(contact: &Contact) -> Option<&String> {
    [
        &contact.phone_number1,
        &contact.phone_number2,
        &contact.phone_number3,
        &contact.phone_number4,
        &contact.phone_number5,
        &contact.phone_number6,
    ]
    .into_iter()
    .find_map(|number| number.value())
}

/// In the vendor's words where it gave them, which it does in a batch only.
fn result(contact: &Contact) -> String {
    let code = contact.result_code.value();
    match code.and_then(|code| code.content.value()) {
        Some(words) => cell(Some(words)),
        None => cell(contact.dialler_campaigns_result_codes_id.value()),
    }
}
