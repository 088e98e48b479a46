//! What the tour has proven, by the sandbox's ledger alone: the client is not asked.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde_json::Value;
use vendor_sandbox::{Call, Ledger, Operation};

/// Counts of the ledger. What must not be done twice is creating.
#[derive(Debug, Serialize)]
pub(super) struct Proof {
    requests: usize,
    faults: usize,
    /// References for which a ticket was asked for.
    wanted: usize,
    /// Those of them for which the vendor made exactly one.
    created_once: usize,
    /// Tickets that were made, and the answer did not get through.
    answers_lost: usize,
}

impl Proof {
    /// `create` is the operation that creates, `reference` the member of its body that must not come twice.
    pub(super) fn of(ledger: &Ledger, create: Operation, reference: &str) -> Self {
        let calls = ledger.calls();
        let creations: Vec<_> = calls
            .iter()
            .filter(|call| call.operation == Some(create))
            .collect();
        let mut times: BTreeMap<_, usize> = BTreeMap::new();
        for call in &creations {
            *times.entry(member(call, reference)).or_default() += usize::from(call.acted);
        }
        Self {
            requests: calls.len(),
            faults: calls.iter().filter(|call| call.fault.is_some()).count(),
            wanted: times.len(),
            created_once: times.values().filter(|times| **times == 1).count(),
            answers_lost: creations
                .iter()
                .filter(|call| call.acted && call.status.is_none())
                .count(),
        }
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "By the sandbox's own ledger, {} requests arrived, and {} of them met a fault. {} tickets were asked \
             for, and {} of them were created exactly once, although the answers to {} were lost.",
            self.requests, self.faults, self.wanted, self.created_once, self.answers_lost
        )
    }
}

fn member(call: &Call, name: &str) -> Option<String> {
    let body: Value = serde_json::from_slice(call.request_body()?).ok()?;
    body.get(name)?.as_str().map(str::to_owned)
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
        assert_eq!((proof.wanted, proof.created_once), (3, 1));
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

        Proof::of(
            sandbox.ledger(),
            CREATE_PREPARED_TICKET,
            "preparer_external_reference",
        )
    }
}
