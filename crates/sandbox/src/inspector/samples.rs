//! Made-up data for the forms that add some: the same each time, and each item a little different. Phone numbers are of
//! the ranges that are kept for fiction, mail addresses at `example.com`.

use chrono::{DateTime, TimeDelta, Utc};

use crate::aim::{self, Aim, Rental};
use crate::dialler::{Dialler, NewContact};
use crate::iveco::{Activation, CallOutcome, Iveco};
use crate::leadbank::{self, LeadBank, NewLead};
use crate::partner::{self, NewTicket, Partner};

const FIRST_NAMES: [&str; 5] = ["Camille", "Erika", "Luca", "Ada", "Jonas"];
const LAST_NAMES: [&str; 7] = [
    "Martin", "Muster", "Rossi", "Example", "Beispiel", "Dupont", "Sample",
];

/// One of a list that begins again at its end.
fn pick<T: Copy, const N: usize>(list: [T; N], index: usize) -> T {
    list[index % N]
}

pub(super) fn tickets(partner: &Partner, count: usize) {
    let there = partner.look(<[partner::Ticket]>::len);
    for index in there..there + count {
        let customer = pick(partner::demo::CUSTOMERS, index);
        let model = pick(partner::demo::VEHICLE_MODELS, index);
        let ticket = NewTicket::new(customer, model)
            .preparer_external_reference(format!("DEMO-{}", index + 1))
            .product(pick(partner::demo::PRODUCTS, index));
        partner.add_ticket(match index % 3 {
            // There are tickets without a VIN.
            0 => ticket,
            1 => ticket.vin(vin(index)),
            _ => ticket.vin(vin(index)).voucher_code(format!("V{index:05}")),
        });
    }
}

fn vin(index: usize) -> String {
    format!("WVWZZZ1JZXW{:06}", index % 1_000_000)
}

/// Of the last days, of several providers and campaigns, so that there is something to count.
pub(super) fn leads(leadbank: &LeadBank, now: DateTime<Utc>, count: usize) {
    for index in 0..count {
        let age = pick([0, 0, 1, 2, 2, 3, 5], index);
        let first_name = pick(FIRST_NAMES, index);
        let last_name = pick(LAST_NAMES, index);
        let provider = pick(
            [leadbank::demo::PROVIDER, 14, leadbank::demo::PROVIDER, 17],
            index,
        );
        let campaign = pick(
            [Some(leadbank::demo::CAMPAIGN), Some("2025-SPRING"), None],
            index,
        );
        leadbank.seed_lead(
            NewLead::new()
                .provider(provider)
                .campaign(campaign)
                .created_at(leadbank::demo::local(now - TimeDelta::days(age)))
                .external_id(format!("DEMO-{}", index + 1))
                .content("LastName", last_name)
                .content("FirstName", first_name)
                .content("MobilePhone", format!("+336399800{:02}", index % 100))
                .content(
                    "Email",
                    format!("{first_name}.{last_name}@example.com").to_lowercase(),
                ),
        );
    }
}

pub(super) fn contacts(dialler: &Dialler, campaign: i64, count: usize) {
    let there = dialler.count_contacts();
    for index in there..there + count {
        let phone = format!("+4930231250{:02}", index % 100);
        let contact = NewContact::new(campaign, pick(LAST_NAMES, index), &phone)
            .text("FirstName", pick(FIRST_NAMES, index))
            .user_data(&format!("DEMO-{}", index + 1));
        dialler.seed_contact(contact);
    }
}

pub(super) fn contracts(aim: &Aim, count: usize) {
    const INSTRUMENTS: [&str; 4] = ["Violin", "Trumpet", "Cello", "Flute"];
    const PAYMENTS: [&str; 3] = ["19.50", "24.95", "31.20"];
    let there = aim.look(<[Rental]>::len);
    let mut numbers = 1_001 + there..;
    for index in there..there + count {
        let free = numbers
            .by_ref()
            .map(|number| format!("W{number}"))
            .find(|reference| aim.contract(reference).is_none());
        let (Some(reference), Ok(offset)) = (free, i32::try_from(index)) else {
            return;
        };
        let mut contract = Rental::new(reference, 5_000_i32.saturating_add(offset), 1);
        let (_, status, _) = pick(aim::demo::STATUSES, index);
        status.clone_into(&mut contract.status);
        contract.kind = Some("RENTAL".to_owned());
        contract.customer_name = Some(format!(
            "{} {}",
            pick(FIRST_NAMES, index),
            pick(LAST_NAMES, index)
        ));
        contract.instrument = Some(pick(INSTRUMENTS, index).to_owned());
        pick(PAYMENTS, index).clone_into(&mut contract.payment);
        contract.locked_by = (index % 5 == 0).then(|| "clerk".to_owned());
        aim.put_contract(contract);
    }
}

pub(super) fn activations(iveco: &Iveco, count: usize) {
    let there = iveco.look(<[Activation]>::len);
    for index in there..there + count {
        iveco.seed_activation(Activation {
            source: Some(1),
            dossier_number: Some(format!("DEMO-{}", index + 1)),
            account_id: Some(format!("ACCOUNT-{}", index % 3 + 1)),
            dmd_outlet_code: Some(format!("OUTLET-{}", index % 4 + 1)),
            reason_code: pick([0, 4, 2], index),
            call_outcomes: vec![CallOutcome {
                telephone: Some(format!("+336399800{:02}", index % 100)),
                tentative: Some("1".to_owned()),
                ..CallOutcome::default()
            }],
            ..Activation::default()
        });
    }
}
