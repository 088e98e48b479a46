//! The Jifeline Partner API.

use prepared_tickets::Idempotency::{Idempotent, NotIdempotent, Safe};
use prepared_tickets::{NewPreparedTicket, PreparedTicketUpdate, VinFilter};
use uuid::Uuid;
use vendor_sandbox::partner::{
    CREATE_PREPARED_TICKET, DELETE_PREPARED_TICKET, GET_PREPARED_TICKET, LIST_PREPARED_TICKETS,
    NewTicket, TOKEN, UPDATE_PREPARED_TICKET,
};

use super::{ID, Making, Prepared, Reading, Subject};

pub(super) static SUBJECTS: [Subject; 6] = [
    Subject::new(TOKEN, Safe, list).for_credentials(),
    Subject::new(LIST_PREPARED_TICKETS, Safe, list),
    Subject::new(CREATE_PREPARED_TICKET, NotIdempotent, create),
    Subject::new(GET_PREPARED_TICKET, Safe, get),
    Subject::new(UPDATE_PREPARED_TICKET, Idempotent, update),
    Subject::new(DELETE_PREPARED_TICKET, Idempotent, delete).read(Reading::Deletion),
];

fn list(making: &mut Making<'_>) -> Prepared {
    for _ in 0..making.inputs.count(0..4) {
        seed(making);
    }
    let Making {
        clients,
        inputs,
        id,
        ..
    } = making;
    let mut call = clients
        .partner
        .list_prepared_tickets()
        .with_header(ID, id.clone());
    if inputs.maybe() {
        call = call.preparer_external_reference(inputs.text());
    }
    if inputs.maybe() {
        call = call.vin(VinFilter::Is(inputs.vin()));
    }
    if inputs.maybe() {
        call = call.limit(i32::try_from(inputs.count(0..=1000)).unwrap_or(25));
    }
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn create(making: &mut Making<'_>) -> Prepared {
    let Making {
        clients,
        inputs,
        id,
        sandbox,
    } = making;
    let reference = inputs.key();
    let vin = inputs.maybe().then(|| inputs.vin());
    let model = inputs.small();
    let mut ticket = NewPreparedTicket::new(inputs.uuid(), model, vin, reference.clone());
    if inputs.maybe() {
        ticket = ticket.voucher_code(inputs.voucher());
    }
    let call = clients
        .partner
        .create_prepared_ticket(ticket)
        .with_header(ID, id.clone());
    let partner = sandbox.partner().clone();
    Prepared::write(
        async move { call.send().await.map(Into::into) },
        move || {
            let tickets = partner.tickets();
            let created = tickets
                .iter()
                .filter(|ticket| ticket.preparer_external_reference == reference);
            created.count()
        },
    )
}

fn get(making: &mut Making<'_>) -> Prepared {
    let ticket = seed(making);
    let call = making
        .clients
        .partner
        .get_prepared_ticket(ticket)
        .with_header(ID, making.id.clone());
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn update(making: &mut Making<'_>) -> Prepared {
    let ticket = seed(making);
    seed(making);
    let Making {
        clients,
        inputs,
        id,
        sandbox,
    } = making;
    let reference = inputs.key();
    let vin = inputs.maybe().then(|| inputs.vin());
    let voucher = inputs.maybe().then(|| inputs.voucher());
    let update = PreparedTicketUpdate::new(inputs.small(), vin, voucher, reference.clone());
    let call = clients
        .partner
        .update_prepared_ticket(ticket, update)
        .with_header(ID, id.clone());
    let partner = sandbox.partner().clone();
    Prepared::write(
        async move { call.send().await.map(Into::into) },
        move || {
            let tickets = partner.tickets();
            let updated = tickets
                .iter()
                .filter(|ticket| ticket.preparer_external_reference == reference);
            updated.count()
        },
    )
}

fn delete(making: &mut Making<'_>) -> Prepared {
    let ticket = seed(making);
    seed(making);
    let call = making
        .clients
        .partner
        .delete_prepared_ticket(ticket)
        .with_header(ID, making.id.clone());
    let partner = making.sandbox.partner().clone();
    let before = partner.tickets().len();
    Prepared::write(
        async move { call.send().await.map(Into::into) },
        move || before - partner.tickets().len(),
    )
}

fn seed(making: &mut Making<'_>) -> Uuid {
    let Making {
        inputs, sandbox, ..
    } = making;
    let ticket = NewTicket::new(inputs.uuid(), inputs.small())
        .id(inputs.uuid())
        .vin(inputs.vin())
        .voucher_code(inputs.voucher())
        .preparer_external_reference(inputs.key());
    sandbox.partner().add_ticket(ticket).id
}
