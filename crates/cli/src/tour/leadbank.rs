//! The tour of LeadBank: leads are fetched and confirmed, and their status is sent back.

use leadbank::core::wire::OffsetDateTime;
use leadbank::operations::{FETCH_LEADS, SEND_ACKNOWLEDGEMENTS, VALIDATE_LEADS};
use leadbank::{
    Acknowledgement, Client, Error, LeadEvent, LeadResponse, Response, StatusRule, Validation,
};
use vendor_core::StatusCode;
use vendor_sandbox::leadbank::{self as vendor, Stage};
use vendor_sandbox::{Fault, Sandbox};

use super::expectation::Expectation;
use super::guide::{Guide, Walked};
use super::proof::{Once, in_body};
use crate::failure::Failure;

/// What must not be done twice.
pub(super) const ONCE: &[Once] = &[Once {
    operation: vendor::SEND_ACKNOWLEDGEMENTS,
    thing: |call| in_body(call, "/0/LeadEvents/0/DateAction"),
}];

/// Walks through all operations.
pub(super) async fn walk(sandbox: &Sandbox) -> Walked {
    let mut guide = Guide::new(sandbox, vendor::FETCH_LEADS.vendor(), &[]);
    let end = async {
        // The sandbox has told us what its Status means.
        let client = Client::builder(sandbox.leadbank().base_url())
            .dialect(StatusRule::success([1]))
            .build()?;
        plainly(&mut guide, &client, sandbox).await?;
        with_faults(&mut guide, &client, sandbox).await
    }
    .await;
    guide.walked(end)
}

/// Each operation once, as it goes when nothing goes wrong.
async fn plainly(guide: &mut Guide<'_>, client: &Client, sandbox: &Sandbox) -> Result<(), Failure> {
    let expected = Expectation::done(&FETCH_LEADS, StatusCode::OK);
    let ids = ids(&guide.step(expected, client.fetch_leads(1)).await?);
    guide.check(!ids.is_empty(), "there are no leads");

    let expected = Expectation::done(&VALIDATE_LEADS, StatusCode::OK);
    guide
        .step(expected, confirm(client, Validation::Leads(ids.clone())))
        .await?;
    guide.check(
        sandbox.leadbank().leads_at(Stage::Received) == ids,
        "not all leads that were fetched are confirmed",
    );

    let expected = Expectation::done(&SEND_ACKNOWLEDGEMENTS, StatusCode::OK);
    let acknowledgement = acknowledge(&ids, "2024-10-15T09:00:00+02:00")?;
    guide
        .step(expected, client.send_acknowledgements([acknowledgement]))
        .await?;
    Ok(())
}

/// Each operation with something that goes wrong, and how the client gets over it.
async fn with_faults(
    guide: &mut Guide<'_>,
    client: &Client,
    sandbox: &Sandbox,
) -> Result<(), Failure> {
    let vendor = sandbox.leadbank();
    let new = vendor.seed_leads(2);

    // An error that stands in the Status of a 200.
    vendor.refuse_next(vendor::FETCH_LEADS);
    let expected = Expectation::refused(&FETCH_LEADS, StatusCode::OK);
    guide.failing_step(expected, client.fetch_leads(1)).await;

    // Nothing is confirmed yet, so a fetch may be repeated; that is the second time the vendor carries it out.
    let expected = Expectation::done(&FETCH_LEADS, StatusCode::OK)
        .after(Fault::CutBody)
        .applied(2);
    let ids = ids(&guide.step(expected, client.fetch_leads(1)).await?);
    guide.check(ids == new, "these are not the new leads");

    // A list says what it confirms, however often it is sent.
    let expected = Expectation::done(&VALIDATE_LEADS, StatusCode::OK)
        .after(Fault::DropAfterActing)
        .applied(2);
    guide
        .step(expected, confirm(client, Validation::Leads(ids.clone())))
        .await?;

    // Without a list, leads could be confirmed that were handed out in between.
    let expected = Expectation::unknown(&VALIDATE_LEADS, Fault::DropAfterActing);
    guide
        .failing_step(expected, confirm(client, Validation::None))
        .await;

    let expected = Expectation::unknown(&SEND_ACKNOWLEDGEMENTS, Fault::DropAfterActing);
    let acknowledgement = acknowledge(&ids, "2024-10-15T10:00:00+02:00")?;
    guide
        .failing_step(expected, client.send_acknowledgements([acknowledgement]))
        .await;
    Ok(())
}

/// A confirmation gives a receipt, which has the answer in it.
async fn confirm(client: &Client, validation: Validation) -> Result<Response<()>, Error> {
    let receipt = client.validate_leads(validation).await?;
    Ok(receipt.response().clone())
}

fn ids(fetched: &LeadResponse) -> Vec<i64> {
    let ids = fetched.leads.iter().filter_map(|lead| lead.id_lead_bank);
    ids.collect()
}

/// An event of the first of these leads.
fn acknowledge(ids: &[i64], time: &str) -> Result<Acknowledgement, Failure> {
    let time: Option<OffsetDateTime> = time.parse().ok();
    match (ids.first(), time) {
        (Some(id), Some(time)) => Ok(Acknowledgement::new(*id, [LeadEvent::new(2, time)])),
        _ => Err(Failure::TourStopped {
            operation: FETCH_LEADS.id(),
        }),
    }
}
