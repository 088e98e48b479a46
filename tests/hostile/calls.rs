//! The calls that the servers are hostile to, one of each sort, made through the clients that users have.

use bytes::Bytes;
use dialler::ContactKeys;
use iveco_bt::Activation;
use leadbank::Validation;
use prepared_tickets::{NewPreparedTicket, PartnerCredentials, PreparedTicketUpdate};
use uuid::Uuid;
use vendor_core::testing::ManualClock;
use vendor_core::transport::{ClientCertificate, RootCertificate};
use vendor_core::wire::RawJson;
use vendor_core::{
    BoxFuture, BuildError, ClientBuilder, Elements, Error, Idempotency, Pipeline, StaticCredentials,
};

use crate::heap::MIB;
use crate::script;

/// A call of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    /// Creates a ticket.
    Create,
    /// Reports an activation, whose answer is taken as it is.
    Activate,
    /// Replaces a ticket.
    Update,
    /// Reads a ticket.
    Get,
    /// Reads a contract, by a POST.
    Details,
    /// Reads leads one by one.
    Fetch,
    /// Reads contacts one by one.
    List,
    /// Confirms leads, with 4 MiB of JSON.
    ConfirmMuch,
    /// The same by a caller who knows that it may be repeated.
    ConfirmMuchAgain,
    /// Reads contacts, by 4 MiB of keys.
    ReadMuch,
    /// The same one by one.
    StreamMuch,
    /// Asks for a token; not made by itself, but by another call before it is sent.
    Token,
}

/// How often a call may be carried out, and how its answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    NotIdempotent,
    Idempotent,
    Read,
    Streamed,
}

/// The calls with a small request.
pub(crate) const CALLS: [Call; 7] = [
    Call::Create,
    Call::Activate,
    Call::Update,
    Call::Get,
    Call::Details,
    Call::Fetch,
    Call::List,
];

/// One of them of each vendor, where it takes long.
pub(crate) const OF_EACH_VENDOR: [Call; 5] = [
    Call::Create,
    Call::Activate,
    Call::Details,
    Call::Fetch,
    Call::List,
];

/// Those of them whose answer has a form.
pub(crate) const OF_A_FORM: [Call; 6] = [
    Call::Create,
    Call::Update,
    Call::Get,
    Call::Details,
    Call::Fetch,
    Call::List,
];

/// Those of them whose answer is read element by element.
pub(crate) const STREAMED: [Call; 2] = [Call::Fetch, Call::List];

/// The calls with a request that does not fit into the buffers on its way.
pub(crate) const LARGE_CALLS: [Call; 4] = [
    Call::ConfirmMuch,
    Call::ConfirmMuchAgain,
    Call::ReadMuch,
    Call::StreamMuch,
];

/// What no error may show.
pub(crate) const SECRET: &str = "a-secret-that-nobody-sees";

/// What a good answer holds; nothing else that a server sends does.
const GOOD: i64 = 4711;

const ID: Uuid = Uuid::from_u128(0x497f_6eca_6276_4993_bfeb_53cb_bbba_6f08);

impl Call {
    pub(crate) fn sort(self) -> Sort {
        match self {
            Self::Create | Self::Activate | Self::ConfirmMuch => Sort::NotIdempotent,
            Self::Update | Self::ConfirmMuchAgain => Sort::Idempotent,
            Self::Get | Self::Details | Self::ReadMuch | Self::Token => Sort::Read,
            Self::Fetch | Self::List | Self::StreamMuch => Sort::Streamed,
        }
    }

    /// Whether any body is an answer: no page describes it.
    pub(crate) fn takes_any_body(self) -> bool {
        matches!(
            self,
            Self::Activate | Self::ConfirmMuch | Self::ConfirmMuchAgain
        )
    }

    /// Whether the vendor's dialect knows a page for one, whatever it says of its type.
    pub(crate) fn knows_a_page(self) -> bool {
        self.takes_any_body() || self == Self::Details
    }

