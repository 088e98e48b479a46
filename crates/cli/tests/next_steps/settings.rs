//! Settings that are missing, or that cannot be used.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;

use crate::told::Told;
use crate::vendor::program;

#[test]
fn wrong_variables() {
    let mut told = Told::default();
    let home = tempfile::tempdir().unwrap();
    let base_url = ("VENDOR_DIALLER_BASE_URL", "https://acd.example/rest/v1.0/1");
    let leadbank = ("VENDOR_LEADBANK_BASE_URL", "https://leadbank.example");
    let dialler = |url| {
        [
            ("VENDOR_DIALLER_BASE_URL", url),
            ("VENDOR_DIALLER_TOKEN", "t"),
        ]
    };
    let campaigns = &["dialler", "campaigns", "list"][..];
    let fetch = &["leadbank", "fetch", "--parameter=1"][..];
    for (name, arguments, variables) in [
        ("nothing is set", campaigns, &[][..]),
        ("something is missing", campaigns, &[base_url]),
        ("no vendor is configured", &["doctor"], &[]),
        ("a URL that is none", campaigns, &dialler("acd.example")),
        (
            "a URL of another kind",
            campaigns,
            &dialler("ftp://acd.example"),
        ),
        (
            "a URL with a password",
            campaigns,
            &dialler("https://you:PLANTED@acd.example"),
        ),
        (
            "a URL with a query",
            campaigns,
            &dialler("https://acd.example/?x=PLANTED"),
        ),
        (
            "a URL without TLS",
            campaigns,
            &dialler("http://acd.example"),
        ),
        (
            "a secret with a line break",
            campaigns,
            &[base_url, ("VENDOR_DIALLER_TOKEN", "PLANTED\nX")],
        ),
        (
            "a number that is none",
            fetch,
            &[leadbank, ("VENDOR_LEADBANK_SUCCESS_STATUS", "one")],
        ),
        (
            "two ways to make oneself known",
            fetch,
            &[
                leadbank,
                ("VENDOR_LEADBANK_TOKEN", "PLANTED"),
                ("VENDOR_LEADBANK_USER", "you"),
                ("VENDOR_LEADBANK_PASSWORD", "PLANTED"),
            ],
        ),
        (
            "a user name that cannot be sent",
            fetch,
            &[
                leadbank,
                ("VENDOR_LEADBANK_USER", "a:b"),
                ("VENDOR_LEADBANK_PASSWORD", "PLANTED"),
            ],
        ),
        (
            "a certificate that is none",
            fetch,
            &[
                leadbank,
                ("VENDOR_LEADBANK_CLIENT_CERTIFICATE", "PLANTED"),
                ("VENDOR_LEADBANK_CLIENT_KEY", "PLANTED"),
            ],
        ),
    ] {
        told.failure(name, 2, |more| {
            let mut command = program(&home, &[arguments, more].concat());
            command.envs(variables.iter().copied());
            command
        });
    }
    told.failure("a variable that is no text", 2, |more| {
        let mut command = program(&home, &[campaigns, more].concat());
        command.env("VENDOR_DIALLER_TOKEN", OsStr::from_bytes(b"\xff"));
        command
    });
    let text = told.text().replace(home.path().to_str().unwrap(), "HOME");
    assert!(!text.contains("PLANTED"), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn wrong_files() {
    let mut told = Told::default();
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("vendor/config.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    for (name, text) in [
        (
            "a name that is misspelt",
            "[tickets]\nclient_idd = \"PLANTED\"\n",
        ),
        (
            "a table that is misspelt",
            "[ticket]\nclient_id = \"PLANTED\"\n",
        ),
        ("no TOML", "[tickets]\nclient_id = PLANTED\n"),
        ("a number in place of a text", "[tickets]\nclient_id = 17\n"),
        (
            "a secret in two places",
            "[tickets]\nclient_secret = \"PLANTED\"\nclient_secret_file = \"secret\"\n",
        ),
        (
            "a file of a secret that is not there",
            "[tickets]\nclient_id = \"id\"\nclient_secret_file = \"nowhere\"\n",
        ),
        (
            "a file of a secret that is empty",
            "[tickets]\nclient_id = \"id\"\nclient_secret_file = \"empty\"\n",
        ),
        (
            "a command that is not there",
            "[tickets]\nclient_id = \"id\"\nclient_secret_command = [\"./nowhere\"]\n",
        ),
    ] {
        fs::write(&file, text).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(home.path().join("vendor/empty"), "").unwrap();
        fs::set_permissions(
            home.path().join("vendor/empty"),
            fs::Permissions::from_mode(0o600),
        )
        .unwrap();
        told.failure(name, 2, |more| {
            program(&home, &[&["tickets", "list"], more].concat())
        });
    }
    told.failure("a settings file that is not there", 2, |more| {
        let list = ["tickets", "list", "--config=/nowhere/config.toml"];
        program(&home, &[&list, more].concat())
    });
    fs::write(&file, "").unwrap();
    told.failure("a settings file that is there already", 2, |more| {
        program(&home, &[&["config", "init"], more].concat())
    });
    let text = told.text().replace(home.path().to_str().unwrap(), "HOME");
    assert!(!text.contains("PLANTED"), "{text}");
    insta::assert_snapshot!(text);
}
