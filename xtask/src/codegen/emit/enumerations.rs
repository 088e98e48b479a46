//! Open enums: the values that the contract lists, and any other as it came.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::rules::number;
use super::types::integer_type;
use crate::codegen::contract::{Enumeration, Kind, Schema, Variant, Width};
use crate::codegen::docs::Prose;
use crate::codegen::names;

impl Emitter<'_> {
    /// The type and its implementations.
    pub(super) fn enumeration(
        &self,
        schema: &Schema,
        enumeration: &Enumeration,
    ) -> Vec<TokenStream> {
        self.uses.note("std::fmt", "");
        for name in ["Deserialize", "Deserializer", "Serialize", "Serializer"] {
            self.uses.note("serde", name);
        }
        match enumeration {
            Enumeration::Texts(variants) => self.texts(schema, variants),
            Enumeration::Integers(width, variants) => self.integers(schema, *width, variants),
        }
    }

    fn texts(&self, schema: &Schema, variants: &[Variant<String>]) -> Vec<TokenStream> {
        let docs = Prose::of(&schema.docs).attributes();
        let name = names::identifier(&schema.rust_name);
        let declared = variants.iter().map(declared);
        let names: Vec<_> = variants
            .iter()
            .map(|variant| names::identifier(&variant.rust))
            .collect();
        let values: Vec<_> = variants.iter().map(|variant| &variant.value).collect();
        let mut items = vec![
            quote! {
                #docs
                #[derive(Clone, Debug, PartialEq, Eq, Hash)]
                #[non_exhaustive]
                pub enum #name {
                    #(#declared)*
                    /// A value that the contract does not list, as it came.
                    Unknown(String),
                }
            },
            quote! {
                impl #name {
                    /// The value as it is on the wire.
                    #[must_use]
                    pub fn as_str(&self) -> &str {
                        match self {
                            #(Self::#names => #values,)*
                            Self::Unknown(value) => value,
                        }
                    }
                }
            },
            quote! {
                impl From<&str> for #name {
                    fn from(value: &str) -> Self {
                        match value {
                            #(#values => Self::#names,)*
                            _ => Self::Unknown(value.to_owned()),
                        }
                    }
                }
            },
            quote! {
                impl fmt::Display for #name {
                    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(self.as_str())
                    }
                }
            },
            quote! {
                impl Serialize for #name {
                    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        serializer.serialize_str(self.as_str())
                    }
                }
            },
            quote! {
                impl<'de> Deserialize<'de> for #name {
                    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        String::deserialize(deserializer).map(|value| Self::from(value.as_str()))
                    }
                }
            },
        ];
        if self.is_parameter(&schema.name) {
            items.push(self.parameter(schema, &quote!(Cow::Borrowed(self.as_str()))));
        }
        items
    }

    fn integers(
        &self,
        schema: &Schema,
        width: Width,
        variants: &[Variant<i64>],
    ) -> Vec<TokenStream> {
        let docs = Prose::of(&schema.docs).attributes();
        let name = names::identifier(&schema.rust_name);
        let integer = integer_type(width);
        let declared = variants.iter().map(declared);
        let names: Vec<_> = variants
            .iter()
            .map(|variant| names::identifier(&variant.rust))
            .collect();
        let codes: Vec<_> = variants
            .iter()
            .map(|variant| number(variant.value))
            .collect();
        let mut items = vec![
            quote! {
                #docs
                #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
                #[non_exhaustive]
                pub enum #name {
                    #(#declared)*
                    /// A code that the contract does not list, as it came.
                    Unknown(#integer),
                }
            },
            quote! {
                impl #name {
                    /// The code as it is on the wire.
                    #[must_use]
                    pub fn code(self) -> #integer {
                        match self {
                            #(Self::#names => #codes,)*
                            Self::Unknown(code) => code,
                        }
                    }
                }
            },
            quote! {
                impl From<#integer> for #name {
                    fn from(code: #integer) -> Self {
                        match code {
                            #(#codes => Self::#names,)*
                            _ => Self::Unknown(code),
                        }
                    }
                }
            },
            quote! {
                impl fmt::Display for #name {
                    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        self.code().fmt(f)
                    }
                }
            },
            quote! {
                impl Serialize for #name {
                    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        self.code().serialize(serializer)
                    }
                }
            },
            quote! {
                impl<'de> Deserialize<'de> for #name {
                    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        #integer::deserialize(deserializer).map(Self::from)
                    }
                }
            },
        ];
        if self.is_parameter(&schema.name) {
            items.push(self.parameter(schema, &quote!(Cow::Owned(self.code().to_string()))));
        }
        items
    }

    fn parameter(&self, schema: &Schema, text: &TokenStream) -> TokenStream {
        self.uses.note("std::borrow", "Cow");
        let parameter = self.external("vendor_core", "Parameter");
        let name = names::identifier(&schema.rust_name);
        quote! {
            impl #parameter for #name {
                fn to_parameter(&self) -> Option<Cow<'_, str>> {
                    Some(#text)
                }
            }
        }
    }

    fn is_parameter(&self, name: &str) -> bool {
        let mut parameters = self
            .contract
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters);
        parameters
            .any(|parameter| matches!(&parameter.value.kind, Kind::Named(used) if used == name))
    }
}

fn declared<T: ToString>(variant: &Variant<T>) -> TokenStream {
    let name = names::identifier(&variant.rust);
    let value = variant.value.to_string();
    let line = match &variant.description {
        Some(description) => format!(" {description}"),
        None => format!(" `{value}`."),
    };
    quote! {
        #[doc = #line]
        #name,
    }
}
