//! Validation by a program of others: `xmllint`, of libxml2.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/activation.xsd");

/// What is wrong with a document by the schema; nothing, if it is valid. `None` where the program is missing.
pub(crate) fn complaint(document: &str) -> Option<Result<(), String>> {
    let child = Command::new("xmllint")
        .args(["--noout", "--schema", SCHEMA, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        child => child.expect("xmllint starts"),
    };
    let mut input = child.stdin.take().expect("it is piped");
    input
        .write_all(document.as_bytes())
        .expect("xmllint reads all of it");
    drop(input);
    let output = child.wait_with_output().expect("xmllint ends");
    Some(if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    })
}
