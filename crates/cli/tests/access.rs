//! Where a vendor documents no authentication, what is set decides who the caller is.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use vendor::{Ran, Vendor};
use vendor_sandbox::{RequiredHeader, leadbank, partner};

const FETCH: [&str; 4] = ["leadbank", "fetch", "--parameter", "1"];

/// A fetch with these variables, from a vendor that demands this header.
fn fetch_with(variables: &[(&str, &str)], header: &str, value: &str) -> Ran {
    let vendor = Vendor::start();
    vendor.sandbox.leadbank().configure(|settings| {
        settings.required_header = Some(RequiredHeader::new(header, value));
    });
    fetch(&vendor, variables)
}

fn fetch(vendor: &Vendor, variables: &[(&str, &str)]) -> Ran {
    let mut command = vendor.command(&FETCH);
    for (name, value) in variables {
        command.env(format!("VENDOR_LEADBANK_{name}"), value);
    }
    Ran::of(&mut command)
}

#[test]
fn a_bearer_token_is_sent() {
    let ran = fetch_with(&[("TOKEN", "T-1")], "authorization", "Bearer T-1");
    ran.expect(0);
}

#[test]
fn a_user_and_a_password_are_sent() {
    let variables = [("USER", "user"), ("PASSWORD", "pass")];
    fetch_with(&variables, "authorization", "Basic dXNlcjpwYXNz").expect(0);
}

#[test]
fn a_header_is_sent_alone_or_beside_the_others() {
    let header = [("HEADER", "X-Api-Key"), ("HEADER_VALUE", "K-1")];
    fetch_with(&header, "x-api-key", "K-1").expect(0);
    let both = [header[0], header[1], ("TOKEN", "T-1")];
    fetch_with(&both, "x-api-key", "K-1").expect(0);
    fetch_with(&both, "authorization", "Bearer T-1").expect(0);
}

