//! The dialler of the jtel ACD.

use dialler::Idempotency::{Idempotent, NotIdempotent, Safe};
use dialler::{ContactKeys, NewContact};
use vendor_sandbox::dialler::{
    self as vendor, DELETE_CONTACT, DELETE_CONTACT_BY_USER_DATA, GET_CAMPAIGN, GET_CONTACT,
    IMPORT_CONTACT, LIST_CAMPAIGNS, LIST_CONTACTS, READ_CONTACTS, demo,
};

use super::{Answered, ID, Inputs, Making, Prepared, Reading, Subject};

/// Whether an import overwrites a contact, and by what it would know one.
#[derive(Clone, Copy)]
struct Import {
    overwrites: bool,
    has_user_data: bool,
}

pub(super) static SUBJECTS: [Subject; 13] = [
    Subject::new(IMPORT_CONTACT, Idempotent, |making| {
        import(
            making,
            Import {
                overwrites: true,
                has_user_data: true,
            },
        )
    })
    .variant("overwriting by UserData"),
    Subject::new(IMPORT_CONTACT, NotIdempotent, |making| {
        import(
            making,
            Import {
                overwrites: true,
                has_user_data: false,
            },
        )
    })
    .variant("overwriting without UserData"),
    Subject::new(IMPORT_CONTACT, NotIdempotent, |making| {
        import(
            making,
            Import {
                overwrites: false,
                has_user_data: true,
            },
        )
    })
    .variant("adding"),
    Subject::new(GET_CONTACT, Safe, get),
    Subject::new(LIST_CONTACTS, Safe, list).variant("whole"),
    Subject::new(LIST_CONTACTS, Safe, stream_list)
        .variant("streamed")
        .read(Reading::Streamed),
    Subject::new(READ_CONTACTS, Safe, read).variant("whole"),
    Subject::new(READ_CONTACTS, Safe, stream_read)
        .variant("streamed")
        .read(Reading::Streamed),
    Subject::new(DELETE_CONTACT, Idempotent, delete).read(Reading::Deletion),
    Subject::new(
        DELETE_CONTACT_BY_USER_DATA,
        NotIdempotent,
        delete_by_user_data,
    )
    .read(Reading::Empty),
    Subject::new(LIST_CAMPAIGNS, Safe, campaigns).variant("whole"),
    Subject::new(LIST_CAMPAIGNS, Safe, stream_campaigns)
        .variant("streamed")
        .read(Reading::Streamed),
    Subject::new(GET_CAMPAIGN, Safe, campaign),
];

fn import(making: &mut Making<'_>, import: Import) -> Prepared {
    let Making {
        clients,
        inputs,
        id,
        sandbox,
    } = making;
    let name = inputs.key();
    let mut contact = contact(inputs, &name);
    if import.has_user_data {
        contact = contact.user_data(inputs.key());
    }
    let call = clients
        .dialler
        .import_contact(contact)
        .overwrite_duplicates(import.overwrites)
        .with_header(ID, id.clone());
    let dialler = sandbox.dialler().clone();
    Prepared::write(
        async move { call.send().await.map(Into::into) },
        move || {
            let contacts = dialler.contacts();
            let imported = contacts
                .iter()
                .filter(|contact| contact.text("Name").as_ref() == Some(&name));
            imported.count()
        },
    )
}

fn contact(inputs: &mut Inputs, name: &str) -> NewContact {
    let mut contact = if inputs.random().bool() {
        NewContact::new(demo::CAMPAIGNS[0], name)
    } else {
        NewContact::new(demo::CAMPAIGN_NAMES[0], name)
    };
    contact = contact.phone_number1(inputs.phone());
    if inputs.maybe() {
        contact = contact
            .phone_number2(inputs.phone())
            .fax_number(inputs.phone());
    }
    if inputs.maybe() {
        contact = contact
            .first_name(inputs.text())
            .salutation(inputs.text())
            .title(inputs.text())
            .company(inputs.text())
            .email(inputs.text());
    }
    if inputs.maybe() {
        contact = contact
            .address(inputs.text())
            .postal_code(inputs.text())
            .city(inputs.text())
            .country(inputs.text());
    }
    if inputs.maybe() {
        contact = contact
            .account_owner(inputs.text())
            .account_bank(inputs.text())
            .account_national_bank_code(inputs.text())
            .account_bic(inputs.text())
            .account_number(inputs.text())
            .account_iban(inputs.text())
            .amount(inputs.amount());
    }
    if inputs.maybe() {
        contact = contact
            .client(inputs.text())
            .service(inputs.text())
            .reference_number(inputs.text())
            .comment(inputs.text())
            .website(inputs.text())
            .external_system_link(inputs.text())
            .reserved_users_uid(inputs.text())
            .follow_up_users_uid(inputs.text())
            .manufacturer(inputs.word())
            .model(inputs.word())
            .tag(inputs.text());
    }
    if inputs.maybe() {
        contact = contact
            .follow_up_date_time(date(inputs))
            .begin_date(date(inputs))
            .end_date(date(inputs));
    }
    contact
}

