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
    /// ```
    /// use dialler::core::BuildError;
    /// use dialler::{Client, StaticCredentials};
    ///
    /// fn connect() -> Result<Client, BuildError> {
    ///     // Requests go below https://acd.example:8443/rest/v1.0/1.
    ///     Client::builder_for("https://acd.example:8443", 1)
    ///         .credentials(StaticCredentials::bearer("the token of the portal"))
    ///         .build()
    /// }
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
    pub fn import_contact(&self, contact: NewContact) -> ImportContact {
        ImportContact::new(self.call(), false, contact)
    }

    /// Retrieves a contact by its ID; see [`contact`](crate::ContactRecords::contact) of the answer.
    pub fn get_contact(&self, dialler_contacts_id: i64) -> GetContact {
        GetContact::new(self.call(), dialler_contacts_id)
    }

    /// Retrieves all contacts of the client account, or those of a campaign. There is no paging: read a long
    /// list by [`stream`](ListContacts::stream).
    pub fn list_contacts(&self) -> ListContacts {
        ListContacts::new(self.call())
    }

    /// Retrieves contacts by their IDs and by their `UserData`, with their result codes and their history. At
    /// least one key is needed.
    pub fn read_contacts(&self, keys: ContactKeys) -> ReadContacts {
        ReadContacts::new(self.call(), keys)
    }

    /// Deletes a contact by its ID, with all that belongs to it.
    pub fn delete_contact(&self, dialler_contacts_id: i64) -> DeleteContact {
        DeleteContact::new(self.call(), dialler_contacts_id)
    }

    /// Deletes the first contact found with a `UserData`, with all that belongs to it. When several have the
    /// same `UserData`, it cannot be known which: prefer [`delete_contact`](Self::delete_contact). A blank one is
    /// refused before anything is sent.
    ///
    /// Never repeated once it may have been carried out: a repetition could delete another contact. (A 429 says
    /// that it was not, and is tried again.) After an error with an unknown [`delivery`](vendor_core::Error::delivery), look by
    /// [`read_contacts`](Self::read_contacts).
    pub fn delete_contact_by_user_data(
        &self,
        user_data: impl Into<String>,
    ) -> DeleteContactByUserData {
        DeleteContactByUserData::new(self.call(), user_data.into())
    }

    /// Retrieves all campaigns of the client account.
    pub fn list_campaigns(&self) -> ListCampaigns {
        ListCampaigns::new(self.call())
    }

    /// Retrieves a campaign by its ID; see [`campaign`](crate::CampaignRecords::campaign) of the answer.
    pub fn get_campaign(&self, dialler_campaigns_id: i64) -> GetCampaign {
        GetCampaign::new(self.call(), dialler_campaigns_id)
    }
}

vendor_core::client!(Client);
