//! The demonstration data that every sandbox starts with: the same IDs each time. Phone numbers are of the ranges that
//! Germany and Britain keep for fiction, mail addresses at `example.com`.

use super::campaign::Campaign;
use super::contact::{NewContact, ResultCode};

/// The `ClientsID` of the account, the one of the vendor's sample.
pub const CLIENTS_ID: i64 = 1;
/// The bearer token at the start.
pub const TOKEN: &str = "sandbox-token";

/// The campaigns. The first is the one of the vendor's sample, by ID and by name.
pub const CAMPAIGNS: [i64; 2] = [538, 1_000];
/// The names of the campaigns.
pub const CAMPAIGN_NAMES: [&str; 2] = ["My Campaign", "Campaign 1000"];

/// The contacts: two of the first campaign, two of the second. The last was called and given up.
pub const CONTACTS: [i64; 4] = [215_387, 215_388, 215_389, 215_395];
/// The `UserData` of the contacts. The second contact and the third have the same.
pub const USER_DATA: [&str; 4] = ["CON6174", "CON1234", "CON1234", "CON6175"];

pub(super) fn campaigns() -> Vec<Campaign> {
    let campaigns = CAMPAIGNS.into_iter().zip(CAMPAIGN_NAMES);
    campaigns
        .map(|(id, name)| Campaign::new(id, name))
        .collect()
}

pub(super) fn contacts() -> [NewContact; 4] {
    let [first, second, third, fourth] = CONTACTS;
    let [campaign, other_campaign] = CAMPAIGNS;
    let [one, two, same, last] = USER_DATA;
    [
        NewContact::new(campaign, "Mustermann", "+493023125001")
            .id(first)
            .user_data(one)
            .text("FirstName", "Erika")
            .text("Company", "Musterfirma GmbH")
            .text(
                "ExternalSystemLink",
                "https://crm.example.com/?uid=123456789",
            )
            .number("Amount", "1249.90"),
        NewContact::new(campaign, "Beispiel", "+493023125002")
            .id(second)
            .user_data(two)
            .text("Email", "beispiel@example.com")
            .text("Manufacturer", "Example Motors")
            .text("Model", "Kombi 1.6"),
        NewContact::new(other_campaign, "Example", "+441632960003")
            .id(third)
            .user_data(same),
        NewContact::new(other_campaign, "TestContact", "+441632960004")
            .id(fourth)
            .user_data(last)
            .text("FirstName", "A")
            .result(ResultCode::max_tries())
            .calls(3),
    ]
}

/// One of many.
pub(super) fn contact(campaign: i64) -> NewContact {
    NewContact::new(campaign, "Sample", "+493023125099")
}
