//! Properties, tried on many cases.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use behaviours::effort::{Effort, count};

use crate::chance::Chance;

/// What CI does: so many cases of a property that costs little.
const IN_CI: Effort = Effort {
    seed: 20_260_306,
    amount: 2000,
};

/// How often a failing case is tried with simpler choices.
const SHRINKING: u32 = 5000;

/// The effort of this run.
pub(crate) fn effort() -> Effort {
    Effort::or(IN_CI)
}

/// Properties that belong together.
pub(crate) struct Group {
    name: &'static str,
    effort: Effort,
    properties: u64,
    cases: u64,
}

impl Group {
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            effort: effort(),
            properties: 0,
            cases: 0,
        }
    }

    /// Whether there are enough cases for all that can be in one to have been in some.
    pub(crate) fn is_thorough(&self) -> bool {
        self.effort.amount >= IN_CI.amount
    }

    /// Tries a property on as many cases as the effort asks for.
    pub(crate) fn holds(&mut self, property: &str, check: impl Fn(&mut Chance)) {
        self.holds_on(self.effort.amount, property, check);
    }

    /// The same for a property that costs more: on one case where others have so many.
    pub(crate) fn holds_on_one_in(
        &mut self,
        many: u64,
        property: &str,
        check: impl Fn(&mut Chance),
    ) {
        self.holds_on((self.effort.amount / many).max(1), property, check);
    }

    fn holds_on(&mut self, cases: u64, property: &str, check: impl Fn(&mut Chance)) {
        // Every property has chance of its own, whichever others there are.
        let own = property.bytes().fold(self.effort.seed, |seed, byte| {
            seed.wrapping_mul(31).wrapping_add(u64::from(byte))
        });
        for case in 0..cases {
            let mut chance = Chance::new(own.wrapping_add(case));
            if quietly(|| check(&mut chance)).is_err() {
                let smallest = shrink(chance.into_drawn(), &check);
                self.report(property, &smallest, &check);
            }
        }
        self.properties += 1;
        self.cases += cases;
    }

    /// Fails with the smallest case, loudly.
    fn report(&self, property: &str, smallest: &[u64], check: &impl Fn(&mut Chance)) -> ! {
        let seed = self.effort.seed;
        let outcome = quietly(|| check(&mut Chance::again(smallest)));
        let why = outcome.expect_err("it failed a moment ago");
        panic!(
            "{}: {property}: {}\n(again: cargo xtask prove inputs --seed {seed} --amount {})",
            self.name,
            said(&*why),
            self.effort.amount,
        );
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let Self {
                name,
                properties,
                cases,
                ..
            } = self;
            count(&format!(
                "inputs: {name:<22}{properties:>3} properties{cases:>8} cases"
            ));
        }
    }
}

/// The smallest choices with which a case still fails: some left out, others made smaller.
fn shrink(mut drawn: Vec<u64>, check: &impl Fn(&mut Chance)) -> Vec<u64> {
    let mut left = SHRINKING;
    let mut fails = |drawn: &[u64]| {
        left = left.saturating_sub(1);
        left > 0 && quietly(|| check(&mut Chance::again(drawn))).is_err()
    };
    loop {
        let before = drawn.clone();
        let mut width = drawn.len().max(1);
        while width > 0 {
            let mut at = 0;
            while at + width <= drawn.len() {
                let mut without = drawn.clone();
                without.drain(at..at + width);
                if fails(&without) {
                    drawn = without;
                } else {
                    at += width;
                }
            }
            width /= 2;
        }
        for at in 0..drawn.len() {
            for smaller in [0, drawn[at] / 2, drawn[at].saturating_sub(1)] {
                let mut simpler = drawn.clone();
                simpler[at] = smaller;
                if smaller < drawn[at] && fails(&simpler) {
                    drawn = simpler;
                }
            }
        }
        if drawn == before {
            return drawn;
        }
    }
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs what may panic, without a word about it: a case is tried many times before it is reported.
pub(crate) fn quietly(run: impl FnOnce()) -> Result<(), Box<dyn Any + Send>> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = take_hook();
        set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                loud(panic);
            }
        }));
    });
    QUIET.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(run));
    QUIET.set(false);
    outcome
}

/// The words of a panic.
pub(crate) fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no words")
}
