//! The dialler of the jtel ACD: contacts and campaigns.
//!
//! Where the vendor's pages are silent or contradict themselves, this is what the sandbox does. All of it is ours, and
//! no promise of the vendor's:
//!
//! - An import with `overwriteDuplicates=true` looks for a contact with the same `UserData` in the campaign of the
//!   import ([`Settings::duplicates`]: in the whole account), and overwrites the one with the lowest ID. Members that
//!   are not sent stay as they are. Without `UserData`, or if there is no such contact, a new one is made; with
//!   `false`, always.
//! - A contact with both campaign ID and name is answered with 400, since one of them is documented. A campaign that does
//!   not exist is answered with 404. A phone number that is empty counts as none.
//! - `Amount` and all other members are given back in the very text in which they came.
//! - Lists are sorted by `Name`, then by ID; the contacts of a campaign that does not exist are a 404.
//! - The batch read gives each contact once, by rising ID, and leaves out what it does not find; `languagesID` changes
//!   nothing.
//! - Of several contacts with the same `UserData` the one with the lowest ID is deleted.
//! - What the contract forbids is answered with 400; an unknown path, or a known one with another method, with 404 and
//!   an empty body; each 404 of a known one has a body. 409 and 500 come by faults only.
//! - All contacts show the members that the vendor's pages show, most of them null.
//! - [`Fault::ExpiredToken`](crate::Fault::ExpiredToken) ends the token as if a new one had been made in the portal:
//!   see [`Dialler::regenerate_token`].

mod campaign;
mod contact;
mod contacts;
pub mod demo;
mod failure;
mod handlers;
mod settings;
mod state;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use http::Method;

use crate::address;
use crate::contract::ContractError;
use crate::operation::Operation;
use crate::route::Route;
use crate::vendor::Vendor;

pub use self::campaign::Campaign;
pub use self::contact::{Contact, NewContact, ResultCode};
pub use self::settings::{DuplicateScope, Settings};

use self::state::State;

/// The first segment of all paths.
const NAME: &str = "dialler";

/// `POST /dialler/contacts/import`
pub const IMPORT_CONTACT: Operation = Operation::without_renewal(NAME, "importContact");
/// `GET /dialler/contacts/{DiallerContactsID}`
pub const GET_CONTACT: Operation = Operation::without_renewal(NAME, "getContact");
/// `GET /dialler/contacts`
pub const LIST_CONTACTS: Operation = Operation::without_renewal(NAME, "listContacts");
/// `POST /dialler/contacts`
pub const READ_CONTACTS: Operation = Operation::without_renewal(NAME, "readContacts");
/// `DELETE /dialler/contacts/contact/{DiallerContactsID}`
pub const DELETE_CONTACT: Operation = Operation::without_renewal(NAME, "deleteContact");
/// `DELETE /dialler/contacts/contact?userData={userData}`
pub const DELETE_CONTACT_BY_USER_DATA: Operation =
    Operation::without_renewal(NAME, "deleteContactByUserData");
/// `GET /dialler/campaigns`
pub const LIST_CAMPAIGNS: Operation = Operation::without_renewal(NAME, "listCampaigns");
/// `GET /dialler/campaigns/{DiallerCampaignsID}`
pub const GET_CAMPAIGN: Operation = Operation::without_renewal(NAME, "getCampaign");

/// All operations of this vendor.
pub const OPERATIONS: [Operation; 8] = [
    IMPORT_CONTACT,
    GET_CONTACT,
    LIST_CONTACTS,
    READ_CONTACTS,
    DELETE_CONTACT,
    DELETE_CONTACT_BY_USER_DATA,
    LIST_CAMPAIGNS,
    GET_CAMPAIGN,
];

static ROUTES: [Route; 8] = [
    Route {
        method: Method::POST,
        template: "/rest/v1.0/{ClientsID}/dialler/contacts/import",
        operation: IMPORT_CONTACT,
    },
    Route {
        method: Method::GET,
        template: "/rest/v1.0/{ClientsID}/dialler/contacts/{DiallerContactsID}",
        operation: GET_CONTACT,
    },
    Route {
        method: Method::GET,
        template: "/rest/v1.0/{ClientsID}/dialler/contacts",
        operation: LIST_CONTACTS,
    },
    Route {
        method: Method::POST,
        template: "/rest/v1.0/{ClientsID}/dialler/contacts",
        operation: READ_CONTACTS,
    },
    Route {
        method: Method::DELETE,
        template: "/rest/v1.0/{ClientsID}/dialler/contacts/contact/{DiallerContactsID}",
        operation: DELETE_CONTACT,
    },
    Route {
        method: Method::DELETE,
        template: "/rest/v1.0/{ClientsID}/dialler/contacts/contact",
        operation: DELETE_CONTACT_BY_USER_DATA,
    },
    Route {
        method: Method::GET,
        template: "/rest/v1.0/{ClientsID}/dialler/campaigns",
        operation: LIST_CAMPAIGNS,
    },
    Route {
        method: Method::GET,
        template: "/rest/v1.0/{ClientsID}/dialler/campaigns/{DiallerCampaignsID}",
        operation: GET_CAMPAIGN,
    },
];

