//! A pass whose leads are pulled: the same promises, and code of any form between two leads.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use leadbank::{
    Client, Confirmation, Confirmed, Handling, IntakeError, IntakeFailure, OnRejection, RawJson,
    ReceivedLead, Rejection,
};
use support::{FETCH, VALIDATE, bodies, json, leads, post, server_and_client};
use wiremock::MockServer;

const THREE: [&str; 3] = [
    r#"{"IDLeadBank":7}"#,
    r#"{"IDLeadBank":8}"#,
    r#"{"IDLeadBank":9}"#,
];

async fn with_three_leads() -> (MockServer, Client) {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .respond_with(json(leads(&THREE, 1)))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(json(r#"{"Status":1}"#))
        .mount(&server)
        .await;
    (server, client)
}

/// Somewhere to store leads that cannot be shared, and that can fail.
#[derive(Default)]
struct Connection(Vec<RawJson>);

impl Connection {
    async fn insert(&mut self, lead: &ReceivedLead) -> Result<(), std::io::Error> {
        tokio::task::yield_now().await;
        self.0.push(lead.json().clone());
        Ok(())
    }
}

#[tokio::test]
async fn leads_are_pulled_and_confirmed_when_you_say_so() {
    let (server, client) = with_three_leads().await;
    let mut connection = Connection::default();
    let mut pass = client.intake(1).start().await.expect("a first lead");
    while let Some(lead) = pass.next().await.expect("a lead") {
        connection.insert(&lead).await.expect("it is stored");
        lead.settle(Handling::Handled).expect("the pass goes on");
    }
    assert!(bodies(&server, VALIDATE).await.is_empty(), "too early");
    let report = pass.confirm().await.expect("confirmed");
    assert_eq!(report.handled, [7, 8, 9]);
    assert!(matches!(report.confirmed, Confirmed::Leads(_)));
    assert_eq!(bodies(&server, VALIDATE).await, ["[7,8,9]"]);
    assert_eq!(connection.0.len(), 3);
}

/// A pass inside code with errors of its own.
async fn take_in(client: Client) -> Result<Connection, Box<dyn std::error::Error + Send + Sync>> {
    let mut connection = Connection::default();
    let mut pass = client.intake(1).start().await?;
    while let Some(lead) = pass.next().await? {
        let stored = connection.insert(&lead).await;
        lead.settle(stored)?;
    }
    pass.confirm().await?;
    Ok(connection)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pulled_pass_can_be_spawned_and_has_errors_that_mix_with_others() {
    let (server, client) = with_three_leads().await;
    let outcome = tokio::spawn(take_in(client)).await.expect("no panic");
    assert_eq!(outcome.expect("all is well").0.len(), 3);
    assert_eq!(bodies(&server, VALIDATE).await, ["[7,8,9]"]);
}

#[tokio::test]
async fn a_pass_that_is_left_confirms_nothing() {
    let (server, client) = with_three_leads().await;
    let mut pass = client.intake(1).start().await.expect("a first lead");
    let lead = pass.next().await.expect("a lead").expect("a lead");
    lead.settle(Handling::Handled).expect("the pass goes on");
    drop(pass);
    assert!(bodies(&server, VALIDATE).await.is_empty());
}

#[tokio::test]
async fn a_pass_cannot_be_confirmed_before_all_leads_have_come() {
    let (server, client) = with_three_leads().await;
    let mut pass = client
        .intake(1)
        .confirm_by(Confirmation::NoBody)
        .start()
        .await
        .expect("a first lead");
    let lead = pass.next().await.expect("a lead").expect("a lead");
    lead.settle(Handling::Handled).expect("the pass goes on");
    let error = pass.confirm().await.expect_err("two have not come");
    assert!(matches!(error.failure(), IntakeFailure::Unfinished));
    assert_eq!(error.done().handled, [7]);
    assert_eq!(
        error.to_string(),
        "not all leads have come; 1 lead was handled, none is confirmed"
    );
    assert!(bodies(&server, VALIDATE).await.is_empty());
}

/// Pulls all leads, and says nothing of number 8.
async fn say_nothing_of_8(
    client: &Client,
    on_rejection: OnRejection,
) -> Result<leadbank::IntakeReport, IntakeError> {
    let intake = client.intake(1).on_rejection(on_rejection);
    let mut pass = intake.start().await?;
    while let Some(lead) = pass.next().await? {
        if lead.id_lead_bank != Some(8) {
            lead.settle(Handling::Handled)?;
        }
    }
    pass.confirm().await
}

#[tokio::test]
async fn a_lead_of_which_nothing_was_said_is_treated_like_one_that_was_rejected() {
    let (server, client) = with_three_leads().await;
    let error = say_nothing_of_8(&client, OnRejection::Stop)
        .await
        .expect_err("it stops");
    assert!(matches!(error.failure(), IntakeFailure::Rejected));
    assert_eq!(
        error.to_string(),
        "nothing was said of lead 8; 1 lead was handled, none is confirmed"
    );
    assert!(bodies(&server, VALIDATE).await.is_empty());

    let report = say_nothing_of_8(&client, OnRejection::SetAside)
        .await
        .expect("it goes on");
    assert_eq!(report.handled, [7, 9]);
    let set_aside = report.set_aside.first().expect("lead 8");
    assert_eq!(set_aside.id_lead_bank(), Some(8));
    assert_eq!(set_aside.why(), &Rejection::Unsettled);
    assert_eq!(bodies(&server, VALIDATE).await, ["[7,9]"]);
}

#[tokio::test]
async fn after_an_error_no_lead_comes_and_nothing_is_confirmed() {
    for handling in [Handling::rejected("no"), Handling::failed("not now")] {
        let (server, client) = with_three_leads().await;
        let intake = client.intake(1).confirm_by(Confirmation::Integer(1));
        let mut pass = intake.start().await.expect("a first lead");
        let lead = pass.next().await.expect("a lead").expect("a lead");
        lead.settle(handling).expect_err("the pass ends");
        assert!(pass.next().await.expect("the end").is_none());
        let error = pass.confirm().await.expect_err("it has failed");
        assert!(matches!(error.failure(), IntakeFailure::Unfinished));
        assert!(bodies(&server, VALIDATE).await.is_empty());
    }
}

/// Polls once; `None` when it is not ready, and dropped.
async fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

#[tokio::test]
async fn a_future_of_the_next_lead_that_is_dropped_passes_none_over() {
    let (_server, client) = with_three_leads().await;
    let mut pass = client.intake(1).start().await.expect("a first lead");
    let mut ids = Vec::new();
    loop {
        match at_once(pass.next()).await {
            Some(Ok(Some(lead))) => {
                ids.extend(lead.id_lead_bank);
                lead.settle(Handling::Handled).expect("the pass goes on");
            }
            Some(Ok(None)) => break,
            Some(Err(error)) => panic!("{error}"),
            None => tokio::task::yield_now().await,
        }
    }
    assert_eq!(ids, [7, 8, 9]);
}
