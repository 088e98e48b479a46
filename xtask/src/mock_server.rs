//! `cargo xtask mock-server`: the clients against a mock server that this project has not written, driven by the
//! contracts alone.

use std::error::Error;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitCode, Stdio};

use crate::cargo::{command, watch};
use crate::stage::{self, Outcome};

const PRISM: &str = "@stoplight/prism-cli@5";
const CONTRACT: &str = "crates/prepared-tickets/openapi.yaml";

/// The stage of CI: skipped where the mock server is not to be had.
pub(crate) fn stage(root: &Path) -> stage::Result {
    let directory = root.join("target/mock-server");
    match install(&directory).and_then(|()| start(root, &directory)) {
        Ok((_server, url)) => {
            let tests = [
                "test",
                "--package",
                "behaviours",
                "--test",
                "mock_server",
                "--",
                "--ignored",
            ];
            watch(command(root, &tests).env("MOCK_SERVER", url))
        }
        Err(reason) => Ok(Outcome::skipped(reason)),
    }
}

/// The command: the same, but what would be skipped is an error.
pub(crate) fn run(root: &Path) -> Result<ExitCode, Box<dyn Error>> {
    stage(root)?.exit_code()
}

fn install(directory: &Path) -> Result<(), &'static str> {
    std::fs::create_dir_all(directory).map_err(|_| "there is no place for the mock server")?;
    let npm = |arguments: &[&str]| {
        Command::new("npm")
            .arg("--prefix")
            .arg(directory)
            .args(arguments)
            .stdout(Stdio::null())
            .status()
    };
    if !npm(&["--version"]).is_ok_and(|status| status.success()) {
        return Err("npm is not there: install Node.js");
    }
    let installed = npm(&["install", "--no-audit", "--no-fund", "--silent", PRISM]);
    if !installed.is_ok_and(|status| status.success()) {
        return Err("npm could not install the mock server");
    }
    Ok(())
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
fn start(root: &Path, directory: &Path) -> Result<(Running, String), &'static str> {
    launch(root, directory)
        .map_err(|_| "the mock server does not start")
        .and_then(|found| found.ok_or("the mock server ended before it listened"))
}

fn launch(root: &Path, directory: &Path) -> io::Result<Option<(Running, String)>> {
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
    let output = process.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let mut running = Running {
        process,
        output: BufReader::new(output),
    };
    let mut line = String::new();
    while running.output.read_line(&mut line)? > 0 {
        if line.contains("is listening on") {
            return Ok(Some((running, format!("http://127.0.0.1:{port}"))));
        }
        line.clear();
    }
    Ok(None)
}
