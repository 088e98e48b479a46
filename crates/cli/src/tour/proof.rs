//! What the tour has proven, by the sandbox's ledger alone: the clients are not asked.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde_json::Value;
use vendor_sandbox::{Call, Ledger, Operation};

/// What must not be done twice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Once {
    pub(super) operation: Operation,
    /// What is done by a call; nothing for one that may be repeated.
    pub(super) thing: fn(&Call) -> Option<String>,
}

/// Counts of the ledger.
#[derive(Debug, Serialize)]
pub(super) struct Proof {
    requests: usize,
    faults: usize,
    /// How many things were asked for that must not be done twice.
    wanted: usize,
    /// Those of them that the vendor did exactly once.
    done_once: usize,
    /// How often it did one, and the answer did not get through.
    answers_lost: usize,
}

impl Proof {
    pub(super) fn of(ledger: &Ledger, all: &[Once]) -> Self {
        let calls = ledger.calls();
        let mut times: BTreeMap<_, usize> = BTreeMap::new();
        let mut answers_lost = 0;
        for once in all {
            let own = calls
                .iter()
                .filter(|call| call.operation == Some(once.operation));
            for call in own {
                let Some(thing) = (once.thing)(call) else {
                    continue;
                };
                let thing = (once.operation.to_string(), thing);
                *times.entry(thing).or_default() += usize::from(call.acted);
                answers_lost += usize::from(call.acted && call.status.is_none());
            }
        }
        Self {
            requests: calls.len(),
            faults: calls.iter().filter(|call| call.fault.is_some()).count(),
            wanted: times.len(),
            done_once: times.values().filter(|times| **times == 1).count(),
            answers_lost,
        }
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "By the sandbox's own ledger, {} requests arrived, and {} of them met a fault. {} things were asked for \
             that must not be done twice, a ticket or a contact to be created for example, and {} of them were \
             done exactly once, although the answers to {} were lost.",
            self.requests, self.faults, self.wanted, self.done_once, self.answers_lost
        )
    }
}

/// What stands in the body of a call, by a JSON pointer.
pub(super) fn in_body(call: &Call, pointer: &str) -> Option<String> {
    let body: Value = serde_json::from_slice(call.request_body()?).ok()?;
    body.pointer(pointer).map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use prepared_tickets::{Client, NewPreparedTicket, PartnerCredentials};
    use vendor_sandbox::partner::{CREATE_PREPARED_TICKET, demo};
    use vendor_sandbox::{Fault, Sandbox};

    use super::*;

    #[test]
    fn counts_what_was_created_twice_or_not_at_all() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let proof = runtime.block_on(proof_of_a_bad_tour());
        assert_eq!((proof.requests, proof.faults), (5, 2));
        assert_eq!((proof.wanted, proof.done_once), (3, 1));
        assert_eq!(proof.answers_lost, 1);
    }

    async fn proof_of_a_bad_tour() -> Proof {
        let sandbox = Sandbox::start().await.unwrap();
        let vendor = sandbox.partner();
        let credentials = PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
        let client = Client::builder(vendor.base_url())
            .credentials(credentials)
            .build()
            .unwrap();
        let create = async |reference| {
            let [customer, _] = demo::CUSTOMERS;
            let ticket = NewPreparedTicket::new(customer, 1204, None, reference);
            client.create_prepared_ticket(ticket).await.is_ok()
        };
        assert!(create("ONCE").await);
        assert!(create("TWICE").await);
        let faults = sandbox.faults();
        faults.inject(CREATE_PREPARED_TICKET, Fault::DropAfterActing);
        assert!(!create("TWICE").await);
        faults.inject(CREATE_PREPARED_TICKET, Fault::DropBeforeActing);
        assert!(!create("NEVER").await);
        sandbox.ledger().settled().await;

        let once = Once {
            operation: CREATE_PREPARED_TICKET,
            thing: |call| in_body(call, "/preparer_external_reference"),
        };
        Proof::of(sandbox.ledger(), &[once])
    }
}
