//! Taking leads in: every lead is handed over once, and confirmed when all are handled.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use leadbank::{Confirmed, Handling};
use support::{FETCH, Store, VALIDATE, bodies, json, leads, post, server_and_client};
use support::{server_and_client_with, tokens};

const RECEIPT: &str = r#"{"Status":1,"Message":"ok"}"#;

#[tokio::test]
async fn leads_are_handed_over_in_order_and_then_confirmed_by_their_numbers() {
    let (server, client) = server_and_client().await;
    let three = [
        r#"{"IDLeadBank":9}"#,
        r#"{"IDLeadBank":7}"#,
        r#"{"IDLeadBank":8}"#,
    ];
    post(FETCH)
        .respond_with(json(leads(&three, 1)))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(json(RECEIPT))
        .mount(&server)
        .await;
    let store = Store::default();

    let report = client
        .intake(-5)
        .run(async |lead| store.keep(&lead))
        .await
        .expect("all is well");

    assert_eq!(store.ids(), [9, 7, 8]);
    assert_eq!(
        (report.handled.as_slice(), report.received()),
        (&[9, 7, 8][..], 3)
    );
    assert!(
        matches!(report.confirmed, Confirmed::Leads(_)),
        "{report:?}"
    );
    assert_eq!(bodies(&server, FETCH).await, ["-5"]);
    assert_eq!(bodies(&server, VALIDATE).await, ["[9,7,8]"]);
}

#[tokio::test]
async fn a_lead_that_comes_twice_is_handed_over_once() {
    let (server, client) = server_and_client().await;
    let twice = [
        r#"{"IDLeadBank":7}"#,
        r#"{"IDLeadBank":8}"#,
        r#"{"IDLeadBank":7}"#,
    ];
    post(FETCH)
        .respond_with(json(leads(&twice, 1)))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(json(RECEIPT))
        .mount(&server)
        .await;
    let store = Store::default();

    let report = client
        .intake(1)
        .run(async |lead| store.keep(&lead))
        .await
        .expect("all is well");

    assert_eq!(store.ids(), [7, 8]);
    assert_eq!((report.received(), report.duplicates), (2, 1));
    assert_eq!(bodies(&server, VALIDATE).await, ["[7,8]"]);
}

#[tokio::test]
async fn a_second_lead_with_the_number_of_another_is_not_lost() {
    let (server, client) = server_and_client().await;
    // 0 is what .NET writes for a number that was never set.
    let alike = [
        r#"{"IDLeadBank":7,"NameProvider":"a"}"#,
        r#"{"IDLeadBank":7,"NameProvider":"b"}"#,
        r#"{"IDLeadBank":0,"NameProvider":"c"}"#,
        r#"{"IDLeadBank":0,"NameProvider":"c"}"#,
    ];
    post(FETCH)
        .respond_with(json(leads(&alike, 1)))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(json(RECEIPT))
        .mount(&server)
        .await;
    let providers = std::sync::Mutex::new(Vec::new());

    let report = client
        .intake(1)
        .run(async |lead| {
            let mut providers = providers.lock().expect("no handler panics");
            providers.extend(lead.name_provider.clone());
            Handling::Handled
        })
        .await
        .expect("all is well");

    let providers = providers.into_inner().expect("no handler panics");
    assert_eq!(providers, ["a", "b", "c", "c"]);
    assert_eq!((report.handled, report.handled_without_id), (vec![7, 7], 2));
    assert_eq!(bodies(&server, VALIDATE).await, ["[7]"]);
}

#[tokio::test]
async fn without_leads_nothing_is_confirmed() {
    for body in [
        leads(&[], 1),
        r#"{"Status":1,"Leads":null}"#.to_owned(),
        r#"{"Status":1}"#.to_owned(),
    ] {
        let (server, client) = server_and_client().await;
        post(FETCH).respond_with(json(body)).mount(&server).await;
        let report = client
            .intake(1)
            .run(async |_| Handling::Handled)
            .await
            .expect("all is well");
        assert_eq!(report.received(), 0);
        assert!(
            matches!(report.confirmed, Confirmed::NothingToConfirm),
            "{report:?}"
        );
        assert!(bodies(&server, VALIDATE).await.is_empty());
    }
}

