//! One kind of trouble: at every attempt, and once.

use behaviours::calls;
use behaviours::effort::count;

use crate::judge::wrongs;
use crate::plan::{MAX_ATTEMPTS, Plan};
use crate::play::play;
use crate::trouble::Trouble;

#[tokio::test]
async fn every_call_keeps_the_table_when_the_same_goes_wrong_every_time() {
    keeps_the_table(MAX_ATTEMPTS + 2).await;
}

#[tokio::test]
async fn every_call_keeps_the_table_when_it_goes_wrong_once() {
    keeps_the_table(1).await;
}

async fn keeps_the_table(times: usize) {
    let mut plans = 0;
    let mut wrong = Vec::new();
    for (number, subject) in calls::table().enumerate() {
        for trouble in Trouble::all() {
            let plan = Plan::of(subject, number as u64, vec![trouble; times]);
            let played = play(&plan).await;
            plans += 1;
            let found = wrongs(&plan, &played);
            if !found.is_empty() {
                wrong.push(format!("{plan}\n    {}", found.join("\n    ")));
            }
        }
    }
    count(&format!(
        "delivery: {plans} plans of one trouble, {}: {} as the table has it",
        if times == 1 { "once" } else { "every time" },
        plans - wrong.len()
    ));
    let shown = wrong
        .iter()
        .take(20)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(wrong.is_empty(), "{} of {plans}\n{shown}", wrong.len());
}
