//! The crash check: `vendor leadbank forward` is killed again and again, at any moment and with faults on the way, until
//! all leads are through. Then every lead is exactly one contact or exactly one line of the set-aside file, all of them
//! are confirmed, and none was confirmed before it was safe.
//!
//! The program is the real one, and the sandbox watches it: at the moment when a confirmation arrives, what it confirms
//! must be in the campaign or in the file. What a SIGKILL cannot show is that the file has reached the disk: what was
//! written survives the process, synced or not.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod file;
mod landing;
mod leads;
mod moments;
mod stage;
mod tally;
mod verdict;
mod witness;

use behaviours::crash::Replay;
use behaviours::effort::Effort;
use behaviours::program::Program;

use crate::stage::{Granularity, Stage};

const IN_CI: Effort = Effort {
    seed: 20_241_015,
    // Kills, half of them in each granularity.
    amount: 220,
};

#[test]
fn nothing_is_lost_or_doubled_when_leads_are_confirmed_by_their_numbers() {
    prove(Granularity::Leads);
}

#[test]
fn nothing_is_lost_or_doubled_when_the_fetch_is_confirmed_as_a_whole() {
    prove(Granularity::Fetch);
}

fn prove(granularity: Granularity) {
    let effort = Effort::or(IN_CI);
    let _replay = Replay {
        check: "forward-kill",
        effort,
    };
    let program = Program::build();
    let mut stage = Stage::open(program, granularity, effort.seed);
    stage.kill_times(effort.amount.div_ceil(2));
    stage.let_finish();
    verdict::pronounce(&stage);
    tally::print(&stage);
}
