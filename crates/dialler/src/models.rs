//! The models of the jtel REST API, dialler.
//!
//! Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use vendor_core::validate::{Validate, Violations};
use vendor_core::wire::{LocalDateTime, Nullable, RawJson, Redacted, decimal, null_as_default};

/// A contact to be imported into a campaign. Members that are not set are not sent; what an import
/// that overwrites does with those is not documented. The page gives names and sample values only:
/// what the members mean is read from their names, and from the documentation of the CSV import.
///
/// Source: documented.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct NewContact {
    /// The campaign, by its ID. For example `538`.
    #[serde(rename = "DiallerCampaignsID", skip_serializing_if = "Option::is_none")]
    pub(crate) dialler_campaigns_id: Option<i64>,
    /// The campaign, by its name. At least 1 character. For example `My Campaign`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) dialler_campaigns_name: Option<String>,
    /// Where the contact stands among those of its campaign, most likely.
    ///
    /// Source: inferred, the page shows the name and null only; any number can be sent.
    #[serde(
        default,
        with = "decimal::nullable",
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub random_sort_order: Nullable<Decimal>,
    /// The key of the contact in your own system. An import that overwrites looks for it; it is not
    /// unique for the vendor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_data: Option<String>,
    /// The client on whose behalf the contact is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// The service that the call is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// A reference number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_number: Option<String>,
    /// The surname, or the whole name. Mandatory, and not empty. At least 1 character.
    pub name: String,
    /// The first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The salutation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub salutation: Option<String>,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The owner of the bank account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_owner: Option<String>,
    /// The name of the bank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_bank: Option<String>,
    /// The national code of the bank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_national_bank_code: Option<String>,
    /// The BIC of the bank.
    #[serde(rename = "AccountBIC", skip_serializing_if = "Option::is_none")]
    pub account_bic: Option<String>,
    /// The national number of the bank account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_number: Option<String>,
    /// The IBAN of the bank account.
    #[serde(rename = "AccountIBAN", skip_serializing_if = "Option::is_none")]
    pub account_iban: Option<String>,
    /// An amount of money, of an undocumented currency; exact in every digit. `null` leaves it
    /// empty.
    ///
    /// Source: inferred, a member may be left empty, which only null can say here.
    #[serde(
        default,
        with = "decimal::nullable",
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub amount: Nullable<Decimal>,
    /// Phone number 1, sent as given. One of the six is mandatory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number1: Option<String>,
    /// Phone number 2, sent as given. One of the six is mandatory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number2: Option<String>,
    /// Phone number 3, sent as given. One of the six is mandatory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number3: Option<String>,
    /// Phone number 4, sent as given. One of the six is mandatory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number4: Option<String>,
    /// Phone number 5, sent as given. One of the six is mandatory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number5: Option<String>,
    /// Phone number 6, sent as given. One of the six is mandatory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number6: Option<String>,
    /// The fax number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fax_number: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The website.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Free text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The UID of the agent who has reserved the contact.
    #[serde(rename = "ReservedUsersUID", skip_serializing_if = "Option::is_none")]
    pub reserved_users_uid: Option<String>,
    /// The UID of the agent to whom the appointment or the delay belongs.
    #[serde(rename = "FollowUpUsersUID", skip_serializing_if = "Option::is_none")]
    pub follow_up_users_uid: Option<String>,
    /// When the appointment or the delay is; the time zone is not documented. `null` leaves it
    /// empty, as in the page's sample.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub follow_up_date_time: Nullable<LocalDateTime>,
    /// `dtBeginDate`, without a description by the vendor; the time zone is not documented. `null`
    /// leaves it empty.
    ///
    /// Source: inferred, a member may be left empty, which only null can say here.
    #[serde(
        rename = "dtBeginDate",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub begin_date: Nullable<LocalDateTime>,
    /// `dtEndDate`, without a description by the vendor; the time zone is not documented. `null`
    /// leaves it empty.
    ///
    /// Source: inferred, a member may be left empty, which only null can say here.
    #[serde(
        rename = "dtEndDate",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub end_date: Nullable<LocalDateTime>,
    /// The manufacturer, of a vehicle for example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manufacturer: Option<String>,
    /// The model, of a vehicle for example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// A tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// A link to the contact in another system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_system_link: Option<String>,
}

