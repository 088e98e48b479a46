use std::env::args;
use std::error::Error;
use std::time::Duration;

use serde::Deserialize;

#[derive(Deserialize)]
struct Ticket {
    ticket_number: Option<i64>,
    created_at: Option<String>,
}

#[derive(Deserialize)]
struct Problem {
    title: Option<String>,
    detail: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    choose_tls()?;
    let [base_url, token, id]: [String; 3] = match args().skip(1).collect::<Vec<_>>().try_into() {
        Ok(given) => given,
        Err(_) => return Err("give a base URL, a token and the id of a ticket".into()),
    };
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        .build()?;
    let answer = client
        .get(format!("{base_url}/v2/tickets/prepared-tickets/{id}"))
        .bearer_auth(token)
        .send()
        .await?;
    let status = answer.status();
    let body = answer.bytes().await?;
    if status.is_success() {
        let ticket: Ticket = serde_json::from_slice(&body)?;
        println!(
            "{:?}, made at {:?}",
            ticket.ticket_number, ticket.created_at
        );
    } else {
        let problem: Problem = serde_json::from_slice(&body)?;
        eprintln!("{status}: {:?}, {:?}", problem.title, problem.detail);
    }
    Ok(())
}