/// A handle on the stand-in for the jtel dialler. Clones are the same stand-in.
#[derive(Clone)]
pub struct Dialler {
    server_url: String,
    base_url: String,
    state: Arc<State>,
}

impl Dialler {
    pub(crate) fn new(address: SocketAddr, seed: u64) -> Result<Self, ContractError> {
        let server_url = address::url(address, NAME);
        Ok(Self {
            base_url: format!("{server_url}/rest/v1.0/{}", demo::CLIENTS_ID),
            server_url,
            state: Arc::new(State::new(seed)?),
        })
    }

    pub(crate) fn vendor(&self) -> Arc<dyn Vendor> {
        Arc::clone(&self.state) as Arc<dyn Vendor>
    }

    /// What takes the place of `http(s)://jtel-rest-api-server:port/rest/v1.0/{ClientsID}`; without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// What takes the place of `http(s)://jtel-rest-api-server:port`; without a slash at the end.
    pub fn server_url(&self) -> &str {
        &self.server_url
    }

    /// The only client account.
    pub fn clients_id(&self) -> i64 {
        demo::CLIENTS_ID
    }

    /// The bearer token of the moment; at the start [`demo::TOKEN`].
    pub fn token(&self) -> String {
        self.state.with(|inner| inner.token.clone())
    }

    /// Makes a new token, as a person does in the portal, and gives it. The old one is worthless at once.
    pub fn regenerate_token(&self) -> String {
        self.state.with(|inner| {
            inner.regenerate_token();
            inner.token.clone()
        })
    }

    /// Changes the settings, from the next call on.
    pub fn configure(&self, change: impl FnOnce(&mut Settings)) {
        self.state.with(|inner| change(&mut inner.settings));
    }

    /// All contacts, by rising ID.
    pub fn contacts(&self) -> Vec<Contact> {
        self.state
            .with(|inner| inner.contacts.all().cloned().collect())
    }

    /// The contacts of this campaign, by rising ID.
    pub fn contacts_of(&self, campaign: i64) -> Vec<Contact> {
        self.state.with(|inner| {
            let contacts = inner.contacts.all();
            contacts
                .filter(|contact| contact.campaign_id == campaign)
                .cloned()
                .collect()
        })
    }

    /// Looks at all contacts where they are, by rising ID: a page shows few of many.
    #[cfg(feature = "inspector")]
    pub(crate) fn look<R>(
        &self,
        look: impl FnOnce(&mut dyn DoubleEndedIterator<Item = &Contact>) -> R,
    ) -> R {
        self.state.with(|inner| look(&mut inner.contacts.all()))
    }

    /// How many contacts there are.
    pub fn count_contacts(&self) -> usize {
        self.state.with(|inner| inner.contacts.len())
    }

    /// The contact with this ID.
    pub fn contact(&self, id: i64) -> Option<Contact> {
        self.state.with(|inner| inner.contacts.get(id).cloned())
    }

    /// Puts a contact there without a call, and gives its ID. Nothing is checked.
    pub fn seed_contact(&self, contact: NewContact) -> i64 {
        self.state.with(|inner| inner.contacts.add(contact))
    }

    /// Puts so many contacts there that differ in little but their IDs (the next ones), and gives the IDs. About 2 KiB
    /// each on the wire, most of it null.
    pub fn seed_contacts(&self, campaign: i64, count: usize) -> Vec<i64> {
        self.state.with(|inner| {
            (0..count)
                .map(|_| inner.contacts.add(demo::contact(campaign)))
                .collect()
        })
    }

    /// Removes all contacts, also those of the demonstration data.
    pub fn remove_all_contacts(&self) {
        self.state.with(|inner| inner.contacts.remove_all());
    }

    /// All campaigns, in the order in which they came.
    pub fn campaigns(&self) -> Vec<Campaign> {
        self.state.with(|inner| inner.campaigns.clone())
    }

    /// Puts a campaign there; one with the same ID is replaced.
    pub fn add_campaign(&self, campaign: Campaign) {
        self.state.with(|inner| {
            inner.campaigns.retain(|known| known.id != campaign.id);
            inner.campaigns.push(campaign);
        });
    }
}

impl fmt::Debug for Dialler {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Dialler")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}
