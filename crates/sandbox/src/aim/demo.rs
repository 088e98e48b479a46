//! The demonstration data that every sandbox starts with: the same references each time.

use chrono::{DateTime, NaiveDateTime, TimeDelta};

use super::accessory::Accessory;
use super::rental::Rental;

/// The value of `ApiKey`.
pub const API_KEY: &str = "sandbox-api-key";
/// The value of `AppId`.
pub const APP_ID: &str = "sandbox-app";
/// The user who can log in.
pub const USER_NAME: &str = "sandbox-user";
/// The password of that user.
pub const PASSWORD: &str = "sandbox-password";

/// The `Ref`s of the contracts. The third one is locked; the fourth one was entered by another user; the fifth one is
/// finished.
pub const CONTRACTS: [&str; 5] = ["W1001", "W1002", "W1003", "W1004", "W1005"];

/// The `Acct` of the contracts: the first two belong to the same customer.
pub const ACCOUNTS: [i32; 5] = [4_401, 4_401, 4_402, 4_403, 4_404];

/// The `Sub` of the contracts.
pub const SUBS: [i32; 5] = [1, 2, 1, 1, 1];

/// The ids of the accessories of the first contract.
pub const ACCESSORIES: [i64; 2] = [501, 502];

/// The `Serial` of the contracts that have one: the second and the fifth.
pub const SERIALS: [&str; 2] = ["SN-2002", "SN-2005"];

/// The statuses that a contract can have: id, description, description on the web.
pub const STATUSES: [(i64, &str, &str); 4] = [
    (1, "Open", "In preparation"),
    (2, "Ready", "Ready for delivery"),
    (3, "Delivered", "Delivered"),
    (4, "Returned", "Returned"),
];

/// The defaults that a contract can have: id, description, description on the web.
pub const DEFAULTS: [(i64, &str, &str); 2] = [
    (1, "School year", "Until the end of the school year"),
    (2, "Month to month", "From month to month"),
];

/// Midnight of that day of 2025, counted from 1 January as 0.
fn day_of_2025(day: i64) -> NaiveDateTime {
    let new_year = DateTime::UNIX_EPOCH + TimeDelta::seconds(1_735_689_600);
    (new_year + TimeDelta::days(day)).naive_utc()
}

pub(super) fn contracts() -> [Rental; 5] {
    let [sticks, stand] = ACCESSORIES;
    let [serial, finished_serial] = SERIALS.map(|serial| Some(serial.to_owned()));
    let clerk = || "clerk".to_owned();
    [
        Rental {
            accessories: vec![
                Accessory::new(sticks, "Drum sticks", "8.99"),
                Accessory::new(stand, "Music stand", "14.50"),
            ],
            ..contract(0, "Ada Byron", "Snare drum", "24.95")
        },
        Rental {
            serial,
            school: Some(place(32, "Franklin School")),
            ..contract(1, "Ada Byron", "Violin", "19.50")
        },
        Rental {
            locked_by: Some(clerk()),
            district: Some(place(22, "South District")),
            ..contract(2, "Grace Murray", "Clarinet", "21.00")
        },
        Rental {
            entered_by: clerk(),
            delivery: Some("Store pickup".to_owned()),
            ..contract(3, "Emmy Noether", "Trumpet", "27.35")
        },
        Rental {
            serial: finished_serial,
            status: "Delivered".to_owned(),
            is_finished: true,
            ..contract(4, "Sofja Krukowskaja", "Flute", "18.75")
        },
    ]
}

/// What the contracts have in common.
fn contract(index: usize, customer: &str, instrument: &str, payment: &str) -> Rental {
    let entered_at = i64::try_from(index).ok().map(|day| day_of_2025(200 + day));
    Rental {
        kind: Some("RENTAL".to_owned()),
        customer_name: Some(customer.to_owned()),
        student: Some(format!("Student {}", index + 1)),
        school: Some(place(31, "Lincoln School")),
        district: Some(place(21, "North District")),
        teacher: Some(place(41, "M. Curie")),
        location: Some(place(11, "Main Street")),
        instrument: Some(instrument.to_owned()),
        delivery: Some("School delivery".to_owned()),
        payment: payment.to_owned(),
        balance: "449.10".to_owned(),
        entered_at,
        changed_at: entered_at,
        ..Rental::new(CONTRACTS[index], ACCOUNTS[index], SUBS[index])
    }
}

fn place(id: i64, name: &str) -> (i64, String) {
    (id, name.to_owned())
}
