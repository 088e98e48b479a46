//! The program, as a user starts it.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used, clippy::panic)]
#![cfg(unix)]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Lines, Read};
use std::process::{Child, ChildStderr, Command, Output, Stdio};

use reqwest::StatusCode;
use serde_json::{Value, json};
use vendor_sandbox::{Operation, partner};

const VARIABLES: [&str; 14] = [
    "VENDOR_TICKETS_BASE_URL",
    "VENDOR_TICKETS_TOKEN_URL",
    "VENDOR_TICKETS_CLIENT_ID",
    "VENDOR_TICKETS_CLIENT_SECRET",
    "VENDOR_TICKETS_API_KEY",
    "VENDOR_LEADBANK_BASE_URL",
    "VENDOR_DIALLER_BASE_URL",
    "VENDOR_DIALLER_TOKEN",
    "VENDOR_IVECO_BASE_URL",
    "VENDOR_AIM_BASE_URL",
    "VENDOR_AIM_API_KEY",
    "VENDOR_AIM_APP_ID",
    "VENDOR_AIM_USER_NAME",
    "VENDOR_AIM_PASSWORD",
];

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vendor-sandbox"));
    command.args(arguments);
    command
}

/// What it says about arguments that it cannot use.
fn refusal(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = program(arguments).output().unwrap();
    assert_eq!(status.code(), Some(2), "{arguments:?}");
    String::from_utf8(stderr).unwrap()
}

/// A running program and a client that has read its output, and nothing else.
struct Running {
    child: Child,
    exports: String,
    notes: Lines<BufReader<ChildStderr>>,
    http: reqwest::Client,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut child = program(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let lines: Vec<_> = stdout
            .lines()
            .take(VARIABLES.len())
            .collect::<Result<_, _>>()
            .unwrap();
        let notes = BufReader::new(child.stderr.take().unwrap()).lines();
        Self {
            child,
            exports: lines.join("\n"),
            notes,
            http: http_client(),
        }
    }

    /// The next line for a person, those about the demonstration data left out.
    fn next_note(&mut self) -> String {
        let mut notes = self.notes.by_ref().map(Result::unwrap);
        notes
            .find(|note| !note.starts_with("demonstration: "))
            .unwrap()
    }

    /// The variables of a shell into which the output was pasted.
    fn variables(&self) -> HashMap<String, String> {
        let shell = Command::new("sh")
            .args(["-euc", &format!("{}\nenv", self.exports)])
            .env_clear()
            .output()
            .unwrap();
        String::from_utf8(shell.stdout)
            .unwrap()
            .lines()
            .filter_map(|line| line.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.variables()["VENDOR_TICKETS_BASE_URL"])
    }

    async fn token(&self) -> String {
        let variables = self.variables();
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", &variables["VENDOR_TICKETS_CLIENT_ID"]),
            ("client_secret", &variables["VENDOR_TICKETS_CLIENT_SECRET"]),
        ];
        let request = self.http.post(&variables["VENDOR_TICKETS_TOKEN_URL"]);
        let answer = request.form(&form).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        answer["access_token"].as_str().unwrap().to_owned()
    }

    async fn list(&self, token: &str, query: &str) -> StatusCode {
        let url = self.url(&format!("/v2/tickets/prepared-tickets{query}"));
        let request = self.http.get(url).bearer_auth(token);
        request.send().await.unwrap().status()
    }

    /// Sends a signal, waits for the end, and gives the exit code with what was still said.
    fn stop(mut self, signal: &str) -> (Option<i32>, Vec<String>) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        let rest = self.notes.by_ref().map(Result::unwrap).collect();
        (self.child.wait().unwrap().code(), rest)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // An error means that it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn its_output_is_ready_to_paste_and_works() {
    let sandbox = Running::start(&["--bind", "0"]);
    let lines: Vec<_> = sandbox.exports.lines().collect();
    for (line, name) in lines.iter().zip(VARIABLES) {
        assert!(line.starts_with(&format!("export {name}=")), "{line}");
    }
    assert_eq!(
        sandbox.variables()["VENDOR_TICKETS_API_KEY"],
        partner::demo::API_KEY
    );
    let token = sandbox.token().await;
    assert_eq!(sandbox.list(&token, "").await, 200);
}

#[tokio::test]
async fn it_names_its_demonstration_data() {
    let mut sandbox = Running::start(&["--bind", "0"]);
    let notes: Vec<String> = (0..8)
        .map(|_| sandbox.notes.next().unwrap().unwrap())
        .collect();
    for id in [
        "538",
        "48101",
        "215387",
        "W1001",
        "160c0c4b-9966-4dc1-a916-8407eb10d74e",
    ] {
        assert!(
            notes.iter().any(|note| note.contains(id)),
            "{id}: {notes:#?}"
        );
    }
}

