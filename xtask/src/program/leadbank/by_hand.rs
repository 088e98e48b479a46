use std::env::args;
use std::error::Error;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    status: Option<i64>,
    message: Option<String>,
    #[serde(default)]
    leads: Vec<Lead>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Lead {
    #[serde(rename = "IDLeadBank")]
    id_lead_bank: Option<i64>,
    create_date: Option<String>,
    #[serde(default)]
    contents: Vec<Content>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    key: Option<String>,
    value: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    choose_tls()?;
    let base_url = args().nth(1).ok_or("give a base URL")?;
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()?;
    let answer = client
        .post(format!("{base_url}/api/leads"))
        .header(CONTENT_TYPE, "application/json")
        .body(serde_json::to_vec(&1)?)
        .send()
        .await?
        .error_for_status()?;
    let answer: Answer = serde_json::from_slice(&answer.bytes().await?)?;
    if let Some(message) = &answer.message {
        eprintln!("status {:?}: {message}", answer.status);
    }
    for lead in &answer.leads {
        println!("{:?}, made at {:?}", lead.id_lead_bank, lead.create_date);
        for content in &lead.contents {
            println!("  {:?}: {:?}", content.key, content.value);
        }
    }
    Ok(())
}
