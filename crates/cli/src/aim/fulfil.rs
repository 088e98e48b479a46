//! `vendor aim fulfil`

use std::path::PathBuf;

use aim_contracts::core::wire::LocalDateTime;
use aim_contracts::operations::{CONTRACT_FULFILLMENT, SET_CONTRACT_SERIAL};
use aim_contracts::{Client, Decimal, DeliveredAccessory, Fulfillment};
use clap::{ArgGroup, Args};

use super::accessories;
use super::answer::{done, failed};
use crate::failure::{Effect, Failure};
use crate::input::{self, Options};
use crate::look::Look;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
What is not given is not sent; that this leaves it unchanged is inferred. Accessories that are added again are there
twice, by their name: a call with an unknown outcome is never repeated.

With --json, the answer as the vendor sent it.

Examples:
  vendor aim fulfil W1001 --serial SN-2001 --new-status Delivered --delivered 501 \\
    --add-accessory 'desc=Reeds,price=12.50,type=A' --sandbox
  vendor aim fulfil --from-json fulfilment.json";

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("contract").required(true).args(["reference", "from_json"]))]
pub(crate) struct Arguments {
    /// The reference of the contract
    #[arg(value_name = "REF")]
    reference: Option<String>,

    #[command(flatten)]
    members: Members,

    /// Reads the fulfilment from a JSON file in the vendor's names, - for stdin, in place of the options above
    #[arg(long, value_name = "FILE", conflicts_with = "members")]
    from_json: Option<PathBuf>,

    /// Sends it by the old route, C2BSetContractSerial
    #[arg(long)]
    old_route: bool,
}

#[derive(Debug, Args)]
#[group(id = "members", multiple = true)]
struct Members {
    /// The serial number of what is rented
    #[arg(long)]
    serial: Option<String>,

    /// The key of the serial number in AIM
    #[arg(long, value_name = "KEY")]
    serial_pk: Option<i64>,

    /// The cash price
    #[arg(long, value_name = "AMOUNT", value_parser = amount)]
    cash_price: Option<Decimal>,

    /// The status that the contract gets; see `vendor aim statuses`
    #[arg(long, value_name = "STATUS")]
    new_status: Option<String>,

    /// Notes
    #[arg(long)]
    notes: Option<String>,

    /// When it is delivered, such as 2026-10-15T00:00:00, in the vendor's time
    #[arg(long, value_name = "TIME")]
    delivery_date: Option<LocalDateTime>,

    /// When the first payment is due
    #[arg(long, value_name = "TIME")]
    first_due: Option<LocalDateTime>,

    /// The account of the customer
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    customer_acct: Option<i32>,

    /// An accessory that has been delivered; once for each
    #[arg(long, value_name = "ID")]
    delivered: Vec<i64>,

    /// An accessory that has not been delivered; once for each
    #[arg(long, value_name = "ID")]
    not_delivered: Vec<i64>,

    /// An accessory to be deleted; once for each
    #[arg(long, value_name = "ID")]
    delete_accessory: Vec<i64>,

    /// An accessory to be added; once for each. The type is A for an accessory, D for a delivery option, M for
    /// maintenance
    #[arg(
        long,
        value_name = "desc=TEXT,price=AMOUNT,type=A|D|M,category=NUMBER,sku=TEXT"
    )]
    add_accessory: Vec<String>,

    /// Unlocks the contract, too
    #[arg(long)]
    unlock: bool,
}

/// Its own reading from a text rounds what it cannot hold.
fn amount(text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(text)
        .map_err(|_| "expected a number of at most 28 digits, such as 449.10".to_owned())
}

/// A fulfilment to be sent.
pub(super) struct Fulfilment {
    request: Fulfillment,
    old_route: bool,
}

impl Arguments {
    pub(super) fn read(self) -> Result<Fulfilment, Failure> {
        let request = match self.from_json {
            Some(path) => input::one(path, |request, violations| violations.check(request))?,
            None => self.members.of(self.reference.unwrap_or_default())?,
        };
        Ok(Fulfilment {
            request,
            old_route: self.old_route,
        })
    }
}

impl Members {
    fn of(self, reference: String) -> Result<Fulfillment, Failure> {
        let mut options = Options::default();
        let delivered = |delivered| move |id| DeliveredAccessory::new(id, delivered);
        let deliveries = self.delivered.into_iter().map(delivered(true));
        let deliveries = deliveries.chain(self.not_delivered.into_iter().map(delivered(false)));
        let added = (1..)
            .zip(&self.add_accessory)
            .map(|(position, text)| accessories::read(position, text, &mut options));
        let mut request = Fulfillment::new(reference);
        request.delivered_accessories = some(deliveries.collect());
        request.deleted_accessory_ids = some(self.delete_accessory);
        request.added_accessories = some(added.collect());
        request.serial = self.serial;
        request.serial_pk = self.serial_pk;
        request.cash_price = self.cash_price;
        request.new_status = self.new_status;
        request.notes = self.notes;
        request.delivery_date = self.delivery_date;
        request.first_due = self.first_due;
        request.customer_acct = self.customer_acct;
        request.unlock = self.unlock.then_some(true);
        options.check()?;
        if request == Fulfillment::new(request.reference.as_str()) {
            return Err(Failure::Invalid(
                "there is nothing to fulfil: give what is to be set".to_owned(),
            ));
        }
        Ok(request)
    }
}

/// What the vendor makes of an empty list is not documented.
fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    Some(list).filter(|list| !list.is_empty())
}

impl Fulfilment {
    pub(super) fn effect(&self) -> Effect {
        let reference = self.request.reference.clone();
        Effect::Changes(Some(Look::of("vendor aim details ", "REF", reference)))
    }

    pub(super) async fn run(self, client: &Client, output: &Output) -> Result<(), Failure> {
        let call = client.contract_fulfillment(self.request);
        let answer = if self.old_route {
            let call = call.by_old_route();
            call.await.map_err(failed(&SET_CONTRACT_SERIAL))?
        } else {
            call.await.map_err(failed(&CONTRACT_FULFILLMENT))?
        };
        done(&answer, output, |answer| answer.status.as_ref())
    }
}
