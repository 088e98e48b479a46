//! What was counted.

use behaviours::crash::Landings;
use behaviours::effort::count;

use crate::landing::Landing;
use crate::leads::Place;
use crate::stage::{Granularity, Stage};

#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) landings: Landings<Landing>,
    pub(crate) lives: usize,
    pub(crate) passes: usize,
    /// Ends of the file that this check has torn.
    pub(crate) torn: usize,
    /// Torn ends that the program has repaired.
    pub(crate) repaired: usize,
}

pub(crate) fn print(stage: &Stage) {
    let what = match stage.granularity() {
        Granularity::Leads => "leads by number",
        Granularity::Fetch => "fetch as a whole",
    };
    let tally = stage.tally();
    let plot = stage.plot();
    let places = plot.leads.sent.values().map(|sent| sent.place);
    let contacts = places
        .clone()
        .filter(|place| *place == Place::Campaign)
        .count();
    let leads = places.count();
    count(&format!(
        "forward_kill, {what}: {} kills of {} processes in {} passes; {leads} leads: {contacts} contacts, {} set-aside \
         lines; {} confirmations, none too early; {} torn lines repaired, {} of them torn by the check",
        tally.landings.total(),
        tally.lives,
        tally.passes,
        leads - contacts,
        plot.witness.confirmations,
        tally.repaired,
        tally.torn,
    ));
    count(&format!(
        "forward_kill, {what}: killed {}",
        tally.landings.described(&Landing::ALL)
    ));
}
