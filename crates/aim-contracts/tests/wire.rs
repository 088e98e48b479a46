//! What goes over the wire, operation by operation, and what comes back.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use aim_contracts::core::chrono::NaiveDate;
use aim_contracts::{
    Accessory, Client, ContractDetailsRequest, ContractFilter, ContractId, ContractSelection,
    Decimal, DeliveredAccessory, Error, FormInput, Fulfillment, LocalDateTime, LockMode,
    MassUpdateItem, RawJson, Response, ScheduleExchangeRequest, ScheduleReturnRequest,
};
use support::{body, client, header, idle_client, json, line, only_request, server_with};
use wiremock::Request;

fn date(text: &str) -> LocalDateTime {
    text.parse().expect("a date")
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

/// Calls a vendor that gives this answer, and tells what was sent.
async fn exchange<T>(
    answer: &str,
    call: impl AsyncFnOnce(Client) -> Result<T, Error>,
) -> (T, Request) {
    let server = server_with(json(200, answer)).await;
    let value = call(client(&server)).await.expect("it is answered");
    (value, only_request(&server).await)
}

fn assert_sent(request: &Request, expected_line: &str, expected_body: &str) {
    assert_eq!(line(request), expected_line);
    assert_eq!(body(request), expected_body);
    let content_type = (!expected_body.is_empty()).then_some("application/json");
    assert_eq!(header(request, "content-type"), content_type);
}

#[tokio::test]
async fn every_call_carries_the_credentials_in_headers_and_nowhere_else() {
    let server = server_with(json(200, "{}")).await;
    let credentials = support::credentials()
        .without_discovery()
        .oauth_token("oauth-1")
        .token("token-1")
        .device_id("device-1");
    support::client_with(&server, credentials)
        .contract_fulfillment(Fulfillment::new("R-1"))
        .await
        .expect("it is answered");
    let request = only_request(&server).await;
    let sent = ["apikey", "appid", "oauthtoken", "token", "deviceid"]
        .map(|name| header(&request, name).expect("it is sent"));
    assert_eq!(sent, ["key-1", "app-1", "oauth-1", "token-1", "device-1"]);
    assert_eq!(header(&request, "accept"), Some("application/json"));
    let agent = header(&request, "user-agent").expect("it is sent");
    assert!(agent.starts_with("aim-contracts/"), "{agent}");
    assert_sent(
        &request,
        "POST /api/ContractFulfillment",
        r#"{"Ref":"R-1"}"#,
    );
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let (_, request) = exchange("{}", async |client| {
        client.contract_fulfillment(Fulfillment::new("R-1")).await
    })
    .await;
    assert_sent(
        &request,
        "POST /api/ContractFulfillment",
        r#"{"Ref":"R-1"}"#,
    );
    let (_, request) = exchange("{}", async |client| {
        client.mass_update([MassUpdateItem::new("R-1")]).await
    })
    .await;
    assert_sent(
        &request,
        "POST /api/ContractFulfillment",
        r#"{"MassUpdateItems":[{"Ref":"R-1"}]}"#,
    );
}

#[tokio::test]
async fn an_empty_list_is_not_sent_either() {
    let fulfillment = Fulfillment::new("R-1")
        .delivered_accessories([])
        .deleted_accessory_ids([])
        .added_accessories([]);
    let (_, request) = exchange("{}", async |client| {
        client.contract_fulfillment(fulfillment).await
    })
    .await;
    assert_eq!(body(&request), r#"{"Ref":"R-1"}"#);
    let item = MassUpdateItem::new("R-1")
        .delivered_accessories([])
        .deleted_accessory_ids([])
        .added_accessories([]);
    let (_, request) = exchange("{}", async |client| client.mass_update([item]).await).await;
    assert_eq!(body(&request), r#"{"MassUpdateItems":[{"Ref":"R-1"}]}"#);
}

fn everything_of_one() -> Fulfillment {
    Fulfillment::new("R-1")
        .serial("SN-1")
        .serial_pk(9_007_199_254_740_993)
        .cash_price(decimal("1234567890123456.10"))
        .new_status("Delivered")
        .notes("Ring twice")
        .delivery_date(date("2024-10-15T05:29:19"))
        .delivered_accessories([DeliveredAccessory::new(7, false)])
        .deleted_accessory_ids([8])
        .added_accessories([Accessory::new()
            .description("Bow")
            .price(decimal("19.90"))
            .kind("A")
            .cat_num(3)
            .sku("BOW-1")
            .report(true)])
        .first_due(date("2024-11-01T00:00:00.1234567"))
        .customer_acct(4711)
        .unlock(true)
}

const EVERYTHING_OF_ONE: &str = concat!(
    r#"{"Ref":"R-1","Serial":"SN-1","SerialPk":9007199254740993,"CashPrice":1234567890123456.10,"#,
    r#""NewStatus":"Delivered","Notes":"Ring twice","DeliveryDate":"2024-10-15T05:29:19.0000000","#,
    r#""DeliveredAccessories":[{"Id":7,"Delivered":false}],"DeletedAccessoryIds":[8],"#,
    r#""AddedAccessories":[{"Desc":"Bow","Price":19.90,"Type":"A","CatNum":3,"Sku":"BOW-1","Report":true}],"#,
    r#""FirstDue":"2024-11-01T00:00:00.1234567","CustomerAcct":4711,"Unlock":true}"#,
);

#[tokio::test]
async fn contract_fulfillment() {
    // The sample as it stands lists an error and has an error's code and texts: it is no success.
    let answer = include_str!("../samples/contract-fulfillment-response.json")
        .replace(r#"{"Ref":"String","ErrorMessage":"String"}"#, "")
        .replace(r#""ErrorCode":"String""#, r#""ErrorCode":"""#)
        .replace(r#""ErrorDisplayText":"String""#, r#""ErrorDisplayText":"""#)
        .replace(r#""ErrorMessage":"String""#, r#""ErrorMessage":"""#);
    let (answer, request) = exchange(&answer, async |client| {
        client.contract_fulfillment(everything_of_one()).await
    })
    .await;
    assert_sent(&request, "POST /api/ContractFulfillment", EVERYTHING_OF_ONE);
    let status = answer.status.as_ref().expect("there is one");
    assert_eq!(status.status_code.as_deref(), Some("String"));
}

#[tokio::test]
async fn contract_fulfillment_by_the_old_route() {
    let (_, request) = exchange("{}", async |client| {
        client
            .contract_fulfillment(everything_of_one())
            .by_old_route()
            .await
    })
    .await;
    assert_sent(
        &request,
        "POST /api/C2BSetContractSerial",
        EVERYTHING_OF_ONE,
    );
}

#[tokio::test]
async fn mass_update() {
    let item = MassUpdateItem::new("R-1")
        .serial("SN-1")
        .serial_pk(9_007_199_254_740_993)
        .cash_price(decimal("1234567890123456.10"))
        .new_status("Delivered")
        .notes("Ring twice")
        .delivery_date(date("2024-10-15T05:29:19"))
        .delivered_accessories([DeliveredAccessory::new(7, false)])
        .deleted_accessory_ids([8])
        .added_accessories([Accessory::new()
            .description("Bow")
            .price(decimal("19.90"))
            .kind("A")
            .cat_num(3)
            .sku("BOW-1")
            .report(true)])
        .first_due(date("2024-11-01T00:00:00.1234567"))
        .new_customer_acct(4711)
        .unlock(true);
    let expected = format!(
        r#"{{"MassUpdateItems":[{},{{"Ref":"R-2"}}]}}"#,
        EVERYTHING_OF_ONE.replace("CustomerAcct", "NewCustomerAcct")
    );
    let items = [item, MassUpdateItem::new("R-2")];
    let (outcome, request) =
        exchange("{}", async |client| client.mass_update(items.clone()).await).await;
    assert!(outcome.is_free_of_errors());
    assert_sent(&request, "POST /api/ContractFulfillment", &expected);
    let (_, request) = exchange("{}", async |client| {
        client.mass_update(items).by_old_route().await
    })
    .await;
    assert_sent(&request, "POST /api/C2BSetContractSerial", &expected);
}

#[tokio::test]
async fn contract_details() {
    let answer = r#"{"AccountSub":"4711-1","NextDueDate":"2024-11-01T00:00:00.0000000","PaymentAmount":25.50,
        "TotalDue":1234567890123456.10,"Inventory":[{"Model":"V-100","Item":"Violin","Serial":"SN-1","Desc":"4/4"}],
        "Payments":[{"Date":"2024-10-01T00:00:00.0000000","Amount":25.50,"Ref":"P-1"}],"DiscountedPayoff":null}"#;
    let (details, request) =
        exchange(answer, async |client| client.contract_details("R-1").await).await;
    assert_sent(&request, "POST /api/GetContractDetails", r#"{"Ref":"R-1"}"#);
    assert_eq!(details.total_due, Some(decimal("1234567890123456.10")));
    assert_eq!(details.inventory[0].description.as_deref(), Some("4/4"));
    assert_eq!(details.payments[0].reference.as_deref(), Some("P-1"));
    assert_eq!(details.discounted_payoff, None);
    let (_, request) = exchange("{}", async |client| {
        client
            .contract_details(ContractDetailsRequest::new("R-1").acct_sub(2))
            .await
    })
    .await;
    assert_eq!(body(&request), r#"{"Ref":"R-1","Sub":2}"#);
}

#[tokio::test]
async fn contract_full_details_of_one() {
    let answer = r#"{"Contracts":[{"Total":1.10,"Unheard":[{"Of":true}]}],"RemainingRecords":0}"#;
    let (details, request) = exchange(answer, async |client| {
        let contract = ContractSelection::AimRef("A/1".to_owned());
        client.contract_full_details(contract).await
    })
    .await;
    assert_sent(&request, "GET /api/ContractFullDetails?AIMRef=A%2F1", "");
    let contracts: Vec<&str> = details.contracts.iter().map(RawJson::get).collect();
    assert_eq!(
        contracts,
        [r#"{"Total":1.10,"Unheard":[{"Of":true}]}"#],
        "nothing is lost"
    );
    let (_, request) = exchange("{}", async |client| {
        let contract = ContractSelection::WebRef("W-1".to_owned());
        client
            .contract_full_details(contract)
            .calculations_date("2024-10-15")
            .await
    })
    .await;
    assert_sent(
        &request,
        "GET /api/ContractFullDetails?CalculationsDate=2024-10-15&WebRef=W-1",
        "",
    );
}

#[tokio::test]
async fn contract_full_details_of_many() {
    let filter = ContractFilter::new()
        .acct(4711)
        .acct_sub(1)
        .changed_date(date("2024-10-15T05:29:19.5"))
        .serial_number("SN 1")
        .start_offset(20)
        .record_count(10);
    let (details, request) = exchange(r#"{"RemainingRecords":5000000000}"#, async |client| {
        client
            .contract_full_details(filter)
            .calculations_date("2024-10-15")
            .await
    })
    .await;
    assert_sent(
        &request,
        "GET /api/ContractFullDetails?Acct=4711&Sub=1&ChangedDate=2024-10-15T05%3A29%3A19.5\
         &SerialNumber=SN%201&CalculationsDate=2024-10-15&StartOffset=20&RecordCount=10",
        "",
    );
    assert_eq!(details.remaining_records, Some(5_000_000_000));
}

#[tokio::test]
async fn contract_status_listing() {
    let answer =
        r#"{"ContractStatuses":[{"Id":3,"Description":"DEL","WebDescription":"Delivered"}]}"#;
    let (listing, request) = exchange(answer, async |client| {
        client.contract_status_listing().await
    })
    .await;
    assert_sent(&request, "GET /api/ContractStatusListing", "");
    let status = &listing.contract_statuses[0];
    assert_eq!(
        (status.id, status.web_description.as_deref()),
        (Some(3), Some("Delivered"))
    );
}

#[tokio::test]
async fn contract_default_listing() {
    let answer =
        r#"{"ContractDefaults":[{"Id":3,"Description":"D","RdfType":"R","FullType":"F"}]}"#;
    let (listing, request) = exchange(answer, async |client| {
        client.contract_default_listing().await
    })
    .await;
    assert_sent(&request, "GET /api/ContractDefaultListing", "");
    let default = &listing.contract_defaults[0];
    assert_eq!(
        (default.id, default.rdf_type.as_deref()),
        (Some(3), Some("R"))
    );
}

#[tokio::test]
async fn scheduled_returns() {
    let answer = r#"{"Contracts":[{"Acct":4711,"Sub":1,"ScheduledReturnDate":"2024-10-15T00:00:00.0000000",
        "ReturnedDate":null,"MobileReturnedStatus":false}]}"#;
    let (returns, request) = exchange(answer, async |client| {
        let from = NaiveDate::from_ymd_opt(2024, 10, 1).and_then(|day| day.and_hms_opt(0, 0, 0));
        client
            .scheduled_returns()
            .date_from(from.expect("a date"))
            .date_to(date("2024-10-31T23:59:59.9999999"))
            .district_id(1)
            .school_id(2)
            .location_id(3)
            .status_id(4)
            .option_id(5)
            .include_returned(false)
            .lan_id("ann")
            .await
    })
    .await;
    assert_sent(
        &request,
        "GET /api/ContractScheduledReturns?DateFrom=2024-10-01T00%3A00%3A00\
         &DateTo=2024-10-31T23%3A59%3A59.9999999&DistrictId=1&SchoolId=2&LocationId=3&StatusId=4&OptionId=5\
         &IncludeReturned=false&LanId=ann",
        "",
    );
    let found = &returns.contracts[0];
    assert_eq!((found.acct, found.acct_sub), (Some(4711), Some(1)));
    assert_eq!(
        found.scheduled_return_date,
        Some(date("2024-10-15T00:00:00"))
    );
    assert_eq!(
        (found.returned_date, found.mobile_returned_status),
        (None, Some(false))
    );
    let (_, request) = exchange("{}", async |client| client.scheduled_returns().await).await;
    assert_sent(&request, "GET /api/ContractScheduledReturns", "");
}

#[tokio::test]
async fn schedule_return() {
    let schedule = ScheduleReturnRequest::new(4711, 1, 5, date("2024-10-15T00:00:00"))
        .return_notes("At the door")
        .auto_pay_hold_date(date("2024-12-01T00:00:00"))
        .status_id(4);
    let (answer, request) = exchange(r#"{"RefNumber":"SR-1"}"#, async |client| {
        client.schedule_return(schedule).await
    })
    .await;
    assert_sent(
        &request,
        "POST /api/ContractScheduledReturns",
        concat!(
            r#"{"Acct":4711,"Sub":1,"OptionId":5,"ReturnDate":"2024-10-15T00:00:00.0000000","#,
            r#""ReturnNotes":"At the door","AutoPayHoldDate":"2024-12-01T00:00:00.0000000","StatusId":4}"#
        ),
    );
    assert_eq!(answer.ref_number.as_deref(), Some("SR-1"));
}

#[tokio::test]
async fn put_scheduled_returns() {
    let (_, request) = exchange("{}", async |client| {
        client
            .put_scheduled_returns([ContractId::new(4711, 1), ContractId::new(4711, 2)])
            .await
    })
    .await;
    assert_sent(
        &request,
        "PUT /api/ContractScheduledReturns",
        r#"{"Contracts":[{"Acct":4711,"Sub":1},{"Acct":4711,"Sub":2}]}"#,
    );
}

#[tokio::test]
async fn scheduled_exchanges() {
    let answer = r#"{"ScheduledExchanges":[{"ExchangeID":9,"ExchangeRef":null,"Processed":true,
        "ScheduledDate":"2024-10-15T00:00:00.0000000"}]}"#;
    let (exchanges, request) = exchange(answer, async |client| {
        client
            .scheduled_exchanges()
            .scheduled_date_from(date("2024-10-01T00:00:00"))
            .scheduled_date_to(date("2024-10-31T00:00:00"))
            .district_id(1)
            .school_id(2)
            .location_id(3)
            .status_id(4)
            .option_id(5)
            .include_processed(true)
            .lan_id("ann")
            .await
    })
    .await;
    assert_sent(
        &request,
        "GET /api/ScheduledExchanges?ScheduledDateFrom=2024-10-01T00%3A00%3A00\
         &ScheduledDateTo=2024-10-31T00%3A00%3A00&DistrictId=1&SchoolId=2&LocationId=3&StatusId=4&OptionId=5\
         &IncludeProcessed=true&LanId=ann",
        "",
    );
    let found = &exchanges.scheduled_exchanges[0];
    assert_eq!((found.exchange_id, found.exchange_ref), (Some(9), None));
    assert_eq!(found.processed, Some(true));
}

#[tokio::test]
async fn schedule_exchange() {
    let day = date("2024-10-15T00:00:00");
    let exchanged = ScheduleExchangeRequest::new(4711, 1, 9, day, day)
        .new_sku("V-200")
        .option_id(5)
        .exchange_notes("Larger")
        .processed(false)
        .status_id(4)
        .form_input_list([FormInput::new("SIZE", "4/4")]);
    let (answer, request) = exchange(r#"{"ExchangeID":77}"#, async |client| {
        client.schedule_exchange(exchanged).await
    })
    .await;
    assert_sent(
        &request,
        "POST /api/ScheduledExchanges",
        concat!(
            r#"{"Acct":4711,"Sub":1,"ExchangedItemID":9,"PostingDate":"2024-10-15T00:00:00.0000000","#,
            r#""ScheduledDate":"2024-10-15T00:00:00.0000000","NewSku":"V-200","OptionId":5,"#,
            r#""ExchangeNotes":"Larger","Processed":false,"StatusId":4,"#,
            r#""FormInputList":[{"Key":"SIZE","Value":"4/4"}]}"#
        ),
    );
    assert_eq!(answer.exchange_id, Some(77));
    let client = idle_client();
    let without = ScheduleExchangeRequest::new(4711, 1, 9, day, day);
    let empty = without.clone().form_input_list([]);
    assert_eq!(
        client.schedule_exchange(empty).to_request().body_bytes(),
        client.schedule_exchange(without).to_request().body_bytes(),
        "an empty list is not sent"
    );
}

