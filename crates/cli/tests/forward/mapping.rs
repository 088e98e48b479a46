//! Which lead content goes to which field of the contact.

use std::fs;

use serde_json::Value;
use vendor_sandbox::leadbank::{NewLead, demo};

use crate::forwarding::{Forwarding, lead};
use crate::vendor::Ran;

/// Forwards with this mapping.
fn run_with(forwarding: &Forwarding, mapping: &str) -> Ran {
    let path = forwarding.path("mapping.toml");
    fs::write(&path, mapping).unwrap();
    let mut command = forwarding.command(&["--once", "--json"]);
    Ran::of(command.arg("--mapping").arg(path))
}

/// The contact that a mapping makes of a lead.
fn contact_of(lead: NewLead, mapping: &str) -> Value {
    let forwarding = Forwarding::of([lead]);
    run_with(&forwarding, mapping).expect(0);
    let mut imports = forwarding.imports();
    assert_eq!(imports.len(), 1, "{:?}", forwarding.lines());
    imports.remove(0)
}

/// The reason for which a mapping makes none.
fn reason_of(lead: NewLead, mapping: &str) -> String {
    let forwarding = Forwarding::of([lead]);
    run_with(&forwarding, mapping).expect(0);
    assert!(forwarding.imports().is_empty());
    let mut lines = forwarding.lines();
    assert_eq!(lines.len(), 1);
    lines.remove(0)["reason"].as_str().unwrap().to_owned()
}

mod by_default {
    use super::*;

    #[test]
    fn all_leads_of_the_demonstration_give_a_contact() {
        let forwarding = Forwarding::of([]);
        let sandbox = &forwarding.vendor.sandbox;
        sandbox.leadbank().seed_lead(
            NewLead::new()
                .id(demo::LEADS[0])
                .external_id("WEB-1")
                .content("LastName", "Martin")
                .content("FirstName", "Camille")
                .content("MobilePhone", "+33639980011")
                .content("Email", "camille.martin@example.com")
                .content("VehicleModel", "Citadine 1.2"),
        );
        sandbox.leadbank().seed_lead(
            NewLead::new()
                .id(demo::LEADS[2])
                .content("CompanyName", "Garage de l'Exemple")
                .content("Phone", "+33199000057"),
        );
        forwarding.once(0);
        let imports = forwarding.imports();
        for (field, value) in [
            ("UserData", "leadbank:48101"),
            ("Name", "Martin"),
            ("FirstName", "Camille"),
            ("PhoneNumber1", "+33639980011"),
            ("Email", "camille.martin@example.com"),
            ("Model", "Citadine 1.2"),
            ("ReferenceNumber", "WEB-1"),
            ("Client", "Sandbox portal"),
            ("Tag", "Campaign 2024-AUTUMN"),
        ] {
            assert_eq!(imports[0][field], value, "{field}");
        }
        assert_eq!(imports[0]["DiallerCampaignsID"], 538);
        assert_eq!(imports[1]["Name"], "Garage de l'Exemple");
        assert_eq!(imports[1]["Company"], "Garage de l'Exemple");
        assert_eq!(imports[1]["PhoneNumber2"], "+33199000057");
    }

    #[test]
    fn who_has_no_name_is_called_by_the_number_of_the_lead() {
        let forwarding = Forwarding::of([NewLead::new().id(7).content("Phone", "+33199000057")]);
        forwarding.once(0);
        assert_eq!(forwarding.imports()[0]["Name"], "Lead 7");
    }

    #[test]
    fn is_printed_as_a_file_that_says_the_same() {
        let forwarding = Forwarding::of([lead(7).content("Comment", "Planted")]);
        let printed = forwarding
            .vendor
            .run(&["leadbank", "forward", "--print-mapping"])
            .expect(0)
            .stdout;
        forwarding.once(0);
        let by_default = forwarding.imports();
        let by_file = contact_of(lead(7).content("Comment", "Planted"), &printed);
        assert_eq!(by_default, [by_file]);
    }
}

mod a_field {
    use super::*;

    #[test]
    fn is_made_of_contents_members_and_what_stands_between() {
        let contact = contact_of(
            lead(7).content("FirstName", " Camille "),
            "[contact]\nName = '{FirstName} {LastName}'\nPhoneNumber3 = '{MobilePhone}'\n\
             Comment = 'lead {lead.IDLeadBank} of {lead.IDCampaign}, {{{lead.NameService}}}'\nTag = 'web'",
        );
        assert_eq!(contact["Name"], "Camille Planted7");
        assert_eq!(contact["PhoneNumber3"], "+33639980011");
        assert_eq!(contact["Comment"], "lead 7 of 2024-AUTUMN, {New vehicles}");
        assert_eq!(contact["Tag"], "web");
    }

    #[test]
    fn is_left_out_where_nothing_has_a_value() {
        let contact = contact_of(
            lead(7).content("Email", "  "),
            "[contact]\nName = '{FirstName} {LastName}'\nPhoneNumber1 = '{MobilePhone}'\n\
             Email = '{Email}'\nComment = 'about {Topic}'",
        );
        assert_eq!(contact["Name"], "Planted7");
        assert!(contact.get("Email").is_none(), "blank");
        assert!(
            contact.get("Comment").is_none(),
            "nothing but what stands between"
        );
    }

