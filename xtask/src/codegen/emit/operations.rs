//! operations.rs: a constant and a call type for every operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::models::MOST_ARGUMENTS;
use super::rules::{Checked, number};
use super::types::Holder;
use super::{Emitter, SourceFile};
use crate::codegen::contract::{
    Body, Constant, ConstantKind, Contract, Idempotency, Kind, Location, Method, Operation,
    Parameter, Value,
};
use crate::codegen::docs::Prose;
use crate::codegen::names;

pub(crate) fn file(contract: &Contract) -> SourceFile {
    let emitter = Emitter::new(contract, true);
    let constants = contract.constants.iter();
    let mut items: Vec<TokenStream> = constants
        .map(|constant| emitter.constant(constant))
        .collect();
    let calls: Vec<CallType<'_>> = contract
        .operations
        .iter()
        .map(|operation| CallType {
            emitter: &emitter,
            operation,
        })
        .collect();
    items.extend(calls.iter().map(CallType::constant));
    items.extend(calls.iter().flat_map(CallType::items));
    let title = format!("The operations of the {}.", contract.title);
    SourceFile {
        title,
        uses: emitter.uses,
        items,
    }
}

impl Emitter<'_> {
    fn constant(&self, constant: &Constant) -> TokenStream {
        let docs = Prose::of(&constant.docs)
            .or(|| format!("`{}`.", constant.value))
            .attributes();
        let name = names::identifier(&constant.rust_name);
        match constant.kind {
            ConstantKind::Url => {
                let url = &constant.value;
                quote! {
                    #docs
                    pub const #name: &str = #url;
                }
            }
            ConstantKind::Header => {
                let header_name = self.external("vendor_core", "HeaderName");
                let wire = constant.value.to_ascii_lowercase();
                quote! {
                    #docs
                    pub static #name: #header_name = #header_name::from_static(#wire);
                }
            }
        }
    }
}

/// One operation on its way to a call type.
struct CallType<'o> {
    emitter: &'o Emitter<'o>,
    operation: &'o Operation,
}

/// A value that `new` takes.
struct Argument {
    name: TokenStream,
    type_: TokenStream,
    value: TokenStream,
}

