//! An application as you might write it: leads of LeadBank become contacts in a campaign of the dialler, where somebody
//! calls them.
//!
//! A pass may be repeated at any time. Each lead is imported under a key of its own, so a second import overwrites the
//! first; and a lead is confirmed only when its contact is there, so until then it comes again.

use dialler::NewContact;
use leadbank::{Handling, IntakeError, IntakeReport, OnRejection, ReceivedLead};

/// Where leads come from, and where they go.
#[derive(Debug)]
pub struct LeadToCall {
    leads: leadbank::Client,
    contacts: dialler::Client,
    campaign_id: i64,
}

impl LeadToCall {
    /// Both clients are set up by whoever knows the credentials: settings, or a test.
    pub fn new(leads: leadbank::Client, contacts: dialler::Client, campaign_id: i64) -> Self {
        Self {
            leads,
            contacts,
            campaign_id,
        }
    }

    /// One pass over the leads that are ready. `parameter` is the integer that the vendor wants.
    ///
    /// A lead that nobody can call is set aside in the report, and comes again. After an error nothing of the pass is
    /// confirmed: run it again.
    pub async fn run(&self, parameter: i32) -> Result<IntakeReport, IntakeError> {
        self.leads
            .intake(parameter)
            .on_rejection(OnRejection::SetAside)
            .run(async |lead| self.import(&lead).await)
            .await
    }

    async fn import(&self, lead: &ReceivedLead) -> Handling {
        let Some(contact) = self.contact(lead) else {
            return Handling::rejected("it has no number, no name or no phone number");
        };
        self.contacts
            .import_contact(contact)
            .overwrite_duplicates(true)
            .await
            .map(|_| ())
            .into()
    }

    /// The keys of a lead's contents are the vendor's, and documented nowhere: look at yours.
    fn contact(&self, lead: &ReceivedLead) -> Option<NewContact> {
        let id = lead.id_lead_bank?;
        let name = lead.content("LastName").or(lead.content("CompanyName"))?;
        let phone = lead.content("MobilePhone").or(lead.content("Phone"))?;
        let contact = NewContact::new(self.campaign_id, name)
            .phone_number1(phone)
            .user_data(format!("lead:{id}"));
        Some(match lead.content("FirstName") {
            Some(first_name) => contact.first_name(first_name),
            None => contact,
        })
    }
}
