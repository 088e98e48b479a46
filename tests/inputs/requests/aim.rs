//! Requests of `aim-contracts`.

use std::sync::LazyLock;

use aim_contracts::{
    Accessory, Client, ContractDetailsRequest, ContractFilter, ContractId, ContractSelection,
    DeliveredAccessory, FormInput, Fulfillment, LockMode, LockTarget, MassUpdateItem,
    ScheduleExchangeRequest, ScheduleReturnRequest,
};
use behaviours::scripted::{BASE_URL, Scripted};

use super::Operations;
use crate::chance::Chance;

static CLIENT: LazyLock<Client> =
    LazyLock::new(|| Scripted::new([]).client(Client::builder(BASE_URL)));

pub(super) const OPERATIONS: Operations = &[
    ("getEndPoint", |_| CLIENT.get_end_point().to_request()),
    ("contractFulfillment", |chance| {
        if chance.flip() {
            CLIENT.mass_update(items(chance)).to_request()
        } else {
            CLIENT
                .contract_fulfillment(fulfillment(chance))
                .to_request()
        }
    }),
    ("setContractSerial", |chance| {
        if chance.flip() {
            CLIENT
                .mass_update(items(chance))
                .by_old_route()
                .to_request()
        } else {
            let call = CLIENT.contract_fulfillment(fulfillment(chance));
            call.by_old_route().to_request()
        }
    }),
    ("contractDetails", |chance| {
        let mut contract = ContractDetailsRequest::new(chance.text());
        if let Some(sub) = chance.maybe(Chance::int32) {
            contract = contract.acct_sub(sub);
        }
        CLIENT.contract_details(contract).to_request()
    }),
    ("contractFullDetails", |chance| {
        let selection = match chance.below(4) {
            0 => ContractSelection::AimRef(chance.text()),
            1 => ContractSelection::WebRef(chance.text()),
            _ => ContractSelection::Matching(filter(chance)),
        };
        let mut details = CLIENT.contract_full_details(selection);
        if let Some(date) = chance.maybe(Chance::text) {
            details = details.calculations_date(date);
        }
        details.to_request()
    }),
    ("contractStatusListing", |_| {
        CLIENT.contract_status_listing().to_request()
    }),
    ("contractDefaultListing", |_| {
        CLIENT.contract_default_listing().to_request()
    }),
    ("scheduledReturns", |chance| {
        let mut returns = CLIENT.scheduled_returns();
        if let Some(date) = chance.maybe(Chance::local_date_in_range) {
            returns = returns.date_from(date);
        }
        if let Some(date) = chance.maybe(Chance::local_date_in_range) {
            returns = returns.date_to(date);
        }
        if let Some(id) = chance.maybe(Chance::int64) {
            returns = returns.district_id(id).school_id(id);
        }
        if let Some(id) = chance.maybe(Chance::int64) {
            returns = returns.location_id(id).status_id(id).option_id(id);
        }
        if let Some(text) = chance.maybe(Chance::text) {
            returns = returns.lan_id(text).include_returned(chance.flip());
        }
        returns.to_request()
    }),
    ("putScheduledReturns", |chance| {
        let contracts = chance.list(3, |chance| ContractId::new(chance.int32(), chance.int32()));
        CLIENT.put_scheduled_returns(contracts).to_request()
    }),
    ("scheduleReturn", |chance| {
        let (acct, sub, option) = (chance.int32(), chance.int32(), chance.int64());
        let mut schedule = ScheduleReturnRequest::new(acct, sub, option, chance.local_date());
        if let Some(notes) = chance.maybe(Chance::text) {
            schedule = schedule.return_notes(notes);
        }
        if let Some(date) = chance.maybe(Chance::local_date) {
            schedule = schedule.auto_pay_hold_date(date);
        }
        if let Some(id) = chance.maybe(Chance::int64) {
            schedule = schedule.status_id(id);
        }
        CLIENT.schedule_return(schedule).to_request()
    }),
    ("scheduledExchanges", |chance| {
        let mut exchanges = CLIENT.scheduled_exchanges();
        if let Some(date) = chance.maybe(Chance::local_date_in_range) {
            exchanges = exchanges.scheduled_date_from(date);
        }
        if let Some(date) = chance.maybe(Chance::local_date_in_range) {
            exchanges = exchanges.scheduled_date_to(date);
        }
        if let Some(id) = chance.maybe(Chance::int64) {
            exchanges = exchanges.district_id(id).school_id(id);
        }
        if let Some(id) = chance.maybe(Chance::int64) {
            exchanges = exchanges.location_id(id).status_id(id).option_id(id);
        }
        if let Some(text) = chance.maybe(Chance::text) {
            exchanges = exchanges.lan_id(text).include_processed(chance.flip());
        }
        exchanges.to_request()
    }),
    ("scheduleExchange", |chance| {
        CLIENT.schedule_exchange(exchange(chance)).to_request()
    }),
    ("setContractCustomer", |chance| {
        CLIENT
            .set_contract_customer(chance.text(), chance.int32())
            .to_request()
    }),
    ("toggleContractLock", |chance| {
        let modes = [LockMode::Lock, LockMode::Unlock];
        let target = if chance.flip() {
            LockTarget::One(chance.text())
        } else {
            LockTarget::Several(chance.list(3, Chance::text))
        };
        CLIENT
            .toggle_contract_lock(chance.pick(&modes), target)
            .to_request()
    }),
    ("unfinishedContracts", |chance| {
        let mut contracts = CLIENT.unfinished_contracts();
        if let Some(kind) = chance.maybe(Chance::text) {
            contracts = contracts.kind(kind).status(chance.text());
        }
        if let Some(offset) = chance.maybe(Chance::int32) {
            contracts = contracts.start_offset(offset).record_count(chance.int32());
        }
        if let Some(text) = chance.maybe(Chance::text) {
            contracts = contracts.search_str(text).delivery_desc(chance.text());
        }
        if let Some(others) = chance.maybe(Chance::flip) {
            contracts = contracts.include_contracts_entered_by_other_users(others);
        }
        if let Some(id) = chance.maybe(Chance::int64) {
            contracts = contracts.district_id(id).school_id(id).teacher_id(id);
        }
        contracts.to_request()
    }),
];

