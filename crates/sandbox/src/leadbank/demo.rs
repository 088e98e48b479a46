//! The demonstration data that every sandbox starts with: the same ids each time. Phone numbers are of the ranges
//! that France keeps for fiction, mail addresses at `example.com`.
//!
//! The keys of the contents are ours: the vendor documents none.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use super::lead::NewLead;

/// The leads, all ready to be sent. The next one is 48104.
pub const LEADS: [i64; 3] = [48_101, 48_102, 48_103];

/// The `IDprovider` of all leads that are not told otherwise.
pub const PROVIDER: i64 = 12;
/// The `IDService` of all leads that are not told otherwise.
pub const SERVICE: i64 = 3;
/// The `IDCampaign` of all leads that are not told otherwise.
pub const CAMPAIGN: &str = "2024-AUTUMN";

/// A date as the vendor has it: local time with the offset of its samples.
pub(crate) fn local(time: DateTime<Utc>) -> DateTime<FixedOffset> {
    const SECONDS: i32 = 2 * 60 * 60;
    match FixedOffset::east_opt(SECONDS) {
        Some(offset) => time.with_timezone(&offset),
        None => time.fixed_offset(),
    }
}

pub(super) fn leads() -> [NewLead; 3] {
    // 2024-10-15T05:29:19.5139414+02:00, the date of the vendor's sample, and the days before it.
    let day = |days| {
        let sample = DateTime::UNIX_EPOCH
            + TimeDelta::seconds(1_728_962_959)
            + TimeDelta::nanoseconds(513_941_400);
        local(sample - TimeDelta::days(days))
    };
    let [first, second, third] = LEADS;
    [
        NewLead::new()
            .id(first)
            .created_at(day(2))
            .qualified_at(day(1))
            .external_id("WEB-2024-00311")
            .content("LastName", "Martin")
            .content("FirstName", "Camille")
            .content("MobilePhone", "+33639980011")
            .content("Email", "camille.martin@example.com")
            .content("PostalCode", "69003")
            .content("VehicleModel", "Citadine 1.2"),
        NewLead::new()
            .id(second)
            .created_at(day(1))
            .qualified_at(day(1))
            .external_id("WEB-2024-00312")
            .content("LastName", "Lef\u{e8}vre")
            .content("FirstName", "No\u{e9}")
            .content("Phone", "+33199000042")
            .content("Email", "noe.lefevre@example.com")
            .content("Comment", "Rappeler apr\u{e8}s 18 h, \u{ab} urgent \u{bb}"),
        NewLead::new()
            .id(third)
            .created_at(day(0))
            .qualified_at(day(0))
            .dealer("D-0457")
            .content("CompanyName", "Garage de l'Exemple")
            .content("Phone", "+33199000057"),
    ]
}

/// One of many.
pub(super) fn lead() -> NewLead {
    NewLead::new()
        .content("LastName", "Dupont")
        .content("MobilePhone", "+33639980099")
        .content("Email", "dupont@example.com")
}
