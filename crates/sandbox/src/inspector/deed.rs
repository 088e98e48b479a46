//! What the forms do.

use http::{Response, StatusCode};

use crate::body::Body;

use super::fault_form::FaultForm;
use super::notice::Notice;
use super::pairs::Pairs;
use super::route::Deed;
use super::section::Section;
use super::{Inspector, answer, samples};

/// As many as a form adds at once.
pub(super) const MOST_SEEDED: usize = 1_000;

impl Inspector {
    pub(super) fn carry_out(&self, deed: Deed, form: &Pairs) -> Response<Body> {
        let notice = match deed {
            Deed::Seed(section) => match self.seed(section, form) {
                Ok(notice) => notice,
                Err(wrong) => return answer::text(StatusCode::UNPROCESSABLE_ENTITY, wrong),
            },
            Deed::Inject => match FaultForm::read(form) {
                Ok(asked) => {
                    let kind = asked.fault.name();
                    self.faults
                        .inject_times(asked.operation, asked.times, asked.fault);
                    Notice::Injected {
                        operation: asked.operation,
                        kind,
                        times: asked.times,
                    }
                }
                Err(wrong) => return self.wrong_fault(form, &wrong),
            },
            Deed::ClearFaults => {
                self.faults.clear();
                Notice::FaultsCleared
            }
            Deed::Release => {
                self.faults.release();
                Notice::Released
            }
            Deed::Reset => {
                self.reset.run();
                Notice::Reset
            }
        };
        answer::see_other(&notice.place())
    }

    fn seed(&self, section: Section, form: &Pairs) -> Result<Notice, String> {
        let count = form
            .number("count")
            .filter(|count| (1..=MOST_SEEDED).contains(count))
            .ok_or_else(|| format!("How many: a number from 1 to {MOST_SEEDED} is expected.\n"))?;
        match section {
            Section::Partner => samples::tickets(&self.partner, count),
            Section::LeadBank => samples::leads(&self.leadbank, self.clock.utc(), count),
            Section::Dialler => {
                let campaign = form.get("campaign").and_then(|id| id.parse().ok());
                let known = self.dialler.campaigns();
                let campaign = known
                    .iter()
                    .find(|known| campaign == Some(known.id))
                    .ok_or("Campaign: that of one of the dialler's campaigns is expected.\n")?;
                samples::contacts(&self.dialler, campaign.id, count);
            }
            Section::Aim => samples::contracts(&self.aim, count),
            Section::Iveco => samples::activations(&self.iveco, count),
        }
        Ok(Notice::Seeded(section, count))
    }
}
