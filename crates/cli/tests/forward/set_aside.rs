//! The file of the leads that gave no contact.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
#[cfg(unix)]
use std::process::Command;

use serde_json::json;
use vendor_sandbox::leadbank::{self, NewLead};
use vendor_sandbox::{Fault, StatusCode, dialler};

use crate::forwarding::{Forwarding, assert_impersonal, lead, lead_without_number};
#[cfg(unix)]
use crate::vendor::Ran;

/// A line as the program writes it.
fn line(id: i64) -> String {
    let lead = json!({"IDLeadBank": id, "Contents": []});
    format!("{{\"id\":{id},\"reason\":\"no phone number\",\"lead\":{lead}}}\n")
}

#[test]
fn has_the_number_the_reason_and_the_lead_as_it_was_received() {
    let lead = "{\"IDLeadBank\" : 7,\r\n \"More\":1.50, \"Contents\": []}";
    let forwarding = Forwarding::of([NewLead::new().id(7).sent_as(lead)]);
    forwarding.once(0);
    assert_eq!(
        fs::read_to_string(forwarding.file()).unwrap(),
        "{\"id\":7,\"reason\":\"no phone number\",\"lead\":{\"IDLeadBank\" : 7,   \"More\":1.50, \"Contents\": []}}\n"
    );
}

#[cfg(unix)]
#[test]
fn is_for_nobody_else_to_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let forwarding = Forwarding::of([lead_without_number(7)]);
    let ran = forwarding.run(&["--once"]).expect(0);
    let mode = || {
        fs::metadata(forwarding.file())
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode(), 0o600);
    assert!(!ran.stderr.contains("chmod"), "{ran:#?}");
    fs::set_permissions(forwarding.file(), fs::Permissions::from_mode(0o644)).unwrap();
    let ran = forwarding.run(&["--once"]).expect(0);
    assert!(ran.stderr.contains("chmod 600"), "{ran:#?}");
}

#[test]
fn has_a_lead_once_however_often_its_confirmation_fails() {
    let forwarding = Forwarding::of([lead_without_number(7)]);
    let faults = forwarding.vendor.sandbox.faults();
    let refuse = Fault::Refuse {
        status: StatusCode::FORBIDDEN,
        retry_after: None,
    };
    faults.inject_times(leadbank::VALIDATE_LEADS, 2, refuse);
    assert_eq!(forwarding.once(3)["set_aside"], 1);
    let again = forwarding.once(3);
    assert_eq!(again["set_aside_before"], 1);
    assert_eq!(again["unconfirmed"], 1);
    let last = forwarding.once(0);
    assert_eq!(last["confirmed"], 1);
    assert_eq!(forwarding.lines().len(), 1);
    assert_eq!(forwarding.received(), [7]);
}

#[test]
fn has_a_lead_once_although_its_state_has_changed_and_twice_if_its_contents_have() {
    let forwarding = Forwarding::of([]);
    let leadbank = forwarding.vendor.sandbox.leadbank();
    let sent = |state: u8, name: &str| {
        let contents = json!([{"Key": "LastName", "Value": name}]);
        let lead = json!({"IDLeadBank": 7, "State": state, "Contents": contents});
        leadbank.seed_lead(NewLead::new().id(7).sent_as(lead.to_string()));
        forwarding.once(0);
        forwarding.lines().len()
    };
    assert_eq!(sent(0, "Martin"), 1);
    assert_eq!(sent(1, "Martin"), 1);
    assert_eq!(sent(1, "Dupont"), 2);
}

#[test]
fn whose_last_line_is_torn_is_repaired_and_its_lead_is_written_anew() {
    let without_line_break = format!("{}\0", line(8).trim_end());
    for torn in [
        "{",
        "{\"id\":8",
        "{\"id\":8,\"reason\":\"no ph",
        &without_line_break,
        "\0\0\0",
    ] {
        let forwarding = Forwarding::of([lead_without_number(8)]);
        fs::write(forwarding.file(), format!("{}{torn}", line(7))).unwrap();
        let ran = forwarding.run(&["--once"]).expect(0);
        assert!(ran.stderr.contains("cut off"), "{ran:#?}");
        let ids: Vec<_> = forwarding
            .lines()
            .iter()
            .map(|line| line["id"].clone())
            .collect();
        assert_eq!(ids, [7, 8]);
    }
}

#[test]
fn whose_last_line_lacks_nothing_but_its_line_break_keeps_it() {
    let forwarding = Forwarding::of([lead_without_number(8)]);
    fs::write(forwarding.file(), line(7).trim_end()).unwrap();
    forwarding.once(0);
    assert_eq!(forwarding.lines().len(), 2);
}

#[test]
fn that_is_another_one_is_refused_and_left_alone() {
    for (text, at) in [
        ("notes of mine".to_owned(), "line 1"),
        (format!("{}\n{{}}\n", line(7)), "line 3"),
        // It begins as a torn line of ours does.
        (format!("{}{{\"id\":8,\"mine\":1}}", line(7)), "line 2"),
        (format!("{{\"id\":7\n{}", line(8)), "line 1"),
    ] {
        let forwarding = Forwarding::of([lead(7)]);
        fs::write(forwarding.file(), &text).unwrap();
        let ran = forwarding.run(&["--once"]).expect(2);
        assert!(ran.stderr.contains(at), "{ran:#?}");
        assert_eq!(fs::read_to_string(forwarding.file()).unwrap(), text);
        assert!(forwarding.contacts().is_empty());
    }
}