impl NewContact {
    /// All required members, in the vendor's order; what is optional has a setter.
    pub(crate) fn from_required(name: impl Into<String>) -> Self {
        Self {
            dialler_campaigns_id: None,
            dialler_campaigns_name: None,
            random_sort_order: Nullable::Absent,
            user_data: None,
            client: None,
            service: None,
            reference_number: None,
            name: name.into(),
            first_name: None,
            salutation: None,
            title: None,
            company: None,
            address: None,
            postal_code: None,
            city: None,
            country: None,
            account_owner: None,
            account_bank: None,
            account_national_bank_code: None,
            account_bic: None,
            account_number: None,
            account_iban: None,
            amount: Nullable::Absent,
            phone_number1: None,
            phone_number2: None,
            phone_number3: None,
            phone_number4: None,
            phone_number5: None,
            phone_number6: None,
            fax_number: None,
            email: None,
            website: None,
            comment: None,
            reserved_users_uid: None,
            follow_up_users_uid: None,
            follow_up_date_time: Nullable::Absent,
            begin_date: Nullable::Absent,
            end_date: Nullable::Absent,
            manufacturer: None,
            model: None,
            tag: None,
            external_system_link: None,
        }
    }

    /// Where the contact stands among those of its campaign, most likely.
    ///
    /// Source: inferred, the page shows the name and null only; any number can be sent.
    #[must_use]
    pub fn random_sort_order(mut self, random_sort_order: impl Into<Nullable<Decimal>>) -> Self {
        self.random_sort_order = random_sort_order.into();
        self
    }

    /// The key of the contact in your own system. An import that overwrites looks for it; it is not
    /// unique for the vendor.
    #[must_use]
    pub fn user_data(mut self, user_data: impl Into<String>) -> Self {
        self.user_data = Some(user_data.into());
        self
    }

    /// The client on whose behalf the contact is called.
    #[must_use]
    pub fn client(mut self, client: impl Into<String>) -> Self {
        self.client = Some(client.into());
        self
    }

