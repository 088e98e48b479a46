//! What ends a pass, what does not, and what is safe by then.

use serde_json::Value;
use vendor_sandbox::{Fault, Operation, StatusCode};
use vendor_sandbox::{dialler, leadbank};

use crate::forwarding::{Forwarding, assert_impersonal, lead, lead_without_number};
use crate::vendor::Ran;

fn refuse(status: u16) -> Fault {
    Fault::Refuse {
        status: StatusCode::from_u16(status).unwrap(),
        retry_after: None,
    }
}

/// Four attempts of a call.
fn for_a_call(forwarding: &Forwarding, operation: Operation, fault: &Fault) {
    let faults = forwarding.vendor.sandbox.faults();
    faults.inject_times(operation, 4, fault.clone());
}

/// A pass with its summary and its error.
#[track_caller]
fn fails(forwarding: &Forwarding, code: i32) -> (Value, Value) {
    let ran = forwarding.run(&["--once", "--json"]).expect(code);
    assert_impersonal(&ran);
    (ran.json(), ran.error())
}

mod an_import {
    use super::*;

    #[test]
    fn that_is_impossible_for_all_leads_ends_the_pass_and_what_was_safe_is_confirmed() {
        for (status, code) in [(401, 3), (403, 3), (404, 3), (405, 3), (308, 3)] {
            let leads = [lead(7), lead_without_number(8), lead(9), lead(10)];
            let forwarding = Forwarding::of(leads);
            forwarding.vendor.sandbox.faults().inject_times(
                dialler::IMPORT_CONTACT,
                1,
                Fault::DripBody {
                    piece: 1 << 20,
                    pause: std::time::Duration::ZERO,
                },
            );
            forwarding
                .vendor
                .sandbox
                .faults()
                .inject(dialler::IMPORT_CONTACT, refuse(status));
            let (summary, error) = fails(&forwarding, code);
            assert_eq!(summary["imported"], 1, "{status}");
            assert_eq!(summary["left"], 2, "{status}");
            assert_eq!(error["operation"], "importContact");
            assert_eq!(error["status"], status);
            assert!(error["problem"]["detail"].is_null(), "{error}");
            assert_eq!(forwarding.received(), [7, 8], "{status}");
            forwarding.once(0);
            assert_eq!(forwarding.received(), [7, 8, 9, 10]);
            assert_eq!(forwarding.contacts().len(), 3);
        }
    }

    #[test]
    fn into_a_campaign_that_is_not_there_names_the_option() {
        let forwarding = Forwarding::of([lead(7)]);
        let arguments = [
            "leadbank",
            "forward",
            "--once",
            "--parameter=1",
            "--campaign-name=None",
        ];
        let mut command = forwarding.vendor.command(&arguments);
        let ran = Ran::of(command.arg("--set-aside").arg(forwarding.file())).expect(3);
        assert!(ran.stderr.contains("--campaign-name"), "{ran:#?}");
        assert!(forwarding.received().is_empty());
    }

    #[test]
    fn that_cannot_be_sent_ends_the_pass_as_not_sent() {
        let forwarding = Forwarding::of([lead_without_number(7), lead(8)]);
        let mut command = forwarding.command(&["--once", "--json"]);
        command.env("VENDOR_DIALLER_BASE_URL", "http://127.0.0.1:9/rest/v1.0/1");
        let ran = Ran::of(&mut command).expect(4);
        assert_eq!(ran.json()["confirmed"], 1);
        assert_eq!(forwarding.received(), [7]);
    }

    #[test]
    fn of_unknown_outcome_leaves_its_lead_unconfirmed_and_the_others_go_on() {
        let forwarding = Forwarding::of([lead(7), lead(8), lead(9)]);
        for_a_call(
            &forwarding,
            dialler::IMPORT_CONTACT,
            &Fault::DropAfterActing,
        );
        let ran = forwarding.run(&["--once"]).expect(5);
        assert_impersonal(&ran);
        assert_eq!(
            ran.stdout,
            "3 leads: 2 imported, 1 of unknown outcome; 2 confirmed, 1 come again\n"
        );
        assert!(ran.stderr.contains("lead 7: "), "{ran:#?}");
        assert_eq!(forwarding.received(), [8, 9]);
        assert_eq!(forwarding.once(0)["imported"], 1);
        assert_eq!(forwarding.contacts().len(), 3, "none is there twice");
        assert_eq!(forwarding.received(), [7, 8, 9]);
    }

    #[test]
    fn of_unknown_outcome_withholds_the_confirmation_of_the_fetch() {
        let forwarding = Forwarding::of([lead(7), lead(8)]);
        for_a_call(
            &forwarding,
            dialler::IMPORT_CONTACT,
            &Fault::DropBeforeActing,
        );
        let ran = forwarding.run(&["--once", "--confirm-none"]).expect(5);
        assert_eq!(
            ran.stdout,
            "2 leads: 1 imported, 1 of unknown outcome; none confirmed: they come again\n"
        );
        assert!(forwarding.confirmations().is_empty());
        forwarding.run(&["--once", "--confirm-none"]).expect(0);
        assert_eq!(forwarding.contacts().len(), 2);
    }

