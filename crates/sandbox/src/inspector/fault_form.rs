//! What the form for a fault says.

use crate::fault::Fault;
use crate::operation::Operation;

use super::fragment;
use super::pairs::Pairs;

/// As many calls as a form has fail.
pub(super) const MOST_TIMES: usize = 1_000;

pub(super) struct FaultForm {
    pub(super) operation: Operation,
    pub(super) fault: Fault,
    pub(super) times: usize,
}

impl FaultForm {
    /// The errors are all that is wrong with it, a sentence each.
    pub(super) fn read(form: &Pairs) -> Result<Self, Vec<String>> {
        let operation = form
            .get("operation")
            .and_then(fragment::operation_named)
            .ok_or_else(|| "Operation: choose one of the list.".to_owned());
        let times = form
            .number("times")
            .filter(|times| (1..=MOST_TIMES).contains(times))
            .ok_or_else(|| format!("How many calls: a number from 1 to {MOST_TIMES} is expected."));
        match (operation, fault(form), times) {
            (Ok(operation), Ok(fault), Ok(times)) => Ok(Self {
                operation,
                fault,
                times,
            }),
            (operation, fault, times) => Err([operation.err(), fault.err(), times.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    }
}

fn fault(form: &Pairs) -> Result<Fault, String> {
    let name = form.get("kind").unwrap_or_default();
    let kind = Fault::kinds()
        .find(|kind| kind.name() == name)
        .ok_or_else(|| "Kind of fault: choose one of the list.".to_owned())?;
    let Some(value) = form.get("value") else {
        return Ok(kind);
    };
    format!("{name}:{value}").parse().map_err(|_| match kind {
        Fault::Delay(_) => "Value: of a delay, a number of seconds is expected.".to_owned(),
        Fault::Refuse { .. } | Fault::ErrorAfterActing { .. } => {
            "Value: an HTTP status is expected, such as 429.".to_owned()
        }
        _ => format!("Value: {name} takes none. Leave it empty."),
    })
}
