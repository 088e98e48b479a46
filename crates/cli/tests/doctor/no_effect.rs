//! Whoever asks the doctor changes nothing at a vendor.

use vendor_sandbox::{aim, dialler, leadbank, partner};

use crate::vendor::Vendor;

#[test]
fn only_reads_are_made() {
    let vendor = Vendor::start();
    vendor.run(&["doctor"]).expect(0);
    let made = vendor.sandbox.ledger().calls();
    let made: Vec<_> = made.iter().filter_map(|call| call.operation).collect();
    let reads = [
        partner::TOKEN,
        partner::LIST_PREPARED_TICKETS,
        dialler::LIST_CAMPAIGNS,
        aim::GET_END_POINT,
        aim::CONTRACT_STATUS_LISTING,
    ];
    for operation in reads {
        assert!(made.contains(&operation), "{operation:?} of {made:?}");
    }
    for operation in made {
        assert!(reads.contains(&operation), "{operation:?}");
    }
}

#[test]
fn a_fetch_confirms_nothing_and_shows_nobody() {
    let vendor = Vendor::start();
    let doctor = ["doctor", "leadbank", "--parameter", "1"];
    let ran = vendor.run(&doctor).expect(0);
    let ledger = vendor.sandbox.ledger();
    assert_eq!(ledger.applied(leadbank::FETCH_LEADS), 1);
    assert_eq!(ledger.applied(leadbank::VALIDATE_LEADS), 0);
    let leads = vendor
        .run(&["leadbank", "fetch", "--parameter", "1", "--json"])
        .expect(0)
        .json_lines();
    assert_eq!(leads.len(), 3);
    for lead in leads {
        for content in lead["Contents"].as_array().unwrap() {
            let value = content["Value"].as_str().unwrap_or_default();
            assert!(value.len() < 3 || !ran.stdout.contains(value), "{ran:#?}");
        }
    }
}

#[test]
fn a_login_is_made_only_if_it_is_asked_for() {
    let vendor = Vendor::start();
    vendor.run(&["doctor", "aim"]).expect(0);
    let ledger = vendor.sandbox.ledger();
    assert!(ledger.calls_of(aim::LOGIN).is_empty());
    vendor.run(&["doctor", "aim", "--login"]).expect(0);
    assert_eq!(ledger.calls_of(aim::LOGIN).len(), 1);
}
