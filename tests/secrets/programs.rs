//! The programs: `vendor` with marked settings, against the sandbox and against servers that repeat what they are told;
//! and the log of `vendor-sandbox`. What a person asks to see is shown, of secrets nothing.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use behaviours::effort;
use behaviours::program::Program;
use serde_json::json;
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::answers;
use crate::marks::{SECRET, secret};
use crate::search::{Marks, find};
use crate::stub::{Received, Stub, answer, json as json_answer};

/// Every command, as the program's own README has it.
fn commands() -> Vec<Vec<String>> {
    let readme = include_str!("../../crates/cli/README.md").replace("\\\n", " ");
    let lines = readme
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("vendor ") && line.contains("--sandbox"));
    let words = |line: &str| line.split_whitespace().skip(1).map(str::to_owned).collect();
    lines.map(words).collect()
}

/// Where secrets are set.
#[derive(Clone, Copy, Debug)]
enum Source {
    Environment,
    File,
}

/// All secrets of the program's settings, by vendor.
const SETTINGS: [(&str, &str, &str); 5] = [
    ("tickets", "partner", "client_secret api_key"),
    ("leadbank", "leadbank", "user password"),
    ("dialler", "dialler", "token"),
    ("iveco", "iveco", "header_value"),
    ("aim", "aim", "api_key app_id user_name password device_id"),
];

/// The values of a vendor's settings, below an address.
fn settings(table: &str, vendor: &str, secrets: &str, address: &str) -> Vec<(String, String)> {
    let mut values = vec![("base_url".to_owned(), format!("http://{address}/{vendor}"))];
    values.extend(
        secrets
            .split(' ')
            .map(|name| (name.to_owned(), secret(name))),
    );
    match table {
        "tickets" => values.push(("client_id".to_owned(), "client".to_owned())),
        "iveco" => values.push(("header".to_owned(), "x-api-key".to_owned())),
        _ => {}
    }
    values
}

/// The program, with settings for a vendor at an address.
pub(crate) struct Terminal {
    program: Program,
    pub(crate) home: TempDir,
    address: String,
}

impl Terminal {
    pub(crate) async fn at(address: SocketAddr) -> Self {
        let terminal = Self {
            program: program().await,
            home: TempDir::new().expect("a directory"),
            address: address.to_string(),
        };
        let mut file = String::new();
        for (table, vendor, secrets) in SETTINGS {
            file.extend(["[", table, "]\n"]);
            for (name, value) in settings(table, vendor, secrets, &terminal.address) {
                file.extend([&name, " = '", &value, "'\n"]);
            }
        }
        fs::write(terminal.file(), file).expect("a file");
        terminal
    }

    fn file(&self) -> PathBuf {
        self.home.path().join("vendor.toml")
    }

    /// The commands as tables and as JSON, with both sources of settings.
    pub(crate) fn commands(&self, commands: &[Vec<String>]) -> Vec<(Command, String)> {
        let forms = [(Source::Environment, ""), (Source::File, "--json")];
        let each = commands.iter().flat_map(|arguments| {
            forms.map(|(source, form)| {
                let words = arguments.iter().map(String::as_str).chain([form]);
                let words: Vec<&str> = words
                    .filter(|word| !["--sandbox", ""].contains(word))
                    .collect();
                (self.command(&words, source), words.join(" "))
            })
        });
        each.collect()
    }

    fn command(&self, words: &[&str], source: Source) -> Command {
        let mut command = self.program.command();
        command
            .env("XDG_CONFIG_HOME", self.home.path())
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            .args(words)
            .stdin(Stdio::null());
        match source {
            Source::File => _ = command.arg("--config").arg(self.file()),
            Source::Environment => {
                for (table, vendor, secrets) in SETTINGS {
                    for (name, value) in settings(table, vendor, secrets, &self.address) {
                        command.env(format!("VENDOR_{table}_{name}").to_uppercase(), value);
                    }
                }
            }
        }
        command
    }
}

/// What runs of the program printed.
#[derive(Default)]
pub(crate) struct Printed {
    pub(crate) runs: usize,
    bytes: usize,
    /// Runs that ended well.
    pub(crate) done: usize,
    /// Runs that showed personal data: somebody has asked for it.
    pub(crate) personal: usize,
}

impl Printed {
    /// Runs commands, a few at a time, and searches all that they print for secrets.
    pub(crate) async fn run(&mut self, commands: Vec<(Command, String)>) {
        let mut waiting = commands.into_iter();
        let mut running = JoinSet::new();
        let run = |(mut command, what): (Command, String)| move || (command.output(), what);
        for command in waiting.by_ref().take(4) {
            running.spawn_blocking(run(command));
        }
        while let Some(ran) = running.join_next().await {
            let (output, what) = ran.expect("nobody panics");
            self.search(&output.expect("the program runs"), &what);
            if let Some(command) = waiting.next() {
                running.spawn_blocking(run(command));
            }
        }
    }

