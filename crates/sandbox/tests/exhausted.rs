//! A machine that has run out of something.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

#[test]
fn without_free_files_it_waits_and_goes_on_when_there_are_some() {
    let script = format!(
        "ulimit -n 24; exec {} --bind 0",
        env!("CARGO_BIN_EXE_vendor-sandbox")
    );
    let mut sandbox = Command::new("sh")
        .args(["-c", &script])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(sandbox.stdout.take().unwrap());
    let first = output.lines().next().unwrap().unwrap();
    let address = first
        .split_once("http://")
        .and_then(|(_, url)| url.strip_suffix("/partner"))
        .unwrap();
    // More than it has files for; the last ones wait to be accepted.
    let mut connections: Vec<_> = (0..40)
        .map(|_| TcpStream::connect(address).unwrap())
        .collect();
    let mut waiting = connections.pop().unwrap();
    drop(connections);

    write!(
        waiting,
        "GET /nowhere HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    waiting.read_to_string(&mut answer).unwrap();
    sandbox.kill().unwrap();
    sandbox.wait().unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
}
