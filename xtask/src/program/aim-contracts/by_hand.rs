use std::env::args;
use std::error::Error;
use std::time::Duration;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    #[serde(default)]
    unfinished_contracts: Vec<Contract>,
    status: Option<Status>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Contract {
    #[serde(rename = "Ref")]
    reference: Option<String>,
    date_time: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Status {
    error_display_text: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    choose_tls()?;
    let given: Result<[String; 4], _> = args().skip(1).collect::<Vec<_>>().try_into();
    let [base_url, api_key, app_id, token] = match given {
        Ok(given) => given,
        Err(_) => return Err("give an endpoint, a key, the id of the program and a token".into()),
    };
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()?;
    let answer = client
        .get(format!("{base_url}/api/C2BGetUnfinishedContracts"))
        .header("ApiKey", api_key)
        .header("AppId", app_id)
        .header("Token", token)
        .send()
        .await?
        .error_for_status()?;
    let answer: Answer = serde_json::from_slice(&answer.bytes().await?)?;
    if let Some(text) = answer.status.and_then(|status| status.error_display_text) {
        eprintln!("{text}");
    }
    for contract in &answer.unfinished_contracts {
        println!("{:?} of {:?}", contract.reference, contract.date_time);
    }
    Ok(())
}
