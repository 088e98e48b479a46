//! The statements that check a request against its documented rules.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitter;
use super::types::Holder;
use crate::codegen::contract::{Kind, Range, TextRule, Value};
use crate::codegen::names;

/// A value to be checked.
pub(super) struct Checked<'v> {
    /// How violations name it.
    pub(super) wire: &'v str,
    /// The member of `self` that holds it.
    pub(super) rust: &'v str,
    pub(super) value: &'v Value,
    pub(super) holder: Holder,
}

impl Emitter<'_> {
    /// Whether anything below a value has a rule.
    pub(super) fn has_rules(&self, kind: &Kind) -> bool {
        match kind {
            Kind::Text(rule) => *rule != TextRule::default(),
            Kind::Integer(_, range) => !range.is_open(),
            Kind::List(item, length) => !length.is_open() || self.has_rules(&item.kind),
            Kind::Named(name) => self.object_has_rules(name, &mut Vec::new()),
            Kind::Uuid
            | Kind::DateTime(_)
            | Kind::Decimal
            | Kind::Boolean
            | Kind::Any
            // It checks itself when it is written.
            | Kind::Custom { .. } => false,
        }
    }

    /// The same for the members of a schema; `above` are the schemas that hold it.
    pub(super) fn object_has_rules<'s>(&'s self, name: &'s str, above: &mut Vec<&'s str>) -> bool {
        let Some(object) = self.contract.object(name) else {
            return false;
        };
        if above.contains(&name) {
            return false;
        }
        above.push(name);
        let found =
            !object.alternatives.is_empty() || object.properties.iter().any(|property| {
                match property.value.kind.named() {
                    Some(held) => {
                        matches!(&property.value.kind, Kind::List(_, length) if !length.is_open())
                            || self.object_has_rules(held, above)
                    }
                    None => self.has_rules(&property.value.kind),
                }
            });
        above.pop();
        found
    }

    /// The statements for one value; `violations` is the collector.
    pub(super) fn checks(&self, checked: &Checked<'_>, violations: &TokenStream) -> TokenStream {
        let kind = &checked.value.kind;
        if !self.has_rules(kind) {
            return TokenStream::new();
        }
        let name = names::identifier(checked.rust);
        let is_number = matches!(kind, Kind::Integer(..));
        match checked.holder {
            Holder::Plain | Holder::LenientList => {
                let value = if is_number {
                    quote!(self.#name)
                } else {
                    quote!(&self.#name)
                };
                self.calls(checked, violations, &value)
            }
            Holder::RequiredNull | Holder::Optional => {
                let held = if is_number {
                    quote!(self.#name)
                } else {
                    quote!(&self.#name)
                };
                let calls = self.calls(checked, violations, &quote!(#name));
                quote!(if let Some(#name) = #held { #calls })
            }
            Holder::Nullable => {
                let value = if is_number {
                    quote!(*#name)
                } else {
                    quote!(#name)
                };
                let calls = self.calls(checked, violations, &value);
                quote!(if let Some(#name) = self.#name.value() { #calls })
            }
        }
    }

    fn calls(
        &self,
        checked: &Checked<'_>,
        violations: &TokenStream,
        value: &TokenStream,
    ) -> TokenStream {
        let wire = checked.wire;
        match &checked.value.kind {
            Kind::Text(rule) => {
                let length = (!rule.length.is_open()).then(|| range(rule.length));
                let length =
                    length.map(|range| quote!(#violations.characters(#wire, #value, #range);));
                let characters = (!rule.characters.is_empty()).then(|| {
                    let ranges = rule
                        .characters
                        .iter()
                        .map(|(first, last)| quote!(#first..=#last));
                    quote!(#violations.charset(#wire, #value, &[#(#ranges),*]);)
                });
                quote!(#length #characters)
            }
            Kind::Integer(_, bounds) => {
                let range = range(*bounds);
                quote!(#violations.range(#wire, #value, #range);)
            }
            Kind::List(item, length) => {
                let length = (!length.is_open()).then(|| range(*length));
                let length = length.map(|range| quote!(#violations.items(#wire, #value, #range);));
                let items = self
                    .has_rules(&item.kind)
                    .then(|| quote!(#violations.each(#wire, #value);));
                quote!(#length #items)
            }
            // The members of a whole body stand at the top.
            Kind::Named(_) if wire.is_empty() => quote!(#violations.check(#value);),
            Kind::Named(_) => quote!(#violations.within(#wire, #value);),
            _ => TokenStream::new(),
        }
    }
}

fn range(range: Range) -> TokenStream {
    let least = range.least.map(number);
    if let Some(greatest) = range.greatest.map(number) {
        quote!(#least..=#greatest)
    } else {
        quote!(#least..)
    }
}

/// A number as a person writes it: `100_000`.
pub(super) fn number(value: i64) -> TokenStream {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if digits.len() > 4 && at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    let literal: Literal = grouped
        .parse()
        .unwrap_or_else(|_| Literal::u64_unsuffixed(value.unsigned_abs()));
    if value < 0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_a_person_writes_them() {
        for (value, expected) in [
            (0, "0"),
            (1000, "1000"),
            (10_000, "10_000"),
            (1_234_567, "1_234_567"),
            (-5, "- 5"),
            (i64::MAX, "9_223_372_036_854_775_807"),
        ] {
            assert_eq!(number(value).to_string(), expected);
        }
    }

    #[test]
    fn ranges_are_open_where_no_bound_is_given() {
        let text = |least, greatest| {
            range(Range { least, greatest })
                .to_string()
                .replace(' ', "")
        };
        assert_eq!(text(Some(17), Some(17)), "17..=17");
        assert_eq!(text(None, Some(255)), "..=255");
        assert_eq!(text(Some(1), None), "1..");
    }
}
