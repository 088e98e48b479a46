//! AIM's Contracts Service.

use aim_contracts::Idempotency::{Idempotent, NotIdempotent, Safe};
use aim_contracts::{
    Accessory, ContractDetailsRequest, ContractFilter, ContractId, ContractSelection,
    DeliveredAccessory, FormInput, Fulfillment, LocalDateTime, LockMode, LockTarget,
    MassUpdateItem, ScheduleExchangeRequest, ScheduleReturnRequest,
};
use vendor_sandbox::aim::{
    self as vendor, Aim, CONTRACT_DEFAULT_LISTING, CONTRACT_DETAILS, CONTRACT_FULFILLMENT,
    CONTRACT_FULL_DETAILS, CONTRACT_STATUS_LISTING, GET_END_POINT, LOGIN, PUT_SCHEDULED_RETURNS,
    Rental, SCHEDULE_EXCHANGE, SCHEDULE_RETURN, SCHEDULED_EXCHANGES, SCHEDULED_RETURNS,
    SET_CONTRACT_CUSTOMER, SET_CONTRACT_SERIAL, TOGGLE_CONTRACT_LOCK, UNFINISHED_CONTRACTS,
};

use super::{Answered, ID, Inputs, Making, Prepared, Subject};

pub(super) static SUBJECTS: [Subject; 25] = [
    Subject::new(GET_END_POINT, Idempotent, end_point).variant("asked for"),
    Subject::new(GET_END_POINT, Idempotent, statuses)
        .variant("by the credentials")
        .for_credentials(),
    Subject::new(LOGIN, Idempotent, statuses).for_credentials(),
    Subject::new(CONTRACT_FULFILLMENT, NotIdempotent, fulfil).variant("of one"),
    Subject::new(CONTRACT_FULFILLMENT, NotIdempotent, fulfil_several)
        .variant("of several")
        .bulk(),
    Subject::new(SET_CONTRACT_SERIAL, NotIdempotent, fulfil_by_old_route).variant("of one"),
    Subject::new(
        SET_CONTRACT_SERIAL,
        NotIdempotent,
        fulfil_several_by_old_route,
    )
    .variant("of several")
    .bulk(),
    Subject::new(CONTRACT_DETAILS, Safe, details),
    Subject::new(CONTRACT_FULL_DETAILS, Safe, full_details_of_one).variant("of one"),
    Subject::new(CONTRACT_FULL_DETAILS, Safe, full_details_by_filter).variant("by a filter"),
    Subject::new(CONTRACT_STATUS_LISTING, Safe, statuses),
    Subject::new(CONTRACT_DEFAULT_LISTING, Safe, defaults),
    Subject::new(SCHEDULED_RETURNS, Safe, returns),
    Subject::new(SCHEDULE_RETURN, NotIdempotent, schedule_return),
    Subject::new(PUT_SCHEDULED_RETURNS, NotIdempotent, |making| {
        put_returns(making, 1)
    })
    .variant("of one"),
    Subject::new(PUT_SCHEDULED_RETURNS, NotIdempotent, |making| {
        put_returns(making, 3)
    })
    .variant("of several")
    .bulk(),
    Subject::new(SCHEDULED_EXCHANGES, Safe, exchanges),
    Subject::new(SCHEDULE_EXCHANGE, NotIdempotent, schedule_exchange),
    Subject::new(SET_CONTRACT_CUSTOMER, Idempotent, set_customer),
    Subject::new(TOGGLE_CONTRACT_LOCK, NotIdempotent, |making| {
        let [one] = unlocked(making);
        toggle(making, LockMode::Lock, LockTarget::One(one))
    })
    .variant("locking one"),
    Subject::new(TOGGLE_CONTRACT_LOCK, NotIdempotent, |making| {
        let [one] = locked(making);
        toggle(making, LockMode::Unlock, LockTarget::One(one))
    })
    .variant("unlocking one"),
    Subject::new(TOGGLE_CONTRACT_LOCK, Idempotent, |making| {
        let list: [String; 1] = unlocked(making);
        toggle(making, LockMode::Lock, LockTarget::Several(list.to_vec()))
    })
    .variant("locking a list of one"),
    Subject::new(TOGGLE_CONTRACT_LOCK, Idempotent, |making| {
        let several: [String; 3] = unlocked(making);
        toggle(
            making,
            LockMode::Lock,
            LockTarget::Several(several.to_vec()),
        )
    })
    .variant("locking several")
    .bulk(),
    Subject::new(TOGGLE_CONTRACT_LOCK, Idempotent, |making| {
        let several: [String; 2] = locked(making);
        toggle(
            making,
            LockMode::Unlock,
            LockTarget::Several(several.to_vec()),
        )
    })
    .variant("unlocking several")
    .bulk(),
    Subject::new(UNFINISHED_CONTRACTS, Safe, unfinished),
];

