//! `--add-accessory`: one accessory to be added, as `desc=Drum sticks,price=8.99,type=A,category=5,sku=DS-1`.

use aim_contracts::{Accessory, Decimal};

use crate::input::{Options, pairs};

const PRICE: &str = "a number of at most 28 digits, such as 8.99";
const CATEGORY: &str = "a whole number of 32 bits";

/// Reads the `position`th accessory.
pub(super) fn read(position: usize, text: &str, options: &mut Options) -> Accessory {
    let option = format!("--add-accessory {position}");
    let keys = ["desc", "price", "type", "category", "sku"];
    let [description, price, kind, category, sku] = pairs(&option, text, keys, options);
    let mut accessory = Accessory::new();
    accessory.description = description.map(str::to_owned);
    accessory.price = price.and_then(|price| {
        // Its own reading from a text rounds what it cannot hold.
        let exact = Decimal::from_str_exact(price).ok();
        if exact.is_none() {
            options.wrong(&format!("{option}: price"), format!("must be {PRICE}"));
        }
        exact
    });
    accessory.kind = kind.map(str::to_owned);
    accessory.cat_num = options.value(&format!("{option}: category"), category, CATEGORY);
    accessory.sku = sku.map(str::to_owned);
    accessory
}
