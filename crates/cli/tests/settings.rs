//! Where settings come from, and what is said when they are missing or wrong.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use std::fs;

use tempfile::TempDir;
use vendor::{Ran, Vendor, program};

/// Runs a list with a settings file of this text, and nothing in the environment.
fn list_with_file(text: &str) -> Ran {
    let home = tempfile::tempdir().unwrap();
    write(&home, "vendor/config.toml", text);
    Ran::of(&mut program(&home, &["tickets", "list"]))
}

fn write(home: &TempDir, name: &str, text: &str) {
    let path = home.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
}

/// A complete file for the sandbox.
fn complete(vendor: &Vendor) -> String {
    let partner = vendor.sandbox.partner();
    format!(
        "[tickets]\nbase_url = \"{}\"\nclient_id = \"{}\"\nclient_secret_file = \"secret\"\n",
        partner.base_url(),
        partner.client_id(),
    )
}

#[test]
fn all_that_is_missing_is_named_at_once() {
    let home = tempfile::tempdir().unwrap();
    let ran = Ran::of(&mut program(&home, &["tickets", "list"])).expect(2);
    let file = home.path().join("vendor/config.toml");
    for text in [
        "VENDOR_TICKETS_CLIENT_ID, or client_id",
        "VENDOR_TICKETS_CLIENT_SECRET, or client_secret_file",
        file.to_str().unwrap(),
        "[tickets]",
        "--sandbox",
    ] {
        assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
    }
    assert_eq!(ran.stdout, "");
}

#[test]
fn each_vendor_says_what_it_needs() {
    let home = tempfile::tempdir().unwrap();
    for (arguments, needed) in [
        (
            &["leadbank", "fetch", "--parameter=1"][..],
            &[
                "  base_url       --base-url, the environment variable VENDOR_LEADBANK_BASE_URL, or base_url",
            ][..],
        ),
        (
            &["dialler", "list"],
            &[
                "VENDOR_DIALLER_BASE_URL, or base_url",
                "VENDOR_DIALLER_TOKEN, or token_file",
            ],
        ),
    ] {
        let ran = Ran::of(&mut program(&home, arguments)).expect(2);
        for text in needed {
            assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
        }
        assert!(!ran.stderr.contains("PASSWORD"), "{ran:#?}");
    }
}

#[test]
fn one_file_has_a_table_for_each_vendor() {
    let vendor = Vendor::start();
    let home = tempfile::tempdir().unwrap();
    let text = format!(
        "{}[leadbank]\nbase_url = \"{}\"\n[dialler]\nbase_url = \"{}\"\ntoken = \"{}\"\n",
        complete(&vendor),
        vendor.sandbox.leadbank().base_url(),
        vendor.sandbox.dialler().base_url(),
        vendor.sandbox.dialler().token(),
    );
    write(&home, "vendor/config.toml", &text);
    write(&home, "vendor/secret", "sandbox-secret");
    for arguments in [
        &["tickets", "list"][..],
        &["leadbank", "fetch", "--parameter=1"],
        &["dialler", "list"],
    ] {
        Ran::of(&mut program(&home, arguments)).expect(0);
    }
}

#[test]
fn an_empty_variable_counts_as_missing() {
    let vendor = Vendor::start();
    let mut command = vendor.command(&["tickets", "list"]);
    command.env("VENDOR_TICKETS_CLIENT_ID", "");
    let ran = Ran::of(&mut command).expect(2);
    assert!(ran.stderr.contains("VENDOR_TICKETS_CLIENT_ID"), "{ran:#?}");
    assert!(
        !ran.stderr.contains("VENDOR_TICKETS_CLIENT_SECRET"),
        "{ran:#?}"
    );
}

#[test]
fn a_file_is_enough_and_its_secret_stands_beside_it() {
    let vendor = Vendor::start();
    let home = tempfile::tempdir().unwrap();
    write(&home, "vendor/config.toml", &complete(&vendor));
    write(&home, "vendor/secret", "sandbox-secret\n");
    let ran = Ran::of(&mut program(&home, &["tickets", "list"])).expect(0);
    assert_eq!(ran.stderr, "");
}

