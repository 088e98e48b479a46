//! What a user's build consists of: checked by `cargo tree`, so that no feature pulls in by accident what
//! users chose not to have.

use std::io;
use std::path::Path;

use crate::ci::{Outcome, command};
use crate::libraries::VENDORS;

/// A crate as a user builds it, and what must not be under it.
struct Rule {
    what: String,
    arguments: Vec<&'static str>,
    forbidden: Vec<&'static str>,
}

const TLS: [&str; 6] = [
    "rustls",
    "ring",
    "aws-lc-rs",
    "aws-lc-sys",
    "native-tls",
    "openssl-sys",
];
/// What nobody has without asking for it.
const OPTIONAL: [&str; 3] = ["h2", "quick-xml", "async-compression"];

fn rules() -> Vec<Rule> {
    let mut rules = vec![
        Rule {
            what: "vendor-core without features: no TLS, no decimals, no compression".to_owned(),
            arguments: vec!["-p", "vendor-core", "--no-default-features"],
            forbidden: [&TLS[..], &OPTIONAL, &["rust_decimal"]].concat(),
        },
        Rule {
            what: "vendor-sandbox: no TLS and no client".to_owned(),
            arguments: vec!["-p", "vendor-sandbox"],
            forbidden: [&TLS[..], &["reqwest", "vendor-core"]].concat(),
        },
    ];
    for vendor in &VENDORS {
        let name = vendor.name;
        let mut others: Vec<&str> = VENDORS.iter().map(|other| other.name).collect();
        others.retain(|other| *other != name);
        others.extend(OPTIONAL);
        if !vendor.has_money {
            others.push("rust_decimal");
        }
        rules.push(Rule {
            what: format!("{name} without features: no TLS, no other vendor"),
            arguments: vec!["-p", name, "--no-default-features"],
            forbidden: [&TLS[..], &others].concat(),
        });
        rules.push(Rule {
            what: format!("{name} with default features: ring, and neither aws-lc nor OpenSSL"),
            arguments: vec!["-p", name],
            forbidden: [&TLS[2..], &others].concat(),
        });
    }
    rules
}

pub(crate) fn check(root: &Path) -> io::Result<Outcome> {
    let mut success = true;
    for rule in rules() {
        let names = crates_under(root, &rule.arguments)?;
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