    /// The service that the call is about.
    #[must_use]
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.service = Some(service.into());
        self
    }

    /// A reference number.
    #[must_use]
    pub fn reference_number(mut self, reference_number: impl Into<String>) -> Self {
        self.reference_number = Some(reference_number.into());
        self
    }

    /// The first name.
    #[must_use]
    pub fn first_name(mut self, first_name: impl Into<String>) -> Self {
        self.first_name = Some(first_name.into());
        self
    }

    /// The salutation.
    #[must_use]
    pub fn salutation(mut self, salutation: impl Into<String>) -> Self {
        self.salutation = Some(salutation.into());
        self
    }

    /// The title.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The company.
    #[must_use]
    pub fn company(mut self, company: impl Into<String>) -> Self {
        self.company = Some(company.into());
        self
    }

    /// Street and number.
    #[must_use]
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// The postal code.
    #[must_use]
    pub fn postal_code(mut self, postal_code: impl Into<String>) -> Self {
        self.postal_code = Some(postal_code.into());
        self
    }

    /// The city.
    #[must_use]
    pub fn city(mut self, city: impl Into<String>) -> Self {
        self.city = Some(city.into());
        self
    }

    /// The country.
    #[must_use]
    pub fn country(mut self, country: impl Into<String>) -> Self {
        self.country = Some(country.into());
        self
    }

    /// The owner of the bank account.
    #[must_use]
    pub fn account_owner(mut self, account_owner: impl Into<String>) -> Self {
        self.account_owner = Some(account_owner.into());
        self
    }

    /// The name of the bank.
    #[must_use]
    pub fn account_bank(mut self, account_bank: impl Into<String>) -> Self {
        self.account_bank = Some(account_bank.into());
        self
    }

    /// The national code of the bank.
    #[must_use]
    pub fn account_national_bank_code(
        mut self,
        account_national_bank_code: impl Into<String>,
    ) -> Self {
        self.account_national_bank_code = Some(account_national_bank_code.into());
        self
    }

    /// The BIC of the bank.
    #[must_use]
    pub fn account_bic(mut self, account_bic: impl Into<String>) -> Self {
        self.account_bic = Some(account_bic.into());
        self
    }

    /// The national number of the bank account.
    #[must_use]
    pub fn account_number(mut self, account_number: impl Into<String>) -> Self {
        self.account_number = Some(account_number.into());
        self
    }

    /// The IBAN of the bank account.
    #[must_use]
    pub fn account_iban(mut self, account_iban: impl Into<String>) -> Self {
        self.account_iban = Some(account_iban.into());
        self
    }

    /// An amount of money, of an undocumented currency; exact in every digit. `null` leaves it
    /// empty.
    ///
    /// Source: inferred, a member may be left empty, which only null can say here.
    #[must_use]
    pub fn amount(mut self, amount: impl Into<Nullable<Decimal>>) -> Self {
        self.amount = amount.into();
        self
    }

    /// Phone number 1, sent as given. One of the six is mandatory.
    #[must_use]
    pub fn phone_number1(mut self, phone_number1: impl Into<String>) -> Self {
        self.phone_number1 = Some(phone_number1.into());
        self
    }

    /// Phone number 2, sent as given. One of the six is mandatory.
    #[must_use]
    pub fn phone_number2(mut self, phone_number2: impl Into<String>) -> Self {
        self.phone_number2 = Some(phone_number2.into());
        self
    }

    /// Phone number 3, sent as given. One of the six is mandatory.
    #[must_use]
    pub fn phone_number3(mut self, phone_number3: impl Into<String>) -> Self {
        self.phone_number3 = Some(phone_number3.into());
        self
    }

    /// Phone number 4, sent as given. One of the six is mandatory.
    #[must_use]
    pub fn phone_number4(mut self, phone_number4: impl Into<String>) -> Self {
        self.phone_number4 = Some(phone_number4.into());
        self
    }

    /// Phone number 5, sent as given. One of the six is mandatory.
    #[must_use]
    pub fn phone_number5(mut self, phone_number5: impl Into<String>) -> Self {
        self.phone_number5 = Some(phone_number5.into());
        self
    }

    /// Phone number 6, sent as given. One of the six is mandatory.
    #[must_use]
    pub fn phone_number6(mut self, phone_number6: impl Into<String>) -> Self {
        self.phone_number6 = Some(phone_number6.into());
        self
    }

    /// The fax number.
    #[must_use]
    pub fn fax_number(mut self, fax_number: impl Into<String>) -> Self {
        self.fax_number = Some(fax_number.into());
        self
    }

    /// The e-mail address.
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// The website.
    #[must_use]
    pub fn website(mut self, website: impl Into<String>) -> Self {
        self.website = Some(website.into());
        self
    }

    /// Free text.
    #[must_use]
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.comment = Some(comment.into());
        self
    }

    /// The UID of the agent who has reserved the contact.
    #[must_use]
    pub fn reserved_users_uid(mut self, reserved_users_uid: impl Into<String>) -> Self {
        self.reserved_users_uid = Some(reserved_users_uid.into());
        self
    }

    /// The UID of the agent to whom the appointment or the delay belongs.
    #[must_use]
    pub fn follow_up_users_uid(mut self, follow_up_users_uid: impl Into<String>) -> Self {
        self.follow_up_users_uid = Some(follow_up_users_uid.into());
        self
    }

    /// When the appointment or the delay is; the time zone is not documented. `null` leaves it
    /// empty, as in the page's sample.
    #[must_use]
    pub fn follow_up_date_time(
        mut self,
        follow_up_date_time: impl Into<Nullable<LocalDateTime>>,
    ) -> Self {
        self.follow_up_date_time = follow_up_date_time.into();
        self
    }

    /// `dtBeginDate`, without a description by the vendor; the time zone is not documented. `null`
    /// leaves it empty.
    ///
    /// Source: inferred, a member may be left empty, which only null can say here.
    #[must_use]
    pub fn begin_date(mut self, begin_date: impl Into<Nullable<LocalDateTime>>) -> Self {
        self.begin_date = begin_date.into();
        self
    }

    /// `dtEndDate`, without a description by the vendor; the time zone is not documented. `null`
    /// leaves it empty.
    ///
    /// Source: inferred, a member may be left empty, which only null can say here.
    #[must_use]
    pub fn end_date(mut self, end_date: impl Into<Nullable<LocalDateTime>>) -> Self {
        self.end_date = end_date.into();
        self
    }

    /// The manufacturer, of a vehicle for example.
    #[must_use]
    pub fn manufacturer(mut self, manufacturer: impl Into<String>) -> Self {
        self.manufacturer = Some(manufacturer.into());
        self
    }

    /// The model, of a vehicle for example.
    #[must_use]
    pub fn model(mut self, model: impl Into<String>) -> Self {
        self.model = Some(model.into());
        self
    }

    /// A tag.
    #[must_use]
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// A link to the contact in another system.
    #[must_use]
    pub fn external_system_link(mut self, external_system_link: impl Into<String>) -> Self {
        self.external_system_link = Some(external_system_link.into());
        self
    }
}

