//! `vendor tickets`: prepared tickets of the Jifeline Partner API.

mod checkup;
mod connection;
mod create;
mod create_rows;
mod delete;
mod get;
mod left;
mod list;
mod members;
mod shown;
mod ticket_columns;
mod update;

use clap::Subcommand;
use uuid::Uuid;

use crate::arguments::Call;
use crate::failure::{Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::look::Look;
use crate::output::Output;

pub(crate) use self::checkup::check_up;
pub(crate) use self::connection::SETTINGS;
use self::connection::TicketsConnection;

/// The operations of the vendor.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lists prepared tickets, one page or all of them
    #[command(after_help = list::EXAMPLES)]
    List(Call<list::Arguments, TicketsConnection>),
    /// Shows one prepared ticket
    #[command(after_help = get::EXAMPLES)]
    Get(Call<get::Arguments, TicketsConnection>),
    /// Creates a prepared ticket, or one of each row of a file
    #[command(after_help = create::EXAMPLES)]
    Create(Call<create::Arguments, TicketsConnection>),
    /// Replaces the members of a prepared ticket
    #[command(after_help = update::EXAMPLES)]
    Update(Call<update::Arguments, TicketsConnection>),
    /// Deletes a prepared ticket
    #[command(after_help = delete::EXAMPLES)]
    Delete(Call<delete::Arguments, TicketsConnection>),
}

/// What can be set, and how to begin.
pub(crate) fn help() -> String {
    format!("{}\n\n{EXAMPLES}", SETTINGS.help())
}

const EXAMPLES: &str = "\
Examples:
  vendor tickets list --sandbox
  vendor tickets get 497f6eca-6276-4993-bfeb-53cbbbba6f08 --json --sandbox";

pub(crate) async fn run(command: Command, output: &Output) -> Result<(), Failure> {
    match command {
        Command::List(call) => {
            let to = call.connection.open(output).await?;
            let work = list::run(call.arguments, &to, output);
            unless_interrupted(Effect::Reads, work).await
        }
        Command::Get(call) => {
            let to = call.connection.open(output).await?;
            let work = get::run(call.arguments, &to, output);
            unless_interrupted(Effect::Reads, work).await
        }
        Command::Create(mut call) => {
            if let Some(path) = call.arguments.from.take() {
                return create_rows::run(path, call, output).await;
            }
            call.arguments.bulk.refuse_without_file()?;
            let creation = call.arguments.read()?;
            let to = call.connection.open(output).await?;
            unless_interrupted(creation.effect(), creation.run(&to, output)).await
        }
        Command::Update(call) => {
            let update = call.arguments.read(output)?;
            let to = call.connection.open(output).await?;
            unless_interrupted(changed(update.id()), update.run(&to, output)).await
        }
        Command::Delete(call) => {
            let to = call.connection.open(output).await?;
            let effect = changed(call.arguments.id());
            unless_interrupted(effect, delete::run(call.arguments, &to, output)).await
        }
    }
}

/// A ticket that is there already is changed.
fn changed(id: Uuid) -> Effect {
    let look = Look::of("vendor tickets get ", "ID", id.to_string());
    Effect::Changes(Some(look))
}
