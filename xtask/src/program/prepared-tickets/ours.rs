use std::env::args;
use std::error::Error;

use prepared_tickets::{Client, StaticCredentials, Uuid};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let [base_url, token, id]: [String; 3] = match args().skip(1).collect::<Vec<_>>().try_into() {
        Ok(given) => given,
        Err(_) => return Err("give a base URL, a token and the id of a ticket".into()),
    };
    let client = Client::builder(base_url)
        .credentials(StaticCredentials::bearer(token))
        .build()?;
    match client.get_prepared_ticket(id.parse::<Uuid>()?).await {
        Ok(ticket) => println!(
            "{:?}, made at {:?}",
            ticket.ticket_number, ticket.created_at
        ),
        Err(error) => eprintln!("{error}"),
    }
    Ok(())
}
