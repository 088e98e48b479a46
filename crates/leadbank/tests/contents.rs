//! The details of a lead: an ordered list, with a look-up by key.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

use leadbank::Lead;

fn lead() -> Lead {
    let json = r#"{"Contents":[
        {"ID":1,"Key":"Phone","Value":"first","Type":4},
        {"ID":2,"Key":"Email","Value":null},
        {"ID":3,"Value":"without a key"},
        {"ID":4,"Key":"Phone","Value":"second"},
        {"ID":5,"Key":"Email","Value":"too late"}]}"#;
    serde_json::from_str(json).expect("it decodes")
}

#[test]
fn a_key_gives_the_first_value() {
    assert_eq!(lead().content("Phone"), Some("first"));
}

#[test]
fn a_first_detail_without_a_value_is_not_passed_over() {
    assert_eq!(lead().content("Email"), None);
}

#[test]
fn keys_are_compared_exactly() {
    assert_eq!(lead().content("phone"), None);
    assert_eq!(lead().content(""), None);
}

#[test]
fn a_key_that_occurs_twice_gives_both_in_the_vendors_order() {
    let lead = lead();
    let values: Vec<_> = lead
        .contents_of("Phone")
        .map(|content| (content.id, content.value.as_deref()))
        .collect();
    assert_eq!(
        values,
        [(Some(1), Some("first")), (Some(4), Some("second"))]
    );
    assert_eq!(lead.contents.len(), 5);
}
