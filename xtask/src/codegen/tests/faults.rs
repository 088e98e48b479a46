//! What is known but wrong is an error, too: values, references, names and roles.

use super::{messages, only_message, small_with};

/// Each case replaces one piece of the small contract and expects one message.
fn each_is_refused(cases: &[(&str, &str, &str)]) {
    for (from, to, expected) in cases {
        assert_eq!(
            only_message(&small_with(from, to)),
            *expected,
            "{from:?} -> {to:?}"
        );
    }
}

#[test]
fn bad_values_of_our_own_keys() {
    each_is_refused(&[
        (
            "x-idempotency: idempotent",
            "x-idempotency: idempotant",
            r#"#/paths/~1leads~1{lead-id}/put/x-idempotency: "idempotant" is not one of safe, idempotent, not-idempotent, depends (did you mean "idempotent"?)"#,
        ),
        (
            "x-role: request",
            "x-role: requests",
            r#"#/components/schemas/Lead/x-role: "requests" is not one of request, response, both, error (did you mean "request"?)"#,
        ),
        (
            "x-date-format: naive }",
            "x-date-format: naive-9 }",
            r#"#/components/schemas/Lead/properties/created/x-date-format: "naive-9" is not one of rfc3339, dotnet-offset, dotnet, naive-7, naive (did you mean "naive-7"?)"#,
        ),
        (
            "maxLength: 64, x-sensitive: true",
            "maxLength: 64, x-sensitive: \"true\"",
            "#/components/schemas/Lead/properties/name/x-sensitive: expected true or false",
        ),
        (
            "x-source: documented\n      x-idempotency",
            "x-source: \"elsewhere:\"\n      x-idempotency",
            "#/paths/~1leads~1{lead-id}/put/x-source: expected documented, \"elsewhere: <page>\" or \"inferred: <why>\"",
        ),
        (
            "{ NEW: Just come in. }",
            "{ NEWS: Just come in. }",
            "#/components/schemas/State/x-enum-descriptions/NEWS: \"NEWS\" is not declared",
        ),
        (
            "tags: [leads]",
            "tags: [leads]\n      x-stream: number",
            "#/paths/~1leads~1{lead-id}/put: x-stream names a member of the answer that is a list",
        ),
    ]);
}

#[test]
fn a_gone_status_is_for_deletion_and_for_answers_without_a_body() {
    let contract = small_with("tags: [leads]", "tags: [leads]\n      x-gone-status: 404");
    let messages = messages(&contract);
    assert!(messages[0].ends_with("x-gone-status is for operations whose answer has no body"));
    assert!(messages[1].ends_with("x-gone-status is for DELETE"));
    assert_eq!(messages.len(), 2, "{messages:#?}");
}

#[test]
fn what_a_type_needs() {
    each_is_refused(&[
        (
            "type: number, x-decimal: true",
            "type: number",
            "#/components/schemas/Lead/properties/amount: a number needs x-decimal: true, for nothing passes through a float",
        ),
        (
            "type: integer, format: int32",
            "type: integer",
            "#/components/schemas/Lead/properties/count: missing key \"format\"",
        ),
        (
            "format: date-time, x-date-format: naive",
            "format: date-time",
            "#/components/schemas/Lead/properties/created: missing key \"x-date-format\"",
        ),
        (
            "amount: { type: number, x-decimal: true }",
            "amount: { type: [number, \"null\", string], x-decimal: true }",
            "#/components/schemas/Lead/properties/amount/type: expected a type, or [<type>, \"null\"]",
        ),
        (
            "amount: { type: number, x-decimal: true }",
            "amount: { type: [number, null], x-decimal: true }",
            "#/components/schemas/Lead/properties/amount/type/1: expected a text (quote it)",
        ),
        (
            "type: integer, format: int32",
            "type: integer, format: int16",
            "#/components/schemas/Lead/properties/count/format: \"int16\" is not one of int32, int64",
        ),
        (
            "minimum: 1, maximum: 9",
            "minimum: 10, maximum: 9",
            "#/components/schemas/Lead/properties/count/maximum: the least allowed value is above the greatest",
        ),
        (
            "minimum: 1, maximum: 9",
            "minimum: 1, maximum: 3000000000",
            "#/components/schemas/Lead/properties/count: a bound does not fit into an int32",
        ),
        (
            "minimum: 1, maximum: 9",
            "minimum: 1.5",
            "#/components/schemas/Lead/properties/count/minimum: expected an integer",
        ),
        (
            "maxLength: 64",
            "maxLength: -1",
            "#/components/schemas/Lead/properties/name/maxLength: expected an integer of 0 or more",
        ),
        (
            "pattern: \"^[A-Z]{4,8}$\"",
            "pattern: \"^[A-Z]+$\"",
            "#/components/schemas/Lead/properties/code/pattern: the pattern \"^[A-Z]+$\" is not of the supported form ^[characters]{least,most}$",
        ),
        (
            "pattern: \"^[A-Z]{4,8}$\"",
            "pattern: \"^[A-Z]{4,8}$\", maxLength: 8",
            "#/components/schemas/Lead/properties/code/pattern: the pattern gives the length already: leave minLength and maxLength out",
        ),
    ]);
}

