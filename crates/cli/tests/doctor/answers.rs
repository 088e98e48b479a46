//! What answers tell: another server, a proxy, refused credentials.

use vendor_sandbox::{Fault, RequiredHeader, StatusCode, aim, dialler, iveco};

use crate::checks::Checks;
use crate::stub;
use crate::vendor::{Ran, Vendor};

const VENDORS: [&str; 5] = ["tickets", "leadbank", "dialler", "iveco", "aim"];

/// All vendors are at this address.
fn run_at(url: &str, code: i32) -> (Ran, Checks) {
    let vendor = Vendor::start();
    let mut command = vendor.command(&["doctor", "--json"]);
    for name in VENDORS {
        command.env(format!("VENDOR_{}_BASE_URL", name.to_uppercase()), url);
    }
    command.env("VENDOR_TICKETS_TOKEN_URL", "");
    let ran = Ran::of(&mut command).expect(code);
    let checks = Checks::of(&ran);
    (ran, checks)
}

/// The vendors are the sandbox's, with other settings.
fn run_with(vendor: &Vendor, variables: &[(&str, &str)], code: i32) -> Checks {
    let mut command = vendor.command(&["doctor", "--json"]);
    let ran = Ran::of(command.envs(variables.iter().copied())).expect(code);
    Checks::of(&ran)
}

#[test]
fn nobody_answers() {
    let (_, checks) = run_at(&stub::nobody(), 4);
    for vendor in VENDORS {
        assert_eq!(checks.problems(vendor), ["connection"]);
        assert_eq!(checks.state(vendor, "api"), "skipped");
        assert_eq!(checks.state(vendor, "clock"), "skipped");
    }
}

#[test]
fn a_page_that_is_not_found_is_no_api() {
    let url = stub::serve("404 Not Found\ncontent-type: text/html\n\n<h1>nginx</h1>");
    let (_, checks) = run_at(&url, 3);
    for vendor in VENDORS {
        assert_eq!(checks.state(vendor, "connection"), "ok");
        assert_eq!(checks.problems(vendor), ["api"]);
        let details = checks.get(vendor, "api")["details"].to_string();
        assert!(details.contains("a page for people"), "{details}");
        let advice = checks.get(vendor, "api")["advice"].to_string();
        assert!(advice.contains("base URL"), "{advice}");
    }
}

#[test]
fn a_page_of_a_portal_is_no_api() {
    let url = stub::serve("200 OK\ncontent-type: text/html\n\n<h1>Log in</h1>");
    let (_, checks) = run_at(&url, 5);
    for vendor in VENDORS {
        assert_eq!(checks.problems(vendor), ["api"]);
    }
}

#[test]
fn an_answer_that_leads_elsewhere_is_no_api() {
    let url = stub::serve("302 Found\nlocation: https://portal.example/login");
    let (ran, checks) = run_at(&url, 5);
    assert!(!ran.stdout.contains("portal.example"), "{ran:#?}");
    for vendor in VENDORS {
        assert_eq!(checks.problems(vendor), ["api"]);
        let advice = checks.get(vendor, "api")["advice"].to_string();
        assert!(advice.contains("base URL"), "{advice}");
    }
}

#[test]
fn another_api_is_pointed_out() {
    let url = stub::serve("200 OK\ncontent-type: application/json\n\n{}");
    let (_, checks) = run_at(&url, 4);
    for vendor in ["leadbank", "iveco", "dialler"] {
        assert_eq!(checks.state(vendor, "api"), "warning");
    }
    for vendor in ["leadbank", "iveco"] {
        assert_eq!(checks.state(vendor, "credentials"), "skipped");
    }
    // It gives no token, and names no endpoint.
    assert_eq!(checks.problems("tickets"), ["api"]);
    assert_eq!(checks.problems("aim"), ["endpoint"]);
}

#[test]
fn a_caller_that_is_not_known_is_told_from_a_wrong_address() {
    let url = stub::serve("401 Unauthorized\ncontent-type: application/json\n\n{}");
    let (_, checks) = run_at(&url, 3);
    for vendor in VENDORS {
        assert_eq!(checks.problems(vendor), ["credentials"]);
        assert_eq!(checks.state(vendor, "connection"), "ok");
    }
}