#[tokio::test]
async fn a_lead_without_a_number_is_handed_over_and_told_of_but_not_confirmed() {
    let (server, client) = server_and_client().await;
    let nameless = [
        r#"{"NameProvider":"a"}"#,
        r#"{"IDLeadBank":7}"#,
        r#"{"IDLeadBank":null}"#,
    ];
    post(FETCH)
        .respond_with(json(leads(&nameless, 1)))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(json(RECEIPT))
        .mount(&server)
        .await;
    let store = Store::default();

    let report = client
        .intake(1)
        .run(async |lead| store.keep(&lead))
        .await
        .expect("all is well");

    assert_eq!(store.ids(), [-1, 7, -1]);
    assert_eq!((report.handled_without_id, report.received()), (2, 3));
    assert_eq!(bodies(&server, VALIDATE).await, ["[7]"]);
}

#[tokio::test]
async fn only_leads_without_a_number_make_nothing_to_confirm_by_a_list() {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .respond_with(json(leads(&["{}"], 1)))
        .mount(&server)
        .await;
    let report = client
        .intake(1)
        .run(async |_| Handling::Handled)
        .await
        .expect("all is well");
    assert_eq!(report.handled_without_id, 1);
    assert!(
        matches!(report.confirmed, Confirmed::NothingToConfirm),
        "{report:?}"
    );
    assert!(bodies(&server, VALIDATE).await.is_empty());
}

#[tokio::test]
async fn the_handler_sees_members_that_no_page_shows() {
    let (server, client) = server_and_client().await;
    let lead = r#"{"IDLeadBank":7,"Score":1.10,"Contents":[{"Key":"k","Value":"v"}]}"#;
    post(FETCH)
        .respond_with(json(leads(&[lead], 1)))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(json(RECEIPT))
        .mount(&server)
        .await;
    let mut seen = Vec::new();
    client
        .intake(1)
        .run(|lead| {
            seen.push((
                tokens(lead.json().get()),
                lead.content("k").map(str::to_owned),
            ));
            async { Handling::Handled }
        })
        .await
        .expect("all is well");
    assert_eq!(seen, [(lead.to_owned(), Some("v".to_owned()))]);
}

#[tokio::test]
async fn memory_holds_one_lead_at_a_time_so_a_cap_on_bodies_does_not_matter() {
    let (server, client) =
        server_and_client_with(|builder| builder.body_cap(2_000).element_cap(1_000)).await;
    let many: Vec<String> = (1..=100)
        .map(|id| format!(r#"{{"IDLeadBank":{id},"NameProvider":"{:500}"}}"#, ""))
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    post(FETCH)
        .respond_with(json(leads(&many, 1)))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(json(RECEIPT))
        .mount(&server)
        .await;
    let report = client
        .intake(1)
        .run(async |_| Handling::Handled)
        .await
        .expect("all is well");
    assert_eq!(report.handled.len(), 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_can_be_spawned() {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .respond_with(json(leads(&[r#"{"IDLeadBank":7}"#], 1)))
        .mount(&server)
        .await;
    post(VALIDATE)
        .respond_with(json(RECEIPT))
        .mount(&server)
        .await;
    let store = Store::default();
    let kept = store.clone();
    let pass = async move {
        let store = &store;
        client
            .intake(1)
            .run(|lead| async move { store.keep(&lead) })
            .await
    };
    let report = tokio::spawn(pass)
        .await
        .expect("no panic")
        .expect("all is well");
    assert_eq!((kept.ids(), report.handled), (vec![7], vec![7]));
}
