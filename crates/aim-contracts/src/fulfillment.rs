//! The two forms of a fulfilment's body: one contract, or several. The vendor has one type for both; here no
//! call can mix them.

use vendor_core::Request;

use crate::models::{Fulfillment, MassUpdateItem, MassUpdateRequest};
use crate::operations::{ContractFulfillment, SetContractSerial};

/// The body of a fulfilment.
#[derive(Clone, Debug)]
pub(crate) enum FulfillmentBody {
    One(Box<Fulfillment>),
    Several(MassUpdateRequest),
}

impl FulfillmentBody {
    pub(crate) fn write_to(&self, request: &mut Request) {
        match self {
            Self::One(fulfillment) => {
                request.violations().check(&**fulfillment);
                request.json(fulfillment);
            }
            Self::Several(updates) => {
                // Of one item, too: the vendor answers it as a mass update.
                request.set_bulk(true);
                request.violations().check(updates);
                request.json(updates);
            }
        }
    }
}

impl From<Fulfillment> for FulfillmentBody {
    fn from(mut fulfillment: Fulfillment) -> Self {
        leave_out_if_empty(&mut fulfillment.delivered_accessories);
        leave_out_if_empty(&mut fulfillment.deleted_accessory_ids);
        leave_out_if_empty(&mut fulfillment.added_accessories);
        Self::One(Box::new(fulfillment))
    }
}

impl From<Vec<MassUpdateItem>> for FulfillmentBody {
    fn from(mut items: Vec<MassUpdateItem>) -> Self {
        for item in &mut items {
            leave_out_if_empty(&mut item.delivered_accessories);
            leave_out_if_empty(&mut item.deleted_accessory_ids);
            leave_out_if_empty(&mut item.added_accessories);
        }
        Self::Several(MassUpdateRequest::from_required(items))
    }
}

/// What the vendor makes of an empty list is not documented: "nothing to add" or "delete all".
pub(crate) fn leave_out_if_empty<T>(list: &mut Option<Vec<T>>) {
    list.take_if(|items| items.is_empty());
}

impl ContractFulfillment {
    /// Sends it by the old route, `C2BSetContractSerial`, which the page still names.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::Fulfillment;
    /// use vendor_sandbox::aim::SET_CONTRACT_SERIAL;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let fulfillment = Fulfillment::new("W1001").serial("SN-4711");
    /// client.contract_fulfillment(fulfillment).by_old_route().await?;
    /// assert_eq!(sandbox.ledger().applied(SET_CONTRACT_SERIAL), 1);
    /// # Ok(()) }
    /// ```
    pub fn by_old_route(self) -> SetContractSerial {
        SetContractSerial::new(self.call, self.body)
    }
}
