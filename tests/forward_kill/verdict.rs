//! What must hold in the end.

use std::collections::BTreeMap;

use vendor_sandbox::leadbank;

use crate::leads::{Place, name};
use crate::stage::Stage;
use crate::witness::key;

pub(crate) fn pronounce(stage: &Stage) {
    let contacts = stage.contacts();
    let leads = stage.leads();
    let mut plot = stage.plot();
    let too_early = &plot.witness.too_early;
    assert!(
        too_early.is_empty(),
        "confirmed before they were safe: {too_early:?}"
    );
    assert_eq!(
        plot.witness.file().torn(),
        0,
        "the end of the file is repaired"
    );

    let mut of_key: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for contact in &contacts {
        let key = contact.user_data().expect("every contact has a key");
        of_key.entry(key).or_default().push(contact);
    }
    let lines = plot.witness.file().lines().to_vec();
    assert_eq!(leads.len(), plot.leads.sent.len());
    for lead in &leads {
        let sent = &plot.leads.sent[&lead.id];
        let contacts = of_key.remove(&*key(lead.id)).unwrap_or_default();
        let of_lead: Vec<_> = lines
            .iter()
            .filter(|line| match sent.number {
                Some(_) => line.number == sent.number,
                None => line.number.is_none() && line.lead["Contents"][0]["Value"] == name(lead.id),
            })
            .collect();
        let id = lead.id;
        let there = (contacts.len(), of_lead.len());
        match sent.place {
            Place::Campaign => {
                assert_eq!(there, (1, 0), "contacts and lines of lead {id}");
                assert_eq!(contacts[0].text("Name"), Some(name(id)), "lead {id}");
            }
            Place::File => {
                assert_eq!(there, (0, 1), "contacts and lines of lead {id}");
                assert!(!of_lead[0].reason.is_empty(), "lead {id}");
            }
        }
        assert_eq!(lead.stage, leadbank::Stage::Received, "lead {id}");
    }
    assert!(of_key.is_empty(), "contacts of no lead");
    let of_file = plot
        .leads
        .sent
        .values()
        .filter(|sent| sent.place == Place::File);
    assert_eq!(lines.len(), of_file.count(), "lines of no lead");
}
