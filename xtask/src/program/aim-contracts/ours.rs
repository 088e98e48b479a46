use std::env::args;
use std::error::Error;

use aim_contracts::{AimCredentials, Client};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let given: Result<[String; 4], _> = args().skip(1).collect::<Vec<_>>().try_into();
    let [base_url, api_key, app_id, token] = match given {
        Ok(given) => given,
        Err(_) => return Err("give an endpoint, a key, the id of the program and a token".into()),
    };
    let credentials = AimCredentials::new(api_key, app_id)
        .without_discovery()
        .token(token);
    let client = Client::builder(base_url).credentials(credentials).build()?;
    match client.unfinished_contracts().await {
        Ok(answer) => {
            for contract in &answer.unfinished_contracts {
                println!("{:?} of {:?}", contract.reference, contract.date_time);
            }
        }
        Err(error) => eprintln!("{error}"),
    }
    Ok(())
}
