//! What goes over the wire, operation by operation, and what comes back.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

use prepared_tickets::core::wire::RawJson;
use prepared_tickets::core::{ErrorKind, StatusCode};
use prepared_tickets::{
    Client, Deletion, Delivery, NewPreparedTicket, PartnerCredentials, PreparedTicketUpdate,
};
use uuid::Uuid;
use wiremock::matchers::{
    body_json, body_string, header, header_exists, header_regex, headers, method, path, query_param,
};
use wiremock::{Mock, MockServer, ResponseTemplate};

const TICKETS: &str = "/v2/tickets/prepared-tickets";
const ID: &str = "497f6eca-6276-4993-bfeb-53cbbbba6f08";

fn ticket_path() -> String {
    format!("{TICKETS}/{ID}")
}

fn id() -> Uuid {
    ID.parse().expect("a uuid")
}

fn json(status: u16, sample: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(sample, "application/json")
}

fn ticket() -> NewPreparedTicket {
    let customer = "160c0c4b-9966-4dc1-a916-8407eb10d74e"
        .parse()
        .expect("a uuid");
    NewPreparedTicket::new(customer, 0, None, "DYNAMICS_ERP_3454662")
}

/// A server with the documented token endpoint, whose every other request must carry its token.
async fn server() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/oauth2/token"))
        .and(header("content-type", "application/x-www-form-urlencoded"))
        .and(body_string(
            "grant_type=client_credentials&client_id=my-client&client_secret=my%26secret",
        ))
        .respond_with(json(200, include_str!("../samples/token.json")))
        .expect(1)
        .mount(&server)
        .await;
    server
}

fn credentials() -> PartnerCredentials {
    PartnerCredentials::new("my-client", "my&secret")
}

fn client(server: &MockServer) -> Client {
    Client::builder(server.uri())
        .credentials(credentials())
        .build()
        .expect("valid settings")
}

fn with_token(verb: &str, at: &str) -> wiremock::MockBuilder {
    Mock::given(method(verb))
        .and(path(at))
        .and(header("authorization", "Bearer eyJraWQ........."))
        .and(header_regex(
            "user-agent",
            r"^prepared-tickets/\d+\.\d+\.\d+$",
        ))
}

#[tokio::test]
async fn list() {
    let server = server().await;
    with_token("GET", TICKETS)
        .and(headers(
            "accept",
            vec!["application/json", "application/problem+json"],
        ))
        .and(query_param("limit", "25"))
        .respond_with(json(200, include_str!("../samples/list-expanded.json")))
        .expect(1)
        .mount(&server)
        .await;
    let list = client(&server)
        .list_prepared_tickets()
        .limit(25)
        .await
        .expect("it is answered");
    assert_eq!((list.total, list.result.len()), (Some(3255), 1));
    assert_eq!(
        list.body().as_ref(),
        include_bytes!("../samples/list-expanded.json")
    );
}

#[tokio::test]
async fn create() {
    let server = server().await;
    with_token("POST", TICKETS)
        .and(header("content-type", "application/json"))
        .and(body_json(serde_json::json!({
            "customer_id": "160c0c4b-9966-4dc1-a916-8407eb10d74e",
            "vehicle_model_id": 0,
            "vin": null,
            "preparer_external_reference": "DYNAMICS_ERP_3454662",
        })))
        .respond_with(json(201, include_str!("../samples/prepared-ticket.json")))
        .expect(1)
        .mount(&server)
        .await;
    let created = client(&server)
        .create_prepared_ticket(ticket())
        .await
        .expect("it is answered");
    assert_eq!(created.status(), StatusCode::CREATED);
    assert_eq!(created.id, Some(id()));
}

#[tokio::test]
async fn get() {
    let server = server().await;
    with_token("GET", &ticket_path())
        .respond_with(json(200, include_str!("../samples/prepared-ticket.json")))
        .expect(1)
        .mount(&server)
        .await;
    let ticket = client(&server)
        .get_prepared_ticket(id())
        .await
        .expect("it is answered");
    assert_eq!(ticket.ticket_number, Some(7_440_303));
}

#[tokio::test]
async fn update() {
    let server = server().await;
    with_token("PUT", &ticket_path())
        .and(body_json(serde_json::json!({
            "vehicle_model_id": 3,
            "vin": null,
            "voucher_code": "WQ4MM3",
            "preparer_external_reference": "",
        })))
        .respond_with(json(200, include_str!("../samples/prepared-ticket.json")))
        .expect(1)
        .mount(&server)
        .await;
    let update = PreparedTicketUpdate::new(3, None, Some("WQ4MM3".to_owned()), "");
    client(&server)
        .update_prepared_ticket(id(), update)
        .await
        .expect("it is answered");
}

