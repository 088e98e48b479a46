//! A thousand callers at once, over all vendors, while much goes wrong: every error follows from what happened, memory
//! does not grow, and nothing is left behind.
//!
//! The callers share one client of each vendor for all rounds. Each round has a sandbox of its own, which is gone when
//! memory is measured: what is left is the clients'. They run on a runtime of their own, so that the tasks there are
//! theirs, too.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod clients;
mod clock;
mod explain;
mod files;
mod load;
mod memory;
mod relay;
mod tally;

use std::time::Duration;

use behaviours::calls::World;
use behaviours::effort::{Effort, count};
use tokio::runtime::{Builder, Runtime};
use vendor_core::{Clock as _, SystemClock};
use vendor_sandbox::{Fault, FaultPlan, Sandbox, StatusCode};

use crate::clients::{Idle, Own};
use crate::clock::AdjustableClock;
use crate::explain::Evidence;
use crate::load::{CALLERS, Round};
use crate::memory::in_mb;
use crate::relay::Relay;
use crate::tally::Tally;

/// What CI does: so many calls, apart from those of the last round.
const IN_CI: Effort = Effort {
    seed: 20_241_015,
    amount: 12_000,
};
const ROUNDS: usize = 6;
/// After so many rounds everything has its size: pools, caches, threads.
const WARM_UP: usize = 2;
/// So many of the requests meet a fault.
const FAULT_RATE: f64 = 0.12;
/// Less than anything that could be kept of a call has, in bytes; in all it leaves room for a cache of the vendors' side
/// that grows once.
const GROWTH_PER_CALL: usize = 32;

/// How long is waited for what should come at once.
const PATIENCE: Duration = Duration::from_secs(60);

/// The vendors' side, and the callers' own.
struct Stage {
    vendors: Runtime,
    callers: Runtime,
    relay: Relay,
    /// The clients' time.
    clock: AdjustableClock,
}

impl Stage {
    fn set() -> Self {
        files::allow_many();
        // One thread, so that the caches that the sandbox has for each are always the same ones.
        let vendors = runtime(1);
        Self {
            relay: vendors.block_on(Relay::open()),
            callers: runtime(2),
            clock: AdjustableClock::default(),
            vendors,
        }
    }

    /// A sandbox behind the relay, and clients that know the relay only.
    fn world(&self, idle: Idle, seed: u64) -> World {
        let own = Own::new(self.relay.address(), idle, self.clock.clone(), seed);
        let world = self.vendors.block_on(World::with(&own));
        own.show_the_way(&world.sandbox);
        self.relay.lead_to(world.sandbox.address());
        world
    }

    /// Waits until the clients have closed all connections and all of their tasks have ended; then stops the sandbox, and
    /// waits until nothing is left of it either.
    fn wait_for_silence(&self, sandbox: Sandbox) {
        let silence = async {
            self.relay.all_closed().await;
            load::tasks_end(self.callers.handle(), 0).await;
            sandbox.shutdown().await;
            // But the one that accepts connections.
            load::tasks_end(self.vendors.handle(), 1).await;
        };
        self.vendors.block_on(async {
            tokio::select! {
                () = silence => {}
                // A check that waits for ever tells nobody why.
                () = SystemClock.limit(PATIENCE) => panic!(
                    "{} connections and {} tasks are left",
                    self.relay.connections().now,
                    self.callers.metrics().num_alive_tasks(),
                ),
            }
        });
    }

    /// Makes the calls of a round in a sandbox that is new to these clients, and has every outcome explained.
    fn round(&self, world: World, seed: u64, calls: u64) -> (Tally, Sandbox) {
        self.clock.pass_a_minute();
        self.callers.block_on(clients::renew_tokens(&world.clients));
        world.sandbox.ledger().clear();
        world.sandbox.faults().follow(faults(seed));
        let (made, at_once, sandbox) = self.callers.block_on(load::make(Round {
            seed,
            calls,
            sandbox: world.sandbox,
            clients: world.clients,
        }));
        self.vendors.block_on(sandbox.ledger().settled());
        let evidence = Evidence::of(sandbox.ledger().calls());
        let unexplained: Vec<_> = made
            .iter()
            .filter_map(|call| evidence.explain(call).err())
            .collect();
        let (shown, all) = (unexplained.first(), unexplained.len());
        assert!(
            shown.is_none(),
            "{all} outcomes do not follow from what happened, as {}",
            unexplained[0]
        );
        (Tally::of(&made, &evidence, at_once), sandbox)
    }
}

