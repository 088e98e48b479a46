//! The application against the sandbox: what it does, and what is left when a vendor fails.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use dialler::{RetryPolicy, StaticCredentials};
use lead_to_call::LeadToCall;
use vendor_sandbox::dialler::demo::CAMPAIGNS;
use vendor_sandbox::leadbank::{NewLead, Stage};
use vendor_sandbox::{Fault, Sandbox, dialler as acd, leadbank as bank};

/// The application, set up for the sandbox: all that differs from production.
fn application(sandbox: &Sandbox) -> LeadToCall {
    // Repeated at once, so that no test waits.
    let retry = RetryPolicy::default().max_backoff(Duration::ZERO);
    let leads = leadbank::Client::builder(sandbox.leadbank().base_url()).retry(retry.clone());
    let contacts = dialler::Client::builder(sandbox.dialler().base_url())
        .credentials(StaticCredentials::bearer(sandbox.dialler().token()))
        .retry(retry);
    LeadToCall::new(
        leads.build().unwrap(),
        contacts.build().unwrap(),
        CAMPAIGNS[0],
    )
}

/// How many contacts of the campaign were made of this lead.
fn contacts_of(sandbox: &Sandbox, lead: i64) -> usize {
    let contacts = sandbox.dialler().contacts_of(CAMPAIGNS[0]);
    let key = format!("lead:{lead}");
    contacts
        .iter()
        .filter(|contact| contact.user_data() == Some(&key))
        .count()
}

#[tokio::test]
async fn a_lead_becomes_a_contact_and_is_confirmed() {
    let sandbox = Sandbox::start().await.unwrap();
    let lead = NewLead::new()
        .content("LastName", "Muster")
        .content("Phone", "+493023125017");
    let lead = sandbox.leadbank().seed_lead(lead);

    let report = application(&sandbox).run(1).await.unwrap();

    assert!(report.handled.contains(&lead));
    assert_eq!(contacts_of(&sandbox, lead), 1);
    assert!(sandbox.leadbank().leads_at(Stage::Received).contains(&lead));
    assert!(sandbox.ledger().violations().is_empty());
}

/// The vendor imports the contact, and its answer gets lost.
#[tokio::test]
async fn a_contact_whose_answer_is_lost_exists_once() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox
        .faults()
        .inject(acd::IMPORT_CONTACT, Fault::DropAfterActing);

    let report = application(&sandbox).run(1).await.unwrap();

    // The import was repeated, so the vendor has done one more than there are leads.
    let imports = sandbox.ledger().applied(acd::IMPORT_CONTACT);
    assert_eq!(imports, report.handled.len() + 1);
    for lead in report.handled {
        assert_eq!(contacts_of(&sandbox, lead), 1);
    }
}

#[tokio::test]
async fn a_lead_that_nobody_can_call_is_set_aside_and_comes_again() {
    let sandbox = Sandbox::start().await.unwrap();
    let lead = sandbox
        .leadbank()
        .seed_lead(NewLead::new().content("LastName", "Muster"));
    let application = application(&sandbox);

    for _ in 0..2 {
        let report = application.run(1).await.unwrap();
        assert_eq!(report.set_aside[0].id_lead_bank(), Some(lead));
    }
    assert_eq!(contacts_of(&sandbox, lead), 0);
}

/// What the application *says* of a pass that fails, and what *happened*: the ledger knows.
#[tokio::test]
async fn what_it_says_is_what_happened() {
    let sandbox = Sandbox::start().await.unwrap();
    let application = application(&sandbox);
    sandbox.faults().inject(
        acd::IMPORT_CONTACT,
        Fault::Refuse {
            status: vendor_sandbox::StatusCode::FORBIDDEN,
            retry_after: None,
        },
    );

    let error = application.run(1).await.unwrap_err();
    assert!(error.done().handled.is_empty());
    assert_eq!(sandbox.ledger().applied(acd::IMPORT_CONTACT), 0);
    assert_eq!(sandbox.ledger().applied(bank::VALIDATE_LEADS), 0);

    // The leads come again, and this time the vendor takes them.
    let report = application.run(1).await.unwrap();
    assert_eq!(
        sandbox.ledger().applied(acd::IMPORT_CONTACT),
        report.handled.len()
    );
    assert_eq!(sandbox.leadbank().leads_at(Stage::Received), report.handled);
}
