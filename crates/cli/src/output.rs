//! The only place that writes to stdout and stderr.
//!
//! For people: results on stdout, notes and failures on stderr. With `--json`, both streams hold one JSON
//! value per line: results on stdout, `{"note": ..}` and `{"error": ..}` on stderr.

mod color;
mod error_json;
mod lines;
mod printable;
mod styled;

use std::io;

use anstream::AutoStream;
use serde::Serialize;
use serde_json::json;
use vendor_core::Response;
use vendor_core::wire::RawJson;

pub(crate) use self::color::choose as choose_color;
use self::error_json::ErrorJson;
pub(crate) use self::lines::Lines;
pub(crate) use self::printable::line;
pub(crate) use self::styled::{Role, Styled};
use crate::advice::{self, Reader};
use crate::exit::Exit;
use crate::failure::Failure;

/// How a command speaks.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    json: bool,
    quiet: bool,
}

impl Output {
    /// `quiet`: without notes.
    pub(crate) fn new(json: bool, quiet: bool) -> Self {
        Self { json, quiet }
    }

    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// A result: the value for machines, or the text for people.
    pub(crate) fn result<'a, T: Serialize + ?Sized, S: Into<Styled<'a>>>(
        &self,
        value: &'a T,
        text: impl FnOnce(&'a T) -> S,
    ) -> Result<(), Failure> {
        let stdout = io::stdout().lock();
        if self.json {
            write_line(stdout, &to_json(value)?)
        } else {
            write_line(AutoStream::auto(stdout), &text(value).into().to_ansi())
        }
        .map_err(Failure::Output)
    }

    /// An answer: for machines as it came, with the members too that nobody knows here.
    pub(crate) fn answer<T>(
        &self,
        answer: &Response<T>,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), Failure> {
        // A body that was decoded as JSON is JSON.
        let body: RawJson = vendor_core::decode(answer.body()).unwrap_or_default();
        self.result(&body, |_| text(answer.value()))
    }

    /// Something to know beside the result.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            self.tell(&json!({ "note": text }), || text.to_owned());
        }
    }

    /// Something to know beside the result that has members for machines, under this name.
    pub(crate) fn record<T: Serialize>(&self, name: &str, value: &T, text: &impl ToString) {
        if !self.quiet {
            self.tell(&json!({ name: value }), || text.to_string());
        }
    }

    /// Shows a failure, and gives its exit code.
    pub(crate) fn failure(&self, failure: &Failure) -> Exit {
        let exit = failure.exit();
        if exit != Exit::Done {
            self.tell(&json!({ "error": ErrorJson::of(failure) }), || {
                describe(failure)
            });
        }
        exit
    }

    fn tell(&self, value: &serde_json::Value, text: impl FnOnce() -> String) {
        let stderr = io::stderr().lock();
        // Nobody reads stderr: there is no other place to say so.
        let _ = if self.json {
            write_line(stderr, &printable::json(&value.to_string()))
        } else {
            write_line(
                AutoStream::auto(stderr),
                &Styled::labelled(&text()).to_ansi(),
            )
        };
    }
}

/// Shows what the argument parser has to say: help and version on stdout, mistakes on stderr.
pub(crate) fn usage(answer: &clap::Error) -> Exit {
    choose_color(color::said());
    if !answer.use_stderr() {
        let stdout = AutoStream::auto(io::stdout().lock());
        // A reader that has closed the pipe has read enough of the help.
        let _ = write_text(stdout, &answer.render().ansi().to_string());
        return Exit::Done;
    }
    // The arguments did not parse, so nobody knows for sure that this is the option; it looks like it.
    let output = Output::new(
        std::env::args_os().any(|argument| argument == "--json"),
        false,
    );
    let text = answer.to_string();
    let error = ErrorJson::of_usage(text.trim_end());
    output.tell(&json!({ "error": error }), || text.trim_end().to_owned());
    Exit::Invalid
}

fn describe(failure: &Failure) -> String {
    let mut text = match failure {
        Failure::Call(call) if !call.is_impersonal => {
            format!("error: {}", call.error.report().trim_end())
        }
        Failure::Rows(rows) => format!("error: {}", rows.report()),
        _ => format!("error: {failure}"),
    };
    if let Some(note) = failure.note() {
        text = format!("{text}\n{note}");
    }
    let advice = advice::after(failure, Reader::Person);
    format!("{text}\n\n{advice}")
}

fn write_line(mut stream: impl io::Write, line: &str) -> io::Result<()> {
    writeln!(stream, "{line}")?;
    stream.flush()
}

fn write_text(mut stream: impl io::Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String, Failure> {
    let text = serde_json::to_string(value).map_err(|error| Failure::Output(error.into()))?;
    Ok(printable::json(&text))
}
