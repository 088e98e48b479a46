//! Where the calls of `vendor aim` go, on whose behalf, and that nobody reads it.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use std::fs;

use serde_json::json;
use vendor::{Ran, Vendor, program};
use vendor_sandbox::aim::{CONTRACT_STATUS_LISTING, GET_END_POINT, LOGIN};
use vendor_sandbox::{Fault, Operation, StatusCode};

const STATUSES: [&str; 3] = ["aim", "statuses", "--timeout=5"];

fn operations(vendor: &Vendor) -> Vec<Operation> {
    let calls = vendor.sandbox.ledger().calls();
    calls.iter().filter_map(|call| call.operation).collect()
}

/// No port listens there: who is allowed to go there finds nobody.
const ELSEWHERE: &str = "https://localhost:1";

#[test]
fn discovery_and_login_come_first() {
    let vendor = Vendor::start();
    vendor.run(&STATUSES).expect(0);
    let expected = [GET_END_POINT, LOGIN, CONTRACT_STATUS_LISTING];
    assert_eq!(operations(&vendor), expected);
}

#[test]
fn without_a_user_there_is_no_login() {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .aim()
        .configure(|settings| settings.require_token = false);
    let mut command = vendor.command(&STATUSES);
    command
        .env_remove("VENDOR_AIM_USER_NAME")
        .env_remove("VENDOR_AIM_PASSWORD");
    Ran::of(&mut command).expect(0);
    assert_eq!(
        operations(&vendor),
        [GET_END_POINT, CONTRACT_STATUS_LISTING]
    );
}

#[test]
fn with_an_endpoint_there_is_no_discovery() {
    let vendor = Vendor::start();
    let aim = vendor.sandbox.aim();
    let arguments = [&STATUSES[..], &["--endpoint", aim.endpoint()]].concat();
    let mut command = vendor.command(&arguments);
    command
        .env_remove("VENDOR_AIM_USER_NAME")
        .env_remove("VENDOR_AIM_PASSWORD")
        .env("VENDOR_AIM_OAUTH_TOKEN", aim.issue_oauth_token())
        .env("VENDOR_AIM_TOKEN", aim.issue_token())
        .env("VENDOR_AIM_DEVICE_ID", "device-1");
    Ran::of(&mut command).expect(0);
    assert_eq!(operations(&vendor), [CONTRACT_STATUS_LISTING]);

    let mut command = vendor.command(&STATUSES);
    command
        .env("VENDOR_AIM_ENDPOINT", aim.endpoint())
        .env("VENDOR_AIM_OAUTH_TOKEN", aim.issue_oauth_token());
    Ran::of(&mut command).expect(0);
    assert_eq!(
        operations(&vendor)[1..],
        [LOGIN, CONTRACT_STATUS_LISTING],
        "a login needs no discovery"
    );
}

#[test]
fn discovery_is_asked_at_the_base_url_whatever_the_endpoint_is() {
    let vendor = Vendor::start();
    let aim = vendor.sandbox.aim();
    let mut command = vendor.command(&["aim", "endpoint", "--json"]);
    command.env("VENDOR_AIM_ENDPOINT", "https://localhost:1/shop");
    let shown = Ran::of(&mut command).expect(0).json();
    assert_eq!(shown["endpoint"], aim.endpoint());

    let ran = vendor
        .run(&["aim", "endpoint", "--endpoint", aim.endpoint()])
        .expect(2);
    assert!(ran.stderr.contains("leave it out"), "{ran:#?}");
}

#[test]
fn what_no_host_can_be_called_is_not_allowed() {
    let vendor = Vendor::start();
    for hosts in [
        "http://shop.example/",
        "*",
        "shop.example:8443",
        "*shop.example",
        "shop.example, *",
    ] {
        let mut command = vendor.command(&STATUSES);
        command.env("VENDOR_AIM_ALLOW_HOSTS", hosts);
        let ran = Ran::of(&mut command).expect(2);
        assert!(ran.stderr.contains("VENDOR_AIM_ALLOW_HOSTS"), "{ran:#?}");
        let flag = format!("--allow-host={hosts}");
        vendor.run(&[&STATUSES[..], &[&flag]].concat()).expect(2);
    }
    assert!(vendor.sandbox.ledger().calls().is_empty());
}

