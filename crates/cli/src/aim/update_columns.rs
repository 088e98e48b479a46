//! An update of a contract as a row of a file.

use std::borrow::Cow;

use aim_contracts::MassUpdateItem;

use crate::bulk::{Column, Identity, Repeated, RowsAs};

/// All that an update has, in the order of the vendor's page.
const COLUMNS: &[Column] = &[
    Column::digits(REFERENCE),
    Column::digits("Serial"),
    Column::integer("SerialPk"),
    Column::decimal("CashPrice"),
    Column::text("NewStatus"),
    Column::text("Notes"),
    Column::text("DeliveryDate"),
    Column::json("DeliveredAccessories"),
    Column::json("DeletedAccessoryIds"),
    Column::json("AddedAccessories"),
    Column::text("FirstDue"),
    Column::integer("NewCustomerAcct"),
    Column::boolean("Unlock"),
];

const REFERENCE: &str = "Ref";

/// The answer tells the updates apart by their references alone.
pub(super) fn rows_as() -> RowsAs<MassUpdateItem> {
    RowsAs {
        columns: COLUMNS,
        defaults: Vec::new(),
        rules: |item, found| found.check(item),
        doubts: |_| Vec::new(),
        identity: Some(Identity {
            member: REFERENCE,
            of: |item| Some(Cow::Borrowed(&item.reference)),
            repeated: Repeated::Wrong,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::assert_columns_are_those_of;

    #[test]
    fn are_all_that_an_update_has() {
        assert_columns_are_those_of::<MassUpdateItem>(COLUMNS);
    }
}
