//! Against the sandbox: the life of a lead from end to end, and no request that breaks the contract.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use leadbank::{
    Acknowledgement, Confirmation, Confirmed, Delivery, Error, Handling, LeadEvent, RawJson,
    StatusRule, Validation,
};
use support::{Store, client};
use vendor_sandbox::Sandbox;
use vendor_sandbox::leadbank::{FETCH_LEADS, SEND_ACKNOWLEDGEMENTS, Stage, VALIDATE_LEADS, demo};

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port on loopback")
}

fn acknowledgement(id: i64) -> Acknowledgement {
    let date: leadbank::OffsetDateTime =
        "2024-10-15T05:30:49.6389527+02:00".parse().expect("a date");
    Acknowledgement::new(id, [LeadEvent::new(2, date)])
}

#[tokio::test]
async fn the_same_leads_come_until_they_are_confirmed() {
    let sandbox = sandbox().await;
    let client = client(sandbox.leadbank().base_url(), |builder| builder);
    let fetch = async || {
        let answer = client.fetch_leads(1).await.expect("leads");
        let ids = answer.leads.iter().filter_map(|lead| lead.id_lead_bank);
        ids.collect::<Vec<i64>>()
    };
    assert_eq!(fetch().await, demo::LEADS);
    assert_eq!(fetch().await, demo::LEADS);
    let [first, second, third] = demo::LEADS;
    client
        .validate_leads([first, third])
        .await
        .expect("confirmed");
    assert_eq!(fetch().await, [second]);
    client.validate_leads(1).await.expect("confirmed");
    assert!(fetch().await.is_empty());
    assert!(sandbox.ledger().violations().is_empty());
}

#[tokio::test]
async fn each_form_of_confirmation_is_understood() {
    use vendor_sandbox::leadbank::Validation as Accepted;
    let own: RawJson = r#"{"done":true}"#.parse().expect("JSON");
    for (accepted, validation) in [
        (Accepted::Ids, Validation::from(demo::LEADS)),
        (Accepted::Integer, Validation::from(1)),
        (Accepted::NoBody, Validation::None),
        (Accepted::Json, Validation::from(own)),
    ] {
        let sandbox = sandbox().await;
        let vendor = sandbox.leadbank();
        vendor.configure(|settings| settings.validation = accepted);
        let client = client(vendor.base_url(), |builder| builder);
        client.fetch_leads(1).await.expect("leads");
        client.validate_leads(validation).await.expect("confirmed");
        assert_eq!(vendor.leads_at(Stage::Received), demo::LEADS);
        assert!(sandbox.ledger().violations().is_empty());
    }
}

#[tokio::test]
async fn an_intake_takes_all_leads_in_and_their_status_is_reported() {
    let sandbox = sandbox().await;
    let vendor = sandbox.leadbank();
    vendor.configure(|settings| settings.status_after_leads = true);
    let client = client(vendor.base_url(), |builder| builder);
    let store = Store::default();
    let report = client
        .intake(1)
        .confirm_by(Confirmation::NoBody)
        .run(async |lead| store.keep(&lead))
        .await
        .expect("all is well");
    assert!(matches!(report.confirmed, Confirmed::Fetch(_)));
    assert_eq!(store.ids(), demo::LEADS);
    let acknowledgements: Vec<Acknowledgement> = report
        .handled
        .iter()
        .map(|id| acknowledgement(*id))
        .collect();
    client
        .send_acknowledgements(acknowledgements)
        .await
        .expect("a receipt");
    for lead in vendor.leads() {
        let kept = lead.acknowledgements.first().expect("an event");
        assert_eq!((kept.status, kept.reason), (Some(2), None));
        assert_eq!(
            kept.date.as_deref(),
            Some("2024-10-15T05:30:49.6389527+02:00")
        );
    }
    assert!(sandbox.ledger().violations().is_empty());
}

#[tokio::test]
async fn an_error_in_a_200_is_refused_by_the_rule_and_nothing_was_done() {
    let sandbox = sandbox().await;
    let vendor = sandbox.leadbank();
    let client = client(vendor.base_url(), |builder| {
        builder.dialect(StatusRule::success([1]))
    });
    for operation in [FETCH_LEADS, VALIDATE_LEADS, SEND_ACKNOWLEDGEMENTS] {
        vendor.refuse_next(operation);
    }
    let refused = |outcome: Option<Error>| {
        let error = outcome.expect("refused");
        assert_eq!(
            (error.delivery(), error.code()),
            (Delivery::Refused, Some("-1"))
        );
    };
    refused(client.fetch_leads(1).await.err());
    refused(client.validate_leads([demo::LEADS[0]]).await.err());
    refused(
        client
            .send_acknowledgements([acknowledgement(demo::LEADS[0])])
            .await
            .err(),
    );
    assert_eq!(vendor.leads_at(Stage::Ready), demo::LEADS);
    assert_eq!(sandbox.ledger().applied(FETCH_LEADS), 0);
}

#[tokio::test]
async fn many_leads_pass_through_a_small_window() {
    let sandbox = sandbox().await;
    let vendor = sandbox.leadbank();
    vendor.remove_all_leads();
    let seeded = vendor.seed_leads(500);
    // Far less than the answer.
    let client = client(vendor.base_url(), |builder| {
        builder.body_cap(4_096).element_cap(4_096)
    });
    let too_large = client.fetch_leads(1).await.expect_err("all at once");
    assert_eq!(too_large.kind(), leadbank::ErrorKind::TooLarge);
    let report = client
        .intake(1)
        .run(async |_| Handling::Handled)
        .await
        .expect("one by one");
    assert_eq!(report.handled, seeded);
    assert_eq!(vendor.leads_at(Stage::Received), seeded);
}