#[test]
fn what_a_named_schema_needs() {
    each_is_refused(&[
        (
            "      description: A lead.\n",
            "",
            "#/components/schemas/Lead: missing key \"description\"",
        ),
        (
            "      x-source: documented\n      x-role: request\n",
            "      x-role: request\n",
            "#/components/schemas/Lead: missing key \"x-source\"",
        ),
        (
            "      x-role: request\n",
            "",
            "#/components/schemas/Lead: missing key \"x-role\"",
        ),
        (
            "    Receipt:\n      type: object",
            "    Receipt:\n      x-rust-name: receipt\n      type: object",
            "#/components/schemas/Receipt: \"receipt\" is not a name that Rust code can use as it is; give it an x-rust-name",
        ),
        (
            "    State:\n      type: string",
            "    State:\n      type: boolean",
            "#/components/schemas/State: only objects and enums have names; write this type where it stands",
        ),
    ]);
}

#[test]
fn what_a_list_an_object_and_an_enum_need() {
    each_is_refused(&[
        (
            "tags: { type: array, items: { type: string }, maxItems: 3 }",
            "tags: { type: array }",
            "#/components/schemas/Lead/properties/tags: missing key \"items\"",
        ),
        (
            "items: { type: string }",
            "items: { type: string, maxLength: 3 }",
            "#/components/schemas/Lead/properties/tags: rules for the items of a list are not supported",
        ),
        (
            "items: { type: string }",
            "items: { type: number, x-decimal: true }",
            "#/components/schemas/Lead/properties/tags: a list of decimals or of such dates is not supported: use a list of objects",
        ),
        (
            "items: { type: string }",
            "items: { type: [string, \"null\"] }",
            "#/components/schemas/Lead/properties/tags: items that may be null are not supported",
        ),
        (
            "detail: { type: string }",
            "detail: { type: object }",
            "#/components/schemas/Problem/properties/detail: an object needs a name: move it to components/schemas, or write {} for any JSON",
        ),
        (
            "detail: { type: string }",
            "detail: { type: string, enum: [A] }",
            "#/components/schemas/Problem/properties/detail/enum: an enum needs a name: move it to components/schemas",
        ),
        (
            "      x-open-enum: true\n",
            "",
            "#/components/schemas/State: an enum needs x-open-enum: true, for a vendor may add values",
        ),
        (
            "enum: [NEW, OLD]",
            "enum: [NEW, 1ST]",
            "#/components/schemas/State/enum/1: the value needs a name of its own: add it to x-enum-names",
        ),
        (
            "enum: [NEW, OLD]",
            "enum: [NEW, unknown]",
            "#/components/schemas/State/enum/1: the value needs a name of its own: add it to x-enum-names",
        ),
    ]);
}

