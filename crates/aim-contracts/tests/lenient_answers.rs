//! Answers are read leniently: the vendor may add, leave out and null.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

use std::fmt::Debug;

use aim_contracts::AimStatus;
use aim_contracts::models::{
    AccountDetail, ContractDefault, ContractDefaultListingResponse, ContractDetailsResponse,
    ContractFulfillmentResponse, ContractFullDetailsResponse, ContractStatus,
    ContractStatusListingResponse, GetEndPointResponse, InventoryItem, Location, MassUpdateError,
    Payment, ResponseStatus, ScheduleExchangeResponse, ScheduleReturnResponse, ScheduledExchange,
    ScheduledExchangesResponse, ScheduledReturn, ScheduledReturnsResponse, SecurityResponse,
    StatusResponse, UnfinishedContract, UnfinishedContractsResponse, UserDetail,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An object whose members (separated by spaces) are absent, null, or beside ones that nobody has heard of.
fn reads_leniently<T>(members: &str)
where
    T: DeserializeOwned + Serialize + Default + PartialEq + Debug,
{
    let read = |json: &str| -> T { serde_json::from_str(json).expect(json) };
    assert_eq!(read("{}"), T::default(), "an empty answer");
    let null: Vec<String> = members
        .split_whitespace()
        .map(|name| format!(r#""{name}":null"#))
        .collect();
    assert_eq!(
        read(&format!("{{{}}}", null.join(","))),
        T::default(),
        "every member null"
    );
    assert_eq!(
        read(r#"{"Unheard":{"Of":[1.10,null]},"unheard":"of"}"#),
        T::default(),
        "unknown members"
    );
    // That these are the members: each of them, with a value of a wrong type, is an error.
    for name in members.split_whitespace() {
        let wrong = format!(r#"{{"{name}":{{"no":["such","type"]}}}}"#);
        let known = serde_json::from_str::<T>(&wrong).map_or(true, |value| value != T::default());
        assert!(known, "{name} is not read");
    }
}

const PERSON: &str =
    "Acct Sub Name Address Address2 City Student School District Item Employee ReturnedDate";

#[test]
fn fulfillments() {
    reads_leniently::<ContractFulfillmentResponse>("MassUpdateErrors Status");
    reads_leniently::<MassUpdateError>("Ref ErrorMessage");
    reads_leniently::<AimStatus>(
        "StatusCode Login ErrorCode ErrorDisplayText ErrorMessage DomainName IpAddress",
    );
    reads_leniently::<StatusResponse>("Status ResponseStatus");
    reads_leniently::<ResponseStatus>("ErrorCode Message StackTrace Errors");
}

#[test]
fn both_spellings_of_the_address_are_read() {
    for name in ["IpAddress", "IPAddress"] {
        let json = format!(r#"{{"{name}":"192.0.2.1"}}"#);
        let status: AimStatus = serde_json::from_str(&json).expect("it decodes");
        assert_eq!(status.ip_address.as_deref(), Some("192.0.2.1"));
    }
}

#[test]
fn discovery_and_login() {
    reads_leniently::<GetEndPointResponse>("NewEndpointDomain NewEndpoint OAuthToken Status");
    reads_leniently::<SecurityResponse>(
        "Token OAuthToken Domain IsAdmin UserDetails AccountDetails Status",
    );
    reads_leniently::<UserDetail>(
        "Firstname LastName Email Type Location LocationName AccountNumber TaxAuthority TaxAuthorityName",
    );
    reads_leniently::<AccountDetail>("Acct AcctType Name");
}

#[test]
fn details() {
    reads_leniently::<ContractDetailsResponse>(
        "AccountSub NextDueDate PaymentAmount PastDueAmount LateCharges OtherCharges TotalDue AccumulatedCredit
         StudentName SchoolName Topic Inventory Payments PaymentAmt PastDueAmt CurrentBalance TotalPayoff
         DiscountedPayoff PayoffDate Status",
    );
    reads_leniently::<InventoryItem>("Model Item Sku Serial Desc Mfg");
    reads_leniently::<Payment>("Date Amount Ref");
    reads_leniently::<ContractFullDetailsResponse>("Contracts RemainingRecords Status");
}

#[test]
fn listings() {
    reads_leniently::<ContractStatusListingResponse>("ContractStatuses Status");
    reads_leniently::<ContractStatus>("Id Description WebDescription");
    reads_leniently::<ContractDefaultListingResponse>("ContractDefaults Status");
    reads_leniently::<ContractDefault>("Id Description WebDescription RdfType FullType");
}

#[test]
fn scheduled_returns() {
    reads_leniently::<ScheduledReturnsResponse>("Contracts Status");
    reads_leniently::<ScheduledReturn>(&format!(
        "{PERSON} ScheduledReturnDate StockNumber Serial ReturnOption ScheduledReturnedRef Status AutoPayHoldDate
         MobileReturnedStatus"
    ));
    reads_leniently::<ScheduleReturnResponse>("RefNumber Status");
}

#[test]
fn scheduled_exchanges() {
    reads_leniently::<ScheduledExchangesResponse>("ScheduledExchanges Status");
    reads_leniently::<ScheduledExchange>(&format!(
        "{PERSON} ExchangeID StockNumber Serial ReturnOption ScheduledReturnedRef Status History ExchangeRef
         AutoPayHoldDate ExchangedItem PostingDate ScheduledDate NewSku Notes Source Option Processed"
    ));
    reads_leniently::<ScheduleExchangeResponse>("ExchangeID Status");
}

#[test]
fn unfinished_contracts() {
    reads_leniently::<UnfinishedContractsResponse>("UnfinishedContracts Topic BaseUrl Status");
    reads_leniently::<UnfinishedContract>(
        "CustomerName CustomerAcct StudentName Ref DateTime Location District School Teacher Instrument Status Notes
         LockedBy InstrumentGrade Serial Salesperson WebNotes Email Phone DeliveryDate FirstDue Accessories DownPay
         MonthlyPay DownMaint",
    );
    reads_leniently::<Location>(
        "Id Desc ShortDesc Region Latitude Longitude InStorePickup Active CashSaleAcct",
    );
}

#[test]
fn amounts_keep_every_digit() {
    let json = r#"{"TotalDue":1234567890123456.10,"CurrentBalance":-0.070,"TotalPayoff":"12.5"}"#;
    let details: ContractDetailsResponse = serde_json::from_str(json).expect("it decodes");
    assert_eq!(
        serde_json::to_string(&details).expect("it encodes"),
        r#"{"TotalDue":1234567890123456.10,"Inventory":[],"Payments":[],"CurrentBalance":-0.070,"TotalPayoff":12.5}"#
    );
}
