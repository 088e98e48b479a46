//! Three clients of the same calls.

mod floor;
mod ours;
mod plain;
mod raw;

use std::error::Error;

use uuid::{Uuid, uuid};

use self::floor::Floor;
use self::ours::Ours;
use self::raw::Raw;
use crate::measurement::{Client, Workload};

/// A ticket that is there.
const TICKET: Uuid = uuid!("497f6eca-6276-4993-bfeb-53cbbbba6f08");
/// A ticket that is not.
const MISSING: Uuid = uuid!("160c0c4b-9966-4dc1-a916-8407eb10d74e");
/// How the identifier of a ticket ends that is not there.
pub(crate) const NOT_THERE: &str = "8407eb10d74e";
const VIN: &str = "JH4KA7630PC007649";
const CUSTOMER: Uuid = uuid!("7d1f5f3c-8a0e-4c7a-9a55-0e8c5d1f5f3c");

/// A call failed, or gave something else than it should; how much it gave, else.
pub(crate) type Outcome = Result<usize, Box<dyn Error + Send + Sync>>;

/// One of the three clients.
#[derive(Clone, Debug)]
pub struct AnyClient(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Ours(Ours),
    Raw(Raw),
    Floor(Floor),
}

impl AnyClient {
    /// A client of the server at this URL, which has no slash at its end.
    ///
    /// # Errors
    /// When the client cannot be built.
    pub fn new(client: Client, server: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self(match client {
            Client::Ours => Kind::Ours(Ours::new(server)?),
            Client::Raw => Kind::Raw(Raw::new(server)?),
            Client::Hyper => Kind::Floor(Floor::new(server)),
        }))
    }

    /// Makes one call.
    ///
    /// # Errors
    /// When it failed, or gave another number of records than it should.
    pub async fn call(&self, workload: Workload) -> Result<(), Box<dyn Error + Send + Sync>> {
        let records = match &self.0 {
            Kind::Ours(client) => client.call(workload).await?,
            Kind::Raw(client) => client.call(workload).await?,
            Kind::Floor(client) => client.call(workload).await?,
        };
        if records == expected(workload) {
            Ok(())
        } else {
            Err(format!("{workload:?} gave {records} records").into())
        }
    }
}

fn expected(workload: Workload) -> usize {
    match workload {
        Workload::GetTicket
        | Workload::Problem
        | Workload::CreateTicket
        | Workload::Leads1
        | Workload::ImportContact => 1,
        Workload::List25 => 25,
        Workload::List1000 | Workload::Leads1000 => 1_000,
        Workload::Leads20000 | Workload::Intake20000 => 20_000,
    }
}
