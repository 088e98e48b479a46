//! `vendor config`: what is set and where, and a settings file to begin with.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use vendor::{Ran, Vendor, program};

fn run(home: &TempDir, arguments: &[&str]) -> Ran {
    Ran::of(&mut program(home, arguments))
}

fn with_file(text: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("vendor/config.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, text).unwrap();
    close(&file);
    home
}

/// To all others.
fn close(file: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
    }
    #[cfg(not(unix))]
    let _ = file;
}

#[track_caller]
fn setting(ran: &Ran, vendor: &str, name: &str) -> Value {
    let all = ran.json_lines();
    let found = all
        .iter()
        .find(|line| line["vendor"] == vendor && line["setting"] == name);
    found.cloned().unwrap()
}

mod show {
    use super::*;

    #[test]
    fn tells_where_each_setting_is_from() {
        let home = with_file(
            "[tickets]\nclient_id = \"me\"\nclient_secret_file = \"secret\"\n\
             [aim]\npassword_command = [\"pass\", \"show\", \"vendor/aim\"]\n",
        );
        fs::write(home.path().join("vendor/secret"), "PLANTED").unwrap();
        close(&home.path().join("vendor/secret"));
        let mut command = program(&home, &["config", "show", "--json"]);
        command.env("VENDOR_DIALLER_TOKEN", "PLANTED");
        let ran = Ran::of(&mut command).expect(0);

        let expected = [
            (
                "tickets",
                "client_id",
                "file",
                "\"me\"",
                "config.toml, line 2",
            ),
            (
                "tickets",
                "client_secret",
                "own file",
                "\"set\"",
                "config.toml, line 3",
            ),
            ("aim", "password", "command", "\"set\"", "the command pass"),
            (
                "dialler",
                "token",
                "environment",
                "\"set\"",
                "VENDOR_DIALLER_TOKEN",
            ),
            ("leadbank", "success_status", "default", "\"1\"", "default"),
            ("iveco", "base_url", "not set", "null", "not set (needed)"),
        ];
        for (vendor, name, source, value, origin) in expected {
            let setting = setting(&ran, vendor, name);
            assert_eq!(setting["source"], source, "{setting}");
            assert_eq!(setting["value"].to_string(), value, "{setting}");
            let told = setting["origin"].as_str().unwrap();
            assert!(told.contains(origin), "{setting}");
        }
        assert!(!ran.stdout.contains("PLANTED"), "{ran:#?}");
    }

    #[test]
    fn shows_the_vendors_that_are_named() {
        let home = tempfile::tempdir().unwrap();
        let ran = run(&home, &["config", "show", "dialler", "aim"]).expect(0);
        assert!(ran.stdout.contains("dialler  base_url"), "{ran:#?}");
        assert!(ran.stdout.contains("aim "), "{ran:#?}");
        assert!(!ran.stdout.contains("tickets"), "{ran:#?}");
        assert!(ran.stderr.contains("vendor config init"), "{ran:#?}");
        run(&home, &["config", "show", "dialer"]).expect(2);
    }

    #[test]
    fn never_shows_a_secret_wherever_it_is_kept() {
        let home = with_file(
            "[tickets]\nclient_secret = \"PLANTED\"\napi_key_file = \"key\"\n\
             base_url = \"https://user:PLANTED@partner.example\"\n\
             token_url = \"https://partner.example/?key=PLANTED\"\n\
             [aim]\ntoken_command = [\"sh\", \"-c\", \"echo PLANTED\"]\n\
             [iveco]\nclient_key = \"PLANTED\"\n",
        );
        fs::write(home.path().join("vendor/key"), "PLANTED").unwrap();
        let mut command = program(&home, &["config", "show"]);
        command.env("VENDOR_LEADBANK_PASSWORD", "PLANTED");
        let ran = Ran::of(&mut command).expect(0);
        assert!(!format!("{ran:?}").contains("PLANTED"), "{ran:#?}");
    }

    #[test]
    fn runs_no_command() {
        let home = with_file("[aim]\npassword_command = [\"touch\", \"ran\"]\n");
        let mut command = program(&home, &["config", "show"]);
        command.current_dir(home.path());
        Ran::of(&mut command).expect(0);
        assert!(!home.path().join("ran").exists());
    }