#[test]
fn an_endpoint_that_nobody_has_allowed_gets_nothing() {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .aim()
        .configure(|settings| settings.endpoint = Some(ELSEWHERE.to_owned()));
    let expect_forbidden = |ran: Ran| {
        let ran = ran.expect(4);
        assert!(ran.stderr.contains("--allow-host HOST"), "{ran:#?}");
        assert!(ran.stderr.contains("localhost:1"), "{ran:#?}");
    };
    expect_forbidden(vendor.run(&STATUSES));
    let other = [&STATUSES[..], &["--allow-host=active-e.net"]].concat();
    expect_forbidden(vendor.run(&other));
    let mut command = vendor.command(&STATUSES);
    command
        .env_remove("VENDOR_AIM_USER_NAME")
        .env_remove("VENDOR_AIM_PASSWORD");
    expect_forbidden(Ran::of(&mut command));

    let error = vendor
        .run(&[&STATUSES[..], &["--json"]].concat())
        .expect(4)
        .error();
    assert_eq!(error["kind"], "forbidden_origin");
    assert_eq!(error["server"], "localhost:1");
    assert!(
        operations(&vendor)
            .iter()
            .all(|operation| *operation == GET_END_POINT)
    );

    let shown = vendor.run(&["aim", "endpoint", "--json"]).expect(0).json();
    assert_eq!(shown["endpoint"], ELSEWHERE);
}

#[test]
fn an_endpoint_that_is_allowed_is_called() {
    let vendor = Vendor::start();
    vendor
        .sandbox
        .aim()
        .configure(|settings| settings.endpoint = Some(ELSEWHERE.to_owned()));
    for host in ["localhost", "*.localhost"] {
        let allow = format!("--allow-host={host}");
        let arguments = [&STATUSES[..], &[&allow, "--json"]].concat();
        let error = vendor.run(&arguments).expect(4).error();
        assert_eq!(error["kind"], "credentials", "{error}");
        assert_eq!(error["cause"]["operation"], "login");
    }
    let mut command = vendor.command(&STATUSES);
    command.env("VENDOR_AIM_ALLOW_HOSTS", "shop.example, localhost");
    let ran = Ran::of(&mut command).expect(4);
    assert!(!ran.stderr.contains("--allow-host HOST"), "{ran:#?}");
}

#[test]
fn the_advice_names_the_settings_to_check() {
    let vendor = Vendor::start();
    for (variable, code, advice) in [
        ("VENDOR_AIM_API_KEY", 4, "Check api_key and app_id"),
        ("VENDOR_AIM_PASSWORD", 4, "Check user_name and password"),
        ("VENDOR_AIM_TOKEN", 3, "whether the operation needs a login"),
    ] {
        let mut command = vendor.command(&STATUSES);
        command.env(variable, "wrong");
        let ran = Ran::of(&mut command).expect(code);
        assert!(ran.stderr.contains(advice), "{advice}: {ran:#?}");
    }
    let mut command = vendor.command(&STATUSES);
    let nowhere = format!("{}/nowhere", vendor.sandbox.aim().base_url());
    command.env("VENDOR_AIM_BASE_URL", nowhere);
    let ran = Ran::of(&mut command).expect(4);
    assert!(ran.stderr.contains("check the base URL"), "{ran:#?}");
}

#[test]
fn all_missing_settings_are_named_at_once() {
    let home = tempfile::tempdir().unwrap();
    let mut command = program(&home, &STATUSES);
    command.env("VENDOR_AIM_USER_NAME", "somebody");
    let ran = Ran::of(&mut command).expect(2);
    for variable in [
        "VENDOR_AIM_API_KEY",
        "VENDOR_AIM_APP_ID",
        "VENDOR_AIM_PASSWORD",
    ] {
        assert!(ran.stderr.contains(variable), "{variable}: {ran:#?}");
    }
}

#[test]
fn settings_can_stand_in_a_file() {
    let vendor = Vendor::start();
    let aim = vendor.sandbox.aim();
    let home = tempfile::tempdir().unwrap();
    let directory = home.path().join("vendor");
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("key"), format!("{}\n", aim.api_key())).unwrap();
    let file = format!(
        "[aim]\nbase_url = \"{}\"\napi_key_file = \"key\"\napp_id = \"{}\"\nuser_name = \"{}\"\npassword = \
         \"{}\"\nallow_hosts = \"shop.example\"\n",
        aim.base_url(),
        aim.app_id(),
        aim.user_name(),
        aim.password()
    );
    fs::write(directory.join("config.toml"), file).unwrap();
    Ran::of(&mut program(&home, &["aim", "statuses"])).expect(0);
}

