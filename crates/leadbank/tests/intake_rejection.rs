//! Leads that cannot be used: the caller chooses to stop or to set them aside, and none is confirmed silently.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use leadbank::{
    Client, Confirmed, Handling, IntakeFailure, OnRejection, RawJson, ReceivedLead, Rejection,
    SetAside, Validation,
};
use support::{FETCH, Store, VALIDATE, bodies, json, leads, post, server_and_client};
use wiremock::MockServer;

const THREE: [&str; 3] = [
    r#"{"IDLeadBank":7,"ExternalLeadID":"ext-Ada"}"#,
    r#"{"IDLeadBank":8,"Score":1}"#,
    r#"{"IDLeadBank":9}"#,
];

async fn with_leads(three: &[&str]) -> (MockServer, Client) {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .respond_with(json(leads(three, 1)))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(json(r#"{"Status":1}"#))
        .mount(&server)
        .await;
    (server, client)
}

/// Keeps all leads but number 8.
fn reject_8(store: &Store, lead: &ReceivedLead) -> Handling {
    match lead.id_lead_bank {
        Some(8) => Handling::rejected("Ada has no car"),
        _ => store.keep(lead),
    }
}

#[tokio::test]
async fn the_pass_stops_by_default_and_nothing_is_confirmed() {
    let (server, client) = with_leads(&THREE).await;
    let store = Store::default();
    let error = client
        .intake(1)
        .run(async |lead| reject_8(&store, &lead))
        .await
        .expect_err("it stops");
    assert!(matches!(error.failure(), IntakeFailure::Rejected));
    assert_eq!(store.ids(), [7]);
    let report = error.done();
    assert_eq!(report.handled, [7]);
    assert!(matches!(report.confirmed, Confirmed::NotReached));
    let last = report.set_aside.last().expect("the rejected lead");
    assert_eq!(last.lead().and_then(|lead| lead.id_lead_bank), Some(8));
    assert!(bodies(&server, VALIDATE).await.is_empty());
    assert_eq!(
        error.to_string(),
        "lead 8 was rejected; 1 lead was handled, none is confirmed"
    );
}

#[tokio::test]
async fn a_lead_that_is_set_aside_comes_back_in_the_report_and_only_the_others_are_confirmed() {
    let (server, client) = with_leads(&THREE).await;
    let store = Store::default();
    let report = client
        .intake(1)
        .on_rejection(OnRejection::SetAside)
        .run(async |lead| reject_8(&store, &lead))
        .await
        .expect("it goes on");
    assert_eq!(store.ids(), [7, 9]);
    assert_eq!(report.handled, [7, 9]);
    assert!(matches!(report.confirmed, Confirmed::Leads(_)));
    assert_eq!(bodies(&server, VALIDATE).await, ["[7,9]"]);
    let [set_aside] = report.set_aside.as_slice() else {
        panic!("one lead: {report:?}");
    };
    assert_eq!(
        set_aside.why(),
        &Rejection::Rejected("Ada has no car".to_owned())
    );
    assert_eq!(set_aside.json().get(), THREE[1]);

    // Now that the caller holds it, it says so.
    let ids: Vec<i64> = report
        .set_aside
        .iter()
        .filter_map(SetAside::id_lead_bank)
        .collect();
    client
        .validate_leads(Validation::Leads(ids))
        .await
        .expect("confirmed");
    assert_eq!(bodies(&server, VALIDATE).await, ["[7,9]", "[8]"]);
}

#[tokio::test]
async fn when_every_lead_is_set_aside_nothing_is_confirmed() {
    let (server, client) = with_leads(&THREE).await;
    let report = client
        .intake(1)
        .on_rejection(OnRejection::SetAside)
        .run(async |_| Handling::rejected("closed today"))
        .await
        .expect("it goes on");
    assert_eq!((report.received(), report.set_aside.len()), (3, 3));
    assert!(matches!(report.confirmed, Confirmed::NothingToConfirm));
    assert!(bodies(&server, VALIDATE).await.is_empty());
}

const ONE_UNREADABLE: [&str; 3] = [
    r#"{"IDLeadBank":7}"#,
    r#"{"IDLeadBank":8,"CreateDate":"yesterday, says Ada"}"#,
    r#"{"IDLeadBank":9}"#,
];

#[tokio::test]
async fn a_lead_that_does_not_decode_stops_the_pass_too() {
    let (server, client) = with_leads(&ONE_UNREADABLE).await;
    let store = Store::default();
    let error = client
        .intake(1)
        .run(async |lead| store.keep(&lead))
        .await
        .expect_err("it stops");
    assert!(matches!(error.failure(), IntakeFailure::Rejected));
    assert_eq!(store.ids(), [7]);
    assert!(bodies(&server, VALIDATE).await.is_empty());
    let text = error.to_string();
    assert!(
        text.starts_with("lead 8 does not decode (") && text.contains("CreateDate"),
        "{text}"
    );
    assert!(!text.contains("Ada"), "{text}");
}

#[tokio::test]
async fn a_lead_that_does_not_decode_can_be_set_aside_so_that_it_does_not_block_the_others() {
    let (server, client) = with_leads(&ONE_UNREADABLE).await;
    let store = Store::default();
    let report = client
        .intake(1)
        .on_rejection(OnRejection::SetAside)
        .run(async |lead| store.keep(&lead))
        .await
        .expect("it goes on");
    assert_eq!(store.ids(), [7, 9]);
    assert_eq!(bodies(&server, VALIDATE).await, ["[7,9]"]);
    let set_aside = report.set_aside.first().expect("the unreadable lead");
    assert_eq!(set_aside.json().get(), ONE_UNREADABLE[1]);
    assert!(set_aside.lead().is_none());
    let Rejection::Unreadable(error) = set_aside.why() else {
        panic!("{set_aside:?}");
    };
    assert_eq!(error.path(), "CreateDate");
}

#[tokio::test]
async fn nothing_personal_shows_in_debug() {
    let (_server, client) = with_leads(&[THREE[0], THREE[1], ONE_UNREADABLE[1]]).await;
    let report = client
        .intake(1)
        .on_rejection(OnRejection::SetAside)
        .run(async |_| Handling::rejected("Ada has no car"))
        .await
        .expect("it goes on");
    let shown = format!("{report:?} {:?}", Handling::rejected("Ada has no car"));
    assert!(!shown.contains("Ada"), "{shown}");
    assert!(shown.contains("id_lead_bank: Some(7)"), "{shown}");
}

#[tokio::test]
async fn a_number_that_was_rejected_once_is_not_confirmed_by_another_lead_with_it() {
    let (server, client) = with_leads(&[
        r#"{"IDLeadBank":8,"NameProvider":"a"}"#,
        r#"{"IDLeadBank":8,"NameProvider":"b"}"#,
        r#"{"IDLeadBank":9}"#,
    ])
    .await;
    let report = client
        .intake(1)
        .on_rejection(OnRejection::SetAside)
        .run(async |lead| match lead.name_provider.as_deref() {
            Some("a") => Handling::rejected("nobody to call"),
            _ => Handling::Handled,
        })
        .await
        .expect("it goes on");
    assert_eq!(report.handled, [8, 9]);
    assert_eq!(bodies(&server, VALIDATE).await, ["[9]"]);
}

#[tokio::test]
async fn a_number_of_a_lead_that_does_not_decode_is_not_confirmed_by_another_lead_with_it() {
    let (server, client) = with_leads(&[
        r#"{"IDLeadBank":8,"CreateDate":"not a date"}"#,
        r#"{"IDLeadBank":8}"#,
        r#"{"IDLeadBank":9}"#,
    ])
    .await;
    let report = client
        .intake(1)
        .on_rejection(OnRejection::SetAside)
        .run(async |_| Handling::Handled)
        .await
        .expect("it goes on");
    assert_eq!(report.handled, [8, 9]);
    assert_eq!(bodies(&server, VALIDATE).await, ["[9]"]);
}

#[tokio::test]
async fn the_memory_for_leads_that_are_set_aside_is_bounded() {
    let large = format!(r#"{{"IDLeadBank":"{}"}}"#, "x".repeat(900 * 1024));
    let leads: Vec<&str> = std::iter::repeat_n(large.as_str(), 30).collect();
    let (server, client) = with_leads(&leads).await;
    let error = client
        .intake(1)
        .on_rejection(OnRejection::SetAside)
        .run(async |_| Handling::Handled)
        .await
        .expect_err("it does not keep them all");
    assert!(matches!(error.failure(), IntakeFailure::TooMuchSetAside));
    assert_eq!(
        error.done().set_aside.len(),
        19,
        "16 MiB and the one that came then"
    );
    assert!(bodies(&server, VALIDATE).await.is_empty());
    assert_eq!(
        error.to_string(),
        "more leads were set aside than are kept; 0 leads were handled, none is confirmed"
    );
}

#[test]
fn the_number_of_a_lead_that_does_not_decode_is_read_wherever_it_is_readable() {
    for (json, number) in [
        (r#"{"IDLeadBank":8,"CreateDate":"no"}"#, Some(8)),
        (
            r#"{"CreateDate":1,"a \"name\"":[],"IDLeadBank":8}"#,
            Some(8),
        ),
        (r#"{"CreateDate":"no"}"#, None),
        (r#"{"IDLeadBank":"8"}"#, None),
        (r#"{"IDLeadBank":0,"CreateDate":"no"}"#, None),
        ("[8]", None),
        ("8", None),
    ] {
        let json: RawJson = json.parse().expect("JSON");
        let error = ReceivedLead::from_json(json.clone()).expect_err("no lead");
        let set_aside = SetAside::unreadable(json, error);
        assert_eq!(
            set_aside.id_lead_bank(),
            number,
            "{}",
            set_aside.json().get()
        );
    }
}
