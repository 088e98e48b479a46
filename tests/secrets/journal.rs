//! Everything that is traced and logged in this program at the level of TRACE, by us and by every library below us.

use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use behaviours::effort;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::search::{Marks, find};
use crate::shown;

/// How many tests open the journal: the last of them to end tells what was searched in all of them.
const READERS: usize = 11;

static SEEN: Mutex<String> = Mutex::new(String::new());
static ENDED: AtomicUsize = AtomicUsize::new(0);

/// A test that reads the journal, until it ends.
#[must_use]
pub(crate) struct Reader;

impl Drop for Reader {
    fn drop(&mut self) {
        if ENDED.fetch_add(1, Ordering::Relaxed) + 1 < READERS {
            return;
        }
        let (texts, bytes) = shown::counted();
        let traced = seen().len();
        effort::count(&format!(
            "secrets: in all of these {texts} texts of errors and values searched, {bytes} bytes; {traced} bytes traced and logged"
        ));
    }
}

/// Starts to write down what is traced and logged; for all tests of this program at once, so that no thread is missed.
pub(crate) fn open() -> Reader {
    static OPENED: Once = Once::new();
    OPENED.call_once(|| {
        tracing::subscriber::set_global_default(Writer).expect("nobody else has subscribed");
        log::set_logger(&Writer).expect("nobody else logs");
        log::set_max_level(log::LevelFilter::Trace);
    });
    Reader
}

/// Fails if a mark was traced or logged, and gives what was.
#[track_caller]
pub(crate) fn assert_silent() -> String {
    let text = seen().clone();
    let leak = find(&text, Marks::All);
    assert_eq!(leak, None, "traced or logged");
    text
}

fn seen() -> MutexGuard<'static, String> {
    SEEN.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Writer;

/// The fields of a span or an event.
struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Both forms: a subscriber chooses.
        let _ = write!(self.0, " {field}={value:?} {value:#?}");
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let _ = write!(self.0, " {field}={value}");
    }
}

fn note(metadata: &Metadata<'_>, fields: &Fields) {
    let _ = writeln!(
        seen(),
        "{} {}{}",
        metadata.target(),
        metadata.name(),
        fields.0
    );
}

impl Subscriber for Writer {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(String::new());
        span.record(&mut fields);
        note(span.metadata(), &fields);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut fields = Fields(String::new());
        values.record(&mut fields);
        let _ = writeln!(seen(), "{}", fields.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        note(event.metadata(), &fields);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl log::Log for Writer {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let _ = writeln!(seen(), "{} {}", record.target(), record.args());
    }

    fn flush(&self) {}
}
