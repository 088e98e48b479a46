//! What a vendor answers when all goes well, with a mark in all that is sensitive of it.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::contract::Contract;
use crate::marks::{personal, secret};
use crate::stub::{self, Received};

/// Whether a request asks for credentials only.
pub(crate) fn is_for_credentials(request: &Received) -> bool {
    [
        "/oauth2/token",
        "/api/Security",
        "/aeServices30/api/GetEndPoint",
    ]
    .contains(&request.path.as_str())
}

/// The body of the answer to a request; `None` if it has none.
pub(crate) fn body(address: SocketAddr, request: &Received) -> Option<Value> {
    if request.path == "/oauth2/token" {
        return Some(json!({
            "access_token": secret("access-token"),
            "token_type": "Bearer",
            "expires_in": 3600,
        }));
    }
    let contract = Contract::of(&request.vendor);
    let operation = contract.operation_at(&request.method, &request.path)?;
    let Some(mut body) = contract.answer(&operation) else {
        return (operation.method != "DELETE").then(|| json!({ "Said": personal("anything") }));
    };
    match request.vendor.as_str() {
        // The vendor's way of saying that it failed.
        "aim" => {
            for member in ["Status", "ResponseStatus"] {
                body[member] = Value::Null;
            }
            if !String::from_utf8_lossy(&request.body).contains("MassUpdateItems") {
                body["MassUpdateErrors"] = Value::Null;
            }
        }
        "leadbank" => body["Status"] = json!(1),
        "dialler" => body["status"] = json!(200),
        _ => {}
    }
    match operation.id {
        "getEndPoint" => {
            body["NewEndpointDomain"] = json!(stub::url(address, "aim"));
            body["OAuthToken"] = json!(secret("oauth-token"));
        }
        "login" => {
            body["Token"] = json!(secret("token"));
            body["OAuthToken"] = json!(secret("oauth-token"));
        }
        _ => {}
    }
    Some(body)
}

/// The whole answer.
pub(crate) fn success(address: SocketAddr, request: &Received) -> Vec<u8> {
    match body(address, request) {
        Some(body) => stub::json("200 OK", &body.to_string()),
        None => stub::answer("204 No Content", "", b""),
    }
}
