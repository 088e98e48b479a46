use std::env::args;
use std::error::Error;
use std::time::SystemTime;

use iveco_bt::{Activation, CallOutcome, Client};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let [base_url, dossier]: [String; 2] = match args().skip(1).collect::<Vec<_>>().try_into() {
        Ok(given) => given,
        Err(_) => return Err("give a base URL and the number of a dossier".into()),
    };
    let client = Client::builder(base_url).build()?;
    let call = CallOutcome::new(3)
        .telephone("+39 011 000 00 00")
        .utc_timestamp(SystemTime::now());
    let activation = Activation::new(4)
        .source(1)
        .dossier_number(dossier)
        .dmd_outlet_code("12345")
        .call_outcomes([call]);
    match client.workshop_activation(activation).await {
        Ok(receipt) => println!("{}: {}", receipt.status(), receipt.text()),
        Err(error) => eprintln!("{error}"),
    }
    Ok(())
}
