//! Every request of every vendor, made of any values: what passes the check of the client is allowed by the contract,
//! and what the client refuses the contract forbids, but for a few rules that no schema can say.

mod aim;
mod dialler;
mod iveco;
mod leadbank;
mod login;
mod partner;

use std::cell::RefCell;
use std::collections::BTreeSet;

use behaviours::answers::vendors;
use behaviours::effort::count;
use serde_json::Value;
use vendor_core::Request;

use crate::chance::Chance;
use crate::contract::{Contract, Wire, places_in};
use crate::group::Group;
use crate::urls::read_form;

pub(crate) use self::iveco::{activation, data_contract};

/// Makes a request to an operation of any values.
type Make = fn(&mut Chance) -> Request;

/// The operations of a vendor, by their ids in the contract.
type Operations = &'static [(&'static str, Make)];

fn operations(vendor: &str) -> Operations {
    match vendor {
        "aim-contracts" => aim::OPERATIONS,
        "dialler" => dialler::OPERATIONS,
        "iveco-bt" => iveco::OPERATIONS,
        "leadbank" => leadbank::OPERATIONS,
        "prepared-tickets" => partner::OPERATIONS,
        other => panic!("{other} has no requests here"),
    }
}

/// What the client refuses although the schemas allow it, by operation and rule: each is documented where it is checked.
const STRICTER: [(&str, &str); 6] = [
    // A server that trims a blank one would delete the first contact that has none.
    ("deleteContactByUserData", "must not be empty or blank"),
    // An empty phone number is none.
    ("importContact", "PhoneNumber1 or one of"),
    // Whoever means "without a VIN" says so.
    (
        "listPreparedTickets",
        "must have exactly 17 characters, not 0",
    ),
    // An empty reference in a list locks nobody knows what.
    (
        "toggleContractLock",
        "must have at least 1 character, not 0",
    ),
    // An empty list may confirm all leads, or none.
    ("validateLeads", "must have at least 1 item, not 0"),
    // JSON can hold characters that XML cannot.
    ("workshopActivation", "in XML"),
];

/// What became of the requests.
#[derive(Default)]
struct Tally {
    sent: u64,
    refused: u64,
    /// The members and parameters that were sent.
    places: BTreeSet<String>,
    stricter: BTreeSet<&'static str>,
}

#[test]
fn requests() {
    let (mut made, mut sent, mut refused) = (0, 0, 0);
    let mut group = Group::new("requests");
    let mut stricter = BTreeSet::new();
    let vendors = vendors();
    for vendor in &vendors {
        let contract = Contract::of(&vendor.contract);
        for (operation, make) in operations(vendor.name) {
            let tally = RefCell::new(Tally::default());
            group.holds_on_one_in(4, operation, |chance| {
                let request = make(chance);
                assert_eq!(request.operation().id(), *operation);
                judge(&contract, request, &mut tally.borrow_mut());
            });
            let tally = tally.into_inner();
            let unseen: Vec<_> = contract
                .places(operation)
                .difference(&tally.places)
                .cloned()
                .collect();
            assert!(
                unseen.is_empty() || !group.is_thorough(),
                "{operation} was never sent with {unseen:?}"
            );
            made += 1;
            sent += tally.sent;
            refused += tally.refused;
            stricter.extend(tally.stricter);
        }
        let mut expected = contract.operations();
        // It has no method of the client: see `login`.
        expected.remove("login");
        let listed: BTreeSet<&str> = operations(vendor.name).iter().map(|(id, _)| *id).collect();
        assert_eq!(listed, expected, "{}", vendor.name);
    }
    let known: BTreeSet<&str> = STRICTER.iter().map(|(operation, _)| *operation).collect();
    if group.is_thorough() {
        assert_eq!(stricter, known, "what is stricter than the schemas");
    }
    count(&format!(
        "inputs: {made} operations against {} contracts: {sent} requests sent, {refused} refused",
        vendors.len()
    ));
}

fn judge(contract: &Contract, mut request: Request, tally: &mut Tally) {
    let operation = request.operation().id();
    let refused: Vec<String> = request
        .violations()
        .as_slice()
        .iter()
        .map(ToString::to_string)
        .collect();
    let path = request.to_path();
    let wire = wire(&request, path);
    let forbidden = contract.violations(operation, &wire);
    if refused.is_empty() {
        assert!(
            forbidden.is_empty(),
            "{operation} is sent with {forbidden:?}"
        );
        tally.sent += 1;
        let pairs = read_form(wire.query.unwrap_or_default().as_bytes());
        let names = pairs.into_iter().map(|(name, _)| format!("query/{name}"));
        tally.places.extend(names);
        if let Some(body) = &wire.body {
            places_in("body", body, &mut tally.places);
        }
        return;
    }
    tally.refused += 1;
    if forbidden.is_empty() {
        for violation in refused {
            let known = STRICTER
                .iter()
                .find(|(of, rule)| *of == operation && violation.contains(rule));
            let (known, _) = known.unwrap_or_else(|| {
                panic!("{operation} refuses what is allowed: {violation}");
            });
            tally.stricter.insert(known);
        }
    }
}

fn wire<'a>(request: &'a Request, path: &'a str) -> Wire<'a> {
    let media_type = request.headers().get(http::header::CONTENT_TYPE);
    let media_type = media_type.map(|it| it.to_str().expect("a media type is a text"));
    let body = request.body_bytes();
    let body = match media_type {
        _ if body.is_empty() => None,
        Some(xml) if xml.ends_with("xml") => Some(iveco::read(body)),
        _ => Some(serde_json::from_slice::<Value>(body).expect("it is JSON")),
    };
    Wire {
        path,
        query: request.to_query(),
        media_type,
        body,
    }
}