fn date(inputs: &mut Inputs) -> dialler::LocalDateTime {
    inputs.local_date().parse().expect("a date")
}

fn get(making: &mut Making<'_>) -> Prepared {
    let contact = seed(making);
    let call = making
        .clients
        .dialler
        .get_contact(contact)
        .with_header(ID, making.id.clone());
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn list(making: &mut Making<'_>) -> Prepared {
    let call = listing(making);
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn stream_list(making: &mut Making<'_>) -> Prepared {
    let call = listing(making);
    let at_most = making.inputs.at_most();
    Prepared::read(async move { Answered::by_element(call.stream().await?, at_most).await })
}

fn listing(making: &mut Making<'_>) -> dialler::operations::ListContacts {
    for _ in 0..making.inputs.count(5..9) {
        seed(making);
    }
    let mut call = making
        .clients
        .dialler
        .list_contacts()
        .with_header(ID, making.id.clone());
    if making.inputs.maybe() {
        call = call.dialler_campaigns_id(demo::CAMPAIGNS[0]);
    }
    call
}

fn read(making: &mut Making<'_>) -> Prepared {
    let call = reading(making);
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn stream_read(making: &mut Making<'_>) -> Prepared {
    let call = reading(making);
    let at_most = making.inputs.at_most();
    Prepared::read(async move { Answered::by_element(call.stream().await?, at_most).await })
}

fn reading(making: &mut Making<'_>) -> dialler::operations::ReadContacts {
    let mut keys = ContactKeys::new();
    for _ in 0..making.inputs.count(5..9) {
        keys = keys.ids([seed(making)]);
    }
    if making.inputs.maybe() {
        keys = keys.user_data([making.inputs.key()]);
    }
    let mut call = making
        .clients
        .dialler
        .read_contacts(keys)
        .with_header(ID, making.id.clone());
    if making.inputs.maybe() {
        call = call.languages_id(making.inputs.small());
    }
    call
}

fn delete(making: &mut Making<'_>) -> Prepared {
    let contact = seed(making);
    seed(making);
    let call = making
        .clients
        .dialler
        .delete_contact(contact)
        .with_header(ID, making.id.clone());
    let applied = deleted(making);
    Prepared::write(async move { call.send().await.map(Into::into) }, applied)
}

/// Of several with the same key: each deletion takes another one.
fn delete_by_user_data(making: &mut Making<'_>) -> Prepared {
    let key = making.inputs.key();
    for _ in 0..4 {
        seed_as(making, &key);
    }
    let call = making
        .clients
        .dialler
        .delete_contact_by_user_data(key)
        .with_header(ID, making.id.clone());
    let applied = deleted(making);
    Prepared::write(async move { call.send().await.map(Into::into) }, applied)
}

fn deleted(making: &Making<'_>) -> impl Fn() -> usize + Send + 'static {
    let dialler = making.sandbox.dialler().clone();
    let before = dialler.count_contacts();
    move || before - dialler.count_contacts()
}

fn campaigns(making: &mut Making<'_>) -> Prepared {
    seed_campaigns(making);
    let call = making
        .clients
        .dialler
        .list_campaigns()
        .with_header(ID, making.id.clone());
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn stream_campaigns(making: &mut Making<'_>) -> Prepared {
    seed_campaigns(making);
    let call = making
        .clients
        .dialler
        .list_campaigns()
        .with_header(ID, making.id.clone());
    let at_most = making.inputs.at_most();
    Prepared::read(async move { Answered::by_element(call.stream().await?, at_most).await })
}

fn campaign(making: &mut Making<'_>) -> Prepared {
    let call = making
        .clients
        .dialler
        .get_campaign(demo::CAMPAIGNS[0])
        .with_header(ID, making.id.clone());
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn seed_campaigns(making: &mut Making<'_>) {
    for _ in 0..making.inputs.count(5..9) {
        let name = making.inputs.word();
        let campaign = vendor::Campaign::new(making.inputs.id(), name);
        making.sandbox.dialler().add_campaign(campaign);
    }
}

fn seed(making: &mut Making<'_>) -> i64 {
    let key = making.inputs.key();
    seed_as(making, &key)
}

fn seed_as(making: &mut Making<'_>, user_data: &str) -> i64 {
    let inputs = &mut *making.inputs;
    let contact = vendor::NewContact::new(demo::CAMPAIGNS[0], &inputs.text(), &inputs.phone())
        .id(inputs.id())
        .user_data(user_data)
        .text("FirstName", &inputs.text())
        .text("Comment", &inputs.text())
        .number("Amount", &inputs.amount().to_string());
    making.sandbox.dialler().seed_contact(contact)
}
