//! Each operation of each vendor meets each kind of fault, and the ledger tells whether the vendor has acted.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]

mod client;

use std::time::Duration;

use client::dialler::new_contact;
use client::http_client;
use client::leadbank::acknowledgement;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use vendor_sandbox::{
    Fault, FaultPlan, Operation, Sandbox, StatusCode, aim, dialler, iveco, leadbank,
};

/// All kinds that need no clock and no client that gives up.
fn faults() -> [Fault; 13] {
    [
        Fault::Delay(Duration::ZERO),
        Fault::Refuse {
            status: StatusCode::SERVICE_UNAVAILABLE,
            retry_after: None,
        },
        Fault::CloseBeforeReading,
        Fault::DropBeforeActing,
        Fault::DropAfterActing,
        Fault::CutBody,
        Fault::OversizedBody { padding: 10 },
        Fault::GarbageBody,
        Fault::HtmlPage { acts: false },
        Fault::HtmlPage { acts: true },
        Fault::ExpiredToken,
        Fault::WrongContentType,
        Fault::ErrorAfterActing {
            status: StatusCode::INTERNAL_SERVER_ERROR,
        },
    ]
}

/// A call of each operation that succeeds in a new sandbox.
fn calls(sandbox: &Sandbox) -> Vec<(Operation, RequestBuilder)> {
    let http = http_client();
    let leadbank = |path: &str| {
        let url = format!("{}/api/leads{path}", sandbox.leadbank().base_url());
        http.post(url)
    };
    let dialler = |method, path: &str| {
        let url = format!("{}/dialler/{path}", sandbox.dialler().base_url());
        let token = sandbox.dialler().token();
        http.request(method, url).bearer_auth(token)
    };
    let iveco = format!(
        "{}/ANS73/btcontroller/workshopactivationbt",
        sandbox.iveco().base_url()
    );
    let [contact, ..] = dialler::demo::CONTACTS;
    let [lead, ..] = leadbank::demo::LEADS;
    vec![
        (leadbank::FETCH_LEADS, leadbank("").json(&1)),
        (
            leadbank::VALIDATE_LEADS,
            leadbank("/ValidateGetLeads").json(&1),
        ),
        (
            leadbank::SEND_ACKNOWLEDGEMENTS,
            leadbank("/SendAcknos").json(&json!([acknowledgement(lead)])),
        ),
        (
            dialler::IMPORT_CONTACT,
            dialler(Method::POST, "contacts/import?overwriteDuplicates=true").json(&new_contact()),
        ),
        (
            dialler::GET_CONTACT,
            dialler(Method::GET, &format!("contacts/{contact}")),
        ),
        (dialler::LIST_CONTACTS, dialler(Method::GET, "contacts")),
        (
            dialler::READ_CONTACTS,
            dialler(Method::POST, "contacts").json(&json!({ "IDList": [contact] })),
        ),
        (
            dialler::DELETE_CONTACT,
            dialler(Method::DELETE, &format!("contacts/contact/{contact}")),
        ),
        (
            dialler::DELETE_CONTACT_BY_USER_DATA,
            dialler(Method::DELETE, "contacts/contact?userData=CON1234"),
        ),
        (dialler::LIST_CAMPAIGNS, dialler(Method::GET, "campaigns")),
        (dialler::GET_CAMPAIGN, dialler(Method::GET, "campaigns/538")),
        (
            iveco::WORKSHOP_ACTIVATION,
            http.post(iveco).json(&client::iveco::sample()),
        ),
    ]
}

/// The same of AIM, each with tokens of its own: one may be revoked.
fn calls_of_aim(sandbox: &Sandbox) -> Vec<(Operation, RequestBuilder)> {
    let vendor = sandbox.aim();
    let http = http_client();
    let with_key = |method, url: String| {
        http.request(method, url)
            .header("ApiKey", vendor.api_key())
            .header("AppId", vendor.app_id())
    };
    let call = |method, path: &str| {
        with_key(method, format!("{}/api/{path}", vendor.endpoint()))
            .header("OAuthToken", vendor.issue_oauth_token())
    };
    let get = |path: &str| call(Method::GET, path).header("Token", vendor.issue_token());
    let send = |method, path: &str, body: Value| {
        let request = call(method, path).header("Token", vendor.issue_token());
        request.json(&body)
    };
    let post = |path: &str, body| send(Method::POST, path, body);
    let [reference, ..] = aim::demo::CONTRACTS;
    let contract = json!({ "Acct": aim::demo::ACCOUNTS[1], "Sub": aim::demo::SUBS[1] });
    let with = |members: Value| {
        let mut body = contract.clone();
        let members = members.as_object().cloned().unwrap();
        body.as_object_mut().unwrap().extend(members);
        body
    };
    let login = format!(
        "Security?Username={}&Password={}",
        vendor.user_name(),
        vendor.password()
    );
    let date = "2026-06-30T00:00:00.0000000";
    vec![
        (
            aim::GET_END_POINT,
            with_key(Method::GET, vendor.discovery_url()),
        ),
        (aim::LOGIN, call(Method::POST, &login)),
        (
            aim::CONTRACT_FULFILLMENT,
            post("ContractFulfillment", json!({ "Ref": reference })),
        ),
        (
            aim::SET_CONTRACT_SERIAL,
            post("C2BSetContractSerial", json!({ "Ref": reference })),
        ),
        (
            aim::CONTRACT_DETAILS,
            post("GetContractDetails", json!({ "Ref": reference })),
        ),
        (aim::CONTRACT_FULL_DETAILS, get("ContractFullDetails")),
        (aim::CONTRACT_STATUS_LISTING, get("ContractStatusListing")),
        (aim::CONTRACT_DEFAULT_LISTING, get("ContractDefaultListing")),
        (aim::SCHEDULED_RETURNS, get("ContractScheduledReturns")),
        (
            aim::SCHEDULE_RETURN,
            post(
                "ContractScheduledReturns",
                with(json!({ "OptionId": 1, "ReturnDate": date })),
            ),
        ),
        (aim::SCHEDULED_EXCHANGES, get("ScheduledExchanges")),
        (
            aim::SCHEDULE_EXCHANGE,
            post(
                "ScheduledExchanges",
                with(json!({ "ExchangedItemID": 1, "PostingDate": date, "ScheduledDate": date })),
            ),
        ),
        (
            aim::SET_CONTRACT_CUSTOMER,
            post(
                "C2BSetContractCustomer",
                json!({ "WebRef": reference, "Acct": 7 }),
            ),
        ),
        (
            aim::TOGGLE_CONTRACT_LOCK,
            post(
                "C2BToggleContractLock",
                json!({ "Mode": "LOCK", "WebRefs": [reference] }),
            ),
        ),
        (aim::UNFINISHED_CONTRACTS, get("C2BGetUnfinishedContracts")),
        (
            aim::PUT_SCHEDULED_RETURNS,
            send(
                Method::PUT,
                "ContractScheduledReturns",
                json!({ "Contracts": [contract] }),
            ),
        ),
    ]
}

