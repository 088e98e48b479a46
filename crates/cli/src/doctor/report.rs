//! What was found about a vendor, as a table for people and as objects for machines.

use super::check::{Check, State};
use crate::failure::Failure;
use crate::output::{Output, Role, Styled};
use crate::settings::Section;

/// The columns: what is checked, and how it came out.
const WIDTHS: (usize, usize) = (13, 9);

pub(super) fn show(section: &Section, checks: &[Check], output: &Output) -> Result<(), Failure> {
    if !output.is_json() {
        return output.result(checks, |checks| describe(section, checks));
    }
    for check in checks {
        output.result(check, |check| check.finding.clone())?;
    }
    Ok(())
}

fn describe<'a>(section: &'a Section, checks: &'a [Check]) -> Styled<'a> {
    let mut text = Styled::default();
    text.push(Role::Heading, section.name);
    if let [only] = checks {
        // Nothing is set, so there is nothing to tell.
        text.push(Role::Plain, format!("  {}\n", only.finding));
        return text;
    }
    text.push(Role::Plain, format!("  {}", section.title));
    for check in checks {
        describe_check(check, &mut text);
    }
    text.push(Role::Plain, "\n");
    text
}

fn describe_check<'a>(check: &'a Check, text: &mut Styled<'a>) {
    let (subject, state) = WIDTHS;
    text.push(
        Role::Plain,
        format!("\n  {:<subject$}", check.subject.as_str()),
    );
    text.push(role(check.state), check.state.as_str());
    let gap = state.saturating_sub(check.state.as_str().len());
    text.push(Role::Plain, format!("{:gap$}{}", "", check.finding));
    let indent = 2 + subject + state;
    for detail in &check.details {
        text.push(Role::Plain, format!("\n{:indent$}{detail}", ""));
    }
    let advice = check.advice.iter().flat_map(|advice| advice.lines());
    for (position, line) in advice.enumerate() {
        let arrow = if position == 0 { "-> " } else { "   " };
        text.push(Role::Plain, format!("\n{:indent$}{arrow}{line}", ""));
    }
}

fn role(state: State) -> Role {
    match state {
        State::Ok => Role::Good,
        State::Warning => Role::Warning,
        State::Problem => Role::Error,
        State::Skipped => Role::Plain,
    }
}
