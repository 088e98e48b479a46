//! A plain client of IVECO's BT controller.

use reqwest::Response;
use serde_json::{Value, json};
use vendor_sandbox::iveco::{Activation, Iveco};
use vendor_sandbox::{Ledger, Sandbox};

use super::http_client;

pub(crate) const PATH: &str = "/ANS73/btcontroller/workshopactivationbt";

pub(crate) const NAMESPACE: &str =
    "http://schemas.datacontract.org/2004/07/Reply.Iveco.ANS.ICSSRestAPI.Logic.Requests";

pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    http: reqwest::Client,
}

impl Client {
    pub(crate) async fn start() -> Self {
        Self {
            sandbox: Sandbox::start().await.unwrap(),
            http: http_client(),
        }
    }

    pub(crate) fn vendor(&self) -> &Iveco {
        self.sandbox.iveco()
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        self.sandbox.ledger()
    }

    pub(crate) fn request(&self) -> reqwest::RequestBuilder {
        self.http
            .post(format!("{}{PATH}", self.vendor().base_url()))
    }

    pub(crate) async fn send(&self, media_type: &str, body: impl Into<String>) -> Response {
        let request = self.request().header("content-type", media_type);
        request.body(body.into()).send().await.unwrap()
    }

    pub(crate) async fn report(&self, activation: &Value) -> Response {
        self.send("application/json", activation.to_string()).await
    }

    /// Sends XML with these members.
    pub(crate) async fn report_xml(&self, members: &str) -> Response {
        self.send("application/xml", xml(members)).await
    }

    /// The only activation there is.
    pub(crate) fn activation(&self) -> Activation {
        let mut activations = self.vendor().activations();
        assert_eq!(activations.len(), 1);
        activations.remove(0)
    }

    /// Place, rule and tolerance of everything that was wrong with the latest call.
    pub(crate) fn found(&self) -> Vec<(String, String, bool)> {
        let calls = self.ledger().calls();
        let violations = &calls.last().unwrap().violations;
        violations
            .iter()
            .map(|found| (found.place.clone(), found.rule.clone(), found.tolerated))
            .collect()
    }
}

pub(crate) fn serious(place: &str, rule: &str) -> (String, String, bool) {
    (place.to_owned(), rule.to_owned(), false)
}

pub(crate) fn tolerated(place: &str, rule: &str) -> (String, String, bool) {
    (place.to_owned(), rule.to_owned(), true)
}

/// A document with these members.
pub(crate) fn xml(members: &str) -> String {
    format!(
        "<WorkshopActivationBTRequest xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns=\"{NAMESPACE}\">{members}</WorkshopActivationBTRequest>"
    )
}

/// The vendor's sample.
pub(crate) fn sample() -> Value {
    let outcome = json!({
        "Telephone": "sample string 1",
        "Tentative": "sample string 2",
        "UTCTimestamp": "2026-03-06T15:43:32.9776191+01:00",
        "OutcomeOfTheCall": 3,
    });
    json!({
        "Source": 1,
        "DossierNumber": "sample string 1",
        "AccountId": "sample string 2",
        "DMDOutletCode": "sample string 3",
        "ReasonCode": 4,
        "ContactDatetime": "2026-03-06T15:43:32.9776191+01:00",
        "AcceptanceRefusalDatetime": "2026-03-06T15:43:32.9776191+01:00",
        "Calloutcomes": [outcome, outcome],
    })
}

/// The members of the vendor's sample in XML.
pub(crate) const SAMPLE_MEMBERS: &str = "
<AcceptanceRefusalDatetime>2026-03-06T15:43:32.9776191+01:00</AcceptanceRefusalDatetime>
<AccountId>sample string 2</AccountId>
<Calloutcomes>
<CalloutComes>
<OutcomeOfTheCall>3</OutcomeOfTheCall>
<Telephone>sample string 1</Telephone>
<Tentative>sample string 2</Tentative>
<UTCTimestamp>2026-03-06T15:43:32.9776191+01:00</UTCTimestamp>
</CalloutComes>
<CalloutComes>
<OutcomeOfTheCall>3</OutcomeOfTheCall>
<Telephone>sample string 1</Telephone>
<Tentative>sample string 2</Tentative>
<UTCTimestamp>2026-03-06T15:43:32.9776191+01:00</UTCTimestamp>
</CalloutComes>
</Calloutcomes>
<ContactDatetime>2026-03-06T15:43:32.9776191+01:00</ContactDatetime>
<DMDOutletCode>sample string 3</DMDOutletCode>
<DossierNumber>sample string 1</DossierNumber>
<ReasonCode>4</ReasonCode>
<Source>1</Source>
";

/// Every member of the sample was read.
pub(crate) fn assert_is_sample(activation: &Activation) {
    let date = Some("2026-03-06T15:43:32.9776191+01:00");
    assert_eq!(activation.source, Some(1));
    assert_eq!(
        activation.dossier_number.as_deref(),
        Some("sample string 1")
    );
    assert_eq!(activation.account_id.as_deref(), Some("sample string 2"));
    assert_eq!(
        activation.dmd_outlet_code.as_deref(),
        Some("sample string 3")
    );
    assert_eq!(activation.reason_code, 4);
    assert_eq!(activation.contact_datetime.as_deref(), date);
    assert_eq!(activation.acceptance_refusal_datetime.as_deref(), date);
    assert_eq!(activation.call_outcomes.len(), 2);
    for outcome in &activation.call_outcomes {
        assert_eq!(outcome.telephone.as_deref(), Some("sample string 1"));
        assert_eq!(outcome.tentative.as_deref(), Some("sample string 2"));
        assert_eq!(outcome.utc_timestamp.as_deref(), date);
        assert_eq!(outcome.outcome_of_the_call, 3);
    }
}
