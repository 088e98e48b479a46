//! `vendor tickets`: prepared tickets of the Jifeline Partner API.

mod connection;
mod create;
mod delete;
mod get;
mod list;
mod members;
mod shown;
mod update;

use clap::Subcommand;

use crate::arguments::Call;
use crate::failure::Failure;
use crate::interrupt::unless_interrupted;
use crate::output::Output;

use self::connection::Connected;
pub(crate) use self::connection::SETTINGS;

/// The operations of the vendor.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lists prepared tickets, one page or all of them
    #[command(after_help = list::EXAMPLES)]
    List(Call<list::Arguments>),
    /// Shows one prepared ticket
    #[command(after_help = get::EXAMPLES)]
    Get(Call<get::Arguments>),
    /// Creates a prepared ticket
    #[command(after_help = create::EXAMPLES)]
    Create(Call<create::Arguments>),
    /// Replaces the members of a prepared ticket
    #[command(after_help = update::EXAMPLES)]
    Update(Call<update::Arguments>),
    /// Deletes a prepared ticket
    #[command(after_help = delete::EXAMPLES)]
    Delete(Call<delete::Arguments>),
}

pub(crate) async fn run(command: Command, output: &Output) -> Result<(), Failure> {
    match command {
        Command::List(call) => {
            let to = Connected::open(call.connection, output).await?;
            unless_interrupted(false, list::run(call.arguments, &to.client, output)).await
        }
        Command::Get(call) => {
            let to = Connected::open(call.connection, output).await?;
            unless_interrupted(false, get::run(call.arguments, &to.client, output)).await
        }
        Command::Create(call) => {
            let creation = call.arguments.read()?;
            let to = Connected::open(call.connection, output).await?;
            unless_interrupted(true, creation.run(&to.client, output)).await
        }
        Command::Update(call) => {
            let update = call.arguments.read()?;
            let to = Connected::open(call.connection, output).await?;
            unless_interrupted(true, update.run(&to.client, output)).await
        }
        Command::Delete(call) => {
            let to = Connected::open(call.connection, output).await?;
            unless_interrupted(true, delete::run(call.arguments, &to.client, output)).await
        }
    }
}
