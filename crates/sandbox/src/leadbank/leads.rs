//! All leads, and how they go through their life.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::demo;
use super::lead::{Lead, NewLead, Stage};

#[derive(Default)]
pub(super) struct Leads {
    by_id: BTreeMap<i64, Lead>,
    last_id: i64,
}

impl Leads {
    pub(super) fn demonstration() -> Self {
        let mut leads = Self::default();
        for lead in demo::leads() {
            leads.add(lead, DateTime::UNIX_EPOCH);
        }
        leads
    }

    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = &Lead> {
        self.by_id.values()
    }

    pub(super) fn get(&self, id: i64) -> Option<&Lead> {
        self.by_id.get(&id)
    }

    pub(super) fn get_mut(&mut self, id: i64) -> Option<&mut Lead> {
        self.by_id.get_mut(&id)
    }

    pub(super) fn add(&mut self, new: NewLead, now: DateTime<Utc>) -> i64 {
        let id = new.id.unwrap_or_else(|| self.last_id.saturating_add(1));
        self.last_id = self.last_id.max(id);
        let lead = Lead {
            id,
            stage: new.stage,
            provider_id: new.provider_id,
            service_id: new.service_id,
            campaign_id: new.campaign_id,
            dealer_id: new.dealer_id,
            external_id: new.external_id,
            qualified_at: new.qualified_at.unwrap_or_else(|| demo::local(now)),
            created_at: new.created_at.unwrap_or_else(|| demo::local(now)),
            contents: new.contents,
            sent_as: new.sent_as,
            acknowledgements: Vec::new(),
        };
        self.by_id.insert(id, lead);
        id
    }

    pub(super) fn remove_all(&mut self) {
        self.by_id.clear();
    }

    /// The leads of a fetch, which are in progress from then on.
    pub(super) fn hand_out(&mut self, new_leads_wait: bool) -> Vec<&Lead> {
        let is_under_way = self.all().any(|lead| lead.stage == Stage::InProgress);
        if !(new_leads_wait && is_under_way) {
            self.advance(Stage::Ready, Stage::InProgress);
        }
        self.all()
            .filter(|lead| lead.stage == Stage::InProgress)
            .collect()
    }

    pub(super) fn confirm_all(&mut self) {
        self.advance(Stage::InProgress, Stage::Received);
    }

    /// All of them or, if one cannot be confirmed, none: the error is its id.
    pub(super) fn confirm(&mut self, ids: &[i64]) -> Result<(), i64> {
        let was_handed_out =
            |id: &i64| self.get(*id).is_some_and(|lead| lead.stage != Stage::Ready);
        if let Some(stranger) = ids.iter().find(|id| !was_handed_out(id)) {
            return Err(*stranger);
        }
        for id in ids {
            if let Some(lead) = self.by_id.get_mut(id) {
                lead.stage = Stage::Received;
            }
        }
        Ok(())
    }

    fn advance(&mut self, from: Stage, to: Stage) {
        for lead in self.by_id.values_mut().filter(|lead| lead.stage == from) {
            lead.stage = to;
        }
    }
}
