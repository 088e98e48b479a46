use super::*;

/// What a person sees of it.
fn shown(body: &[u8]) -> String {
    let html = Contents::of(body).render().into_string();
    let mut text = String::new();
    let mut is_tag = false;
    for character in html.chars() {
        match character {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if is_tag => {}
            _ => text.push(character),
        }
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

fn form(body: &[u8]) -> Option<&'static str> {
    Contents::of(body).form()
}

mod json {
    use super::*;

    #[test]
    fn members_keep_their_order_and_numbers_their_digits() {
        let body =
            br#"{"z":12.50,"a":[1,{"b":null}],"e":[],"o":{ }, "big":12345678901234567890123}"#;
        let expected = r#"{
  "z": 12.50,
  "a": [
    1,
    {
      "b": null
    }
  ],
  "e": [],
  "o": {},
  "big": 12345678901234567890123
}"#;
        assert_eq!(shown(body), expected);
        assert_eq!(form(body), Some("JSON"));
    }

    #[test]
    fn what_stands_in_a_text_is_no_punctuation() {
        let body = br#"{"a":"{[,:]}\" \\","b":"\\\\"}"#;
        let expected = "{\n  \"a\": \"{[,:]}\\\" \\\\\",\n  \"b\": \"\\\\\\\\\"\n}";
        assert_eq!(shown(body), expected);
    }

    #[test]
    fn a_value_alone_is_json_too() {
        for body in ["1", "\"text\"", "null", " true "] {
            assert_eq!(shown(body.as_bytes()), body.trim());
            assert_eq!(form(body.as_bytes()), Some("JSON"));
        }
    }

    #[test]
    fn nothing_but_brackets_does_not_grow_beyond_measure() {
        let depth = 32 * 1024;
        let body = "[".repeat(depth) + &"]".repeat(depth);
        assert!(shown(body.as_bytes()).len() < 100 * depth);
    }

    #[test]
    fn markup_in_it_is_escaped() {
        let html = Contents::of(b"{\"a\":\"<script>\"}").render().into_string();
        assert!(!html.contains("<script"));
        assert!(html.contains("&lt;script&gt;"));
    }
}

mod xml {
    use super::*;

    #[test]
    fn elements_stand_below_each_other_and_text_stays_as_it_is() {
        let body = b"<?xml version=\"1.0\"?><a x=\"1\"><b> one &amp; two </b><c/>\n\n<d></d><!-- e --></a>";
        let expected = "<?xml version=\"1.0\"?>\n<a x=\"1\">\n  <b> one &amp; two </b>\n  <c/>\n  <d></d>\n  <!-- e -->\n</a>";
        assert_eq!(shown(body), expected);
        assert_eq!(form(body), Some("XML"));
    }

    #[test]
    fn nothing_but_tags_does_not_grow_beyond_measure() {
        let depth = 8 * 1024;
        let body = "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert!(shown(body.as_bytes()).len() < 100 * depth);
    }

    #[test]
    fn what_is_not_well_formed_is_shown_as_it_is() {
        let body = b"<a><b></a>";
        assert_eq!(shown(body), "<a><b></a>");
        assert_eq!(form(body), Some("text"));
    }
}

#[test]
fn a_form_is_a_table() {
    let body = b"grant=x&name=a+b%3C";
    assert_eq!(form(body), Some("a form"));
    assert!(shown(body).contains("a b<"));
}

#[test]
fn anything_else_is_text() {
    assert_eq!(shown(b"plain, and = this"), "plain, and = this");
    assert_eq!(form(b"plain, and = this"), Some("text"));
}

#[test]
fn what_is_no_text_is_counted() {
    assert_eq!(shown(b"\xFF\xFE<{"), "4 bytes that are no text.");
}

#[test]
fn a_text_that_was_cut_within_a_character_is_a_text() {
    assert_eq!(shown("d\u{e9}".as_bytes().split_at(2).0), "d");
}

#[test]
fn no_body_is_empty() {
    assert_eq!(shown(b""), "Empty.");
}
