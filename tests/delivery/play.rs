//! Carries a plan out, and turns the clocks when, and only when, nothing else can go on.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use behaviours::calls::{Answered, Inputs, World};
use prepared_tickets::core::Error;
use tokio::net::TcpSocket;
use vendor_sandbox::{Call, Fault};

use crate::plan::{self, Plan};
use crate::stage::{Met, Quirk, Stage};
use crate::trouble::ATTEMPT_TIMEOUT;

const THIS_CALL: &str = "this-call";

/// What is turned at once while something takes its time: little, so that nothing gets too late by it.
const A_MOMENT: Duration = Duration::from_millis(250);
/// Just longer than an attempt may take.
const TOO_LONG: Duration = ATTEMPT_TIMEOUT.saturating_add(Duration::from_millis(1));
/// So often everything that is ready goes on before time does. Client and vendors share one thread.
const PATIENCE: u32 = 50;
/// What takes that many turns never ends.
const NEVER: u32 = 2_000_000;

/// What the client said, and what happened.
pub(crate) struct Played {
    pub(crate) said: Result<Answered, Error>,
    pub(crate) met: Met,
    /// The attempts of the call that reached the vendor.
    pub(crate) arrived: usize,
    /// How often the vendor did it, by its ledger.
    pub(crate) applied: usize,
    /// The same by its state, where that tells.
    pub(crate) applied_by_state: Option<usize>,
    /// How many requests broke the contract.
    pub(crate) violations: usize,
}

/// Plays it with the clients as they are.
pub(crate) async fn play(plan: &Plan) -> Played {
    play_with(plan, Quirk::None).await
}

/// Plays it with clients that are not as they should be.
pub(crate) async fn play_with(plan: &Plan, quirk: Quirk) -> Played {
    let closed = ClosedPort::reserve();
    let stage = Stage::new(closed.address, plan.call_timeout(), quirk);
    let (vendors_clock, clients_clock) = (&stage.vendors_clock, &stage.clients_clock);
    let world = World::on(vendors_clock.clone(), clients_clock.clone(), &stage).await;
    let World {
        sandbox, clients, ..
    } = &world;
    sandbox.aim().configure(|settings| {
        settings.token_lifetime = Some(Duration::from_secs(60 * 60));
    });

    let mut inputs = Inputs::seeded(plan.seed);
    for number in 0..plan.calls_before {
        let id = format!("before-{number}");
        let call = plan.subject.prepare(sandbox, clients, &id, &mut inputs);
        call.answer.await.expect("nothing goes wrong yet");
    }
    let call = plan
        .subject
        .prepare(sandbox, clients, THIS_CALL, &mut inputs);
    if plan.vendor_says_no {
        plan::make_it_say_no(plan.subject, sandbox);
    }
    if let Some(jump) = plan.jump_before {
        stage.jump(jump);
    }
    sandbox.ledger().settled().await;
    if plan.is_disconnected {
        sandbox.close_connections();
        // Until the client has noticed.
        for _ in 0..PATIENCE {
            tokio::task::yield_now().await;
        }
    }
    stage.begin(plan, sandbox.faults());

    let said = drive(call.answer, &world, &stage).await;
    let met = stage.met();
    settle(&world).await;
    let ledger = sandbox.ledger();
    let calls = ledger.calls();
    let attempts: Vec<&Call> = calls
        .iter()
        .filter(|call| call.attempt_id.as_deref() == Some(THIS_CALL))
        .collect();
    Played {
        said,
        met,
        arrived: attempts.len(),
        applied: attempts.iter().filter(|call| call.acted).count(),
        applied_by_state: call
            .applied
            .filter(|_| !plan.vendor_says_no)
            .map(|applied| applied()),
        violations: ledger.violations().len(),
    }
}

/// Waits for the end of a call.
async fn drive(
    call: impl Future<Output = Result<Answered, Error>>,
    world: &World,
    stage: &Stage,
) -> Result<Answered, Error> {
    let mut call = pin!(call);
    let mut turned = BTreeSet::new();
    for turn in 1..NEVER {
        tokio::select! {
            biased;
            answer = &mut call => return answer,
            () = tokio::task::yield_now() => {}
        }
        if turn % PATIENCE == 0 {
            let length = time_that_is_missing(world, stage, &mut turned);
            world.turn(length);
        }
    }
    panic!("the call does not end");
}

/// How far the clocks must be turned for anything to go on; not at all if nothing waits for them.
fn time_that_is_missing(world: &World, stage: &Stage, turned: &mut BTreeSet<u64>) -> Duration {
    let mut missing = Duration::ZERO;
    let has_no_answer = stage.met().waiting > 0;
    for call in world.sandbox.ledger().calls() {
        let length = match call.fault {
            // The request is there and will not be answered: the client has nothing to wait for but its time limit.
            Some(Fault::ActAfterHangUp) if has_no_answer => TOO_LONG,
            Some(Fault::Delay(delay)) if !call.settled && has_no_answer => {
                if delay < ATTEMPT_TIMEOUT {
                    A_MOMENT
                } else {
                    TOO_LONG
                }
            }
            // The head of the answer is there.
            Some(Fault::DripBody { pause, .. }) if !has_no_answer => {
                if pause < ATTEMPT_TIMEOUT {
                    A_MOMENT
                } else {
                    TOO_LONG
                }
            }
            _ => continue,
        };
        // The client gives up once.
        if length < TOO_LONG || turned.insert(call.number) {
            missing = missing.max(length);
        }
    }
    missing
}

/// Lets the vendors do what they have not done yet: also what is long too late for the client.
async fn settle(world: &World) {
    let ledger = world.sandbox.ledger();
    for turn in 1..NEVER {
        if ledger.calls().iter().all(|call| call.settled) {
            return;
        }
        tokio::task::yield_now().await;
        if turn % PATIENCE == 0 {
            world.vendors_clock.advance(TOO_LONG);
        }
    }
    panic!("a call is not settled");
}

/// A port that nobody else can take, and at which nobody listens.
struct ClosedPort {
    address: SocketAddr,
    _taken: TcpSocket,
}

impl ClosedPort {
    fn reserve() -> Self {
        let taken = TcpSocket::new_v4().expect("a socket");
        taken
            .bind(SocketAddr::from(([127, 0, 0, 1], 0)))
            .expect("a free port on loopback");
        let address = taken.local_addr().expect("it is bound");
        Self {
            address,
            _taken: taken,
        }
    }
}
