//! The tour of IVECO's BT controller: activations are reported in JSON and in XML.

use iveco_bt::operations::WORKSHOP_ACTIVATION;
use iveco_bt::{Activation, CallOutcome, Client, Format};
use vendor_core::{BuildError, Error, Response, StatusCode};
use vendor_sandbox::iveco::{self, Answer};
use vendor_sandbox::{Fault, Sandbox};

use super::expectation::Expectation;
use super::guide::{Guide, Walked};
use super::proof::{Once, in_body};
use crate::failure::Failure;

/// Reporting is not idempotent.
pub(super) const ONCE: &[Once] = &[Once {
    operation: iveco::WORKSHOP_ACTIVATION,
    thing: |call| in_body(call, "/DossierNumber"),
}];

/// Walks through all operations, and gives the rows of the report.
pub(super) async fn walk(sandbox: &Sandbox) -> Walked {
    let mut guide = Guide::new(sandbox, "iveco", &[]);
    let end = async {
        let client = client(sandbox)?;
        plainly(&mut guide, &client, sandbox).await?;
        with_faults(&mut guide, &client, sandbox).await
    }
    .await;
    guide.walked(end)
}

/// No authentication is documented.
fn client(sandbox: &Sandbox) -> Result<Client, BuildError> {
    Client::builder(sandbox.iveco().base_url()).build()
}

async fn plainly(guide: &mut Guide<'_>, client: &Client, sandbox: &Sandbox) -> Result<(), Failure> {
    for (dossier, format) in [("TOUR-1", Format::Json), ("TOUR-2", Format::Xml)] {
        let expected = Expectation::done(&WORKSHOP_ACTIVATION, StatusCode::OK);
        guide
            .step(expected, report(client, dossier, format))
            .await?;
        let is_there = matches!(
            sandbox.iveco().activations_of(dossier).as_slice(),
            [activation] if activation.call_outcomes.len() == 1
        );
        guide.check(is_there, "the vendor has not read it as it was sent");
    }
    Ok(())
}

async fn with_faults(
    guide: &mut Guide<'_>,
    client: &Client,
    sandbox: &Sandbox,
) -> Result<(), Failure> {
    // Reporting twice would make two activations, and nothing can look for one: it is not tried again.
    let expected = Expectation::unknown(&WORKSHOP_ACTIVATION, Fault::DropAfterActing);
    guide
        .failing_step(expected, report(client, "TOUR-3", Format::Json))
        .await;

    // Too many requests: the vendor has not done it, so it may be tried again.
    let too_many = Fault::Refuse {
        status: StatusCode::TOO_MANY_REQUESTS,
        retry_after: None,
    };
    let expected = Expectation::done(&WORKSHOP_ACTIVATION, StatusCode::OK).after(too_many);
    guide
        .step(expected, report(client, "TOUR-4", Format::Json))
        .await?;

    // A 200 whose body says that it was none.
    let iveco = sandbox.iveco();
    let answers = |answer| iveco.configure(|settings| settings.answer = answer);
    answers(Answer::ResponseMessage(StatusCode::BAD_REQUEST));
    let expected = Expectation::refused(&WORKSHOP_ACTIVATION, StatusCode::OK);
    guide
        .failing_step(expected, report(client, "TOUR-4", Format::Json))
        .await;
    answers(Answer::default());
    Ok(())
}

async fn report(client: &Client, dossier: &str, format: Format) -> Result<Response<()>, Error> {
    let call = CallOutcome::new(3)
        .telephone("+390110071111")
        .tentative("1");
    let activation = Activation::new(4)
        .dossier_number(dossier)
        .call_outcomes([call]);
    let receipt = client
        .workshop_activation(activation)
        .with_format(format)
        .await?;
    Ok(receipt.response().clone())
}
