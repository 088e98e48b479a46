//! models.rs: a struct for every object, an open enum for every enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::rules::Checked;
use super::types::{Holder, Taking};
use super::{Emitter, SourceFile};
use crate::codegen::contract::{
    Alternatives, Contract, DateForm, Kind, Object, Property, Role, Schema, Shape,
};
use crate::codegen::docs::Prose;
use crate::codegen::names;

/// How many arguments clippy takes for granted.
pub(super) const MOST_ARGUMENTS: usize = 7;

pub(crate) fn file(contract: &Contract) -> SourceFile {
    let emitter = Emitter::new(contract, false);
    let mut items = Vec::new();
    for schema in &contract.schemas {
        match &schema.shape {
            Shape::Object(object) if object.role == Role::Error => {}
            Shape::Object(object) => items.extend(
                Model {
                    emitter: &emitter,
                    schema,
                    object,
                }
                .items(),
            ),
            Shape::Enumeration(enumeration) => {
                items.extend(emitter.enumeration(schema, enumeration));
            }
        }
    }
    let title = format!("The models of the {}.", contract.title);
    SourceFile {
        title,
        uses: emitter.uses,
        items,
    }
}

/// One object on its way to a struct.
struct Model<'m> {
    emitter: &'m Emitter<'m>,
    schema: &'m Schema,
    object: &'m Object,
}

