//! A contact as a row of a file.

use std::borrow::Cow;

use dialler::NewContact;

use super::warnings;
use crate::bulk::{Column, Identity, Repeated, RowDefault, RowsAs};

/// All that a contact has, in the order of the vendor's page.
const COLUMNS: &[Column] = &[
    Column::integer(CAMPAIGN_ID)
        .option("campaign-id")
        .for_all_rows(),
    Column::text(CAMPAIGN_NAME)
        .option("campaign-name")
        .for_all_rows(),
    Column::decimal("RandomSortOrder"),
    Column::digits("UserData"),
    Column::text("Client"),
    Column::text("Service"),
    Column::digits("ReferenceNumber"),
    Column::text("Name"),
    Column::text("FirstName"),
    Column::text("Salutation"),
    Column::text("Title"),
    Column::text("Company"),
    Column::text("Address"),
    Column::digits("PostalCode"),
    Column::text("City"),
    Column::text("Country"),
    Column::text("AccountOwner"),
    Column::text("AccountBank"),
    Column::digits("AccountNationalBankCode"),
    Column::text("AccountBIC"),
    Column::digits("AccountNumber"),
    Column::text("AccountIBAN"),
    Column::decimal("Amount"),
    Column::digits("PhoneNumber1"),
    Column::digits("PhoneNumber2"),
    Column::digits("PhoneNumber3"),
    Column::digits("PhoneNumber4"),
    Column::digits("PhoneNumber5"),
    Column::digits("PhoneNumber6"),
    Column::digits("FaxNumber"),
    Column::text("Email"),
    Column::text("Website"),
    Column::text("Comment"),
    Column::text("ReservedUsersUID"),
    Column::text("FollowUpUsersUID"),
    Column::text("FollowUpDateTime"),
    Column::text("dtBeginDate").option("begin-date"),
    Column::text("dtEndDate").option("end-date"),
    Column::text("Manufacturer"),
    Column::text("Model"),
    Column::text("Tag"),
    Column::text("ExternalSystemLink"),
];

const CAMPAIGN_ID: &str = "DiallerCampaignsID";
const CAMPAIGN_NAME: &str = "DiallerCampaignsName";

/// A row that names a campaign, in either way, keeps it.
pub(super) fn rows_as(
    campaign_id: Option<i64>,
    campaign_name: Option<&str>,
    overwrite_duplicates: bool,
) -> RowsAs<NewContact> {
    let by_id = campaign_id.map(|id| (CAMPAIGN_ID, id.into()));
    let by_name = campaign_name.map(|name| (CAMPAIGN_NAME, name.into()));
    let defaults = by_id
        .into_iter()
        .chain(by_name)
        .map(|(member, value)| RowDefault {
            member,
            value,
            unless: &[CAMPAIGN_ID, CAMPAIGN_NAME],
        });
    RowsAs {
        columns: COLUMNS,
        defaults: defaults.collect(),
        rules: |contact, found| found.check(contact),
        doubts: warnings::doubts,
        identity: Some(Identity {
            member: "UserData",
            of: |contact| contact.user_data.as_deref().map(Cow::Borrowed),
            repeated: Repeated::Doubtful(if overwrite_duplicates {
                "one of them overwrites the other"
            } else {
                "each becomes a contact of its own"
            }),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::assert_columns_are_those_of;

    #[test]
    fn are_all_that_a_contact_has() {
        assert_columns_are_those_of::<NewContact>(COLUMNS);
    }
}
