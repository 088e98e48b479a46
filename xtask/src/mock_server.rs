//! `cargo xtask mock-server`: the clients against a mock server that this project has not written, driven by the
//! contracts alone.

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitCode, Stdio};

use crate::ci::command;

const PRISM: &str = "@stoplight/prism-cli@5";
const CONTRACT: &str = "crates/prepared-tickets/openapi.yaml";

pub(crate) fn run(root: &Path) -> Result<ExitCode, Box<dyn Error>> {
    let directory = root.join("target/mock-server");
    std::fs::create_dir_all(&directory)?;
    let installed = npm(&directory)?
        .args(["install", "--no-audit", "--no-fund", "--silent", PRISM])
        .status()?;
    if !installed.success() {
        return Err("npm could not install the mock server".into());
    }
    let (server, url) = start(root, &directory)?;
    let _stopped_at_the_end = server;
    let tests = [
        "test",
        "--package",
        "behaviours",
        "--test",
        "mock_server",
        "--",
        "--ignored",
    ];
    let status = command(root, &tests).env("MOCK_SERVER", url).status()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn npm(directory: &Path) -> Result<Command, Box<dyn Error>> {
    let found = Command::new("npm")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    if !found.is_ok_and(|status| status.success()) {
        return Err("npm is not there: install Node.js, or skip this check".into());
    }
    let mut npm = Command::new("npm");
    npm.arg("--prefix").arg(directory);
    Ok(npm)
}

/// A process that ends with this value, and its output: the process would not survive that being closed.
struct Running {
    process: Child,
    output: BufReader<ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts the mock server on a free port, and waits until it says that it listens.
fn start(root: &Path, directory: &Path) -> Result<(Running, String), Box<dyn Error>> {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port();
    let prism = directory.join("node_modules/@stoplight/prism-cli/dist/index.js");
    let mut process = Command::new("node")
        .arg(prism)
        .args(["mock", "--host", "127.0.0.1", "--port", &port.to_string()])
        .arg(root.join(CONTRACT))
        .stdout(Stdio::piped())
        .spawn()?;
    let output = process
        .stdout
        .take()
        .ok_or("the mock server has no output")?;
    let mut running = Running {
        process,
        output: BufReader::new(output),
    };
    let mut line = String::new();
    while running.output.read_line(&mut line)? > 0 {
        if line.contains("is listening on") {
            return Ok((running, format!("http://127.0.0.1:{port}")));
        }
        line.clear();
    }
    Err("the mock server ended before it listened".into())
}
