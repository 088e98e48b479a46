//! Marks in everything that is secret or personal, so that any output can be searched for it.

/// Stands in every sensitive text that [`Inputs`](super::Inputs) makes.
pub const TEXT: &str = "ZXWMK7";

/// Stands in every sensitive number that [`Inputs`](super::Inputs) makes.
pub const DIGITS: &str = "1990177";

/// The secret of the vendors that document no authentication: a header of their own.
pub const HEADER_SECRET: &str = "ZXWMK7-header-secret";

/// The fixed credentials of the sandbox, the beginnings of the tokens that it issues, and the user who logs in.
const SECRETS: [&str; 9] = [
    "sandbox-secret",
    "sandbox-api-key",
    "sandbox-user",
    "sandbox-password",
    "sandbox-token",
    "sandbox-oauth-",
    "sandbox-login-",
    "sandra.box@example.com",
    "Ada Byron",
];

/// What a token is that the sandbox issues without a prefix of its own: this, and 32 hexadecimal digits.
const TOKEN: &str = "sandbox-";

/// The first secret or personal value in a text, by its beginning; `None` if there is none.
#[must_use]
pub fn found_in(text: &str) -> Option<&'static str> {
    let is_token = |(at, _): (usize, &str)| {
        let rest = &text.as_bytes()[at + TOKEN.len()..];
        rest.len() >= 32 && rest[..32].iter().all(u8::is_ascii_hexdigit)
    };
    [TEXT, DIGITS]
        .into_iter()
        .chain(SECRETS)
        .find(|mark| text.contains(mark))
        .or_else(|| text.match_indices(TOKEN).any(is_token).then_some(TOKEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_wherever_it_stands() {
        assert_eq!(found_in("vin: ZXWMK7AB123456789"), Some(TEXT));
        assert_eq!(found_in("+49301990177123"), Some(DIGITS));
        assert_eq!(
            found_in("Bearer sandbox-0123456789abcdef0123456789abcdef"),
            Some(TOKEN)
        );
        assert_eq!(found_in("vendor-sandbox-client, sandbox-0123"), None);
    }
}
