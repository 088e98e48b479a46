//! `vendor dialler import`

use std::path::PathBuf;

use clap::Args;
use dialler::operations::IMPORT_CONTACT;
use dialler::{CampaignKey, Client, ContactRecords, NewContact, Response};

use super::contact_fields::ContactFields;
use super::progress::Progress;
use super::{contact_columns, failed, shown, warnings};
use crate::arguments::unsaid;
use crate::bulk::{Bulk, RowsAs};
use crate::failure::{CallFailure, Effect, Failure};
use crate::input;
use crate::look::Look;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
A campaign, a name and a phone number are needed; or --from-json with a contact as the vendor documents it, or a
list of them: [{\"DiallerCampaignsID\": 538, \"Name\": \"Mustermann\", \"PhoneNumber1\": \"+4989461495000\"}, ..]. Of a
list nothing is sent unless all of it is right; then one contact after the other is, up to the first failure.

An import creates a new contact even if there is one with the same user data, unless --overwrite-duplicates is
given. With both, it is repeated when its outcome is unknown; otherwise never, since that could create a second
contact. The answer does not tell whether a contact was created or was there.

FILE has many contacts: CSV with a header (.csv, .tsv), or JSON lines in the vendor's names (.jsonl, .ndjson):
  Name;Phone number 1;City
  Mustermann;+4989461495000;München
A header is the vendor's name (PhoneNumber1) or the option's (phone-number-1); case, spaces, - and _ do not count. --map
says what another one is, or leaves its column out: --map \"Telefon=PhoneNumber1\" --map \"Notes=\". Cells count without the
white space around them, and an empty one is not sent. --campaign-id or --campaign-name is for the rows without a
campaign. The file is in UTF-8, or in UTF-16 or Windows-1252 that is found out and pointed out. Of a spreadsheet, make
the columns of phone numbers text, and save it as \"CSV UTF-8\".

All rows are checked first, each problem is named with its line, and nothing is sent unless all are right. Then
--concurrency calls are in flight at any time. What has become of each row is noted in FILE.journal: the same command
again goes on where it ended, and sends no row a second time that is done.

With --json, the vendor's answer as it came, one per contact; of FILE an object for each row: line, delivery, answer,
error.

Examples:
  vendor dialler import --campaign-id 538 --name Mustermann --phone-number-1 +4989461495000 --sandbox
  vendor dialler import --from-json contacts.json --overwrite-duplicates
  vendor dialler import contacts.csv --campaign-id 538 --dry-run
  vendor dialler import kontakte.csv --campaign-id 538 --map \"Telefon=PhoneNumber1\" --overwrite-duplicates
  vendor dialler import - --rows-format jsonl --no-journal < contacts.jsonl";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The campaign, by its id
    #[arg(long, value_name = "ID", conflicts_with_all = ["campaign_name", "from_json"])]
    campaign_id: Option<i64>,

    /// The campaign, by its name
    #[arg(long, value_name = "NAME", conflicts_with = "from_json")]
    campaign_name: Option<String>,

    /// The surname, or the whole name
    #[arg(long, conflicts_with_all = ["from_json", "file"])]
    name: Option<String>,

    /// Overwrites a contact with the same user data, if there is one
    #[arg(long)]
    pub(super) overwrite_duplicates: bool,

    /// Reads a contact or a list from a JSON file, - for stdin, in place of the other options
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    from_json: Option<PathBuf>,

    /// Many contacts, from a CSV file or JSON lines, - for stdin
    pub(super) file: Option<PathBuf>,

    #[command(flatten)]
    pub(super) bulk: Bulk,

    #[command(flatten)]
    fields: ContactFields,
}

/// Contacts to be imported.
pub(super) struct Import {
    contacts: Vec<NewContact>,
    overwrite_duplicates: bool,
}

impl Arguments {
    pub(super) fn rows_as(&self) -> RowsAs<NewContact> {
        contact_columns::rows_as(
            self.campaign_id,
            self.campaign_name.as_deref(),
            self.overwrite_duplicates,
        )
    }

    /// Points out what is doubtful, too.
    pub(super) fn read(self, output: &Output) -> Result<Import, Failure> {
        let overwrite_duplicates = self.overwrite_duplicates;
        let contacts = match self.from_json {
            Some(path) => input::list(path, |contact: &NewContact, found| found.check(contact))?,
            None => vec![self.contact()?],
        };
        for warning in warnings::about(&contacts) {
            output.note(&warning);
        }
        Ok(Import {
            contacts,
            overwrite_duplicates,
        })
    }

    fn contact(self) -> Result<NewContact, Failure> {
        let by_name = self.campaign_name.map(CampaignKey::Name);
        let campaign = self.campaign_id.map(CampaignKey::Id).or(by_name);
        let said = [
            ("--campaign-id or --campaign-name", campaign.is_some()),
            ("--name", self.name.is_some()),
            (
                "--phone-number-1 or another phone number",
                self.fields.have_phone_number(),
            ),
        ];
        let (Some(campaign), Some(name)) = (campaign, self.name) else {
            return Err(Failure::Invalid(format!(
                "a contact also needs {}, or give --from-json or a file of contacts",
                unsaid(&said).unwrap_or_default()
            )));
        };
        let mut contact = NewContact::new(campaign, name);
        self.fields.apply_to(&mut contact);
        Ok(contact)
    }
}

impl Import {
    /// One contact is found by its user data, or else in its campaign.
    pub(super) fn effect(&self) -> Effect {
        let look = match self.contacts.as_slice() {
            [contact] => look_for(contact),
            contacts => look_in_campaign(contacts.first()),
        };
        Effect::Changes(Some(look))
    }

    pub(super) fn progress(&self) -> Progress {
        Progress::of(self.contacts.len())
    }

    pub(super) async fn run(
        self,
        client: &Client,
        output: &Output,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let contacts = self.contacts.len();
        for (position, contact) in self.contacts.into_iter().enumerate() {
            let answer = import(client, contact, self.overwrite_duplicates).await?;
            progress.one_more();
            output.answer(&answer, |records| match contacts {
                1 => records.contact().map(shown::contact).unwrap_or_default(),
                _ if position == 0 => shown::CONTACTS.with_header(&records.records),
                _ => shown::CONTACTS.without_header(&records.records),
            })?;
        }
        Ok(())
    }
}

/// The command that shows whether a contact is there.
pub(super) fn look_for(contact: &NewContact) -> Look {
    match &contact.user_data {
        Some(text) => Look::of("vendor dialler batch --user-data=", "TEXT", text.clone()),
        None => look_in_campaign(Some(contact)),
    }
}

fn look_in_campaign(contact: Option<&NewContact>) -> Look {
    match contact.and_then(NewContact::campaign) {
        Some(CampaignKey::Id(id)) => {
            Look::of("vendor dialler list --campaign-id=", "ID", id.to_string())
        }
        Some(CampaignKey::Name(_)) | None => Look::at("vendor dialler list"),
    }
}

/// The call does not hold the client.
pub(super) fn import(
    client: &Client,
    contact: NewContact,
    overwrite_duplicates: bool,
) -> impl Future<Output = Result<Response<ContactRecords>, CallFailure>> + Send + use<> {
    let call = client
        .import_contact(contact)
        .overwrite_duplicates(overwrite_duplicates);
    async move {
        call.await
            .map_err(|error| failed::import(&IMPORT_CONTACT, error))
    }
}