impl Validate for NewContact {
    fn validate(&self, violations: &mut Violations) {
        if let Some(dialler_campaigns_name) = &self.dialler_campaigns_name {
            violations.characters("DiallerCampaignsName", dialler_campaigns_name, 1..);
        }
        violations.characters("Name", &self.name, 1..);
        match (
            self.dialler_campaigns_id.is_none(),
            self.dialler_campaigns_name
                .as_ref()
                .is_none_or(String::is_empty),
        ) {
            (true, true) => violations.add(
                "DiallerCampaignsID",
                "or DiallerCampaignsName must have a value",
            ),
            (false, false) => violations.add(
                "DiallerCampaignsID",
                "and DiallerCampaignsName exclude each other",
            ),
            _ => {}
        }
        if self.phone_number1.as_ref().is_none_or(String::is_empty)
            && self.phone_number2.as_ref().is_none_or(String::is_empty)
            && self.phone_number3.as_ref().is_none_or(String::is_empty)
            && self.phone_number4.as_ref().is_none_or(String::is_empty)
            && self.phone_number5.as_ref().is_none_or(String::is_empty)
            && self.phone_number6.as_ref().is_none_or(String::is_empty)
        {
            violations
                .add(
                    "PhoneNumber1",
                    "or one of PhoneNumber2, PhoneNumber3, PhoneNumber4, PhoneNumber5, PhoneNumber6 must have a value",
                );
        }
    }
}

impl fmt::Debug for NewContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewContact")
            .field("dialler_campaigns_id", &self.dialler_campaigns_id)
            .field("dialler_campaigns_name", &self.dialler_campaigns_name)
            .field("random_sort_order", &self.random_sort_order)
            .field("user_data", &Redacted)
            .field("client", &Redacted)
            .field("service", &Redacted)
            .field("reference_number", &Redacted)
            .field("name", &Redacted)
            .field("first_name", &Redacted)
            .field("salutation", &Redacted)
            .field("title", &Redacted)
            .field("company", &Redacted)
            .field("address", &Redacted)
            .field("postal_code", &Redacted)
            .field("city", &Redacted)
            .field("country", &Redacted)
            .field("account_owner", &Redacted)
            .field("account_bank", &Redacted)
            .field("account_national_bank_code", &Redacted)
            .field("account_bic", &Redacted)
            .field("account_number", &Redacted)
            .field("account_iban", &Redacted)
            .field("amount", &Redacted)
            .field("phone_number1", &Redacted)
            .field("phone_number2", &Redacted)
            .field("phone_number3", &Redacted)
            .field("phone_number4", &Redacted)
            .field("phone_number5", &Redacted)
            .field("phone_number6", &Redacted)
            .field("fax_number", &Redacted)
            .field("email", &Redacted)
            .field("website", &Redacted)
            .field("comment", &Redacted)
            .field("reserved_users_uid", &Redacted)
            .field("follow_up_users_uid", &Redacted)
            .field("follow_up_date_time", &self.follow_up_date_time)
            .field("begin_date", &self.begin_date)
            .field("end_date", &self.end_date)
            .field("manufacturer", &self.manufacturer)
            .field("model", &self.model)
            .field("tag", &Redacted)
            .field("external_system_link", &Redacted)
            .finish()
    }
}

