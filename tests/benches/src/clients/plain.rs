//! The models as a hand-written client has them: plain structs of the same members, and chrono's own dates.
#![allow(missing_docs, reason = "the members are the vendors'")]
#![allow(
    dead_code,
    reason = "they are decoded, and nobody looks at most of them"
)]

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Debug, Deserialize)]
pub(super) struct Ticket {
    pub(super) id: Option<Uuid>,
    pub(super) created_at: Option<DateTime<FixedOffset>>,
    pub(super) customer_id: Option<Uuid>,
    pub(super) ticket_number: Option<i64>,
    pub(super) vehicle_model_id: Option<i64>,
    pub(super) vin: Option<String>,
    pub(super) voucher_code: Option<String>,
    pub(super) preparer_external_reference: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct TicketList {
    pub(super) query: Option<AppliedQuery>,
    pub(super) result: Vec<Ticket>,
    pub(super) total: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AppliedQuery {
    pub(super) limit: Option<i32>,
    pub(super) offset: Option<i64>,
}

#[derive(Debug, Serialize)]
pub(super) struct NewTicket<'a> {
    pub(super) customer_id: Uuid,
    pub(super) vehicle_model_id: i64,
    pub(super) vin: Option<&'a str>,
    pub(super) voucher_code: Option<&'a str>,
    pub(super) preparer_external_reference: &'a str,
}

#[derive(Debug, Deserialize)]
pub(super) struct Problem {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) title: Option<String>,
    pub(super) status: Option<u16>,
    pub(super) detail: Option<String>,
    pub(super) instance: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct LeadResponse {
    pub(super) status: Option<i64>,
    pub(super) message: Option<String>,
    pub(super) leads: Vec<Lead>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Lead {
    #[serde(rename = "IDLeadBank")]
    pub(super) id_lead_bank: Option<i64>,
    #[serde(rename = "IDprovider")]
    pub(super) id_provider: Option<i64>,
    pub(super) name_provider: Option<String>,
    #[serde(rename = "IDService")]
    pub(super) id_service: Option<i64>,
    pub(super) name_service: Option<String>,
    pub(super) state: Option<i64>,
    #[serde(rename = "IDCampaign")]
    pub(super) id_campaign: Option<String>,
    pub(super) name_campaign: Option<String>,
    #[serde(rename = "BandDealerID")]
    pub(super) band_dealer_id: Option<String>,
    #[serde(rename = "ExternalLeadID")]
    pub(super) external_lead_id: Option<String>,
    pub(super) qualification_date: Option<DateTime<FixedOffset>>,
    pub(super) create_date: Option<DateTime<FixedOffset>>,
    pub(super) contents: Vec<Content>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Content {
    #[serde(rename = "ID")]
    pub(super) id: Option<i64>,
    pub(super) key: Option<String>,
    pub(super) value: Option<String>,
    #[serde(rename = "Type")]
    pub(super) kind: Option<i64>,
}

#[derive(Debug, Serialize)]
pub(super) struct NewContact<'a> {
    #[serde(rename = "DiallerCampaignsID")]
    pub(super) campaign: i64,
    #[serde(rename = "UserData")]
    pub(super) user_data: &'a str,
    #[serde(rename = "Name")]
    pub(super) name: &'a str,
    #[serde(rename = "FirstName")]
    pub(super) first_name: &'a str,
    #[serde(rename = "Company")]
    pub(super) company: &'a str,
    #[serde(rename = "PhoneNumber1")]
    pub(super) phone_number_1: &'a str,
    #[serde(rename = "Email")]
    pub(super) email: &'a str,
}

#[derive(Debug, Deserialize)]
pub(super) struct ContactRecords {
    pub(super) records: Vec<Contact>,
    pub(super) count: Option<i64>,
    pub(super) status: Option<i32>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Contact {
    #[serde(rename = "ID")]
    pub(super) id: Option<i64>,
    #[serde(rename = "DiallerCampaignsID")]
    pub(super) dialler_campaigns_id: Option<i64>,
    #[serde(rename = "RandomSortOrder")]
    pub(super) random_sort_order: Option<f64>,
    #[serde(rename = "UserData")]
    pub(super) user_data: Option<String>,
    #[serde(rename = "Client")]
    pub(super) client: Option<String>,
    #[serde(rename = "Service")]
    pub(super) service: Option<String>,
    #[serde(rename = "ReferenceNumber")]
    pub(super) reference_number: Option<String>,
    #[serde(rename = "Name")]
    pub(super) name: Option<String>,
    #[serde(rename = "FirstName")]
    pub(super) first_name: Option<String>,
    #[serde(rename = "Salutation")]
    pub(super) salutation: Option<String>,
    #[serde(rename = "Title")]
    pub(super) title: Option<String>,
    #[serde(rename = "Company")]
    pub(super) company: Option<String>,
    #[serde(rename = "Address")]
    pub(super) address: Option<String>,
    #[serde(rename = "PostalCode")]
    pub(super) postal_code: Option<String>,
    #[serde(rename = "City")]
    pub(super) city: Option<String>,
    #[serde(rename = "Country")]
    pub(super) country: Option<String>,
    #[serde(rename = "AccountOwner")]
    pub(super) account_owner: Option<String>,
    #[serde(rename = "AccountBank")]
    pub(super) account_bank: Option<String>,
    #[serde(rename = "AccountNationalBankCode")]
    pub(super) account_national_bank_code: Option<String>,
    #[serde(rename = "AccountBIC")]
    pub(super) account_bic: Option<String>,
    #[serde(rename = "AccountNumber")]
    pub(super) account_number: Option<String>,
    #[serde(rename = "AccountIBAN")]
    pub(super) account_iban: Option<String>,
    #[serde(rename = "Amount")]
    pub(super) amount: Option<f64>,
    #[serde(rename = "PhoneNumber1")]
    pub(super) phone_number1: Option<String>,
    #[serde(rename = "PhoneNumber2")]
    pub(super) phone_number2: Option<String>,
    #[serde(rename = "PhoneNumber3")]
    pub(super) phone_number3: Option<String>,
    #[serde(rename = "PhoneNumber4")]
    pub(super) phone_number4: Option<String>,
    #[serde(rename = "PhoneNumber5")]
    pub(super) phone_number5: Option<String>,
    #[serde(rename = "PhoneNumber6")]
    pub(super) phone_number6: Option<String>,
    #[serde(rename = "FaxNumber")]
    pub(super) fax_number: Option<String>,
    #[serde(rename = "Email")]
    pub(super) email: Option<String>,
    #[serde(rename = "Website")]
    pub(super) website: Option<String>,
    #[serde(rename = "Comment")]
    pub(super) comment: Option<String>,
    #[serde(rename = "ReservedUsersUID")]
    pub(super) reserved_users_uid: Option<String>,
    #[serde(rename = "FollowUpUsersUID")]
    pub(super) follow_up_users_uid: Option<String>,
    #[serde(rename = "FollowUpDateTime")]
    pub(super) follow_up_date_time: Option<NaiveDateTime>,
    #[serde(rename = "dtBeginDate")]
    pub(super) dt_begin_date: Option<NaiveDateTime>,
    #[serde(rename = "dtEndDate")]
    pub(super) dt_end_date: Option<NaiveDateTime>,
    #[serde(rename = "Manufacturer")]
    pub(super) manufacturer: Option<String>,
    #[serde(rename = "Model")]
    pub(super) model: Option<String>,
    #[serde(rename = "Tag")]
    pub(super) tag: Option<String>,
    #[serde(rename = "ExternalSystemLink")]
    pub(super) external_system_link: Option<String>,
    #[serde(rename = "bPhoneNumber1Invalid")]
    pub(super) b_phone_number1_invalid: Option<bool>,
    #[serde(rename = "nTriesPhoneNumber1")]
    pub(super) n_tries_phone_number1: Option<i64>,
    #[serde(rename = "nPhoneNumber1LastCause")]
    pub(super) n_phone_number1_last_cause: Option<i64>,
    #[serde(rename = "PhoneNumber1LastAcdAgentEndReasonsID")]
    pub(super) phone_number1_last_acd_agent_end_reasons_id: Option<i64>,
    #[serde(rename = "bPhoneNumber2Invalid")]
    pub(super) b_phone_number2_invalid: Option<bool>,
    #[serde(rename = "nTriesPhoneNumber2")]
    pub(super) n_tries_phone_number2: Option<i64>,
    #[serde(rename = "nPhoneNumber2LastCause")]
    pub(super) n_phone_number2_last_cause: Option<i64>,
    #[serde(rename = "PhoneNumber2LastAcdAgentEndReasonsID")]
    pub(super) phone_number2_last_acd_agent_end_reasons_id: Option<i64>,
    #[serde(rename = "bPhoneNumber3Invalid")]
    pub(super) b_phone_number3_invalid: Option<bool>,
    #[serde(rename = "nTriesPhoneNumber3")]
    pub(super) n_tries_phone_number3: Option<i64>,
    #[serde(rename = "nPhoneNumber3LastCause")]
    pub(super) n_phone_number3_last_cause: Option<i64>,
    #[serde(rename = "PhoneNumber3LastAcdAgentEndReasonsID")]
    pub(super) phone_number3_last_acd_agent_end_reasons_id: Option<i64>,
    #[serde(rename = "bPhoneNumber4Invalid")]
    pub(super) b_phone_number4_invalid: Option<bool>,
    #[serde(rename = "nTriesPhoneNumber4")]
    pub(super) n_tries_phone_number4: Option<i64>,
    #[serde(rename = "nPhoneNumber4LastCause")]
    pub(super) n_phone_number4_last_cause: Option<i64>,
    #[serde(rename = "PhoneNumber4LastAcdAgentEndReasonsID")]
    pub(super) phone_number4_last_acd_agent_end_reasons_id: Option<i64>,
    #[serde(rename = "bPhoneNumber5Invalid")]
    pub(super) b_phone_number5_invalid: Option<bool>,
    #[serde(rename = "nTriesPhoneNumber5")]
    pub(super) n_tries_phone_number5: Option<i64>,
    #[serde(rename = "nPhoneNumber5LastCause")]
    pub(super) n_phone_number5_last_cause: Option<i64>,
    #[serde(rename = "PhoneNumber5LastAcdAgentEndReasonsID")]
    pub(super) phone_number5_last_acd_agent_end_reasons_id: Option<i64>,
    #[serde(rename = "bPhoneNumber6Invalid")]
    pub(super) b_phone_number6_invalid: Option<bool>,
    #[serde(rename = "nTriesPhoneNumber6")]
    pub(super) n_tries_phone_number6: Option<i64>,
    #[serde(rename = "nPhoneNumber6LastCause")]
    pub(super) n_phone_number6_last_cause: Option<i64>,
    #[serde(rename = "PhoneNumber6LastAcdAgentEndReasonsID")]
    pub(super) phone_number6_last_acd_agent_end_reasons_id: Option<i64>,
    #[serde(rename = "LastAcdAgentEndReasonsID")]
    pub(super) last_acd_agent_end_reasons_id: Option<i64>,
    #[serde(rename = "bLastResultMailbox")]
    pub(super) b_last_result_mailbox: Option<bool>,
    #[serde(rename = "dtNextTry")]
    pub(super) dt_next_try: Option<NaiveDateTime>,
    #[serde(rename = "DiallerCampaignsResultCodesID")]
    pub(super) dialler_campaigns_result_codes_id: Option<i64>,
}

impl NewTicket<'_> {
    pub(super) fn sample() -> Self {
        Self {
            customer_id: super::CUSTOMER,
            vehicle_model_id: 4711,
            vin: Some(super::VIN),
            voucher_code: Some("WQ4MM3"),
            preparer_external_reference: "DYNAMICS_ERP_3454662",
        }
    }
}

impl NewContact<'_> {
    pub(super) fn sample() -> Self {
        Self {
            campaign: 538,
            user_data: "CRM-4711",
            name: "Mustermann",
            first_name: "Erika",
            company: "Musterfirma GmbH",
            phone_number_1: "+493023125004",
            email: "erika@example.com",
        }
    }
}
