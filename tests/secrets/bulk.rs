//! Files of rows with a mark in all that is personal: no run shows a secret, and the journals, which stay on the disk,
//! have nothing of the rows or of the answers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use behaviours::effort;
use serde_json::{Value, json};

use crate::answers;
use crate::contract::Contract;
use crate::programs::{Printed, Terminal, WAYS, Way};
use crate::search::{Marks, find};
use crate::stub::Stub;

/// A command with a file of rows.
struct Job {
    command: &'static str,
    vendor: &'static str,
    /// What a row is, in the vendor's contract.
    schema: &'static str,
    /// Makes a row with all members one that can be sent.
    edit: fn(&mut Value, usize),
}

const JOBS: [Job; 4] = [
    Job {
        command: "dialler import",
        vendor: "dialler",
        schema: "NewContact",
        edit: with_one_campaign,
    },
    Job {
        command: "tickets create --from",
        vendor: "partner",
        schema: "NewPreparedTicket",
        edit: |_, _| {},
    },
    Job {
        command: "iveco activate --from",
        vendor: "iveco",
        schema: "WorkshopActivationBTRequest",
        edit: |_, _| {},
    },
    Job {
        command: "aim mass-update",
        vendor: "aim",
        schema: "UpdateContractObj",
        // No two of them have the same.
        edit: |row, number| row["Ref"] = json!(format!("REF-{number}")),
    },
];

/// What is done with each file, one run after the other.
const RUNS: [&str; 3] = ["--dry-run", "", "--retry-refused --retry-unknown"];

/// So many rows in a file.
const ROWS: usize = 3;

/// A campaign is named in one way.
fn with_one_campaign(row: &mut Value, _: usize) {
    let row = row.as_object_mut().expect("a row is an object");
    row.remove("DiallerCampaignsName");
}

impl Job {
    fn rows(&self) -> Vec<Value> {
        let row = Contract::of(self.vendor).value_of(self.schema);
        (0..ROWS)
            .map(|number| {
                let mut row = row.clone();
                (self.edit)(&mut row, number);
                row
            })
            .collect()
    }

    /// The same rows in both formats.
    fn write(&self, directory: &Path) -> [PathBuf; 2] {
        let rows = self.rows();
        let files = ["jsonl", "csv"].map(|end| directory.join(format!("{}.{end}", self.vendor)));
        let lines = rows.iter().map(|row| format!("{row}\n"));
        fs::write(&files[0], lines.collect::<String>()).expect("a file");
        let header: Vec<_> = members(&rows[0]).map(|(name, _)| name.to_owned()).collect();
        let records = rows.iter().map(|row| {
            let cells = members(row).map(|(_, value)| cell(value));
            cells.collect::<Vec<_>>().join(",")
        });
        let records: Vec<_> = [header.join(",")].into_iter().chain(records).collect();
        fs::write(&files[1], records.join("\n")).expect("a file");
        files
    }
}

fn members(row: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = row.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), value))
}

fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Runs of the same files, which are begun one after the other: a later run goes on where the journal is.
fn runs(terminal: &Terminal) -> Vec<Vec<(Command, String)>> {
    let files = JOBS.iter().flat_map(|job| {
        let files = job.write(terminal.home.path());
        files.map(|file| format!("{} {}", job.command, file.display()))
    });
    let files: Vec<_> = files.collect();
    RUNS.iter()
        .map(|options| {
            let lines = files.iter().map(|file| format!("{file} {options}"));
            let words = lines.map(|line| line.split_whitespace().map(str::to_owned).collect());
            let mut commands = terminal.commands(&words.collect::<Vec<_>>());
            for (index, (command, _)) in commands.iter_mut().enumerate() {
                // One for each form. Who calls stands in it, and is no secret.
                let journal = terminal.home.path().join(format!("{index}.journal"));
                command
                    .arg("--journal")
                    .arg(journal)
                    .env("VENDOR_AIM_APP_ID", "application")
                    .env("VENDOR_AIM_USER_NAME", "caller");
            }
            commands
        })
        .collect()
}

/// The lines of each journal.
fn journals(home: &Path) -> Vec<Vec<String>> {
    let files = fs::read_dir(home).expect("a directory");
    let paths = files.map(|file| file.expect("a file").path());
    let journals = paths.filter(|path| path.extension().is_some_and(|end| end == "journal"));
    journals
        .map(|path| {
            let text = fs::read_to_string(path).expect("text");
            text.lines().map(str::to_owned).collect()
        })
        .collect()
}

/// How many rows have come to an end, by the journal.
fn count_ended(journal: &[String]) -> usize {
    let records = journal.iter().skip(1);
    let ended = records.filter(|line| !line.contains(r#""state":"started""#));
    ended.count()
}

#[tokio::test]
async fn files_of_rows_leave_nothing_of_them_in_a_journal() {
    let (mut printed, mut lines, mut ended) = (Printed::default(), 0, 0);
    let mut ways = vec![answers::success as Way];
    ways.extend(WAYS);
    for (index, way) in ways.into_iter().enumerate() {
        let stub = Stub::start(way).await;
        let terminal = Terminal::at(stub.address()).await;
        for commands in runs(&terminal) {
            printed.run(commands).await;
        }
        let journals = journals(terminal.home.path());
        for line in journals.iter().flatten() {
            assert_eq!(find(line, Marks::All), None, "in a journal");
            lines += 1;
        }
        // The check of the check: where all goes well, the rows of each file come to an end.
        if index == 0 {
            assert_eq!(journals.len(), JOBS.len() * 4, "two formats, and two forms");
            assert!(journals.iter().all(|journal| count_ended(journal) >= ROWS));
        }
        ended += journals
            .iter()
            .map(|journal| count_ended(journal))
            .sum::<usize>();
    }
    printed.count("with files of rows");
    effort::count(&format!(
        "secrets: {lines} lines of journals with nothing secret or personal, {ended} of them of rows that have ended"
    ));
}

#[tokio::test]
async fn leads_that_are_counted_or_put_into_a_file_are_not_shown() {
    let stub = Stub::start(answers::success).await;
    let terminal = Terminal::at(stub.address()).await;
    let mut printed = Printed::default();
    for end in ["jsonl", "csv"] {
        let file = terminal.home.path().join(format!("leads.{end}"));
        let fetch = "leadbank fetch --parameter=1";
        for line in [
            format!("{fetch} --summary"),
            format!("{fetch} --to {} --overwrite", file.display()),
            format!("{fetch} --to {} --overwrite --summary", file.display()),
        ] {
            let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
            printed.run(terminal.commands(&[words])).await;
        }
        // The check of the check: there are leads, and they are in the file.
        let leads = fs::read_to_string(file).expect("text");
        assert!(find(&leads, Marks::All).is_some(), "a lead is in the file");
        assert_eq!(find(&leads, Marks::Secrets), None, "in the file");
    }
    assert_eq!((printed.personal, printed.done), (0, printed.runs));
    printed.count("with leads in files");
}