/// A contact as the vendor has it. Every member may be absent or null; the pages shorten the list,
/// so further members occur, which are in the body of the answer. The pages give names and sample
/// values only: what the members mean is read from their names.
///
/// Source: documented.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Contact {
    /// The ID by which the contact is read and deleted.
    ///
    /// Source: documented elsewhere, the batch read.
    #[serde(rename = "ID", default, skip_serializing_if = "Nullable::is_absent")]
    pub id: Nullable<i64>,
    /// The ID of the contact's campaign.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(
        rename = "DiallerCampaignsID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub dialler_campaigns_id: Nullable<i64>,
    /// Where the contact stands among those of its campaign, most likely.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(
        default,
        with = "decimal::nullable",
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub random_sort_order: Nullable<Decimal>,
    /// The key of the contact in your own system; not unique for the vendor.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub user_data: Nullable<String>,
    /// The client on whose behalf the contact is called.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub client: Nullable<String>,
    /// The service that the call is about.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub service: Nullable<String>,
    /// A reference number.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub reference_number: Nullable<String>,
    /// The surname, or the whole name.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub name: Nullable<String>,
    /// The first name.
    ///
    /// Source: documented elsewhere, the batch read.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub first_name: Nullable<String>,
    /// The salutation.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub salutation: Nullable<String>,
    /// The title.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub title: Nullable<String>,
    /// The company.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub company: Nullable<String>,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub address: Nullable<String>,
    /// The postal code.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub postal_code: Nullable<String>,
    /// The city.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub city: Nullable<String>,
    /// The country.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub country: Nullable<String>,
    /// The owner of the bank account.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub account_owner: Nullable<String>,
    /// The name of the bank.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub account_bank: Nullable<String>,
    /// The national code of the bank.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub account_national_bank_code: Nullable<String>,
    /// The BIC of the bank.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(
        rename = "AccountBIC",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub account_bic: Nullable<String>,
    /// The national number of the bank account.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub account_number: Nullable<String>,
    /// The IBAN of the bank account.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(
        rename = "AccountIBAN",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub account_iban: Nullable<String>,
    /// An amount of money, of an undocumented currency; exact in every digit.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(
        default,
        with = "decimal::nullable",
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub amount: Nullable<Decimal>,
    /// Phone number 1.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub phone_number1: Nullable<String>,
    /// Phone number 2.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub phone_number2: Nullable<String>,
    /// Phone number 3.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub phone_number3: Nullable<String>,
    /// Phone number 4.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub phone_number4: Nullable<String>,
    /// Phone number 5.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub phone_number5: Nullable<String>,
    /// Phone number 6.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub phone_number6: Nullable<String>,
    /// The fax number.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub fax_number: Nullable<String>,
    /// The e-mail address.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub email: Nullable<String>,
    /// The website.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub website: Nullable<String>,
    /// Free text.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub comment: Nullable<String>,
    /// The UID of the agent who has reserved the contact.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(
        rename = "ReservedUsersUID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub reserved_users_uid: Nullable<String>,
    /// The UID of the agent to whom the appointment or the delay belongs.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(
        rename = "FollowUpUsersUID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub follow_up_users_uid: Nullable<String>,
    /// When the appointment or the delay is; the time zone is not documented.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub follow_up_date_time: Nullable<LocalDateTime>,
    /// `dtBeginDate`, without a description by the vendor; the time zone is not documented.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(
        rename = "dtBeginDate",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub begin_date: Nullable<LocalDateTime>,
    /// `dtEndDate`, without a description by the vendor; the time zone is not documented.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(
        rename = "dtEndDate",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub end_date: Nullable<LocalDateTime>,
    /// The manufacturer, of a vehicle for example.
    ///
    /// Source: inferred, it can be imported, and the answer holds the imported contact.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub manufacturer: Nullable<String>,
    /// The model, of a vehicle for example.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub model: Nullable<String>,
    /// A tag.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub tag: Nullable<String>,
    /// A link to the contact in another system.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub external_system_link: Nullable<String>,
    /// Whether phone number 1 is invalid: `bPhoneNumber1Invalid`.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "bPhoneNumber1Invalid",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number1_invalid: Nullable<bool>,
    /// Whether phone number 2 is invalid: `bPhoneNumber2Invalid`.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "bPhoneNumber2Invalid",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number2_invalid: Nullable<bool>,
    /// Whether phone number 3 is invalid: `bPhoneNumber3Invalid`.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "bPhoneNumber3Invalid",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number3_invalid: Nullable<bool>,
    /// Whether phone number 4 is invalid: `bPhoneNumber4Invalid`.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "bPhoneNumber4Invalid",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number4_invalid: Nullable<bool>,
    /// Whether phone number 5 is invalid: `bPhoneNumber5Invalid`.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "bPhoneNumber5Invalid",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number5_invalid: Nullable<bool>,
    /// Whether phone number 6 is invalid: `bPhoneNumber6Invalid`.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "bPhoneNumber6Invalid",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number6_invalid: Nullable<bool>,
    /// How often phone number 1 was tried: `nTriesPhoneNumber1`.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "nTriesPhoneNumber1",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub tries_phone_number1: Nullable<i32>,
    /// How often phone number 2 was tried: `nTriesPhoneNumber2`.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "nTriesPhoneNumber2",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub tries_phone_number2: Nullable<i32>,
    /// How often phone number 3 was tried: `nTriesPhoneNumber3`.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "nTriesPhoneNumber3",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub tries_phone_number3: Nullable<i32>,
    /// How often phone number 4 was tried: `nTriesPhoneNumber4`.
    #[serde(
        rename = "nTriesPhoneNumber4",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub tries_phone_number4: Nullable<i32>,
    /// How often phone number 5 was tried: `nTriesPhoneNumber5`.
    #[serde(
        rename = "nTriesPhoneNumber5",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub tries_phone_number5: Nullable<i32>,
    /// How often phone number 6 was tried: `nTriesPhoneNumber6`.
    #[serde(
        rename = "nTriesPhoneNumber6",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub tries_phone_number6: Nullable<i32>,
    /// The cause with which the last call of phone number 1 ended: `nPhoneNumber1LastCause`.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "nPhoneNumber1LastCause",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number1_last_cause: Nullable<i32>,
    /// The cause with which the last call of phone number 2 ended: `nPhoneNumber2LastCause`.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "nPhoneNumber2LastCause",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number2_last_cause: Nullable<i32>,
    /// The cause with which the last call of phone number 3 ended: `nPhoneNumber3LastCause`.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "nPhoneNumber3LastCause",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number3_last_cause: Nullable<i32>,
    /// The cause with which the last call of phone number 4 ended: `nPhoneNumber4LastCause`.
    ///
    /// Source: documented elsewhere, the answer of a list, in another version of the page.
    #[serde(
        rename = "nPhoneNumber4LastCause",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number4_last_cause: Nullable<i32>,
    /// The cause with which the last call of phone number 5 ended: `nPhoneNumber5LastCause`.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "nPhoneNumber5LastCause",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number5_last_cause: Nullable<i32>,
    /// The cause with which the last call of phone number 6 ended: `nPhoneNumber6LastCause`.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "nPhoneNumber6LastCause",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number6_last_cause: Nullable<i32>,
    /// The reason with which an agent ended the last call of phone number 1.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "PhoneNumber1LastAcdAgentEndReasonsID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number1_last_acd_agent_end_reasons_id: Nullable<i64>,
    /// The reason with which an agent ended the last call of phone number 2.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "PhoneNumber2LastAcdAgentEndReasonsID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number2_last_acd_agent_end_reasons_id: Nullable<i64>,
    /// The reason with which an agent ended the last call of phone number 3.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "PhoneNumber3LastAcdAgentEndReasonsID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number3_last_acd_agent_end_reasons_id: Nullable<i64>,
    /// The reason with which an agent ended the last call of phone number 4.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "PhoneNumber4LastAcdAgentEndReasonsID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number4_last_acd_agent_end_reasons_id: Nullable<i64>,
    /// The reason with which an agent ended the last call of phone number 5.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "PhoneNumber5LastAcdAgentEndReasonsID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number5_last_acd_agent_end_reasons_id: Nullable<i64>,
    /// The reason with which an agent ended the last call of phone number 6.
    ///
    /// Source: inferred, the page shows it for other numbers of the six.
    #[serde(
        rename = "PhoneNumber6LastAcdAgentEndReasonsID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub phone_number6_last_acd_agent_end_reasons_id: Nullable<i64>,
    /// The reason with which an agent ended the last call.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "LastAcdAgentEndReasonsID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub last_acd_agent_end_reasons_id: Nullable<i64>,
    /// Whether the last call reached a mailbox: `bLastResultMailbox`.
    ///
    /// Source: inferred, the page shows the name and null only; the type is read from the name.
    #[serde(
        rename = "bLastResultMailbox",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub last_result_mailbox: Nullable<bool>,
    /// When the contact is called next: `dtNextTry`; the time zone is not documented.
    ///
    /// Source: inferred, the pages show null only; answers of the same API's ACD events write dates
    /// so.
    #[serde(
        rename = "dtNextTry",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub next_try: Nullable<LocalDateTime>,
    /// The ID of the current result code; given by the batch read.
    ///
    /// Source: documented elsewhere, the batch read.
    #[serde(
        rename = "DiallerCampaignsResultCodesID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub dialler_campaigns_result_codes_id: Nullable<i64>,
    /// The current result code; given by the batch read.
    ///
    /// Source: documented elsewhere, the batch read.
    #[serde(
        rename = "DiallerCampaignsResultCodes",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub result_code: Nullable<ResultCode>,
    /// What happened to the contact so far; given by the batch read. A list of objects, each with a
    /// `StatisticsPartA`, which the page cuts short.
    ///
    /// Source: documented elsewhere, the batch read.
    #[serde(
        rename = "DiallerContactsHistory",
        skip_serializing_if = "Option::is_none"
    )]
    pub history: Option<RawJson>,
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contact")
            .field("id", &self.id)
            .field("dialler_campaigns_id", &self.dialler_campaigns_id)
            .field("random_sort_order", &self.random_sort_order)
            .field("user_data", &Redacted)
            .field("client", &Redacted)
            .field("service", &Redacted)
            .field("reference_number", &Redacted)
            .field("name", &Redacted)
            .field("first_name", &Redacted)
            .field("salutation", &Redacted)
            .field("title", &Redacted)
            .field("company", &Redacted)
            .field("address", &Redacted)
            .field("postal_code", &Redacted)
            .field("city", &Redacted)
            .field("country", &Redacted)
            .field("account_owner", &Redacted)
            .field("account_bank", &Redacted)
            .field("account_national_bank_code", &Redacted)
            .field("account_bic", &Redacted)
            .field("account_number", &Redacted)
            .field("account_iban", &Redacted)
            .field("amount", &Redacted)
            .field("phone_number1", &Redacted)
            .field("phone_number2", &Redacted)
            .field("phone_number3", &Redacted)
            .field("phone_number4", &Redacted)
            .field("phone_number5", &Redacted)
            .field("phone_number6", &Redacted)
            .field("fax_number", &Redacted)
            .field("email", &Redacted)
            .field("website", &Redacted)
            .field("comment", &Redacted)
            .field("reserved_users_uid", &Redacted)
            .field("follow_up_users_uid", &Redacted)
            .field("follow_up_date_time", &self.follow_up_date_time)
            .field("begin_date", &self.begin_date)
            .field("end_date", &self.end_date)
            .field("manufacturer", &self.manufacturer)
            .field("model", &self.model)
            .field("tag", &Redacted)
            .field("external_system_link", &Redacted)
            .field("phone_number1_invalid", &self.phone_number1_invalid)
            .field("phone_number2_invalid", &self.phone_number2_invalid)
            .field("phone_number3_invalid", &self.phone_number3_invalid)
            .field("phone_number4_invalid", &self.phone_number4_invalid)
            .field("phone_number5_invalid", &self.phone_number5_invalid)
            .field("phone_number6_invalid", &self.phone_number6_invalid)
            .field("tries_phone_number1", &self.tries_phone_number1)
            .field("tries_phone_number2", &self.tries_phone_number2)
            .field("tries_phone_number3", &self.tries_phone_number3)
            .field("tries_phone_number4", &self.tries_phone_number4)
            .field("tries_phone_number5", &self.tries_phone_number5)
            .field("tries_phone_number6", &self.tries_phone_number6)
            .field("phone_number1_last_cause", &self.phone_number1_last_cause)
            .field("phone_number2_last_cause", &self.phone_number2_last_cause)
            .field("phone_number3_last_cause", &self.phone_number3_last_cause)
            .field("phone_number4_last_cause", &self.phone_number4_last_cause)
            .field("phone_number5_last_cause", &self.phone_number5_last_cause)
            .field("phone_number6_last_cause", &self.phone_number6_last_cause)
            .field(
                "phone_number1_last_acd_agent_end_reasons_id",
                &self.phone_number1_last_acd_agent_end_reasons_id,
            )
            .field(
                "phone_number2_last_acd_agent_end_reasons_id",
                &self.phone_number2_last_acd_agent_end_reasons_id,
            )
            .field(
                "phone_number3_last_acd_agent_end_reasons_id",
                &self.phone_number3_last_acd_agent_end_reasons_id,
            )
            .field(
                "phone_number4_last_acd_agent_end_reasons_id",
                &self.phone_number4_last_acd_agent_end_reasons_id,
            )
            .field(
                "phone_number5_last_acd_agent_end_reasons_id",
                &self.phone_number5_last_acd_agent_end_reasons_id,
            )
            .field(
                "phone_number6_last_acd_agent_end_reasons_id",
                &self.phone_number6_last_acd_agent_end_reasons_id,
            )
            .field(
                "last_acd_agent_end_reasons_id",
                &self.last_acd_agent_end_reasons_id,
            )
            .field("last_result_mailbox", &self.last_result_mailbox)
            .field("next_try", &self.next_try)
            .field(
                "dialler_campaigns_result_codes_id",
                &self.dialler_campaigns_result_codes_id,
            )
            .field("result_code", &self.result_code)
            .field("history", &Redacted)
            .finish()
    }
}

