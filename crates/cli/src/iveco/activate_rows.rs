//! `vendor iveco activate --from FILE`

use std::path::PathBuf;

use iveco_bt::Activation;
use iveco_bt::operations::WORKSHOP_ACTIVATION;
use vendor_core::Operation;

use super::activate;
use super::activation_columns;
use super::connection;
use crate::arguments::Call;
use crate::bulk::{Done, Job, Sending};
use crate::failure::{CallFailure, Failure};
use crate::look::Look;
use crate::output::Output;

/// Reports, each by a call of its own.
struct ActivateJob;

impl Job for ActivateJob {
    type Row = Activation;

    fn vendor(&self) -> &'static str {
        "iveco"
    }

    fn operation(&self) -> &'static Operation {
        &WORKSHOP_ACTIVATION
    }

    /// The media type changes how a report is written, and not what it says.
    fn options(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn may_repeat(&self, _: &Activation) -> bool {
        false
    }

    /// No operation of the vendor shows what was reported.
    fn look(&self, _: &Activation) -> Option<Look> {
        None
    }
}

pub(super) async fn run(
    path: PathBuf,
    call: Call<activate::Arguments>,
    output: &Output,
) -> Result<(), Failure> {
    let format = call.arguments.format();
    let rows_as = activation_columns::rows_as();
    let activations = Sending::check(call.arguments.bulk, path, rows_as, output)?;
    let mut connection = call.connection;
    if activations.is_dry_run() {
        return activations.dry_run(&ActivateJob, connection::target(&connection), output);
    }
    connection.limit_rate(activations.rate());
    let client = connection::open(&connection, output).await?;
    let target = connection::target(&connection)?;
    let activate = |activation| {
        let call = client.workshop_activation(activation).with_format(format);
        async move {
            let receipt = call
                .await
                .map_err(|error| CallFailure::new(&WORKSHOP_ACTIVATION, error))?;
            // No page describes the body, which need not be JSON.
            Ok(Done {
                id: None,
                answer: activate::answer(&receipt),
            })
        }
    };
    activations
        .send_each(&ActivateJob, &target, activate, output)
        .await
}