    #[test]
    fn has_the_first_that_gives_a_text() {
        let contact = contact_of(
            lead(7).content("Phone", ""),
            "[contact]\nName = ['{Name}', '{LastName}', 'nobody']\nPhoneNumber1 = ['{Phone}', '{MobilePhone}']",
        );
        assert_eq!(contact["Name"], "Planted7");
        assert_eq!(contact["PhoneNumber1"], "+33639980011");
    }

    #[test]
    fn may_be_a_number_or_a_date_in_exactly_its_digits() {
        let lead = lead(7)
            .content("Budget", "12500.50")
            .content("Call", "2026-01-31T08:00:00");
        let forwarding = Forwarding::of([lead]);
        let mapping = "[contact]\nName = '{LastName}'\nPhoneNumber1 = '{MobilePhone}'\n\
                       Amount = '{Budget}'\nFollowUpDateTime = '{Call}'";
        run_with(&forwarding, mapping).expect(0);
        let contact = forwarding.contact("leadbank:7");
        assert_eq!(contact.member("Amount"), Some("12500.50"));
        assert_eq!(
            contact.text("FollowUpDateTime").unwrap(),
            "2026-01-31T08:00:00"
        );
    }
}

mod a_lead_is_set_aside {
    use super::*;

    const MAPPING: &str =
        "[contact]\nName = '{LastName}'\nPhoneNumber1 = '{MobilePhone}'\nAmount = '{Budget}'";

    #[test]
    fn that_gives_no_name_or_no_number() {
        assert_eq!(
            reason_of(NewLead::new(), MAPPING),
            "no name, no phone number"
        );
        let nameless = NewLead::new().content("MobilePhone", "+33639980011");
        assert_eq!(reason_of(nameless, MAPPING), "no name");
        let blank = NewLead::new()
            .content("LastName", "Martin")
            .content("MobilePhone", " ");
        assert_eq!(reason_of(blank, MAPPING), "no phone number");
    }

    #[test]
    fn that_gives_something_else_than_the_field_is() {
        let reason = reason_of(lead(7).content("Budget", "Planted"), MAPPING);
        assert!(reason.starts_with("Amount must be "), "{reason}");
        assert!(!reason.contains("Planted"), "{reason}");
    }
}

mod a_file {
    use super::*;

    #[test]
    fn has_all_its_mistakes_named_at_once_with_their_lines() {
        let forwarding = Forwarding::of([lead(7)]);
        let mapping = "[contact]\nNam = '{LastName}'\nPhoneNumber1 = '{Phone'\nComment = 3\nEmail = []\nTag = ''\n\
                       Model = '{lead.NameCampain}'\nUserData = 'x'\nDiallerCampaignsID = '1'\nCity = '{}'\n\
                       [contacts]\nx = 1\n";
        let ran = run_with(&forwarding, mapping).expect(2);
        let error = ran.error();
        let violations: Vec<_> = error["violations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|violation| {
                let part = |name: &str| violation[name].as_str().unwrap().to_owned();
                format!("{} {}", part("field"), part("rule"))
            })
            .collect();
        assert_eq!(
            violations,
            [
                "line 2, Nam is no field of a contact; did you mean \"Name\"?",
                "line 3, PhoneNumber1 has a brace without its counterpart; a brace itself is written twice",
                "line 4, Comment must be a text, or a list of texts",
                "line 5, Email must be a text, or a list of texts",
                "line 6, Tag is an empty text",
                "line 7, Model names a member that no lead has; did you mean \"{lead.NameCampaign}\"?",
                "line 8, UserData is the key by which a contact is found again: see --prefix",
                "line 9, DiallerCampaignsID is what --campaign-id or --campaign-name says",
                "line 10, City names no content between its braces",
                "line 11, contacts is not known here: all fields stand in the table [contact]",
            ]
        );
        assert!(!forwarding.file().exists());
        assert!(forwarding.vendor.sandbox.ledger().calls().is_empty());
    }

    #[test]
    fn that_can_give_no_contact_is_refused() {
        let forwarding = Forwarding::of([lead(7)]);
        let ran = run_with(&forwarding, "[contact]\nFirstName = '{FirstName}'").expect(2);
        let message = ran.error()["message"].as_str().unwrap().to_owned();
        assert!(
            message.contains("[contact] gives no name")
                && message.contains("[contact] gives no phone number"),
            "{message}"
        );
    }

    #[test]
    fn must_be_one_table() {
        let forwarding = Forwarding::of([lead(7)]);
        for mapping in ["contact = 'Name'", "[[contact]]\nName = '{Name}'"] {
            let ran = run_with(&forwarding, mapping).expect(2);
            let message = ran.error()["message"].as_str().unwrap().to_owned();
            assert!(
                message.contains("line 1, contact must be one table"),
                "{message}"
            );
        }
    }

    #[test]
    fn that_is_no_toml_is_named_with_its_lines() {
        let forwarding = Forwarding::of([lead(7)]);
        let ran = run_with(&forwarding, "[contact]\nName = \nTag = 'a'\nTag = 'b'\n").expect(2);
        let message = ran.error()["message"].as_str().unwrap().to_owned();
        assert!(
            message.contains("line 2 ") && message.contains("line 4 "),
            "{message}"
        );
    }

    #[test]
    fn that_is_not_there_is_named() {
        let forwarding = Forwarding::of([lead(7)]);
        let ran = forwarding
            .run(&["--once", "--mapping=nowhere.toml"])
            .expect(2);
        assert!(
            ran.stderr.contains("nowhere.toml cannot be read"),
            "{ran:#?}"
        );
    }
}