#[test]
fn a_file_may_be_named_and_then_must_exist() {
    let vendor = Vendor::start();
    let home = tempfile::tempdir().unwrap();
    write(&home, "elsewhere.toml", &complete(&vendor));
    write(&home, "secret", "sandbox-secret");
    let file = home.path().join("elsewhere.toml");
    let file = file.to_str().unwrap();
    let arguments = ["tickets", "list", "--config", file];
    Ran::of(&mut program(&home, &arguments)).expect(0);
    fs::remove_file(file).unwrap();
    Ran::of(&mut program(&home, &arguments)).expect(2);
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let vendor = Vendor::start();
    let home = tempfile::tempdir().unwrap();
    let nowhere = "http://127.0.0.1:9/nowhere";
    let file = complete(&vendor).replace(vendor.sandbox.partner().base_url(), nowhere);
    write(&home, "vendor/config.toml", &file);
    write(&home, "vendor/secret", "sandbox-secret");

    let mut command = program(&home, &["tickets", "list"]);
    command.env(
        "VENDOR_TICKETS_BASE_URL",
        vendor.sandbox.partner().base_url(),
    );
    Ran::of(&mut command).expect(0);

    let base_url = vendor.sandbox.partner().base_url();
    let mut command = program(&home, &["tickets", "list", "--base-url", base_url]);
    command.env("VENDOR_TICKETS_BASE_URL", nowhere);
    Ran::of(&mut command).expect(0);
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest_one() {
    let ran = list_with_file("[tickets]\nclient_id = \"a\"\nclient_secret_fil = \"b\"\n").expect(2);
    let text =
        "line 3: there is no setting \"client_secret_fil\"; did you mean \"client_secret_file\"?";
    assert!(ran.stderr.contains(text), "{ran:#?}");

    let ran = list_with_file("[ticket]\n").expect(2);
    let text = "line 1: there is no table \"ticket\"; did you mean \"tickets\"?";
    assert!(ran.stderr.contains(text), "{ran:#?}");

    let ran = list_with_file("[tickets]\ncolour = \"red\"\n").expect(2);
    assert!(
        ran.stderr.contains("known: base_url, token_url"),
        "{ran:#?}"
    );
}

#[test]
fn a_value_must_be_a_text() {
    let ran = list_with_file("[tickets]\nclient_id = 17\n").expect(2);
    assert!(
        ran.stderr.contains("line 2: client_id must be a text"),
        "{ran:#?}"
    );
    let ran = list_with_file("tickets = \"x\"\n").expect(2);
    assert!(
        ran.stderr.contains("line 1: tickets must be a table"),
        "{ran:#?}"
    );
}

#[test]
fn a_secret_is_given_once() {
    let text = "[tickets]\nclient_secret = \"PLANTED\"\nclient_secret_file = \"secret\"\n";
    let ran = list_with_file(text).expect(2);
    assert!(
        ran.stderr.contains("client_secret_file are both set"),
        "{ran:#?}"
    );
    assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
}

#[test]
fn a_line_break_at_the_end_of_a_secret_and_a_mark_before_it_are_no_part_of_it() {
    let vendor = Vendor::start();
    let token = vendor.sandbox.dialler().token();
    let list = ["dialler", "list"];
    for end in ["\n", "\r\n"] {
        let mut command = vendor.command(&list);
        command.env("VENDOR_DIALLER_TOKEN", format!("{token}{end}"));
        Ran::of(&mut command).expect(0);
    }

    let home = tempfile::tempdir().unwrap();
    write(
        &home,
        "vendor/config.toml",
        "\u{feff}[dialler]\ntoken_file = \"token\"\n",
    );
    write(&home, "vendor/token", &format!("\u{feff}{token}\r\n"));
    let mut command = program(&home, &list);
    command.env(
        "VENDOR_DIALLER_BASE_URL",
        vendor.sandbox.dialler().base_url(),
    );
    Ran::of(&mut command).expect(0);
}

#[test]
fn another_control_character_in_a_secret_names_the_setting() {
    let home = tempfile::tempdir().unwrap();
    let mut command = program(
        &home,
        &[
            "dialler",
            "list",
            "--base-url=https://localhost:1/rest/v1.0/1",
        ],
    );
    command.env("VENDOR_DIALLER_TOKEN", "PLANTED\nPLANTED");
    let ran = Ran::of(&mut command).expect(2);
    let text = "token from the environment variable VENDOR_DIALLER_TOKEN holds a line break";
    assert!(ran.stderr.contains(text), "{ran:#?}");
    assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");

    write(
        &home,
        "vendor/config.toml",
        "[dialler]\ntoken_file = \"token\"\n",
    );
    write(&home, "vendor/token", "PLANTED\tPLANTED");
    let ran = Ran::of(&mut program(
        &home,
        &[
            "dialler",
            "list",
            "--base-url=https://localhost:1/rest/v1.0/1",
        ],
    ));
    let ran = ran.expect(2);
    assert!(ran.stderr.contains("token from "), "{ran:#?}");
    assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
}

#[test]
fn an_empty_secret_file_is_named() {
    let home = tempfile::tempdir().unwrap();
    let text = "[tickets]\nclient_id = \"a\"\nclient_secret_file = \"secret\"\n";
    write(&home, "vendor/config.toml", text);
    write(&home, "vendor/secret", "\n");
    let ran = Ran::of(&mut program(&home, &["tickets", "list"])).expect(2);
    assert!(ran.stderr.contains("secret is empty"), "{ran:#?}");
}

#[test]
fn a_token_goes_below_the_base_url_unless_told_otherwise() {
    let vendor = Vendor::start();
    let mut command = vendor.command(&["tickets", "list"]);
    command.env_remove("VENDOR_TICKETS_TOKEN_URL");
    Ran::of(&mut command).expect(0);
}

#[test]
fn a_url_that_cannot_be_used_is_invalid_input() {
    let vendor = Vendor::start();
    let ran = vendor.run(&["tickets", "list", "--base-url", "ftp://example.com"]);
    assert!(ran.expect(2).stderr.contains("base URL"));
    let ran = vendor.run(&["tickets", "list", "--base-url", "http://example.com"]);
    let ran = ran.expect(2);
    assert!(ran.stderr.contains("or --allow-plain-http"), "{ran:#?}");
    let ran = vendor.run(&["tickets", "list", "--token-url", "http://example.com/token"]);
    let ran = ran.expect(2);
    assert!(
        ran.stderr.contains("the token URL from --token-url"),
        "{ran:#?}"
    );
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn a_url_that_cannot_be_used_is_named_with_its_origin() {
    let vendor = Vendor::start();
    let ran = vendor
        .run(&["tickets", "list", "--base-url", "x"])
        .expect(2);
    assert!(
        ran.stderr.contains("the base URL from --base-url"),
        "{ran:#?}"
    );

    let mut command = vendor.command(&["tickets", "list"]);
    command.env("VENDOR_TICKETS_BASE_URL", "x");
    let ran = Ran::of(&mut command).expect(2);
    let text = "the base URL from the environment variable VENDOR_TICKETS_BASE_URL";
    assert!(ran.stderr.contains(text), "{ran:#?}");

    let text = "[tickets]\nclient_id = \"a\"\nclient_secret = \"b\"\nbase_url = \"x\"\n";
    let ran = list_with_file(text).expect(2);
    assert!(
        ran.stderr.contains("config.toml, line 4 cannot be used"),
        "{ran:#?}"
    );
}

#[test]
fn what_is_too_large_for_a_setting_is_not_read() {
    let home = tempfile::tempdir().unwrap();
    let large = "#".repeat(1024 * 1024 + 1);
    write(&home, "large", &large);
    let file = home.path().join("large");
    let arguments = ["tickets", "list", "--config", file.to_str().unwrap()];
    let ran = Ran::of(&mut program(&home, &arguments)).expect(2);
    assert!(ran.stderr.contains("larger than 1 MiB"), "{ran:#?}");

    let text = "[tickets]\nclient_id = \"a\"\nclient_secret_file = \"../large\"\n";
    write(&home, "vendor/config.toml", text);
    let ran = Ran::of(&mut program(&home, &["tickets", "list"])).expect(2);
    assert!(ran.stderr.contains("larger than 1 MiB"), "{ran:#?}");
}

#[test]
fn a_directory_is_named_as_one() {
    let home = tempfile::tempdir().unwrap();
    let text = "[tickets]\nclient_id = \"a\"\nclient_secret_file = \".\"\n";
    write(&home, "vendor/config.toml", text);
    let ran = Ran::of(&mut program(&home, &["tickets", "list"])).expect(2);
    assert!(ran.stderr.contains("it is a directory"), "{ran:#?}");
    assert!(!ran.stderr.contains("chmod"), "{ran:#?}");
}

#[test]
fn the_help_names_every_setting() {
    let home = tempfile::tempdir().unwrap();
    let help = Ran::of(&mut program(&home, &["tickets", "--help"])).expect(0);
    for text in [
        "--base-url",
        "VENDOR_TICKETS_BASE_URL",
        "https://",
        "--token-url",
        "VENDOR_TICKETS_TOKEN_URL",
        "/oauth2/token below the base URL",
        "VENDOR_TICKETS_CLIENT_ID",
        "VENDOR_TICKETS_CLIENT_SECRET",
        "client_secret_file",
        "VENDOR_TICKETS_API_KEY",
    ] {
        assert!(help.stdout.contains(text), "{text}: {help:#?}");
    }
}

#[test]
fn the_sandbox_takes_no_addresses() {
    let vendor = Vendor::start();
    for option in ["--base-url", "--token-url", "--config"] {
        vendor
            .run(&["tickets", "list", "--sandbox", option, "x"])
            .expect(2);
    }
}

#[cfg(unix)]
#[test]
fn a_secret_that_others_can_read_is_pointed_out() {
    use std::os::unix::fs::PermissionsExt as _;

    let vendor = Vendor::start();
    let home = tempfile::tempdir().unwrap();
    write(&home, "vendor/config.toml", &complete(&vendor));
    write(&home, "vendor/secret", "sandbox-secret");
    let secret = home.path().join("vendor/secret");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o644)).unwrap();
    let ran = Ran::of(&mut program(&home, &["tickets", "list"])).expect(0);
    let text = format!("chmod 600 {}", secret.display());
    assert!(ran.stderr.contains(&text), "{ran:#?}");
    let ran = Ran::of(&mut program(&home, &["tickets", "list", "--quiet"])).expect(0);
    assert_eq!(ran.stderr, "");
}
