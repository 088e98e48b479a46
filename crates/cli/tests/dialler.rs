//! `vendor dialler`: contacts are imported, found and deleted, and campaigns are shown.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use serde_json::{Value, json};
use vendor::{Ran, Vendor};
use vendor_sandbox::dialler::{self, Contact, NewContact, demo};
use vendor_sandbox::{Call, Fault, Operation};

/// The latest call of an operation.
fn last_call(vendor: &Vendor, operation: Operation) -> Call {
    vendor.sandbox.ledger().calls_of(operation).pop().unwrap()
}

fn last_body(vendor: &Vendor, operation: Operation) -> Value {
    serde_json::from_slice(last_call(vendor, operation).request_body().unwrap()).unwrap()
}

mod an_import {
    use super::*;

    const IMPORT: [&str; 5] = [
        "dialler",
        "import",
        "--campaign-id=538",
        "--name=Mustermann",
        "--phone-number-1=+493023125009",
    ];

    fn import(vendor: &Vendor, more: &[&str]) -> Ran {
        vendor.run(&[&IMPORT[..], more].concat())
    }

    fn from_json(vendor: &Vendor, input: &Value) -> Ran {
        let mut command = vendor.command(&["dialler", "import", "--from-json=-"]);
        Ran::with_input(&mut command, &input.to_string())
    }

    fn newest(vendor: &Vendor) -> Contact {
        vendor.sandbox.dialler().contacts().pop().unwrap()
    }

    #[test]
    fn shows_the_contact_as_the_vendor_has_it() {
        let vendor = Vendor::start();
        let ran = import(&vendor, &["--user-data=CON-1"]).expect(0);
        assert!(ran.stdout.contains("user data       CON-1\n"), "{ran:#?}");
        assert_eq!(ran.stderr, "");
        assert_eq!(newest(&vendor).user_data(), Some("CON-1"));
        let call = last_call(&vendor, dialler::IMPORT_CONTACT);
        assert_eq!(call.query(), Some("overwriteDuplicates=false"));
        assert!(vendor.sandbox.ledger().violations().is_empty());
    }

