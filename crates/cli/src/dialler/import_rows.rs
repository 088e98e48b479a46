//! `vendor dialler import FILE`

use dialler::NewContact;
use vendor_core::validate::Violations;

use super::import::{self, look_for};
use super::{connection, warnings};
use crate::arguments::Call;
use crate::bulk::Sending;
use crate::failure::Failure;
use crate::output::Output;

/// A contact a line, in the vendor's names.
pub(super) async fn run(call: Call<import::Arguments>, output: &Output) -> Result<(), Failure> {
    let overwrite_duplicates = call.arguments.overwrite_duplicates;
    let rules = |contact: &NewContact, found: &mut Violations| found.check(contact);
    let contacts = Sending::check(call.arguments.bulk, rules, warnings::doubts, output)?;
    let client = connection::open(&call.connection, output).await?;
    let import = |contact: NewContact| {
        let look = look_for(&contact);
        let import = import::import(&client, contact, overwrite_duplicates);
        async move {
            import.await.map_err(|mut failure| {
                failure.look = Some(look);
                failure
            })
        }
    };
    contacts.run(output, import).await
}
