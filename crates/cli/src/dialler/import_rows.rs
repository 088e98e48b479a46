//! `vendor dialler import FILE`

use std::path::PathBuf;

use dialler::operations::IMPORT_CONTACT;
use dialler::{Idempotency, NewContact};
use vendor_core::Operation;

use super::connection;
use super::import::{self, look_for};
use crate::arguments::Call;
use crate::bulk::{Done, Job, Sending};
use crate::failure::Failure;
use crate::look::Look;
use crate::output::Output;

/// Contacts, each by a call of its own.
struct ImportJob {
    overwrite_duplicates: bool,
}

impl Job for ImportJob {
    type Row = NewContact;

    fn vendor(&self) -> &'static str {
        "dialler"
    }

    fn operation(&self) -> &'static Operation {
        &IMPORT_CONTACT
    }

    fn options(&self) -> Vec<(&'static str, String)> {
        vec![(
            "--overwrite-duplicates",
            self.overwrite_duplicates.to_string(),
        )]
    }

    fn may_repeat(&self, contact: &NewContact) -> bool {
        contact.import_idempotency(self.overwrite_duplicates) != Idempotency::NotIdempotent
    }

    fn look(&self, contact: &NewContact) -> Option<Look> {
        Some(look_for(contact))
    }
}

pub(super) async fn run(
    path: PathBuf,
    call: Call<import::Arguments>,
    output: &Output,
) -> Result<(), Failure> {
    let overwrite_duplicates = call.arguments.overwrite_duplicates;
    let job = ImportJob {
        overwrite_duplicates,
    };
    let rows_as = call.arguments.rows_as();
    let contacts = Sending::check(call.arguments.bulk, path, rows_as, output)?;
    let mut connection = call.connection;
    if contacts.is_dry_run() {
        return contacts.dry_run(&job, connection::target(&connection), output);
    }
    connection.limit_rate(contacts.rate());
    let client = connection::open(&connection, output).await?;
    let target = connection::target(&connection)?;
    let import = |contact| {
        let call = import::import(&client, contact, overwrite_duplicates);
        async move {
            let answer = call.await?;
            let id = answer
                .contact()
                .and_then(|contact| contact.id.value().copied());
            Ok(Done::of(&answer, id.map(|id| id.to_string())))
        }
    };
    contacts.send_each(&job, &target, import, output).await
}
