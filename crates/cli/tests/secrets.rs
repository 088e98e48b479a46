//! Secrets are planted wherever they can come from, and looked for in everything that is printed.

mod vendor;

use std::fs;

use vendor::{Ran, Vendor, program};
use vendor_sandbox::{Fault, StatusCode, dialler, partner};

const SECRET: &str = "PLANTED-SECRET";
const API_KEY: &str = "PLANTED-API-KEY";
const ID: &str = "497f6eca-6276-4993-bfeb-53cbbbba6f08";

#[track_caller]
fn assert_clean(ran: &Ran) {
    for text in [&ran.stdout, &ran.stderr] {
        assert!(!text.contains("PLANTED"), "{ran:#?}");
        // The sandbox's tokens and its secret.
        assert!(!text.contains("sandbox-secret"), "{ran:#?}");
        assert!(!text.contains("Bearer"), "{ran:#?}");
    }
}

#[test]
fn refused_credentials_are_not_shown() {
    let vendor = Vendor::start();
    for arguments in [
        vec!["tickets", "get", ID],
        vec!["tickets", "get", ID, "--json"],
    ] {
        let mut command = vendor.command(&arguments);
        command
            .env("VENDOR_TICKETS_CLIENT_SECRET", SECRET)
            .env("VENDOR_TICKETS_API_KEY", API_KEY);
        assert_clean(&Ran::of(&mut command).expect(4));
    }
}

#[test]
fn credentials_in_use_are_not_shown() {
    let vendor = Vendor::start();
    let commands = [
        vec!["tickets", "list"],
        vec!["tickets", "get", ID],
        vec!["tickets", "update", ID, "--keep", "--no-vin"],
        vec!["tickets", "get", "00000000-0000-4000-8000-000000000000"],
        vec!["tickets", "delete", ID, "--json"],
    ];
    for arguments in commands {
        let mut command = vendor.command(&arguments);
        command.env("VENDOR_TICKETS_API_KEY", API_KEY);
        assert_clean(&Ran::of(&mut command));
    }
}

#[test]
fn failures_do_not_show_credentials() {
    let vendor = Vendor::start();
    for fault in [
        Fault::DropAfterActing,
        Fault::GarbageBody,
        Fault::HtmlPage { acts: false },
        Fault::ErrorAfterActing {
            status: StatusCode::INTERNAL_SERVER_ERROR,
        },
    ] {
        vendor
            .sandbox
            .faults()
            .inject_times(partner::UPDATE_PREPARED_TICKET, 4, fault);
        let arguments = ["tickets", "update", ID, "--keep", "--timeout=1"];
        assert_clean(&vendor.run(&arguments));
        vendor.sandbox.faults().clear();
    }
}

#[test]
fn the_token_of_the_dialler_is_not_shown() {
    let vendor = Vendor::start();
    let mut command = vendor.command(&["dialler", "list"]);
    command.env("VENDOR_DIALLER_TOKEN", SECRET);
    assert_clean(&Ran::of(&mut command).expect(3));

    let ran = vendor.run(&["dialler", "get", "7", "--json"]).expect(3);
    assert!(
        !ran.stderr.contains(&vendor.sandbox.dialler().token()),
        "{ran:#?}"
    );
}

#[test]
fn errors_hold_no_personal_data_but_what_the_vendor_says() {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .faults()
        .inject(dialler::IMPORT_CONTACT, Fault::DropAfterActing);
    let import = [
        "dialler",
        "import",
        "--campaign-id=538",
        "--name=PLANTED",
        "--phone-number-1=+490PLANTED",
        "--user-data=PLANTED",
        "--json",
    ];
    assert_clean(&vendor.run(&import).expect(5));
}

#[test]
fn the_doctor_shows_no_secret() {
    let vendor = Vendor::start();
    for planted in [&[][..], &WRONG] {
        for arguments in [
            &["doctor", "--parameter=1", "--login"][..],
            &["doctor", "--json"],
        ] {
            let mut command = vendor.command(arguments);
            command
                .env("VENDOR_TICKETS_API_KEY", API_KEY)
                .env("VENDOR_LEADBANK_TOKEN", SECRET)
                .env("VENDOR_IVECO_HEADER", "x-api-key")
                .env("VENDOR_IVECO_HEADER_VALUE", SECRET)
                .envs(planted.iter().copied());
            assert_clean(&Ran::of(&mut command));
        }
    }
}

/// In place of those that the sandbox accepts.
const WRONG: [(&str, &str); 5] = [
    ("VENDOR_TICKETS_CLIENT_SECRET", SECRET),
    ("VENDOR_DIALLER_TOKEN", SECRET),
    ("VENDOR_AIM_API_KEY", API_KEY),
    ("VENDOR_AIM_PASSWORD", SECRET),
    (
        "VENDOR_LEADBANK_BASE_URL",
        "https://PLANTED:PLANTED@leadbank.example",
    ),
];

#[test]
fn a_secret_that_a_header_cannot_carry_is_not_shown() {
    let vendor = Vendor::start();
    let mut command = vendor.command(&["tickets", "list"]);
    command.env("VENDOR_TICKETS_API_KEY", "PLANTED\nX: y");
    assert_clean(&Ran::of(&mut command).expect(2));
}

#[test]
fn a_broken_settings_file_is_not_quoted() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("vendor/config.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    for text in [
        "[tickets]\nclient_secret = \"PLANTED\n",
        "[tickets]\nclient_secret = PLANTED\n",
        "[tickets]\nclient_secret = [\"PLANTED\"]\n",
        "[tickets]\nclient_secret = \"a\"\nclient_secret = \"PLANTED\"\n",
        "[tickets]\nclient_sekret = \"PLANTED\"\n",
    ] {
        fs::write(&file, text).unwrap();
        assert_clean(&Ran::of(&mut program(&home, &["tickets", "list"])).expect(2));
    }
}

#[test]
fn no_option_takes_a_secret() {
    let home = tempfile::tempdir().unwrap();
    for command in [
        ["tickets", "list"],
        ["tickets", "get"],
        ["tickets", "create"],
        ["tickets", "update"],
        ["tickets", "delete"],
        ["leadbank", "fetch"],
        ["leadbank", "confirm"],
        ["leadbank", "ack"],
        ["dialler", "import"],
        ["dialler", "list"],
        ["dialler", "delete"],
    ] {
        let help = Ran::of(&mut program(&home, &[command[0], command[1], "--help"])).expect(0);
        for secret in ["secret", "api-key", "--token ", "--password"] {
            assert!(!help.stdout.contains(secret), "{help:#?}");
        }
    }
}
