//! `vendor aim`: rental contracts of AIM's active-e Contracts Service.

mod accessories;
mod advice;
mod answer;
mod checkup;
mod connection;
mod customer;
mod details;
mod endpoint;
mod exchanges;
mod fulfil;
mod full_details;
mod listings;
mod lock;
mod mass_update;
mod mass_update_rows;
mod returns;
mod scheduled;
mod unfinished;
mod update_columns;

use aim_contracts::LockMode;
use clap::Subcommand;

pub(crate) use self::checkup::check_up;
use self::connection::AimConnection;
pub(crate) use self::connection::SETTINGS;
use crate::arguments::Call;
use crate::failure::{Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::output::Output;

/// An operation with these arguments.
type AimCall<A> = Call<A, AimConnection>;

/// The operations of the vendor.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Fulfils one contract: serial number, status, accessories, dates
    #[command(after_help = fulfil::EXAMPLES)]
    Fulfil(AimCall<fulfil::Arguments>),
    /// Updates several contracts in one call, or those in the rows of a file in several
    #[command(after_help = mass_update::EXAMPLES)]
    MassUpdate(AimCall<mass_update::Arguments>),
    /// Shows the amounts, payments and inventory of a contract
    #[command(after_help = details::EXAMPLES)]
    Details(AimCall<details::Arguments>),
    /// Shows all that there is about one contract, or about those that match a filter
    #[command(after_help = full_details::EXAMPLES)]
    FullDetails(AimCall<full_details::Arguments>),
    /// Lists the contracts that are not finished: those to be fulfilled
    #[command(after_help = unfinished::EXAMPLES)]
    Unfinished(AimCall<unfinished::Arguments>),
    /// Lists the statuses that a contract can have
    #[command(after_help = listings::STATUSES)]
    Statuses(AimCall<listings::Arguments>),
    /// Lists the defaults of contracts
    #[command(after_help = listings::DEFAULTS)]
    Defaults(AimCall<listings::Arguments>),
    /// Scheduled returns
    #[command(subcommand, after_help = returns::EXAMPLES)]
    Returns(returns::Command),
    /// Scheduled exchanges
    #[command(subcommand, after_help = exchanges::EXAMPLES)]
    Exchanges(exchanges::Command),
    /// Sets the customer of a contract
    #[command(after_help = customer::EXAMPLES)]
    SetCustomer(AimCall<customer::Arguments>),
    /// Locks one contract or several
    #[command(after_help = lock::LOCK)]
    Lock(AimCall<lock::Arguments>),
    /// Unlocks one contract or several
    #[command(after_help = lock::UNLOCK)]
    Unlock(AimCall<lock::Arguments>),
    /// Shows the endpoint that discovery names
    #[command(after_help = endpoint::EXAMPLES)]
    Endpoint(AimCall<endpoint::Arguments>),
}

/// What can be set, and how to begin.
pub(crate) fn help() -> String {
    format!("{}\n\n{EXAMPLES}", connection::help())
}

const EXAMPLES: &str = "\
Examples:
  vendor aim unfinished --sandbox
  vendor aim details W1001 --sandbox";

pub(crate) async fn run(command: Command, output: &Output) -> Result<(), Failure> {
    match command {
        Command::Fulfil(call) => {
            let fulfilment = call.arguments.read()?;
            let client = call.connection.open(output).await?;
            unless_interrupted(fulfilment.effect(), fulfilment.run(&client, output)).await
        }
        Command::MassUpdate(mut call) => {
            if let Some(path) = call.arguments.source.file.take() {
                return mass_update_rows::run(path, call, output).await;
            }
            call.arguments.bulk.refuse_without_file()?;
            let updates = call.arguments.read()?;
            let client = call.connection.open(output).await?;
            unless_interrupted(mass_update::effect(), updates.run(&client, output)).await
        }
        Command::Details(call) => {
            let client = call.connection.open(output).await?;
            let work = details::run(call.arguments, &client, output);
            unless_interrupted(Effect::Reads, work).await
        }
        Command::FullDetails(call) => {
            let client = call.connection.open(output).await?;
            let work = full_details::run(call.arguments, &client, output);
            unless_interrupted(Effect::Reads, work).await
        }
        Command::Unfinished(call) => {
            let client = call.connection.open(output).await?;
            let work = unfinished::run(call.arguments, &client, output);
            unless_interrupted(Effect::Reads, work).await
        }
        Command::Statuses(call) => {
            let client = call.connection.open(output).await?;
            unless_interrupted(Effect::Reads, listings::statuses(&client, output)).await
        }
        Command::Defaults(call) => {
            let client = call.connection.open(output).await?;
            unless_interrupted(Effect::Reads, listings::defaults(&client, output)).await
        }
        Command::Returns(command) => returns::run(command, output).await,
        Command::Exchanges(command) => exchanges::run(command, output).await,
        Command::SetCustomer(call) => {
            let client = call.connection.open(output).await?;
            let effect = call.arguments.effect();
            unless_interrupted(effect, call.arguments.run(&client, output)).await
        }
        Command::Lock(call) => toggle(LockMode::Lock, call, output).await,
        Command::Unlock(call) => toggle(LockMode::Unlock, call, output).await,
        Command::Endpoint(call) => {
            let client = call.connection.open_for_discovery(output).await?;
            unless_interrupted(Effect::Reads, endpoint::run(&client, output)).await
        }
    }
}

async fn toggle(
    mode: LockMode,
    call: AimCall<lock::Arguments>,
    output: &Output,
) -> Result<(), Failure> {
    let client = call.connection.open(output).await?;
    let work = call.arguments.run(mode, &client, output);
    unless_interrupted(lock::effect(), work).await
}
