//! One kind of trouble: at every attempt, and once.

use behaviours::calls::{self, Subject};
use behaviours::effort::count;

use crate::judge::wrongs;
use crate::plan::{MAX_ATTEMPTS, Plan, can_say_no};
use crate::play::play;
use crate::trouble::Trouble;

#[tokio::test]
async fn every_call_keeps_the_table_when_the_same_goes_wrong_every_time() {
    keeps_the_table("every time", |subject, seed, trouble| {
        Some(Plan::of(subject, seed, vec![trouble; MAX_ATTEMPTS + 2]))
    })
    .await;
}

#[tokio::test]
async fn every_call_keeps_the_table_when_it_goes_wrong_once() {
    keeps_the_table("once", |subject, seed, trouble| {
        Some(Plan::of(subject, seed, vec![trouble]))
    })
    .await;
}

#[tokio::test]
async fn every_call_keeps_the_table_when_it_goes_wrong_once_and_the_vendor_refuses_it() {
    keeps_the_table(
        "once, of a call that is refused",
        |subject, seed, trouble| {
            can_say_no(subject).then(|| Plan {
                vendor_says_no: true,
                ..Plan::of(subject, seed, vec![trouble])
            })
        },
    )
    .await;
}

/// Plays the plan of every call and every trouble, where there is one.
async fn keeps_the_table(when: &str, plan: fn(&'static Subject, u64, Trouble) -> Option<Plan>) {
    let mut plans = 0;
    let mut wrong = Vec::new();
    for (subject, seed) in calls::table().zip(0..) {
        let planned = Trouble::all().into_iter();
        for plan in planned.filter_map(|trouble| plan(subject, seed, trouble)) {
            let played = play(&plan).await;
            plans += 1;
            let found = wrongs(&plan, &played);
            if !found.is_empty() {
                wrong.push(format!("{plan}\n    {}", found.join("\n    ")));
            }
        }
    }
    count(&format!(
        "delivery: {plans} plans of one trouble, {when}: {} as the table has it",
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