#[test]
fn a_scheme_of_another_kind_is_a_header_and_stands_alone() {
    let header = [("HEADER", "Authorization"), ("HEADER_VALUE", "Key K-1")];
    fetch_with(&header, "authorization", "Key K-1").expect(0);
    let vendor = Vendor::start();
    let ran = fetch(&vendor, &[header[0], header[1], ("TOKEN", "T-1")]).expect(2);
    assert!(ran.stderr.contains("one of them is enough"), "{ran:#?}");
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn a_header_that_every_request_has_makes_nobody_known() {
    let vendor = Vendor::start();
    for name in [
        "Host",
        "Content-Type",
        "content-length",
        "Transfer-Encoding",
        "Connection",
        "Accept",
        "User-Agent",
    ] {
        let ran = fetch(&vendor, &[("HEADER", name), ("HEADER_VALUE", "99")]).expect(2);
        assert!(ran.stderr.contains("VENDOR_LEADBANK_HEADER"), "{ran:#?}");
    }
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn a_token_is_fetched_with_client_credentials() {
    let vendor = Vendor::start();
    let partner = vendor.sandbox.partner();
    let token_url = partner.token_url();
    let variables = [
        ("TOKEN_URL", token_url.as_str()),
        ("CLIENT_ID", partner.client_id()),
        ("CLIENT_SECRET", partner.client_secret()),
        ("HEADER", "X-Api-Key"),
        ("HEADER_VALUE", "K-1"),
    ];
    vendor.sandbox.leadbank().configure(|settings| {
        settings.required_header = Some(RequiredHeader::new("x-api-key", "K-1"));
    });
    fetch(&vendor, &variables).expect(0);
    let ledger = vendor.sandbox.ledger();
    assert_eq!(ledger.applied(partner::TOKEN), 1);
    assert_eq!(ledger.applied(leadbank::FETCH_LEADS), 1);

    let mut wrong = variables;
    wrong[2].1 = "wrong";
    let ran = fetch(&vendor, &wrong).expect(4);
    assert!(ran.stderr.contains("Check the client id"), "{ran:#?}");
}

#[test]
fn nothing_is_sent_where_nothing_is_set() {
    let ran = fetch_with(&[], "authorization", "Bearer T-1").expect(3);
    assert!(ran.stderr.contains("Check the credentials"), "{ran:#?}");
}

#[test]
fn half_of_a_pair_is_missing_its_other_half() {
    for (variable, missing) in [
        ("USER", &["PASSWORD"][..]),
        ("PASSWORD", &["USER"]),
        ("HEADER", &["HEADER_VALUE"]),
        ("SCOPE", &["TOKEN_URL", "CLIENT_ID", "CLIENT_SECRET"]),
        ("CLIENT_CERTIFICATE", &["CLIENT_KEY"]),
    ] {
        let vendor = Vendor::start();
        let ran = fetch(&vendor, &[(variable, "x")]).expect(2);
        for name in missing {
            let name = format!("VENDOR_LEADBANK_{name}, or ");
            assert!(ran.stderr.contains(&name), "{ran:#?}");
        }
        assert!(vendor.sandbox.ledger().calls().is_empty());
    }
}

#[test]
fn what_would_stand_in_the_same_header_excludes_each_other() {
    for variables in [
        &[("TOKEN", "T-1"), ("USER", "user"), ("PASSWORD", "pass")][..],
        &[("TOKEN", "T-1"), ("USER", "user")],
        &[("USER", "user"), ("SCOPE", "a")],
    ] {
        let vendor = Vendor::start();
        let ran = fetch(&vendor, variables).expect(2);
        assert!(ran.stderr.contains("one of them is enough"), "{ran:#?}");
        // What one of them lacks would not help.
        assert!(!ran.stderr.contains("missing"), "{ran:#?}");
    }
}

#[test]
fn what_cannot_be_used_is_named_and_not_shown() {
    let vendor = Vendor::start();
    for (variables, text) in [
        (
            [("HEADER", "X Y"), ("HEADER_VALUE", "PLANTED")],
            "VENDOR_LEADBANK_HEADER has a name that no header can have",
        ),
        (
            [("HEADER", "X-Y"), ("HEADER_VALUE", "PLANTED\nPLANTED")],
            "VENDOR_LEADBANK_HEADER_VALUE holds a line break",
        ),
        (
            [("CLIENT_CERTIFICATE", "PLANTED"), ("CLIENT_KEY", "PLANTED")],
            "PEM",
        ),
        ([("USER", "a:b"), ("PASSWORD", "PLANTED")], "colon"),
    ] {
        let ran = fetch(&vendor, &variables).expect(2);
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    }
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_pointed_out_and_a_certificate_is_not() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    let vendor = Vendor::start();
    let directory = tempfile::tempdir().unwrap();
    for name in ["certificate.pem", "key.pem"] {
        let path = directory.path().join(name);
        fs::write(&path, "PLANTED").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let file = directory.path().join("config.toml");
    let text = "[leadbank]\nclient_certificate_file = \"certificate.pem\"\nclient_key_file = \"key.pem\"\n";
    fs::write(&file, text).unwrap();
    let arguments = [&FETCH[..], &["--config", file.to_str().unwrap()]].concat();
    let ran = vendor.run(&arguments).expect(2);
    assert!(ran.stderr.contains("key.pem holds a secret"), "{ran:#?}");
    assert!(!ran.stderr.contains("certificate.pem"), "{ran:#?}");
}

#[test]
fn a_token_url_that_cannot_be_used_is_named_with_its_origin() {
    let vendor = Vendor::start();
    let variables = [
        ("TOKEN_URL", "http://example.com/token"),
        ("CLIENT_ID", "id"),
        ("CLIENT_SECRET", "secret"),
    ];
    let ran = fetch(&vendor, &variables).expect(2);
    let text = "the token URL from the environment variable VENDOR_LEADBANK_TOKEN_URL";
    assert!(ran.stderr.contains(text), "{ran:#?}");
}

#[test]
fn the_help_names_every_way() {
    let vendor = Vendor::start();
    for name in ["leadbank", "iveco"] {
        let help = vendor.run(&[name, "--help"]).expect(0);
        assert!(
            help.stdout.contains("documents no authentication"),
            "{help:#?}"
        );
        for key in [
            "TOKEN",
            "PASSWORD",
            "HEADER_VALUE",
            "CLIENT_SECRET",
            "CLIENT_KEY",
        ] {
            let variable = format!("VENDOR_{}_{key} ", name.to_uppercase());
            assert!(help.stdout.contains(&variable), "{variable}: {help:#?}");
        }
    }
}
