//! Colours: on a terminal, unless somebody does not want them; elsewhere only if somebody does.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use tempfile::TempDir;
use vendor::{Ran, Vendor, program};
use vendor_sandbox::partner::NewTicket;
use vendor_sandbox::partner::demo;

const ESCAPE: char = '\u{1b}';

/// What goes wrong at once.
const FAILS: [&str; 2] = ["tickets", "list"];

fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let home = tempfile::tempdir().unwrap();
    Ran::of(program(&home, arguments).envs(variables.iter().copied()))
}

#[test]
fn a_file_or_a_pipe_gets_none() {
    for arguments in [
        &["--help"][..],
        &["doctor", "--sandbox"],
        &FAILS,
        &["tickets", "lisst"],
    ] {
        let ran = run(arguments, &[("TERM", "xterm-256color")]);
        assert!(!ran.stdout.contains(ESCAPE), "{ran:#?}");
        assert!(!ran.stderr.contains(ESCAPE), "{ran:#?}");
    }
}

#[test]
fn a_pipe_gets_them_if_somebody_wants_them() {
    for (arguments, variables) in [
        (&["tickets", "list", "--color=always"][..], &[][..]),
        (
            &["--color", "always", "tickets", "list"],
            &[("NO_COLOR", "1")],
        ),
        (&FAILS, &[("CLICOLOR_FORCE", "1")]),
    ] {
        let ran = run(arguments, variables).expect(2);
        assert!(ran.stderr.starts_with(RED_ERROR), "{ran:#?}");
    }
    for arguments in [["--color=always", "--help"], ["--help", "--color=always"]] {
        let ran = run(&arguments, &[]).expect(0);
        assert!(ran.stdout.contains(HEADING), "{ran:#?}");
    }
    let usage = run(&["tickets", "lisst", "--color=always"], &[]).expect(2);
    assert!(usage.stderr.starts_with(RED_ERROR), "{usage:#?}");
    assert!(usage.stderr.contains("\u{1b}[4mUsage:"), "{usage:#?}");
}

const RED_ERROR: &str = "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m ";
const HEADING: &str = "\u{1b}[1m\u{1b}[4mOptions:\u{1b}[0m";

#[test]
fn json_has_none_whatever_is_wanted() {
    let ran = run(&["tickets", "list", "--json", "--color=always"], &[]).expect(2);
    assert!(!ran.stderr.contains(ESCAPE), "{ran:#?}");
    let arguments = ["doctor", "--sandbox", "--json", "--color=always"];
    let ran = run(&arguments, &[]).expect(0);
    assert!(!ran.stdout.contains(ESCAPE), "{ran:#?}");
}

#[test]
fn a_word_that_is_no_choice_is_refused() {
    let ran = run(&["tickets", "list", "--color=yes"], &[]).expect(2);
    assert!(ran.stderr.contains("auto, always, never"), "{ran:#?}");
}

#[test]
fn what_a_vendor_sends_has_no_colours_of_its_own() {
    let vendor = Vendor::start();
    let [customer, _] = demo::CUSTOMERS;
    let reference = "\u{1b}[31mred\u{1b}[0m";
    let ticket = NewTicket::new(customer, 0).preparer_external_reference(reference);
    vendor.sandbox.partner().add_ticket(ticket);
    let ran = vendor.run(&["tickets", "list", "--color=always"]).expect(0);
    assert!(!ran.stdout.contains("\u{1b}[31mred"), "{ran:#?}");
    assert!(ran.stdout.contains("\u{fffd}[31mred"), "{ran:#?}");
}

#[cfg(unix)]
mod on_a_terminal {
    use std::fs::File;
    use std::io::Read as _;
    use std::process::Stdio;

    use nix::pty::{OpenptyResult, openpty};

    use super::*;

    /// What a terminal is shown.
    fn shown(arguments: &[&str], variables: &[(&str, &str)]) -> String {
        let home: TempDir = tempfile::tempdir().unwrap();
        let OpenptyResult { master, slave } = openpty(None, None).unwrap();
        let mut child = program(&home, arguments)
            .env("TERM", "xterm-256color")
            .envs(variables.iter().copied())
            .stdout(Stdio::from(slave.try_clone().unwrap()))
            .stderr(Stdio::from(slave))
            .spawn()
            .unwrap();
        // Only the program has the terminal now: reading ends when the program does.
        let mut terminal = File::from(master);
        let mut shown = Vec::new();
        let mut piece = [0; 4096];
        // Linux ends it with an error, others with nothing more.
        while let Ok(length @ 1..) = terminal.read(&mut piece) {
            shown.extend_from_slice(&piece[..length]);
        }
        child.wait().unwrap();
        String::from_utf8(shown).unwrap()
    }

    #[test]
    fn errors_headings_and_states_stand_out() {
        assert!(shown(&FAILS, &[]).starts_with(RED_ERROR));
        assert!(shown(&["--help"], &[]).contains(HEADING));
        assert!(shown(&["tickets", "lisst"], &[]).starts_with(RED_ERROR));
        let doctor = shown(&["doctor", "tickets", "--sandbox"], &[]);
        assert!(doctor.contains("\u{1b}[32mok\u{1b}[0m"), "{doctor}");
        assert!(doctor.contains("\u{1b}[4mtickets\u{1b}[0m"), "{doctor}");
    }

    #[test]
    fn nothing_does_if_somebody_does_not_want_it() {
        for (variable, value) in [("NO_COLOR", "1"), ("TERM", "dumb"), ("CLICOLOR", "0")] {
            for arguments in [&FAILS[..], &["--help"], &["doctor", "--sandbox"]] {
                let text = shown(arguments, &[(variable, value)]);
                assert!(!text.is_empty() && !text.contains(ESCAPE), "{text}");
            }
        }
        for arguments in [
            ["tickets", "list", "--color=never"],
            ["tickets", "--help", "--color=never"],
        ] {
            let text = shown(&arguments, &[]);
            assert!(!text.is_empty() && !text.contains(ESCAPE), "{text}");
        }
    }

    #[test]
    fn an_empty_variable_is_none() {
        assert!(shown(&FAILS, &[("NO_COLOR", "")]).starts_with(RED_ERROR));
    }
}
