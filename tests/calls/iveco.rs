//! IVECO's BT controller.

use iveco_bt::Idempotency::NotIdempotent;
use iveco_bt::{Activation, CallOutcome, Format};
use vendor_sandbox::iveco::WORKSHOP_ACTIVATION;

use super::{Answered, ID, Inputs, Making, Prepared, Reading, Subject};

pub(super) static SUBJECTS: [Subject; 2] = [
    Subject::new(WORKSHOP_ACTIVATION, NotIdempotent, |making| {
        activate(making, Format::Json)
    })
    .variant("as JSON")
    .read(Reading::Undescribed),
    Subject::new(WORKSHOP_ACTIVATION, NotIdempotent, |making| {
        activate(making, Format::Xml)
    })
    .variant("as XML")
    .read(Reading::Undescribed),
];

fn activate(making: &mut Making<'_>, format: Format) -> Prepared {
    let Making {
        clients,
        inputs,
        id,
        sandbox,
    } = making;
    let dossier = inputs.key();
    let call = clients
        .iveco
        .workshop_activation(activation(inputs, &dossier))
        .with_format(format)
        .with_header(ID, id.clone());
    let iveco = sandbox.iveco().clone();
    Prepared::write(
        async move {
            let receipt = call.send().await?;
            Ok(Answered::from(receipt.response().clone()))
        },
        move || iveco.activations_of(&dossier).len(),
    )
}

fn activation(inputs: &mut Inputs, dossier: &str) -> Activation {
    let mut activation = Activation::new(1).dossier_number(dossier);
    if inputs.maybe() {
        activation = activation.source(inputs.number());
    }
    if inputs.maybe() {
        activation = activation.account_id(inputs.text());
    }
    if inputs.maybe() {
        activation = activation.dmd_outlet_code(inputs.text());
    }
    if inputs.maybe() {
        activation = activation.contact_datetime(date(inputs));
    }
    if inputs.maybe() {
        activation = activation.acceptance_refusal_datetime(date(inputs));
    }
    let calls = inputs.count(0..4);
    if inputs.maybe() {
        let outcomes: Vec<_> = (0..=calls)
            .map(|_| {
                CallOutcome::new(2)
                    .telephone(inputs.phone())
                    .tentative(inputs.text())
                    .utc_timestamp(date(inputs))
            })
            .collect();
        activation = activation.call_outcomes(outcomes);
    }
    activation
}

fn date(inputs: &mut Inputs) -> iveco_bt::OffsetDateTime {
    inputs.offset_date().parse().expect("a date")
}