#[tokio::test]
async fn set_contract_customer() {
    let (_, request) = exchange("{}", async |client| {
        client.set_contract_customer("W-1", 4711).await
    })
    .await;
    assert_sent(
        &request,
        "POST /api/C2BSetContractCustomer",
        r#"{"WebRef":"W-1","Acct":4711}"#,
    );
}

#[tokio::test]
async fn toggle_contract_lock() {
    let (_, request) = exchange("{}", async |client| {
        client.toggle_contract_lock(LockMode::Lock, "W-1").await
    })
    .await;
    assert_sent(
        &request,
        "POST /api/C2BToggleContractLock",
        r#"{"Mode":"LOCK","WebRef":"W-1"}"#,
    );
    let (_, request) = exchange("{}", async |client| {
        client
            .toggle_contract_lock(LockMode::Unlock, ["W-1", "W-2"])
            .await
    })
    .await;
    assert_sent(
        &request,
        "POST /api/C2BToggleContractLock",
        r#"{"Mode":"UNLOCK","WebRefs":["W-1","W-2"]}"#,
    );
}

#[tokio::test]
async fn unfinished_contracts() {
    let answer = r#"{"UnfinishedContracts":[{"Ref":"R-1","CustomerAcct":4711,"MonthlyPay":25.50,
        "Location":{"Id":3,"Latitude":52.0123456789012345},"Accessories":[{"Id":7,"Price":1.10}],"CutShort":"yes"}]}"#;
    let (found, request): (Response<_>, _) = exchange(answer, async |client| {
        client
            .unfinished_contracts()
            .kind("RENTAL")
            .start_offset(0)
            .record_count(50)
            .search_str("Ann & Bob")
            .include_contracts_entered_by_other_users(true)
            .district_id(1)
            .school_id(2)
            .teacher_id(3)
            .delivery_desc("Store")
            .status("NEW")
            .await
    })
    .await;
    assert_sent(
        &request,
        "GET /api/C2BGetUnfinishedContracts?Type=RENTAL&StartOffset=0&RecordCount=50&SearchStr=Ann%20%26%20Bob\
         &IncludeContractsEnteredByOtherUsers=true&DistrictId=1&SchoolId=2&TeacherId=3&DeliveryDesc=Store&Status=NEW",
        "",
    );
    let contract = &found.unfinished_contracts[0];
    assert_eq!(contract.reference.as_deref(), Some("R-1"));
    assert_eq!(contract.accessories[0].get(), r#"{"Id":7,"Price":1.10}"#);
    let latitude = contract.location.as_ref().and_then(|place| place.latitude);
    assert_eq!(latitude, Some(decimal("52.0123456789012345")));
    assert!(
        found.body().windows(8).any(|text| text == b"CutShort"),
        "what the page does not show is in the body"
    );
}

#[tokio::test]
async fn get_end_point_asks_the_base_url_with_key_and_app_only() {
    let answer = r#"{"NewEndpointDomain":"https://10846.active-e.net:7890","OAuthToken":"oauth-2","Status":"?"}"#;
    let (found, request) = exchange(answer, async |client| client.get_end_point().await).await;
    assert_sent(&request, "GET /aeServices30/api/GetEndPoint", "");
    assert_eq!(
        (header(&request, "apikey"), header(&request, "appid")),
        (Some("key-1"), Some("app-1"))
    );
    assert_eq!(
        (header(&request, "oauthtoken"), header(&request, "token")),
        (None, None)
    );
    assert_eq!(
        found.new_endpoint_domain.as_deref(),
        Some("https://10846.active-e.net:7890")
    );
    assert!(!format!("{found:?}").contains("oauth-2"));
}
