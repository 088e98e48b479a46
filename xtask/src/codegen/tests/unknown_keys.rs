//! A key that the generator does not know is an error at its place, at every level of a contract.

use super::{ORDERS, messages, only_message, small_with};

/// The level, the text that is replaced in the small contract, by what, and the message.
const MISSPELT: &[(&str, &str, &str, &str)] = &[
    (
        "document",
        "servers:",
        "sevrers:",
        r#"#: unknown key "sevrers" (did you mean "servers"?)"#,
    ),
    (
        "info",
        "  version: v1",
        "  version: v1\n  descripton: x",
        r#"#/info: unknown key "descripton" (did you mean "description"?)"#,
    ),
    (
        "server",
        "  - url: https://{host}/api",
        "  - url: https://{host}/api\n    descripton: x",
        r#"#/servers/0: unknown key "descripton" (did you mean "description"?)"#,
    ),
    (
        "server variable",
        "{ default: localhost }",
        "{ default: localhost, enmu: [] }",
        r#"#/servers/0/variables/host: unknown key "enmu""#,
    ),
    (
        "tag",
        "  - name: leads",
        "  - name: leads\n    colour: red",
        r#"#/tags/0: unknown key "colour""#,
    ),
    (
        "path item",
        "    put:",
        "    patch: {}\n    put:",
        r#"#/paths/~1leads~1{lead-id}: unknown key "patch""#,
    ),
    (
        "operation",
        "      tags: [leads]",
        "      tags: [leads]\n      x-idempotancy: safe",
        r#"#/paths/~1leads~1{lead-id}/put: unknown key "x-idempotancy" (did you mean "x-idempotency"?)"#,
    ),
    (
        "parameter",
        "        in: path",
        "        in: path\n        x-sensetive: true",
        r#"#/paths/~1leads~1{lead-id}/parameters/0: unknown key "x-sensetive" (did you mean "x-sensitive"?)"#,
    ),
    (
        "parameter's schema",
        "schema: { type: integer, format: int64 }\n    put",
        "schema: { type: integer, format: int64, minimun: 1 }\n    put",
        r#"#/paths/~1leads~1{lead-id}/parameters/0/schema: unknown key "minimun" (did you mean "minimum"?)"#,
    ),
    (
        "request body",
        "        required: true\n        content",
        "        requierd: true\n        content",
        r#"#/paths/~1leads~1{lead-id}/put/requestBody: unknown key "requierd" (did you mean "required"?)"#,
    ),
    (
        "response",
        "          description: Sent.",
        "          description: Sent.\n          headers: {}",
        r#"#/paths/~1leads~1{lead-id}/put/responses/200: unknown key "headers""#,
    ),
    (
        "media type",
        "              schema: { $ref: \"#/components/schemas/Receipt\" }",
        "              schema: { $ref: \"#/components/schemas/Receipt\" }\n              exampel: 1",
        r#"#/paths/~1leads~1{lead-id}/put/responses/200/content/application~1json: unknown key "exampel" (did you mean "example"?)"#,
    ),
    (
        "components",
        "  parameters:\n    Since:",
        "  headers: {}\n  parameters:\n    Since:",
        r#"#/components: unknown key "headers""#,
    ),
    (
        "security scheme",
        "      type: oauth2",
        "      type: oauth2\n      scheme: bearer",
        r#"#/components/securitySchemes/oauth2: unknown key "scheme""#,
    ),
    (
        "flows",
        "        clientCredentials:",
        "        implicit: {}\n        clientCredentials:",
        r#"#/components/securitySchemes/oauth2/flows: unknown key "implicit""#,
    ),
    (
        "flow",
        "          scopes: {}",
        "          scopes: {}\n          refreshUrl: x",
        r#"#/components/securitySchemes/oauth2/flows/clientCredentials: unknown key "refreshUrl""#,
    ),
    (
        "shared parameter",
        "      in: query",
        "      in: query\n      explode: true",
        r#"#/components/parameters/Since: unknown key "explode""#,
    ),
    (
        "shared response",
        "      description: It went wrong.",
        "      description: It went wrong.\n      link: x",
        r#"#/components/responses/Problem: unknown key "link""#,
    ),
    (
        "schema",
        "      x-role: request",
        "      x-role: request\n      x-sensitve: true",
        r#"#/components/schemas/Lead: unknown key "x-sensitve" (did you mean "x-sensitive"?)"#,
    ),
    (
        "enum",
        "      x-open-enum: true",
        "      x-open-enum: true\n      x-sensitive: true",
        r#"#/components/schemas/State: unknown key "x-sensitive""#,
    ),
    (
        "text",
        "maxLength: 64, x-sensitive: true",
        "maxLength: 64, X-Sensitive: true",
        r#"#/components/schemas/Lead/properties/name: unknown key "X-Sensitive" (did you mean "x-sensitive"?)"#,
    ),
    (
        "date",
        "x-date-format: naive }",
        "x-date-format: naive, maxLength: 3 }",
        r#"#/components/schemas/Lead/properties/created: unknown key "maxLength""#,
    ),
    (
        "number",
        "x-decimal: true }",
        "x-decimal: true, minimum: 1 }",
        r#"#/components/schemas/Lead/properties/amount: unknown key "minimum""#,
    ),
    (
        "integer",
        "minimum: 1, maximum: 9",
        "minimum: 1, maxmum: 9",
        r#"#/components/schemas/Lead/properties/count: unknown key "maxmum" (did you mean "maximum"?)"#,
    ),
    (
        "list",
        "maxItems: 3",
        "uniqueItems: true",
        r#"#/components/schemas/Lead/properties/tags: unknown key "uniqueItems""#,
    ),
    (
        "item",
        "items: { type: string }",
        "items: { type: string, x-sensitiv: true }",
        r#"#/components/schemas/Lead/properties/tags/items: unknown key "x-sensitiv" (did you mean "x-sensitive"?)"#,
    ),
    (
        "schema of an error",
        "detail: { type: string }",
        "detail: { type: string, x-source2: documented }",
        r#"#/components/schemas/Problem/properties/detail: unknown key "x-source2" (did you mean "x-source"?)"#,
    ),
];

