//! The crash check of bulk work: `vendor` sends files of rows, and is killed again and again, at any moment and with
//! faults on the way, until the files are through. Then every row is done, refused, or named as doubtful: nothing is
//! lost, nothing that must not be done twice was, and no row in doubt was sent again before somebody had looked.
//!
//! The program is the real one, and the sandbox watches it: at the moment when a call arrives, its row must stand as
//! started in the journal. What a SIGKILL cannot show is that the journal has reached the disk: what was written
//! survives the process, synced or not.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod history;
mod job;
mod journal;
mod landing;
mod person;
mod rows;
mod stage;
mod summary;
mod tally;
mod verdict;
mod witness;

use behaviours::crash::Replay;
use behaviours::effort::Effort;
use behaviours::program::Program;

use crate::job::Job;
use crate::stage::Stage;

const IN_CI: Effort = Effort {
    seed: 20_241_015,
    // Kills, half of them for each job.
    amount: 220,
};

#[test]
fn contacts_that_may_be_imported_again_all_arrive_once() {
    prove(Job::Import);
}

#[test]
fn tickets_that_must_not_be_created_again_are_not_and_the_doubtful_ones_are_named() {
    prove(Job::Tickets);
}

fn prove(job: Job) {
    let effort = Effort::or(IN_CI);
    let _replay = Replay {
        check: "bulk-kill",
        effort,
    };
    let program = Program::build();
    let mut stage = Stage::open(program, job, effort.seed);
    stage.kill_times(effort.amount.div_ceil(2));
    tally::print(&stage);
}
