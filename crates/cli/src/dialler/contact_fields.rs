//! The fields of a contact as options, named after the vendor's.

use clap::Args;
use dialler::{Decimal, LocalDateTime, NewContact, Nullable};

/// Everything but the campaign and the name. What is not given is not sent.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields of the contact")]
#[group(conflicts_with_all = ["from_json", "file"])]
pub(super) struct ContactFields {
    /// The key of the contact in your own system; an import that overwrites looks for it
    #[arg(long, value_name = "TEXT")]
    user_data: Option<String>,

    /// The client on whose behalf the contact is called
    #[arg(long, value_name = "TEXT")]
    client: Option<String>,

    /// The service that the call is about
    #[arg(long, value_name = "TEXT")]
    service: Option<String>,

    /// A reference number
    #[arg(long, value_name = "NUMBER")]
    reference_number: Option<String>,

    /// The first name
    #[arg(long, value_name = "TEXT")]
    first_name: Option<String>,

    /// The salutation
    #[arg(long, value_name = "TEXT")]
    salutation: Option<String>,

    /// The title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// The company
    #[arg(long, value_name = "TEXT")]
    company: Option<String>,

    /// Street and number
    #[arg(long, value_name = "TEXT")]
    address: Option<String>,

    /// The postal code
    #[arg(long, value_name = "TEXT")]
    postal_code: Option<String>,

    /// The city
    #[arg(long, value_name = "TEXT")]
    city: Option<String>,

    /// The country
    #[arg(long, value_name = "TEXT")]
    country: Option<String>,

    /// The owner of the bank account
    #[arg(long, value_name = "TEXT")]
    account_owner: Option<String>,

    /// The name of the bank
    #[arg(long, value_name = "TEXT")]
    account_bank: Option<String>,

    /// The national code of the bank
    #[arg(long, value_name = "TEXT")]
    account_national_bank_code: Option<String>,

    /// The BIC of the bank
    #[arg(long, value_name = "TEXT")]
    account_bic: Option<String>,

    /// The national number of the bank account
    #[arg(long, value_name = "NUMBER")]
    account_number: Option<String>,

    /// The IBAN of the bank account
    #[arg(long, value_name = "TEXT")]
    account_iban: Option<String>,

    /// A phone number, best as of E.164: +4989461495000. One of the six is needed
    #[arg(long = "phone-number-1", value_name = "NUMBER")]
    phone_number1: Option<String>,

    /// A second phone number
    #[arg(long = "phone-number-2", value_name = "NUMBER")]
    phone_number2: Option<String>,

    /// A third phone number
    #[arg(long = "phone-number-3", value_name = "NUMBER")]
    phone_number3: Option<String>,

    /// A fourth phone number
    #[arg(long = "phone-number-4", value_name = "NUMBER")]
    phone_number4: Option<String>,

    /// A fifth phone number
    #[arg(long = "phone-number-5", value_name = "NUMBER")]
    phone_number5: Option<String>,

    /// A sixth phone number
    #[arg(long = "phone-number-6", value_name = "NUMBER")]
    phone_number6: Option<String>,

    /// The fax number
    #[arg(long, value_name = "NUMBER")]
    fax_number: Option<String>,

    /// The e-mail address
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,

    /// The website
    #[arg(long, value_name = "URL")]
    website: Option<String>,

    /// Free text
    #[arg(long, value_name = "TEXT")]
    comment: Option<String>,

    /// The UID of the agent who has reserved the contact
    #[arg(long, value_name = "TEXT")]
    reserved_users_uid: Option<String>,

    /// The UID of the agent to whom the appointment or the delay belongs
    #[arg(long, value_name = "TEXT")]
    follow_up_users_uid: Option<String>,

    /// The manufacturer, of a vehicle for example
    #[arg(long, value_name = "TEXT")]
    manufacturer: Option<String>,

    /// The model, of a vehicle for example
    #[arg(long, value_name = "TEXT")]
    model: Option<String>,

    /// A tag
    #[arg(long, value_name = "TEXT")]
    tag: Option<String>,

    /// A link to the contact in another system
    #[arg(long, value_name = "URL")]
    external_system_link: Option<String>,

    /// An amount of money, exact in every digit
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Option<Decimal>,

    /// Where the contact stands among those of its campaign, most likely
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    random_sort_order: Option<Decimal>,

    /// When the appointment or the delay is, such as 2020-01-31T08:00:00; the time zone is not documented
    #[arg(long, value_name = "TIME")]
    follow_up_date_time: Option<LocalDateTime>,

    /// dtBeginDate, without a description by the vendor
    #[arg(long, value_name = "TIME")]
    begin_date: Option<LocalDateTime>,

    /// dtEndDate, without a description by the vendor
    #[arg(long, value_name = "TIME")]
    end_date: Option<LocalDateTime>,
}

impl ContactFields {
    /// Whether there is one of the six: a contact needs it.
    pub(super) fn have_phone_number(&self) -> bool {
        [
            &self.phone_number1,
            &self.phone_number2,
            &self.phone_number3,
            &self.phone_number4,
            &self.phone_number5,
            &self.phone_number6,
        ]
        .into_iter()
        .any(Option::is_some)
    }

    pub(super) fn apply_to(self, contact: &mut NewContact) {
        contact.user_data = self.user_data;
        contact.client = self.client;
        contact.service = self.service;
        contact.reference_number = self.reference_number;
        contact.first_name = self.first_name;
        contact.salutation = self.salutation;
        contact.title = self.title;
        contact.company = self.company;
        contact.address = self.address;
        contact.postal_code = self.postal_code;
        contact.city = self.city;
        contact.country = self.country;
        contact.account_owner = self.account_owner;
        contact.account_bank = self.account_bank;
        contact.account_national_bank_code = self.account_national_bank_code;
        contact.account_bic = self.account_bic;
        contact.account_number = self.account_number;
        contact.account_iban = self.account_iban;
        contact.phone_number1 = self.phone_number1;
        contact.phone_number2 = self.phone_number2;
        contact.phone_number3 = self.phone_number3;
        contact.phone_number4 = self.phone_number4;
        contact.phone_number5 = self.phone_number5;
        contact.phone_number6 = self.phone_number6;
        contact.fax_number = self.fax_number;
        contact.email = self.email;
        contact.website = self.website;
        contact.comment = self.comment;
        contact.reserved_users_uid = self.reserved_users_uid;
        contact.follow_up_users_uid = self.follow_up_users_uid;
        contact.manufacturer = self.manufacturer;
        contact.model = self.model;
        contact.tag = self.tag;
        contact.external_system_link = self.external_system_link;
        contact.amount = given(self.amount);
        contact.random_sort_order = given(self.random_sort_order);
        contact.follow_up_date_time = given(self.follow_up_date_time);
        contact.begin_date = given(self.begin_date);
        contact.end_date = given(self.end_date);
    }
}

/// A value, or nothing at all: null would erase, most likely.
fn given<T>(value: Option<T>) -> Nullable<T> {
    value.map_or(Nullable::Absent, Nullable::Value)
}
