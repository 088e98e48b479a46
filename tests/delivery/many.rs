//! Many calls of all operations, each with a plan of its own.

use std::env;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use behaviours::effort::{Effort, count};
use tokio::runtime::Builder;

use crate::judge::wrongs;
use crate::plan::Plan;
use crate::play::play;
use crate::tally::Tally;

/// The chance is the same in every run of CI.
const IN_CI: Effort = Effort {
    seed: 20_261_122,
    amount: 12_000,
};

/// More would only hide others.
const FAILURES_SHOWN: usize = 5;

#[test]
fn what_clients_say_is_true() {
    let effort = Effort::or(IN_CI);
    let numbers = match only() {
        Some(number) => number..number + 1,
        None => 0..effort.amount,
    };
    let next = AtomicU64::new(numbers.start);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let tally = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers)
            .map(|_| {
                scope.spawn(|| {
                    let mut tally = Tally::default();
                    let runtime = Builder::new_current_thread()
                        .enable_all()
                        .build()
                        .expect("a runtime");
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if !numbers.contains(&number) {
                            return tally;
                        }
                        runtime.block_on(one(effort.seed, number, &mut tally));
                    }
                })
            })
            .collect();
        let tallies = workers
            .into_iter()
            .map(|worker| worker.join().expect("a worker ends well"));
        tallies.fold(Tally::default(), Tally::and)
    });
    for line in tally.lines() {
        count(&format!("delivery: {line}"));
    }
    let failures = tally.failures();
    let shown: Vec<_> = failures.values().take(FAILURES_SHOWN).cloned().collect();
    assert!(
        failures.is_empty(),
        "{} of {} calls\n{}",
        failures.len(),
        tally.calls(),
        shown.join("\n")
    );
}

/// Plays one call, and notes what was wrong.
async fn one(seed: u64, number: u64, tally: &mut Tally) {
    let plan = Plan::random(seed, number);
    let played = play(&plan).await;
    tally.note(&plan, &played);
    let found = wrongs(&plan, &played);
    if !found.is_empty() {
        tally.fail(
            number,
            format!(
                "call {number} of seed {seed}: {plan}\n    {}\n    again: cargo xtask prove delivery --seed {seed} --only {number}",
                found.join("\n    "),
            ),
        );
    }
}

/// The number of the one call to be played, if not all.
fn only() -> Option<u64> {
    let text = env::var("PROVE_ONLY").ok()?;
    Some(text.parse().expect("PROVE_ONLY is a number"))
}