#[test]
fn is_used_by_one_process_at_a_time() {
    let forwarding = Forwarding::of([lead(7)]);
    let file = File::create(forwarding.file()).unwrap();
    file.lock().unwrap();
    let ran = forwarding.run(&["--once", "--json"]).expect(2);
    let error = ran.error();
    assert_eq!(error["kind"], "set_aside");
    assert!(
        error["message"].as_str().unwrap().contains("is in use"),
        "{error}"
    );
    assert!(forwarding.vendor.sandbox.ledger().calls().is_empty());
    drop(file);
    forwarding.once(0);
}

#[test]
fn must_be_a_file_in_a_directory_that_is_there() {
    let forwarding = Forwarding::of([lead(7)]);
    fs::create_dir(forwarding.file()).unwrap();
    let ran = forwarding.run(&["--once"]).expect(2);
    assert!(ran.stderr.contains("is no file"), "{ran:#?}");
    for elsewhere in ["--set-aside=/nowhere/leads.jsonl", "--set-aside=-"] {
        let arguments = [
            "leadbank",
            "forward",
            "--once",
            "--parameter=1",
            "--campaign-id=538",
            elsewhere,
        ];
        forwarding.vendor.run(&arguments).expect(2);
    }
    assert!(forwarding.vendor.sandbox.ledger().calls().is_empty());
}

#[cfg(unix)]
#[test]
fn may_be_named_by_a_link_and_is_made_where_it_leads() {
    let forwarding = Forwarding::of([lead_without_number(7)]);
    fs::create_dir(forwarding.path("elsewhere")).unwrap();
    let real = forwarding.path("elsewhere").join("leads.jsonl");
    std::os::unix::fs::symlink(&real, forwarding.file()).unwrap();
    forwarding.once(0);
    assert_eq!(forwarding.lines().len(), 1);
    assert!(real.is_file());
}

#[cfg(unix)]
#[test]
fn that_is_moved_or_deleted_while_it_is_used_ends_it_and_the_lead_comes_again() {
    for is_replaced in [false, true] {
        let forwarding = Forwarding::of([lead(7), lead_without_number(8)]);
        let file = forwarding.file();
        forwarding.vendor.sandbox.ledger().observe(move |_| {
            // The program has it open by its first call.
            let _ = fs::remove_file(&file);
            if is_replaced {
                File::create(&file).unwrap();
            }
        });
        let ran = forwarding.run(&["--once", "--json"]).expect(1);
        let message = ran.error()["message"].as_str().unwrap().to_owned();
        assert!(message.contains("moved or deleted"), "{message}");
        assert_eq!(forwarding.received(), [7]);
    }
}

#[cfg(unix)]
#[test]
fn that_cannot_be_written_ends_it_without_a_torn_line_and_the_lead_comes_again() {
    let leads = [
        lead_without_number(7),
        lead_without_number(8).content("Comment", "Planted".repeat(1_000)),
        lead(9),
    ];
    let forwarding = Forwarding::of(leads);
    let program = forwarding.command(&["--once", "--json"]);
    let mut limited = Command::new("sh");
    // No file may have more than a few blocks, and to write more is an error.
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 2; exec \"$0\" \"$@\""])
        .arg(program.get_program())
        .args(program.get_args())
        .env_clear()
        .envs(
            program
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .env("PATH", std::env::var_os("PATH").unwrap());
    let ran = Ran::of(&mut limited).expect(1);
    assert_impersonal(&ran);
    let message = ran.error()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("a lead cannot be set aside"), "{message}");
    assert_eq!(forwarding.received(), [7]);
    assert_eq!(forwarding.lines().len(), 1);
    forwarding.once(0);
    assert_eq!(forwarding.lines().len(), 2);
    assert_eq!(forwarding.received(), [7, 8, 9]);
}

#[test]
fn is_needed() {
    let forwarding = Forwarding::of([lead(7)]);
    let ran = forwarding
        .vendor
        .run(&["leadbank", "forward", "--once"])
        .expect(2);
    for option in [
        "--parameter",
        "--campaign-id or --campaign-name",
        "--set-aside",
    ] {
        assert!(ran.stderr.contains(option), "{ran:#?}");
    }
}

#[test]
fn has_the_words_by_which_the_vendor_refuses_a_contact_and_nothing_printed_has_them() {
    for status in [400, 409, 413, 422] {
        let forwarding = Forwarding::of([lead(7), lead(8)]);
        let refuse = Fault::Refuse {
            status: StatusCode::from_u16(status).unwrap(),
            retry_after: None,
        };
        let faults = forwarding.vendor.sandbox.faults();
        faults.inject(dialler::IMPORT_CONTACT, refuse);
        let ran = forwarding.run(&["--once"]).expect(0);
        assert_eq!(
            ran.stdout,
            "2 leads: 1 imported, 1 set aside; all confirmed\n"
        );
        assert_impersonal(&ran);
        let shown = format!("refused by the dialler with {status}");
        assert!(ran.stderr.contains(&shown), "{ran:#?}");
        let reason = forwarding.lines()[0]["reason"].as_str().unwrap().to_owned();
        assert!(
            reason.starts_with(&shown) && reason.contains(": "),
            "{reason}"
        );
        assert_eq!(forwarding.received(), [7, 8]);
    }
}

#[test]
fn is_written_at_its_end_only() {
    let forwarding = Forwarding::of([lead_without_number(7)]);
    forwarding.once(0);
    let mut file = OpenOptions::new()
        .append(true)
        .open(forwarding.file())
        .unwrap();
    file.write_all(b"\n").unwrap();
    forwarding
        .vendor
        .sandbox
        .leadbank()
        .seed_lead(lead_without_number(8));
    forwarding.once(0);
    let text = fs::read_to_string(forwarding.file()).unwrap();
    assert_eq!(
        text.lines().map(str::is_empty).collect::<Vec<_>>(),
        [false, true, false]
    );
}
