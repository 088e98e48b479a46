//! `Debug` shows nothing of persons, references and amounts, and no words of the vendor.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

use std::fmt::Debug;

use aim_contracts::models::{
    Accessory, AccountDetail, AimStatus, ContractDetailsRequest, ContractDetailsResponse,
    ContractId, FormInput, Fulfillment, GetEndPointResponse, InventoryItem, Location,
    MassUpdateError, MassUpdateItem, Payment, ResponseStatus, ScheduleExchangeRequest,
    ScheduleReturnRequest, ScheduleReturnResponse, ScheduledExchange, ScheduledReturn,
    SecurityResponse, SetContractCustomerRequest, ToggleContractLockRequest, UnfinishedContract,
    UserDetail,
};
use serde::de::DeserializeOwned;

const WORD: &str = "Ann Bow";
const NUMBER: &str = "4711";

/// That no member of these (separated by spaces) is shown: texts, and numbers. `needed` are members without
/// which it does not decode.
fn hides_beside<T: DeserializeOwned + Debug>(needed: &str, texts: &str, numbers: &str) {
    let texts = texts
        .split_whitespace()
        .map(|name| format!(r#""{name}":"{WORD}""#));
    let numbers = numbers
        .split_whitespace()
        .map(|name| format!(r#""{name}":{NUMBER}"#));
    let needed = (!needed.is_empty()).then(|| needed.to_owned());
    let members: Vec<String> = needed.into_iter().chain(texts).chain(numbers).collect();
    let json = format!("{{{}}}", members.join(","));
    let value: T = serde_json::from_str(&json).expect(&json);
    let shown = format!("{value:?} {value:#?}");
    assert!(shown.contains("[redacted]"), "{shown}");
    assert!(
        !shown.contains(WORD) && !shown.contains(NUMBER),
        "{json} is shown: {shown}"
    );
}

fn hides<T: DeserializeOwned + Debug>(texts: &str, numbers: &str) {
    hides_beside::<T>("", texts, numbers);
}

#[test]
fn requests() {
    let amounts = "SerialPk CashPrice";
    hides::<Fulfillment>("Ref Serial Notes", &format!("{amounts} CustomerAcct"));
    hides::<MassUpdateItem>("Ref Serial Notes", &format!("{amounts} NewCustomerAcct"));
    hides::<Accessory>("", "Price");
    hides::<ContractDetailsRequest>("Ref", "Sub");
    hides_beside::<ScheduleReturnRequest>(
        r#""OptionId":1,"ReturnDate":"2024-10-15T00:00:00""#,
        "ReturnNotes",
        "Acct Sub",
    );
    hides::<ContractId>("", "Acct Sub");
    hides_beside::<ScheduleExchangeRequest>(
        r#""ExchangedItemID":1,"PostingDate":"2024-10-15T00:00:00","ScheduledDate":"2024-10-15T00:00:00""#,
        "ExchangeNotes",
        "Acct Sub",
    );
    hides_beside::<FormInput>(r#""Key":"K""#, "Value", "");
    hides::<SetContractCustomerRequest>("WebRef", "Acct");
    hides_beside::<ToggleContractLockRequest>(
        r#""Mode":"LOCK","WebRefs":["Ann Bow"]"#,
        "WebRef",
        "",
    );
}

#[test]
fn what_the_vendor_says_about_a_call() {
    hides::<MassUpdateError>("Ref ErrorMessage", "");
    hides::<AimStatus>(
        "StatusCode Login ErrorCode ErrorDisplayText ErrorMessage DomainName IpAddress",
        "",
    );
    hides::<ResponseStatus>("ErrorCode Message StackTrace", "");
}

#[test]
fn discovery_and_login() {
    hides::<GetEndPointResponse>("OAuthToken", "");
    hides::<SecurityResponse>("Token OAuthToken", "");
    hides::<UserDetail>(
        "Firstname LastName Email Location LocationName",
        "AccountNumber",
    );
    hides::<AccountDetail>("Name", "Acct");
}

#[test]
fn contracts() {
    hides::<ContractDetailsResponse>(
        "AccountSub StudentName SchoolName",
        "PaymentAmount PastDueAmount LateCharges OtherCharges TotalDue AccumulatedCredit PaymentAmt PastDueAmt
         CurrentBalance TotalPayoff DiscountedPayoff",
    );
    hides::<InventoryItem>("Serial", "");
    hides::<Payment>("Ref", "Amount");
    hides::<UnfinishedContract>(
        "CustomerName StudentName Ref District School Teacher Notes LockedBy Serial Salesperson WebNotes Email Phone",
        "CustomerAcct DownPay MonthlyPay DownMaint",
    );
    hides::<Location>("", "CashSaleAcct");
}

#[test]
fn returns_and_exchanges() {
    let person = "Name Address Address2 City Student School District Employee StockNumber Serial ScheduledReturnedRef";
    hides::<ScheduledReturn>(person, "Acct Sub");
    hides::<ScheduleReturnResponse>("RefNumber", "");
    hides::<ScheduledExchange>(&format!("{person} History Notes"), "Acct Sub ExchangeRef");
}