    #[test]
    fn names_all_that_is_wrong_beside_what_is_right() {
        let home = with_file(
            "[tickets]\nclient_id = \"me\"\nclient_ID = \"me\"\nclient_secret_file = \"nowhere\"\n\
             [dialer]\n[aim]\napp_id = 17\napi_key = \"\"\npassword_command = \"pass\"\n\
             user_name = \"a\"\n",
        );
        let ran = run(&home, &["config", "show"]).expect(2);
        for text in [
            "line 3: there is no setting \"client_ID\"; did you mean \"client_id\"?",
            "line 5: there is no table \"dialer\"; did you mean \"dialler\"?",
            "line 7: app_id must be a text",
            "line 8: api_key is empty",
            "line 9: password_command must be a list of texts",
            "nowhere cannot be read, and client_secret was to be read from it (",
            "config.toml, line 4): ",
        ] {
            assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
        }
        assert!(ran.stdout.contains("client_id           me"), "{ran:#?}");
    }

    #[test]
    fn a_file_that_is_not_toml_is_not_quoted() {
        let home = with_file(
            "[tickets]\nclient_secret = \"PLANTED\nPLANTED = 1\n[aim\n[dialler]\ntoken = PLANTED\n",
        );
        let ran = run(&home, &["config", "show"]).expect(2);
        for line in ["line 2:", "line 4:", "line 6:"] {
            assert!(ran.stderr.contains(line), "{line} {ran:#?}");
        }
        assert!(!format!("{ran:?}").contains("PLANTED"), "{ran:#?}");
    }
}

mod init {
    use super::*;

    #[test]
    fn writes_a_file_that_no_command_objects_to() {
        let vendor = Vendor::start();
        let home = tempfile::tempdir().unwrap();
        let ran = run(&home, &["config", "init"]).expect(0);
        let file = home.path().join("vendor/config.toml");
        assert!(ran.stdout.contains(file.to_str().unwrap()), "{ran:#?}");
        assert!(ran.stdout.contains("vendor config show"), "{ran:#?}");

        let mut command = vendor.command(&["tickets", "list"]);
        command.env("XDG_CONFIG_HOME", home.path());
        let ran = Ran::of(&mut command).expect(0);
        assert_eq!(ran.stderr, "");
    }

    #[test]
    fn a_line_that_is_uncommented_is_a_setting() {
        let home = tempfile::tempdir().unwrap();
        run(&home, &["config", "init"]).expect(0);
        let file = home.path().join("vendor/config.toml");
        let text = fs::read_to_string(&file).unwrap();
        let text = text.replace("#app_id =", "app_id =");
        fs::write(&file, text).unwrap();
        let ran = run(&home, &["config", "show", "aim", "--json"]).expect(0);
        assert_eq!(setting(&ran, "aim", "app_id")["source"], "file");
    }

    #[test]
    fn never_overwrites() {
        let home = with_file("[tickets]\n");
        let ran = run(&home, &["config", "init"]).expect(2);
        assert!(ran.stderr.contains("is not overwritten"), "{ran:#?}");
        let file = home.path().join("vendor/config.toml");
        assert_eq!(fs::read_to_string(file).unwrap(), "[tickets]\n");
    }

    #[cfg(unix)]
    #[test]
    fn does_not_write_where_a_link_leads() {
        let home = tempfile::tempdir().unwrap();
        let elsewhere = home.path().join("elsewhere");
        let link = home.path().join("link.toml");
        std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
        let arguments = ["config", "init", "--config", link.to_str().unwrap()];
        run(&home, &arguments).expect(2);
        assert!(!elsewhere.exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;

        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("new/directory/vendor.toml");
        run(
            &home,
            &["config", "init", "--config", file.to_str().unwrap()],
        )
        .expect(0);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        assert_eq!(mode(file.parent().unwrap()), 0o700);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named() {
        let home = with_file("[tickets]\n");
        let below_a_file = home.path().join("vendor/config.toml/x.toml");
        let arguments = ["config", "init", "--config", below_a_file.to_str().unwrap()];
        let ran = run(&home, &arguments).expect(1);
        assert!(ran.stderr.contains("cannot be written"), "{ran:#?}");
    }

    #[test]
    fn prints_it_and_writes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let ran = run(&home, &["config", "init", "--print"]).expect(0);
        assert!(ran.stdout.contains("#client_secret_file ="), "{ran:#?}");
        assert!(!home.path().join("vendor").exists());
    }

    #[test]
    fn without_a_home_a_file_must_be_named() {
        let home = tempfile::tempdir().unwrap();
        let mut command = program(&home, &["config", "init"]);
        command.env_remove("XDG_CONFIG_HOME");
        let ran = Ran::of(&mut command).expect(2);
        assert!(ran.stderr.contains("--config"), "{ran:#?}");
    }
}

mod path {
    use super::*;

    #[test]
    fn is_printed_alone() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("vendor/config.toml");
        let ran = run(&home, &["config", "path"]).expect(0);
        assert_eq!(ran.stdout, format!("{}\n", file.display()));
        let ran = run(&home, &["config", "path", "--json"]).expect(0);
        assert_eq!(ran.json()["path"], file.to_str().unwrap());
    }
}