#[test]
fn a_misspelt_key_is_an_error_at_every_level() {
    for (level, from, to, expected) in MISSPELT {
        assert_eq!(only_message(&small_with(from, to)), *expected, "{level}");
    }
}

#[test]
fn an_x_key_that_belongs_elsewhere_is_an_error() {
    for (from, to, expected) in [
        (
            "items: { type: string }",
            "items: { type: string, x-rust-name: tag }",
            r#"#/components/schemas/Lead/properties/tags/items: unknown key "x-rust-name""#,
        ),
        (
            "x-decimal: true }",
            "x-decimal: true, x-open-enum: true }",
            r#"#/components/schemas/Lead/properties/amount: unknown key "x-open-enum""#,
        ),
        (
            "          description: Sent.",
            "          description: Sent.\n          x-sensitive: true",
            r#"#/paths/~1leads~1{lead-id}/put/responses/200: unknown key "x-sensitive""#,
        ),
        (
            "      tags: [leads]",
            "      tags: [leads]\n      x-vendor-note: hello",
            r#"#/paths/~1leads~1{lead-id}/put: unknown key "x-vendor-note""#,
        ),
    ] {
        assert_eq!(only_message(&small_with(from, to)), expected);
    }
}

#[test]
fn a_text_that_no_reader_would_see_is_an_error() {
    for (from, to, expected) in [
        (
            "items: { type: string }",
            "items: { type: string, description: A word. }",
            r#"#/components/schemas/Lead/properties/tags/items: unknown key "description""#,
        ),
        (
            "schema: { type: integer, format: int64 }\n    put",
            "schema: { type: integer, format: int64, description: The lead. }\n    put",
            r#"#/paths/~1leads~1{lead-id}/parameters/0/schema: unknown key "description""#,
        ),
    ] {
        assert_eq!(only_message(&small_with(from, to)), expected);
    }
}

#[test]
fn a_key_beside_a_reference_is_an_error() {
    for (from, to, expected) in [
        (
            "state: { $ref: \"#/components/schemas/State\" }",
            "state: { $ref: \"#/components/schemas/State\", x-sensitive: true }",
            r#"#/components/schemas/Lead/properties/state: key "x-sensitive" beside a $ref, where it would be ignored"#,
        ),
        (
            "        - $ref: \"#/components/parameters/Since\"",
            "        - $ref: \"#/components/parameters/Since\"\n          required: true",
            r#"#/paths/~1leads~1{lead-id}/put/parameters/0: key "required" beside a $ref, where it would be ignored"#,
        ),
        (
            "          $ref: \"#/components/responses/Problem\"",
            "          $ref: \"#/components/responses/Problem\"\n          description: x",
            r#"#/paths/~1leads~1{lead-id}/put/responses/default: key "description" beside a $ref, where it would be ignored"#,
        ),
        (
            "schema: { $ref: \"#/components/schemas/Lead\" }",
            "schema: { $ref: \"#/components/schemas/Lead\", description: x }",
            r#"#/paths/~1leads~1{lead-id}/put/requestBody/content/application~1json/schema: key "description" beside a $ref, where it would be ignored"#,
        ),
    ] {
        assert_eq!(only_message(&small_with(from, to)), expected);
    }
}

