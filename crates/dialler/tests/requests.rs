//! The requests as values: what would be sent, and what is refused before it is.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use dialler::core::{BuildError, Method, Request};
use dialler::rust_decimal::Decimal;
use dialler::{CampaignKey, Client, ContactKeys, Delivery, Error, ErrorKind, NewContact, Nullable};
use support::{client_of_nobody as client, contact};

fn body(request: &Request) -> &str {
    std::str::from_utf8(request.body_bytes()).expect("JSON is UTF-8")
}

fn line(request: &Request) -> String {
    let query = request.to_query().map(|query| format!("?{query}"));
    format!(
        "{} {}{}",
        request.operation().method(),
        request.to_path(),
        query.unwrap_or_default()
    )
}

fn violations(error: &Error) -> Vec<String> {
    error.violations().iter().map(ToString::to_string).collect()
}

#[test]
fn every_operation_has_its_documented_url() {
    let client = client();
    let keys = ContactKeys::new().ids([7]);
    let requests = [
        client.import_contact(contact()).to_request(),
        client
            .import_contact(contact())
            .overwrite_duplicates(true)
            .to_request(),
        client.get_contact(7).to_request(),
        client.list_contacts().to_request(),
        client
            .list_contacts()
            .dialler_campaigns_id(538)
            .to_request(),
        client.read_contacts(keys.clone()).to_request(),
        client.read_contacts(keys).languages_id(2).to_request(),
        client.delete_contact(7).to_request(),
        client.delete_contact_by_user_data("A&B ü/#").to_request(),
        client.list_campaigns().to_request(),
        client.get_campaign(538).to_request(),
    ];
    assert_eq!(
        requests.iter().map(line).collect::<Vec<_>>(),
        [
            "POST /dialler/contacts/import?overwriteDuplicates=false",
            "POST /dialler/contacts/import?overwriteDuplicates=true",
            "GET /dialler/contacts/7",
            "GET /dialler/contacts",
            "GET /dialler/contacts?diallerCampaignsID=538",
            "POST /dialler/contacts",
            "POST /dialler/contacts?languagesID=2",
            "DELETE /dialler/contacts/contact/7",
            "DELETE /dialler/contacts/contact?userData=A%26B%20%C3%BC%2F%23",
            "GET /dialler/campaigns",
            "GET /dialler/campaigns/538",
        ]
    );
}

#[test]
fn whether_duplicates_are_overwritten_is_always_sent() {
    let request = client().import_contact(contact()).to_request();
    assert_eq!(request.operation().method(), Method::POST);
    assert_eq!(request.to_query(), Some("overwriteDuplicates=false"));
}

#[test]
fn an_import_sends_what_is_set_and_nothing_else() {
    let request = client().import_contact(contact()).to_request();
    assert_eq!(
        body(&request),
        r#"{"DiallerCampaignsID":538,"Name":"Mustermann","PhoneNumber1":"+4989461495000"}"#
    );
}

