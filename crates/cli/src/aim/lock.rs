//! `vendor aim lock` and `vendor aim unlock`

use aim_contracts::operations::TOGGLE_CONTRACT_LOCK;
use aim_contracts::{Client, ErrorKind, LockMode, LockTarget};
use clap::Args;
use vendor_core::Idempotency;

use super::answer::{done, failed};
use crate::failure::{Effect, Failure};
use crate::look::Look;
use crate::output::Output;

pub(super) const LOCK: &str = "\
The vendor treats one contract and several differently. Of several, those that are locked already make no error,
so a call of unknown outcome is repeated (inferred); a list of one is the safer way to lock one. With --ref the
vendor refuses a contract that is locked already, and a call of unknown outcome is not repeated: the error of the
second would hide the success of the first.

With --json, the answer as the vendor sent it.

Examples:
  vendor aim lock W1001 W1002 --sandbox
  vendor aim lock --ref W1001 --sandbox";

pub(super) const UNLOCK: &str = "\
The vendor treats one contract and several differently. Of several, those that are unlocked already make no error,
so a call of unknown outcome is repeated (inferred); a list of one is the safer way to unlock one. With --ref the
vendor refuses a contract that is unlocked already, and a call of unknown outcome is not repeated: the error of
the second would hide the success of the first.

With --json, the answer as the vendor sent it.

Examples:
  vendor aim unlock W1001 W1002 --sandbox
  vendor aim unlock --ref W1003 --sandbox";

/// An error of one of them says nothing of the others.
const CORRECT_SEVERAL: &str = "\
Correct what the vendor names, then run it again: that does no harm to those that are done. Which ones are locked, and
by whom, is shown by `vendor aim unfinished --of-all-users`.";

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Arguments {
    /// The references of the contracts on the web; no error for those in that state already
    #[arg(value_name = "REF")]
    several: Vec<String>,

    /// The reference of one contract; an error if it is in that state already
    #[arg(long = "ref", value_name = "REF")]
    one: Option<String>,
}

/// The list of unfinished contracts shows who has locked them.
pub(super) fn effect() -> Effect {
    Effect::Changes(Some(Look::at("vendor aim unfinished --of-all-users")))
}

impl Arguments {
    pub(super) async fn run(
        self,
        mode: LockMode,
        client: &Client,
        output: &Output,
    ) -> Result<(), Failure> {
        let target = match self.one {
            Some(one) => LockTarget::One(one),
            None => LockTarget::Several(self.several),
        };
        let answer = client
            .toggle_contract_lock(mode, target)
            .await
            .map_err(|error| {
                let of_several = error.kind() == ErrorKind::Answer
                    && error.idempotency() == Idempotency::Idempotent;
                let mut failure = failed(&TOGGLE_CONTRACT_LOCK)(error);
                if of_several {
                    failure = failure.advice(Some(CORRECT_SEVERAL));
                }
                failure
            })?;
        done(&answer, output, |answer| answer.status.as_ref())
    }
}
