//! The demonstration data that every sandbox starts with: the same ids each time.

use chrono::{DateTime, TimeDelta};
use uuid::{Uuid, uuid};

use super::ticket::NewTicket;

/// The client id that the token endpoint knows.
pub const CLIENT_ID: &str = "sandbox-client";
/// Its secret.
pub const CLIENT_SECRET: &str = "sandbox-secret";
/// The value of `x-api-key`.
pub const API_KEY: &str = "sandbox-api-key";

/// The customers. The first is the one of the vendor's sample.
pub const CUSTOMERS: [Uuid; 2] = [
    uuid!("160c0c4b-9966-4dc1-a916-8407eb10d74e"),
    uuid!("5b1f0a52-0c1e-4d0e-9a0b-6f2f6c1d2e38"),
];

/// The vehicle models that can be used. 0 is the one of the vendor's sample.
pub const VEHICLE_MODELS: [i64; 3] = [0, 1_204, 1_877];

/// A vehicle model that cannot be used for new tickets.
pub const DISABLED_VEHICLE_MODEL: i64 = 611;

/// The products of the product lines.
pub const PRODUCTS: [Uuid; 2] = [
    uuid!("0d6a3f0e-7c58-4b43-8f1e-2f6f0a1b9c01"),
    uuid!("0d6a3f0e-7c58-4b43-8f1e-2f6f0a1b9c02"),
];

/// The tickets, in the order of their creation. The first has the id of the vendor's sample; the third has no VIN.
pub const TICKETS: [Uuid; 3] = [
    uuid!("497f6eca-6276-4993-bfeb-53cbbbba6f08"),
    uuid!("9d2c7f64-1d0b-4f6a-8a55-4b0f3c7e1a02"),
    uuid!("9d2c7f64-1d0b-4f6a-8a55-4b0f3c7e1a03"),
];

/// The `ticket_number` of the first ticket; the others count on.
pub const FIRST_TICKET_NUMBER: i64 = 7_440_301;

pub(super) fn tickets() -> [NewTicket; 3] {
    let [customer, other_customer] = CUSTOMERS;
    let [model, other_model, third_model] = VEHICLE_MODELS;
    let [product, other_product] = PRODUCTS;
    let [first, second, third] = TICKETS;
    // 2019-08-24T14:15:22Z, the date of the vendor's sample, and the days after it.
    let day =
        |days| DateTime::UNIX_EPOCH + TimeDelta::seconds(1_566_656_122) + TimeDelta::days(days);
    [
        NewTicket::new(customer, model)
            .id(first)
            .created_at(day(0))
            .vin("JH4KA7630PC007649")
            .voucher_code("WQ4MM3")
            .preparer_external_reference("DYNAMICS_ERP_3454662")
            .product(product),
        NewTicket::new(other_customer, other_model)
            .id(second)
            .created_at(day(1))
            .vin("WVWZZZ1JZXW000001")
            .preparer_external_reference("ERP_DYNAMICS_2442")
            .product(product)
            .product(other_product),
        NewTicket::new(customer, third_model)
            .id(third)
            .created_at(day(2))
            .preparer_external_reference("ERP_DYNAMICS_2443"),
    ]
}
