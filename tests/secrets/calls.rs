//! Every operation of every vendor, with a mark in all that is sensitive of what it sends.

use std::fmt::Debug;
use std::future::poll_fn;
use std::pin::Pin;

use aim_contracts::{
    ContractDetailsRequest, ContractFilter, ContractId, ContractSelection, Fulfillment, LockMode,
    LockTarget, MassUpdateItem, ScheduleExchangeRequest, ScheduleReturnRequest,
};
use futures_core::Stream as _;
use leadbank::{Acknowledgement, FetchParameter, LeadEvent, OffsetDateTime, RawJson, Validation};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;
use vendor_core::{BoxFuture, Elements, Error, Request, Response};

use crate::clients::Clients;
use crate::contract::Contract;
use crate::marks::{INTEGER, personal, personal_of};
use crate::shown;

/// A call that can be made again and again. It gives the body of the answer; of one that was streamed, how many elements
/// it had.
pub(crate) struct Planted {
    pub(crate) operation: &'static str,
    make: Box<Make>,
}

type Make = dyn Fn(&Clients) -> BoxFuture<'static, Result<Said, Error>> + Send + Sync;

/// What was answered, as far as the test needs it.
pub(crate) enum Said {
    Body(String),
    Elements(usize),
}

impl Planted {
    pub(crate) async fn call(&self, clients: &Clients) -> Result<Said, Error> {
        (self.make)(clients).await
    }

    fn new<F: Future<Output = Result<Said, Error>> + Send + 'static>(
        operation: &'static str,
        make: impl Fn(Clients) -> F + Send + Sync + 'static,
    ) -> Self {
        Self {
            operation,
            make: Box::new(move |clients| Box::pin(make(clients.clone()))),
        }
    }
}

/// All of them.
pub(crate) fn all() -> Vec<Planted> {
    let parts = [
        partner(),
        iveco(),
        aim_contracts(),
        aim_schedules(),
        leadbank(),
        dialler(),
    ];
    parts.into_iter().flatten().collect()
}

const ID: Uuid = Uuid::from_u128(0x497f_6eca_6276_4993_bfeb_53cb_bbba_6f08);
const DATE: &str = "2024-10-15T09:00:00+02:00";

fn partner() -> Vec<Planted> {
    let contract = Contract::of("partner");
    let ticket: prepared_tickets::NewPreparedTicket = value(contract, "NewPreparedTicket");
    let update: prepared_tickets::PreparedTicketUpdate = value(contract, "PreparedTicketUpdate");
    vec![
        Planted::new("listPreparedTickets", |clients| {
            let call = clients
                .partner
                .list_prepared_tickets()
                .preparer_external_reference(personal("reference"))
                .vin(personal_of(17));
            send(call.to_request(), call)
        }),
        Planted::new("createPreparedTicket", move |clients| {
            let call = clients.partner.create_prepared_ticket(ticket.clone());
            send(call.to_request(), call)
        }),
        Planted::new("getPreparedTicket", |clients| {
            let call = clients.partner.get_prepared_ticket(ID);
            send(call.to_request(), call)
        }),
        Planted::new("updatePreparedTicket", move |clients| {
            let call = clients.partner.update_prepared_ticket(ID, update.clone());
            send(call.to_request(), call)
        }),
        Planted::new("deletePreparedTicket", |clients| {
            let call = clients.partner.delete_prepared_ticket(ID);
            send(call.to_request(), call)
        }),
    ]
}

fn iveco() -> Vec<Planted> {
    let contract = Contract::of("iveco");
    let activation: iveco_bt::Activation = value(contract, "WorkshopActivationBTRequest");
    let in_format = |format| {
        let activation = activation.clone();
        Planted::new("workshopActivation", move |clients| {
            let call = clients
                .iveco
                .workshop_activation(activation.clone())
                .with_format(format);
            shown::debug(&call);
            shown::debug(&call.to_request());
            async move {
                let receipt = call.await?;
                shown::debug(&receipt);
                Ok(Said::Body(receipt.text().into_owned()))
            }
        })
    };
    vec![
        in_format(iveco_bt::Format::Json),
        in_format(iveco_bt::Format::Xml),
    ]
}

