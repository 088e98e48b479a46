//! `vendor aim`: what a person asks for arrives at the vendor, and what the vendor says is shown.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod vendor;

use serde_json::{Value, json};
use vendor::{Ran, Vendor};
use vendor_sandbox::Fault;
use vendor_sandbox::aim::{self, Rental, demo};

/// The contract with this reference, as the vendor has it.
#[track_caller]
fn contract(vendor: &Vendor, reference: &str) -> Rental {
    vendor.sandbox.aim().contract(reference).unwrap()
}

/// How often the vendor has carried an operation out.
fn applied(vendor: &Vendor, operation: vendor_sandbox::Operation) -> usize {
    vendor.sandbox.ledger().applied(operation)
}

fn with_stdin(vendor: &Vendor, arguments: &[&str], input: &Value) -> Ran {
    Ran::with_input(&mut vendor.command(arguments), &input.to_string())
}

#[track_caller]
fn assert_fulfilled(vendor: &Vendor) {
    let contract = contract(vendor, "W1001");
    assert_eq!(contract.serial.as_deref(), Some("SN-2001"));
    assert_eq!(contract.serial_key, Some(77));
    assert_eq!(contract.cash_price.as_deref(), Some("449.10"));
    assert_eq!(contract.status, "Delivered");
    assert_eq!(contract.notes.as_deref(), Some("by hand"));
    assert_eq!(contract.account, 4402);
    let date = |date: Option<_>| date.map(|date: chrono_date::Date| date.to_string());
    assert_eq!(
        (date(contract.delivery_date), date(contract.first_due)),
        (
            Some("2026-10-15 00:00:00".to_owned()),
            Some("2026-11-01 08:30:00".to_owned())
        )
    );
    let [sticks, added] = contract.accessories.as_slice() else {
        panic!("{:?}", contract.accessories);
    };
    assert!(sticks.delivered);
    assert_eq!(added.description.as_deref(), Some("Reeds"));
    assert_eq!(added.price, "12.50");
    assert_eq!(added.kind.as_deref(), Some("A"));
    assert_eq!(added.category, 5);
    assert_eq!(added.sku.as_deref(), Some("R-1"));
    assert!(vendor.sandbox.ledger().violations().is_empty());
}

/// The sandbox's dates.
mod chrono_date {
    pub(super) type Date = vendor_sandbox::chrono::NaiveDateTime;
}

const FULFIL: [&str; 14] = [
    "aim",
    "fulfil",
    "W1001",
    "--serial=SN-2001",
    "--serial-pk=77",
    "--cash-price=449.10",
    "--new-status=Delivered",
    "--notes=by hand",
    "--delivery-date=2026-10-15T00:00:00",
    "--first-due=2026-11-01T08:30:00",
    "--customer-acct=4402",
    "--delivered=501",
    "--delete-accessory=502",
    "--add-accessory=desc=Reeds,price=12.50,type=A,category=5,sku=R-1",
];

#[test]
fn fulfil_takes_options() {
    for (more, operation) in [
        (&[][..], aim::CONTRACT_FULFILLMENT),
        (&["--old-route"][..], aim::SET_CONTRACT_SERIAL),
    ] {
        let vendor = Vendor::start();
        let ran = vendor.run(&[&FULFIL[..], more].concat()).expect(0);
        assert_eq!(ran.stdout, "done; the vendor's status is Success\n");
        assert_fulfilled(&vendor);
        assert_eq!(applied(&vendor, operation), 1);
    }
}