#[tokio::test]
async fn it_writes_a_line_per_call_without_secrets_and_personal_data() {
    let mut sandbox = Running::start(&[
        "--bind",
        "0",
        "--fault",
        "createPreparedTicket=drop-after-acting",
    ]);
    assert!(sandbox.next_note().contains("Ctrl-C"));
    assert!(sandbox.next_note().contains("browser"));
    let token = sandbox.token().await;
    assert_eq!(
        sandbox.next_note(),
        "1 partner.token POST /partner/oauth2/token: 200, acted, 0 violations"
    );
    sandbox
        .list(&token, "?vin=JH4KA7630PC007649&order=up")
        .await;
    assert_eq!(
        sandbox.next_note(),
        "2 partner.listPreparedTickets GET /partner/v2/tickets/prepared-tickets: 200, acted, 1 violation"
    );
    let ticket = json!({
        "customer_id": partner::demo::CUSTOMERS[0].to_string(),
        "vehicle_model_id": partner::demo::VEHICLE_MODELS[1],
        "vin": null,
        "voucher_code": null,
        "preparer_external_reference": "Jansen",
    });
    let request = sandbox
        .http
        .post(sandbox.url("/v2/tickets/prepared-tickets"));
    let outcome = request.bearer_auth(&token).json(&ticket).send().await;
    assert!(outcome.is_err());
    assert_eq!(
        sandbox.next_note(),
        "3 partner.createPreparedTicket POST /partner/v2/tickets/prepared-tickets: no answer, acted, \
         fault drop-after-acting, 0 violations"
    );
}

#[tokio::test]
async fn quiet_it_writes_no_line_per_call() {
    let sandbox = Running::start(&["--bind", "0", "--quiet"]);
    sandbox.token().await;
    let (_, notes) = sandbox.stop("-TERM");
    let of_a_call = |note: &&String| note.contains(" partner.");
    assert_eq!(notes.iter().find(of_a_call), None, "{notes:?}");
}

#[tokio::test]
async fn faults_happen_in_the_order_in_which_they_are_given() {
    let sandbox = Running::start(&[
        "--bind=0",
        "--fault=listPreparedTickets=refuse",
        "--fault=partner.listPreparedTickets=refuse:429",
        "--fault=listPreparedTickets=error-after-acting:502",
        "--fault=listPreparedTickets=delay:0",
    ]);
    let token = sandbox.token().await;
    for expected in [503, 429, 502, 200] {
        assert_eq!(sandbox.list(&token, "").await, expected);
    }
}

#[tokio::test]
async fn a_token_that_a_fault_has_ended_is_followed_by_the_new_one() {
    let mut sandbox = Running::start(&["--bind=0", "--quiet", "--fault=getContact=expired-token"]);
    let variables = sandbox.variables();
    let url = format!(
        "{}/dialler/contacts/215387",
        variables["VENDOR_DIALLER_BASE_URL"]
    );
    let get = async |token: &str| {
        let call = http_client().get(&url).bearer_auth(token);
        call.send().await.unwrap().status()
    };
    assert_eq!(get(&variables["VENDOR_DIALLER_TOKEN"]).await, 401);
    let greeting = sandbox.next_note();
    assert!(greeting.starts_with("Paste these lines"), "{greeting}");
    sandbox.next_note();
    let ended = sandbox.next_note();
    assert!(
        ended.starts_with("the dialler's token has ended"),
        "{ended}"
    );
    let export = sandbox.next_note();
    let token = export.strip_prefix("export VENDOR_DIALLER_TOKEN=").unwrap();
    assert_eq!(get(token).await, 200);
}

#[tokio::test]
async fn faults_by_chance_are_the_same_with_the_same_seed() {
    async fn lines(seed: &str) -> Vec<String> {
        let seed = format!("--fault-seed={seed}");
        let sandbox = Running::start(&["--bind=0", "--fault-rate=0.5", &seed]);
        for _ in 0..20 {
            let url = sandbox.url("/v2/tickets/prepared-tickets");
            // Not with a pool: an idle connection that is closed on request would be taken for a call.
            let http = http_client();
            let _ = http.get(url).send().await;
        }
        let (_, mut notes) = sandbox.stop("-TERM");
        notes.retain(|note| note.contains(" partner."));
        notes
    }
    let first = lines("1").await;
    assert_eq!(first.len(), 20);
    assert_eq!(first, lines("1").await);
    assert_ne!(first, lines("2").await);
    assert!(first.iter().any(|line| line.contains(", fault ")));
}

#[tokio::test]
async fn the_throttle_can_be_switched_off() {
    for (arguments, is_throttled) in [
        (&["--bind=0"][..], true),
        (&["--bind=0", "--no-throttle"], false),
    ] {
        let sandbox = Running::start(arguments);
        let token = sandbox.token().await;
        let mut calls = tokio::task::JoinSet::new();
        let url = sandbox.url("/v2/tickets/prepared-tickets");
        for _ in 0..40 {
            let request = sandbox.http.get(&url).bearer_auth(&token);
            calls.spawn(async { request.send().await.unwrap().status() });
        }
        let statuses = calls.join_all().await;
        assert_eq!(
            statuses.contains(&StatusCode::TOO_MANY_REQUESTS),
            is_throttled
        );
    }
}

