//! The page that compares two versions of "Dialler Contact Functions": the import.

use crate::contract::Contract;
use crate::page::{Model, assert_models, routes};

const IMPORT: (&str, &str) = ("post", "/dialler/contacts/import");

/// Old and new text of the page run together: none of these is a name.
const ARTEFACTS: [&str; 5] = [
    "dtBeginDateUserData",
    "dtEndDateClient",
    "ManufacturerService",
    "ModelReferenceNumber",
    "TagName",
];

const MODELS: [Model<'static>; 3] = [
    // The two examples with all fields, one by the campaign's ID and one by its name.
    (
        "NewContact",
        &[
            ("DiallerCampaignsID", "integer"),
            ("DiallerCampaignsName", "string"),
            ("RandomSortOrder", "anything"),
            ("UserData", "string"),
            ("Client", "string"),
            ("Service", "string"),
            ("ReferenceNumber", "string"),
            ("Name", "string"),
            ("FirstName", "string"),
            ("Salutation", "string"),
            ("Title", "string"),
            ("Company", "string"),
            ("Address", "string"),
            ("PostalCode", "string"),
            ("City", "string"),
            ("Country", "string"),
            ("AccountOwner", "string"),
            ("AccountBank", "string"),
            ("AccountNationalBankCode", "string"),
            ("AccountBIC", "string"),
            ("AccountNumber", "string"),
            ("AccountIBAN", "string"),
            ("Amount", "amount"),
            ("PhoneNumber1", "string"),
            ("PhoneNumber2", "string"),
            ("PhoneNumber3", "string"),
            ("PhoneNumber4", "string"),
            ("PhoneNumber5", "string"),
            ("PhoneNumber6", "string"),
            ("FaxNumber", "string"),
            ("Email", "string"),
            ("Website", "string"),
            ("Comment", "string"),
            ("ReservedUsersUID", "string"),
            ("FollowUpUsersUID", "string"),
            ("FollowUpDateTime", "date"),
            ("dtBeginDate", "date"),
            ("dtEndDate", "date"),
            ("Manufacturer", "string"),
            ("Model", "string"),
            ("Tag", "string"),
            ("ExternalSystemLink", "string"),
        ],
    ),
    (
        "ContactRecords",
        &[
            ("records", "Collection of Contact"),
            ("count", "integer"),
            ("status", "integer"),
        ],
    ),
    // The two examples of an answer, which the vendor has shortened.
    (
        "Contact",
        &[
            ("bLastResultMailbox", "boolean"),
            ("bPhoneNumber1Invalid", "boolean"),
            ("bPhoneNumber2Invalid", "boolean"),
            ("bPhoneNumber3Invalid", "boolean"),
            ("bPhoneNumber4Invalid", "boolean"),
            ("bPhoneNumber5Invalid", "boolean"),
            ("bPhoneNumber6Invalid", "boolean"),
            ("Company", "string"),
            ("ExternalSystemLink", "string"),
            ("Email", "string"),
            ("LastAcdAgentEndReasonsID", "integer"),
            ("Address", "string"),
            ("PhoneNumber2LastAcdAgentEndReasonsID", "integer"),
            ("PhoneNumber3LastAcdAgentEndReasonsID", "integer"),
            ("dtNextTry", "date"),
            ("Name", "string"),
            ("nTriesPhoneNumber4", "integer"),
            ("nTriesPhoneNumber5", "integer"),
            ("nTriesPhoneNumber6", "integer"),
            ("nPhoneNumber6LastCause", "integer"),
            ("Model", "string"),
            ("Tag", "string"),
        ],
    ),
];

fn contract() -> Contract {
    Contract::read(include_str!("../../crates/dialler/openapi.yaml"))
}

#[test]
fn the_import_of_the_page_is_in_the_contract() {
    let contract = contract();
    assert_eq!(contract.documented_operations(), routes(&[IMPORT]));
    let parameters = contract.parameters(IMPORT.0, IMPORT.1);
    let names: Vec<_> = parameters
        .iter()
        .map(|it| (&it["name"], &it["in"]))
        .collect();
    assert_eq!(names, [(&"overwriteDuplicates".into(), &"query".into())]);
}

#[test]
fn the_members_of_the_page_are_those_of_the_contract() {
    assert_models(&contract(), &MODELS);
}

#[test]
fn what_the_page_runs_together_is_no_name() {
    let contract = contract();
    for schema in contract.schemas() {
        if contract.schema(schema)["type"] == "object" {
            let members = contract.members(schema);
            assert!(
                ARTEFACTS.iter().all(|name| !members.contains(name)),
                "{schema}"
            );
        }
    }
}

#[test]
fn what_the_page_calls_mandatory_is_so_in_the_contract() {
    let contract = contract();
    assert_eq!(contract.required("NewContact"), ["Name"].into());
    let without = |names: &[&str]| {
        let mut sample: serde_json::Value =
            serde_json::from_str(include_str!("../../crates/dialler/samples/import.json"))
                .expect("the sample is JSON");
        for name in names {
            sample.as_object_mut().expect("an object").remove(*name);
        }
        !contract
            .violations(&sample.to_string(), "NewContact")
            .is_empty()
    };
    let numbers = ["1", "2", "3", "4", "5", "6"].map(|number| format!("PhoneNumber{number}"));
    let numbers = numbers.each_ref().map(String::as_str);
    assert!(!without(&[]), "the sample itself is without fault");
    assert!(without(&["Name"]));
    assert!(without(&["DiallerCampaignsID"]), "no campaign at all");
    assert!(without(&numbers), "no number at all");
}

#[test]
fn the_client_sends_what_the_contract_names() {
    use dialler::operations as client;
    contract().assert_is_what_the_client_sends(&[
        &client::IMPORT_CONTACT,
        &client::GET_CONTACT,
        &client::LIST_CONTACTS,
        &client::READ_CONTACTS,
        &client::DELETE_CONTACT,
        &client::DELETE_CONTACT_BY_USER_DATA,
        &client::LIST_CAMPAIGNS,
        &client::GET_CAMPAIGN,
    ]);
}