/// All kinds that need no clock; few tokens that end, since each fails all calls in flight that carry it.
fn faults(seed: u64) -> FaultPlan {
    let refuse = |status| Fault::Refuse {
        status,
        retry_after: None,
    };
    let kinds = [
        refuse(StatusCode::SERVICE_UNAVAILABLE),
        refuse(StatusCode::TOO_MANY_REQUESTS),
        Fault::CloseBeforeReading,
        Fault::DropBeforeActing,
        Fault::DropAfterActing,
        Fault::CutBody,
        Fault::GarbageBody,
        Fault::HtmlPage { acts: false },
        Fault::HtmlPage { acts: true },
        Fault::WrongContentType,
        Fault::ErrorAfterActing {
            status: StatusCode::INTERNAL_SERVER_ERROR,
        },
    ];
    let often = kinds.iter().cycle().take(10 * kinds.len()).cloned();
    FaultPlan::random(seed, FAULT_RATE).kinds(often.chain([Fault::ExpiredToken]))
}

fn runtime(threads: usize) -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()
        .expect("a runtime")
}

#[test]
fn a_thousand_callers_at_once_over_all_vendors_while_much_goes_wrong() {
    let Effort { seed, amount } = Effort::or(IN_CI);
    let replay = format!("again: cargo xtask prove soak --seed {seed} --amount {amount}");
    println!("{replay}");
    let stage = Stage::set();
    let calls = (amount / ROUNDS as u64).max(2 * CALLERS as u64);

    let mut total = Tally::default();
    let mut live = Vec::new();
    let mut seeds = seed..;
    let mut clients = None;
    for seed in seeds.by_ref().take(ROUNDS) {
        let mut world = stage.world(Idle::Short, seed);
        // Those of the first round; the others are never used.
        let clients = clients.get_or_insert_with(|| world.clients.clone());
        world.clients = clients.clone();
        let (tally, sandbox) = stage.round(world, seed, calls);
        total += tally;
        stage.wait_for_silence(sandbox);
        live.push(memory::live());
    }
    let (warm, resident) = (
        &live[WARM_UP..],
        memory::resident().map_or("unknown".to_owned(), in_mb),
    );
    let (early, late) = warm.split_at(warm.len() / 2);
    // The least of each half: a thread of the vendors may still hold something, what is leaked stays.
    let (before, after) = (
        early.iter().min().expect("rounds"),
        late.iter().min().expect("rounds"),
    );
    let calls_of = |rounds| usize::try_from(calls).expect("a number of calls") * rounds;
    let made_between = calls_of(late.len());
    let growth = after.saturating_sub(*before);
    total.count();
    count(&format!(
        "soak: live heap {} after {} calls, {} after {made_between} more; peak {}, resident {resident}",
        in_mb(*before),
        calls_of(WARM_UP + early.len()),
        in_mb(*after),
        in_mb(memory::peak()),
    ));
    assert!(
        growth < GROWTH_PER_CALL * made_between,
        "{growth} bytes more after {made_between} calls: {live:?}; {replay}"
    );
    assert_eq!(total.at_once, CALLERS, "callers at once; {replay}");

    // Connections that nobody but a dropped client closes.
    drop(clients);
    let seed = seeds.start;
    let world = stage.world(Idle::Long, seed);
    let clients = world.clients.clone();
    let (_, sandbox) = stage.round(world, seed, CALLERS as u64);
    let open = stage.relay.connections().now;
    assert!(
        open > 0,
        "connections are kept as long as there is a client; {replay}"
    );
    drop(clients);
    stage.wait_for_silence(sandbox);
    let tasks = stage.callers.metrics().num_alive_tasks();
    let connections = stage.relay.connections();
    count(&format!(
        "soak: the clients were dropped with {open} connections open: {} connections and {tasks} tasks are left; {} connections in all",
        connections.now, connections.ever
    ));
    assert_eq!(
        (connections.now, tasks),
        (0, 0),
        "connections and tasks are left; {replay}"
    );
}
