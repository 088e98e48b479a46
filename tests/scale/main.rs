//! A long import by the real program: memory stays what it is however long the file, and the pipe is full.
//!
//! The vendor answers a call only once as many are in flight as were asked for, so that the import could not end if there
//! were ever fewer; and it counts that there are never more.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails loudly

mod format;
#[path = "../../crates/cli/tests/bulk/gate.rs"]
mod gate;
mod leads;
mod memory;

use std::process::{Command, Stdio};

use behaviours::effort::{Effort, count};
use behaviours::program::Program;
use fastrand::Rng;
use tempfile::TempDir;
use tokio::runtime::Builder;
use vendor_sandbox::Sandbox;

use crate::format::Format;
use crate::gate::Gate;

const IN_CI: Effort = Effort {
    seed: 20_241_015,
    // Rows of the longer of two files.
    amount: 4_000,
};

const IN_FLIGHT: usize = 8;

/// The longer file has so many times the rows of the other.
const LONGER: usize = 4;

/// So much more memory the longer file may take, in KiB: no two runs have exactly the same, since it counts how much of
/// the program itself is resident, too. To keep the rows that it has more, or their answers, would take more even in CI.
const NOISE: u64 = 2_048;

#[test]
fn an_import_of_json_lines_takes_the_same_memory_for_a_longer_file_and_its_pipe_is_full() {
    prove(Format::JsonLines);
}

#[test]
fn an_import_of_csv_takes_the_same_memory_for_a_longer_file_and_its_pipe_is_full() {
    prove(Format::Csv);
}

fn prove(format: Format) {
    let effort = Effort::or(IN_CI);
    let rows = usize::try_from(effort.amount).expect("a number of rows");
    let program = Program::build();
    let mut rng = Rng::with_seed(effort.seed);
    let shorter = rows.div_ceil(LONGER);
    let [less, more] = [shorter, rows].map(|rows| import(program, format, rows, &mut rng));
    let memory = match (less, more) {
        (Some(less), Some(more)) => {
            assert!(
                more <= less + NOISE,
                "{less} KiB for {shorter} rows, and {more} KiB for {rows}"
            );
            format!("at most {less} KiB of memory for {shorter} rows and {more} KiB for {rows}")
        }
        _ => "memory not measured, for want of /proc".to_owned(),
    };
    count(&format!(
        "import: {rows} rows of {}, {IN_FLIGHT} calls in flight whenever one was answered (but for the last ones); {memory}",
        format.name()
    ));
}

/// Imports so many rows; tells the most memory that the program ever had, in KiB.
fn import(program: Program, format: Format, rows: usize, rng: &mut Rng) -> Option<u64> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    let gate = Gate::default();
    let sandbox = runtime
        .block_on(Sandbox::builder().clock(gate.clone()).start())
        .expect("a free port on loopback");
    Gate::close(&sandbox);
    sandbox.dialler().remove_all_contacts();
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join(format.file_name());
    format.write(&file, rows);
    let mut child = command(program, &sandbox, &directory)
        .arg(file)
        .spawn()
        .expect("the program starts");
    let mut peak = None;
    for answered in 0..rows {
        let in_flight = IN_FLIGHT.min(rows - answered);
        gate.until_waiting(in_flight);
        if in_flight == 1 {
            peak = memory::peak_of(child.id());
        }
        gate.let_go(rng.usize(..in_flight));
    }
    assert!(child.wait().expect("it has ended").success());
    assert_eq!(gate.most(), IN_FLIGHT.min(rows));
    assert_eq!(sandbox.dialler().count_contacts(), rows);
    peak
}

fn command(program: Program, sandbox: &Sandbox, home: &TempDir) -> Command {
    let mut command = program.command();
    command
        .args(["dialler", "import", "--json", "--quiet"])
        .arg(format!("--concurrency={IN_FLIGHT}"))
        .env("XDG_CONFIG_HOME", home.path())
        .env("VENDOR_DIALLER_BASE_URL", sandbox.dialler().base_url())
        .env("VENDOR_DIALLER_TOKEN", sandbox.dialler().token())
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}