#[test]
fn a_campaign_is_named_by_its_id_or_by_its_name() {
    let campaigns: [(CampaignKey, &str); 4] = [
        (538.into(), r#""DiallerCampaignsID":538"#),
        (
            5_000_000_000_i64.into(),
            r#""DiallerCampaignsID":5000000000"#,
        ),
        (
            "My Campaign".into(),
            r#""DiallerCampaignsName":"My Campaign""#,
        ),
        ("538".to_owned().into(), r#""DiallerCampaignsName":"538""#),
    ];
    for (campaign, member) in campaigns {
        let contact = NewContact::new(campaign.clone(), "A").phone_number4("1");
        let request = client().import_contact(contact.clone()).to_request();
        assert_eq!(
            body(&request),
            format!(r#"{{{member},"Name":"A","PhoneNumber4":"1"}}"#)
        );
        assert_eq!(contact.campaign(), Some(campaign));
    }
}

#[test]
fn null_and_absent_and_empty_are_different() {
    let contact = contact()
        .random_sort_order(Nullable::Null)
        .follow_up_date_time(Nullable::Null)
        .amount(Nullable::Null)
        .end_date(None)
        .comment("");
    assert_eq!(
        body(&client().import_contact(contact).to_request()),
        concat!(
            r#"{"DiallerCampaignsID":538,"RandomSortOrder":null,"Name":"Mustermann","Amount":null,"#,
            r#""PhoneNumber1":"+4989461495000","Comment":"","FollowUpDateTime":null,"dtEndDate":null}"#
        )
    );
}

#[test]
fn an_amount_keeps_every_digit() {
    for amount in ["0.0", "0.10", "12345678901234567890.12345678", "-3"] {
        let contact = contact().amount(amount.parse::<Decimal>().expect("a decimal"));
        let request = client().import_contact(contact).to_request();
        let member = format!(r#""Amount":{amount},"#);
        assert!(body(&request).contains(&member), "{amount}");
    }
}

#[test]
fn dates_are_sent_without_an_offset() {
    let begin: dialler::LocalDateTime = "2020-01-01T00:00:00".parse().expect("a date");
    let request = client()
        .import_contact(contact().begin_date(begin))
        .to_request();
    assert!(body(&request).contains(r#""dtBeginDate":"2020-01-01T00:00:00""#));
}

#[test]
fn a_batch_read_sends_only_lists_with_a_key() {
    let keys = |keys: ContactKeys| body(&client().read_contacts(keys).to_request()).to_owned();
    let none: [&str; 0] = [];
    assert_eq!(
        keys(ContactKeys::new().ids([1]).ids([2]).user_data(none)),
        r#"{"IDList":[1,2]}"#
    );
    assert_eq!(
        keys(ContactKeys::new().user_data(["A".to_owned()]).ids([])),
        r#"{"UserDataList":["A"]}"#
    );
}

#[tokio::test]
async fn an_import_without_a_name_a_campaign_and_a_number_names_all_that_is_missing() {
    let nothing: NewContact = serde_json::from_str(r#"{"Name":""}"#).expect("it decodes");
    let error = client()
        .import_contact(nothing)
        .await
        .expect_err("it is refused");
    assert_eq!(
        (error.kind(), error.delivery(), error.attempts()),
        (ErrorKind::InvalidRequest, Delivery::NotSent, 0)
    );
    let violations = violations(&error);
    assert!(violations[0].starts_with("Name must have at least 1 character"));
    assert_eq!(
        violations[1..],
        [
            "DiallerCampaignsID or DiallerCampaignsName must have a value",
            "PhoneNumber1 or one of PhoneNumber2, PhoneNumber3, PhoneNumber4, PhoneNumber5, PhoneNumber6 must have a value",
        ]
    );
}

#[tokio::test]
async fn a_campaign_by_its_id_and_its_name_is_refused() {
    let both = r#"{"DiallerCampaignsID":538,"DiallerCampaignsName":"My Campaign","Name":"M","PhoneNumber1":"1"}"#;
    let contact: NewContact = serde_json::from_str(both).expect("it decodes");
    let error = client()
        .import_contact(contact)
        .await
        .expect_err("it is refused");
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(
        violations(&error),
        ["DiallerCampaignsID and DiallerCampaignsName exclude each other"]
    );
}

#[test]
fn any_one_of_the_six_numbers_is_enough() {
    let contact = || NewContact::new(538, "A");
    for contact in [
        contact().phone_number1("1"),
        contact().phone_number2("1"),
        contact().phone_number3("1"),
        contact().phone_number4("1"),
        contact().phone_number5("1"),
        contact().phone_number6("1"),
    ] {
        let mut request = client().import_contact(contact).to_request();
        assert!(request.violations().as_slice().is_empty());
    }
}

#[tokio::test]
async fn empty_numbers_are_none() {
    let contact = NewContact::new(538, "A")
        .phone_number1("")
        .phone_number2("");
    let error = client()
        .import_contact(contact)
        .await
        .expect_err("it is refused");
    assert_eq!(violations(&error).len(), 1);
    assert_eq!(error.violations()[0].field(), "PhoneNumber1");
}

#[test]
fn phone_numbers_are_sent_as_given() {
    let contact = NewContact::new(538, "A").phone_number1(" 0049 (89) 46-14 ");
    let request = client().import_contact(contact).to_request();
    assert!(body(&request).contains(r#""PhoneNumber1":" 0049 (89) 46-14 ""#));
}

#[tokio::test]
async fn an_empty_campaign_name_is_refused() {
    let contact = NewContact::new("", "A").phone_number1("1");
    let error = client()
        .import_contact(contact)
        .await
        .expect_err("it is refused");
    assert_eq!(error.violations()[0].field(), "DiallerCampaignsName");
}

#[tokio::test]
async fn a_batch_read_needs_a_key() {
    let error = client()
        .read_contacts(ContactKeys::new())
        .await
        .expect_err("it is refused");
    assert_eq!(
        violations(&error),
        ["UserDataList or IDList must have a value"]
    );
}

#[tokio::test]
async fn an_empty_or_blank_user_data_deletes_nothing() {
    for user_data in ["", " ", "\t\u{a0}", "\0"] {
        let error = client()
            .delete_contact_by_user_data(user_data)
            .await
            .expect_err("it is refused");
        assert_eq!(error.delivery(), Delivery::NotSent);
        assert_eq!(violations(&error), ["userData must not be empty or blank"]);
    }
}

#[test]
fn a_base_url_is_put_together_from_the_server_and_the_clients_id() {
    for (server, url) in [
        ("http://acd.example", "http://acd.example/rest/v1.0/12"),
        (
            "http://acd.example:8443/",
            "http://acd.example:8443/rest/v1.0/12",
        ),
        (
            "http://proxy.example/jtel",
            "http://proxy.example/jtel/rest/v1.0/12",
        ),
        (
            "http://acd.example/rest/v1.0/12",
            "http://acd.example/rest/v1.0/12",
        ),
        (
            "http://proxy.example/jtel/rest/v1.0/",
            "http://proxy.example/jtel/rest/v1.0/12",
        ),
    ] {
        let client = Client::builder_for(server, 12)
            .allow_plain_http() // https needs a TLS feature
            .build()
            .expect("valid settings");
        assert!(
            format!("{client:?}").contains(&format!("base: {url},")),
            "{client:?}"
        );
    }
}

#[test]
fn a_server_that_is_no_url_and_plain_http_are_errors_of_the_builder() {
    for server in [
        "acd.example",
        "",
        "ftp://acd.example",
        "http://acd.example",
        "https://a/?b",
    ] {
        let error = Client::builder_for(server, 1)
            .build()
            .expect_err("it is refused");
        assert!(matches!(error, BuildError::BaseUrl(_)), "{server}: {error}");
    }
    let allowed = Client::builder_for("http://acd.example:8080", 1).allow_plain_http();
    assert!(allowed.build().is_ok());
}
