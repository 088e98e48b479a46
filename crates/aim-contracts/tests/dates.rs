//! Dates: seven digits and no offset, as the vendor prints them, and what else it may send.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

use aim_contracts::core::chrono::NaiveDate;
use aim_contracts::models::{ContractDetailsResponse, Payment};
use aim_contracts::{Fulfillment, LocalDateTime};

fn payment(json: &str) -> Payment {
    serde_json::from_str(json).expect("it decodes")
}

fn date(text: &str) -> Option<LocalDateTime> {
    text.parse().ok()
}

fn written(delivery_date: impl Into<LocalDateTime>) -> String {
    let fulfillment = Fulfillment::new("R-1").delivery_date(delivery_date);
    serde_json::to_string(&fulfillment).expect("it encodes")
}

#[test]
fn what_is_sent_has_seven_digits_and_no_offset() {
    let day = NaiveDate::from_ymd_opt(2024, 10, 15).expect("a date");
    for (nanoseconds, digits) in [
        (0, "0000000"),
        (100, "0000001"),
        (123_456_789, "1234567"),
        (500_000_000, "5000000"),
    ] {
        let at = day
            .and_hms_nano_opt(5, 29, 19, nanoseconds)
            .expect("a time");
        assert_eq!(
            written(at),
            format!(r#"{{"Ref":"R-1","DeliveryDate":"2024-10-15T05:29:19.{digits}"}}"#)
        );
    }
}

#[test]
fn what_is_read_may_have_fewer_digits() {
    for text in [
        "2024-10-15T05:29:19",
        "2024-10-15T05:29:19.0000000",
        "2024-10-15T05:29:19.0",
    ] {
        let payment = payment(&format!(r#"{{"Date":"{text}"}}"#));
        assert_eq!(payment.date, date("2024-10-15T05:29:19"), "{text}");
    }
}

#[test]
fn the_minimum_date_is_a_date() {
    let payment = payment(r#"{"Date":"0001-01-01T00:00:00.0000000"}"#);
    assert_eq!(payment.date, date("0001-01-01T00:00:00"));
    let text = serde_json::to_string(&payment).expect("it encodes");
    assert_eq!(text, r#"{"Date":"0001-01-01T00:00:00.0000000"}"#);
}

#[test]
fn a_date_may_be_missing_or_null() {
    for json in ["{}", r#"{"Date":null}"#] {
        assert_eq!(payment(json).date, None);
    }
}

#[test]
fn the_older_form_of_the_platform_is_read_too() {
    for text in [
        "/Date(1728970159000)/",
        r"\/Date(1728970159000)\/",
        "/Date(1728962959000+0200)/",
    ] {
        let payment = payment(&format!(r#"{{"Date":"{text}"}}"#));
        assert_eq!(payment.date, date("2024-10-15T05:29:19"), "{text}");
    }
    let minimum = payment(r#"{"Date":"/Date(-62135596800000)/"}"#);
    assert_eq!(minimum.date, date("0001-01-01T00:00:00"));
}

#[test]
fn what_is_no_date_is_an_error_that_names_its_place_and_not_the_text() {
    let answer = br#"{"Payments":[{"Date":"Ann's birthday"}]}"#;
    let error =
        aim_contracts::core::decode::<ContractDetailsResponse>(answer).expect_err("it is no date");
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("Payments[0].Date"), "{shown}");
    assert!(!shown.contains("Ann"), "{shown}");
}