#[test]
fn references_that_lead_nowhere() {
    each_is_refused(&[
        (
            "state: { $ref: \"#/components/schemas/State\" }",
            "state: { $ref: \"#/components/schemas/Stat\" }",
            r##"#/components/schemas/Lead/properties/state/$ref: "#/components/schemas/Stat" leads nowhere: expected #/components/schemas/<name> (did you mean "State"?)"##,
        ),
        (
            "- $ref: \"#/components/parameters/Since\"",
            "- $ref: \"#/components/schemas/Since\"",
            r##"#/paths/~1leads~1{lead-id}/put/parameters/0/$ref: "#/components/schemas/Since" leads nowhere: expected #/components/parameters/<name>"##,
        ),
        (
            "$ref: \"#/components/responses/Problem\"",
            "$ref: \"other.yaml#/components/responses/Problem\"",
            r#"#/paths/~1leads~1{lead-id}/put/responses/default/$ref: "other.yaml#/components/responses/Problem" leads nowhere: expected #/components/responses/<name>"#,
        ),
        (
            "  - oauth2: []",
            "  - oauth: []",
            "#/security/0/oauth: \"oauth\" is not declared",
        ),
        (
            "tags: [leads]",
            "tags: [lead]",
            "#/paths/~1leads~1{lead-id}/put/tags/0: \"lead\" is not declared",
        ),
        (
            "required: [name]",
            "required: [nam]",
            "#/components/schemas/Lead/required/0: \"nam\" is not declared",
        ),
        (
            "required: [name]",
            "required: [name, name]",
            "#/components/schemas/Lead/required/1: \"name\" is declared twice",
        ),
    ]);
}

#[test]
fn parts_that_nobody_uses() {
    each_is_refused(&[
        (
            "  - name: leads",
            "  - name: leads\n  - name: others",
            "#/tags/1: \"others\" is never used",
        ),
        (
            "      parameters:\n        - $ref: \"#/components/parameters/Since\"\n",
            "",
            "#/components/parameters/Since: \"Since\" is never used",
        ),
        (
            "security:\n  - oauth2: []\n",
            "",
            "#/components/securitySchemes/oauth2: \"oauth2\" is never used",
        ),
        (
            "        state: { $ref: \"#/components/schemas/State\" }\n",
            "",
            "#/components/schemas/State: \"State\" is never used",
        ),
        (
            "    Receipt:\n",
            "    Loop:\n      type: object\n      description: A loop.\n      x-source: documented\n      x-role: both\n      properties:\n        next: { type: array, items: { $ref: \"#/components/schemas/Loop\" } }\n    Receipt:\n",
            "#/components/schemas/Loop: \"Loop\" is never used",
        ),
    ]);
}

#[test]
fn what_an_operation_needs() {
    let operation = "#/paths/~1leads~1{lead-id}/put";
    for (from, to, expected) in [
        (
            "      operationId: sendLead\n",
            "",
            "missing key \"operationId\"",
        ),
        (
            "      summary: Sends a lead.\n",
            "",
            "missing key \"summary\"",
        ),
        (
            "      x-source: documented\n      x-idempotency: idempotent\n",
            "      x-source: documented\n",
            "missing key \"x-idempotency\"",
        ),
        (
            "      x-source: documented\n      x-idempotency",
            "      x-idempotency",
            "missing key \"x-source\"",
        ),
    ] {
        let expected = format!("{operation}: {expected}");
        assert_eq!(only_message(&small_with(from, to)), expected);
    }
    each_is_refused(&[
        (
            "  /leads/{lead-id}:",
            "  leads/{lead-id}:",
            "#/paths/leads~1{lead-id}: expected a path that starts with /",
        ),
        (
            "  /leads/{lead-id}:",
            "  /leads:",
            "#/paths/~1leads/put: \"lead-id\" is never used",
        ),
        (
            "        required: true\n        schema",
            "        schema",
            "#/paths/~1leads~1{lead-id}/parameters/0: a path parameter is always required: write required: true",
        ),
        (
            "          application/json:\n            schema: { $ref: \"#/components/schemas/Lead\" }",
            "          text/json:\n            schema: { $ref: \"#/components/schemas/Lead\" }",
            "#/paths/~1leads~1{lead-id}/put/requestBody/content: the first media type of a body must be application/json",
        ),
        (
            "    put:\n",
            "    get:\n",
            "#/paths/~1leads~1{lead-id}/get: only PUT and POST have a requestBody",
        ),
    ]);
}

