//! The generator as a whole: contracts in, faults or files out.

mod command;
mod faults;
mod output;
mod unknown_keys;

use super::read::read;

/// The smallest contract that has one of everything that a key can be misspelt in.
const SMALL: &str = include_str!("../testdata/small.yaml");

/// One of everything that the generator knows.
const ORDERS: &str = include_str!("../testdata/orders.yaml");

/// The small contract with one piece of text replaced, which has to be there exactly once.
fn small_with(from: &str, to: &str) -> String {
    assert_eq!(
        SMALL.matches(from).count(),
        1,
        "{from:?} is not there exactly once"
    );
    SMALL.replacen(from, to, 1)
}

/// All messages, in order, as a person sees them.
fn messages(contract: &str) -> Vec<String> {
    match read("openapi.yaml", contract) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

/// The only message, without the line and the column.
fn only_message(contract: &str) -> String {
    let messages = messages(contract);
    assert_eq!(messages.len(), 1, "{messages:#?}");
    let parts: Vec<&str> = messages[0].splitn(4, ':').collect();
    assert_eq!(parts[0], "openapi.yaml");
    assert!(
        parts[1].parse::<usize>().is_ok() && parts[2].parse::<usize>().is_ok(),
        "{messages:?}"
    );
    parts[3].trim().to_owned()
}

#[test]
fn both_contracts_are_without_fault() {
    assert_eq!(messages(SMALL), Vec::<String>::new());
    assert_eq!(messages(ORDERS), Vec::<String>::new());
}
