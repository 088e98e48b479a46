//! Answers of AIM that the sandbox does not give, and that no page rules out.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use serde_json::json;
use vendor::{Ran, program};

/// The program against a server that gives this answer to one request.
fn answered(arguments: &[&str], input: &str, answer: &'static str) -> Ran {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !is_whole(&request) {
            let mut bytes = [0; 4096];
            let count = stream.read(&mut bytes).unwrap();
            request.extend_from_slice(&bytes[..count]);
        }
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{answer}",
            answer.len()
        )
        .unwrap();
    });
    let home = tempfile::tempdir().unwrap();
    let arguments = [&["aim"], arguments, &["--endpoint", &endpoint]].concat();
    let mut command = program(&home, &arguments);
    command
        .env("VENDOR_AIM_API_KEY", "key")
        .env("VENDOR_AIM_APP_ID", "app");
    let ran = Ran::with_input(&mut command, input);
    server.join().unwrap();
    ran
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    length.map_or(0, |length| length.parse().unwrap()) <= body.len()
}

#[test]
fn an_error_for_a_ref_that_was_not_sent_leaves_the_others_open() {
    let answer = r#"{"MassUpdateErrors":[{"Ref":"W7","ErrorMessage":"no"},{"ErrorMessage":"why"}],"Status":null}"#;
    let update = ["mass-update", "--from-json=-"];
    let items = r#"[{"Ref":"W1001","Serial":"SN-1"}]"#;
    let ran = answered(&[&update[..], &["--json"]].concat(), items, answer).expect(5);
    assert_eq!(
        ran.json(),
        json!({
            "results": [{ "ref": "W1001", "outcome": "no_error", "errors": [] }],
            "unmatched": [{ "ref": "W7", "error": "no" }, { "ref": null, "error": "why" }],
        })
    );
    let ran = answered(&update, items, answer).expect(5);
    assert!(
        ran.stdout.contains("W7     belongs to none  no\n"),
        "{ran:#?}"
    );
}

#[test]
fn an_answer_without_a_status_is_done() {
    let ran = answered(&["fulfil", "W1001", "--serial=SN-1"], "", "{}").expect(0);
    assert_eq!(ran.stdout, "done\n");
}

#[test]
fn a_status_with_an_error_and_no_code_is_5() {
    let answer = r#"{"Status":{"ErrorMessage":"PLANTED"}}"#;
    let arguments = ["fulfil", "W1001", "--serial=SN-1", "--json"];
    let error = answered(&arguments, "", answer).expect(5).error();
    assert_eq!(error["problem"]["detail"], "PLANTED");
    // What is read by programs may be kept.
    assert!(!error["message"].to_string().contains("PLANTED"), "{error}");
    assert!(!error["advice"].to_string().contains("W1001"), "{error}");
}

#[test]
fn an_answer_keeps_what_nobody_knows_and_stays_on_its_line() {
    let answer = "{\r\n  \"ContractStatuses\": [\n    { \"Id\": 1, \"New\": 1.10 }\n  ]\n}";
    let ran = answered(&["statuses", "--json"], "", answer).expect(0);
    assert_eq!(ran.stdout.lines().count(), 1, "{ran:#?}");
    assert!(ran.stdout.contains("\"New\": 1.10"), "{ran:#?}");
}

#[test]
fn a_full_contract_of_several_lines_is_shown_on_one() {
    let answer = "{\"Contracts\":[{\n\"Note\":\"a\\nb\"\n},\n7]}";
    let ran = answered(&["full-details", "--web-ref=W1"], "", answer).expect(0);
    assert_eq!(ran.stdout, "{ \"Note\":\"a\\nb\" }\n7\n");
    let ran = answered(&["full-details", "--web-ref=W1"], "", "{}").expect(0);
    assert_eq!(ran.stdout, "no contracts\n");
}

#[test]
fn lists_that_are_null_are_empty_tables() {
    for arguments in [
        &["statuses"][..],
        &["defaults"],
        &["unfinished"],
        &["returns", "list"],
        &["exchanges", "list"],
    ] {
        for answer in [
            "{}",
            r#"{"ContractStatuses":null,"ContractDefaults":null,"UnfinishedContracts":null,"Contracts":null,
                "ScheduledExchanges":null,"Status":null}"#,
        ] {
            let ran = answered(arguments, "", answer).expect(0);
            assert_eq!(ran.stdout.lines().count(), 1, "{ran:#?}");
        }
    }
}