    fn search(&mut self, output: &Output, what: &str) {
        let printed = [&output.stdout, &output.stderr]
            .map(|bytes| String::from_utf8_lossy(bytes))
            .concat();
        assert_eq!(find(&printed, Marks::Secrets), None, "{what} shows it");
        self.runs += 1;
        self.bytes += printed.len();
        self.done += usize::from(output.status.success());
        self.personal += usize::from(find(&printed, Marks::All).is_some());
    }

    pub(crate) fn count(&self, what: &str) {
        let Self {
            runs,
            bytes,
            done,
            personal,
        } = self;
        effort::count(&format!(
            "secrets: {runs} runs of vendor {what}: {done} ended well, {personal} show personal data as asked, {bytes} bytes printed"
        ));
    }
}

async fn program() -> Program {
    tokio::task::spawn_blocking(Program::build)
        .await
        .expect("it builds")
}

#[tokio::test]
async fn the_program_shows_personal_data_to_whoever_asks_and_no_secret() {
    let stub = Stub::start(answers::success).await;
    let terminal = Terminal::at(stub.address()).await;
    let mut printed = Printed::default();
    printed.run(terminal.commands(&commands())).await;
    // The check of the check: what may be shown is found.
    assert!(
        printed.personal > 20 && printed.done > 50,
        "{} and {}",
        printed.personal,
        printed.done
    );
    printed.count("with marked settings");
}

#[tokio::test]
async fn the_program_shows_no_secret_of_the_sandbox() {
    let (program, home) = (program().await, TempDir::new().expect("a directory"));
    let tour = vec!["tour".to_owned()];
    let in_sandbox = commands().into_iter().chain([tour]).map(|arguments| {
        let mut command = program.command();
        command
            .env("XDG_CONFIG_HOME", home.path())
            .args(&arguments)
            .stdin(Stdio::null());
        (command, arguments.join(" "))
    });
    let mut printed = Printed::default();
    printed.run(in_sandbox.collect()).await;
    assert_eq!(printed.done, printed.runs, "the sandbox does what is asked");
    printed.count("with the sandbox");
}

pub(crate) type Way = fn(SocketAddr, &Received) -> Vec<u8>;

/// What a vendor answers to the program; nothing that is worth a retry, which would take its time.
pub(crate) const WAYS: [Way; 6] = [
    |_, request| json_answer("400 Bad Request", &error_with(&request.text)),
    |_, request| {
        answer(
            "401 Unauthorized",
            "content-type: text/plain\r\n",
            request.text.as_bytes(),
        )
    },
    |_, request| {
        let secrets = secrets_in(request);
        answer(
            &format!("404 {secrets}"),
            &format!("server: {secrets}\r\n"),
            request.text.as_bytes(),
        )
    },
    |_, request| {
        answer(
            "307 Temporary Redirect",
            &format!("location: https://x.example/?{}\r\n", secrets_in(request)),
            b"",
        )
    },
    |address, request| {
        if answers::is_for_credentials(request) {
            json_answer("403 Forbidden", &error_with(&request.text))
        } else {
            answers::success(address, request)
        }
    },
    |address, request| {
        if answers::is_for_credentials(request) {
            answers::success(address, request)
        } else {
            json_answer("403 Forbidden", &error_with(&request.text))
        }
    },
];

/// The secrets of a request, as words.
fn secrets_in(request: &Received) -> String {
    let is_of_word = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let words = request.text.split(|c| !is_of_word(c));
    let secrets: Vec<&str> = words.filter(|word| word.contains(SECRET)).collect();
    secrets.join(" ")
}

fn error_with(text: &str) -> String {
    let error = json!({
        "title": text, "detail": text, "message": text, "Message": text,
        "error": "invalid_client", "error_description": text,
        "Status": { "StatusCode": "Error", "ErrorMessage": text },
        "ResponseStatus": { "ErrorCode": "E", "Message": text },
    });
    error.to_string()
}

#[tokio::test]
async fn a_vendor_that_repeats_secrets_gets_none_of_them_onto_the_terminal() {
    let mut of_each_vendor = commands();
    of_each_vendor.dedup_by(|one, other| one[0] == other[0]);
    let mut printed = Printed::default();
    for way in WAYS {
        let stub = Stub::start(way).await;
        let terminal = Terminal::at(stub.address()).await;
        printed.run(terminal.commands(&of_each_vendor)).await;
    }
    printed.count("with vendors that repeat what they are told");
}