#[test]
fn fulfil_takes_a_file_in_the_names_of_the_vendor() {
    let vendor = Vendor::start();
    // In a text, so that no digit is lost before it is sent.
    let body = r#"{
        "Ref": "W1001", "Serial": "SN-2001", "SerialPk": 77, "CashPrice": 449.10, "NewStatus": "Delivered",
        "Notes": "by hand", "DeliveryDate": "2026-10-15T00:00:00", "FirstDue": "2026-11-01T08:30:00.0000000",
        "DeliveredAccessories": [{ "Id": 501, "Delivered": true }], "DeletedAccessoryIds": [502],
        "AddedAccessories": [{ "Desc": "Reeds", "Price": 12.50, "Type": "A", "CatNum": 5, "Sku": "R-1" }],
        "CustomerAcct": 4402
    }"#;
    let mut command = vendor.command(&["aim", "fulfil", "--from-json=-", "--json"]);
    let answer = Ran::with_input(&mut command, body).expect(0).json();
    assert_eq!(answer["Status"]["StatusCode"], "Success");
    assert_fulfilled(&vendor);
}

#[test]
fn fulfil_sends_only_what_is_said() {
    let vendor = Vendor::start();
    vendor
        .run(&["aim", "fulfil", "W1003", "--unlock"])
        .expect(0);
    let calls = vendor.sandbox.ledger().calls();
    let body: Value =
        serde_json::from_slice(calls.last().unwrap().request_body().unwrap()).unwrap();
    assert_eq!(body, json!({ "Ref": "W1003", "Unlock": true }));
}

