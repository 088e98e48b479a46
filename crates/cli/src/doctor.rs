//! `vendor doctor`: whether the settings of each vendor work, and what to do if they do not.
//!
//! Nothing is changed at a vendor. Each vendor says in its module `checkup` which of its reads is tried, or that there is
//! none.

mod blame;
mod check;
mod clock_skew;
mod examination;
mod probe;
mod report;
mod watch;

use clap::{Args, ValueEnum};
use vendor_sandbox::Sandbox;

pub(crate) use self::check::Subject;
use self::check::{Check, State};
pub(crate) use self::examination::Examination;
use crate::arguments::Connection;
use crate::failure::{Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::output::Output;
use crate::settings::{Overview, Section, Setting, Settings};
use crate::{aim, dialler, iveco, leadbank, tickets};

pub(crate) const EXAMPLES: &str = "\
For each vendor with any setting, or for those that are named: are the settings complete, is the host reached, does the
API answer there, are the credentials accepted, and is the clock of this machine right. Nothing is changed at a vendor:
  tickets   gets a token, and lists one ticket
  leadbank  asks whether the API is there; with --parameter fetches the leads and counts them, without confirming
  dialler   lists the campaigns, and stops after the first
  iveco     asks whether the API is there: it has no read that would show whether credentials are accepted
  aim       asks discovery, and lists the statuses of contracts; with --login after a login

Each check is ok, a warning, a problem or skipped, and says where each setting is from, never what a secret is. It ends
with 0 if there is no problem, with 2 if settings are wrong or missing, else as the worst call would. With --json, each
check is an object on a line of its own: {\"vendor\", \"check\", \"state\", \"finding\", \"details\", \"advice\"}.

Examples:
  vendor doctor --sandbox
  vendor doctor
  vendor doctor tickets --base-url https://partner.example";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The vendors to check [default: those with any setting]
    #[arg(value_name = "VENDOR")]
    vendors: Vec<Vendor>,

    /// leadbank: fetches leads with this integer, and shows no more than their number. LeadBank takes them for in progress
    /// then, as with each fetch, and gives them again
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    parameter: Option<i32>,

    /// aim: logs in with the user that is set. No page says what becomes of the user's other sessions
    #[arg(long)]
    login: bool,

    #[command(flatten)]
    connection: Connection,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Vendor {
    Tickets,
    Leadbank,
    Dialler,
    Iveco,
    Aim,
}

impl Vendor {
    fn section(self) -> &'static Section {
        match self {
            Self::Tickets => &tickets::SETTINGS,
            Self::Leadbank => &leadbank::SETTINGS,
            Self::Dialler => &dialler::SETTINGS,
            Self::Iveco => &iveco::SETTINGS,
            Self::Aim => &aim::SETTINGS,
        }
    }
}

impl Arguments {
    pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
        if self.connection.base_url.is_some() && self.vendors.len() != 1 {
            return Err(Failure::Invalid(
                "--base-url is of one vendor: name the one".to_owned(),
            ));
        }
        let sandbox = self.connection.start_sandbox(output).await?;
        let mut checks = Vec::new();
        for vendor in self.chosen() {
            let found = self.examine(vendor, sandbox.as_ref(), output).await?;
            report::show(vendor.section(), &found, output)?;
            checks.extend(found);
        }
        judge(&checks, output)
    }

    fn chosen(&self) -> Vec<Vendor> {
        let all = Vendor::value_variants().iter().copied();
        all.filter(|vendor| self.vendors.is_empty() || self.vendors.contains(vendor))
            .collect()
    }

    async fn examine(
        &self,
        vendor: Vendor,
        sandbox: Option<&Sandbox>,
        output: &Output,
    ) -> Result<Vec<Check>, Failure> {
        let section = vendor.section();
        let mut examination = Examination::new(section, &self.connection, sandbox);
        if sandbox.is_none() {
            let file = self.connection.config.clone();
            // A settings file that cannot be read is no matter of one vendor.
            let settings = Settings::read(section, file.clone(), output)?;
            let overview = Overview::read(&[section], file)?;
            let is_set = overview.settings.iter().any(Setting::is_set);
            if self.vendors.is_empty() && !is_set {
                return Ok(vec![Check::not_configured(section.name)]);
            }
            examination.look_at(settings, overview);
        }
        // Boxed: the calls of all vendors are large futures.
        let calls = Box::pin(async {
            match vendor {
                Vendor::Tickets => tickets::check_up(&mut examination).await,
                Vendor::Leadbank => leadbank::check_up(&mut examination, self.parameter).await,
                Vendor::Dialler => dialler::check_up(&mut examination).await,
                Vendor::Iveco => iveco::check_up(&mut examination).await,
                Vendor::Aim => aim::check_up(&mut examination, self.login).await,
            }
            Ok(())
        });
        unless_interrupted(Effect::Reads, calls).await?;
        Ok(examination.finish())
    }
}

/// What all checks come to.
fn judge(checks: &[Check], output: &Output) -> Result<(), Failure> {
    let of = |state| checks.iter().filter(move |check| check.state == state);
    if of(State::Skipped).count() == checks.len() {
        return Err(Failure::NothingConfigured);
    }
    if let Some(exit) = check::worst(checks) {
        return Err(Failure::Checkup {
            problems: of(State::Problem).count(),
            checks: checks.len(),
            exit,
        });
    }
    output.note(&format!(
        "{} checks ok, {} with a warning, {} skipped",
        of(State::Ok).count(),
        of(State::Warning).count(),
        of(State::Skipped).count()
    ));
    Ok(())
}