impl CallType<'_> {
    /// The operation itself.
    fn constant(&self) -> TokenStream {
        let Operation { id, path, .. } = self.operation;
        let operation = self.emitter.external("vendor_core", "Operation");
        let method_type = self.emitter.external("vendor_core", "Method");
        let idempotency_type = self.emitter.external("vendor_core", "Idempotency");
        let verb = match self.operation.method {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
        };
        let method = names::identifier(verb);
        let idempotency = names::identifier(match self.operation.idempotency {
            Idempotency::Safe => "Safe",
            Idempotency::Idempotent => "Idempotent",
            Idempotency::NotIdempotent | Idempotency::Depends => "NotIdempotent",
        });
        let docs = format!(" `{verb} {path}`");
        let name = self.constant_name();
        let media_types = &self.operation.answer.media_types;
        let is_listed = !media_types.is_empty() && !self.operation.answer.is_undescribed();
        let answers = is_listed.then(|| quote!(.answers(&[#(#media_types),*])));
        let accepts = self.accepted_media_types();
        let accepts = (!accepts.is_empty()).then(|| quote!(.accepts(#accepts)));
        let gone = self.operation.gone_status.map(|status| {
            let status = number(status);
            quote!(.gone_status(#status))
        });
        quote! {
            #[doc = #docs]
            pub static #name: #operation =
                #operation::new(#id, #method_type::#method, #path, #idempotency_type::#idempotency) #answers #accepts #gone;
        }
    }

    /// What an answer may be, of a success or not, as an `Accept` header lists it.
    fn accepted_media_types(&self) -> String {
        let Operation {
            answer, failures, ..
        } = self.operation;
        let all = answer
            .media_types
            .iter()
            .chain(failures.iter().flat_map(|failure| &failure.media_types));
        let mut listed: Vec<&str> = Vec::new();
        for media_type in all {
            if !listed.contains(&media_type.as_str()) {
                listed.push(media_type);
            }
        }
        listed.join(", ")
    }

    fn items(&self) -> Vec<TokenStream> {
        vec![
            self.declaration(),
            self.methods(),
            self.options(),
            self.awaiting(),
            self.debug(),
        ]
    }

    fn declaration(&self) -> TokenStream {
        let docs = Prose::of(&self.operation.docs).attributes();
        let call = self.emitter.external("vendor_core", "Call");
        let name = self.type_name();
        let parameters = self.operation.parameters.iter().map(|parameter| {
            let name = names::identifier(&parameter.rust);
            let type_ = self.parameter_type(parameter);
            quote!(pub(crate) #name: #type_,)
        });
        let body = self.operation.body.as_ref().map(|body| {
            let type_ = self.emitter.held_type(&body.value, body_holder(body));
            quote!(pub(crate) body: #type_,)
        });
        quote! {
            #docs
            #[derive(Clone)]
            #[must_use = "a call does nothing until it is sent or awaited"]
            pub struct #name {
                pub(crate) call: #call,
                #(#parameters)*
                #body
            }
        }
    }

    fn methods(&self) -> TokenStream {
        let name = self.type_name();
        let new = self.constructor();
        let setters = self
            .operation
            .parameters
            .iter()
            .filter(|parameter| !parameter.required && !parameter.internal)
            .map(|parameter| self.setter(parameter));
        let body_setter = self.operation.body.as_ref().filter(|body| !body.required);
        let body_setter = body_setter.map(|body| self.body_setter(body));
        let to_request = self.to_request();
        let send = self.send();
        quote! {
            impl #name {
                #new
                #(#setters)*
                #body_setter
                #to_request
                #send
            }
        }
    }

    /// `new`.
    fn constructor(&self) -> TokenStream {
        let call = self.emitter.external("vendor_core", "Call");
        let arguments = self.arguments();
        let taken = arguments
            .iter()
            .map(|Argument { name, type_, .. }| quote!(#name: #type_));
        let parameters = self.operation.parameters.iter().map(|parameter| {
            let name = names::identifier(&parameter.rust);
            if !parameter.required {
                return if let Some(rust_type) = &parameter.rust_type {
                    let rust_type = names::identifier(rust_type);
                    quote!(#name: #rust_type::default())
                } else {
                    quote!(#name: None)
                };
            }
            let value = self.argument(parameter).value;
            if name == value.to_string() {
                quote!(#name)
            } else {
                quote!(#name: #value)
            }
        });
        let body = self.operation.body.as_ref().map(|body| {
            if !body.required {
                quote!(body: None)
            } else if self.emitter.taking(&body.value.kind).converts {
                quote!(body: body.into())
            } else {
                quote!(body)
            }
        });
        let members = parameters.chain(body);
        let many = (arguments.len() >= MOST_ARGUMENTS).then(|| {
            quote!(#[expect(clippy::too_many_arguments, reason = "one for every required parameter")])
        });
        quote! {
            #many
            pub(crate) fn new(call: #call, #(#taken),*) -> Self {
                Self { call, #(#members),* }
            }
        }
    }

    fn arguments(&self) -> Vec<Argument> {
        let required = self
            .operation
            .parameters
            .iter()
            .filter(|parameter| parameter.required);
        let parameters = required.map(|parameter| self.argument(parameter));
        let body = self
            .operation
            .body
            .iter()
            .filter(|body| body.required)
            .map(|body| {
                let type_ = self.emitter.taking(&body.value.kind).type_;
                Argument {
                    name: quote!(body),
                    type_,
                    value: quote!(body),
                }
            });
        parameters.chain(body).collect()
    }

    fn argument(&self, parameter: &Parameter) -> Argument {
        let name = names::identifier(&parameter.rust);
        let name = quote!(#name);
        if let Some(rust_type) = &parameter.rust_type {
            let rust_type = self.emitter.external("crate", rust_type);
            return Argument {
                value: quote!(#name.into()),
                type_: quote!(impl Into<#rust_type>),
                name,
            };
        }
        let taking = self.emitter.taking(&parameter.value.kind);
        let value = if taking.converts {
            quote!(#name.into())
        } else {
            name.clone()
        };
        Argument {
            name,
            type_: taking.type_,
            value,
        }
    }

    fn setter(&self, parameter: &Parameter) -> TokenStream {
        let docs = Prose::of_value(
            &parameter.docs,
            &parameter.value.kind,
            parameter.allows_empty,
        )
        .or(|| format!("`{}`.", parameter.wire))
        .attributes();
        let member = names::identifier(&parameter.rust);
        let Argument { name, type_, value } = self.argument(parameter);
        let value = if parameter.rust_type.is_some() {
            value
        } else {
            quote!(Some(#value))
        };
        quote! {
            #docs
            pub fn #name(mut self, #name: #type_) -> Self {
                self.#member = #value;
                self
            }
        }
    }

    fn body_setter(&self, body: &Body) -> TokenStream {
        let docs = Prose::of_value(&body.docs, &body.value.kind, false)
            .or(|| "The body.".to_owned())
            .attributes();
        let taking = self.emitter.taking(&body.value.kind);
        let type_ = taking.type_;
        let value = if taking.converts {
            quote!(body.into())
        } else {
            quote!(body)
        };
        quote! {
            #docs
            pub fn body(mut self, body: #type_) -> Self {
                self.body = Some(#value);
                self
            }
        }
    }

    /// What every call can set for itself, `with_timeout` for example: core has it for all of them.
    fn options(&self) -> TokenStream {
        let name = self.type_name();
        quote!(vendor_core::call_options!(#name);)
    }

    fn to_request(&self) -> TokenStream {
        let request = self.emitter.external("vendor_core", "Request");
        let constant = self.constant_name();
        let parameters = &self.operation.parameters;
        let encoded: Vec<TokenStream> = parameters
            .iter()
            .map(|parameter| self.encoded(parameter))
            .collect();
        let checked: TokenStream = parameters
            .iter()
            .map(|parameter| self.checked(parameter))
            .collect();
        let body = self
            .operation
            .body
            .as_ref()
            .map(|body| self.encoded_body(body));
        let idempotency = (self.operation.idempotency == Idempotency::Depends)
            .then(|| quote!(request.set_idempotency(self.idempotency());));
        let docs = quote! {
            /// The request as a plain value, before credentials are added: for tests and inspection.
            #[must_use]
        };
        let bulk = self
            .operation
            .bulk
            .then(|| quote!(request.set_bulk(self.is_bulk());));
        if encoded.is_empty() && body.is_none() && idempotency.is_none() && bulk.is_none() {
            return quote! {
                #docs
                pub fn to_request(&self) -> #request {
                    #request::new(&#constant)
                }
            };
        }
        quote! {
            #docs
            pub fn to_request(&self) -> #request {
                let mut request = #request::new(&#constant);
                #idempotency
                #bulk
                #(#encoded)*
                #checked
                #body
                request
            }
        }
    }

    fn encoded(&self, parameter: &Parameter) -> TokenStream {
        let (wire, name) = (&parameter.wire, names::identifier(&parameter.rust));
        match parameter.location {
            Location::Path => quote!(request.path(#wire, &self.#name);),
            Location::Query => quote!(request.query(#wire, &self.#name);),
            Location::Header => {
                let header = self.emitter.external("vendor_core", "HeaderName");
                let wire = wire.to_ascii_lowercase();
                quote!(request.header(#header::from_static(#wire), &self.#name);)
            }
        }
    }

    fn checked(&self, parameter: &Parameter) -> TokenStream {
        if parameter.rust_type.is_some() {
            let (wire, name) = (&parameter.wire, names::identifier(&parameter.rust));
            return quote!(request.violations().within(#wire, &self.#name););
        }
        let holder = if parameter.required {
            Holder::Plain
        } else {
            Holder::Optional
        };
        let checked = Checked {
            wire: &parameter.wire,
            rust: &parameter.rust,
            value: &parameter.value,
            holder,
        };
        self.emitter.checks(&checked, &quote!(request.violations()))
    }

    fn encoded_body(&self, body: &Body) -> TokenStream {
        if matches!(body.value.kind, Kind::Custom { .. }) {
            // The media type, and whether there is a body at all, is up to the type.
            return if body.required {
                quote!(self.body.write_to(&mut request);)
            } else {
                quote!(if let Some(body) = &self.body {
                    body.write_to(&mut request);
                })
            };
        }
        let checked = Checked {
            wire: "",
            rust: "body",
            value: &body.value,
            holder: body_holder(body),
        };
        let checks = self.emitter.checks(&checked, &quote!(request.violations()));
        let encode = if body.required {
            quote!(request.json(&self.body);)
        } else {
            quote!(if let Some(body) = &self.body {
                request.json(body);
            })
        };
        quote!(#checks #encode)
    }

    fn send(&self) -> TokenStream {
        let output = self.output();
        let answer = &self.operation.answer;
        let carry_out = match (&answer.value, self.operation.gone_status) {
            _ if answer.is_undescribed() => quote!(raw),
            (Some(_), _) => quote!(json),
            (None, Some(_)) => quote!(deletion),
            (None, None) => quote!(empty),
        };
        let send = if answer.rust_type.is_some() {
            quote! {
                pub async fn send(self) -> #output {
                    let request = self.to_request();
                    self.call.#carry_out(request).await.map(Into::into)
                }
            }
        } else {
            // No async function: its future would hold the parameters until the answer is there.
            quote! {
                pub fn send(self) -> impl Future<Output = #output> + Send {
                    let request = self.to_request();
                    self.call.#carry_out(request)
                }
            }
        };
        let stream = self.stream();
        quote! {
            /// Sends the call and waits for its outcome.
            #send

            #stream
        }
    }

    /// The answer's items one by one, where the contract says which member has them.
    fn stream(&self) -> Option<TokenStream> {
        let (member, item) = self.streamed()?;
        let elements = self.emitter.external("vendor_core", "Elements");
        let item = self.emitter.value_type(&item.kind);
        let docs = [
            format!(" Sends the call and gives the items of `{member}` as they arrive."),
            String::new(),
            " An idle timeout and a cap on each item stand in place of the time limit of an attempt and the cap on the body."
                .to_owned(),
        ];
        Some(quote! {
            #(#[doc = #docs])*
            pub async fn stream(self) -> Result<#elements<#item>, Error> {
                self.stream_as().await
            }

            /// The same with items of another type: one of your own with members that no page shows, or
            /// [`RawJson`](vendor_core::wire::RawJson).
            pub async fn stream_as<T>(self) -> Result<#elements<T>, Error>
            where
                T: serde::de::DeserializeOwned + Send + 'static,
            {
                let request = self.to_request();
                self.call.elements(request, #member).await
            }
        })
    }

    fn streamed(&self) -> Option<(&str, &Value)> {
        let member = self.operation.stream.as_deref()?;
        let answer = self.operation.answer.value.as_ref()?;
        self.emitter
            .contract
            .list_member(answer, member)
            .map(|item| (member, item))
    }

    fn awaiting(&self) -> TokenStream {
        let boxed = self.emitter.external("vendor_core", "BoxFuture");
        let (name, output) = (self.type_name(), self.output());
        quote! {
            impl IntoFuture for #name {
                type Output = #output;
                type IntoFuture = #boxed<'static, Self::Output>;

                fn into_future(self) -> Self::IntoFuture {
                    Box::pin(self.send())
                }
            }
        }
    }

    fn debug(&self) -> TokenStream {
        self.emitter.uses.note("std::fmt", "");
        let name = self.type_name();
        let text = name.to_string();
        let parameters = self
            .operation
            .parameters
            .iter()
            .map(|parameter| (&*parameter.rust, parameter.value.sensitive));
        let body = self
            .operation
            .body
            .iter()
            .map(|body| ("body", body.value.sensitive));
        let fields = parameters.chain(body).map(|(text, is_sensitive)| {
            if is_sensitive {
                let redacted = self.emitter.external("vendor_core::wire", "Redacted");
                quote!(.field(#text, &#redacted))
            } else {
                let name = names::identifier(text);
                quote!(.field(#text, &self.#name))
            }
        });
        quote! {
            impl fmt::Debug for #name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_struct(#text)#(#fields)*.finish_non_exhaustive()
                }
            }
        }
    }

    fn output(&self) -> TokenStream {
        let error = self.emitter.external("vendor_core", "Error");
        if let Some(rust_type) = &self.operation.answer.rust_type {
            let answer = self.emitter.external("crate", rust_type);
            return quote!(Result<#answer, #error>);
        }
        let response = self.emitter.external("vendor_core", "Response");
        let value = match (&self.operation.answer.value, self.operation.gone_status) {
            (Some(value), _) => self.emitter.value_type(&value.kind),
            (None, Some(_)) => self.emitter.external("vendor_core", "Deletion"),
            (None, None) => quote!(()),
        };
        quote!(Result<#response<#value>, #error>)
    }

    fn parameter_type(&self, parameter: &Parameter) -> TokenStream {
        if let Some(rust_type) = &parameter.rust_type {
            return self.emitter.external("crate", rust_type);
        }
        let holder = if parameter.required {
            Holder::Plain
        } else {
            Holder::Optional
        };
        self.emitter.held_type(&parameter.value, holder)
    }

    fn type_name(&self) -> proc_macro2::Ident {
        names::identifier(&names::type_case(&self.operation.id))
    }

    fn constant_name(&self) -> proc_macro2::Ident {
        names::identifier(&names::constant_case(&self.operation.id))
    }
}

fn body_holder(body: &Body) -> Holder {
    if body.required {
        Holder::Plain
    } else {
        Holder::Optional
    }
}