#[test]
fn fulfil_of_nothing_is_refused() {
    let vendor = Vendor::start();
    let ran = vendor.run(&["aim", "fulfil", "W1001"]).expect(2);
    assert!(ran.stderr.contains("nothing to fulfil"), "{ran:#?}");
    vendor.run(&["aim", "fulfil"]).expect(2);
    let both = ["aim", "fulfil", "W1001", "--from-json=-"];
    vendor.run(&both).expect(2);
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn fulfil_names_all_that_is_wrong_with_a_file() {
    let vendor = Vendor::start();
    let body = json!({
        "Ref": "",
        "Serial": null,
        "CashPrice": "a lot",
        "DeliveryDate": "2026-10-15",
        "DeliveredAccessories": [{ "Id": "501", "Delivered": true }],
        "NewCustomerAcct": 4402,
    });
    let ran = with_stdin(&vendor, &["aim", "fulfil", "--from-json=-"], &body).expect(2);
    for mistake in [
        "Ref must have at least 1 character",
        "Serial is null, which cannot be sent: leave it out",
        "CashPrice must be a decimal number of at most 28 digits",
        "DeliveryDate must be a date and time without an offset",
        "DeliveredAccessories[0].Id must be a whole number",
        "NewCustomerAcct is not known here",
    ] {
        assert!(ran.stderr.contains(mistake), "{mistake}: {ran:#?}");
    }
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn fulfil_names_all_that_is_wrong_with_accessories() {
    let vendor = Vendor::start();
    let arguments = [
        "aim",
        "fulfil",
        "W1001",
        "--add-accessory=desc=a,price=1.0000000000000000000000000000001",
        "--add-accessory=description=a,category=x",
    ];
    let ran = vendor.run(&arguments).expect(2);
    for mistake in [
        "--add-accessory 1: price must be a number of at most 28 digits",
        "--add-accessory 2 must be KEY=VALUE,.. of desc, price, type, category, sku",
        "--add-accessory 2: category must be a whole number",
    ] {
        assert!(ran.stderr.contains(mistake), "{mistake}: {ran:#?}");
    }
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn fulfil_with_an_unknown_outcome_is_5_and_says_where_to_look() {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .faults()
        .inject(aim::CONTRACT_FULFILLMENT, Fault::DropAfterActing);
    let ran = vendor.run(&FULFIL).expect(5);
    assert!(
        ran.stderr.contains("\n  vendor aim details 'W1001'"),
        "{ran:#?}"
    );
    assert_eq!(applied(&vendor, aim::CONTRACT_FULFILLMENT), 1);
}

#[test]
fn a_success_whose_status_says_error_is_3() {
    let vendor = Vendor::start();
    let error = vendor
        .run(&["aim", "fulfil", "W1003", "--serial=SN-1", "--json"])
        .expect(3)
        .error();
    assert_eq!(error["code"], "Locked");
    assert_eq!(error["status"], 200);
    assert_eq!(contract(&vendor, "W1003").serial, None);
}

#[test]
fn details_show_amounts_inventory_and_payments() {
    let vendor = Vendor::start();
    let ran = vendor.run(&["aim", "details", "W1002"]).expect(0);
    for text in [
        "account and contract  4401-2\n",
        "balance               449.10\n",
        "SN-2002",
    ] {
        assert!(ran.stdout.contains(text), "{text}: {ran:#?}");
    }
    let answer = vendor
        .run(&["aim", "details", "W1002", "--json"])
        .expect(0)
        .json();
    assert_eq!(answer["AccountSub"], "4401-2");
    assert_eq!(answer["Inventory"][0]["Serial"], "SN-2002");
    vendor
        .run(&["aim", "details", "W1002", "--sub=2"])
        .expect(0);
    vendor.run(&["aim", "details", "W9999"]).expect(3);
}

#[test]
fn full_details_are_of_one_contract_or_of_those_that_match() {
    let vendor = Vendor::start();
    let contracts = |arguments: &[&str]| -> Vec<String> {
        let command = [&["aim", "full-details", "--json"], arguments].concat();
        let answer = vendor.run(&command).expect(0).json();
        let contracts = answer["Contracts"].as_array().unwrap();
        contracts
            .iter()
            .map(|contract| contract["WebRef"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(contracts(&["--web-ref=W1002"]), ["W1002"]);
    assert_eq!(contracts(&["--aim-ref=4402-1"]), ["W1003"]);
    assert_eq!(contracts(&["--acct=4401"]), ["W1001", "W1002"]);
    assert_eq!(contracts(&["--acct=4401", "--sub=2"]), ["W1002"]);
    assert_eq!(contracts(&["--serial=SN-2005"]), ["W1005"]);
    assert_eq!(contracts(&["--offset=1", "--count=2"]), ["W1002", "W1003"]);
    assert!(vendor.sandbox.ledger().violations().is_empty());

    for arguments in [
        ["--web-ref=W1002", "--acct=4401"],
        ["--web-ref=W1002", "--aim-ref=4401-1"],
        ["--aim-ref=4401-1", "--count=1"],
    ] {
        let command = [&["aim", "full-details"][..], &arguments].concat();
        vendor.run(&command).expect(2);
    }
}

#[test]
fn full_details_of_all_pages_come_line_by_line() {
    let vendor = Vendor::start();
    let all = ["aim", "full-details", "--count=2", "--all"];
    let ran = vendor.run(&[&all[..], &["--json"]].concat()).expect(0);
    let references: Vec<_> = ran
        .json_lines()
        .iter()
        .map(|contract| contract["WebRef"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(references, demo::CONTRACTS);
    assert_eq!(vendor.run(&all).expect(0).stdout, ran.stdout);

    let page = vendor.run(&["aim", "full-details", "--count=2"]).expect(0);
    assert_eq!(page.stdout.lines().count(), 2, "{page:#?}");
    assert_eq!(page.stderr, "3 contracts follow; --all for all\n");
}

#[test]
fn statuses_and_defaults_are_tables() {
    let vendor = Vendor::start();
    let statuses = vendor.run(&["aim", "statuses"]).expect(0);
    assert!(
        statuses.stdout.starts_with("ID  DESCRIPTION  ON THE WEB\n"),
        "{statuses:#?}"
    );
    assert!(
        statuses.stdout.contains("3   Delivered    Delivered\n"),
        "{statuses:#?}"
    );
    let statuses = vendor.run(&["aim", "statuses", "--json"]).expect(0).json();
    assert_eq!(statuses["ContractStatuses"].as_array().unwrap().len(), 4);

    let defaults = vendor.run(&["aim", "defaults"]).expect(0);
    assert!(defaults.stdout.contains("Month to month"), "{defaults:#?}");
    let defaults = vendor.run(&["aim", "defaults", "--json"]).expect(0).json();
    assert_eq!(defaults["ContractDefaults"].as_array().unwrap().len(), 2);
}

#[test]
fn unfinished_are_those_to_be_fulfilled() {
    let vendor = Vendor::start();
    let references = |arguments: &[&str]| -> Vec<String> {
        let command = [&["aim", "unfinished"], arguments].concat();
        let ran = vendor.run(&command).expect(0);
        let rows = ran.stdout.lines().skip(1);
        rows.map(|row| row.split("  ").next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(references(&[]), ["W1001", "W1002", "W1003"]);
    assert_eq!(
        references(&["--of-all-users"]),
        ["W1001", "W1002", "W1003", "W1004"]
    );
    assert_eq!(references(&["--search=murray"]), ["W1003"]);
    assert_eq!(references(&["--school-id=32"]), ["W1002"]);
    assert_eq!(references(&["--district-id=22"]), ["W1003"]);
    assert_eq!(references(&["--offset=1", "--count=1"]), ["W1002"]);
    assert!(references(&["--teacher-id=1"]).is_empty());
    assert!(references(&["--type=SALE"]).is_empty());
    assert!(references(&["--status=Delivered"]).is_empty());
    assert!(references(&["--delivery=Store pickup"]).is_empty());
    assert!(vendor.sandbox.ledger().violations().is_empty());
}

#[test]
fn returns_are_scheduled_listed_and_put() {
    let vendor = Vendor::start();
    let ran = vendor
        .run(&[
            "aim",
            "returns",
            "schedule",
            "--acct=4401",
            "--sub=1",
            "--option-id=3",
            "--date=2026-10-15T00:00:00",
            "--notes=at noon",
            "--hold-payments-until=2026-11-01T00:00:00",
            "--status-id=2",
        ])
        .expect(0);
    assert_eq!(ran.stdout, "scheduled, with the reference R1\n");
    let body =
        json!({ "Acct": 4402, "Sub": 1, "OptionId": 4, "ReturnDate": "2026-12-15T00:00:00" });
    let schedule = ["aim", "returns", "schedule", "--from-json=-", "--json"];
    let answer = with_stdin(&vendor, &schedule, &body).expect(0).json();
    assert_eq!(answer["RefNumber"], "R2");

    let scheduled = vendor.sandbox.aim().scheduled_returns();
    assert_eq!(scheduled[0].notes.as_deref(), Some("at noon"));
    assert_eq!(scheduled[0].status_id, Some(2));
    assert!(scheduled[0].auto_pay_hold_date.is_some());

    let listed = |arguments: &[&str]| {
        let command = [&["aim", "returns", "list", "--json"], arguments].concat();
        let answer = vendor.run(&command).expect(0).json();
        answer["Contracts"].as_array().unwrap().len()
    };
    assert_eq!(listed(&[]), 2);
    assert_eq!(listed(&["--to=2026-11-01T00:00:00"]), 1);
    assert_eq!(listed(&["--from=2026-11-01T00:00:00", "--option-id=3"]), 0);
    assert_eq!(listed(&["--status-id=2"]), 1);
    assert_eq!(listed(&["--school-id=32"]), 0);
    assert_eq!(listed(&["--district-id=21"]), 1);
    assert_eq!(listed(&["--location-id=1"]), 0);
    let table = vendor.run(&["aim", "returns", "list"]).expect(0);
    assert!(table.stdout.contains("4401  1    Ada Byron"), "{table:#?}");

    vendor.run(&["aim", "returns", "put", "4401/1"]).expect(0);
    let contracts = json!([{ "Acct": 4402, "Sub": 1 }]);
    with_stdin(
        &vendor,
        &["aim", "returns", "put", "--from-json=-"],
        &contracts,
    )
    .expect(0);
    assert_eq!(listed(&[]), 0);
    assert_eq!(listed(&["--include-returned"]), 2);
    assert!(vendor.sandbox.ledger().violations().is_empty());
}

#[test]
fn exchanges_are_scheduled_and_listed() {
    let vendor = Vendor::start();
    let ran = vendor
        .run(&[
            "aim",
            "exchanges",
            "schedule",
            "--acct=4401",
            "--sub=2",
            "--item-id=17",
            "--posting-date=2026-10-01T00:00:00",
            "--date=2026-10-15T00:00:00",
            "--new-sku=VN-44",
            "--option-id=3",
            "--status-id=2",
            "--notes=at noon",
            "--processed=false",
            "--field=SIZE=4/4",
        ])
        .expect(0);
    assert_eq!(ran.stdout, "scheduled, with the id 1\n");
    let body = json!({
        "Acct": 4402,
        "Sub": 1,
        "ExchangedItemID": 18,
        "PostingDate": "2026-10-01T00:00:00",
        "ScheduledDate": "2026-12-15T00:00:00",
        "Processed": true,
        "FormInputList": [{ "Key": "SIZE", "Value": "3/4" }],
    });
    let schedule = ["aim", "exchanges", "schedule", "--from-json=-", "--json"];
    let answer = with_stdin(&vendor, &schedule, &body).expect(0).json();
    assert_eq!(answer["ExchangeID"], 2);

    let scheduled = vendor.sandbox.aim().scheduled_exchanges();
    assert_eq!(scheduled[0].new_sku.as_deref(), Some("VN-44"));
    assert_eq!(scheduled[0].notes.as_deref(), Some("at noon"));
    assert_eq!(
        scheduled[0].form_inputs,
        [("SIZE".to_owned(), "4/4".to_owned())]
    );
    assert_eq!(
        scheduled[1].form_inputs,
        [("SIZE".to_owned(), "3/4".to_owned())]
    );

    let listed = |arguments: &[&str]| {
        let command = [&["aim", "exchanges", "list", "--json"], arguments].concat();
        let answer = vendor.run(&command).expect(0).json();
        answer["ScheduledExchanges"].as_array().unwrap().len()
    };
    assert_eq!(listed(&[]), 1);
    assert_eq!(listed(&["--include-processed"]), 2);
    assert_eq!(
        listed(&["--include-processed", "--from=2026-11-01T00:00:00"]),
        1
    );
    let table = vendor.run(&["aim", "exchanges", "list"]).expect(0);
    assert!(table.stdout.contains("VN-44"), "{table:#?}");
    assert!(vendor.sandbox.ledger().violations().is_empty());
}

#[test]
fn what_is_scheduled_takes_a_file_or_options() {
    let vendor = Vendor::start();
    for (arguments, text) in [
        (
            &["returns", "schedule"][..],
            "a return also needs --acct, --sub, --option-id, --date, or give --from-json",
        ),
        (
            &[
                "returns",
                "schedule",
                "--acct=1",
                "--date=2026-10-15T00:00:00",
            ][..],
            "a return also needs --sub, --option-id, or give",
        ),
        (
            &["returns", "schedule", "--acct=1", "--from-json=-"][..],
            "cannot be used with",
        ),
        (&["returns", "put"][..], "ACCT/SUB"),
        (&["returns", "put", "4401"][..], "such as 4401/1"),
        (
            &["exchanges", "schedule", "--item-id=1"][..],
            "an exchange also needs --acct, --sub, --posting-date, --date, or give --from-json",
        ),
        (&["exchanges", "schedule", "--field=x"][..], "KEY=VALUE"),
    ] {
        let ran = vendor.run(&[&["aim"], arguments].concat()).expect(2);
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
    let body = json!({ "Acct": 1, "OptionId": "3", "ReturnNote": "" });
    let ran = with_stdin(
        &vendor,
        &["aim", "returns", "schedule", "--from-json=-"],
        &body,
    )
    .expect(2);
    for mistake in [
        "Sub is missing",
        "ReturnDate is missing",
        "OptionId must be a whole number",
        "ReturnNote is not known here",
    ] {
        assert!(ran.stderr.contains(mistake), "{mistake}: {ran:#?}");
    }
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn the_customer_of_a_contract_is_set_and_may_be_set_again() {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .faults()
        .inject(aim::SET_CONTRACT_CUSTOMER, Fault::DropAfterActing);
    vendor
        .run(&["aim", "set-customer", "W1001", "--acct=4403"])
        .expect(0);
    assert_eq!(contract(&vendor, "W1001").account, 4403);
    assert_eq!(applied(&vendor, aim::SET_CONTRACT_CUSTOMER), 2);
}

#[test]
fn several_contracts_are_locked_whatever_state_they_are_in() {
    let vendor = Vendor::start();
    let is_locked = |reference| contract(&vendor, reference).locked_by.is_some();
    // The third one is locked already, and the answer to the first attempt gets lost.
    vendor
        .sandbox
        .faults()
        .inject(aim::TOGGLE_CONTRACT_LOCK, Fault::DropAfterActing);
    vendor.run(&["aim", "lock", "W1001", "W1003"]).expect(0);
    assert!(is_locked("W1001") && is_locked("W1003"));
    vendor
        .run(&["aim", "unlock", "W1001", "W1002", "W1003"])
        .expect(0);
    assert!(!is_locked("W1001") && !is_locked("W1003"));
    vendor.run(&["aim", "unlock", "W1001"]).expect(0);
}

#[test]
fn an_error_of_one_of_several_is_to_be_corrected() {
    let vendor = Vendor::start();
    let error = vendor
        .run(&["aim", "lock", "W9999", "W1001", "--json"])
        .expect(5)
        .error();
    let advice = error["advice"].as_str().unwrap();
    assert!(
        advice.starts_with("Correct what the vendor names"),
        "{advice}"
    );
    assert!(advice.contains("vendor aim unfinished"), "{advice}");
}

#[test]
fn one_contract_by_ref_is_refused_in_the_state_that_it_is_in_already() {
    let vendor = Vendor::start();
    vendor.run(&["aim", "lock", "--ref=W1001"]).expect(0);
    let error = vendor
        .run(&["aim", "lock", "--ref=W1001", "--json"])
        .expect(3)
        .error();
    assert_eq!(error["code"], "NothingToDo");

    vendor
        .sandbox
        .faults()
        .inject(aim::TOGGLE_CONTRACT_LOCK, Fault::DropAfterActing);
    let ran = vendor.run(&["aim", "unlock", "--ref=W1001"]).expect(5);
    assert!(ran.stderr.contains("\n  vendor aim unfinished"), "{ran:#?}");
    assert_eq!(applied(&vendor, aim::TOGGLE_CONTRACT_LOCK), 2);
    vendor.run(&["aim", "lock"]).expect(2);
    vendor
        .run(&["aim", "lock", "W1001", "--ref=W1002"])
        .expect(2);
}

#[test]
fn every_command_has_an_example() {
    let vendor = Vendor::start();
    for command in [
        "fulfil",
        "mass-update",
        "details",
        "full-details",
        "unfinished",
        "statuses",
        "defaults",
        "returns list",
        "returns schedule",
        "returns put",
        "exchanges list",
        "exchanges schedule",
        "set-customer",
        "lock",
        "unlock",
        "endpoint",
    ] {
        let words: Vec<_> = command.split(' ').collect();
        let help = vendor
            .run(&[&["aim"], words.as_slice(), &["--help"]].concat())
            .expect(0);
        let example = format!("  vendor aim {command} ");
        assert!(help.stdout.contains(&example), "{help:#?}");
    }
}
