//! The models of the vendors' answers, and the contracts that they stand in.
// A contract that cannot be read makes every check of it fail; and which models there are, the lists below say.
#![allow(clippy::expect_used, clippy::wildcard_imports)]

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a text as a model, and writes it again.
pub type Again = fn(&[u8]) -> Result<String, serde_json::Error>;

fn again<T: DeserializeOwned + Serialize>(text: &[u8]) -> Result<String, serde_json::Error> {
    serde_json::from_slice::<T>(text).and_then(|model| serde_json::to_string(&model))
}

/// The models of a vendor by the names of their schemas.
macro_rules! models {
    ($($name:literal: $model:ty),+ $(,)?) => {
        BTreeMap::from([$(($name, again::<$model> as Again)),+])
    };
}

/// A vendor, as far as its answers go.
#[derive(Debug)]
pub struct Vendor {
    /// The name of its crate.
    pub name: &'static str,
    /// What `openapi.yaml` says.
    pub contract: Value,
    /// The models of its answers, by the names of their schemas.
    pub models: BTreeMap<&'static str, Again>,
}

/// The contract of a crate, as JSON.
macro_rules! contract {
    ($vendor:literal) => {
        serde_saphyr::from_str(include_str!(concat!(
            "../crates/",
            $vendor,
            "/openapi.yaml"
        )))
        .expect("the contract is YAML")
    };
}

/// All vendors. The vendor of `iveco-bt` documents no answer.
///
/// # Panics
/// If a contract is not YAML.
#[must_use]
pub fn vendors() -> [Vendor; 5] {
    [
        Vendor {
            name: "aim-contracts",
            contract: contract!("aim-contracts"),
            models: aim_models(),
        },
        Vendor {
            name: "dialler",
            contract: contract!("dialler"),
            models: dialler_models(),
        },
        Vendor {
            name: "iveco-bt",
            contract: contract!("iveco-bt"),
            models: BTreeMap::new(),
        },
        Vendor {
            name: "leadbank",
            contract: contract!("leadbank"),
            models: leadbank_models(),
        },
        Vendor {
            name: "prepared-tickets",
            contract: contract!("prepared-tickets"),
            models: prepared_tickets_models(),
        },
    ]
}

/// Of `aim-contracts`.
pub(crate) fn aim_models() -> BTreeMap<&'static str, Again> {
    use aim_contracts::models::*;
    models! {
        "ContractFulfillmentResponse": ContractFulfillmentResponse,
        "UpdateContractErrorObj": MassUpdateError,
        "BaseResponseResult": AimStatus,
        "ResponseStatus": ResponseStatus,
        "StatusResponse": StatusResponse,
        "GetEndPointResponse": GetEndPointResponse,
        "SecurityResponse": SecurityResponse,
        "UserDetail": UserDetail,
        "AccountDetail": AccountDetail,
        "ContractDetailsResponse": ContractDetailsResponse,
        "InventoryGeneric": InventoryItem,
        "PaymentGeneric": Payment,
        "ContractFullDetailsResponse": ContractFullDetailsResponse,
        "ContractStatusListingResponse": ContractStatusListingResponse,
        "ContractStatusInfo": ContractStatus,
        "ContractDefaultListingResponse": ContractDefaultListingResponse,
        "ContractDefaultInfo": ContractDefault,
        "ScheduledReturnsResponse": ScheduledReturnsResponse,
        "ContractScheduledReturnInfo": ScheduledReturn,
        "ScheduleReturnResponse": ScheduleReturnResponse,
        "ScheduledExchangesResponse": ScheduledExchangesResponse,
        "ScheduledExchangesGetInfo": ScheduledExchange,
        "ScheduleExchangeResponse": ScheduleExchangeResponse,
        "UnfinishedContractsResponse": UnfinishedContractsResponse,
        "UnfinishedContract": UnfinishedContract,
        "LocationInfo": Location,
    }
}

/// Of `dialler`.
pub(crate) fn dialler_models() -> BTreeMap<&'static str, Again> {
    use dialler::models::*;
    models! {
        "Contact": Contact,
        "ResultCode": ResultCode,
        "Campaign": Campaign,
        "ContactRecords": ContactRecords,
        "ContactList": ContactList,
        "CampaignRecords": CampaignRecords,
        "CampaignList": CampaignList,
    }
}

/// Of `leadbank`.
pub(crate) fn leadbank_models() -> BTreeMap<&'static str, Again> {
    use leadbank::models::*;
    models! {
        "LeadResponse": LeadResponse,
        "Lead": Lead,
        "Content": Content,
        "Response": Receipt,
    }
}

/// Of `prepared-tickets`.
pub(crate) fn prepared_tickets_models() -> BTreeMap<&'static str, Again> {
    use prepared_tickets::models::*;
    models! {
        "PreparedTicket": PreparedTicket,
        "PreparedTicketList": PreparedTicketList,
        "AppliedQuery": AppliedQuery,
    }
}
