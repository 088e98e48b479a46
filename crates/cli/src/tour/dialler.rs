//! The tour of the dialler: a campaign gets contacts, which are found and deleted.

use dialler::operations::{
    DELETE_CONTACT, DELETE_CONTACT_BY_USER_DATA, GET_CAMPAIGN, GET_CONTACT, IMPORT_CONTACT,
    LIST_CAMPAIGNS, LIST_CONTACTS, READ_CONTACTS,
};
use dialler::{
    Client, ContactKeys, ContactRecords, Deletion, NewContact, StaticCredentials, StatusCode,
};
use vendor_sandbox::dialler::{self as vendor, demo};
use vendor_sandbox::{Call, Fault, Sandbox};

use super::expectation::Expectation;
use super::guide::{Guide, Walked};
use super::proof::{Once, in_body};
use crate::failure::Failure;

/// What must not be done twice: to create a contact, and to delete the first one of a user data.
pub(super) const ONCE: &[Once] = &[
    Once {
        operation: vendor::IMPORT_CONTACT,
        thing: created,
    },
    Once {
        operation: vendor::DELETE_CONTACT_BY_USER_DATA,
        thing: |call| call.query().map(str::to_owned),
    },
];

/// An import that overwrites may be repeated.
fn created(call: &Call) -> Option<String> {
    let overwrites = call.query()? == "overwriteDuplicates=true";
    in_body(call, "/UserData").filter(|_| !overwrites)
}

/// Walks through all operations.
pub(super) async fn walk(sandbox: &Sandbox) -> Walked {
    let mut guide = Guide::new(sandbox, vendor::IMPORT_CONTACT.vendor(), &[]);
    let end = async {
        let vendor = sandbox.dialler();
        let client = Client::builder(vendor.base_url())
            .credentials(StaticCredentials::bearer(vendor.token()))
            .build()?;
        contacts_plainly(&mut guide, &client).await?;
        campaigns_plainly(&mut guide, &client).await?;
        imports_with_faults(&mut guide, &client, sandbox).await?;
        reads_with_faults(&mut guide, &client).await?;
        deletions_with_faults(&mut guide, &client).await
    }
    .await;
    guide.walked(end)
}

/// Each operation on contacts once, as it goes when nothing goes wrong.
async fn contacts_plainly(guide: &mut Guide<'_>, client: &Client) -> Result<(), Failure> {
    let expected = Expectation::done(&IMPORT_CONTACT, StatusCode::OK);
    let imported = guide
        .step(expected, client.import_contact(new("TOUR-1")))
        .await?;
    let id = id_of(&imported)?;

    let expected = Expectation::done(&GET_CONTACT, StatusCode::OK);
    let read = guide.step(expected, client.get_contact(id)).await?;
    guide.check(
        read.contact() == imported.contact(),
        "it reads otherwise than it was imported",
    );

    let expected = Expectation::done(&LIST_CONTACTS, StatusCode::OK);
    let list = client.list_contacts().dialler_campaigns_id(campaign());
    let list = guide.step(expected, list).await?;
    guide.check(
        list.records
            .iter()
            .any(|contact| contact.id.value() == Some(&id)),
        "the campaign does not have the contact",
    );

    let expected = Expectation::done(&READ_CONTACTS, StatusCode::OK);
    let keys = ContactKeys::new().user_data(["TOUR-1"]);
    let found = guide.step(expected, client.read_contacts(keys)).await?;
    guide.check(
        found.records.len() == 1,
        "it does not give exactly the one contact with this user data",
    );

    let expected = Expectation::done(&DELETE_CONTACT, StatusCode::OK);
    guide.step(expected, client.delete_contact(id)).await?;
    let expected = Expectation::refused(&GET_CONTACT, StatusCode::NOT_FOUND);
    guide.failing_step(expected, client.get_contact(id)).await;

    let expected = Expectation::done(&DELETE_CONTACT_BY_USER_DATA, StatusCode::OK);
    let [user_data, ..] = demo::USER_DATA;
    guide
        .step(expected, client.delete_contact_by_user_data(user_data))
        .await
}

