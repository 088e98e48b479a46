//! Servers that are broken, or mean harm: every call ends within its deadline and in bounded memory, says what
//! became of it, and leaves the client usable.
//!
//! All of it runs on loopback, through the clients that users have. Time is the client's own clock, which the servers
//! turn; the cases run one after the other, since the memory of each is measured.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod bodies;
mod calls;
mod case;
mod certificates;
mod chunks;
mod expected;
mod gzip;
mod heads;
mod heap;
#[cfg(feature = "http2")]
mod http2;
mod interim;
mod leaks;
mod lengths;
mod reuse;
mod script;
mod server;
mod statuses;
mod tally;
mod texts;
mod tls;
mod watch;

use std::process::ExitCode;
use std::sync::Arc;

use case::Case;
use libtest_mimic::{Arguments, Trial};
use tally::Tally;
use vendor_core::BoxFuture;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    let tally = Arc::new(Tally::default());
    let trials = trials(&tally);
    let conclusion = libtest_mimic::run(&arguments, trials);
    tally.tell();
    conclusion.exit_code()
}

fn groups() -> Vec<(&'static str, Vec<Case>)> {
    vec![
        ("heads", heads::cases()),
        ("bodies", bodies::cases()),
        ("lengths", lengths::cases()),
        ("chunks", chunks::cases()),
        ("texts", texts::cases()),
        ("gzip", gzip::cases()),
        ("interim", interim::cases()),
        ("statuses", statuses::cases()),
        ("reuse", reuse::cases()),
    ]
}

fn trials(tally: &Arc<Tally>) -> Vec<Trial> {
    let mut trials = Vec::new();
    for (group, cases) in groups() {
        for case in cases {
            let tally = Arc::clone(tally);
            trials.push(trial(group, &case.name.clone(), async move {
                case.run(&tally, group).await;
            }));
        }
    }
    for (_, cases) in groups() {
        for case in cases.into_iter().filter(Case::is_of_any_call) {
            let tally = Arc::clone(tally);
            trials.push(trial("tokens", &case.name.clone(), async move {
                case.run_as_token_endpoint(&tally, "tokens").await;
            }));
        }
    }
    let more = |group, name, run: BoxFuture<'static, usize>| {
        let tally = Arc::clone(tally);
        trial(group, name, async move {
            let calls = run.await;
            tally.note_case(group);
            tally.note_calls(group, calls);
        })
    };
    trials.extend([
        more(
            "reuse",
            "closed when it is used",
            Box::pin(reuse::closed_when_it_is_used()),
        ),
        more(
            "reuse",
            "an endless list that is left",
            Box::pin(reuse::an_endless_list_that_is_left()),
        ),
        more(
            "tls",
            "certificates of servers",
            Box::pin(tls::certificates_of_servers()),
        ),
        more(
            "tls",
            "certificates of clients",
            Box::pin(tls::certificates_of_clients()),
        ),
        more(
            "tls",
            "handshakes that succeed",
            Box::pin(tls::handshakes_that_succeed()),
        ),
        more(
            "tls",
            "servers that speak something else",
            Box::pin(tls::servers_that_speak_something_else()),
        ),
        more("tls", "half a handshake", Box::pin(tls::half_a_handshake())),
        more(
            "tls",
            "plain http to a tls port",
            Box::pin(tls::plain_http_to_a_tls_port()),
        ),
        more(
            "tls",
            "alerts after the act",
            Box::pin(tls::alerts_after_the_act()),
        ),
        more(
            "leaks",
            "redirects of a vendor",
            Box::pin(leaks::redirects_of_a_vendor()),
        ),
        more(
            "leaks",
            "redirects of a token endpoint",
            Box::pin(leaks::redirects_of_a_token_endpoint()),
        ),
        more("leaks", "plain http", Box::pin(leaks::plain_http())),
    ]);
    #[cfg(feature = "http2")]
    trials.extend(
        http2::trials(tally)
            .into_iter()
            .map(|(name, run)| trial("http2", name, run)),
    );
    trials
}

fn trial(group: &str, name: &str, run: impl Future<Output = ()> + Send + 'static) -> Trial {
    Trial::test(format!("{group}: {name}"), move || {
        watch::run(run);
        Ok(())
    })
}
