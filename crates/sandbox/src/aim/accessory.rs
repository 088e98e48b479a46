//! What a contract has beside the thing that is rented.

use super::members::{Members, Unreadable};
use super::object::{Number, Object};

/// An accessory of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accessory {
    /// `Id`: counts on from the last one of the sandbox.
    pub id: i64,
    /// `Desc`
    pub description: Option<String>,
    /// `Price`, the text of the number as it was sent; `0` if it was not.
    pub price: String,
    /// `Type`: `A` for an accessory, `D` for a delivery option, `M` for maintenance.
    pub kind: Option<String>,
    /// `CatNum`: 0 if it was not sent.
    pub category: i32,
    /// `Sku`
    pub sku: Option<String>,
    /// `Report`
    pub report: Option<bool>,
    /// `Delivered`
    pub delivered: bool,
}

impl Accessory {
    /// One that is not delivered yet, with a description and a price.
    pub fn new(id: i64, description: impl Into<String>, price: impl Into<String>) -> Self {
        Self {
            id,
            description: Some(description.into()),
            price: price.into(),
            kind: None,
            category: 0,
            sku: None,
            report: None,
            delivered: false,
        }
    }

    /// One of `AddedAccessories`, without an id.
    pub(super) fn read(members: &Members) -> Result<Self, Unreadable> {
        Ok(Self {
            id: 0,
            description: members.text("Desc")?,
            price: members.number("Price").unwrap_or_else(|| "0".to_owned()),
            kind: members.text("Type")?,
            category: members.int("CatNum")?.unwrap_or_default(),
            sku: members.text("Sku")?,
            report: members.flag("Report")?,
            delivered: false,
        })
    }

    pub(super) fn to_object(&self) -> Object {
        Object::new()
            .with("Id", self.id)
            .with("Desc", self.description.as_ref())
            .with("Price", Number(&self.price))
            .with("Type", self.kind.as_ref())
            .with("CatNum", self.category)
            .with("Sku", self.sku.as_ref())
            .with("Delivered", self.delivered)
    }
}