async fn campaigns_plainly(guide: &mut Guide<'_>, client: &Client) -> Result<(), Failure> {
    let expected = Expectation::done(&LIST_CAMPAIGNS, StatusCode::OK);
    let campaigns = guide.step(expected, client.list_campaigns()).await?;
    guide.check(!campaigns.records.is_empty(), "there are no campaigns");

    let expected = Expectation::done(&GET_CAMPAIGN, StatusCode::OK);
    guide
        .step(expected, client.get_campaign(campaign()))
        .await?;
    Ok(())
}

async fn imports_with_faults(
    guide: &mut Guide<'_>,
    client: &Client,
    sandbox: &Sandbox,
) -> Result<(), Failure> {
    // A second import would make a second contact: the client says that it does not know, and does not try again.
    let expected = Expectation::unknown(&IMPORT_CONTACT, Fault::DropAfterActing);
    guide
        .failing_step(expected, client.import_contact(new("TOUR-2")))
        .await;

    // One that overwrites finds the contact of the attempt before.
    let before = sandbox.dialler().count_contacts();
    let expected = Expectation::done(&IMPORT_CONTACT, StatusCode::OK)
        .after(Fault::DropAfterActing)
        .applied(2);
    let import = client
        .import_contact(new("TOUR-3"))
        .overwrite_duplicates(true);
    guide.step(expected, import).await?;
    guide.check(
        sandbox.dialler().count_contacts() == before + 1,
        "the vendor does not have exactly one contact more",
    );
    Ok(())
}

async fn reads_with_faults(guide: &mut Guide<'_>, client: &Client) -> Result<(), Failure> {
    let [_, id, ..] = demo::CONTACTS;
    let expected = Expectation::done(&GET_CONTACT, StatusCode::OK).after(Fault::DropBeforeActing);
    guide.step(expected, client.get_contact(id)).await?;

    // What was cut may be read again; that is the second time the vendor carries it out.
    let expected = Expectation::done(&LIST_CONTACTS, StatusCode::OK)
        .after(Fault::CutBody)
        .applied(2);
    guide.step(expected, client.list_contacts()).await?;

    let unavailable = Fault::Refuse {
        status: StatusCode::SERVICE_UNAVAILABLE,
        retry_after: None,
    };
    let expected = Expectation::done(&READ_CONTACTS, StatusCode::OK).after(unavailable);
    let keys = ContactKeys::new().ids([id]);
    guide.step(expected, client.read_contacts(keys)).await?;

    let page = Fault::HtmlPage { acts: false };
    let expected = Expectation::done(&LIST_CAMPAIGNS, StatusCode::OK).after(page);
    guide.step(expected, client.list_campaigns()).await?;

    let expected = Expectation::done(&GET_CAMPAIGN, StatusCode::OK)
        .after(Fault::GarbageBody)
        .applied(2);
    guide
        .step(expected, client.get_campaign(campaign()))
        .await?;
    Ok(())
}

async fn deletions_with_faults(guide: &mut Guide<'_>, client: &Client) -> Result<(), Failure> {
    let [_, id, ..] = demo::CONTACTS;
    let expected = Expectation::done(&DELETE_CONTACT, StatusCode::NOT_FOUND)
        .after(Fault::DropAfterActing)
        .ending("gone");
    guide
        .step_ending(
            expected,
            client.delete_contact(id),
            |deletion| match deletion {
                Deletion::Gone => Some("gone"),
                _ => None,
            },
        )
        .await?;

    // The next contact with the same user data would be another one.
    let [_, user_data, ..] = demo::USER_DATA;
    let expected = Expectation::unknown(&DELETE_CONTACT_BY_USER_DATA, Fault::DropAfterActing);
    guide
        .failing_step(expected, client.delete_contact_by_user_data(user_data))
        .await;
    Ok(())
}

fn campaign() -> i64 {
    let [campaign, _] = demo::CAMPAIGNS;
    campaign
}

fn new(user_data: &str) -> NewContact {
    NewContact::new(campaign(), "Mustermann")
        .user_data(user_data)
        .phone_number1("+493023125009")
}

fn id_of(imported: &ContactRecords) -> Result<i64, Failure> {
    let id = imported.contact().and_then(|contact| contact.id.value());
    id.copied().ok_or(Failure::TourStopped {
        operation: IMPORT_CONTACT.id(),
    })
}
