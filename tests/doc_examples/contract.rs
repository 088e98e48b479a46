//! The operations of a contract, and the methods that are named after them.

pub(crate) fn operations(contract: &str) -> Vec<&str> {
    let lines = contract.lines().map(str::trim);
    lines
        .filter_map(|line| line.strip_prefix("operationId: "))
        .collect()
}

pub(crate) fn snake_case(name: &str) -> String {
    let words = name.chars().map(|c| {
        if c.is_ascii_uppercase() {
            format!("_{}", c.to_ascii_lowercase())
        } else {
            c.to_string()
        }
    });
    words.collect()
}

mod rules {
    use super::snake_case;

    #[test]
    fn a_method_is_named_after_its_operation() {
        assert_eq!(snake_case("getEndPoint"), "get_end_point");
        assert_eq!(snake_case("login"), "login");
    }
}