/// A result of a campaign's calls. The page gives names and sample values only: what the members
/// mean is read from their names.
///
/// Source: documented elsewhere, the batch read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ResultCode {
    /// The ID of the result code.
    #[serde(rename = "ID", default, skip_serializing_if = "Nullable::is_absent")]
    pub id: Nullable<i64>,
    /// The key of the result code in exports.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub export_key: Nullable<String>,
    /// The text of the result code, in the language that the read asks for.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub content: Nullable<String>,
    /// Whether the contact is done with: `bDone`.
    #[serde(rename = "bDone", default, skip_serializing_if = "Nullable::is_absent")]
    pub done: Nullable<bool>,
    /// Whether the contact is called again after a delay: `bDelay`.
    #[serde(
        rename = "bDelay",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub delay: Nullable<bool>,
    /// Whether the contact was given up: `bAborted`.
    #[serde(
        rename = "bAborted",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub aborted: Nullable<bool>,
    /// Whether there is an appointment: `bAppointment`.
    #[serde(
        rename = "bAppointment",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub appointment: Nullable<bool>,
}

/// A campaign. Every member may be absent or null; the page shortens the list, so further members
/// occur, which are in the body of the answer. The page gives names and sample values only: what
/// the members mean is read from their names.
///
/// Source: documented elsewhere, Dialler Campaign functions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Campaign {
    /// The ID by which the campaign is read, and contacts are imported.
    ///
    /// Source: inferred, every other object of this API that is read by an ID has it.
    #[serde(rename = "ID", default, skip_serializing_if = "Nullable::is_absent")]
    pub id: Nullable<i64>,
    /// The name of the campaign.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub name: Nullable<String>,
    /// The ID of the client account, as in the base URL.
    #[serde(
        rename = "ClientsID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub clients_id: Nullable<i64>,
    /// The ID of the campaign's language.
    #[serde(
        rename = "LanguagesID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub languages_id: Nullable<i64>,
    /// How long an agent sees a contact before it is called, in seconds most likely.
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    pub contact_preview_time: Nullable<i32>,
    /// The largest number of lines in use at a time: `nMaxParallelLines`.
    #[serde(
        rename = "nMaxParallelLines",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub max_parallel_lines: Nullable<i32>,
    /// Whether a contact who calls back is closed: `bCloseContactsOnIncomingCallsMatchCallerID`.
    #[serde(
        rename = "bCloseContactsOnIncomingCallsMatchCallerID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub close_contacts_on_incoming_calls_match_caller_id: Nullable<bool>,
    /// Whether a caller ID is shown: `bCallerIDActive`.
    #[serde(
        rename = "bCallerIDActive",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub caller_id_active: Nullable<bool>,
    /// When the campaign ends: `dtTo`; the time zone is not documented.
    ///
    /// Source: inferred, the page shows null only; the date is taken to be written as those of an
    /// import.
    #[serde(rename = "dtTo", default, skip_serializing_if = "Nullable::is_absent")]
    pub dt_to: Nullable<LocalDateTime>,
    /// The result code of a contact without a phone number that can be called.
    #[serde(
        rename = "AbortOnNoTelNumberResultCodesID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub abort_on_no_tel_number_result_codes_id: Nullable<i64>,
    /// The result code of a contact who calls back.
    #[serde(
        rename = "IncomingCallResultCodesID",
        default,
        skip_serializing_if = "Nullable::is_absent"
    )]
    pub incoming_call_result_codes_id: Nullable<i64>,
}

