//! What is known after a failure, compared with what the sandbox has really done; and that nothing is reported twice.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::time::Duration;

use iveco_bt::core::ErrorKind;
use iveco_bt::core::testing::ManualClock;
use iveco_bt::{Activation, Client, Delivery, StatusCode};
use support::{client, sample};
use vendor_sandbox::iveco::{Answer, WORKSHOP_ACTIVATION};
use vendor_sandbox::{Fault, RetryAfter, Sandbox};

async fn sandbox() -> Sandbox {
    Sandbox::start().await.expect("a free port on loopback")
}

#[tokio::test]
async fn an_outcome_that_is_unknown_is_never_tried_again_whether_the_vendor_acted_or_not() {
    let unavailable = StatusCode::SERVICE_UNAVAILABLE;
    let faults = [
        Fault::DropBeforeActing,
        Fault::DropAfterActing,
        Fault::ErrorAfterActing {
            status: StatusCode::INTERNAL_SERVER_ERROR,
        },
        Fault::Refuse {
            status: unavailable,
            retry_after: Some(RetryAfter::Seconds(1)),
        },
        Fault::Refuse {
            status: StatusCode::REQUEST_TIMEOUT,
            retry_after: None,
        },
        Fault::HtmlPage { acts: false },
        Fault::HtmlPage { acts: true },
    ];
    let sandbox = sandbox().await;
    let client = client(sandbox.iveco().base_url());
    for fault in faults {
        sandbox.ledger().clear();
        sandbox.faults().inject(WORKSHOP_ACTIVATION, fault.clone());
        let error = client
            .workshop_activation(sample())
            .await
            .expect_err("it fails");
        assert_eq!(
            (error.delivery(), error.attempts()),
            (Delivery::Unknown, 1),
            "{fault:?}"
        );
        assert_eq!(
            sandbox.ledger().applied(WORKSHOP_ACTIVATION),
            usize::from(fault.acts()),
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_could_have_said_no() {
    let sandbox = sandbox().await;
    let answer = r#"{"Version":{"Major":1,"Minor":1},"IsSuccessStatusCode":true}"#;
    sandbox
        .iveco()
        .configure(|settings| settings.answer = Answer::Json(answer.to_owned()));
    sandbox.faults().inject(WORKSHOP_ACTIVATION, Fault::CutBody);
    let error = client(sandbox.iveco().base_url())
        .workshop_activation(sample())
        .await
        .expect_err("it is cut");
    assert_eq!(
        (error.kind(), error.delivery(), error.attempts()),
        (ErrorKind::Truncated, Delivery::Unknown, 1)
    );
    assert_eq!(sandbox.ledger().applied(WORKSHOP_ACTIVATION), 1);
}

#[tokio::test]
async fn what_was_refused_for_now_is_tried_again_not_before_the_vendor_says() {
    let sandbox = sandbox().await;
    sandbox.faults().inject(
        WORKSHOP_ACTIVATION,
        Fault::Refuse {
            status: StatusCode::TOO_MANY_REQUESTS,
            retry_after: Some(RetryAfter::Seconds(7)),
        },
    );
    let clock = ManualClock::new().sleeps_pass();
    let client = Client::builder(sandbox.iveco().base_url())
        .clock(clock.clone())
        .build()
        .expect("valid settings");
    let receipt = client
        .workshop_activation(sample())
        .await
        .expect("the second attempt is answered");
    assert_eq!(receipt.response().attempts(), 2);
    assert!(clock.elapsed() >= Duration::from_secs(7));
    assert_eq!(sandbox.ledger().applied(WORKSHOP_ACTIVATION), 1);
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_since_nothing_was_sent() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port on loopback");
    let error = client(&format!("http://{closed}"))
        .workshop_activation(sample())
        .await
        .expect_err("nobody listens");
    assert_eq!(
        (error.kind(), error.delivery(), error.attempts()),
        (ErrorKind::Connect, Delivery::NotSent, 4)
    );
}

#[tokio::test]
async fn what_the_vendor_says_no_to_is_refused_and_not_tried_again() {
    let sandbox = sandbox().await;
    let client = client(sandbox.iveco().base_url());
    for status in [400, 401, 403, 404, 409, 415] {
        let status = StatusCode::from_u16(status).expect("a status");
        let retry_after = None;
        sandbox.faults().inject(
            WORKSHOP_ACTIVATION,
            Fault::Refuse {
                status,
                retry_after,
            },
        );
        let error = client
            .workshop_activation(sample())
            .await
            .expect_err("it is refused");
        assert_eq!(
            (error.delivery(), error.attempts(), error.status()),
            (Delivery::Refused, 1, Some(status))
        );
    }
    assert_eq!(sandbox.ledger().applied(WORKSHOP_ACTIVATION), 0);
}

#[tokio::test]
async fn a_200_that_says_no_is_refused_and_one_that_leaves_it_open_is_unknown() {
    let sandbox = sandbox().await;
    let client = client(sandbox.iveco().base_url());
    for (status, delivery) in [
        (StatusCode::BAD_REQUEST, Delivery::Refused),
        (StatusCode::INTERNAL_SERVER_ERROR, Delivery::Unknown),
    ] {
        sandbox
            .iveco()
            .configure(|settings| settings.answer = Answer::ResponseMessage(status));
        let error = client
            .workshop_activation(sample())
            .await
            .expect_err("it says no");
        assert_eq!(
            (error.status(), error.delivery(), error.attempts()),
            (Some(StatusCode::OK), delivery, 1)
        );
    }
    let answer = Answer::ResponseMessage(StatusCode::OK);
    sandbox
        .iveco()
        .configure(|settings| settings.answer = answer);
    let receipt = client
        .workshop_activation(sample())
        .await
        .expect("it says yes");
    assert!(receipt.text().contains("\"IsSuccessStatusCode\""));
}

#[tokio::test]
async fn an_activation_arrives_with_all_its_values_in_every_format() {
    let sandbox = sandbox().await;
    let client = client(sandbox.iveco().base_url());
    let formats = [
        iveco_bt::Format::Json,
        iveco_bt::Format::TextJson,
        #[cfg(feature = "xml")]
        iveco_bt::Format::Xml,
        #[cfg(feature = "xml")]
        iveco_bt::Format::TextXml,
    ];
    for format in formats {
        sandbox.iveco().remove_all_activations();
        client
            .workshop_activation(sample())
            .with_format(format)
            .await
            .expect("it is accepted");
        let read = sandbox.iveco().activations();
        let [read] = read.as_slice() else {
            panic!("{format:?}: one activation, not {}", read.len());
        };
        assert_eq!(read.source, Some(1));
        assert_eq!(read.dossier_number.as_deref(), Some("sample string 1"));
        assert_eq!(read.account_id.as_deref(), Some("sample string 2"));
        assert_eq!(read.dmd_outlet_code.as_deref(), Some("sample string 3"));
        assert_eq!(read.reason_code, 4);
        let date = Some("2026-03-06T15:43:32.9776191+01:00");
        assert_eq!(read.contact_datetime.as_deref(), date);
        assert_eq!(read.acceptance_refusal_datetime.as_deref(), date);
        assert_eq!(read.call_outcomes.len(), 2);
        for outcome in &read.call_outcomes {
            assert_eq!(outcome.telephone.as_deref(), Some("sample string 1"));
            assert_eq!(outcome.tentative.as_deref(), Some("sample string 2"));
            assert_eq!(outcome.utc_timestamp.as_deref(), date);
            assert_eq!(outcome.outcome_of_the_call, 3);
        }
    }
    assert!(sandbox.ledger().violations().is_empty());
}

#[tokio::test]
async fn an_activation_of_nothing_but_its_reason_is_accepted_too() {
    let sandbox = sandbox().await;
    client(sandbox.iveco().base_url())
        .workshop_activation(Activation::new(4))
        .await
        .expect("it is accepted");
    assert!(sandbox.ledger().violations().is_empty());
}