#[test]
fn a_misspelt_key_inside_a_combination_is_an_error() {
    let order = "#/components/schemas/Order/properties/Contact";
    let new_order = "#/components/schemas/NewOrder";
    for (from, to, expected) in [
        (
            "- { type: \"null\" }",
            "- { type: \"null\", x-sensitive: true }",
            format!("{order}/oneOf/1: unknown key \"x-sensitive\""),
        ),
        (
            "          description: Whom to ring.\n          x-source",
            "          descripton: Whom to ring.\n          x-source",
            format!("{order}: unknown key \"descripton\" (did you mean \"description\"?)"),
        ),
        (
            "allOf: [{ $ref: \"#/components/schemas/Contact\" }]",
            "allOf: [{ $ref: \"#/components/schemas/Contact\", x-sensitive: true }]",
            format!(
                "{new_order}/properties/Contact/allOf/0: \
                 key \"x-sensitive\" beside a $ref, where it would be ignored"
            ),
        ),
        (
            "allOf: [{ $ref: \"#/components/schemas/Contact\" }]",
            "allOf: [{ $ref: \"#/components/schemas/Contact\" }]\n          type: object",
            format!("{new_order}/properties/Contact: unknown key \"type\""),
        ),
        (
            "- oneOf: [{ required: [Contact] }",
            "- anyOf: [{ requires: 1, required: [Contact] }",
            format!(
                "{new_order}/allOf/1/anyOf/0: unknown key \"requires\" (did you mean \"required\"?)"
            ),
        ),
        (
            "- oneOf: [{ required: [Contact] }",
            "- not: {}\n          anyOf: [{ required: [Contact] }",
            format!("{new_order}/allOf/1: unknown key \"not\""),
        ),
        (
            "                - { type: integer, format: int64 }\n",
            "                - { type: integer, format: int64, multipleOf: 2 }\n",
            "#/paths/~1orders~1confirm/post/requestBody/content/application~1json/schema/oneOf/0: \
             unknown key \"multipleOf\""
                .to_owned(),
        ),
    ] {
        assert_eq!(
            ORDERS.matches(from).count(),
            1,
            "{from:?} is not there exactly once"
        );
        assert_eq!(only_message(&ORDERS.replacen(from, to, 1)), expected);
    }
}

#[test]
fn a_duplicate_key_is_an_error() {
    for (from, to, expected) in [
        (
            "  version: v1",
            "  version: v1\n  version: v2",
            r#"#/info: duplicate key "version""#,
        ),
        (
            "maxLength: 64, x-sensitive: true",
            "x-sensitive: false, maxLength: 64, x-sensitive: true",
            r#"#/components/schemas/Lead/properties/name: duplicate key "x-sensitive""#,
        ),
        (
            "        amount: {",
            "        count: { type: boolean }\n        amount: {",
            r#"#/components/schemas/Lead/properties: duplicate key "count""#,
        ),
    ] {
        let messages = messages(&small_with(from, to));
        assert!(
            messages.iter().any(|message| message.ends_with(expected)),
            "{messages:#?}"
        );
    }
}

#[test]
fn an_error_names_file_line_and_column_of_the_key() {
    let contract = small_with("maxLength: 64, x-sensitive", "maxLength: 64, x-sensetive");
    let line = contract
        .lines()
        .position(|line| line.contains("x-sensetive"))
        .expect("is there")
        + 1;
    assert_eq!(
        messages(&contract),
        [format!(
            "openapi.yaml:{line}:46: #/components/schemas/Lead/properties/name: \
             unknown key \"x-sensetive\" (did you mean \"x-sensitive\"?)"
        )]
    );
}

#[test]
fn all_errors_are_reported_at_once_in_the_order_of_the_file() {
    let contract = small_with("  version: v1", "  version: v1\n  licence: MIT")
        .replace("x-sensitive: true", "x-sensitiv: true")
        .replace("x-date-format: naive", "x-date-fromat: naive")
        .replace("format: int32, ", "")
        .replace("x-decimal: true", "x-decimal: yes")
        .replace("{4,8}", "*");
    let messages: Vec<String> = messages(&contract)
        .iter()
        .map(|message| {
            message
                .splitn(4, ':')
                .nth(3)
                .unwrap_or_default()
                .trim()
                .to_owned()
        })
        .collect();
    assert_eq!(
        messages,
        [
            "#/info: unknown key \"licence\"",
            "#/components/schemas/Lead/properties/name: unknown key \"x-sensitiv\" (did you mean \"x-sensitive\"?)",
            "#/components/schemas/Lead/properties/created: missing key \"x-date-format\"",
            "#/components/schemas/Lead/properties/created: unknown key \"x-date-fromat\" (did you mean \"x-date-format\"?)",
            "#/components/schemas/Lead/properties/amount: a number needs x-decimal: true, for nothing passes through a float",
            "#/components/schemas/Lead/properties/amount/x-decimal: expected true or false",
            "#/components/schemas/Lead/properties/count: missing key \"format\"",
            "#/components/schemas/Lead/properties/code/pattern: the pattern \"^[A-Z]*$\" is not of the supported form ^[characters]{least,most}$",
        ]
    );
}
