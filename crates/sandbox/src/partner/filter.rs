//! The query of a list: which tickets, and which part of them.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::request::form_pairs;
use crate::violation::Violation;

use super::ticket::Ticket;

const DEFAULT_LIMIT: usize = 25;

/// A query as it is applied.
pub(super) struct Filter {
    limit: usize,
    offset: usize,
    conditions: Vec<Condition>,
    /// The conditions as they were sent, for the answer.
    echo: Map<String, Value>,
}

enum Condition {
    CreatedAfter(DateTime<Utc>),
    CreatedBefore(DateTime<Utc>),
    Customer(Uuid),
    Product(Uuid),
    TicketNumber(i64),
    Vin(String),
    WithoutVin,
    Reference(String),
}

impl Filter {
    /// Reads a query that keeps to the contract. Parameters that are not documented are passed over.
    pub(super) fn read(query: &str) -> Result<Self, Violation> {
        let mut filter = Self {
            limit: DEFAULT_LIMIT,
            offset: 0,
            conditions: Vec::new(),
            echo: Map::new(),
        };
        for (name, value) in form_pairs(query) {
            let condition = match name.as_str() {
                "limit" => {
                    filter.limit = parse(&name, &value)?;
                    continue;
                }
                "offset" => {
                    filter.offset = parse(&name, &value)?;
                    continue;
                }
                "created_after" => Condition::CreatedAfter(parse(&name, &value)?),
                "created_before" => Condition::CreatedBefore(parse(&name, &value)?),
                "customer_id" => Condition::Customer(parse(&name, &value)?),
                "product_id" => Condition::Product(parse(&name, &value)?),
                "ticket_number" => Condition::TicketNumber(parse(&name, &value)?),
                "vin" if value.is_empty() => Condition::WithoutVin,
                "vin" => Condition::Vin(value.clone()),
                "preparer_external_reference" => Condition::Reference(value.clone()),
                _ => continue,
            };
            filter.echo.insert(name, condition.echo(value));
            filter.conditions.push(condition);
        }
        Ok(filter)
    }

    /// The body of the answer.
    pub(super) fn apply(mut self, tickets: &[Ticket]) -> Value {
        let matching: Vec<_> = tickets
            .iter()
            .filter(|ticket| {
                self.conditions
                    .iter()
                    .all(|condition| condition.holds_for(ticket))
            })
            .collect();
        let page: Vec<_> = matching
            .iter()
            .skip(self.offset)
            .take(self.limit)
            .map(|ticket| ticket.to_json())
            .collect();
        self.echo.insert("limit".to_owned(), json!(self.limit));
        self.echo.insert("offset".to_owned(), json!(self.offset));
        json!({ "query": self.echo, "result": page, "total": matching.len() })
    }
}

impl Condition {
    fn holds_for(&self, ticket: &Ticket) -> bool {
        match self {
            Self::CreatedAfter(bound) => ticket.created_at > *bound,
            Self::CreatedBefore(bound) => ticket.created_at < *bound,
            Self::Customer(id) => ticket.customer_id == *id,
            Self::Product(id) => ticket.product_ids.contains(id),
            Self::TicketNumber(number) => ticket.ticket_number == *number,
            Self::Vin(vin) => ticket.vin.as_ref() == Some(vin),
            Self::WithoutVin => ticket.vin.is_none(),
            Self::Reference(reference) => ticket.preparer_external_reference == *reference,
        }
    }

    fn echo(&self, value: String) -> Value {
        match self {
            Self::TicketNumber(number) => json!(number),
            _ => value.into(),
        }
    }
}

fn parse<T: FromStr>(name: &str, value: &str) -> Result<T, Violation> {
    let unreadable = |_| {
        Violation::new(
            format!("query/{name}"),
            "format",
            "the value cannot be read",
        )
    };
    value.parse().map_err(unreadable)
}
