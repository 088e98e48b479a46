//! The examples in the help of all commands work as they stand there, against the sandbox.

#![cfg(unix)]
// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;
use vendor::{Ran, program};

/// Examples that nobody can run here, and why. The beginning of each is enough.
const NOT_RUN: [(&str, &str); 5] = [
    ("vendor tour", "it takes long, and has a test of its own"),
    ("vendor sandbox", "it serves until it is stopped"),
    (
        "vendor leadbank forward --every",
        "it goes on until it is stopped",
    ),
    (
        "vendor aim returns put",
        "a sandbox that has just started has no returns that are scheduled",
    ),
    (
        "vendor doctor tickets --base-url",
        "it is about a host that is not there",
    ),
];

/// Files that examples read.
const FILES: [(&str, &str); 19] = [
    (
        "activations.jsonl",
        r#"{"DossierNumber": "D-1", "ReasonCode": 4}"#,
    ),
    ("leads.jsonl", r#"{"IDLeadBank": 48101}"#),
    (
        "tickets.csv",
        "customer_id,vehicle_model_id,vin,reference\n\
         160c0c4b-9966-4dc1-a916-8407eb10d74e,1204,JH4KA7630PC007649,ORDER-1\n",
    ),
    ("updates.csv", "Ref,Serial\nW1001,SN-1\n"),
    (
        "activation.json",
        r#"{"DossierNumber": "D-17", "ReasonCode": 4}"#,
    ),
    ("confirmation.json", "[48101]"),
    (
        "contacts.json",
        r#"[{"DiallerCampaignsID": 538, "Name": "Muster", "PhoneNumber1": "+493023125004", "UserData": "a"}]"#,
    ),
    (
        "contacts.jsonl",
        r#"{"DiallerCampaignsID": 538, "Name": "Muster", "PhoneNumber1": "+493023125004", "UserData": "a"}"#,
    ),
    (
        "contacts.csv",
        "Name,PhoneNumber1,UserData\nMuster,+493023125004,a\n",
    ),
    (
        "orders.csv",
        "vehicle_model_id,vin,reference\n1204,JH4KA7630PC007649,ORDER-1\n",
    ),
    (
        "kontakte.csv",
        "Name;Telefon;UserData\nMuster;+493023125004;a\n",
    ),
    ("contracts.json", r#"[{"Acct": 4401, "Sub": 1}]"#),
    (
        "events.json",
        r#"[{"IDLeadBank": 48101, "LeadEvents": [{"IDstatus": 2, "DateAction": "2024-10-15T09:00:00+02:00"}]}]"#,
    ),
    (
        "exchange.json",
        r#"{"Acct": 4401, "Sub": 1, "ExchangedItemID": 17, "PostingDate": "2026-10-01T00:00:00",
            "ScheduledDate": "2026-10-15T00:00:00"}"#,
    ),
    ("fulfilment.json", r#"{"Ref": "W1001", "Serial": "SN-1"}"#),
    (
        "keys.json",
        r#"{"IDList": [215387], "UserDataList": ["CON6174"]}"#,
    ),
    (
        "return.json",
        r#"{"Acct": 4401, "Sub": 1, "OptionId": 3, "ReturnDate": "2026-10-15T00:00:00"}"#,
    ),
    (
        "ticket.json",
        r#"{"customer_id": "160c0c4b-9966-4dc1-a916-8407eb10d74e", "vehicle_model_id": 1204, "vin": null,
            "preparer_external_reference": "ORDER-17"}"#,
    ),
    ("updates.json", r#"[{"Ref": "W1001", "Serial": "SN-1"}]"#),
];

/// What somebody does who tries one command after the other.
struct Reader {
    directory: TempDir,
}

impl Reader {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        for (name, text) in FILES {
            fs::write(directory.path().join(name), text).unwrap();
        }
        Self { directory }
    }

    fn help(&self, command: &[String]) -> String {
        let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        arguments.push("--help");
        Ran::of(&mut program(&self.directory, &arguments))
            .expect(0)
            .stdout
    }

    /// In a shell, as it is; with `--sandbox`, if it goes to a vendor.
    fn run(&self, example: &str) -> Ran {
        if let Some((_, made)) = example.split_once(" --to ") {
            // There by our own hand, perhaps.
            let _ = fs::remove_file(self.directory.path().join(made));
        }
        let program = Path::new(env!("CARGO_BIN_EXE_vendor"));
        let path = format!(
            "{}:{}",
            program.parent().unwrap().display(),
            std::env::var("PATH").unwrap()
        );
        let sandbox = if goes_to_a_vendor(example) && !example.contains("--sandbox") {
            "vendor() { command vendor \"$@\" --sandbox; }\n"
        } else {
            ""
        };
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &format!("{sandbox}{example}")])
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.directory.path())
            .current_dir(self.directory.path())
            .stdin(Stdio::null());
        Ran::of(&mut shell)
    }
}

fn goes_to_a_vendor(example: &str) -> bool {
    let commands = example.split("vendor ").skip(1);
    let mut names = commands.filter_map(|arguments| arguments.split_whitespace().next());
    names.any(|name| ["tickets", "leadbank", "dialler", "iveco", "aim", "doctor"].contains(&name))
}

/// The commands that a help lists.
fn listed(help: &str) -> Vec<String> {
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    list.take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// The lines below `Examples:`, each with those that go on with it.
fn examples(help: &str) -> Vec<String> {
    let below = help
        .lines()
        .skip_while(|line| !matches!(*line, "Example:" | "Examples:"))
        .skip(1);
    let text: Vec<&str> = below.take_while(|line| line.starts_with("  ")).collect();
    let text = text.join("\n").replace("\\\n", " ");
    text.lines().map(|line| line.trim().to_owned()).collect()
}

/// A command and all below it.
fn all_commands(reader: &Reader, command: Vec<String>) -> Vec<Vec<String>> {
    let names = listed(&reader.help(&command));
    let below = names
        .into_iter()
        .map(|name| [&command[..], &[name]].concat());
    let below: Vec<_> = below
        .flat_map(|command| all_commands(reader, command))
        .collect();
    [vec![command], below].concat()
}

#[test]
fn every_example_works() {
    let commands = all_commands(&Reader::new(), Vec::new());
    assert!(commands.len() > 40, "{} commands", commands.len());
    let mut failed = Vec::new();
    let mut not_run = BTreeSet::new();
    for command in commands {
        // The examples of a command may go on from each other.
        let reader = Reader::new();
        for example in examples(&reader.help(&command)) {
            if let Some((name, _)) = NOT_RUN.iter().find(|(name, _)| example.starts_with(name)) {
                not_run.insert(*name);
                continue;
            }
            let ran = reader.run(&example);
            if ran.code != Some(0) {
                failed.push(format!("{example}\n{}", ran.stderr));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    let listed: BTreeSet<&str> = NOT_RUN.iter().map(|(name, _)| *name).collect();
    assert_eq!(not_run, listed, "what is listed is an example");
}
