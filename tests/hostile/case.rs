//! A hostile server, and what must become of the calls to it.

use std::io::Write as _;
use std::time::Duration;

use crate::calls::{self, CALLS, Call, Settings, Sort};
use crate::expected::{self, End, Failure};
use crate::heap::{self, SMALL};
use crate::script::Script;
use crate::server::Server;
use crate::tally::Tally;

/// What a server does, and how calls end by it.
pub(crate) struct Case {
    pub(crate) name: String,
    script: Box<dyn Fn(Call) -> Script + Send + Sync>,
    calls: &'static [Call],
    /// Of an answer that is read as a whole and decoded.
    whole: End,
    /// Of one that is taken as it is.
    any: End,
    /// Of one that is read element by element.
    streamed: End,
    /// Of a page, by a dialect that knows one.
    page: Option<Failure>,
    /// The heap that a call may take.
    heap: usize,
}

impl Case {
    /// A script after which every call has its good answer, unless said otherwise.
    pub(crate) fn new(
        name: impl Into<String>,
        script: impl Fn(Call) -> Script + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            script: Box::new(script),
            calls: &CALLS,
            whole: End::Answered,
            any: End::Answered,
            streamed: End::Answered,
            page: None,
            heap: SMALL,
        }
    }

    /// The calls that it is about.
    pub(crate) fn of(mut self, calls: &'static [Call]) -> Self {
        self.calls = calls;
        self
    }

    /// All calls fail like this.
    pub(crate) fn fails(self, failure: Failure) -> Self {
        let end = End::Failed(failure);
        Self {
            whole: end,
            any: end,
            streamed: end,
            ..self
        }
    }

    /// Calls whose answer is taken as it is have an answer, though not the good one.
    pub(crate) fn takes_anything(self) -> Self {
        let any = End::AnsweredWithout;
        Self { any, ..self }
    }

    /// Calls whose answer is read as a whole have one, though without anything in it.
    pub(crate) fn holds_nothing(self) -> Self {
        let (whole, any) = (End::AnsweredWithout, End::AnsweredWithout);
        Self { whole, any, ..self }
    }

    /// Calls whose dialect knows a page for one fail like this.
    pub(crate) fn known_as_a_page(self, failure: Failure) -> Self {
        let page = Some(failure);
        Self { page, ..self }
    }

    /// Streamed calls fail like this.
    pub(crate) fn streamed(self, failure: Failure) -> Self {
        Self {
            streamed: End::Failed(failure),
            ..self
        }
    }

    /// A call may take more heap than for a head alone.
    pub(crate) fn heap(self, heap: usize) -> Self {
        Self { heap, ..self }
    }

    fn end(&self, call: Call) -> End {
        if let Some(failure) = self.page.filter(|_| call.knows_a_page()) {
            return End::Failed(failure);
        }
        let end = match call.sort() {
            Sort::Streamed => self.streamed,
            _ if call.takes_any_body() => self.any,
            _ => self.whole,
        };
        end.of(call)
    }

    /// Makes every call to the server.
    pub(crate) async fn run(&self, tally: &Tally, group: &str) {
        tally.note_case(group);
        for call in self.calls {
            let _call = During(*call);
            let peak = self.run_one(*call).await;
            tally.note(group, peak);
        }
    }

    /// Whether a token endpoint can do the same.
    pub(crate) fn is_of_any_call(&self) -> bool {
        self.calls == CALLS
    }

    /// Lets a token endpoint do the same: without a token, nothing is sent.
    pub(crate) async fn run_as_token_endpoint(&self, tally: &Tally, group: &str) {
        tally.note_case(group);
        let call = Call::Create;
        let _call = During(call);
        let mut settings = Settings::new();
        let script = (self.script)(Call::Token);
        let endpoint = Server::start(script, Call::Token.good_answer(), &settings.clock);
        settings.token_url = Some(endpoint.url());
        let vendor = Server::start(Vec::new(), call.good_answer(), &settings.clock);
        vendor.behave();
        let caller = call
            .caller(&vendor.url(), &settings)
            .expect("valid settings");

        let (answer, peak) = heap::peak_of(caller()).await;
        let elapsed = settings.clock.elapsed();
        match (self.whole, answer) {
            (End::Answered, Ok(answer)) => assert!(calls::is_good(answer), "another answer"),
            (End::Answered, Err(error)) => panic!("a good token: {error}"),
            (end, Ok(_)) => panic!("a token after {end:?}"),
            (end, Err(error)) => {
                expected::check_no_token(end, &error);
                assert_eq!(vendor.connections(), 0, "nothing is sent");
                ends_in_time(call, 4, elapsed);
                shows_no_secret(&error);
            }
        }
        assert!(peak <= self.heap, "{peak} bytes of heap");
        assert!(endpoint.is_left().await, "the client keeps the connection");

        // So long is a refusal told to all callers.
        settings.clock.advance(Duration::from_secs(30));
        endpoint.behave();
        is_usable_afterwards(&vendor, &caller).await;
        tally.note(group, peak);
    }

    async fn run_one(&self, call: Call) -> usize {
        let settings = Settings::new();
        let script = (self.script)(call);
        let server = Server::start(script, call.good_answer(), &settings.clock);
        let caller = call
            .caller(&server.url(), &settings)
            .expect("valid settings");

        let (answer, peak) = heap::peak_of(caller()).await;
        let elapsed = settings.clock.elapsed();
        match (self.end(call), answer) {
            (End::Answered, Ok(answer)) => assert!(calls::is_good(answer), "another answer"),
            (End::AnsweredWithout, Ok(answer)) => assert!(!calls::is_good(answer)),
            (End::Failed(failure), Err(error)) => {
                failure.check(call.sort(), &error);
                ends_in_time(call, failure.attempts(call.sort()), elapsed);
                shows_no_secret(&error);
            }
            (end, answer) => panic!("{end:?} was expected: {answer:?}"),
        }
        assert!(peak <= self.heap, "{peak} bytes of heap");

        assert!(server.is_left().await, "the client keeps the connection");
        is_usable_afterwards(&server, &caller).await;
        peak
    }
}

/// Tells during which call a case has failed.
struct During(Call);

impl Drop for During {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // Nobody to tell it to is no reason to panic once more.
            let _ = writeln!(std::io::stderr(), "during {:?}", self.0);
        }
    }
}

/// Within 30 seconds an attempt, and 120 a call; the clock moves by whole seconds.
fn ends_in_time(call: Call, attempts: usize, elapsed: Duration) {
    let limit = match (call.sort(), attempts) {
        (Sort::Streamed, _) | (_, 2..) => 120,
        _ => 30,
    };
    assert!(elapsed <= Duration::from_secs(limit + 1), "{elapsed:?}");
}

pub(crate) fn shows_no_secret(error: &vendor_core::Error) {
    let body = String::from_utf8_lossy(error.body());
    let shown = format!("{error} {error:?} {} {body}", error.report());
    assert!(!shown.contains(calls::SECRET), "an error shows a secret");
}

/// The same client, with the same connections, against the same server that has come to its senses.
pub(crate) async fn is_usable_afterwards(server: &Server, caller: &calls::Caller) {
    server.behave();
    for _ in 0..2 {
        let answer = caller().await.expect("a good answer");
        assert!(calls::is_good(answer), "the answer to another request");
    }
}
