//! The operations of the jtel REST API, dialler.
//!
//! Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.

use std::fmt;

use vendor_core::wire::Redacted;
use vendor_core::{
    BoxFuture, Call, Deletion, Elements, Error, Idempotency, Method, Operation, Request, Response,
};

use crate::UserDataKey;
use crate::models::{
    Campaign, CampaignList, CampaignRecords, Contact, ContactKeys, ContactList, ContactRecords,
    NewContact,
};

/// What stands between the server and the `ClientsID` in a base URL.
///
/// Source: documented elsewhere, the introduction of the REST API.
pub const BASE_PATH: &str = "/rest/v1.0";

/// `GET /dialler/contacts`
pub static LIST_CONTACTS: Operation = Operation::new(
    "listContacts",
    Method::GET,
    "/dialler/contacts",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// `POST /dialler/contacts`
pub static READ_CONTACTS: Operation = Operation::new(
    "readContacts",
    Method::POST,
    "/dialler/contacts",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// `POST /dialler/contacts/import`
pub static IMPORT_CONTACT: Operation = Operation::new(
    "importContact",
    Method::POST,
    "/dialler/contacts/import",
    Idempotency::NotIdempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `GET /dialler/contacts/{DiallerContactsID}`
pub static GET_CONTACT: Operation = Operation::new(
    "getContact",
    Method::GET,
    "/dialler/contacts/{DiallerContactsID}",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// `DELETE /dialler/contacts/contact/{DiallerContactsID}`
pub static DELETE_CONTACT: Operation = Operation::new(
    "deleteContact",
    Method::DELETE,
    "/dialler/contacts/contact/{DiallerContactsID}",
    Idempotency::Idempotent,
)
.answers(&["application/json"])
.accepts("application/json")
.gone_status(404);

/// `DELETE /dialler/contacts/contact`
pub static DELETE_CONTACT_BY_USER_DATA: Operation = Operation::new(
    "deleteContactByUserData",
    Method::DELETE,
    "/dialler/contacts/contact",
    Idempotency::NotIdempotent,
)
.answers(&["application/json"])
.accepts("application/json");

/// `GET /dialler/campaigns`
pub static LIST_CAMPAIGNS: Operation = Operation::new(
    "listCampaigns",
    Method::GET,
    "/dialler/campaigns",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// `GET /dialler/campaigns/{DiallerCampaignsID}`
pub static GET_CAMPAIGN: Operation = Operation::new(
    "getCampaign",
    Method::GET,
    "/dialler/campaigns/{DiallerCampaignsID}",
    Idempotency::Safe,
)
.answers(&["application/json"])
.accepts("application/json");

/// Retrieve all contacts, or those of a campaign.
///
/// There is no paging, so the answer may be very large: read it as a stream, or name a campaign.
///
/// Source: documented elsewhere, Dialler REST API - Dialler Contact Functions.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ListContacts {
    pub(crate) call: Call,
    pub(crate) dialler_campaigns_id: Option<i64>,
}

impl ListContacts {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            dialler_campaigns_id: None,
        }
    }

    /// Only the contacts of this campaign. Older releases do not know it. For example `538`.
    pub fn dialler_campaigns_id(mut self, dialler_campaigns_id: i64) -> Self {
        self.dialler_campaigns_id = Some(dialler_campaigns_id);
        self
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&LIST_CONTACTS);
        request.query("diallerCampaignsID", &self.dialler_campaigns_id);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<ContactList>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }

    /// Sends the call and gives the items of `records` as they arrive.
    ///
    /// An idle timeout and a cap on each item stand in place of the time limit of an attempt and
    /// the cap on the body.
    pub async fn stream(self) -> Result<Elements<Contact>, Error> {
        self.stream_as().await
    }

    /// The same with items of another type: one of your own with members that no page shows, or
    /// [`RawJson`](vendor_core::wire::RawJson).
    pub async fn stream_as<T>(self) -> Result<Elements<T>, Error>
    where
        T: serde::de::DeserializeOwned + Send + 'static,
    {
        let request = self.to_request();
        self.call.elements(request, "records").await
    }
}

vendor_core::call_options!(ListContacts);

impl IntoFuture for ListContacts {
    type Output = Result<Response<ContactList>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ListContacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListContacts")
            .field("dialler_campaigns_id", &self.dialler_campaigns_id)
            .finish_non_exhaustive()
    }
}