#[test]
fn ctrl_c_and_sigterm_end_it_in_the_same_way() {
    for signal in ["-INT", "-TERM"] {
        let (code, _) = Running::start(&["--bind=0"]).stop(signal);
        assert_eq!(code, Some(0), "{signal}");
    }
}

#[test]
fn addresses_are_taken_as_people_write_them() {
    for address in ["127.0.0.1:0", "localhost:0", ":0", "0"] {
        let sandbox = Running::start(&["--bind", address]);
        let url = sandbox.url("");
        assert!(url.starts_with("http://127.0.0.1:"), "{url}");
        assert!(url.ends_with("/partner"), "{url}");
    }
    for address in [
        "example",
        "localhost",
        "127.0.0.1",
        "0.0.0.0:http",
        ":65536",
    ] {
        let text = refusal(&["--bind", address]);
        assert!(text.contains("such as 127.0.0.1:8080"), "{text}");
    }
}

#[tokio::test]
async fn on_the_network_it_warns_and_gives_addresses_that_work() {
    let mut sandbox = Running::start(&["--bind", "0.0.0.0:0"]);
    let token = sandbox.token().await;
    assert_eq!(sandbox.list(&token, "").await, 200);
    sandbox.next_note();
    sandbox.next_note();
    assert!(
        sandbox
            .next_note()
            .starts_with("warning: everybody on the network")
    );

    // Without a route there is no such address, and so no such line.
    let note = sandbox.notes.next().unwrap().unwrap();
    if let Some((_, base)) = note.split_once("begin with ") {
        let url = format!("{base}/partner/v2/tickets/prepared-tickets");
        assert_eq!(http_client().get(url).send().await.unwrap().status(), 401);
    }
}

#[tokio::test]
async fn it_is_reached_under_the_names_that_are_allowed() {
    let sandbox = Running::start(&["--bind=0", "--allow-host=sandbox.example"]);
    let inspector = sandbox.url("").replace("/partner", "/_inspector/");
    for (name, status) in [("sandbox.example", 200), ("other.example", 403)] {
        let request = sandbox.http.get(&inspector).header("host", name);
        assert_eq!(request.send().await.unwrap().status(), status, "{name}");
    }
}

#[test]
fn a_fault_that_does_not_exist_is_answered_with_those_that_do() {
    const NO_FAULT: &str = "createPreparedTicket";
    for wrong in [NO_FAULT, "createTicket=cut-body", "dialler.token=cut-body"] {
        let text = refusal(&["--fault", wrong]);
        for operation in Operation::all() {
            assert!(text.contains(operation.id()), "{text}");
        }
    }
    for wrong in [
        NO_FAULT,
        "token=explode",
        "token=cut-body:3",
        "token=refuse:700x",
        "token=refuse:100",
    ] {
        let text = refusal(&["--fault", wrong]);
        for kind in ["drop-after-acting", "refuse[:STATUS]", "delay[:SECONDS]"] {
            assert!(text.contains(kind), "{text}");
        }
    }
    for rate in ["2", "-0.1", "NaN", "often"] {
        let text = refusal(&[&format!("--fault-rate={rate}")]);
        assert!(text.contains("from 0 to 1"), "{text}");
    }
    assert!(refusal(&["--fault-seed=3"]).contains("--fault-rate"));
}

#[test]
fn every_kind_of_fault_can_be_asked_for() {
    let help = program(&["--help"]).output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let (_, kinds) = help.split_once("Kinds: ").unwrap();
    let (kinds, _) = kinds.split_once('\n').unwrap();
    let kinds: Vec<_> = kinds.split(", ").collect();
    assert_eq!(kinds.len(), 15);
    let faults = kinds.iter().map(|kind| {
        let name = kind.split('[').next().unwrap();
        format!("--fault=createPreparedTicket={name}")
    });
    let arguments: Vec<_> = ["--bind=0".to_owned()].into_iter().chain(faults).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let sandbox = Running::start(&arguments);
    assert_eq!(sandbox.stop("-TERM").0, Some(0));
}

#[test]
fn a_taken_port_is_named() {
    let sandbox = Running::start(&["--bind=0"]);
    let url = sandbox.url("");
    let address = url
        .trim_start_matches("http://")
        .trim_end_matches("/partner");
    let mut second = program(&["--bind", address])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut text = String::new();
    second
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(second.wait().unwrap().code(), Some(1));
    assert!(text.contains(address), "{text}");
    assert!(text.contains("--bind 0"), "{text}");
}

/// A client that can be built whatever features other crates of the build have given reqwest.
fn http_client() -> reqwest::Client {
    // An error means that it is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}
