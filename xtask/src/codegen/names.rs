//! Rust names for the vendor's names.

use proc_macro2::{Ident, Span};

/// Words that are written in capitals, or in mixed case, by vendors who go on in lower case: `IDprovider`.
const WORDS: &[&str] = &["OAuth", "ID"];

/// Keywords that have no raw form.
const NEVER_RAW: &[&str] = &["self", "super", "crate"];

/// The name of a field: `DiallerCampaignsID` becomes `dialler_campaigns_id`.
pub(crate) fn field_name(name: &str) -> String {
    let snake = snake_case(name);
    if NEVER_RAW.contains(&&*snake) {
        format!("{snake}_")
    } else {
        snake
    }
}

/// `DiallerCampaignsID` becomes `dialler_campaigns_id`.
fn snake_case(name: &str) -> String {
    words(name).join("_")
}

/// `listPreparedTickets` becomes `LIST_PREPARED_TICKETS`.
pub(crate) fn constant_case(name: &str) -> String {
    snake_case(name).to_ascii_uppercase()
}

/// `listPreparedTickets` becomes `ListPreparedTickets`.
pub(crate) fn type_case(name: &str) -> String {
    let mut result = String::with_capacity(name.len());
    for word in words(name) {
        let mut letters = word.chars();
        result.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        result.push_str(letters.as_str());
    }
    result
}

/// The identifier of a name, in its raw form where it is a keyword.
pub(crate) fn identifier(name: &str) -> Ident {
    if is_identifier(name) {
        Ident::new(name, Span::call_site())
    } else {
        Ident::new_raw(name, Span::call_site())
    }
}

/// Whether Rust code can use it as it is, or in its raw form.
pub(crate) fn is_usable(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && name != "_"
        && !NEVER_RAW.contains(&name)
}

/// Whether it is usable and written as Rust writes types.
pub(crate) fn is_type_name(name: &str) -> bool {
    is_usable(name)
        && name.starts_with(|first: char| first.is_ascii_uppercase())
        && !name.contains('_')
}

/// Whether it is usable and written as Rust writes fields.
pub(crate) fn is_field_name(name: &str) -> bool {
    is_usable(name) && !name.contains(|c: char| c.is_ascii_uppercase())
}

/// Whether it is usable and written as Rust writes constants.
pub(crate) fn is_constant_name(name: &str) -> bool {
    is_usable(name) && !name.contains(|c: char| c.is_ascii_lowercase())
}

fn is_identifier(name: &str) -> bool {
    // A keyword since edition 2024, which syn does not say.
    name != "gen" && syn::parse_str::<Ident>(name).is_ok()
}

/// The words of a name, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut rest = part;
        while !rest.is_empty() {
            let length = whole_word(rest).unwrap_or_else(|| word_length(rest.as_bytes()));
            let (word, after) = rest.split_at(length);
            words.push(word.to_ascii_lowercase());
            rest = after;
        }
    }
    words
}

/// How long the known word is that the text starts with, its plural included.
fn whole_word(text: &str) -> Option<usize> {
    let after = WORDS.iter().find_map(|word| text.strip_prefix(word))?;
    let is_plural = after
        .strip_prefix('s')
        .is_some_and(|next| !next.starts_with(is_lower));
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    Some(text.len() - after.len() + usize::from(is_plural) + digits)
}

/// How far it is to the first capital that starts another word.
fn word_length(text: &[u8]) -> usize {
    let starts_word = |at: usize| {
        let before = text[at - 1];
        let is_followed_by_lower = text.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        text[at].is_ascii_uppercase()
            && (before.is_ascii_lowercase()
                // `Number1Invalid`, but `C2BPost`.
                || before.is_ascii_digit() && text[..at].iter().any(u8::is_ascii_lowercase)
                || is_followed_by_lower)
    };
    (1..text.len())
        .find(|at| starts_word(*at))
        .unwrap_or(text.len())
}

fn is_lower(c: char) -> bool {
    c.is_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_names_become_field_names() {
        for (wire, rust) in [
            ("created_at", "created_at"),
            ("prepared-ticket-id", "prepared_ticket_id"),
            ("DiallerCampaignsID", "dialler_campaigns_id"),
            ("diallerCampaignsID", "dialler_campaigns_id"),
            ("IDLeadBank", "id_lead_bank"),
            ("IDprovider", "id_provider"),
            ("IDstatus", "id_status"),
            ("IDList", "id_list"),
            ("WebIDs", "web_ids"),
            ("ID", "id"),
            ("dtBeginDate", "dt_begin_date"),
            ("bPhoneNumber1Invalid", "b_phone_number1_invalid"),
            (
                "PhoneNumber3LastAcdAgentEndReasonsID",
                "phone_number3_last_acd_agent_end_reasons_id",
            ),
            ("nTriesPhoneNumber4", "n_tries_phone_number4"),
            ("DMDOutletCode", "dmd_outlet_code"),
            ("UTCTimestamp", "utc_timestamp"),
            ("AccountIBAN", "account_iban"),
            ("AIMRef", "aim_ref"),
            ("OAuthToken", "oauth_token"),
            ("C2BPostContract", "c2b_post_contract"),
            ("Address2", "address2"),
            ("IpAddress", "ip_address"),
            ("x-api-key", "x_api_key"),
            ("Type", "type"),
        ] {
            assert_eq!(snake_case(wire), rust, "{wire}");
        }
    }

    #[test]
    fn operation_ids_become_types_and_constants() {
        for (id, name, constant) in [
            (
                "listPreparedTickets",
                "ListPreparedTickets",
                "LIST_PREPARED_TICKETS",
            ),
            ("c2bPostContract", "C2bPostContract", "C2B_POST_CONTRACT"),
            ("sendAcknos", "SendAcknos", "SEND_ACKNOS"),
            ("in_progress", "InProgress", "IN_PROGRESS"),
        ] {
            assert_eq!(type_case(id), name);
            assert_eq!(constant_case(id), constant);
        }
    }

    #[test]
    fn keywords_are_escaped() {
        assert_eq!(identifier("type").to_string(), "r#type");
        assert_eq!(identifier(&field_name("self")).to_string(), "self_");
        assert_eq!(identifier("vin").to_string(), "vin");
    }

    #[test]
    fn names_that_rust_cannot_write_are_not_usable() {
        assert!(!is_usable(""));
        assert!(!is_usable("1st"));
        assert!(!is_usable("a b"));
        assert!(is_type_name("CalloutComes") && !is_type_name("calloutComes"));
        assert!(is_field_name("phone_number1") && !is_field_name("Phone"));
        assert!(is_constant_name("PRODUCTION_URL") && !is_constant_name("production"));
    }
}