/// Retrieve contacts by their IDs and by their `UserData`.
///
/// A POST that only reads. It gives more of a contact than the other reads: its result code and its
/// history. What is not found is most likely left out; the page does not say.
///
/// Source: documented elsewhere, the batch read.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ReadContacts {
    pub(crate) call: Call,
    pub(crate) languages_id: Option<i64>,
    pub(crate) body: ContactKeys,
}

impl ReadContacts {
    pub(crate) fn new(call: Call, body: ContactKeys) -> Self {
        Self {
            call,
            languages_id: None,
            body,
        }
    }

    /// The language of the result codes' texts, by its ID.
    pub fn languages_id(mut self, languages_id: i64) -> Self {
        self.languages_id = Some(languages_id);
        self
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&READ_CONTACTS);
        request.query("languagesID", &self.languages_id);
        request.violations().check(&self.body);
        request.json(&self.body);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<ContactRecords>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }

    /// Sends the call and gives the items of `records` as they arrive.
    ///
    /// An idle timeout and a cap on each item stand in place of the time limit of an attempt and
    /// the cap on the body.
    pub async fn stream(self) -> Result<Elements<Contact>, Error> {
        self.stream_as().await
    }

    /// The same with items of another type: one of your own with members that no page shows, or
    /// [`RawJson`](vendor_core::wire::RawJson).
    pub async fn stream_as<T>(self) -> Result<Elements<T>, Error>
    where
        T: serde::de::DeserializeOwned + Send + 'static,
    {
        let request = self.to_request();
        self.call.elements(request, "records").await
    }
}

vendor_core::call_options!(ReadContacts);

impl IntoFuture for ReadContacts {
    type Output = Result<Response<ContactRecords>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ReadContacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadContacts")
            .field("languages_id", &self.languages_id)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Import a contact into a campaign.
///
/// The answer holds the imported contact, or the one that was there already; it does not tell one
/// from the other. Repeating the call is harmless (inferred) when it overwrites and the contact has
/// a `UserData`, neither blank nor longer than the CSV import's 64 characters: then, and only then,
/// an attempt of unknown outcome is retried.
///
/// Source: documented.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ImportContact {
    pub(crate) call: Call,
    pub(crate) overwrite_duplicates: bool,
    pub(crate) body: NewContact,
}