/// Contacts that were read by their keys, or the one that was imported.
///
/// Source: documented.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ContactRecords {
    /// What was found or imported.
    #[serde(default, deserialize_with = "null_as_default")]
    pub records: Vec<Contact>,
    /// How many records there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// The HTTP status once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
}

/// All contacts, or those of one campaign.
///
/// Source: documented elsewhere, Dialler REST API - Dialler Contact Functions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ContactList {
    /// Reserved for future use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// Reserved; 0 for now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_start: Option<i64>,
    /// Reserved; -1 stands for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_page_size: Option<i64>,
    /// All of them; there is no paging.
    #[serde(default, deserialize_with = "null_as_default")]
    pub records: Vec<Contact>,
    /// How many records there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// The member by which the records are sorted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_by: Option<String>,
    /// Whether they are sorted in ascending order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ascending: Option<bool>,
    /// The HTTP status once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
}

/// The campaign that was read.
///
/// Source: inferred, as the answer of a contact that is read by its ID.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CampaignRecords {
    /// What was found.
    #[serde(default, deserialize_with = "null_as_default")]
    pub records: Vec<Campaign>,
    /// How many records there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// The HTTP status once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
}

/// All campaigns of the client account.
///
/// Source: documented elsewhere, Dialler Campaign functions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CampaignList {
    /// Reserved for future use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// Reserved; 0 for now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_start: Option<i64>,
    /// Reserved; -1 stands for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_page_size: Option<i64>,
    /// All of them; there is no paging.
    #[serde(default, deserialize_with = "null_as_default")]
    pub records: Vec<Campaign>,
    /// How many records there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// The member by which the records are sorted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_by: Option<String>,
    /// Whether they are sorted in ascending order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ascending: Option<bool>,
    /// The HTTP status once more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
}

/// Which contacts a batch read gives: those with one of these IDs, and those with one of these
/// `UserData`.
///
/// Source: documented elsewhere, the batch read.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ContactKeys {
    /// Contacts with one of these `UserData`, which is not unique.
    #[serde(rename = "UserDataList", skip_serializing_if = "Option::is_none")]
    pub(crate) user_data: Option<Vec<String>>,
    /// Contacts with one of these IDs.
    #[serde(rename = "IDList", skip_serializing_if = "Option::is_none")]
    pub(crate) ids: Option<Vec<i64>>,
}

impl ContactKeys {
    /// Nothing is required; every member has a setter.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Validate for ContactKeys {
    fn validate(&self, violations: &mut Violations) {
        if self.user_data.as_ref().is_none_or(Vec::is_empty)
            && self.ids.as_ref().is_none_or(Vec::is_empty)
        {
            violations.add("UserDataList", "or IDList must have a value");
        }
    }
}

impl fmt::Debug for ContactKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContactKeys")
            .field("user_data", &Redacted)
            .field("ids", &self.ids)
            .finish()
    }
}