#[test]
fn what_a_response_needs() {
    each_is_refused(&[
        (
            "          description: Sent.\n",
            "",
            "#/paths/~1leads~1{lead-id}/put/responses/200: missing key \"description\"",
        ),
        (
            "        \"200\":",
            "        \"20\":",
            "#/paths/~1leads~1{lead-id}/put/responses/20: expected a status, a class of statuses as 4XX, or default as key",
        ),
        (
            "            application/json:\n              schema: { $ref: \"#/components/schemas/Receipt\" }",
            "            json:\n              schema: { $ref: \"#/components/schemas/Receipt\" }",
            "#/paths/~1leads~1{lead-id}/put/responses/200/content/json: expected a media type without parameters",
        ),
        (
            "              schema: { $ref: \"#/components/schemas/Receipt\" }",
            "              schema: { $ref: \"#/components/schemas/Receipt\" }\n            text/json:\n              schema: {}",
            "#/paths/~1leads~1{lead-id}/put/responses/200/content/text~1json: all media types of a body must have the same schema",
        ),
        (
            "        default:\n",
            "        \"201\": { description: Made. }\n        default:\n",
            "#/paths/~1leads~1{lead-id}/put/responses: the answers of a successful call (2xx) must be alike",
        ),
        (
            "              schema: { $ref: \"#/components/schemas/Receipt\" }",
            "              schema: { type: number, x-decimal: true }",
            "#/paths/~1leads~1{lead-id}/put/responses/200/content/application~1json/schema: a decimal or such a date as a whole body is not supported",
        ),
    ]);
}

#[test]
fn a_contract_without_an_answer_of_success_is_refused() {
    let messages = messages(&small_with("        \"200\":", "        \"300\":"));
    let expected = "responses: there is no answer of a successful call (2xx)";
    assert!(
        messages.iter().any(|message| message.ends_with(expected)),
        "{messages:#?}"
    );
}

#[test]
fn what_a_parameter_needs() {
    each_is_refused(&[
        (
            "schema: { type: string, format: date-time }\n      x-date-format: rfc3339",
            "schema: { type: string, format: date-time }\n      x-date-format: naive-7",
            "#/components/parameters/Since: a date in a parameter is rfc3339 or naive",
        ),
        (
            "schema: { type: string, format: date-time }\n      x-date-format: rfc3339",
            "schema: { type: string }\n      x-date-format: rfc3339",
            "#/components/parameters/Since: x-date-format is for date-time",
        ),
        (
            "schema: { type: string, format: date-time }\n      x-date-format: rfc3339",
            "schema: { type: array, items: { type: string } }",
            "#/components/parameters/Since: a parameter of this type needs an x-rust-type",
        ),
        (
            "      x-date-format: rfc3339",
            "      x-date-format: rfc3339\n      required: true\n      x-rust-visibility: crate",
            "#/components/parameters/Since: a required parameter stands in `new`: x-rust-visibility is for optional ones",
        ),
    ]);
}

#[test]
fn a_response_that_nobody_uses_takes_its_schema_along() {
    let default = "        default:\n          $ref: \"#/components/responses/Problem\"\n";
    let messages = messages(&small_with(default, ""));
    assert!(messages[0].ends_with("#/components/responses/Problem: \"Problem\" is never used"));
    assert!(messages[1].ends_with("#/components/schemas/Problem: \"Problem\" is never used"));
    assert_eq!(messages.len(), 2, "{messages:#?}");
}

