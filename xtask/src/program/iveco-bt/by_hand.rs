use std::env::args;
use std::error::Error;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Activation {
    source: i32,
    dossier_number: String,
    #[serde(rename = "DMDOutletCode")]
    dmd_outlet_code: String,
    reason_code: i32,
    #[serde(rename = "Calloutcomes")]
    call_outcomes: Vec<CallOutcome>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CallOutcome {
    telephone: String,
    #[serde(rename = "UTCTimestamp")]
    utc_timestamp: String,
    outcome_of_the_call: i32,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    choose_tls()?;
    let [base_url, dossier]: [String; 2] = match args().skip(1).collect::<Vec<_>>().try_into() {
        Ok(given) => given,
        Err(_) => return Err("give a base URL and the number of a dossier".into()),
    };
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()?;
    let call = CallOutcome {
        telephone: "+39 011 000 00 00".to_owned(),
        utc_timestamp: "2026-03-06T14:43:32Z".to_owned(),
        outcome_of_the_call: 3,
    };
    let activation = Activation {
        source: 1,
        dossier_number: dossier,
        dmd_outlet_code: "12345".to_owned(),
        reason_code: 4,
        call_outcomes: vec![call],
    };
    let answer = client
        .post(format!(
            "{base_url}/ANS73/btcontroller/workshopactivationbt"
        ))
        .header(CONTENT_TYPE, "application/json")
        .body(serde_json::to_vec(&activation)?)
        .send()
        .await?;
    let status = answer.status();
    let text = answer.text().await?;
    if status.is_success() {
        println!("{status}: {text}");
    } else {
        eprintln!("{status}: {text}");
    }
    Ok(())
}
