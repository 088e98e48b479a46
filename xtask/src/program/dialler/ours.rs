use std::env::args;
use std::error::Error;

use dialler::{Client, StaticCredentials};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let [base_url, token, id]: [String; 3] = match args().skip(1).collect::<Vec<_>>().try_into() {
        Ok(given) => given,
        Err(_) => return Err("give a base URL, a token and the ID of a campaign".into()),
    };
    let client = Client::builder(base_url)
        .credentials(StaticCredentials::bearer(token))
        .build()?;
    match client.get_campaign(id.parse()?).await {
        Ok(answer) => println!("{:?}", answer.campaign().map(|campaign| &campaign.name)),
        Err(error) => eprintln!("{error}"),
    }
    Ok(())
}