impl ImportContact {
    pub(crate) fn new(call: Call, overwrite_duplicates: bool, body: NewContact) -> Self {
        Self {
            call,
            overwrite_duplicates,
            body,
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&IMPORT_CONTACT);
        request.set_idempotency(self.idempotency());
        request.query("overwriteDuplicates", &self.overwrite_duplicates);
        request.violations().check(&self.body);
        request.json(&self.body);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<ContactRecords>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(ImportContact);

impl IntoFuture for ImportContact {
    type Output = Result<Response<ContactRecords>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ImportContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImportContact")
            .field("overwrite_duplicates", &self.overwrite_duplicates)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Retrieve a contact by its ID.
///
/// Source: documented elsewhere, Dialler REST API - Dialler Contact Functions.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct GetContact {
    pub(crate) call: Call,
    pub(crate) dialler_contacts_id: i64,
}

impl GetContact {
    pub(crate) fn new(call: Call, dialler_contacts_id: i64) -> Self {
        Self {
            call,
            dialler_contacts_id,
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&GET_CONTACT);
        request.path("DiallerContactsID", &self.dialler_contacts_id);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<ContactRecords>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(GetContact);

impl IntoFuture for GetContact {
    type Output = Result<Response<ContactRecords>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for GetContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GetContact")
            .field("dialler_contacts_id", &self.dialler_contacts_id)
            .finish_non_exhaustive()
    }
}

/// Delete a contact by its ID, with all that belongs to it.
///
/// When an attempt ended with an unknown outcome and its retry finds no such contact, the contact
/// is reported as gone, not as an error.
///
/// Source: documented elsewhere, Dialler REST API - Dialler Contact Functions.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct DeleteContact {
    pub(crate) call: Call,
    pub(crate) dialler_contacts_id: i64,
}

impl DeleteContact {
    pub(crate) fn new(call: Call, dialler_contacts_id: i64) -> Self {
        Self {
            call,
            dialler_contacts_id,
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&DELETE_CONTACT);
        request.path("DiallerContactsID", &self.dialler_contacts_id);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<Deletion>, Error>> + Send {
        let request = self.to_request();
        self.call.deletion(request)
    }
}

vendor_core::call_options!(DeleteContact);

impl IntoFuture for DeleteContact {
    type Output = Result<Response<Deletion>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for DeleteContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeleteContact")
            .field("dialler_contacts_id", &self.dialler_contacts_id)
            .finish_non_exhaustive()
    }
}

/// Delete the first contact found with a `UserData`, with all that belongs to it.
///
/// One call deletes one contact; when several have the same `UserData`, it cannot be known which.
/// So it is not idempotent: a second call deletes another contact. Prefer to delete by ID.
///
/// Source: documented elsewhere, Dialler REST API - Dialler Contact Functions.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct DeleteContactByUserData {
    pub(crate) call: Call,
    pub(crate) user_data: UserDataKey,
}

impl DeleteContactByUserData {
    pub(crate) fn new(call: Call, user_data: impl Into<UserDataKey>) -> Self {
        Self {
            call,
            user_data: user_data.into(),
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&DELETE_CONTACT_BY_USER_DATA);
        request.query("userData", &self.user_data);
        request.violations().within("userData", &self.user_data);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<()>, Error>> + Send {
        let request = self.to_request();
        self.call.empty(request)
    }
}

vendor_core::call_options!(DeleteContactByUserData);

impl IntoFuture for DeleteContactByUserData {
    type Output = Result<Response<()>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for DeleteContactByUserData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeleteContactByUserData")
            .field("user_data", &Redacted)
            .finish_non_exhaustive()
    }
}

/// Retrieve all campaigns of the client account.
///
/// Source: documented elsewhere, Dialler Campaign functions.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct ListCampaigns {
    pub(crate) call: Call,
}

impl ListCampaigns {
    pub(crate) fn new(call: Call) -> Self {
        Self { call }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        Request::new(&LIST_CAMPAIGNS)
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<CampaignList>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }

    /// Sends the call and gives the items of `records` as they arrive.
    ///
    /// An idle timeout and a cap on each item stand in place of the time limit of an attempt and
    /// the cap on the body.
    pub async fn stream(self) -> Result<Elements<Campaign>, Error> {
        self.stream_as().await
    }

    /// The same with items of another type: one of your own with members that no page shows, or
    /// [`RawJson`](vendor_core::wire::RawJson).
    pub async fn stream_as<T>(self) -> Result<Elements<T>, Error>
    where
        T: serde::de::DeserializeOwned + Send + 'static,
    {
        let request = self.to_request();
        self.call.elements(request, "records").await
    }
}

vendor_core::call_options!(ListCampaigns);

impl IntoFuture for ListCampaigns {
    type Output = Result<Response<CampaignList>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for ListCampaigns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListCampaigns").finish_non_exhaustive()
    }
}

/// Retrieve a campaign by its ID.
///
/// Source: documented elsewhere, Dialler Campaign functions.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct GetCampaign {
    pub(crate) call: Call,
    pub(crate) dialler_campaigns_id: i64,
}

impl GetCampaign {
    pub(crate) fn new(call: Call, dialler_campaigns_id: i64) -> Self {
        Self {
            call,
            dialler_campaigns_id,
        }
    }

    /// The request as a plain value, before credentials are added: for tests and inspection.
    #[must_use]
    pub fn to_request(&self) -> Request {
        let mut request = Request::new(&GET_CAMPAIGN);
        request.path("DiallerCampaignsID", &self.dialler_campaigns_id);
        request
    }

    /// Sends the call and waits for its outcome.
    pub fn send(self) -> impl Future<Output = Result<Response<CampaignRecords>, Error>> + Send {
        let request = self.to_request();
        self.call.json(request)
    }
}

vendor_core::call_options!(GetCampaign);

impl IntoFuture for GetCampaign {
    type Output = Result<Response<CampaignRecords>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl fmt::Debug for GetCampaign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GetCampaign")
            .field("dialler_campaigns_id", &self.dialler_campaigns_id)
            .finish_non_exhaustive()
    }
}