#[track_caller]
fn assert_clean(ran: &Ran) {
    let shown = format!("{}{}", ran.stdout, ran.stderr);
    for secret in [
        "PLANTED",
        "sandbox-api-key",
        "sandbox-password",
        "sandbox-oauth-",
        "sandbox-login-",
        "Password",
    ] {
        assert!(!shown.contains(secret), "{secret}: {ran:#?}");
    }
}

#[test]
fn refused_credentials_are_not_shown() {
    let vendor = Vendor::start();
    for (variable, value) in [
        ("VENDOR_AIM_API_KEY", "PLANTED-KEY"),
        ("VENDOR_AIM_APP_ID", "PLANTED-APP"),
        ("VENDOR_AIM_PASSWORD", "PLANTED-PASSWORD"),
        ("VENDOR_AIM_USER_NAME", "PLANTED-USER"),
        ("VENDOR_AIM_API_KEY", "PLANTED\nKEY"),
        ("VENDOR_AIM_DEVICE_ID", "PLANTED\nDEVICE"),
    ] {
        for json in [&[][..], &["--json"][..]] {
            let mut command = vendor.command(&[&STATUSES[..], json].concat());
            command.env(variable, value);
            let ran = Ran::of(&mut command);
            assert!(matches!(ran.code, Some(2 | 4)), "{ran:#?}");
            assert_clean(&ran);
        }
    }
    let mut command = vendor.command(&STATUSES);
    command
        .env("VENDOR_AIM_OAUTH_TOKEN", "PLANTED-OAUTH")
        .env("VENDOR_AIM_TOKEN", "PLANTED-TOKEN");
    assert_clean(&Ran::of(&mut command));
}

#[test]
fn failures_of_discovery_and_login_show_no_secret() {
    let vendor = Vendor::start();
    for (operation, command) in [
        (GET_END_POINT, "statuses"),
        (GET_END_POINT, "endpoint"),
        (LOGIN, "statuses"),
    ] {
        for fault in [
            Fault::DropAfterActing,
            Fault::GarbageBody,
            Fault::CutBody,
            Fault::HtmlPage { acts: true },
            Fault::OversizedBody { padding: u64::MAX },
            Fault::ExpiredToken,
            Fault::ErrorAfterActing {
                status: StatusCode::INTERNAL_SERVER_ERROR,
            },
        ] {
            vendor.sandbox.faults().inject_times(operation, 8, fault);
            for more in [&[][..], &["--json"][..]] {
                let arguments = [&["aim", command, "--timeout=0.1"], more].concat();
                assert_clean(&vendor.run(&arguments));
            }
            vendor.sandbox.faults().clear();
        }
    }
}

#[test]
fn the_endpoint_is_shown_without_its_token() {
    let vendor = Vendor::start();
    let ran = vendor.run(&["aim", "endpoint"]).expect(0);
    assert!(
        ran.stdout.contains(vendor.sandbox.aim().endpoint()),
        "{ran:#?}"
    );
    assert_clean(&ran);
    let ran = vendor.run(&["aim", "endpoint", "--json"]).expect(0);
    let endpoint = vendor.sandbox.aim().endpoint();
    assert_eq!(
        ran.json(),
        json!({ "endpoint": endpoint, "new_endpoint": endpoint })
    );
    assert_clean(&ran);
}

#[test]
fn the_help_names_the_domain_that_was_observed_and_no_secret_is_a_flag() {
    let home = tempfile::tempdir().unwrap();
    let help = Ran::of(&mut program(&home, &["aim", "--help"])).expect(0);
    assert!(help.stdout.contains("*.active-e.net"), "{help:#?}");
    let help = Ran::of(&mut program(&home, &["aim", "statuses", "--help"])).expect(0);
    for flag in ["--api-key", "--password", "--token", "--oauth-token"] {
        assert!(!help.stdout.contains(flag), "{flag}: {help:#?}");
    }
}
