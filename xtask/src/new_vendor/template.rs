//! Texts with places that are filled in: `{{name}}`.

/// Fills the places in. A place that stands alone on its line and gets nothing takes the line with it.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = template.to_owned();
    for (name, value) in values {
        let place = format!("{{{{{name}}}}}");
        if value.is_empty() {
            text = text.replace(&format!("{place}\n"), "");
        }
        text = text.replace(&place, value.trim_end_matches('\n'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn each_place_is_filled_in() {
        let text = fill(
            "a {{one}} b {{two}}{{one}}\n",
            &[("one", "1"), ("two", "2")],
        );
        assert_eq!(text, "a 1 b 21\n");
    }

    #[test]
    fn a_line_of_nothing_goes() {
        let text = fill(
            "a\n{{none}}\n{{lines}}\nb\n",
            &[("none", ""), ("lines", "1\n2\n")],
        );
        assert_eq!(text, "a\n1\n2\nb\n");
    }
}
