//! Every sensitive member, parameter and credential is planted: held against the contracts, so that none is forgotten.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use aim_contracts::models::{
    AccountDetail, AimStatus, GetEndPointResponse, ResponseStatus, SecurityResponse,
    StatusResponse, UserDetail,
};
use behaviours::effort;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::calls::{self, Said};
use crate::clients::{Clients, SCHEMES};
use crate::contract::{Contract, Place};
use crate::search::{Marks, count_forms, find};
use crate::stub::{Received, Stub};
use crate::{answers, journal, shown};

/// What no method of a client sends: of the login there is only what the credentials need.
const UNSENDABLE: [&str; 3] = [
    "aim: login?Acct",
    "aim: login?DeviceName",
    "aim: login?Token",
];

/// The places where a mark was received or answered.
#[derive(Clone, Default)]
struct Planted(Arc<Mutex<BTreeSet<String>>>);

impl Planted {
    fn note(&self, places: BTreeSet<String>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(places);
    }

    fn places(&self) -> BTreeSet<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn of_request(&self, request: &Received) {
        let contract = Contract::of(&request.vendor);
        if let Some(operation) = contract.operation_at(&request.method, &request.path) {
            let body = body_of(request);
            self.note(contract.planted_in_request(&operation, &request.query, &body));
        }
    }

    fn of_answer(&self, request: &Received, body: &Value) {
        let contract = Contract::of(&request.vendor);
        if let Some(operation) = contract.operation_at(&request.method, &request.path) {
            self.note(contract.planted_in_answer(&operation, body));
        }
    }
}

/// JSON; of XML, what JSON has is sent in JSON as well.
fn body_of(request: &Received) -> Value {
    serde_json::from_slice(&request.body).unwrap_or_default()
}

#[tokio::test]
async fn all_that_is_sensitive_is_sent_and_answered_and_shown_by_nothing() {
    let _reader = journal::open();
    let planted = Planted::default();
    let noting = planted.clone();
    let stub = Stub::start(move |address, request| {
        noting.of_request(request);
        if let Some(body) = answers::body(address, request) {
            noting.of_answer(request, &body);
        }
        answers::success(address, request)
    })
    .await;

    let (mut answered, mut marked) = (0, 0);
    for scheme in SCHEMES {
        let clients = Clients::new(scheme, |vendor| stub.url(vendor));
        for call in calls::all() {
            let said = call.call(&clients).await;
            let said =
                said.unwrap_or_else(|error| panic!("{}: {}", call.operation, error.report()));
            answered += 1;
            match said {
                Said::Body(body) => marked += usize::from(find(&body, Marks::All).is_some()),
                Said::Elements(count) => assert_eq!(count, 1, "{}", call.operation),
            }
        }
    }
    // The check of the check: where a caller asks for the body, the marks are there.
    assert!(
        marked > answered / 2,
        "{marked} of {answered} bodies have a mark"
    );
    planted.note(errors_of_aim());

    let sensitive = Contract::all()
        .iter()
        .flat_map(Contract::places)
        .filter(|place| place.is_sensitive);
    let sensitive: BTreeSet<String> = sensitive.map(|place| place.name).collect();
    let unsendable = BTreeSet::from(UNSENDABLE.map(str::to_owned));
    let planted = planted.places();
    let left_out: BTreeSet<String> = sensitive.difference(&planted).cloned().collect();
    assert_eq!(left_out, unsendable, "what is not planted");

    journal::assert_silent();
    let (sensitive, forms) = (sensitive.len(), count_forms());
    effort::count(&format!(
        "secrets: {sensitive} sensitive places of the contracts planted, {answered} calls answered, {marked} bodies with marks, each mark searched in {forms} forms"
    ));
}

/// What stands in no answer that goes well, and what only the credentials read, each as a model.
fn errors_of_aim() -> BTreeSet<String> {
    let contract = Contract::of("aim");
    print::<AimStatus>(contract, "BaseResponseResult");
    print::<ResponseStatus>(contract, "ResponseStatus");
    print::<StatusResponse>(contract, "StatusResponse");
    print::<SecurityResponse>(contract, "SecurityResponse");
    print::<UserDetail>(contract, "UserDetail");
    print::<AccountDetail>(contract, "AccountDetail");
    print::<GetEndPointResponse>(contract, "GetEndPointResponse");
    let names = ["BaseResponseResult", "ResponseStatus"];
    names
        .iter()
        .flat_map(|schema| contract.planted_in_value(schema))
        .collect()
}

fn print<T: DeserializeOwned + std::fmt::Debug>(contract: &Contract, schema: &str) {
    let model: T =
        serde_json::from_value(contract.value_of(schema)).expect("a value of the schema");
    shown::debug(&model);
}

/// Names by which a text is likely to be about a person, a contract or money.
const OF_TEXTS: [&str; 30] = [
    "name",
    "mail",
    "phone",
    "fax",
    "address",
    "street",
    "city",
    "postal",
    "zip",
    "country",
    "vin",
    "bank",
    "iban",
    "bic",
    "account",
    "acct",
    "birth",
    "student",
    "teacher",
    "customer",
    "salesperson",
    "employee",
    "serial",
    "comment",
    "note",
    "password",
    "token",
    "secret",
    "amount",
    "price",
];

/// The same for numbers.
const OF_NUMBERS: [&str; 5] = ["acct", "account", "serialpk", "amount", "price"];

/// What has such a name and is neither secret nor personal.
const HARMLESS: [(&str, &str); 10] = [
    ("aim: AccountDetail.AcctType", "a kind of account"),
    ("aim: UserDetail.TaxAuthorityName", "an authority"),
    ("dialler: Campaign.Name", "a campaign"),
    ("dialler: NewContact.DiallerCampaignsName", "a campaign"),
    ("leadbank: Lead.NameCampaign", "a campaign"),
    ("leadbank: Lead.NameProvider", "a marketplace"),
    ("leadbank: Lead.NameService", "a service of it"),
    (
        "partner: NewPreparedTicket.customer_id",
        "a key, which says nothing by itself",
    ),
    (
        "partner: PreparedTicket.customer_id",
        "a key, which says nothing by itself",
    ),
    (
        "partner: listPreparedTickets?customer_id",
        "a key, which says nothing by itself",
    ),
];

#[test]
fn what_looks_personal_is_sensitive() {
    let places = Contract::all().iter().flat_map(Contract::places);
    let bare = places.filter(|place| !place.is_sensitive && looks_personal(place));
    let bare: BTreeSet<String> = bare.map(|place| place.name).collect();
    let harmless = HARMLESS.map(|(place, _)| place.to_owned());
    assert_eq!(bare, BTreeSet::from(harmless), "without x-sensitive");
}

fn looks_personal(place: &Place) -> bool {
    let member = place
        .name
        .rsplit(['.', '?'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_named = |words: &[&str]| words.iter().any(|word| member.contains(word));
    match place.kind.as_deref() {
        Some("string") | None => is_named(&OF_TEXTS),
        Some("integer" | "number") => is_named(&OF_NUMBERS),
        _ => false,
    }
}
