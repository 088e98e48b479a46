//! Rust types for the types of a contract, and how a constructor or a setter takes them.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use crate::codegen::contract::{DateForm, Kind, Property, Role, Value, Width};
use crate::codegen::names;

/// How a member holds its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// The value itself, always there.
    Plain,
    /// A list in an answer, where null and absent read as empty.
    LenientList,
    /// An `Option` that is always written, as null when there is no value.
    RequiredNull,
    /// An `Option` that is left out when there is no value.
    Optional,
    /// Absent, null or a value.
    Nullable,
}

impl Holder {
    pub(super) fn of(property: &Property, role: Role) -> Self {
        match (property.value.nullable, property.required) {
            (true, true) => Self::RequiredNull,
            (true, false) => Self::Nullable,
            (false, _)
                if role == Role::Response && matches!(property.value.kind, Kind::List(..)) =>
            {
                Self::LenientList
            }
            (false, true) => Self::Plain,
            (false, false) => Self::Optional,
        }
    }
}

/// How a function takes a value, and how that becomes the value.
pub(super) struct Taking {
    pub(super) type_: TokenStream,
    pub(super) converts: bool,
}

impl Emitter<'_> {
    /// The type of a value that is there.
    pub(super) fn value_type(&self, kind: &Kind) -> TokenStream {
        match kind {
            Kind::Text(_) => quote!(String),
            Kind::Boolean => quote!(bool),
            Kind::Integer(width, _) => integer_type(*width),
            Kind::Uuid => self.external("uuid", "Uuid"),
            Kind::Decimal => self.external("rust_decimal", "Decimal"),
            Kind::DateTime(DateForm::Rfc3339 | DateForm::DotnetOffset) => {
                self.external("vendor_core::wire", "OffsetDateTime")
            }
            Kind::DateTime(DateForm::Dotnet) => {
                self.external("vendor_core::wire", "DotnetDateTime")
            }
            Kind::DateTime(DateForm::Naive7 | DateForm::Naive) => {
                self.external("vendor_core::wire", "LocalDateTime")
            }
            Kind::Any => self.external("vendor_core::wire", "RawJson"),
            Kind::List(item, _) => {
                let item = self.value_type(&item.kind);
                quote!(Vec<#item>)
            }
            Kind::Named(name) => self.schema_type(name),
            Kind::Custom { rust_type, .. } => self.external("crate", rust_type),
        }
    }

    pub(super) fn held_type(&self, value: &Value, holder: Holder) -> TokenStream {
        let inner = self.value_type(&value.kind);
        match holder {
            Holder::Plain | Holder::LenientList => inner,
            Holder::RequiredNull | Holder::Optional => quote!(Option<#inner>),
            Holder::Nullable => {
                let nullable = self.external("vendor_core::wire", "Nullable");
                quote!(#nullable<#inner>)
            }
        }
    }

    /// How a value that is there is taken: a text as anything that becomes one.
    pub(super) fn taking(&self, kind: &Kind) -> Taking {
        let type_ = self.value_type(kind);
        let converts = matches!(
            kind,
            Kind::Text(_)
                | Kind::DateTime(_)
                | Kind::Decimal
                | Kind::List(..)
                | Kind::Custom { .. }
        );
        if converts {
            Taking {
                type_: quote!(impl Into<#type_>),
                converts,
            }
        } else {
            Taking { type_, converts }
        }
    }

    /// A name from another crate, noted as used.
    pub(super) fn external(&self, module: &'static str, name: &str) -> TokenStream {
        self.uses.note(module, name);
        let name = names::identifier(name);
        quote!(#name)
    }

    fn schema_type(&self, name: &str) -> TokenStream {
        let rust_name = self
            .contract
            .schema(name)
            .map_or(name, |schema| &schema.rust_name);
        if self.is_outside_models {
            self.uses.note("crate::models", rust_name);
        }
        let name = names::identifier(rust_name);
        quote!(#name)
    }
}

pub(super) fn integer_type(width: Width) -> TokenStream {
    match width {
        Width::Int32 => quote!(i32),
        Width::Int64 => quote!(i64),
    }
}
