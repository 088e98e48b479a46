//! Collects what is traced and logged.

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A span, with its fields as they were at its end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Collected {
    pub(crate) name: &'static str,
    pub(crate) level: String,
    pub(crate) parent: Option<u64>,
    pub(crate) fields: Vec<(&'static str, String)>,
}

impl Collected {
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, value)| value.as_str())
    }
}

impl Visit for Collected {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.fields.retain(|(name, _)| *name != field.name());
        self.fields.push((field.name(), format!("{value:?}")));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

/// A subscriber at the level of TRACE.
#[derive(Clone, Default)]
pub(crate) struct Collector(Arc<State>);

#[derive(Default)]
struct State {
    next: AtomicU64,
    spans: Mutex<Vec<(u64, Collected)>>,
    events: Mutex<Vec<Collected>>,
    entered: Mutex<Vec<u64>>,
}

impl Collector {
    /// Collects all that this thread traces until the guard is dropped.
    pub(crate) fn start() -> (Self, Guard) {
        // One subscriber for all threads: a call site that a thread without one meets first is off for good.
        _ = tracing::subscriber::set_global_default(Router);
        let collector = Self::default();
        OF_THIS_THREAD.with_borrow_mut(|current| *current = Some(collector.clone()));
        (collector, Guard)
    }

    /// The spans of a name of ours, in the order in which they started.
    pub(crate) fn spans(&self, name: &str) -> Vec<Collected> {
        let spans = self.0.spans.lock().unwrap();
        spans
            .iter()
            .filter(|(_, span)| span.name == name)
            .map(|(_, span)| span.clone())
            .collect()
    }

    /// The number of the first span of a name.
    pub(crate) fn id_of(&self, name: &str) -> Option<u64> {
        let spans = self.0.spans.lock().unwrap();
        spans
            .iter()
            .find(|(_, span)| span.name == name)
            .map(|(id, _)| *id)
    }

    pub(crate) fn events(&self) -> Vec<Collected> {
        self.0.events.lock().unwrap().clone()
    }

    /// Everything, as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for (_, span) in &*self.0.spans.lock().unwrap() {
            writeln!(text, "span {span:?}").unwrap();
        }
        for event in &*self.0.events.lock().unwrap() {
            writeln!(text, "event {event:?}").unwrap();
        }
        text
    }
}

thread_local! {
    static OF_THIS_THREAD: RefCell<Option<Collector>> = const { RefCell::new(None) };
}

/// Ends the collecting.
pub(crate) struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        OF_THIS_THREAD.with_borrow_mut(Option::take);
    }
}

/// Gives everything to the collector of the thread.
struct Router;

fn current() -> Option<Arc<State>> {
    OF_THIS_THREAD.with_borrow(|current| current.as_ref().map(|collector| collector.0.clone()))
}

impl Subscriber for Router {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let Some(state) = current() else {
            return Id::from_u64(u64::MAX);
        };
        let id = state.next.fetch_add(1, Ordering::SeqCst) + 1;
        let mut collected = Collected {
            name: span.metadata().name(),
            level: span.metadata().level().to_string(),
            parent: state.entered.lock().unwrap().last().copied(),
            fields: Vec::new(),
        };
        span.record(&mut collected);
        state.spans.lock().unwrap().push((id, collected));
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let Some(state) = current() else { return };
        let mut spans = state.spans.lock().unwrap();
        if let Some((_, span)) = spans.iter_mut().find(|(id, _)| *id == span.into_u64()) {
            values.record(span);
        }
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let Some(state) = current() else { return };
        let mut collected = Collected {
            name: event.metadata().name(),
            level: event.metadata().level().to_string(),
            parent: state.entered.lock().unwrap().last().copied(),
            fields: Vec::new(),
        };
        event.record(&mut collected);
        state.events.lock().unwrap().push(collected);
    }

    fn enter(&self, span: &Id) {
        if let Some(state) = current() {
            state.entered.lock().unwrap().push(span.into_u64());
        }
    }

    fn exit(&self, span: &Id) {
        let Some(state) = current() else { return };
        let mut entered = state.entered.lock().unwrap();
        if let Some(at) = entered.iter().rposition(|id| *id == span.into_u64()) {
            entered.remove(at);
        }
    }
}

/// Collects what the libraries below us log.
#[derive(Debug)]
pub(crate) struct LogCollector(Mutex<String>);

pub(crate) static LOG: LogCollector = LogCollector(Mutex::new(String::new()));

impl LogCollector {
    pub(crate) fn start() {
        // It may have been started by another test of the same program.
        _ = log::set_logger(&LOG);
        log::set_max_level(log::LevelFilter::Trace);
    }

    pub(crate) fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

impl log::Log for LogCollector {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let mut text = self.0.lock().unwrap();
        writeln!(text, "{} {}", record.target(), record.args()).unwrap();
    }

    fn flush(&self) {}
}
