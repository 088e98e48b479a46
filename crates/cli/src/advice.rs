//! What to do after a failure: the last line that a person reads.

mod local;
mod not_sent;
mod refused;
mod settings;
mod step;

use vendor_core::{Delivery, Error, ErrorKind, Idempotency};

use self::step::Step;
use crate::bulk::RowsFailure;
use crate::failure::{CallFailure, Effect, Failure, Part};
use crate::look::Look;

/// Who reads an advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The operator, who has typed the command.
    Person,
    /// A program, which may keep what it reads: nothing of what was typed.
    Machine,
}

impl Reader {
    pub(crate) fn command(self, look: &Look) -> String {
        match self {
            Self::Person => look.to_paste(),
            Self::Machine => look.impersonal(),
        }
    }
}

/// The next step after a failure. There always is one.
pub(crate) fn after(failure: &Failure, reader: Reader) -> String {
    match failure {
        Failure::Settings(error) => settings::step(error),
        Failure::Build(error) => settings::of_build(error).to_owned(),
        Failure::NothingConfigured => {
            "Set up a vendor: vendor config init writes a settings file with all that can be set. Or look at it first, \
             without settings: vendor doctor --sandbox."
                .to_owned()
        }
        Failure::Input(error) => local::of_input(error).to_owned(),
        Failure::Invalid(_) => "Nothing was changed. Correct the options, then run it again; --help explains them.".to_owned(),
        Failure::Call(call) => after_call(call, reader),
        Failure::Open { delivery, .. } => after_open(*delivery).to_owned(),
        Failure::Interrupted {
            effect: Effect::Reads,
            ..
        } => "Nothing was changed at the vendor: nothing speaks against running it again.".to_owned(),
        Failure::Interrupted {
            effect: Effect::Changes(look),
            ..
        } => format!(
            "If the call was on its way, its outcome is unknown: the vendor may or may not have done it{}",
            then(". Look before running it again", look.as_ref(), reader)
        ),
        Failure::ResultLost { look, .. } => format!(
            "Do not run it again{}",
            then("; look at what was done", look.as_ref(), reader)
        ),
        Failure::Partial { part, look, .. } => after_partial(*part, look.as_ref(), reader),
        Failure::Stopped { next, .. } => next.clone(),
        Failure::Rows(rows) => after_rows(rows, reader),
        Failure::Journal(error) => error.advice().to_owned(),
        Failure::LeadFile(error) => error.advice().to_owned(),
        Failure::SetAside(error) => local::of_set_aside(error).to_owned(),
        Failure::Tour { .. } | Failure::TourStopped { .. } => {
            "Report it with the lines above: nothing of the tour depends on settings, a network or a vendor.".to_owned()
        }
        Failure::Checkup { .. } => {
            "Do what stands below each problem, then run it again.".to_owned()
        }
        Failure::Serve(error) => error.advice().unwrap_or(local::NO_START).to_owned(),
        Failure::Sandbox(_) | Failure::Runtime(_) => local::NO_START.to_owned(),
        Failure::Unwritable { .. } => {
            "Check the path, and whether you may write there, then run it again.".to_owned()
        }
        Failure::Output(error) => local::of_output(error).to_owned(),
    }
}

/// After more than one call, which together leave something open; their own words name it.
fn after_open(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::NotSent | Delivery::Refused => {
            "It was not done: correct what is named, then run it again."
        }
        Delivery::Unknown => "Look at the vendor whether it was done before you run it again.",
        Delivery::Done => "It is done: run it again only if that does no harm.",
    }
}

/// What to put right, if one call has shown it for all, and how to go on.
fn after_rows(rows: &RowsFailure, reader: Reader) -> String {
    let cause = match (rows.call(), rows.journal()) {
        (Some(call), _) => Some(after_call(call, reader)),
        (None, journal) => journal.map(|error| error.advice().to_owned()),
    };
    let next = Some(rows.next().to_owned()).filter(|next| !next.is_empty());
    let steps: Vec<_> = cause.into_iter().chain(next).collect();
    steps.join("\n")
}

fn after_call(call: &CallFailure, reader: Reader) -> String {
    let strange = strange_answer(&call.error);
    let next = next_step(call, reader);
    let steps: Vec<_> = [strange, next, call.rest.clone()]
        .into_iter()
        .flatten()
        .collect();
    if steps.is_empty() {
        // One of many, and nothing is to be put right before the rest is sent.
        return "Send those that failed again.".to_owned();
    }
    steps.join("\n")
}

fn next_step(call: &CallFailure, reader: Reader) -> Option<String> {
    if let Some(advice) = &call.advice {
        return Some(advice.clone());
    }
    let step = match (call.error.delivery(), call.error.idempotency()) {
        (Delivery::NotSent, _) => not_sent::step(&call.error),
        (Delivery::Refused, _) => refused::step(&call.error, call.operation),
        (Delivery::Unknown, Idempotency::Safe) => {
            Step::of("", "It was a read: running it again does no harm")
        }
        (Delivery::Done, Idempotency::Safe) => Step::of(
            "",
            "Run it again, it was a read; if it fails the same way, report it with the text above",
        ),
        (Delivery::Unknown, Idempotency::Idempotent) => Step::of(
            "",
            "Running it again does no harm: it leaves the same state as running it once",
        ),
        (Delivery::Unknown | Delivery::Done, _) => return Some(look(call, reader)),
    };
    if call.is_one_of_many {
        step.of_many()
    } else {
        Some(step.alone())
    }
}

fn look(call: &CallFailure, reader: Reader) -> String {
    match (&call.look, call.is_one_of_many) {
        (Some(look), false) => format!(
            "Do not run it again before you have looked whether it was done{}",
            then("", Some(look), reader)
        ),
        (Some(look), true) => then("To see whether it was done", Some(look), reader),
        (None, false) => {
            "Do not run it again before you know whether it was done: no command shows that, so ask the vendor."
                .to_owned()
        }
        (None, true) => "No command shows whether it was done: ask the vendor.".to_owned(),
    }
}

fn after_partial(part: Part, look: Option<&Look>, reader: Reader) -> String {
    match part {
        Part::None => "Correct what the vendor names, then run it again.".to_owned(),
        Part::Some => format!(
            "Correct what the vendor names, and run again only those that failed: the others are done, and would be \
             done twice{}",
            then(". To see what was done", look, reader)
        ),
        Part::Unclear => format!(
            "Look which of them were done, and run again only those that were not{}",
            then("", look, reader)
        ),
    }
}

/// These words and the command that shows it, or just the end of the sentence.
fn then(words: &str, look: Option<&Look>, reader: Reader) -> String {
    match look {
        Some(look) => format!("{words}:\n  {}", reader.command(look)),
        None => ".".to_owned(),
    }
}

/// An answer that is not the API's: of a portal, a proxy, or another server.
fn strange_answer(error: &Error) -> Option<String> {
    if error.delivery() == Delivery::Unknown
        && error.status().is_some_and(|status| status.is_redirection())
    {
        return Some(
            "The answer leads to another address: check the base URL, and whether a portal or a proxy has answered."
                .to_owned(),
        );
    }
    let media_type = error.headers().get("content-type")?.to_str().ok()?;
    let is_json = media_type.to_ascii_lowercase().contains("json");
    (error.kind() == ErrorKind::Decode && !is_json).then(|| {
        format!(
            "The answer is {media_type}, not the API's: check the base URL, and whether a proxy has answered."
        )
    })
}
