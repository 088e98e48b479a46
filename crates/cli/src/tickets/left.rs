//! What a list does not show: a part must not be taken for all, and nothing not for a mistake.

/// What was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) limit: Option<i32>,
    pub(super) offset: i64,
}

/// What came; the total only where that may be another number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) tickets: usize,
    pub(super) total: Option<i64>,
}

impl Asked {
    /// What to say beside the list, if it does not speak for itself.
    pub(super) fn note(self, seen: &Seen) -> Option<String> {
        let Self { limit, offset } = self;
        match (seen.tickets, seen.total) {
            (0, Some(total @ 1..)) if limit == Some(0) => Some(format!(
                "{total} tickets match, and --limit 0 shows none of them"
            )),
            (0, Some(total @ 1..)) => Some(format!(
                "{total} tickets match, none after --offset {offset}"
            )),
            (0, None) if limit == Some(0) => None,
            (0, None) if offset > 0 => Some(format!("no tickets after --offset {offset}")),
            (0, _) => Some("no tickets match".to_owned()),
            (shown, Some(total)) => {
                let next = offset.checked_add(i64::try_from(shown).ok()?)?;
                (next < total).then(|| {
                    format!(
                        "{shown} of {total} tickets; --offset {next} for the next ones, --all for all"
                    )
                })
            }
            (_, None) => None,
        }
    }
}
