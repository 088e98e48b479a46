//! Secrets that a program prints.

#![cfg(unix)]
// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use tempfile::TempDir;
use vendor::{Ran, Vendor, program};

/// A home whose dialler has a token that a command prints, as TOML.
fn home_with(vendor: &Vendor, command: &str) -> TempDir {
    home_with_settings(&format!(
        "[dialler]\nbase_url = \"{}\"\ntoken_command = {command}\n",
        vendor.sandbox.dialler().base_url()
    ))
}

fn home_with_settings(text: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("vendor/config.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, text).unwrap();
    set_mode(&home, "vendor/config.toml", 0o600);
    home
}

fn set_mode(home: &TempDir, name: &str, mode: u32) {
    fs::set_permissions(home.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
}

/// Where the programs that a test names are found, as in a shell.
fn list(home: &TempDir) -> Command {
    let mut command = program(home, &["dialler", "list"]);
    command
        .env("PATH", std::env::var_os("PATH").unwrap())
        .current_dir(home.path());
    command
}

fn shell(script: &str) -> String {
    format!("[\"sh\", \"-c\", {script:?}]")
}

/// How often a command of a test has run, which adds a line to the file `runs` each time.
fn runs(home: &TempDir) -> usize {
    let runs = fs::read_to_string(home.path().join("runs"));
    runs.map_or(0, |text| text.lines().count())
}

mod what_it_prints {
    use super::*;

    #[test]
    fn is_the_secret() {
        let vendor = Vendor::start();
        let token = vendor.sandbox.dialler().token();
        let home = home_with(
            &vendor,
            &format!("[\"printf\", \"%s\\\\r\\\\n\", \"{token}\"]"),
        );
        let ran = Ran::of(&mut list(&home)).expect(0);
        assert_eq!(ran.stderr, "");
    }

    #[test]
    fn is_not_split_or_expanded_by_a_shell() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, "[\"echo\", \"$HOME; echo other\"]");
        // The vendor refuses it, since it is no token: `echo` has printed the text as it is.
        let ran = Ran::of(&mut list(&home)).expect(3);
        assert!(!ran.stderr.contains("echo other"), "{ran:#?}");
    }

    #[test]
    fn may_not_be_a_text_with_line_breaks() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, &shell("echo PLANTED; echo PLANTED"));
        let ran = Ran::of(&mut list(&home)).expect(2);
        assert!(ran.stderr.contains("token from the command sh"), "{ran:#?}");
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    }
}

mod it_runs {
    use super::*;

    #[test]
    fn only_for_a_command_that_needs_the_secret() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, &shell("echo run >> runs; echo secret"));
        for arguments in [
            &["leadbank", "fetch", "--parameter=1"][..],
            &["dialler", "list", "--sandbox"],
            &["dialler", "list", "--help"],
        ] {
            let mut command = vendor.command(arguments);
            command
                .env("PATH", std::env::var_os("PATH").unwrap())
                .env("XDG_CONFIG_HOME", home.path())
                .env_remove("VENDOR_DIALLER_TOKEN")
                .current_dir(home.path());
            Ran::of(&mut command).expect(0);
        }
        assert_eq!(runs(&home), 0);
    }

    #[test]
    fn not_if_the_environment_has_the_secret() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, &shell("echo run >> runs; echo wrong"));
        let mut command = list(&home);
        command.env("VENDOR_DIALLER_TOKEN", vendor.sandbox.dialler().token());
        Ran::of(&mut command).expect(0);
        assert_eq!(runs(&home), 0);
    }

    #[test]
    fn once_for_all_settings_that_it_gives() {
        let vendor = Vendor::start();
        let command = shell("echo run >> runs; echo sandbox-password");
        let home = home_with_settings(&format!(
            "[aim]\nbase_url = \"{}\"\napp_id = \"a\"\nuser_name = \"b\"\n\
             api_key_command = {command}\npassword_command = {command}\n",
            vendor.sandbox.aim().base_url()
        ));
        let mut command = program(&home, &["aim", "statuses"]);
        command
            .env("PATH", std::env::var_os("PATH").unwrap())
            .current_dir(home.path());
        // The sandbox has another API key.
        let ran = Ran::of(&mut command);
        assert_ne!(ran.code, Some(0), "{ran:#?}");
        assert_eq!(runs(&home), 1);
    }

    #[test]
    fn beside_the_settings_file_if_it_has_a_path() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, "[\"./token\"]");
        let script = format!("#!/bin/sh\necho {}\n", vendor.sandbox.dialler().token());
        fs::write(home.path().join("vendor/token"), script).unwrap();
        set_mode(&home, "vendor/token", 0o700);
        Ran::of(&mut list(&home)).expect(0);
    }

    #[test]
    fn without_our_standard_input() {
        let vendor = Vendor::start();
        let token = vendor.sandbox.dialler().token();
        let home = home_with(&vendor, &shell(&format!("cat; echo {token}")));
        // What is on stdin would be a part of the secret.
        Ran::with_input(&mut list(&home), "rows\n").expect(0);
    }

    #[test]
    fn with_our_standard_error_unless_that_is_json() {
        let vendor = Vendor::start();
        let token = vendor.sandbox.dialler().token();
        let home = home_with(&vendor, &shell(&format!("echo hello >&2; echo {token}")));
        let ran = Ran::of(&mut list(&home)).expect(0);
        assert_eq!(ran.stderr, "hello\n");
        let ran = Ran::of(list(&home).arg("--json")).expect(0);
        assert_eq!(ran.stderr, "");
    }
}

