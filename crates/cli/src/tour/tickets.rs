//! The tour of the prepared tickets: a customer's tickets are created, found, changed and deleted.

use std::time::Duration;

use prepared_tickets::operations::{
    CREATE_PREPARED_TICKET, DELETE_PREPARED_TICKET, GET_PREPARED_TICKET, LIST_PREPARED_TICKETS,
    UPDATE_PREPARED_TICKET,
};
use prepared_tickets::{
    Client, Created, Deletion, NewPreparedTicket, PartnerCredentials, PreparedTicket,
    PreparedTicketUpdate,
};
use uuid::Uuid;
use vendor_core::{BuildError, StatusCode};
use vendor_sandbox::partner::demo;
use vendor_sandbox::{Fault, Sandbox, partner};

use super::expectation::Expectation;
use super::guide::{Guide, Walked};
use super::proof::{Once, in_body};
use super::stopwatch::Stopwatch;
use crate::failure::Failure;

const VIN: &str = "JH4KA7630PC007649";
const OTHER_VIN: &str = "WVWZZZ1JZXW000001";
/// Long enough for a request on loopback to arrive.
const SETTLE: Duration = Duration::from_millis(50);

/// What must not be done twice.
pub(super) const ONCE: &[Once] = &[Once {
    operation: partner::CREATE_PREPARED_TICKET,
    thing: |call| in_body(call, "/preparer_external_reference"),
}];

/// Walks through all operations, and gives the rows of the report.
pub(super) async fn walk(sandbox: &Sandbox) -> Walked {
    let mut guide = Guide::new(sandbox, partner::TOKEN.vendor(), &[partner::TOKEN]);
    let end = async {
        let client = client(sandbox, &guide.stopwatch)?;
        plainly(&mut guide, &client).await?;
        with_faults(&mut guide, &client).await
    }
    .await;
    guide.walked(end)
}

fn client(sandbox: &Sandbox, stopwatch: &Stopwatch) -> Result<Client, BuildError> {
    let vendor = sandbox.partner();
    // The times are those of the calls, not of waiting for a slot.
    vendor.configure(|settings| settings.throttle = None);
    let credentials = PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    Client::builder(vendor.base_url())
        .no_throttle()
        .credentials(stopwatch.on(credentials))
        .build()
}

/// Each operation once, as it goes when nothing goes wrong.
async fn plainly(guide: &mut Guide<'_>, client: &Client) -> Result<(), Failure> {
    let reference = "TOUR-1";
    let expected = Expectation::done(&CREATE_PREPARED_TICKET, StatusCode::CREATED);
    let created = guide
        .step(expected, client.create_prepared_ticket(new(reference)))
        .await?;
    let id = id_of(&created)?;
    find(guide, client, reference, id).await?;

    let expected = Expectation::done(&GET_PREPARED_TICKET, StatusCode::OK);
    let read = guide.step(expected, client.get_prepared_ticket(id)).await?;
    guide.check(read == created, "it reads otherwise than it was created");

    let expected = Expectation::done(&UPDATE_PREPARED_TICKET, StatusCode::OK);
    let updated = guide
        .step(
            expected,
            client.update_prepared_ticket(id, change(reference)),
        )
        .await?;
    guide.check(
        updated.vin.value().is_some_and(|vin| vin == OTHER_VIN),
        "the VIN was not changed",
    );

    let expected = Expectation::done(&DELETE_PREPARED_TICKET, StatusCode::NO_CONTENT);
    guide
        .step(expected, client.delete_prepared_ticket(id))
        .await?;
    let expected = Expectation::refused(&GET_PREPARED_TICKET, StatusCode::NOT_FOUND);
    guide
        .failing_step(expected, client.get_prepared_ticket(id))
        .await;
    Ok(())
}

/// Each operation with something that goes wrong, and how the client gets over it.
async fn with_faults(guide: &mut Guide<'_>, client: &Client) -> Result<(), Failure> {
    // Creating twice would make two tickets: the client says that it does not know, and does not try again.
    let reference = "TOUR-2";
    let expected = Expectation::unknown(&CREATE_PREPARED_TICKET, Fault::DropAfterActing);
    guide
        .failing_step(expected, client.create_prepared_ticket(new(reference)))
        .await;

    // Looking for it takes the place of trying again.
    let reference = "TOUR-3";
    let expected =
        Expectation::unknown(&CREATE_PREPARED_TICKET, Fault::DropAfterActing).ending("found");
    let once = async {
        match client.create_once(new(reference)).settle(SETTLE).await {
            Ok(Created::Found(ticket)) => Ok(("found", ticket)),
            Ok(created) => Ok(("created", created.into_ticket())),
            Err(error) => Err(error.delivery()),
        }
    };
    let found = guide
        .composed_step("createPreparedTicket, once", expected.attempts(2), once)
        .await?;
    let id = id_of(&found)?;
    find(guide, client, reference, id).await?;

    let unavailable = Fault::Refuse {
        status: StatusCode::SERVICE_UNAVAILABLE,
        retry_after: None,
    };
    let expected = Expectation::done(&GET_PREPARED_TICKET, StatusCode::OK).after(unavailable);
    let read = guide.step(expected, client.get_prepared_ticket(id)).await?;
    guide.check(read == found, "it reads otherwise than it was found");

    // A list that was cut may be read again; that is the second time the vendor carries it out.
    let expected = Expectation::done(&LIST_PREPARED_TICKETS, StatusCode::OK)
        .after(Fault::CutBody)
        .applied(2);
    guide.step(expected, client.list_prepared_tickets()).await?;

    let expected =
        Expectation::done(&UPDATE_PREPARED_TICKET, StatusCode::OK).after(Fault::ExpiredToken);
    guide
        .step(
            expected,
            client.update_prepared_ticket(id, change(reference)),
        )
        .await?;

    let expected = Expectation::done(&DELETE_PREPARED_TICKET, StatusCode::NOT_FOUND)
        .after(Fault::DropAfterActing)
        .ending("gone");
    let delete = client.delete_prepared_ticket(id);
    guide
        .step_ending(expected, delete, |deletion| match deletion {
            Deletion::Gone => Some("gone"),
            _ => None,
        })
        .await?;
    Ok(())
}

/// A list by reference, which must give exactly this ticket.
async fn find(
    guide: &mut Guide<'_>,
    client: &Client,
    reference: &str,
    id: Uuid,
) -> Result<(), Failure> {
    let expected = Expectation::done(&LIST_PREPARED_TICKETS, StatusCode::OK);
    let list = client
        .list_prepared_tickets()
        .preparer_external_reference(reference);
    let found = guide.step(expected, list).await?.result;
    guide.check(
        matches!(found.as_slice(), [ticket] if ticket.id == Some(id)),
        "it does not give exactly the one ticket with this reference",
    );
    Ok(())
}

fn new(reference: &str) -> NewPreparedTicket {
    let [customer, _] = demo::CUSTOMERS;
    let [_, model, _] = demo::VEHICLE_MODELS;
    NewPreparedTicket::new(customer, model, Some(VIN.to_owned()), reference).voucher_code("WQ4MM3")
}

fn change(reference: &str) -> PreparedTicketUpdate {
    let [_, _, model] = demo::VEHICLE_MODELS;
    PreparedTicketUpdate::new(model, Some(OTHER_VIN.to_owned()), None, reference)
}

fn id_of(ticket: &PreparedTicket) -> Result<Uuid, Failure> {
    ticket.id.ok_or(Failure::TourStopped {
        operation: CREATE_PREPARED_TICKET.id(),
    })
}
