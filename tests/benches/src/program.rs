//! The program that makes the calls and measures itself.

use std::error::Error;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clap::Parser;
use rustix::time::{ClockId, clock_gettime};
use tokio::runtime::{self, Runtime};

use crate::clients::AnyClient;
use crate::measurement::{Client, Heap, Measurement, Mode, Workload};
use crate::open_files;

/// What to call, how, and how often.
#[derive(Clone, Debug, Parser)]
pub struct Arguments {
    /// The server's URL.
    #[arg(long)]
    server: String,
    /// Whose client.
    #[arg(long)]
    client: Client,
    /// Which call.
    #[arg(long)]
    workload: Workload,
    /// How many at once.
    #[arg(long)]
    mode: Mode,
    /// Calls that are measured.
    #[arg(long)]
    calls: u64,
    /// Calls before them.
    #[arg(long)]
    warm_up: u64,
}

/// Looks at the heap before and after the measured calls.
pub trait HeapGauge {
    /// Before the measured calls.
    fn start(&mut self);
    /// After them.
    fn stop(&mut self) -> Option<Heap>;
}

/// Nobody looks.
impl HeapGauge for () {
    fn start(&mut self) {}

    fn stop(&mut self) -> Option<Heap> {
        None
    }
}

/// Makes the calls, and prints what was measured as a line of JSON.
///
/// # Errors
/// When the calls cannot be made. Calls that fail are counted, and the first failure is told.
#[expect(clippy::print_stdout, reason = "the driver reads it")]
pub fn run(
    arguments: &Arguments,
    gauge: &mut impl HeapGauge,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    open_files::allow_many();
    let runtime = runtime(arguments.mode)?;
    let client = AnyClient::new(arguments.client, &arguments.server)?;
    let warm_up = runtime.block_on(calls(&client, arguments, arguments.warm_up));
    let resident_before = resident();
    gauge.start();
    let (started, busy) = (now(), cpu_time());
    let failed = runtime.block_on(calls(&client, arguments, arguments.calls));
    let measurement = Measurement {
        calls: arguments.calls,
        failed: failed + warm_up,
        seconds: started.elapsed().as_secs_f64(),
        cpu_seconds: cpu_time().saturating_sub(busy).as_secs_f64(),
        heap: gauge.stop(),
        peak_resident: status("VmHWM:"),
        resident_before,
        resident_after: resident(),
    };
    println!("{}", serde_json::to_string(&measurement)?);
    Ok(())
}

fn runtime(mode: Mode) -> std::io::Result<Runtime> {
    match mode {
        Mode::Sequential => runtime::Builder::new_current_thread().enable_all().build(),
        Mode::Way64 | Mode::Way1000 => runtime::Builder::new_multi_thread().enable_all().build(),
    }
}

/// Makes so many calls, and tells how many failed.
async fn calls(client: &AnyClient, arguments: &Arguments, calls: u64) -> u64 {
    let callers = match arguments.mode {
        Mode::Sequential => {
            return caller(client, arguments.workload, &AtomicU64::new(calls)).await;
        }
        Mode::Way64 => 64,
        Mode::Way1000 => 1_000,
    };
    let left = Arc::new(AtomicU64::new(calls));
    let callers: Vec<_> = (0..callers)
        .map(|_| {
            let (client, left, workload) = (client.clone(), Arc::clone(&left), arguments.workload);
            tokio::spawn(async move { caller(&client, workload, &left).await })
        })
        .collect();
    let mut failed = 0;
    for caller in callers {
        // A caller that panicked has failed once at least.
        failed += caller.await.unwrap_or(1);
    }
    failed
}

/// Calls as long as there are calls left.
#[expect(clippy::print_stderr, reason = "why it failed is worth knowing, once")]
async fn caller(client: &AnyClient, workload: Workload, left: &AtomicU64) -> u64 {
    let mut failed = 0;
    while left
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(1)
        })
        .is_ok()
    {
        if let Err(error) = client.call(workload).await {
            if failed == 0 {
                eprintln!("{workload:?}: {error}");
            }
            failed += 1;
        }
    }
    failed
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long calls take is a real time"
)]
fn now() -> Instant {
    Instant::now()
}

/// The processor time of this process, user and system: what `getrusage` gives, with more digits.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}

/// The memory that is resident, in bytes.
fn resident() -> Option<u64> {
    status("VmRSS:")
}

/// A line of `/proc/self/status`, in bytes. `VmHWM` is the peak: unlike that of `getrusage`, it knows nothing of the
/// process that started this one.
fn status(name: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
