//! The names on both sides of a mapping.

use leadbank::Lead;

/// The fields of a contact that a lead can fill, in the vendor's spelling and order. The campaign and the key are
/// not among them: those belong to the command.
pub(super) const OF_CONTACT: [&str; 39] = [
    "RandomSortOrder",
    "Client",
    "Service",
    "ReferenceNumber",
    "Name",
    "FirstName",
    "Salutation",
    "Title",
    "Company",
    "Address",
    "PostalCode",
    "City",
    "Country",
    "AccountOwner",
    "AccountBank",
    "AccountNationalBankCode",
    "AccountBIC",
    "AccountNumber",
    "AccountIBAN",
    "Amount",
    "PhoneNumber1",
    "PhoneNumber2",
    "PhoneNumber3",
    "PhoneNumber4",
    "PhoneNumber5",
    "PhoneNumber6",
    "FaxNumber",
    "Email",
    "Website",
    "Comment",
    "ReservedUsersUID",
    "FollowUpUsersUID",
    "FollowUpDateTime",
    "dtBeginDate",
    "dtEndDate",
    "Manufacturer",
    "Model",
    "Tag",
    "ExternalSystemLink",
];

pub(super) fn is_phone_number(field: &str) -> bool {
    field.starts_with("PhoneNumber")
}

/// A member of the lead itself, beside its contents.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeadMember {
    pub(super) name: &'static str,
    pub(super) value: fn(&Lead) -> Option<String>,
}

pub(super) const OF_LEAD: [LeadMember; 12] = [
    of_lead("IDLeadBank", |lead| text(lead.id_lead_bank)),
    of_lead("IDprovider", |lead| text(lead.id_provider)),
    of_lead("NameProvider", |lead| lead.name_provider.clone()),
    of_lead("IDService", |lead| text(lead.id_service)),
    of_lead("NameService", |lead| lead.name_service.clone()),
    of_lead("State", |lead| text(lead.state)),
    of_lead("IDCampaign", |lead| lead.id_campaign.clone()),
    of_lead("NameCampaign", |lead| lead.name_campaign.clone()),
    of_lead("BandDealerID", |lead| lead.band_dealer_id.clone()),
    of_lead("ExternalLeadID", |lead| lead.external_lead_id.clone()),
    of_lead("QualificationDate", |lead| text(lead.qualification_date)),
    of_lead("CreateDate", |lead| text(lead.create_date)),
];

const fn of_lead(name: &'static str, value: fn(&Lead) -> Option<String>) -> LeadMember {
    LeadMember { name, value }
}

fn text(value: Option<impl ToString>) -> Option<String> {
    value.map(|value| value.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use dialler::NewContact;
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_field_is_one_of_a_contact_and_none_but_those_of_the_command_is_left_out() {
        let all: BTreeMap<&str, Value> = OF_CONTACT
            .into_iter()
            .chain(["UserData", "DiallerCampaignsName"])
            .map(|field| {
                let value = match field {
                    "RandomSortOrder" | "Amount" => 1.into(),
                    "FollowUpDateTime" | "dtBeginDate" | "dtEndDate" => {
                        "2026-01-31T08:00:00".into()
                    }
                    _ => "text".into(),
                };
                (field, value)
            })
            .collect();
        let text = serde_json::to_string(&all).unwrap();
        let contact: NewContact = serde_json::from_str(&text).unwrap();
        let known: BTreeMap<String, Value> =
            serde_json::from_str(&serde_json::to_string(&contact).unwrap()).unwrap();
        let names: Vec<_> = known.keys().map(String::as_str).collect();
        assert_eq!(names, all.keys().copied().collect::<Vec<_>>());
        // A member that is added to contacts is to be added here.
        let shown = format!("{contact:?}");
        assert_eq!(shown.matches(": ").count(), all.len() + 1, "{shown}");
    }
}
