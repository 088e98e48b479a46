//! Instructions per call, counted by callgrind: the same for the same program, whatever else the machine does.
//!
//! The server runs beside, in a process of its own that nobody counts.
#![allow(missing_docs, reason = "the harness makes public functions")]
#![allow(clippy::expect_used, reason = "what cannot be counted fails loudly")]
#![allow(clippy::exit, reason = "the harness ends so")]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use benches::clients::AnyClient;
use benches::counting::calls_counted;
use benches::measurement::{Client, Workload};
use clap::ValueEnum as _;
use gungraun::{
    Callgrind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};
use tokio::runtime::{Builder, Runtime};

/// A client with its connections made, and a server that lives as long as it.
struct Warm {
    runtime: Runtime,
    client: AnyClient,
    workload: Workload,
    server: Child,
}

impl Warm {
    fn up(client: Client, workload: Workload) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_server"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut url = String::new();
        let output = server.stdout.take().expect("it has an output");
        BufReader::new(output)
            .read_line(&mut url)
            .expect("it says where it is");
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let client = AnyClient::new(client, url.trim()).expect("a client");
        let warm = Self {
            runtime,
            client,
            workload,
            server,
        };
        warm.call(calls_counted(workload).min(20));
        warm
    }

    fn call(&self, calls: u64) {
        self.runtime.block_on(async {
            for _ in 0..calls {
                self.client
                    .call(self.workload)
                    .await
                    .expect("the call ends well");
            }
        });
    }
}

/// It ends when its input does.
impl Drop for Warm {
    fn drop(&mut self) {
        drop(self.server.stdin.take());
        let _ = self.server.wait();
    }
}

fn workloads() -> Vec<Workload> {
    Workload::value_variants().to_vec()
}

fn of_ours(workload: Workload) -> Warm {
    Warm::up(Client::Ours, workload)
}

fn of_raw(workload: Workload) -> Warm {
    Warm::up(Client::Raw, workload)
}

fn of_hyper(workload: Workload) -> Warm {
    Warm::up(Client::Hyper, workload)
}

#[library_benchmark]
#[benches::workload(iter = workloads(), setup = of_ours)]
fn ours(warm: Warm) -> Warm {
    warm.call(calls_counted(warm.workload));
    warm
}

#[library_benchmark]
#[benches::workload(iter = workloads(), setup = of_raw)]
fn raw(warm: Warm) -> Warm {
    warm.call(calls_counted(warm.workload));
    warm
}

#[library_benchmark]
#[benches::workload(iter = workloads(), setup = of_hyper)]
fn hyper(warm: Warm) -> Warm {
    warm.call(calls_counted(warm.workload));
    warm
}

library_benchmark_group!(name = clients; benchmarks = ours, raw, hyper);

main!(
    config = LibraryBenchmarkConfig::default()
        .tool(Callgrind::with_args(["--cache-sim=no"]))
        .valgrind_args(["--trace-children=no"]);
    library_benchmark_groups = clients
);
