//! Without any TLS library an https base URL is an error that says by which features of this crate there is one.
#![cfg(not(any(feature = "rustls", feature = "rustls-aws-lc", feature = "native-tls")))]

use leadbank::Client;

#[test]
fn an_https_base_url_is_an_error_when_the_client_is_built() {
    let error = Client::builder("https://leadbank.example").build().err();
    let text = error.map(|error| error.to_string()).unwrap_or_default();
    for feature in ["\"rustls\"", "\"rustls-aws-lc\"", "\"native-tls\""] {
        assert!(text.contains(feature), "{text:?}");
    }
}

#[test]
fn plain_http_to_this_machine_needs_no_tls() {
    assert!(Client::builder("http://127.0.0.1").build().is_ok());
}