fn aim_contracts() -> Vec<Planted> {
    let contract = Contract::of("aim");
    let fulfillment: Fulfillment = value(contract, "ContractFulfillmentRequest");
    let by_old_route = fulfillment.clone();
    let item: MassUpdateItem = value(contract, "UpdateContractObj");
    let details: ContractDetailsRequest = value(contract, "ContractDetailsRequest");
    let mut all = vec![
        Planted::new("getEndPoint", |clients| {
            let call = clients.aim.get_end_point();
            send(call.to_request(), call)
        }),
        Planted::new("contractFulfillment", move |clients| {
            let call = clients.aim.contract_fulfillment(fulfillment.clone());
            send(call.to_request(), call)
        }),
        Planted::new("setContractSerial", move |clients| {
            let call = clients
                .aim
                .contract_fulfillment(by_old_route.clone())
                .by_old_route();
            send(call.to_request(), call)
        }),
        Planted::new("contractFulfillment", move |clients| {
            let call = clients.aim.mass_update([item.clone()]);
            shown::debug(&call);
            shown::debug(&call.to_request());
            async move {
                let outcome = call.await?;
                shown::debug(&outcome);
                Ok(Said::Body(text_of(outcome.response())))
            }
        }),
        Planted::new("contractDetails", move |clients| {
            let call = clients.aim.contract_details(details.clone());
            send(call.to_request(), call)
        }),
        Planted::new("setContractCustomer", |clients| {
            let call = clients
                .aim
                .set_contract_customer(personal("reference"), integer());
            send(call.to_request(), call)
        }),
        Planted::new("unfinishedContracts", |clients| {
            let call = clients
                .aim
                .unfinished_contracts()
                .search_str(personal("search"))
                .teacher_id(INTEGER);
            send(call.to_request(), call)
        }),
    ];
    let selections = [
        ContractSelection::AimRef(personal("reference")),
        ContractSelection::WebRef(personal("reference")),
        ContractFilter::new()
            .acct(integer())
            .acct_sub(integer())
            .serial_number(personal("serial"))
            .into(),
    ];
    all.extend(selections.map(|selection| {
        shown::debug(&selection);
        Planted::new("contractFullDetails", move |clients| {
            let call = clients.aim.contract_full_details(selection.clone());
            send(call.to_request(), call)
        })
    }));
    let targets = [
        LockTarget::One(personal("reference")),
        LockTarget::Several(vec![personal("one"), personal("another")]),
    ];
    all.extend(targets.map(|target| {
        shown::debug(&target);
        Planted::new("toggleContractLock", move |clients| {
            let call = clients
                .aim
                .toggle_contract_lock(LockMode::Lock, target.clone());
            send(call.to_request(), call)
        })
    }));
    all
}

fn aim_schedules() -> Vec<Planted> {
    let contract = Contract::of("aim");
    let schedule_return: ScheduleReturnRequest = value(contract, "ScheduleReturnRequest");
    let schedule_exchange: ScheduleExchangeRequest = value(contract, "ScheduleExchangeRequest");
    let returned: ContractId = value(contract, "ContractId");
    vec![
        Planted::new("contractStatusListing", |clients| {
            let call = clients.aim.contract_status_listing();
            send(call.to_request(), call)
        }),
        Planted::new("contractDefaultListing", |clients| {
            let call = clients.aim.contract_default_listing();
            send(call.to_request(), call)
        }),
        Planted::new("scheduledReturns", |clients| {
            let call = clients.aim.scheduled_returns().lan_id(personal("user"));
            send(call.to_request(), call)
        }),
        Planted::new("scheduleReturn", move |clients| {
            let call = clients.aim.schedule_return(schedule_return.clone());
            send(call.to_request(), call)
        }),
        Planted::new("putScheduledReturns", move |clients| {
            let call = clients.aim.put_scheduled_returns([returned.clone()]);
            send(call.to_request(), call)
        }),
        Planted::new("scheduledExchanges", |clients| {
            let call = clients.aim.scheduled_exchanges().lan_id(personal("user"));
            send(call.to_request(), call)
        }),
        Planted::new("scheduleExchange", move |clients| {
            let call = clients.aim.schedule_exchange(schedule_exchange.clone());
            send(call.to_request(), call)
        }),
    ]
}

