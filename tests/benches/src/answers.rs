//! What the server answers: the vendors' documented samples, with as many records as are asked for.

use std::fmt::Write as _;

use bytes::Bytes;

/// The one contact that an import gives back: all members of the vendor's answer.
pub const IMPORTED: &str = include_str!("answers/imported.json");

/// The problem of a ticket that is not there.
pub const PROBLEM: &str = r#"{"type":"/problems/not-found","title":"Not found","status":404,"detail":"The prepared ticket does not exist.","instance":"/v2/tickets/prepared-tickets/160c0c4b-9966-4dc1-a916-8407eb10d74e"}"#;

/// A token that outlives a run.
pub const TOKEN: &str = r#"{"access_token":"eyJraWQiOiJiZW5jaG1hcmsifQ.c2FuZGJveA.c2lnbmF0dXJl","expires_in":3600,"token_type":"Bearer"}"#;

/// A ticket; no two have the same number.
#[must_use]
pub fn ticket(number: usize) -> String {
    format!(
        r#"{{"id":"497f6eca-6276-4993-bfeb-{number:012x}","created_at":"2019-08-24T14:15:22Z","customer_id":"160c0c4b-9966-4dc1-a916-8407eb10d74e","ticket_number":{},"vehicle_model_id":4711,"vin":"JH4KA7630PC007649","voucher_code":"WQ4MM3","preparer_external_reference":"DYNAMICS_ERP_{number}"}}"#,
        7_440_303 + number
    )
}

/// A page of tickets.
#[must_use]
pub fn tickets(count: usize) -> Bytes {
    let tickets = joined(count, ticket);
    let total = count + 3_255;
    format!(r#"{{"query":{{"limit":{count},"offset":0}},"result":[{tickets}],"total":{total}}}"#)
        .into()
}

/// A lead with two details, some 485 bytes.
fn lead(number: usize) -> String {
    format!(
        r#"{{"IDLeadBank":{},"IDprovider":2,"NameProvider":"AutoScout24","IDService":4,"NameService":"Probefahrt","State":0,"IDCampaign":"FRUEHJAHR","NameCampaign":"Frühjahrsaktion","BandDealerID":"D-{number}","ExternalLeadID":"as24-{number}","QualificationDate":"2024-10-15T05:29:19.5139414+02:00","CreateDate":"2024-10-15T05:29:19.5139414+02:00","Contents":[{{"ID":1,"Key":"LastName","Value":"Mustermann","Type":4}},{{"ID":2,"Key":"PhoneNumber","Value":"+493023125004","Type":4}}]}}"#,
        48_101 + number
    )
}

/// An answer with leads.
#[must_use]
pub fn leads(count: usize) -> Bytes {
    let leads = joined(count, lead);
    format!(r#"{{"Status":1,"Message":"OK","Leads":[{leads}]}}"#).into()
}

fn joined(count: usize, element: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0..count {
        let comma = if number == 0 { "" } else { "," };
        // Writing to a string cannot fail.
        let _ = write!(text, "{comma}{}", element(number));
    }
    text
}