    /// Whether a 2xx may say in its body that nothing was done.
    pub(crate) fn may_be_denied(self) -> bool {
        matches!(
            self,
            Self::Activate
                | Self::Details
                | Self::Fetch
                | Self::ConfirmMuch
                | Self::ConfirmMuchAgain
        )
    }

    /// The body of a good answer.
    pub(crate) fn good_body(self) -> String {
        match self {
            Self::Create | Self::Update | Self::Get => format!(r#"{{"ticket_number":{GOOD}}}"#),
            Self::Activate | Self::ConfirmMuch | Self::ConfirmMuchAgain => GOOD.to_string(),
            Self::Token => r#"{"access_token":"a"}"#.to_owned(),
            Self::Details => format!(r#"{{"AccountSub":"{GOOD}"}}"#),
            Self::Fetch => format!(r#"{{"Leads":[{{"IDLeadBank":{GOOD}}}],"Status":1}}"#),
            Self::List | Self::ReadMuch | Self::StreamMuch => {
                format!(r#"{{"records":[{{"ID":{GOOD}}}]}}"#)
            }
        }
    }

    /// How an answer begins whose first element, or first member, is a text that goes on.
    pub(crate) fn opening(self) -> &'static str {
        match self {
            Self::Fetch => r#"{"Leads":[""#,
            Self::List | Self::StreamMuch => r#"{"records":[""#,
            _ => r#"{"more":""#,
        }
    }

    /// How an answer begins that has one element, and goes on.
    pub(crate) fn first_element(self) -> &'static str {
        match self {
            Self::Fetch => r#"{"Leads":[{"IDLeadBank":1}"#,
            Self::List | Self::StreamMuch => r#"{"records":[{"ID":1}"#,
            _ => r#"{"more":[{}"#,
        }
    }

    /// A good answer.
    pub(crate) fn good_answer(self) -> Bytes {
        script::answer("200 OK", "application/json", self.good_body().as_bytes())
    }

    /// A client, and this call of it.
    pub(crate) fn caller(self, base_url: &str, settings: &Settings) -> Result<Caller, BuildError> {
        Ok(match self {
            // A call needs one first.
            Self::Create | Self::Token => {
                let client = settings.client(prepared_tickets::Client::builder(base_url))?;
                Box::new(move || {
                    let ticket = NewPreparedTicket::new(ID, 7, None, "ERP-4712");
                    let call = client.create_prepared_ticket(ticket);
                    Box::pin(async { Ok(call.await?.ticket_number) })
                })
            }
            Self::Activate => {
                let client = settings.client(iveco_bt::Client::builder(base_url))?;
                Box::new(move || {
                    let call = client.workshop_activation(Activation::new(4));
                    Box::pin(async { Ok(call.await?.text().parse().ok()) })
                })
            }
            Self::Update => {
                let client = settings.client(prepared_tickets::Client::builder(base_url))?;
                Box::new(move || {
                    let update = PreparedTicketUpdate::new(7, None, None, "ERP-4712");
                    let call = client.update_prepared_ticket(ID, update);
                    Box::pin(async { Ok(call.await?.ticket_number) })
                })
            }
            Self::Get => {
                let client = settings.client(prepared_tickets::Client::builder(base_url))?;
                Box::new(move || {
                    let call = client.get_prepared_ticket(ID);
                    Box::pin(async { Ok(call.await?.ticket_number) })
                })
            }
            Self::Details => {
                let client = settings.client(aim_contracts::Client::builder(base_url))?;
                Box::new(move || {
                    let call = client.contract_details("R-4712");
                    Box::pin(async {
                        let account = call.await?.into_inner().account_sub;
                        Ok(account.and_then(|number| number.parse().ok()))
                    })
                })
            }
            Self::Fetch => {
                let client = settings.client(leadbank::Client::builder(base_url))?;
                Box::new(move || {
                    let call = client.fetch_leads(1);
                    Box::pin(async {
                        let last = last_of(call.stream().await?).await?;
                        Ok(last.and_then(|lead| lead.id_lead_bank))
                    })
                })
            }
            Self::List => {
                let client = settings.client(dialler::Client::builder(base_url))?;
                Box::new(move || {
                    let call = client.list_contacts();
                    Box::pin(async {
                        let last = last_of(call.stream().await?).await?;
                        Ok(last.and_then(|contact| contact.id.value().copied()))
                    })
                })
            }
            Self::ConfirmMuch | Self::ConfirmMuchAgain => {
                let client = settings.client(leadbank::Client::builder(base_url))?;
                let much: RawJson = format!("{:?}", much()).parse().expect("a text");
                Box::new(move || {
                    let call = client.validate_leads(Validation::Json(much.clone()));
                    let call = match self.sort() {
                        Sort::Idempotent => call.with_idempotency(Idempotency::Idempotent),
                        _ => call,
                    };
                    Box::pin(async {
                        let receipt = call.await?;
                        Ok(receipt.text().and_then(|number| number.parse().ok()))
                    })
                })
            }
            Self::ReadMuch => {
                let client = settings.client(dialler::Client::builder(base_url))?;
                Box::new(move || {
                    let call = client.read_contacts(ContactKeys::new().user_data([much()]));
                    Box::pin(async {
                        let contact = call.await?.into_inner().into_contact();
                        Ok(contact.and_then(|contact| contact.id.value().copied()))
                    })
                })
            }
            Self::StreamMuch => {
                let client = settings.client(dialler::Client::builder(base_url))?;
                Box::new(move || {
                    let call = client.read_contacts(ContactKeys::new().user_data([much()]));
                    Box::pin(async {
                        let last = last_of(call.stream().await?).await?;
                        Ok(last.and_then(|contact| contact.id.value().copied()))
                    })
                })
            }
        })
    }
}

/// More than the buffers on the way take.
fn much() -> String {
    "x".repeat(4 * MIB)
}

/// Reads a stream to its end.
async fn last_of<T>(mut elements: Elements<T>) -> Result<Option<T>, Error>
where
    T: serde::de::DeserializeOwned + Send + 'static,
{
    let mut last = None;
    while let Some(element) = elements.next().await {
        last = Some(element?);
    }
    Ok(last)
}

/// A client with one call of it, which can be made again and again.
pub(crate) type Caller =
    Box<dyn Fn() -> BoxFuture<'static, Result<Option<i64>, Error>> + Send + Sync>;

/// Whether an answer was the good one.
pub(crate) fn is_good(answer: Option<i64>) -> bool {
    answer == Some(GOOD)
}

/// What a client is built with.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub(crate) clock: ManualClock,
    /// Where a token comes from; a static one is used otherwise.
    pub(crate) token_url: Option<String>,
    pub(crate) roots: Vec<RootCertificate>,
    pub(crate) certificate: Option<ClientCertificate>,
    pub(crate) connect_timeout: Option<std::time::Duration>,
}

impl Settings {
    /// A client as users build it, but for a clock that is turned by hand and lets its waits pass.
    pub(crate) fn new() -> Self {
        Self {
            clock: ManualClock::new().sleeps_pass(),
            ..Self::default()
        }
    }

    fn client<C: From<Pipeline>>(&self, builder: ClientBuilder<C>) -> Result<C, BuildError> {
        let mut builder = builder.clock(self.clock.clone()).no_throttle();
        builder = match &self.token_url {
            Some(url) => {
                builder.credentials(PartnerCredentials::new("client", SECRET).token_url(url))
            }
            None => builder.credentials(StaticCredentials::bearer(SECRET)),
        };
        for root in &self.roots {
            builder = builder.root_certificate(root.clone());
        }
        if let Some(certificate) = &self.certificate {
            builder = builder.client_certificate(certificate.clone());
        }
        if let Some(timeout) = self.connect_timeout {
            builder = builder.connect_timeout(timeout);
        }
        builder.build()
    }
}
