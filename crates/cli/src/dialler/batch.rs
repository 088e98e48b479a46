//! `vendor dialler batch`

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Args};
use dialler::operations::{READ_CONTACTS, ReadContacts};
use dialler::{Client, ContactKeys, Error};

use super::{failed, shown};
use crate::failure::{CallFailure, Failure};
use crate::input;
use crate::listing;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
At least one id or one user data is needed; or --from-json with a body as the vendor documents it:
  {\"UserDataList\": [\"CON6174\"], \"IDList\": [215387, 215388]}
Several contacts may have the same user data, and a key that nobody has is passed over without a word.

With --json, each contact is an object on a line of its own, as the vendor wrote it: with its result code and its
history.

Examples:
  vendor dialler batch --ids 215387,215388 --user-data CON6174 --sandbox
  vendor dialler batch --from-json keys.json --json";

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("keys").required(true).multiple(true).args(["ids", "user_data", "from_json"]))]
pub(crate) struct Arguments {
    /// Contacts by their ids
    #[arg(long, value_name = "ID,ID,..", value_delimiter = ',')]
    ids: Vec<i64>,

    /// Contacts by their user data; can be given several times
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    user_data: Vec<String>,

    /// Reads the keys from a JSON file, - for stdin, in place of the options above
    #[arg(long, value_name = "FILE", conflicts_with_all = ["ids", "user_data"])]
    from_json: Option<PathBuf>,

    /// The language of the texts of result codes, by its id
    #[arg(long, value_name = "ID")]
    language_id: Option<i64>,
}

/// A read of these contacts.
pub(super) struct Batch {
    keys: ContactKeys,
    language_id: Option<i64>,
}

impl Arguments {
    pub(super) fn read(self) -> Result<Batch, Failure> {
        let keys = match self.from_json {
            Some(path) => input::one(path, |keys: &ContactKeys, found| found.check(keys))?,
            None => ContactKeys::new().ids(self.ids).user_data(self.user_data),
        };
        Ok(Batch {
            keys,
            language_id: self.language_id,
        })
    }
}

impl Batch {
    pub(super) async fn run(self, client: &Client, output: &Output) -> Result<(), Failure> {
        let call = self.call(client);
        if output.is_json() {
            let contacts = call.stream_as().await.map_err(failed)?;
            listing::as_lines(contacts, output, failed).await?;
            return Ok(());
        }
        let contacts = call.stream().await.map_err(failed)?;
        if listing::as_table(contacts, &shown::CONTACTS, output, failed).await? == 0 {
            output.note("no contacts with these keys");
        }
        Ok(())
    }

    fn call(self, client: &Client) -> ReadContacts {
        let call = client.read_contacts(self.keys);
        match self.language_id {
            Some(id) => call.languages_id(id),
            None => call,
        }
    }
}

fn failed(error: Error) -> CallFailure {
    failed::call(&READ_CONTACTS, error)
}
