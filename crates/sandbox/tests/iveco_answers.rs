//! What the BT controller answers: nothing by default, errors in the form that is asked for, and faults.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use client::contract::Contract;
use client::iveco::{Client, PATH, SAMPLE_MEMBERS, sample, serious, xml};
use client::{header, json_of};
use vendor_sandbox::iveco::{Answer, OPERATIONS, WORKSHOP_ACTIVATION};
use vendor_sandbox::{Fault, RequiredHeader, StatusCode};

#[test]
fn the_operation_is_that_of_the_contract() {
    contract().assert_operations(&OPERATIONS);
}

#[tokio::test]
async fn by_default_there_is_no_body() {
    let client = Client::start().await;
    let answer = client.report(&sample()).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers().get("content-type"), None);
    assert!(answer.bytes().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_answer_can_be_a_text() {
    let client = Client::start().await;
    client
        .vendor()
        .configure(|settings| settings.answer = Answer::Json("\"OK\"".to_owned()));
    let answer = client.report(&sample()).await;
    assert_eq!(
        header(&answer, "content-type"),
        "application/json; charset=utf-8"
    );
    assert_eq!(answer.text().await.unwrap(), "\"OK\"");
    assert_eq!(client.vendor().activations().len(), 1);
}

#[tokio::test]
async fn the_answer_can_be_a_serialised_message_that_says_success_or_failure() {
    let client = Client::start().await;
    for (status, is_success, kept) in [
        (StatusCode::OK, true, 1),
        (StatusCode::INTERNAL_SERVER_ERROR, false, 1),
    ] {
        client
            .vendor()
            .configure(|settings| settings.answer = Answer::ResponseMessage(status));
        let answer = client.report(&sample()).await;
        assert_eq!(answer.status(), 200);
        let message = json_of(answer).await;
        assert_eq!(message["StatusCode"], status.as_u16());
        assert_eq!(message["ReasonPhrase"], status.canonical_reason().unwrap());
        assert_eq!(message["IsSuccessStatusCode"], is_success);
        // A failure in a 200 was not carried out.
        assert_eq!(client.vendor().activations().len(), kept);
        assert_eq!(client.ledger().applied(WORKSHOP_ACTIVATION), kept);
    }
}

#[tokio::test]
async fn other_media_types_are_answered_with_415() {
    let client = Client::start().await;
    for media_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/soap+xml",
    ] {
        let answer = client.send(media_type, "ReasonCode=4").await;
        assert_eq!(answer.status(), 415, "{media_type}");
        let error = json_of(answer).await;
        contract().assert_valid("HttpError", &error);
        for text in ["Message", "ExceptionMessage"] {
            assert!(error[text].as_str().unwrap().contains(media_type));
        }
        assert_eq!(
            client.found(),
            [serious("header/content-type", "mediaType")]
        );
    }
    let answer = client.request().body("{}").send().await.unwrap();
    assert_eq!(answer.status(), 415);
    assert_eq!(client.vendor().activations(), []);
}

#[tokio::test]
async fn errors_come_in_the_form_that_is_asked_for() {
    let client = Client::start().await;
    for (accept, media_type, expected) in [
        (None, "application/json", "application/json; charset=utf-8"),
        (None, "application/xml", "application/xml; charset=utf-8"),
        (Some("*/*"), "text/xml", "text/xml; charset=utf-8"),
        (
            Some("text/html, application/xml;q=0.9, */*;q=0.8"),
            "application/json",
            "application/xml; charset=utf-8",
        ),
        (
            Some("application/json"),
            "application/xml",
            "application/json; charset=utf-8",
        ),
    ] {
        let mut request = client.request().header("content-type", media_type);
        if let Some(accept) = accept {
            request = request.header("accept", accept);
        }
        let answer = request.body("nonsense").send().await.unwrap();
        assert_eq!(answer.status(), 400);
        assert_eq!(
            header(&answer, "content-type"),
            expected,
            "{accept:?} {media_type}"
        );
    }
}

#[tokio::test]
async fn an_error_in_xml_has_the_same_members() {
    let client = Client::start().await;
    let members = "<Calloutcomes><CalloutComes><OutcomeOfTheCall>x</OutcomeOfTheCall></CalloutComes></Calloutcomes>";
    let answer = client.report_xml(members).await;
    assert_eq!(
        answer.text().await.unwrap(),
        "<Error><Message>The request is invalid.</Message><ModelState>\
         <request.Calloutcomes_x005B_0_x005D_.OutcomeOfTheCall>the member is no 32-bit integer\
         </request.Calloutcomes_x005B_0_x005D_.OutcomeOfTheCall></ModelState></Error>"
    );
}

#[tokio::test]
async fn no_credentials_are_needed_unless_a_header_is_required() {
    let client = Client::start().await;
    client.vendor().configure(|settings| {
        settings.required_header = Some(RequiredHeader::new("X-Api-Key", "s3cret"));
    });
    let answer = client.report(&sample()).await;
    assert_eq!(answer.status(), 401);
    assert_eq!(
        json_of(answer).await["Message"],
        "Authorization has been denied for this request."
    );
    let request = client.request().header("x-api-key", "s3cret");
    let answer = request.json(&sample()).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(client.vendor().activations().len(), 1);
}

#[tokio::test]
async fn a_refusal_on_request_has_the_form_of_the_request() {
    let client = Client::start().await;
    let fault = Fault::Refuse {
        status: StatusCode::SERVICE_UNAVAILABLE,
        retry_after: None,
    };
    client
        .sandbox
        .faults()
        .inject_times(WORKSHOP_ACTIVATION, 2, fault);
    let answer = client.report(&sample()).await;
    assert_eq!(answer.status(), 503);
    contract().assert_valid("HttpError", &json_of(answer).await);
    let answer = client.report_xml(SAMPLE_MEMBERS).await;
    assert_eq!(
        answer.text().await.unwrap(),
        "<Error><Message>An error has occurred.</Message></Error>"
    );
    assert_eq!(client.vendor().activations(), []);
}

#[tokio::test]
async fn an_answer_that_gets_lost_is_an_activation_nevertheless() {
    let client = Client::start().await;
    client
        .sandbox
        .faults()
        .inject(WORKSHOP_ACTIVATION, Fault::DropAfterActing);
    let request = client.request().header("content-type", "text/xml");
    assert!(request.body(xml(SAMPLE_MEMBERS)).send().await.is_err());
    assert_eq!(client.ledger().applied(WORKSHOP_ACTIVATION), 1);
    assert_eq!(client.vendor().activations().len(), 1);
}

#[tokio::test]
async fn other_paths_and_methods_are_the_framework_s_errors() {
    let client = Client::start().await;
    let url = |path: &str| format!("{}{path}", client.vendor().base_url());
    let http = client::http_client();
    let answer = http.post(url("/ANS73/other")).send().await.unwrap();
    assert_eq!(answer.status(), 404);
    assert!(json_of(answer).await["Message"].is_string());
    let answer = http.get(url(PATH)).send().await.unwrap();
    assert_eq!(answer.status(), 405);
    assert!(json_of(answer).await["Message"].is_string());
}

fn contract() -> Contract {
    Contract::read(include_str!("../contracts/iveco-bt.yaml"))
}