#[test]
fn credentials_that_the_vendor_refuses_are_named() {
    let vendor = Vendor::start();
    let variables = [
        ("VENDOR_TICKETS_CLIENT_SECRET", "PLANTED"),
        ("VENDOR_DIALLER_TOKEN", "PLANTED"),
        ("VENDOR_AIM_API_KEY", "PLANTED"),
    ];
    let checks = run_with(&vendor, &variables, 3);
    for vendor in ["tickets", "dialler", "aim"] {
        assert_eq!(checks.problems(vendor), ["credentials"]);
    }
    let advice = checks.get("tickets", "credentials")["advice"].to_string();
    assert!(
        advice.contains("the client id and the client secret"),
        "{advice}"
    );
}

#[test]
fn a_header_that_a_vendor_wants_is_missed_by_the_probe() {
    let vendor = Vendor::start();
    vendor.sandbox.leadbank().configure(|settings| {
        settings.required_header = Some(RequiredHeader::new("x-api-key", "K-1"));
    });
    let mut command = vendor.command(&["doctor", "leadbank", "--parameter=1", "--json"]);
    let ran = Ran::of(&mut command).expect(3);
    assert_eq!(Checks::of(&ran).problems("leadbank"), ["credentials"]);
    let right = [
        ("VENDOR_LEADBANK_HEADER", "x-api-key"),
        ("VENDOR_LEADBANK_HEADER_VALUE", "K-1"),
    ];
    let ran = Ran::of(command.envs(right)).expect(0);
    assert_eq!(Checks::of(&ran).state("leadbank", "credentials"), "ok");
}

#[test]
fn a_login_that_is_refused_is_found_only_if_it_is_made() {
    let vendor = Vendor::start();
    let wrong = [("VENDOR_AIM_PASSWORD", "PLANTED")];
    let checks = run_with(&vendor, &wrong, 0);
    assert_eq!(checks.state("aim", "login"), "skipped");

    let mut command = vendor.command(&["doctor", "aim", "--login", "--json"]);
    let ran = Ran::of(command.envs(wrong)).expect(4);
    let checks = Checks::of(&ran);
    assert_eq!(checks.problems("aim"), ["login"]);
    assert_eq!(checks.state("aim", "credentials"), "ok");
    let advice = checks.get("aim", "login")["advice"].to_string();
    assert!(advice.contains("user_name and password"), "{advice}");
}

#[test]
fn an_endpoint_that_nobody_has_allowed_is_named() {
    let vendor = Vendor::start();
    let elsewhere = Some("https://localhost:1".to_owned());
    let aim = vendor.sandbox.aim();
    aim.configure(|settings| settings.endpoint = elsewhere);
    let checks = run_with(&vendor, &[], 4);
    assert_eq!(checks.problems("aim"), ["endpoint"]);
    assert_eq!(checks.state("aim", "credentials"), "ok");
    let endpoint = checks.get("aim", "endpoint").to_string();
    assert!(endpoint.contains("the host is localhost:1"), "{endpoint}");
    assert!(endpoint.contains("--allow-host HOST"), "{endpoint}");
}

#[test]
fn an_endpoint_without_discovery_is_checked_by_itself() {
    let vendor = Vendor::start();
    let aim = vendor.sandbox.aim();
    let oauth_token = aim.issue_oauth_token();
    let variables = [
        ("VENDOR_AIM_ENDPOINT", aim.endpoint()),
        ("VENDOR_AIM_OAUTH_TOKEN", &oauth_token),
    ];
    let mut command = vendor.command(&["doctor", "aim", "--login", "--json"]);
    let ran = Ran::of(command.envs(variables)).expect(0);
    let checks = Checks::of(&ran);
    for subject in ["connection", "api", "endpoint", "credentials", "login"] {
        assert_eq!(checks.state("aim", subject), "ok", "{subject}");
    }
    let ledger = vendor.sandbox.ledger();
    assert!(ledger.calls_of(aim::GET_END_POINT).is_empty());
}

#[test]
fn a_server_that_fails_is_neither_a_wrong_address_nor_a_wrong_key() {
    let vendor = Vendor::start();
    let fails = Fault::Refuse {
        status: StatusCode::SERVICE_UNAVAILABLE,
        retry_after: None,
    };
    vendor
        .sandbox
        .faults()
        .inject(dialler::LIST_CAMPAIGNS, fails);
    let checks = run_with(&vendor, &[], 5);
    assert_eq!(checks.problems("dialler"), ["api"]);
    // It is tried once.
    let ledger = vendor.sandbox.ledger();
    assert_eq!(ledger.calls_of(dialler::LIST_CAMPAIGNS).len(), 1);
    assert!(ledger.calls_of(iveco::WORKSHOP_ACTIVATION).is_empty());
}