fn end_point(making: &mut Making<'_>) -> Prepared {
    let call = making
        .clients
        .aim
        .get_end_point()
        .with_header(ID, making.id.clone());
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn statuses(making: &mut Making<'_>) -> Prepared {
    let call = making
        .clients
        .aim
        .contract_status_listing()
        .with_header(ID, making.id.clone());
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn defaults(making: &mut Making<'_>) -> Prepared {
    let call = making
        .clients
        .aim
        .contract_default_listing()
        .with_header(ID, making.id.clone());
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn fulfil(making: &mut Making<'_>) -> Prepared {
    let (fulfillment, applied) = fulfillment(making);
    let call = making
        .clients
        .aim
        .contract_fulfillment(fulfillment)
        .with_header(ID, making.id.clone());
    Prepared::write(async move { call.send().await.map(Into::into) }, applied)
}

fn fulfil_by_old_route(making: &mut Making<'_>) -> Prepared {
    let (fulfillment, applied) = fulfillment(making);
    let call = making
        .clients
        .aim
        .contract_fulfillment(fulfillment)
        .by_old_route()
        .with_header(ID, making.id.clone());
    Prepared::write(async move { call.send().await.map(Into::into) }, applied)
}

fn fulfil_several(making: &mut Making<'_>) -> Prepared {
    let (items, applied) = mass_update(making);
    let call = making
        .clients
        .aim
        .mass_update(items)
        .with_header(ID, making.id.clone());
    Prepared::write(
        async move { Ok(Answered::from(call.send().await?.response().clone())) },
        applied,
    )
}

fn fulfil_several_by_old_route(making: &mut Making<'_>) -> Prepared {
    let (items, applied) = mass_update(making);
    let call = making
        .clients
        .aim
        .mass_update(items)
        .by_old_route()
        .with_header(ID, making.id.clone());
    Prepared::write(
        async move { Ok(Answered::from(call.send().await?.response().clone())) },
        applied,
    )
}

/// A fulfilment that adds an accessory: each time that it is carried out, there is one more.
fn fulfillment(making: &mut Making<'_>) -> (Fulfillment, impl Fn() -> usize + Send + 'static) {
    let contract = seed(making, |_| {});
    let inputs = &mut *making.inputs;
    let added = inputs.key();
    let mut fulfillment =
        Fulfillment::new(&*contract.reference).added_accessories([accessory(inputs, &added)]);
    if inputs.maybe() {
        fulfillment = fulfillment
            .serial(inputs.text())
            .serial_pk(inputs.number().into());
    }
    if inputs.maybe() {
        fulfillment = fulfillment.cash_price(inputs.amount()).notes(inputs.text());
    }
    if inputs.maybe() {
        fulfillment = fulfillment
            .new_status("Ready")
            .customer_acct(inputs.number());
    }
    if inputs.maybe() {
        fulfillment = fulfillment
            .delivery_date(date(inputs))
            .first_due(date(inputs))
            .unlock(true);
    }
    if inputs.maybe() {
        let delivered = contract
            .accessories
            .iter()
            .map(|known| DeliveredAccessory::new(known.id, true));
        fulfillment = fulfillment.delivered_accessories(delivered.collect::<Vec<_>>());
    }
    (
        fulfillment,
        times_added(making.sandbox.aim(), vec![contract.reference], added),
    )
}

fn mass_update(
    making: &mut Making<'_>,
) -> (Vec<MassUpdateItem>, impl Fn() -> usize + Send + 'static) {
    let mut references = Vec::new();
    let mut items = Vec::new();
    let added = making.inputs.key();
    for _ in 0..making.inputs.count(1..4) {
        let contract = seed(making, |_| {});
        let inputs = &mut *making.inputs;
        let mut item = MassUpdateItem::new(&*contract.reference)
            .added_accessories([accessory(inputs, &added)]);
        if inputs.maybe() {
            item = item.serial(inputs.text()).serial_pk(inputs.number().into());
        }
        if inputs.maybe() {
            item = item.cash_price(inputs.amount()).notes(inputs.text());
        }
        if inputs.maybe() {
            item = item.new_status("Ready").new_customer_acct(inputs.number());
        }
        if inputs.maybe() {
            item = item.delivery_date(date(inputs)).first_due(date(inputs));
        }
        references.push(contract.reference);
        items.push(item);
    }
    (items, times_added(making.sandbox.aim(), references, added))
}

fn accessory(inputs: &mut Inputs, description: &str) -> Accessory {
    let mut accessory = Accessory::new()
        .description(description)
        .price(inputs.amount())
        .kind("A");
    if inputs.maybe() {
        accessory = accessory.cat_num(3).sku(inputs.text()).report(true);
    }
    accessory
}

fn times_added(
    aim: &Aim,
    references: Vec<String>,
    added: String,
) -> impl Fn() -> usize + Send + 'static {
    let aim = aim.clone();
    move || {
        let times = references.iter().map(|reference| {
            let contract = aim.contract(reference).expect("a contract stays");
            let accessories = contract.accessories.iter();
            accessories
                .filter(|accessory| accessory.description.as_ref() == Some(&added))
                .count()
        });
        times.max().unwrap_or_default()
    }
}

fn details(making: &mut Making<'_>) -> Prepared {
    let contract = seed(making, |_| {});
    let mut wanted = ContractDetailsRequest::new(contract.reference);
    if making.inputs.maybe() {
        wanted = wanted.acct_sub(contract.sub);
    }
    let call = making
        .clients
        .aim
        .contract_details(wanted)
        .with_header(ID, making.id.clone());
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn full_details_of_one(making: &mut Making<'_>) -> Prepared {
    let contract = seed(making, |_| {});
    let wanted = if making.inputs.random().bool() {
        ContractSelection::WebRef(contract.reference)
    } else {
        ContractSelection::AimRef(contract.aim_reference)
    };
    full_details(making, wanted)
}

fn full_details_by_filter(making: &mut Making<'_>) -> Prepared {
    let contract = seed(making, |_| {});
    let inputs = &mut *making.inputs;
    let mut filter = ContractFilter::new();
    if inputs.maybe() {
        filter = filter.acct(contract.account).acct_sub(contract.sub);
    }
    if inputs.maybe() {
        filter = filter.serial_number(inputs.text());
    }
    if inputs.maybe() {
        filter = filter
            .changed_date(date(inputs))
            .start_offset(0)
            .record_count(inputs.small());
    }
    full_details(making, filter.into())
}

fn full_details(making: &mut Making<'_>, wanted: ContractSelection) -> Prepared {
    let call = making
        .clients
        .aim
        .contract_full_details(wanted)
        .with_header(ID, making.id.clone());
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn returns(making: &mut Making<'_>) -> Prepared {
    let mut call = making
        .clients
        .aim
        .scheduled_returns()
        .with_header(ID, making.id.clone());
    let inputs = &mut *making.inputs;
    if inputs.maybe() {
        call = call.date_from(date(inputs)).date_to(date(inputs));
    }
    if inputs.maybe() {
        call = call
            .district_id(inputs.small())
            .school_id(inputs.small())
            .location_id(inputs.small());
    }
    if inputs.maybe() {
        call = call
            .status_id(inputs.small())
            .option_id(inputs.small())
            .include_returned(true)
            .lan_id(inputs.text());
    }
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn schedule_return(making: &mut Making<'_>) -> Prepared {
    let contract = seed(making, |_| {});
    let request = return_of(making.inputs, &contract);
    let call = making
        .clients
        .aim
        .schedule_return(request)
        .with_header(ID, making.id.clone());
    let aim = making.sandbox.aim().clone();
    let of_contract = move || {
        let returns = aim.scheduled_returns();
        let of_contract = returns
            .iter()
            .filter(|scheduled| scheduled.account == contract.account);
        of_contract.count()
    };
    Prepared::write(
        async move { call.send().await.map(Into::into) },
        of_contract,
    )
}

fn return_of(inputs: &mut Inputs, contract: &Rental) -> ScheduleReturnRequest {
    let mut request =
        ScheduleReturnRequest::new(contract.account, contract.sub, inputs.small(), date(inputs));
    if inputs.maybe() {
        request = request.return_notes(inputs.text());
    }
    if inputs.maybe() {
        request = request
            .auto_pay_hold_date(date(inputs))
            .status_id(inputs.small());
    }
    request
}

/// Of contracts with several returns: each time one more is marked.
fn put_returns(making: &mut Making<'_>, count: usize) -> Prepared {
    let contracts: Vec<_> = (0..count).map(|_| seed(making, |_| {})).collect();
    let aim = making.sandbox.aim().clone();
    for contract in &contracts {
        for _ in 0..5 {
            aim.seed_return(contract.account, contract.sub);
        }
    }
    let ids = contracts
        .iter()
        .map(|contract| ContractId::new(contract.account, contract.sub));
    let call = making
        .clients
        .aim
        .put_scheduled_returns(ids.collect::<Vec<_>>())
        .with_header(ID, making.id.clone());
    let marked = move || {
        let returns = aim.scheduled_returns();
        let marked = contracts.iter().map(|contract| {
            let of_contract = returns
                .iter()
                .filter(|scheduled| scheduled.account == contract.account);
            of_contract
                .filter(|scheduled| scheduled.returned_date.is_some())
                .count()
        });
        marked.max().unwrap_or_default()
    };
    Prepared::write(async move { call.send().await.map(Into::into) }, marked)
}

fn exchanges(making: &mut Making<'_>) -> Prepared {
    let mut call = making
        .clients
        .aim
        .scheduled_exchanges()
        .with_header(ID, making.id.clone());
    let inputs = &mut *making.inputs;
    if inputs.maybe() {
        call = call
            .scheduled_date_from(date(inputs))
            .scheduled_date_to(date(inputs));
    }
    if inputs.maybe() {
        call = call
            .district_id(inputs.small())
            .school_id(inputs.small())
            .location_id(inputs.small());
    }
    if inputs.maybe() {
        call = call
            .status_id(inputs.small())
            .option_id(inputs.small())
            .include_processed(true)
            .lan_id(inputs.text());
    }
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn schedule_exchange(making: &mut Making<'_>) -> Prepared {
    let contract = seed(making, |_| {});
    let inputs = &mut *making.inputs;
    let mut request = ScheduleExchangeRequest::new(
        contract.account,
        contract.sub,
        inputs.id(),
        date(inputs),
        date(inputs),
    );
    if inputs.maybe() {
        request = request.new_sku(inputs.text()).exchange_notes(inputs.text());
    }
    if inputs.maybe() {
        request = request
            .option_id(inputs.small())
            .status_id(inputs.small())
            .processed(false);
    }
    if inputs.maybe() {
        request = request
            .form_input_list([FormInput::new(inputs.text(), inputs.text()).encrypted(false)]);
    }
    let call = making
        .clients
        .aim
        .schedule_exchange(request)
        .with_header(ID, making.id.clone());
    let aim = making.sandbox.aim().clone();
    let of_contract = move || {
        let exchanges = aim.scheduled_exchanges();
        let of_contract = exchanges
            .iter()
            .filter(|scheduled| scheduled.account == contract.account);
        of_contract.count()
    };
    Prepared::write(
        async move { call.send().await.map(Into::into) },
        of_contract,
    )
}

fn set_customer(making: &mut Making<'_>) -> Prepared {
    let contract = seed(making, |_| {});
    let account = making.inputs.number();
    let call = making
        .clients
        .aim
        .set_contract_customer(&*contract.reference, account)
        .with_header(ID, making.id.clone());
    let aim = making.sandbox.aim().clone();
    let is_set = move || {
        let contract = aim.contract(&contract.reference).expect("a contract stays");
        usize::from(contract.account == account)
    };
    Prepared::write(async move { call.send().await.map(Into::into) }, is_set)
}

fn toggle(making: &mut Making<'_>, mode: LockMode, target: LockTarget) -> Prepared {
    let references = match &target {
        LockTarget::One(reference) => vec![reference.clone()],
        LockTarget::Several(references) => references.clone(),
    };
    let is_lock = mode == LockMode::Lock;
    let call = making
        .clients
        .aim
        .toggle_contract_lock(mode, target)
        .with_header(ID, making.id.clone());
    let aim = making.sandbox.aim().clone();
    let toggled = move || {
        let is_toggled = |reference: &String| {
            let contract = aim.contract(reference).expect("a contract stays");
            contract.locked_by.is_some() == is_lock
        };
        usize::from(references.iter().all(is_toggled))
    };
    Prepared::write(async move { call.send().await.map(Into::into) }, toggled)
}

fn unlocked<const N: usize>(making: &mut Making<'_>) -> [String; N] {
    std::array::from_fn(|_| seed(making, |_| {}).reference)
}

fn locked<const N: usize>(making: &mut Making<'_>) -> [String; N] {
    std::array::from_fn(|_| {
        let by_somebody = |contract: &mut Rental| contract.locked_by = Some("clerk".to_owned());
        seed(making, by_somebody).reference
    })
}

fn unfinished(making: &mut Making<'_>) -> Prepared {
    for _ in 0..making.inputs.count(0..4) {
        seed(making, |_| {});
    }
    let mut call = making
        .clients
        .aim
        .unfinished_contracts()
        .with_header(ID, making.id.clone());
    let inputs = &mut *making.inputs;
    if inputs.maybe() {
        call = call
            .kind("RENTAL")
            .status("Open")
            .delivery_desc("School delivery");
    }
    if inputs.maybe() {
        call = call
            .search_str(inputs.text())
            .include_contracts_entered_by_other_users(true);
    }
    if inputs.maybe() {
        call = call.start_offset(0).record_count(20);
    }
    if inputs.maybe() {
        call = call
            .district_id(inputs.small())
            .school_id(inputs.small())
            .teacher_id(inputs.small());
    }
    Prepared::read(async move { call.send().await.map(Into::into) })
}

fn seed(making: &mut Making<'_>, change: impl FnOnce(&mut Rental)) -> Rental {
    let inputs = &mut *making.inputs;
    let mut contract = Rental::new(inputs.key(), inputs.number(), 7);
    contract.serial = Some(inputs.text());
    contract.notes = Some(inputs.text());
    contract.customer_name = Some(inputs.text());
    contract.student = Some(inputs.text());
    contract.payment = inputs.amount().to_string();
    contract.balance = inputs.amount().to_string();
    contract.school = Some((inputs.small(), inputs.text()));
    contract.accessories = vec![vendor::Accessory::new(inputs.id(), inputs.text(), "14.50")];
    change(&mut contract);
    making.sandbox.aim().put_contract(contract.clone());
    contract
}

fn date(inputs: &mut Inputs) -> LocalDateTime {
    inputs.local_date().parse().expect("a date")
}
