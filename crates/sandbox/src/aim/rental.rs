//! Rental contracts.

use std::fmt;

use chrono::NaiveDateTime;

use super::accessory::Accessory;

/// A rental contract as the vendor keeps it. `Debug` leaves out what is personal data.
///
/// Made by [`new`](Self::new) and by setting its members, e.g. for [`Aim::put_contract`](super::Aim::put_contract).
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rental {
    /// `Ref` of a fulfilment, `WebRef` elsewhere.
    pub reference: String,
    /// `AIMRef`
    pub aim_reference: String,
    /// `Acct`: the account of the customer.
    pub account: i32,
    /// `Sub`: the number of the contract within the account it was made for.
    pub sub: i32,
    /// `Status`, such as `NewStatus` sets it. Default: `Open`.
    pub status: String,
    /// `Serial`
    pub serial: Option<String>,
    /// `SerialPk`
    pub serial_key: Option<i64>,
    /// `CashPrice`, the text of the number as it was sent.
    pub cash_price: Option<String>,
    /// `Notes`
    pub notes: Option<String>,
    /// `DeliveryDate`
    pub delivery_date: Option<NaiveDateTime>,
    /// `FirstDue`
    pub first_due: Option<NaiveDateTime>,
    /// What belongs to it, in the order in which it came.
    pub accessories: Vec<Accessory>,
    /// `LockedBy`: the user who has locked it.
    pub locked_by: Option<String>,
    /// Whether it is no longer among the unfinished ones. Default: no. No call changes that.
    pub is_finished: bool,
    /// The `Type` by which the unfinished ones are asked for.
    pub kind: Option<String>,
    /// `CustomerName`
    pub customer_name: Option<String>,
    /// `StudentName`
    pub student: Option<String>,
    /// `School` and the `SchoolId` by which it is asked for.
    pub school: Option<(i64, String)>,
    /// `District` and the `DistrictId` by which it is asked for.
    pub district: Option<(i64, String)>,
    /// `Teacher` and the `TeacherId` by which it is asked for.
    pub teacher: Option<(i64, String)>,
    /// The `LocationId` by which it is asked for, and the description of the location.
    pub location: Option<(i64, String)>,
    /// `Instrument`
    pub instrument: Option<String>,
    /// The `DeliveryDesc` by which it is asked for.
    pub delivery: Option<String>,
    /// `MonthlyPay` and `PaymentAmount`, the text of a number. Default: `0`.
    pub payment: String,
    /// `CurrentBalance` and `TotalPayoff`, the text of a number. Default: `0`.
    pub balance: String,
    /// When it was entered. Default: never.
    pub entered_at: Option<NaiveDateTime>,
    /// The user who has entered it. Default: [`demo::USER_NAME`](super::demo::USER_NAME).
    pub entered_by: String,
    /// When it was changed for the last time. Default: never.
    pub changed_at: Option<NaiveDateTime>,
}

impl Rental {
    /// An open contract with nothing but its references. The `AIMRef` is `Acct-Sub`.
    pub fn new(reference: impl Into<String>, account: i32, sub: i32) -> Self {
        Self {
            reference: reference.into(),
            aim_reference: format!("{account}-{sub}"),
            account,
            sub,
            status: "Open".to_owned(),
            serial: None,
            serial_key: None,
            cash_price: None,
            notes: None,
            delivery_date: None,
            first_due: None,
            accessories: Vec::new(),
            locked_by: None,
            is_finished: false,
            kind: None,
            customer_name: None,
            student: None,
            school: None,
            district: None,
            teacher: None,
            location: None,
            instrument: None,
            delivery: None,
            payment: "0".to_owned(),
            balance: "0".to_owned(),
            entered_at: None,
            entered_by: super::demo::USER_NAME.to_owned(),
            changed_at: None,
        }
    }

    pub(super) fn is_at(&self, place: &Place) -> bool {
        let is = |wanted: Option<i64>, actual: &Option<(i64, String)>| {
            wanted.is_none_or(|id| actual.as_ref().is_some_and(|(known, _)| *known == id))
        };
        is(place.district, &self.district)
            && is(place.school, &self.school)
            && is(place.location, &self.location)
            && is(place.teacher, &self.teacher)
    }
}

/// Where contracts are asked for; `None` for anywhere.
#[derive(Debug, Default)]
pub(super) struct Place {
    pub(super) district: Option<i64>,
    pub(super) school: Option<i64>,
    pub(super) location: Option<i64>,
    pub(super) teacher: Option<i64>,
}

impl fmt::Debug for Rental {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Rental")
            .field("status", &self.status)
            .field("cash_price", &self.cash_price)
            .field("delivery_date", &self.delivery_date)
            .field("first_due", &self.first_due)
            .field("accessories", &self.accessories)
            .field("is_locked", &self.locked_by.is_some())
            .field("is_finished", &self.is_finished)
            .finish_non_exhaustive()
    }
}
