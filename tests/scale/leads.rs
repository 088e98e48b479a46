//! Leads that the real program saves in a file: memory stays what it is however many there are.

use std::fs;
use std::process::{Child, Stdio};
use std::thread;

use behaviours::effort::{Effort, count};
use behaviours::program::Program;
use tokio::runtime::Builder;
use vendor_sandbox::Sandbox;

use crate::{IN_CI, LONGER, NOISE, memory};

#[test]
fn leads_are_saved_as_json_lines_in_the_same_memory_for_more_of_them() {
    prove("leads.jsonl");
}

#[test]
fn leads_are_saved_as_csv_in_the_same_memory_for_more_of_them() {
    prove("leads.csv");
}

fn prove(name: &str) {
    let effort = Effort::or(IN_CI);
    let most = usize::try_from(effort.amount).expect("a number of leads");
    let program = Program::build();
    let fewer = most.div_ceil(LONGER);
    let memory = match [fewer, most].map(|leads| save(program, name, leads)) {
        [Some(less), Some(more)] => {
            assert!(
                more <= less + NOISE,
                "{less} KiB for {fewer} leads, and {more} KiB for {most}"
            );
            format!("at most {less} KiB of memory for {fewer} leads and {more} KiB for {most}")
        }
        _ => "memory not measured, for want of /proc".to_owned(),
    };
    count(&format!("fetch: {most} leads saved in {name}; {memory}"));
}

/// Saves so many leads; tells the most memory that the program had when it was last seen, in KiB.
fn save(program: Program, name: &str, leads: usize) -> Option<u64> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    let sandbox = runtime
        .block_on(Sandbox::start())
        .expect("a free port on loopback");
    sandbox.leadbank().remove_all_leads();
    sandbox.leadbank().seed_leads(leads);
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join(name);
    let mut child = program
        .command()
        .args([
            "leadbank",
            "fetch",
            "--parameter=1",
            "--summary",
            "--json",
            "--quiet",
        ])
        .arg("--to")
        .arg(&file)
        .env("XDG_CONFIG_HOME", directory.path())
        .env("VENDOR_LEADBANK_BASE_URL", sandbox.leadbank().base_url())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let peak = peak_until_the_end(&mut child);
    assert!(child.wait().expect("it has ended").success());
    let saved = fs::read_to_string(&file).expect("the file");
    let header = usize::from(name.contains("csv"));
    assert_eq!(saved.lines().count(), header + leads);
    peak
}

/// It can only be asked for while the program runs, and never becomes less.
fn peak_until_the_end(child: &mut Child) -> Option<u64> {
    let mut peak = None;
    while child.try_wait().expect("its state").is_none() {
        peak = memory::peak_of(child.id()).or(peak);
        thread::yield_now();
    }
    peak
}
