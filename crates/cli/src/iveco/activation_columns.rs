//! An activation as a row of a file.

use iveco_bt::Activation;

use crate::bulk::{Column, RowsAs};

/// All that an activation has, in the order of the vendor's page.
const COLUMNS: &[Column] = &[
    Column::integer("Source"),
    Column::digits("DossierNumber"),
    Column::digits("AccountId"),
    Column::digits("DMDOutletCode").option("outlet-code"),
    Column::integer("ReasonCode"),
    Column::text("ContactDatetime").option("contacted"),
    Column::text("AcceptanceRefusalDatetime").option("decided"),
    Column::json("Calloutcomes").option("call-outcomes"),
];

/// Two reports of one dossier are nothing unusual, so no two rows are too much alike.
pub(super) fn rows_as() -> RowsAs<Activation> {
    RowsAs {
        columns: COLUMNS,
        defaults: Vec::new(),
        rules: |_, _| {},
        doubts: |_| Vec::new(),
        identity: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::assert_columns_are_those_of;

    #[test]
    fn are_all_that_an_activation_has() {
        assert_columns_are_those_of::<Activation>(COLUMNS);
    }
}