impl Model<'_> {
    fn items(&self) -> Vec<TokenStream> {
        let mut items = vec![self.declaration()];
        items.extend(self.xml_names());
        items.extend(self.constructors());
        items.extend(self.validation());
        if self.hides_something() {
            items.push(self.debug());
        }
        items
    }

    fn declaration(&self) -> TokenStream {
        self.emitter.uses.note("serde", "Serialize");
        self.emitter.uses.note("serde", "Deserialize");
        let docs = Prose::of(&self.schema.docs).attributes();
        let name = names::identifier(&self.schema.rust_name);
        let debug = (!self.hides_something()).then(|| quote!(Debug,));
        let default = (!self.has_required()).then(|| quote!(Default,));
        let casing = casing(&self.object.properties);
        let rename_all = casing.key().map(|key| quote!(#[serde(rename_all = #key)]));
        let fields = self
            .object
            .properties
            .iter()
            .map(|property| self.field(property, casing));
        quote! {
            #docs
            #[derive(Clone, #debug #default PartialEq, Serialize, Deserialize)]
            #rename_all
            #[non_exhaustive]
            pub struct #name {
                #(#fields)*
            }
        }
    }

    fn field(&self, property: &Property, casing: Casing) -> TokenStream {
        let docs = self.field_docs(property).attributes();
        let name = names::identifier(&property.rust);
        let holder = self.holder(property);
        let type_ = self.emitter.held_type(&property.value, holder);
        let mut hints = Vec::new();
        if casing.apply(&property.rust) != property.wire {
            let wire = &property.wire;
            hints.push(quote!(rename = #wire));
        }
        hints.extend(property.alias.as_ref().map(|alias| quote!(alias = #alias)));
        hints.extend(self.wire_hints(property, holder));
        let hints = (!hints.is_empty()).then(|| quote!(#[serde(#(#hints),*)]));
        let visibility = if property.internal {
            quote!(pub(crate))
        } else {
            quote!(pub)
        };
        quote! {
            #docs
            #hints
            #visibility #name: #type_,
        }
    }

    fn wire_hints(&self, property: &Property, holder: Holder) -> Vec<TokenStream> {
        let written = self.written_form(&property.value.kind);
        let with = written.map(|form| {
            let form = match holder {
                Holder::Plain | Holder::LenientList => form.to_owned(),
                Holder::RequiredNull | Holder::Optional => format!("{form}::option"),
                Holder::Nullable => format!("{form}::nullable"),
            };
            quote!(with = #form)
        });
        let default = || quote!(default);
        match holder {
            Holder::Plain | Holder::RequiredNull => with.into_iter().collect(),
            Holder::LenientList => {
                self.emitter
                    .uses
                    .note("vendor_core::wire", "null_as_default");
                let mut hints = vec![quote!(deserialize_with = "null_as_default")];
                if !property.required {
                    hints.insert(0, default());
                }
                hints
            }
            // An `Option` is absent by default, unless a module of its own reads it.
            Holder::Optional => {
                let default = with.is_some().then(default);
                let skip = quote!(skip_serializing_if = "Option::is_none");
                default.into_iter().chain(with).chain([skip]).collect()
            }
            Holder::Nullable => {
                let skip = quote!(skip_serializing_if = "Nullable::is_absent");
                [default()].into_iter().chain(with).chain([skip]).collect()
            }
        }
    }

    /// The module that reads and writes a type whose own form is another than the vendor's.
    fn written_form(&self, kind: &Kind) -> Option<&'static str> {
        let (module, form) = match kind {
            Kind::Decimal => ("decimal", "decimal"),
            Kind::DateTime(DateForm::DotnetOffset) => ("datetime", "datetime::dotnet_offset"),
            Kind::DateTime(DateForm::Naive7) => ("datetime", "datetime::naive_7"),
            _ => return None,
        };
        self.emitter.uses.note("vendor_core::wire", module);
        Some(form)
    }

    /// What the contract says of its element in XML, which the crate's own code writes.
    fn xml_names(&self) -> Option<TokenStream> {
        let name = self.schema.xml.name.as_ref().map(|text| {
            quote! {
                /// The name of its element in XML.
                pub const XML_NAME: &'static str = #text;
            }
        });
        let namespace = self.schema.xml.namespace.as_ref().map(|text| {
            quote! {
                /// The namespace of its element in XML.
                pub const XML_NAMESPACE: &'static str = #text;
            }
        });
        let is_named = name.is_some() || namespace.is_some();
        let type_ = names::identifier(&self.schema.rust_name);
        is_named.then(|| quote!(impl #type_ { #name #namespace }))
    }

    /// `new`, and for what is sent a setter for every member that `new` does not take.
    fn constructors(&self) -> Option<TokenStream> {
        let is_sent = self.object.role.is_sent();
        if !is_sent && !self.has_required() {
            return None;
        }
        let name = names::identifier(&self.schema.rust_name);
        let new = if self.has_required() {
            self.new_with_required()
        } else {
            quote! {
                /// Nothing is required; every member has a setter.
                #[must_use]
                pub fn new() -> Self {
                    Self::default()
                }
            }
        };
        let setters = self
            .optional()
            .filter(|property| is_sent && !property.internal)
            .map(|property| self.setter(property));
        Some(quote! {
            impl #name {
                #new
                #(#setters)*
            }
        })
    }

    fn new_with_required(&self) -> TokenStream {
        let arguments = self.required().map(|property| {
            let name = names::identifier(&property.rust);
            let type_ = self.taking(property).type_;
            quote!(#name: #type_)
        });
        let members = self.object.properties.iter().map(|property| {
            let name = names::identifier(&property.rust);
            match self.holder(property) {
                Holder::Nullable => quote!(#name: Nullable::Absent),
                Holder::Optional => quote!(#name: None),
                Holder::LenientList if !property.required => quote!(#name: Vec::new()),
                _ if self.taking(property).converts => quote!(#name: #name.into()),
                _ => quote!(#name),
            }
        });
        let docs = if self.optional().next().is_none() {
            "All members, in the vendor's order."
        } else if self.object.role.is_sent() {
            "All required members, in the vendor's order; what is optional has a setter."
        } else {
            "All members that the vendor always sends, in its order; the others are absent."
        };
        let docs = format!(" {docs}");
        let many = (self.required().count() > MOST_ARGUMENTS).then(|| {
            quote!(#[expect(clippy::too_many_arguments, reason = "one for every required member")])
        });
        let must_use = self
            .required()
            .all(|property| !self.taking(property).converts)
            .then(|| quote!(#[must_use]));
        let function = if self.object.internal {
            quote!(pub(crate) fn from_required)
        } else {
            quote!(pub fn new)
        };
        quote! {
            #[doc = #docs]
            #must_use
            #many
            #function(#(#arguments),*) -> Self {
                Self { #(#members),* }
            }
        }
    }

    fn setter(&self, property: &Property) -> TokenStream {
        let docs = self.field_docs(property).attributes();
        let name = names::identifier(&property.rust);
        let (type_, value) = if self.holder(property) == Holder::Nullable {
            let type_ = self.emitter.held_type(&property.value, Holder::Nullable);
            (quote!(impl Into<#type_>), quote!(#name.into()))
        } else {
            let taking = self.emitter.taking(&property.value.kind);
            let value = if taking.converts {
                quote!(#name.into())
            } else {
                quote!(#name)
            };
            (taking.type_, quote!(Some(#value)))
        };
        quote! {
            #docs
            #[must_use]
            pub fn #name(mut self, #name: #type_) -> Self {
                self.#name = #value;
                self
            }
        }
    }

    fn validation(&self) -> Option<TokenStream> {
        if !self.object.role.is_sent()
            || !self
                .emitter
                .object_has_rules(&self.schema.name, &mut Vec::new())
        {
            return None;
        }
        let validate = self.emitter.external("vendor_core::validate", "Validate");
        let violations = self.emitter.external("vendor_core::validate", "Violations");
        let name = names::identifier(&self.schema.rust_name);
        let checks = self.object.properties.iter().map(|property| {
            let holder = self.holder(property);
            let checked = Checked {
                wire: &property.wire,
                rust: &property.rust,
                value: &property.value,
                holder,
            };
            self.emitter.checks(&checked, &quote!(violations))
        });
        let alternatives = self
            .object
            .alternatives
            .iter()
            .map(|alternatives| self.alternatives(alternatives));
        Some(quote! {
            impl #validate for #name {
                fn validate(&self, violations: &mut #violations) {
                    #(#checks)*
                    #(#alternatives)*
                }
            }
        })
    }

    /// At least one of these members must have a value, or just one.
    fn alternatives(&self, alternatives: &Alternatives) -> TokenStream {
        let Alternatives { names, exclusive } = alternatives;
        let members = self
            .object
            .properties
            .iter()
            .filter(|property| names.contains(&property.wire));
        let absent: Vec<TokenStream> = members
            .map(|property| {
                let name = names::identifier(&property.rust);
                let is_nullable = self.holder(property) == Holder::Nullable;
                // An empty text is no more of a value than none, and an empty list neither.
                let empty = match property.value.kind {
                    Kind::Text(_) => Some(quote!(String::is_empty)),
                    Kind::List(..) => Some(quote!(Vec::is_empty)),
                    _ => None,
                };
                match (is_nullable, empty) {
                    (true, Some(empty)) => quote!(self.#name.value().is_none_or(#empty)),
                    (true, None) => quote!(self.#name.value().is_none()),
                    (false, Some(empty)) => quote!(self.#name.as_ref().is_none_or(#empty)),
                    (false, None) => quote!(self.#name.is_none()),
                }
            })
            .collect();
        let first = names.first();
        let others = names.get(1..).unwrap_or_default();
        let rule = match others {
            [other] => format!("or {other} must have a value"),
            others => format!("or one of {} must have a value", others.join(", ")),
        };
        if *exclusive {
            let both = format!("and {} exclude each other", others.join(", "));
            return quote! {
                match (#(#absent),*) {
                    (true, true) => violations.add(#first, #rule),
                    (false, false) => violations.add(#first, #both),
                    _ => {}
                }
            };
        }
        quote! {
            if #(#absent)&&* {
                violations.add(#first, #rule);
            }
        }
    }

    fn debug(&self) -> TokenStream {
        self.emitter.uses.note("std::fmt", "");
        let redacted = self.emitter.external("vendor_core::wire", "Redacted");
        let name = names::identifier(&self.schema.rust_name);
        let text = &self.schema.rust_name;
        let body = if self.object.sensitive {
            quote!(f.debug_tuple(#text).field(&#redacted).finish())
        } else {
            let fields = self.object.properties.iter().map(|property| {
                let (name, text) = (names::identifier(&property.rust), &property.rust);
                if property.value.sensitive {
                    quote!(.field(#text, &#redacted))
                } else {
                    quote!(.field(#text, &self.#name))
                }
            });
            quote!(f.debug_struct(#text)#(#fields)*.finish())
        };
        quote! {
            impl fmt::Debug for #name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    #body
                }
            }
        }
    }

    /// The member's own description, or that of the schema it refers to.
    fn field_docs(&self, property: &Property) -> Prose {
        Prose::of_value(&property.docs, &property.value.kind, false).or(|| {
            let named = property
                .value
                .kind
                .named()
                .and_then(|name| self.emitter.contract.schema(name));
            named
                .and_then(|schema| schema.docs.description.clone())
                .unwrap_or_else(|| format!("`{}`.", property.wire))
        })
    }

    fn taking(&self, property: &Property) -> Taking {
        match self.holder(property) {
            Holder::RequiredNull => Taking {
                type_: self
                    .emitter
                    .held_type(&property.value, Holder::RequiredNull),
                converts: false,
            },
            _ => self.emitter.taking(&property.value.kind),
        }
    }

    fn holder(&self, property: &Property) -> Holder {
        Holder::of(property, self.object.role)
    }

    fn required(&self) -> impl Iterator<Item = &Property> {
        self.object
            .properties
            .iter()
            .filter(|property| property.required)
    }

    fn optional(&self) -> impl Iterator<Item = &Property> {
        self.object
            .properties
            .iter()
            .filter(|property| !property.required)
    }

    fn has_required(&self) -> bool {
        self.required().next().is_some()
    }

    fn hides_something(&self) -> bool {
        self.object.sensitive
            || self
                .object
                .properties
                .iter()
                .any(|property| property.value.sensitive)
    }
}

/// How serde is told to write all names of a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Casing {
    AsInRust,
    Pascal,
    Camel,
}

impl Casing {
    fn key(self) -> Option<&'static str> {
        match self {
            Self::AsInRust => None,
            Self::Pascal => Some("PascalCase"),
            Self::Camel => Some("camelCase"),
        }
    }

    /// What serde makes of a field's name.
    fn apply(self, rust: &str) -> String {
        let pascal = || -> String { rust.split('_').map(capitalised).collect() };
        match self {
            Self::AsInRust => rust.to_owned(),
            Self::Pascal => pascal(),
            Self::Camel => {
                let pascal = pascal();
                let first = pascal
                    .chars()
                    .next()
                    .map(|first| first.to_ascii_lowercase());
                first.into_iter().chain(pascal.chars().skip(1)).collect()
            }
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The casing that leaves the fewest fields with a name of their own; a `rename_all` has to save two.
fn casing(properties: &[Property]) -> Casing {
    let exceptions = |casing: Casing| {
        properties
            .iter()
            .filter(|property| casing.apply(&property.rust) != property.wire)
            .count()
    };
    let cost = |casing: Casing| exceptions(casing) + usize::from(casing != Casing::AsInRust);
    let casings = [Casing::AsInRust, Casing::Pascal, Casing::Camel];
    casings
        .into_iter()
        .min_by_key(|casing| cost(*casing))
        .unwrap_or(Casing::AsInRust)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::contract::{Docs, Value};
    use crate::codegen::problem::Place;

    fn properties(names: &[&str]) -> Vec<Property> {
        let place = Place {
            line: 1,
            column: 1,
            pointer: String::new(),
        };
        let value = Value {
            kind: Kind::Boolean,
            nullable: false,
            sensitive: false,
        };
        let property = |wire: &&str| Property {
            wire: (*wire).to_owned(),
            rust: names::field_name(wire),
            alias: None,
            internal: false,
            required: false,
            value: value.clone(),
            docs: Docs::default(),
            place: place.clone(),
        };
        names.iter().map(property).collect()
    }

    #[test]
    fn names_are_written_with_the_fewest_hints() {
        for (names, expected) in [
            (&["created_at", "vin"][..], Casing::AsInRust),
            (&["Ref", "Serial", "SerialPk"], Casing::Pascal),
            (
                &["Name", "DiallerCampaignsID", "PhoneNumber1"],
                Casing::Pascal,
            ),
            (&["IDprovider", "IDstatus"], Casing::AsInRust),
            (&["limitStart", "limitPageSize", "records"], Casing::Camel),
            (&["count", "orderBy"], Casing::AsInRust),
            (&["Type"], Casing::AsInRust),
        ] {
            assert_eq!(casing(&properties(names)), expected, "{names:?}");
        }
    }

    #[test]
    fn a_casing_gives_what_serde_makes_of_a_name() {
        assert_eq!(Casing::Pascal.apply("phone_number1"), "PhoneNumber1");
        assert_eq!(Casing::Camel.apply("limit_page_size"), "limitPageSize");
        assert_eq!(Casing::AsInRust.apply("created_at"), "created_at");
    }
}
