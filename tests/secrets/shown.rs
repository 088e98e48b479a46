//! Whatever is promised to be safe to print, printed in every form, and searched.

use std::error::Error as StdError;
use std::fmt::{Debug, Display};
use std::sync::atomic::{AtomicUsize, Ordering};

use vendor_core::{Error, Problem};

use crate::search::{Marks, find};

static FORMS: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);

/// How many texts were searched, and how many bytes they have.
pub(crate) fn counted() -> (usize, usize) {
    (FORMS.load(Ordering::Relaxed), BYTES.load(Ordering::Relaxed))
}

/// Fails if there is a mark in a text.
#[track_caller]
pub(crate) fn assert_silent(what: &str, text: &str) {
    FORMS.fetch_add(1, Ordering::Relaxed);
    BYTES.fetch_add(text.len(), Ordering::Relaxed);
    assert_eq!(find(text, Marks::All), None, "{what} shows it");
}

/// Both forms of `Debug`.
#[track_caller]
pub(crate) fn debug<T: Debug + ?Sized>(value: &T) {
    assert_silent("Debug", &format!("{value:?}"));
    assert_silent("Debug", &format!("{value:#?}"));
}

/// Both forms of `Display` and of `Debug`.
#[track_caller]
pub(crate) fn display<T: Display + Debug + ?Sized>(value: &T) {
    assert_silent("Display", &format!("{value}"));
    assert_silent("Display", &format!("{value:#}"));
    debug(value);
}

/// An error and all that lies below it.
#[track_caller]
pub(crate) fn chain(error: &(dyn StdError + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        display(error);
        if let Some(error) = error.downcast_ref::<Error>() {
            parts(error);
        }
        next = error.source();
    }
}

/// What an error consists of beside the vendor's own account, its headers and its body.
fn parts(error: &Error) {
    debug(&error.history());
    debug(&error.problem());
    debug(&error.server());
    debug(&error.json_path());
    if let Some(hint) = error.problem().and_then(Problem::hint) {
        display(hint);
    }
    if let Some(undecodable) = error.decode_error() {
        display(undecodable);
        debug(&(undecodable.path(), undecodable.expected()));
    }
    for violation in error.violations() {
        display(violation);
    }
}

/// What is there for a person to read, and may show what the vendor said.
pub(crate) fn for_a_person(error: &Error) -> String {
    let body = String::from_utf8_lossy(error.body());
    format!("{} {body} {:?}", error.report(), error.headers())
}
