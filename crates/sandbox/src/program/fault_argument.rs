//! `--fault` and `--fault-rate`.

use crate::fault::Fault;
use crate::operation::Operation;

pub(super) fn parse(text: &str) -> Result<(Operation, Fault), String> {
    let (operation, fault) = text
        .split_once('=')
        .ok_or_else(|| format!("there is no `=` in it\n\n{}", choice()))?;
    let operation = operation_named(operation)
        .ok_or_else(|| format!("there is no operation `{operation}`\n\n{}", operations()))?;
    let fault = fault
        .parse()
        .map_err(|unknown| format!("{unknown}\n\n{}", kinds()))?;
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
    format!(
        "{}\n{}\nFor example: createPreparedTicket=drop-after-acting, listPreparedTickets=refuse:429",
        operations(),
        kinds()
    )
}

/// A line for each vendor.
fn operations() -> String {
    let all: Vec<_> = Operation::all().collect();
    let lines = all
        .chunk_by(|one, next| one.vendor() == next.vendor())
        .map(|operations| {
            let vendor = operations.first().map_or("", |first| first.vendor());
            let ids: Vec<_> = operations.iter().map(|operation| operation.id()).collect();
            format!("Operations of {vendor}: {}", ids.join(", "))
        });
    lines.collect::<Vec<_>>().join("\n")
}

fn kinds() -> String {
    let kinds: Vec<_> = Fault::kinds().map(|kind| kind.notation()).collect();
    format!("Kinds: {}", kinds.join(", "))
}

/// By its id, or by `vendor.id`.
fn operation_named(name: &str) -> Option<Operation> {
    let (vendor, id) = name.split_once('.').unzip();
    Operation::all().find(|operation| {
        operation.id() == id.unwrap_or(name)
            && vendor.is_none_or(|vendor| operation.vendor() == vendor)
    })
}
