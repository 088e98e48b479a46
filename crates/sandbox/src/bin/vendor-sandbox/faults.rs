//! `--fault` and `--fault-rate`.

use std::time::Duration;

use vendor_sandbox::{Fault, Operation, StatusCode};

/// All kinds, as they are unless told otherwise.
const KINDS: [Fault; 15] = [
    Fault::Delay(Duration::from_secs(10)),
    Fault::Refuse {
        status: StatusCode::SERVICE_UNAVAILABLE,
        retry_after: None,
    },
    Fault::CloseBeforeReading,
    Fault::DropBeforeActing,
    Fault::DropAfterActing,
    Fault::ActAfterHangUp,
    Fault::CutBody,
    Fault::DripBody {
        piece: 16,
        pause: Duration::from_secs(1),
    },
    Fault::OversizedBody {
        padding: 64 * 1024 * 1024,
    },
    Fault::GarbageBody,
    Fault::HtmlPage { acts: false },
    Fault::HtmlPage { acts: true },
    Fault::ExpiredToken,
    Fault::WrongContentType,
    Fault::ErrorAfterActing {
        status: StatusCode::INTERNAL_SERVER_ERROR,
    },
];

pub(crate) fn parse(text: &str) -> Result<(Operation, Fault), String> {
    let (operation, kind) = text
        .split_once('=')
        .ok_or_else(|| format!("there is no `=` in it\n\n{}", choice()))?;
    let operation = operation_named(operation)
        .ok_or_else(|| format!("there is no operation `{operation}`\n\n{}", choice()))?;
    let fault =
        fault_named(kind).ok_or_else(|| format!("there is no kind `{kind}`\n\n{}", choice()))?;
    Ok((operation, fault))
}

pub(crate) fn parse_rate(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|rate| (0.0..=1.0).contains(rate))
        .ok_or_else(|| "a number from 0 to 1 is expected, such as 0.2".to_owned())
}

pub(crate) fn help() -> String {
    format!(
        "What goes wrong with the next call of an operation; given again, with the one after it.\n\n{}",
        choice()
    )
}

/// What there is to choose from.
fn choice() -> String {
    let operations: Vec<_> = Operation::all().map(Operation::id).collect();
    let kinds: Vec<_> = KINDS.iter().map(with_placeholder).collect();
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

fn fault_named(kind: &str) -> Option<Fault> {
    let (name, value) = kind.split_once(':').unzip();
    let fault = KINDS
        .into_iter()
        .find(|fault| fault.name() == name.unwrap_or(kind))?;
    match value {
        Some(value) => with_value(&fault, value),
        None => Some(fault),
    }
}

fn with_value(fault: &Fault, value: &str) -> Option<Fault> {
    match fault {
        Fault::Delay(_) => value
            .parse()
            .ok()
            .map(Duration::from_secs)
            .map(Fault::Delay),
        Fault::Refuse { retry_after, .. } => Some(Fault::Refuse {
            status: status(value)?,
            retry_after: *retry_after,
        }),
        Fault::ErrorAfterActing { .. } => Some(Fault::ErrorAfterActing {
            status: status(value)?,
        }),
        _ => None,
    }
}

/// Of an answer that a client sees as the end of its call; 1xx would not be the end.
fn status(text: &str) -> Option<StatusCode> {
    text.parse()
        .ok()
        .filter(|status: &StatusCode| !status.is_informational())
}

fn with_placeholder(fault: &Fault) -> String {
    let value = match fault {
        Fault::Delay(_) => "[:SECONDS]",
        Fault::Refuse { .. } | Fault::ErrorAfterActing { .. } => "[:STATUS]",
        _ => "",
    };
    format!("{}{value}", fault.name())
}