fn leadbank() -> Vec<Planted> {
    let own: RawJson = json!({ "ids": [personal("lead")] })
        .to_string()
        .parse()
        .expect("JSON");
    let event = LeadEvent::new(1, DATE.parse::<OffsetDateTime>().expect("a date"));
    vec![
        Planted::new("fetchLeads", |clients| {
            let call = clients.leadbank.fetch_leads(FetchParameter(1));
            send(call.to_request(), call)
        }),
        Planted::new("fetchLeads", |clients| {
            stream(clients.leadbank.fetch_leads(FetchParameter(1)).stream())
        }),
        Planted::new("validateLeads", move |clients| {
            let call = clients
                .leadbank
                .validate_leads(Validation::Json(own.clone()));
            shown::debug(&call);
            shown::debug(&call.to_request());
            async move {
                let receipt = call.await?;
                shown::debug(&receipt);
                Ok(Said::Body(text_of(receipt.response())))
            }
        }),
        Planted::new("sendAcknowledgements", move |clients| {
            let call = clients
                .leadbank
                .send_acknowledgements([Acknowledgement::new(48101, [event.clone()])]);
            send(call.to_request(), call)
        }),
    ]
}

fn dialler() -> Vec<Planted> {
    let contract = Contract::of("dialler");
    let mut members = contract.value_of("NewContact");
    // One of the two.
    members["DiallerCampaignsName"] = Value::Null;
    let imported: dialler::NewContact = model(members);
    let keys: dialler::ContactKeys = value(contract, "ContactKeys");
    let read_by_element = keys.clone();
    vec![
        Planted::new("importContact", move |clients| {
            let call = clients
                .dialler
                .import_contact(imported.clone())
                .overwrite_duplicates(true);
            send(call.to_request(), call)
        }),
        Planted::new("getContact", |clients| {
            let call = clients.dialler.get_contact(7);
            send(call.to_request(), call)
        }),
        Planted::new("listContacts", |clients| {
            let call = clients.dialler.list_contacts();
            send(call.to_request(), call)
        }),
        Planted::new("listContacts", |clients| {
            stream(clients.dialler.list_contacts().stream())
        }),
        Planted::new("readContacts", move |clients| {
            let call = clients.dialler.read_contacts(keys.clone());
            send(call.to_request(), call)
        }),
        Planted::new("readContacts", move |clients| {
            stream(
                clients
                    .dialler
                    .read_contacts(read_by_element.clone())
                    .stream(),
            )
        }),
        Planted::new("deleteContact", |clients| {
            let call = clients.dialler.delete_contact(7);
            send(call.to_request(), call)
        }),
        Planted::new("deleteContactByUserData", |clients| {
            let call = clients.dialler.delete_contact_by_user_data(personal("key"));
            send(call.to_request(), call)
        }),
        Planted::new("listCampaigns", |clients| {
            let call = clients.dialler.list_campaigns();
            send(call.to_request(), call)
        }),
        Planted::new("getCampaign", |clients| {
            let call = clients.dialler.get_campaign(538);
            send(call.to_request(), call)
        }),
    ]
}

/// A model with all of its members, marked.
fn value<T: DeserializeOwned + Debug>(contract: &Contract, schema: &str) -> T {
    model(contract.value_of(schema))
}

fn model<T: DeserializeOwned + Debug>(value: Value) -> T {
    let model = serde_json::from_value(value).expect("a value of the schema");
    shown::debug(&model);
    model
}

fn integer() -> i32 {
    i32::try_from(INTEGER).expect("32 bits")
}

/// Sends a call, and prints it, its request and its answer.
async fn send<T: Debug>(
    request: Request,
    call: impl IntoFuture<Output = Result<Response<T>, Error>, IntoFuture: Send> + Debug + Send,
) -> Result<Said, Error> {
    shown::debug(&request);
    shown::debug(&call);
    let answer = call.await?;
    shown::debug(&answer);
    shown::debug(answer.value());
    Ok(Said::Body(text_of(&answer)))
}

/// Reads a stream to its end, and prints its elements.
async fn stream<T: DeserializeOwned + Debug + Unpin + Send + 'static>(
    call: impl Future<Output = Result<Elements<T>, Error>> + Send,
) -> Result<Said, Error> {
    let mut elements = call.await?;
    shown::debug(&elements);
    let mut count = 0;
    while let Some(element) = poll_fn(|context| Pin::new(&mut elements).poll_next(context)).await {
        shown::debug(&element?);
        count += 1;
    }
    shown::debug(&elements.envelope());
    Ok(Said::Elements(count))
}

fn text_of<T>(answer: &Response<T>) -> String {
    String::from_utf8_lossy(answer.body()).into_owned()
}
