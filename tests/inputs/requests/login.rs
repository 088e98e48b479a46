//! The login of `aim-contracts`, which credentials send by themselves.

use std::collections::BTreeSet;

use aim_contracts::{AimCredentials, Client};
use behaviours::answers::vendors;
use behaviours::scripted::{BASE_URL, Scripted, settled};
use vendor_core::ErrorKind;

use crate::chance::Chance;
use crate::contract::{Contract, Wire};
use crate::group::Group;
use crate::urls::read_form;

#[test]
fn login() {
    let vendors = vendors();
    let aim = vendors.iter().find(|vendor| vendor.name == "aim-contracts");
    let contract = Contract::of(&aim.expect("it is there").contract);
    Group::new("login").holds(
        "what credentials log in with is allowed by the contract",
        |chance| {
            let (user, password, app) = (chance.text(), chance.text(), header_text(chance));
            let mut credentials = AimCredentials::new("key", app.clone());
            credentials = credentials
                .without_discovery()
                .login(user.clone(), password.clone());
            let device = chance.maybe(header_text);
            if let Some(device) = &device {
                credentials = credentials.device_id(device.clone());
            }
            let vendor = Scripted::new([]);
            let client: Client = vendor.client(Client::builder(BASE_URL).credentials(credentials));
            let error =
                settled(client.contract_status_listing().send()).expect_err("nobody answers");
            assert_eq!(error.kind(), ErrorKind::Credentials);
            let sent = vendor.take_sent().remove(0);
            let wire = Wire {
                path: sent
                    .url
                    .path()
                    .strip_prefix("/base")
                    .expect("it is below the base URL"),
                query: sent.url.query(),
                media_type: None,
                body: None,
            };
            assert_eq!(contract.violations("login", &wire), Vec::<String>::new());
            let mut expected =
                BTreeSet::from([("Username", user), ("Password", password), ("AppId", app)]);
            expected.extend(device.map(|device| ("DeviceId", device)));
            let query = read_form(wire.query.unwrap_or_default().as_bytes());
            let query = query
                .iter()
                .map(|(name, value)| (name.as_str(), value.clone()));
            assert_eq!(query.collect::<BTreeSet<_>>(), expected);
        },
    );
}

/// Headers carry it, too.
fn header_text(chance: &mut Chance) -> String {
    let text = chance.text();
    text.chars()
        .filter(|c| c.is_ascii_graphic() || *c == ' ')
        .collect()
}