#[test]
fn an_undeclared_and_an_unused_path_parameter_are_two_problems() {
    let messages = messages(&small_with("      - name: lead-id", "      - name: lead"));
    assert_eq!(messages.len(), 2, "{messages:#?}");
}

#[test]
fn names_that_collide() {
    each_is_refused(&[
        (
            "      name: since",
            "      name: send",
            "#/components/parameters/Since: the Rust name `send` is taken by every call; give it another x-rust-name",
        ),
        (
            "      name: since",
            "      name: with_timeout",
            "#/components/parameters/Since: the Rust name `with_timeout` is taken by the options of every call; give it another x-rust-name",
        ),
        (
            "      name: since",
            "      name: LeadID\n      x-rust-name: lead_id",
            "#/components/parameters/Since: the Rust name `lead_id` is taken by parameter \"lead-id\"; give it another x-rust-name",
        ),
        (
            "        amount: {",
            "        Code: { type: boolean }\n        amount: {",
            "#/components/schemas/Lead/properties/code: the Rust name `code` is taken by member \"Code\"; give it another x-rust-name",
        ),
        (
            "operationId: sendLead",
            "operationId: receipt",
            "#/paths/~1leads~1{lead-id}/put: the Rust name `Receipt` is taken by schema \"Receipt\"; give it another x-rust-name",
        ),
        (
            "    Receipt:\n      type: object",
            "    Receipt:\n      x-rust-name: Response\n      type: object",
            "#/components/schemas/Receipt: the Rust name `Response` is taken by the generated code itself; give it another x-rust-name",
        ),
        (
            "        amount: {",
            "        \"1st\": { type: boolean }\n        amount: {",
            "#/components/schemas/Lead/properties/1st: \"1st\" is not a name that Rust code can use as it is; give it an x-rust-name",
        ),
    ]);
}

#[test]
fn roles_that_do_not_fit() {
    each_is_refused(&[
        (
            "x-role: request",
            "x-role: response",
            "#/components/schemas/Lead: schema \"Lead\" has the role response, but it is in the body of a request",
        ),
        (
            "x-role: response",
            "x-role: request",
            "#/components/schemas/Receipt: schema \"Receipt\" has the role request, but it is in the answer of a successful call",
        ),
        (
            "x-role: error",
            "x-role: both",
            "#/components/schemas/Problem: schema \"Problem\" has the role both, but it is in an error",
        ),
    ]);
}

#[test]
fn an_object_that_holds_itself_has_no_end() {
    let contract = small_with(
        "        number: { type: integer, format: int64 }",
        "        next: { $ref: \"#/components/schemas/Receipt\" }",
    );
    assert_eq!(
        only_message(&contract),
        "#/components/schemas/Receipt: \"Receipt\" holds itself without a list between, which has no end"
    );
}

#[test]
fn operation_ids_are_unique() {
    let other = "\n  /pong:\n    get:\n      operationId: sendLead\n      summary: Pong.\n      x-source: documented\n      \
                 x-idempotency: safe\n      responses: { \"204\": { description: Pong. } }\ncomponents:";
    let messages = messages(&small_with("\ncomponents:", other));
    assert!(
        messages[0].contains("the Rust name `SendLead` is taken by operation \"sendLead\""),
        "{messages:#?}"
    );
}

#[test]
fn what_is_not_yaml_or_not_plain_yaml() {
    for (contract, expected) in [
        ("openapi: [", "openapi.yaml:"),
        ("a: &x 1\nb: *x", "YAML aliases are not supported here"),
        ("a: !!str 1", "YAML tags are not supported here"),
        (
            "a: 1\n---\nb: 2",
            "several documents are not supported here",
        ),
        ("- a", "expected a mapping"),
    ] {
        let messages = messages(contract);
        assert!(
            messages.iter().any(|message| message.contains(expected)),
            "{contract:?}: {messages:#?}"
        );
    }
}

#[test]
fn an_empty_file_is_not_a_contract() {
    assert!(super::read("openapi.yaml", "").is_err());
}

