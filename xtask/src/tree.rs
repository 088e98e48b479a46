//! What a user's build consists of: checked by `cargo tree`, so that no feature pulls in by accident what
//! users chose not to have.

use std::io;
use std::path::Path;

use crate::ci::{Outcome, command};

/// A crate as a user builds it, and what must not be under it.
struct Rule {
    what: &'static str,
    arguments: &'static [&'static str],
    forbidden: &'static [&'static str],
}

const RULES: [Rule; 4] = [
    Rule {
        what: "vendor-core without features: no TLS, no decimals, no compression",
        arguments: &["-p", "vendor-core", "--no-default-features"],
        forbidden: &[
            "rustls",
            "ring",
            "aws-lc-rs",
            "native-tls",
            "openssl-sys",
            "h2",
            "rust_decimal",
        ],
    },
    Rule {
        what: "prepared-tickets without features: no TLS, no decimals, no compression",
        arguments: &["-p", "prepared-tickets", "--no-default-features"],
        forbidden: &[
            "rustls",
            "ring",
            "aws-lc-rs",
            "aws-lc-sys",
            "native-tls",
            "openssl-sys",
            "h2",
            "rust_decimal",
        ],
    },
    Rule {
        what: "prepared-tickets with default features: ring, and neither aws-lc nor OpenSSL",
        arguments: &["-p", "prepared-tickets"],
        forbidden: &[
            "aws-lc-rs",
            "aws-lc-sys",
            "native-tls",
            "openssl-sys",
            "h2",
            "rust_decimal",
        ],
    },
    Rule {
        what: "vendor-sandbox: no TLS and no client",
        arguments: &["-p", "vendor-sandbox"],
        forbidden: &["rustls", "ring", "aws-lc-rs", "reqwest", "vendor-core"],
    },
];

pub(crate) fn check(root: &Path) -> io::Result<Outcome> {
    let mut success = true;
    for rule in &RULES {
        let names = crates_under(root, rule.arguments)?;
        let found: Vec<&str> = rule
            .forbidden
            .iter()
            .copied()
            .filter(|name| names.iter().any(|found| found == name))
            .collect();
        println!("{} crates: {}", names.len(), rule.what);
        if names.is_empty() {
            println!("  FAILED: `cargo tree` gave no answer");
            success = false;
        }
        if !found.is_empty() {
            println!("  FAILED: found {}", found.join(", "));
            success = false;
        }
    }
    Ok(Outcome::of(success))
}

/// The names of the crates under a package, itself included, each version once.
fn crates_under(root: &Path, arguments: &[&str]) -> io::Result<Vec<String>> {
    let tree = [
        "tree", "--edges", "normal", "--prefix", "none", "--format", "{p}",
    ];
    let output = command(root, &[&tree[..], arguments].concat()).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut crates: Vec<&str> = text
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.is_empty())
        .collect();
    crates.sort_unstable();
    crates.dedup();
    Ok(crates
        .iter()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect())
}