    #[test]
    fn that_is_done_although_its_answer_cannot_be_read_is_done() {
        for fault in [Fault::CutBody, Fault::GarbageBody] {
            let forwarding = Forwarding::of([lead(7)]);
            forwarding
                .vendor
                .sandbox
                .faults()
                .inject(dialler::IMPORT_CONTACT, fault);
            assert_eq!(forwarding.once(0)["confirmed"], 1);
            assert_eq!(forwarding.contacts().len(), 1);
        }
    }

    #[test]
    fn three_in_a_row_that_fail_are_not_the_fault_of_the_leads() {
        let forwarding = Forwarding::of((7..=12).map(lead));
        let faults = forwarding.vendor.sandbox.faults();
        faults.inject_times(dialler::IMPORT_CONTACT, 3, refuse(400));
        let (summary, error) = fails(&forwarding, 3);
        assert_eq!(
            (&summary["set_aside"], &summary["left"]),
            (&3.into(), &3.into())
        );
        assert_eq!(error["status"], 400);
        assert_eq!(forwarding.received(), [7, 8, 9]);
        assert_eq!(forwarding.once(0)["imported"], 3);
    }
}

mod a_fetch {
    use super::*;

    #[test]
    fn that_fails_confirms_nothing() {
        let forwarding = Forwarding::of([lead(7)]);
        forwarding
            .vendor
            .sandbox
            .faults()
            .inject(leadbank::FETCH_LEADS, refuse(403));
        let (summary, error) = fails(&forwarding, 3);
        assert_eq!(summary["leads"], 0);
        assert_eq!(error["operation"], "fetchLeads");
    }

    #[test]
    fn that_fails_does_not_say_that_there_are_no_leads() {
        let forwarding = Forwarding::of([lead(7)]);
        for_a_call(&forwarding, leadbank::FETCH_LEADS, &refuse(500));
        let ran = forwarding.run(&["--once"]).expect(5);
        assert_eq!(ran.stdout, "no leads received\n");
    }

    #[test]
    fn that_is_cut_confirms_nothing_and_its_leads_come_again() {
        let forwarding = Forwarding::of((1..=9).map(lead));
        for_a_call(&forwarding, leadbank::FETCH_LEADS, &Fault::CutBody);
        let (summary, _) = fails(&forwarding, 5);
        assert!(summary["imported"].as_u64().unwrap() > 0, "{summary}");
        assert_eq!(summary["confirmed"], 0);
        forwarding.vendor.sandbox.faults().clear();
        assert_eq!(forwarding.once(0)["confirmed"], 9);
        assert_eq!(forwarding.contacts().len(), 9, "none is there twice");
    }
}

mod a_confirmation {
    use super::*;

    #[test]
    fn that_fails_says_that_nothing_is_done_twice() {
        let forwarding = Forwarding::of([lead(7)]);
        for_a_call(
            &forwarding,
            leadbank::VALIDATE_LEADS,
            &Fault::DropAfterActing,
        );
        let ran = forwarding.run(&["--once", "--confirm-integer=1"]).expect(5);
        assert!(ran.stderr.contains("nothing is done twice"), "{ran:#?}");
        assert_eq!(
            forwarding.confirmations().len(),
            1,
            "of a fetch it is not repeated"
        );
        assert_eq!(forwarding.received(), [7]);
    }

    #[test]
    fn by_numbers_is_repeated() {
        let forwarding = Forwarding::of([lead(7)]);
        let faults = forwarding.vendor.sandbox.faults();
        faults.inject_times(leadbank::VALIDATE_LEADS, 2, Fault::DropAfterActing);
        assert_eq!(forwarding.once(0)["confirmed"], 1);
        assert_eq!(forwarding.confirmations().len(), 3);
    }
}

mod settings {
    use super::*;

    #[test]
    fn of_both_vendors_are_needed() {
        let forwarding = Forwarding::of([lead(7)]);
        for (variable, flag) in [
            ("VENDOR_LEADBANK_BASE_URL", "--base-url"),
            ("VENDOR_DIALLER_BASE_URL", "--dialler-base-url"),
        ] {
            let ran = Ran::of(forwarding.command(&["--once"]).env_remove(variable)).expect(2);
            assert!(
                ran.stderr.contains(variable) && ran.stderr.contains(flag),
                "{ran:#?}"
            );
            assert!(!forwarding.file().exists());
        }
    }

    #[test]
    fn may_have_both_addresses_from_flags() {
        let forwarding = Forwarding::of([lead(7)]);
        let sandbox = &forwarding.vendor.sandbox;
        let flags = [
            format!("--base-url={}", sandbox.leadbank().base_url()),
            format!("--dialler-base-url={}", sandbox.dialler().base_url()),
        ];
        let mut command = forwarding.command(&["--once", &flags[0], &flags[1]]);
        command
            .env_remove("VENDOR_LEADBANK_BASE_URL")
            .env_remove("VENDOR_DIALLER_BASE_URL");
        Ran::of(&mut command).expect(0);
        assert_eq!(forwarding.received(), [7]);
    }
}