#[test]
fn names_that_the_generated_code_uses_itself() {
    each_is_refused(&[(
        "{ type: string, maxLength: 64, x-sensitive: true",
        "{ type: string, x-rust-name: violations, maxLength: 64, x-sensitive: true",
        "#/components/schemas/Lead/properties/name: the Rust name `violations` is taken by the generated code itself; give it another x-rust-name",
    )]);
}

#[test]
fn headers_that_are_not_a_parameter_s_to_set() {
    for header in [
        "Authorization",
        "host",
        "content-length",
        "Transfer-Encoding",
    ] {
        let contract = small_with(
            "name: since\n      in: query",
            &format!("name: {header}\n      in: header"),
        );
        let expected = "this header follows from the body, the credentials or the connection";
        let found = messages(&contract);
        assert!(
            found.iter().any(|message| message.ends_with(expected)),
            "{header}: {found:?}"
        );
    }
}

#[test]
fn texts_that_would_break_out_of_a_comment_or_hide_in_it() {
    for (from, to) in [
        ("title: Small API", "title: \"Small\\nfn evil() {}\""),
        ("summary: Sends a lead.", "summary: \"Sends\\ra lead.\""),
        (
            "summary: Sends a lead.",
            "summary: \"Sends \\u202Ea lead.\"",
        ),
    ] {
        assert_eq!(messages(&small_with(from, to)).len(), 1, "{to}");
    }
}

#[test]
fn paths_that_are_no_templates() {
    for path in [
        "/leads/{lead-id}/{",
        "/leads/{lead-id}/a b",
        "/leads/{lead-id}?x",
        "/leads/{lead-id}'",
    ] {
        let found = messages(&small_with("/leads/{lead-id}:", &format!("\"{path}\":")));
        assert!(
            found
                .iter()
                .any(|message| message.contains("a path of letters")),
            "{path}: {found:?}"
        );
    }
}

#[test]
fn an_empty_file() {
    assert_eq!(messages(""), ["openapi.yaml:1:1: #: the file is empty"]);
}

#[test]
fn what_only_the_crate_may_set_is_sent_and_optional() {
    let property = "x-rust-visibility is for what is sent and not required";
    let object = "x-rust-visibility is for a request with required members";
    each_is_refused(&[
        (
            "maxLength: 64, x-sensitive: true",
            "maxLength: 64, x-rust-visibility: crate",
            &format!("#/components/schemas/Lead/properties/name: {property}"),
        ),
        (
            "number: { type: integer, format: int64 }",
            "number: { type: integer, format: int64, x-rust-visibility: crate }",
            &format!("#/components/schemas/Receipt/properties/number: {property}"),
        ),
        (
            "      required: [name]\n",
            "      x-rust-visibility: crate\n",
            &format!("#/components/schemas/Lead: {object}"),
        ),
        (
            "      required: [name]\n",
            "      required: [name]\n      x-rust-visibility: public\n",
            "#/components/schemas/Lead/x-rust-visibility: \"public\" is not one of crate",
        ),
    ]);
}

#[test]
fn an_answer_that_no_page_describes_stands_alone() {
    let any = "*/* is for an answer that no page describes: alone, with the schema {}";
    let answer = "#/paths/~1leads~1{lead-id}/put/responses/200";
    each_is_refused(&[
        (
            "            application/json:\n              schema: { $ref: \"#/components/schemas/Receipt\" }",
            "            \"*/*\":\n              schema: { $ref: \"#/components/schemas/Receipt\" }",
            &format!("{answer}: {any}"),
        ),
        (
            "          description: Sent.\n",
            "          description: Sent.\n          x-rust-type: Outcome\n",
            &format!("{answer}: x-rust-type is for an answer that no page describes (*/*)"),
        ),
        (
            "          description: Sent.\n",
            "          description: Sent.\n          x-ignore-body: true\n",
            &format!("{answer}: x-ignore-body is for an answer of any JSON: {{}}"),
        ),
    ]);
}
