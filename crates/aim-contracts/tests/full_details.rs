//! Full details: either a reference or a filter, page by page.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use aim_contracts::{
    Client, ContractFilter, ContractSelection, Delivery, Error, ErrorKind, Position, RawJson,
};
use support::{client, idle_client, json, line, requests};
use wiremock::matchers::{any, query_param};
use wiremock::{Mock, MockServer};

/// Contracts of these numbers, and how many remain.
fn page(contracts: &[u32], remaining: &str) -> wiremock::ResponseTemplate {
    let contracts: Vec<String> = contracts
        .iter()
        .map(|number| format!(r#"{{"AIMRef":"{number}"}}"#))
        .collect();
    json(
        200,
        &format!(
            r#"{{"Contracts":[{}],"RemainingRecords":{remaining}}}"#,
            contracts.join(",")
        ),
    )
}

async fn at_offset(server: &MockServer, offset: &str, answer: wiremock::ResponseTemplate) {
    Mock::given(query_param("StartOffset", offset))
        .respond_with(answer)
        .with_priority(1)
        .mount(server)
        .await;
}

async fn without_offset(server: &MockServer, answer: wiremock::ResponseTemplate) {
    Mock::given(any()).respond_with(answer).mount(server).await;
}

async fn all(client: &Client, filter: ContractFilter) -> Result<Vec<String>, Error> {
    let mut contracts = client.contract_full_details(filter).items();
    let mut found = Vec::new();
    while let Some(contract) = contracts.next().await {
        found.push(contract?.get().to_owned());
    }
    Ok(found)
}

fn numbered(numbers: &[u32]) -> Vec<String> {
    numbers
        .iter()
        .map(|number| format!(r#"{{"AIMRef":"{number}"}}"#))
        .collect()
}

async fn queries(server: &MockServer) -> Vec<String> {
    requests(server)
        .await
        .iter()
        .map(|request| line(request).replace("GET /api/ContractFullDetails", ""))
        .collect()
}

#[tokio::test]
async fn all_pages_until_nothing_remains() {
    let server = MockServer::start().await;
    without_offset(&server, page(&[1, 2], "3")).await;
    at_offset(&server, "2", page(&[3, 4], "1")).await;
    at_offset(&server, "4", page(&[5], "0")).await;
    let found = all(&client(&server), ContractFilter::new().record_count(2))
        .await
        .expect("all are answered");
    assert_eq!(found, numbered(&[1, 2, 3, 4, 5]));
    assert_eq!(
        queries(&server).await,
        [
            "?RecordCount=2",
            "?StartOffset=2&RecordCount=2",
            "?StartOffset=4&RecordCount=2"
        ]
    );
}

#[tokio::test]
async fn an_empty_page_is_the_last_one() {
    let server = MockServer::start().await;
    without_offset(&server, page(&[1, 2], "null")).await;
    at_offset(&server, "2", page(&[], "null")).await;
    let found = all(&client(&server), ContractFilter::new())
        .await
        .expect("all are answered");
    assert_eq!(found, numbered(&[1, 2]));
    assert_eq!(queries(&server).await, ["", "?StartOffset=2"]);
}

#[tokio::test]
async fn an_empty_page_after_which_some_remain_is_no_end() {
    let server = MockServer::start().await;
    without_offset(&server, page(&[1, 2], "7")).await;
    at_offset(&server, "2", page(&[], "7")).await;
    let error = all(&client(&server), ContractFilter::new())
        .await
        .expect_err("seven are missing");
    assert_eq!(error.kind(), ErrorKind::RepeatedPage);
    assert_eq!(queries(&server).await, ["", "?StartOffset=2"]);
}

#[tokio::test]
async fn pages_start_where_the_filter_says() {
    let server = MockServer::start().await;
    at_offset(&server, "10", page(&[1], "1")).await;
    at_offset(&server, "11", page(&[2], "0")).await;
    let filter = ContractFilter::new().acct(4711).start_offset(10);
    let found = all(&client(&server), filter)
        .await
        .expect("all are answered");
    assert_eq!(found, numbered(&[1, 2]));
    assert_eq!(
        queries(&server).await,
        ["?Acct=4711&StartOffset=10", "?Acct=4711&StartOffset=11"]
    );
}

#[tokio::test]
async fn a_position_can_be_stored_and_taken_up_again() {
    let server = MockServer::start().await;
    without_offset(&server, page(&[1, 2], "2")).await;
    at_offset(&server, "2", page(&[3, 4], "0")).await;
    let client = client(&server);
    let mut contracts = client.contract_full_details(ContractFilter::new()).items();
    for _ in 0..3 {
        contracts
            .next()
            .await
            .expect("there are four")
            .expect("it is answered");
    }
    let position: Position<i64> = contracts.position().expect("one is left");
    assert_eq!((position.cursor, position.skip), (2, 1));
    let mut rest = client
        .contract_full_details(ContractFilter::new())
        .items_from(position);
    let last = rest.next().await.expect("one is left");
    assert_eq!(last.expect("it is answered").get(), r#"{"AIMRef":"4"}"#);
    assert!(rest.next().await.is_none());
}

#[tokio::test]
async fn a_vendor_that_passes_the_offset_over_ends_the_stream_with_an_error() {
    let server = MockServer::start().await;
    without_offset(&server, page(&[1, 2], "3")).await;
    let error = all(&client(&server), ContractFilter::new())
        .await
        .expect_err("the same page comes again");
    assert_eq!(error.kind(), ErrorKind::RepeatedPage);
    assert_eq!(queries(&server).await.len(), 2);
}

#[tokio::test]
async fn a_contract_by_its_reference_is_one_page_without_an_offset() {
    let server = MockServer::start().await;
    without_offset(&server, page(&[1], "5")).await;
    let client = client(&server);
    for contract in [
        ContractSelection::AimRef("A-1".to_owned()),
        ContractSelection::WebRef("W-1".to_owned()),
    ] {
        let call = client.contract_full_details(contract.clone());
        let mut contracts = call.items_from(Position::at(3));
        let found: RawJson = contracts
            .next()
            .await
            .expect("there is one")
            .expect("it is answered");
        assert_eq!(found.get(), r#"{"AIMRef":"1"}"#);
        assert!(contracts.next().await.is_none());
    }
    assert_eq!(queries(&server).await, ["?AIMRef=A-1", "?WebRef=W-1"]);
}

#[tokio::test]
async fn an_empty_reference_is_refused_before_it_is_sent() {
    for (contract, field) in [
        (ContractSelection::AimRef(String::new()), "AIMRef"),
        (ContractSelection::WebRef(String::new()), "WebRef"),
    ] {
        let error = idle_client()
            .contract_full_details(contract)
            .await
            .expect_err("it would give all");
        assert_eq!(error.delivery(), Delivery::NotSent);
        assert_eq!(error.violations()[0].field(), field);
    }
}

#[test]
fn neither_references_nor_accounts_are_shown() {
    let filter = ContractFilter::new()
        .acct(4711)
        .acct_sub(12)
        .serial_number("SN-4711");
    for contract in [
        ContractSelection::AimRef("A-4711".to_owned()),
        ContractSelection::WebRef("W-4711".to_owned()),
        filter.into(),
    ] {
        let shown = format!(
            "{contract:?} {:?}",
            idle_client().contract_full_details(contract.clone())
        );
        assert!(!shown.contains("4711") && !shown.contains("12"), "{shown}");
    }
}
