use std::env::args;
use std::error::Error;

use leadbank::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base_url = args().nth(1).ok_or("give a base URL")?;
    let client = Client::builder(base_url).build()?;
    match client.fetch_leads(1).await {
        Ok(answer) => {
            for lead in &answer.leads {
                println!("{:?}, made at {:?}", lead.id_lead_bank, lead.create_date);
                for content in &lead.contents {
                    println!("  {:?}: {:?}", content.key, content.value);
                }
            }
        }
        Err(error) => eprintln!("{error}"),
    }
    Ok(())
}