fn filter(chance: &mut Chance) -> ContractFilter {
    let mut filter = ContractFilter::new();
    if let Some(acct) = chance.maybe(Chance::int32) {
        filter = filter.acct(acct);
    }
    if let Some(sub) = chance.maybe(Chance::int32) {
        filter = filter.acct_sub(sub);
    }
    if let Some(date) = chance.maybe(Chance::local_date_in_range) {
        filter = filter.changed_date(date);
    }
    if let Some(serial) = chance.maybe(Chance::text) {
        filter = filter.serial_number(serial);
    }
    if let Some(offset) = chance.maybe(Chance::int64) {
        filter = filter.start_offset(offset);
    }
    match chance.maybe(Chance::int64) {
        Some(records) => filter.record_count(records),
        None => filter,
    }
}

fn fulfillment(chance: &mut Chance) -> Fulfillment {
    let mut contract = Fulfillment::new(chance.text());
    if let Some(serial) = chance.maybe(Chance::text) {
        contract = contract.serial(serial).serial_pk(chance.int64());
    }
    if let Some(price) = chance.maybe(Chance::decimal) {
        contract = contract.cash_price(price);
    }
    if let Some(text) = chance.maybe(Chance::text) {
        contract = contract.new_status(text).notes(chance.text());
    }
    if let Some(date) = chance.maybe(Chance::local_date) {
        contract = contract.delivery_date(date);
    }
    if let Some(date) = chance.maybe(Chance::local_date) {
        contract = contract.first_due(date);
    }
    if let Some(delivered) = chance.maybe(delivered) {
        contract = contract.delivered_accessories(delivered);
    }
    if let Some(ids) = chance.maybe(|chance| chance.list(3, Chance::int64)) {
        contract = contract.deleted_accessory_ids(ids);
    }
    if let Some(added) = chance.maybe(|chance| chance.list(3, accessory)) {
        contract = contract.added_accessories(added);
    }
    match chance.maybe(Chance::int32) {
        Some(acct) => contract.customer_acct(acct).unlock(chance.flip()),
        None => contract,
    }
}

fn items(chance: &mut Chance) -> Vec<MassUpdateItem> {
    chance.list(3, |chance| {
        let mut item = MassUpdateItem::new(chance.text());
        if let Some(serial) = chance.maybe(Chance::text) {
            item = item.serial(serial).serial_pk(chance.int64());
        }
        if let Some(price) = chance.maybe(Chance::decimal) {
            item = item.cash_price(price);
        }
        if let Some(text) = chance.maybe(Chance::text) {
            item = item.new_status(text).notes(chance.text());
        }
        if let Some(date) = chance.maybe(Chance::local_date) {
            item = item.delivery_date(date);
        }
        if let Some(date) = chance.maybe(Chance::local_date) {
            item = item.first_due(date);
        }
        if let Some(delivered) = chance.maybe(delivered) {
            item = item.delivered_accessories(delivered);
        }
        if let Some(ids) = chance.maybe(|chance| chance.list(3, Chance::int64)) {
            item = item.deleted_accessory_ids(ids);
        }
        if let Some(added) = chance.maybe(|chance| chance.list(3, accessory)) {
            item = item.added_accessories(added);
        }
        match chance.maybe(Chance::int32) {
            Some(acct) => item.new_customer_acct(acct).unlock(chance.flip()),
            None => item,
        }
    })
}

fn delivered(chance: &mut Chance) -> Vec<DeliveredAccessory> {
    chance.list(3, |chance| {
        DeliveredAccessory::new(chance.int64(), chance.flip())
    })
}

fn accessory(chance: &mut Chance) -> Accessory {
    let mut accessory = Accessory::new();
    if let Some(text) = chance.maybe(Chance::text) {
        accessory = accessory.description(text).kind(chance.text());
    }
    if let Some(price) = chance.maybe(Chance::decimal) {
        accessory = accessory.price(price);
    }
    if let Some(category) = chance.maybe(Chance::int32) {
        accessory = accessory.cat_num(category);
    }
    match chance.maybe(Chance::text) {
        Some(sku) => accessory.sku(sku).report(chance.flip()),
        None => accessory,
    }
}

fn exchange(chance: &mut Chance) -> ScheduleExchangeRequest {
    let (acct, sub, item) = (chance.int32(), chance.int32(), chance.int64());
    let (posting, scheduled) = (chance.local_date(), chance.local_date());
    let mut exchange = ScheduleExchangeRequest::new(acct, sub, item, posting, scheduled);
    if let Some(text) = chance.maybe(Chance::text) {
        exchange = exchange.new_sku(text).exchange_notes(chance.text());
    }
    if let Some(id) = chance.maybe(Chance::int64) {
        exchange = exchange
            .option_id(id)
            .status_id(id)
            .processed(chance.flip());
    }
    let input = |chance: &mut Chance| {
        let input = FormInput::new(chance.text(), chance.text());
        match chance.maybe(Chance::flip) {
            Some(encrypted) => input.encrypted(encrypted),
            None => input,
        }
    };
    match chance.maybe(|chance| chance.list(3, input)) {
        Some(inputs) => exchange.form_input_list(inputs),
        None => exchange,
    }
}