#[tokio::test]
async fn delete() {
    let server = server().await;
    with_token("DELETE", &ticket_path())
        .respond_with(ResponseTemplate::new(204))
        .expect(1)
        .mount(&server)
        .await;
    let deletion = client(&server)
        .delete_prepared_ticket(id())
        .await
        .expect("it is answered");
    assert_eq!(*deletion, Deletion::Deleted);
}

#[tokio::test]
async fn the_api_key_goes_with_calls_when_it_is_configured_and_never_to_the_token_endpoint() {
    let server = MockServer::start().await;
    Mock::given(path("/oauth2/token"))
        .and(header_exists("x-api-key"))
        .respond_with(ResponseTemplate::new(400))
        .expect(0)
        .with_priority(1)
        .mount(&server)
        .await;
    Mock::given(path("/oauth2/token"))
        .respond_with(json(200, include_str!("../samples/token.json")))
        .expect(1)
        .mount(&server)
        .await;
    with_token("GET", &ticket_path())
        .and(header("x-api-key", "my-key"))
        .respond_with(json(200, "{}"))
        .expect(1)
        .mount(&server)
        .await;
    let client = Client::builder(server.uri())
        .credentials(credentials().api_key("my-key"))
        .build()
        .expect("valid settings");
    client
        .get_prepared_ticket(id())
        .await
        .expect("it is answered");
}

#[tokio::test]
async fn the_documented_problem_is_kept_whole() {
    let server = server().await;
    let sample = include_str!("../samples/problem.json");
    with_token("POST", TICKETS)
        .respond_with(ResponseTemplate::new(400).set_body_raw(sample, "application/problem+json"))
        .expect(1)
        .mount(&server)
        .await;
    let error = client(&server)
        .create_prepared_ticket(ticket())
        .await
        .expect_err("it is refused");
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::Status, Delivery::Refused)
    );
    let problem = error.problem().expect("there is one");
    assert_eq!(problem.code(), Some("/problems/violations"));
    assert_eq!(problem.title(), Some("Bad request"));
    assert!(problem.violations().is_some());
    assert_eq!(error.body().as_ref(), sample.as_bytes());
    assert_eq!(
        error.to_string().split(" (").next(),
        Some("createPreparedTicket: refused: 400 Bad Request, code /problems/violations")
    );
    assert!(error.report().contains("Please resolve all of them"));
}

#[tokio::test]
async fn violations_of_any_shape_are_kept_as_json() {
    let server = server().await;
    for violations in [
        r#"[{"field":"vin","limit":17.0}]"#,
        r#"["vin"]"#,
        r#"{"vin":["too short"]}"#,
    ] {
        let body = format!(r#"{{"type":"/problems/violations","violations":{violations}}}"#);
        with_token("GET", &ticket_path())
            .respond_with(ResponseTemplate::new(400).set_body_raw(body, "application/problem+json"))
            .up_to_n_times(1)
            .mount(&server)
            .await;
    }
    let client = client(&server);
    for violations in [
        r#"[{"field":"vin","limit":17.0}]"#,
        r#"["vin"]"#,
        r#"{"vin":["too short"]}"#,
    ] {
        let error = client
            .get_prepared_ticket(id())
            .await
            .expect_err("it is refused");
        let kept = error.problem().and_then(|problem| problem.violations());
        assert_eq!(kept.map(RawJson::get), Some(violations));
    }
}

#[tokio::test]
async fn a_failed_token_request_is_not_sent_and_says_why() {
    let server = MockServer::start().await;
    Mock::given(path("/oauth2/token"))
        .respond_with(json(401, r#"{"error":"invalid_client"}"#))
        .expect(1)
        .mount(&server)
        .await;
    let error = client(&server)
        .create_prepared_ticket(ticket())
        .await
        .expect_err("no token");
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::CredentialsRefused, Delivery::NotSent)
    );
    assert_eq!(error.status(), None);
    assert!(
        error.report().contains("invalid_client"),
        "{}",
        error.report()
    );
}

#[tokio::test]
async fn credentials_go_to_the_host_of_the_client_and_a_token_never_to_another_one() {
    let (one, other) = (server().await, MockServer::start().await);
    with_token("GET", &ticket_path())
        .respond_with(json(200, "{}"))
        .expect(1)
        .mount(&one)
        .await;
    let credentials = credentials();
    let client_of = |server: &MockServer| {
        let builder = Client::builder(server.uri()).credentials(credentials.clone());
        builder.build().expect("valid settings")
    };
    client_of(&one)
        .get_prepared_ticket(id())
        .await
        .expect("it is answered");
    let error = client_of(&other)
        .get_prepared_ticket(id())
        .await
        .expect_err("it is refused");
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::Credentials, Delivery::NotSent)
    );
    assert!(
        other
            .received_requests()
            .await
            .is_none_or(|requests| requests.is_empty())
    );
}
