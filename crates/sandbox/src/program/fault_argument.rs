//! `--fault` and `--fault-rate`.

use crate::fault::Fault;
use crate::operation::Operation;

pub(super) fn parse(text: &str) -> Result<(Operation, Fault), String> {
    let with_choice = |wrong: String| format!("{wrong}\n\n{}", choice());
    let (operation, fault) = text
        .split_once('=')
        .ok_or_else(|| with_choice("there is no `=` in it".to_owned()))?;
    let operation = operation_named(operation)
        .ok_or_else(|| with_choice(format!("there is no operation `{operation}`")))?;
    let fault = fault
        .parse()
        .map_err(|unknown| with_choice(format!("{unknown}")))?;
    Ok((operation, fault))
}

pub(super) fn parse_rate(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|rate| (0.0..=1.0).contains(rate))
        .ok_or_else(|| "a number from 0 to 1 is expected, such as 0.2".to_owned())
}

pub(super) fn help() -> String {
    format!(
        "What goes wrong with the next call of an operation; given again, with the one after it.\n\n{}",
        choice()
    )
}

/// What there is to choose from.
fn choice() -> String {
    let operations: Vec<_> = Operation::all().map(Operation::id).collect();
    let kinds: Vec<_> = Fault::kinds().map(|kind| kind.notation()).collect();
    format!(
        "Operations: {}\nKinds: {}\nFor example: createPreparedTicket=drop-after-acting, listPreparedTickets=refuse:429",
        operations.join(", "),
        kinds.join(", ")
    )
}

/// By its id, or by `vendor.id`.
fn operation_named(name: &str) -> Option<Operation> {
    let (vendor, id) = name.split_once('.').unzip();
    Operation::all().find(|operation| {
        operation.id() == id.unwrap_or(name)
            && vendor.is_none_or(|vendor| operation.vendor() == vendor)
    })
}
