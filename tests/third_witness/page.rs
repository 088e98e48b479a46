//! What stands on a vendor's page, and the comparison with the contract.

use std::collections::BTreeSet;

use crate::contract::{Contract, Route};

/// A model of the page: its name in the contract, and its members with their types in the page's words.
pub(crate) type Model<'a> = (&'a str, &'a [(&'a str, &'a str)]);

pub(crate) fn routes(routes: &[(&str, &str)]) -> BTreeSet<Route> {
    let routes = routes.iter();
    routes
        .map(|(verb, path)| ((*verb).to_owned(), (*path).to_owned()))
        .collect()
}

/// Every model of the page is in the contract with its members and types, and the contract calls nothing
/// documented that is not on the page.
pub(crate) fn assert_models(contract: &Contract, page: &[Model<'_>]) {
    for (schema, members) in page {
        let listed: BTreeSet<&str> = members.iter().map(|(name, _)| *name).collect();
        let known = contract.members(schema);
        let missing: Vec<_> = listed.difference(&known).collect();
        assert_eq!(
            missing, [&""; 0],
            "{schema}: on the page, not in the contract"
        );
        for (member, page_type) in *members {
            let kind = contract.kind(schema, member);
            assert!(
                is_same_type(page_type, &kind),
                "{schema}.{member}: {page_type} on the page, {kind} in the contract"
            );
        }
        let documented = contract.documented_members(schema);
        let unfounded: Vec<_> = documented.difference(&listed).collect();
        assert_eq!(
            unfounded, [&""; 0],
            "{schema}: documented, but not on the page"
        );
    }
    let listed: BTreeSet<&str> = page.iter().map(|(schema, _)| *schema).collect();
    let documented = contract.documented_schemas();
    let unfounded: Vec<_> = documented.difference(&listed).collect();
    assert_eq!(unfounded, [&""; 0], "schemas that are not on the page");
}

/// Whether a type in a page's words is one in the contract's.
fn is_same_type(page: &str, contract: &str) -> bool {
    let page = page.trim_end_matches('?');
    let list = page
        .strip_prefix("List<")
        .map(|rest| rest.trim_end_matches('>'))
        .or_else(|| page.strip_prefix("Collection of "));
    if let Some(item) = list {
        let contract = contract.strip_prefix("list of ");
        return contract.is_some_and(|contract| is_same_type(item, contract));
    }
    match page {
        "integer" => contract.starts_with("integer "),
        "int" => contract == "integer int32",
        "long" => contract == "integer int64",
        "date" | "DateTime" => contract == "date-time",
        "bool" | "boolean" => contract == "boolean",
        // Samples show the form of a number, its type or only that there is something.
        "amount" => contract == "decimal",
        "anything" => true,
        named => contract == named,
    }
}

#[test]
fn a_type_of_a_page_is_compared_with_its_like() {
    assert!(is_same_type("long?", "integer int64"));
    assert!(!is_same_type("long?", "integer int32"));
    assert!(is_same_type("List<Accessory>", "list of Accessory"));
    assert!(!is_same_type("List<Accessory>", "Accessory"));
    assert!(!is_same_type("string", "date-time"));
}
