//! LeadBank.

use leadbank::Idempotency::{Idempotent, NotIdempotent, Safe};
use leadbank::{Acknowledgement, Idempotency, LeadEvent, Validation};
use vendor_sandbox::leadbank::{
    FETCH_LEADS, NewLead, SEND_ACKNOWLEDGEMENTS, Stage, VALIDATE_LEADS,
};

use super::{Answered, ID, Making, Prepared, Reading, Subject};

pub(super) static SUBJECTS: [Subject; 9] = [
    Subject::new(FETCH_LEADS, Safe, fetch).variant("whole"),
    Subject::new(FETCH_LEADS, Safe, stream)
        .variant("streamed")
        .read(Reading::Streamed),
    confirmation("of one lead", Idempotent, |making| {
        confirm(making, 1, |ids| Validation::Leads(ids.to_vec()))
    }),
    confirmation("of several leads", Idempotent, |making| {
        confirm(making, 3, |ids| Validation::Leads(ids.to_vec()))
    })
    .bulk(),
    confirmation("by an integer", NotIdempotent, |making| {
        confirm(making, 2, |_| Validation::Integer(1))
    })
    .bulk(),
    confirmation("without a body", NotIdempotent, |making| {
        confirm(making, 2, |_| Validation::None)
    })
    .bulk(),
    confirmation("by other JSON", NotIdempotent, |making| {
        confirm(making, 2, |_| {
            Validation::Json(r#"{"All":true}"#.parse().expect("JSON"))
        })
    })
    .bulk(),
    Subject::new(SEND_ACKNOWLEDGEMENTS, NotIdempotent, |making| {
        acknowledge(making, 1)
    })
    .variant("of one event"),
    Subject::new(SEND_ACKNOWLEDGEMENTS, NotIdempotent, |making| {
        acknowledge(making, 3)
    })
    .variant("of several leads")
    .bulk(),
];

const fn confirmation(
    variant: &'static str,
    idempotency: Idempotency,
    make: fn(&mut Making<'_>) -> Prepared,
) -> Subject {
    Subject::new(VALIDATE_LEADS, idempotency, make)
        .variant(variant)
        .read(Reading::Undescribed)
}

fn fetch(making: &mut Making<'_>) -> Prepared {
    for _ in 0..making.inputs.count(0..5) {
        seed(making);
    }
    let call = making
        .clients
        .leadbank
        .fetch_leads(1)
        .with_header(ID, making.id.clone());
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn stream(making: &mut Making<'_>) -> Prepared {
    for _ in 0..making.inputs.count(5..9) {
        seed(making);
    }
    let at_most = making.inputs.at_most();
    let call = making
        .clients
        .leadbank
        .fetch_leads(1)
        .with_header(ID, making.id.clone());
    Prepared::read(async move { Answered::by_element(call.stream().await?, at_most).await })
}

fn confirm(making: &mut Making<'_>, count: usize, form: fn(&[i64]) -> Validation) -> Prepared {
    let leadbank = making.sandbox.leadbank().clone();
    let ids: Vec<_> = (0..count)
        .map(|_| seed_at(making, Stage::InProgress))
        .collect();
    let call = making
        .clients
        .leadbank
        .validate_leads(form(&ids))
        .with_header(ID, making.id.clone());
    Prepared::write(
        async move {
            let receipt = call.send().await?;
            Ok(Answered::from(receipt.response().clone()))
        },
        move || {
            let received = leadbank.leads_at(Stage::Received);
            usize::from(ids.iter().all(|id| received.contains(id)))
        },
    )
}

fn acknowledge(making: &mut Making<'_>, count: usize) -> Prepared {
    let ids: Vec<_> = (0..count).map(|_| seed(making)).collect();
    let inputs = &mut *making.inputs;
    let mut acknowledgements = Vec::new();
    for id in &ids {
        let date: leadbank::OffsetDateTime = inputs.offset_date().parse().expect("a date");
        let mut event = LeadEvent::new(inputs.small(), date);
        if inputs.maybe() {
            event = event.id_reason(inputs.small());
        }
        acknowledgements.push(Acknowledgement::new(*id, vec![event]));
    }
    let call = making
        .clients
        .leadbank
        .send_acknowledgements(acknowledgements)
        .with_header(ID, making.id.clone());
    let leadbank = making.sandbox.leadbank().clone();
    Prepared::write(
        async move { call.send().await.map(Into::into) },
        move || {
            let events = ids.iter().map(|id| {
                let lead = leadbank.lead(*id).expect("a lead stays");
                lead.acknowledgements.len()
            });
            events.max().unwrap_or_default()
        },
    )
}

fn seed(making: &mut Making<'_>) -> i64 {
    seed_at(making, Stage::Ready)
}

fn seed_at(making: &mut Making<'_>, stage: Stage) -> i64 {
    let inputs = &mut *making.inputs;
    let lead = NewLead::new()
        .id(inputs.id())
        .stage(stage)
        .dealer(inputs.word())
        .external_id(inputs.text())
        .content("LastName", inputs.text())
        .content("MobilePhone", inputs.phone())
        .content(inputs.word(), inputs.text());
    making.sandbox.leadbank().seed_lead(lead)
}