    #[test]
    fn gives_the_vendors_answer_as_it_came_with_json() {
        let vendor = Vendor::start();
        let answer = import(&vendor, &["--json", "--amount=1249.90"]).expect(0);
        assert!(answer.stdout.contains(r#""Amount":1249.90"#), "{answer:#?}");
        let answer = answer.json();
        assert_eq!(answer["count"], 1);
        assert_eq!(answer["records"][0]["Name"], "Mustermann");
    }

    #[test]
    fn has_an_option_for_every_field() {
        let vendor = Vendor::start();
        let options = [
            (
                "--campaign-name=My Campaign",
                "DiallerCampaignsName",
                json!("My Campaign"),
            ),
            ("--name=N", "Name", json!("N")),
            ("--random-sort-order=0.5", "RandomSortOrder", json!(0.5)),
            ("--user-data=U", "UserData", json!("U")),
            ("--client=C", "Client", json!("C")),
            ("--service=S", "Service", json!("S")),
            ("--reference-number=R", "ReferenceNumber", json!("R")),
            ("--first-name=F", "FirstName", json!("F")),
            ("--salutation=Sa", "Salutation", json!("Sa")),
            ("--title=T", "Title", json!("T")),
            ("--company=Co", "Company", json!("Co")),
            ("--address=A", "Address", json!("A")),
            ("--postal-code=P", "PostalCode", json!("P")),
            ("--city=Ci", "City", json!("Ci")),
            ("--country=DE", "Country", json!("DE")),
            ("--account-owner=AO", "AccountOwner", json!("AO")),
            ("--account-bank=AB", "AccountBank", json!("AB")),
            (
                "--account-national-bank-code=NBC",
                "AccountNationalBankCode",
                json!("NBC"),
            ),
            ("--account-bic=BIC", "AccountBIC", json!("BIC")),
            ("--account-number=AN", "AccountNumber", json!("AN")),
            ("--account-iban=IBAN", "AccountIBAN", json!("IBAN")),
            ("--amount=-0.5", "Amount", json!(-0.5)),
            ("--phone-number-1=+491", "PhoneNumber1", json!("+491")),
            ("--phone-number-2=+492", "PhoneNumber2", json!("+492")),
            ("--phone-number-3=+493", "PhoneNumber3", json!("+493")),
            ("--phone-number-4=+494", "PhoneNumber4", json!("+494")),
            ("--phone-number-5=+495", "PhoneNumber5", json!("+495")),
            ("--phone-number-6=+496", "PhoneNumber6", json!("+496")),
            ("--fax-number=FN", "FaxNumber", json!("FN")),
            ("--email=E", "Email", json!("E")),
            ("--website=W", "Website", json!("W")),
            ("--comment=Com", "Comment", json!("Com")),
            ("--reserved-users-uid=RU", "ReservedUsersUID", json!("RU")),
            ("--follow-up-users-uid=FU", "FollowUpUsersUID", json!("FU")),
            (
                "--follow-up-date-time=2020-02-01T08:00:00",
                "FollowUpDateTime",
                json!("2020-02-01T08:00:00"),
            ),
            (
                "--begin-date=2020-01-01T00:00:00",
                "dtBeginDate",
                json!("2020-01-01T00:00:00"),
            ),
            (
                "--end-date=2020-03-01T00:00:00",
                "dtEndDate",
                json!("2020-03-01T00:00:00"),
            ),
            ("--manufacturer=Ma", "Manufacturer", json!("Ma")),
            ("--model=Mo", "Model", json!("Mo")),
            ("--tag=Ta", "Tag", json!("Ta")),
            ("--external-system-link=L", "ExternalSystemLink", json!("L")),
        ];
        let mut arguments = vec!["dialler", "import"];
        arguments.extend(options.iter().map(|(option, ..)| *option));
        vendor.run(&arguments).expect(0);
        let sent = last_body(&vendor, dialler::IMPORT_CONTACT);
        for (_, name, value) in &options {
            assert_eq!(&sent[*name], value, "{name}");
        }
        assert_eq!(sent.as_object().unwrap().len(), options.len());
        assert!(vendor.sandbox.ledger().violations().is_empty());
    }

    #[test]
    fn asks_for_all_that_is_missing() {
        let vendor = Vendor::start();
        let ran = vendor.run(&["dialler", "import"]).expect(2);
        let text = "needs --campaign-id or --campaign-name, --name, --phone-number-1 or another phone \
                    number, or give --from-json";
        assert!(ran.stderr.contains(text), "{ran:#?}");
        let ran = vendor
            .run(&["dialler", "import", "--campaign-id=538", "--name=N"])
            .expect(2);
        assert!(ran.stderr.contains("PhoneNumber1"), "{ran:#?}");
        vendor
            .run(&[
                "dialler",
                "import",
                "--campaign-id=538",
                "--campaign-name=C",
            ])
            .expect(2);
        assert!(vendor.sandbox.ledger().calls().is_empty());
    }

    #[test]
    fn warns_of_doubtful_fields_and_sends_them_without_showing_them() {
        let vendor = Vendor::start();
        let ran = vendor.run(&[
            "dialler",
            "import",
            "--campaign-id=538",
            "--name=N",
            "--phone-number-1=030 23125009",
            "--salutation=PLANTED-SALUTATION",
        ]);
        let ran = ran.expect(0);
        for text in [
            "warning: Salutation has 18 characters, more than the 16 ",
            "warning: phone number 1 is not as of E.164: ",
        ] {
            assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
        }
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
        assert!(!ran.stderr.contains("23125009"), "{ran:#?}");
        let sent = last_body(&vendor, dialler::IMPORT_CONTACT);
        assert_eq!(sent["PhoneNumber1"], "030 23125009");
    }

    #[test]
    fn from_json_takes_one_contact_or_a_list() {
        let vendor = Vendor::start();
        let contact = json!({
            "DiallerCampaignsID": 538,
            "Name": "One",
            "PhoneNumber1": "+493023125009",
            "Amount": 1249.90,
            "FollowUpDateTime": null,
        });
        from_json(&vendor, &contact).expect(0);
        assert_eq!(last_body(&vendor, dialler::IMPORT_CONTACT), contact);

        let before = vendor.sandbox.dialler().count_contacts();
        let ran = from_json(&vendor, &json!([contact, contact, contact])).expect(0);
        assert_eq!(ran.stdout.lines().count(), 4, "one header: {ran:#?}");
        assert_eq!(vendor.sandbox.dialler().count_contacts(), before + 3);
        assert!(vendor.sandbox.ledger().violations().is_empty());
    }

    #[test]
    fn of_a_list_sends_nothing_unless_all_of_it_is_right() {
        let vendor = Vendor::start();
        let contacts = json!([
            {"DiallerCampaignsID": 538, "Name": "PLANTED", "PhoneNumber1": "+493023125009"},
            {"DiallerCampaignsID": 538, "Name": "", "PhoneNumber1": "+493023125009"},
            {"DiallerCampaignsID": "PLANTED", "Name": "N", "PhoneNumber1": "+493023125009"},
            {"DiallerCampaignsID": 538, "Nmae": "PLANTED", "Name": "N", "PhoneNumber1": "+49"},
            {"DiallerCampaignsID": 538, "Name": "N"},
        ]);
        let ran = from_json(&vendor, &contacts).expect(2);
        for text in [
            "[1].Name must",
            "[2].DiallerCampaignsID must be a whole number",
            "[3].Nmae is not known here",
            "[4].PhoneNumber1 ",
        ] {
            assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
        }
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
        assert!(vendor.sandbox.ledger().calls().is_empty());

        let mut command = vendor.command(&["dialler", "import", "--from-json=-", "--json"]);
        let error = Ran::with_input(&mut command, &contacts.to_string())
            .expect(2)
            .error();
        assert_eq!(error["violations"].as_array().unwrap().len(), 4, "{error}");
    }

    #[test]
    fn of_nothing_is_refused() {
        let vendor = Vendor::start();
        let ran = from_json(&vendor, &json!([])).expect(2);
        assert!(ran.stderr.contains("must have at least 1 item"), "{ran:#?}");
        assert!(vendor.sandbox.ledger().calls().is_empty());
    }

    #[test]
    fn of_a_list_stops_at_the_first_failure_and_says_what_was_done() {
        let vendor = Vendor::start();
        let contact = |campaign: i64| json!({"DiallerCampaignsID": campaign, "Name": "N", "PhoneNumber1": "+493023125009"});
        let before = vendor.sandbox.dialler().count_contacts();
        let contacts = json!([contact(538), contact(7), contact(538)]);
        let ran = from_json(&vendor, &contacts).expect(3);
        let text =
            "This was contact 2 of 3: 1 before it were imported, and the 1 after it were not sent.";
        assert!(ran.stderr.contains(text), "{ran:#?}");
        assert!(
            ran.stderr.contains("Check the campaign (--campaign-id"),
            "{ran:#?}"
        );
        let on = "Go on from contact 2, without those before it";
        assert!(ran.stderr.contains(on), "{ran:#?}");
        assert_eq!(vendor.sandbox.dialler().count_contacts(), before + 1);

        let ran = from_json(&vendor, &json!([contact(7), contact(538)])).expect(3);
        assert!(!ran.stderr.contains("Go on from"), "{ran:#?}");
    }

    #[test]
    fn of_a_list_whose_outcome_is_unknown_says_where_to_go_on_in_either_case() {
        let vendor = Vendor::start();
        vendor
            .sandbox
            .faults()
            .inject(dialler::IMPORT_CONTACT, Fault::DropAfterActing);
        let contact =
            json!({"DiallerCampaignsID": 538, "Name": "N", "PhoneNumber1": "+493023125009"});
        let ran = from_json(&vendor, &json!([contact, contact])).expect(5);
        assert!(
            ran.stderr
                .contains("If it was done, go on from contact 2, otherwise from contact 1."),
            "{ran:#?}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn of_a_list_that_is_interrupted_says_how_far_it_came() {
        use std::process::Stdio;
        use std::time::Duration;

        let vendor = Vendor::start();
        let contact = |campaign: i64| json!({"DiallerCampaignsID": campaign, "Name": "N", "PhoneNumber1": "+493023125009"});
        let file = tempfile::NamedTempFile::new().unwrap();
        let contacts = json!([contact(538), contact(538), contact(538)]);
        std::fs::write(file.path(), contacts.to_string()).unwrap();
        let path = file.path().to_str().unwrap();
        let faults = vendor.sandbox.faults();
        // The first one passes.
        faults.inject(dialler::IMPORT_CONTACT, Fault::Delay(Duration::ZERO));
        faults.inject(dialler::IMPORT_CONTACT, Fault::ActAfterHangUp);
        let child = vendor
            .command(&["dialler", "import", "--from-json", path, "--json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        vendor.wait_for_calls(2);
        vendor::send("-INT", &child);
        let ran = Ran::from(child.wait_with_output().unwrap()).expect(130);
        let error = ran.error();
        assert_eq!(error["delivery"], "unknown");
        let note =
            "This was contact 2 of 3: 1 before it were imported, and the 1 after it were not sent.";
        assert_eq!(error["note"], note);
    }

    #[test]
    fn that_overwrites_by_user_data_is_repeated_and_another_is_not() {
        let vendor = Vendor::start();
        let faults = vendor.sandbox.faults();
        let contacts = || vendor.sandbox.dialler().count_contacts();
        let before = contacts();
        faults.inject(dialler::IMPORT_CONTACT, Fault::DropAfterActing);
        import(&vendor, &["--overwrite-duplicates", "--user-data=U-1"]).expect(0);
        assert_eq!(contacts(), before + 1);

        for (more, look) in [
            (
                &["--overwrite-duplicates"][..],
                "vendor dialler list --campaign-id=ID",
            ),
            (
                &["--user-data=U-2"],
                "vendor dialler batch --user-data=TEXT",
            ),
        ] {
            faults.inject(dialler::IMPORT_CONTACT, Fault::DropAfterActing);
            let error = import(&vendor, &[more, &["--json"]].concat())
                .expect(5)
                .error();
            assert_eq!(error["attempts"], 1);
            let advice = error["advice"].as_str().unwrap();
            assert!(advice.contains("Do not run it again"), "{advice}");
            assert!(advice.ends_with(look), "{advice}");
        }
        assert_eq!(contacts(), before + 3);
    }

    #[test]
    fn that_may_be_repeated_and_stays_unknown_may_be_run_again() {
        let vendor = Vendor::start();
        vendor
            .sandbox
            .faults()
            .inject_times(dialler::IMPORT_CONTACT, 9, Fault::DropAfterActing);
        let ran = import(&vendor, &["--overwrite-duplicates", "--user-data=U-1"]).expect(5);
        assert!(ran.stderr.contains("does no harm"), "{ran:#?}");
    }
}

mod contacts {
    use super::*;

    #[test]
    fn are_shown_one_by_one() {
        let vendor = Vendor::start();
        let ran = vendor.run(&["dialler", "get", "215387"]).expect(0);
        assert!(
            ran.stdout.contains("name            Mustermann\n"),
            "{ran:#?}"
        );
        assert!(ran.stdout.contains("amount          1249.90\n"), "{ran:#?}");
        let answer = vendor
            .run(&["dialler", "get", "215387", "--json"])
            .expect(0);
        assert_eq!(answer.json()["records"][0]["ID"], 215_387);
    }

    #[test]
    fn are_listed_all_or_of_a_campaign() {
        let vendor = Vendor::start();
        let all = vendor.run(&["dialler", "list"]).expect(0);
        assert_eq!(all.stdout.lines().count(), 5, "{all:#?}");
        let list = ["dialler", "list", "--campaign-id=538", "--json"];
        let some = vendor.run(&list).expect(0).json_lines();
        assert_eq!(some.len(), 2);
        assert!(
            some.iter()
                .all(|contact| contact["DiallerCampaignsID"] == 538)
        );
        let call = last_call(&vendor, dialler::LIST_CONTACTS);
        assert_eq!(call.query(), Some("diallerCampaignsID=538"));
    }

    #[test]
    fn are_listed_in_one_table_however_many_they_are() {
        let vendor = Vendor::start();
        vendor.sandbox.dialler().seed_contacts(538, 300);
        let all = vendor.run(&["dialler", "list"]).expect(0);
        assert_eq!(all.stdout.lines().count(), 305);
        let lines = vendor.run(&["dialler", "list", "--json"]).expect(0);
        assert_eq!(lines.json_lines().len(), 304);
    }

    #[test]
    fn that_are_none_are_a_header_and_a_note() {
        let vendor = Vendor::start();
        vendor.sandbox.dialler().remove_all_contacts();
        let list = vendor.run(&["dialler", "list"]).expect(0);
        assert_eq!(list.stdout.lines().count(), 1, "{list:#?}");
        assert_eq!(list.stderr, "no contacts\n");
    }

    #[test]
    fn are_read_in_a_batch_by_ids_and_user_data() {
        let vendor = Vendor::start();
        let batch = vendor.run(&[
            "dialler",
            "batch",
            "--ids=215387,215395",
            "--user-data=CON1234",
            "--user-data=NOBODY",
            "--language-id=2",
            "--json",
        ]);
        let contacts = batch.expect(0).json_lines();
        assert_eq!(contacts.len(), 4);
        let call = last_call(&vendor, dialler::READ_CONTACTS);
        assert_eq!(call.query(), Some("languagesID=2"));
        let keys = json!({"UserDataList": ["CON1234", "NOBODY"], "IDList": [215_387, 215_395]});
        assert_eq!(last_body(&vendor, dialler::READ_CONTACTS), keys);

        let mut command = vendor.command(&["dialler", "batch", "--from-json=-"]);
        let table = Ran::with_input(&mut command, &keys.to_string()).expect(0);
        assert_eq!(table.stdout.lines().count(), 5, "{table:#?}");
        assert!(table.stdout.contains("Max Tries (Abort)"), "{table:#?}");
    }

    #[test]
    fn are_read_in_a_batch_of_at_least_one_key() {
        let vendor = Vendor::start();
        vendor.run(&["dialler", "batch"]).expect(2);
        vendor.run(&["dialler", "batch", "--user-data="]).expect(2);
        let mut command = vendor.command(&["dialler", "batch", "--from-json=-"]);
        let ran = Ran::with_input(&mut command, "[1]").expect(2);
        let text = "error: stdin cannot be used:\n  must be an object\n\n";
        assert!(ran.stderr.starts_with(text), "{ran:#?}");
        let mut command = vendor.command(&["dialler", "batch", "--from-json=-"]);
        Ran::with_input(&mut command, "{}").expect(2);
        assert!(vendor.sandbox.ledger().calls().is_empty());
    }
}

mod a_deletion {
    use super::*;

    #[test]
    fn by_id_says_deleted_or_gone() {
        let vendor = Vendor::start();
        let delete = |id: &str| {
            vendor
                .run(&["dialler", "delete", id, "--json"])
                .expect(0)
                .json()
        };
        assert_eq!(
            delete("215387"),
            json!({"id": 215_387, "outcome": "deleted"})
        );
        vendor
            .sandbox
            .faults()
            .inject(dialler::DELETE_CONTACT, Fault::DropAfterActing);
        assert_eq!(delete("215388")["outcome"], "gone");
        assert_eq!(vendor.sandbox.dialler().count_contacts(), 2);
    }

    #[test]
    fn by_user_data_warns_that_it_cannot_be_known_which() {
        let vendor = Vendor::start();
        let delete = ["dialler", "delete", "--user-data=CON1234"];
        let ran = vendor.run(&delete).expect(0);
        assert!(ran.stderr.contains("cannot be known"), "{ran:#?}");
        assert_eq!(ran.stdout, "deleted CON1234\n");
        assert_eq!(vendor.sandbox.dialler().count_contacts(), 3);
    }

    #[test]
    fn by_user_data_is_never_repeated() {
        let vendor = Vendor::start();
        vendor
            .sandbox
            .faults()
            .inject(dialler::DELETE_CONTACT_BY_USER_DATA, Fault::DropAfterActing);
        let delete = ["dialler", "delete", "--user-data=CON1234"];
        let ran = vendor.run(&delete).expect(5);
        let look = "vendor dialler batch --user-data='CON1234'\n";
        assert!(ran.stderr.ends_with(look), "{ran:#?}");
        assert_eq!(vendor.sandbox.dialler().count_contacts(), 3);
    }

    #[test]
    fn takes_an_id_or_a_user_data() {
        let vendor = Vendor::start();
        vendor.run(&["dialler", "delete"]).expect(2);
        vendor
            .run(&["dialler", "delete", "215387", "--user-data=CON6174"])
            .expect(2);
        assert!(vendor.sandbox.ledger().calls().is_empty());
    }
}

mod campaigns {
    use super::*;

    #[test]
    fn are_listed() {
        let vendor = Vendor::start();
        let list = vendor.run(&["dialler", "campaigns", "list"]).expect(0);
        assert_eq!(list.stdout.lines().count(), 3, "{list:#?}");
        let list = vendor.run(&["dialler", "campaigns", "list", "--json"]);
        let mut ids: Vec<_> = list
            .expect(0)
            .json_lines()
            .iter()
            .map(|campaign| campaign["ID"].as_i64().unwrap())
            .collect();
        ids.sort_unstable();
        assert_eq!(ids, demo::CAMPAIGNS);
    }

    #[test]
    fn are_shown_one_by_one() {
        let vendor = Vendor::start();
        let get = ["dialler", "campaigns", "get", "538"];
        let ran = vendor.run(&get).expect(0);
        assert!(ran.stdout.contains("My Campaign\n"), "{ran:#?}");
        let answer = vendor.run(&[&get[..], &["--json"]].concat()).expect(0);
        assert_eq!(answer.json()["records"][0]["ID"], 538);
    }
}

mod a_404 {
    use super::*;

    #[test]
    fn with_a_body_means_that_there_is_no_such_contact_or_campaign() {
        let vendor = Vendor::start();
        for arguments in [
            &["dialler", "get", "7"][..],
            &["dialler", "delete", "7"],
            &["dialler", "delete", "--user-data=NOBODY"],
        ] {
            let ran = vendor.run(arguments).expect(3);
            let text = "knows no such contact or campaign";
            assert!(ran.stderr.contains(text), "{ran:#?}");
            assert!(!ran.stderr.contains("Check the base URL"), "{ran:#?}");
        }
        for arguments in [
            &["dialler", "list", "--campaign-id", "7"][..],
            &["dialler", "campaigns", "get", "7"],
        ] {
            let ran = vendor.run(arguments).expect(3);
            let text = "knows no such one. vendor dialler campaigns list shows";
            assert!(ran.stderr.contains(text), "{ran:#?}");
        }
    }

    #[test]
    fn without_a_body_means_that_the_base_url_is_wrong() {
        let vendor = Vendor::start();
        let wrong = format!("{}/v9", vendor.sandbox.dialler().base_url());
        let get = ["dialler", "get", "215387", "--json", "--base-url", &wrong];
        let error = vendor.run(&get).expect(3).error();
        let advice = error["advice"].as_str().unwrap();
        assert!(advice.starts_with("Check the base URL"), "{advice}");
        assert!(advice.contains("ClientsID"), "{advice}");
        let hint = error["problem"]["hint"].as_str().unwrap();
        assert!(hint.contains("no such endpoint"), "{hint}");
    }
}

#[test]
fn a_token_that_was_replaced_is_refused_with_advice() {
    let vendor = Vendor::start();
    let mut command = vendor.command(&["dialler", "list"]);
    vendor.sandbox.dialler().regenerate_token();
    let ran = Ran::of(&mut command).expect(3);
    let advice = "Check the credentials: the token, as the jtel portal shows it now";
    assert!(ran.stderr.contains(advice), "{ran:#?}");
    assert!(
        ran.stderr.contains("a token ends when a new one is made"),
        "{ran:#?}"
    );
}

#[test]
fn texts_of_a_contact_stay_in_their_cells() {
    let vendor = Vendor::start();
    vendor.sandbox.dialler().remove_all_contacts();
    let contact = NewContact::new(538, "A\u{1b}[2J\u{202e}B", "+491").text("Company", "C\nD");
    vendor.sandbox.dialler().seed_contact(contact);
    let list = vendor.run(&["dialler", "list"]).expect(0);
    assert_eq!(list.stdout.lines().count(), 2, "{list:#?}");
    let shown = "A\u{fffd}[2J\u{fffd}B";
    assert!(list.stdout.contains(shown), "{list:#?}");
}

#[test]
fn every_command_has_an_example() {
    let vendor = Vendor::start();
    for operation in [
        &["import"][..],
        &["get"],
        &["list"],
        &["batch"],
        &["delete"],
        &["campaigns", "list"],
        &["campaigns", "get"],
    ] {
        let help = vendor.run(&[&["dialler"], operation, &["--help"]].concat());
        let example = format!("  vendor dialler {} ", operation.join(" "));
        assert!(help.expect(0).stdout.contains(&example), "{example}");
    }
}