mod it_gives_no_secret {
    use super::*;

    #[test]
    fn when_it_is_not_there() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, "[\"no-such-program\", \"PLANTED\"]");
        let ran = Ran::of(&mut list(&home)).expect(2);
        for text in [
            "token cannot be got: the command no-such-program",
            "config.toml, line 3",
            "cannot be started",
            "PATH",
        ] {
            assert!(ran.stderr.contains(text), "{text}: {ran:#?}");
        }
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    }

    #[test]
    fn when_it_fails_whatever_it_has_printed() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, &shell("echo PLANTED; exit 7"));
        let ran = Ran::of(&mut list(&home)).expect(1);
        assert!(ran.stderr.contains("failed (exit status: 7)"), "{ran:#?}");
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    }

    #[test]
    fn when_it_prints_nothing() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, "[\"echo\"]");
        let ran = Ran::of(&mut list(&home)).expect(2);
        assert!(ran.stderr.contains("printed nothing"), "{ran:#?}");
    }

    #[test]
    fn when_it_prints_no_text() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, &shell("printf 'PLANTED\\377'"));
        let ran = Ran::of(&mut list(&home)).expect(2);
        assert!(ran.stderr.contains("not a text in UTF-8"), "{ran:#?}");
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    }

    #[test]
    fn when_it_prints_without_end() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, "[\"yes\", \"PLANTED\"]");
        let ran = Ran::of(&mut list(&home)).expect(2);
        assert!(ran.stderr.contains("larger than 1 MiB"), "{ran:#?}");
        assert!(!ran.stderr.contains("PLANTED"), "{ran:#?}");
    }

    #[test]
    fn when_it_hangs_and_is_ended() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, &shell("echo run >> runs; exec tail -f /dev/null"));
        // A group of its own, as a terminal makes it. SIGINT it might not hear: whatever is started in the background
        // ignores that from its birth.
        let mut child = list(&home).process_group(0).spawn().unwrap();
        while runs(&home) == 0 {
            assert!(child.try_wait().unwrap().is_none(), "it waits");
            std::thread::yield_now();
        }
        let group = format!("-{}", child.id());
        let sent = Command::new("kill").args(["-TERM", "--", &group]).status();
        assert!(sent.unwrap().success());
        assert!(!child.wait().unwrap().success());
        assert!(vendor.sandbox.ledger().calls().is_empty());
    }
}

mod it_is_refused {
    use super::*;

    #[test]
    fn where_others_could_have_written_it() {
        let vendor = Vendor::start();
        for mode in [0o620, 0o602, 0o666] {
            let home = home_with(&vendor, &shell("echo run >> runs; echo secret"));
            set_mode(&home, "vendor/config.toml", mode);
            let ran = Ran::of(&mut list(&home)).expect(2);
            assert!(ran.stderr.contains("chmod go-w"), "{ran:#?}");
            assert_eq!(runs(&home), 0);
        }
    }

    #[test]
    fn beside_another_way_to_give_the_secret() {
        let vendor = Vendor::start();
        let home = home_with(&vendor, "[\"echo\", \"a\"]\ntoken_file = \"token\"");
        let ran = Ran::of(&mut list(&home)).expect(2);
        let text = "token_file and token_command are both set";
        assert!(ran.stderr.contains(text), "{ran:#?}");
    }

    #[test]
    fn for_what_is_no_secret() {
        let home = home_with_settings("[tickets]\nclient_id_command = [\"echo\", \"a\"]\n");
        let ran = Ran::of(&mut list(&home)).expect(2);
        assert!(
            ran.stderr.contains("no setting \"client_id_command\""),
            "{ran:#?}"
        );
    }

    #[test]
    fn unless_it_is_a_list_of_texts() {
        let vendor = Vendor::start();
        for command in [
            "\"pass show x\"",
            "[]",
            "[\"\"]",
            "[\"pass\", 1]",
            "{}",
            "17",
        ] {
            let home = home_with(&vendor, command);
            let ran = Ran::of(&mut list(&home)).expect(2);
            assert!(
                ran.stderr
                    .contains("line 3: token_command must be a list of texts"),
                "{command}: {ran:#?}"
            );
        }
    }
}
