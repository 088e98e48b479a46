//! Handlers in all the forms that the documentation names.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::cell::RefCell;
use std::future::ready;
use std::io::Write as _;
use std::sync::Arc;

use leadbank::{Handling, ReceivedLead};
use support::client;
use tokio::sync::Mutex;
use vendor_sandbox::Sandbox;
use vendor_sandbox::leadbank::demo;

async fn sandbox_and_client() -> (Sandbox, leadbank::Client) {
    let sandbox = Sandbox::start().await.expect("a free port on loopback");
    let client = client(sandbox.leadbank().base_url(), |builder| builder);
    (sandbox, client)
}

#[tokio::test]
async fn what_does_not_wait_may_change_what_is_outside() {
    let (_sandbox, client) = sandbox_and_client().await;
    let (mut count, mut file) = (0, Vec::new());
    let handler = |lead: ReceivedLead| {
        count += 1;
        ready(writeln!(file, "{}", lead.json().get()).into())
    };
    client.intake(1).run(handler).await.expect("all is well");
    assert_eq!((count, file.is_empty()), (demo::LEADS.len(), false));
}

#[tokio::test]
async fn an_async_closure_uses_what_is_shared() {
    let (_sandbox, client) = sandbox_and_client().await;
    let ids = RefCell::new(Vec::new());
    let handler = async |lead: ReceivedLead| {
        tokio::task::yield_now().await;
        ids.borrow_mut().extend(lead.id_lead_bank);
        Handling::Handled
    };
    client.intake(1).run(handler).await.expect("all is well");
    assert_eq!(ids.into_inner(), demo::LEADS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spawned_pass_owns_what_it_uses() {
    let (_sandbox, client) = sandbox_and_client().await;
    let ids = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&ids);
    let pass = client.intake(1).run(move |lead| {
        let ids = Arc::clone(&ids);
        async move {
            ids.lock().await.extend(lead.id_lead_bank);
            Handling::Handled
        }
    });
    let report = tokio::spawn(pass).await.expect("no panic");
    assert_eq!(report.expect("all is well").handled, demo::LEADS);
    assert_eq!(*kept.lock().await, demo::LEADS);
}

/// Stores a lead, says that nobody can use it, or fails.
async fn store(lead: &ReceivedLead) -> Result<Handling, std::num::ParseIntError> {
    let Some(phone) = lead.content("Phone") else {
        return Ok(Handling::rejected("nobody to call"));
    };
    tokio::task::yield_now().await;
    let _number: u64 = phone.trim_start_matches('+').replace(' ', "").parse()?;
    Ok(Handling::Handled)
}

#[tokio::test]
async fn a_handler_with_the_question_mark_gives_a_result_that_is_made_into_a_handling() {
    let (_sandbox, client) = sandbox_and_client().await;
    let outcome = client
        .intake(1)
        .on_rejection(leadbank::OnRejection::SetAside)
        .run(async |lead| store(&lead).await.into())
        .await
        .expect("all is well");
    assert_eq!((outcome.handled.len(), outcome.set_aside.len()), (2, 1));
}