#[tokio::test]
async fn aim_too_acts_as_the_fault_says() {
    for fault in faults() {
        let sandbox = Sandbox::start().await.unwrap();
        // Marking a return needs one that is there, whatever becomes of the call that schedules it.
        for (operation, request) in calls_of_aim(&sandbox) {
            if operation == aim::SCHEDULE_RETURN {
                request.send().await.unwrap();
            }
        }
        sandbox.ledger().clear();
        for (operation, request) in calls_of_aim(&sandbox) {
            sandbox.faults().inject(operation, fault.clone());
            // What the client sees of it is another matter.
            let _ = request.send().await;
            sandbox.ledger().settled().await;
            let call = sandbox.ledger().calls_of(operation).remove(0);
            assert_eq!(call.acted, fault.acts(), "{operation} {fault:?}");
            assert_eq!(call.fault.as_ref(), Some(&fault));
            assert!(call.violations.is_empty(), "{operation}");
        }
    }
}

#[tokio::test]
async fn without_a_fault_each_call_of_aim_succeeds() {
    let sandbox = Sandbox::start().await.unwrap();
    for (operation, request) in calls_of_aim(&sandbox) {
        assert_eq!(request.send().await.unwrap().status(), 200, "{operation}");
    }
    let calls = sandbox.ledger().calls();
    assert_eq!(calls.len(), aim::OPERATIONS.len());
    assert!(calls.iter().all(|call| call.acted));
}

#[tokio::test]
async fn whether_the_vendor_acts_is_as_the_fault_says() {
    for fault in faults() {
        let sandbox = Sandbox::start().await.unwrap();
        for (operation, request) in calls(&sandbox) {
            sandbox.faults().inject(operation, fault.clone());
            // What the client sees of it is another matter.
            let _ = request.send().await;
            sandbox.ledger().settled().await;
            let call = sandbox.ledger().calls_of(operation).remove(0);
            assert_eq!(call.acted, fault.acts(), "{operation} {fault:?}");
            assert_eq!(call.fault.as_ref(), Some(&fault));
            assert!(call.violations.is_empty(), "{operation}");
        }
    }
}

#[tokio::test]
async fn without_a_fault_each_call_succeeds() {
    let sandbox = Sandbox::start().await.unwrap();
    for (operation, request) in calls(&sandbox) {
        assert_eq!(request.send().await.unwrap().status(), 200, "{operation}");
    }
    assert!(sandbox.ledger().calls().iter().all(|call| call.acted));
}

#[tokio::test]
async fn by_chance_no_token_expires_that_a_client_cannot_renew() {
    let sandbox = Sandbox::start().await.unwrap();
    let plan = FaultPlan::random(7, 1.0).kinds([Fault::ExpiredToken]);
    sandbox.faults().follow(plan);
    for (operation, request) in calls(&sandbox) {
        assert_eq!(request.send().await.unwrap().status(), 200, "{operation}");
    }
    assert_eq!(sandbox.dialler().token(), dialler::demo::TOKEN);
}

#[tokio::test]
async fn a_line_shows_what_the_vendor_documents_of_a_path_and_no_id() {
    let sandbox = Sandbox::start().await.unwrap();
    for (_, request) in calls(&sandbox) {
        request.send().await.unwrap();
    }
    let lines: Vec<_> = sandbox
        .ledger()
        .calls()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        lines[1],
        "2 leadbank.validateLeads POST /leadbank/api/leads/ValidateGetLeads: 200, acted, 0 violations"
    );
    assert_eq!(
        lines[7],
        "8 dialler.deleteContact DELETE /dialler/rest/v1.0/*/dialler/contacts/contact/*: 200, acted, 0 violations"
    );
    assert_eq!(
        lines[8],
        "9 dialler.deleteContactByUserData DELETE /dialler/rest/v1.0/*/dialler/contacts/contact: 200, acted, 0 violations"
    );
}
