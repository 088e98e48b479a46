//! Our clients, with everything on: retries, credentials, a rate limit, deadlines, spans that nobody listens to.

use std::error::Error;

use dialler::{NewContact, StaticCredentials};
use leadbank::Handling;
use prepared_tickets::{NewPreparedTicket, PartnerCredentials};
use vendor_core::RateLimit;

use super::{CUSTOMER, MISSING, Outcome, TICKET, VIN};
use crate::measurement::Workload;

#[derive(Clone, Debug)]
pub(super) struct Ours {
    tickets: prepared_tickets::Client,
    leads: leadbank::Client,
    dialler: dialler::Client,
}

impl Ours {
    pub(super) fn new(server: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self {
            tickets: prepared_tickets::Client::builder(server)
                .credentials(PartnerCredentials::new("id", "secret"))
                // It counts, and never holds anything up.
                .throttle(RateLimit::new(1e9, 1_000_000))
                .build()?,
            leads: leadbank::Client::builder(server).build()?,
            dialler: dialler::Client::builder_for(server, 1)
                .credentials(StaticCredentials::bearer("token"))
                .build()?,
        })
    }

    pub(super) async fn call(&self, workload: Workload) -> Outcome {
        Ok(match workload {
            Workload::GetTicket => {
                let ticket = self.tickets.get_prepared_ticket(TICKET).await?;
                usize::from(ticket.id.is_some())
            }
            Workload::Problem => match self.tickets.get_prepared_ticket(MISSING).await {
                Ok(_) => 0,
                Err(error) => error.problem().map_or(0, |problem| {
                    usize::from(problem.title() == Some("Not found"))
                }),
            },
            Workload::CreateTicket => {
                let vin = Some(VIN.to_owned());
                let ticket = NewPreparedTicket::new(CUSTOMER, 4711, vin, "DYNAMICS_ERP_3454662")
                    .voucher_code("WQ4MM3");
                let ticket = self.tickets.create_prepared_ticket(ticket).await?;
                usize::from(ticket.id.is_some())
            }
            Workload::List25 => self.list(25).await?,
            Workload::List1000 => self.list(1_000).await?,
            Workload::Leads1 => self.fetch(1).await?,
            Workload::Leads1000 => self.fetch(1_000).await?,
            Workload::Leads20000 => self.fetch(20_000).await?,
            Workload::Intake20000 => {
                let intake = self.leads.intake(20_000);
                let report = intake.run(async |_| Handling::Handled).await?;
                report.handled.len()
            }
            Workload::ImportContact => {
                let contact = NewContact::new(538, "Mustermann")
                    .first_name("Erika")
                    .company("Musterfirma GmbH")
                    .phone_number1("+493023125004")
                    .email("erika@example.com")
                    .user_data("CRM-4711");
                let call = self.dialler.import_contact(contact);
                call.overwrite_duplicates(true).await?.records.len()
            }
        })
    }

    async fn list(&self, limit: i32) -> Outcome {
        let list = self.tickets.list_prepared_tickets().limit(limit).await?;
        Ok(list.result.len())
    }

    async fn fetch(&self, leads: i32) -> Outcome {
        Ok(self.leads.fetch_leads(leads).await?.leads.len())
    }
}
