//! The client, with a method per operation.

use vendor_core::{ClientBuilder, Pipeline};

use crate::failure::ReturnCodes;
use crate::models::{ContactKeys, NewContact};
use crate::operations::{
    BASE_PATH, DeleteContact, DeleteContactByUserData, GetCampaign, GetContact, ImportContact,
    ListCampaigns, ListContacts, ReadContacts,
};

/// A client of the dialler of a jtel ACD, for one client account.
///
/// It holds a connection pool and a retry budget; clones share them. Make one and keep it.
#[derive(Clone)]
pub struct Client {
    pipeline: Pipeline,
}

impl Client {
    /// Starts building a client for a whole base URL: `https://<server>:<port>/rest/v1.0/<ClientsID>`. Every
    /// installation has its own; [`builder_for`](Self::builder_for) puts it together.
    ///
    /// The documentation has `http(s)`: plain http to another machine needs
    /// [`allow_plain_http`](ClientBuilder::allow_plain_http). No rate limit is documented, so there is none.
    ///
    /// # Examples
    /// The examples of this crate run against the embedded sandbox, and all begin as this one does. With an
    /// account, give your own base URL, and a token that was made in the jtel portal.
    ///
    /// ```
    /// use dialler::{Client, StaticCredentials};
    /// use vendor_sandbox::Sandbox;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start().await?;
    /// let vendor = sandbox.dialler();
    /// let credentials = StaticCredentials::bearer(vendor.token());
    /// let client = Client::builder(vendor.base_url()).credentials(credentials).build()?;
    ///
    /// let campaigns = client.list_campaigns().await?;
    /// assert_eq!(campaigns.records.len(), 2);
    /// # Ok(()) }
    /// ```
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(
            concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url,
        )
        .dialect(ReturnCodes)
    }

    /// Starts building a client for a server (scheme, host and, where it is not the scheme's own, port) and the
    /// `ClientsID` of a client account in it. A path that a reverse proxy puts in front is part of the server.
    ///
    /// What follows `/rest/v1.0` in it is dropped, so that it may be a whole base URL. A server that is no URL is
    /// an error when the client is built.
    ///
    /// # Examples
    /// ```
    /// use dialler::{Client, StaticCredentials};
    /// use vendor_sandbox::Sandbox;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start().await?;
    /// let vendor = sandbox.dialler();
    /// // With an account: `https://acd.example:8443`, for example, and the number of the account.
    /// let client = Client::builder_for(vendor.server_url(), vendor.clients_id())
    ///     .credentials(StaticCredentials::bearer(vendor.token()))
    ///     .build()?;
    ///
    /// let campaign = client.get_campaign(538).await?;
    /// assert_eq!(campaign.records.len(), 1);
    /// # Ok(()) }
    /// ```
    pub fn builder_for(server: &str, clients_id: i64) -> ClientBuilder<Self> {
        let server = server.split(BASE_PATH).next().unwrap_or(server);
        let server = server.trim_end_matches('/');
        Self::builder(format!("{server}{BASE_PATH}/{clients_id}"))
    }

    /// Imports a contact into its campaign, as a new contact unless
    /// [`overwrite_duplicates`](ImportContact::overwrite_duplicates) is set. The answer holds the contact, and
    /// does not tell whether it was created or existed.
    ///
    /// Repeated after an unknown outcome only if it overwrites duplicates and the contact has a `UserData` (not
    /// blank, and of at most 64 characters, the length of the CSV import): otherwise a repetition may create a
    /// second contact.
    ///
    /// # Examples
    /// ```
    /// use dialler::NewContact;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.dialler();
    /// # let credentials = dialler::StaticCredentials::bearer(vendor.token());
    /// # let client = dialler::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let contact = NewContact::new(538, "Mustermann")
    ///     .first_name("Erika")
    ///     .phone_number1("+493023125004")
    ///     .user_data("CRM-4711");
    /// let imported = client.import_contact(contact).overwrite_duplicates(true).await?;
    ///
    /// let contact = imported.contact().ok_or("the vendor gave no contact")?;
    /// assert_eq!(contact.user_data.as_deref(), Some("CRM-4711"));
    /// let id = contact.id.value().ok_or("the vendor gave no ID")?; // to delete it by
    /// # assert!(sandbox.dialler().contact(*id).is_some());
    /// # Ok(()) }
    /// ```
    ///
    /// What cannot be right is not sent, and everything that is wrong is said at once:
    ///
    /// ```
    /// use dialler::{Delivery, NewContact};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.dialler();
    /// # let credentials = dialler::StaticCredentials::bearer(vendor.token());
    /// # let client = dialler::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let error = client.import_contact(NewContact::new(538, "")).await.unwrap_err();
    /// assert_eq!(error.delivery(), Delivery::NotSent);
    /// for violation in error.violations() {
    ///     println!("{violation}"); // of the name, and of the six phone numbers
    /// }
    /// assert_eq!(error.violations().len(), 2);
    /// # Ok(()) }
    /// ```
    ///
    /// After another error, its delivery says whether there is a contact:
    ///
    /// ```
    /// use dialler::{ContactKeys, Delivery, NewContact};
    /// use vendor_sandbox::Fault;
    /// use vendor_sandbox::dialler::IMPORT_CONTACT;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.dialler();
    /// # let credentials = dialler::StaticCredentials::bearer(vendor.token());
    /// # let client = dialler::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// // The vendor imports the contact, but its answer gets lost. To repeat it could make a second one.
    /// sandbox.faults().inject(IMPORT_CONTACT, Fault::DropAfterActing);
    /// let contact = NewContact::new(538, "Mustermann").phone_number1("+493023125004").user_data("CRM-4711");
    /// let error = client.import_contact(contact).await.unwrap_err();
    /// assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
    ///
    /// let found = client.read_contacts(ContactKeys::new().user_data(["CRM-4711"])).await?;
    /// assert_eq!(found.records.len(), 1);
    /// # Ok(()) }
    /// ```
    pub fn import_contact(&self, contact: NewContact) -> ImportContact {
        ImportContact::new(self.call(), false, contact)
    }

    /// Retrieves a contact by its ID; see [`contact`](crate::ContactRecords::contact) of the answer.
    ///
    /// # Examples
    /// ```
    /// use dialler::NotFound;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.dialler();
    /// # let credentials = dialler::StaticCredentials::bearer(vendor.token());
    /// # let client = dialler::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let answer = client.get_contact(215_387).await?;
    /// let contact = answer.contact().ok_or("the answer is empty")?;
    /// assert_eq!(contact.name.as_deref(), Some("Mustermann"));
    /// assert!(contact.next_try.is_null()); // no call is planned
    ///
    /// // A 404 has two meanings: here it is the contact that is not there, not the path.
    /// let error = client.get_contact(1).await.unwrap_err();
    /// assert_eq!(NotFound::of(&error), Some(NotFound::Object));
    /// # Ok(()) }
    /// ```
    pub fn get_contact(&self, dialler_contacts_id: i64) -> GetContact {
        GetContact::new(self.call(), dialler_contacts_id)
    }

    /// Retrieves all contacts of the client account, or those of a campaign. There is no paging: read a long
    /// list by [`stream`](ListContacts::stream).
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.dialler();
    /// # let credentials = dialler::StaticCredentials::bearer(vendor.token());
    /// # let client = dialler::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// // One by one, in the memory of one.
    /// let mut contacts = client.list_contacts().dialler_campaigns_id(538).stream().await?;
    /// let mut keys = Vec::new();
    /// while let Some(contact) = contacts.next().await {
    ///     keys.extend(contact?.user_data.into_value());
    /// }
    /// assert_eq!(keys.len(), 2);
    /// assert!(keys.contains(&"CON6174".to_owned()));
    ///
    /// // A short list at once: here of all campaigns.
    /// let all = client.list_contacts().await?;
    /// assert_eq!((all.records.len(), all.count), (4, Some(4)));
    /// # Ok(()) }
    /// ```
    pub fn list_contacts(&self) -> ListContacts {
        ListContacts::new(self.call())
    }

    /// Retrieves contacts by their IDs and by their `UserData`, with their result codes and their history. At
    /// least one key is needed.
    ///
    /// # Examples
    /// ```
    /// use dialler::ContactKeys;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.dialler();
    /// # let credentials = dialler::StaticCredentials::bearer(vendor.token());
    /// # let client = dialler::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let keys = ContactKeys::new().ids([215_395]).user_data(["CON1234"]);
    /// let answer = client.read_contacts(keys).await?;
    /// assert_eq!(answer.records.len(), 3); // two have this `UserData`
    ///
    /// let aborted = answer.records.iter().find(|contact| {
    ///     let code = contact.result_code.value();
    ///     code.is_some_and(|code| code.aborted.value() == Some(&true))
    /// });
    /// assert_eq!(aborted.and_then(|contact| contact.id.into_value()), Some(215_395));
    /// # Ok(()) }
    /// ```
    pub fn read_contacts(&self, keys: ContactKeys) -> ReadContacts {
        ReadContacts::new(self.call(), keys)
    }

    /// Deletes a contact by its ID, with all that belongs to it.
    ///
    /// # Examples
    /// ```
    /// use dialler::{Deletion, NotFound};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.dialler();
    /// # let credentials = dialler::StaticCredentials::bearer(vendor.token());
    /// # let client = dialler::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let deletion = client.delete_contact(215_387).await?;
    /// // `Deletion::Gone` would say: an attempt got no answer, and the next one found nothing.
    /// assert_eq!(*deletion, Deletion::Deleted);
    ///
    /// // Nothing found at the first attempt is an error: the ID may be wrong.
    /// let error = client.delete_contact(215_387).await.unwrap_err();
    /// assert_eq!(NotFound::of(&error), Some(NotFound::Object));
    /// # Ok(()) }
    /// ```
    pub fn delete_contact(&self, dialler_contacts_id: i64) -> DeleteContact {
        DeleteContact::new(self.call(), dialler_contacts_id)
    }

    /// Deletes the first contact found with a `UserData`, with all that belongs to it. When several have the
    /// same `UserData`, it cannot be known which: prefer [`delete_contact`](Self::delete_contact). A blank one is
    /// refused before anything is sent.
    ///
    /// Never repeated once it may have been carried out: a repetition could delete another contact. (A 429 says
    /// that it was not, and is tried again.) After an error with an unknown
    /// [`delivery`](vendor_core::Error::delivery), look by [`read_contacts`](Self::read_contacts).
    ///
    /// # Examples
    /// ```
    /// use dialler::ContactKeys;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.dialler();
    /// # let credentials = dialler::StaticCredentials::bearer(vendor.token());
    /// # let client = dialler::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let keys = ContactKeys::new().user_data(["CON1234"]);
    /// assert_eq!(client.read_contacts(keys.clone()).await?.records.len(), 2);
    ///
    /// // One of the two, and who knows which.
    /// client.delete_contact_by_user_data("CON1234").await?;
    /// assert_eq!(client.read_contacts(keys).await?.records.len(), 1);
    /// # Ok(()) }
    /// ```
    pub fn delete_contact_by_user_data(
        &self,
        user_data: impl Into<String>,
    ) -> DeleteContactByUserData {
        DeleteContactByUserData::new(self.call(), user_data.into())
    }

    /// Retrieves all campaigns of the client account.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.dialler();
    /// # let credentials = dialler::StaticCredentials::bearer(vendor.token());
    /// # let client = dialler::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let campaigns = client.list_campaigns().await?;
    /// let mine = campaigns.records.iter().find(|campaign| campaign.name.as_deref() == Some("My Campaign"));
    /// let id = mine.and_then(|campaign| campaign.id.into_value()).ok_or("there is no such campaign")?;
    /// assert_eq!(id, 538); // to import contacts with
    /// # Ok(()) }
    /// ```
    pub fn list_campaigns(&self) -> ListCampaigns {
        ListCampaigns::new(self.call())
    }

    /// Retrieves a campaign by its ID; see [`campaign`](crate::CampaignRecords::campaign) of the answer.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.dialler();
    /// # let credentials = dialler::StaticCredentials::bearer(vendor.token());
    /// # let client = dialler::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let answer = client.get_campaign(538).await?;
    /// let campaign = answer.campaign().ok_or("the answer is empty")?;
    /// assert_eq!(campaign.name.as_deref(), Some("My Campaign"));
    /// assert!(campaign.dt_to.is_null()); // it has no end
    /// # Ok(()) }
    /// ```
    pub fn get_campaign(&self, dialler_campaigns_id: i64) -> GetCampaign {
        GetCampaign::new(self.call(), dialler_campaigns_id)
    }
}

vendor_core::client!(Client);
