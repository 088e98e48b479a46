//! What is known of a crate, in the words of the table and of its paragraph.

use std::fmt;

use crate::release::api::Api;
use crate::release::bump::Change;
use crate::release::changelog::Section;
use crate::release::pending::Pending;

pub(super) fn api_in_short(api: &Api) -> String {
    match api {
        Api::Untouched => "untouched".to_owned(),
        Api::Program => "none: a program".to_owned(),
        Api::NotChecked(_) => "NOT CHECKED".to_owned(),
        Api::Compared(findings) if findings.is_empty() => "the same".to_owned(),
        Api::Compared(findings) => {
            let breaks = findings
                .iter()
                .filter(|finding| finding.change == Change::Break)
                .count();
            let others = findings.len() - breaks;
            match (breaks, others) {
                (0, _) => format!("additions: {others}"),
                (_, 0) => format!("breaks: {breaks}"),
                _ => format!("breaks: {breaks}, additions: {others}"),
            }
        }
    }
}

pub(super) fn changelog_in_short(pending: &Pending) -> String {
    match pending.changelog.waiting() {
        0 if pending.section() == Section::Dated => {
            format!("{} is dated", pending.package.version)
        }
        0 => "no entry".to_owned(),
        waiting => format!("entries: {waiting}"),
    }
}

pub(super) fn required_in_short(pending: &Pending) -> String {
    match (&pending.last, pending.required()) {
        (None, _) => format!("first release, {}", pending.package.version),
        (Some(_), None) => "nothing".to_owned(),
        (Some(_), Some(bump)) => {
            let least = pending.least();
            let reached = if pending.is_raised_enough() {
                "reached"
            } else {
                "not reached"
            };
            format!("{bump}, {least}: {reached}")
        }
    }
}

pub(super) fn write_api(f: &mut fmt::Formatter<'_>, api: &Api) -> fmt::Result {
    match api {
        Api::Untouched | Api::Program => Ok(()),
        Api::NotChecked(reason) => {
            writeln!(
                f,
                "  The public API was NOT compared: {reason}.\n  It may require more than this."
            )
        }
        Api::Compared(findings) if findings.is_empty() => {
            writeln!(f, "  No known break of the public API.")
        }
        Api::Compared(findings) => {
            writeln!(f, "  Public API:")?;
            for finding in findings {
                writeln!(f, "    {} ({})", finding.lint, finding.change)?;
                finding
                    .items
                    .iter()
                    .try_for_each(|item| writeln!(f, "      {item}"))?;
            }
            Ok(())
        }
    }
}
