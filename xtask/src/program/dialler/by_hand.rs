use std::env::args;
use std::error::Error;
use std::time::Duration;

use serde::Deserialize;

#[derive(Deserialize)]
struct Answer {
    records: Vec<Campaign>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Campaign {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Failure {
    error: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    choose_tls()?;
    let [base_url, token, id]: [String; 3] = match args().skip(1).collect::<Vec<_>>().try_into() {
        Ok(given) => given,
        Err(_) => return Err("give a base URL, a token and the ID of a campaign".into()),
    };
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()?;
    let answer = client
        .get(format!("{base_url}/dialler/campaigns/{id}"))
        .bearer_auth(token)
        .send()
        .await?;
    let status = answer.status();
    let body = answer.bytes().await?;
    if status.is_success() {
        let answer: Answer = serde_json::from_slice(&body)?;
        println!(
            "{:?}",
            answer.records.first().map(|campaign| &campaign.name)
        );
    } else {
        let failure: Failure = serde_json::from_slice(&body)?;
        eprintln!("{status}: {:?}", failure.error);
    }
    Ok(())
}
