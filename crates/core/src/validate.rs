//! Checking a request against what the vendor documents, before anything is sent.
//!
//! All violations are collected, so that a caller sees every problem at once. None of them holds a value:
//! values may be personal data.

use std::fmt;
use std::ops::{Bound, RangeBounds, RangeInclusive};

/// A value that knows the documented constraints of its members.
pub trait Validate {
    /// Adds every violated constraint to `violations`.
    fn validate(&self, violations: &mut Violations);
}

/// One violated constraint: the member, by its wire name, and the rule. Never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    field: String,
    rule: String,
}

impl Violation {
    /// The path of the member or parameter, in wire names: `vin`, `MassUpdateItems[2].Serial`.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What the vendor demands and what was found instead, without the value.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.is_empty() {
            f.write_str(&self.rule)
        } else {
            write!(f, "{} {}", self.field, self.rule)
        }
    }
}

/// The violations found so far, and where in the request the check is.
#[derive(Clone, Debug, Default)]
pub struct Violations {
    prefix: String,
    found: Vec<Violation>,
}

impl Violations {
    /// No violations.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All violations of a value.
    #[must_use]
    pub fn of(value: &impl Validate) -> Vec<Violation> {
        let mut violations = Self::new();
        violations.check(value);
        violations.found
    }

    /// Adds a violation. `rule` completes a sentence that starts with the field: "must be ...". It must not
    /// repeat the value. An empty field is the value itself that is being checked.
    pub fn add(&mut self, field: impl fmt::Display, rule: impl Into<String>) {
        let mut path = self.prefix.clone();
        let field = field.to_string();
        if !path.is_empty() && !field.is_empty() {
            path.push('.');
        }
        path.push_str(&field);
        self.found.push(Violation {
            field: path,
            rule: rule.into(),
        });
    }

    /// Checks the number of characters (Unicode scalar values).
    pub fn characters(&mut self, field: &str, value: &str, allowed: impl RangeBounds<usize>) {
        self.count(field, value.chars().count(), &allowed, "character");
    }

    /// Checks the number of items of a list.
    pub fn items<T>(&mut self, field: &str, values: &[T], allowed: impl RangeBounds<usize>) {
        self.count(field, values.len(), &allowed, "item");
    }

    /// Checks that every character is in one of the ranges.
    pub fn charset(&mut self, field: &str, value: &str, allowed: &[RangeInclusive<char>]) {
        let allows = |c: char| allowed.iter().any(|range| range.contains(&c));
        if let Some(position) = value.chars().position(|c| !allows(c)) {
            let ranges: Vec<String> = allowed.iter().map(describe_charset).collect();
            self.add(
                field,
                format!(
                    "may hold only characters of {}, which the one at position {} is not",
                    ranges.join(", "),
                    position + 1
                ),
            );
        }
    }

    /// Checks a number against its documented range.
    pub fn range<T: PartialOrd + fmt::Display + Copy>(
        &mut self,
        field: &str,
        value: T,
        allowed: impl RangeBounds<T>,
    ) {
        if !allowed.contains(&value) {
            self.add(field, format!("must be {}", describe_bounds(&allowed)));
        }
    }

    /// Checks a member that has members of its own; its violations are named after it.
    pub fn within(&mut self, field: &str, value: &impl Validate) {
        let outer = self.prefix.clone();
        if !outer.is_empty() {
            self.prefix.push('.');
        }
        self.prefix.push_str(field);
        value.validate(self);
        self.prefix = outer;
    }

    /// Checks every item of a list; violations name the item's position, from 0.
    pub fn each<T: Validate>(&mut self, field: &str, values: &[T]) {
        for (position, value) in values.iter().enumerate() {
            self.within(&format!("{field}[{position}]"), value);
        }
    }

    /// Checks a value whose members stand at this level.
    pub fn check(&mut self, value: &impl Validate) {
        value.validate(self);
    }

    /// What was found so far.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.found
    }

    pub(crate) fn into_vec(self) -> Vec<Violation> {
        self.found
    }

    fn count(&mut self, field: &str, found: usize, allowed: &impl RangeBounds<usize>, unit: &str) {
        if !allowed.contains(&found) {
            let bounds = describe_bounds(allowed);
            let plural = if bounds.ends_with(" 1") { "" } else { "s" };
            self.add(
                field,
                format!("must have {bounds} {unit}{plural}, not {found}"),
            );
        }
    }
}

fn describe_charset(range: &RangeInclusive<char>) -> String {
    if range.start() == range.end() {
        range.start().to_string()
    } else {
        format!("{}-{}", range.start(), range.end())
    }
}

fn describe_bounds<T: PartialEq + fmt::Display>(bounds: &impl RangeBounds<T>) -> String {
    match (bounds.start_bound(), bounds.end_bound()) {
        (Bound::Included(low), Bound::Included(high)) if low == high => format!("exactly {low}"),
        (Bound::Included(low), Bound::Included(high)) => format!("{low} to {high}"),
        (Bound::Unbounded, Bound::Included(high)) => format!("at most {high}"),
        (Bound::Unbounded, Bound::Excluded(high)) => format!("less than {high}"),
        (Bound::Included(low), Bound::Excluded(high)) => {
            format!("{low} or more and less than {high}")
        }
        (Bound::Included(low), Bound::Unbounded) => format!("at least {low}"),
        (Bound::Excluded(low), _) => format!("more than {low}"),
        (Bound::Unbounded, Bound::Unbounded) => "anything".to_owned(),
    }
}
